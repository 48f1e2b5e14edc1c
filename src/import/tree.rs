//! The outline of a text: each item with what stands below it.

use super::{
    lines::Para,
    marker::{Level, marker},
    phrase::{begins, is_capitals},
    section::class_of,
};

/// An item, a heading or a paragraph, and what belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Its paragraph.
    pub(super) at: usize,
    /// Its level.
    pub(super) level: Level,
    /// Its words, without the number.
    pub(super) text: String,
    /// What stands below, in order.
    pub(super) below: Vec<Node>,
}

/// What a plan ends with; folded.
const CLOSINGS: &[&str] = &[
    "tren day la",
    "trong qua trinh",
    "yeu cau cac",
    "yeu cau thu truong",
    "de nghi cac co quan",
    "can cu ke hoach nay",
    "ke hoach nay",
    "can cu noi dung ke hoach",
    "nhan duoc ke hoach nay",
];

/// The outline of `paras[from..to]`, and where its closing words begin.
pub(super) fn read(paras: &[Para], from: usize, to: usize) -> (Vec<Node>, usize) {
    let mut open: Vec<Node> = Vec::new();
    let mut roots = Vec::new();
    let mut end = to;
    for (at, para) in paras.iter().enumerate().take(to).skip(from) {
        let (level, len) = level_of(para);
        let closes =
            level == Level::Plain && begins(&para.text, CLOSINGS) && !(open.is_empty() && roots.is_empty());
        if closes {
            end = at;
            break;
        }
        let is_below = |it: &Node| match level {
            Level::Plain => it.level != Level::Plain && opens(it),
            _ => it.level < level,
        };
        while open.last().is_some_and(|it| !is_below(it)) {
            shut(&mut open, &mut roots);
        }
        open.push(Node { at, level, text: para.text[len..].trim().to_owned(), below: Vec::new() });
    }
    while !open.is_empty() {
        shut(&mut open, &mut roots);
    }
    (roots, end)
}

fn shut(open: &mut Vec<Node>, roots: &mut Vec<Node>) {
    if let Some(done) = open.pop() {
        open.last_mut().map_or(roots, |it| &mut it.below).push(done);
    }
}

/// Whether paragraphs without a sign belong below an item: it is a heading, or ends with a colon.
fn opens(node: &Node) -> bool {
    let is_title =
        node.text.chars().count() < 100 && !node.text.ends_with([';', ',']) && !node.text.ends_with("./.");
    let is_name = is_title && !node.text.ends_with('.') && node.level < Level::Dash;
    node.level <= Level::Roman
        || node.text.ends_with(':')
        || is_name
        || node.level <= Level::Letter && is_title && super::phrase::is_actor(&node.text)
}

/// The level of a paragraph; a heading without a number is one by its capitals or its words.
pub(super) fn level_of(para: &Para) -> (Level, usize) {
    if !para.cells.is_empty() {
        return (Level::Plain, 0);
    }
    let (level, len) = marker(&para.text);
    if level == Level::Plain && para.text.chars().count() < 150 {
        let is_heading = is_capitals(&para.text) && para.text.contains(' ')
            || class_of(&para.text).is_some()
                && para.text.chars().count() < 60
                && !para.text.ends_with(['.', ';', ',', ':'])
                && para.after_blank;
        if is_heading {
            return (Level::Roman, 0);
        }
    }
    (level, len)
}
