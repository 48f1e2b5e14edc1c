//! Dates of plans as a calendar (RFC 5545): when tasks are due, when quotas are to be done, when plans end.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::{
    kind::plan::PERIODS,
    site::{
        EntryId, Site,
        coverage::{Frame, frame::Due},
    },
    text::{
        capital, slug,
        span::{Per, Span},
    },
};

/// Something on a day.
struct Event {
    uid: String,
    due: Due,
    summary: String,
    description: String,
}

/// The dates of these plans from today on, and those of overdue tasks too, as a calendar; absent where there is none.
pub fn ics(site: &Site<'_>, plans: &[EntryId]) -> Option<String> {
    let mut events = Vec::new();
    for frame in plans.iter().filter_map(|it| Frame::new(site, *it)) {
        events.extend(of_plan(&frame, site));
    }
    if events.is_empty() {
        return None;
    }
    events.sort_by(|a, b| (a.due.day, &a.uid).cmp(&(b.due.day, &b.uid)));
    let mut out = String::new();
    let name = format!("Kế hoạch tuyên truyền: {}", site.config.title);
    for it in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bantin//bantin//VI", "CALSCALE:GREGORIAN"] {
        line(it, &mut out);
    }
    line(&format!("X-WR-CALNAME:{}", escaped(&name)), &mut out);
    for it in &events {
        event(it, site.clock.now, &mut out);
    }
    line("END:VCALENDAR", &mut out);
    Some(out)
}

fn of_plan(frame: &Frame<'_>, site: &Site<'_>) -> Vec<Event> {
    let title = &site.card(frame.entry).title;
    let url = site.config.base.full(&site.node(frame.entry).url);
    let host = site.config.base.origin.split("//").nth(1).unwrap_or("bantin");
    let today = site.clock.today();
    let day = |day: Date| Due { moment: Timestamp::UNIX_EPOCH, day, has_time: false };
    let mut events = Vec::new();
    for (at, duty) in frame.duties.iter().enumerate() {
        let Some(due) = duty.due else { continue };
        let unit = &frame.units[duty.unit];
        let id = duty.id.map_or_else(|| at.to_string(), slug);
        events.push(Event {
            uid: format!("{}-{}-{id}@{host}", frame.id, unit.id),
            due,
            summary: format!("Hạn: {} ({})", duty.text, unit.name),
            description: format!("{title}\n{url}"),
        });
    }
    // What is owed by the end of each month, quarter or year.
    for (per, choice) in [Per::Month, Per::Quarter, Per::Year].into_iter().zip(PERIODS) {
        let owed: Vec<String> = frame.quotas(choice.key);
        if owed.is_empty() {
            continue;
        }
        let Some(coming) = Span::new(frame.span.from.max(today), frame.span.to) else { continue };
        for part in coming.parts(per).into_iter().filter(|it| it.span.to <= frame.span.to) {
            events.push(Event {
                uid: format!("{}-{}@{host}", frame.id, part.id.to_lowercase()),
                due: day(part.span.to),
                summary: format!("Hết {}: kiểm tra định mức của kế hoạch", part.vi),
                description: format!("{title}\n{}\n{url}", owed.join("\n")),
            });
        }
    }
    if frame.span.to >= today {
        events.push(Event {
            uid: format!("{}-het@{host}", frame.id),
            due: day(frame.span.to),
            summary: format!("Kết thúc: {title}"),
            description: capital(&format!("báo cáo kết quả\n{url}")),
        });
    }
    events
}

fn event(it: &Event, now: Timestamp, out: &mut String) {
    line("BEGIN:VEVENT", out);
    line(&format!("UID:{}", it.uid), out);
    line(&format!("DTSTAMP:{}", utc(now)), out);
    if it.due.has_time {
        line(&format!("DTSTART:{}", utc(it.due.moment)), out);
    } else {
        line(&format!("DTSTART;VALUE=DATE:{}", it.due.day.strftime("%Y%m%d")), out);
        if let Ok(next) = it.due.day.checked_add(1.day()) {
            line(&format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")), out);
        }
    }
    line(&format!("SUMMARY:{}", escaped(&it.summary)), out);
    line(&format!("DESCRIPTION:{}", escaped(&it.description)), out);
    line("TRANSP:TRANSPARENT", out);
    line("END:VEVENT", out);
}

fn utc(moment: Timestamp) -> String {
    moment.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// Writes a line of content: at most 75 octets, folded between characters (RFC 5545, 3.1), with CR LF behind it.
fn line(text: &str, out: &mut String) {
    let mut len = 0;
    for c in text.chars() {
        if len + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            len = 1;
        }
        out.push(c);
        len += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_long_lines_between_characters() {
        let mut out = String::new();
        line(&format!("SUMMARY:{}", "Thủ tục hành chính ".repeat(12)), &mut out);
        let lines: Vec<&str> = out.split("\r\n").collect();
        assert!(lines.len() > 4 && lines.iter().all(|it| it.len() <= 75), "{lines:?}");
        assert!(lines[1..lines.len() - 1].iter().all(|it| it.starts_with(' ')));
        assert_eq!(
            out.replace("\r\n ", "").trim_end_matches("\r\n"),
            format!("SUMMARY:{}", "Thủ tục hành chính ".repeat(12))
        );
    }

    #[test]
    fn escapes_what_has_a_meaning() {
        assert_eq!(escaped("a; b, c\\d\ne"), "a\\; b\\, c\\\\d\\ne");
    }
}
