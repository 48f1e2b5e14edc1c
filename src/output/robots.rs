//! `robots.txt` (RFC 9309).

use super::{File, Output, view::Text};
use crate::{route::Route, site::Site};

/// What robots read.
pub(super) struct Robots;

impl Output for Robots {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        let map = site.config.base.full("/sitemap.xml");
        let text = format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n");
        if let Ok(route) = Route::new("/robots.txt") {
            files.push(File { route, view: Box::new(Text { text: text.into() }), listing: None });
        }
    }
}
