//! Articles by day, month and year.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{EntryId, Node};

/// Articles by day, each day newest first.
pub fn by_day(articles: &[EntryId], nodes: &[Node]) -> BTreeMap<Date, Vec<EntryId>> {
    let mut days: BTreeMap<Date, Vec<EntryId>> = BTreeMap::new();
    for id in articles {
        if let Some(day) = nodes[id.0].day {
            days.entry(day).or_default().push(*id);
        }
    }
    days
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
