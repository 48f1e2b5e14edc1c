//! Articles by year, month and day.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use serde::Serialize;

use super::{
    File, Output, Render,
    frame::{Head, home_crumb},
    list::{file, list_head},
    values::{Brief, Cards, briefs},
};
use crate::{
    site::{
        EntryId, Site,
        archive::{day_url, month_url, unit_year_url, year_url},
        card::{Anchor, DateText, unit_anchor},
        routes,
    },
    text::{
        self,
        date::{self, Moment},
    },
};

/// The archive.
pub(super) struct Archive;

/// A month in a list.
#[derive(Hash, Serialize)]
pub(super) struct MonthItem {
    label: String,
    url: String,
    count: usize,
    /// Seven days a row, Monday first; only on the page of a year and of a month.
    weeks: Vec<Vec<DayCell>>,
}

/// A cell of a calendar; empty before the first day and after the last.
#[derive(Clone, Default, Hash, Serialize)]
pub(super) struct DayCell {
    day: Option<i8>,
    url: Option<String>,
    count: usize,
}

/// A year in the index.
#[derive(Hash, Serialize)]
pub(super) struct YearItem {
    year: i16,
    url: String,
    count: usize,
    months: Vec<MonthItem>,
}

view! {
    /// The index of the archive.
    pub(super) struct ArchiveView<'s> {
        years: Vec<YearItem>,
        #[unseen]
        language: &'s str,
    }
}
page_view!(ArchiveView, "archive.html");

impl ArchiveView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        list_head(&cx.word("archive"), Some(&cx.word("archive_text")), None, "", vec![home_crumb(cx)])
    }
}

view! {
    /// A year.
    pub(super) struct YearView<'s> {
        year: i16,
        count: usize,
        months: Vec<MonthItem>,
        units: Vec<UnitItem>,
        #[unseen]
        language: &'s str,
    }
}
page_view!(YearView, "year.html");

/// A unit in the index of a year.
#[derive(Hash, Serialize)]
pub(super) struct UnitItem {
    title: String,
    url: String,
    count: usize,
}

impl YearView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let title = cx.word("year_title").replace("{}", &self.year.to_string());
        dated_head(&title, self.count, Vec::new(), cx)
    }
}

view! {
    /// What a unit published in a year.
    pub(super) struct UnitYearView<'s> {
        unit: Anchor,
        months: Vec<UnitMonth<'s>>,
        count: usize,
        year: i16,
    }
}
page_view!(UnitYearView, "unit_year.html");

/// What a unit published in a month, newest first.
#[derive(Hash, Serialize)]
pub(super) struct UnitMonth<'s> {
    label: String,
    items: Vec<Brief<'s>>,
}

impl UnitYearView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let title = cx.word("unit_year_title").replace("{year}", &self.year.to_string());
        let title = title.replace("{unit}", &self.unit.title);
        dated_head(&title, self.count, vec![year_anchor(self.year, cx)], cx)
    }
}

/// A day with its articles.
#[derive(Hash, Serialize)]
pub(super) struct DayItem<'s> {
    date: Arc<DateText>,
    url: String,
    items: Vec<Brief<'s>>,
}

view! {
    /// A month.
    pub(super) struct MonthView<'s> {
        label: String,
        count: usize,
        weeks: Vec<Vec<DayCell>>,
        days: Vec<DayItem<'s>>,
        previous: Option<Anchor>,
        next: Option<Anchor>,
        #[unseen]
        year: i16,
    }
}
page_view!(MonthView, "month.html");

impl MonthView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        // Names of months begin with a small letter inside a Vietnamese title.
        let is_vietnamese = cx.frame.language().starts_with("vi");
        let label = if is_vietnamese { text::uncapital(&self.label) } else { self.label.clone() };
        dated_head(
            &cx.word("month_title").replace("{}", &label),
            self.count,
            vec![year_anchor(self.year, cx)],
            cx,
        )
    }
}

view! {
    /// A day.
    pub(super) struct DayView<'s> {
        date: Arc<DateText>,
        items: Cards<'s>,
        previous: Option<Anchor>,
        next: Option<Anchor>,
        #[unseen]
        month: Anchor,
        #[unseen]
        year: i16,
    }
}
page_view!(DayView, "day.html");

impl DayView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let title = cx.word("day_title").replace("{}", &self.date.long);
        dated_head(&title, self.items.len(), vec![year_anchor(self.year, cx), self.month.clone()], cx)
    }
}

fn year_anchor(year: i16, cx: &Render<'_>) -> Anchor {
    Anchor { title: year.to_string(), url: cx.frame.url(&year_url(year)) }
}

fn dated_head(title: &str, count: usize, above: Vec<Anchor>, cx: &Render<'_>) -> Head {
    let archive = Anchor { title: cx.word("archive"), url: cx.frame.url(routes::ARCHIVE) };
    let description = format!("{title}: {}", cx.word("count_articles").replace("{}", &count.to_string()));
    let crumbs = [home_crumb(cx), archive].into_iter().chain(above).collect();
    list_head(title, Some(&description), None, "", crumbs)
}

impl Output for Archive {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        Self::pages(site, |_| true, files);
    }
}

impl Archive {
    /// The pages at the addresses that are asked for.
    pub(super) fn pages<'s>(site: &'s Site<'s>, is_asked: impl Fn(&str) -> bool, files: &mut Vec<File<'s>>) {
        let days: Vec<(Date, &'s [EntryId])> =
            site.graph.archive.iter().map(|(day, ids)| (*day, ids.as_slice())).collect();
        let language = site.config.language.as_str();
        let date = |day| Arc::new(DateText::new(Moment::day(day), &site.clock.zone, language));
        let dates: BTreeMap<Date, Arc<DateText>> = days.iter().map(|(it, _)| (*it, date(*it))).collect();
        let path = |url: &str| site.config.base.path_of(url);
        let years: Vec<&[(Date, &[EntryId])]> = days.chunk_by(|a, b| a.0.year() == b.0.year()).collect();
        let months: Vec<&[(Date, &'s [EntryId])]> =
            days.chunk_by(|a, b| a.0.first_of_month() == b.0.first_of_month()).collect();
        let items = years.iter().rev().map(|days| {
            let year = days[0].0.year();
            let months = days
                .chunk_by(|a, b| a.0.month() == b.0.month())
                .map(|days| month_item(days, false, site))
                .collect();
            YearItem { year, url: path(&year_url(year)), count: count(days), months }
        });
        let view = ArchiveView { years: items.collect(), language };
        files.extend(file(routes::ARCHIVE, Box::new(view), "trang"));
        for days in years {
            let year = days[0].0.year();
            let months = days
                .chunk_by(|a, b| a.0.month() == b.0.month())
                .map(|days| month_item(days, true, site))
                .collect();
            let units = units_of(days, site);
            let item = |(unit, ids): &(usize, Vec<EntryId>)| UnitItem {
                title: site.registries.units[*unit].name.clone(),
                url: path(&unit_year_url(year, &site.registries.units[*unit].id.value)),
                count: ids.len(),
            };
            let items = units.iter().map(item).collect();
            let view = YearView { year, count: count(days), months, units: items, language };
            files.extend(file(&year_url(year), Box::new(view), "trang"));
            for (unit, ids) in units {
                let url = unit_year_url(year, &site.registries.units[unit].id.value);
                if is_asked(&url) {
                    let view = unit_year(year, unit, &ids, site);
                    files.extend(file(&url, Box::new(view), "trang"));
                }
            }
        }
        for (at, days) in months.iter().enumerate() {
            let first = days[0].0;
            if !is_asked(&month_url(first)) {
                continue;
            }
            let anchor = |it: &&[(Date, &[EntryId])]| Anchor {
                title: month_label(it[0].0, language),
                url: path(&month_url(it[0].0)),
            };
            let items = days.iter().rev().map(|(day, ids)| DayItem {
                date: Arc::clone(&dates[day]),
                url: path(&day_url(*day)),
                items: briefs(site, ids),
            });
            let view = MonthView {
                label: month_label(first, language),
                count: count(days),
                weeks: weeks(days, site),
                days: items.collect(),
                previous: at.checked_sub(1).and_then(|it| months.get(it)).map(anchor),
                next: months.get(at + 1).map(anchor),
                year: first.year(),
            };
            files.extend(file(&month_url(first), Box::new(view), &part(first)));
        }
        for (at, (day, ids)) in days.iter().enumerate().filter(|(_, (day, _))| is_asked(&day_url(*day))) {
            let anchor = |(day, _): &(Date, &[EntryId])| Anchor {
                title: dates[day].long.clone(),
                url: path(&day_url(*day)),
            };
            let view = DayView {
                date: Arc::clone(&dates[day]),
                items: Cards::new(site, ids, 2),
                previous: at.checked_sub(1).and_then(|it| days.get(it)).map(anchor),
                next: days.get(at + 1).map(anchor),
                month: Anchor { title: month_label(*day, language), url: path(&month_url(*day)) },
                year: day.year(),
            };
            files.extend(file(&day_url(*day), Box::new(view), &part(*day)));
        }
    }
}

/// The articles of each unit that published some on these days, newest first; units in the order of their names.
fn units_of(days: &[(Date, &[EntryId])], site: &Site<'_>) -> Vec<(usize, Vec<EntryId>)> {
    let mut units: BTreeMap<usize, Vec<EntryId>> = BTreeMap::new();
    for id in days.iter().rev().flat_map(|it| it.1) {
        if let Some(unit) = site.node(*id).agency {
            units.entry(unit).or_default().push(*id);
        }
    }
    let mut units: Vec<(usize, Vec<EntryId>)> = units.into_iter().collect();
    let name = |unit: usize| site.registries.units[unit].name.as_str();
    units.sort_by(|a, b| text::compare(name(a.0), name(b.0)));
    units
}

fn unit_year<'s>(year: i16, unit: usize, ids: &[EntryId], site: &'s Site<'s>) -> UnitYearView<'s> {
    let month_of = |it: &EntryId| site.node(*it).day.map(Date::first_of_month);
    let months = ids.chunk_by(|a, b| month_of(a) == month_of(b)).map(|ids| UnitMonth {
        label: month_of(&ids[0]).map_or_else(String::new, |it| month_label(it, &site.config.language)),
        items: briefs(site, ids),
    });
    let unit = unit_anchor(site.config, site.registries, unit);
    UnitYearView { unit, months: months.collect(), count: ids.len(), year }
}

/// The part of the site map for days and months: with the articles of the month.
fn part(day: Date) -> String {
    format!("{}-{:02}", day.year(), day.month())
}

fn count(days: &[(Date, &[EntryId])]) -> usize {
    days.iter().map(|(_, ids)| ids.len()).sum()
}

fn month_label(day: Date, language: &str) -> String {
    if language.starts_with("vi") { date::format_month(day) } else { date::format_month_en(day) }
}

fn month_item(days: &[(Date, &[EntryId])], calendar: bool, site: &Site<'_>) -> MonthItem {
    let first = days[0].0;
    MonthItem {
        label: month_label(first, &site.config.language),
        url: site.config.base.path_of(&month_url(first)),
        count: count(days),
        weeks: if calendar { weeks(days, site) } else { Vec::new() },
    }
}

fn weeks(days: &[(Date, &[EntryId])], site: &Site<'_>) -> Vec<Vec<DayCell>> {
    let first = days[0].0.first_of_month();
    let lead = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
    let mut cells = vec![DayCell::default(); lead];
    for day in first.series(jiff::Span::new().days(1)).take_while(|it| it.month() == first.month()) {
        let ids = days.iter().find(|(it, _)| *it == day).map(|(_, ids)| *ids);
        cells.push(DayCell {
            day: Some(day.day()),
            url: ids.map(|_| site.config.base.path_of(&day_url(day))),
            count: ids.map_or(0, <[_]>::len),
        });
    }
    cells.resize(cells.len().div_ceil(7) * 7, DayCell::default());
    cells.chunks(7).map(<[_]>::to_vec).collect()
}
