//! Folding: one spelling for what a reader takes for the same word.
//!
//! [`fold`] forgets the marks and is for searching and guessing. [`key`] keeps them and is for names that decide
//! something: `sở` is not `số`.

use std::{borrow::Cow, sync::LazyLock};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::tone::placed;

/// The text in NFC, untouched where it is so already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_plainly_nfc(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Whether all letters are of the blocks that precomposed Vietnamese needs, where every character is NFC: U+0000–U+02FF,
/// U+1E00–U+1EFF, and the punctuation of U+2010–U+203F.
fn is_plainly_nfc(bytes: &[u8]) -> bool {
    // Without a way out in the middle, many bytes are looked at together.
    let is_other = bytes.iter().fold(false, |odd, it| odd | matches!(it, 0xcc..=0xe0 | 0xe3..));
    let next = bytes.get(1..).unwrap_or_default();
    let last = bytes.get(2..).unwrap_or_default();
    let threes = bytes.iter().zip(next).zip(last);
    let is_outside = threes.fold(false, |odd, ((first, next), last)| {
        let letter = *first == 0xe1 && !matches!(next, 0xb8..=0xbb);
        let mark = *first == 0xe2 && (*next != 0x80 || *last < 0x90);
        odd | letter | mark
    });
    !(is_other | is_outside)
}

/// Lower case, without diacritics, with `d` for `đ` and its look-alikes Ð (U+00D0) and Ɖ (U+0189).
/// NFC and NFD give the same. Punctuation and spaces stay.
///
/// ```
/// # use bantin::text::fold;
/// assert_eq!(fold("Đẩy mạnh CẢI CÁCH"), "day manh cai cach");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let table: &[char] = &TABLE;
    let mut folded = String::with_capacity(text.len());
    for it in text.chars() {
        match folded_letter(table, it) {
            Some('\0') | None => return fold_any(text),
            Some(it) => folded.push(it),
        }
    }
    folded
}

fn folded_letter(table: &[char], it: char) -> Option<char> {
    match u32::from(it) {
        at @ ..0x300 => table.get(usize::try_from(at).ok()?).copied(),
        at @ 0x1e00..0x1f00 => table.get(usize::try_from(at - 0x1e00 + 0x300).ok()?).copied(),
        0x2010..0x2040 => Some(it),
        _ => None,
    }
}

/// What each letter of the blocks that Vietnamese needs folds to, U+0000–U+02FF and U+1E00–U+1EFF, where that is one
/// character; NUL for the others. Nothing in these blocks combines with what follows.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let one = |it: char| {
        let folded = fold_any(it.encode_utf8(&mut [0; 4]));
        let mut chars = folded.chars();
        chars.next().filter(|_| chars.next().is_none() && !is_mark(it)).unwrap_or('\0')
    };
    ('\0'..'\u{300}').chain('\u{1e00}'..'\u{1f00}').map(one).collect()
});

fn fold_any(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.nfd().filter(|&it| !is_mark(it)).map(|it| if is_d(it) { 'd' } else { it }).nfc().collect()
}

/// Whether the text has no diacritic and no `đ`: typed on a keyboard without Vietnamese, or not Vietnamese at all.
pub fn unmarked(text: &str) -> bool {
    text.is_ascii() || text.nfd().all(|it| !is_mark(it) && !is_d(it))
}

/// A name as it is compared: NFC, trimmed, lower case, tones in their canonical place, each run of spaces, hyphens
/// and `_` one space, without zero-width characters. Marks stay.
///
/// ```
/// # use bantin::text::key;
/// assert_eq!(key("  Văn_hoá –\u{a0}Xã hội "), "văn hóa xã hội");
/// ```
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for it in placed(text).chars().flat_map(char::to_lowercase).filter(|&it| !is_invisible(it)) {
        if it.is_whitespace() || matches!(it, '-' | '_' | '\u{2010}'..='\u{2015}') {
            if !key.is_empty() && !key.ends_with(' ') {
                key.push(' ');
            }
        } else {
            key.push(if is_d(it) { 'đ' } else { it });
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Whether `typed` names `known`, a canonical name or an alias: equal keys, or `typed` has no mark at all and equals
/// `known` without its marks. Marks that differ are never forgiven.
///
/// ```
/// # use bantin::text::same_key;
/// assert!(same_key("Tiêu đề", "tiêu đề") && same_key("tieu_de", "tiêu đề"));
/// assert!(!same_key("sở", "số"));
/// ```
pub fn same_key(typed: &str, known: &str) -> bool {
    if let (Some(one), Some(other)) = (first_letter(typed), first_letter(known))
        && one != other
    {
        return false;
    }
    let (typed, known) = (key(typed), key(known));
    typed == known || (unmarked(&typed) && typed == fold(&known))
}

/// The letter that both the key of a text and its folded form begin with, without marks; absent where the text does not
/// begin with a letter that Vietnamese has.
fn first_letter(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    folded_letter(&TABLE, first).filter(char::is_ascii_alphabetic)
}

/// Zero-width characters and the soft hyphen, which come with text copied from the web and from Word.
pub(crate) fn is_invisible(it: char) -> bool {
    matches!(it, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

pub(crate) fn is_mark(it: char) -> bool {
    matches!(it, '\u{300}'..='\u{36f}')
}

fn is_d(it: char) -> bool {
    matches!(it, 'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, folded: &str, keyed: &str) {
        assert_eq!(fold(text), folded, "fold");
        assert_eq!(key(text), keyed, "key");
        let nfd: String = text.nfd().collect();
        assert_eq!((fold(&nfd), key(&nfd)), (folded.to_owned(), keyed.to_owned()), "in NFD");
    }

    #[test]
    fn folds_and_makes_keys() {
        check("Đất đai", "dat dai", "đất đai");
        check("ĐƯỜNG DẪN", "duong dan", "đường dẫn");
        check("NÐ-CP Ɖề", "nd-cp de", "nđ cp đề");
        check("tiêu_đề", "tieu_de", "tiêu đề");
        check("Hoà  - Bình", "hoa  - binh", "hòa bình");
        check("\u{feff}ngày\u{a0}đăng\u{200b}", "\u{feff}ngay\u{a0}dang\u{200b}", "ngày đăng");
        check("--", "--", "");
        check("한글 Ωmega", "한글 ωmega", "한글 ωmega");
    }

    #[test]
    fn tells_marked_from_unmarked() {
        for (text, expected) in [
            ("tieu de", true),
            ("", true),
            ("政府", true),
            ("đ", false),
            ("Ð", false),
            ("e\u{301}", false),
            ("ế", false),
        ] {
            assert_eq!(unmarked(text), expected, "{text:?}");
        }
    }

    #[test]
    fn accepts_names_with_their_marks_or_with_none() {
        #[track_caller]
        fn check(typed: &str, known: &str, expected: bool) {
            assert_eq!(same_key(typed, known), expected, "{typed:?} for {known:?}");
        }
        check("tieu de", "tiêu đề", true);
        check("TIEU-DE", "tiêu đề", true);
        check("Văn hoá", "văn hóa", true);
        check("da-duyet", "Đã duyệt", true);
        check("title", "title", true);
        check("sở", "số", false);
        check("ký", "kỳ", false);
        check("tiêu de", "tiêu đề", false);
        check("số", "so", false);
        check("tieu", "tiêu đề", false);
    }

    proptest! {
        #[test]
        fn twice_is_once(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            prop_assert_eq!(key(&key(&text)), key(&text));
            let nfd: String = text.nfd().collect();
            prop_assert_eq!(fold(&nfd), fold(&text));
            prop_assert_eq!(fold(&text), fold_any(&text));
        }
    }
}
