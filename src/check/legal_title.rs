//! The subject written after a citation against the subject in the register.

use super::cited::{Cited, document};
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

/// How the subject after a citation differs, and the subject in the register.
pub(super) fn difference<'a>(site: &'a Site, it: &Cited) -> Option<(Difference, &'a str)> {
    let title = document(site, it.target?).title.as_str();
    let tail = it.cite?.tail.as_str();
    compare(tail, title).map(|it| (it, title))
}

fn compare(tail: &str, title: &str) -> Option<Difference> {
    let (right, tail) = (words(title), words(tail));
    let right: Vec<&str> =
        right.iter().map(|it| it.0.as_str()).skip_while(|it| OPENING.contains(it)).collect();
    let head = right.get(..ENOUGH)?;
    let start =
        tail.windows(ENOUGH).position(|it| it.iter().map(|it| it.0.as_str()).eq(head.iter().copied()))?;
    let said = &tail[start..];
    let same = said.iter().zip(&right).take_while(|(said, right)| said.0 == **right).count();
    // What stands before a comma or bracket was shortened on purpose, or is followed by the rest of the sentence.
    let is_closed = said[same - 1].1;
    let points_back = said[same..].iter().take(2).any(|it| matches!(it.0.as_str(), "đó" | "này"));
    match (said.get(same), right.get(same)) {
        // More that is missing was left out on purpose.
        (None, Some(_)) if right.len() - same <= MISSING => Some(Difference::Truncated),
        (Some(_), Some(_)) if !is_closed && !points_back => Some(Difference::Differs),
        // The sentence may go on after a whole subject; a place is taken for a part of it.
        (Some(next), None) if !is_closed && next.0 == "trên" => {
            said.get(same + 1).filter(|it| it.0 == "địa").map(|_| Difference::Differs)
        }
        _ => None,
    }
}

/// The words, in small letters and without punctuation, and whether punctuation follows each.
fn words(text: &str) -> Vec<(String, bool)> {
    let text = key(text);
    let words = text.split(' ').map(|it| {
        let bare = it.trim_matches(|it: char| !it.is_alphanumeric());
        (bare.to_owned(), it.ends_with(|it: char| !it.is_alphanumeric()))
    });
    words.filter(|(it, _)| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_subjects() {
        #[track_caller]
        fn check(tail: &str, expected: Option<Difference>) {
            let title = "Phê duyệt Đề án đổi mới cơ chế một cửa trong giải quyết thủ tục";
            assert_eq!(compare(tail, title), expected, "{tail}");
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
