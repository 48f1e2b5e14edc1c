//! The home page and the page for addresses that lead nowhere.

use super::{
    File, Output, Render,
    frame::{Head, SectionValue, section_value},
    list::cards,
    registry::TopicItem,
};
use crate::{
    route::Route,
    site::{Card, EntryId, Site, plans::PlanCard},
    stamp::Stamped,
};

/// The home page, and `404.html`.
pub(super) struct Home;

/// Featured articles on the home page.
const FEATURED: usize = 3;
/// Newest articles on the home page.
const LATEST: usize = 6;
/// Articles of a section on the home page.
const PER_SECTION: usize = 4;
/// Plans on the home page.
const PLANS: usize = 4;
/// Newest documents on the home page.
const DOCUMENTS: usize = 6;

/// A section with its newest entries.
#[derive(Hash, serde::Serialize)]
pub(super) struct SectionBlock<'s> {
    #[serde(flatten)]
    section: SectionValue,
    items: Vec<&'s Stamped<Card>>,
}

view! {
    /// The home page.
    pub(super) struct HomeView<'s> {
        featured: Vec<&'s Stamped<Card>>,
        latest: Vec<&'s Stamped<Card>>,
        sections: Vec<SectionBlock<'s>>,
        topics: Vec<TopicItem<'s>>,
        plans: Vec<&'s Stamped<PlanCard>>,
        documents: Vec<&'s Stamped<Card>>,
        #[unseen]
        title: &'s str,
        #[unseen]
        description: &'s str,
    }
}
page_view!(HomeView, "home.html");

impl HomeView<'_> {
    fn head(&self, _cx: &Render<'_>) -> Head {
        Head { title: self.title.to_owned(), description: self.description.to_owned(), ..Head::default() }
    }
}

view! {
    /// The page for addresses that lead nowhere.
    pub(super) struct NotFoundView<'s> {
        sections: Vec<SectionValue>,
        topics: Vec<TopicItem<'s>>,
    }
}
page_view!(NotFoundView, "not_found.html");

impl NotFoundView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let title = cx.word("not_found");
        Head {
            head_title: title.clone(),
            description: cx.word("not_found_help"),
            title,
            noindex: true,
            ..Head::default()
        }
    }
}

impl Output for Home {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        let graph = site.graph;
        let stands = |it: &EntryId| site.stands(*it);
        let articles = || graph.articles.iter().copied().filter(stands);
        let mut featured: Vec<EntryId> =
            articles().filter(|it| site.card(*it).featured).take(FEATURED).collect();
        if featured.is_empty() {
            featured.extend(articles().next());
        }
        let latest: Vec<EntryId> = articles().filter(|it| !featured.contains(it)).take(LATEST).collect();
        let listed = |kind: &str| matches!(kind, "article" | "page");
        let sections = site
            .config
            .sections
            .iter()
            .zip(&graph.sections)
            .filter(|(it, ids)| listed(it.kind) && !ids.is_empty());
        // A section goes on from what stands above; one that has no more says nothing new.
        let is_above = |it: &EntryId| featured.contains(it) || latest.contains(it);
        let sections = sections.map(|(section, ids)| {
            let further: Vec<EntryId> =
                ids.iter().copied().filter(|it| stands(it) && !is_above(it)).take(PER_SECTION).collect();
            SectionBlock { section: section_value(section, site), items: cards(site, &further) }
        });
        let sections = sections.filter(|it| !it.items.is_empty());
        let plans = site
            .config
            .sections
            .iter()
            .zip(&graph.sections)
            .filter(|(it, _)| it.kind == "plan")
            .flat_map(|(_, ids)| ids);
        let documents = graph.legal.by_date.iter().filter(|it| site.card(**it).kind == "document");
        let documents: Vec<EntryId> = documents.take(DOCUMENTS).copied().collect();
        let view = HomeView {
            sections: sections.collect(),
            topics: super::registry::topic_items(site),
            plans: plans.filter_map(|it| graph.plan_cards.get(it)).take(PLANS).collect(),
            documents: cards(site, &documents),
            featured: cards(site, &featured),
            latest: cards(site, &latest),
            title: &site.config.title,
            description: &site.config.description,
        };
        files.extend(super::list::file("/", Box::new(view), "trang"));
        let sections = site.sections().map(|it| section_value(it.0, site)).collect();
        let view = NotFoundView { sections, topics: super::registry::topic_items(site) };
        if let Ok(route) = Route::new("/404.html") {
            files.push(File { route, view: Box::new(view), listing: None });
        }
    }
}
