//! Sections: the front page and the numbered pages of each, by the kind of its entries.

use std::sync::Arc;

use super::{
    File, Listing, Output, Render, document, event,
    frame::{Head, SectionValue, home_crumb, section_value},
    indicator,
    pager::{self, Pager},
    plan, procedures, question,
    values::Cards,
};
use crate::{
    route::Route,
    site::{Card, EntryId, Site, card::Anchor},
    stamp::Stamped,
};

/// The sections of the settings.
pub(super) struct Sections;

view! {
    /// A page of a list of articles or pages.
    pub(super) struct SectionView<'s> {
        section: SectionValue,
        items: Cards<'s>,
        pager: Option<Pager>,
    }
}
page_view!(SectionView, "section.html");

impl SectionView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        list_head(
            &self.section.title,
            self.section.description.as_deref(),
            self.pager.as_ref(),
            &self.section.url,
            vec![home_crumb(cx)],
        )
    }
}

impl Output for Sections {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        for (at, (section, ids)) in site.config.sections.iter().zip(&site.graph.sections).enumerate() {
            if section.is_implied && ids.is_empty() {
                continue;
            }
            let list = format!("/{}/", section.folder);
            // A page of the author's own stands in place of the list, and only of that.
            match section.kind {
                "procedure" => procedures::list(site, at, section, files),
                "event" => event::list(site, section, ids, files),
                _ if site.graph.at(&list).is_some() => {}
                "plan" => plan::list(site, section, ids, files),
                "document" => document::list(site, section, ids, files),
                "question" => question::list(site, section, ids, files),
                "indicator" => indicator::list(site, section, ids, files),
                _ => pages(site, &list, ids, files, |items, pager| {
                    Box::new(SectionView {
                        section: section_value(section, site),
                        items: Cards::new(site, items, 2),
                        pager,
                    })
                }),
            }
        }
    }
}

/// The files of a list at `list`, one per chunk.
pub(super) fn pages<'s>(
    site: &'s Site<'s>,
    list: &str,
    ids: &[EntryId],
    files: &mut Vec<File<'s>>,
    mut view: impl FnMut(&[EntryId], Option<Pager>) -> Box<dyn super::View + 's>,
) {
    let base_list = site.config.base.path_of(list);
    for chunk in pager::chunks(ids, site.config.page_size) {
        let url = chunk.url(list);
        if let Some(file) = file(&url, view(chunk.items, chunk.pager(&base_list)), "trang") {
            files.push(file);
        }
    }
}

/// A page of the site map's part `part`, at an address made of checked parts.
pub(super) fn file<'s>(url: &str, view: Box<dyn super::View + 's>, part: &str) -> Option<File<'s>> {
    let route = Route::new(&format!("{url}index.html")).ok()?;
    let listing = Some(Arc::new(Listing { url: url.to_owned(), part: part.to_owned(), changed: None }));
    Some(File { route, view, listing })
}

/// Cards of entries.
pub(super) fn cards<'s>(site: &'s Site<'s>, ids: &[EntryId]) -> Vec<&'s Stamped<Card>> {
    ids.iter().map(|it| site.card(*it)).collect()
}

/// The head of a page of a list; numbered pages say their number, and so are told apart.
pub(super) fn list_head(
    title: &str,
    description: Option<&str>,
    pager: Option<&Pager>,
    list: &str,
    mut breadcrumbs: Vec<Anchor>,
) -> Head {
    let number = pager.and_then(|it| it.number);
    let (head_title, suffix) = match number {
        Some(number) => {
            breadcrumbs.push(Anchor { title: title.to_owned(), url: list.to_owned() });
            (format!("{title}, trang {number}"), format!(" Trang {number}."))
        }
        None => (title.to_owned(), String::new()),
    };
    let description = description.map_or_else(|| format!("{title}."), str::to_owned);
    Head {
        title: title.to_owned(),
        head_title,
        description: format!("{description}{suffix}"),
        breadcrumbs,
        ..Head::default()
    }
}
