//! What pages show of legal documents: facts, state, relations, references.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{Hash, Hasher},
    ops::Deref,
    sync::Arc,
};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::{
    EntryId,
    card::{Anchor, DateText, unit_anchor},
    documents::{self, level_key},
    legal_index::{CiteLink, DocumentNode, LegalIndex},
    memo::Cx,
    provision::provision_anchor,
};
use crate::{
    kind::Meta,
    legal::{
        self, Resolution,
        validity::{Link, Relation, State, Status},
    },
    schema::field::ROLES,
    source::Entry,
    stamp::Stamped,
    text::{
        capital,
        date::{self, Moment},
    },
};

/// The facts of a document, for its page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DocumentValue {
    /// `76/NQ-CP`.
    pub number: Option<String>,
    /// `Nghị quyết`.
    pub doc_type: String,
    /// `Nghị quyết số 76/NQ-CP`.
    pub name: String,
    /// Its issuer; an empty address where the registry has no such unit.
    pub issuer: Anchor,
    /// Date of issue.
    pub issued: Option<DateText>,
    /// The subject.
    pub subject: String,
    /// In force from.
    pub effective: Option<DateText>,
    /// No longer in force from.
    pub expires: Option<DateText>,
    /// Who signed.
    pub signer: Option<String>,
    /// Other names in use.
    pub known_as: Vec<String>,
    /// Field of administration.
    pub field: Option<String>,
    /// Address of the official text.
    pub official_url: Option<String>,
    /// What of these facts is not certain.
    pub unverified: Option<String>,
    /// `Còn hiệu lực`.
    pub state: Option<String>,
    /// `in-force`.
    pub state_key: Option<&'static str>,
    /// A whole sentence that says the state, since when and by what.
    pub state_sentence: String,
    /// The document that the sentence says brought the state about.
    pub state_by: Option<Anchor>,
    /// The sentence before the name of that document; all of it where it names none.
    pub state_before: String,
    /// The sentence after it.
    pub state_after: String,
    /// The day for which the state holds.
    pub as_of: DateText,
    /// As Nghị định 30/2020/NĐ-CP, Annex I §6b asks for the first citation.
    pub citation: String,
    /// As it asks for later ones.
    pub citation_short: String,
    /// An identifier after the European Legislation Identifier: `/eli/vn/chinh-phu/2010/06/08/nghi-dinh/63`.
    pub eli: Option<String>,
    /// What happened to it, oldest first.
    pub timeline: Vec<TimelineItem>,
}

/// A day in the life of a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TimelineItem {
    /// The day.
    pub date: DateText,
    /// What happened.
    pub text: String,
    /// The document that did it.
    pub by: Option<Anchor>,
}

/// Relations of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RelationGroup {
    /// `amends` or `amended_by`.
    pub key: &'static str,
    /// `Sửa đổi, bổ sung` or `Được sửa đổi, bổ sung bởi`.
    pub title: &'static str,
    /// The other documents.
    pub items: Vec<RefValue>,
}

/// A document that another entry refers to.
#[derive(Debug, Clone, Serialize)]
pub struct RefValue {
    /// `Căn cứ`; of an article's reference.
    pub role: Option<&'static str>,
    /// The document, one value for all that refer to it.
    #[serde(flatten)]
    pub document: Arc<Stamped<RefDocument>>,
    /// The provision.
    pub provision: Option<String>,
    /// From when a relation holds.
    pub from: Option<Box<DateText>>,
    /// What has changed since the article: `Tại thời điểm đăng bài: còn hiệu lực; nay đã được thay thế bởi …`.
    pub note: Option<String>,
}

impl Deref for RefValue {
    type Target = RefDocument;

    fn deref(&self) -> &RefDocument {
        &self.document
    }
}

impl PartialEq for RefValue {
    fn eq(&self, other: &Self) -> bool {
        self.document.fp() == other.document.fp()
            && (self.role, &self.provision, &self.from, &self.note)
                == (other.role, &other.provision, &other.from, &other.note)
    }
}

impl Eq for RefValue {}

impl Hash for RefValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.role, &self.document, &self.provision, &self.from, &self.note).hash(state);
    }
}

/// What every reference to a document shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RefDocument {
    /// `Nghị quyết số 76/NQ-CP`, or as the author wrote it.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// Address with the path of the base; absent for what the register lacks.
    pub url: Option<String>,
    /// Issuer.
    pub issuer: String,
    /// Date of issue.
    pub issued: Option<DateText>,
    /// `Còn hiệu lực`.
    pub state: Option<String>,
    /// `in-force`.
    pub state_key: Option<&'static str>,
}

/// A document as references and links have it.
#[derive(Debug)]
pub(super) struct Face {
    document: Arc<Stamped<RefDocument>>,
    /// Address without the path of the base.
    url: Arc<str>,
}

/// The faces of all documents of the register.
pub(super) fn faces(index: &LegalIndex, is_same: &[bool], cx: &Cx<'_>) -> Vec<Arc<Face>> {
    let writer = Writer { index, cx };
    let before = cx.before.map(|it| &it.legal);
    let face = |place: usize| match before.filter(|_| is_same[place]) {
        Some(before) => Arc::clone(before.face(place)),
        None => Arc::new(writer.face(place)),
    };
    (0..is_same.len()).into_par_iter().map(face).collect()
}

/// The page values of every document of the register.
pub(super) fn documents(
    index: &LegalIndex,
    is_same: &[bool],
    cx: &Cx<'_>,
) -> BTreeMap<EntryId, Arc<DocumentNode>> {
    let writer = Writer { index, cx };
    let before = cx.before.map(|it| &it.legal);
    let node = |place: usize| {
        let id = index.entry_at(place);
        let holds = is_same[place]
            && index.acts(place).iter().all(|it| is_same[it.by])
            && index.references(id).iter().filter_map(|it| it.target).all(|it| is_same[it]);
        // Of the references, those that lead nowhere are shown too.
        let known = before.filter(|_| holds).and_then(|it| {
            let old = it.entry_at(place);
            let is_read = cx.is_same(id, old) && std::ptr::eq(index.reading(id), it.reading(old));
            it.documents.get(&old).filter(|_| is_read)
        });
        (id, known.map_or_else(|| Arc::new(writer.node(place)), Arc::clone))
    };
    let nodes: Vec<(EntryId, Arc<DocumentNode>)> = (0..is_same.len()).into_par_iter().map(node).collect();
    nodes.into_iter().collect()
}

fn push_group(key: &'static str, title: &'static str, items: Vec<RefValue>, groups: &mut Vec<RelationGroup>) {
    if !items.is_empty() {
        groups.push(RelationGroup { key, title, items });
    }
}

struct Writer<'a> {
    index: &'a LegalIndex,
    cx: &'a Cx<'a>,
}

impl Writer<'_> {
    fn face(&self, place: usize) -> Face {
        let own = &self.index.register().entries()[place];
        let status = self.index.status_today(place);
        let known = status.state != State::Unknown;
        let url = &self.cx.nodes[self.index.entry_at(place).0].url;
        let document = RefDocument {
            name: legal::register::cite_again(own),
            subject: own.title.clone(),
            url: Some(self.cx.asker.sources.config.base.path_of(url)),
            issuer: own.issuer.name.clone(),
            issued: own.issued.map(|it| self.date(it)),
            state: known.then(|| capital(status.state.vi())),
            state_key: known.then(|| status.state.key()),
        };
        Face { document: Arc::new(Stamped::new(document)), url: url.as_str().into() }
    }

    fn node(&self, place: usize) -> DocumentNode {
        let Self { index, cx } = self;
        let entry = &index.register().entries()[place];
        let id = index.entry_at(place);
        let source = cx.entries[id.0];
        let status = index.status_today(place);
        let unit = match &source.facts.meta {
            Meta::Document(document) => cx.asker.names.issuer(&document.issuer.value),
            Meta::Plan(plan) => cx.asker.names.issuer(&plan.issuer.value),
            _ => None,
        };
        let issuer = match unit {
            Some(unit) => unit_anchor(&cx.asker.sources.config, &cx.asker.sources.registries, unit),
            None => Anchor { title: entry.issuer.name.clone(), url: String::new() },
        };
        let mut relations: Vec<RelationGroup> = Vec::new();
        for relation in Relation::ALL {
            let own = index.references(id).iter().filter(|it| Relation::of_key(it.role) == Some(relation));
            let own = own.map(|it| match it.target {
                Some(target) => self.reference(target, it.provision.clone(), it.from),
                None => plain_reference(&it.written, it.provision.clone()),
            });
            push_group(relation.key(), relation.title().0, own.collect(), &mut relations);
            let others = index.acts(place).iter().filter(|it| it.relation == relation);
            let others = others.map(|it| self.reference(it.by, it.provision.clone(), it.from));
            push_group(relation.inverse_key(), relation.inverse_title().0, others.collect(), &mut relations);
        }
        let value = self.document(place, &status, issuer, source);
        let mut node = DocumentNode {
            place_in_register: place,
            type_name: entry.doc_type.name().to_owned(),
            issuer: value.issuer.title.clone(),
            level: Some(level_key(entry.issuer.level())),
            place: entry.issuer.place().and_then(|it| it.province).map(legal::place::Province::title),
            issued: entry.issued,
            state: status.state,
            value: Stamped::new(value),
            relations: Stamped::new(relations),
            filed: Vec::new(),
        };
        node.filed = documents::filed(&node, cx.asker.names, cx.asker.sources);
        node
    }

    fn date(&self, day: Date) -> DateText {
        DateText::new(Moment::day(day), &self.cx.asker.clock.zone, &self.cx.asker.sources.config.language)
    }

    fn anchor(&self, place: usize) -> Anchor {
        let entry = &self.index.register().entries()[place];
        let url = &self.cx.nodes[self.index.entry_at(place).0].url;
        Anchor {
            title: legal::register::cite_apart(entry),
            url: self.cx.asker.sources.config.base.path_of(url),
        }
    }

    fn document(&self, place: usize, status: &Status, issuer: Anchor, entry: &Entry) -> DocumentValue {
        let own = &self.index.register().entries()[place];
        let name = legal::register::cite_again(own);
        let (signer, field, official_url) = match &entry.facts.meta {
            Meta::Document(it) => (it.signer.as_ref(), it.field.clone(), it.official_url.clone()),
            Meta::Plan(it) => (it.signer.as_ref(), None, None),
            _ => (None, None, None),
        };
        let signer = signer.map(|it| {
            let parts =
                [&it.capacity, &it.title, &it.name].into_iter().flatten().cloned().collect::<Vec<_>>();
            parts.join(" ")
        });
        let known = status.state != State::Unknown;
        let sentence = self.state_sentence(&name, status);
        let by = status.by.map(|it| self.anchor(it));
        let (state_by, state_before, state_after) =
            match by.as_ref().and_then(|it| sentence.rsplit_once(it.title.as_str())) {
                Some((before, after)) => (by.clone(), before.to_owned(), after.to_owned()),
                None => (None, sentence.clone(), String::new()),
            };
        DocumentValue {
            number: own.number.clone(),
            doc_type: own.doc_type.name().to_owned(),
            issuer,
            issued: own.issued.map(|it| self.date(it)),
            subject: own.title.clone(),
            effective: own.effective.map(|it| self.date(it)),
            expires: own.expires.map(|it| self.date(it)),
            signer: signer.filter(|it| !it.is_empty()),
            known_as: own.names.clone(),
            field,
            official_url,
            unverified: match &entry.facts.meta {
                Meta::Document(it) => it.unverified.as_ref().map(|it| it.value.clone()),
                _ => None,
            },
            state: known.then(|| capital(status.state.vi())),
            state_key: known.then(|| status.state.key()),
            state_sentence: sentence,
            state_by,
            state_before,
            state_after,
            as_of: self.date(self.cx.today),
            citation: legal::register::cite(own),
            citation_short: name.clone(),
            eli: legal::id::eli(own.number.as_deref(), own.doc_type, &own.issuer, own.issued),
            timeline: self.timeline(place),
            name,
        }
    }

    /// `Nghị định số 61/2018/NĐ-CP hết hiệu lực từ ngày 14/6/2025, được thay thế bởi Nghị định số 118/2025/NĐ-CP.`
    fn state_sentence(&self, name: &str, status: &Status) -> String {
        let today = date::format_short(self.cx.today);
        let since = status.since.map(|it| format!(" từ ngày {}", date::format_short(it))).unwrap_or_default();
        let by = |verb: &str| {
            let other = status.by.map(|it| legal::register::cite_apart(&self.index.register().entries()[it]));
            other.map_or(String::new(), |it| format!(", {verb} {it}"))
        };
        match status.state {
            State::NotYet => format!("{name} chưa có hiệu lực tính đến ngày {today}; có hiệu lực{since}."),
            State::InForce => format!("{name} còn hiệu lực tính đến ngày {today}."),
            State::Partly => {
                format!("{name} hết hiệu lực một phần{since}{}, tính đến ngày {today}.", by("do"))
            }
            State::Suspended => format!("{name} ngưng hiệu lực{since}{}, tính đến ngày {today}.", by("do")),
            State::Expired => format!("{name} hết hiệu lực{since}."),
            State::Replaced => format!("{name} hết hiệu lực{since}{}.", by("được thay thế bởi")),
            State::Repealed => format!("{name} hết hiệu lực{since}{}.", by("bị bãi bỏ bởi")),
            State::Draft => format!("{name} là dự thảo, chưa được ban hành."),
            State::Unknown => format!("Chưa đủ dữ liệu để xác định hiệu lực của {name}."),
        }
    }

    fn timeline(&self, place: usize) -> Vec<TimelineItem> {
        let own = &self.index.register().entries()[place];
        let item = |day: Date, text: &str, by: Option<usize>| {
            (
                day,
                TimelineItem {
                    date: self.date(day),
                    text: text.to_owned(),
                    by: by.map(|it| self.anchor(it)),
                },
            )
        };
        let mut items = Vec::new();
        items.extend(own.issued.map(|it| item(it, "Ban hành", None)));
        items.extend(own.effective.map(|it| item(it, "Có hiệu lực", None)));
        let entries = self.index.register().entries();
        let day = |link: &Link| link.from.or_else(|| entries[link.by].starts());
        // The document that ends it says so itself.
        let ends = |link: &Link| {
            let whole = matches!(link.relation, Relation::Replaces | Relation::Repeals);
            whole && link.provision.is_none() && day(link) == own.expires
        };
        let expires = own.expires.filter(|_| !self.index.acts(place).iter().any(ends));
        items.extend(expires.map(|it| item(it, "Hết hiệu lực", None)));
        for link in self.index.acts(place).iter().filter(|it| it.relation.changes()) {
            items.extend(day(link).map(|it| item(it, link.relation.inverse_title().0, Some(link.by))));
        }
        items.sort_by_key(|(day, _)| *day);
        items.into_iter().map(|(_, it)| it).collect()
    }

    fn reference(&self, place: usize, provision: Option<String>, from: Option<Date>) -> RefValue {
        let document = Arc::clone(&self.index.face(place).document);
        RefValue { role: None, document, provision, from: from.map(|it| Box::new(self.date(it))), note: None }
    }
}

/// A reference to what the register lacks.
fn plain_reference(written: &str, provision: Option<String>) -> RefValue {
    let document = RefDocument {
        name: written.to_owned(),
        subject: String::new(),
        url: None,
        issuer: String::new(),
        issued: None,
        state: None,
        state_key: None,
    };
    RefValue { role: None, document: Arc::new(Stamped::new(document)), provision, from: None, note: None }
}

/// The references of an article or plan, as its page shows them; what the register lacks is shown as written.
pub(super) fn references(index: &LegalIndex, at: usize, cx: &Cx<'_>) -> Vec<RefValue> {
    // Of a procedure, which is kept as it is today, what changed it stands with the change.
    let shown = match &cx.entries[at].facts.meta {
        Meta::Document(_) | Meta::Indicator(_) | Meta::Page(_) => return Vec::new(),
        Meta::Procedure(it) => it.legal.len(),
        _ => usize::MAX,
    };
    let id = EntryId(at);
    let writer = Writer { index, cx };
    let day = cx.nodes[at].day.filter(|_| shown == usize::MAX);
    let note = |target: usize| day.and_then(|day| since_then(index, target, day));
    let mut values: Vec<RefValue> = Vec::new();
    for it in index.references(id).iter().take(shown) {
        let mut value = match it.target {
            Some(target) => writer.reference(target, it.provision.clone(), None),
            None => plain_reference(&it.written, it.provision.clone()),
        };
        value.role = role_name(it.role);
        value.note = it.target.and_then(note);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    // What only the text names comes after what the front matter names, each document once.
    let own = index.place_of(id);
    let mut shown: BTreeSet<usize> = index.references(id).iter().filter_map(|it| it.target).collect();
    for target in index.resolutions(id).iter().filter_map(Resolution::one).filter(|it| Some(*it) != own) {
        if shown.insert(target) {
            values.push(RefValue { note: note(target), ..writer.reference(target, None, None) });
        }
    }
    values.shrink_to_fit();
    values
}

/// What has changed in the state of a document between the day of an article and today.
fn since_then(index: &LegalIndex, place: usize, day: Date) -> Option<String> {
    let (then, now) = (index.status(place, day), index.status_today(place));
    if then.state == now.state || now.state == State::Unknown || then.state == State::Unknown {
        return None;
    }
    let other = now.by.map(|it| legal::register::cite_apart(&index.register().entries()[it]));
    let now = match (now.state, other) {
        (State::Replaced, Some(other)) => format!("nay đã được thay thế bởi {other}"),
        (State::Repealed, Some(other)) => format!("nay đã bị bãi bỏ bởi {other}"),
        (State::Partly, Some(other)) => format!("nay đã hết hiệu lực một phần do {other}"),
        (state, _) => format!("nay {}", state.vi()),
    };
    Some(format!("Tại thời điểm đăng bài: {}; {now}.", then.state.vi()))
}

/// Where the citations of a body lead, each with what has changed since.
pub(super) fn cite_links(index: &LegalIndex, at: usize, cx: &Cx<'_>) -> Vec<Option<CiteLink>> {
    let own = index.place_of(EntryId(at));
    let links = index.resolutions(EntryId(at)).iter().zip(&cx.entries[at].facts.cites);
    let links = links.map(|(resolution, cite)| {
        let target = resolution.one().filter(|it| Some(*it) != own)?;
        let document = cx.entries[index.entry_at(target).0];
        let anchor = cite.value.citation.pinpoint.as_deref().and_then(|it| provision_anchor(it, document));
        let url = &index.face(target).url;
        Some(CiteLink {
            url: anchor.map_or_else(|| Arc::clone(url), |it| format!("{url}#{it}").into()),
            title: cx.nodes[at].day.and_then(|day| since_then(index, target, day)).map(Into::into),
        })
    });
    links.collect()
}

/// A role in words, as headings show it.
pub fn role_name(key: &str) -> Option<&'static str> {
    ROLES.iter().find(|it| it.key == key).and_then(|it| it.names.first().copied())
}
