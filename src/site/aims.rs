//! What every entry points to, taken over from the graph before where nothing that its links ask for came or went.

use std::{collections::HashSet, ops::Deref, sync::Arc};

use super::{
    EntryId,
    links::{Map, Mark, Target, Targets, mark_of_path, mark_of_url},
    memo::Cx,
};
use crate::{diag::Diagnostic, source::Entry, stamp::Stamped, words};

/// What an entry points to, and what is wrong with it.
#[derive(Debug)]
pub struct Aims {
    targets: Stamped<Targets>,
    /// The addresses and paths at which its links look for entries.
    asked: Box<[Mark]>,
    /// Whether a link leads nowhere, so that what it may have meant was sought everywhere.
    is_broken: bool,
    /// Whether a link leads to a list, as some come and go with what stands in them.
    is_of_lists: bool,
    found: Vec<Diagnostic>,
}

impl Deref for Aims {
    type Target = Stamped<Targets>;

    fn deref(&self) -> &Self::Target {
        &self.targets
    }
}

/// The targets of every visible entry.
pub(super) fn aims(map: &Map<'_>, cx: &Cx<'_>, found: &mut Vec<Diagnostic>) -> Vec<Arc<Aims>> {
    let has_files = cx.before.is_some_and(|it| it.kept.has_assets(cx.asker.sources));
    let has_lists = cx.before.is_some_and(|it| {
        it.archive.keys().eq(map.days.keys())
            && it.unit_years == *map.unit_years
            && it.services.urls == *map.services
            && it.facets.iter().map(|it| &it.url).eq(map.facets.iter().map(|it| &it.url))
    });
    let (marks, is_moved) = moved(cx);
    let is_same_map = has_lists && !is_moved && cx.before.is_some_and(|it| *it.kept.hidden == *map.hidden);
    let holds = |at: usize, old: usize| {
        let facts = &cx.entries[at].facts;
        let common = &facts.common;
        let uses_files = !facts.images.is_empty() || common.image.is_some() || !common.attachments.is_empty();
        let links_stay = || {
            cx.before.map(|it| &it.targets[old]).is_some_and(|known| {
                (is_same_map || !known.is_broken)
                    && (has_lists || !known.is_of_lists)
                    && (marks.is_empty() || !known.asked.iter().any(|it| marks.contains(it)))
            })
        };
        (!uses_files || has_files) && (facts.links.is_empty() || (has_files && links_stay()))
    };
    let aims = cx.each(|it| &it.targets, holds, |at| aims_of(cx.entries[at], map));
    found.extend(aims.iter().flat_map(|it| &it.found).cloned());
    aims
}

fn aims_of(entry: &Entry, map: &Map<'_>) -> Aims {
    let mut found = Vec::new();
    let targets = map.targets_of(entry, &mut found);
    let nameless = entry.facts.common.image.as_ref().filter(|it| it.alt.is_none());
    found.extend(nameless.map(|it| no_description(&it.src.value).at(&entry.file, it.src.pos)));
    let is_broken = targets.links.contains(&Target::Nowhere);
    let is_of_lists = targets.links.iter().any(|it| map.is_of_list(it));
    let asked = map.asked(entry).collect();
    Aims { targets: Stamped::new(targets), asked, is_broken, is_of_lists, found }
}

/// Marks of the addresses and paths at which links would find something else than before, and whether any of them is new or
/// gone.
fn moved(cx: &Cx<'_>) -> (HashSet<Mark>, bool) {
    let Some(before) = cx.before else { return (HashSet::new(), true) };
    let now = |it: EntryId| (&*cx.nodes[it.0].url, cx.entries[it.0]);
    let then = |it: EntryId| (&*before.nodes[it.0].url, &*before.own(it).entry);
    let (mut marks, mut is_moved) = (HashSet::new(), false);
    for (old, new) in cx.changed() {
        let pair = [old.map(then), new.map(now)];
        let place = pair.map(|it| it.map(|(url, entry)| (url, &entry.facts.path, entry.row.is_some())));
        // What a link to a heading may be told of.
        let told =
            pair.map(|it| it.map(|(_, entry)| (&entry.facts.outline, &entry.facts.common.title.value)));
        is_moved |= place[0] != place[1];
        if place[0] != place[1] || told[0] != told[1] {
            let all = pair.into_iter().flatten();
            marks.extend(all.flat_map(|(url, entry)| [mark_of_url(url), mark_of_path(&entry.facts.path)]));
        }
    }
    (marks, is_moved)
}

fn no_description(image: &str) -> Diagnostic {
    Diagnostic::warning(
        "image-alt",
        words!("ảnh \"{image}\" chưa có mô tả", "the picture \"{image}\" has no description"),
    )
    .help(words!(
        "thêm alt (mô tả): ảnh cho thấy gì, đọc cho người không nhìn được",
        "add alt: what it shows, read to those who do not see it"
    ))
}
