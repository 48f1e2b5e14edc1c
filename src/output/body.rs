//! The HTML of a body: its holes filled with what other entries decide. It never goes through a template: the template prints
//! a placeholder, and the text takes its place in the finished page.

use std::hash::{Hash, Hasher};

use memchr::memmem;

use super::Rendered;
use crate::{
    config::BaseUrl,
    site::{
        EntryId, Site,
        card::srcset,
        legal_index::CiteLink,
        links::{Target, Targets, encode},
    },
    source::{Entry, Facts, markdown::Hole},
    stamp::Fp,
    text::escape,
};

/// What stands for the text of an entry while its template is filled: templates can print it, and nothing else.
const PLACEHOLDER: &str = "\u{f4b7}bantin:content\u{f4b7}";

/// How wide a picture of the text is shown, at most as wide as a line.
const SIZES: &str = "(min-width: 46rem) 42rem, 100vw";

/// The text of an entry, and what fills its holes.
#[derive(Clone, Copy)]
pub struct Prose<'s> {
    /// Whose text it is: links and pictures are there as typed.
    pub entry: &'s Entry,
    /// Where they lead.
    pub targets: &'s Targets,
    /// Where its citations lead.
    pub cites: &'s [Option<CiteLink>],
    /// Of all that the page shows besides the text itself.
    shell: Fp,
}

impl Hash for Prose<'_> {
    /// The text itself is no part of the key of a view: see [`Prose::fp`].
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.shell.hash(state);
    }
}

impl<'s> Prose<'s> {
    /// That of an entry of the site.
    pub(super) fn of(site: &Site<'s>, id: EntryId) -> Self {
        let (entry, graph) = (site.entry(id), site.graph);
        let (targets, cites) = (&graph.targets[id.0], &graph.legal.cite_links[id.0]);
        let shell = Fp::of(&(entry.facts.fp(), targets.fp(), cites.fp()));
        Self { entry, targets, cites, shell }
    }

    /// The text of an entry by itself, for a page of which nothing else has changed.
    pub fn alone(entry: &'s Entry, targets: &'s Targets, cites: &'s [Option<CiteLink>]) -> Self {
        Self { entry, targets, cites, shell: Fp::NONE }
    }

    /// The facts of the entry.
    pub(super) fn facts(&self) -> &'s Facts {
        &self.entry.facts
    }

    /// Fingerprint of the text.
    pub fn fp(&self) -> Fp {
        self.entry.body.fp()
    }

    /// Whether the page needs the colours of code.
    pub(super) fn has_code(&self) -> bool {
        self.entry.facts.has_code
    }

    /// What templates print where the text comes; empty where there is none.
    pub(super) fn placeholder(&self) -> &'static str {
        if self.entry.facts.has_prose { PLACEHOLDER } else { "" }
    }

    /// Puts the text into a page, wherever its template printed it.
    pub(super) fn put_into(&self, page: Vec<u8>, base: &BaseUrl) -> Rendered {
        let mut places = memmem::find_iter(&page, PLACEHOLDER).peekable();
        if !self.entry.facts.has_prose || places.peek().is_none() {
            drop(places);
            return page.into();
        }
        let text = self.html(base);
        let mut bytes = Vec::with_capacity(page.len() + text.len());
        let (mut done, mut shown) = (0, Vec::new());
        for at in places {
            bytes.extend_from_slice(&page[done..at]);
            shown.push(bytes.len()..bytes.len() + text.len());
            bytes.extend_from_slice(text.as_bytes());
            done = at + PLACEHOLDER.len();
        }
        bytes.extend_from_slice(&page[done..]);
        let content = if let [one] = &shown[..] { Some(one.clone()) } else { None };
        Rendered { bytes, content }
    }

    /// The finished HTML.
    pub fn html(&self, base: &BaseUrl) -> String {
        self.entry.body.open().to_html(|hole, out| match hole {
            Hole::LinkStart(at) => self.link(at, base, out),
            Hole::LinkEnd(at) => {
                if matches!(self.targets.links.get(at), Some(Target::Inside(_))) {
                    out.push_str("</a>");
                }
            }
            Hole::Image(at) => self.image(at, base, out),
            Hole::CiteStart(at) => {
                if let Some(Some(link)) = self.cites.get(at) {
                    out.push_str("<a class=\"cite\" href=\"");
                    escape::html(&base.path_of(&link.url), out);
                    if let Some(title) = &link.title {
                        out.push_str("\" title=\"");
                        escape::html(title, out);
                    }
                    out.push_str("\">");
                }
            }
            Hole::CiteEnd(at) => {
                if matches!(self.cites.get(at), Some(Some(_))) {
                    out.push_str("</a>");
                }
            }
        })
    }

    fn link(&self, at: usize, base: &BaseUrl, out: &mut String) {
        let Some(Target::Inside(url)) = self.targets.links.get(at) else { return };
        out.push_str("<a href=\"");
        if url.starts_with('#') {
            escape::html(url, out);
        } else {
            escape::html(&base.path_of(url), out);
        }
        if let Some(title) = self.facts().links.get(at).and_then(|it| it.value.title.as_deref()) {
            out.push_str("\" title=\"");
            escape::html(title, out);
        }
        out.push_str("\">");
    }

    fn image(&self, at: usize, base: &BaseUrl, out: &mut String) {
        let Some(Some(file)) = self.targets.images.get(at) else { return };
        let srcset = srcset(&file.choices, base);
        if let Some(srcset) = &srcset {
            out.push_str("<picture><source type=\"image/webp\" srcset=\"");
            escape::html(srcset, out);
            out.push_str(&format!("\" sizes=\"{SIZES}\">"));
        }
        out.push_str("<img src=\"");
        escape::html(&base.path_of(&encode(&file.url)), out);
        out.push_str("\" alt=\"");
        if let Some(image) = self.facts().images.get(at) {
            escape::html(&image.value.alt, out);
        }
        out.push('"');
        if let Some((width, height)) = file.dims {
            out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
        if srcset.is_some() {
            out.push_str("</picture>");
        }
    }
}
