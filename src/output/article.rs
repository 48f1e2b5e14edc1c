//! Articles.

use serde::Serialize;
use serde_json::json;

use super::{
    File, Listing, Output, Render, View, body,
    frame::{Head, home_crumb},
};
use crate::{
    diag::Diagnostic,
    kind::{Kind, Meta, registry::Author},
    route::Route,
    site::{
        Card, EntryId, Site,
        card::{Anchor, DateText},
        heads,
        legal_index::CiteLink,
        legal_values::RefValue,
        links::{self, Targets},
        plans::PlanRef,
        routes,
    },
    source::{Facts, Prose, asset},
    stamp::{Fp, Stamped},
    text::number,
};

/// The articles.
pub(super) struct Articles;

view! {
    /// Everything that the page of an article may show.
    pub(super) struct ArticleView<'s> {
        card: &'s Stamped<Card>,
        head: &'s Stamped<heads::Head>,
        #[serde(skip)]
        facts: &'s Stamped<Facts>,
        #[serde(skip)]
        body: &'s Prose,
        #[serde(skip)]
        targets: &'s Stamped<Targets>,
        #[serde(skip)]
        cites: &'s Stamped<Vec<Option<CiteLink>>>,
        references: &'s Stamped<Vec<RefValue>>,
        plans: &'s Stamped<Vec<PlanRef>>,
        #[serde(skip)]
        authors: Vec<&'s Author>,
        newer: Option<&'s Stamped<Card>>,
        older: Option<&'s Stamped<Card>>,
        related: Vec<&'s Stamped<Card>>,
    }
}

#[derive(Serialize)]
struct Values<'a, 's> {
    #[serde(flatten)]
    view: &'a ArticleView<'s>,
    bylines: Vec<Anchor>,
    agency: Option<&'a Anchor>,
    date: Option<&'a DateText>,
    updated: Option<&'a DateText>,
    summary: Option<&'a str>,
    image: Option<&'a crate::site::card::Picture>,
    toc: Vec<TocItem<'a>>,
    attachments: Vec<AttachmentValue>,
    topics: &'a [Anchor],
    tags: &'a [String],
    corrections: Vec<CorrectionValue<'a>>,
    source: Option<SourceValue<'a>>,
    procedures: &'a [String],
    feedback_url: Option<String>,
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
    fn template(&self) -> Option<&'static str> {
        Some("article.html")
    }

    fn key(&self) -> Fp {
        Fp::of(self)
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        self.see_inputs(see);
    }

    fn render(&self, cx: &Render<'_>) -> Result<Vec<u8>, Diagnostic> {
        let common = &self.facts.common;
        let Meta::Article(article) = &self.facts.meta else { return Ok(Vec::new()) };
        let bylines = self.authors.iter().map(|it| Anchor {
            title: it.name.clone(),
            url: cx.frame.url(&format!("{}{}/", routes::AUTHORS, it.id.value)),
        });
        let corrections = common.corrections.iter().map(|it| CorrectionValue {
            date: it.date.as_ref().map(|it| cx.frame.date(it.value)),
            text: &it.text,
        });
        let values = Values {
            bylines: bylines.collect(),
            agency: self.card.agency.as_ref(),
            date: self.card.date.as_ref(),
            updated: self.card.updated.as_ref(),
            summary: common.summary.as_deref(),
            image: self.card.image.as_ref(),
            toc: toc(self.facts),
            attachments: attachments(self.facts, self.targets, cx),
            topics: &self.card.topics,
            tags: &common.tags,
            corrections: corrections.collect(),
            source: common
                .source
                .as_ref()
                .map(|it| SourceValue { name: it.name.as_deref(), url: it.url.as_deref() }),
            procedures: &article.procedures,
            feedback_url: cx.frame.feedback_url(&self.card.title, &self.card.url),
            view: self,
        };
        let fill =
            body::Fill { facts: self.facts, targets: self.targets, cites: self.cites, base: cx.frame.base() };
        let authors: Vec<&str> = self.authors.iter().map(|it| it.name.as_str()).collect();
        let head = Head {
            title: self.card.title.clone(),
            head_title: self.head.title.clone(),
            description: self.head.description.clone(),
            breadcrumbs: crumbs(self.card, cx),
            image: self.card.image.clone(),
            published: self.card.date.as_ref().map(|it| it.iso.clone()),
            updated: self.card.updated.as_ref().map(|it| it.iso.clone()),
            og_type: "article",
            json_ld: Some(cx.frame.json_ld("NewsArticle", self.card, &self.head.description, &json!({
                "headline": self.card.title,
                "datePublished": self.card.date.as_ref().map(|it| &it.iso),
                "dateModified": self.card.updated.as_ref().or(self.card.date.as_ref()).map(|it| &it.iso),
                "author": if authors.is_empty() { cx.frame.publisher() } else { authors.iter().map(|it| json!({"@type": "Person", "name": it})).collect() },
                "publisher": cx.frame.publisher(),
                "articleSection": self.card.section.as_ref().map(|it| &it.title),
                "inLanguage": common.language.as_deref().unwrap_or(cx.frame.language()),
            }))),
            has_code: self.facts.has_code,
            content: Some(body::html(self.body, &fill)),
            language: common.language.clone(),
            ..Head::default()
        };
        cx.frame.page("article.html", &values, head, cx)
    }
}

/// Home and section.
pub(super) fn crumbs(card: &Card, cx: &Render<'_>) -> Vec<Anchor> {
    std::iter::once(home_crumb(cx)).chain(card.section.clone()).collect()
}

/// Shortest outline that is worth a table of contents, in headings, and shortest text, in hundreds of words.
const TOC: (usize, usize) = (3, 5);

/// The table of contents of a long text: headings of the two upper levels.
pub(super) fn toc(facts: &Facts) -> Vec<TocItem<'_>> {
    let upper: Vec<TocItem<'_>> = facts
        .outline
        .iter()
        .filter(|it| it.level <= 3)
        .map(|it| TocItem { level: it.level, id: &it.id, text: &it.text })
        .collect();
    if upper.len() < TOC.0 || facts.hundreds_of_words < TOC.1 { Vec::new() } else { upper }
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
        for id in site.ids().filter(|it| site.entry(*it).facts.kind() == Kind::Article) {
            files.extend(file(site, id));
        }
    }
}

fn file<'s>(site: &'s Site<'s>, id: EntryId) -> Option<File<'s>> {
    let (graph, entry, node) = (site.graph, site.entry(id), site.node(id));
    let [newer, older] = graph.around[id.0].map(|it| it.map(|it| site.card(it)));
    let view = ArticleView {
        card: site.card(id),
        head: &graph.heads[id.0],
        facts: &entry.facts,
        body: &entry.body,
        targets: &graph.targets[id.0],
        cites: &graph.legal.cite_links[id.0],
        references: &graph.legal.ref_values[id.0],
        plans: &graph.plan_refs[id.0],
        authors: node.authors.iter().map(|it| &site.registries.authors[*it]).collect(),
        newer,
        older,
        related: graph.related[id.0].iter().map(|it| site.card(*it)).collect(),
    };
    let route = Route::new(&format!("{}index.html", node.url)).ok()?;
    Some(File { route, view: Box::new(view), listing: Some(listing(site, id)) })
}

/// The line of the site map for an entry: by the month in which it appeared, or with the lists.
pub(super) fn listing(site: &Site<'_>, id: EntryId) -> Listing {
    let (card, node) = (site.card(id), site.node(id));
    let part = match (card.kind, node.day) {
        ("article", Some(day)) => format!("{}-{:02}", day.year(), day.month()),
        ("document", Some(day)) => format!("van-ban-{}", day.year()),
        _ => "trang".to_owned(),
    };
    let changed = card.updated.as_ref().or(card.date.as_ref()).map(|it| it.iso.clone());
    Listing { url: node.url.clone(), part, changed }
}
