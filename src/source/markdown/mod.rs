//! Markdown → [`Body`]: CommonMark, tables, footnotes, definition lists, alerts, official outlines, citations.

pub mod code;
mod abbreviations;
mod cites;
mod collect;
mod events;
mod headings;
mod html;
mod inline;
mod links;
mod notes;
mod out;
pub mod outline;
mod pen;
mod raw;
pub mod traps;

use std::{ops::Range, sync::Arc};

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Parser};

pub use abbreviations::Abbreviations;

use crate::{
    diag::{At, Diagnostic, Lines},
    legal::Scanner,
    words,
};

/// The prose of an entry, ready to be shown but for what other entries decide.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Body {
    /// HTML without what fills its holes.
    pub html: String,
    /// The holes in order, each with the byte of the HTML before which it is.
    pub holes: Vec<(usize, Hole)>,
    /// Plain text, blocks divided by blank lines.
    pub text: String,
}

/// A hole in the HTML of a body. Numbers count in the lists of [`Parsed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hole {
    /// Where the link of that number begins: `<a href="…">`, or nothing where it leads nowhere.
    LinkStart(usize),
    /// Where it ends.
    LinkEnd(usize),
    /// The picture of that number, as `<img>`.
    Image(usize),
    /// Where the citation of that number begins; a citation inside a link has no holes.
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

/// What the reading of a body depends on.
pub struct Options<'a> {
    /// Raw HTML.
    pub html: HtmlPolicy,
    /// Abbreviations.
    pub abbreviations: &'a Abbreviations,
    /// Finds citations.
    pub scanner: &'a Scanner,
    /// The file, for findings.
    pub file: &'a Arc<str>,
    /// Its lines.
    pub lines: &'a Lines<'a>,
    /// Byte of the file at which the Markdown begins.
    pub base: usize,
    /// Whether it is the text of a legal document, whose headings are provisions: `Điều 5` has the id `dieu-5`.
    pub is_legal: bool,
}

/// A body with what the rest of the site may know of it.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The prose.
    pub body: Body,
    /// Whether a block of code was coloured, so that the page needs the colours.
    pub has_code: bool,
    /// Headings in order.
    pub outline: Vec<Heading>,
    /// Links inside the site.
    pub links: Vec<At<Link>>,
    /// Pictures.
    pub images: Vec<At<Image>>,
    /// Citations, with the sentence around each.
    pub cites: Vec<At<Cite>>,
    /// Where each of them stands in the Markdown, in bytes.
    pub spans: Vec<Range<usize>>,
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
    /// The words after them that belong to it: date, issuer, subject.
    pub tail: String,
    /// Whether the author marked it: `[[468/QĐ-TTg@2021]]`.
    pub forced: bool,
}

impl Body {
    /// The HTML with its holes filled by `fill`; what stands between the start and the end of a link stays.
    pub fn to_html(&self, mut fill: impl FnMut(Hole, &mut String)) -> String {
        let mut html = String::with_capacity(self.html.len() + self.holes.len() * 64);
        let mut done = 0;
        for (at, hole) in &self.holes {
            html.push_str(&self.html[done..*at]);
            fill(*hole, &mut html);
            done = *at;
        }
        html.push_str(&self.html[done..]);
        html
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }
}

impl Parsed {
    /// With room for that many bytes of text.
    fn with_capacity(n_bytes: usize) -> Self {
        let body = Body { text: String::with_capacity(n_bytes), ..Body::default() };
        Self { body, ..Self::default() }
    }

    /// Takes the HTML; what is kept needs no room to grow.
    fn settle(&mut self, out: out::Out) {
        (self.body.html, self.body.holes) = out.finish();
        self.outline.shrink_to_fit();
        self.links.shrink_to_fit();
        self.images.shrink_to_fit();
        self.cites.shrink_to_fit();
    }
}

/// Reads Markdown. Total: every text gives a body.
///
/// Blocks are read by pulldown-cmark, after a pass that gives official outlines the indents they lack (`outline`).
pub fn parse(markdown: &str, options: &Options<'_>) -> Parsed {
    let outline = outline::Outline::read(markdown);
    let mut parsed = read(&outline, options).unwrap_or_else(|| {
        // An item stood inside of something that is no list: then the text is read as it is.
        read(&outline::Outline::none(markdown), options).unwrap_or_default()
    });
    for it in &outline.stuck {
        let pos = options.lines.pos(options.base + it.start..options.base + it.end);
        let item = &markdown[it.clone()];
        let message = words!(
            "mục {item} dính vào dòng của mục trước",
            "item {item} is stuck in the line of the one before"
        );
        let help = words!("xuống dòng trước {item}", "begin a new line before {item}");
        let found = Diagnostic::warning("markdown-stuck-item", message).at(options.file, pos).help(help);
        parsed.diagnostics.push(found);
    }
    parsed.diagnostics.sort_by_key(|it| it.place.as_ref().map(|it| it.pos));
    parsed
}

fn read<'e>(outline: &'e outline::Outline<'e>, options: &Options<'_>) -> Option<Parsed> {
    let mut undefined = Vec::new();
    let mut writer = events::Writer::new(outline, options);
    let mut broken = |link: BrokenLink<'e>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((link.span, link.reference.into_string()));
        }
        None
    };
    for (event, range) in parser(outline.text.as_ref(), Some(&mut broken)) {
        writer.event(event, range);
    }
    for (range, label) in undefined {
        writer.undefined(range, &label);
    }
    writer.finish()
}

/// What answers for references without a definition.
type Broken<'c, 't> = &'c mut dyn FnMut(BrokenLink<'t>) -> Option<(CowStr<'t>, CowStr<'t>)>;

/// The parser with all our extensions.
fn parser<'c, 't: 'c>(
    text: &'t str,
    broken: Option<Broken<'c, 't>>,
) -> impl Iterator<Item = (pulldown_cmark::Event<'t>, Range<usize>)> + use<'c, 't> {
    use pulldown_cmark::Options as Extensions;
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_GFM
        | Extensions::ENABLE_WIKILINKS;
    Parser::new_with_broken_link_callback(text, extensions, broken).into_offset_iter()
}

#[cfg(test)]
mod tests;
