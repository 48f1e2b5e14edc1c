//! Words of plans: names of agencies, capitals, shares, quotas and dates inside sentences.

use jiff::civil::Date;

use crate::text::{
    capital,
    date::parse_date,
    fold,
    span::{Span, parse_period},
};

/// First words of names of agencies. A name has more words.
const AGENCIES: &[&str] = &[
    "sở",
    "phòng",
    "ban",
    "văn phòng",
    "trung tâm",
    "ủy ban",
    "ubnd",
    "ubmttq",
    "ubmt",
    "mttq",
    "mặt trận",
    "công an",
    "đài",
    "cục",
    "chi cục",
    "bộ phận",
    "báo",
    "hội",
    "đoàn",
    "liên đoàn",
    "kho bạc",
    "bảo hiểm",
    "trường",
    "trạm",
    "tổ",
    "bưu điện",
    "viện",
    "tòa án",
    "ngân hàng",
    "thanh tra",
    "bộ chỉ huy",
    "quân sự",
    "hđnd",
    "huyện ủy",
    "đảng ủy",
    "thành ủy",
    "tỉnh ủy",
    "quận ủy",
    "thị ủy",
    "bộ",
    "bệnh viện",
    "chi nhánh",
    "vnpt",
    "viettel",
    "quỹ",
    "chi bộ",
    "thường trực",
    "ubkt",
    "hạt",
    "thuế",
    "cơ quan",
    "đảng bộ",
    "điện lực",
];

/// First words of those who are named by what they are.
const GROUPS: &[&str] = &[
    "các",
    "thủ trưởng",
    "chủ tịch",
    "công chức",
    "đơn vị",
    "cán bộ",
    "thành viên",
    "lãnh đạo",
    "giám đốc",
    "chánh",
    "phó",
    "trưởng",
    "người đứng đầu",
    "đội",
    "nhà",
    "bí thư",
    "tổng công ty",
    "công ty",
    "doanh nghiệp",
    "thôn",
    "khu phố",
    "ấp",
    "đề nghị",
    "giao",
    "đối với",
    "toàn thể",
    "những",
    "địa phương",
    "hệ thống",
];

/// Beginnings of acts that look like names.
const ACTS: &[&str] = &[
    "tổ chức",
    "báo cáo",
    "hội nghị",
    "hội thảo",
    "hội thi",
    "ban hành",
    "trường hợp",
    "phòng chống",
    "phòng, chống",
    "bộ tiêu chí",
    "bộ chỉ số",
    "các nội dung",
    "các nhiệm vụ",
    "các hình thức",
    "các văn bản",
    "các hoạt động",
    "các biện pháp",
    "báo chí",
    "bộ máy",
    "các chỉ tiêu",
    "các giải pháp",
    "đoàn kết",
    "thanh tra,",
];

/// Whether a text begins as the name of one agency does.
pub(super) fn is_agency(text: &str) -> bool {
    starts(text, AGENCIES) && !starts(text, ACTS) && text.contains(' ')
}

/// Whether a text begins as those do who are given tasks.
pub(super) fn is_actor(text: &str) -> bool {
    is_agency(text) || starts(text, GROUPS) && !starts(text, ACTS)
}

/// Whether the text begins with one of the phrases, marks compared, as whole words.
fn starts(text: &str, phrases: &[&str]) -> bool {
    let key = crate::text::key(text);
    phrases
        .iter()
        .any(|it| key.strip_prefix(it).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
}

/// Whether the folded text begins with one of the phrases, as whole words.
pub(super) fn begins(text: &str, phrases: &[&str]) -> bool {
    let folded = fold(text);
    phrases.iter().any(|it| {
        folded.strip_prefix(it).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

/// Whether the folded text has the phrase, as whole words.
pub(super) fn has(text: &str, phrase: &str) -> bool {
    let folded = fold(text);
    folded.match_indices(phrase).any(|(at, _)| {
        let before = folded[..at].chars().next_back();
        let after = folded[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether there are letters and all are capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Words that stand before the name of a place.
const LEVELS: &[&str] =
    &["xã", "phường", "huyện", "quận", "tỉnh", "thị trấn", "thị xã", "thành phố", "đặc khu", "đảo"];

/// Names with the capitals that Nghị định 30/2020/NĐ-CP, Phụ lục II, gives them.
const STANDARD: &str = ". Ủy ban nhân dân . Uỷ ban nhân dân . Hội đồng nhân dân . Ban Chỉ đạo . Ban Quản lý . Văn phòng . Trung tâm . Sở Nội vụ . \
    Sở Tư pháp . Sở Tài chính . Sở Khoa học và Công nghệ . Sở Văn hóa, Thể thao và Du lịch . Sở Nông nghiệp và Môi trường . Phòng Nội vụ . \
    Phòng Văn hóa - Xã hội . Phòng Văn hóa và Thông tin . Phòng Kinh tế . Phòng Tư pháp . Phó Chủ tịch . Phó Giám đốc . Chánh Văn phòng .";

/// Words in capitals as they are written elsewhere: `UBND` stays, `ỦY BAN NHÂN DÂN XÃ BÌNH AN` becomes
/// `Ủy ban nhân dân xã Bình An`. Words that `text` has in small letters are written as there; what follows the level of a place
/// is its name.
pub(super) fn lower(capitals: &str, text: &str) -> String {
    let words: Vec<&str> = capitals.split(' ').filter(|it| !it.is_empty()).collect();
    let written: Vec<&str> = text.split_whitespace().chain(STANDARD.split_whitespace()).collect();
    let (mut out, mut at): (Vec<String>, usize) = (Vec::new(), 0);
    while at < words.len() {
        let longest =
            (2..=(words.len() - at).min(8)).rev().find_map(|n| as_written(&words[at..at + n], &written));
        match longest {
            Some(found) => {
                at += found.len();
                out.extend(found);
            }
            None => {
                out.push(lower_word(words[at], out.last().map(String::as_str)));
                at += 1;
            }
        }
    }
    capital(&out.join(" "))
}

/// Words as running text has them, with as few capitals as anywhere.
fn as_written(words: &[&str], text: &[&str]) -> Option<Vec<String>> {
    let bare = |it: &str| it.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let wanted: Vec<String> = words.iter().map(|it| bare(it).to_lowercase()).collect();
    let count = |found: &[String]| found.concat().chars().filter(|it| it.is_uppercase()).count();
    let matches = text.windows(words.len()).filter_map(|run| {
        // A full stop or a comma in between makes them the words of two phrases.
        let is_one = run[..run.len() - 1]
            .iter()
            .zip(words)
            .all(|(it, word)| it.ends_with(char::is_alphanumeric) || !word.ends_with(char::is_alphanumeric));
        let found: Vec<String> = run.iter().map(|it| bare(it)).collect();
        let is_same = found.iter().zip(&wanted).all(|(a, b)| a.to_lowercase() == *b);
        (is_one && is_same && !is_capitals(&found.concat())).then_some(found)
    });
    let found = matches.min_by_key(|it| count(it))?;
    // The marks around each word are those of the text in capitals.
    let around = |word: &&str, small: &String| word.replacen(&bare(word), small, 1);
    Some(words.iter().zip(&found).map(|(word, small)| around(word, small)).collect())
}

/// One word of which the text says nothing.
fn lower_word(word: &str, before: Option<&str>) -> String {
    let small = word.to_lowercase();
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_short = bare.len() >= 2
        && !bare.chars().any(is_vietnamese_vowel)
        && !bare.chars().any(|c| c.is_ascii_digit());
    let is_known = ["UBND", "HĐND", "UBMTTQ", "MTTQ", "CCHC", "TTHC", "CNTT", "ISO"].contains(&bare);
    if is_short || is_known {
        return word.to_owned();
    }
    // "xã Bình An": all words behind the level are the name, as far as nothing else is known.
    let names = before.is_some_and(|it| {
        let last = it.to_lowercase();
        LEVELS.iter().any(|level| {
            level.split(' ').next_back() == Some(&last) && level.split(' ').next() != Some("thành")
        }) || ["sở", "phòng", "ban", "bộ", "cục", "phố"].contains(&last.as_str())
    });
    if names { capital(&small) } else { small }
}

fn is_vietnamese_vowel(c: char) -> bool {
    fold(&c.to_string()).starts_with(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// `TM. ỦY BAN NHÂN DÂN`, `PHÓ CHỦ TỊCH` with the capitals that running text has: offices have one.
pub(super) fn office(capitals: &str) -> String {
    let spaced = capitals.replace('.', ". ");
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = words.as_str();
    let mut out = String::new();
    for sign in ["TM.", "KT.", "TL.", "TUQ.", "Q."] {
        if let Some(it) = rest.strip_prefix(sign) {
            out = format!("{sign} ");
            rest = it.trim_start();
        }
    }
    if !is_capitals(rest) {
        return words;
    }
    let small = lower(rest, "");
    let second = ["Phó ", "Quyền ", "Nguyên "].iter().find_map(|it| Some((it, small.strip_prefix(it)?)));
    match second {
        Some((first, office)) => format!("{out}{first}{}", capital(office)),
        None => format!("{out}{small}"),
    }
}

/// The first share in a text, as typed without spaces: `100%`, `85,5%`.
pub(super) fn share(text: &str) -> Option<String> {
    let at = text.find('%')?;
    let before = text[..at].trim_end();
    let digits =
        before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len();
    let figures = before[before.len() - digits..].trim_matches([',', '.']);
    (!figures.is_empty()).then(|| format!("{figures}%"))
}

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
    let starts = [
        "truoc ngay ",
        "den het ngay ",
        "cham nhat ngay ",
        "cham nhat den ngay ",
        "cham nhat la ngay ",
        "den ngay ",
        "hoan thanh ngay ",
    ];
    if let Some(at) = starts.iter().filter_map(|it| folded.find(it).map(|at| at + it.len())).min() {
        return day(&folded[at..], year);
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
                .or_else(|| words.iter().find_map(|it| year(it)).map(|it| it.to_string()))?;
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
        check("trước ngày 20 của tháng cuối quý", None);
        check("theo Kế hoạch tháng 3 đã ban hành", None);
    }

    #[test]
    fn reads_how_much_is_owed() {
        assert_eq!(quota("ít nhất 02 tin, bài/tháng"), Some((2, "tháng")));
        assert_eq!(quota("mỗi quý ít nhất 01 buổi phát thanh"), Some((1, "quý")));
        assert_eq!(quota("hằng năm tổ chức hội nghị"), None);
        assert_eq!(quota("mỗi tháng 2 tin, mỗi quý 1 bài"), None);
        assert_eq!(quota("theo mẫu số 02 bản kèm theo mỗi tháng"), None);
    }

    #[test]
    fn writes_capitals_small() {
        let text = "Sở Nội vụ và UBND xã Bình An thực hiện. Ủy ban nhân dân xã Bình An chủ trì.";
        assert_eq!(lower("ỦY BAN NHÂN DÂN XÃ BÌNH AN", text), "Ủy ban nhân dân xã Bình An");
        assert_eq!(lower("SỞ NỘI VỤ", text), "Sở Nội vụ");
        assert_eq!(lower("TUYÊN TRUYỀN CCHC NĂM 2026", ""), "Tuyên truyền CCHC năm 2026");
        assert_eq!(office("KT.CHỦ TỊCH"), "KT. Chủ tịch");
        assert_eq!(office("PHÓ CHỦ TỊCH"), "Phó Chủ tịch");
        assert_eq!(office("TM. ỦY BAN NHÂN DÂN"), "TM. Ủy ban nhân dân");
    }
}
