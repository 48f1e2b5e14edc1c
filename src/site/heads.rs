//! What search engines and tabs show of a page: titles and descriptions that no two pages share.

use std::{borrow::Cow, hash::BuildHasherDefault, ops::Deref, sync::Arc};

use rayon::prelude::*;

use super::{Card, EntryId, memo::Cx};
use crate::stamp::{Fp, FpMap, Stamped};

/// Title and description of the page of an entry, each unique among entries.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Head {
    /// Without the name of the site.
    pub title: String,
    /// One or two sentences.
    pub description: String,
}

/// A head, and what it was made of.
#[derive(Debug)]
pub struct Made {
    head: Stamped<Head>,
    card: Arc<Stamped<Card>>,
    /// Fingerprints of title and description before anything is added.
    plain: [Fp; 2],
    added: [Added; 2],
}

impl Deref for Made {
    type Target = Stamped<Head>;

    fn deref(&self) -> &Self::Target {
        &self.head
    }
}

/// Which words are added so that no two entries share them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Added {
    /// The fingerprint of the text with section and date, where these are added.
    dated: Option<Fp>,
    /// Whether the address is added too.
    has_address: bool,
}

/// The heads of all entries. What two entries share gets the section, the date, then the id.
pub(super) fn heads(cards: &[Arc<Stamped<Card>>], cx: &Cx<'_>) -> Vec<Arc<Made>> {
    let site = cx.asker.sources.config.title.as_str();
    let known = |at: usize, old: EntryId| {
        let before = cx.before.map(|it| &it.heads[old.0]);
        before.filter(|it| Arc::ptr_eq(&it.card, &cards[at]))
    };
    let before = |at: usize| cx.old(EntryId(at)).and_then(|old| known(at, old));
    let plain: Vec<[Fp; 2]> = (0..cards.len())
        .into_par_iter()
        .with_min_len(64)
        .map(|at| match before(at) {
            Some(known) => known.plain,
            None => [fp(&title(&cards[at])), fp(&description(&cards[at], site))],
        })
        .collect();
    let (titles, descriptions) = rayon::join(
        || added(cards, plain.iter().map(|it| it[0]).collect(), title, |at| before(at)?.added[0].dated),
        || {
            let words = |it| description(it, site);
            added(cards, plain.iter().map(|it| it[1]).collect(), words, |at| before(at)?.added[1].dated)
        },
    );
    let made = |at: usize| {
        let (added, card) = ([titles[at], descriptions[at]], &cards[at]);
        if let Some(known) = before(at).filter(|it| it.added == added) {
            return Arc::clone(known);
        }
        let head = Head {
            title: with(title(card), card, added[0]),
            description: with(description(card, site), card, added[1]),
        };
        Arc::new(Made { head: Stamped::new(head), card: Arc::clone(card), plain: plain[at], added })
    };
    (0..cards.len()).into_par_iter().with_min_len(64).map(made).collect()
}

fn title(card: &Card) -> Cow<'_, str> {
    match &card.legal {
        Some(legal) if legal.number.is_some() => format!("{}: {}", legal.name, card.title).into(),
        _ => card.title.as_str().into(),
    }
}

fn description<'c>(card: &'c Card, site: &str) -> Cow<'c, str> {
    match (&card.summary, &card.legal) {
        (Some(summary), _) => shorten(summary),
        (None, Some(legal)) => {
            let issued = legal.issued.as_ref().map_or(String::new(), |it| format!(" ngày {}", it.short));
            let whole = format!("{}{issued} của {}: {}", legal.name, legal.issuer, card.title);
            shorten(&whole).into_owned().into()
        }
        (None, None) => format!("{} – {site}", card.title).into(),
    }
}

fn fp(text: &str) -> Fp {
    Fp::of_bytes(text.as_bytes())
}

/// Longest description, in characters; search engines cut after about as many.
const LONGEST: usize = 200;

/// Cuts at the last whole word before `LONGEST`.
fn shorten(text: &str) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.into() };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    [text[..cut].trim_end_matches([',', ';', ':', '.', ' ']), "…"].concat().into()
}

/// What is added to make texts unique, of which `fps` are the fingerprints; `known` are those with section and date.
fn added<'c>(
    cards: &'c [Arc<Stamped<Card>>],
    mut fps: Vec<Fp>,
    words: impl Fn(&'c Card) -> Cow<'c, str>,
    known: impl Fn(usize) -> Option<Fp>,
) -> Vec<Added> {
    let mut added = vec![Added::default(); cards.len()];
    for at in shared(&fps) {
        let card = &cards[at];
        let dated = || Some(fp(&append(words(card), &section_and_date(card)?)));
        if let Some(dated) = known(at).or_else(dated) {
            added[at].dated = Some(dated);
            fps[at] = dated;
        }
    }
    for at in shared(&fps) {
        added[at].has_address = true;
    }
    added
}

/// Places of the fingerprints that stand there more than once.
fn shared(fps: &[Fp]) -> Vec<usize> {
    let mut counts = FpMap::with_capacity_and_hasher(fps.len(), BuildHasherDefault::default());
    for fp in fps {
        *counts.entry(*fp).or_insert(0_u32) += 1;
    }
    if counts.len() == fps.len() {
        return Vec::new();
    }
    (0..fps.len()).filter(|at| counts[&fps[*at]] > 1).collect()
}

/// A text with what is added to it.
fn with(text: Cow<'_, str>, card: &Card, added: Added) -> String {
    let text = match section_and_date(card).filter(|_| added.dated.is_some()) {
        Some(dated) => append(text, &dated),
        None => text.into_owned(),
    };
    if added.has_address { append(text.into(), &card.url) } else { text }
}

fn append(text: Cow<'_, str>, extra: &str) -> String {
    format!("{text} ({extra})")
}

fn section_and_date(card: &Card) -> Option<String> {
    let date = card.date.as_ref().map(|it| it.short.as_str());
    let section = card.section.as_ref().map(|it| it.title.as_str());
    let parts: Vec<&str> = section.into_iter().chain(date).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_long_descriptions_at_a_word() {
        assert_eq!(shorten("ngắn"), "ngắn");
        let long = "cải cách hành chính ".repeat(20);
        let cut = shorten(&long);
        assert!(
            cut.ends_with("hành chính…")
                || cut.ends_with("cải cách…")
                || cut.ends_with("hành…")
                || cut.ends_with("cải…")
        );
        assert!(cut.chars().count() <= LONGEST + 1);
    }
}
