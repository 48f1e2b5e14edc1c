//! The references to legal documents that lints look at: those of running text and those of front matter.

use std::{borrow::Cow, collections::BTreeSet};

use jiff::civil::Date;

use crate::{
    diag::{Diagnostic, Pos},
    kind::{Meta, common::LegalUse},
    legal::{Citation, Note, Reference, RegisterEntry, Repair, Target, number, parse_reference},
    site::{EntryId, Site},
    source::{Entry, markdown::Cite},
};

/// A reference, with what it means.
pub(super) struct Cited<'s> {
    pub(super) by: EntryId,
    pub(super) entry: &'s Entry,
    /// Where it stands in its file.
    pub(super) pos: Pos,
    /// As written.
    pub(super) written: &'s str,
    /// What was found in running text; absent in front matter.
    pub(super) cite: Option<&'s Cite>,
    /// Place of the document in the register.
    pub(super) target: Option<usize>,
    /// The documents that fit, where there are several.
    pub(super) several: &'s [usize],
    /// Remarks of the resolver.
    pub(super) notes: &'s [Note],
}

impl<'s> Cited<'s> {
    /// What was read in it; absent where the front matter has an id of the register.
    pub(super) fn citation(&self) -> Option<Cow<'s, Citation>> {
        if let Some(cite) = self.cite {
            return Some(Cow::Borrowed(&cite.citation));
        }
        match parse_reference(self.written) {
            Reference::Cited(it) => Some(Cow::Owned(it)),
            Reference::Id(_) => None,
        }
    }

    /// The finding, at this place.
    pub(super) fn says(&self, finding: Diagnostic) -> Diagnostic {
        finding.at(&self.entry.file, self.pos)
    }

    /// Whether something had to be repaired to read it.
    pub(super) fn has(&self, repair: Repair) -> bool {
        self.citation().is_some_and(|it| it.repairs.contains(&repair))
    }

    /// Whether it stands in an article.
    pub(super) fn in_article(&self) -> bool {
        matches!(self.entry.facts.meta, Meta::Article(_))
    }

    fn key(&self) -> Key {
        let written = || {
            let citation = self.citation()?;
            let number = citation.number.as_deref().map(number::key);
            number.or_else(|| citation.name.as_deref().map(crate::text::key))
        };
        match self.target {
            Some(target) => Key::Known(target),
            None => Key::Unknown(written().unwrap_or_else(|| self.written.to_owned())),
        }
    }
}

/// What two mentions of one document share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Place in the register.
    Known(usize),
    /// Number or name.
    Unknown(String),
}

/// The references in running text.
pub(super) fn in_text<'a>(site: &'a Site) -> impl Iterator<Item = Cited<'a>> {
    site.ids().flat_map(move |by| {
        let entry = site.entry(by);
        let resolved = &site.graph.legal.resolutions[by.0];
        entry.facts.cites.iter().zip(resolved).map(move |(cite, resolution)| Cited {
            by,
            entry,
            pos: cite.pos,
            written: &cite.value.text,
            cite: Some(&cite.value),
            target: resolution.one(),
            several: match &resolution.target {
                Target::Ambiguous(several) => several,
                _ => &[],
            },
            notes: &resolution.notes,
        })
    })
}

/// The references in front matter: those of articles, what plans carry out, the relations of documents.
fn in_front<'a>(site: &'a Site) -> impl Iterator<Item = Cited<'a>> {
    site.ids().flat_map(move |by| {
        let entry = site.entry(by);
        let legal = &site.graph.legal;
        uses(entry).into_iter().zip(&legal.references[by.0]).map(move |(used, reference)| Cited {
            by,
            entry,
            pos: used.written.pos,
            written: &used.written.value,
            cite: None,
            target: reference.target.and_then(|it| legal.place_of(it)),
            several: &[],
            notes: &reference.notes,
        })
    })
}

/// All references.
pub(super) fn all<'a>(site: &'a Site) -> impl Iterator<Item = Cited<'a>> {
    in_front(site).chain(in_text(site))
}

/// The legal references of the front matter, as typed.
pub(super) fn uses(entry: &Entry) -> Vec<&LegalUse> {
    match &entry.facts.meta {
        Meta::Article(it) => it.legal.iter().collect(),
        Meta::Plan(it) => it.implements.iter().collect(),
        Meta::Document(it) => it.relations.iter().map(|it| &it.target).collect(),
        Meta::Page(_) => Vec::new(),
    }
}

/// Of the mentions of one document in one entry, only the first.
pub(super) fn once<'a>(all: impl Iterator<Item = Cited<'a>>) -> impl Iterator<Item = Cited<'a>> {
    let mut seen = BTreeSet::new();
    all.filter(move |it| seen.insert((it.by, it.key())))
}

/// The document at a place of the register.
pub(super) fn document<'a>(site: &'a Site, place: usize) -> &'a RegisterEntry {
    &site.graph.legal.register().entries()[place]
}

/// `Nghị quyết số 76/NQ-CP`
pub(super) fn name(site: &Site, place: usize) -> String {
    crate::legal::register::cite_apart(document(site, place))
}

/// `15/7/2021`
pub(super) fn day(date: Date) -> String {
    crate::text::date::format_short(date)
}
