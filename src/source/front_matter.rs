//! The front matter of a Markdown file: between two lines `---`.

use std::{ops::Range, sync::Arc};

use crate::{
    diag::{Diagnostic, Lines},
    words,
};

/// Front matter and body of a file, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the fences.
    pub yaml: Range<usize>,
    /// What follows.
    pub body: Range<usize>,
}

/// Longest front matter read, in bytes; the longest real plan has 40 KB.
const MAX_YAML: usize = 1 << 20;

/// Finds the fences. Wrong fences (`—`, `–––`, `----`) are reported and accepted, so that the rest is checked too.
///
/// Absent when there is no front matter, or no closing fence: nothing can be read then, and it has been reported.
pub fn split(text: &str, lines: &Lines<'_>, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> Option<Split> {
    let blank =
        text.len() - text.trim_start_matches(['\n', ' ', '\t', '\u{feff}', '\u{200b}', '\u{a0}']).len();
    let first = text[blank..].lines().next().unwrap_or_default();
    if !fence(blank, first, lines, file, found) {
        found.push(
            Diagnostic::error(
                "front-matter-missing",
                words!(
                    "tệp không có phần đầu bài giữa hai dòng ---",
                    "the file has no front matter between two lines ---"
                ),
            )
            .help(words!(
                "thêm vào đầu tệp: một dòng ---, dòng title: …, rồi một dòng ---",
                "begin the file with a line ---, a line title: …, and another line ---"
            ))
            .at(file, lines.pos(0..0)),
        );
        return None;
    }
    let start = (blank + first.len() + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if is_fence(line.trim_end()) {
            fence(at, line.trim_end_matches('\n'), lines, file, found);
            if at - start > MAX_YAML {
                found.push(
                    Diagnostic::error(
                        "front-matter-too-long",
                        words!("phần đầu bài dài quá 1 MB", "the front matter is over 1 MB"),
                    )
                    .at(file, lines.pos(start..start)),
                );
                return None;
            }
            return Some(Split { yaml: start..at, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    found.push(
        Diagnostic::error(
            "front-matter-unclosed",
            words!(
                "phần đầu bài mở bằng --- nhưng không có dòng --- đóng lại",
                "the front matter is opened by --- and never closed"
            ),
        )
        .help(words!("thêm một dòng --- ngay trước nội dung bài", "add a line --- before the text"))
        .at(file, lines.pos(blank..blank + first.len())),
    );
    None
}

/// A line of three or more dashes of any sort, or one long dash as Word makes of `---`.
fn is_fence(line: &str) -> bool {
    if !line.starts_with(is_dash) {
        return false;
    }
    let dashes = line.chars().filter(|c| is_dash(*c)).count();
    let only = line.chars().all(is_dash);
    only && (dashes >= 3 || line.chars().any(|c| matches!(c, '—' | '―' | '–')))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}')
}

fn fence(at: usize, line: &str, lines: &Lines<'_>, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> bool {
    let typed = line.trim_end();
    if typed == "---" {
        return true;
    }
    if !is_fence(typed) {
        return false;
    }
    found.push(
        Diagnostic::error(
            "front-matter-fence",
            words!("dòng ngăn phần đầu bài viết là \"{typed}\"", "the front matter is fenced by \"{typed}\""),
        )
        .help(words!(
            "gõ đúng ba dấu gạch nối: --- (Word hay đổi thành gạch dài)",
            "type three hyphens: --- (Word turns them into a dash)"
        ))
        .at(file, lines.pos(at..at + typed.len())),
    );
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, yaml: Option<&str>, body: &str, codes: &[&str]) {
        let mut found = Vec::new();
        let split = split(text, &Lines::new(text), &Arc::from("a.md"), &mut found);
        let got: Vec<&str> = found.iter().map(|it| it.code).collect();
        assert_eq!(got, codes);
        assert_eq!(split.as_ref().map(|it| &text[it.yaml.clone()]), yaml);
        assert_eq!(split.map_or("", |it| &text[it.body]), body);
    }

    #[test]
    fn finds_the_two_fences() {
        check("---\ntitle: A\n---\nThân bài\n", Some("title: A\n"), "Thân bài\n", &[]);
        check("---\n---", Some(""), "", &[]);
        check("\n---\ntitle: A\n--- \n", Some("title: A\n"), "", &[]);
    }

    #[test]
    fn accepts_and_reports_the_dashes_of_word() {
        check("—\ntitle: A\n—\nx", Some("title: A\n"), "x", &["front-matter-fence", "front-matter-fence"]);
        check("---\ntitle: A\n–––\nx", Some("title: A\n"), "x", &["front-matter-fence"]);
        check("----\ntitle: A\n---\nx", Some("title: A\n"), "x", &["front-matter-fence"]);
    }

    #[test]
    fn says_when_a_fence_is_missing() {
        check("# Tin\n", None, "", &["front-matter-missing"]);
        check("", None, "", &["front-matter-missing"]);
        check("---\ntitle: A\n", None, "", &["front-matter-unclosed"]);
    }
}
