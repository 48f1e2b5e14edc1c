//! The front matter of most articles, `key: value` line by line, read without the YAML parser, which costs many times as much.
//!
//! Whatever is not plainly of the forms below is left to the parser; what is gives the same node.

use std::ops::Range;

use super::node::{Key, Node, NodeKind};
use crate::diag::Pos;

/// Reads lines `key: some words`, `key: "text"`, `key: [one, {a: "two"}]`, and `key:` with a list `- item` below it; absent
/// where a line is of another form. `pos` tells where bytes of `yaml` stand.
///
/// Linear in `yaml.len()`.
pub(super) fn read(yaml: &str, pos: impl Fn(Range<usize>) -> Pos) -> Option<Node> {
    let mut pairs = Vec::new();
    let mut start = 0;
    let mut lines = yaml
        .split_inclusive('\n')
        .map(|line| {
            let at = start;
            start += line.len();
            (at, line.strip_suffix('\n').unwrap_or(line))
        })
        .peekable();
    while let Some((at, text)) = lines.next() {
        let (name, given) = match text.split_once(": ") {
            Some((name, given)) => (name, Some(given)),
            None => (text.strip_suffix(':')?, None),
        };
        let key = key(name, at, &pos)?;
        let node = match given {
            Some(given) => value(given, at + name.len() + 2, &pos)?,
            None => {
                let dash = lines.peek()?.1.find('-').filter(|it| *it > 0)?;
                let mut items = Vec::new();
                let first = lines.peek()?.0 + dash;
                while let Some((at, item)) = lines.next_if(|it| it.1.starts_with(' ')) {
                    let (indent, item) = item.split_at_checked(dash)?;
                    let item = item.strip_prefix("- ").filter(|_| indent.bytes().all(|it| it == b' '))?;
                    items.push(value(item, at + dash + 2, &pos)?);
                }
                // Where no line is an item, nothing stands behind the colon.
                items.first()?;
                Node { kind: NodeKind::List(items), pos: pos(first..first + 1) }
            }
        };
        pairs.push((key, node));
    }
    let first = pairs.first()?.0.pos;
    Some(Node { kind: NodeKind::Map(pairs), pos: first })
}

/// A name before a colon, which begins at byte `at`.
fn key(name: &str, at: usize, pos: &impl Fn(Range<usize>) -> Pos) -> Option<Key> {
    let is_key = |it: char| it.is_alphabetic() || matches!(it, '_' | ' ');
    let is_plain = name.starts_with(char::is_alphabetic) && !name.ends_with(' ') && name.chars().all(is_key);
    // The parser takes longer ones for no keys.
    (is_plain && name.len() <= 256).then(|| Key { text: name.to_owned(), pos: pos(at..at + name.len()) })
}

/// The value of a line, which begins at byte `at`.
fn value(text: &str, at: usize, pos: &impl Fn(Range<usize>) -> Pos) -> Option<Node> {
    if text.starts_with(['[', '{', '"']) {
        let (node, rest) = flow(text, at, MOST, pos)?;
        return rest.is_empty().then_some(node);
    }
    let is_there =
        is_plain(text, |it| it == ',' || it == ':') && !text.contains(": ") && !text.ends_with(':');
    is_there.then(|| scalar(text, true, pos(at..at + text.len())))
}

/// Deepest nesting that is read here.
const MOST: usize = 6;

/// A list or map in brackets, a text in quotes or a few words, which begin at byte `at`, and what follows.
fn flow<'t>(
    text: &'t str,
    at: usize,
    most: usize,
    pos: &impl Fn(Range<usize>) -> Pos,
) -> Option<(Node, &'t str)> {
    let most = most.checked_sub(1)?;
    let place = |rest: &str| at + text.len() - rest.len();
    match text.as_bytes().first()? {
        b'"' => {
            let quoted = &text[1..];
            let end = quoted.bytes().position(|it| matches!(it, b'"' | b'\\' | ..0x20 | 0x7f))?;
            let is_closed = quoted.as_bytes()[end] == b'"';
            let node = scalar(&quoted[..end], false, pos(at..at + end + 2));
            is_closed.then(|| (node, &quoted[end + 1..]))
        }
        b'[' => {
            let (mut items, mut rest) = (Vec::new(), &text[1..]);
            while !rest.starts_with(']') {
                let (item, after) = flow(rest, place(rest), most, pos)?;
                items.push(item);
                rest = next(after, ']')?;
            }
            Some((Node { kind: NodeKind::List(items), pos: pos(at..at + 1) }, &rest[1..]))
        }
        b'{' => {
            let (mut pairs, mut rest) = (Vec::new(), &text[1..]);
            while !rest.starts_with('}') {
                let (name, given) = rest.split_once(": ")?;
                let key = key(name, place(rest), pos)?;
                let (node, after) = flow(given, place(given), most, pos)?;
                pairs.push((key, node));
                rest = next(after, '}')?;
            }
            let first = pairs.first().map_or_else(|| pos(at..at + 1), |it| it.0.pos);
            Some((Node { kind: NodeKind::Map(pairs), pos: first }, &rest[1..]))
        }
        _ => {
            let (words, rest) = text.split_at(text.find([',', ']', '}', '[', '{'])?);
            is_plain(words, |_| false).then(|| (scalar(words, true, pos(at..at + words.len())), rest))
        }
    }
}

/// What follows an item: the next one, or the `end`.
fn next(after: &str, end: char) -> Option<&str> {
    match after.strip_prefix(", ") {
        Some(more) => (!more.starts_with([end, ' '])).then_some(more),
        None => after.starts_with(end).then_some(after),
    }
}

fn scalar(text: &str, plain: bool, pos: Pos) -> Node {
    Node { kind: NodeKind::Scalar { text: text.to_owned(), plain, lost: None }, pos }
}

/// Whether words without quotes mean what is typed: letters, digits, spaces and signs that have no meaning in YAML, or that
/// `may` stand here.
fn is_plain(text: &str, may: impl Fn(char) -> bool) -> bool {
    let is_fine = |it: char| {
        it.is_ascii_alphanumeric()
            || matches!(it, ' ' | '-' | '_' | '.' | '/' | '+' | '(' | ')' | '%' | ';' | '–' | '“' | '”' | '…')
            || may(it)
            || (!it.is_ascii() && it.is_alphanumeric())
    };
    text.starts_with(|it: char| it.is_alphanumeric() || it == '/')
        && !text.ends_with(' ')
        && !text.eq_ignore_ascii_case("null")
        && text.chars().all(is_fine)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::{diag::Lines, schema::node};

    /// Whether the text is read here; if so, as the parser reads it.
    #[track_caller]
    fn check(yaml: &str, is_read: bool) {
        let lines = Lines::new(yaml);
        let read = read(yaml, |it| lines.pos(it));
        assert_eq!(read.is_some(), is_read, "{yaml:?}");
        if let Some(read) = read {
            let parsed = node::parse_any(yaml, 0, &lines, &Arc::from("a.md")).ok();
            assert_eq!(Some(format!("{read:?}")), parsed.map(|it| format!("{it:?}")), "{yaml:?}");
        }
    }

    #[test]
    fn reads_plain_lines_as_the_parser_does() {
        check("title: \"Một cửa: 24/7 # {x}\"\ndate: 2022-05-20T20:01:00+07:00\n", true);
        check("topics: [mot-cua, 05, \"văn bản\", 1.004190]\ntags: []\ndraft: true", true);
        check("a: \"\"\na: \"'x', [y]\"\n", true);
        check("a: x-y_z/w.1\nb: [\"a, b\"]\n", true);
        check("tiêu đề: Hai, ba việc (2021 - 2030): không\n", false);
        check(
            "tiêu đề: Hai, ba việc (2021 - 2030) lúc 16:30; “mới” – 50%…\nngày đăng: 5/6/2025 08:00\n",
            true,
        );
        check(
            "plan: [{id: kh-1, items: [tthc.6, so], forms: []}, {}]\ngiai đoạn: {từ: 1/1/2025, đến: \"31/12\"}\n",
            true,
        );
        check("a:\n  - 63/2010/NĐ-CP\n  - \"b: c\"\n  - {x: y z}\nb: c\n", true);
        check("a: /b/c.svg\nb: {src: /hinh/a.jpg, alt: \"Một cửa\"}\n", true);
        check("a:\n- Hai ba\n- [x]\n", false);
    }

    fn anything() -> impl Strategy<Value = String> {
        let item = || prop_oneof!["[a-zđ0-9/][a-z ./;–:-]{0,4}", "\"[a-z:,#'{\\] ]{0,4}\""];
        prop_oneof![
            item(),
            (item(), item()).prop_map(|(a, b)| format!("[{a}, {b}]")),
            Just("\n".to_owned()),
            ("[a-zđ]{1,3}", item(), item()).prop_map(|(key, a, b)| format!("[{{{key}: {a}, b: [{b}]}}]")),
            (item(), item()).prop_map(|(a, b)| format!("\n  - {a}\n  - {b}")),
            "[\\[{\"]{0,2}[a-zĐ0-9:,#&*!'%@ .;–\\-/?|>\\]}{\\[\"]{0,12}[\\]}\"]{0,2}",
        ]
    }

    proptest! {
        #[test]
        fn reads_whatever_it_reads_as_the_parser_does(
            lines in proptest::collection::vec(("[a-zđ]{1,4}( [a-z])?", anything()), 1..4),
        ) {
            let line = |(key, value): &(String, String)| {
                let space = if value.starts_with('\n') { "" } else { " " };
                format!("{key}:{space}{}\n", value.trim_end_matches('\n'))
            };
            let yaml: String = lines.iter().map(line).collect();
            let lines = Lines::new(&yaml);
            if let Some(read) = read(&yaml, |it| lines.pos(it)) {
                let parsed = node::parse_any(&yaml, 0, &lines, &Arc::from("a.md")).ok();
                prop_assert_eq!(Some(format!("{read:?}")), parsed.map(|it| format!("{it:?}")), "{:?}", yaml);
            }
        }
    }

    #[test]
    fn leaves_all_else_to_the_parser() {
        for yaml in [
            "",
            "\n",
            "a:\n",
            "a:\nb: c-d\n",
            "a:\n  \n",
            "a: \n",
            "a: null\n",
            "a: ~\n",
            "a: -\n",
            "a: b: c\n",
            "a: b:\n",
            "a: b #c\n",
            "a: b \n",
            "a: 'b'\n",
            "a: \"b\\n\"\n",
            "a: \"b\n  c\"\n",
            "a: \"b\" c\n",
            "a: \"b\n",
            "a: |\n  b\n",
            "a: b\n  c\n",
            "- a: b\n",
            "a: [b,c]\n",
            "a: [b, ]\n",
            "a: [b\n",
            "a: [b: c]\n",
            "a: [[[[[[[b]]]]]]]\n",
            "a: {b: c\n",
            "a: {b:c}\n",
            "a: {b}\n",
            "a: {b: c, }\n",
            "a: [b,  c]\n",
            "a: [b ]\n",
            "a: [b : c]\n",
            "a: [b #c]\n",
            "a:\n  b: c\n",
            "a:\n - b\n  - c\n",
            "a:\n  - b\n - c\n",
            "a:\n  -\n",
            "a:\n  - - b\n",
            "a:\n  - b: c\n",
            "a:\n\t- b\n",
            "a: b\u{85}c\n",
            "a: b\u{2028}c\n",
            "a: &b c\n",
            "a: *b\n",
            "a: \"b\" \n",
            "tiêu đề : a\n",
            "5: a\n",
            "a: b\r\n",
            "a: [b] \n",
            "a: [null]\n",
            "a: b\n\nc: d\n",
            "a: b\n---\n",
            "\"a\": b\n",
            "a: .inf\n",
            "a:  b\n",
        ] {
            check(yaml, false);
        }
    }
}
