//! The site map: an index, and parts by month and by register year, so that an old part stands as it is (sitemaps.org 0.9).

use std::{collections::BTreeMap, sync::Arc};

use super::{File, Listing, Render, Rendered, View};
use crate::{diag::Diagnostic, route::Route, site::Site, stamp::Fp, text::escape};

/// Most addresses in a part (sitemaps.org).
const MOST: usize = 50_000;

struct PartView {
    lines: Vec<Arc<Listing>>,
    base: crate::config::BaseUrl,
}

impl View for PartView {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(&(&self.lines, &self.base))
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("lines", self.key());
    }

    fn render(&self, _cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for line in &self.lines {
            xml.push_str("<url><loc>");
            escape::html(&self.base.full(&line.url), &mut xml);
            xml.push_str("</loc>");
            if let Some(changed) = &line.changed {
                xml.push_str(&format!("<lastmod>{changed}</lastmod>"));
            }
            xml.push_str("</url>\n");
        }
        xml.push_str("</urlset>\n");
        Ok(xml.into_bytes().into())
    }
}

struct IndexView {
    parts: Vec<String>,
}

impl View for IndexView {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(&self.parts)
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("parts", self.key());
    }

    fn render(&self, _cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for part in &self.parts {
            xml.push_str("<sitemap><loc>");
            escape::html(part, &mut xml);
            xml.push_str("</loc></sitemap>\n");
        }
        xml.push_str("</sitemapindex>\n");
        Ok(xml.into_bytes().into())
    }
}

/// Adds the site map of the pages in `files`.
pub(super) fn files<'s>(site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
    let mut parts: BTreeMap<String, Vec<Arc<Listing>>> = BTreeMap::new();
    for listing in files.iter().filter_map(|it| it.listing.as_ref()) {
        match parts.get_mut(&listing.part) {
            Some(part) => part.push(Arc::clone(listing)),
            None => _ = parts.insert(listing.part.clone(), vec![Arc::clone(listing)]),
        }
    }
    let mut urls = Vec::new();
    for (name, mut lines) in parts {
        lines.sort_by(|a, b| a.url.cmp(&b.url));
        for (at, lines) in lines.chunks(MOST).enumerate() {
            let suffix = if at == 0 { String::new() } else { format!("-{}", at + 1) };
            let path = format!("/sitemap/{name}{suffix}.xml");
            let Ok(route) = Route::new(&path) else { continue };
            urls.push(site.config.base.full(&path));
            let view = PartView { lines: lines.to_vec(), base: site.config.base.clone() };
            files.push(File { route, view: Box::new(view), listing: None });
        }
    }
    if let Ok(route) = Route::new("/sitemap.xml") {
        files.push(File { route, view: Box::new(IndexView { parts: urls }), listing: None });
    }
}
