//! Events: the list of what is to come and what was, the page of each, and their calendars.

use jiff::{Timestamp, civil::Time};
use serde::Serialize;
use serde_json::json;

use super::{
    File, Output, Render, Rendered, View,
    article::listing,
    body::Prose,
    frame::{Head, SectionValue, feed_links, home_crumb, section_value},
    list::{list_head, pages},
    pager::Pager,
    procedure::{entry_head, name_of, put_common},
    question::whom,
    translations::{Translation, translations},
    view::Text,
};
use crate::{
    config::Section,
    diag::Diagnostic,
    kind::{
        Event, Kind, Meta,
        event::{Stage, TYPES},
    },
    route::Route,
    site::{
        Card, EntryId, Site,
        card::{Anchor, DateText},
        heads,
        services::calendar_url,
    },
    stamp::Stamped,
    text::{
        date::Moment,
        ical::{self, When},
    },
};

/// The pages and calendars of events.
pub(super) struct Events;

/// An event in a list.
#[derive(Hash, Serialize)]
pub(super) struct EventItem<'s> {
    title: &'s str,
    url: &'s str,
    summary: Option<&'s str>,
    #[serde(flatten)]
    facts: EventFacts<'s>,
}

#[derive(Hash, Serialize)]
pub(super) struct EventFacts<'s> {
    /// `Tập huấn`
    sort: Option<String>,
    start: Option<DateText>,
    end: Option<DateText>,
    /// Where it ends on the day on which it begins, the hour: `11:30`.
    end_time: Option<String>,
    place: Option<&'s str>,
    organizer: Option<Anchor>,
    /// `coming`, `on`, `over`.
    stage: &'static str,
}

fn facts<'s>(site: &'s Site<'s>, it: &'s Event) -> EventFacts<'s> {
    EventFacts {
        sort: it.sort.and_then(|it| name_of(TYPES, it)),
        start: it.start.as_ref().map(|it| date(site, it.value)),
        end: it.end.as_ref().map(|it| date(site, it.value)),
        end_time: end_time(it),
        place: it.place.as_deref(),
        organizer: it.organizer.as_deref().map(|it| whom(site, it)),
        stage: it.stage(site.clock.today()).key(),
    }
}

fn end_time(it: &Event) -> Option<String> {
    let (start, end) = (it.start.as_ref()?.value, it.end.as_ref()?.value);
    let time = end.time.filter(|_| start.date == end.date)?;
    Some(time.strftime("%H:%M").to_string())
}

fn date(site: &Site<'_>, it: Moment) -> DateText {
    DateText::new(it, &site.clock.zone, &site.config.language)
}

view! {
    /// A page of the list of events.
    pub(super) struct EventsView<'s> {
        section: SectionValue,
        coming: Vec<EventItem<'s>>,
        past: Vec<EventItem<'s>>,
        calendar: Option<String>,
        pager: Option<Pager>,
        #[unseen]
        list: String,
    }
}
page_view!(EventsView, "events.html");

impl EventsView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let section = &self.section;
        let description = section.description.as_deref();
        let mut head =
            list_head(&section.title, description, self.pager.as_ref(), &section.url, vec![home_crumb(cx)]);
        head.feeds = feed_links(&section.title, &self.list, cx.frame.base());
        head
    }
}

/// The files of a section of events; `ids` are in the order in which they take place, the latest first.
pub(super) fn list<'s>(site: &'s Site<'s>, section: &'s Section, ids: &[EntryId], files: &mut Vec<File<'s>>) {
    let list = format!("/{}/", section.folder);
    let calendar = calendar_url(&section.folder);
    let of = |id: &EntryId| match &site.entry(*id).facts.meta {
        Meta::Event(it) => Some((*id, &**it)),
        _ => None,
    };
    let has_events = ids.iter().filter_map(of).any(|(_, it)| it.start.is_some());
    if site.graph.at(&list).is_none() {
        pages(site, &list, ids, files, |items, pager| {
            let item = |id: EntryId, it: &'s Event| {
                let card = site.card(id);
                EventItem {
                    title: &card.title,
                    url: &card.url,
                    summary: card.summary.as_deref(),
                    facts: facts(site, it),
                }
            };
            let is_over = |it: &Event| it.stage(site.clock.today()) == Stage::Over;
            let (past, mut coming): (Vec<_>, Vec<_>) =
                items.iter().filter_map(of).partition(|it| is_over(it.1));
            coming.reverse();
            Box::new(EventsView {
                section: section_value(section, site),
                coming: coming.into_iter().map(|it| item(it.0, it.1)).collect(),
                past: past.into_iter().map(|it| item(it.0, it.1)).collect(),
                calendar: has_events.then(|| site.config.base.path_of(&calendar)),
                pager,
                list: list.clone(),
            })
        });
    }
    if has_events {
        let events: Vec<ical::Event> =
            ids.iter().rev().filter_map(of).flat_map(|(id, it)| entries(site, id, it)).collect();
        let name = format!("{} – {}", section.title, site.config.title);
        files.extend(text(&calendar, ical::calendar(&name, &events)));
    }
}

fn text<'s>(url: &str, text: String) -> Option<File<'s>> {
    let view = Text { text: text.into() };
    Some(File { route: Route::new(url).ok()?, view: Box::new(view), listing: None })
}

/// An event and its phases as a calendar has them.
fn entries(site: &Site<'_>, id: EntryId, it: &Event) -> Vec<ical::Event> {
    let (card, node) = (site.card(id), site.node(id));
    let Some(start) = &it.start else { return Vec::new() };
    let common = &site.entry(id).facts.common;
    let instant = |it: Moment| it.instant(&site.clock.zone, Time::midnight());
    // When the newsroom last said something about it: a calendar must not change by itself.
    let said = [common.updated.as_ref(), common.date.as_ref(), Some(start)].into_iter().flatten().next();
    let stamp = said.map_or(Timestamp::UNIX_EPOCH, |it| instant(it.value));
    let url = site.config.base.full(&node.url);
    let host = site.config.base.origin.split("//").nth(1).unwrap_or("bantin");
    let path = node.url.trim_matches('/').replace('/', "-");
    let when = |from: Moment, to: Option<Moment>| match from.time {
        Some(_) => When::Moments(
            instant(from),
            to.map(|to| match to.time {
                Some(_) => instant(to),
                None => to.instant(&site.clock.zone, Time::constant(23, 59, 59, 0)),
            }),
        ),
        None => When::Days(from.date, to.map_or(from.date, |it| it.date)),
    };
    let event = |uid: String, summary: String, when: When| ical::Event {
        uid,
        // What lasts for days leaves room for other things.
        is_free: matches!(when, When::Days(..)),
        is_cancelled: card.withdrawn.is_some(),
        when,
        summary,
        description: card.summary.as_ref().map_or_else(|| url.clone(), |it| format!("{it}\n{url}")),
        place: it.place.clone(),
        url: Some(url.clone()),
        stamp,
    };
    let whole = event(
        format!("{path}@{host}"),
        card.title.clone(),
        when(start.value, it.end.as_ref().map(|it| it.value)),
    );
    let phases = it.phases.iter().enumerate().map(|(at, phase)| {
        let when = when(phase.from.value, phase.to.as_ref().map(|it| it.value));
        event(format!("{path}-{}@{host}", at + 1), format!("{}: {}", card.title, phase.name), when)
    });
    std::iter::once(whole).chain(phases).collect()
}

/// A part of an event.
#[derive(Hash, Serialize)]
pub(super) struct PhaseValue<'s> {
    name: &'s str,
    from: DateText,
    to: Option<DateText>,
    /// `coming`, `on`, `over`.
    stage: &'static str,
}

view! {
    /// Everything that the page of an event may show.
    pub(super) struct EventView<'s> {
        card: &'s Stamped<Card>,
        head: &'s Stamped<heads::Head>,
        #[unseen]
        prose: Prose<'s>,
        event: EventFacts<'s>,
        phases: Vec<PhaseValue<'s>>,
        plans: Vec<Anchor>,
        calendar: Option<String>,
        #[unseen]
        translations: Vec<Translation>,
    }
}

impl View for EventView<'_> {
    prose_page!("event.html");

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let (card, it) = (self.card, &self.event);
        let organizer = match &it.organizer {
            Some(it) => json!({"@type": "Organization", "name": it.title}),
            None => cx.frame.publisher().clone(),
        };
        let status = match &card.withdrawn {
            Some(_) => "https://schema.org/EventCancelled",
            None => "https://schema.org/EventScheduled",
        };
        let mut data = json!({
            "name": card.title,
            "eventStatus": status,
            "organizer": organizer,
            "inLanguage": cx.frame.language(),
        });
        if let Some(start) = &it.start {
            data["startDate"] = start.iso.as_str().into();
        }
        if let Some(end) = &it.end {
            data["endDate"] = end.iso.as_str().into();
        }
        let place = it.place.map(|it| json!({"@type": "Place", "name": it, "address": it}));
        if let Some(place) = &place {
            data["location"] = place.clone();
        }
        if !self.phases.is_empty() {
            let parts = self.phases.iter().map(|it| {
                let end = it.to.as_ref().unwrap_or(&it.from);
                let mut part =
                    json!({"@type": "Event", "name": it.name, "startDate": it.from.iso, "endDate": end.iso});
                if let Some(place) = &place {
                    part["location"] = place.clone();
                }
                part
            });
            data["subEvent"] = parts.collect();
        }
        let head = Head {
            json_ld: Some(cx.frame.json_ld("Event", card, &self.head.description, &data)),
            ..entry_head(card, self.head, self.prose, &self.translations, cx)
        };
        cx.frame.page("event.html", head, Some(&self.prose), cx, |values| {
            self.fill(values);
            put_common(values, card, self.prose, cx);
        })
    }
}

pub(super) fn page<'s>(site: &'s Site<'s>, id: EntryId, files: &mut Vec<File<'s>>) {
    let Meta::Event(it) = &site.entry(id).facts.meta else { return };
    let today = site.clock.today();
    let node = site.node(id);
    let phases = it.phases.iter().map(|it| PhaseValue {
        name: &it.name,
        from: date(site, it.from.value),
        to: it.to.as_ref().map(|it| date(site, it.value)),
        stage: Stage::of(it.from.value, it.to.as_ref().map(|it| it.value), today).key(),
    });
    let plans = site.graph.services.event_plans.get(&id).into_iter().flatten().map(|it| {
        let card = site.card(*it);
        Anchor { title: card.title.clone(), url: card.url.clone() }
    });
    // A calendar without an event is none (RFC 5545, 3.6).
    let is_dated = it.start.is_some();
    let calendar = format!("{}lich.ics", node.url);
    let view = EventView {
        card: site.card(id),
        head: &site.graph.heads[id.0],
        prose: Prose::of(site, id),
        event: facts(site, it),
        phases: phases.collect(),
        plans: plans.collect(),
        calendar: is_dated.then(|| site.config.base.path_of(&calendar)),
        translations: translations(site, id),
    };
    if let Ok(route) = Route::new(&format!("{}index.html", node.url)) {
        files.push(File { route, view: Box::new(view), listing: listing(site, id) });
    }
    if is_dated {
        files.extend(text(&calendar, ical::calendar(&site.card(id).title, &entries(site, id, it))));
    }
}

impl Output for Events {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        for id in site.ids().filter(|it| site.entry(*it).facts.kind() == Kind::Event) {
            page(site, id, files);
        }
    }
}
