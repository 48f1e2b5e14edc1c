//! The subject written after a citation against the subject in the register.

use std::{ops::Range, sync::OnceLock};

use super::cited::document;
use crate::{site::Site, text::key};

/// How a subject differs from that of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// It begins alike and goes on in other words.
    Differs,
    /// It stops in the middle.
    Truncated,
}

/// Fewer words agree by chance.
const ENOUGH: usize = 4;

/// Words that are lost when a line is copied badly.
const MISSING: usize = 2;

/// Words before a subject that name the act, not what it is about.
const OPENING: &[&str] = &["về", "việc", "ban", "hành", "phê", "duyệt"];

/// The subjects of the register, in words, each made when it is first asked for.
pub(super) struct Titles<'s> {
    site: &'s Site<'s>,
    words: Vec<OnceLock<Words>>,
}

impl<'s> Titles<'s> {
    pub(super) fn new(site: &'s Site<'s>) -> Self {
        let words = site.graph.legal.register().entries().iter().map(|_| OnceLock::new());
        Self { site, words: words.collect() }
    }

    /// How the subject in `tail`, the words after a citation of the document at `place`, differs, and that of the register.
    pub(super) fn difference(&self, place: usize, tail: &str) -> Option<(Difference, &'s str)> {
        let title = document(self.site, place).title.as_str();
        let right = self.words[place].get_or_init(|| Words::new(title));
        compare(tail, right).map(|it| (it, title))
    }
}

/// A text in words, in small letters and without punctuation.
struct Words {
    text: String,
    /// Where each stands, and whether punctuation follows it.
    spans: Vec<(Range<usize>, bool)>,
}

impl Words {
    fn new(text: &str) -> Self {
        let text = key(text);
        let mut spans = Vec::new();
        let mut start = 0;
        for word in text.split(' ') {
            let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
            let before = word.len() - word.trim_start_matches(|it: char| !it.is_alphanumeric()).len();
            if !bare.is_empty() {
                let at = start + before;
                spans.push((at..at + bare.len(), word.ends_with(|it: char| !it.is_alphanumeric())));
            }
            start += word.len() + 1;
        }
        Self { text, spans }
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.spans.get(at).map(|(span, _)| &self.text[span.clone()])
    }

    fn len(&self) -> usize {
        self.spans.len()
    }
}

/// The first letter of each word, where it is ASCII or a form of `đ`. Every text has the letters of its [`Words`].
fn initials(text: &str) -> Vec<Option<u8>> {
    let gap = |it: char| it.is_whitespace() || matches!(it, '-' | '_' | '\u{2010}'..='\u{2015}');
    let first = |word: &str| {
        let first = word.chars().find(|it| it.is_alphanumeric())?;
        Some(match first {
            'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => Some(b'd'),
            first => u8::try_from(first).ok().filter(u8::is_ascii).map(|it| it.to_ascii_lowercase()),
        })
    };
    text.split(gap).filter_map(first).collect()
}

fn compare(tail: &str, title: &Words) -> Option<Difference> {
    let skip =
        (0..title.len()).take_while(|at| title.word(*at).is_some_and(|it| OPENING.contains(&it))).count();
    let right = |at: usize| title.word(skip + at);
    let n_right = title.len() - skip;
    if n_right < ENOUGH {
        return None;
    }
    // Most tails hold a date and an issuer alone; to see that, their words need not be made.
    let head: Vec<Option<u8>> = (0..ENOUGH).filter_map(right).flat_map(initials).collect();
    let fits = |(one, other): (&Option<u8>, &Option<u8>)| one.is_none() || other.is_none() || one == other;
    if !initials(tail).windows(ENOUGH).any(|it| it.iter().zip(&head).all(fits)) {
        return None;
    }
    let tail = Words::new(tail);
    let start = (0..tail.len())
        .find(|start| (0..ENOUGH).all(|at| tail.word(start + at).is_some_and(|it| right(at) == Some(it))))?;
    let said = |at: usize| tail.word(start + at);
    let same = (0..n_right).take_while(|at| said(*at) == right(*at)).count();
    // What stands before a comma or bracket was shortened on purpose, or is followed by the rest of the sentence.
    let is_closed = tail.spans[start + same - 1].1;
    let points_back = (same..same + 2).filter_map(said).any(|it| matches!(it, "đó" | "này"));
    match (said(same), right(same)) {
        // More that is missing was left out on purpose.
        (None, Some(_)) if n_right - same <= MISSING => Some(Difference::Truncated),
        (Some(_), Some(_)) if !is_closed && !points_back => Some(Difference::Differs),
        // The sentence may go on after a whole subject; a place is taken for a part of it.
        (Some("trên"), None) if !is_closed => {
            said(same + 1).filter(|it| *it == "địa").map(|_| Difference::Differs)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_subjects() {
        #[track_caller]
        fn check(tail: &str, expected: Option<Difference>) {
            let title = "Phê duyệt Đề án đổi mới cơ chế một cửa trong giải quyết thủ tục";
            assert_eq!(compare(tail, &Words::new(title)), expected, "{tail}");
        }
        check("ngày 27/3/2021 phê duyệt Đề án đổi mới cơ chế một cửa trong giải quyết thủ tục", None);
        check("về đề án đổi mới cơ chế một cửa trong giải quyết thủ tục, xã đã họp", None);
        check("về Đề án đổi mới cơ chế một cửa trong giải quyết thủ tục xã đã họp", None);
        check("về Đề án đổi mới cơ chế một cửa, xã đã họp", None);
        check("về Đề án đổi mới cơ chế một cửa", None);
        check("về Đề án đổi mới cơ chế đó", None);
        check("ngày 27/3/2021 của Thủ tướng Chính phủ", None);
        check("về Đề án đổi mới cơ chế một cửa trong giải quyết thủ", Some(Difference::Truncated));
        check("về Đề án đổi mới cơ chế một cửa khi giải quyết thủ tục", Some(Difference::Differs));
        check(
            "về Đề án đổi mới cơ chế một cửa trong giải quyết thủ tục trên địa bàn tỉnh",
            Some(Difference::Differs),
        );
    }
}
