//! Raw HTML under [`HtmlPolicy::Safe`](super::HtmlPolicy::Safe): a short list of tags and attributes, read strictly and
//! written anew. What is not on the list is shown as text. Tags are closed with the block of Markdown they stand in, so
//! that no page breaks.

use std::ops::Range;

use super::{Hole, out::Out};

/// Where a tag may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Among words.
    Phrase,
    /// Among blocks; what it holds may be blocks, of Markdown too.
    Holder,
    /// Among blocks; ends with the block of HTML.
    Block,
    /// Only inside one of these.
    Part(&'static [&'static str]),
}
use Place::{Block, Holder, Part, Phrase};

const SECTIONS: &[&str] = &["table", "thead", "tbody", "tfoot"];
const NONE: &[&str] = &[];

/// Tag, place, attributes besides those of [`EVERYWHERE`].
const TAGS: &[(&str, Place, &[&str])] = &[
    ("a", Phrase, &["href"]),
    ("abbr", Phrase, NONE),
    ("b", Phrase, NONE),
    ("blockquote", Holder, NONE),
    ("br", Phrase, NONE),
    ("caption", Part(&["table"]), NONE),
    ("code", Phrase, NONE),
    ("dd", Part(&["dl"]), NONE),
    ("del", Phrase, &["datetime"]),
    ("details", Holder, &["open"]),
    ("div", Holder, NONE),
    ("dl", Block, NONE),
    ("dt", Part(&["dl"]), NONE),
    ("em", Phrase, NONE),
    ("figcaption", Part(&["figure"]), NONE),
    ("figure", Holder, NONE),
    ("h2", Block, NONE),
    ("h3", Block, NONE),
    ("h4", Block, NONE),
    ("h5", Block, NONE),
    ("h6", Block, NONE),
    ("hr", Block, NONE),
    ("i", Phrase, NONE),
    ("img", Phrase, &["src", "alt", "width", "height"]),
    ("ins", Phrase, &["datetime"]),
    ("kbd", Phrase, NONE),
    ("li", Part(&["ul", "ol"]), NONE),
    ("mark", Phrase, NONE),
    ("ol", Block, &["start"]),
    ("p", Block, NONE),
    ("pre", Block, NONE),
    ("s", Phrase, NONE),
    ("small", Phrase, NONE),
    ("span", Phrase, NONE),
    ("strong", Phrase, NONE),
    ("sub", Phrase, NONE),
    ("summary", Part(&["details"]), NONE),
    ("sup", Phrase, NONE),
    ("table", Block, NONE),
    ("tbody", Part(&["table"]), NONE),
    ("td", Part(&["tr"]), &["colspan", "rowspan"]),
    ("tfoot", Part(&["table"]), NONE),
    ("th", Part(&["tr"]), &["colspan", "rowspan", "scope"]),
    ("thead", Part(&["table"]), NONE),
    ("time", Phrase, &["datetime"]),
    ("tr", Part(SECTIONS), NONE),
    ("u", Phrase, NONE),
    ("ul", Block, NONE),
];

const EVERYWHERE: &[&str] = &["class", "dir", "id", "lang", "title"];

/// Tags that hold parts only, never words.
const FRAMES: &[&str] = &["table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"];

/// Deeper than any page needs.
const MAX_DEPTH: usize = 100;

const VOID: &[&str] = &["br", "hr", "img"];

/// A stretch of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    Text(Range<usize>),
    /// Also what looks like a tag and is not on the list.
    Refused(Range<usize>),
    Comment,
    Open(Tag),
    Close(&'static str, Range<usize>),
}

/// A start tag of the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    place: Place,
    /// Allowed attributes, entities read.
    pub(super) attributes: Vec<(&'static str, String)>,
    /// The name of one that is not allowed.
    pub(super) refused: Option<String>,
    pub(super) span: Range<usize>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|(it, value)| (*it == name).then_some(value.as_str()))
    }
}

/// Whether a tag joins the words before and behind it.
pub(super) fn is_phrase(name: &str) -> bool {
    name != "br" && TAGS.iter().any(|(it, place, _)| *it == name && *place == Phrase)
}

/// Cuts raw HTML into tokens. Total and linear.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut text) = (0, 0);
    let mut comments_end = true;
    while let Some(skip) = html[at..].find('<') {
        let start = at + skip;
        let comment = html[start..].starts_with("<!--") && comments_end;
        let (token, end) = if comment {
            let Some(len) = html[start + 4..].find("-->") else {
                comments_end = false;
                continue;
            };
            (Token::Comment, start + 4 + len + 3)
        } else if let Some((token, end)) = tag(html, start) {
            (token, end)
        } else {
            at = start + 1;
            continue;
        };
        if text < start {
            tokens.push(Token::Text(text..start));
        }
        tokens.push(token);
        (at, text) = (end, end);
    }
    if text < html.len() {
        tokens.push(Token::Text(text..html.len()));
    }
    tokens
}

fn tag(html: &str, start: usize) -> Option<(Token, usize)> {
    let bytes = html.as_bytes();
    let is_close = bytes.get(start + 1) == Some(&b'/');
    let from = start + 1 + usize::from(is_close);
    let is_name = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
    let len = bytes[from..].iter().take_while(|&&it| is_name(it)).count();
    if len == 0 {
        return matches!(bytes.get(from), Some(b'!' | b'?'))
            .then(|| (Token::Refused(start..start + 1), start + 1));
    }
    let name = html[from..from + len].to_ascii_lowercase();
    let known = TAGS.iter().find(|(it, ..)| *it == name);
    let Some(&(name, place, own)) = known else {
        return Some((Token::Refused(start..from + len), from + len));
    };
    let mut at = from + len;
    if is_close {
        at += html[at..].len() - html[at..].trim_start().len();
        return (bytes.get(at) == Some(&b'>')).then(|| (Token::Close(name, start..at + 1), at + 1));
    }
    let mut tag = Tag { name, place, attributes: Vec::new(), refused: None, span: start..start };
    loop {
        let rest = &html[at..];
        let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
        let spaces = rest.len() - trimmed.len();
        at += spaces;
        let end = if trimmed.starts_with('>') {
            at + 1
        } else if trimmed.starts_with("/>") {
            at + 2
        } else {
            let (name, value, len) = (spaces > 0).then(|| attribute(trimmed)).flatten()?;
            at += len;
            let allowed = own.iter().chain(EVERYWHERE).find(|it| **it == name);
            match allowed {
                Some(&name) if tag.get(name).is_none() => tag.attributes.push((name, decode(value))),
                Some(_) => {}
                None => tag.refused = Some(name),
            }
            continue;
        };
        tag.span = start..end;
        return Some((Token::Open(tag), end));
    }
}

/// Name, value as written, length.
fn attribute(text: &str) -> Option<(String, &str, usize)> {
    let len =
        text.find(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | ':' | '@' | '.')))?;
    if len == 0 {
        return None;
    }
    let name = text[..len].to_ascii_lowercase();
    let spaces = [' ', '\t', '\n', '\r', '\u{c}'];
    let Some(value) = text[len..].trim_start_matches(spaces).strip_prefix('=') else {
        return Some((name, "", len));
    };
    let value = value.trim_start_matches(spaces);
    let from = text.len() - value.len();
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''));
    if let Some(quote) = quote {
        let end = value[1..].find(quote)?;
        return Some((name, &value[1..=end], from + end + 2));
    }
    let end =
        value.find(|it: char| it.is_whitespace() || matches!(it, '>' | '"' | '\'' | '<' | '=' | '`'))?;
    (end > 0).then(|| (name, &value[..end], from + end))
}

/// Reads the entities that matter in attributes. One that stays unread is text: it is escaped when written.
pub(super) fn decode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some((it, len)) = entity(rest) {
            out.push(it);
            rest = &rest[len..];
        } else {
            out.push('&');
        }
    }
    out + rest
}

/// The character that `&` followed by `rest` means, and how much of `rest` that takes.
fn entity(rest: &str) -> Option<(char, usize)> {
    let Some(number) = rest.strip_prefix('#') else {
        let end = rest.bytes().take(12).position(|it| it == b';')?;
        let named = [
            ("amp", '&'),
            ("lt", '<'),
            ("gt", '>'),
            ("quot", '"'),
            ("apos", '\''),
            ("nbsp", '\u{a0}'),
            ("colon", ':'),
            ("sol", '/'),
            ("Tab", '\t'),
            ("NewLine", '\n'),
            ("lpar", '('),
            ("rpar", ')'),
            ("num", '#'),
            ("period", '.'),
        ];
        return named.iter().find_map(|&(name, it)| (name == &rest[..end]).then_some((it, end + 1)));
    };
    let hex = number.strip_prefix(['x', 'X']);
    let (digits, radix) = hex.map_or((number, 10), |it| (it, 16));
    let len = digits.bytes().take_while(|it| char::from(*it).is_digit(radix)).count();
    let it = u32::from_str_radix(&digits[..len], radix).ok().and_then(char::from_u32)?;
    let len = rest.len() - digits.len() + len;
    Some((it, len + usize::from(rest[len..].starts_with(';'))))
}

/// Appends words of raw HTML: entities stay, all else is escaped.
pub(super) fn words(text: &str, out: &mut Out) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.text(&rest[..at]);
        let tail = &rest[at + 1..];
        let len =
            tail.bytes().take(32).position(|it| !(it.is_ascii_alphanumeric() || it == b'#')).unwrap_or(0);
        let is_entity = len > 1 && tail.as_bytes().get(len) == Some(&b';');
        out.push(if is_entity { "&" } else { "&amp;" });
        rest = tail;
    }
    out.text(rest);
}

/// An open element.
#[derive(Debug)]
enum Open {
    /// An element of Markdown: raw tags inside end before it does.
    Markdown { is_inline: bool },
    /// A raw tag, and how it ends where that is a hole.
    Raw(&'static str, Place, Option<usize>),
}

/// The open elements of a page.
#[derive(Debug, Default)]
pub(super) struct Tags(Vec<Open>);

impl Tags {
    /// An element of Markdown begins.
    pub(super) fn enter(&mut self, is_inline: bool) {
        self.0.push(Open::Markdown { is_inline });
    }

    /// It ends, and with it all raw tags inside.
    pub(super) fn leave(&mut self, out: &mut Out) {
        while let Some(it) = self.0.pop() {
            match it {
                Open::Markdown { .. } => return,
                Open::Raw(name, _, link) => close(name, link, out),
            }
        }
    }

    /// Whether a raw link is open.
    pub(super) fn is_in_link(&self) -> bool {
        self.0.iter().any(|it| matches!(it, Open::Raw("a", ..)))
    }

    /// Whether the tag may stand here; ends the tags that it ends.
    pub(super) fn admits(&mut self, tag: &Tag, out: &mut Out) -> bool {
        if self.0.len() > MAX_DEPTH {
            return false;
        }
        let floor = self.floor();
        let is_inline = matches!(
            floor.checked_sub(1).and_then(|it| self.0.get(it)),
            Some(Open::Markdown { is_inline: true })
        );
        match tag.place {
            Phrase if tag.name == "a" && self.is_in_link() => return false,
            Phrase => {}
            Holder | Block if is_inline => return false,
            Holder | Block => {
                while let Some(
                    Open::Raw("p" | "h2" | "h3" | "h4" | "h5" | "h6", ..) | Open::Raw(_, Phrase, _),
                ) = self.0.last()
                {
                    self.pop(out);
                }
            }
            Part(parents) => {
                let is_parent = |it: &Open| matches!(it, Open::Raw(name, ..) if parents.contains(name));
                // A part never leaves the innermost table or list of its kind.
                let Some(at) = self.0[floor..].iter().rposition(is_parent) else { return false };
                while self.0.len() > floor + at + 1 {
                    self.pop(out);
                }
                return true;
            }
        }
        !matches!(self.0.last(), Some(Open::Raw(name, ..)) if FRAMES.contains(name))
    }

    /// The tag has been written; `link` is the number of its hole.
    pub(super) fn push(&mut self, tag: &Tag, link: Option<usize>) {
        if !VOID.contains(&tag.name) {
            self.0.push(Open::Raw(tag.name, tag.place, link));
        }
    }

    /// Ends the innermost element of that name; `false` where there is none in this element of Markdown.
    pub(super) fn close(&mut self, name: &str, out: &mut Out) -> bool {
        let floor = self.floor();
        let is_it = |it: &Open| matches!(it, Open::Raw(open, ..) if *open == name);
        let Some(at) = self.0[floor..].iter().rposition(is_it) else { return false };
        while self.0.len() > floor + at {
            self.pop(out);
        }
        true
    }

    /// A block of raw HTML ends: only tags that may hold Markdown stay open.
    pub(super) fn settle(&mut self, out: &mut Out) {
        while let Some(Open::Raw(name, place, _)) = self.0.last() {
            if *place == Holder || matches!(*name, "li" | "dd" | "td" | "th" | "figcaption") {
                return;
            }
            self.pop(out);
        }
    }

    fn floor(&self) -> usize {
        self.0.iter().rposition(|it| matches!(it, Open::Markdown { .. })).map_or(0, |it| it + 1)
    }

    fn pop(&mut self, out: &mut Out) {
        if let Some(Open::Raw(name, _, link)) = self.0.pop() {
            close(name, link, out);
        }
    }
}

fn close(name: &str, link: Option<usize>, out: &mut Out) {
    match link {
        Some(n) => out.hole(Hole::LinkEnd(n)),
        None => {
            out.push("</");
            out.push(name);
            out.push(">");
        }
    }
}
