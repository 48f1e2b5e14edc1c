//! Articles by day, month and year.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::{EntryId, Node};

/// Articles by day.
pub type Days = BTreeMap<Date, Vec<EntryId>>;
/// Years in which units published something; units by their place in the registry.
pub type UnitYears = BTreeSet<(i16, usize)>;

/// Articles by day, each day newest first. `articles` are in the order of time.
pub(super) fn by_day(articles: &[EntryId], nodes: &[Arc<Node>]) -> Days {
    let days = articles.chunk_by(|a, b| nodes[a.0].day == nodes[b.0].day);
    days.filter_map(|it| Some((nodes[it.first()?.0].day?, it.to_vec()))).collect()
}

/// Who published something in which year.
pub(super) fn unit_years(days: &Days, nodes: &[Arc<Node>]) -> UnitYears {
    let of_day = |(day, ids): (&Date, &'_ Vec<EntryId>)| {
        let year = day.year();
        ids.iter().filter_map(move |it| Some((year, nodes[it.0].agency?))).collect::<Vec<_>>()
    };
    days.iter().flat_map(of_day).collect()
}

/// `/luu-tru/2025/`.
pub fn year_url(year: i16) -> String {
    format!("/luu-tru/{year}/")
}

/// `/luu-tru/2025/co-quan/so-noi-vu/`: what a unit published in a year.
pub fn unit_year_url(year: i16, unit: &str) -> String {
    format!("{}co-quan/{unit}/", year_url(year))
}

/// `/luu-tru/2025/06/`.
pub fn month_url(day: Date) -> String {
    format!("/luu-tru/{}/{:02}/", day.year(), day.month())
}

/// `/luu-tru/2025/06/05/`.
pub fn day_url(day: Date) -> String {
    format!("{}{:02}/", month_url(day), day.day())
}
