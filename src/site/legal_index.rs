//! The register of legal documents joined with all that refers to it: front matter, relations, running text.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Clock, EntryId, Sources,
    card::{DateText, LegalCard},
    citing::{self, Moved},
    documents::Filed,
    legal_lookup::{Joiner, Reading},
    legal_values::{self, DocumentValue, Face, RefValue, RelationGroup},
    memo::Cx,
};
use crate::{
    diag::Diagnostic,
    legal::{
        self, Note, Register, RegisterEntry, Resolution,
        validity::{self, Dates, Link, State, Status},
    },
    source::Facts,
    stamp::Stamped,
    text::{capital, date::Moment},
};

/// The register and all that refers to it.
#[derive(Debug, Default)]
pub struct LegalIndex {
    /// Plans and documents that stand in the register.
    pub documents: BTreeMap<EntryId, Arc<DocumentNode>>,
    /// The same, newest first.
    pub by_date: Vec<EntryId>,
    /// The references of articles and plans, as their pages show them, by entry.
    pub ref_values: Vec<Arc<Stamped<Vec<RefValue>>>>,
    /// Where the citations of each body lead, in the order of its facts, by entry.
    pub cite_links: Vec<Arc<Stamped<Vec<Option<CiteLink>>>>>,
    /// Who refers to a document, newest first; one item a reference.
    pub cited_by: Arc<BTreeMap<EntryId, Vec<Citing>>>,
    /// Documents that are cited and that the register lacks, as a dictionary has them.
    pub unknown: Arc<Vec<UnknownDocument>>,
    /// What the checks say of each entry and its references; made when they are first asked.
    pub findings: Vec<Arc<OnceLock<Vec<Diagnostic>>>>,
    register: Arc<Register>,
    /// What each entry says of documents.
    readings: Vec<Arc<Reading>>,
    /// Entries by place in the register.
    entries: Vec<EntryId>,
    dates: Vec<Dates>,
    /// What others do to each document, by place in the register.
    acts: Vec<Vec<Link>>,
    /// What each document amends, likewise.
    amends: Vec<Vec<usize>>,
    /// The state of each on the day of the build, likewise.
    today: Vec<Status>,
    /// What references show of each, likewise.
    faces: Vec<Arc<Face>>,
    /// Documents cited by the same articles, likewise, by their places.
    pub(super) cited_with: Arc<Vec<Vec<usize>>>,
}

/// A document of the register.
#[derive(Debug)]
pub struct DocumentNode {
    /// Place in the register.
    pub place_in_register: usize,
    /// `Nghị quyết`.
    pub type_name: String,
    /// As readers see it.
    pub issuer: String,
    /// Canonical level of the issuer.
    pub level: Option<&'static str>,
    /// Province of a local issuer, at the time of issue.
    pub place: Option<String>,
    /// Date of issue.
    pub issued: Option<Date>,
    /// State on the day of the build.
    pub state: State,
    /// What its page shows.
    pub value: Stamped<DocumentValue>,
    /// Relations both ways, as its page shows them.
    pub relations: Stamped<Vec<RelationGroup>>,
    /// The lists that it stands in.
    pub(super) filed: Vec<Filed>,
}

/// A reference, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalRef {
    /// Place of the document in the register; absent where it is unknown or ambiguous.
    pub target: Option<usize>,
    /// Canonical role of an article's reference; canonical relation of a document's.
    pub role: &'static str,
    /// The provision.
    pub provision: Option<String>,
    /// As the author wrote it.
    pub written: String,
    /// From when a relation holds.
    pub from: Option<Date>,
    /// What an editor should know about it.
    pub notes: Vec<Note>,
}

/// Where a citation leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CiteLink {
    /// Address without the path of the base, perhaps with the anchor of a provision.
    pub url: Arc<str>,
    /// What the reader should know before following it.
    pub title: Option<Arc<str>>,
}

/// A reference from the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citing {
    /// The entry that refers.
    pub by: EntryId,
    /// Role in words, from the front matter.
    pub role: Option<&'static str>,
    /// The provision.
    pub provision: Option<Arc<str>>,
    /// Which citation of its text it is.
    pub cite: Option<usize>,
}

impl Citing {
    /// The citing sentence, from the text of [`Citing::by`], which has these `facts`.
    pub fn sentence<'e>(&self, facts: &'e Facts) -> Option<&'e str> {
        self.cite.and_then(|it| facts.cites.get(it)).map(|it| it.value.sentence.as_str())
    }
}

/// A document that the register lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownDocument {
    /// As cited first: `Quyết định số 1/QĐ-TTg`.
    pub name: String,
    /// Articles that cite it, newest first.
    pub by: Vec<EntryId>,
}

impl LegalIndex {
    /// Builds the register of the visible documents and plans, and resolves every reference to it.
    pub(super) fn new(cx: &Cx<'_>, found: &mut Vec<Diagnostic>) -> Self {
        let before = cx.before.map(|it| &it.legal);
        let is_registered = |at: &usize| cx.owns[*at].registered.is_some();
        let entries: Vec<EntryId> = (0..cx.owns.len()).filter(is_registered).map(EntryId).collect();
        let own = |it: &EntryId| cx.owns[it.0].registered.as_ref();
        let known = before.map(|it| &it.register);
        let is_known = |it: &&Arc<Register>| it.entries().iter().eq(entries.iter().filter_map(own));
        let register = match known.filter(is_known) {
            Some(known) => Arc::clone(known),
            None => Arc::new(Register::new(entries.iter().filter_map(own).cloned().collect())),
        };
        let readings = Joiner::new(&register, cx).readings(known);
        found.extend(readings.iter().flat_map(|it| &it.found).cloned());
        let mut index = Self {
            dates: register.entries().iter().map(RegisterEntry::dates).collect(),
            entries,
            register,
            readings,
            ..Self::default()
        };
        index.acts = index.acts_on(&cx.entries, found);
        index.amends = validity::amended(&index.acts);
        index.today = (0..index.dates.len()).map(|it| index.status(it, cx.today)).collect();
        let is_same = index.same_documents(cx);
        index.faces = legal_values::faces(&index, &is_same, cx);
        index.documents = legal_values::documents(&index, &is_same, cx);
        index.by_date = cx.newest.iter().copied().filter(|it| index.place_of(*it).is_some()).collect();
        let moved = Moved::new(&index, cx);
        match before.filter(|_| moved.as_ref().is_some_and(Moved::is_nothing)) {
            Some(before) => {
                index.cited_by = Arc::clone(&before.cited_by);
                index.unknown = Arc::clone(&before.unknown);
                index.cited_with = Arc::clone(&before.cited_with);
            }
            None => {
                index.cited_by = Arc::new(citing::cited_by(&index, cx, moved.as_ref()));
                index.unknown = Arc::new(citing::unknown(&index, cx));
                index.cited_with = Arc::new(citing::cited_with(&index, cx, moved.as_ref()));
            }
        }

        // What a page shows of other documents holds while it means the same ones, and these are the same.
        let held = |(at, reading): (usize, &Arc<Reading>)| {
            let is_read =
                |it: &Self| cx.old(EntryId(at)).is_some_and(|old| Arc::ptr_eq(reading, &it.readings[old.0]));
            before.is_some_and(is_read) && reading.documents.iter().all(|it| is_same[*it])
        };
        let held: Vec<bool> = index.readings.par_iter().enumerate().with_min_len(64).map(held).collect();
        let holds = |at: usize, _: usize| held[at];
        index.ref_values = cx.each(
            |it| &it.legal.ref_values,
            holds,
            |at| Stamped::new(legal_values::references(&index, at, cx)),
        );
        index.cite_links = cx.each(
            |it| &it.legal.cite_links,
            holds,
            |at| Stamped::new(legal_values::cite_links(&index, at, cx)),
        );
        index.findings = cx.each(|it| &it.legal.findings, holds, |_| OnceLock::new());
        index
    }

    /// For each place of the register, whether all that others show of the document is as it was.
    fn same_documents(&self, cx: &Cx<'_>) -> Vec<bool> {
        let before = cx.before.filter(|it| it.legal.entries.len() == self.entries.len());
        let Some(before) = before else { return vec![false; self.entries.len()] };
        let old = &before.legal;
        let is_alike = |place: usize| {
            let (now, then) = (self.entries[place], old.entries[place]);
            let own = &cx.owns[now.0];
            let alike = || {
                let then = before.own(then);
                own.registered == then.registered
                    && own.node.url == then.node.url
                    && own.entry.facts.outline == then.entry.facts.outline
            };
            (cx.is_same(now, then) || alike())
                && self.acts[place] == old.acts[place]
                && self.amends[place] == old.amends[place]
        };
        let alike: Vec<bool> = (0..self.entries.len()).map(is_alike).collect();
        // What ended a document is named with it; what only amends others ends with them.
        let acted = |place: usize| self.acts[place].iter().all(|it| alike[it.by]);
        let is_same = |place: usize| {
            alike[place] && acted(place) && self.amends[place].iter().all(|it| alike[*it] && acted(*it))
        };
        (0..self.entries.len()).map(is_same).collect()
    }

    /// References of the front matter of an entry: those of an article, what a plan carries out, relations of a document.
    pub fn references(&self, id: EntryId) -> &[LegalRef] {
        &self.readings[id.0].references
    }

    /// What the citations of the body of an entry mean, in the order of its facts.
    pub fn resolutions(&self, id: EntryId) -> &[Resolution] {
        &self.readings[id.0].resolutions
    }

    /// The node of a document.
    pub fn document(&self, id: EntryId) -> Option<&DocumentNode> {
        self.documents.get(&id).map(|it| &**it)
    }

    /// The register, for commands.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The entries of the register, by place.
    pub(super) fn registered(&self) -> &[EntryId] {
        &self.entries
    }

    /// The dates of each, by place.
    pub(super) fn dates(&self) -> &[Dates] {
        &self.dates
    }

    /// The entry at a place of the register.
    pub fn entry_at(&self, place: usize) -> EntryId {
        self.entries[place]
    }

    /// The place in the register of an entry.
    pub fn place_of(&self, id: EntryId) -> Option<usize> {
        self.entries.binary_search(&id).ok()
    }

    /// What lists show of a plan or document.
    pub fn card(&self, id: EntryId, sources: &Sources, clock: &Clock) -> Option<LegalCard> {
        let document = self.documents.get(&id)?;
        let entry = &self.register.entries()[document.place_in_register];
        let text = |it: Date| DateText::new(Moment::day(it), &clock.zone, &sources.config.language);
        let known = document.state != State::Unknown;
        Some(LegalCard {
            id: entry.id.clone(),
            number: entry.number.clone(),
            doc_type: document.type_name.clone(),
            issuer: document.issuer.clone(),
            issued: document.issued.map(text),
            name: legal::register::cite_again(entry),
            state: known.then(|| capital(document.state.vi())),
            state_key: known.then(|| document.state.key()),
        })
    }

    /// The places in the register of what a document is acted on by.
    pub fn acts(&self, place: usize) -> &[Link] {
        &self.acts[place]
    }

    /// The state of a document on the day of the build.
    pub fn status_today(&self, place: usize) -> Status {
        self.today[place]
    }

    /// What lists and references show of the document at a place.
    pub(super) fn face(&self, place: usize) -> &Arc<Face> {
        &self.faces[place]
    }

    /// The same of every entry.
    pub(super) fn readings(&self) -> &[Arc<Reading>] {
        &self.readings
    }

    /// All that was read in an entry.
    pub(super) fn reading(&self, id: EntryId) -> &Reading {
        &self.readings[id.0]
    }

    /// Documents that the same articles cite, most often first.
    pub fn cited_with(&self, id: EntryId) -> impl Iterator<Item = EntryId> {
        let places = self.place_of(id).map_or(&[][..], |it| &self.cited_with[it]);
        places.iter().map(|it| self.entry_at(*it))
    }

    /// The state of a document on a day.
    pub fn status(&self, place: usize, day: Date) -> Status {
        // What only amends others ends with them, so what is done to those counts too.
        let amended = self.amends[place].iter().flat_map(|it| &self.acts[*it]);
        validity::state(place, &self.dates, self.acts[place].iter().chain(amended), day)
    }
}
