//! What a graph takes over from the graph before: values made of inputs that are the very same ones.
//!
//! An entry is the same where its [`Own`] is: the file was not read again, and settings, day and zone are equal. What is
//! joined to it names what else it was made of, and is taken over while that is unchanged too.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::{civil::Date, tz::TimeZone};
use rayon::prelude::*;

use super::{
    EntryId, Graph, Node, Sources,
    names::AllNames,
    own::{Asker, Own},
    resolve::Placed,
    visibility,
};
use crate::{
    kind::registry::Registries,
    source::{Asset, Entry},
    stamp::Fp,
};

/// What every value was made of.
#[derive(Debug, PartialEq)]
struct World {
    settings: Fp,
    zone: TimeZone,
    today: Date,
}

/// What the next graph may look up in this one.
#[derive(Debug)]
pub(super) struct Kept {
    world: World,
    /// One per entry of the sources.
    owns: Vec<Arc<Own>>,
    /// Where each of them stands among the visible ones.
    ids: Vec<Option<EntryId>>,
    /// Files to copy, by address.
    assets: Arc<BTreeMap<String, Asset>>,
    /// Paths, addresses and ids of hidden entries.
    pub(super) hidden: Arc<BTreeSet<String>>,
    /// Whether no two entries have one address.
    is_unique: bool,
    /// The visible entries, newest first.
    newest: Vec<EntryId>,
    registries: Arc<Registries>,
}

/// The names of the registries, which are those of before where the registries are the very same.
pub(super) fn names(sources: &Sources, before: Option<&Graph>) -> Arc<AllNames> {
    match before.filter(|it| Arc::ptr_eq(&it.kept.registries, &sources.registries)) {
        Some(before) => Arc::clone(&before.names),
        None => Arc::new(AllNames::new(&sources.registries)),
    }
}

/// All entries by themselves, and those of the graph before.
pub(super) struct Owns<'a> {
    world: World,
    /// One per entry of the sources.
    pub(super) all: Vec<Arc<Own>>,
    /// The graph before, where it was made in the same world.
    before: Option<&'a Graph>,
    /// Where each entry stood in the graph before, if it is the same and was visible.
    old: Vec<Option<EntryId>>,
}

impl<'a> Owns<'a> {
    /// Asks every entry, but for those that were asked before.
    pub(super) fn new(asker: &Asker<'_>, before: Option<&'a Graph>) -> Self {
        let Asker { sources, clock, .. } = asker;
        let world = World {
            settings: Fp::of(&(&sources.config, &sources.registries)),
            zone: clock.zone.clone(),
            today: clock.today(),
        };
        let before = before.filter(|it| it.kept.world == world);
        let known = before.map_or(&[][..], |it| it.kept.owns.as_slice());
        let same = same(known, &sources.entries);
        let asked: Vec<(Arc<Own>, Option<EntryId>)> = sources
            .entries
            .par_iter()
            .zip(same)
            .with_min_len(64)
            .map(|(entry, old)| {
                let shown = || visibility::visible(&entry.facts.common, clock);
                let old = old.map(|at| (&known[at], at)).filter(|(own, _)| own.is_visible == shown());
                match old {
                    Some((own, at)) => (Arc::clone(own), before.and_then(|it| it.kept.ids[at])),
                    None => (Arc::new(asker.own(entry)), None),
                }
            })
            .collect();
        let (all, old) = asked.into_iter().unzip();
        Self { world, all, before, old }
    }

    /// Whether no two entries have one address, because none had before and the addresses are the same.
    pub(super) fn are_unique(&self) -> bool {
        let is_alike = |(now, then): (&Arc<Own>, &Arc<Own>)| {
            Arc::ptr_eq(now, then) || (now.has_place == then.has_place && now.lower() == then.lower())
        };
        self.before.is_some_and(|it| {
            let owns = &it.kept.owns;
            it.kept.is_unique && owns.len() == self.all.len() && self.all.iter().zip(owns).all(is_alike)
        })
    }

    /// What the next graph needs to know.
    pub(super) fn keep(self, placed: &Placed, newest: Vec<EntryId>, sources: &Sources) -> Kept {
        let mut ids = vec![None; self.all.len()];
        for (at, source) in placed.visible.iter().enumerate() {
            ids[*source] = Some(EntryId(at));
        }
        Kept {
            world: self.world,
            owns: self.all,
            ids,
            assets: Arc::clone(&sources.assets),
            hidden: Arc::clone(&placed.hidden),
            is_unique: placed.is_unique,
            newest,
            registries: Arc::clone(&sources.registries),
        }
    }
}

impl Kept {
    /// The entry at a place of the sources.
    pub(super) fn own(&self, source: usize) -> &Arc<Own> {
        &self.owns[source]
    }

    /// Whether the files to copy are those.
    pub(super) fn has_assets(&self, sources: &Sources) -> bool {
        Arc::ptr_eq(&self.assets, &sources.assets) || self.assets == sources.assets
    }
}

/// For each entry, where it stood among those known, if it is the very same one.
fn same(known: &[Arc<Own>], entries: &[Arc<Entry>]) -> Vec<Option<usize>> {
    let is_same = |own: &Arc<Own>, entry: &Arc<Entry>| Arc::ptr_eq(&own.entry, entry);
    let head = known.iter().zip(entries).take_while(|(own, entry)| is_same(own, entry)).count();
    let (known_rest, rest) = (&known[head..], &entries[head..]);
    let pairs = known_rest.iter().rev().zip(rest.iter().rev());
    let tail = pairs.take_while(|(own, entry)| is_same(own, entry)).count();
    let middle = head..known.len() - tail;
    let by_entry: std::collections::HashMap<*const Entry, usize> =
        middle.map(|at| (Arc::as_ptr(&known[at].entry), at)).collect();
    let shift = |at: usize| known.len() - (entries.len() - at);
    let find = |(at, entry): (usize, &Arc<Entry>)| match at {
        at if at < head => Some(at),
        at if at >= entries.len() - tail => Some(shift(at)),
        _ => by_entry.get(&Arc::as_ptr(entry)).copied(),
    };
    entries.iter().enumerate().map(find).collect()
}

/// What joins see: the visible entries, where they stand, and where each stood before.
pub(super) struct Cx<'a> {
    pub(super) asker: &'a Asker<'a>,
    pub(super) today: Date,
    pub(super) owns: Vec<&'a Arc<Own>>,
    pub(super) entries: Vec<&'a Entry>,
    pub(super) nodes: Vec<Arc<Node>>,
    /// The visible entries, newest first.
    pub(super) newest: Vec<EntryId>,
    pub(super) before: Option<&'a Graph>,
    /// For an entry that is the same as before.
    old: Vec<Option<EntryId>>,
}

impl<'a> Cx<'a> {
    /// The entries of the sources that are visible.
    pub(super) fn new(asker: &'a Asker<'a>, owns: &'a Owns<'a>, visible: &[usize]) -> Self {
        let visible_owns: Vec<&Arc<Own>> = visible.iter().map(|it| &owns.all[*it]).collect();
        let nodes: Vec<Arc<Node>> = visible_owns.iter().map(|it| Arc::clone(&it.node)).collect();
        let old: Vec<Option<EntryId>> = visible.iter().map(|it| owns.old[*it]).collect();
        let known = owns.before.map(|it| it.kept.newest.as_slice());
        let newest = sorted(&old, known, |a, b| {
            let (a, b) = (&nodes[a.0], &nodes[b.0]);
            b.moment.cmp(&a.moment).then_with(|| a.url.cmp(&b.url))
        });
        Self {
            asker,
            today: owns.world.today,
            entries: visible_owns.iter().map(|it| &*it.entry).collect(),
            owns: visible_owns,
            newest,
            nodes,
            before: owns.before,
            old,
        }
    }

    /// A value for every entry, made by `make`, or that of the graph before where the entry is the same and `is_true` of its
    /// place now and then says that the value still holds.
    pub(super) fn each<T: Send + Sync + 'a>(
        &self,
        all: impl Fn(&'a Graph) -> &'a [Arc<T>] + Sync,
        is_true: impl Fn(usize, usize) -> bool + Sync,
        make: impl Fn(usize) -> T + Sync,
    ) -> Vec<Arc<T>> {
        let known = self.before.map_or(&[][..], all);
        let one = |at: usize| match self.old[at].filter(|old| is_true(at, old.0)) {
            Some(old) => Arc::clone(&known[old.0]),
            None => Arc::new(make(at)),
        };
        (0..self.nodes.len()).into_par_iter().with_min_len(64).map(one).collect()
    }

    /// The visible entries in the order of their addresses.
    pub(super) fn by_url(&self) -> Vec<EntryId> {
        let known = self.before.map(|it| &*it.by_url);
        sorted(&self.old, known, |a, b| self.nodes[a.0].url.cmp(&self.nodes[b.0].url))
    }

    /// Where the entry stood before, if it is the same.
    pub(super) fn old(&self, at: EntryId) -> Option<EntryId> {
        self.old[at.0]
    }

    /// Whether the entry at `at` is the one that stood at `old` before.
    pub(super) fn is_same(&self, at: EntryId, old: EntryId) -> bool {
        self.old[at.0] == Some(old)
    }

    /// Whether this is true of every entry now and before, in their order.
    pub(super) fn all_as_before(&self, fits: impl Fn(usize, &Node) -> bool) -> bool {
        self.before.is_some_and(|before| {
            let mut pairs = self.nodes.iter().zip(&before.nodes).enumerate();
            self.nodes.len() == before.nodes.len()
                && pairs.all(|(at, (now, then))| Arc::ptr_eq(now, then) || fits(at, then))
        })
    }
}

/// All entries in an order that tells any two apart, where `known` is that of before: it is nearly the order already.
fn sorted(
    old: &[Option<EntryId>],
    known: Option<&[EntryId]>,
    order: impl Fn(&EntryId, &EntryId) -> Ordering + Sync,
) -> Vec<EntryId> {
    let all = (0..old.len()).map(EntryId);
    let Some(known) = known else {
        let mut sorted: Vec<EntryId> = all.collect();
        sorted.par_sort_unstable_by(order);
        return sorted;
    };
    let mut now = vec![None; known.len()];
    for (at, old) in old.iter().enumerate().filter_map(|(at, old)| Some((at, (*old)?))) {
        now[old.0] = Some(EntryId(at));
    }
    let kept = known.iter().filter_map(|it| now[it.0]);
    let mut sorted: Vec<EntryId> = kept.chain(all.filter(|it| old[it.0].is_none())).collect();
    sorted.sort_by(order);
    sorted
}
