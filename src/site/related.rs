//! Related articles: those that share legal documents, plan items and topics.
//!
//! From every shared list only the nearest in time are weighed, so the work is linear in the number of articles and a new
//! article changes the page of few old ones.

use std::collections::BTreeMap;

use super::{EntryId, Node, legal_index::LegalIndex, lists::Lists, plans::PlanNode};
use crate::{kind::Kind, source::Entry};

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

/// The best related articles of every entry.
pub fn of(
    entries: &[&Entry],
    nodes: &[Node],
    lists: &Lists,
    plans: &BTreeMap<EntryId, PlanNode>,
    legal: &LegalIndex,
) -> Vec<Vec<EntryId>> {
    let is_article = |id: &EntryId| entries[id.0].facts.kind() == Kind::Article;
    let mut shared: Vec<(u32, Vec<EntryId>)> = Vec::new();
    for citing in legal.cited_by.values() {
        let mut members: Vec<EntryId> = citing.iter().map(|it| it.by).filter(is_article).collect();
        members.dedup();
        shared.push((DOCUMENT, members));
    }
    for plan in plans.values() {
        shared.extend(plan.by_item.values().map(|it| (PLAN_ITEM, it.clone())));
    }
    shared.extend(lists.topics.iter().map(|it| (TOPIC, it.clone())));
    let lists: Vec<(u32, &[EntryId])> =
        shared.iter().map(|(weight, members)| (*weight, members.as_slice())).collect();
    related(nodes.len(), &lists)
}

/// The best related entries of each of `n` entries. `lists` are (weight, members in order of time).
fn related(n: usize, lists: &[(u32, &[EntryId])]) -> Vec<Vec<EntryId>> {
    let mut scores: Vec<Vec<(EntryId, u32)>> = vec![Vec::new(); n];
    for (weight, members) in lists {
        for (at, id) in members.iter().enumerate() {
            let near = members[at.saturating_sub(REACH)..(at + REACH + 1).min(members.len())].iter();
            scores[id.0].extend(near.filter(|it| *it != id).map(|it| (*it, *weight)));
        }
    }
    scores.into_iter().map(best).collect()
}

/// Adds the weights up and keeps the best; equal ones in the order of entries.
fn best(mut scores: Vec<(EntryId, u32)>) -> Vec<EntryId> {
    scores.sort_unstable();
    scores.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    scores.sort_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
    scores.truncate(KEEP);
    scores.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefers_a_shared_document_to_shared_topics() {
        let ids: Vec<EntryId> = (0..4).map(EntryId).collect();
        let topic = [ids[0], ids[1], ids[2]];
        let document = [ids[0], ids[2]];
        let found = related(4, &[(1, &topic), (4, &document)]);
        assert_eq!(found[0], [ids[2], ids[1]]);
        assert!(found[3].is_empty());
    }
}
