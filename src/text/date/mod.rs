//! Dates as Vietnamese officers write them, day first: `5/6/2025`, `05-06-2025`, `ngày 5 tháng 6 năm 2025`.
//!
//! Printed the way Nghị định 30/2020/NĐ-CP asks (Annex I): two digits for every day, and for months 1 and 2 only.

use jiff::{
    Timestamp,
    civil::{Date, Time, Weekday},
    tz::{Offset, TimeZone},
};

mod parse;

pub use parse::{DateFault, parse_date};

/// A day as an author wrote it, perhaps with a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The calendar day, years 1900 to 2200.
    pub date: Date,
    /// The time of day; absent where only the day was written.
    pub time: Option<Time>,
    /// The distance from UTC; absent where the zone of the site is meant.
    pub offset: Option<Offset>,
}

impl Moment {
    /// A whole day.
    pub fn day(date: Date) -> Self {
        Self { date, time: None, offset: None }
    }

    /// The calendar day in `zone`: that which was written, unless the distance from UTC was written too.
    pub fn day_in(self, zone: &TimeZone) -> Date {
        match self.offset {
            Some(_) => self.instant(zone, Time::midnight()).to_zoned(zone.clone()).date(),
            None => self.date,
        }
    }

    /// The same as people in `zone` write it, where the distance from UTC was written.
    #[must_use]
    pub fn in_zone(self, zone: &TimeZone) -> Self {
        match (self.offset, self.time) {
            (Some(_), Some(_)) => {
                let there = self.instant(zone, Time::midnight()).to_zoned(zone.clone());
                Self { date: there.date(), time: Some(there.time()), offset: None }
            }
            _ => self,
        }
    }

    /// The instant meant, in `zone` where the author named none, at `missing` where the author gave no time.
    pub fn instant(self, zone: &TimeZone, missing: Time) -> Timestamp {
        let civil = self.date.to_datetime(self.time.unwrap_or(missing));
        let instant = match self.offset {
            Some(offset) => offset.to_timestamp(civil),
            None => zone.to_timestamp(civil),
        };
        // Only a date made by hand at either end of jiff's range has no instant.
        instant.unwrap_or(if self.date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX })
    }
}

const WEEKDAYS: [(&str, &str); 7] = [
    ("Thứ Hai", "Monday"),
    ("Thứ Ba", "Tuesday"),
    ("Thứ Tư", "Wednesday"),
    ("Thứ Năm", "Thursday"),
    ("Thứ Sáu", "Friday"),
    ("Thứ Bảy", "Saturday"),
    ("Chủ Nhật", "Sunday"),
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `Thứ Năm`.
pub fn weekday(day: Weekday) -> &'static str {
    weekday_names(day).0
}

/// `Thursday`.
pub fn weekday_en(day: Weekday) -> &'static str {
    weekday_names(day).1
}

/// `Thứ Năm, 05/6/2025 08:00`; without the time where there is none.
pub fn format_long(date: Date, time: Option<Time>) -> String {
    with_time(format!("{}, {}", weekday(date.weekday()), format_short(date)), time)
}

/// `Thursday, 5 June 2025 08:00`; without the time where there is none.
pub fn format_long_en(date: Date, time: Option<Time>) -> String {
    with_time(format!("{}, {}", weekday_en(date.weekday()), format_words_en(date)), time)
}

/// `05/6/2025`.
pub fn format_short(date: Date) -> String {
    format!("{:02}/{}/{}", date.day(), month_digits(date.month()), date.year())
}

/// `ngày 05 tháng 6 năm 2025`.
pub fn format_words(date: Date) -> String {
    format!("ngày {:02} tháng {} năm {}", date.day(), month_digits(date.month()), date.year())
}

/// `5 June 2025`: English needs no shorter form.
pub fn format_words_en(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name_en(date.month()), date.year())
}

/// The heading of a month: `Tháng 6 năm 2025`. Takes the month of any of its days.
pub fn format_month(date: Date) -> String {
    format!("Tháng {} năm {}", month_digits(date.month()), date.year())
}

/// The heading of a month: `June 2025`.
pub fn format_month_en(date: Date) -> String {
    format!("{} {}", month_name_en(date.month()), date.year())
}

fn with_time(day: String, time: Option<Time>) -> String {
    match time {
        Some(time) => format!("{day} {:02}:{:02}", time.hour(), time.minute()),
        None => day,
    }
}

fn month_digits(month: i8) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

fn month_name_en(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

fn weekday_names(day: Weekday) -> (&'static str, &'static str) {
    usize::try_from(day.to_monday_zero_offset())
        .ok()
        .and_then(|at| WEEKDAYS.get(at))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn prints_days_as_decree_30_asks() {
        let day = date(2025, 6, 5);
        let at = Some(time(8, 0, 0, 0));
        assert_eq!(format_long(day, at), "Thứ Năm, 05/6/2025 08:00");
        assert_eq!(format_long(day, None), "Thứ Năm, 05/6/2025");
        assert_eq!(format_words(day), "ngày 05 tháng 6 năm 2025");
        assert_eq!(format_month(day), "Tháng 6 năm 2025");
        assert_eq!(format_short(date(2025, 1, 2)), "02/01/2025");
        assert_eq!(format_short(date(2025, 12, 31)), "31/12/2025");
        assert_eq!(format_month(date(2025, 2, 1)), "Tháng 02 năm 2025");
    }

    #[test]
    fn prints_english() {
        let day = date(2025, 6, 5);
        assert_eq!(format_long_en(day, Some(time(8, 0, 0, 0))), "Thursday, 5 June 2025 08:00");
        assert_eq!(format_words_en(date(2025, 12, 31)), "31 December 2025");
        assert_eq!(format_month_en(day), "June 2025");
        assert_eq!(weekday_en(date(2025, 6, 8).weekday()), "Sunday");
        assert_eq!(weekday(date(2025, 6, 8).weekday()), "Chủ Nhật");
    }

    #[test]
    fn knows_the_instant_meant() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let check = |written: &str, expected: &str| {
            let instant = parse_date(written).unwrap().instant(&zone, Time::midnight());
            assert_eq!(instant.to_string(), expected, "{written}");
        };
        check("5/6/2025", "2025-06-04T17:00:00Z");
        check("5/6/2025 08:00", "2025-06-05T01:00:00Z");
        check("2025-06-05T08:00:00Z", "2025-06-05T08:00:00Z");
        check("2025-06-05 08:00+09:00", "2025-06-04T23:00:00Z");
    }
}
