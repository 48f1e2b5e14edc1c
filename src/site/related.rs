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

/// A list whose members are related, and what that weighs.
type Shared = (u32, Vec<EntryId>);

/// The related articles of every entry, and what they were found by.
#[derive(Debug, Clone, Default)]
pub struct Related {
    shared: Arc<Vec<Shared>>,
    best: Arc<Vec<Vec<EntryId>>>,
}

impl Related {
    /// Weighs what articles share; for those about whom nothing changed, what was found `before` stands.
    pub(super) fn new(
        cx: &Cx<'_>,
        lists: &Lists,
        plans: &BTreeMap<EntryId, PlanNode>,
        legal: &LegalIndex,
    ) -> Self {
        let before = cx.before.filter(|it| it.nodes.len() == cx.nodes.len());
        let is_same = |it: &&Graph| {
            let items = it.plans.values().map(|it| &it.by_item);
            Arc::ptr_eq(&it.legal.cited_by, &legal.cited_by)
                && it.topics == lists.topics
                && items.eq(plans.values().map(|it| &it.by_item))
        };
        if let Some(before) = before.filter(is_same) {
            return before.related.clone();
        }
        let mut shared: Vec<Shared> = Vec::new();
        for citing in legal.cited_by.values() {
            let mut members: Vec<EntryId> = citing.iter().map(|it| it.by).collect();
            members.dedup();
            shared.push((DOCUMENT, members));
        }
        for plan in plans.values() {
            shared.extend(plan.by_item.values().map(|it| (PLAN_ITEM, it.clone())));
        }
        shared.extend(lists.topics.iter().map(|it| (TOPIC, it.clone())));
        Self::of(shared, cx.nodes.len(), cx.before.map(|it| &it.related))
    }

    fn of(shared: Vec<Shared>, n: usize, before: Option<&Self>) -> Self {
        let before = before.filter(|it| it.best.len() == n && it.shared.len() == shared.len());
        let stale: Vec<bool> = match before {
            Some(before) => stale(&before.shared, &shared, n),
            None => vec![true; n],
        };
        let best = match before.filter(|_| !stale.contains(&true)) {
            Some(before) => Arc::clone(&before.best),
            None => Arc::new(related(&shared, &stale, before)),
        };
        Self { shared: Arc::new(shared), best }
    }
}

impl Index<usize> for Related {
    type Output = [EntryId];

    /// The best related articles of the entry at that place, best first.
    fn index(&self, at: usize) -> &[EntryId] {
        &self.best[at]
    }
}

/// Which of `n` entries have other neighbours in some list than before.
fn stale(before: &[Shared], now: &[Shared], n: usize) -> Vec<bool> {
    let mut stale = vec![false; n];
    for ((weight, then), (other_weight, now)) in before.iter().zip(now) {
        let alike = |(a, b): &(&EntryId, &EntryId)| a == b;
        let is_same = weight == other_weight;
        let head = then.iter().zip(now).take_while(alike).take_while(|_| is_same).count();
        if head == then.len() && head == now.len() {
            continue;
        }
        let tail = then.iter().rev().zip(now.iter().rev()).take_while(alike).take_while(|_| is_same).count();
        for members in [then, now] {
            let from = head.saturating_sub(REACH);
            let to = (members.len().saturating_sub(tail) + REACH).min(members.len());
            members.get(from..to).unwrap_or_default().iter().for_each(|it| stale[it.0] = true);
        }
    }
    stale
}

/// The best related entries of each entry that is stale; of the others those of before.
fn related(shared: &[Shared], stale: &[bool], before: Option<&Related>) -> Vec<Vec<EntryId>> {
    // Where each stale entry stands: places of lists, and within these.
    let mut places: Vec<Vec<(u32, u32)>> = vec![Vec::new(); stale.len()];
    for (list, (_, members)) in (0..).zip(shared) {
        for (at, id) in (0..).zip(members).filter(|(_, id)| stale[id.0]) {
            places[id.0].push((list, at));
        }
    }
    let one = |(at, places): (usize, Vec<(u32, u32)>)| match before.filter(|_| !stale[at]) {
        Some(before) => before.best[at].clone(),
        None => {
            let mut scores: Vec<(EntryId, u32)> = Vec::new();
            for (list, place) in places {
                let Some((weight, members)) = shared.get(list as usize) else { continue };
                let place = place as usize;
                let near = &members[place.saturating_sub(REACH)..(place + REACH + 1).min(members.len())];
                scores.extend(near.iter().filter(|it| it.0 != at).map(|it| (*it, *weight)));
            }
            best(scores)
        }
    };
    places.into_par_iter().enumerate().with_min_len(64).map(one).collect()
}

/// Adds the weights up and keeps the best; equal ones in the order of entries.
fn best(mut scores: Vec<(EntryId, u32)>) -> Vec<EntryId> {
    scores.sort_unstable();
    scores.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    scores.sort_unstable_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
    scores.truncate(KEEP);
    scores.iter().map(|(id, _)| *id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefers_a_shared_document_to_shared_topics() {
        let ids: Vec<EntryId> = (0..4).map(EntryId).collect();
        let topic = [ids[0], ids[1], ids[2]];
        let document = [ids[0], ids[2]];
        let found = Related::of(vec![(1, topic.to_vec()), (4, document.to_vec())], 4, None);
        assert_eq!(found[0], [ids[2], ids[1]]);
        assert!(found[3].is_empty());
    }
}
