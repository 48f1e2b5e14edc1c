//! Pages that come, go or are edited while the site is in memory: taken over without a look at all the other files.

use std::{ops::Range, path::Path, sync::Arc};

use rayon::prelude::*;

use super::load::{self, Ground, Memory, Page, is_registered, names_of};
use crate::{
    error::Error,
    source::{
        ActivityRow, Entry,
        files::{self, CONTENT, Found},
        listing::{self, Listed, Sort},
    },
    text,
};

/// The entries after pages came, went or were edited.
pub(super) struct Patched {
    pub(super) entries: Vec<Arc<Entry>>,
    /// The activities, where a table of them was edited.
    pub(super) activities: Option<Vec<Arc<ActivityRow>>>,
    /// Whether the facts of all pages are as they were.
    pub(super) is_prose: bool,
}

/// What stood at a path, by places in the listing, and what stands there now.
struct Span {
    before: Range<usize>,
    now: Vec<Listed>,
}

/// Pages as they are now, in their order, and what they were.
struct Changes {
    pages: Vec<Page>,
    /// Where each stood among the pages before; absent for what is new.
    places: Vec<Option<usize>>,
    /// Where those stood that are gone.
    gone: Vec<usize>,
}

impl Memory {
    /// Looks again at the paths that have `changed`, below the root; `entries` are those of before. Absent where anything is
    /// concerned but pages and known tables of activities, or where a page decides how others are read: then nothing is
    /// taken over.
    ///
    /// Fails when the machine refuses.
    pub(super) fn patch(
        &mut self,
        root: &Path,
        changed: &[String],
        listing: &mut Vec<Listed>,
        ground: &Ground,
        entries: &[Arc<Entry>],
    ) -> Result<Option<Patched>, Error> {
        let (tables, pages): (Vec<&str>, Vec<&str>) =
            changed.iter().map(String::as_str).partition(|it| self.has_activities(it));
        let Some(tables) = edited(root, tables, listing)? else { return Ok(None) };
        let Some(mut spans) = spans(root, pages, listing)? else { return Ok(None) };
        let began = listing::now();
        let read = |it: &Listed| load::page(found(root, &it.path), it, self, ground, began);
        let pages: Result<Vec<Page>, Error> = spans.par_iter().flat_map(|it| &it.now).map(read).collect();
        let before = spans.iter().flat_map(|it| &listing[it.before.clone()]);
        let Some(changes) = self.changes(root, before, pages?) else { return Ok(None) };
        if !self.are_apart(&changes, ground) {
            return Ok(None);
        }
        let is_prose = self.is_prose(&changes);
        let is_edited = !tables.is_empty();
        for (at, mut listed) in tables {
            listed.fp = self.read_activities(&found(root, &listed.path), &listed, began)?;
            listing[at] = listed;
        }
        let activities = is_edited.then(|| self.activities(listing));
        let mut fps = changes.pages.iter().map(|it| it.read.fp);
        for listed in spans.iter_mut().flat_map(|it| &mut it.now) {
            listed.fp = fps.next().unwrap_or_default();
        }
        for span in spans.into_iter().rev() {
            listing.splice(span.before, span.now);
        }
        let entries = self.take(changes, entries);
        Ok(Some(Patched { entries, activities, is_prose }))
    }

    /// Pairs the `pages` of now with those of `before`; absent where a name is spelt in two ways.
    fn changes<'l>(
        &self,
        root: &Path,
        before: impl Iterator<Item = &'l Listed>,
        pages: Vec<Page>,
    ) -> Option<Changes> {
        let is_file = |at: usize, file: &str| self.pages.get(at).is_some_and(|it| &*it.file.file == file);
        let place_of = |it: &Listed| {
            let at = self.find(&it.path).ok()?;
            let is_alone =
                !is_file(at + 1, &it.path) && !at.checked_sub(1).is_some_and(|at| is_file(at, &it.path));
            (is_alone && self.pages[at].file.path == root.join(&it.path)).then_some(at)
        };
        let before: Vec<usize> = before.map(place_of).collect::<Option<_>>()?;
        let places: Vec<Option<usize>> = pages.iter().map(|it| self.find(&it.file.file).ok()).collect();
        let kept: Vec<usize> = places.iter().flatten().copied().collect();
        if !kept.iter().all(|it| before.binary_search(it).is_ok()) {
            return None;
        }
        let gone = before.into_iter().filter(|it| kept.binary_search(it).is_err()).collect();
        Some(Changes { pages, places, gone })
    }

    /// Whether no other file is read otherwise because of the changes: names of plans and documents are looked for in every text.
    fn are_apart(&self, changes: &Changes, ground: &Ground) -> bool {
        let is_registered = |it: &Page| is_registered(&ground.config, &it.file.below);
        let fits = |(page, place): (&Page, &Option<usize>)| {
            let before = place.map(|at| &self.pages[at].parsed);
            let (Some(Ok(old)), Ok(new)) = (before, &page.parsed) else { return false };
            let is_named = |it: &Entry| !names_of(&it.facts.common, &it.facts.meta).is_empty();
            let is_prose = || old.facts.fp() == new.facts.fp();
            !old.is_held && !new.is_held && (is_prose() || !(is_named(old) || is_named(new)))
        };
        let mut pairs = changes.pages.iter().zip(&changes.places);
        pairs.all(|it| !is_registered(it.0) || fits(it))
            && !changes.gone.iter().any(|it| is_registered(&self.pages[*it]))
    }

    /// Whether every page was there before and has the facts that it had.
    fn is_prose(&self, changes: &Changes) -> bool {
        let facts = |it: &Page| it.shown(self.keeps_good).map(|it| it.facts.fp());
        let is_as_before = |(page, place): (&Page, &Option<usize>)| {
            place.is_some_and(|at| facts(&self.pages[at]) == facts(page))
        };
        changes.gone.is_empty() && changes.pages.iter().zip(&changes.places).all(is_as_before)
    }

    /// Takes the changes over into the pages, and gives the entries of all.
    fn take(&mut self, changes: Changes, entries: &[Arc<Entry>]) -> Vec<Arc<Entry>> {
        let mut entries = entries.to_vec();
        // Those of tables come first; pages have one at most, in their order.
        let n_rows = entries.partition_point(|it| it.row.is_some());
        let mut show = |page: &Page, shown: Option<&Arc<Entry>>| {
            let place = entries[n_rows..].binary_search_by(|it| listing::order(&it.file, &page.file.file));
            match (place, shown.cloned()) {
                (Ok(at), Some(entry)) => entries[n_rows + at] = entry,
                (Err(at), Some(entry)) => entries.insert(n_rows + at, entry),
                (Ok(at), None) => drop(entries.remove(n_rows + at)),
                (Err(_), None) => {}
            }
        };
        for at in changes.gone.into_iter().rev() {
            show(&self.pages.remove(at), None);
        }
        for page in changes.pages {
            show(&page, page.shown(self.keeps_good));
            match self.find(&page.file.file) {
                Ok(at) => *self.pages[at] = page,
                Err(at) => self.pages.insert(at, Box::new(page)),
            }
        }
        entries
    }
}

/// The places in the listing of files that were edited and are still there, with what the system says of them now; absent
/// where one came or went.
fn edited(
    root: &Path,
    mut paths: Vec<&str>,
    listing: &[Listed],
) -> Result<Option<Vec<(usize, Listed)>>, Error> {
    paths.sort_unstable();
    paths.dedup();
    let mut edited = Vec::with_capacity(paths.len());
    for path in paths {
        let Ok(at) = listing.binary_search_by(|it| listing::order(&it.path, path)) else { return Ok(None) };
        let is_plain = |it: &Listed| it.sort == Sort::Plain && it.is_file;
        match listing::at(root, path)?.as_deref() {
            Some([now]) if is_plain(now) && is_plain(&listing[at]) => edited.push((at, now.clone())),
            _ => return Ok(None),
        }
    }
    Ok(Some(edited))
}

/// What the listing has at the paths that have changed, and what stands there now; absent where that is not pages alone.
fn spans(root: &Path, mut paths: Vec<&str>, listing: &[Listed]) -> Result<Option<Vec<Span>>, Error> {
    let is_below =
        |it: &str, top: &str| it.strip_prefix(top).is_some_and(|it| it.is_empty() || it.starts_with('/'));
    paths.sort_unstable_by(|a, b| listing::order(a, b));
    // What is below another path is looked at with that.
    paths.dedup_by(|next, kept| is_below(next, kept));
    let mut spans = Vec::with_capacity(paths.len());
    for path in paths {
        if !is_below(path, CONTENT) || path == CONTENT {
            return Ok(None);
        }
        let Some(mut now) = listing::at(root, path)? else { return Ok(None) };
        now.sort_unstable_by(|a, b| listing::order(&a.path, &b.path));
        let start = listing.partition_point(|it| listing::order(&it.path, path).is_lt());
        let n = listing[start..].iter().take_while(|it| is_below(&it.path, path)).count();
        let before = start..start + n;
        if !listing[before.clone()].iter().chain(&now).all(is_plain_page) {
            return Ok(None);
        }
        spans.push(Span { before, now });
    }
    Ok(Some(spans))
}

/// Whether it is a page, and no link to one, whose name can be spelt in one way only.
fn is_plain_page(it: &Listed) -> bool {
    it.sort == Sort::Plain && it.is_file && files::is_page(&it.path) && text::nfc(&it.path) == it.path
}

/// The page at a path, which is spelt as it should be.
fn found(root: &Path, path: &str) -> Found {
    let below = path.strip_prefix(CONTENT).and_then(|it| it.strip_prefix('/')).unwrap_or(path);
    Found { file: path.into(), below: below.to_owned(), path: root.join(path), listed: 0 }
}
