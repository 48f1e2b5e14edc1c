//! Pages of the kind `page`, and redirects from old addresses.

use serde::Serialize;
use serde_json::json;

use super::{
    File, Output, Render, Rendered, View,
    article::{attachments, crumbs, listing, toc},
    body::Prose,
    frame::{Head, SectionValue, home_crumb, section_value},
    list::{file, list_head},
    registry::TopicItem,
    translations::{Translation, translations},
};
use crate::{
    diag::Diagnostic,
    kind::Kind,
    route::Route,
    site::{
        Card, EntryId, Site,
        card::{Anchor, unit_anchor},
        heads, routes,
    },
    stamp::Stamped,
    text,
};

/// The pages and the redirects.
pub(super) struct Pages;

view! {
    /// Everything that a page may show.
    pub(super) struct PageView<'s> {
        card: &'s Stamped<Card>,
        head: &'s Stamped<heads::Head>,
        #[unseen]
        prose: Prose<'s>,
        #[unseen]
        translations: Vec<Translation>,
    }
}

impl View for PageView<'_> {
    prose_page!("page.html");

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let common = &self.prose.facts().common;
        let head = Head {
            title: self.card.title.clone(),
            head_title: self.head.title.clone(),
            description: self.head.description.clone(),
            breadcrumbs: crumbs(self.card, cx),
            image: self.card.image.clone(),
            updated: self.card.updated.as_ref().map(|it| it.iso.clone()),
            json_ld: Some(cx.frame.json_ld(
                "WebPage",
                self.card,
                &self.head.description,
                &json!({
                    "name": self.card.title,
                    "inLanguage": common.language.as_deref().unwrap_or(cx.frame.language()),
                }),
            )),
            language: common.language.clone(),
            translations: self.translations.clone(),
            withdrawn: self.card.withdrawn.clone(),
            ..Head::default()
        };
        cx.frame.page("page.html", head, Some(&self.prose), cx, |values| {
            self.fill(values);
            values.put_with("toc", || toc(self.prose.facts()));
            values.put_with("attachments", || attachments(self.prose.facts(), self.prose.targets, cx));
            values.put("image", &self.card.image);
            values.put("summary", &common.summary);
            values.put("updated", &self.card.updated);
        })
    }
}

/// A section of the site map.
#[derive(Hash, Serialize)]
pub(super) struct MapSection {
    #[serde(flatten)]
    section: SectionValue,
    items: Vec<Anchor>,
}

view! {
    /// All sections, topics, units and pages.
    pub(super) struct SiteMapView<'s> {
        sections: Vec<MapSection>,
        topics: Vec<TopicItem<'s>>,
        units: Vec<Anchor>,
        pages: Vec<Anchor>,
    }
}
page_view!(SiteMapView, "sitemap.html");

impl SiteMapView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        list_head(&cx.word("site_map"), Some(&cx.word("site_map_text")), None, "", vec![home_crumb(cx)])
    }
}

fn site_map<'s>(site: &'s Site<'s>) -> SiteMapView<'s> {
    let anchor =
        |it: &EntryId| Anchor { title: site.card(*it).title.clone(), url: site.card(*it).url.clone() };
    let sections = site.sections().map(|(section, ids)| MapSection {
        section: section_value(section, site),
        items: if matches!(section.kind, "plan" | "page") {
            ids.iter().map(anchor).collect()
        } else {
            Vec::new()
        },
    });
    let mut pages: Vec<Anchor> =
        site.ids().filter(|it| site.card(*it).kind == "page").map(|it| anchor(&it)).collect();
    pages.sort_by(|a, b| text::compare(&a.title, &b.title));
    let mut units: Vec<Anchor> =
        (0..site.registries.units.len()).map(|it| unit_anchor(site.config, site.registries, it)).collect();
    units.sort_by(|a, b| text::compare(&a.title, &b.title));
    SiteMapView { sections: sections.collect(), topics: super::registry::topic_items(site), units, pages }
}

view! {
    /// A page that leads from an old address to the new one.
    pub(super) struct RedirectView<'s> {
        target: Target<'s>,
    }
}
page_view!(RedirectView, "redirect.html");

/// Where a redirect leads.
#[derive(Hash, Serialize)]
pub(super) struct Target<'s> {
    title: &'s str,
    url: &'s str,
    full: String,
}

impl RedirectView<'_> {
    fn head(&self, _cx: &Render<'_>) -> Head {
        let title = self.target.title.to_owned();
        Head {
            head_title: title.clone(),
            description: title.clone(),
            title,
            noindex: true,
            ..Head::default()
        }
    }
}

impl Output for Pages {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        let graph = site.graph;
        files.extend(file(routes::SITE_MAP, Box::new(site_map(site)), "trang"));
        for id in site.ids().filter(|it| site.entry(*it).facts.kind() == Kind::Page) {
            let node = site.node(id);
            let view = PageView {
                card: site.card(id),
                head: &graph.heads[id.0],
                prose: Prose::of(site, id),
                translations: translations(site, id),
            };
            if let Ok(route) = Route::new(&format!("{}index.html", node.url)) {
                files.push(File { route, view: Box::new(view), listing: listing(site, id) });
            }
        }
        for (file, id) in &graph.redirects {
            let (card, node) = (site.card(*id), site.node(*id));
            let target =
                Target { title: &card.title, url: &card.url, full: site.config.base.full(&node.url) };
            if let Ok(route) = Route::new(file) {
                files.push(File { route, view: Box::new(RedirectView { target }), listing: None });
            }
        }
    }
}
