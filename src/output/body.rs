//! The HTML of a body: its holes filled with what other entries decide.

use crate::{
    config::BaseUrl,
    site::{
        legal_index::CiteLink,
        links::{Target, Targets, encode},
    },
    source::{Facts, Prose, markdown::Hole},
    text::escape,
};

/// What fills the holes.
pub(super) struct Fill<'a> {
    /// Links and pictures as typed.
    pub facts: &'a Facts,
    /// Where they lead.
    pub targets: &'a Targets,
    /// Where citations lead.
    pub cites: &'a [Option<CiteLink>],
    /// Where the site is served.
    pub base: &'a BaseUrl,
}

/// The finished HTML.
pub(super) fn html(prose: &Prose, fill: &Fill<'_>) -> String {
    prose.open().to_html(|hole, out| match hole {
        Hole::LinkStart(at) => link(at, fill, out),
        Hole::LinkEnd(at) => {
            if matches!(fill.targets.links.get(at), Some(Target::Inside(_))) {
                out.push_str("</a>");
            }
        }
        Hole::Image(at) => image(at, fill, out),
        Hole::CiteStart(at) => {
            if let Some(Some(link)) = fill.cites.get(at) {
                out.push_str("<a class=\"cite\" href=\"");
                escape::html(&fill.base.path_of(&link.url), out);
                if let Some(title) = &link.title {
                    out.push_str("\" title=\"");
                    escape::html(title, out);
                }
                out.push_str("\">");
            }
        }
        Hole::CiteEnd(at) => {
            if matches!(fill.cites.get(at), Some(Some(_))) {
                out.push_str("</a>");
            }
        }
    })
}

fn link(at: usize, fill: &Fill<'_>, out: &mut String) {
    let Some(Target::Inside(url)) = fill.targets.links.get(at) else { return };
    out.push_str("<a href=\"");
    if url.starts_with('#') {
        escape::html(url, out);
    } else {
        escape::html(&fill.base.path_of(url), out);
    }
    if let Some(title) = fill.facts.links.get(at).and_then(|it| it.value.title.as_deref()) {
        out.push_str("\" title=\"");
        escape::html(title, out);
    }
    out.push_str("\">");
}

fn image(at: usize, fill: &Fill<'_>, out: &mut String) {
    let Some(Some(file)) = fill.targets.images.get(at) else { return };
    out.push_str("<img src=\"");
    escape::html(&fill.base.path_of(&encode(&file.url)), out);
    out.push_str("\" alt=\"");
    if let Some(image) = fill.facts.images.get(at) {
        escape::html(&image.value.alt, out);
    }
    out.push('"');
    if let Some((width, height)) = file.dims {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    out.push_str(" loading=\"lazy\" decoding=\"async\">");
}
