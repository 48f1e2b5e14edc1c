//! The register of legal documents joined with all that refers to it: front matter, relations, running text.

use std::collections::BTreeMap;

use jiff::civil::Date;

use serde::{Deserialize, Serialize};

use super::{
    Clock, EntryId, Node, Sources,
    card::{DateText, LegalCard},
    ids,
    legal_lookup::{self, Joiner},
    legal_values::{self, DocumentValue, RefValue, RelationGroup},
    names::AllNames,
};
use crate::{
    diag::{At, Diagnostic},
    kind::Meta,
    legal::{
        self, DocType, Note, Register, RegisterEntry, Resolution,
        place::Level,
        validity::{self, Dates, Fault, Link, Relation, State, Status},
    },
    source::Entry,
    stamp::Stamped,
    text::{capital, date::Moment, near},
    words,
};

/// The register and all that refers to it.
#[derive(Debug, Default)]
pub struct LegalIndex {
    /// Plans and documents that stand in the register.
    pub documents: BTreeMap<EntryId, DocumentNode>,
    /// The same, newest first.
    pub by_date: Vec<EntryId>,
    /// References of the front matter, by entry: those of an article, what a plan carries out, relations of a document.
    pub references: Vec<Vec<LegalRef>>,
    /// The references of articles and plans, as their pages show them.
    pub ref_values: Vec<Stamped<Vec<RefValue>>>,
    /// What the citations of each body mean, in the order of its facts.
    pub resolutions: Vec<Vec<Resolution>>,
    /// Where the citations of each body lead, in the order of its facts.
    pub cite_links: Vec<Stamped<Vec<Option<CiteLink>>>>,
    /// Who refers to a document, newest first; one item a reference.
    pub cited_by: BTreeMap<EntryId, Vec<Citing>>,
    /// Documents that are cited and that the register lacks, as a dictionary has them.
    pub unknown: Vec<UnknownDocument>,
    register: Register,
    /// Entries by place in the register.
    entries: Vec<EntryId>,
    dates: Vec<Dates>,
    /// What others do to each document, by place in the register.
    acts: Vec<Vec<Link>>,
    /// What each document amends, likewise.
    amends: Vec<Vec<usize>>,
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
    /// Documents cited by the same articles, most often first.
    pub cited_with: Vec<EntryId>,
}

/// A reference, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalRef {
    /// The document; absent where it is unknown or ambiguous.
    pub target: Option<EntryId>,
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
    pub url: String,
    /// What the reader should know before following it.
    pub title: Option<String>,
}

/// A reference from the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citing {
    /// The entry that refers.
    pub by: EntryId,
    /// Role in words, from the front matter.
    pub role: Option<&'static str>,
    /// The provision.
    pub provision: Option<String>,
    /// The citing sentence, from the text.
    pub sentence: Option<String>,
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
    pub fn new(
        sources: &Sources,
        clock: &Clock,
        names: &AllNames,
        entries: &[&Entry],
        nodes: &[Node],
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut index = Self::default();
        let mut registered: Vec<RegisterEntry> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some(document) = register_entry(entry, &nodes[at].id, names, sources, found) {
                index.entries.push(EntryId(at));
                registered.push(document);
            }
        }
        index.register = Register::new(registered);
        let places = legal_lookup::places(sources, names);
        let mut joiner = Joiner { index: &index, entries, nodes, places, found };
        let references: Vec<Vec<LegalRef>> = (0..entries.len()).map(|at| joiner.references(at)).collect();
        let resolutions: Vec<Vec<Resolution>> = (0..entries.len()).map(|at| joiner.cites(at)).collect();
        let target = |it: &Resolution| it.one().map(|it| index.entries[it]);
        let cites: Vec<Vec<Option<EntryId>>> =
            resolutions.iter().map(|all| all.iter().map(target).collect()).collect();
        index.resolutions = resolutions;
        index.references = references;
        index.dates = index.register.entries().iter().map(RegisterEntry::dates).collect();
        index.acts = index.acts_on(entries, found);
        index.amends = validity::amended(&index.acts);
        index.documents = legal_values::documents(&index, names, sources, clock, entries, nodes);
        index.by_date = index.documents.keys().copied().collect();
        index.by_date.sort_by(|a, b| {
            nodes[b.0].moment.cmp(&nodes[a.0].moment).then_with(|| nodes[a.0].url.cmp(&nodes[b.0].url))
        });
        index.cited_by = cited_by(&index.references, &cites, entries, nodes);
        index.unknown = unknown(&cites, entries, nodes);
        cited_with(&mut index);
        index.ref_values = (0..entries.len())
            .map(|at| Stamped::new(legal_values::references(&index, at, entries[at], nodes, sources, clock)))
            .collect();
        index.cite_links = (0..entries.len())
            .map(|at| Stamped::new(legal_values::cite_links(&index, &cites[at], at, entries, nodes, clock)))
            .collect();
        index
    }

    /// The node of a document.
    pub fn document(&self, id: EntryId) -> Option<&DocumentNode> {
        self.documents.get(&id)
    }

    /// The register, for commands.
    pub fn register(&self) -> &Register {
        &self.register
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

    /// The relations of documents, by the document acted on; contradictions are reported.
    fn acts_on(&self, entries: &[&Entry], found: &mut Vec<Diagnostic>) -> Vec<Vec<Link>> {
        let places: BTreeMap<EntryId, usize> =
            self.entries.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut links: Vec<(Link, At<()>)> = Vec::new();
        for (by, id) in self.entries.iter().enumerate() {
            let Meta::Document(document) = &entries[id.0].facts.meta else { continue };
            for (typed, it) in document.relations.iter().zip(&self.references[id.0]) {
                let target = it.target.and_then(|it| places.get(&it));
                if let (Some(target), Some(relation)) = (target, Relation::of_key(it.role)) {
                    let link = Link {
                        relation,
                        by,
                        target: *target,
                        from: it.from,
                        provision: it.provision.clone(),
                    };
                    links.push((link, At::new((), typed.target.written.pos)));
                }
            }
        }
        let plain: Vec<Link> = links.iter().map(|(it, _)| it.clone()).collect();
        let levels: Vec<Level> = self.register.entries().iter().map(|it| it.issuer.level()).collect();
        for fault in validity::faults(&self.dates, &levels, &plain) {
            let name = |place: usize| legal::register::cite_apart(&self.register.entries()[place]);
            let (link, message) = match &fault {
                Fault::Itself(link) => {
                    let it = name(link.by);
                    (link, words!("{it} có quan hệ với chính mình", "{it} is related to itself"))
                }
                Fault::Older(link) => {
                    let (by, target) = (name(link.by), name(link.target));
                    (
                        link,
                        words!(
                            "{by} ban hành trước {target} nên không thể tác động tới văn bản đó",
                            "{by} was issued before {target} and cannot act on it"
                        ),
                    )
                }
                Fault::Backwards(link) => {
                    let by = name(link.by);
                    (
                        link,
                        words!(
                            "quan hệ có hiệu lực trước ngày ban hành {by}",
                            "the relation takes effect before {by} was issued"
                        ),
                    )
                }
                Fault::Level(link) => {
                    let (by, target) = (name(link.by), name(link.target));
                    (
                        link,
                        words!(
                            "{by} là văn bản của cấp dưới, không thể thay đổi {target}",
                            "{by} is of a lower level and cannot change {target}"
                        ),
                    )
                }
                Fault::Cycle(ring) => {
                    let Some((link, _)) =
                        links.iter().find(|(it, _)| ring.contains(&it.by) && ring.contains(&it.target))
                    else {
                        continue;
                    };
                    let ring = ring.iter().map(|it| name(*it)).collect::<Vec<_>>().join(" → ");
                    (
                        link,
                        words!(
                            "các văn bản thay đổi lẫn nhau thành vòng: {ring}",
                            "documents change one another in a ring: {ring}"
                        ),
                    )
                }
            };
            let pos = links.iter().find(|(it, _)| it == link).map(|(_, at)| at.pos).unwrap_or_default();
            found.push(
                Diagnostic::error("legal-relation-conflict", message)
                    .help(words!(
                        "sửa quan hệ hoặc ngày của một trong hai văn bản",
                        "correct the relation or the date of one of them"
                    ))
                    .at(&entries[self.entries[link.by].0].file, pos),
            );
        }
        let mut acts = vec![Vec::new(); self.entries.len()];
        for link in plain {
            acts[link.target].push(link);
        }
        acts
    }

    /// The places in the register of what a document is acted on by.
    pub fn acts(&self, place: usize) -> &[Link] {
        &self.acts[place]
    }

    /// The state of a document on a day.
    pub fn status(&self, place: usize, day: Date) -> Status {
        // What only amends others ends with them, so what is done to those counts too.
        let amended = self.amends[place].iter().flat_map(|it| &self.acts[*it]);
        let links: Vec<Link> = self.acts[place].iter().chain(amended).cloned().collect();
        validity::state(place, &self.dates, &links, day)
    }
}

/// The register entry of a document, or of a plan that has a number.
fn register_entry(
    entry: &Entry,
    id: &str,
    names: &AllNames,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<RegisterEntry> {
    let issuer = |typed: &str| ids::issuer(typed, names, sources);
    let day = |it: &Option<At<Moment>>| it.as_ref().map(|it| it.value.date);
    match &entry.facts.meta {
        Meta::Document(document) => {
            let doc_type = DocType::named(&document.doc_type.value).or_else(|| {
                let typed = &document.doc_type.value;
                let finding = Diagnostic::error(
                    "document-type",
                    words!("không có loại văn bản \"{typed}\"", "there is no type of document \"{typed}\""),
                );
                let near = near::nearest(typed, DocType::all().map(DocType::name));
                found.push(
                    match near {
                        Some(near) => {
                            finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?"))
                        }
                        None => finding.help(words!(
                            "viết Nghị định, Nghị quyết, Quyết định, Kế hoạch…",
                            "write Nghị định, Nghị quyết, Quyết định, Kế hoạch…"
                        )),
                    }
                    .at(&entry.file, document.doc_type.pos),
                );
                None
            })?;
            Some(RegisterEntry {
                id: id.to_owned(),
                number: document.number.as_ref().map(|it| legal::number::official(&it.value)),
                doc_type,
                issuer: issuer(&document.issuer.value),
                issued: day(&document.issued),
                effective: day(&document.effective),
                expires: day(&document.expires),
                title: document.subject.clone(),
                names: document.known_as.clone(),
            })
        }
        Meta::Plan(plan) => Some(RegisterEntry {
            id: id.to_owned(),
            number: plan.number.as_ref().map(|it| legal::number::official(&it.value)),
            doc_type: DocType::named("Kế hoạch")?,
            issuer: issuer(&plan.issuer.value),
            issued: day(&plan.issued),
            effective: None,
            expires: None,
            title: entry.facts.common.title.value.clone(),
            names: Vec::new(),
        }),
        Meta::Article(_) | Meta::Page(_) => None,
    }
}

fn cited_by(
    references: &[Vec<LegalRef>],
    cites: &[Vec<Option<EntryId>>],
    entries: &[&Entry],
    nodes: &[Node],
) -> BTreeMap<EntryId, Vec<Citing>> {
    let mut all: BTreeMap<EntryId, Vec<Citing>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, it)| matches!(it.facts.meta, Meta::Article(_)))
    {
        let by = EntryId(at);
        for it in &references[at] {
            if let Some(target) = it.target {
                let role = (it.role != "cites").then(|| legal_values::role_name(it.role)).flatten();
                all.entry(target).or_default().push(Citing {
                    by,
                    role,
                    provision: it.provision.clone(),
                    sentence: None,
                });
            }
        }
        for (target, cite) in cites[at].iter().zip(&entry.facts.cites) {
            let Some(target) = *target else { continue };
            let citing = all.entry(target).or_default();
            let provision = cite.value.citation.pinpoint.as_deref().map(legal_values::provision_words);
            let sentence = Some(cite.value.sentence.clone());
            // The front matter and the text of one article make one item; a sentence is shown once.
            let same = citing.iter().rposition(|it| it.by == by && it.sentence.is_none());
            if let Some(same) = same.and_then(|it| citing.get_mut(it)) {
                same.sentence = sentence;
                same.provision = same.provision.take().or(provision);
            } else if !citing.iter().any(|it| it.by == by && it.sentence == sentence) {
                citing.push(Citing { by, role: None, provision, sentence });
            }
        }
    }
    for list in all.values_mut() {
        list.sort_by(|a, b| {
            let (a, b) = (&nodes[a.by.0], &nodes[b.by.0]);
            b.moment.cmp(&a.moment).then_with(|| a.url.cmp(&b.url))
        });
    }
    all
}

/// Numbered documents that articles cite and the register lacks.
fn unknown(cites: &[Vec<Option<EntryId>>], entries: &[&Entry], nodes: &[Node]) -> Vec<UnknownDocument> {
    let mut all: BTreeMap<String, UnknownDocument> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, it)| matches!(it.facts.meta, Meta::Article(_)))
    {
        for (target, cite) in cites[at].iter().zip(&entry.facts.cites) {
            let citation = &cite.value.citation;
            if target.is_some() || citation.form != legal::Form::Numbered {
                continue;
            }
            let Some(number) = &citation.number else { continue };
            let name =
                citation.doc_type.map_or_else(|| number.clone(), |it| format!("{} số {number}", it.name()));
            let known = all
                .entry(legal::number::key(number))
                .or_insert_with(|| UnknownDocument { name, by: Vec::new() });
            if known.by.last() != Some(&EntryId(at)) {
                known.by.push(EntryId(at));
            }
        }
    }
    let mut list: Vec<UnknownDocument> = all.into_values().collect();
    for it in &mut list {
        it.by.sort_by(|a, b| {
            nodes[b.0].moment.cmp(&nodes[a.0].moment).then_with(|| nodes[a.0].url.cmp(&nodes[b.0].url))
        });
    }
    list.sort_by(|a, b| crate::text::compare(&a.name, &b.name));
    list
}

/// Documents shown as cited together with another.
const TOGETHER: usize = 5;

/// Which documents the same articles cite, most often first.
fn cited_with(index: &mut LegalIndex) {
    let mut by_article: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for (document, citing) in &index.cited_by {
        for it in citing {
            let list = by_article.entry(it.by).or_default();
            if list.last() != Some(document) {
                list.push(*document);
            }
        }
    }
    let mut counts: BTreeMap<EntryId, BTreeMap<EntryId, usize>> = BTreeMap::new();
    for list in by_article.values() {
        for document in list {
            let others = counts.entry(*document).or_default();
            for other in list.iter().filter(|it| *it != document) {
                *others.entry(*other).or_default() += 1;
            }
        }
    }
    for (document, others) in counts {
        let mut list: Vec<(EntryId, usize)> = others.into_iter().filter(|(_, n)| *n > 1).collect();
        list.sort_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
        if let Some(node) = index.documents.get_mut(&document) {
            node.cited_with = list.into_iter().take(TOGETHER).map(|(id, _)| id).collect();
        }
    }
}
