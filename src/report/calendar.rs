//! Dates of plans as a calendar (RFC 5545): when tasks are due, when quotas are to be done, when plans end.

use jiff::{Timestamp, civil::Date};

use crate::{
    kind::plan::PERIODS,
    site::{
        EntryId, Site,
        coverage::{Frame, frame::Due},
    },
    text::{
        capital,
        ical::{self, Event, When},
        slug,
        span::{Per, Span},
    },
};

/// The dates of these plans from today on, and those of overdue tasks too, as a calendar; absent where there is none.
pub fn ics(site: &Site<'_>, plans: &[EntryId]) -> Option<String> {
    let mut events = Vec::new();
    for frame in plans.iter().filter_map(|it| Frame::new(site, *it)) {
        events.extend(of_plan(&frame, site));
    }
    if events.is_empty() {
        return None;
    }
    events.sort_by(|a, b| (a.0, &a.1.uid).cmp(&(b.0, &b.1.uid)));
    let events: Vec<ical::Event> = events.into_iter().map(|it| it.1).collect();
    Some(ical::calendar(&format!("Kế hoạch tuyên truyền: {}", site.config.title), &events))
}

/// The dates of a plan, each with its day.
fn of_plan(frame: &Frame<'_>, site: &Site<'_>) -> Vec<(Date, Event)> {
    let title = site.title(frame.entry);
    let url = site.config.base.full(&site.node(frame.entry).url);
    let host = site.config.base.origin.split("//").nth(1).unwrap_or("bantin");
    let today = site.clock.today();
    let day = |day: Date| Due { moment: Timestamp::UNIX_EPOCH, day, has_time: false };
    let event = |uid: String, due: Due, summary: String, description: String| {
        let when = if due.has_time { When::Moments(due.moment, None) } else { When::Days(due.day, due.day) };
        let (stamp, is_free, is_cancelled) = (site.clock.now, true, false);
        (
            due.day,
            Event { uid, when, summary, description, place: None, url: None, stamp, is_free, is_cancelled },
        )
    };
    let mut events = Vec::new();
    for (at, duty) in frame.duties.iter().enumerate() {
        let Some(due) = duty.due else { continue };
        let unit = &frame.units[duty.unit];
        let id = duty.id.map_or_else(|| at.to_string(), slug);
        events.push(event(
            format!("{}-{}-{id}@{host}", frame.id, unit.id),
            due,
            format!("Hạn: {} ({})", duty.text, unit.name),
            format!("{title}\n{url}"),
        ));
    }
    // What is owed by the end of each month, quarter or year.
    for (per, choice) in [Per::Month, Per::Quarter, Per::Year].into_iter().zip(PERIODS) {
        let owed: Vec<String> = frame.quotas(choice.key);
        if owed.is_empty() {
            continue;
        }
        let Some(coming) = Span::new(frame.span.from.max(today), frame.span.to) else { continue };
        for part in coming.parts(per).into_iter().filter(|it| it.span.to <= frame.span.to) {
            events.push(event(
                format!("{}-{}@{host}", frame.id, part.id.to_lowercase()),
                day(part.span.to),
                format!("Hết {}: kiểm tra định mức của kế hoạch", part.vi),
                format!("{title}\n{}\n{url}", owed.join("\n")),
            ));
        }
    }
    if frame.span.to >= today {
        events.push(event(
            format!("{}-het@{host}", frame.id),
            day(frame.span.to),
            format!("Kết thúc: {title}"),
            capital(&format!("báo cáo kết quả\n{url}")),
        ));
    }
    events
}
