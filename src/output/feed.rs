//! Atom (RFC 4287) and JSON Feed 1.1: of the site, of each topic, plan, unit and document that has articles, of sections of
//! questions and events, and of the changes of procedures.
//!
//! A feed shows titles and summaries, not the prose, so an edit of the prose changes none.

use std::sync::Arc;

use serde::Serialize;

use super::{File, Output, Render, Rendered, View, procedure::change_of};
use crate::{
    diag::Diagnostic,
    route::Route,
    site::{Card, EntryId, Site, card::DateText, routes, services::changes_url},
    stamp::{Fp, Stamped},
    text::escape,
};

/// The feeds.
pub(super) struct Feeds;

/// What a feed may show.
#[derive(Hash)]
struct FeedView<'s> {
    title: Arc<str>,
    subtitle: Arc<str>,
    /// Address of the list, without the path of the base.
    list: Arc<str>,
    items: Arc<[Item<'s>]>,
    format: Format,
}

#[derive(Clone, Copy, Hash)]
enum Format {
    Atom,
    Json,
}

/// What a feed tells of.
#[derive(Hash)]
enum Item<'s> {
    /// An entry.
    Card(&'s Stamped<Card>),
    /// A change of a procedure.
    Change {
        /// Of the procedure.
        card: &'s Stamped<Card>,
        title: String,
        url: String,
        date: DateText,
        summary: Option<&'s str>,
    },
}

impl Item<'_> {
    fn card(&self) -> &Card {
        match self {
            Item::Card(card) | Item::Change { card, .. } => card,
        }
    }

    fn title(&self) -> &str {
        match self {
            Item::Card(card) => &card.title,
            Item::Change { title, .. } => title,
        }
    }

    fn url(&self) -> &str {
        match self {
            Item::Card(card) => &card.url,
            Item::Change { url, .. } => url,
        }
    }

    fn summary(&self) -> Option<&str> {
        match self {
            Item::Card(card) => card.summary.as_deref(),
            Item::Change { summary, .. } => *summary,
        }
    }

    fn published(&self) -> Option<&DateText> {
        match self {
            Item::Card(card) => card.date.as_ref(),
            Item::Change { date, .. } => Some(date),
        }
    }

    /// When it was last changed, where that is later.
    fn changed(&self) -> Option<&DateText> {
        match self {
            Item::Card(card) => card.updated.as_ref(),
            Item::Change { .. } => None,
        }
    }

    fn updated(&self) -> Option<&str> {
        self.changed().or(self.published()).map(|it| it.instant.as_str())
    }
}

impl View for FeedView<'_> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(self)
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("title", Fp::of(&(&self.title, &self.subtitle)));
        see("items", Fp::of(&self.items));
    }

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let bytes = match self.format {
            Format::Atom => self.atom(cx),
            Format::Json => self.json(cx),
        };
        Ok(bytes.into())
    }
}

impl FeedView<'_> {
    fn atom(&self, cx: &Render<'_>) -> Vec<u8> {
        let frame = cx.frame;
        let mut xml = String::with_capacity(1024 + self.items.len() * 600);
        xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
        escape::html(frame.language(), &mut xml);
        xml.push_str("\">\n");
        let mut element = |name: &str, text: &str| {
            for part in ["<", name, ">"] {
                xml.push_str(part);
            }
            escape::html(text, &mut xml);
            for part in ["</", name, ">\n"] {
                xml.push_str(part);
            }
        };
        element("title", &self.title);
        element("subtitle", &self.subtitle);
        element("id", &frame.full(&self.list));
        element("updated", self.items.iter().filter_map(Item::updated).max().unwrap_or_default());
        xml.push_str("<author><name>");
        escape::html(frame.title(), &mut xml);
        xml.push_str("</name></author>\n");
        link("alternate", "text/html", &frame.full(&self.list), &mut xml);
        link("self", "application/atom+xml", &frame.full(cx.route.as_str()), &mut xml);
        for item in &*self.items {
            let (url, card) = (frame.absolute(item.url()), item.card());
            xml.push_str("<entry>\n<title>");
            escape::html(item.title(), &mut xml);
            xml.push_str("</title>\n<id>");
            escape::html(&url, &mut xml);
            xml.push_str("</id>\n");
            link("alternate", "text/html", &url, &mut xml);
            if let Some(published) = item.published() {
                for part in ["<published>", &published.instant, "</published>\n"] {
                    xml.push_str(part);
                }
            }
            for part in ["<updated>", item.updated().unwrap_or_default(), "</updated>\n"] {
                xml.push_str(part);
            }
            if let Some(agency) = &card.agency {
                xml.push_str("<author><name>");
                escape::html(&agency.title, &mut xml);
                xml.push_str("</name></author>\n");
            }
            for topic in &card.topics {
                xml.push_str("<category term=\"");
                escape::html(&topic.title, &mut xml);
                xml.push_str("\"/>\n");
            }
            if let Some(summary) = item.summary() {
                xml.push_str("<summary>");
                escape::html(summary, &mut xml);
                xml.push_str("</summary>\n");
            }
            xml.push_str("</entry>\n");
        }
        xml.push_str("</feed>\n");
        xml.into_bytes()
    }

    fn json(&self, cx: &Render<'_>) -> Vec<u8> {
        let frame = cx.frame;
        let items = self.items.iter().map(|it| {
            let (url, card) = (frame.absolute(it.url()), it.card());
            JsonItem {
                id: url.clone(),
                url,
                title: it.title(),
                content_text: it.summary().unwrap_or(it.title()),
                tags: card.topics.iter().map(|it| it.title.as_str()).collect(),
                language: frame.language(),
                summary: it.summary(),
                date_published: it.published().map(|it| it.instant.as_str()),
                date_modified: it.changed().map(|it| it.instant.as_str()),
                authors: card.agency.as_ref().map(|it| [JsonAuthor { name: &it.title }]),
                image: card.image.as_ref().map(|it| frame.absolute(&it.src)),
            }
        });
        let feed = JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            description: &self.subtitle,
            home_page_url: frame.full(&self.list),
            feed_url: frame.full(cx.route.as_str()),
            language: frame.language(),
            items: items.collect(),
        };
        let mut text = serde_json::to_vec_pretty(&feed).unwrap_or_default();
        text.push(b'\n');
        text
    }
}

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    description: &'a str,
    home_page_url: String,
    feed_url: String,
    language: &'a str,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: String,
    url: String,
    title: &'a str,
    content_text: &'a str,
    tags: Vec<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authors: Option<[JsonAuthor<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
}

fn link(rel: &str, media: &str, url: &str, xml: &mut String) {
    for part in ["<link rel=\"", rel, "\" type=\"", media, "\" href=\""] {
        xml.push_str(part);
    }
    escape::html(url, xml);
    xml.push_str("\"/>\n");
}

impl Output for Feeds {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        let (config, graph) = (site.config, site.graph);
        add(site, &config.title, &config.description, "/", &graph.articles, files);
        let under = |name: &str| format!("{name} – {}", config.title);
        for (topic, ids) in site.registries.topics.iter().zip(&graph.topics) {
            let about = topic.description.clone().unwrap_or_else(|| under(&topic.title));
            add(
                site,
                &under(&topic.title),
                &about,
                &format!("{}{}/", routes::TOPICS, topic.id.value),
                ids,
                files,
            );
        }
        for (unit, ids) in site.registries.units.iter().zip(&graph.units) {
            add(
                site,
                &under(&unit.name),
                &under(&unit.name),
                &format!("{}{}/", routes::UNITS, unit.id.value),
                ids,
                files,
            );
        }
        for (id, plan) in &graph.plans {
            let title = &site.card(*id).title;
            add(site, &under(title), title, &site.node(*id).url, &plan.articles, files);
        }
        for (id, citing) in graph.legal.cited_by.iter() {
            let Some(document) = graph.legal.documents.get(id).filter(|_| site.card(*id).kind == "document")
            else {
                continue;
            };
            let mut ids: Vec<EntryId> = citing.iter().map(|it| it.by).collect();
            ids.dedup();
            add(site, &under(&document.value.name), &site.card(*id).title, &site.node(*id).url, &ids, files);
        }
        of_services(site, files);
    }
}

/// The feeds of a list, where it has articles; the site's own always.
fn add<'s>(
    site: &'s Site<'s>,
    title: &str,
    subtitle: &str,
    list: &str,
    ids: &[EntryId],
    files: &mut Vec<File<'s>>,
) {
    let items = ids.iter().take(site.config.feed_size).map(|it| Item::Card(site.card(*it))).collect();
    put((title, subtitle, list), items, files);
}

/// The feeds of sections of questions and events, and of the changes of procedures.
fn of_services<'s>(site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
    for (at, (section, ids)) in site.config.sections.iter().zip(&site.graph.sections).enumerate() {
        let title = format!("{} – {}", section.title, site.config.title);
        let about = section.description.as_ref().unwrap_or(&title);
        let list = format!("/{}/", section.folder);
        if matches!(section.kind, "question" | "event") {
            // A feed tells when; what has no date is in the list alone.
            let dated: Vec<EntryId> =
                ids.iter().copied().filter(|it| site.card(*it).date.is_some()).collect();
            add(site, &title, about, &list, &dated, files);
        }
        if section.kind == "procedure" {
            let own = site.graph.services.changes.iter();
            let own = own.filter(|it| site.node(it.procedure).section == Some(at));
            let items = own.take(site.config.feed_size).filter_map(|it| {
                let (card, change) = (site.card(it.procedure), change_of(site, it)?);
                Some(Item::Change {
                    title: format!("{}: {}", change.kind_title, card.title),
                    url: format!("{}#{}", card.url, change.anchor),
                    summary: change.note.or(card.summary.as_deref()),
                    date: change.date,
                    card,
                })
            });
            put((&title, about, &changes_url(&section.folder)), items.collect(), files);
        }
    }
}

/// The two files of a feed, where it has anything to tell: its title, its subtitle, and the address of the list.
fn put<'s>((title, subtitle, list): (&str, &str, &str), items: Arc<[Item<'s>]>, files: &mut Vec<File<'s>>) {
    if items.is_empty() {
        return;
    }
    let (title, subtitle, base) = (Arc::from(title), Arc::from(subtitle), Arc::from(list));
    for (name, format) in [("feed.xml", Format::Atom), ("feed.json", Format::Json)] {
        let view = FeedView {
            title: Arc::clone(&title),
            subtitle: Arc::clone(&subtitle),
            list: Arc::clone(&base),
            items: Arc::clone(&items),
            format,
        };
        if let Ok(route) = Route::new(&format!("{list}{name}")) {
            files.push(File { route, view: Box::new(view), listing: None });
        }
    }
}
