//! What all pages share, and the head of each.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json;

use super::{
    Render, Rendered,
    body::Prose,
    machines,
    social::{Cards, Shared},
    structured,
    translations::Translation,
    values::{Shelf, Values},
};
use crate::{
    config::{BaseUrl, Config, MenuItem},
    diag::Diagnostic,
    site::{
        Card, Site,
        card::{Anchor, DateText, Picture, WithdrawnCard, unit_anchor},
        routes,
    },
    stamp::{Fp, Stamped},
    text::date::Moment,
    theme::Theme,
};

/// Values of `site` and `t`, converted once for all pages.
pub struct Frame {
    fp: Fp,
    config: Config,
    zone: TimeZone,
    publisher: serde_json::Value,
    site: tera::Value,
    menu: Vec<Anchor>,
    /// The feeds of the site, where it has articles.
    feeds: Vec<FeedLink>,
    cards: Cards,
    shelf: Shelf,
}

/// `site` in templates.
#[derive(Debug, Hash, Serialize)]
struct SiteValue {
    title: String,
    description: String,
    language: String,
    origin: String,
    path: String,
    slogan: Option<String>,
    locality: Option<String>,
    agency: Option<Anchor>,
    sections: Vec<SectionValue>,
    menu: Vec<Anchor>,
    footer: FooterValue,
    pages: PagesValue,
    assets: BTreeMap<String, String>,
    feed: Option<String>,
    feed_json: Option<String>,
    manifest: String,
    icon: Option<String>,
    /// The service worker, where the site has one.
    offline: Option<String>,
    #[serde(serialize_with = "json_text")]
    extra: String,
}

#[expect(clippy::ptr_arg, reason = "serde hands over the field as it is")]
fn json_text<S: serde::Serializer>(text: &String, serializer: S) -> Result<S::Ok, S::Error> {
    serde_json::from_str::<serde_json::Value>(text).unwrap_or_default().serialize(serializer)
}

/// A section as a link, in `site.sections` and on its own page.
#[derive(Debug, Hash, Serialize)]
pub(super) struct SectionValue {
    /// Title.
    pub title: String,
    /// Address with the path of the base.
    pub url: String,
    /// Canonical kind of its entries.
    pub kind: &'static str,
    /// A sentence.
    pub description: Option<String>,
}

#[derive(Debug, Hash, Serialize)]
struct FooterValue {
    address: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    responsible: Option<String>,
    reuse: Option<String>,
    links: Vec<Anchor>,
}

/// Pages that every page links to, where they exist.
#[derive(Debug, Hash, Serialize)]
struct PagesValue {
    home: Anchor,
    topics: Option<Anchor>,
    units: Option<Anchor>,
    authors: Option<Anchor>,
    archive: Anchor,
    unknown: Option<Anchor>,
    search: Option<Anchor>,
    sitemap: Anchor,
}

/// Links to the feeds of a list at `list`, an address without the path of the base.
pub(super) fn feed_links(title: &str, list: &str, base: &BaseUrl) -> Vec<FeedLink> {
    let link = |name: &str, media| FeedLink {
        title: title.to_owned(),
        url: base.path_of(&format!("{list}{name}")),
        media,
    };
    vec![link("feed.xml", "application/atom+xml"), link("feed.json", "application/feed+json")]
}

/// An item of the menu.
#[derive(Serialize)]
pub(super) struct MenuLink<'a> {
    title: &'a str,
    url: &'a str,
    /// `page` where it leads to the page, `true` where it leads above it.
    current: Option<&'static str>,
}

/// The head of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// The heading of the page.
    pub title: String,
    /// For `<title>`, without the name of the site; unique.
    pub head_title: String,
    /// For search engines; unique.
    pub description: String,
    /// From the home page to the parent.
    pub breadcrumbs: Vec<Anchor>,
    /// Its picture.
    pub image: Option<Picture>,
    /// Whether it may have a card of its own.
    pub has_card: bool,
    /// RFC 3339 or a date.
    pub published: Option<String>,
    /// RFC 3339 or a date.
    pub updated: Option<String>,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// Its own feeds, before those of the site.
    pub feeds: Vec<FeedLink>,
    /// `website` or `article`.
    pub og_type: &'static str,
    /// Structured data, as it can stand in a script element.
    pub json_ld: Option<String>,
    /// BCP 47 tag where it differs from the site's.
    pub language: Option<String>,
    /// The same in other languages, itself among them.
    pub translations: Vec<Translation>,
    /// That the page is withdrawn: it says so, and search engines leave it out.
    pub withdrawn: Option<Box<WithdrawnCard>>,
}

/// A feed as a link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeedLink {
    /// Its title.
    pub title: String,
    /// Address with the path of the base.
    pub url: String,
    /// Media type.
    #[serde(rename = "type")]
    pub media: &'static str,
}

#[derive(Serialize)]
struct PageValue<'a> {
    template: &'a str,
    kind: &'a str,
    title: &'a str,
    head_title: String,
    description: &'a str,
    url: String,
    permalink: String,
    language: &'a str,
    breadcrumbs: &'a [Anchor],
    image_full: Option<String>,
    image_width: Option<u32>,
    image_height: Option<u32>,
    image_alt: Option<&'a str>,
    published_iso: Option<&'a str>,
    updated_iso: Option<&'a str>,
    noindex: bool,
    feeds: Vec<&'a FeedLink>,
    translations: &'a [Translation],
    og_type: &'a str,
    json_ld: Option<&'a str>,
    withdrawn: Option<&'a WithdrawnCard>,
    has_code: bool,
    content: &'a str,
}

impl Frame {
    /// Gathers what all pages share.
    pub fn new(site: &Site<'_>, theme: &Theme) -> Self {
        let config = site.config;
        let base = &config.base;
        let sections = site.sections().map(|it| section_value(it.0, site)).collect::<Vec<_>>();
        let links = |items: &[MenuItem]| -> Vec<Anchor> {
            let url =
                |typed: &str| if typed.starts_with('/') { base.path_of(typed) } else { typed.to_owned() };
            items.iter().map(|it| Anchor { title: it.title.clone(), url: url(&it.url.value) }).collect()
        };
        let menu: Vec<Anchor> = if config.menu.is_empty() {
            sections.iter().map(|it| Anchor { title: it.title.clone(), url: it.url.clone() }).collect()
        } else {
            links(&config.menu)
        };
        let page = |word: &str, url: &str| Anchor {
            title: theme.word(&config.language, word),
            url: base.path_of(url),
        };
        let registries = site.registries;
        let pages = PagesValue {
            home: page("home", "/"),
            topics: (!registries.topics.is_empty()).then(|| page("topics", routes::TOPICS)),
            units: (!registries.units.is_empty()).then(|| page("units", routes::UNITS)),
            authors: (!registries.authors.is_empty()).then(|| page("authors", routes::AUTHORS)),
            archive: page("archive", routes::ARCHIVE),
            unknown: (!site.graph.legal.unknown.is_empty()).then(|| page("unknown_title", routes::UNKNOWN)),
            search: Some(page("search", routes::SEARCH)),
            sitemap: page("site_map", routes::SITE_MAP),
        };
        let agency = config
            .agency
            .as_ref()
            .and_then(|id| site.registries.units.iter().position(|it| it.id.value == id.value));
        let footer = &config.footer;
        let has_feed = !site.graph.articles.is_empty();
        let value = Stamped::new(SiteValue {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            origin: base.origin.clone(),
            path: base.path.clone(),
            slogan: config.slogan.clone(),
            locality: config.locality.clone(),
            agency: agency.map(|it| unit_anchor(site.config, site.registries, it)),
            sections,
            menu: menu.clone(),
            footer: FooterValue {
                address: footer.address.clone(),
                phone: footer.phone.clone(),
                email: footer.email.clone(),
                responsible: footer.responsible.clone(),
                reuse: footer.reuse.clone(),
                links: links(&footer.links),
            },
            pages,
            assets: theme
                .assets()
                .iter()
                .map(|(key, route)| (key.clone(), base.path_of(route.as_str())))
                .collect(),
            feed: has_feed.then(|| base.path_of("/feed.xml")),
            feed_json: has_feed.then(|| base.path_of("/feed.json")),
            manifest: base.path_of(machines::MANIFEST),
            icon: machines::icon(theme, base),
            offline: config.offline.then(|| base.path_of(machines::WORKER)),
            extra: config.extra.clone(),
        });
        let cards = Cards::new(site);
        let publisher = agency.map_or(&config.title, |it| &site.registries.units[it].name);
        Self {
            fp: Fp::of(&(value.fp(), theme.strings_fp(), &config.timezone, &cards)),
            publisher: json!({"@type": "GovernmentOrganization", "name": publisher, "url": base.full("/")}),
            config: config.clone(),
            zone: site.clock.zone.clone(),
            site: tera::Value::from_serializable(&value),
            menu,
            feeds: if has_feed { feed_links(&config.title, "/", base) } else { Vec::new() },
            cards,
            shelf: Shelf::default(),
        }
    }

    /// An address of the site with the path of the base.
    pub fn url(&self, url: &str) -> String {
        self.config.base.path_of(url)
    }

    /// An address of the site with scheme, host and the path of the base.
    pub fn full(&self, url: &str) -> String {
        self.config.base.full(url)
    }

    /// The same of an address that has the path of the base already.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.config.base.origin)
    }

    /// Where the site is served.
    pub fn base(&self) -> &BaseUrl {
        &self.config.base
    }

    /// BCP 47 tag of the site's language.
    pub fn language(&self) -> &str {
        &self.config.language
    }

    /// Name of the site.
    pub fn title(&self) -> &str {
        &self.config.title
    }

    /// A date for machines and people.
    pub fn date(&self, moment: Moment) -> DateText {
        DateText::new(moment, &self.zone, &self.config.language)
    }

    /// The agency that publishes the site, as structured data.
    pub fn publisher(&self) -> &serde_json::Value {
        &self.publisher
    }

    /// `site` in templates.
    pub(super) fn site(&self) -> tera::Value {
        self.site.clone()
    }

    /// Which items of the menu lead to the page at `url`, an address with the path of the base, or above it: as
    /// `aria-current` says it.
    pub(super) fn current(&self, url: &str) -> Vec<Option<&'static str>> {
        let current = self.menu.iter().map(|it| {
            let is_above = it.url != self.config.base.path && url.starts_with(&it.url);
            if it.url == url { Some("page") } else { is_above.then_some("true") }
        });
        current.collect()
    }

    /// The menu on a page where `current` says of each item whether it leads to the page.
    pub(super) fn menu<'a>(&'a self, current: &[Option<&'static str>]) -> Vec<MenuLink<'a>> {
        let items = self.menu.iter().zip(current);
        items.map(|(it, current)| MenuLink { title: &it.title, url: &it.url, current: *current }).collect()
    }

    /// What is made once for many pages.
    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Where readers write to.
    pub(super) fn email(&self) -> Option<&str> {
        self.config.footer.email.as_deref()
    }

    /// Structured data of a page: what it is (`own`, of the type `kind`), and where it stands in the site.
    pub(super) fn json_ld(&self, kind: &str, card: &Card, description: &str, own: &impl Serialize) -> String {
        let url = self.absolute(&card.url);
        let image = card.image.as_ref().map(|it| self.absolute(&it.src));
        let section = card.section.as_ref().map(|it| (it.title.as_str(), self.absolute(&it.url)));
        structured::script(
            &structured::Thing { kind, id: &url, url: &url, description, image: image.as_deref(), own },
            [
                Some((self.config.title.as_str(), self.full("/"))),
                section,
                Some((card.title.as_str(), url.clone())),
            ],
        )
    }

    /// The fingerprint of all that pages share.
    pub fn fp(&self) -> Fp {
        self.fp
    }

    /// Renders a page: `fill` gives the values of its own, `prose` is the text where it has one.
    ///
    /// Fails with a finding that names the template, the line and the page.
    pub(super) fn page(
        &self,
        template: &'static str,
        head: Head,
        prose: Option<&Prose<'_>>,
        cx: &Render<'_>,
        fill: impl Fn(&mut Values<'_>),
    ) -> Result<Rendered, Diagnostic> {
        let url = cx.route.as_str().trim_end_matches("index.html");
        let path = self.url(url);
        let language = head.language.as_deref().unwrap_or(&self.config.language);
        let Config { title: name, base, .. } = &self.config;
        let shared = self.cards.shared(&head, &path, &base.path, name);
        let dims = shared.as_ref().and_then(|it| it.dims);
        let page = PageValue {
            template,
            kind: template.trim_end_matches(".html"),
            title: &head.title,
            head_title: if head.head_title.is_empty() {
                self.config.title.clone()
            } else {
                format!("{} – {}", head.head_title, self.config.title)
            },
            description: &head.description,
            permalink: self.absolute(&path),
            url: path,
            language,
            breadcrumbs: &head.breadcrumbs,
            image_alt: shared.as_ref().map(|it| it.alt),
            image_full: shared.map(|Shared { url, .. }| self.absolute(&url)),
            image_width: dims.map(|it| it.0),
            image_height: dims.map(|it| it.1),
            published_iso: head.published.as_deref(),
            updated_iso: head.updated.as_deref(),
            noindex: head.noindex || head.withdrawn.is_some(),
            feeds: head.feeds.iter().chain(&self.feeds).collect(),
            translations: &head.translations,
            og_type: if head.og_type.is_empty() { "website" } else { head.og_type },
            json_ld: head.json_ld.as_deref(),
            withdrawn: head.withdrawn.as_deref(),
            has_code: prose.is_some_and(Prose::has_code),
            content: prose.map_or("", Prose::placeholder),
        };
        let render = |all| {
            let mut values = Values::new(template, language, &page, all, cx);
            values.put_shell(language, &page.url);
            fill(&mut values);
            match values.fault {
                Some(fault) => Err(fault),
                None => cx.theme.render(template, &values.context, cx.route.as_str()),
            }
        };
        // What a template asks for in vain is told by the names that there are.
        let page = render(false).or_else(|_| render(true)).map_err(|it| *it)?;
        Ok(match prose {
            Some(prose) => prose.put_into(page, &self.config.base),
            None => page.into(),
        })
    }
}

/// A section as a link.
pub(super) fn section_value(section: &crate::config::Section, site: &Site<'_>) -> SectionValue {
    SectionValue {
        title: section.title.clone(),
        url: site.config.base.path_of(&format!("/{}/", section.folder)),
        kind: section.kind,
        description: section.description.clone(),
    }
}

/// The home page as the first breadcrumb.
pub(super) fn home_crumb(cx: &Render<'_>) -> Anchor {
    Anchor { title: cx.word("home"), url: cx.frame.url("/") }
}
