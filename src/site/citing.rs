//! The references from the other side: who cites a document, what is cited that the register lacks, what is cited together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;

use super::{
    EntryId, Node,
    legal_index::{Citing, LegalIndex, UnknownDocument},
    legal_lookup::Reading,
    legal_values::role_name,
    memo::{Cx, newer},
    provision::provision_words,
};
use crate::{
    kind::Meta,
    legal::{self, Resolution},
    source::Entry,
    text,
};

/// A document as one article refers to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Place in the register.
    target: usize,
    citing: Citing,
}

/// A document that an article cites and the register lacks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Missing {
    /// Equal for the spellings of one number.
    key: String,
    /// As cited.
    name: String,
}

impl Reading {
    /// The documents that the article refers to: one item a reference of the front matter, one a sentence of the text.
    pub(super) fn mentions_of(&self, entry: &Entry) -> Vec<Mention> {
        if !matches!(entry.facts.meta, Meta::Article(_)) {
            return Vec::new();
        }
        let mut mentions: Vec<Mention> = Vec::new();
        // References of the front matter that no citation of the text was taken for yet, by document.
        let mut open: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for it in &self.references {
            let Some(target) = it.target else { continue };
            let role = (it.role != "cites").then(|| role_name(it.role)).flatten();
            let provision = it.provision.as_deref().map(Into::into);
            open.entry(target).or_default().push(mentions.len());
            mentions.push(Mention { target, citing: Citing { by: EntryId(0), role, provision, cite: None } });
        }
        let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
        for (at, (resolution, cite)) in self.resolutions.iter().zip(&entry.facts.cites).enumerate() {
            let Some(target) = resolution.one() else { continue };
            let cite = &cite.value;
            let provision = cite.citation.pinpoint.as_deref().map(|it| provision_words(it).into());
            // The front matter and the text of one article make one item; a sentence is shown once.
            if let Some(same) = open.get_mut(&target).and_then(Vec::pop) {
                let same = &mut mentions[same].citing;
                same.cite = Some(at);
                same.provision = same.provision.take().or(provision);
                seen.insert((target, cite.sentence.as_str()));
            } else if seen.insert((target, cite.sentence.as_str())) {
                let citing = Citing { by: EntryId(0), role: None, provision, cite: Some(at) };
                mentions.push(Mention { target, citing });
            }
        }
        mentions.shrink_to_fit();
        mentions
    }

    /// The numbered documents that the article cites and the register lacks.
    pub(super) fn missing_of(&self, entry: &Entry) -> Vec<Missing> {
        if !matches!(entry.facts.meta, Meta::Article(_)) {
            return Vec::new();
        }
        let cites = self.resolutions.iter().zip(&entry.facts.cites);
        let missing = cites.filter_map(|(resolution, cite): (&Resolution, _)| {
            let citation = &cite.value.citation;
            if resolution.one().is_some() || citation.form != legal::Form::Numbered {
                return None;
            }
            let number = citation.number.as_ref()?;
            let name =
                citation.doc_type.map_or_else(|| number.clone(), |it| format!("{} số {number}", it.name()));
            Some(Missing { key: legal::number::key(number), name })
        });
        missing.collect()
    }
}

/// What became of the entries that refer to documents, where the register has as many as before.
pub(super) struct Moved<'a> {
    before: &'a LegalIndex,
    /// For an entry of before whose mentions and moment are as they were, where it stands now.
    now: Vec<Option<EntryId>>,
    /// Entries that are new, or that mention other documents than before.
    fresh: Vec<EntryId>,
    /// Places in the register of what was mentioned by entries that are gone, or is by those that are new.
    places: BTreeSet<usize>,
    is_still: bool,
}

impl<'a> Moved<'a> {
    /// Compares the entries with those before; absent where the register is another one.
    pub(super) fn new(index: &LegalIndex, cx: &Cx<'a>) -> Option<Self> {
        let before = cx.before.filter(|it| it.legal.registered().len() == index.registered().len())?;
        let mut moved = Self {
            before: &before.legal,
            now: cx.now.clone(),
            fresh: Vec::new(),
            places: BTreeSet::new(),
            is_still: cx.is_still(),
        };
        let old = |it: EntryId| (&before.nodes[it.0], &before.legal.readings()[it.0]);
        let new = |it: EntryId| (&cx.nodes[it.0], &index.readings()[it.0]);
        // What is the same may mean other documents, where these changed.
        let pairs = moved.now.iter().enumerate().map(|(then, now)| (Some(EntryId(then)), *now));
        let gone_or_kept: Vec<_> =
            pairs.filter(|(then, now)| !are_alike(then.map(old), now.map(new))).collect();
        let added = cx.changed().into_iter().filter(|it| it.0.is_none());
        for (then, now) in gone_or_kept.into_iter().chain(added) {
            if let Some(then) = then {
                moved.now[then.0] = None;
            }
            moved.fresh.extend(now);
            let readings = then.map(|it| old(it).1).into_iter().chain(now.map(|it| new(it).1));
            moved.places.extend(readings.flat_map(|it| &it.mentions).map(|it| it.target));
        }
        moved.fresh.sort_by(|a, b| newer(&cx.nodes[a.0], &cx.nodes[b.0]));
        Some(moved)
    }

    /// Whether all mentions are those of before, by the same entries in the same order.
    pub(super) fn is_nothing(&self) -> bool {
        self.is_still && self.fresh.is_empty() && self.now.iter().all(Option::is_some)
    }
}

/// Whether two entries refer to the same documents, and have the same place in time.
fn are_alike(then: Option<(&Arc<Node>, &Arc<Reading>)>, now: Option<(&Arc<Node>, &Arc<Reading>)>) -> bool {
    let (Some((node, reading)), Some((other_node, other))) = (then, now) else { return false };
    let same_time = || (node.moment, &node.url) == (other_node.moment, &other_node.url);
    let same_mentions = || reading.mentions == other.mentions && reading.missing == other.missing;
    (Arc::ptr_eq(node, other_node) || same_time()) && (Arc::ptr_eq(reading, other) || same_mentions())
}

/// Who refers to a document, newest first.
pub(super) fn cited_by(
    index: &LegalIndex,
    cx: &Cx<'_>,
    moved: Option<&Moved<'_>>,
) -> BTreeMap<EntryId, Vec<Citing>> {
    let n = index.registered().len();
    let kept = |moved: &Moved<'_>, place: usize| {
        let known = moved.before.cited_by.get(&moved.before.entry_at(place)).map_or(&[][..], Vec::as_slice);
        let now = known.iter().filter_map(|it| Some(Citing { by: moved.now[it.by.0]?, ..it.clone() }));
        now.collect()
    };
    let mut all: Vec<Vec<Citing>> = match moved {
        Some(moved) => (0..n).into_par_iter().with_min_len(16).map(|it| kept(moved, it)).collect(),
        None => vec![Vec::new(); n],
    };
    for by in moved.map_or(&cx.newest, |it| &it.fresh) {
        let node = &cx.nodes[by.0];
        for it in &index.reading(*by).mentions {
            let list = &mut all[it.target];
            let citing = Citing { by: *by, ..it.citing.clone() };
            match moved {
                Some(_) => {
                    let is_before = |it: &Citing| it.by == *by || newer(&cx.nodes[it.by.0], node).is_lt();
                    list.insert(list.partition_point(is_before), citing);
                }
                None => list.push(citing),
            }
        }
    }
    let cited = index.registered().iter().copied().zip(all);
    let cited = cited.filter(|(_, citing)| !citing.is_empty());
    cited
        .map(|(id, mut citing)| {
            citing.shrink_to_fit();
            (id, citing)
        })
        .collect()
}

/// Numbered documents that articles cite and the register lacks.
pub(super) fn unknown(index: &LegalIndex, cx: &Cx<'_>) -> Vec<UnknownDocument> {
    let mut all: BTreeMap<&str, (&str, Vec<EntryId>)> = BTreeMap::new();
    for by in (0..cx.nodes.len()).map(EntryId) {
        for it in &index.reading(by).missing {
            let known = all.entry(&it.key).or_insert_with(|| (&it.name, Vec::new()));
            if known.1.last() != Some(&by) {
                known.1.push(by);
            }
        }
    }
    let mut list: Vec<UnknownDocument> =
        all.into_values().map(|(name, by)| UnknownDocument { name: name.to_owned(), by }).collect();
    for it in &mut list {
        it.by.sort_by(|a, b| newer(&cx.nodes[a.0], &cx.nodes[b.0]));
    }
    list.sort_by(|a, b| text::compare(&a.name, &b.name));
    list
}

/// Documents shown as cited together with another.
const TOGETHER: usize = 5;

/// Which documents the same articles cite, most often first, by place in the register.
pub(super) fn cited_with(index: &LegalIndex, cx: &Cx<'_>, moved: Option<&Moved<'_>>) -> Vec<Vec<usize>> {
    let cited_of = |by: EntryId| {
        let mut places: Vec<usize> = index.reading(by).mentions.iter().map(|it| it.target).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let cited: Vec<OnceLock<Vec<usize>>> = vec![OnceLock::new(); cx.nodes.len()];
    let of = |by: EntryId| cited[by.0].get_or_init(|| cited_of(by));
    let n = index.registered().len();
    let together = |counts: &mut Vec<usize>, place: usize| {
        if let Some(moved) = moved.filter(|it| !it.places.contains(&place)) {
            return moved.before.cited_with[place].clone();
        }
        let citing = index.cited_by.get(&index.entry_at(place)).map_or(&[][..], Vec::as_slice);
        let mut others: Vec<usize> = Vec::new();
        for article in citing.chunk_by(|a, b| a.by == b.by).filter_map(|it| it.first()) {
            for other in of(article.by).iter().filter(|it| **it != place) {
                if counts[*other] == 0 {
                    others.push(*other);
                }
                counts[*other] += 1;
            }
        }
        let mut often: Vec<(usize, usize)> = Vec::new();
        for other in others {
            let n = std::mem::take(&mut counts[other]);
            if n > 1 {
                often.push((other, n));
            }
        }
        often.sort_unstable_by_key(|(place, n)| (std::cmp::Reverse(*n), *place));
        often.into_iter().take(TOGETHER).map(|it| it.0).collect()
    };
    (0..n).into_par_iter().map_init(|| vec![0; n], together).collect()
}
