//! One file of the site by its route, for the preview: gathered without the thousands of others.

use super::{
    File, Output, archive, article, document, event, feed, home, indicator, list, machines, numbers,
    open_data, page, plan, procedure, question, registry, search, statics,
};
use crate::{
    kind::Kind,
    route::Route,
    site::{EntryId, Site, routes},
    theme::Theme,
};

/// The file of a route; absent where the site has none.
pub fn find<'s>(site: &'s Site<'s>, theme: &'s Theme, route: &Route) -> Option<File<'s>> {
    let mut files = Vec::new();
    let path = route.as_str();
    let is_asked = |url: &str| path.strip_prefix(url) == Some("index.html");
    match entry_of(site, path) {
        Some((Kind::Article, id)) => files.extend(article::file(site, id)),
        Some((Kind::Document, id)) => document::pages_of(site, id, &mut files),
        Some((Kind::Plan, id)) => plan::pages_of(site, &[id], is_asked, &mut files),
        Some((Kind::Procedure, id)) => files.extend(procedure::page(site, id)),
        Some((Kind::Question, id)) => files.extend(question::page(site, id)),
        Some((Kind::Event, id)) => event::page(site, id, &mut files),
        Some((Kind::Indicator, id)) => indicator::page(site, id, &mut files),
        Some((Kind::Page, _)) => page::Pages.files(site, &mut files),
        None if path.starts_with("/sitemap") => files = super::files(site, theme),
        None => {
            if path.starts_with(routes::ARCHIVE) {
                archive::Archive::pages(site, is_asked, &mut files);
            }
            for it in outputs(site, path) {
                it.files(site, &mut files);
            }
            if machines::is_at(path) {
                machines::of_theme(site, theme, &mut files);
            }
            statics::files(theme, &mut files);
        }
    }
    let at = files.iter().position(|it| it.route == *route)?;
    Some(files.swap_remove(at))
}

/// The entry whose page, or whose numbered list, is at a path.
fn entry_of(site: &Site<'_>, path: &str) -> Option<(Kind, EntryId)> {
    let url = path.strip_suffix("index.html")?;
    let of_list = || url.rsplit_once("trang/").and_then(|(url, _)| site.graph.at(url));
    let id = site.graph.at(url).or_else(of_list)?;
    Some((site.entry(id).facts.kind(), id))
}

/// The outputs that may make a file at a path that is none of an entry.
fn outputs(site: &Site<'_>, path: &str) -> Vec<&'static dyn Output> {
    let below = |folder: &str| path.starts_with(folder);
    let mut all: Vec<&'static dyn Output> = Vec::new();
    if path == "/index.html" || path == "/404.html" {
        all.push(&home::Home);
    }
    if path.ends_with("/feed.xml") || path.ends_with("/feed.json") {
        all.push(&feed::Feeds);
    }
    if below(routes::SEARCH) {
        all.push(&search::Search);
    }
    if [routes::TOPICS, routes::UNITS, routes::AUTHORS].into_iter().any(below) {
        all.push(&registry::Registries);
    }
    if below("/du-lieu/") {
        all.push(&open_data::OpenData);
    }
    if below(routes::UNKNOWN) {
        all.push(&document::Documents);
    }
    if below(routes::SITE_MAP) || site.graph.redirects.iter().any(|it| it.0 == path) {
        all.push(&page::Pages);
    }
    if machines::is_at(path) {
        all.push(&machines::Machines);
    }
    if path.ends_with("/lich.ics") {
        all.push(&event::Events);
    }
    if path.ends_with("/du-lieu.csv") {
        all.push(&indicator::Indicators);
    }
    let is_list = |it: &crate::config::Section| {
        let rest = path.strip_prefix('/').and_then(|path| path.strip_prefix(it.folder.as_str()));
        let is_own = |rest: &str| rest == "/index.html" || rest.starts_with("/trang/");
        rest.is_some_and(|rest| {
            is_own(rest) || (matches!(it.kind, "document" | "procedure" | "event") && rest.starts_with('/'))
        })
    };
    if site.config.sections.iter().any(is_list) {
        all.extend([&list::Sections as &dyn Output, &numbers::Numbers]);
    }
    all
}
