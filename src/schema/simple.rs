//! The front matter of most articles, `key: value` line by line, read without the YAML parser, which costs many times as much.
//!
//! Whatever is not plainly of the forms below is left to the parser; what is gives the same node.

use std::ops::Range;

use super::node::{Key, Node, NodeKind};
use crate::diag::Pos;

/// Reads lines `key: word`, `key: "text"`, `key: [one, "two"]`; absent where a line is of another form. `pos` tells where
/// bytes of `yaml` stand.
///
/// Linear in `yaml.len()`.
pub(super) fn read(yaml: &str, pos: impl Fn(Range<usize>) -> Pos) -> Option<Node> {
    let mut pairs = Vec::new();
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let colon = text.find(": ")?;
        let is_key = |it: u8| it.is_ascii_lowercase() || it == b'_';
        if colon == 0 || !text[..colon].bytes().all(is_key) {
            return None;
        }
        let key = Key { text: text[..colon].to_owned(), pos: pos(at..at + colon) };
        let start = colon + 2;
        pairs.push((key, value(&text[start..], at + start, &pos)?));
        at += line.len();
    }
    let first = pairs.first()?.0.pos;
    Some(Node { kind: NodeKind::Map(pairs), pos: first })
}

/// The value of a line, which begins at byte `at`.
fn value(text: &str, at: usize, pos: &impl Fn(Range<usize>) -> Pos) -> Option<Node> {
    let Some(list) = text.strip_prefix('[') else {
        let (node, rest) = scalar(text, at, pos, |it| is_word(it) || matches!(it, b':' | b'+'))?;
        // `a:` would be a key.
        return (rest.is_empty() && !text.ends_with(':')).then_some(node);
    };
    let mut items = Vec::new();
    let mut rest = list;
    while rest != "]" {
        let (item, after) = scalar(rest, at + text.len() - rest.len(), pos, is_word)?;
        items.push(item);
        rest = match after.strip_prefix(", ") {
            Some(more) if more != "]" => more,
            None if after == "]" => after,
            _ => return None,
        };
    }
    Some(Node { kind: NodeKind::List(items), pos: pos(at..at + 1) })
}

/// The text in quotes, or the run of such bytes, that begins here, and what follows.
fn scalar<'t>(
    text: &'t str,
    at: usize,
    pos: &impl Fn(Range<usize>) -> Pos,
    is_plain: impl Fn(u8) -> bool,
) -> Option<(Node, &'t str)> {
    let (value, plain, len) = match text.strip_prefix('"') {
        Some(quoted) => {
            let end = quoted.bytes().position(|it| matches!(it, b'"' | b'\\' | ..0x20 | 0x7f))?;
            (&quoted[..end], false, end + 2)
        }
        None => {
            let end = text.bytes().position(|it| !is_plain(it)).unwrap_or(text.len());
            (&text[..end], true, end)
        }
    };
    if !plain && text.as_bytes()[len - 1] != b'"' {
        return None;
    }
    // Words that may mean something else than what is typed begin otherwise, or are these.
    let is_odd =
        !value.starts_with(|it: char| it.is_ascii_alphanumeric()) || value.eq_ignore_ascii_case("null");
    if plain && is_odd {
        return None;
    }
    let kind = NodeKind::Scalar { text: value.to_owned(), plain, lost: None };
    Some((Node { kind, pos: pos(at..at + len) }, &text[len..]))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/')
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

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
    }

    #[test]
    fn leaves_all_else_to_the_parser() {
        for yaml in [
            "",
            "\n",
            "a:\n",
            "a: \n",
            "a: null\n",
            "a: ~\n",
            "a: -\n",
            "a: b c\n",
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
            "a: [[b], c]\n",
            "a: {b: c}\n",
            "a: &b c\n",
            "a: *b\n",
            "a: \"b\" \n",
            "tiêu đề: a\n",
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
