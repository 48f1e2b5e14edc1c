//! Related articles: those that share legal documents, plan items and topics.
//!
//! From every shared list only the nearest in time are weighed, so the work is linear in the number of articles and a new
//! article changes the page of few old ones.

use std::{collections::BTreeMap, ops::Index, sync::Arc};

use rayon::prelude::*;

use super::{EntryId, Graph, legal_index::LegalIndex, lists::Lists, memo::Cx, plans::PlanNode};

/// How many neighbours of each side a list may propose.
const REACH: usize = 8;
/// How many related articles are kept.
const KEEP: usize = 5;

/// Weight of a shared legal document.
const DOCUMENT: u32 = 4;
/// Weight of a shared plan item.
const PLAN_ITEM: u32 = 3;
/// Weight of a shared topic.
const TOPIC: u32 = 1;

/// What articles share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A document, by its place in the register.
    Document(usize),
    /// An item of the plan at that place among the plans.
    Item(usize, String),
    /// A topic of the registry.
    Topic(usize),
}

impl Key {
    fn weight(&self) -> u32 {
        match self {
            Self::Document(_) => DOCUMENT,
            Self::Item(..) => PLAN_ITEM,
            Self::Topic(_) => TOPIC,
        }
    }
}

/// A list whose members are related, newest first. Lists stand in the order of their keys.
type Shared = (Key, Vec<EntryId>);

/// The best related entries of one, best first.
#[derive(Debug, Clone, Copy)]
struct Best {
    n: usize,
    ids: [EntryId; KEEP],
}

impl Best {
    const NONE: Self = Self { n: 0, ids: [EntryId(0); KEEP] };

    /// The first of those given.
    fn of(all: impl Iterator<Item = EntryId>) -> Self {
        let mut best = Self::NONE;
        best.n = best.ids.iter_mut().zip(all).map(|(slot, it)| *slot = it).count();
        best
    }

    fn ids(&self) -> &[EntryId] {
        &self.ids[..self.n]
    }
}

/// The related articles of every entry, and what they were found by.
#[derive(Debug, Clone, Default)]
pub struct Related {
    shared: Arc<Vec<Shared>>,
    best: Arc<Vec<Best>>,
}

impl Related {
    /// Weighs what articles share; for those about whom nothing changed, what was found `before` stands.
    pub(super) fn new(
        cx: &Cx<'_>,
        lists: &Lists,
        plans: &BTreeMap<EntryId, PlanNode>,
        legal: &LegalIndex,
    ) -> Self {
        let is_same = |it: &&Graph| {
            let items = it.plans.values().map(|it| &it.by_item);
            Arc::ptr_eq(&it.legal.cited_by, &legal.cited_by)
                && it.topics == lists.topics
                && items.eq(plans.values().map(|it| &it.by_item))
        };
        if let Some(before) = cx.before.filter(|_| cx.is_still()).filter(is_same) {
            return before.related.clone();
        }
        let mut shared: Vec<Shared> = Vec::new();
        for (document, citing) in legal.cited_by.iter() {
            let mut members: Vec<EntryId> = citing.iter().map(|it| it.by).collect();
            members.dedup();
            let place = legal.place_of(*document).unwrap_or(usize::MAX);
            shared.push((Key::Document(place), members));
        }
        for (at, plan) in plans.values().enumerate() {
            shared.extend(plan.by_item.iter().map(|(item, it)| (Key::Item(at, item.clone()), it.clone())));
        }
        shared.extend(lists.topics.iter().enumerate().map(|(at, it)| (Key::Topic(at), it.clone())));
        Self::of(shared, cx.nodes.len(), cx.before.map(|it| (&it.related, cx.now.as_slice())))
    }

    /// `before` is what was found before, and where each entry of then stands now.
    fn of(shared: Vec<Shared>, n: usize, before: Option<(&Self, &[Option<EntryId>])>) -> Self {
        let (mut best, mut stale) = (vec![Best::NONE; n], vec![true; n]);
        if let Some((before, now)) = before {
            for (known, at) in before.best.iter().zip(now) {
                let Some(at) = at else { continue };
                // Whoever loses a neighbour is marked below.
                best[at.0] = Best::of(known.ids().iter().filter_map(|it| now[it.0]));
                stale[at.0] = false;
            }
            mark(&before.shared, &shared, now, &mut stale);
        }
        renew(&mut best, &shared, &stale);
        Self { shared: Arc::new(shared), best: Arc::new(best) }
    }
}

impl Index<usize> for Related {
    type Output = [EntryId];

    /// The best related articles of the entry at that place, best first.
    fn index(&self, at: usize) -> &[EntryId] {
        self.best[at].ids()
    }
}

/// Marks the entries that have other neighbours in some list than `before`, whose entries stand at `now`.
fn mark(before: &[Shared], shared: &[Shared], now: &[Option<EntryId>], stale: &mut [bool]) {
    let mut before = before.iter().peekable();
    let mut compare = |then: &[EntryId], members: &[EntryId]| {
        let then: Vec<Option<EntryId>> = then.iter().map(|it| now[it.0]).collect();
        let alike = |(then, now): &(&Option<EntryId>, &EntryId)| **then == Some(**now);
        let head = then.iter().zip(members).take_while(alike).count();
        if head == then.len() && head == members.len() {
            return;
        }
        let pairs = then[head..].iter().rev().zip(members[head..].iter().rev());
        let tail = pairs.take_while(alike).count();
        let reached = |n: usize| head.saturating_sub(REACH)..(n - tail + REACH).min(n);
        members[reached(members.len())].iter().for_each(|it| stale[it.0] = true);
        then[reached(then.len())].iter().flatten().for_each(|it| stale[it.0] = true);
    };
    for (key, members) in shared {
        while let Some((_, gone)) = before.next_if(|it| it.0 < *key) {
            compare(gone, &[]);
        }
        let then = before.next_if(|it| it.0 == *key);
        compare(then.map_or(&[], |it| &it.1), members);
    }
    before.for_each(|it| compare(&it.1, &[]));
}

/// Finds the best related entries of each entry that is stale.
fn renew(all: &mut [Best], shared: &[Shared], stale: &[bool]) {
    if !stale.contains(&true) {
        return;
    }
    // Where each stale entry stands: places of lists, and within these.
    let mut places: Vec<Vec<(u32, u32)>> = vec![Vec::new(); stale.len()];
    for (list, (_, members)) in (0..).zip(shared) {
        for (at, id) in (0..).zip(members).filter(|(_, id)| stale[id.0]) {
            places[id.0].push((list, at));
        }
    }
    all.par_iter_mut().enumerate().with_min_len(64).filter(|(at, _)| stale[*at]).for_each(|(at, known)| {
        let mut scores: Vec<(EntryId, u32)> = Vec::new();
        for (list, place) in &places[at] {
            let Some((key, members)) = shared.get(*list as usize) else { continue };
            let place = *place as usize;
            let near = &members[place.saturating_sub(REACH)..(place + REACH + 1).min(members.len())];
            scores.extend(near.iter().filter(|it| it.0 != at).map(|it| (*it, key.weight())));
        }
        *known = best(scores);
    });
}

/// Adds the weights up and keeps the best; equal ones in the order of entries.
fn best(mut scores: Vec<(EntryId, u32)>) -> Best {
    scores.sort_unstable();
    scores.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    scores.sort_unstable_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
    Best::of(scores.iter().map(|it| it.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefers_a_shared_document_to_shared_topics() {
        let ids: Vec<EntryId> = (0..4).map(EntryId).collect();
        let topic = [ids[0], ids[1], ids[2]];
        let document = [ids[0], ids[2]];
        let found = Related::of(
            vec![(Key::Document(0), document.to_vec()), (Key::Topic(0), topic.to_vec())],
            4,
            None,
        );
        assert_eq!(found[0], [ids[2], ids[1]]);
        assert!(found[3].is_empty());
    }
}
