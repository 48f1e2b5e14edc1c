//! The paragraphs of a text, each with the line where it stands: lines that were broken by a page or by a program are joined again.

use super::marker::{Level, marker};
use crate::{office::docx::Part, source::markdown::traps, text::fold};

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Para {
    /// The line of the file, or the paragraph of the document, from 1.
    pub line: usize,
    /// As it was typed, on one line; spaces inside are kept, since they divide columns.
    pub raw: String,
    /// Without marks of emphasis, each run of spaces one.
    pub text: String,
    /// Whether it stands behind an empty line.
    pub after_blank: bool,
    /// The cells of a row of a table, each with its lines; empty for a paragraph.
    pub cells: Vec<String>,
}

impl Para {
    fn new(line: usize, raw: &str, after_blank: bool) -> Self {
        let raw = raw.trim().to_owned();
        Self { line, text: plain(&raw), raw, after_blank, cells: Vec::new() }
    }

    fn join(&mut self, raw: &str) {
        self.raw = format!("{} {}", self.raw, raw.trim());
        self.text = plain(&self.raw);
    }
}

/// What a reader sees of a line: no `#`, `**` or `_` of Markdown, single spaces.
fn plain(raw: &str) -> String {
    // An escaped sign is shown; it is no emphasis.
    let shown = raw
        .replace("\\\\", "\u{1}")
        .replace("\\*", "\u{2}")
        .replace("\\_", "\u{3}")
        .replace("\\`", "`")
        .replace("\\[", "[");
    let bare = shown.trim_start_matches('#').replace("**", "").replace("__", "");
    let bare = bare.replace('\u{1}', "\\").replace('\u{2}', "*").replace('\u{3}', "_");
    let words: Vec<&str> = bare.split_whitespace().collect();
    let text = words.join(" ");
    let pair = text.strip_prefix('*').and_then(|it| it.strip_suffix('*')).filter(|it| !it.starts_with(' '));
    pair.map_or_else(|| text.clone(), str::to_owned)
}

/// The paragraphs of a text file.
pub fn of_text(text: &str) -> Vec<Para> {
    let lines: Vec<&str> = text.split(['\n', '\u{c}']).collect();
    let width = width(&lines);
    let mut paras: Vec<Para> = Vec::new();
    let (mut after_blank, mut last_len, mut page, mut indent) = (true, 0, 0, 0);
    for (at, raw) in lines.iter().enumerate() {
        let line = raw.trim();
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        let is_page = (after_blank || width.is_some())
            && line.parse::<usize>().is_ok_and(|it| it == page + 1 || page == 0 && it == 2);
        if is_page && line.len() <= 2 {
            // The number of a page, in the middle of a sentence as likely as not.
            page = line.parse().unwrap_or(page);
            continue;
        }
        let own_indent = raw.chars().take_while(|it| it.is_whitespace()).count();
        let goes_on = paras.last().is_some_and(|last| {
            // Behind a full stop only the indent of first lines tells a new paragraph.
            let is_inside = is_open(&last.text) || own_indent < indent;
            let is_wrapped = width.is_some_and(|it| last_len * 10 >= it * 7) && !after_blank && is_inside;
            let is_columns = columns(raw).len() > 1 || columns(&last.raw).len() > 1;
            !is_columns && marker(line).0 == Level::Plain && continues(&last.text, line, is_wrapped)
        });
        match paras.last_mut() {
            Some(last) if goes_on => last.join(line),
            _ => {
                paras.push(Para::new(at + 1, line, after_blank));
                indent = own_indent;
            }
        }
        (after_blank, last_len) = (false, raw.trim_end().chars().count());
    }
    paras.into_iter().flat_map(apart).collect()
}

/// `c) … . d) …` on one line are two items.
fn apart(para: Para) -> Vec<Para> {
    let (mut done, mut rest) = (Vec::new(), para);
    while let Some(letter) = rest.raw.chars().next().filter(|_| marker(&rest.text).0 == Level::Letter)
        && let Some(at) = traps::stuck_item(&rest.raw, letter).map(|it| it.start)
    {
        let next = Para::new(rest.line, &rest.raw[at..], false);
        done.push(Para::new(rest.line, &rest.raw[..at], rest.after_blank));
        rest = next;
    }
    done.push(rest);
    done
}

/// Whether `line` goes on with the sentence of `before`.
fn continues(before: &str, line: &str, is_wrapped: bool) -> bool {
    let is_small = line.trim_start_matches(['(', '“', '"']).starts_with(char::is_lowercase);
    let is_capital = |it: &str| !it.chars().any(char::is_lowercase);
    (is_open(before) && is_small && !is_capital(before))
        || (is_wrapped && !is_capital(before) && !is_capital(line))
}

/// Whether a sentence has not ended.
fn is_open(text: &str) -> bool {
    !text.ends_with(['.', ';', ':', '!', '?', '…'])
}

/// How wide the lines of a text are that a program broke; absent where each paragraph is one line.
fn width(lines: &[&str]) -> Option<usize> {
    // A line of two columns may be as long as it likes, and some were typed by hand.
    let prose = lines.iter().filter(|it| columns(it).len() < 2);
    let mut lengths: Vec<usize> = prose.map(|it| it.trim_end().chars().count()).collect();
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    let width = *lengths.get(3.min(lengths.len() / 10))?;
    let full = lengths.iter().filter(|it| **it * 10 >= width * 8).count();
    (width <= 140 && full >= 6).then_some(width)
}

/// The columns of a line that stands beside another text: divided by tabs or three spaces. Spaces that were left to be filled
/// in with a number or a day divide nothing.
pub(super) fn columns(raw: &str) -> Vec<String> {
    let parts =
        raw.split(['\t', '\n']).flat_map(|it| it.split("   ")).map(str::trim).filter(|it| !it.is_empty());
    let mut columns: Vec<String> = Vec::new();
    for part in parts {
        let folded = fold(part);
        let fills = part.starts_with('/') || folded.starts_with("thang") || folded.starts_with("nam");
        match columns.last_mut() {
            Some(last) if fills || fold(last).ends_with("so:") || fold(last).ends_with("ngay") => {
                *last = format!("{last} {part}");
            }
            _ => columns.push(part.to_owned()),
        }
    }
    columns
}

/// The paragraphs of a document of a word processor. A table that only puts things side by side is read cell by cell.
pub fn of_docx(parts: &[Part]) -> Vec<Para> {
    let mut paras: Vec<Para> = Vec::new();
    let mut after_blank = true;
    for (at, part) in parts.iter().enumerate() {
        let line = at + 1;
        match part {
            Part::Paragraph(text) => lines_of(text, line, &mut after_blank, &mut paras),
            Part::Table(rows) if is_layout(rows) => {
                for text in rows.iter().flatten().flatten() {
                    lines_of(text, line, &mut after_blank, &mut paras);
                }
                after_blank = true;
            }
            Part::Table(rows) => {
                // A row of fewer cells than the others would lose theirs where Markdown shows it.
                let width = rows.iter().map(Vec::len).max().unwrap_or_default();
                for (at, row) in rows.iter().enumerate() {
                    let mut cells: Vec<String> = row.iter().map(|it| it.join("\n")).collect();
                    cells.resize(width, String::new());
                    let flat: Vec<String> = cells.iter().map(|it| it.replace('\n', " ")).collect();
                    let escaped: Vec<String> = flat.iter().map(|it| it.replace('|', "\\|")).collect();
                    let raw = format!("| {} |", escaped.join(" | "));
                    let text = flat.join(" | ");
                    paras.push(Para { line, raw, text, after_blank: at == 0, cells });
                }
                after_blank = true;
            }
        }
    }
    paras
}

fn lines_of(text: &str, line: usize, after_blank: &mut bool, paras: &mut Vec<Para>) {
    for raw in text.split('\n') {
        if raw.trim().is_empty() {
            *after_blank = true;
            continue;
        }
        let is_row = paras.last().is_some_and(|it| !it.cells.is_empty());
        let goes_on = !is_row
            && marker(raw.trim()).0 == Level::Plain
            && paras.last().is_some_and(|last| continues(&last.text, raw, false));
        match paras.last_mut() {
            Some(last) if goes_on => last.join(&marked(raw)),
            _ => paras.push(Para::new(line, &marked(raw), *after_blank)),
        }
        *after_blank = false;
    }
}

/// Words of a document, which are no Markdown, so that Markdown shows them as they are.
fn marked(text: &str) -> String {
    let bullet = text.len() - text.strip_prefix("* ").unwrap_or(text).len();
    let mut out = text[..bullet].to_owned();
    for c in text[bullet..].chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The table of a letterhead or of a signature, which shows no lines.
fn is_layout(rows: &[Vec<Vec<String>>]) -> bool {
    let is_narrow = rows.iter().all(|it| it.iter().filter(|it| !it.is_empty()).count() <= 3);
    let mut cells = rows.iter().flatten().flatten();
    is_narrow
        && cells.any(|it| {
            let folded = fold(it);
            ["cong hoa xa hoi", "noi nhan", "dang cong san viet nam"].iter().any(|it| folded.starts_with(it))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_what_a_page_divided_and_nothing_else() {
        let text = "1. Theo Kế\n\nhoạch của huyện.\n\n- Một\n- hai\nBa\n\n2\n\nđược làm.";
        let found: Vec<(usize, String)> = of_text(text).into_iter().map(|it| (it.line, it.text)).collect();
        let expected = [(1, "1. Theo Kế hoạch của huyện."), (5, "- Một"), (6, "- hai"), (7, "Ba được làm.")];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn joins_the_lines_of_a_text_that_was_broken_at_a_width() {
        let line = "Tuyên truyền về cải cách hành chính trên địa bàn xã Bình";
        let text = format!("{line}\nAn.\n").repeat(14);
        assert!(of_text(&text).iter().all(|it| it.text.ends_with("Bình An.")));
    }
}
