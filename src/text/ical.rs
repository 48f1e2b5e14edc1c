//! Lines of calendars (RFC 5545): what has a meaning is escaped, long lines are folded.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// When something takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Whole days, the last of them counted.
    Days(Date, Date),
    /// From a moment on, until another where that is known.
    Moments(Timestamp, Option<Timestamp>),
}

/// Something in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same for the same thing in every calendar, for ever.
    pub uid: String,
    /// When it takes place.
    pub when: When,
    /// What it is.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Where.
    pub place: Option<String>,
    /// Address of a page about it.
    pub url: Option<String>,
    /// When it was written down.
    pub stamp: Timestamp,
    /// Whether it leaves the time free for other things.
    pub is_free: bool,
    /// Whether it does not take place.
    pub is_cancelled: bool,
}

/// A calendar of these events, which is called `name`.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut out = String::new();
    for it in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bantin//bantin//VI", "CALSCALE:GREGORIAN"] {
        line(it, &mut out);
    }
    line(&format!("X-WR-CALNAME:{}", escaped(name)), &mut out);
    for it in events {
        event(it, &mut out);
    }
    line("END:VCALENDAR", &mut out);
    out
}

fn event(it: &Event, out: &mut String) {
    line("BEGIN:VEVENT", out);
    line(&format!("UID:{}", it.uid), out);
    line(&format!("DTSTAMP:{}", utc(it.stamp)), out);
    match it.when {
        When::Days(from, to) => {
            line(&format!("DTSTART;VALUE=DATE:{}", from.strftime("%Y%m%d")), out);
            if let Ok(next) = to.max(from).checked_add(1.day()) {
                line(&format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")), out);
            }
        }
        When::Moments(from, to) => {
            line(&format!("DTSTART:{}", utc(from)), out);
            // An end has to come after its beginning (3.8.2.2).
            if let Some(to) = to.filter(|it| *it > from) {
                line(&format!("DTEND:{}", utc(to)), out);
            }
        }
    }
    line(&format!("SUMMARY:{}", escaped(&it.summary)), out);
    line(&format!("DESCRIPTION:{}", escaped(&it.description)), out);
    if let Some(place) = &it.place {
        line(&format!("LOCATION:{}", escaped(place)), out);
    }
    if let Some(url) = &it.url {
        line(&format!("URL:{url}"), out);
    }
    if it.is_cancelled {
        line("STATUS:CANCELLED", out);
    }
    if it.is_free {
        line("TRANSP:TRANSPARENT", out);
    }
    line("END:VEVENT", out);
}

fn utc(moment: Timestamp) -> String {
    moment.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value (RFC 5545, 3.3.11), which holds no control characters but line breaks and tabs.
fn escaped(text: &str) -> String {
    let text = text.replace(|it: char| it.is_control() && !matches!(it, '\n' | '\r' | '\t'), "");
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
        assert_eq!(escaped("a\u{1}b\tc"), "ab\tc");
    }
}
