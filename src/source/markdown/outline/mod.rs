//! Official outlines: `I.` `1.` `1.1.` `a)` `-` `+` at the beginning of lines, without the indents that Markdown asks for.
//!
//! A first pass gives the lines of an outline those indents and puts a Markdown bullet in place of each marker, so that
//! one parser reads it all, tables and notes inside of items included. The markers are kept aside and shown as typed.
//! Text without an outline is not copied. An outline begins with an item that CommonMark does not know (`I.`, `1.1.`,
//! `a)`), or with a `1.` that has such an item below it; lists of CommonMark stay as they are.
//!
//! A paragraph after a blank line belongs to the innermost item that opens something: one in capitals, in bold, without
//! a full stop, or ending with a colon. Where there is none, the outline ends.

mod line;

use std::{borrow::Cow, ops::Range};

use line::{Item, Kind, Line};

pub use line::{Rank, marker};

use crate::source::markdown::traps;

/// Markdown that CommonMark can read, and the way back to what was typed.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    pub(super) text: Cow<'t, str>,
    /// What was typed.
    pub(super) typed: &'t str,
    /// In order.
    pub(super) markers: Vec<Marker>,
    /// Items stuck in the line of the one before, in bytes of what was typed.
    pub(super) stuck: Vec<Range<usize>>,
    /// Stretches that were copied: where they are in `text`, where they were, how long. In order of both.
    copied: Vec<(usize, usize, usize)>,
}

/// The marker of an item, taken out of the text.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    /// The bullet that stands for it, in bytes of the new text.
    pub(super) at: usize,
    /// As typed, in bytes of what was typed.
    pub(super) typed: Range<usize>,
    pub(super) is_bold: bool,
    pub(super) is_ordered: bool,
}

impl<'t> Outline<'t> {
    /// Text as it is, without outlines.
    pub(super) fn none(text: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            typed: text,
            markers: Vec::new(),
            stuck: Vec::new(),
            copied: Vec::new(),
        }
    }

    /// Finds the outlines of `text`. Linear.
    pub(super) fn read(text: &'t str) -> Self {
        let lines = line::lines(text);
        let is_certain = |it: &Line| matches!(&it.kind, Kind::Item(it) if it.rank.is_certain());
        if !lines.iter().any(is_certain) {
            return Self::none(text);
        }
        let mut writer = Writer::new(text);
        let opens = opening_lines(text, &lines);
        for (line, opens) in lines.iter().zip(opens) {
            writer.line(line, opens);
        }
        let Writer { out, markers, stuck, copied, .. } = writer;
        let typed = text;
        let text = if markers.is_empty() { Cow::Borrowed(typed) } else { Cow::Owned(out) };
        Self { text, typed, markers, stuck, copied }
    }

    /// Where a stretch of the new text was typed.
    pub(super) fn range_typed(&self, range: Range<usize>) -> Range<usize> {
        let start = self.typed_at(range.start, false);
        start..self.typed_at(range.end, true).max(start)
    }

    fn typed_at(&self, at: usize, is_end: bool) -> usize {
        if self.markers.is_empty() {
            return at;
        }
        let after = self.copied.partition_point(|&(new, ..)| if is_end { new < at } else { new <= at });
        let Some(&(new, old, len)) = after.checked_sub(1).and_then(|it| self.copied.get(it)) else {
            return 0;
        };
        if at - new < len || is_end {
            return old + (at - new).min(len);
        }
        self.copied.get(after).map_or(old + len, |&(_, old, _)| old)
    }
}

/// For each line, whether a `1.` or a `-` in it begins an outline: an item that CommonMark does not know comes before
/// anything that would end it.
fn opening_lines(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut ends = vec![false; lines.len()];
    let (mut after_blank, mut owned) = (true, false);
    for (line, ends) in lines.iter().zip(&mut ends) {
        match &line.kind {
            Kind::Item(it) => owned = (owned && !it.rank.is_ordered()) || opens_content(text, line, it),
            Kind::Text => *ends = after_blank && line.indent < 2 && !owned,
            Kind::Break => *ends = true,
            Kind::Blank | Kind::Verbatim => {}
        }
        after_blank = line.kind == Kind::Blank;
    }
    let mut opens = vec![false; lines.len()];
    let (mut below, mut next_indent) = (false, 0);
    for (at, line) in lines.iter().enumerate().rev() {
        match &line.kind {
            Kind::Item(it) if it.rank.is_certain() => (below, next_indent) = (true, line.indent),
            Kind::Item(it) if it.rank == Rank::Number => {
                opens[at] = below;
                next_indent = 0;
            }
            Kind::Item(_) => {
                opens[at] = below && next_indent >= line.indent + 2;
                next_indent = 0;
            }
            _ if ends[at] => (below, next_indent) = (false, 0),
            Kind::Blank => {}
            _ => next_indent = 0,
        }
    }
    opens
}

/// Whether paragraphs below this item belong to it.
fn opens_content(text: &str, line: &Line, item: &Item) -> bool {
    let words = text[item.content..line.span.end].trim_end();
    let bare = words.trim_end_matches(['*', '_']);
    let is_title = item.rank < Rank::Letter
        && (item.is_capital
            || item.strong.is_some() && bare.len() < words.len()
            || !bare.ends_with(['.', ';', ',']));
    bare.ends_with(':') || is_title
}

/// What plans and decisions end with: never a part of their last item.
const CLOSINGS: &[&str] = &["Trên đây là ", "Nơi nhận:"];

/// An open item.
#[derive(Debug)]
struct Open {
    rank: Rank,
    value: u32,
    indent: usize,
    /// Columns before its words, as typed.
    width: usize,
    opens: bool,
    /// Whether it is a title, with which the next line does not go on.
    is_title: bool,
}

struct Writer<'t> {
    text: &'t str,
    out: String,
    copied: Vec<(usize, usize, usize)>,
    markers: Vec<Marker>,
    stuck: Vec<Range<usize>>,
    open: Vec<Open>,
    /// The rank and the bullet of the last list at each depth.
    bullets: Vec<(Option<Rank>, char)>,
    after_blank: bool,
    /// Whether the line before was the first line of an item.
    after_item: bool,
    /// Whether a list of CommonMark may go on.
    in_plain_list: bool,
    /// Columns that lines inside a fence lose.
    fence: usize,
}

impl<'t> Writer<'t> {
    fn new(text: &'t str) -> Self {
        let out = String::with_capacity(text.len() + text.len() / 8);
        Self {
            text,
            out,
            copied: Vec::new(),
            markers: Vec::new(),
            stuck: Vec::new(),
            open: Vec::new(),
            bullets: Vec::new(),
            after_blank: true,
            after_item: false,
            in_plain_list: false,
            fence: 0,
        }
    }

    fn line(&mut self, line: &Line, opens: bool) {
        let was_item = std::mem::take(&mut self.after_item);
        match &line.kind {
            Kind::Blank => self.copy(line.span.clone()),
            Kind::Break => {
                self.open.clear();
                self.in_plain_list = false;
                self.copy(line.span.clone());
            }
            Kind::Verbatim => self.content(line, line.indent.min(self.fence)),
            Kind::Item(item) if self.accepts(line, item, opens) => self.item(line, item),
            Kind::Item(_) | Kind::Text => self.words(line, was_item),
        }
        self.out.push('\n');
        self.after_blank = line.kind == Kind::Blank;
    }

    fn accepts(&self, line: &Line, item: &Item, opens: bool) -> bool {
        if self.open.is_empty() {
            let nested = line.indent >= 4 || self.in_plain_list && line.indent >= 2;
            if nested || !(item.rank.is_certain() || opens) {
                return false;
            }
        }
        let last = self.open.iter().rev().find(|it| it.rank == item.rank).map_or(0, |it| it.value);
        let goes_on = item.value == 1
            || (last > 0 && (item.value == 0 || (1..=2).contains(&(item.value.wrapping_sub(last)))));
        match item.rank {
            Rank::Dash | Rank::Plus => true,
            Rank::Roman => goes_on || item.is_capital,
            Rank::Number | Rank::Dotted(_) | Rank::Letter => goes_on || self.after_blank,
        }
    }

    fn item(&mut self, line: &Line, item: &Item) {
        let is_above = |it: &Open| it.rank < item.rank || line.indent >= it.indent + 2;
        while self.open.last().is_some_and(|it| !is_above(it)) {
            self.open.pop();
        }
        let depth = self.open.len();
        let bullet = self.bullet(depth, item.rank);
        for _ in 0..depth {
            self.out.push_str("  ");
        }
        self.markers.push(Marker {
            at: self.out.len(),
            typed: item.marker.clone(),
            is_bold: item.is_bold,
            is_ordered: item.rank.is_ordered(),
        });
        self.out.push(bullet);
        self.out.push(' ');
        if let Some(strong) = &item.strong {
            self.copy(strong.clone());
        }
        self.copy(item.content..line.span.end);
        if item.rank == Rank::Letter {
            let typed = &self.text[item.marker.start..line.span.end];
            let stuck = typed.chars().next().and_then(|letter| traps::stuck_item(typed, letter));
            self.stuck.extend(stuck.map(|it| item.marker.start + it.start..item.marker.start + it.end));
        }
        self.open.push(Open {
            rank: item.rank,
            value: item.value,
            indent: line.indent,
            width: line.indent + self.text[line.text..item.content].chars().count(),
            opens: opens_content(self.text, line, item),
            is_title: item.rank < Rank::Letter && (item.is_capital || is_all_bold(self.text, line, item)),
        });
        (self.after_item, self.in_plain_list) = (true, false);
    }

    /// The bullet of an item: another one than that of a list of another rank just before, which it would join.
    fn bullet(&mut self, depth: usize, rank: Rank) -> char {
        if self.bullets.len() <= depth {
            self.bullets.resize(depth + 1, (None, '-'));
        }
        self.bullets.truncate(depth + 1);
        let (last, bullet) = &mut self.bullets[depth];
        if *last != Some(rank) {
            *bullet = if *bullet == '+' { '-' } else { '+' };
            *last = Some(rank);
        }
        *bullet
    }

    fn words(&mut self, line: &Line, was_item: bool) {
        let typed = &self.text[line.text..line.span.end];
        if CLOSINGS.iter().any(|it| typed.starts_with(it)) && !self.open.is_empty() {
            self.open.clear();
            self.out.push('\n');
        }
        if self.after_blank && line.indent < 2 {
            while self.open.last().is_some_and(|it| !it.opens) {
                self.open.pop();
            }
        }
        let Some(last) = self.open.last_mut() else {
            self.plain(line);
            return;
        };
        let width = last.width;
        if !self.after_blank {
            if was_item && last.is_title && line.indent < 2 {
                self.out.push('\n');
            } else {
                let typed = self.text[line.span.clone()].trim_end();
                last.opens = last.opens && !typed.ends_with(['.', ';', ',']) || typed.ends_with(':');
            }
        }
        self.fence = line.indent.min(width);
        self.content(line, self.fence);
    }

    /// A line outside of outlines.
    fn plain(&mut self, line: &Line) {
        let typed = &self.text[line.text..line.span.end];
        let is_item = matches!(line.kind, Kind::Item(_)) || typed.starts_with("* ");
        if is_item {
            self.in_plain_list = true;
            if line.indent < 2 {
                let bullet = typed.chars().next().filter(|it| matches!(it, '-' | '+'));
                self.bullets = vec![(None, bullet.unwrap_or('-'))];
            }
        } else if self.after_blank && line.indent < 2 {
            self.in_plain_list = false;
        }
        self.fence = 0;
        self.copy(line.span.clone());
    }

    /// A line inside the last open item, with `cut` columns less before it.
    fn content(&mut self, line: &Line, cut: usize) {
        if self.open.is_empty() {
            self.copy(line.span.clone());
            return;
        }
        for _ in 0..self.open.len() {
            self.out.push_str("  ");
        }
        for _ in cut..line.indent {
            self.out.push(' ');
        }
        self.copy(line.text..line.span.end);
    }

    fn copy(&mut self, typed: Range<usize>) {
        self.copied.push((self.out.len(), typed.start, typed.len()));
        self.out.push_str(&self.text[typed]);
    }
}

fn is_all_bold(text: &str, line: &Line, item: &Item) -> bool {
    item.strong.as_ref().is_some_and(|it| text[..line.span.end].trim_end().ends_with(&text[it.clone()]))
}
