//! Times and amounts inside sentences: how much is owed in which time, until when, and the time of a whole plan.

use jiff::civil::Date;

use super::phrase::has;
use crate::text::{
    date::parse_date,
    fold,
    span::{Span, parse_period},
};

/// How much is owed in which time, where a sentence says it plainly: `02 tin, bài/tháng`, `mỗi quý ít nhất 01 buổi`.
/// Two such figures decide nothing.
pub(super) fn quota(text: &str) -> Option<(u32, &'static str)> {
    const COUNTED: &[&str] = &[
        "tin", "bai", "luot", "buoi", "ky", "lan", "cuoc", "chuyen", "video", "clip", "phong", "to", "dot",
        "hoi", "ban", "so",
    ];
    let folded = fold(text).replace('/', " / ");
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|it| !it.is_empty()).collect();
    let per = |it: &str| match it {
        "thang" => Some("tháng"),
        "quy" => Some("quý"),
        "nam" => Some("năm"),
        _ => None,
    };
    let every: Vec<(usize, &'static str)> = words
        .windows(2)
        .enumerate()
        .filter(|(_, it)| matches!(it[0], "/" | "moi" | "hang" | "mot"))
        .filter_map(|(at, it)| Some((at, per(it[1])?)))
        .collect();
    let figures: Vec<(usize, u32)> = words
        .windows(2)
        .enumerate()
        .filter(|(at, it)| {
            let is_date = at
                .checked_sub(1)
                .is_some_and(|before| matches!(words[before], "/" | "ngay" | "thang" | "so"));
            COUNTED.contains(&it[1]) && !is_date && it[0].len() <= 3
        })
        .filter_map(|(at, it)| Some((at, it[0].parse().ok()?)))
        .collect();
    match (every.as_slice(), figures.as_slice()) {
        ([(at, per)], [(from, n)]) if *n > 0 && at.abs_diff(*from) <= 10 => Some((*n, per)),
        _ => None,
    }
}

/// Until when something is to be done, where a sentence says one day, month or quarter: `trước ngày 30/6/2026`, `trong quý II/2026`,
/// `xong trong tháng 3`. Days without a year are of `year`. What comes again every month has no such day.
pub(super) fn due(text: &str, year: Option<i16>) -> Option<Date> {
    let folded = fold(text);
    if ["hang thang", "hang quy", "moi thang", "moi quy", "hang nam", "thuong xuyen"]
        .iter()
        .any(|it| has(text, it))
    {
        return None;
    }
    let starts =
        ["truoc ", "den ", "den het ", "cham nhat ", "cham nhat la ", "hoan thanh ", "han: ", "han "];
    let starts = starts.iter().flat_map(|it| folded.match_indices(it).map(|(at, it)| at + it.len()));
    let days = starts.filter_map(|at| {
        let rest = folded[at..].trim_start_matches("den ").trim_start_matches("ngay ");
        Some((at, day(rest, year)?))
    });
    if let Some((_, day)) = days.min() {
        return Some(day);
    }
    // From one month to another, the last day of the second.
    if (folded.contains(" den ") || folded.contains(" - ")) && folded.matches("thang").count() > 1 {
        let whole = if folded.contains("tu ") { folded.clone() } else { format!("tu {folded}") };
        let whole = match year {
            Some(year) if !whole.contains(&year.to_string()) => format!("{whole} nam {year}"),
            _ => whole,
        };
        return period(&whole.replace(" - ", " den ")).map(|it| it.to);
    }
    let spans = ["quy ", "thang "];
    let at = spans.iter().filter_map(|it| folded.find(it)).min()?;
    let lead = folded[..at].trim_end();
    let is_due = ["trong", "truoc", "xong", "thanh", "den het", "gian:", "hien:", "hien", "cuoi"]
        .iter()
        .any(|it| lead.ends_with(it))
        || lead.is_empty();
    let words: Vec<&str> =
        folded[at..].split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let named = words.get(..2)?.join(" ");
    let rest: Vec<&str> = words[2..].iter().copied().filter(|it| *it != "nam").collect();
    let typed = rest.first().filter(|it| it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit()));
    let year = typed.map(|it| (*it).to_owned()).or_else(|| year.map(|it| it.to_string()))?;
    parse_period(&format!("{named} {year}")).filter(|_| is_due).map(|it| it.span.to)
}

/// Until when, where a cell holds nothing else: a day, the last of several, a month, a quarter, a year.
pub(super) fn due_cell(text: &str, year: Option<i16>) -> Option<Date> {
    let folded = fold(text);
    let tokens = folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
    let dated = |it: &&str| it.bytes().filter(u8::is_ascii_digit).count() > 1 && it.contains(['/', '.', '-']);
    let mut days = tokens.filter(dated).filter_map(|it| day(it, year));
    let named = folded.find("ngay ").and_then(|at| day(&folded[at + 5..], year));
    due(text, year).or(days.next_back()).or(named).or_else(|| {
        let is_year = ["nam ", "ca nam "].iter().any(|it| folded.starts_with(it));
        period(text).filter(|_| is_year).map(|it| it.to)
    })
}

/// `30/6/2026 …`, `30 tháng 6 năm 2026 …`, `30/6 …` of `year`.
pub(super) fn day(folded: &str, year: Option<i16>) -> Option<Date> {
    let folded = folded.trim_start();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let trim = |it: &str| it.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
    if words.len() >= 5 && words[1] == "thang" {
        let year = if words[3] == "nam" { trim(words[4]) } else { year?.to_string() };
        return parse_date(&format!("{}/{}/{year}", words[0], trim(words[2]))).ok().map(|it| it.date);
    }
    let first = trim(words.first()?);
    let typed = match first.matches(['/', '-', '.']).count() {
        1 => format!("{first}/{}", year?),
        _ => first,
    };
    parse_date(&typed).ok().map(|it| it.date)
}

/// The time that a title or a sentence names: `giai đoạn 2022 - 2025`, `từ tháng 3 đến tháng 12/2026`, `quý II năm 2026`, `năm 2026`.
pub(super) fn period(text: &str) -> Option<Span> {
    let folded = fold(text).replace(['–', '—'], "-");
    let words: Vec<String> = folded
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '.')))
        .filter(|it| !it.is_empty())
        .map(|it| it.trim_matches(['.', '/']).to_owned())
        .collect();
    let year = |it: &String| {
        let is_year = it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit());
        it.parse::<i16>().ok().filter(|it| is_year && (1990..=2100).contains(it))
    };
    let span = |from: String, to: String| {
        Some(Span { from: parse_period(&from)?.span.from, to: parse_period(&to)?.span.to })
    };
    let of = |names: &[&str]| words.iter().position(|it| names.contains(&it.as_str()));
    // Days: `từ ngày 1/3/2026 đến ngày 31/12/2026`.
    let days: Vec<Date> = words
        .iter()
        .filter(|it| it.matches('/').count() == 2)
        .filter_map(|it| Some(parse_date(it).ok()?.date))
        .collect();
    if let ([from, to], true) = (days.as_slice(), folded.contains("tu ")) {
        return Span::new(*from, *to);
    }
    // `từ tháng 3 đến (hết) tháng 12/2026`, `từ quý I đến quý III/2026`.
    if let (Some(at), Some(to)) = (of(&["tu"]), of(&["den"]))
        && at < to
    {
        let unit = words.get(at + 1).filter(|it| matches!(it.as_str(), "thang" | "quy" | "nam"));
        let last = words[to..].iter().position(|it| unit == Some(it)).map(|it| it + to);
        if let (Some(unit), Some(last)) = (unit, last) {
            let tail = words[last + 1..].join(" ").replace('/', " ");
            let mut tail = tail.split(' ').filter(|it| *it != "nam");
            let (value, named) = (tail.next()?.to_owned(), tail.next().map(str::to_owned));
            if unit == "nam" {
                return span(words.get(at + 2)?.clone(), value);
            }
            let end = named
                .filter(|it| year(it).is_some())
                .or_else(|| words.iter().find_map(&year).map(|it| it.to_string()))?;
            let first = words.get(at + 2)?.replace('/', " ");
            let mut first = first.split(' ');
            let (from, own) = (first.next()?, first.next().unwrap_or(&end));
            return span(format!("{unit} {from} {own}"), format!("{unit} {value} {end}"));
        }
    }
    let years: Vec<i16> = words.iter().filter_map(year).collect();
    if let Some(at) = of(&["doan"])
        && let [from, to, ..] = words[at + 1..]
            .iter()
            .filter(|it| *it != "tu" && *it != "nam" && *it != "den")
            .filter_map(year)
            .collect::<Vec<_>>()
            .as_slice()
    {
        return span(from.to_string(), to.to_string());
    }
    if let Some(at) = of(&["quy", "thang"])
        && let Some(found) = parse_period(&words[at..].join(" ").replace('/', " ")).or_else(|| {
            let tail = words.get(at..(at + 4).min(words.len()))?.join(" ").replace('/', " ");
            parse_period(&tail)
        })
    {
        return Some(found.span);
    }
    let one = years.first().copied()?;
    span(one.to_string(), one.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times_of_plans() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            let found = period(text).map_or(String::new(), |it| format!("{}..{}", it.from, it.to));
            assert_eq!(found, expected, "{text}");
        }
        check("giai đoạn 2022 - 2025 trên địa bàn huyện", "2022-01-01..2025-12-31");
        check("giai đoạn 2026–2030", "2026-01-01..2030-12-31");
        check("tuyên truyền cải cách hành chính năm 2026", "2026-01-01..2026-12-31");
        check("tuyên truyền quý II năm 2026", "2026-04-01..2026-06-30");
        check("từ tháng 3 đến hết tháng 11/2026", "2026-03-01..2026-11-30");
        check("từ tháng 3 năm 2026 đến tháng 11 năm 2026", "2026-03-01..2026-11-30");
        check("Từ ngày 01/3/2026 đến ngày 31/12/2026.", "2026-03-01..2026-12-31");
        check("Hàng năm", "");
    }

    #[test]
    fn reads_when_something_is_due() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            assert_eq!(due(text, Some(2026)).map(|it| it.to_string()).as_deref(), expected, "{text}");
        }
        check("Báo cáo trước ngày 15/12/2026.", Some("2026-12-15"));
        check("gửi về trước ngày 30 tháng 6 năm 2026 để tổng hợp", Some("2026-06-30"));
        check("hoàn thành trước ngày 15/6", Some("2026-06-15"));
        check("Hoàn thành trong quý II/2026.", Some("2026-06-30"));
        check("Thời gian thực hiện: Tháng 3 năm 2026", Some("2026-03-31"));
        check("trước ngày 15 hằng tháng", None);
        check("Viết bài (hạn: 30/9/2026)", Some("2026-09-30"));
        check("chậm nhất 20/5/2026", Some("2026-05-20"));
        check("trước 31/3/2026", Some("2026-03-31"));
        check("Tháng 01 đến tháng 3/2026", Some("2026-03-31"));
        check("Từ tháng 01 đến tháng 11/2026", Some("2026-11-30"));
        check("đến năm 2030 đạt 90%", None);
        check("tỷ lệ đến 90%", None);
        check("trước ngày 20 của tháng cuối quý", None);
        check("theo Kế hoạch tháng 3 đã ban hành", None);
    }

    #[test]
    fn reads_when_a_cell_says_it() {
        for (typed, expected) in [
            ("31/3/2026", Some("2026-03-31")),
            ("31.3.2026", Some("2026-03-31")),
            ("31-3-2026", Some("2026-03-31")),
            ("31/3", Some("2026-03-31")),
            ("Từ 01/3/2026 đến 31/3/2026", Some("2026-03-31")),
            ("Ngày 5 tháng 4 năm 2026", Some("2026-04-05")),
            ("Quý II/2026", Some("2026-06-30")),
            ("Năm 2026", Some("2026-12-31")),
            ("Thường xuyên", None),
            ("Sau khi có văn bản", None),
        ] {
            let found = due_cell(typed, Some(2026)).map(|it| it.to_string());
            assert_eq!(found.as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn reads_how_much_is_owed() {
        assert_eq!(quota("ít nhất 02 tin, bài/tháng"), Some((2, "tháng")));
        assert_eq!(quota("mỗi quý ít nhất 01 buổi phát thanh"), Some((1, "quý")));
        assert_eq!(quota("hằng năm tổ chức hội nghị"), None);
        assert_eq!(quota("mỗi tháng 2 tin, mỗi quý 1 bài"), None);
        assert_eq!(quota("theo mẫu số 02 bản kèm theo mỗi tháng"), None);
    }
}
