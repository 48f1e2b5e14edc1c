//! The resolved site: who stands where, who points to whom. Inert data; nothing in it is filled later.
//!
//! A [`Graph`] is made of [`crate::source::Facts`] alone, never of prose: an edit of the prose leaves it as it is.

pub mod activities;
pub mod aims;
pub mod archive;
pub mod card;
mod citing;
pub mod coverage;
pub mod documents;
pub mod heads;
pub mod ids;
pub mod indicators;
pub mod legal_index;
mod legal_lookup;
mod legal_relations;
pub mod legal_values;
pub mod links;
pub mod lists;
mod memo;
pub mod names;
mod own;
pub mod plans;
mod provision;
pub mod records;
pub mod related;
pub mod resolve;
pub mod routes;
pub mod services;
pub mod timeliness;
pub mod translations;
pub mod visibility;

use std::{collections::BTreeMap, ops::Deref, sync::Arc};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    config::{Config, Section},
    diag::Diagnostic,
    kind::registry::Registries,
    source::{ActivityRow, Asset, Entry},
    stamp::Stamped,
};

pub use card::Card;
pub use resolve::resolve;

/// The place of a visible entry in [`Site::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub usize);

/// The moment for which the site is built: read once, or given as `--as-of`.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// The moment.
    pub now: Timestamp,
    /// The zone in which dates without an offset are read.
    pub zone: TimeZone,
}

impl Clock {
    /// The calendar day of the moment.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.zone.clone()).date()
    }
}

/// Everything that was read, before it is joined.
#[derive(Debug, Clone)]
pub struct Sources {
    /// Settings.
    pub config: Arc<Config>,
    /// Registries.
    pub registries: Arc<Registries>,
    /// All entries, in the order of files and rows.
    pub entries: Vec<Arc<Entry>>,
    /// What was done off the web, in the order of files and lines.
    pub activities: Vec<Arc<ActivityRow>>,
    /// Files to copy, by address.
    pub assets: Arc<BTreeMap<String, Asset>>,
    /// Ids of plans whose files could not be read.
    pub unread: Vec<String>,
    /// How much of the site was read.
    pub extent: Extent,
}

/// How much of a site is read and joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// All but the prose of pages.
    Heads,
    /// What is asked of plans: no prose, no documents, and nothing that pages alone show.
    Plans,
}

/// The resolved site that every view is gathered from.
#[derive(Debug)]
pub struct Site<'s> {
    /// Settings.
    pub config: &'s Config,
    /// The moment of the build.
    pub clock: &'s Clock,
    /// Registries.
    pub registries: &'s Registries,
    /// Visible entries; [`EntryId`] counts in here.
    pub entries: Vec<&'s Entry>,
    /// All entries, those that are hidden too, in the order of files and rows.
    pub all: &'s [Arc<Entry>],
    /// What was done off the web, in the order of files and lines.
    pub activities: &'s [Arc<ActivityRow>],
    /// Files to copy, by address.
    pub assets: &'s BTreeMap<String, Asset>,
    /// How they hang together.
    pub graph: &'s Graph,
}

impl<'s> Site<'s> {
    /// Puts together what was read and how it hangs together.
    pub fn new(sources: &'s Sources, clock: &'s Clock, graph: &'s Graph) -> Self {
        Self {
            config: &sources.config,
            clock,
            registries: &sources.registries,
            entries: graph.sources.iter().map(|it| &*sources.entries[*it]).collect(),
            all: &sources.entries,
            activities: &sources.activities,
            assets: &sources.assets,
            graph,
        }
    }

    /// The entry.
    pub fn entry(&self, id: EntryId) -> &'s Entry {
        self.entries[id.0]
    }

    /// Where the entry stands.
    pub fn node(&self, id: EntryId) -> &'s Node {
        &self.graph.nodes[id.0]
    }

    /// Whether an entry may be recommended: it is not withdrawn.
    pub fn stands(&self, id: EntryId) -> bool {
        self.card(id).withdrawn.is_none()
    }

    /// The title of an entry.
    pub fn title(&self, id: EntryId) -> &'s str {
        &self.entry(id).facts.common.title.value
    }

    /// What lists show of the entry.
    pub fn card(&self, id: EntryId) -> &'s Stamped<Card> {
        &self.graph.cards[id.0]
    }

    /// The sections that readers see: those of the settings, and others in which something stands.
    pub fn sections(&self) -> impl Iterator<Item = (&'s Section, &'s [EntryId])> {
        let all = self.config.sections.iter().zip(self.graph.sections.iter().map(Vec::as_slice));
        all.filter(|(section, ids)| !section.is_implied || !ids.is_empty())
    }

    /// Every visible entry.
    pub fn ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.entries.len()).map(EntryId)
    }
}

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Last part of its address; for plans and documents the id they are referred to by.
    pub id: String,
    /// Address in the site: `/tin-tuc/2025/06/mot-cua/`.
    pub url: String,
    /// When it appeared: the later of `date` and `publish_at`; the date of issue of a document.
    pub moment: Option<Timestamp>,
    /// The calendar day of the moment, in the zone of the site.
    pub day: Option<Date>,
    /// Index in [`Config::sections`].
    pub section: Option<usize>,
    /// Index in [`Registries::units`] of the agency.
    pub agency: Option<usize>,
    /// Indexes in [`Registries::topics`].
    pub topics: Vec<usize>,
    /// Authors by registry index, or by name where the registry has none.
    pub authors: Vec<usize>,
}

/// Joined relations, by ids only: those of the entries, and the activities joined to them.
#[derive(Debug, Clone)]
pub struct Graph {
    joined: Arc<Joined>,
    /// What was done off the web.
    pub deeds: activities::Deeds,
}

impl Graph {
    /// The same with the activities of `sources`, which differ in nothing else from those of before.
    #[must_use]
    pub fn with_activities(&self, sources: &Sources) -> Self {
        Self { joined: Arc::clone(&self.joined), deeds: activities::join(sources, &self.joined) }
    }

    /// What does not fit together.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.joined.diagnostics.iter().chain(&self.deeds.found)
    }
}

impl Deref for Graph {
    type Target = Joined;

    fn deref(&self) -> &Joined {
        &self.joined
    }
}

/// The relations of entries.
///
/// Most values are shared with the graph before, where one was given to [`resolve()`].
#[derive(Debug)]
pub struct Joined {
    /// One per visible entry.
    pub nodes: Vec<Arc<Node>>,
    /// Place in [`Sources::entries`], one per visible entry.
    pub sources: Vec<usize>,
    /// One per visible entry.
    pub cards: Vec<Arc<Stamped<Card>>>,
    /// Visible entries in the order of their addresses.
    pub by_url: Arc<[EntryId]>,
    /// One per section of the settings, newest first.
    pub sections: Vec<Vec<EntryId>>,
    /// One per topic of the registry, newest first.
    pub topics: Vec<Vec<EntryId>>,
    /// One per unit of the registry: what it published, newest first.
    pub units: Vec<Vec<EntryId>>,
    /// One per topic of the registry: documents, newest first.
    pub topic_documents: Vec<Vec<EntryId>>,
    /// One per unit of the registry: plans and documents that it issued, newest first.
    pub issued: Vec<Vec<EntryId>>,
    /// One per topic of the registry: procedures, questions, events and indicators, newest first.
    pub topic_others: Vec<Vec<EntryId>>,
    /// The same, one per unit of the registry.
    pub unit_others: Vec<Vec<EntryId>>,
    /// One per author of the registry, newest first.
    pub authors: Vec<Vec<EntryId>>,
    /// Articles, newest first.
    pub articles: Vec<EntryId>,
    /// Articles by day.
    pub archive: archive::Days,
    /// Who published something in which year.
    pub unit_years: archive::UnitYears,
    /// Newer and older neighbour in the section, by entry.
    pub around: Vec<[Option<EntryId>; 2]>,
    /// Pages that say the same in other languages.
    pub translations: translations::Translations,
    /// Related articles, best first, by entry.
    pub related: related::Related,
    /// What every plan got, by entry.
    pub plans: BTreeMap<EntryId, plans::PlanNode>,
    /// What lists show of plans.
    pub plan_cards: BTreeMap<EntryId, Stamped<plans::PlanCard>>,
    /// Procedures, questions, events and indicators, joined.
    pub services: services::Services,
    /// Plans that each entry serves.
    pub plan_refs: Vec<Arc<plans::Served>>,
    /// The register of legal documents.
    pub legal: legal_index::LegalIndex,
    /// Lists of documents by type, issuer, year and the like.
    pub facets: Vec<documents::Facet>,
    /// What each entry points to inside the site.
    pub targets: Vec<Arc<aims::Aims>>,
    /// Files of old addresses and where they lead, in order.
    pub redirects: Vec<(String, EntryId)>,
    /// Addresses of files that only hidden entries use: they stay off the site.
    pub withheld: Vec<String>,
    /// Titles and descriptions, by entry.
    pub heads: Vec<Arc<heads::Made>>,
    /// Names of the registries.
    pub names: Arc<names::AllNames>,
    diagnostics: Vec<Diagnostic>,
    /// What the next graph may look up.
    kept: memo::Kept,
}

impl Joined {
    /// The entry at an address.
    pub fn at(&self, url: &str) -> Option<EntryId> {
        let at = self.by_url.binary_search_by(|it| self.nodes[it.0].url.as_str().cmp(url)).ok()?;
        self.by_url.get(at).copied()
    }

    /// Whether a path, an address or an id is that of an entry that is not shown.
    pub fn is_hidden(&self, typed: &str) -> bool {
        self.kept.hidden.contains(typed)
    }

    /// A visible entry by itself.
    fn own(&self, id: EntryId) -> &Arc<own::Own> {
        self.kept.own(self.sources[id.0])
    }
}
