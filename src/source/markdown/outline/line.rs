//! One line of Markdown as an officer types it: is it an item, and of which level?

use std::ops::Range;

use crate::source::markdown::traps::letter_value;

/// The levels of an outline in the order of Decree 30/2020; a line belongs below the last line of a lower rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// `I.`
    Roman,
    /// `1.`
    Number,
    /// `1.1.`, `1.1.1.`: by the numbers in it.
    Dotted(u8),
    /// `a)`
    Letter,
    /// `-`
    Dash,
    /// `+`
    Plus,
}

impl Rank {
    /// Whether an item of this rank is an outline for certain: in CommonMark it is no list.
    pub(super) fn is_certain(self) -> bool {
        matches!(self, Self::Roman | Self::Dotted(_) | Self::Letter)
    }

    pub(super) fn is_ordered(self) -> bool {
        !matches!(self, Self::Dash | Self::Plus)
    }
}

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// A heading, a rule, a footnote: it ends an outline.
    Break,
    /// Inside a fence or raw HTML: never looked into.
    Verbatim,
    Text,
    Item(Item),
}

/// The beginning of an item. Offsets are bytes of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) rank: Rank,
    /// Its place among its siblings: 2 for `b)`, `II.`, `2.`, `1.2.`; 0 for `-` and for letters outside the alphabet.
    pub(super) value: u32,
    /// The marker as typed.
    pub(super) marker: Range<usize>,
    /// Where the words behind it begin.
    pub(super) content: usize,
    /// The `**` before a marker that is bold together with its words.
    pub(super) strong: Option<Range<usize>>,
    /// Whether the marker is bold.
    pub(super) is_bold: bool,
    /// Whether the words are all in capitals.
    pub(super) is_capital: bool,
}

/// A line, without its line end.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) span: Range<usize>,
    /// Where its text begins.
    pub(super) text: usize,
    /// Columns before the text; a tab counts 4.
    pub(super) indent: usize,
    pub(super) kind: Kind,
}

/// What a line goes on with from the lines before.
#[derive(Debug)]
enum Inside {
    /// A fence of that many of that character.
    Fence(u8, usize),
    /// Raw HTML up to the text given; to a blank line where it is empty.
    Html(&'static str),
}

/// Tags that begin a block of HTML with words behind them; any other one stands alone on its line.
const BLOCKS: &[&str] = &[
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// All lines of `text`, in one pass.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 64 + 1);
    let mut inside: Option<Inside> = None;
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let end = start + raw.trim_end_matches(['\n', '\r']).len();
        let line = &text[start..end];
        let trimmed = line.trim_start();
        let at = end - trimmed.len();
        let indent = text[start..at].chars().map(|it| if it == '\t' { 4 } else { 1 }).sum();
        let kind = match &inside {
            Some(it) => {
                let (kind, done) = it.goes_on(trimmed);
                if done {
                    inside = None;
                }
                kind
            }
            None if trimmed.is_empty() => Kind::Blank,
            None => {
                inside = Inside::opened_by(trimmed);
                if inside.is_some() { Kind::Text } else { kind(text, at, end) }
            }
        };
        lines.push(Line { span: start..end, text: at, indent, kind });
        start += raw.len();
    }
    lines
}

impl Inside {
    fn opened_by(line: &str) -> Option<Self> {
        let first = line.as_bytes()[0];
        if matches!(first, b'`' | b'~') {
            let n = line.bytes().take_while(|&it| it == first).count();
            let is_fence = n >= 3 && (first == b'~' || !line[n..].contains('`'));
            return is_fence.then_some(Self::Fence(first, n));
        }
        if first != b'<' {
            return None;
        }
        let lower = line.get(..10).unwrap_or(line).to_ascii_lowercase();
        let until = [
            ("<!--", "-->"),
            ("<![cdata[", "]]>"),
            ("<!", ">"),
            ("<?", "?>"),
            ("<pre", "</pre>"),
            ("<script", "</script>"),
            ("<style", "</style>"),
            ("<textarea", "</textarea>"),
        ];
        let until = until.iter().find(|(start, _)| lower.starts_with(start)).map_or("", |(_, end)| *end);
        let name: &str = lower[1..].trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
        let is_alone = line.find('>').is_none_or(|it| line[it + 1..].trim().is_empty());
        if until.is_empty() && !is_alone && !BLOCKS.contains(&name) {
            return None;
        }
        let is_closed = !until.is_empty() && line.to_ascii_lowercase().contains(until);
        (!is_closed).then_some(Self::Html(until))
    }

    /// What a line inside is, and whether it ends the inside.
    fn goes_on(&self, line: &str) -> (Kind, bool) {
        match self {
            Self::Fence(mark, n) => {
                let marks = line.bytes().take_while(|it| it == mark).count();
                (Kind::Verbatim, marks >= *n && line[marks..].trim().is_empty())
            }
            Self::Html("") if line.is_empty() => (Kind::Blank, true),
            Self::Html(until) => {
                (Kind::Verbatim, !until.is_empty() && line.to_ascii_lowercase().contains(until))
            }
        }
    }
}

fn kind(text: &str, at: usize, end: usize) -> Kind {
    let line = &text[at..end];
    let bytes = line.as_bytes();
    let is_rule = |mark: u8| {
        bytes[0] == mark
            && bytes.iter().all(|&it| it == mark || it == b' ')
            && bytes.iter().filter(|&&it| it == mark).count() >= 3
    };
    match bytes[0] {
        b'#' if line.trim_start_matches('#').starts_with([' ', '\t'])
            || line.bytes().all(|it| it == b'#') =>
        {
            Kind::Break
        }
        b'-' | b'*' | b'_' if is_rule(bytes[0]) => Kind::Break,
        b'[' if line.starts_with("[^") && line.contains("]:") => Kind::Break,
        _ => item(text, at, end).map_or(Kind::Text, Kind::Item),
    }
}

fn item(text: &str, at: usize, end: usize) -> Option<Item> {
    let line = &text[at..end];
    let strong = ["**", "__"].into_iter().find(|it| line.starts_with(it));
    let body = &line[strong.map_or(0, str::len)..];
    let (rank, value, len) = marker(body)?;
    if strong.is_some() && !rank.is_ordered() {
        return None;
    }
    let from = end - body.len();
    let mut rest = &body[len..];
    let closed = strong.and_then(|it| rest.strip_prefix(it));
    rest = closed.unwrap_or(rest);
    let is_apart = rest.starts_with(char::is_whitespace);
    rest = rest.trim_start();
    let is_glued = rank.is_ordered()
        && rest.starts_with(
            |it: char| if rank == Rank::Letter { it.is_alphabetic() } else { it.is_uppercase() },
        );
    if rest.is_empty() || !(is_apart || is_glued) {
        return None;
    }
    Some(Item {
        rank,
        value,
        marker: from..from + len,
        content: end - rest.len(),
        strong: strong.filter(|_| closed.is_none()).map(|it| at..at + it.len()),
        is_bold: strong.is_some(),
        is_capital: !rest.chars().any(char::is_lowercase),
    })
}

/// The marker that `line` begins with: its rank, its place among its siblings, its bytes.
pub fn marker(line: &str) -> Option<(Rank, u32, usize)> {
    let first = line.chars().next()?;
    match first {
        '-' | '–' => Some((Rank::Dash, 0, first.len_utf8())),
        '+' => Some((Rank::Plus, 0, 1)),
        '0'..='9' => number(line),
        'I' | 'V' | 'X' => {
            let len = line.bytes().take_while(|it| matches!(it, b'I' | b'V' | b'X')).count();
            let value = (1..40).find(|&it| roman(it) == line[..len])?;
            line[len..].starts_with('.').then_some((Rank::Roman, value, len + 1))
        }
        'a'..='z' | 'đ' if line[first.len_utf8()..].starts_with(')') => {
            Some((Rank::Letter, letter_value(first).unwrap_or(0), first.len_utf8() + 1))
        }
        _ => None,
    }
}

fn number(line: &str) -> Option<(Rank, u32, usize)> {
    let (mut parts, mut value, mut at) = (0, 0, 0);
    loop {
        let digits = line[at..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || parts > 4 {
            break;
        }
        if digits > 3 || !line[at + digits..].starts_with('.') {
            return None;
        }
        value = line[at..at + digits].parse().ok()?;
        at += digits + 1;
        parts += 1;
    }
    match parts {
        0 | 5.. => None,
        1 => Some((Rank::Number, value, at)),
        _ => Some((Rank::Dotted(parts), value, at)),
    }
}

fn roman(mut n: u32) -> String {
    let mut out = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(Rank, u32, &str, &str)>) {
        let found = lines(line).remove(0);
        let found = match &found.kind {
            Kind::Item(it) => Some((it.rank, it.value, &line[it.marker.clone()], &line[it.content..])),
            _ => None,
        };
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn reads_the_markers_that_officers_use() {
        check("a) Một", Some((Rank::Letter, 1, "a)", "Một")));
        check("đ) Năm", Some((Rank::Letter, 5, "đ)", "Năm")));
        check("  g)\u{a0}Bảy", Some((Rank::Letter, 7, "g)", "Bảy")));
        check("b)Hai", Some((Rank::Letter, 2, "b)", "Hai")));
        check("IX. TỔ CHỨC", Some((Rank::Roman, 9, "IX.", "TỔ CHỨC")));
        check("**II. NỘI DUNG**", Some((Rank::Roman, 2, "II.", "NỘI DUNG**")));
        check("**1.** Mục đích", Some((Rank::Number, 1, "1.", "Mục đích")));
        check("1.2. Yêu cầu", Some((Rank::Dotted(2), 2, "1.2.", "Yêu cầu")));
        check("- Một", Some((Rank::Dash, 0, "-", "Một")));
        check("+ Một", Some((Rank::Plus, 0, "+", "Một")));
    }

    #[test]
    fn leaves_other_lines_alone() {
        for line in
            ["1.500 hồ sơ", "2025. Năm", "IIII. x", "a) ", "-Một", "**- x**", "a, b", "*x*", "1.1 x", "A) x"]
        {
            check(line, None);
        }
        for line in ["1.1.1.1.1. x".to_owned(), "1.".repeat(300) + " x"] {
            check(&line, None);
        }
    }
}
