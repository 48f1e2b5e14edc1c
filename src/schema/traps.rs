//! What YAML would swallow or report badly, found in the raw text before YAML sees it.
//!
//! Each trap gives a finding at its place with the line as it should be, and the text is mended for the parser, so that
//! one run reports everything. A mended text has the same lines; columns differ only on the line already reported.

use std::{borrow::Cow, sync::Arc};

use serde_yaml::granit_parser::ErrorKind;

use super::{Field, pairs};
use crate::{
    diag::{Diagnostic, Lines, Words},
    words,
};

/// Scans `yaml`, which begins at byte `base` of the file that `lines` indexes; returns the text to parse. `tables` are the
/// fields that may stand in it.
pub fn scan(
    yaml: &str,
    tables: &[&'static [Field]],
    base: usize,
    lines: &Lines<'_>,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> String {
    let mut mended = String::with_capacity(yaml.len());
    let mut at = 0;
    let mut block: Option<usize> = None; // indentation of the key that opened a `|` or `>` block
    let mut open: Option<char> = None; // the quote of a value that goes on over several lines
    let mut above = pairs::Above::first(yaml);
    for line in yaml.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let indent = text.len() - text.trim_start_matches(' ').len();
        if let Some(open) = block {
            if text.trim().is_empty() || indent > open {
                mended.push_str(line);
                at += line.len();
                continue;
            }
            block = None;
        }
        if let Some(quote) = open {
            if closing_quote(text, quote, 0).is_some() {
                open = None;
            }
            mended.push_str(line);
            at += line.len();
            continue;
        }
        let mut trap =
            LineTrap { text, found, at: |from, to| lines.pos(base + at + from..base + at + to), file };
        let fixed = trap.mend(tables, &mut above);
        if opens_block(&fixed) {
            block = Some(indent);
        }
        open = opens_quote(&fixed);
        mended.push_str(&fixed);
        mended.push_str(&line[text.len()..]);
        at += line.len();
    }
    mended
}

struct LineTrap<'a, P: Fn(usize, usize) -> crate::diag::Pos> {
    text: &'a str,
    found: &'a mut Vec<Diagnostic>,
    at: P,
    file: &'a Arc<str>,
}

impl<'a, P: Fn(usize, usize) -> crate::diag::Pos> LineTrap<'a, P> {
    fn report(&mut self, code: &'static str, from: usize, to: usize, message: Words, help: Words) {
        let pos = (self.at)(from, to);
        self.found.push(Diagnostic::error(code, message).help(help).at(self.file, pos));
    }

    fn mend(&mut self, tables: &[&'static [Field]], above: &mut pairs::Above) -> Cow<'a, str> {
        let mut line = Cow::Borrowed(self.text);
        let words = self.text.trim_start();
        if words.starts_with('#') {
            return line;
        }
        let indent = &self.text[..self.text.len() - words.len()];
        if let Some(tab) = indent.find('\t') {
            self.report(
                "front-matter-tab",
                tab,
                tab + 1,
                words!("dòng thụt vào bằng phím Tab", "the line is indented with a tab"),
                words!("thay mỗi Tab bằng hai dấu cách", "replace each tab by two spaces"),
            );
            line = (indent.replace('\t', "  ") + words).into();
        }
        if let Some(at) = line.find(odd_space) {
            self.report(
                "front-matter-space",
                at,
                at + line[at..].chars().next().map_or(0, char::len_utf8),
                words!(
                    "có dấu cách lạ (không ngắt hoặc vô hình), thường do chép từ Word hoặc từ trang mạng",
                    "an unusual space (no-break or invisible), as copied from Word or a web page"
                ),
                words!("xóa dấu cách này rồi gõ lại bằng phím cách", "delete this space and type it again"),
            );
            let usual = line.chars().filter(|&c| !invisible(c));
            line = Cow::Owned(usual.map(|c| if odd_space(c) { ' ' } else { c }).collect());
        }
        for fault in above.faults(&line, tables) {
            let (from, to, help) = (fault.range.start, fault.range.end, fault.help);
            self.report(fault.code, from, to, fault.message, help);
            line = fault.line.into();
        }
        above.pass(&line);
        let Some((key_end, value_start)) = split_pair(&line) else { return line };
        let key = line[..key_end].trim_start().trim_start_matches("- ").trim();
        let value = line[value_start..].trim_end();
        match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.after_quote(&line, key, value_start, quote).map_or(line, Cow::Owned)
            }
            Some('[' | '{' | '|' | '>' | '&' | '*' | '!' | '#') | None => line,
            Some(_) => self.colon_inside(&line, key, value_start).map_or(line, Cow::Owned),
        }
    }

    /// `title: "Sắp xếp bộ máy" năm 2025`: YAML wants nothing after the closing quote.
    fn after_quote(&mut self, line: &str, key: &str, start: usize, quote: char) -> Option<String> {
        let value = line[start..].trim_end();
        let close = closing_quote(value, quote, 1)?;
        let rest = value[close + 1..].trim_start();
        if rest.is_empty() || (rest.starts_with('#') && rest.len() < value[close + 1..].len()) {
            return None;
        }
        let safe = single_quoted(wrapped(value, close).unwrap_or(value));
        let from = start + value.len() - rest.len();
        self.report(
            "front-matter-after-quote",
            from,
            start + value.len(),
            words!("còn chữ sau dấu ngoặc kép đóng", "text follows the closing quote"),
            words!("đặt cả giá trị trong dấu nháy: {key}: {safe}", "quote the whole value: {key}: {safe}"),
        );
        Some(format!("{}{safe}", &line[..start]))
    }

    /// `title: Kế hoạch: tuyên truyền`: YAML takes the second colon for another pair.
    fn colon_inside(&mut self, line: &str, key: &str, start: usize) -> Option<String> {
        let value = line[start..].trim_end();
        let text = without_comment(value);
        let colon = find_colon(text).or_else(|| text.ends_with(':').then(|| text.len() - 1))?;
        let safe = double_quoted(text);
        self.report(
            "front-matter-colon",
            start + colon,
            start + colon + 1,
            words!(
                "giá trị có dấu hai chấm nên phải đặt trong dấu ngoặc kép",
                "a value with a colon must stand in quotes"
            ),
            words!("viết: {key}: {safe}", "write: {key}: {safe}"),
        );
        Some(format!("{}{safe}{}", &line[..start], &value[text.len()..]))
    }
}

/// What stands in the outer quotes of `"Rất "tốt" lắm"`, where the quote at `close` opens a word rather than ends the value.
fn wrapped(value: &str, close: usize) -> Option<&str> {
    let is_opening = value[..close].ends_with([' ', '(']) && !value[close + 1..].starts_with(' ');
    value[1..].strip_suffix(value.chars().next()?).filter(|_| is_opening)
}

/// The first `: `.
fn find_colon(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b':', bytes).find(|at| bytes.get(at + 1) == Some(&b' '))
}

/// What stands before ` #`.
fn without_comment(text: &str) -> &str {
    let bytes = text.as_bytes();
    let end = memchr::memchr_iter(b'#', bytes).find(|at| text[..*at].ends_with(' '));
    end.map_or(text, |at| &text[..at]).trim_end()
}

/// No-break and other Unicode spaces, and the invisible ones.
fn odd_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
        || invisible(c)
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// `(end of key, start of value)` in bytes, where the line is `key: value` or `- key: value`.
pub(super) fn split_pair(line: &str) -> Option<(usize, usize)> {
    let start = line.len() - line.trim_start().len();
    let mut from = start;
    while line[from..].starts_with("- ") {
        from += 2 + (line[from + 2..].len() - line[from + 2..].trim_start().len());
    }
    if matches!(line[from..].chars().next()?, '"' | '\'' | '[' | '{' | '#' | '|' | '>') {
        return None;
    }
    let colon = from + find_colon(&line[from..])?;
    let value = colon + 1 + (line[colon + 1..].len() - line[colon + 1..].trim_start().len());
    (value < line.len()).then_some((colon, value))
}

fn opens_block(line: &str) -> bool {
    let head = without_comment(line);
    let Some(last) = head.rsplit([' ', ':']).next() else { return false };
    matches!(last.as_bytes().first(), Some(b'|' | b'>'))
        && last.bytes().skip(1).all(|c| matches!(c, b'-' | b'+' | b'1'..=b'9'))
}

/// The quote that begins the value of a line and is not closed on it.
fn opens_quote(line: &str) -> Option<char> {
    let start =
        split_pair(line).map_or_else(|| line.len() - line.trim_start_matches([' ', '-']).len(), |it| it.1);
    let value = &line[start..];
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    closing_quote(value, quote, 1).is_none().then_some(quote)
}

/// The byte of the first `quote` from byte `at` on that closes `value`.
fn closing_quote(value: &str, quote: char, mut at: usize) -> Option<usize> {
    let bytes = value.as_bytes();
    while at < bytes.len() {
        match (quote, bytes[at]) {
            ('"', b'\\') => at += 1,
            ('\'', b'\'') if bytes.get(at + 1) == Some(&b'\'') => at += 1,
            (_, byte) if char::from(byte) == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double_quoted(text: &str) -> String {
    if text.contains('"') {
        return single_quoted(text);
    }
    format!("\"{}\"", text.replace('\\', "\\\\"))
}

/// The parser's complaint in the words of an officer.
pub fn explain(kind: &ErrorKind) -> Words {
    match kind {
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            words!(
                "dấu [ chưa có dấu ] đóng, hoặc thiếu dấu phẩy giữa các mục",
                "a [ is not closed by ], or a comma is missing"
            )
        }
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator => {
            words!(
                "dấu {{ chưa có dấu }} đóng, hoặc thiếu dấu phẩy giữa các mục",
                "a {{ is not closed by }}, or a comma is missing"
            )
        }
        ErrorKind::UnclosedFlowCollection { open: '{' } => {
            words!("dấu {{ chưa có dấu }} đóng", "a {{ is not closed by }}")
        }
        ErrorKind::UnclosedFlowCollection { .. } => {
            words!("dấu [ chưa có dấu ] đóng", "a [ is not closed by ]")
        }
        ErrorKind::UnexpectedCharacter { character } => {
            words!(
                "giá trị bắt đầu bằng {character} phải đặt trong dấu ngoặc kép",
                "a value that begins with {character} must stand in quotes"
            )
        }
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            words!("dấu đóng ] hoặc }} không khớp với dấu mở", "a closing ] or }} does not match")
        }
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation => {
            words!("dòng thụt vào bằng phím Tab", "the line is indented with a tab")
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            words!(
                "dòng này không phải \"tên trường: giá trị\", hoặc thụt vào không thẳng với dòng trên",
                "this line is not \"field: value\", or is indented unlike the line above"
            )
        }
        ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockSequenceEntry => {
            words!(
                "dòng thụt vào không thẳng với các dòng cùng nhóm",
                "the line is not indented like its siblings"
            )
        }
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => {
            words!(
                "giá trị bắt đầu bằng * hoặc & phải đặt trong dấu ngoặc kép",
                "a value that begins with * or & must stand in quotes"
            )
        }
        ErrorKind::RecursionLimitExceeded => words!("lồng nhau quá sâu", "nested too deep"),
        ErrorKind::MappingValueNotAllowed => {
            words!("dấu hai chấm nằm trong một giá trị", "a colon stands inside a value")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            words!("còn chữ sau dấu ngoặc kép đóng", "text follows the closing quote")
        }
        ErrorKind::UnexpectedEof | ErrorKind::UnclosedQuotedScalar => {
            words!("dấu ngoặc kép mở mà không đóng", "a quote is opened and never closed")
        }
        other => {
            let raw = format!("{other:?}");
            let name = raw.split([' ', '(', '{']).next().unwrap_or_default();
            words!("phần này không đúng cú pháp YAML ({name})", "this is not valid YAML ({name})")
        }
    }
}
