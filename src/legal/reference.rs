//! One reference as an officer writes it in front matter: a register id, or one citation, short or as a sentence.
//!
//! - `ke-hoach-855-kh-ubnd-ninh-thuan-2024`
//! - `76/NQ-CP`; `468/QĐ-TTg@2021`; `855/KH-UBND, UBND tỉnh Ninh Thuận, 28/02/2024`
//! - `Kế hoạch số 855/KH-UBND ngày 28/02/2024 của UBND tỉnh Ninh Thuận về …`
//! - `Luật Viên chức năm 2010`; `Đề án 06`; the name of a plan or scheme
//!
//! The whole text is one reference. Citations inside running text are found by [`super::scan`].

use jiff::civil::Date;

use super::{Citation, Context, DocType, Form, Register, Repair, Resolution, Target, register::latin};
use crate::text::{date::parse_date, fold, fold::is_invisible, nfc};

/// What a reference says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// An id of the register.
    Id(String),
    /// A citation; its spans are the whole text.
    Cited(Citation),
}

/// Reads one reference. Total: what is no number and no law is taken for a name.
///
/// ```
/// # use bantin::legal::{Reference, parse_reference};
/// let Reference::Cited(it) = parse_reference("855/KH-UBND, UBND tỉnh Ninh Thuận, 28/02/2024") else { panic!() };
/// assert_eq!(it.number.as_deref(), Some("855/KH-UBND"));
/// assert_eq!(it.issuer.as_deref(), Some("UBND tỉnh Ninh Thuận"));
/// ```
pub fn parse_reference(written: &str) -> Reference {
    let text = clean(written);
    if is_id(&text) {
        return Reference::Id(text);
    }
    let mut it = Citation {
        span: 0..written.len(),
        full_span: 0..written.len(),
        form: Form::Numbered,
        doc_type: None,
        number: None,
        name: None,
        date: None,
        year: None,
        issuer: None,
        pinpoint: None,
        repairs: Vec::new(),
    };
    let (text, year) = split_year(&text);
    it.year = year;
    match number(text) {
        Some((start, end)) => numbered(&mut it, &text[..start], &text[start..end], &text[end..]),
        None => unnumbered(&mut it, text),
    }
    Reference::Cited(it)
}

impl Register {
    /// The document of a reference of front matter.
    pub fn look_up(&self, written: &str, context: &Context) -> Resolution {
        match parse_reference(written) {
            Reference::Id(id) => {
                let default = || self.entries().iter().position(|it| it.default_id() == id);
                let target = self.find(&id).or_else(default).map_or(Target::Unknown, Target::One);
                Resolution { target, notes: Vec::new() }
            }
            Reference::Cited(citation) => self.resolve(&citation, context),
        }
    }
}

/// NFC, Latin letters, usual spaces and dashes; without the brackets of a link.
fn clean(written: &str) -> String {
    let text: String = nfc(written).chars().filter(|it| !is_invisible(*it)).map(latin).map(plain).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let inner = text.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")).unwrap_or(&text);
    inner.trim_matches(|c: char| c == '"' || c == '“' || c == '”' || c == '.' || c.is_whitespace()).to_owned()
}

fn plain(it: char) -> char {
    match it {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        it => it,
    }
}

/// Lower-case words and figures joined by hyphens, a word first.
fn is_id(text: &str) -> bool {
    let plain = text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-');
    plain && text.contains('-') && text.starts_with(|c: char| c.is_ascii_lowercase()) && !text.ends_with('-')
}

/// `468/QĐ-TTg@2021`
fn split_year(text: &str) -> (&str, Option<i16>) {
    match text.rsplit_once('@') {
        Some((head, year)) if year.trim().len() == 4 => match year.trim().parse() {
            Ok(year) => (head.trim_end(), Some(year)),
            Err(_) => (text, None),
        },
        _ => (text, None),
    }
}

/// Where the first number with a symbol stands.
fn number(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(|c: char| c.is_ascii_digit()).map(|it| from + it) {
        let inside = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'));
        if !inside && let Some(len) = number_length(&text[at..]) {
            return Some((at, at + len));
        }
        from = at + text[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at);
    }
    None
}

/// How long the number at the head of `text` is: `serial (sep year)? (sep group)+`, with at most one stray space at
/// each separator.
fn number_length(text: &str) -> Option<usize> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    if digits > 5 {
        return None;
    }
    let mut at = digits;
    if let Some(part) = text[at..].strip_prefix('.') {
        at += 1 + part.find(|c: char| !c.is_ascii_digit())?;
    }
    // `30c/NQ-CP`
    at += text[at..].find(|c: char| !c.is_ascii_lowercase()).filter(|it| *it <= 2)?;
    let (mut lettered, mut complete) = (false, false);
    let mut end = 0;
    let mut groups = 0;
    while let Some((sep, start)) = separator(&text[at..]) {
        let group = &text[at + start..];
        let len = group.find(|c: char| !(c.is_alphanumeric() || c == '&')).unwrap_or(group.len());
        let figures = group[..len].bytes().all(|it| it.is_ascii_digit());
        let year = groups == 0 && len == 4 && figures;
        // A dash between spaces starts something else, unless a symbol is not complete yet.
        let aside = sep && complete;
        if len == 0 || (figures && !year) || aside || (lettered && !symbol(&group[..len])) {
            break;
        }
        // `NĐ` waits for its `CP`; `QH14` waits for nothing.
        complete = lettered || !figures && group[..len].bytes().any(|it| it.is_ascii_digit());
        lettered |= !figures;
        groups += 1;
        at += start + len;
        end = at;
    }
    lettered.then_some(end)
}

/// The separator at the head of `text`: whether it stands between spaces, and where the next group starts.
fn separator(text: &str) -> Option<(bool, usize)> {
    let rest = text.trim_start();
    let before = text.len() - rest.len();
    if let Some(after) = rest.strip_prefix('.') {
        // `NĐ.CP`, but not the end of a sentence.
        let capitals = after.chars().take(2).filter(|it| it.is_uppercase()).count();
        return (before == 0 && capitals == 2).then_some((false, 1));
    }
    let rest = rest.strip_prefix(['/', '-'])?;
    let after = rest.len() - rest.trim_start().len();
    Some((before > 0 && after > 0, before + 1 + after))
}

/// Whether a further group is part of a symbol: no more small letters than capitals, or none but ASCII.
fn symbol(group: &str) -> bool {
    let upper = group.chars().filter(|it| it.is_uppercase()).count();
    let lower = group.chars().filter(|it| it.is_lowercase()).count();
    upper >= lower || upper == 0
}

fn numbered(it: &mut Citation, before: &str, number: &str, after: &str) {
    let number = dashed(number);
    let head = before.trim_end_matches([' ', ':', ',']);
    let head = strip_last_word(head, "số").trim_end_matches([' ', ':', ',']);
    let (rest, by_word) = split_type(head);
    if by_word.is_none() && law_of(head).is_some() {
        it.name = Some(head.to_owned());
    }
    it.doc_type = by_word.or_else(|| law_of(head)).or_else(|| code_of(&number));
    it.number = Some(number);
    let tail = date(it, after);
    it.issuer = issuer(&tail);
    if it.name.is_some() || rest.is_empty() {
        return;
    }
    it.pinpoint = pinpoint(rest);
    if it.pinpoint.is_none() {
        // Date and issuer may stand before: `Ngày 28/02/2024, UBND tỉnh ban hành Kế hoạch số …`.
        let rest = if it.date.is_none() { date(it, rest) } else { rest.to_owned() };
        it.issuer = it.issuer.take().or_else(|| issuer(&rest));
    }
}

/// The type that a text ends with, by its longest name, and what stands before it.
fn split_type(head: &str) -> (&str, Option<DocType>) {
    let starts = std::iter::once(0).chain(head.match_indices(' ').map(|(at, _)| at + 1));
    let found = starts.filter(|at| *at < head.len()).find_map(|at| {
        let word = &head[at..];
        DocType::named(word).or_else(|| DocType::of_code(word)).map(|it| (head[..at].trim_end(), Some(it)))
    });
    found.unwrap_or((head, None))
}

/// A number without spaces, and `63/2010/NĐ.CP` with the dash it should have; the point in a serial stays.
fn dashed(number: &str) -> String {
    let mut text = String::with_capacity(number.len());
    for it in number.chars().filter(|it| !it.is_whitespace()) {
        let point = it == '.' && text.ends_with(char::is_alphabetic);
        text.push(if point { '-' } else { it });
    }
    text
}

/// `điểm a khoản 2 Điều 5` as `dieu_5__khoan_2__diem_a`.
fn pinpoint(text: &str) -> Option<String> {
    let words: Vec<String> = text.split([' ', ',']).map(str::to_lowercase).collect();
    let value = |unit: &str| {
        let at = words.iter().position(|it| it == unit)?;
        let value = words.get(at + 1).filter(|it| it.len() <= 4 && it.chars().all(char::is_alphanumeric))?;
        Some(format!("{}_{value}", fold(unit)))
    };
    let parts: Vec<String> = ["điều", "khoản", "điểm"].into_iter().filter_map(value).collect();
    (!parts.is_empty()).then(|| parts.join("__"))
}

fn unnumbered(it: &mut Citation, text: &str) {
    it.doc_type = law_of(text);
    if it.doc_type.is_some() {
        it.form = Form::Named;
        let rest = date(it, text);
        it.name = Some(rest.trim_end_matches([' ', ',', '(', ')']).to_owned());
        return;
    }
    it.form = Form::Titled;
    it.name = Some(text.to_owned());
    // `Nghị quyết 76`, `Nghị định 118/2025`
    let Some((word, short)) = text.rsplit_once(' ') else { return };
    let word = strip_last_word(word, "số");
    let figures = !short.is_empty() && short.starts_with(|c: char| c.is_ascii_digit());
    if figures && let Some(doc_type) = DocType::named(word).or_else(|| DocType::of_code(word)) {
        it.form = Form::Short;
        it.doc_type = Some(doc_type);
        it.number = Some(short.to_owned());
        it.name = None;
    }
}

/// The type of a law that a text begins with. `Luật` alone is a word.
fn law_of(text: &str) -> Option<DocType> {
    let folded = fold(text);
    let name = ["Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp"].into_iter().find(|name| {
        let rest = folded.strip_prefix(&fold(name));
        rest.is_some_and(|rest| rest.starts_with(' ') || (*name == "Hiến pháp" && rest.is_empty()))
    })?;
    DocType::named(name)
}

/// The type by the code in a number, marks or not.
fn code_of(number: &str) -> Option<DocType> {
    let groups =
        || number.split(['/', '-']).skip(1).filter(|it| !it.starts_with(|c: char| c.is_ascii_digit()));
    let code = groups().next()?;
    if fold(code).starts_with("qh") {
        return None;
    }
    DocType::of_code(code).or_else(|| {
        let plain = fold(code);
        DocType::all().find(|it| it.code().is_some_and(|known| fold(known) == plain))
    })
}

/// Takes the date, or else the year, out of a text; what is left has a comma in its place.
fn date(it: &mut Citation, text: &str) -> String {
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        if text[..at].ends_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let Some(len) = date_length(&text[at..]) else { continue };
        match day(&text[at..at + len]) {
            Some(day) => it.date = Some(day),
            None => it.repairs.push(Repair::BadDate),
        }
        let before = ["ngày", "ký", "ban hành"]
            .iter()
            .fold(text[..at].trim_end(), |it, word| strip_last_word(it, word));
        return format!("{}, {}", before.trim_end(), text[at + len..].trim_start());
    }
    let trimmed = text.trim_end_matches([' ', ')', ',']);
    let year =
        trimmed.rsplit([' ', ',']).next().filter(|it| it.len() == 4).and_then(|it| it.parse::<i16>().ok());
    match year.filter(|it| (1945..=2100).contains(it)) {
        Some(year) => {
            it.year = Some(year);
            let before = trimmed[..trimmed.len() - 4].trim_end();
            strip_last_word(before, "năm").trim_end().to_owned()
        }
        None => text.to_owned(),
    }
}

fn day(text: &str) -> Option<Date> {
    parse_date(text).ok().map(|it| it.date)
}

/// How long the date at the head of `text` is: `28/02/2024`, `28-2-2024`, `2024-02-28`, `28 tháng 02 năm 2024`.
fn date_length(text: &str) -> Option<usize> {
    let figures = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut at = figures(text);
    for word in ["tháng", "năm"] {
        let rest = &text[at..];
        let sep = match rest.strip_prefix(['/', '-', '.']) {
            Some(more) => rest.len() - more.len(),
            None => {
                let spaced = rest.trim_start();
                let more = spaced.strip_prefix(word)?.trim_start();
                rest.len() - more.len()
            }
        };
        let len = figures(&rest[sep..]);
        if len == 0 {
            return None;
        }
        at += sep + len;
    }
    Some(at)
}

/// The issuer in what follows a number and its date: after `của` or `do`, or between commas; the subject is left out.
fn issuer(tail: &str) -> Option<String> {
    let tail = tail.trim_matches([' ', ',', ';', '(', ')', '-', '.']);
    let after = ["của ", "do "].iter().find_map(|word| tail.strip_prefix(word));
    let text = after.unwrap_or(tail);
    let text = text.split(['"', '“', '«']).next().unwrap_or_default();
    let stops = ["về", "phê", "sửa", "quy", "hướng", "triển", "thực", "năm", "v/v", "việc", "thuộc"];
    let mut end = text.len();
    let mut start = 0;
    for word in text.split(' ') {
        let issues = word == "ban" && text[start..].starts_with("ban hành");
        if issues || stops.contains(&word) {
            end = start;
            break;
        }
        start += word.len() + 1;
    }
    let name = text[..end.min(text.len())].trim_matches([' ', ',', ';', ':', '(', ')']);
    let name: Vec<&str> = name.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    (!name.is_empty()).then(|| name.join(", "))
}

/// The text without that word at its end, whatever its case.
fn strip_last_word<'a>(text: &'a str, word: &str) -> &'a str {
    let text = text.trim_end();
    let n = word.chars().count();
    let start = text.char_indices().rev().nth(n - 1).map_or(text.len(), |(at, _)| at);
    let whole = text[..start].is_empty() || text[..start].ends_with(|c: char| !c.is_alphanumeric());
    if whole && text[start..].to_lowercase() == word { text[..start].trim_end() } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Number or name, then type, date or year, and issuer.
    #[track_caller]
    fn check(written: &str, expected: [&str; 4]) {
        let found = match parse_reference(written) {
            Reference::Id(id) => [id, "id".into(), String::new(), String::new()],
            Reference::Cited(it) => [
                it.number.or(it.name).unwrap_or_default(),
                it.doc_type.map(DocType::slug).unwrap_or_default(),
                it.date.map(|it| it.to_string()).or(it.year.map(|it| it.to_string())).unwrap_or_default(),
                it.issuer.unwrap_or_default(),
            ],
        };
        assert_eq!(found, expected, "{written:?}");
    }

    #[test]
    fn reads_numbers() {
        check("76/NQ-CP", ["76/NQ-CP", "nghi-quyet", "", ""]);
        check("468/QĐ-TTg@2021", ["468/QĐ-TTg", "quyet-dinh", "2021", ""]);
        check("[[468/QĐ-TTg@2021]]", ["468/QĐ-TTg", "quyet-dinh", "2021", ""]);
        check("66.7/2025/NQ-CP", ["66.7/2025/NQ-CP", "nghi-quyet", "", ""]);
        check("30c/NQ-CP", ["30c/NQ-CP", "nghi-quyet", "", ""]);
        check("80/2015/QH13", ["80/2015/QH13", "", "", ""]);
        check("55/2005/TTLT-BNV-VPCP", ["55/2005/TTLT-BNV-VPCP", "thong-tu-lien-tich", "", ""]);
        check("NĐ 61/2018/NĐ-CP", ["61/2018/NĐ-CP", "nghi-dinh", "", ""]);
        check("Công văn số 1234/BNV-CCHC", ["1234/BNV-CCHC", "cong-van", "", ""]);
        check("Kết luận số 75-TB/TW", ["75-TB/TW", "ket-luan", "", ""]);
    }

    #[test]
    fn reads_number_issuer_and_date_in_a_row() {
        let expected = ["855/KH-UBND", "ke-hoach", "2024-02-28", "UBND tỉnh Ninh Thuận"];
        for written in [
            "855/KH-UBND, UBND tỉnh Ninh Thuận, 28/02/2024",
            "855/KH-UBND, 28/02/2024, UBND tỉnh Ninh Thuận",
            "855/KH-UBND; UBND tỉnh Ninh Thuận; 2024-02-28",
            "855/KH-UBND - UBND tỉnh Ninh Thuận - 28.02.2024",
            "855/KH-UBND (UBND tỉnh Ninh Thuận, ngày 28-2-2024)",
            "Kế hoạch số 855/KH-UBND ngày 28/02/2024 của UBND tỉnh Ninh Thuận về tuyên truyền, phổ biến",
            "Kế hoạch 855/KH-UBND ngày 28 tháng 02 năm 2024 của UBND tỉnh Ninh Thuận",
            "kế hoạch số: 855/KH-UBND ban hành ngày 28/02/2024 của UBND tỉnh Ninh Thuận ban hành Kế hoạch số 2",
        ] {
            check(written, expected);
        }
        let district = "101/KH-UBND, UBND huyện Bình Sơn, tỉnh Quảng Ngãi, 02/10/2020";
        check(district, ["101/KH-UBND", "ke-hoach", "2020-10-02", "UBND huyện Bình Sơn, tỉnh Quảng Ngãi"]);
        check("468/QĐ-TTg, 2021", ["468/QĐ-TTg", "quyet-dinh", "2021", ""]);
        check("Quyết định 468/QĐ-TTg năm 2021", ["468/QĐ-TTg", "quyet-dinh", "2021", ""]);
    }

    #[test]
    fn reads_what_word_and_the_web_do_to_numbers() {
        for (written, number) in [
            ("126- KL/TW", "126-KL/TW"),
            ("1206 /QĐ-HVTC", "1206/QĐ-HVTC"),
            ("76/NQ–CP", "76/NQ-CP"),
            ("76/NQ\u{2011}CP", "76/NQ-CP"),
            ("63/2010/NÐ-CP", "63/2010/NĐ-CP"),
            ("01/2018/TT-ВТС", "01/2018/TT-BTC"),
            ("Kế hoạch số\u{a0}\u{a0}855/KH-UBND", "855/KH-UBND"),
            ("63/2010/NĐ\u{200b}-CP", "63/2010/NĐ-CP"),
            ("Nghi\u{323} đi\u{323}nh 63/2010/NĐ-CP", "63/2010/NĐ-CP"),
            ("63/2010/nđ-cp", "63/2010/nđ-cp"),
            ("468/QD-TTg", "468/QD-TTg"),
        ] {
            let Reference::Cited(it) = parse_reference(written) else { panic!("{written:?} is no id") };
            assert_eq!(it.number.as_deref(), Some(number), "{written:?}");
            assert!(it.doc_type.is_some(), "{written:?}");
        }
    }

    #[test]
    fn reads_names_and_ids() {
        check("nghi-quyet-76-nq-cp-2021", ["nghi-quyet-76-nq-cp-2021", "id", "", ""]);
        check("Luật Viên chức", ["Luật Viên chức", "luat", "", ""]);
        check("Luật Cán bộ, công chức năm 2008", ["Luật Cán bộ, công chức", "luat", "2008", ""]);
        check("Luật Viên chức 2010", ["Luật Viên chức", "luat", "2010", ""]);
        check("Luật Viên chức số 58/2010/QH12", ["58/2010/QH12", "luat", "", ""]);
        check("Hiến pháp năm 2013", ["Hiến pháp", "hien-phap", "2013", ""]);
        check("Nghị quyết 76", ["76", "nghi-quyet", "", ""]);
        check("Nghị định số 118/2025", ["118/2025", "nghi-dinh", "", ""]);
        check("Đề án 06", ["06", "de-an", "", ""]);
        check("Chương trình A giai đoạn 2021 - 2030", ["Chương trình A giai đoạn 2021 - 2030", "", "", ""]);
        check("", ["", "", "", ""]);
    }

    #[test]
    fn reads_what_stands_before_a_number() {
        let issuer = "Uỷ ban nhân dân tỉnh Ninh Thuận";
        check(
            "Ngày 28/02/2024, Uỷ ban nhân dân tỉnh Ninh Thuận ban hành Kế hoạch số 855/KH-UBND về tuyên truyền",
            ["855/KH-UBND", "ke-hoach", "2024-02-28", issuer],
        );
        check("UBND tỉnh Hà Nam 5/KH-UBND", ["5/KH-UBND", "ke-hoach", "", "UBND tỉnh Hà Nam"]);
        check(
            "Quyết định số 5/QĐ-UBND ngày 25/12/2023 của Chủ tịch Ủy ban nhân dân tỉnh",
            ["5/QĐ-UBND", "quyet-dinh", "2023-12-25", "Chủ tịch Ủy ban nhân dân tỉnh"],
        );
        check("61/2018/NĐ.CP", ["61/2018/NĐ-CP", "nghi-dinh", "", ""]);
        let cited = parse_reference("điểm đ khoản 2 Điều 24 Nghị quyết số 351/2017/UBTVQH14");
        let Reference::Cited(it) = cited else { panic!("no id") };
        assert_eq!(it.pinpoint.as_deref(), Some("dieu_24__khoan_2__diem_đ"));
        assert_eq!(it.doc_type.map(DocType::name), Some("Nghị quyết"));
    }

    #[test]
    fn says_when_a_date_does_not_exist() {
        let Reference::Cited(it) = parse_reference("76/NQ-CP ngày 31/02/2021 của Chính phủ") else {
            panic!()
        };
        assert_eq!((it.date, it.issuer.as_deref()), (None, Some("Chính phủ")));
        assert_eq!(it.repairs, [Repair::BadDate]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(
            parts in prop::collection::vec(
                prop_oneof![
                    "\\PC{0,6}",
                    prop::sample::select(vec![
                        "76", "/", "-", ".", " ", "NQ", "NĐ-CP", "QH13", "2021", "ngày ", "28/02/2024", " tháng ", " năm ",
                        "số ", "của ", "UBND ", "tỉnh ", "huyện ", "ủy ", "Quảng Ngãi", "Luật ", "Điều ", "@2021", "[[",
                        "]]", "\u{a0}", "đ", "\u{323}",
                    ])
                    .prop_map(str::to_owned),
                ],
                0..14,
            )
        ) {
            let text = parts.concat();
            if let Reference::Cited(it) = parse_reference(&text) {
                prop_assert_eq!(it.span, 0..text.len());
                // A number once read is read the same again.
                if let (Form::Numbered, Some(number)) = (it.form, it.number) {
                    let Reference::Cited(again) = parse_reference(&number) else { panic!("{number:?} is an id") };
                    prop_assert_eq!(again.number, Some(number));
                }
            }
        }
    }
}
