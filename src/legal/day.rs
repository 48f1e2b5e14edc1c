//! Dates of issue as they are written: day first, in figures or with the words "tháng" and "năm".

use jiff::civil::Date;

use super::plain::Plain;

/// A date as written.
pub(super) struct Dated {
    pub end: usize,
    /// None where no such day exists.
    pub date: Option<Date>,
}

/// A date with day, month and year: `15/7/2021`, `25-10-2017`, `15 tháng 7 năm 2021`.
pub(super) fn date(plain: &Plain, at: usize) -> Option<Dated> {
    let (day, mut end) = digits(plain, at, 2)?;
    let words = plain.words(plain.gap(end), "thang").map(|it| plain.gap(it));
    let (month, year_at, sound) = if let Some(at) = words {
        let (month, after) = digits(plain, at, 2)?;
        end = plain.gap(after);
        let at = plain.words(end, "nam").or((matches!(plain.byte(end), b',' | b'/')).then_some(end + 1))?;
        (month, plain.gap(at), true)
    } else {
        let (first, at) = slash(plain, end)?;
        let (month, after) = digits(plain, at, 2)?;
        let (second, at) = slash(plain, after)?;
        (month, at, first && second)
    };
    let end = plain.digits(year_at);
    if end == year_at || end > year_at + 8 {
        return None;
    }
    // A word may be glued to the year.
    let year = plain.bytes(year_at..end).iter().take(5).fold(0, |sum: i16, it| sum * 10 + i16::from(it & 15));
    let year = (end == year_at + 4 && (1900..2100).contains(&year)).then_some(year);
    let date = year.filter(|_| sound).and_then(|year| Date::new(year, month, day).ok());
    Some(Dated { end, date })
}

fn digits(plain: &Plain, at: usize, most: usize) -> Option<(i8, usize)> {
    let end = plain.digits(at);
    if end == at || end > at + most {
        return None;
    }
    let value =
        plain.bytes(at..end).iter().fold(0_i8, |sum, it| sum * 10 + i8::try_from(it & 15).unwrap_or(0));
    Some((value, end))
}

/// The mark between day and month; two of them are a slip.
fn slash(plain: &Plain, at: usize) -> Option<(bool, usize)> {
    let mark = plain.gap(at);
    let kind = plain.byte(mark);
    if !matches!(kind, b'/' | b'-' | b'.') {
        return None;
    }
    let doubled = plain.byte(mark + 1) == kind;
    Some((!doubled, plain.gap(mark + 1 + usize::from(doubled))))
}
