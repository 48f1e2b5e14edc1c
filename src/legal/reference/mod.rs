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
        by: None,
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
            Reference::Cited(citation) => {
                let resolution = self.resolve(&citation, context);
                // A file may have a name that looks like no id; its document has that id still.
                let of_file = || self.find(&clean(written));
                match resolution.target {
                    Target::Unknown => of_file()
                        .map_or(resolution, |it| Resolution { target: Target::One(it), notes: Vec::new() }),
                    _ => resolution,
                }
            }
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
mod tests;
