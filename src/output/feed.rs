//! Atom (RFC 4287) and JSON Feed 1.1: of the site, and of each topic, plan, unit and document that has articles.
//!
//! A feed shows titles and summaries, not the prose, so an edit of the prose changes none.

use std::sync::Arc;

use serde::Serialize;

use super::{File, Output, Render, Rendered, View};
use crate::{
    diag::Diagnostic,
    route::Route,
    site::{Card, EntryId, Site, routes},
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
    items: Arc<[&'s Stamped<Card>]>,
    format: Format,
}

#[derive(Clone, Copy, Hash)]
enum Format {
    Atom,
    Json,
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
        element("updated", self.items.iter().filter_map(|it| updated(it)).max().unwrap_or_default());
        xml.push_str("<author><name>");
        escape::html(frame.title(), &mut xml);
        xml.push_str("</name></author>\n");
        link("alternate", "text/html", &frame.full(&self.list), &mut xml);
        link("self", "application/atom+xml", &frame.full(cx.route.as_str()), &mut xml);
        for item in &*self.items {
            let url = frame.absolute(&item.url);
            xml.push_str("<entry>\n<title>");
            escape::html(&item.title, &mut xml);
            xml.push_str("</title>\n<id>");
            escape::html(&url, &mut xml);
            xml.push_str("</id>\n");
            link("alternate", "text/html", &url, &mut xml);
            if let Some(published) = item.date.as_ref() {
                for part in ["<published>", &published.instant, "</published>\n"] {
                    xml.push_str(part);
                }
            }
            for part in ["<updated>", updated(item).unwrap_or_default(), "</updated>\n"] {
                xml.push_str(part);
            }
            if let Some(agency) = &item.agency {
                xml.push_str("<author><name>");
                escape::html(&agency.title, &mut xml);
                xml.push_str("</name></author>\n");
            }
            for topic in &item.topics {
                xml.push_str("<category term=\"");
                escape::html(&topic.title, &mut xml);
                xml.push_str("\"/>\n");
            }
            if let Some(summary) = &item.summary {
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
            let url = frame.absolute(&it.url);
            JsonItem {
                id: url.clone(),
                url,
                title: &it.title,
                content_text: it.summary.as_deref().unwrap_or(&it.title),
                tags: it.topics.iter().map(|it| it.title.as_str()).collect(),
                language: frame.language(),
                summary: it.summary.as_deref(),
                date_published: it.date.as_ref().map(|it| it.instant.as_str()),
                date_modified: it.updated.as_ref().map(|it| it.instant.as_str()),
                authors: it.agency.as_ref().map(|it| [JsonAuthor { name: &it.title }]),
                image: it.image.as_ref().map(|it| frame.absolute(&it.src)),
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

fn updated(card: &Card) -> Option<&str> {
    card.updated.as_ref().or(card.date.as_ref()).map(|it| it.instant.as_str())
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
    if ids.is_empty() {
        return;
    }
    let (title, subtitle, base) = (Arc::from(title), Arc::from(subtitle), Arc::from(list));
    let items: Arc<[_]> = ids.iter().take(site.config.feed_size).map(|it| site.card(*it)).collect();
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
