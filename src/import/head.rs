//! The letterhead: issuer, number, place and date, type and subject, and what the plan is based on.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    lines::{Para, columns},
    marker::Level,
    phrase::{begins, has, is_capitals, lower},
    tree::level_of,
};
use crate::{
    legal::{Citation, Form, Lexicon, issuer::Issuer, number, place, scan},
    text::{capital, date::parse_date, fold, uncapital},
};

/// What the head of a plan says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Full title: `Kế hoạch tuyên truyền …`.
    pub(super) title: String,
    /// Whether the title was typed in capitals.
    pub(super) was_capital: bool,
    /// Issuer, as a name.
    pub(super) issuer: Option<String>,
    /// The agency above it in the letterhead.
    pub(super) above: Option<String>,
    /// Whether the issuer was concluded from the symbol and the place.
    pub(super) is_guessed: bool,
    /// Number and symbol; absent where the number was not filled in.
    pub(super) number: Option<String>,
    /// Day of issue; absent where it was not filled in.
    pub(super) issued: Option<Date>,
    /// Year of the date, though day and month were left empty.
    pub(super) year: Option<i16>,
    /// The date as typed, where there is no such day: `ngày 31 tháng 02 năm 2026`.
    pub(super) wrong_date: Option<String>,
    /// What it is based on and carries out: reference, and whether it is one of `Căn cứ`.
    pub(super) basis: Vec<(String, bool)>,
    /// Paragraphs that this head holds wholly.
    pub(super) used: Vec<usize>,
    /// Where the text begins.
    pub(super) body: usize,
    /// Where the outline begins.
    pub(super) outline: usize,
}

/// First words of the paragraphs before the outline, folded.
const BASIS: &[&str] = &[
    "can cu",
    "thuc hien",
    "trien khai",
    "nham",
    "de",
    "theo",
    "xet",
    "tiep tuc",
    "thuc hien chi dao",
    "phat huy",
    "kinh gui",
    "trong nam",
];

/// Reads the head; it ends where the outline begins.
pub(super) fn read(paras: &[Para]) -> Head {
    let outline = paras.iter().position(begins_outline).unwrap_or(paras.len());
    let mut head = Head { outline, ..Head::default() };
    let typed = (0..outline)
        .find(|at| begins(&paras[*at].text, &["ke hoach"]) && paras[*at].text.chars().count() < 400);
    let letterhead = typed.unwrap_or(0);
    agency(paras, 0..letterhead, &mut head);
    let body = match typed {
        Some(at) => title(paras, at, &mut head),
        None => letterhead,
    };
    head.body = body;
    for para in &paras[body..outline] {
        let is_root = begins(&para.text, &["can cu"]);
        let cited = scan(&para.text, &Lexicon::default());
        let named = cited.iter().filter(|it| matches!(it.form, Form::Numbered | Form::Named));
        for reference in named.filter_map(reference) {
            if head.basis.iter().all(|it| it.0 != reference) {
                head.basis.push((reference, is_root));
            }
        }
    }
    let all: Vec<&str> = paras.iter().map(|it| it.text.as_str()).collect();
    if is_capitals(&head.title) || head.was_capital {
        head.was_capital = true;
        head.title = format!(
            "Kế hoạch {}",
            uncapital(&lower(head.title.trim_start_matches("Kế hoạch "), &all.join(" ")))
        );
    }
    if head.issuer.is_none() {
        head.issuer = concluded(paras, &head);
        head.is_guessed = head.issuer.is_some();
    }
    head
}

fn begins_outline(para: &Para) -> bool {
    let (level, len) = level_of(para);
    let is_title = begins(&para.text, &["ke hoach"]) || is_national(&para.text);
    match level {
        Level::Part | Level::Roman => {
            !is_title && (len > 0 || super::section::class_of(&para.text).is_some())
        }
        Level::Number => super::section::class_of(&para.text[len..]).is_some(),
        _ => false,
    }
}

fn is_national(text: &str) -> bool {
    let folded = fold(text);
    folded.contains("cong hoa xa hoi chu nghia") || folded.contains("doc lap") && folded.contains("tu do")
}

/// A line of strokes, dots or stars that divides.
pub(super) fn is_rule(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_alphanumeric)
}

/// Issuer, number, place and date above the title; lines may hold two columns.
fn agency(paras: &[Para], range: Range<usize>, head: &mut Head) {
    let mut names: Vec<String> = Vec::new();
    for at in range {
        let mut is_whole = true;
        for part in columns(&paras[at].raw) {
            let part = part.replace("**", "").replace("__", "");
            let part = part.trim_matches(['*', ' ']);
            let folded = fold(part);
            if is_rule(part) || is_national(part) || begins(part, &["du thao"]) {
                continue;
            }
            let in_words = folded.contains("thang") && folded.contains("nam");
            let day = folded.rsplit_once("ngay ").map(|it| it.1);
            let dated = day.is_some_and(|it| in_words || parse_date(it).is_ok());
            let numbered = folded
                .strip_prefix("so")
                .is_some_and(|it| !it.starts_with(|c: char| c.is_alphabetic()) && it.contains('/'));
            if numbered {
                number_of(part, head);
            }
            if dated {
                date_of(part, head);
            }
            if numbered || dated {
                continue;
            }
            if is_capitals(part) && part.chars().count() < 100 && !begins(part, &["kinh gui"]) {
                names.push(part.to_owned());
            } else {
                is_whole = false;
            }
        }
        if is_whole {
            head.used.push(at);
        }
    }
    let all: String = paras.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
    let Some(last) = names.last() else { return };
    // The agency that issues stands below the one above it; its name may take two lines.
    let n = names.len();
    let is_one = n == 1
        || super::phrase::is_agency(last)
            && (place::find(&names[n - 2]).is_some() || !names[n - 2].ends_with("DÂN"));
    let (own, rest) =
        if is_one { (last.clone(), n - 1) } else { (format!("{} {last}", names[n - 2]), n - 2) };
    head.above = (rest > 0).then(|| lower(&names[..rest].join(" "), &all));
    let own = lower(&own, &all);
    let with_place = match head.above.as_deref().and_then(place_words) {
        Some(place) if place::find(&own).is_none() && !own.contains(place.trim()) => format!("{own} {place}"),
        _ => own,
    };
    head.issuer = Some(short(&with_place));
}

/// `UBND tỉnh Sông Xanh` → `tỉnh Sông Xanh`.
fn place_words(name: &str) -> Option<String> {
    const LEVELS: &[&str] =
        &["xã ", "phường ", "thị trấn ", "huyện ", "quận ", "thị xã ", "thành phố ", "tỉnh ", "đặc khu "];
    let at = LEVELS.iter().filter_map(|it| name.find(it)).min()?;
    Some(name[at..].to_owned())
}

/// `Ủy ban nhân dân xã` as registries and sentences have it.
fn short(name: &str) -> String {
    for (long, short) in
        [("Ủy ban nhân dân ", "UBND "), ("Uỷ ban nhân dân ", "UBND "), ("Hội đồng nhân dân ", "HĐND ")]
    {
        if let Some(rest) = name.strip_prefix(long) {
            return format!("{short}{rest}");
        }
    }
    name.to_owned()
}

/// `Số: 12/KH-UBND`; nothing where dots or spaces stand for the number.
fn number_of(part: &str, head: &mut Head) {
    let bare = ["Số", "SỐ", "số"].iter().find_map(|it| part.strip_prefix(it)).unwrap_or(part);
    let typed = bare.trim_start_matches([':', ' ', '.', '…', '_']);
    let Some((serial, symbol)) = typed.split_once('/') else { return };
    let serial: String = serial.chars().filter(|it| !it.is_whitespace()).collect();
    let symbol = symbol.split_whitespace().next().unwrap_or_default().trim_end_matches([',', ';', '.']);
    let digits = serial.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && digits + 2 >= serial.len() {
        head.number = Some(number::official(&format!("{serial}/{symbol}")));
    }
}

/// `Bình An, ngày 5 tháng 1 năm 2026`.
fn date_of(part: &str, head: &mut Head) {
    let Some(at) = ["ngày", "Ngày", "NGÀY"].iter().filter_map(|it| part.find(it)).min() else { return };
    let typed = part[at..].trim_end_matches(['*', '.', ' ']);
    match parse_date(typed) {
        Ok(moment) => head.issued = Some(moment.date),
        Err(_) => {
            let years = typed.split(|c: char| !c.is_ascii_digit()).filter(|it| it.len() == 4);
            head.year = years.filter_map(|it| it.parse().ok()).next_back();
            let numbers = typed.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).count();
            head.wrong_date = (numbers >= 3).then(|| typed.to_owned());
        }
    }
}

/// Reads the title from the paragraph `at`; gives where the text begins.
fn title(paras: &[Para], at: usize, head: &mut Head) -> usize {
    let first = paras[at].text.as_str();
    let rest = first.get("KẾ HOẠCH".len()..).unwrap_or_default().trim_matches([' ', ':', '.', '-']);
    let mut words = vec![rest.to_owned()];
    let mut next = at + 1;
    while let Some(para) = paras.get(next).filter(|_| next < head.outline) {
        let has_words = words.iter().any(|it| !it.is_empty());
        let ends = begins(&para.text, BASIS) && !is_capitals(&para.text)
            || para.text.ends_with(['.', ';', ':'])
            || para.text.chars().count() > 220
            || (has_words && para.after_blank && !is_capitals(&para.text));
        if is_rule(&para.text) {
            next += 1;
            head.used.push(next - 1);
            break;
        }
        if ends {
            break;
        }
        words.push(para.text.clone());
        next += 1;
    }
    head.used.extend(at..next);
    let words = words.iter().filter(|it| !it.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    head.was_capital = is_capitals(&words);
    let subject = if head.was_capital { words } else { uncapital_word(&words) };
    head.title =
        if subject.is_empty() { "Kế hoạch".to_owned() } else { format!("Kế hoạch {subject}") };
    next
}

/// The subject goes on with the sentence; abbreviations keep their capitals.
fn uncapital_word(words: &str) -> String {
    let first = words.split(' ').next().unwrap_or_default();
    if first.chars().filter(|it| it.is_uppercase()).count() > 1 { words.to_owned() } else { uncapital(words) }
}

/// As front matter has it: `76/NQ-CP, Chính phủ, 15/07/2021`.
fn reference(it: &Citation) -> Option<String> {
    let number = it.number.as_deref();
    let first = match (number, &it.name) {
        (Some(number), _) => number.to_owned(),
        (None, Some(name)) => match it.year {
            Some(year) => format!("{name} năm {year}"),
            None => name.clone(),
        },
        _ => return None,
    };
    let issuer = it.issuer.as_deref().filter(|_| number.is_some()).map(capital);
    let date = it.date.map(crate::text::date::format_short);
    Some(std::iter::once(first).chain(issuer).chain(date).collect::<Vec<_>>().join(", "))
}

/// The issuer by the place that the title, or the text, is about: `/KH-UBND` and `huyện Bình Sơn`.
fn concluded(paras: &[Para], head: &Head) -> Option<String> {
    let is_board = paras.iter().take(12).any(|it| it.text.contains("KH-UBND"))
        || paras.iter().rev().take(12).any(|it| has(&it.text, "uy ban nhan dan") && is_capitals(&it.text))
        || paras[..head.outline].iter().any(|it| has(&it.text, "ubnd") || has(&it.text, "uy ban nhan dan"));
    let found = place::find(&head.title)?;
    let name =
        found.units.last().map_or_else(|| found.name(), |it| format!("{} {}", it.kind.name(), it.name));
    let issuer = format!("UBND {name}");
    (is_board && Issuer::read(&issuer).place().is_some()).then_some(issuer)
}
