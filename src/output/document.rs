//! Legal documents: the register, its lists, the page of each, and what articles cite but the register lacks.

use serde::Serialize;

use super::{
    File, Output, Render, Rendered, View,
    article::{attachments, crumbs, listing},
    body::Prose,
    frame::{Head, SectionValue, feed_links, home_crumb, section_value},
    legislation,
    list::{SectionView, file, list_head, pages},
    pager::{self, Pager},
    plan::articles_of,
    share::Share,
    values::{Brief, Cards, briefs},
};
use crate::{
    config::Section,
    diag::Diagnostic,
    kind::Kind,
    route::Route,
    site::{
        Card, EntryId, Site,
        card::Anchor,
        documents::{Facet, Group},
        heads,
        legal_values::{DocumentValue, RelationGroup},
        routes,
        timeliness::first_article,
    },
    stamp::Stamped,
};

/// The documents and their lists.
pub(super) struct Documents;

/// A list of documents as a link.
#[derive(Clone, Hash, Serialize)]
pub(super) struct FacetItem<'s> {
    title: &'s str,
    url: String,
    count: usize,
}

/// Lists of documents, by group.
#[derive(Clone, Hash, Serialize)]
pub(super) struct Facets<'s> {
    states: Vec<FacetItem<'s>>,
    types: Vec<FacetItem<'s>>,
    issuers: Vec<FacetItem<'s>>,
    levels: Vec<FacetItem<'s>>,
    places: Vec<FacetItem<'s>>,
    years: Vec<FacetItem<'s>>,
}

/// The list that a page shows.
#[derive(Hash, Serialize)]
pub(super) struct FacetValue<'s> {
    group: &'static str,
    title: &'s str,
    url: String,
}

/// Addresses of the register as data.
#[derive(Hash, Serialize)]
pub(super) struct OpenDataLinks {
    json: String,
    csv: String,
    citations: String,
}

view! {
    /// A page of the register, or of one of its lists.
    pub(super) struct DocumentsView<'s> {
        section: SectionValue,
        facet: Option<FacetValue<'s>>,
        facets: Facets<'s>,
        items: Cards<'s>,
        n_unknown: usize,
        by_number: Option<String>,
        open_data: Option<OpenDataLinks>,
        pager: Option<Pager>,
    }
}
page_view!(DocumentsView, "documents.html");

impl DocumentsView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let section = &self.section;
        match &self.facet {
            None => list_head(
                &section.title,
                section.description.as_deref(),
                self.pager.as_ref(),
                &section.url,
                vec![home_crumb(cx)],
            ),
            Some(facet) => {
                let group = cx.word(&format!("documents_{}", facet.group));
                let title = format!("{group}: {}", facet.title);
                let crumbs =
                    vec![home_crumb(cx), Anchor { title: section.title.clone(), url: section.url.clone() }];
                let mut head = list_head(
                    &title,
                    Some(&cx.word("documents_text").replace("{}", &title)),
                    self.pager.as_ref(),
                    &facet.url,
                    crumbs,
                );
                head.head_title = format!("{} – {}", head.head_title, section.title);
                head
            }
        }
    }
}

/// The files of the section of documents: the whole register and its lists.
pub(super) fn list<'s>(site: &'s Site<'s>, section: &'s Section, ids: &[EntryId], files: &mut Vec<File<'s>>) {
    let facets = facets(site);
    let none = Facets {
        states: vec![],
        types: vec![],
        issuers: vec![],
        levels: vec![],
        places: vec![],
        years: vec![],
    };
    let mut add = |list: &str, ids: &[EntryId], facet: Option<&'s Facet>| {
        pages(site, list, ids, files, |items, pager| {
            let front = facet.is_none() && pager.as_ref().is_none_or(|it| it.number.is_none());
            let has_data = front && !site.graph.legal.documents.is_empty();
            Box::new(DocumentsView {
                section: section_value(section, site),
                facet: facet.map(|it| FacetValue {
                    group: it.group.name(),
                    title: &it.title,
                    url: site.config.base.path_of(&it.url),
                }),
                facets: if front { facets.clone() } else { none.clone() },
                items: Cards::new(site, items, 2),
                n_unknown: if front { site.graph.legal.unknown.len() } else { 0 },
                by_number: has_data.then(|| site.config.base.path_of(&routes::numbers(&section.folder))),
                open_data: has_data.then(|| OpenDataLinks {
                    json: site.config.base.path_of(routes::DOCUMENTS_JSON),
                    csv: site.config.base.path_of(routes::DOCUMENTS_CSV),
                    citations: site.config.base.path_of(routes::CITATIONS_JSON),
                }),
                pager,
            })
        });
    };
    add(&format!("/{}/", section.folder), ids, None);
    for facet in &site.graph.facets {
        add(&facet.url, &facet.members, Some(facet));
    }
}

fn facets<'s>(site: &'s Site<'s>) -> Facets<'s> {
    let of = |group: Group| {
        let items = site.graph.facets.iter().filter(|it| it.group == group);
        items
            .map(|it| FacetItem {
                title: &it.title,
                url: site.config.base.path_of(&it.url),
                count: it.members.len(),
            })
            .collect()
    };
    Facets {
        states: of(Group::State),
        types: of(Group::Type),
        issuers: of(Group::Issuer),
        levels: of(Group::Level),
        places: of(Group::Place),
        years: of(Group::Year),
    }
}

/// An article that cites a document.
#[derive(Hash, Serialize)]
pub(super) struct CitedItem<'s> {
    card: Brief<'s>,
    role: Option<&'static str>,
    provision: Option<&'s str>,
    sentence: Option<&'s str>,
}

/// Articles of one year that cite a document.
#[derive(Hash, Serialize)]
pub(super) struct CitedYear<'s> {
    year: i16,
    items: Vec<CitedItem<'s>>,
}

/// The first article about a document, and how many days after its issue it came.
#[derive(Hash, Serialize)]
pub(super) struct FirstArticle<'s> {
    title: &'s str,
    url: &'s str,
    days: i32,
}

view! {
    /// Everything that the page of a document may show.
    pub(super) struct DocumentView<'s> {
        card: &'s Stamped<Card>,
        #[unseen]
        head: &'s Stamped<heads::Head>,
        #[unseen]
        prose: Prose<'s>,
        document: &'s Stamped<DocumentValue>,
        relations: &'s Stamped<Vec<RelationGroup>>,
        cited_by: Vec<CitedYear<'s>>,
        n_citing: usize,
        first_article: Option<FirstArticle<'s>>,
        cited_with: Cards<'s>,
        resting: Cards<'s>,
        pager: Option<Pager>,
        #[unseen]
        list: &'s str,
    }
}

impl View for DocumentView<'_> {
    prose_page!("document.html");

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let head = Head {
            title: self.card.title.clone(),
            head_title: self.head.title.clone(),
            description: self.head.description.clone(),
            breadcrumbs: crumbs(self.card, cx),
            image: self.card.image.clone(),
            has_card: true,
            published: self.card.date.as_ref().map(|it| it.iso.clone()),
            withdrawn: self.card.withdrawn.clone(),
            feeds: if self.n_citing > 0 {
                feed_links(&self.document.name, self.list, cx.frame.base())
            } else {
                Vec::new()
            },
            json_ld: Some(cx.frame.json_ld(
                "Legislation",
                self.card,
                &self.head.description,
                &legislation::json_ld(self.document, self.relations, &cx.frame.base().origin),
            )),
            ..Head::default()
        };
        cx.frame.page("document.html", head, Some(&self.prose), cx, |values| {
            self.fill(values);
            values.put("summary", &self.prose.facts().common.summary);
            values.put("topics", &self.card.topics);
            values.put_with("attachments", || attachments(self.prose.facts(), self.prose.targets, cx));
            values.put_with("share", || Share::new(cx.frame, &self.card.title, &self.card.url));
        })
    }
}

view! {
    /// Documents that articles cite and the register lacks.
    pub(super) struct UnknownView<'s> {
        items: Vec<UnknownItem<'s>>,
    }
}
page_view!(UnknownView, "unknown.html");

#[derive(Hash, Serialize)]
pub(super) struct UnknownItem<'s> {
    name: &'s str,
    count: usize,
    cited_by: Vec<Brief<'s>>,
}

impl UnknownView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let mut head = list_head(
            &cx.word("unknown_title"),
            Some(&cx.word("unknown_help")),
            None,
            "",
            vec![home_crumb(cx)],
        );
        head.noindex = false;
        head
    }
}

impl Output for Documents {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        for id in site.ids().filter(|it| site.entry(*it).facts.kind() == Kind::Document) {
            pages_of(site, id, files);
        }
        let legal = &site.graph.legal;
        if !legal.unknown.is_empty() {
            let items = legal.unknown.iter().map(|it| UnknownItem {
                name: &it.name,
                count: it.by.len(),
                cited_by: briefs(site, &it.by),
            });
            files.extend(file(routes::UNKNOWN, Box::new(UnknownView { items: items.collect() }), "trang"));
        }
    }
}

pub(super) fn pages_of<'s>(site: &'s Site<'s>, id: EntryId, files: &mut Vec<File<'s>>) {
    let legal = &site.graph.legal;
    let Some(document) = legal.documents.get(&id) else { return };
    let citing = legal.cited_by.get(&id).map_or(&[][..], Vec::as_slice);
    let mut ids: Vec<EntryId> = citing.iter().map(|it| it.by).collect();
    ids.dedup();
    let list = site.node(id).url.as_str();
    let base_list = site.config.base.path_of(list);
    for chunk in pager::chunks(&ids, site.config.page_size) {
        let url = chunk.url(list);
        let pager = chunk.pager(&base_list);
        if chunk.number.is_some() {
            let section = articles_of(site.card(id), &site.graph.heads[id.0], &base_list);
            files.extend(file(
                &url,
                Box::new(SectionView { section, items: Cards::new(site, chunk.items, 2), pager }),
                "trang",
            ));
            continue;
        }
        let shown = citing.iter().filter(|it| chunk.items.contains(&it.by));
        let mut cited_by: Vec<CitedYear<'s>> = Vec::new();
        for it in shown {
            let year = site.node(it.by).day.map_or(0, jiff::civil::Date::year);
            let item = CitedItem {
                card: Brief(site.card(it.by)),
                role: it.role,
                provision: it.provision.as_deref(),
                sentence: it.sentence(&site.entry(it.by).facts),
            };
            match cited_by.last_mut().filter(|it| it.year == year) {
                Some(same) => same.items.push(item),
                None => cited_by.push(CitedYear { year, items: vec![item] }),
            }
        }
        let first_article = first_article(site, id).map(|it| {
            let card = site.card(it.article);
            FirstArticle { title: &card.title, url: &card.url, days: it.days }
        });
        let view = DocumentView {
            first_article,
            card: site.card(id),
            head: &site.graph.heads[id.0],
            prose: Prose::of(site, id),
            document: &document.value,
            relations: &document.relations,
            cited_by,
            n_citing: ids.len(),
            cited_with: Cards::new(site, &legal.cited_with(id).collect::<Vec<_>>(), 3),
            resting: Cards::new(site, site.graph.services.resting.get(&id).map_or(&[][..], Vec::as_slice), 3),
            pager,
            list,
        };
        if let Ok(route) = Route::new(&format!("{url}index.html")) {
            files.push(File { route, view: Box::new(view), listing: listing(site, id) });
        }
    }
}
