//! YAML text → a tree of nodes with their places.

use std::{borrow::Cow, ops::Range, sync::Arc};

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::{
    diag::{Diagnostic, Lines, Pos},
    words,
};

/// Deeper nesting than this is refused; the deepest table of ours needs 5.
const MAX_DEPTH: usize = 48;

/// A YAML value and where it is.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it starts; underlines the scalar, or the first character of a collection.
    pub pos: Pos,
}

/// The shapes of YAML.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// Nothing after the colon, or `~`, or `null`.
    Null,
    /// A scalar.
    Scalar {
        /// Decoded.
        text: String,
        /// Whether it was typed without quotes.
        plain: bool,
        /// The text after ` #` on the same line.
        lost: Option<(String, Pos)>,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order typed; keys are not yet compared.
    Map(Vec<(Key, Node)>),
}

/// A key as typed.
#[derive(Debug, Clone)]
pub struct Key {
    /// Decoded text.
    pub text: String,
    /// Where it is.
    pub pos: Pos,
}

/// Parses one YAML document. `base` is the byte offset of `yaml` in the file that `lines` indexes.
///
/// Fails with one finding when the text is not YAML, has several documents, or nests deeper than 48.
pub fn parse(yaml: &str, base: usize, lines: &Lines<'_>, file: &Arc<str>) -> Result<Node, Box<Diagnostic>> {
    let simple = super::simple::read(yaml, |it| lines.pos(base + it.start..base + it.end));
    simple.map_or_else(|| parse_any(yaml, base, lines, file), Ok)
}

/// The same for whatever YAML there is.
pub(super) fn parse_any(
    yaml: &str,
    base: usize,
    lines: &Lines<'_>,
    file: &Arc<str>,
) -> Result<Node, Box<Diagnostic>> {
    let mut builder =
        Builder { yaml, base, lines, file, parser: Parser::new_from_str(yaml), anchors: Vec::new() };
    builder.document()
}

struct Builder<'a> {
    yaml: &'a str,
    base: usize,
    lines: &'a Lines<'a>,
    file: &'a Arc<str>,
    parser: Parser<'a, serde_yaml::granit_parser::StrInput<'a>>,
    anchors: Vec<(usize, Node)>,
}

type Step<'a> = (Event<'a>, Range<usize>);

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Node, Box<Diagnostic>> {
        loop {
            let (event, _) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd => return Ok(Node { kind: NodeKind::Null, pos: self.pos(0..0) }),
                _ => {
                    let step = (event, 0..0);
                    let node = self.node(step, 0)?;
                    self.end()?;
                    return Ok(node);
                }
            }
        }
    }

    fn end(&mut self) -> Result<(), Box<Diagnostic>> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentStart(..), span) => {
                    return Err(self.fault(
                        span,
                        words!(
                            "phần đầu bài có hai khối YAML ngăn bởi \"---\"",
                            "the front matter holds two YAML documents divided by \"---\""
                        ),
                    ));
                }
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<Step<'a>, Box<Diagnostic>> {
        loop {
            match self.parser.next() {
                None => return Ok((Event::StreamEnd, self.yaml.len()..self.yaml.len())),
                Some(Err(error)) => return Err(self.scan_error(&error)),
                Some(Ok((Event::Anchor(..), _))) => {}
                Some(Ok((event, span))) => {
                    let range = span.byte_range().unwrap_or(0..0);
                    return Ok((event, range));
                }
            }
        }
    }

    fn node(&mut self, (event, span): Step<'a>, depth: usize) -> Result<Node, Box<Diagnostic>> {
        if depth > MAX_DEPTH {
            return Err(self.fault(
                span,
                words!("lồng nhau quá {MAX_DEPTH} tầng", "nested deeper than {MAX_DEPTH} levels"),
            ));
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let node = self.scalar(text, style, &span);
                self.remember(anchor, &node);
                Ok(node)
            }
            Event::SequenceStart(_, anchor, _) => {
                let pos = self.pos(span.start..span.start + 1);
                let mut items = Vec::new();
                loop {
                    let step = self.next()?;
                    if matches!(step.0, Event::SequenceEnd) {
                        break;
                    }
                    items.push(self.node(step, depth + 1)?);
                }
                let node = Node { kind: NodeKind::List(items), pos };
                self.remember(anchor, &node);
                Ok(node)
            }
            Event::MappingStart(_, anchor, _) => {
                let mut pos = self.pos(span.start..span.start + 1);
                let mut pairs: Vec<(Key, Node)> = Vec::new();
                loop {
                    let (event, key_span) = self.next()?;
                    let key = match event {
                        Event::MappingEnd => break,
                        Event::Scalar(text, ..) => Key { text: text.into_owned(), pos: self.pos(key_span) },
                        _ => {
                            return Err(self.fault(
                                key_span,
                                words!("tên trường phải là chữ", "a field name must be plain text"),
                            ));
                        }
                    };
                    if pairs.is_empty() {
                        pos = key.pos;
                    }
                    let step = self.next()?;
                    let value = self.node(step, depth + 1)?;
                    pairs.push((key, value));
                }
                let node = Node { kind: NodeKind::Map(pairs), pos };
                self.remember(anchor, &node);
                Ok(node)
            }
            Event::Alias(id) => {
                let known = self.anchors.iter().find(|(it, _)| *it == id).map(|(_, node)| node.clone());
                // A scalar or a short list may be repeated; a tree that repeats trees grows without bound.
                match known {
                    Some(node) if matches!(node.kind, NodeKind::Scalar { .. } | NodeKind::Null) => Ok(node),
                    _ => Err(self.fault(
                        span,
                        words!(
                            "dấu * ở đầu giá trị bị hiểu là tham chiếu YAML; hãy đặt giá trị trong dấu ngoặc kép",
                            "a leading * is read as a YAML alias; put the value in quotes"
                        ),
                    )),
                }
            }
            _ => Err(self.fault(span, words!("thiếu giá trị", "a value is missing"))),
        }
    }

    fn scalar(&self, text: Cow<'a, str>, style: ScalarStyle, span: &Range<usize>) -> Node {
        let plain = matches!(style, ScalarStyle::Plain);
        let pos = self.pos(span.clone());
        if plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL") {
            return Node { kind: NodeKind::Null, pos };
        }
        let lost = plain.then(|| self.lost_after(span.end)).flatten();
        // The raw text of a plain scalar on one line is kept: `1.004190` stays what was typed. Control characters, which can
        // only be written as escapes, mean nothing to readers, and no XML may hold them.
        let is_odd = |it: char| it.is_control() && !matches!(it, '\n' | '\t');
        let text = if text.contains(is_odd) { text.replace(is_odd, "") } else { text.into_owned() };
        Node { kind: NodeKind::Scalar { text, plain, lost }, pos }
    }

    /// The text after ` #` on the line of byte `end`, which YAML takes for a comment.
    fn lost_after(&self, end: usize) -> Option<(String, Pos)> {
        let rest = self.yaml.get(end..)?.lines().next()?;
        let hash = rest.find('#')?;
        let before = &rest[..hash];
        (!before.is_empty() && before.trim().is_empty())
            .then(|| (rest[hash..].trim_end().to_owned(), self.pos(end + hash..end + rest.trim_end().len())))
    }

    fn remember(&mut self, anchor: usize, node: &Node) {
        if anchor != 0 {
            self.anchors.push((anchor, node.clone()));
        }
    }

    fn pos(&self, span: Range<usize>) -> Pos {
        self.lines.pos(self.base + span.start..self.base + span.end)
    }

    fn fault(&self, span: Range<usize>, message: crate::diag::Words) -> Box<Diagnostic> {
        Box::new(Diagnostic::error("front-matter-yaml", message).at(self.file, self.pos(span)))
    }

    fn scan_error(&self, error: &ScanError) -> Box<Diagnostic> {
        let at = error.marker().byte_offset().unwrap_or(self.yaml.len());
        let message = super::traps::explain(error.kind());
        Box::new(
            Diagnostic::error("front-matter-yaml", message)
                .help(words!(
                    "nếu giá trị có dấu : # [ ] {{ }} \" ' thì đặt cả giá trị trong dấu ngoặc kép",
                    "a value with : # [ ] {{ }} \" ' in it must stand in double quotes"
                ))
                .at(self.file, self.pos(at..at)),
        )
    }
}
