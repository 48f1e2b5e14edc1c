//! The site's own search, without a server: an index in static files, and the page that asks it.
//!
//! The files are scripts that call `bantinSearch(name, value)`, so that they load over `file://` and under a strict policy.
//!
//! | file | what it holds | changes |
//! |---|---|---|
//! | `/tim-kiem/moi.js` | the index of the newest pages, their records; where the rest is | with every publication |
//! | `/tim-kiem/cu/N.js` | the index of all older pages, cut by the first four letters of words | once a month; where an old page gains or loses a notable word |
//! | `/tim-kiem/cu/dau.js` | the beginnings of words there, for a word that is being typed | likewise |
//! | `/tim-kiem/trang/GROUP/N.js` | six pages: title, summary, text for the excerpt | with the pages |
//!
//! Why so. Cut by pages only, a common word has every file fetched: 1.3 MB at ten thousand articles. Cut by word only, one
//! article changes all the files of its three hundred words. So the newest months stand in one file, and what is older,
//! which rests, is cut by word; and of the text of a page there, only the notable words are indexed
//! ([`notable`](crate::text::notable)), which an edit seldom touches and which are facts, so that no prose is read for the
//! index. A small site is one file, and all words of its texts are indexed. `docs/search.md` has figures.
//!
//! A page has a number that does not shift: its month and kind (the group), then its place among those, oldest first.
//! What is indexed is what is visible, since [`Site`] has nothing else.

mod abbreviations;
mod code;
mod edit;
mod index;
mod page;
mod patch;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::{Arc, OnceLock},
};

use abbreviations::{Pair, known};
pub use edit::{Edited, Indexed};
use index::{Index, MINOR, NUMBER, Page, TEXT, TITLE};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::{File, Output, Render, Rendered, View};
use crate::{
    diag::Diagnostic,
    kind::words::Weight,
    route::Route,
    site::{Card, EntryId, Site, routes},
    source::{Entry, Facts},
    stamp::{Fp, Stamped},
};

/// The page of the search, and the index.
pub(super) struct Search;

/// A site of no more pages than this is one file.
const SMALL: usize = 300;
/// Else the newest months that have together no more than this are one file, the newest month in any case.
const NEWEST: usize = 150;
/// The month of what has no date, after all others.
const UNDATED: u32 = 2700 * 12;

/// Older pages for each file of their index.
const PER_FILE: usize = 64;
/// Pages whose records are one file: ten results are ten such files at most.
const TOGETHER: u32 = 6;

/// A page of the index.
struct Doc<'s> {
    id: u32,
    entry: &'s Entry,
    card: &'s Stamped<Card>,
    section: Option<&'s str>,
    topics: Vec<&'s str>,
    agency: Option<&'s str>,
    /// Of what the index holds of it, but for its prose.
    fp: Fp,
}

/// Pages that are indexed together.
struct Tier<'s> {
    docs: Vec<Arc<Doc<'s>>>,
    abbreviations: Arc<[Pair]>,
    /// Whether all words of the texts are indexed, not the notable ones alone.
    is_whole: bool,
    /// Of all that the index is made of.
    fp: Fp,
    /// Number of files.
    n: u32,
    /// The files, made once by whoever needs them first.
    files: OnceLock<Vec<String>>,
}

impl<'s> Tier<'s> {
    /// An index in `n` files.
    fn new(docs: Vec<Arc<Doc<'s>>>, abbreviations: Arc<[Pair]>, n: u32, is_whole: bool) -> Self {
        let fp = tier_fp(docs.iter().map(|it| (it.fp, it.prose_fp(is_whole))), &abbreviations, n);
        Self { docs, abbreviations, is_whole, fp, n, files: OnceLock::new() }
    }

    /// Which numbers the pages have: what the files have to agree on.
    fn numbering(&self) -> Fp {
        Fp::of(&(self.n, self.docs.iter().map(|it| (it.id, &it.card.url)).collect::<Vec<_>>()))
    }

    fn files(&self) -> &[String] {
        self.files.get_or_init(|| {
            let texts = self.docs.iter().map(|it| it.text(self.is_whole));
            let texts: Vec<Cow<'_, str>> = texts.collect();
            let half = self.docs.len() / 2;
            // Not by `rayon::join`: the thread might meanwhile take up a page that waits for these very files.
            std::thread::scope(|scope| {
                let after = scope.spawn(|| self.index(half..self.docs.len(), &texts));
                let mut index = self.index(0..half, &texts);
                match after.join() {
                    Ok(after) => index.append(after),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
                index.write(self.n)
            })
        })
    }

    /// The index of some of the pages, of which `texts` has all.
    fn index<'a>(&'a self, pages: Range<usize>, texts: &'a [Cow<'_, str>]) -> Index<'a> {
        let new = if self.is_whole { Index::new } else { Index::of_notable };
        let mut index = new(&self.abbreviations);
        for at in pages {
            let doc = &self.docs[at];
            // Alone in a file, pages are counted through; in many files, their numbers stand still.
            let id = if self.n == 1 { u32::try_from(at).unwrap_or(u32::MAX) } else { doc.id };
            index.add(&doc.page(id, &texts[at]));
        }
        index
    }
}

/// Fingerprint of a tier: of its pages, each by what the index holds of it and of its prose.
fn tier_fp(pages: impl Iterator<Item = (Fp, Fp)>, abbreviations: &[Pair], n: u32) -> Fp {
    Fp::of(&(pages.collect::<Vec<_>>(), abbreviations, n))
}

impl<'s> Doc<'s> {
    fn new(site: &'s Site<'s>, entry: EntryId, id: u32) -> Self {
        let node = site.node(entry);
        let registries = site.registries;
        let topics: Vec<&str> =
            node.topics.iter().map(|it| registries.topics[*it].id.value.as_str()).collect();
        let section = node.section.map(|it| site.config.sections[it].folder.as_str());
        let agency = node.agency.map(|it| registries.units[it].id.value.as_str());
        let (entry, card) = (site.entry(entry), site.card(entry));
        let Facts { common, meta, outline, .. } = &*entry.facts;
        let outline: Vec<&str> = outline.iter().map(|it| it.text.as_str()).collect();
        let terms = (section, &topics, agency, &common.summary, &common.tags, outline);
        let fp = Fp::of(&(id, card.fp(), terms, meta));
        Self { id, entry, card, section, topics, agency, fp }
    }

    /// The file of its record, below `trang/`: `48634/0`.
    fn together(&self) -> (u32, u32) {
        together(self.id)
    }

    /// Fingerprint of what its record holds, but for the text.
    fn record_fp(&self) -> Fp {
        Fp::of(&(self.id, self.card.fp(), &self.entry.facts.common.summary))
    }

    /// Fingerprint of what the index holds of its prose.
    fn prose_fp(&self, is_whole: bool) -> Fp {
        if is_whole { self.entry.body.fp() } else { self.entry.notable.fp() }
    }

    /// Its text, or the words of it that are indexed.
    fn text(&self, is_whole: bool) -> Cow<'_, str> {
        if is_whole { Cow::Owned(self.entry.body.open().text) } else { Cow::Borrowed(&self.entry.notable) }
    }

    fn page<'a>(&'a self, id: u32, text: &'a str) -> Page<'a> {
        let facts = &self.entry.facts;
        let common = &facts.common;
        let mut fields = vec![(self.card.title.as_str(), TITLE)];
        if let Some(legal) = &self.card.legal {
            fields.extend(legal.number.as_deref().map(|it| (it, NUMBER | TITLE)));
            fields.extend([(legal.name.as_str(), MINOR), (legal.issuer.as_str(), MINOR)]);
        }
        fields.extend(facts.meta.words().into_iter().map(|(text, weight)| (text, strength(weight))));
        let minor = common.summary.iter().chain(&common.tags).chain(facts.outline.iter().map(|it| &it.text));
        fields.extend(minor.map(|it| (it.as_str(), MINOR)));
        fields.extend(self.card.topics.iter().chain(&self.card.agency).map(|it| (it.title.as_str(), MINOR)));
        fields.push((text, TEXT));
        let state = self.card.legal.as_ref().and_then(|it| it.state_key);
        let filters = self.section.iter().map(|it| ('s', *it));
        let filters = filters.chain(self.topics.iter().map(|it| ('t', *it)));
        let filters = filters.chain(self.agency.iter().map(|it| ('a', *it)));
        let filters = filters.chain(state.iter().map(|it| ('x', *it))).collect();
        Page { id, fields, filters }
    }

    /// What a result shows.
    fn record<'r>(&'r self, base: &str, text: Option<&'r str>) -> Record<'r> {
        let card = &**self.card;
        let legal = card.legal.as_ref();
        Record {
            url: card.url.strip_prefix(base).unwrap_or(&card.url),
            title: &card.title,
            summary: self.entry.facts.common.summary.as_deref(),
            date: card.date.as_ref().map(|it| it.short.as_str()),
            iso: card.date.as_ref().map(|it| it.iso.as_str()),
            section: card.section.as_ref().map(|it| it.title.as_str()),
            name: legal.map(|it| it.name.as_str()),
            state: legal.and_then(|it| it.state.as_deref()),
            key: legal.and_then(|it| it.state_key),
            text,
        }
    }
}

fn strength(weight: Weight) -> u8 {
    match weight {
        Weight::Name => TITLE,
        Weight::Number => NUMBER | TITLE,
        Weight::Text => TEXT,
    }
}

/// The file of the record of a page.
fn together(id: u32) -> (u32, u32) {
    (id / code::PER_GROUP, id % code::PER_GROUP / TOGETHER)
}

/// A result as the script reads it.
#[derive(Serialize)]
struct Record<'r> {
    url: &'r str,
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iso: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'r str>,
}

/// A file of the index: a script that hands over a value under a name.
fn script(name: &str, value: &impl Serialize) -> Vec<u8> {
    let mut script = format!("bantinSearch(\"{name}\",").into_bytes();
    // A value of strings and numbers can always be written to memory.
    serde_json::to_writer(&mut script, value).unwrap_or_default();
    script.extend(b");\n");
    script
}

/// `moi.js`
struct Newest<'s> {
    newest: Tier<'s>,
    older: Arc<Tier<'s>>,
    /// The numbering of the older pages.
    numbering: Fp,
    total: usize,
}

impl Newest<'_> {
    fn key_of(newest: Fp, numbering: Fp, total: usize) -> Fp {
        Fp::of(&(newest, numbering, total))
    }
}

/// What scripts ask for, so that a copy of another version is not taken for it.
fn version(fp: Fp) -> String {
    fp.to_string().chars().take(8).collect()
}

impl View for Newest<'_> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Self::key_of(self.newest.fp, self.numbering, self.total)
    }

    fn indexed(&self) -> Option<Indexed> {
        Indexed::new(self)
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("newest", self.newest.fp);
        see("older", self.numbering);
        see("total", Fp::of(&self.total));
    }

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let base = cx.frame.url("/");
        // A small site shows results at once; a large one spares every query the records that it rarely shows.
        let is_small = self.older.docs.is_empty();
        let records = self.newest.docs.iter().map(|it| (it.id, is_small.then(|| it.record(&base, None))));
        let value = json!({
            "total": self.total,
            "files": if is_small { 0 } else { self.older.n },
            "newest": version(self.newest.fp),
            "older": version(self.numbering),
            "abbreviations": *self.newest.abbreviations,
            "records": records.collect::<Vec<_>>(),
            "index": self.newest.files().concat(),
        });
        Ok(script("moi", &value).into())
    }
}

/// `cu/N.js`, and `cu/dau.js` for how words begin.
struct Older<'s> {
    tier: Arc<Tier<'s>>,
    /// Absent for `dau.js`.
    at: Option<usize>,
}

impl View for Older<'_> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(&(self.tier.fp, self.at))
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("older", self.key());
    }

    fn render(&self, _cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let files = self.tier.files();
        let bytes = match self.at {
            Some(at) => script(&format!("cu/{at}"), &files[at]),
            None => script("cu/dau", &beginnings(files).join(" ")),
        };
        Ok(bytes.into())
    }
}

/// The beginnings of four letters, for words of which fewer are typed.
fn beginnings(files: &[String]) -> Vec<&str> {
    let words = files.iter().flat_map(|it| it.split_terminator('~')).filter_map(|it| it.split('|').next());
    let long = |it: &&str| is_beginning(it);
    let all: BTreeSet<&str> =
        words.filter(|it| !it.contains(' ')).map(code::beginning).filter(long).collect();
    all.into_iter().collect()
}

/// Whether it is the beginning of a word of four letters or more.
fn is_beginning(it: &str) -> bool {
    it.starts_with(|it: char| it.is_alphabetic()) && it.chars().count() == 4
}

/// `trang/GROUP/N.js`
struct Records<'s>(Vec<Arc<Doc<'s>>>);

impl View for Records<'_> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        edit::records_key(self.0.iter().map(|it| (it.record_fp(), it.entry.body.fp())))
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("pages", self.key());
    }

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let base = cx.frame.url("/");
        let Some((group, n)) = self.0.first().map(|it| it.together()) else { return Ok(Rendered::default()) };
        let texts: Vec<String> = self.0.iter().map(|it| it.entry.body.open().text).collect();
        let records = self.0.iter().zip(&texts).map(|(it, text)| it.record(&base, Some(text)));
        Ok(script(&format!("trang/{group}/{n}"), &records.collect::<Vec<_>>()).into())
    }
}

impl Output for Search {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        files.extend(super::list::file(routes::SEARCH, Box::new(page::view(site)), "trang"));
        let mut older = docs(site);
        let total = older.len();
        let months: Vec<u32> = older.iter().map(|it| it.id / code::PER_GROUP / 2).collect();
        let newest = older.split_off(cut(&months));
        let mut add = |name: &str, view: Box<dyn View + 's>| {
            if let Ok(route) = Route::new(&format!("{}{name}.js", routes::SEARCH)) {
                files.push(File { route, view, listing: None });
            }
        };
        let all: Vec<&Arc<Doc<'s>>> = older.iter().chain(&newest).collect();
        for docs in all.chunk_by(|a, b| a.together() == b.together()) {
            let (group, n) = docs[0].together();
            let docs = docs.iter().map(|it| Arc::clone(it)).collect();
            add(&format!("trang/{group}/{n}"), Box::new(Records(docs)));
        }
        let abbreviations: Arc<[Pair]> = known(&site.registries.abbreviations).into();
        let n =
            u32::try_from((older.len() / PER_FILE).next_power_of_two()).unwrap_or(u32::MAX).clamp(16, 256);
        let older = Arc::new(Tier::new(older, Arc::clone(&abbreviations), n, false));
        let is_small = older.docs.is_empty();
        if !is_small {
            add("cu/dau", Box::new(Older { tier: Arc::clone(&older), at: None }));
            for at in 0..usize::try_from(n).unwrap_or_default() {
                add(&format!("cu/{at}"), Box::new(Older { tier: Arc::clone(&older), at: Some(at) }));
            }
        }
        let newest = Tier::new(newest, abbreviations, 1, is_small);
        let numbering = older.numbering();
        add("moi", Box::new(Newest { newest, older, numbering, total }));
    }
}

/// All pages but those withdrawn, in the order of their numbers, oldest first; what has no date comes last, since it is of today.
fn docs<'s>(site: &'s Site<'s>) -> Vec<Arc<Doc<'s>>> {
    let group = |id: EntryId| {
        let node = site.node(id);
        let month = |it: jiff::civil::Date| {
            let (year, month) = (it.year().unsigned_abs(), it.month().unsigned_abs());
            (u32::from(year) * 12 + u32::from(month) - 1).min(UNDATED - 1)
        };
        let month = node.day.map_or(UNDATED, month);
        month * 2 + u32::from(site.card(id).kind != "article")
    };
    let mut ids: Vec<(u32, EntryId)> =
        site.ids().filter(|it| site.stands(*it)).map(|it| (group(it), it)).collect();
    ids.sort_by_key(|(group, id)| (*group, site.node(*id).moment, &site.node(*id).url));
    let mut place: BTreeMap<u32, u32> = BTreeMap::new();
    let numbered: Vec<(EntryId, u32)> = ids
        .into_iter()
        .map(|(group, id)| {
            let next = place.entry(group).or_default();
            let number = group * code::PER_GROUP + *next;
            *next += 1;
            (id, number)
        })
        .collect();
    numbered.into_par_iter().map(|(id, number)| Arc::new(Doc::new(site, id, number))).collect()
}

/// How many pages are older than the newest, by the months of all pages in order.
fn cut(months: &[u32]) -> usize {
    if months.len() <= SMALL {
        return 0;
    }
    let begin = |month: u32| months.partition_point(|it| *it < month);
    // What has no date is in the newest part always, and does not count.
    let dated = begin(UNDATED);
    let mut cut = dated;
    while let Some(last) = cut.checked_sub(1) {
        let month = begin(months[last]);
        if cut < dated && dated - month > NEWEST {
            break;
        }
        cut = month;
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(months: &[(u32, usize)], expected: usize) {
        let months: Vec<u32> = months.iter().flat_map(|(month, n)| std::iter::repeat_n(*month, *n)).collect();
        assert_eq!(cut(&months), expected);
    }

    #[test]
    fn a_small_site_is_one_file() {
        check(&[], 0);
        check(&[(1, 290), (2, 10)], 0);
    }

    #[test]
    fn the_newest_months_stand_whole() {
        check(&[(1, 200), (2, 50), (3, 50), (4, 50)], 200);
        check(&[(1, 200), (2, 51), (3, 50), (4, 50)], 251);
        check(&[(1, 200), (2, 50), (4, 300)], 250);
        check(&[(1, 301)], 0);
        check(&[(1, 200), (2, 150), (UNDATED, 40)], 200);
    }
}
