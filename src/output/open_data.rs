//! Open data: the register, and who cites what. `docs/open-data.md` describes every field.
//!
//! Citations are cut by year of the citing article, so that an edit touches one part and the small index.

use std::{collections::BTreeMap, hash::Hash, sync::Arc};

use serde::Serialize;
use serde_json::json;

use super::{File, Output, Render, Rendered, View};
use crate::{
    diag::Diagnostic,
    route::Route,
    site::{
        EntryId, Site,
        card::rfc3339,
        legal_index::Citing,
        records::{self, DocumentRecord},
        routes,
    },
    source::Facts,
    stamp::{Fp, Stamped},
};

/// The files below `/du-lieu/`.
pub(super) struct OpenData;

/// What every file says of itself.
#[derive(Debug, Clone, Hash, Serialize)]
struct About<'s> {
    /// Name of the site.
    publisher: &'s str,
    /// How the data may be used again, in the words of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'s str>,
}

impl Output for OpenData {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        if site.graph.legal.documents.is_empty() {
            return;
        }
        let about = About { publisher: &site.config.title, license: site.config.footer.reuse.as_deref() };
        let mut add = |url: &str, view: Box<dyn View + 's>| {
            if let Ok(route) = Route::new(url) {
                files.push(File { route, view, listing: None });
            }
        };
        let documents = Arc::new(records::documents(site));
        add(routes::DOCUMENTS_CSV, Box::new(Csv(Arc::clone(&documents))));
        let as_of = site.clock.today().to_string();
        let data = DocumentsData { about: about.clone(), as_of, documents };
        add(routes::DOCUMENTS_JSON, Box::new(Json(data)));
        let mut parts = Vec::new();
        for (year, articles) in articles(site) {
            let url = routes::citations_of(year);
            let count = articles.iter().map(|it| it.items.len()).sum();
            parts.push(Part { year, url: site.config.base.full(&url), citations: count });
            add(&url, Box::new(Json(CitationsData { about: about.clone(), year, articles })));
        }
        add(routes::CITATIONS_JSON, Box::new(Json(PartsData { about, parts })));
    }
}

/// The register on a day.
#[derive(Debug, Hash, Serialize)]
struct DocumentsData<'s> {
    #[serde(flatten)]
    about: About<'s>,
    as_of: String,
    documents: Arc<Vec<DocumentRecord>>,
}

/// The parts of the citations.
#[derive(Debug, Hash, Serialize)]
struct PartsData<'s> {
    #[serde(flatten)]
    about: About<'s>,
    parts: Vec<Part>,
}

#[derive(Debug, Hash, Serialize)]
struct Part {
    year: i16,
    url: String,
    citations: usize,
}

/// The citations of the articles of a year.
#[derive(Hash, Serialize)]
struct CitationsData<'s> {
    #[serde(flatten)]
    about: About<'s>,
    year: i16,
    articles: Vec<Article<'s>>,
}

#[derive(Hash)]
struct Article<'s> {
    url: String,
    date: Option<String>,
    facts: &'s Stamped<Facts>,
    items: Vec<Item<'s>>,
}

struct Item<'s> {
    document: &'s str,
    number: Option<&'s str>,
    citing: &'s Citing,
}

impl Hash for Item<'_> {
    /// The citing sentence is a part of the facts of the article.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.document, self.number, self.citing.role, &self.citing.provision).hash(state);
    }
}

impl Serialize for Article<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let citations = self.items.iter().map(|it| {
            json!({
                "document": it.document,
                "number": it.number,
                "role": it.citing.role,
                "provision": it.citing.provision,
                "sentence": it.citing.sentence(self.facts),
            })
        });
        let citations: Vec<serde_json::Value> = citations.collect();
        let title = &self.facts.common.title.value;
        json!({"article": self.url, "title": title, "date": self.date, "citations": citations})
            .serialize(serializer)
    }
}

/// The articles that cite documents of the register, by year, oldest first; citations in the order of documents.
fn articles<'s>(site: &'s Site<'s>) -> BTreeMap<i16, Vec<Article<'s>>> {
    let legal = &site.graph.legal;
    let mut by_article: BTreeMap<EntryId, Vec<Item<'s>>> = BTreeMap::new();
    for (document, citing) in legal.cited_by.iter() {
        let Some(node) = legal.document(*document) else { continue };
        let entry = &legal.register().entries()[node.place_in_register];
        for it in citing {
            let item = Item { document: &entry.id, number: entry.number.as_deref(), citing: it };
            by_article.entry(it.by).or_default().push(item);
        }
    }
    let mut years: BTreeMap<i16, Vec<Article<'s>>> = BTreeMap::new();
    for (id, items) in by_article {
        let node = site.node(id);
        let article = Article {
            url: site.config.base.full(&node.url),
            date: node.moment.map(|it| rfc3339(it, &site.clock.zone)),
            facts: &site.entry(id).facts,
            items,
        };
        years.entry(node.day.map_or(0, jiff::civil::Date::year)).or_default().push(article);
    }
    for list in years.values_mut() {
        list.sort_by(|a, b| (&a.date, &a.url).cmp(&(&b.date, &b.url)));
    }
    years
}

/// A value as JSON.
struct Json<T>(T);

impl<T: Hash + Serialize + Send + Sync> View for Json<T> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(&self.0)
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("data", self.key());
    }

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let mut bytes = serde_json::to_vec_pretty(&self.0).map_err(|error| {
            let (file, why) = (cx.route.as_str(), error.to_string());
            Diagnostic::error(
                "template-value",
                crate::words!("không ghi được {file}: {why}", "{file} cannot be written: {why}"),
            )
        })?;
        bytes.push(b'\n');
        Ok(bytes.into())
    }
}

/// The register as a table.
struct Csv(Arc<Vec<DocumentRecord>>);

impl View for Csv {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(&self.0)
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("documents", self.key());
    }

    fn render(&self, _cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        Ok(records::csv(&self.0).into_bytes().into())
    }
}
