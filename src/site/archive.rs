//! Articles by day, month and year.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{EntryId, Node};

/// Articles by day, each day newest first. `articles` are in the order of time.
pub(super) fn by_day(articles: &[EntryId], nodes: &[Arc<Node>]) -> BTreeMap<Date, Vec<EntryId>> {
    let days = articles.chunk_by(|a, b| nodes[a.0].day == nodes[b.0].day);
    days.filter_map(|it| Some((nodes[it.first()?.0].day?, it.to_vec()))).collect()
}

/// `/luu-tru/2025/`.
pub fn year_url(year: i16) -> String {
    format!("/luu-tru/{year}/")
}

/// `/luu-tru/2025/06/`.
pub fn month_url(day: Date) -> String {
    format!("/luu-tru/{}/{:02}/", day.year(), day.month())
}

/// `/luu-tru/2025/06/05/`.
pub fn day_url(day: Date) -> String {
    format!("{}{:02}/", month_url(day), day.day())
}
