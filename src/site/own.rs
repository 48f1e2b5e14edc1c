//! What can be said of an entry by itself: its id and address, when it appeared, whom and what it names in the registries.
//!
//! It is made of the file, the settings and the moment; while these stay, it stays, and with it all that is joined to it.

use std::sync::Arc;

use super::{Clock, Node, Sources, ids, names::AllNames, routes, visibility};
use crate::{
    diag::{At, Diagnostic},
    kind::Meta,
    legal::{self, DocType, RegisterEntry, place::Place},
    source::Entry,
    text::{date::Moment, near},
    words,
};

/// An entry by itself.
#[derive(Debug)]
pub(super) struct Own {
    pub(super) entry: Arc<Entry>,
    pub(super) node: Arc<Node>,
    /// The address as machines have it that do not tell case; absent where it is so already.
    lower: Option<String>,
    /// Whether a page can stand there.
    pub(super) has_place: bool,
    pub(super) is_visible: bool,
    /// What the register of legal documents has of it.
    pub(super) registered: Option<RegisterEntry>,
    /// What is wrong with its id and its address.
    pub(super) faults: Vec<Diagnostic>,
    /// What else is wrong with it, where no other entry has its address.
    pub(super) found: Vec<Diagnostic>,
}

/// What is asked of every entry.
pub(super) struct Asker<'a> {
    pub(super) sources: &'a Sources,
    pub(super) clock: &'a Clock,
    pub(super) names: &'a AllNames,
    /// Where the newsroom sits.
    pub(super) home: Option<Place>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(sources: &'a Sources, clock: &'a Clock, names: &'a AllNames) -> Self {
        Self { sources, clock, names, home: ids::home(sources) }
    }

    /// All that can be said of an entry by itself.
    pub(super) fn own(&self, entry: &Arc<Entry>) -> Own {
        let Self { sources, clock, names, .. } = self;
        let facts = &entry.facts;
        let common = &facts.common;
        let (mut faults, mut found) = (Vec::new(), Vec::new());
        let id = ids::of(entry, names, sources, self.home.as_ref(), &mut faults);
        let url = if facts.is_row { format!("/{}/{id}/", facts.path) } else { routes::page_url(facts) };
        let has_place = routes::check(&url, entry, routes::url_pos(entry), &mut faults);
        let topics = common.topics.iter().filter_map(|it| names.topics.check(it, &entry.file, &mut found));
        let topics = topics.collect();
        let authors = common.authors.iter().filter_map(|it| names.authors.check(it, &entry.file, &mut found));
        let authors = authors.collect();
        let agency = common.agency.as_ref().and_then(|it| names.units.check(it, &entry.file, &mut found));
        let is_visible = visibility::visible(common, clock);
        let (agency, registered) = if is_visible {
            let agency = agency.or_else(|| issuer(&facts.meta, names, entry, &mut found));
            (agency, self.registered(entry, &id, &mut found))
        } else {
            (agency, None)
        };
        let moment = visibility::appeared(facts, clock);
        let lower = url.to_lowercase();
        let node = Node {
            id,
            moment,
            day: moment.map(|it| it.to_zoned(clock.zone.clone()).date()),
            section: facts
                .section
                .as_ref()
                .and_then(|it| sources.config.sections.iter().position(|known| known.folder == *it)),
            agency,
            topics,
            authors,
            url,
        };
        Own {
            entry: Arc::clone(entry),
            lower: Some(lower).filter(|it| *it != node.url),
            node: Arc::new(node),
            has_place,
            is_visible,
            registered,
            faults,
            found,
        }
    }

    /// The register entry of a document, or of a plan that has a number.
    fn registered(&self, entry: &Entry, id: &str, found: &mut Vec<Diagnostic>) -> Option<RegisterEntry> {
        let issuer = |typed: &str| ids::issuer(typed, self.names, self.sources, self.home.as_ref());
        let day = |it: &Option<At<Moment>>| it.as_ref().map(|it| it.value.date);
        match &entry.facts.meta {
            Meta::Document(document) => {
                let typed = &document.doc_type;
                let Some(doc_type) = DocType::named(&typed.value) else {
                    found.push(unknown_type(&typed.value).at(&entry.file, typed.pos));
                    return None;
                };
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
            _ => None,
        }
    }
}

impl Own {
    /// The address, equal for those that some machines take for one.
    pub(super) fn lower(&self) -> &str {
        self.lower.as_deref().unwrap_or(&self.node.url)
    }
}

fn unknown_type(typed: &str) -> Diagnostic {
    let finding = Diagnostic::error(
        "document-type",
        words!("không có loại văn bản \"{typed}\"", "there is no type of document \"{typed}\""),
    );
    match near::nearest(typed, DocType::all().map(DocType::name)) {
        Some(near) => finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?")),
        None => finding.help(words!(
            "viết Nghị định, Nghị quyết, Quyết định, Kế hoạch…",
            "write Nghị định, Nghị quyết, Quyết định, Kế hoạch…"
        )),
    }
}

/// The unit that issued a plan or document, which is its agency where none is given.
fn issuer(meta: &Meta, names: &AllNames, entry: &Entry, found: &mut Vec<Diagnostic>) -> Option<usize> {
    match meta {
        Meta::Plan(plan) => names.check_issuer(&plan.issuer, &entry.file, found),
        Meta::Document(document) => names.check_issuer(&document.issuer, &entry.file, found),
        _ => None,
    }
}
