//! Markdown → [`Body`]: CommonMark, tables, footnotes, definition lists, alerts, official outlines, citations.

use std::sync::Arc;

use crate::{
    diag::{At, Diagnostic, Lines},
    legal::Lexicon,
};

/// The prose of an entry, ready to be shown but for what other entries decide.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Body {
    /// HTML in pieces, with holes between them.
    pub html: Vec<Piece>,
    /// Plain text, blocks divided by blank lines.
    pub text: String,
    /// Words of the text.
    pub words: usize,
    /// Whether a block of code was coloured, so that the page needs the colours.
    pub has_code: bool,
}

/// A piece of the HTML of a body. Numbers count in the lists of [`Parsed`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// HTML as it is.
    Html(String),
    /// Where the link of that number begins: `<a href="…">`, or nothing where it leads nowhere.
    LinkStart(usize),
    /// Where it ends.
    LinkEnd(usize),
    /// The picture of that number, as `<img>`.
    Image(usize),
    /// Where the citation of that number begins; a citation inside a link or a heading has no pieces.
    CiteStart(usize),
    /// Where it ends.
    CiteEnd(usize),
}

/// A heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 2 to 6: the title of the page is the only heading of level 1.
    pub level: u8,
    /// Unique in the page.
    pub id: String,
    /// Plain text.
    pub text: String,
}

/// A link inside the site. Links to other sites are finished HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Link {
    /// As typed: `../ke-hoach/a.md#muc-1`, `/tin-tuc/`.
    pub target: String,
    /// Title attribute.
    pub title: Option<String>,
}

/// A picture in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Image {
    /// As typed.
    pub src: String,
    /// What it shows.
    pub alt: String,
}

/// What becomes of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlPolicy {
    /// Shown as text, with a finding.
    Escape,
    /// An allow-list of tags goes through.
    Safe,
}

/// Abbreviations that are explained where they first stand.
#[derive(Debug, Default)]
pub struct Abbreviations;

impl Abbreviations {
    /// Pairs of short and full.
    pub fn new(_pairs: Vec<(String, String)>) -> Self {
        Self
    }
}

/// What the reading of a body depends on.
pub struct Options<'a> {
    /// Raw HTML.
    pub html: HtmlPolicy,
    /// Abbreviations.
    pub abbreviations: &'a Abbreviations,
    /// Names of documents, for citations.
    pub lexicon: &'a Lexicon,
    /// The file, for findings.
    pub file: &'a Arc<str>,
    /// Its lines.
    pub lines: &'a Lines<'a>,
    /// Byte of the file at which the Markdown begins.
    pub base: usize,
}

/// A body with what the rest of the site may know of it.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The prose.
    pub body: Body,
    /// Headings in order.
    pub outline: Vec<Heading>,
    /// Links inside the site.
    pub links: Vec<At<Link>>,
    /// Pictures.
    pub images: Vec<At<Image>>,
    /// Citations, with the sentence around each.
    pub cites: Vec<At<Cite>>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// A citation in a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cite {
    /// What was recognised; its spans count in the flattened text of its block and mean nothing outside of it.
    pub citation: crate::legal::Citation,
    /// The citing sentence, in plain text.
    pub sentence: String,
    /// The words of the citation as written.
    pub text: String,
}

/// Reads Markdown.
pub fn parse(_markdown: &str, _options: &Options<'_>) -> Parsed {
    Parsed::default()
}
