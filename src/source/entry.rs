//! A file that was read: [`Entry`] = [`Facts`] + [`Prose`].

use std::sync::Arc;

use super::{
    markdown::{Cite, Heading, Image, Link},
    prose::Prose,
};
use crate::{
    diag::{At, Diagnostic},
    kind::{Common, Kind, Meta},
    stamp::{Fp, Stamped},
};

/// One page of content, complete when parsed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file, relative to the root, with `/`: `content/tin-tuc/a.md`.
    pub file: Arc<str>,
    /// Line of the row, for an entry from a table.
    pub row: Option<u32>,
    /// Whether it is a draft only because it cannot be read when it may be shown.
    pub is_held: bool,
    /// What the rest of the site may know.
    pub facts: Stamped<Facts>,
    /// The prose.
    pub body: Prose,
    /// The [notable words](crate::text::notable) of the prose, by which a search finds an old page.
    pub notable: Stamped<String>,
    /// Of where the facts stand in the file, which is no part of them: findings point there.
    pub places: Fp,
    /// What was wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// All that the rest of the site may know of an entry. Never the prose: an edit of the prose leaves it equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
pub struct Facts {
    /// Path below `content/` without extension: `tin-tuc/2025/06/mot-cua`; the section's folder for a row.
    pub path: String,
    /// Whether it is a row of a table, whose address comes from its number.
    pub is_row: bool,
    /// Folder of its section; absent outside of sections.
    pub section: Option<String>,
    /// The common fields.
    pub common: Common,
    /// The fields of its kind.
    pub meta: Meta,
    /// Headings.
    pub outline: Vec<Heading>,
    /// Links inside the site.
    pub links: Vec<At<Link>>,
    /// Pictures in the text.
    pub images: Vec<At<Image>>,
    /// Citations of legal documents in the text.
    pub cites: Vec<At<Cite>>,
    /// First sentences of the text, where there is no summary.
    pub excerpt: String,
    /// Whether the text has more than [`LONG`](super::parse::LONG) words, and no closer count: small edits change no fact.
    pub is_long: bool,
    /// Whether there is any text.
    pub has_prose: bool,
    /// Whether a block of code is coloured, so that the page needs the colours.
    pub has_code: bool,
}

impl Facts {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.meta.kind()
    }
}
