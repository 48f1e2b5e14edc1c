//! Topics, units and authors: their indexes and a list of what each holds.

use serde::Serialize;

use super::{
    File, Output, Render,
    frame::{Head, feed_links, home_crumb},
    list::{file, list_head, pages},
    pager::Pager,
    values::Cards,
};
use crate::{
    kind::registry::{Registries as Registry, Topic, Unit},
    site::{
        EntryId, Site,
        card::{Anchor, DateText, unit_anchor},
        routes,
    },
    text,
};

/// The pages of the registries.
pub(super) struct Registries;

/// A topic in a list.
#[derive(Hash, Serialize)]
pub(super) struct TopicItem<'s> {
    title: &'s str,
    url: String,
    description: Option<&'s str>,
    area: Option<&'s str>,
    count: usize,
}

/// Topics that have articles, in the order of the registry.
pub(super) fn topic_items<'s>(site: &'s Site<'s>) -> Vec<TopicItem<'s>> {
    let topics = site.registries.topics.iter().zip(&site.graph.topics).filter(|(_, ids)| !ids.is_empty());
    topics.map(|(topic, ids)| topic_item(topic, ids.len(), site)).collect()
}

fn topic_item<'s>(topic: &'s Topic, count: usize, site: &'s Site<'s>) -> TopicItem<'s> {
    TopicItem {
        title: &topic.title,
        url: site.config.base.path_of(&topic_url(topic)),
        description: topic.description.as_deref(),
        area: area(topic, site.registries),
        count,
    }
}

fn topic_url(topic: &Topic) -> String {
    format!("{}{}/", routes::TOPICS, topic.id.value)
}

fn area<'s>(topic: &Topic, registries: &'s Registry) -> Option<&'s str> {
    let typed = topic.area.as_ref()?;
    registries
        .areas
        .iter()
        .find(|it| it.id.value == typed.value || it.title == typed.value)
        .map(|it| it.title.as_str())
}

view! {
    /// The index of topics.
    pub(super) struct TopicsView<'s> {
        items: Vec<TopicItem<'s>>,
    }
}
page_view!(TopicsView, "topics.html");

impl TopicsView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        list_head(&cx.word("topics"), Some(&cx.word("topics_text")), None, "", vec![home_crumb(cx)])
    }
}

#[derive(Hash, Serialize)]
pub(super) struct TopicValue<'s> {
    id: &'s str,
    title: &'s str,
    description: Option<&'s str>,
    area: Option<&'s str>,
    url: String,
}

view! {
    /// A page of a topic.
    pub(super) struct TopicView<'s> {
        topic: TopicValue<'s>,
        items: Cards<'s>,
        documents: Cards<'s>,
        others: Cards<'s>,
        pager: Option<Pager>,
        #[unseen]
        list: String,
    }
}
page_view!(TopicView, "topic.html");

impl TopicView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let index = Anchor { title: cx.word("topics"), url: cx.frame.url(routes::TOPICS) };
        let fallback = cx.word("topic_text").replace("{}", self.topic.title);
        let description = self.topic.description.unwrap_or(&fallback);
        let mut head = list_head(
            self.topic.title,
            Some(description),
            self.pager.as_ref(),
            &self.topic.url,
            vec![home_crumb(cx), index],
        );
        head.head_title = format!("{}: {}", cx.word("topic"), head.head_title);
        head.feeds = feed_links(self.topic.title, &self.list, cx.frame.base());
        head
    }
}

/// A unit in the index.
#[derive(Hash, Serialize)]
pub(super) struct UnitItem<'s> {
    name: &'s str,
    url: String,
    short: Option<&'s str>,
    parent: Option<&'s str>,
    count: usize,
    ended: bool,
}

/// Units of one level.
#[derive(Hash, Serialize)]
pub(super) struct UnitGroup<'s> {
    title: &'static str,
    items: Vec<UnitItem<'s>>,
}

view! {
    /// The index of units.
    pub(super) struct UnitsView<'s> {
        groups: Vec<UnitGroup<'s>>,
    }
}
page_view!(UnitsView, "units.html");

impl UnitsView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        list_head(&cx.word("units"), Some(&cx.word("units_text")), None, "", vec![home_crumb(cx)])
    }
}

#[derive(Hash, Serialize)]
struct Contacts<'s> {
    address: Option<&'s str>,
    phone: Option<&'s str>,
    email: Option<&'s str>,
    website: Option<&'s str>,
}

#[derive(Hash, Serialize)]
struct HeadValue<'s> {
    name: Option<&'s str>,
    title: Option<&'s str>,
}

#[derive(Hash, Serialize)]
pub(super) struct UnitValue<'s> {
    id: &'s str,
    name: &'s str,
    aliases: &'s [String],
    short: Option<&'s str>,
    level: Option<&'static str>,
    url: String,
    parent: Option<Anchor>,
    successor: Option<Anchor>,
    predecessors: Vec<Anchor>,
    children: Vec<Anchor>,
    valid_from: Option<DateText>,
    valid_to: Option<DateText>,
    contacts: Contacts<'s>,
    head: Option<HeadValue<'s>>,
}

view! {
    /// A page of a unit.
    pub(super) struct UnitView<'s> {
        unit: UnitValue<'s>,
        items: Cards<'s>,
        documents: Cards<'s>,
        others: Cards<'s>,
        tasks: Vec<super::plan::UnitTasks<'s>>,
        pager: Option<Pager>,
        #[unseen]
        list: String,
        #[unseen]
        has_feed: bool,
    }
}
page_view!(UnitView, "unit.html");

impl UnitView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let index = Anchor { title: cx.word("units"), url: cx.frame.url(routes::UNITS) };
        let description = cx.word("unit_text").replace("{}", self.unit.name);
        let mut head = list_head(
            self.unit.name,
            Some(&description),
            self.pager.as_ref(),
            &self.unit.url,
            vec![home_crumb(cx), index],
        );
        head.head_title = format!("{}: {}", cx.word("unit"), head.head_title);
        if self.has_feed {
            head.feeds = feed_links(self.unit.name, &self.list, cx.frame.base());
        }
        head
    }
}

/// An author in the index.
#[derive(Hash, Serialize)]
pub(super) struct AuthorItem<'s> {
    name: &'s str,
    url: String,
    count: usize,
}

view! {
    /// The index of authors.
    pub(super) struct AuthorsView<'s> {
        items: Vec<AuthorItem<'s>>,
    }
}
page_view!(AuthorsView, "authors.html");

impl AuthorsView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        list_head(&cx.word("authors"), Some(&cx.word("authors_text")), None, "", vec![home_crumb(cx)])
    }
}

#[derive(Hash, Serialize)]
pub(super) struct AuthorValue<'s> {
    name: &'s str,
    initials: Option<&'s str>,
    agency: Option<Anchor>,
    url: String,
}

view! {
    /// A page of an author.
    pub(super) struct AuthorView<'s> {
        author: AuthorValue<'s>,
        items: Cards<'s>,
        pager: Option<Pager>,
    }
}
page_view!(AuthorView, "author.html");

impl AuthorView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let index = Anchor { title: cx.word("authors"), url: cx.frame.url(routes::AUTHORS) };
        let description = cx.word("author_text").replace("{}", self.author.name);
        let mut head = list_head(
            self.author.name,
            Some(&description),
            self.pager.as_ref(),
            &self.author.url,
            vec![home_crumb(cx), index],
        );
        head.head_title = format!("{}: {}", cx.word("author"), head.head_title);
        head
    }
}

impl Output for Registries {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        // Nothing leads to the index of what there is none of.
        let registries = site.registries;
        if !registries.topics.is_empty() {
            topics(site, files);
        }
        if !registries.units.is_empty() {
            units(site, files);
        }
        if !registries.authors.is_empty() {
            authors(site, files);
        }
    }
}

/// Documents on the page of a topic or unit.
const DOCUMENTS: usize = 30;

/// As many of a list as the page of a topic or unit shows.
fn newest(ids: &[EntryId]) -> &[EntryId] {
    &ids[..ids.len().min(DOCUMENTS)]
}

fn topics<'s>(site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
    let all = site.registries.topics.iter().zip(&site.graph.topics);
    let items = all.clone().map(|(topic, ids)| topic_item(topic, ids.len(), site)).collect();
    files.extend(file(routes::TOPICS, Box::new(TopicsView { items }), "trang"));
    let others = site.graph.topic_documents.iter().zip(&site.graph.topic_others);
    for ((topic, ids), (documents, others)) in all.zip(others) {
        let list = topic_url(topic);
        let documents = &documents[..documents.len().min(DOCUMENTS)];
        pages(site, &list, ids, files, |items, pager| {
            let front = pager.as_ref().is_none_or(|it| it.number.is_none());
            Box::new(TopicView {
                topic: TopicValue {
                    id: &topic.id.value,
                    title: &topic.title,
                    description: topic.description.as_deref(),
                    area: area(topic, site.registries),
                    url: site.config.base.path_of(&list),
                },
                items: Cards::new(site, items, 2),
                documents: Cards::new(site, if front { documents } else { &[] }, 3),
                others: Cards::new(site, if front { newest(others) } else { &[] }, 3),
                pager,
                list: list.clone(),
            })
        });
    }
}

fn units<'s>(site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
    let registries = site.registries;
    let anchor = |it: usize| unit_anchor(site.config, registries, it);
    let find = |typed: &str| site.graph.names.units.find(typed);
    let mut groups: Vec<UnitGroup<'s>> = Vec::new();
    for (key, title) in UNIT_LEVELS {
        let members = registries.units.iter().enumerate().filter(|(_, it)| it.level == *key);
        let mut items: Vec<UnitItem<'s>> = members.map(|(at, unit)| unit_item(at, unit, site)).collect();
        items.sort_by(|a, b| text::compare(a.name, b.name));
        if !items.is_empty() {
            groups.push(UnitGroup { title, items });
        }
    }
    files.extend(file(routes::UNITS, Box::new(UnitsView { groups }), "trang"));
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); registries.units.len()];
    let mut predecessors: Vec<Vec<usize>> = vec![Vec::new(); registries.units.len()];
    for (at, unit) in registries.units.iter().enumerate() {
        if let Some(above) = unit.parent.as_ref().and_then(|it| find(&it.value)) {
            children[above].push(at);
        }
        if let Some(next) = unit.successor.as_ref().and_then(|it| find(&it.value)) {
            predecessors[next].push(at);
        }
    }
    let tasks = super::plan::tasks_by_unit(site);
    for (at, unit) in registries.units.iter().enumerate() {
        let list = format!("{}{}/", routes::UNITS, unit.id.value);
        let (ids, issued) = (&site.graph.units[at], &site.graph.issued[at]);
        let date = |it: &Option<crate::diag::At<text::date::Moment>>| {
            it.as_ref().map(|it| DateText::new(it.value, &site.clock.zone, &site.config.language))
        };
        let anchors = |units: &[usize]| {
            let mut anchors: Vec<Anchor> = units.iter().map(|it| anchor(*it)).collect();
            anchors.sort_by(|a, b| text::compare(&a.title, &b.title));
            anchors
        };
        pages(site, &list, ids, files, |items, pager| {
            let front = pager.as_ref().is_none_or(|it| it.number.is_none());
            Box::new(UnitView {
                unit: UnitValue {
                    id: &unit.id.value,
                    name: &unit.name,
                    aliases: &unit.aliases,
                    short: unit.short.as_deref(),
                    level: unit.level.map(crate::site::documents::level_name),
                    url: site.config.base.path_of(&list),
                    parent: unit.parent.as_ref().and_then(|it| find(&it.value)).map(anchor),
                    successor: unit.successor.as_ref().and_then(|it| find(&it.value)).map(anchor),
                    predecessors: anchors(&predecessors[at]),
                    children: anchors(&children[at]),
                    valid_from: date(&unit.from),
                    valid_to: date(&unit.to),
                    contacts: Contacts {
                        address: unit.contacts.address.as_deref(),
                        phone: unit.contacts.phone.as_deref(),
                        email: unit.contacts.email.as_deref(),
                        website: unit.contacts.website.as_deref(),
                    },
                    head: unit
                        .head
                        .as_ref()
                        .map(|it| HeadValue { name: it.name.as_deref(), title: it.title.as_deref() }),
                },
                items: Cards::new(site, items, 3),
                documents: Cards::new(
                    site,
                    if front { &issued[..issued.len().min(DOCUMENTS)] } else { &[] },
                    3,
                ),
                others: Cards::new(site, if front { newest(&site.graph.unit_others[at]) } else { &[] }, 3),
                tasks: if front { tasks[at].clone() } else { Vec::new() },
                pager,
                list: list.clone(),
                has_feed: !ids.is_empty(),
            })
        });
    }
}

/// Levels in the order of the index.
const UNIT_LEVELS: &[(Option<&str>, &str)] = &[
    (Some("central"), "Trung ương"),
    (Some("province"), "Cấp tỉnh"),
    (Some("district"), "Cấp huyện"),
    (Some("commune"), "Cấp xã"),
    (None, "Cơ quan, đơn vị khác"),
];

fn unit_item<'s>(at: usize, unit: &'s Unit, site: &'s Site<'s>) -> UnitItem<'s> {
    let parent = unit.parent.as_ref().and_then(|it| site.graph.names.units.find(&it.value));
    UnitItem {
        name: &unit.name,
        url: unit_anchor(site.config, site.registries, at).url,
        short: unit.short.as_deref(),
        parent: parent.map(|it| site.registries.units[it].name.as_str()),
        count: site.graph.units[at].len(),
        ended: unit.to.as_ref().is_some_and(|it| it.value.date < site.clock.today()),
    }
}

fn authors<'s>(site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
    let all = site.registries.authors.iter().zip(&site.graph.authors);
    if site.registries.authors.is_empty() {
        return;
    }
    let list = |id: &str| format!("{}{id}/", routes::AUTHORS);
    let url = |id: &str| site.config.base.path_of(&list(id));
    let mut items: Vec<AuthorItem<'s>> = all
        .clone()
        .map(|(it, ids)| AuthorItem { name: &it.name, url: url(&it.id.value), count: ids.len() })
        .collect();
    items.sort_by(|a, b| text::compare(a.name, b.name));
    files.extend(file(routes::AUTHORS, Box::new(AuthorsView { items }), "trang"));
    for (author, ids) in all {
        let agency = author.agency.as_ref().and_then(|it| site.graph.names.units.find(&it.value));
        pages(site, &list(&author.id.value), ids, files, |items, pager| {
            Box::new(AuthorView {
                author: AuthorValue {
                    name: &author.name,
                    initials: author.initials.as_deref(),
                    agency: agency.map(|it| unit_anchor(site.config, site.registries, it)),
                    url: url(&author.id.value),
                },
                items: Cards::new(site, items, 2),
                pager,
            })
        });
    }
}
