//! Addresses: where every entry stands, and that no two stand in one place.

use std::collections::{HashMap, hash_map::Entry as Slot};

use super::{archive, links::Map, own::Own};
use crate::{
    config::Config,
    diag::{Diagnostic, Pos},
    kind::Kind,
    route::{Route, RouteFault},
    source::{Entry, Facts},
    words,
};

/// Folders of generated lists.
pub const TOPICS: &str = "/chu-de/";
/// Units.
pub const UNITS: &str = "/co-quan/";
/// Authors.
pub const AUTHORS: &str = "/tac-gia/";
/// Articles by date.
pub const ARCHIVE: &str = "/luu-tru/";
/// The search.
pub const SEARCH: &str = "/tim-kiem/";
/// All sections, topics, units and pages.
pub const SITE_MAP: &str = "/so-do-trang/";
/// Documents that articles cite and the register lacks.
pub const UNKNOWN: &str = "/van-ban-chua-co/";
/// The register as data.
pub const DOCUMENTS_JSON: &str = "/du-lieu/van-ban.json";
/// The same as a table.
pub const DOCUMENTS_CSV: &str = "/du-lieu/van-ban.csv";
/// The parts of the citations as data.
pub const CITATIONS_JSON: &str = "/du-lieu/trich-dan.json";

/// The citations of the articles of a year.
pub fn citations_of(year: i16) -> String {
    format!("/du-lieu/trich-dan-{year}.json")
}

/// Whether what stands in a section of that kind decides which lists it has.
pub fn is_service(kind: Kind) -> bool {
    matches!(kind, Kind::Procedure | Kind::Question | Kind::Event | Kind::Indicator)
}

/// The documents by number, below the section `folder`.
pub fn numbers(folder: &str) -> String {
    format!("/{folder}/so/")
}

/// The address of an entry from a Markdown file: its path, the last part replaced by `slug`.
pub fn page_url(facts: &Facts) -> String {
    let path = &facts.path;
    let Some(slug) = &facts.common.slug else { return format!("/{path}/") };
    let slug = slug.value.trim_matches('/');
    match path.rsplit_once('/') {
        Some((folder, _)) => format!("/{folder}/{slug}/"),
        None => format!("/{slug}/"),
    }
}

/// Checks that an address can be a folder on every machine and is written alike everywhere; says what is wrong with it.
pub fn check(url: &str, entry: &Entry, pos: Pos, found: &mut Vec<Diagnostic>) -> bool {
    let odd = |c: &char| !(c.is_ascii_alphanumeric() || "/-_.~".contains(*c));
    let route = Route::new(&format!("{url}index.html"));
    match route.and_then(|_| url.chars().find(odd).map_or(Ok(()), |it| Err(RouteFault::Character(it)))) {
        Ok(()) => true,
        Err(fault) => {
            let why = fault.words();
            let (vi, en) = (&why.vi, &why.en);
            found.push(
                Diagnostic::error(
                    "url-invalid",
                    words!(
                        "địa chỉ \"{url}\" không dùng được: {vi}",
                        "the address \"{url}\" cannot be used: {en}"
                    ),
                )
                .help(words!(
                    "dùng chữ thường không dấu, số và dấu gạch nối",
                    "use lower-case letters without marks, digits and hyphens"
                ))
                .at(&entry.file, pos),
            );
            false
        }
    }
}

/// Where an entry's address was decided, for findings.
pub fn url_pos(entry: &Entry) -> Pos {
    let common = &entry.facts.common;
    common.slug.as_ref().map_or(common.title.pos, |it| it.pos)
}

/// Addresses taken so far, compared without regard to case, as Windows does.
#[derive(Debug)]
pub(super) struct Taken<'a> {
    by_url: HashMap<&'a str, &'a Entry>,
}

impl<'a> Taken<'a> {
    /// None yet, of about so many.
    pub(super) fn new(n: usize) -> Self {
        Self { by_url: HashMap::with_capacity(n) }
    }

    /// Takes the address of an entry, or reports who has it.
    pub(super) fn take(&mut self, own: &'a Own, found: &mut Vec<Diagnostic>) -> bool {
        let first = match self.by_url.entry(own.lower()) {
            Slot::Vacant(slot) => {
                slot.insert(&own.entry);
                return true;
            }
            Slot::Occupied(slot) => &slot.get().file,
        };
        let (entry, url, pos) = (&own.entry, &own.node.url, url_pos(&own.entry));
        let file = &entry.file;
        let finding = if first == file && entry.row.is_some() {
            let row = entry.row.unwrap_or_default();
            Diagnostic::error(
                "url-collision",
                words!(
                    "dòng {row} trùng địa chỉ {url} với một dòng khác của {first}",
                    "row {row} has the address {url} of another row of {first}"
                ),
            )
        } else {
            Diagnostic::error(
                "url-collision",
                words!(
                    "{file} và {first} có cùng địa chỉ {url}",
                    "{file} and {first} have the same address {url}"
                ),
            )
        };
        let help = match &entry.facts.common.slug {
            Some(slug) => {
                let (slug, line) = (&slug.value, slug.pos.line);
                words!(
                    "sửa hoặc xóa dòng {line} (slug: {slug})",
                    "change or delete line {line} (slug: {slug})"
                )
            }
            None => words!(
                "đổi tên một trong hai tệp, hoặc thêm slug: …",
                "rename one of the files, or add slug: …"
            ),
        };
        found.push(finding.help(help).at(file, pos));
        false
    }
}

/// The address in the site that an alias means: `/cu/bai.html` or `/cu/bai/`.
pub fn alias_url(typed: &str, config: &Config) -> Option<String> {
    let path =
        typed.strip_prefix(&config.base.origin).filter(|_| !config.base.origin.is_empty()).unwrap_or(typed);
    let path = if path == typed {
        path
    } else {
        path.strip_prefix(config.base.path.trim_end_matches('/')).unwrap_or(path)
    };
    if path.starts_with("//")
        || path.contains("://")
        || path.starts_with("mailto:")
        || path.contains(['?', '#'])
    {
        return None;
    }
    let path = super::links::decode(&format!("/{}", path.trim_start_matches('/')));
    let last = path.rsplit('/').next().unwrap_or_default();
    Some(if last.is_empty() || last.ends_with(".html") || last.ends_with(".htm") {
        path
    } else {
        format!("{path}/")
    })
}

/// The file that answers an address.
pub fn file_of(url: &str) -> String {
    if url.ends_with('/') { format!("{url}index.html") } else { url.to_owned() }
}

/// Whether an address is one of the lists and feeds that are made without an entry.
pub fn is_generated(url: &str, map: &Map<'_>) -> bool {
    let below = |folder: &str| url.strip_prefix(folder).and_then(|it| it.strip_suffix('/'));
    let known = matches!(
        url,
        "/" | "/feed.xml"
            | "/feed.json"
            | "/sitemap.xml"
            | "/404.html"
            | ARCHIVE
            | SEARCH
            | UNKNOWN
            | SITE_MAP
            | DOCUMENTS_JSON
            | DOCUMENTS_CSV
            | CITATIONS_JSON
    );
    let is_list = |it: &crate::config::Section| {
        !Kind::named(it.kind).is_some_and(is_service) && url == format!("/{}/", it.folder)
    };
    let is_numbers = |it: &crate::config::Section| it.kind == "document" && url == numbers(&it.folder);
    let registries = map.registries;
    known
        || (url == TOPICS && !registries.topics.is_empty())
        || (url == UNITS && !registries.units.is_empty())
        || (url == AUTHORS && !registries.authors.is_empty())
        || map.config.sections.iter().any(|it| is_list(it) || is_numbers(it))
        || map.services.contains(url)
        || map.days.keys().any(|day| url == citations_of(day.year()))
        || below(TOPICS).is_some_and(|id| registries.topics.iter().any(|it| it.id.value == id))
        || below(UNITS).is_some_and(|id| registries.units.iter().any(|it| it.id.value == id))
        || below(AUTHORS).is_some_and(|id| registries.authors.iter().any(|it| it.id.value == id))
        || map.facets.iter().any(|it| url == it.url)
        || (url.starts_with(ARCHIVE)
            && map.days.keys().any(|day| {
                url == archive::day_url(*day)
                    || url == archive::month_url(*day)
                    || url == archive::year_url(day.year())
            }))
        || map
            .unit_years
            .iter()
            .any(|(year, unit)| url == archive::unit_year_url(*year, &map.registries.units[*unit].id.value))
}
