//! Citations of a whole text, plain or Markdown, with the document that each means.

use std::{ops::Range, sync::Arc};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::{
    diag::{Lang, Lines, Words},
    legal::{
        Citation, Context, DocType, Form, Lexicon, Register, Repair, Scanner, id::year_of, place,
        register::names,
    },
    source::{
        front_matter,
        markdown::{self, Abbreviations, HtmlPolicy},
    },
    text::{date::format_short, fold::is_invisible},
    words,
};

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Blocks divided by blank lines.
    Text,
    /// Markdown, perhaps with front matter.
    Markdown,
}

/// A citation of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where the words stand in the text that was given, in bytes.
    pub span: Range<usize>,
    /// What was recognised; its own spans mean nothing here.
    pub citation: Citation,
    /// Place of the document in [`Register::entries`]; absent where it is unknown or not certain.
    pub target: Option<usize>,
}

/// A register prepared for reading many texts.
pub struct Finder<'r> {
    register: &'r Register,
    scanner: Scanner,
}

impl<'r> Finder<'r> {
    /// Prepares the names by which the documents of a register are cited.
    pub fn new(register: &'r Register) -> Self {
        let of = |it: &crate::legal::RegisterEntry| names(it.doc_type, &it.title, it.issued, &it.names);
        let mut names: Vec<String> = register.entries().iter().flat_map(of).collect();
        names.sort();
        names.dedup();
        Self { register, scanner: Scanner::new(&Lexicon { names }) }
    }

    /// The citations of a text in order. Total: every text gives a list. Spans are exact whatever the line ends and the
    /// composition of the letters.
    pub fn find(&self, text: &str, format: Format, context: &Context) -> Vec<Hit> {
        let mut found: Vec<(Range<usize>, Citation)> = match format {
            Format::Text => blocks(text)
                .into_iter()
                .flat_map(|block| {
                    let start = block.start;
                    let found = self.scanner.scan(&text[block]).into_iter();
                    found.map(move |it| (it.span.start + start..it.span.end + start, it))
                })
                .collect(),
            Format::Markdown => self.in_markdown(text),
        };
        found.sort_by_key(|(span, _)| span.start);
        let (spans, citations): (Vec<_>, Vec<Citation>) = found.into_iter().unzip();
        let resolved = self.register.resolve_all(&citations, context);
        let hits = spans.into_iter().zip(citations).zip(resolved);
        hits.map(|((span, citation), to)| Hit { span, citation, target: to.one() }).collect()
    }

    fn in_markdown(&self, text: &str) -> Vec<(Range<usize>, Citation)> {
        let body = body(text);
        let plain = text[body..].replace("\r\n", "\n");
        let dropped = dropped(&text[body..]);
        let typed = |at: usize| body + at + dropped.partition_point(|&it| it < at);
        let options = markdown::Options {
            html: HtmlPolicy::Safe,
            abbreviations: &Abbreviations::default(),
            scanner: &self.scanner,
            file: &Arc::from(""),
            lines: &Lines::new(""),
            base: 0,
            is_legal: false,
        };
        let parsed = markdown::parse(&plain, &options);
        let cites = parsed.spans.into_iter().zip(parsed.cites);
        cites.map(|(span, it)| (typed(span.start)..typed(span.end), it.value.citation)).collect()
    }

    /// One citation of `--jsonl`.
    pub fn answer<'a>(&'a self, hit: &'a Hit, text: &'a str, scalars: &mut Scalars<'_>) -> Answer<'a> {
        let citation = &hit.citation;
        Answer {
            start: scalars.at(hit.span.start),
            end: scalars.at(hit.span.end),
            text: &text[hit.span.clone()],
            kind: kind(citation.form),
            doc_type: citation.doc_type.map(|it| it.name().to_lowercase()),
            number: official_number(citation),
            date: citation.date.map(|it| it.to_string()),
            issuer: citation.issuer.as_deref(),
            pinpoint: citation.pinpoint.as_deref(),
            document: hit.target.map(|it| self.register.entries()[it].id.as_str()),
            flags: citation.repairs.iter().map(|it| flag(*it)).collect(),
        }
    }
}

/// A citation as `--jsonl` and `--format json` print it.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    /// Unicode scalar values of the text before it.
    start: usize,
    /// The same, before what follows it.
    end: usize,
    text: &'a str,
    kind: &'static str,
    #[serde(rename = "type")]
    doc_type: Option<String>,
    number: Option<String>,
    date: Option<String>,
    issuer: Option<&'a str>,
    pinpoint: Option<&'a str>,
    document: Option<&'a str>,
    flags: Vec<&'static str>,
}

/// Counts the scalar values before ascending bytes of a text, each part of it once.
pub struct Scalars<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl<'t> Scalars<'t> {
    /// At the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, byte: 0, count: 0 }
    }

    /// How many scalar values stand before a byte.
    pub fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        self.count += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.count
    }
}

/// The blocks of plain text: what stands between blank lines.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.chars().all(|it| it.is_whitespace() || is_invisible(it)) {
            open = false;
            continue;
        }
        match blocks.last_mut().filter(|_| open) {
            Some(block) => block.end = at,
            None => blocks.push(start..at),
        }
        open = true;
    }
    blocks
}

/// Where the Markdown begins: after a byte order mark and the front matter.
fn body(text: &str) -> usize {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let rest = &text[start..];
    let mut lines = rest.lines();
    let fenced = lines.next().is_some_and(|it| it.trim_end() == "---");
    // Else the line is a rule between two parts of the text.
    let keyed = lines.next().is_some_and(|it| it.contains(':') || it.starts_with('#'));
    let split = (fenced && keyed)
        .then(|| front_matter::split(rest, &Lines::new(rest), &Arc::from(""), &mut Vec::new()))
        .flatten();
    start + split.map_or(0, |it| it.body.start)
}

/// Where a text without its carriage returns before line feeds lost one, by bytes of the shorter text.
fn dropped(text: &str) -> Vec<usize> {
    text.match_indices("\r\n").enumerate().map(|(n, (at, _))| at - n).collect()
}

/// How a citation is written, as one word.
pub fn kind(form: Form) -> &'static str {
    match form {
        Form::Numbered => "numbered",
        Form::Named => "named",
        Form::Short => "short",
        Form::Itself => "self",
        Form::Draft => "draft",
        Form::Titled => "titled",
    }
}

/// The number in official form; of `Nghị định 118/2025` the only one it can be, of `Nghị quyết 76` none.
pub fn official_number(citation: &Citation) -> Option<String> {
    let number = citation.number.as_ref()?;
    if citation.form != Form::Short {
        return Some(number.clone());
    }
    let decree = citation.doc_type.and_then(DocType::code) == Some("NĐ") && year_of(number).is_some();
    decree.then(|| format!("{number}/NĐ-CP"))
}

/// A line of `--jsonl`.
#[derive(Debug)]
pub struct Request {
    id: Value,
    text: String,
    format: Format,
    context: Context,
}

/// Reads a line of `--jsonl`.
///
/// Fails with a sentence that says what is wrong with it.
pub fn request(line: &[u8]) -> Result<Request, Words> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let Ok(Value::Object(mut object)) = serde_json::from_slice(line) else {
        return Err(words!("dòng không phải một đối tượng JSON", "the line is no JSON object"));
    };
    let Some(Value::String(text)) = object.remove("text") else {
        return Err(words!("thiếu \"text\"", "\"text\" is missing"));
    };
    let format = match object.get("format").and_then(Value::as_str) {
        None | Some("text") => Format::Text,
        Some("markdown") => Format::Markdown,
        Some(other) => {
            return Err(words!(
                "không có dạng \"{other}\"; các dạng: text, markdown",
                "there is no format \"{other}\"; formats: text, markdown"
            ));
        }
    };
    let date = match object.get("date").and_then(Value::as_str) {
        None => None,
        Some(date) => Some(date.parse::<Date>().map_err(|_| {
            words!("không hiểu ngày \"{date}\"; ghi dạng 2025-06-05", "\"{date}\" is no date like 2025-06-05")
        })?),
    };
    let place = object.get("place").and_then(Value::as_str).and_then(place::find);
    let id = object.remove("id").unwrap_or_default();
    Ok(Request { id, text, format, context: Context { date, place, ..Context::default() } })
}

impl Request {
    /// The line that answers it. Written at once: a megabyte of text can hold tens of thousands of citations.
    pub fn answer(&self, finder: &Finder<'_>) -> String {
        let mut scalars = Scalars::new(&self.text);
        let hits = finder.find(&self.text, self.format, &self.context);
        let citations: Vec<Answer<'_>> =
            hits.iter().map(|it| finder.answer(it, &self.text, &mut scalars)).collect();
        // Neither part has a key that is no text, so both can be written.
        let citations = serde_json::to_string(&citations).unwrap_or_default();
        format!("{{\"id\":{},\"citations\":{citations}}}", self.id)
    }
}

/// A citation as a row of a table, at `place`.
pub fn row(place: String, hit: &Hit, text: &str, register: &Register, lang: Lang) -> Vec<String> {
    let citation = &hit.citation;
    let dash = || "–".to_owned();
    let words = text[hit.span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let (vi, en) = match citation.form {
        Form::Numbered => ("có số", "numbered"),
        Form::Named => ("theo tên", "named"),
        Form::Short => ("viết gọn", "short"),
        Form::Itself => ("tự dẫn", "self"),
        Form::Draft => ("dự thảo", "draft"),
        Form::Titled => ("theo trích yếu", "titled"),
    };
    let kind = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    let unknown = match lang {
        Lang::Vi => "(chưa có trong danh mục)",
        Lang::En => "(not in the register)",
    };
    vec![
        place,
        words,
        kind.to_owned(),
        official_number(citation).unwrap_or_else(dash),
        citation.date.map_or_else(dash, format_short),
        citation.issuer.clone().unwrap_or_else(dash),
        hit.target.map_or_else(|| unknown.to_owned(), |it| register.entries()[it].id.clone()),
    ]
}

fn flag(repair: Repair) -> &'static str {
    match repair {
        Repair::Eth => "eth",
        Repair::Cyrillic => "cyrillic",
        Repair::Nfd => "nfd",
        Repair::Space => "space",
        Repair::Dash => "dash",
        Repair::Glued => "glued",
        Repair::Separator => "separator",
        Repair::Marks => "marks",
        Repair::Case => "case",
        Repair::Digit => "digit",
        Repair::Split => "split",
        Repair::BadDate => "bad-date",
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[track_caller]
    fn check(text: &str, format: Format, expected: &[&str]) {
        let register = Register::default();
        let finder = Finder::new(&register);
        let found = finder.find(text, format, &Context::default());
        let words: Vec<&str> = found.iter().map(|it| &text[it.span.clone()]).collect();
        assert_eq!(words, expected, "{text:?}");
    }

    #[test]
    fn a_citation_may_cross_a_line_but_no_blank_line() {
        check("Theo Nghị quyết số\n76/NQ-CP.", Format::Text, &["Nghị quyết số\n76/NQ-CP"]);
        check("Theo Nghị quyết\r\nsố 76/NQ-CP.", Format::Text, &["Nghị quyết\r\nsố 76/NQ-CP"]);
        check("Ban hành Nghị quyết\n \u{a0}\n76/NQ-CP", Format::Text, &["76/NQ-CP"]);
        check("\u{feff}Nghị quyết số 76/NQ-CP", Format::Text, &["Nghị quyết số 76/NQ-CP"]);
        let nfd: String = "Nghị quyết số 76/NQ-CP ngày 15/7/2021".nfd().collect();
        let words: String = "Nghị quyết số 76/NQ-CP".nfd().collect();
        check(&format!("Thực hiện {nfd}"), Format::Text, &[&words]);
    }

    #[test]
    fn spans_of_markdown_are_those_of_its_source() {
        for (text, expected) in [
            ("Theo **Nghị quyết số 76/NQ-CP**, có", "Nghị quyết số 76/NQ-CP"),
            ("Theo Nghị quyết số** 76**/NQ-CP có", "Nghị quyết số** 76**/NQ-CP"),
            ("- a\n- [Chỉ thị số 23/CT-TTg](x.md)\n", "Chỉ thị số 23/CT-TTg"),
            ("| A | B |\n|---|---|\n| 1 | Kế hoạch số 20/KH-UBND |\n", "Kế hoạch số 20/KH-UBND"),
            ("---\ntitle: Nghị quyết số 1/NQ-CP\n---\n\n# Chỉ thị số 23/CT-TTg\n", "Chỉ thị số 23/CT-TTg"),
            ("I. Căn cứ\n1. Theo\na) Nghị quyết số 76/NQ-CP;\n", "Nghị quyết số 76/NQ-CP"),
            ("\u{feff}# A\r\n\r\nTheo Nghị quyết\r\nsố 76/NQ-CP.\r\n", "Nghị quyết\r\nsố 76/NQ-CP"),
            ("---\r\na: b\r\n---\r\n\r\nI. A\r\na) Theo Chỉ thị số 23/CT-TTg\r\n", "Chỉ thị số 23/CT-TTg"),
            ("Nghị quyết số 76&#47;NQ-CP", "Nghị quyết số 76&#47;NQ-CP"),
        ] {
            check(text, Format::Markdown, &[expected]);
        }
        check("Gõ `468/QĐ-TTg` vào ô\n\n    76/NQ-CP\n", Format::Markdown, &[]);
        check(
            "---\n\nTheo 76/NQ-CP: một\n\n---\n\nvà 77/NQ-CP",
            Format::Markdown,
            &["76/NQ-CP", "77/NQ-CP"][..],
        );
    }

    #[test]
    fn a_short_form_has_an_official_number_only_where_it_says_one() {
        let register = Register::default();
        let finder = Finder::new(&register);
        let found = finder.find(
            "Nghị định 118/2025 và Nghị quyết 76 của Chính phủ",
            Format::Text,
            &Context::default(),
        );
        let numbers: Vec<_> = found.iter().map(|it| official_number(&it.citation)).collect();
        assert_eq!(numbers[0].as_deref(), Some("118/2025/NĐ-CP"));
    }
}
