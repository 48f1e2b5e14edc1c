//! Stretches of whole days, and the periods that offices report by: a month, a quarter, a year.

use jiff::{
    ToSpan,
    civil::{Date, date},
};

use super::{
    date::{format_short, parse_date},
    fold,
};

/// Whole days, both ends included; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day, not before the first.
    pub to: Date,
}

/// A unit of reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Per {
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
}

/// A period with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its days.
    pub span: Span,
    /// `2025-Q2`, `2025-04`, `2025`, `2025-H1` (half), `2025-M9` (nine months), or both days of any other: `2025-03-01..2025-11-30`.
    pub id: String,
    /// `quý II năm 2025`, in running text.
    pub vi: String,
    /// `quarter 2 of 2025`.
    pub en: String,
}

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

impl Per {
    /// That of a plan's `per`: `month`, `quarter`, `year`.
    pub fn named(key: &str) -> Option<Self> {
        match key {
            "month" => Some(Self::Month),
            "quarter" => Some(Self::Quarter),
            "year" => Some(Self::Year),
            _ => None,
        }
    }

    /// How many months it has.
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

impl Span {
    /// The days from one to another; absent where the second is before the first.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// Whether a day is one of its days.
    pub fn contains(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The days of both.
    pub fn common(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// How many calendar months lie in it whole.
    ///
    /// ```
    /// # use bantin::text::span::Span;
    /// # use jiff::civil::date;
    /// let span = Span::new(date(2025, 1, 15), date(2025, 6, 30)).unwrap();
    /// assert_eq!(span.whole_months(), 5);
    /// ```
    pub fn whole_months(self) -> u32 {
        let index = |it: Date| i32::from(it.year()) * 12 + i32::from(it.month()) - 1;
        let first = index(self.from) + i32::from(self.from.day() > 1);
        let end = index(self.to) + i32::from(self.to == self.to.last_of_month());
        u32::try_from(end - first).unwrap_or(0)
    }

    /// The months, quarters or years that have a day in it, whole as they are in the calendar, in order.
    pub fn parts(self, per: Per) -> Vec<Period> {
        let mut parts = Vec::new();
        let mut day = self.from;
        while day <= self.to {
            let part = period_of(day, per);
            let next = part.span.to.checked_add(1.day());
            parts.push(part);
            match next {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        parts
    }

    /// Its days as a period, with the name that the calendar has for it.
    pub fn period(self) -> Period {
        for per in [Per::Month, Per::Quarter, Per::Year] {
            let part = period_of(self.from, per);
            if part.span == self {
                return part;
            }
        }
        let longer = PARTS.iter().map(|it| part_of_year(self.from.year(), it));
        if let Some(part) = longer.into_iter().find(|it| it.span == self) {
            return part;
        }
        let (from, to) = (format_short(self.from), format_short(self.to));
        Period {
            id: format!("{}..{}", self.from, self.to),
            vi: format!("từ ngày {from} đến ngày {to}"),
            en: format!("{} to {}", self.from, self.to),
            span: self,
        }
    }
}

/// The longer parts of a year that offices report by.
#[derive(Debug, Clone, Copy)]
struct Part {
    months: (i8, i8),
    id: &'static str,
    vi: &'static str,
    en: &'static str,
    /// Names, folded, without the year.
    names: &'static [&'static str],
}

const PARTS: [Part; 3] = [
    Part {
        months: (1, 6),
        id: "H1",
        vi: "6 tháng đầu năm",
        en: "first half of",
        names: &["h1", "6 thang", "6 thang dau", "sau thang dau", "nua dau"],
    },
    Part {
        months: (7, 12),
        id: "H2",
        vi: "6 tháng cuối năm",
        en: "second half of",
        names: &["h2", "6 thang cuoi", "sau thang cuoi", "nua cuoi"],
    },
    Part {
        months: (1, 9),
        id: "M9",
        vi: "9 tháng đầu năm",
        en: "first nine months of",
        names: &["m9", "9 thang", "9 thang dau", "chin thang", "chin thang dau"],
    },
];

fn part_of_year(year: i16, part: &Part) -> Period {
    let Part { months: (first, last), id, vi, en, .. } = part;
    Period {
        span: Span { from: date(year, *first, 1), to: date(year, *last, 1).last_of_month() },
        id: format!("{year:04}-{id}"),
        vi: format!("{vi} {year}"),
        en: format!("{en} {year}"),
    }
}

/// `2026-01-01..2026-06-15`, `1/1/2026 - 15/6/2026`, `từ ngày 1/1/2026 đến ngày 15/6/2026`.
fn parse_days(typed: &str) -> Option<Period> {
    let folded = fold::fold(typed.trim()).replace(['–', '—'], "-");
    let halves = ["..", " den ", " - "].iter().find_map(|it| folded.split_once(it));
    // With slashes inside of days a stroke divides.
    let (from, to) = halves.or_else(|| folded.split_once('-').filter(|_| folded.contains('/')))?;
    let day = |it: &str| {
        let bare = it.trim().trim_start_matches("tu ").trim_start().trim_start_matches("ngay ");
        parse_date(bare.trim()).ok().filter(|it| it.time.is_none()).map(|it| it.date)
    };
    Span::new(day(from)?, day(to)?).map(Span::period)
}

/// The month, quarter or year of a day.
fn period_of(day: Date, per: Per) -> Period {
    let (year, month) = (day.year(), day.month());
    let (from, id, vi, en) = match per {
        Per::Month => {
            let written = if month <= 2 { format!("{month:02}") } else { month.to_string() };
            (
                day.first_of_month(),
                format!("{year:04}-{month:02}"),
                format!("tháng {written} năm {year}"),
                format!("month {month} of {year}"),
            )
        }
        Per::Quarter => {
            let quarter = (month - 1) / 3;
            let roman =
                usize::try_from(quarter).ok().and_then(|it| ROMAN.get(it)).copied().unwrap_or_default();
            let n = quarter + 1;
            (
                date(year, quarter * 3 + 1, 1),
                format!("{year:04}-Q{n}"),
                format!("quý {roman} năm {year}"),
                format!("quarter {n} of {year}"),
            )
        }
        Per::Year => {
            (date(year, 1, 1), format!("{year:04}"), format!("năm {year}"), format!("the year {year}"))
        }
    };
    let last = from.checked_add(i64::from(per.months() - 1).months()).unwrap_or(from).last_of_month();
    Period { span: Span { from, to: last }, id, vi, en }
}

/// Reads `2025-Q2`, `Q2/2025`, `quý II năm 2025`, `2025-04`, `4/2025`, `tháng 4/2025`, `2025`, `năm 2025`, `2025-H1`,
/// `6 tháng đầu năm 2025`, `9 tháng năm 2025`, `1/1/2025 - 15/6/2025`; years 1900 to 2200.
pub fn parse_period(typed: &str) -> Option<Period> {
    let folded = fold::fold(typed.trim());
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty() && *it != "nam").collect();
    let year = |it: &str| {
        let is_year = it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit());
        it.parse::<i16>().ok().filter(|it| is_year && (1900..=2200).contains(it))
    };
    let quarter = |it: &str| match it {
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        "4" | "iv" => Some(4),
        _ => None,
    };
    let of_quarter = |n: i8, y: i16| Some(period_of(date(y, n * 3 - 2, 1), Per::Quarter));
    let of_month = |typed: &str, y: i16| {
        let n: i8 = typed.parse().ok().filter(|it| (1..=12).contains(it) && typed.len() <= 2)?;
        Some(period_of(date(y, n, 1), Per::Month))
    };
    let named = |name: &[&str], y: &str| {
        let name = name.join(" ");
        let part = PARTS.iter().find(|it| it.names.contains(&name.as_str()))?;
        Some(part_of_year(year(y)?, part))
    };
    let longer = match words.as_slice() {
        [y, name] if year(y).is_some() => named(&[name], y),
        [name @ .., y] => named(name, y),
        [] => None,
    };
    if let Some(found) = longer.or_else(|| parse_days(typed)) {
        return Some(found);
    }
    match words.as_slice() {
        [y] => Some(period_of(date(year(y)?, 1, 1), Per::Year)),
        ["quy" | "q", q, y] => of_quarter(quarter(q)?, year(y)?),
        ["thang" | "t", m, y] => of_month(m, year(y)?),
        [a, b] => {
            let (rest, y) = match (year(a), year(b)) {
                (Some(y), None) => (b, y),
                (None, Some(y)) => (a, y),
                _ => return None,
            };
            match rest.strip_prefix("quy").or_else(|| rest.strip_prefix('q')) {
                Some(n) => of_quarter(quarter(n)?, y),
                None => of_month(rest, y),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: (i16, i8, i8), to: (i16, i8, i8)) -> Span {
        Span::new(date(from.0, from.1, from.2), date(to.0, to.1, to.2)).unwrap()
    }

    #[test]
    fn reads_periods_as_they_are_written() {
        for (typed, expected) in [
            ("2025-Q2", "2025-Q2"),
            ("2025-q2", "2025-Q2"),
            ("Q2/2025", "2025-Q2"),
            ("quý II năm 2025", "2025-Q2"),
            ("Quý 4/2025", "2025-Q4"),
            ("quy 2 nam 2025", "2025-Q2"),
            ("2025-04", "2025-04"),
            ("4/2025", "2025-04"),
            ("tháng 12 năm 2025", "2025-12"),
            ("2025", "2025"),
            ("năm 2025", "2025"),
            ("2025-H1", "2025-H1"),
            ("6 tháng đầu năm 2025", "2025-H1"),
            ("6 tháng cuối năm 2025", "2025-H2"),
            ("9 tháng năm 2025", "2025-M9"),
            ("1/1/2025 - 30/6/2025", "2025-H1"),
            ("1/1/2025–30/6/2025", "2025-H1"),
            ("01/01/2025 – 30/6/2025", "2025-H1"),
            ("từ ngày 01/01/2025 đến ngày 15/6/2025", "2025-01-01..2025-06-15"),
            ("2025-01-01..2025-09-30", "2025-M9"),
        ] {
            assert_eq!(parse_period(typed).map(|it| it.id).as_deref(), Some(expected), "{typed}");
        }
        for typed in
            ["", "2025-Q5", "2025-13", "13/2025", "25", "2025-2026", "quý 2", "2025-001", "5/6/2025", "Q2"]
        {
            assert_eq!(parse_period(typed), None, "{typed}");
        }
    }

    #[test]
    fn knows_first_and_last_days() {
        let span = |typed: &str| parse_period(typed).unwrap().span;
        assert_eq!(span("2025-Q1"), days((2025, 1, 1), (2025, 3, 31)));
        assert_eq!(span("2024-02"), days((2024, 2, 1), (2024, 2, 29)));
        assert_eq!(span("2025"), days((2025, 1, 1), (2025, 12, 31)));
        assert_eq!(parse_period("2025-Q4").unwrap().vi, "quý IV năm 2025");
        assert_eq!(parse_period("2025-02").unwrap().vi, "tháng 02 năm 2025");
        let odd = days((2025, 3, 6), (2025, 12, 31)).period();
        assert_eq!(
            (odd.id.as_str(), odd.vi.as_str()),
            ("2025-03-06..2025-12-31", "từ ngày 06/3/2025 đến ngày 31/12/2025")
        );
        assert_eq!(days((2025, 4, 1), (2025, 6, 30)).period().id, "2025-Q2");
    }

    #[test]
    fn counts_whole_months_only() {
        for (span, expected) in [
            (days((2025, 1, 1), (2025, 12, 31)), 12),
            (days((2025, 1, 2), (2025, 12, 31)), 11),
            (days((2025, 1, 1), (2025, 12, 30)), 11),
            (days((2025, 6, 15), (2025, 7, 15)), 0),
            (days((2025, 6, 15), (2025, 6, 20)), 0),
            (days((2024, 2, 1), (2024, 2, 29)), 1),
            (days((2022, 1, 1), (2025, 12, 31)), 48),
        ] {
            assert_eq!(span.whole_months(), expected, "{span:?}");
        }
    }

    #[test]
    fn cuts_into_parts_of_the_calendar() {
        let ids = |span: Span, per| span.parts(per).into_iter().map(|it| it.id).collect::<Vec<_>>();
        let span = days((2024, 12, 15), (2025, 4, 1));
        assert_eq!(ids(span, Per::Month), ["2024-12", "2025-01", "2025-02", "2025-03", "2025-04"]);
        assert_eq!(ids(span, Per::Quarter), ["2024-Q4", "2025-Q1", "2025-Q2"]);
        assert_eq!(ids(span, Per::Year), ["2024", "2025"]);
    }
}
