//! The site's own search, without a server: an index in static files, and the page that asks it.
//!
//! The files are scripts that call `bantinSearch(name, value)`, so that they load over `file://` and under a strict policy.
//!
//! | file | what it holds | changes |
//! |---|---|---|
//! | `/tim-kiem/moi.js` | the index of the newest pages whole, their records; where the rest is | with every publication |
//! | `/tim-kiem/cu/N.js` | the index of all older pages, cut by the first four letters of words, and by pairs of words | once a month |
//! | `/tim-kiem/cu/dau.js` | the beginnings of words there, for a word that is being typed | likewise |
//! | `/tim-kiem/trang/GROUP/PLACE.js` | one page: title, summary, text for the excerpt | with the page |
//!
//! Why so. Cut by month only, a common word has every month fetched: 1.3 MB at ten thousand articles. Cut by word only, one
//! article changes all the files of its three hundred words. So the newest months stand whole in one file, and what is older,
//! which rests, is cut by word: a query fetches one file, one per word, and some pairs. A small site is one file. `docs/search.md` has figures.
//!
//! A page has a number that does not shift: its month and kind (the group), then its place among those, oldest first.
//! What is indexed is what is visible, since [`Site`] has nothing else.

mod code;
mod index;
mod page;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use index::{Index, MINOR, NUMBER, Page, TEXT, TITLE};
use serde::Serialize;
use serde_json::{Value, json};

use super::{File, Output, Render, Rendered, View};
use crate::{
    diag::Diagnostic,
    kind::{Meta, registry::Abbreviation},
    route::Route,
    site::{Card, EntryId, Site, routes},
    source::Entry,
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

/// A page of the index.
struct Doc<'s> {
    id: u32,
    entry: &'s Entry,
    card: &'s Stamped<Card>,
    section: Option<&'s str>,
    topics: Vec<&'s str>,
    agency: Option<&'s str>,
}

/// Pages that are indexed together.
struct Tier<'s> {
    docs: Vec<Arc<Doc<'s>>>,
    abbreviations: &'s [Abbreviation],
    /// Of all that the index is made of.
    fp: Fp,
    /// Number of files.
    n: u32,
    /// The files, made once by whoever needs them first.
    files: OnceLock<Vec<String>>,
}

impl<'s> Tier<'s> {
    fn new(docs: Vec<Arc<Doc<'s>>>, abbreviations: &'s [Abbreviation], n: u32) -> Self {
        let parts: Vec<_> = docs.iter().map(|it| it.fps()).collect();
        let fp = Fp::of(&(parts, abbreviations, n));
        Self { docs, abbreviations, fp, n, files: OnceLock::new() }
    }

    fn files(&self) -> &[String] {
        self.files.get_or_init(|| {
            let texts: Vec<String> = self.docs.iter().map(|it| it.entry.body.open().text).collect();
            let mut index = Index::new(self.abbreviations);
            for (at, (doc, text)) in self.docs.iter().zip(&texts).enumerate() {
                // Alone in a file, pages are counted through; in many files, their numbers stand still.
                let id = if self.n == 1 { u32::try_from(at).unwrap_or(u32::MAX) } else { doc.id };
                index.add(&doc.page(id, text));
            }
            index.write(self.n)
        })
    }
}

impl<'s> Doc<'s> {
    fn new(site: &'s Site<'s>, entry: EntryId, id: u32) -> Self {
        let node = site.node(entry);
        let registries = site.registries;
        Self {
            id,
            entry: site.entry(entry),
            card: site.card(entry),
            section: node.section.map(|it| site.config.sections[it].folder.as_str()),
            topics: node.topics.iter().map(|it| registries.topics[*it].id.value.as_str()).collect(),
            agency: node.agency.map(|it| registries.units[it].id.value.as_str()),
        }
    }

    fn fps(&self) -> (u32, Fp, Fp, Fp) {
        (self.id, self.card.fp(), self.entry.facts.fp(), self.entry.body.fp())
    }

    /// `48634/3`
    fn name(&self) -> String {
        format!("{}/{}", self.id / code::PER_GROUP, self.id % code::PER_GROUP)
    }

    fn page<'a>(&'a self, id: u32, text: &'a str) -> Page<'a> {
        let facts = &self.entry.facts;
        let common = &facts.common;
        let mut fields = vec![(self.card.title.as_str(), TITLE)];
        if let Some(legal) = &self.card.legal {
            fields.extend(legal.number.as_deref().map(|it| (it, NUMBER | TITLE)));
            fields.extend([(legal.name.as_str(), MINOR), (legal.issuer.as_str(), MINOR)]);
        }
        if let Meta::Document(document) = &facts.meta {
            fields.extend(document.known_as.iter().map(|it| (it.as_str(), TITLE)));
        }
        let minor = common.summary.iter().chain(&common.tags).chain(facts.outline.iter().map(|it| &it.text));
        fields.extend(minor.map(|it| (it.as_str(), MINOR)));
        fields.extend(self.card.topics.iter().chain(&self.card.agency).map(|it| (it.title.as_str(), MINOR)));
        fields.push((text, TEXT));
        if let Meta::Plan(plan) = &facts.meta {
            for item in &plan.items {
                fields.push((&item.title, TEXT));
                fields.extend(item.sub.iter().map(|it| (it.text.as_str(), TEXT)));
            }
        }
        let state = self.card.legal.as_ref().and_then(|it| it.state_key);
        let filters = self.section.iter().map(|it| ("s", it));
        let filters = filters.chain(self.topics.iter().map(|it| ("t", it)));
        let filters = filters.chain(self.agency.iter().map(|it| ("a", it)));
        let filters = filters.chain(state.iter().map(|it| ("x", it)));
        Page { id, fields, filters: filters.map(|(key, it)| format!("{key}:{it}")).collect() }
    }

    /// What a result shows but for the text.
    fn record(&self, base: &str) -> Value {
        let card = self.card;
        let legal = card.legal.as_ref();
        let mut record = json!({
            "url": card.url.strip_prefix(base).unwrap_or(&card.url),
            "title": card.title,
            "summary": self.entry.facts.common.summary,
            "date": card.date.as_ref().map(|it| &it.short),
            "iso": card.date.as_ref().map(|it| &it.iso),
            "section": card.section.as_ref().map(|it| &it.title),
            "name": legal.map(|it| &it.name),
            "state": legal.and_then(|it| it.state.as_ref()),
            "key": legal.and_then(|it| it.state_key),
        });
        if let Some(record) = record.as_object_mut() {
            record.retain(|_, it| !it.is_null());
        }
        record
    }
}

/// A file of the index: a script that hands over a value under a name.
fn script(name: &str, value: &impl Serialize) -> Vec<u8> {
    let json = serde_json::to_string(value).unwrap_or_default();
    format!("bantinSearch(\"{name}\",{json});\n").into_bytes()
}

/// `moi.js`
struct Newest<'s> {
    newest: Tier<'s>,
    older: Arc<Tier<'s>>,
    total: usize,
}

impl View for Newest<'_> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(&(self.newest.fp, self.older.fp, self.total))
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("newest", self.newest.fp);
        see("older", self.older.fp);
        see("total", Fp::of(&self.total));
    }

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let base = cx.frame.url("/");
        // A small site shows results at once; a large one spares every query the records that it rarely shows.
        let is_small = self.older.docs.is_empty();
        let records = self.newest.docs.iter().map(|it| (it.id, is_small.then(|| it.record(&base))));
        let abbreviations = self.newest.abbreviations.iter().map(|it| (&it.short.value, &it.full));
        let version = |it: Fp| it.to_string().chars().take(8).collect::<String>();
        let value = json!({
            "total": self.total,
            "files": if is_small { 0 } else { self.older.n },
            "newest": version(self.newest.fp),
            "older": version(self.older.fp),
            "abbreviations": abbreviations.collect::<Vec<_>>(),
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
    let long = |it: &&str| it.starts_with(|it: char| it.is_alphabetic()) && it.chars().count() == 4;
    let all: BTreeSet<&str> =
        words.filter(|it| !it.contains(' ')).map(code::beginning).filter(long).collect();
    all.into_iter().collect()
}

/// `trang/GROUP/PLACE.js`
struct Record<'s>(Arc<Doc<'s>>);

impl View for Record<'_> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(&self.0.fps())
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        let (id, card, facts, body) = self.0.fps();
        see("place", Fp::of(&id));
        see("card", card);
        see("facts", facts);
        see("body", body);
    }

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let mut value = self.0.record(&cx.frame.url("/"));
        value["text"] = json!(self.0.entry.body.open().text);
        Ok(script(&format!("trang/{}", self.0.name()), &value).into())
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
        for doc in older.iter().chain(&newest) {
            add(&format!("trang/{}", doc.name()), Box::new(Record(Arc::clone(doc))));
        }
        let abbreviations = &site.registries.abbreviations;
        let n = u32::try_from((older.len() / 8).next_power_of_two()).unwrap_or(u32::MAX).clamp(16, 2048);
        let older = Arc::new(Tier::new(older, abbreviations, n));
        if !older.docs.is_empty() {
            add("cu/dau", Box::new(Older { tier: Arc::clone(&older), at: None }));
            for at in 0..usize::try_from(n).unwrap_or_default() {
                add(&format!("cu/{at}"), Box::new(Older { tier: Arc::clone(&older), at: Some(at) }));
            }
        }
        add("moi", Box::new(Newest { newest: Tier::new(newest, abbreviations, 1), older, total }));
    }
}

/// All pages in the order of their numbers, oldest first; what has no date comes last, since it is of today.
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
    let mut ids: Vec<(u32, EntryId)> = site.ids().map(|it| (group(it), it)).collect();
    ids.sort_by_key(|(group, id)| (*group, site.node(*id).moment, &site.node(*id).url));
    let mut place: BTreeMap<u32, u32> = BTreeMap::new();
    ids.into_iter()
        .map(|(group, id)| {
            let next = place.entry(group).or_default();
            let number = group * code::PER_GROUP + *next;
            *next += 1;
            Arc::new(Doc::new(site, id, number))
        })
        .collect()
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
