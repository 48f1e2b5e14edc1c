//! The plans that a plan implements, up to the first, and those that implement it, down to the last.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::site::{EntryId, Site};

/// A plan in the tree. Items stand in the order in which nested lists show them.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(super) struct TreeItem<'s> {
    title: &'s str,
    url: &'s str,
    /// Whether it is the plan whose page it is.
    is_here: bool,
    /// Whether a list begins with it, below the item before.
    opens: bool,
    /// Whether others stand below it.
    has_below: bool,
    /// How many lists, and the items that these stand in, end after it.
    closes: usize,
}

/// Which plans stand above which.
pub(super) struct Above(BTreeMap<EntryId, Vec<EntryId>>);

impl Above {
    /// Of all plans.
    pub(super) fn new(site: &Site<'_>) -> Self {
        let mut above: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        for (id, node) in &site.graph.plans {
            for below in &node.implemented_by {
                above.entry(*below).or_default().push(*id);
            }
        }
        Self(above)
    }

    fn of(&self, id: EntryId) -> &[EntryId] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The tree around a plan; empty where nothing stands above or below it. A plan that implements itself by others is
    /// followed once.
    pub(super) fn tree<'s>(&self, site: &'s Site<'s>, here: EntryId) -> Vec<TreeItem<'s>> {
        let below = |id: EntryId| &site.graph.plans[&id].implemented_by;
        if self.of(here).is_empty() && below(here).is_empty() {
            return Vec::new();
        }
        let (mut upward, mut queue) = (BTreeSet::from([here]), vec![here]);
        while let Some(id) = queue.pop() {
            queue.extend(self.of(id).iter().filter(|it| upward.insert(**it)));
        }
        let is_root = |it: &&EntryId| !self.of(**it).iter().any(|it| upward.contains(it));
        let mut roots: Vec<EntryId> = upward.iter().filter(is_root).copied().collect();
        if roots.is_empty() {
            roots.push(here);
        }
        let mut tree = Tree { site, here, upward: &upward, seen: BTreeSet::new(), items: Vec::new() };
        for root in roots {
            tree.add(root, false);
        }
        tree.items
    }
}

struct Tree<'a, 's> {
    site: &'s Site<'s>,
    here: EntryId,
    /// The plan and all that stand above it.
    upward: &'a BTreeSet<EntryId>,
    seen: BTreeSet<EntryId>,
    items: Vec<TreeItem<'s>>,
}

impl Tree<'_, '_> {
    fn add(&mut self, id: EntryId, opens: bool) {
        let site = self.site;
        let is_new = self.seen.insert(id);
        let below = site.graph.plans[&id].implemented_by.iter().copied();
        // Above the plan only the way to it is shown.
        let is_way = self.upward.contains(&id) && id != self.here;
        let shown = |it: &EntryId| is_new && (!is_way || self.upward.contains(it)) && !self.seen.contains(it);
        let below: Vec<EntryId> = below.filter(shown).collect();
        let card = site.card(id);
        let has_below = !below.is_empty();
        let is_here = id == self.here;
        self.items.push(TreeItem {
            title: &card.title,
            url: &card.url,
            is_here,
            opens,
            has_below,
            closes: 0,
        });
        for (at, id) in below.into_iter().enumerate() {
            self.add(id, at == 0);
        }
        if let Some(last) = self.items.last_mut().filter(|_| has_below) {
            last.closes += 1;
        }
    }
}
