//! "Did you mean …?": the known name nearest to a typed one.

use unicode_normalization::UnicodeNormalization;

use crate::text::fold::{fold, key};

/// The name a writer most plausibly meant by `typed`: fewest slips (a letter added, dropped, changed, or two swapped)
/// without marks, then fewest with marks, then the first. At most a third of the letters may differ, or one.
/// Failing that, the shortest name that `typed` begins, or the longest that begins `typed`, of four letters or more.
///
/// Linear in the number of names.
pub fn nearest<'a>(typed: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let marked: Vec<char> = key(typed).nfd().collect();
    let plain: Vec<char> = fold(&key(typed)).chars().collect();
    let allowed = (plain.len() / 3).max(1);
    let mut best: Option<((usize, usize), &str)> = None;
    let mut prefix: Option<(usize, &str)> = None;
    for name in among {
        let name_key = key(name);
        let name_plain: Vec<char> = fold(&name_key).chars().collect();
        if let Some(slips) = distance(&plain, &name_plain, allowed)
            && slips < plain.len().max(name_plain.len())
            && best.is_none_or(|((least, _), _)| slips <= least)
        {
            let name_marked: Vec<char> = name_key.nfd().collect();
            let cost = (slips, distance(&marked, &name_marked, usize::MAX).unwrap_or(usize::MAX));
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, name));
            }
        }
        let shorter = plain.len().min(name_plain.len());
        if shorter >= 4 && plain[..shorter] == name_plain[..shorter] {
            let extra = plain.len().abs_diff(name_plain.len());
            if prefix.is_none_or(|(least, _)| extra < least) {
                prefix = Some((extra, name));
            }
        }
    }
    match (best, prefix) {
        // Many slips in a long name say less than a beginning that is right.
        (Some(((slips, _), _)), Some((_, name))) if slips > 3 => Some(name),
        (Some((_, name)), _) | (None, Some((_, name))) => Some(name),
        (None, None) => None,
    }
}

/// Whether one slip makes one text of the other: a letter added, dropped or changed, or two swapped.
pub fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    distance(&a, &b, 1) == Some(1)
}

/// Damerau-Levenshtein distance (optimal string alignment), where it is at most `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, to) in b.iter().enumerate() {
            let changed = above[j] + usize::from(from != to);
            let mut least = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *from == b[j - 1] && a[i - 1] == *to {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().min().is_some_and(|&least| least > limit) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|&slips| slips <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &[
        "title",
        "tiêu đề",
        "date",
        "ngày",
        "số",
        "sơ",
        "tags",
        "nghi-quyet-76-nq-cp-2021",
        "nghi-quyet-76-nq-cp-2022-ban-hanh-chuong-trinh",
        "ke-hoach-855-kh-ubnd-ninh-thuan-2024",
    ];

    #[track_caller]
    fn check(typed: &str, expected: Option<&str>) {
        assert_eq!(nearest(typed, NAMES.iter().copied()), expected, "for {typed:?}");
    }

    #[test]
    fn finds_the_plausible_slip() {
        check("tite", Some("title"));
        check("titel", Some("title"));
        check("Tiêu dề", Some("tiêu đề"));
        check("ngàyy", Some("ngày"));
        check("dtae", Some("date"));
        check("sở", Some("sơ"));
        check("số", Some("số"));
    }

    #[test]
    fn finds_long_names_by_their_beginning() {
        check("ke-hoach-855", Some("ke-hoach-855-kh-ubnd-ninh-thuan-2024"));
        check("nghi-quyet", Some("nghi-quyet-76-nq-cp-2021"));
        check("nghi-quyet-76-nq-cp-2021-ve-cai-cach-hanh-chinh", Some("nghi-quyet-76-nq-cp-2021"));
    }

    #[test]
    fn keeps_silent_when_nothing_is_near() {
        check("hoàn toàn khác", None);
        check("", None);
        check("x", None);
    }

    #[test]
    fn counts_slips() {
        #[track_caller]
        fn check(a: &str, b: &str, expected: usize) {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(distance(&a, &b, 99), Some(expected));
            assert_eq!(distance(&b, &a, expected), Some(expected));
            assert_eq!(expected.checked_sub(1).and_then(|limit| distance(&a, &b, limit)), None);
        }
        check("", "abc", 3);
        check("abcd", "acbd", 1);
        check("kitten", "sitting", 3);
        check("abc", "abc", 0);
    }
}
