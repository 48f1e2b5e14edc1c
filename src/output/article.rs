//! Articles.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::{
    File, Listing, Output, Render, Rendered, View,
    body::Prose,
    frame::{Head, home_crumb},
    procedure::{ProcedureItem, named},
    share::{Share, feedback_url},
    translations::{Translation, translations},
    values::Cards,
};
use crate::{
    diag::Diagnostic,
    kind::{Kind, Meta, registry::Author},
    route::Route,
    site::{
        Card, EntryId, Site,
        card::{Anchor, DateText},
        heads,
        legal_values::RefValue,
        links::{self, Targets},
        plans::PlanRef,
        routes,
    },
    source::{Facts, asset},
    stamp::Stamped,
    text::number,
};

/// The articles.
pub(super) struct Articles;

view! {
    /// Everything that the page of an article may show.
    pub(super) struct ArticleView<'s> {
        card: &'s Stamped<Card>,
        head: &'s Stamped<heads::Head>,
        #[unseen]
        prose: Prose<'s>,
        references: &'s Stamped<Vec<RefValue>>,
        plans: &'s Stamped<Vec<PlanRef>>,
        procedures: Vec<ProcedureItem<'s>>,
        #[unseen]
        authors: Vec<&'s Author>,
        newer: Option<Neighbour<'s>>,
        older: Option<Neighbour<'s>>,
        related: Cards<'s>,
        #[unseen]
        translations: Vec<Translation>,
    }
}

/// The article before or after, as a link.
#[derive(Hash, Serialize)]
pub(super) struct Neighbour<'s> {
    title: &'s str,
    url: &'s str,
}

/// A heading in a table of contents.
#[derive(Serialize)]
pub(super) struct TocItem<'a> {
    level: u8,
    id: &'a str,
    text: &'a str,
}

/// A file to download.
#[derive(Serialize)]
pub(super) struct AttachmentValue {
    title: String,
    url: String,
    #[serde(rename = "type")]
    kind: String,
    size: String,
}

#[derive(Serialize)]
struct CorrectionValue<'a> {
    date: Option<DateText>,
    text: &'a str,
}

#[derive(Serialize)]
struct SourceValue<'a> {
    name: Option<&'a str>,
    url: Option<&'a str>,
}

impl View for ArticleView<'_> {
    prose_page!("article.html");

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let common = &self.prose.facts().common;
        let Meta::Article(_) = &self.prose.facts().meta else { return Ok(Rendered::default()) };
        let bylines = || {
            let authors = self.authors.iter().map(|it| Anchor {
                title: it.name.clone(),
                url: cx.frame.url(&format!("{}{}/", routes::AUTHORS, it.id.value)),
            });
            authors.collect::<Vec<_>>()
        };
        let corrections = || {
            let corrections = common.corrections.iter().map(|it| CorrectionValue {
                date: it.date.as_ref().map(|it| cx.frame.date(it.value)),
                text: &it.text,
            });
            corrections.collect::<Vec<_>>()
        };
        let source = common.source.as_ref();
        let source = source.map(|it| SourceValue { name: it.name.as_deref(), url: it.url.as_deref() });
        let (card, facts) = (self.card, self.prose.facts());
        let data = NewsArticle {
            headline: &card.title,
            published: card.date.as_ref().map(|it| it.iso.as_str()),
            modified: card.updated.as_ref().or(card.date.as_ref()).map(|it| it.iso.as_str()),
            author: if self.authors.is_empty() {
                By::Agency(cx.frame.publisher())
            } else {
                By::Persons(self.authors.iter().map(|it| Person { kind: "Person", name: &it.name }).collect())
            },
            publisher: cx.frame.publisher(),
            section: card.section.as_ref().map(|it| it.title.as_str()),
            language: common.language.as_deref().unwrap_or(cx.frame.language()),
        };
        let head = Head {
            title: card.title.clone(),
            head_title: self.head.title.clone(),
            description: self.head.description.clone(),
            breadcrumbs: crumbs(card, cx),
            image: card.image.clone(),
            has_card: true,
            published: card.date.as_ref().map(|it| it.iso.clone()),
            updated: card.updated.as_ref().map(|it| it.iso.clone()),
            og_type: "article",
            json_ld: Some(cx.frame.json_ld("NewsArticle", card, &self.head.description, &data)),
            language: common.language.clone(),
            translations: self.translations.clone(),
            withdrawn: card.withdrawn.clone(),
            ..Head::default()
        };
        cx.frame.page("article.html", head, Some(&self.prose), cx, |values| {
            self.fill(values);
            values.put_with("bylines", bylines);
            values.put("agency", &card.agency);
            values.put("date", &card.date);
            values.put("updated", &card.updated);
            values.put("summary", &common.summary);
            values.put("image", &card.image);
            values.put_with("toc", || toc(facts));
            values.put_with("attachments", || attachments(facts, self.prose.targets, cx));
            values.put("topics", &card.topics);
            values.put("tags", &common.tags);
            values.put_with("corrections", corrections);
            values.put("source", &source);
            values.put_with("share", || Share::new(cx.frame, &card.title, &card.url));
            values.put_with("feedback_url", || feedback_url(cx.frame, &card.title, &card.url));
        })
    }
}

/// Structured data of an article (schema.org `NewsArticle`).
#[derive(Serialize)]
struct NewsArticle<'a> {
    headline: &'a str,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<&'a str>,
    author: By<'a>,
    publisher: &'a serde_json::Value,
    #[serde(rename = "articleSection", skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum By<'a> {
    Agency(&'a serde_json::Value),
    Persons(Vec<Person<'a>>),
}

#[derive(Serialize)]
struct Person<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

/// Home and section.
pub(super) fn crumbs(card: &Card, cx: &Render<'_>) -> Vec<Anchor> {
    std::iter::once(home_crumb(cx)).chain(card.section.as_deref().cloned()).collect()
}

/// Shortest outline that is worth a table of contents, in headings.
const TOC: usize = 3;

/// The table of contents of a long text: headings of the two upper levels.
pub(super) fn toc(facts: &Facts) -> Vec<TocItem<'_>> {
    let upper: Vec<TocItem<'_>> = facts
        .outline
        .iter()
        .filter(|it| it.level <= 3)
        .map(|it| TocItem { level: it.level, id: &it.id, text: &it.text })
        .collect();
    if upper.len() < TOC || !facts.is_long { Vec::new() } else { upper }
}

/// The files to download that exist.
pub(super) fn attachments(facts: &Facts, targets: &Targets, cx: &Render<'_>) -> Vec<AttachmentValue> {
    let pairs = facts.common.attachments.iter().zip(&targets.attachments);
    let values = pairs.filter_map(|(typed, file)| {
        let file = file.as_ref()?;
        let name = file.url.rsplit('/').next().unwrap_or_default();
        Some(AttachmentValue {
            title: typed.title.clone().unwrap_or_else(|| name.to_owned()),
            url: cx.frame.url(&links::encode(&file.url)),
            kind: asset::extension(name).unwrap_or_default().to_uppercase(),
            size: number::bytes(file.size),
        })
    });
    values.collect()
}

impl Output for Articles {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        let ids = site.ids().filter(|it| site.entry(*it).facts.kind() == Kind::Article);
        let ids: Vec<EntryId> = ids.collect();
        files.par_extend(ids.into_par_iter().filter_map(|it| file(site, it)));
    }
}

pub(super) fn file<'s>(site: &'s Site<'s>, id: EntryId) -> Option<File<'s>> {
    let (graph, node) = (site.graph, site.node(id));
    let [newer, older] = graph.around[id.0].map(|it| {
        let card = site.card(it?);
        Some(Neighbour { title: &card.title, url: &card.url })
    });
    let related: Vec<EntryId> = graph.related[id.0].iter().copied().filter(|it| site.stands(*it)).collect();
    let view = ArticleView {
        card: site.card(id),
        head: &graph.heads[id.0],
        prose: Prose::of(site, id),
        references: &graph.legal.ref_values[id.0],
        plans: &graph.plan_refs[id.0],
        procedures: named(site, id),
        authors: node.authors.iter().map(|it| &site.registries.authors[*it]).collect(),
        newer,
        older,
        related: Cards::new(site, &related, 3),
        translations: translations(site, id),
    };
    let route = Route::new(&format!("{}index.html", node.url)).ok()?;
    Some(File { route, view: Box::new(view), listing: listing(site, id) })
}

/// The line of the site map for an entry: by the month in which it appeared, or with the lists. None if it is withdrawn.
pub(super) fn listing(site: &Site<'_>, id: EntryId) -> Option<Arc<Listing>> {
    let (card, node) = (site.card(id), site.node(id));
    if card.withdrawn.is_some() {
        return None;
    }
    let part = match (card.kind, node.day) {
        ("article", Some(day)) => format!("{}-{:02}", day.year(), day.month()),
        ("document", Some(day)) => format!("van-ban-{}", day.year()),
        _ => "trang".to_owned(),
    };
    let changed = card.updated.as_ref().or(card.date.as_ref()).map(|it| it.iso.clone());
    Some(Arc::new(Listing { url: node.url.clone(), part, changed }))
}
