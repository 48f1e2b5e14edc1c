//! References of the front matter and citations of running text, looked up in the register.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use jiff::civil::Date;

use super::{
    EntryId, Graph,
    citing::{Mention, Missing},
    legal_index::LegalRef,
    memo::Cx,
    names,
    own::Asker,
};
use crate::{
    diag::Diagnostic,
    kind::{Meta, common::LegalUse},
    legal::{self, Context, Note, Register, Resolution, Target, place::Place},
    source::Entry,
    text::{fold, near},
    words,
};

/// What an entry says of legal documents, and what it means.
#[derive(Debug)]
pub(super) struct Reading {
    /// References of the front matter.
    pub(super) references: Vec<LegalRef>,
    /// What the citations of the body mean.
    pub(super) resolutions: Vec<Resolution>,
    /// The documents that an article refers to.
    pub(super) mentions: Vec<Mention>,
    /// Those that the register lacks.
    pub(super) missing: Vec<Missing>,
    /// Places in the register of all documents that it has to do with, in order.
    pub(super) documents: Box<[usize]>,
    /// References that lead nowhere.
    pub(super) found: Vec<Diagnostic>,
}

/// Places in the register of all documents that references and citations have to do with, in order.
fn documents(references: &[LegalRef], resolutions: &[Resolution]) -> Box<[usize]> {
    let mut all: Vec<usize> = references.iter().filter_map(|it| it.target).collect();
    for it in resolutions {
        match &it.target {
            Target::One(one) => all.push(*one),
            Target::Ambiguous(several) => all.extend(several),
            Target::Unknown => {}
        }
    }
    let of_references = references.iter().flat_map(|it| &it.notes);
    for it in of_references.chain(resolutions.iter().flat_map(|it| &it.notes)) {
        match it {
            Note::DateMismatch(it) | Note::Future(it) | Note::TypeMismatch(it) | Note::NotInForce(it) => {
                all.push(*it);
            }
            Note::OtherPlace(several) => all.extend(several),
            Note::MissingPlace | Note::UnknownVersion => {}
        }
    }
    all.sort_unstable();
    all.dedup();
    all.into()
}

/// What looking up needs: the register, and where each entry stands.
pub(super) struct Joiner<'a> {
    register: &'a Arc<Register>,
    cx: &'a Cx<'a>,
    /// Where each unit of the registry sits; found when it is first asked for.
    places: Vec<OnceLock<Option<Place>>>,
}

impl<'a> Joiner<'a> {
    pub(super) fn new(register: &'a Arc<Register>, cx: &'a Cx<'a>) -> Self {
        let units = &cx.asker.sources.registries.units;
        Self { register, cx, places: units.iter().map(|_| OnceLock::new()).collect() }
    }

    /// Where a unit sits; the site's own place where there is none or its name does not tell.
    fn place(&self, unit: Option<usize>) -> Option<Place> {
        let Asker { sources, names, home, .. } = self.cx.asker;
        let find = |unit: usize| {
            let own = sources.registries.units[unit].name.clone();
            let above = names::places_above(&sources.registries, names, unit);
            let whole: Vec<String> = std::iter::once(own).chain(above).collect();
            legal::place::find(&whole.join(", "))
        };
        let of_unit = unit.and_then(|it| self.places[it].get_or_init(|| find(it)).clone());
        of_unit.or_else(|| home.clone())
    }

    /// What every entry says of the documents of the register; `known` is that of the graph before.
    pub(super) fn readings(&self, known: Option<&Arc<Register>>) -> Vec<Arc<Reading>> {
        let is_known = known.is_some_and(|it| Arc::ptr_eq(it, self.register));
        let decides_alike = is_known || known.is_some_and(|it| self.register.decides_like(it));
        // What is reported names documents by their titles.
        let holds = |_: usize, old: usize| {
            let is_quiet = |it: &Graph| it.legal.reading(EntryId(old)).found.is_empty();
            is_known || (decides_alike && self.cx.before.is_some_and(is_quiet))
        };
        self.cx.each(|it| it.legal.readings(), holds, |at| self.read(at))
    }

    fn read(&self, at: usize) -> Reading {
        let entry = self.cx.entries[at];
        let mut found = Vec::new();
        let is_silent = entry.facts.cites.is_empty() && !has_references(entry);
        let context = if is_silent { Context::default() } else { self.context(at) };
        let resolutions =
            self.register.resolve_all(entry.facts.cites.iter().map(|it| &it.value.citation), &context);
        let references = self.references(at, context, &mut found);
        let documents = documents(&references, &resolutions);
        let (mentions, missing) = (Vec::new(), Vec::new());
        let mut reading = Reading { references, resolutions, mentions, missing, documents, found };
        reading.mentions = reading.mentions_of(entry);
        reading.missing = reading.missing_of(entry);
        reading
    }

    /// Where an entry stands in time and place, which decides what its citations mean.
    fn context(&self, at: usize) -> Context {
        let node = &self.cx.nodes[at];
        let place = self.place(node.agency);
        let itself = match &self.cx.entries[at].facts.meta {
            Meta::Article(article) => match article.plans.as_slice() {
                [one] => Some(one.id.value.clone()),
                _ => None,
            },
            Meta::Plan(_) | Meta::Document(_) => Some(node.id.clone()),
            _ => None,
        };
        let overrides = match &self.cx.entries[at].facts.meta {
            Meta::Article(article) => article.legal_overrides.iter().cloned().collect(),
            _ => BTreeMap::new(),
        };
        Context { date: node.day, place, itself, overrides }
    }

    /// The references of the front matter of an entry; those that lead nowhere are reported.
    fn references(&self, at: usize, context: Context, found: &mut Vec<Diagnostic>) -> Vec<LegalRef> {
        match &self.cx.entries[at].facts.meta {
            Meta::Plan(plan) => plan
                .implements
                .iter()
                .map(|it| self.reference(at, it, "implements", None, &context, found))
                .collect(),
            Meta::Document(document) => {
                // A relation speaks of documents at any time, so the date of this one decides nothing.
                let context = Context { date: None, ..context };
                let relations = document.relations.iter();
                relations
                    .map(|it| {
                        self.reference(
                            at,
                            &it.target,
                            it.kind,
                            it.from.as_ref().map(|it| it.value.date),
                            &context,
                            found,
                        )
                    })
                    .collect()
            }
            other => {
                other.uses().iter().map(|it| self.reference(at, it, it.role, None, &context, found)).collect()
            }
        }
    }

    fn reference(
        &self,
        at: usize,
        used: &LegalUse,
        role: &'static str,
        from: Option<Date>,
        context: &Context,
        found: &mut Vec<Diagnostic>,
    ) -> LegalRef {
        let resolution = self.register.look_up(&used.written.value, context);
        if resolution.one().is_none() {
            self.unresolved(at, used, &resolution, found);
        }
        LegalRef {
            target: resolution.one(),
            role,
            provision: used.provision.clone(),
            written: used.written.value.clone(),
            from,
            notes: resolution.notes,
        }
    }

    fn unresolved(&self, at: usize, used: &LegalUse, resolution: &Resolution, found: &mut Vec<Diagnostic>) {
        let written = &used.written.value;
        let entries = self.register.entries();
        let elsewhere = resolution.notes.iter().find_map(|it| match it {
            Note::OtherPlace(several) => Some(several.clone()),
            Note::MissingPlace => Some(self.same_number(written)),
            _ => None,
        });
        let several = match (&resolution.target, &elsewhere) {
            (Target::One(_), _) => return,
            (Target::Ambiguous(several), _) => Some(several),
            (Target::Unknown, elsewhere) => {
                elsewhere.as_ref().filter(|it| it.len() > 1 && resolution.notes.contains(&Note::MissingPlace))
            }
        };
        let finding = match several {
            Some(several) => {
                let list: Vec<String> = several
                    .iter()
                    .map(|it| format!("{} ({})", entries[*it].id, legal::register::cite(&entries[*it])))
                    .collect();
                let list = list.join("; ");
                Diagnostic::error(
                    "legal-ambiguous",
                    words!("\"{written}\" có thể là nhiều văn bản", "\"{written}\" may be several documents"),
                )
                .help(words!(
                    "ghi rõ cơ quan ban hành và ngày, hoặc dùng mã: {list}",
                    "give issuer and date, or an id: {list}"
                ))
            }
            None => {
                let is_relation = matches!(self.cx.entries[at].facts.meta, Meta::Document(_));
                let finding = Diagnostic::error(
                    if is_relation { "legal-dangling-relation" } else { "unknown-document" },
                    words!("danh mục văn bản không có \"{written}\"", "the register has no \"{written}\""),
                );
                match elsewhere.as_ref().and_then(|it| it.first()).map(|it| &entries[*it]) {
                    Some(other) => {
                        let (id, issuer) = (&other.id, &other.issuer.name);
                        finding.help(words!(
                            "danh mục chỉ có văn bản cùng số của {issuer}; nếu đúng là văn bản đó, viết: {id}",
                            "the register has that number of {issuer} only; if that is meant, write: {id}"
                        ))
                    }
                    None => match self.nearest(written) {
                        Some(near) => {
                            finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?"))
                        }
                        None if self.is_number(written) => finding.help(words!(
                            "thêm văn bản bằng lệnh: bantin legal add \"{written}\"; hoặc sửa số, ký hiệu",
                            "add the document with: bantin legal add \"{written}\"; or correct its number"
                        )),
                        None => finding.help(words!(
                            "thêm văn bản vào content/van-ban/, hoặc sửa số, ký hiệu",
                            "add the document to content/van-ban/, or correct its number"
                        )),
                    },
                }
            }
        };
        found.push(finding.at(&self.cx.entries[at].file, used.written.pos));
    }

    /// The documents of the number that a reference gives, of whatever place.
    fn same_number(&self, written: &str) -> Vec<usize> {
        let number = number_of(written);
        number.map_or_else(Vec::new, |it| self.register.numbered(&it).to_vec())
    }

    /// Whether a reference gives a number, so that a document can be made of it.
    fn is_number(&self, written: &str) -> bool {
        number_of(written).is_some()
    }

    /// The document that was plausibly meant. Another number is another document: of numbers, only one slip counts, in
    /// the digits with the same symbol or in the symbol of the same digits.
    fn nearest(&self, written: &str) -> Option<&str> {
        let entries = self.register.entries();
        let Some(number) = number_of(written) else {
            let ids = entries.iter().map(|it| it.id.as_str());
            return near::nearest(written, entries.iter().filter_map(|it| it.number.as_deref()).chain(ids));
        };
        let (digits, symbol) = parts(&number);
        let known = entries.iter().filter_map(|it| it.number.as_deref());
        known.into_iter().find(|it| {
            let (other_digits, other_symbol) = parts(it);
            let (same_digits, same_symbol) = (digits == other_digits, symbol == other_symbol);
            (same_symbol && near::is_slip(&digits, &other_digits))
                || (same_digits && near::is_slip(&symbol, &other_symbol))
        })
    }
}

/// Whether its front matter can refer to documents.
fn has_references(entry: &Entry) -> bool {
    !entry.facts.meta.uses().is_empty()
}

/// The number that a reference gives.
fn number_of(written: &str) -> Option<String> {
    match legal::parse_reference(written) {
        legal::Reference::Cited(it) => it.number,
        legal::Reference::Id(_) => None,
    }
}

/// `61/2018/NĐ-CP` → `61/2018`, `nd-cp`.
fn parts(number: &str) -> (String, String) {
    let key = fold(number);
    let at = key.rfind('/').unwrap_or(0);
    (key[..at].to_owned(), key[at..].trim_start_matches('/').to_owned())
}
