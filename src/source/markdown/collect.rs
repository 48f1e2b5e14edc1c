//! From the parser's events to the words of a block.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{
    HtmlPolicy, Link, cites,
    events::Writer,
    inline::{Inline, Target},
    links,
};
use crate::{diag::At, words};

/// An element whose inside is read before it counts.
#[derive(Debug)]
pub(super) enum Draft<'e> {
    Image { src: CowStr<'e>, title: CowStr<'e>, alt: String, range: Range<usize>, depth: usize },
    Wiki { target: CowStr<'e>, label: String, range: Range<usize>, depth: usize },
}

impl<'e> Writer<'e, '_> {
    /// Takes an event that stands among words.
    pub(super) fn collect(&mut self, event: Event<'e>, range: Range<usize>) {
        let Some(event) = self.draft(event, &range) else { return };
        let it = match event {
            Event::Text(it) => Inline::Text(it),
            Event::Code(it) => Inline::Code(it),
            Event::SoftBreak => Inline::Soft,
            Event::HardBreak => Inline::Hard,
            Event::FootnoteReference(it) => Inline::Note(it),
            Event::TaskListMarker(it) => Inline::Task(it),
            Event::InlineHtml(it) | Event::Html(it) => {
                if it.starts_with("<!--") && it.ends_with("-->") {
                    return;
                }
                if self.options.html == HtmlPolicy::Safe {
                    Inline::Html(it)
                } else {
                    self.raw_html(range.clone());
                    Inline::Text(it)
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                Inline::LinkStart(self.target(link_type, &dest_url, title, range.clone()))
            }
            Event::Start(Tag::Emphasis) => Inline::Start("em"),
            Event::Start(Tag::Strong) => Inline::Start("strong"),
            Event::Start(Tag::Strikethrough) => Inline::Start("del"),
            Event::End(TagEnd::Link) => Inline::LinkEnd,
            Event::End(TagEnd::Emphasis) => Inline::End("em"),
            Event::End(TagEnd::Strong) => Inline::End("strong"),
            Event::End(TagEnd::Strikethrough) => Inline::End("del"),
            _ => return,
        };
        self.inline.push((it, range));
    }

    /// Keeps what belongs to a draft; gives back what does not.
    fn draft(&mut self, event: Event<'e>, range: &Range<usize>) -> Option<Event<'e>> {
        let Some(mut draft) = self.draft.take() else {
            let range = range.clone();
            self.draft = Some(match event {
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    Draft::Image { src: dest_url, title, alt: String::new(), range, depth: 1 }
                }
                Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
                    Draft::Wiki { target: dest_url, label: String::new(), range, depth: 1 }
                }
                event => return Some(event),
            });
            return None;
        };
        let (Draft::Image { alt: words, depth, .. } | Draft::Wiki { label: words, depth, .. }) = &mut draft;
        match event {
            Event::Start(_) => *depth += 1,
            Event::End(_) => *depth -= 1,
            Event::Text(it) | Event::Code(it) => words.push_str(&it),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if *depth > 0 {
            self.draft = Some(draft);
            return None;
        }
        match draft {
            Draft::Image { src, title, alt, range, .. } => {
                if let Some(n) = self.image(&src, alt, range.clone()) {
                    self.inline.push((Inline::Image(n, title), range));
                }
            }
            Draft::Wiki { target, label, range, .. } => {
                let it = match cites::wiki(&target) {
                    Some((number, year)) => {
                        let words = if label == *target { number.to_owned() } else { label };
                        Inline::Cited(words.into(), number.to_owned(), year)
                    }
                    None => Inline::Text(CowStr::from(self.source[range.clone()].to_owned())),
                };
                self.inline.push((it, range));
            }
        }
        None
    }

    fn target(&mut self, kind: LinkType, url: &str, title: CowStr<'e>, range: Range<usize>) -> Target<'e> {
        if kind == LinkType::Email {
            return Target::Other(format!("mailto:{url}"), title);
        }
        self.link(url, title, range)
    }

    /// Where a link leads, by its address as typed.
    pub(super) fn link(&mut self, typed: &str, title: CowStr<'e>, range: Range<usize>) -> Target<'e> {
        let (url, kind) = links::read(typed);
        match kind {
            links::Kind::Site => {
                let title = (!title.is_empty()).then(|| title.into_string());
                let pos = self.pos(range);
                self.parsed.links.push(At::new(Link { target: url, title }, pos));
                Target::Site(self.parsed.links.len() - 1)
            }
            links::Kind::Other | links::Kind::Contact => Target::Other(url, title),
            links::Kind::Refused => {
                let message = words!(
                    "liên kết “{url}” không dùng được nên chỉ còn lại chữ",
                    "the link “{url}” cannot be used, only its words are shown"
                );
                let help = words!(
                    "liên kết bắt đầu bằng https://, mailto:, tel: hoặc là đường dẫn trong trang",
                    "a link begins with https://, mailto:, tel: or is a path inside the site"
                );
                self.warn("link-scheme", range, message, help);
                Target::Nowhere
            }
        }
    }
}
