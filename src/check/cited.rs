//! An entry as lints look at it: its references to legal documents, in running text and in front matter.

use std::{borrow::Cow, cell::OnceCell, collections::BTreeSet};

use jiff::civil::Date;

use super::{
    legal_title::{Difference, Titles},
    number::{self as numbers, Slip},
};
use crate::{
    diag::{At, Diagnostic, Pos},
    kind::{Meta, common::LegalUse},
    legal::{Citation, Note, Reference, RegisterEntry, Repair, Target, number, parse_reference},
    site::{EntryId, Site},
    source::{Entry, markdown::Cite},
};

/// An entry, with what lints ask of it more than once.
pub(super) struct Subject<'s> {
    pub(super) site: &'s Site<'s>,
    pub(super) id: EntryId,
    pub(super) entry: &'s Entry,
    /// The references in front matter: those of an article, what a plan carries out, the relations of a document.
    front: Vec<Cited<'s>>,
    /// The references in running text.
    text: Vec<Cited<'s>>,
    titles: &'s Titles<'s>,
    slips: OnceCell<Vec<(At<&'s str>, Slip)>>,
}

/// A reference, with what it means.
pub(super) struct Cited<'s> {
    entry: &'s Entry,
    /// Where it stands in its file.
    pub(super) pos: Pos,
    /// As written.
    pub(super) written: &'s str,
    /// What was found in running text; absent in front matter.
    pub(super) cite: Option<&'s Cite>,
    /// What was read in it; absent where the front matter has an id of the register.
    pub(super) citation: Option<Cow<'s, Citation>>,
    /// Place of the document in the register.
    pub(super) target: Option<usize>,
    /// The documents that fit, where there are several.
    pub(super) several: &'s [usize],
    /// Remarks of the resolver.
    pub(super) notes: &'s [Note],
    key: OnceCell<Key>,
    difference: OnceCell<Option<(Difference, &'s str)>>,
}

impl Cited<'_> {
    /// What was read in it; absent where the front matter has an id of the register.
    pub(super) fn citation(&self) -> Option<&Citation> {
        self.citation.as_deref()
    }

    /// The finding, at this place.
    pub(super) fn says(&self, finding: Diagnostic) -> Diagnostic {
        finding.at(&self.entry.file, self.pos)
    }

    /// Whether something had to be repaired to read it.
    pub(super) fn has(&self, repair: Repair) -> bool {
        self.citation().is_some_and(|it| it.repairs.contains(&repair))
    }

    /// What two mentions of one document share.
    fn key(&self) -> &Key {
        self.key.get_or_init(|| self.make_key())
    }

    fn make_key(&self) -> Key {
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

impl<'s> Subject<'s> {
    pub(super) fn new(site: &'s Site<'s>, id: EntryId, titles: &'s Titles<'s>) -> Self {
        let entry = site.entry(id);
        let legal = &site.graph.legal;
        let text = entry.facts.cites.iter().zip(legal.resolutions(id)).map(|(cite, resolution)| Cited {
            entry,
            pos: cite.pos,
            written: &cite.value.text,
            cite: Some(&cite.value),
            citation: Some(Cow::Borrowed(&cite.value.citation)),
            target: resolution.one(),
            several: match &resolution.target {
                Target::Ambiguous(several) => several,
                _ => &[],
            },
            notes: &resolution.notes,
            key: OnceCell::new(),
            difference: OnceCell::new(),
        });
        let front = uses(entry).into_iter().zip(legal.references(id)).map(|(used, reference)| Cited {
            entry,
            pos: used.written.pos,
            written: &used.written.value,
            cite: None,
            citation: match parse_reference(&used.written.value) {
                Reference::Cited(it) => Some(Cow::Owned(it)),
                Reference::Id(_) => None,
            },
            target: reference.target,
            several: &[],
            notes: &reference.notes,
            key: OnceCell::new(),
            difference: OnceCell::new(),
        });
        let (front, text) = (front.collect(), text.collect());
        Self { site, id, entry, front, text, titles, slips: OnceCell::new() }
    }

    /// The references in running text.
    pub(super) fn in_text(&self) -> impl Iterator<Item = &Cited<'s>> {
        self.text.iter()
    }

    /// All references, those of the front matter first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Cited<'s>> {
        self.front.iter().chain(&self.text)
    }

    /// Whether it is an article.
    pub(super) fn is_article(&self) -> bool {
        matches!(self.entry.facts.meta, Meta::Article(_))
    }

    /// The references in running text, of an article alone.
    pub(super) fn in_article(&self) -> impl Iterator<Item = &Cited<'s>> {
        self.text.iter().filter(|_| self.is_article())
    }

    /// Its numbers that can be corrected, each with where it was written.
    pub(super) fn slips(&self) -> &[(At<&'s str>, Slip)] {
        self.slips.get_or_init(|| {
            let texts = numbers::texts(self.entry, |it| !it.repairs.is_empty());
            // What was read as it was written needs no correction.
            let read = |it: &str| self.front.iter().any(|cited| cited.written == it && cited.is_official());
            let texts = texts.into_iter().filter(|it| !read(it.value));
            texts.filter_map(|it| Some((At::new(it.value, it.pos), numbers::slip(it.value)?))).collect()
        })
    }

    /// How the subject after a citation differs from that of the register, and the subject in the register.
    pub(super) fn difference(&self, it: &Cited<'s>) -> Option<(Difference, &'s str)> {
        *it.difference.get_or_init(|| self.titles.difference(it.target?, it.cite?.tail.as_str()))
    }
}

impl Cited<'_> {
    /// Whether it is a number and nothing else, in official form.
    fn is_official(&self) -> bool {
        let read = |it: &Citation| it.repairs.is_empty() && it.number.as_deref() == Some(self.written);
        self.citation().is_some_and(read)
    }
}

/// The legal references of the front matter, as typed.
pub(super) fn uses(entry: &Entry) -> Vec<&LegalUse> {
    entry.facts.meta.uses()
}

/// Of the mentions of one document in one entry, only the first.
pub(super) fn once<'a, 's: 'a>(
    all: impl Iterator<Item = &'a Cited<'s>>,
) -> impl Iterator<Item = &'a Cited<'s>> {
    let mut seen: BTreeSet<&'a Key> = BTreeSet::new();
    all.filter(move |it| seen.insert(it.key()))
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
