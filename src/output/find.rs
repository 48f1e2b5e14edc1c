//! One file of the site by its route, for the preview: gathered without the thousands of others.

use super::{
    File, Output, archive, article, document, feed, home, list, numbers, open_data, page, plan, registry,
    search, statics,
};
use crate::{
    kind::Kind,
    route::Route,
    site::{Site, routes},
    theme::Theme,
};

/// The file of a route; absent where the site has none.
pub fn find<'s>(site: &'s Site<'s>, theme: &'s Theme, route: &Route) -> Option<File<'s>> {
    let mut files = Vec::new();
    let mut look = |gather: &dyn Fn(&mut Vec<File<'s>>)| {
        files.clear();
        gather(&mut files);
        let at = files.iter().position(|it| it.route == *route)?;
        Some(files.swap_remove(at))
    };
    entry(site, route, &mut look)
        .or_else(|| likely(site, route).into_iter().find_map(|it| look(&|files| it.files(site, files))))
        .or_else(|| look(&|files| statics::files(theme, files)))
        .or_else(|| look(&|files| files.extend(super::files(site, theme))))
}

/// Gathers some files and takes the wanted one out of them.
type Look<'l, 's> = &'l mut dyn FnMut(&dyn Fn(&mut Vec<File<'s>>)) -> Option<File<'s>>;

/// The page of an entry.
fn entry<'s>(site: &'s Site<'s>, route: &Route, look: Look<'_, 's>) -> Option<File<'s>> {
    let id = site.graph.at(route.as_str().strip_suffix("index.html")?)?;
    match site.entry(id).facts.kind() {
        Kind::Article => look(&|files| files.extend(article::file(site, id))),
        Kind::Document => look(&|files| document::pages_of(site, id, files)),
        Kind::Page => look(&|files| page::Pages.files(site, files)),
        Kind::Plan => look(&|files| plan::Plans.files(site, files)),
    }
}

/// The outputs that make files at such a place; not all that do.
fn likely(site: &Site<'_>, route: &Route) -> Vec<&'static dyn Output> {
    let path = route.as_str();
    let below = |folder: &str| path.starts_with(folder);
    if path == "/index.html" {
        vec![&home::Home]
    } else if path.ends_with("/feed.xml") || path.ends_with("/feed.json") {
        vec![&feed::Feeds]
    } else if below(routes::SEARCH) {
        vec![&search::Search]
    } else if below(routes::ARCHIVE) {
        vec![&archive::Archive]
    } else if [routes::TOPICS, routes::UNITS, routes::AUTHORS].into_iter().any(below) {
        vec![&registry::Registries]
    } else if path.starts_with("/du-lieu/") {
        vec![&open_data::OpenData]
    } else if site.config.sections.iter().any(|it| is_list(path, &it.folder)) {
        vec![&list::Sections, &numbers::Numbers]
    } else {
        Vec::new()
    }
}

/// Whether a path is that of a page of the list of a section.
fn is_list(path: &str, section: &str) -> bool {
    let rest = path.strip_prefix('/').and_then(|it| it.strip_prefix(section)).unwrap_or_default();
    rest == "/index.html" || rest.starts_with("/trang/")
}
