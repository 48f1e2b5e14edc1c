//! The page of the search: the form with its filters, and the indexes for those without scripts.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    output::{
        Render,
        frame::{Head, SectionValue, home_crumb, section_value},
        list::list_head,
        registry::{TopicItem, topic_items},
    },
    site::Site,
    text,
};

/// A choice of a filter.
#[derive(Hash, Serialize)]
pub(super) struct Choice<'s> {
    key: &'s str,
    title: &'s str,
}

view! {
    /// Everything that the page of the search may show.
    pub(super) struct SearchView<'s> {
        sections: Vec<SectionValue>,
        topics: Vec<TopicItem<'s>>,
        by_section: Vec<Choice<'s>>,
        by_topic: Vec<Choice<'s>>,
        by_agency: Vec<Choice<'s>>,
        by_state: Vec<Choice<'s>>,
        by_year: Vec<i16>,
    }
}
page_view!(SearchView, "search.html");

impl SearchView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        list_head(&cx.word("search"), Some(&cx.word("search_text")), None, "", vec![home_crumb(cx)])
    }
}

/// Gathers the page: only what has pages can be chosen.
pub(super) fn view<'s>(site: &'s Site<'s>) -> SearchView<'s> {
    let config = site.config;
    let registries = site.registries;
    let nodes = || site.ids().map(|it| site.node(it));
    let units: BTreeSet<usize> = nodes().filter_map(|it| it.agency).collect();
    let topics: BTreeSet<usize> = nodes().flat_map(|it| it.topics.iter().copied()).collect();
    let years: BTreeSet<i16> = nodes().filter_map(|it| Some(it.day?.year())).collect();
    let legal = site.ids().filter_map(|it| site.card(it).legal.as_ref());
    let states: BTreeMap<&str, &str> =
        legal.filter_map(|it| Some((it.state_key?, it.state.as_deref()?))).collect();
    let sections = config.sections.iter().zip(&site.graph.sections).filter(|it| !it.1.is_empty());
    let mut by_agency: Vec<Choice<'_>> = units
        .into_iter()
        .map(|it| &registries.units[it])
        .map(|it| Choice { key: &it.id.value, title: &it.name })
        .collect();
    by_agency.sort_by(|a, b| text::compare(a.title, b.title));
    SearchView {
        sections: site.sections().map(|it| section_value(it.0, site)).collect(),
        topics: topic_items(site),
        by_section: sections.map(|(it, _)| Choice { key: &it.folder, title: &it.title }).collect(),
        by_topic: topics
            .into_iter()
            .map(|it| &registries.topics[it])
            .map(|it| Choice { key: &it.id.value, title: &it.title })
            .collect(),
        by_agency,
        by_state: states.into_iter().map(|(key, title)| Choice { key, title }).collect(),
        by_year: years.into_iter().rev().collect(),
    }
}
