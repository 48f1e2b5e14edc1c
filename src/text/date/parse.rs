//! Reading a date: the whole text is split into figures, words and signs, then read left to right.

use jiff::{
    civil::{Date, Time},
    tz::Offset,
};

use super::Moment;
use crate::text::fold::{fold, is_invisible};

/// Why a text is no date, with what a message needs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DateFault {
    /// `5/6/25`: the century is not written.
    TwoDigitYear {
        /// As written, with the day first.
        day: u32,
        /// As written.
        month: u32,
        /// Below 100.
        year: u32,
    },
    /// `31/02/2025`, or a month first: no such day in the calendar.
    Impossible {
        /// As written.
        day: u32,
        /// As written; above 12 where the month was written first.
        month: u32,
        /// As written.
        year: i16,
        /// The last day of that month; absent where there is no such month.
        last_day: Option<u32>,
    },
    /// `25:00`: no such time of day.
    ImpossibleTime {
        /// As written.
        hour: u32,
        /// As written, 0 where missing.
        minute: u32,
    },
    /// A year before 1900 or after 2200, which is surely a slip: `08/6/20210`.
    OutOfRange {
        /// As written.
        year: u32,
    },
    /// Not in any form that is known.
    Unreadable,
}

/// Reads a day, perhaps with a time before or after it. The whole text must be read.
///
/// - days: `2025-06-05`, `5/6/2025`, `05-06-2025`, `5.6.2025`, `ngày 5 tháng 6 năm 2025`, day first always
/// - times: `08:00`, `08:00:30`, `16h40`, `16h`, `8 giờ 30 phút`; `T08:00:00Z` and `08:00+07:00` after a year-first day
/// - a weekday before, `lúc`, `ngày` and commas are read over
///
/// Fails when the text is in none of these forms, or names a day or a time that does not exist.
///
/// ```
/// # use bantin::text::date::parse_date;
/// assert_eq!(parse_date("16h40 ngày 5/6/2025"), parse_date("2025-06-05 16:40"));
/// ```
pub fn parse_date(text: &str) -> Result<Moment, DateFault> {
    let tokens = tokens(text).ok_or(DateFault::Unreadable)?;
    let mut reader = Reader { tokens: &tokens };
    let mut time = reader.time()?;
    let (date, iso) = reader.date()?;
    if time.is_none() {
        if iso {
            reader.eat_word(&["t"]);
        }
        time = reader.time()?;
    }
    let offset = if iso && time.is_some() { reader.offset()? } else { None };
    reader.fillers();
    if reader.tokens.is_empty() { Ok(Moment { date, time, offset }) } else { Err(DateFault::Unreadable) }
}

#[derive(Debug, PartialEq)]
enum Token {
    /// Its value and how many digits it has.
    Figure(u32, usize),
    Word(String),
    Sign(char),
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = fold(text);
    let mut rest = text.as_str();
    let mut tokens = Vec::new();
    while let Some(it) = rest.chars().next() {
        let len = |same: fn(char) -> bool| rest.find(|it| !same(it)).unwrap_or(rest.len());
        let taken = if it.is_ascii_digit() {
            let len = len(|it| it.is_ascii_digit());
            tokens.push(Token::Figure(rest[..len].parse().ok()?, len));
            len
        } else if it.is_alphabetic() {
            let len = len(char::is_alphabetic);
            tokens.push(Token::Word(rest[..len].to_owned()));
            len
        } else {
            if !it.is_whitespace() && !is_invisible(it) {
                tokens.push(Token::Sign(if matches!(it, '\u{2010}'..='\u{2015}') { '-' } else { it }));
            }
            it.len_utf8()
        };
        rest = &rest[taken..];
    }
    Some(tokens)
}

struct Reader<'t> {
    tokens: &'t [Token],
}

impl Reader<'_> {
    fn eat_word(&mut self, words: &[&str]) -> bool {
        let found = matches!(self.tokens.first(), Some(Token::Word(it)) if words.contains(&it.as_str()));
        if found {
            self.tokens = &self.tokens[1..];
        }
        found
    }

    fn eat_sign(&mut self, signs: &[char]) -> Option<char> {
        match self.tokens {
            [Token::Sign(it), rest @ ..] if signs.contains(it) => {
                self.tokens = rest;
                Some(*it)
            }
            _ => None,
        }
    }

    fn figure(&mut self) -> Option<(u32, usize)> {
        match self.tokens {
            [Token::Figure(value, digits), rest @ ..] => {
                self.tokens = rest;
                Some((*value, *digits))
            }
            _ => None,
        }
    }

    /// Words that say nothing: `lúc`, `ngày`, `Thứ Năm,`.
    fn fillers(&mut self) {
        loop {
            let weekday = match self.tokens {
                [Token::Word(a), Token::Word(b), ..] => {
                    (a == "chu" && b == "nhat")
                        || (a == "thu" && matches!(b.as_str(), "hai" | "ba" | "tu" | "nam" | "sau" | "bay"))
                }
                [Token::Word(a), Token::Figure(2..=7, 1), ..] => a == "thu",
                _ => false,
            };
            if weekday {
                self.tokens = &self.tokens[2..];
            } else if self.eat_sign(&[',']).is_none() && !self.eat_word(&["ngay", "luc", "vao", "hoi"]) {
                return;
            }
        }
    }

    /// A day, and whether it was written year first.
    fn date(&mut self) -> Result<(Date, bool), DateFault> {
        self.fillers();
        let (first, digits) = self.figure().ok_or(DateFault::Unreadable)?;
        if self.eat_word(&["thang"]) {
            let (month, _) = self.figure().ok_or(DateFault::Unreadable)?;
            let _ = self.eat_word(&["nam"]) || self.eat_sign(&[',', '/', '-']).is_some();
            let (year, digits) = self.figure().ok_or(DateFault::Unreadable)?;
            return day_of(first, month, year, digits).map(|date| (date, false));
        }
        let sign = self.eat_sign(&['/', '-', '.']).ok_or(DateFault::Unreadable)?;
        let (month, _) = self.figure().ok_or(DateFault::Unreadable)?;
        self.eat_sign(&[sign]).ok_or(DateFault::Unreadable)?;
        let (last, last_digits) = self.figure().ok_or(DateFault::Unreadable)?;
        if digits >= 4 {
            day_of(last, month, first, digits).map(|date| (date, true))
        } else {
            day_of(first, month, last, last_digits).map(|date| (date, false))
        }
    }

    fn time(&mut self) -> Result<Option<Time>, DateFault> {
        self.fillers();
        let before = self.tokens;
        let Some((hour, _)) = self.figure() else { return Ok(None) };
        let (mut minute, mut second) = (0, 0);
        if self.eat_sign(&[':']).is_some() {
            minute = self.figure().ok_or(DateFault::Unreadable)?.0;
            if self.eat_sign(&[':']).is_some() {
                second = self.figure().ok_or(DateFault::Unreadable)?.0;
                if self.eat_sign(&['.']).is_some() {
                    self.figure().ok_or(DateFault::Unreadable)?;
                }
            }
        } else if self.eat_word(&["h", "g", "gio"]) {
            // `8 giờ 5/6/2025`: that 5 is a day.
            let is_day = match self.tokens.get(1) {
                Some(Token::Sign(sign)) => matches!(sign, '/' | '-' | '.'),
                Some(Token::Word(word)) => word == "thang",
                _ => false,
            };
            if !is_day && let Some((value, _)) = self.figure() {
                minute = value;
                let _ = self.eat_word(&["p", "ph", "phut"]) || self.eat_sign(&['\'', '’']).is_some();
            }
        } else {
            self.tokens = before;
            return Ok(None);
        }
        let part = |value: u32| i8::try_from(value).unwrap_or(i8::MAX);
        match Time::new(part(hour), part(minute), part(second), 0) {
            Ok(time) => Ok(Some(time)),
            Err(_) => Err(DateFault::ImpossibleTime { hour, minute }),
        }
    }

    fn offset(&mut self) -> Result<Option<Offset>, DateFault> {
        if self.eat_word(&["z"]) {
            return Ok(Some(Offset::UTC));
        }
        let Some(sign) = self.eat_sign(&['+', '-']) else { return Ok(None) };
        let (hours, minutes) = match self.figure().ok_or(DateFault::Unreadable)? {
            (value, 4) => (value / 100, value % 100),
            (hours, 1 | 2) if self.eat_sign(&[':']).is_some() => {
                (hours, self.figure().ok_or(DateFault::Unreadable)?.0)
            }
            (hours, 1 | 2) => (hours, 0),
            _ => return Err(DateFault::Unreadable),
        };
        if hours > 14 || minutes > 59 {
            return Err(DateFault::Unreadable);
        }
        let seconds = i32::try_from(hours * 3600 + minutes * 60).map_err(|_| DateFault::Unreadable)?;
        let seconds = if sign == '-' { -seconds } else { seconds };
        Offset::from_seconds(seconds).map(Some).map_err(|_| DateFault::Unreadable)
    }
}

fn day_of(day: u32, month: u32, year: u32, year_digits: usize) -> Result<Date, DateFault> {
    if year_digits <= 2 {
        return Err(DateFault::TwoDigitYear { day, month, year });
    }
    let Ok(year @ 1900..=2200) = i16::try_from(year) else { return Err(DateFault::OutOfRange { year }) };
    let first = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok());
    let found = first.and_then(|first| Date::new(year, first.month(), i8::try_from(day).ok()?).ok());
    found.ok_or_else(|| DateFault::Impossible {
        day,
        month,
        year,
        last_day: first.and_then(|it| u32::try_from(it.days_in_month()).ok()),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: (i16, i8, i8), at: Option<(i8, i8, i8)>) {
        let moment = parse_date(text).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
        assert_eq!(moment.date, date(expected.0, expected.1, expected.2), "{text:?}");
        assert_eq!(moment.time, at.map(|(h, m, s)| time(h, m, s, 0)), "{text:?}");
    }

    #[test]
    fn reads_days() {
        for text in [
            "2025-06-05",
            "5/6/2025",
            "05-06-2025",
            "5.6.2025",
            "ngày 5 tháng 6 năm 2025",
            "Ngày 05 tháng 06 năm 2025",
            "5 tháng 6, 2025",
            "ngay 5 thang 6 nam 2025",
            "ngày 5/6/2025",
            " 5 / 6 / 2025 ",
            "05–06–2025",
            "Thứ Năm, 05/6/2025",
            "thứ 5, ngày 5/6/2025",
        ] {
            check(text, (2025, 6, 5), None);
        }
        check("29/02/2024", (2024, 2, 29), None);
    }

    #[test]
    fn reads_times_before_and_after() {
        for text in [
            "5/6/2025 16:40",
            "16h40 5/6/2025",
            "16h40 ngày 5/6/2025",
            "lúc 16 giờ 40 phút, ngày 5 tháng 6 năm 2025",
            "2025-06-05T16:40:00",
            "2025-06-05 16:40:00.123+07:00",
            "2025-06-05T16:40Z",
            "Thứ Năm, 05/6/2025 16:40",
            "16g40, 05.6.2025",
        ] {
            check(text, (2025, 6, 5), Some((16, 40, 0)));
        }
        check("8 giờ 5/6/2025", (2025, 6, 5), Some((8, 0, 0)));
        check("16h 5 tháng 6 năm 2025", (2025, 6, 5), Some((16, 0, 0)));
        check("5-6-2025 08:00:30", (2025, 6, 5), Some((8, 0, 30)));
        check("0h ngày 01/7/2025", (2025, 7, 1), Some((0, 0, 0)));
    }

    #[test]
    fn keeps_the_offset() {
        let offset = |text: &str| parse_date(text).unwrap().offset.map(Offset::seconds);
        assert_eq!(offset("2025-06-05 08:00"), None);
        assert_eq!(offset("2025-06-05T08:00Z"), Some(0));
        assert_eq!(offset("2025-06-05T08:00+0700"), Some(25_200));
        assert_eq!(offset("2025-06-05T08:00-03:30"), Some(-12_600));
    }

    #[test]
    fn says_what_is_wrong() {
        #[track_caller]
        fn check(text: &str, expected: &DateFault) {
            assert_eq!(parse_date(text).as_ref(), Err(expected), "{text:?}");
        }
        check("5/6/25", &DateFault::TwoDigitYear { day: 5, month: 6, year: 25 });
        check("31/02/2025", &DateFault::Impossible { day: 31, month: 2, year: 2025, last_day: Some(28) });
        check("06/25/2025", &DateFault::Impossible { day: 6, month: 25, year: 2025, last_day: None });
        check("0/6/2025", &DateFault::Impossible { day: 0, month: 6, year: 2025, last_day: Some(30) });
        check("08/6/20210", &DateFault::OutOfRange { year: 20210 });
        check("1/1/1899", &DateFault::OutOfRange { year: 1899 });
        check("5/6/2025 25:00", &DateFault::ImpossibleTime { hour: 25, minute: 0 });
        for text in
            ["", "hôm nay", "2025", "6/2025", "10/11//2025", "5/6-2025", "5/6/2025 xyz", "99999999999/1/2025"]
        {
            check(text, &DateFault::Unreadable);
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,30}|[0-9/:.hT+ -]{0,24}|(ngày |lúc |thứ |tháng |năm |[0-9]{1,4}|[-/:.]| ){0,12}") {
            let _ = parse_date(&text);
        }

        #[test]
        fn reads_what_it_prints(year in 1900_i16..=2200, month in 1_i8..=12, day in 1_i8..=28) {
            let day = date(year, month, day);
            for text in [super::super::format_long(day, None), super::super::format_words(day), day.to_string()] {
                prop_assert_eq!(parse_date(&text).map(|it| it.date), Ok(day));
            }
        }
    }
}
