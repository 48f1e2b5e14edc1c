//! What a graph takes over from the graph before: values made of inputs that are the very same ones.
//!
//! An entry is the same where its [`Own`] is: the file was not read again, and settings, day and zone are equal. What is
//! joined to it names what else it was made of, and is taken over while that is unchanged too.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap},
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
    /// Those that were asked anew, by their places in the sources.
    fresh: Vec<usize>,
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
        let asked: Vec<(Arc<Own>, Option<usize>)> = sources
            .entries
            .par_iter()
            .zip(same)
            .with_min_len(64)
            .map(|(entry, old)| {
                let shown = || visibility::visible(&entry.facts.common, clock);
                let old = old.map(|at| (&known[at], at)).filter(|(own, _)| own.is_visible == shown());
                match old {
                    Some((own, at)) => (Arc::clone(own), Some(at)),
                    None => (Arc::new(asker.own(entry)), None),
                }
            })
            .collect();
        let (all, known): (Vec<Arc<Own>>, Vec<Option<usize>>) = asked.into_iter().unzip();
        // What is taken over by ids counts on their order.
        let before = before.filter(|_| known.iter().flatten().is_sorted());
        let old = known.iter().map(|at| before.and_then(|it| it.kept.ids[(*at)?])).collect();
        let fresh = known.iter().enumerate().filter(|it| it.1.is_none()).map(|it| it.0).collect();
        Self { world, all, before, old, fresh }
    }

    /// Whether no two entries have one address, because none had before and what is new has one of its own.
    pub(super) fn are_unique(&self) -> bool {
        let mut is_new = vec![false; self.all.len()];
        let mut taken = BTreeSet::new();
        for at in &self.fresh {
            is_new[*at] = true;
            let own = &self.all[*at];
            if own.has_place && !taken.insert(own.lower()) {
                return false;
            }
        }
        let mut known = self.all.iter().zip(is_new).filter(|(own, is_new)| own.has_place && !is_new);
        self.before.is_some_and(|it| it.kept.is_unique)
            && (taken.is_empty() || !known.any(|(own, _)| taken.contains(own.lower())))
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

    /// Whether the files to copy are those, as far as pages show them.
    pub(super) fn has_assets(&self, sources: &Sources) -> bool {
        let is_alike = |(a, b): (&Asset, &Asset)| (&a.url, a.size, a.dims) == (&b.url, b.size, b.dims);
        let (then, now) = (&self.assets, &sources.assets);
        Arc::ptr_eq(then, now) || (then.len() == now.len() && then.values().zip(now.values()).all(is_alike))
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
    let by_entry: HashMap<*const Entry, usize> =
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
    /// For an entry of before, the one that has its address now, edited or not; in the order of entries.
    pub(super) now: Vec<Option<EntryId>>,
}

impl<'a> Cx<'a> {
    /// The entries of the sources that are visible.
    pub(super) fn new(asker: &'a Asker<'a>, owns: &'a Owns<'a>, visible: &[usize]) -> Self {
        let visible_owns: Vec<&Arc<Own>> = visible.iter().map(|it| &owns.all[*it]).collect();
        let nodes: Vec<Arc<Node>> = visible_owns.iter().map(|it| Arc::clone(&it.node)).collect();
        let old: Vec<Option<EntryId>> = visible.iter().map(|it| owns.old[*it]).collect();
        let known = owns.before.map(|it| it.kept.newest.as_slice());
        let newest = sorted(&old, known, |a, b| newer(&nodes[a.0], &nodes[b.0]));
        Self {
            now: now(&old, &nodes, owns.before.map_or(&[], |it| &it.nodes)),
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

    /// Whether every address stands where it stood before.
    pub(super) fn is_still(&self) -> bool {
        let stays = |(old, now): (usize, &Option<EntryId>)| *now == Some(EntryId(old));
        self.before.is_some() && self.now.len() == self.nodes.len() && self.now.iter().enumerate().all(stays)
    }

    /// What came or went: pairs of an entry of before and the one that has its address now, where these are not the same.
    pub(super) fn changed(&self) -> Vec<(Option<EntryId>, Option<EntryId>)> {
        let is_same = |then: EntryId, now: EntryId| self.is_same(now, then);
        let all = self.now.iter().enumerate().map(|(then, now)| (EntryId(then), *now));
        let gone = all.filter(|(then, now)| !now.is_some_and(|it| is_same(*then, it)));
        let mut changed: Vec<_> = gone.map(|(then, now)| (Some(then), now)).collect();
        let known: BTreeSet<EntryId> = changed.iter().filter_map(|it| it.1).collect();
        let ids = (0..self.nodes.len()).map(EntryId);
        let fresh = ids.filter(|it| self.old[it.0].is_none() && !known.contains(it));
        changed.extend(fresh.map(|it| (None, Some(it))));
        changed
    }
}

/// The order of lists by time: what is newer comes first.
pub(super) fn newer(a: &Node, b: &Node) -> Ordering {
    b.moment.cmp(&a.moment).then_with(|| a.url.cmp(&b.url))
}

/// For each entry of before, which had these nodes, the entry that has its address now.
fn now(old: &[Option<EntryId>], nodes: &[Arc<Node>], before: &[Arc<Node>]) -> Vec<Option<EntryId>> {
    let mut now = vec![None; before.len()];
    let mut fresh: HashMap<&str, EntryId> = HashMap::new();
    for (at, old) in old.iter().enumerate() {
        match old {
            Some(old) => now[old.0] = Some(EntryId(at)),
            None => drop(fresh.insert(&nodes[at].url, EntryId(at))),
        }
    }
    let with_edited =
        now.iter().zip(before).map(|(now, then)| now.or_else(|| fresh.get(&*then.url).copied()));
    let with_edited: Vec<Option<EntryId>> = with_edited.collect();
    if with_edited.iter().flatten().is_sorted() { with_edited } else { now }
}

/// All entries in an order that tells any two apart, where `known` is that of before: what is the same stands in it
/// as it should.
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
    let kept: Vec<EntryId> = known.iter().filter_map(|it| now[it.0]).collect();
    let mut fresh: Vec<EntryId> = all.filter(|it| old[it.0].is_none()).collect();
    fresh.sort_unstable_by(&order);
    let (mut sorted, mut rest) = (Vec::with_capacity(old.len()), kept.as_slice());
    for it in fresh {
        let (before, after) = rest.split_at(rest.partition_point(|kept| order(kept, &it).is_lt()));
        sorted.extend_from_slice(before);
        sorted.push(it);
        rest = after;
    }
    sorted.extend_from_slice(rest);
    sorted
}
