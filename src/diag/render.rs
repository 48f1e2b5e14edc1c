//! Findings as text for people: code, place, the line itself with carets, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Lang, Place, Severity};

/// What text is made for.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The language of messages.
    pub lang: Lang,
    /// Whether the terminal shows colours.
    pub is_coloured: bool,
}

/// All findings, one after the other with an empty line between, ending in a line feed; nothing when there is none.
/// `source` gives the decoded text of a file of the site, where there is one.
pub fn text(found: &[Diagnostic], style: Style, source: &dyn Fn(&str) -> Option<String>) -> String {
    let renderer = if style.is_coloured { Renderer::styled() } else { Renderer::plain() };
    let mut last: Option<(&str, Option<Source>)> = None;
    let mut all = String::new();
    for it in found {
        // Findings come sorted by file, so one file at a time is enough.
        let file = it.place.as_ref().map_or("", |it| &*it.file);
        if last.as_ref().is_none_or(|(known, _)| *known != file) {
            last = Some((file, if file.is_empty() { None } else { source(file).map(Source::new) }));
        }
        let text = last.as_ref().and_then(|(_, text)| text.as_ref());
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(&renderer.render(&[group(it, style.lang, text)]));
        all.push('\n');
    }
    all
}

/// A text whose lines are found at once.
struct Source {
    text: String,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl Source {
    fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|it| it.0 + 1)).collect();
        Self { text, starts }
    }

    /// A line by its number from 0.
    fn line(&self, at: usize) -> Option<&str> {
        self.text[*self.starts.get(at)?..].lines().next()
    }
}

fn group<'a>(it: &'a Diagnostic, lang: Lang, text: Option<&'a Source>) -> Group<'a> {
    let title = level(it.severity, lang).primary_title(it.message.get(lang)).id(it.code);
    let mut group = match &it.place {
        None => Group::with_title(title),
        Some(place) => match excerpt(place, text) {
            Some(excerpt) => title.element(excerpt),
            None => title.element(
                Origin::path(&*place.file).line(number(place.pos.line)).char_column(number(place.pos.column)),
            ),
        },
    };
    if let Some(help) = &it.help {
        let name = match lang {
            Lang::Vi => "gợi ý",
            Lang::En => "help",
        };
        group = group.element(Level::HELP.with_name(Some(name)).message(help.get(lang)));
    }
    group
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    let (level, vi, en) = match severity {
        Severity::Error => (Level::ERROR, "lỗi", "error"),
        Severity::Warning => (Level::WARNING, "cảnh báo", "warning"),
        Severity::Info => (Level::INFO, "thông tin", "info"),
    };
    level.with_name(Some(match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }))
}

/// The line of `place` with its stretch underlined; absent when the text has no such line.
fn excerpt<'a>(
    place: &'a Place,
    text: Option<&'a Source>,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let pos = place.pos;
    let line = text?.line(number(pos.line).checked_sub(1)?)?;
    let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let start = number(pos.column).saturating_sub(1);
    let span = byte(start)..byte(start + number(pos.len));
    Some(
        Snippet::source(line)
            .line_start(number(pos.line))
            .path(&*place.file)
            .annotation(AnnotationKind::Primary.span(span)),
    )
}

fn number(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{diag::Pos, words};

    const TEXT: &str = "---\ntiêu đề: Một cửa\n\ttite: x\nhết";

    #[track_caller]
    fn check(pos: Option<(u32, u32, u32)>, lang: Lang, expected: &str) {
        let finding =
            Diagnostic::error("front-matter-unknown-key", words!("không có trường", "no such field"))
                .help(words!("có phải title?", "did you mean title?"));
        let finding = match pos {
            Some((line, column, len)) => finding.at(&Arc::from("content/a.md"), Pos { line, column, len }),
            None => finding,
        };
        let style = Style { lang, is_coloured: false };
        let got = text(&[finding], style, &|file| (file == "content/a.md").then(|| TEXT.to_owned()));
        let got: Vec<&str> = got.lines().map(str::trim_end).collect();
        assert_eq!(got.join("\n"), expected.trim());
    }

    #[test]
    fn underlines_characters_not_bytes() {
        check(
            Some((2, 10, 3)),
            Lang::Vi,
            "
lỗi[front-matter-unknown-key]: không có trường
 --> content/a.md:2:10
  |
2 | tiêu đề: Một cửa
  |          ^^^
  |
  = gợi ý: có phải title?
",
        );
    }

    #[test]
    fn counts_a_tab_as_one_character() {
        check(
            Some((3, 2, 4)),
            Lang::En,
            "
error[front-matter-unknown-key]: no such field
 --> content/a.md:3:2
  |
3 |     tite: x
  |     ^^^^
  |
  = help: did you mean title?
",
        );
    }

    #[test]
    fn points_between_characters_and_past_the_end() {
        check(
            Some((4, 4, 0)),
            Lang::En,
            "
error[front-matter-unknown-key]: no such field
 --> content/a.md:4:4
  |
4 | hết
  |    ^
  |
  = help: did you mean title?
",
        );
    }

    #[test]
    fn says_where_without_a_text_and_nothing_without_a_place() {
        check(
            Some((9, 2, 1)),
            Lang::En,
            "
error[front-matter-unknown-key]: no such field
--> content/a.md:9:2
 = help: did you mean title?
",
        );
        check(
            None,
            Lang::Vi,
            "
lỗi[front-matter-unknown-key]: không có trường
 |
 = gợi ý: có phải title?
",
        );
    }

    #[test]
    fn is_coloured_only_when_asked() {
        let finding = [Diagnostic::info("x", words!("x", "x"))];
        let show = |is_coloured| text(&finding, Style { lang: Lang::Vi, is_coloured }, &|_| None);
        assert!(show(true).contains('\u{1b}'));
        assert!(!show(false).contains('\u{1b}'));
    }
}
