//! What search engines and tabs show of a page: titles and descriptions that no two pages share.

use std::collections::BTreeMap;

use super::{Card, Sources};
use crate::stamp::Stamped;

/// Title and description of the page of an entry, each unique among entries.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Head {
    /// Without the name of the site.
    pub title: String,
    /// One or two sentences.
    pub description: String,
}

/// The heads of all entries. What two entries share gets the section, the date, then the id.
pub fn heads(cards: &[Stamped<Card>], sources: &Sources) -> Vec<Stamped<Head>> {
    let titles = unique(cards, |it| match &it.legal {
        Some(legal) if legal.number.is_some() => format!("{}: {}", legal.name, it.title),
        _ => it.title.clone(),
    });
    let site = &sources.config.title;
    let descriptions = unique(cards, |it| match (&it.summary, &it.legal) {
        (Some(summary), _) => shorten(summary),
        (None, Some(legal)) => {
            let issued = legal.issued.as_ref().map_or(String::new(), |it| format!(" ngày {}", it.short));
            shorten(&format!("{}{issued} của {}: {}", legal.name, legal.issuer, it.title))
        }
        (None, None) => format!("{} – {site}", it.title),
    });
    titles
        .into_iter()
        .zip(descriptions)
        .map(|(title, description)| Stamped::new(Head { title, description }))
        .collect()
}

/// Longest description, in characters; search engines cut after about as many.
const LONGEST: usize = 200;

/// Cuts at the last whole word before `LONGEST`.
pub fn shorten(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.', ' ']))
}

fn unique(cards: &[Stamped<Card>], words: impl Fn(&Card) -> String) -> Vec<String> {
    let mut texts: Vec<String> = cards.iter().map(|it| words(it)).collect();
    let more: [fn(&Card) -> Option<String>; 2] = [
        |it| {
            let date = it.date.as_ref().map(|it| it.short.clone());
            let section = it.section.as_ref().map(|it| it.title.clone());
            let parts: Vec<String> = section.into_iter().chain(date).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        },
        |it| Some(it.url.clone()),
    ];
    for add in more {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in &texts {
            *counts.entry(text).or_default() += 1;
        }
        let shared: Vec<bool> = texts.iter().map(|it| counts[it.as_str()] > 1).collect();
        for ((text, card), _) in texts.iter_mut().zip(cards).zip(shared).filter(|(_, shared)| *shared) {
            if let Some(extra) = add(card) {
                *text = format!("{text} ({extra})");
            }
        }
    }
    texts
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
