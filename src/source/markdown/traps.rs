//! Traps of Markdown: what is legal to write but will not show as its writer meant.

use std::ops::Range;

/// The letters of items in the order of the Vietnamese alphabet, with those that some offices add.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// Where asterisks that were meant as emphasis will be printed: the first run of them, in bytes of `text`, the flat text
/// of a block. `is_escaped` tells whether the byte was written with a backslash or an entity.
pub(super) fn asterisks(text: &str, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let mut opened: Option<Range<usize>> = None;
    let mut at = 0;
    while let Some(skip) = text[at..].find('*') {
        let start = at + skip;
        let end = text[start..].find(|it| it != '*').map_or(text.len(), |n| start + n);
        at = end;
        if is_escaped(start) {
            continue;
        }
        let before = text[..start].chars().next_back().filter(|it| !it.is_whitespace());
        let after = text[end..].chars().next().filter(|it| !it.is_whitespace());
        if end - start >= 2 && (before.is_some() || after.is_some()) {
            return Some(start..end);
        }
        let closes = before.is_some_and(|it| it != '(');
        if closes && opened.is_some() {
            return opened;
        }
        if after.is_some_and(|it| it != ')') {
            opened = Some(start..end);
        }
    }
    None
}

/// An item that is stuck in the line of the one before, `c) … d) …`, in bytes of `line`, which begins with item `letter`.
pub fn stuck_item(line: &str, letter: char) -> Option<Range<usize>> {
    let next = LETTERS.chars().skip_while(|&it| it != letter).nth(1)?;
    line.match_indices(')').find_map(|(at, _)| {
        let start = line[..at].strip_suffix(next)?.len();
        let before = line[..start].strip_suffix([' ', '\t'])?.trim_end();
        let word = before.rsplit(' ').next()?.to_lowercase();
        let is_cited = matches!(word.as_str(), "điểm" | "mục" | "và" | "hoặc" | "tiết");
        let words = before.get(letter.len_utf8() + 1..).unwrap_or_default();
        (!is_cited && words.rfind('(') <= words.rfind(')')).then_some(start..at + 1)
    })
}

/// The place of a letter in the alphabet of items, from 1.
pub(super) fn letter_value(letter: char) -> Option<u32> {
    LETTERS.chars().zip(1..).find_map(|(it, n)| (it == letter).then_some(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_asterisks_that_will_be_printed() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            assert_eq!(asterisks(text, |_| false).map(|it| &text[it]), expected, "{text}");
        }
        check("**\"abc\"**của", Some("**"));
        check("một *\"abc\"*của", Some("*"));
        check("(*) Ghi chú (*)", None);
        check("2 * 3 * 4 ** 5", None);
        check("đánh dấu * ở đầu", None);
        check("***", None);
    }

    #[test]
    fn finds_items_stuck_in_the_line_before() {
        #[track_caller]
        fn check(line: &str, letter: char, expected: Option<&str>) {
            assert_eq!(stuck_item(line, letter).map(|it| &line[it]), expected, "{line}");
        }
        check("c) Kinh phí; d) Nhân lực.", 'c', Some("d)"));
        check("d) Kinh phí. đ) Nhân lực.", 'd', Some("đ)"));
        check("đ) Kinh phí e) Nhân lực.", 'đ', Some("e)"));
        check("đ) Kinh phí (xem e) Nhân lực", 'đ', None);
        check("a) b) Hai", 'a', Some("b)"));
        check("a) Theo điểm b) khoản 2", 'a', None);
        check("a) Một (xem b)", 'a', None);
        check("a) Một c) Hai", 'a', None);
        check("y) Một z) Hai", 'y', None);
    }
}
