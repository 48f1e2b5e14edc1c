//! `bantin.yaml` → [`Config`].

mod fields;

use std::sync::Arc;

pub use fields::FIELDS;

use crate::{
    diag::{At, Diagnostic, Lines, Severity},
    schema::{Field, Reader, Record, Value, field, node, traps},
    words,
};

/// The settings file, at the root of the site.
pub const FILE: &str = "bantin.yaml";

/// Settings of a site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// One sentence about the site, for search engines and feeds.
    pub description: String,
    /// Where the site is served, split.
    pub base: BaseUrl,
    /// BCP 47 tag of the site's language.
    pub language: String,
    /// IANA zone name in which dates without an offset are read.
    pub timezone: String,
    /// Unit that publishes the site.
    pub agency: Option<At<String>>,
    /// Province whose local documents are meant when none is named.
    pub locality: Option<String>,
    /// The year's slogan.
    pub slogan: Option<String>,
    /// Folders of `content/` that hold entries of a kind.
    pub sections: Vec<Section>,
    /// Links of the masthead; the sections when empty.
    pub menu: Vec<MenuItem>,
    /// What the foot of every page says.
    pub footer: Footer,
    /// Folder of `themes/` that overrides the default theme.
    pub theme: String,
    /// What becomes of raw HTML in content.
    pub html: Html,
    /// Entries on a list page, 1 or more.
    pub page_size: usize,
    /// Entries in a feed, 1 or more.
    pub feed_size: usize,
    /// Whether browsers keep the newest pages for when there is no connection.
    pub offline: bool,
    /// Whether every article, plan and document has a card of its own for social networks.
    pub social_cards: bool,
    /// Whether compressed forms of the files stand beside them.
    pub precompress: bool,
    /// Changed severities by code; `None` is off.
    pub severity: Vec<(String, Option<Severity>)>,
    /// Free values for templates, as JSON text.
    pub extra: String,
}

/// `https://host` and `/path/` of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// Scheme and host, without a slash at the end.
    pub origin: String,
    /// Path with a slash at both ends; `/` for a site at the root of its host.
    pub path: String,
}

impl BaseUrl {
    /// `/tin-tuc/` → `/so-noi-vu/tin-tuc/`.
    pub fn path_of(&self, url: &str) -> String {
        format!("{}{}", self.path, url.trim_start_matches('/'))
    }

    /// `/tin-tuc/` → `https://host/so-noi-vu/tin-tuc/`.
    pub fn full(&self, url: &str) -> String {
        format!("{}{}{}", self.origin, self.path, url.trim_start_matches('/'))
    }
}

/// What becomes of raw HTML in content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Html {
    /// Shown as text, with a finding.
    Escape,
    /// An allow-list of tags goes through.
    Safe,
}

/// A folder of entries of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Section {
    /// Path below `content/`, without slashes at the ends: `tin-tuc`.
    pub folder: String,
    /// Canonical name of the kind: `article`.
    pub kind: &'static str,
    /// Shown to readers.
    pub title: String,
    /// One sentence under the title.
    pub description: Option<String>,
    /// Whether the settings are silent about it: then it is shown only where something stands in it.
    pub is_implied: bool,
}

/// A link of the masthead.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MenuItem {
    /// Shown to readers.
    pub title: String,
    /// Path of the site or full address.
    pub url: At<String>,
}

/// What the foot of every page says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Footer {
    /// Postal address.
    pub address: Option<String>,
    /// Phone, as typed.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// The person answerable for the content.
    pub responsible: Option<String>,
    /// How the content may be used again.
    pub reuse: Option<String>,
    /// Links to pages such as the privacy and accessibility statements.
    pub links: Vec<MenuItem>,
}

/// Reads `bantin.yaml`. What is wrong is reported and left at its default, so that the rest is checked too.
pub fn parse(text: &str, found: &mut Vec<Diagnostic>) -> Config {
    let file: Arc<str> = Arc::from(FILE);
    let lines = Lines::new(text);
    let mended = traps::scan(text, &[FIELDS], 0, &lines, &file, found);
    let mended_lines = Lines::new(&mended);
    let mut record = match node::parse(&mended, 0, &mended_lines, &file) {
        Ok(root) => Reader { file: &file, found }.record(&root, FIELDS),
        Err(fault) => {
            found.push(*fault);
            Record::default()
        }
    };
    let base = record.text_at("base_url").map_or_else(
        || BaseUrl { origin: String::new(), path: "/".to_owned() },
        |it| base_url(&it, &file, found),
    );
    let timezone =
        record.text_at("timezone").map_or_else(|| DEFAULT_ZONE.to_owned(), |it| zone(it, &file, found));
    let sections = sections(record.dict("sections"));
    let menu = links(record.maps("menu"));
    let footer = record.map("footer").map_or_else(Footer::default, |mut it| Footer {
        address: it.text("address"),
        phone: it.text("phone"),
        email: it.text("email"),
        responsible: it.text("responsible"),
        reuse: it.text("reuse"),
        links: links(it.maps("links")),
    });
    let title = record.text("title").unwrap_or_default();
    Config {
        description: record.text("description").unwrap_or_else(|| title.clone()),
        title,
        base,
        language: record.text("language").unwrap_or_else(|| "vi".to_owned()),
        timezone,
        agency: record.text_at("agency"),
        locality: record.text("locality"),
        slogan: record.text("slogan"),
        sections,
        menu,
        footer,
        theme: record.text("theme").unwrap_or_else(|| "default".to_owned()),
        html: if record.choice("html") == Some("safe") { Html::Safe } else { Html::Escape },
        page_size: size(record.count("page_size"), 20),
        feed_size: size(record.count("feed_size"), 30),
        offline: record.flag("offline"),
        social_cards: record.flag("social_cards"),
        precompress: record.flag("precompress"),
        severity: severities(record.dict("severity")),
        extra: record.free("extra").unwrap_or_else(|| "{}".to_owned()),
    }
}

fn links(records: Vec<Record>) -> Vec<MenuItem> {
    let link = |mut it: Record| Some(MenuItem { title: it.text("title")?, url: it.text_at("url")? });
    records.into_iter().filter_map(link).collect()
}

const DEFAULT_ZONE: &str = "Asia/Ho_Chi_Minh";

fn size(given: Option<u32>, default: usize) -> usize {
    given.and_then(|it| usize::try_from(it).ok()).filter(|it| (1..=1000).contains(it)).unwrap_or(default)
}

fn zone(typed: At<String>, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> String {
    if zone_of(&typed.value).is_some() {
        return typed.value;
    }
    let name = &typed.value;
    found.push(
        Diagnostic::error(
            "config-timezone",
            words!("không có múi giờ \"{name}\"", "there is no time zone \"{name}\""),
        )
        .help(words!("viết Asia/Ho_Chi_Minh hoặc +07:00", "write Asia/Ho_Chi_Minh or +07:00"))
        .at(file, typed.pos),
    );
    DEFAULT_ZONE.to_owned()
}

fn zone_of(name: &str) -> Option<jiff::tz::TimeZone> {
    if let Some((sign, rest)) = name.split_at_checked(1).filter(|(sign, _)| matches!(*sign, "+" | "-")) {
        let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
        let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
        let seconds = if sign == "-" { -seconds } else { seconds };
        return jiff::tz::Offset::from_seconds(seconds).ok().map(jiff::tz::TimeZone::fixed);
    }
    jiff::tz::TimeZoneDatabase::bundled().get(name).ok()
}

impl Config {
    /// The zone in which dates without an offset are read.
    pub fn zone(&self) -> jiff::tz::TimeZone {
        zone_of(&self.timezone).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}

fn base_url(typed: &At<String>, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> BaseUrl {
    let text = typed.value.trim_end_matches('/');
    let split = text.split_once("://").filter(|(scheme, rest)| {
        matches!(*scheme, "http" | "https")
            && !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains(['?', '#'])
    });
    let Some((scheme, rest)) = split else {
        found.push(
            Diagnostic::error(
                "config-base-url",
                words!("base_url phải là địa chỉ đầy đủ", "base_url must be a full address"),
            )
            .help(words!(
                "ví dụ: base_url: https://cchc.example.vn/",
                "for example: base_url: https://cchc.example.vn/"
            ))
            .at(file, typed.pos),
        );
        return BaseUrl { origin: String::new(), path: "/".to_owned() };
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = if path.is_empty() { "/".to_owned() } else { format!("/{}/", path.trim_matches('/')) };
    BaseUrl { origin: format!("{scheme}://{host}"), path }
}

fn sections(given: Vec<(At<String>, At<Value>)>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (folder, value) in given {
        let Value::Map(mut record) = value.value else { continue };
        let Some(kind) = record.choice("kind") else { continue };
        let folder = folder.value.trim_matches('/').to_owned();
        let title = record.text("title").unwrap_or_else(|| folder.clone());
        let description = record.text("description");
        sections.push(Section { folder, kind, title, description, is_implied: false });
    }
    // The table of content-model.md stands where bantin.yaml is silent.
    for (folder, kind, title) in [
        ("tin-tuc", "article", "Tin tức"),
        ("ke-hoach", "plan", "Kế hoạch"),
        ("van-ban", "document", "Văn bản"),
        ("thu-tuc", "procedure", "Thủ tục hành chính"),
        ("hoi-dap", "question", "Hỏi đáp"),
        ("su-kien", "event", "Sự kiện"),
        ("chi-so", "indicator", "Chỉ số"),
    ] {
        if !sections.iter().any(|it| it.folder == folder) && !sections.iter().any(|it| it.kind == kind) {
            sections.push(Section {
                folder: folder.to_owned(),
                kind,
                title: title.to_owned(),
                description: None,
                is_implied: matches!(kind, "procedure" | "question" | "event" | "indicator"),
            });
        }
    }
    sections
}

fn severities(given: Vec<(At<String>, At<Value>)>) -> Vec<(String, Option<Severity>)> {
    let levels = given.into_iter().filter_map(|(code, level)| {
        let Value::Choice(level) = level.value else { return None };
        let level = match level {
            "info" => Some(Severity::Info),
            "warning" => Some(Severity::Warning),
            "error" => Some(Severity::Error),
            _ => None,
        };
        Some((code.value, level))
    });
    levels.collect()
}

/// The section of a path below `content/`: the one with the longest folder that holds it.
pub fn section_of<'c>(sections: &'c [Section], path: &str) -> Option<&'c Section> {
    let holds = |it: &&Section| path.strip_prefix(&it.folder).is_some_and(|rest| rest.starts_with('/'));
    sections.iter().filter(holds).max_by_key(|it| it.folder.len())
}

/// Whether a table names one key twice; used by the tests of every table.
pub fn ambiguous_name(table: &'static [Field]) -> Option<&'static str> {
    let names: Vec<&str> = field::names(table).collect();
    let twice = names
        .iter()
        .enumerate()
        .find(|(at, name)| names[..*at].iter().any(|before| crate::text::fold::same_key(before, name)));
    twice.map(|(_, name)| *name)
}
