//! The references from the other side: who cites a document, what is cited that the register lacks, what is cited together.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    EntryId,
    legal_index::{Citing, LegalIndex, UnknownDocument},
    legal_lookup::Reading,
    legal_values::role_name,
    memo::Cx,
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

/// Who refers to a document, newest first.
pub(super) fn cited_by(index: &LegalIndex, cx: &Cx<'_>) -> BTreeMap<EntryId, Vec<Citing>> {
    let mut all: Vec<Vec<Citing>> = vec![Vec::new(); index.registered().len()];
    for by in &cx.newest {
        for it in &index.reading(*by).mentions {
            all[it.target].push(Citing { by: *by, ..it.citing.clone() });
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
        it.by.sort_by(|a, b| {
            let (a, b) = (&cx.nodes[a.0], &cx.nodes[b.0]);
            b.moment.cmp(&a.moment).then_with(|| a.url.cmp(&b.url))
        });
    }
    list.sort_by(|a, b| text::compare(&a.name, &b.name));
    list
}

/// Documents shown as cited together with another.
const TOGETHER: usize = 5;

/// Which documents the same articles cite, most often first, by place in the register.
pub(super) fn cited_with(index: &LegalIndex, cx: &Cx<'_>) -> Vec<Vec<EntryId>> {
    let cited = |by: EntryId| {
        let mut places: Vec<usize> = index.reading(by).mentions.iter().map(|it| it.target).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let cited: Vec<Vec<usize>> =
        (0..cx.nodes.len()).into_par_iter().with_min_len(64).map(|at| cited(EntryId(at))).collect();
    let n = index.registered().len();
    let together = |counts: &mut Vec<usize>, place: usize| {
        let citing = index.cited_by.get(&index.entry_at(place)).map_or(&[][..], Vec::as_slice);
        let mut others: Vec<usize> = Vec::new();
        for article in citing.chunk_by(|a, b| a.by == b.by).filter_map(|it| it.first()) {
            for other in cited[article.by.0].iter().filter(|it| **it != place) {
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
        often.into_iter().take(TOGETHER).map(|(place, _)| index.entry_at(place)).collect()
    };
    (0..n).into_par_iter().map_init(|| vec![0; n], together).collect()
}
