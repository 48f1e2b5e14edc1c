//! The words that a search compares: runs of letters and digits, each folded and with its marks.
//!
//! `themes/default/static/search.js` cuts and folds a query in the same way; the two change together.

use super::{
    fold::{fold, is_invisible, is_mark},
    tone::tones,
};

/// A word as a search compares it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token {
    /// Small letters without marks: `uy`, `nd`, `63`.
    pub folded: String,
    /// Small letters with marks, the tone in its canonical place: `ủy`, `nđ`, `63`.
    pub marked: String,
}

impl Token {
    /// The token of a word. Zeros before a number carry no meaning: `05` is `5`.
    pub fn new(word: &str) -> Self {
        let clean: String = word.chars().filter(|it| !is_invisible(*it)).collect();
        let lower = clean.to_lowercase();
        let digits = lower.trim_start_matches('0');
        if digits.starts_with(|it: char| it.is_ascii_digit()) {
            return Self { folded: fold(digits), marked: eth(&tones(digits)) };
        }
        Self { folded: fold(&lower), marked: eth(&tones(&lower)) }
    }
}

/// `đ` for its look-alikes.
fn eth(text: &str) -> String {
    text.replace(['ð', 'ɖ'], "đ")
}

/// The words of a text in order, each with its first byte. A number such as `63/2010/NĐ-CP` is four words.
///
/// ```
/// # use bantin::text::tokens::words;
/// let words: Vec<&str> = words("Số 63/2010/NĐ–CP, uỷ ban").map(|it| it.1).collect();
/// assert_eq!(words, ["Số", "63", "2010", "NĐ", "CP", "uỷ", "ban"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut start = None;
        while at < bytes.len() {
            let (inside, len) = match bytes[at..] {
                [byte, ..] if byte.is_ascii() => (byte.is_ascii_alphanumeric(), 1),
                // The letters of Vietnamese: U+00C0 to U+01BF without × and ÷, U+1E80 to U+1EFF.
                [0xc3, next, ..] => (!matches!(next, 0x97 | 0xb7), 2),
                [0xc4..=0xc6, ..] => (true, 2),
                [0xe1, 0xba | 0xbb, ..] => (true, 3),
                _ => {
                    let it = text[at..].chars().next()?;
                    (it.is_alphanumeric() || is_mark(it) || is_invisible(it), it.len_utf8())
                }
            };
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(start)) => {
                    at += len;
                    return Some((start, &text[start..at - len]));
                }
                _ => {}
            }
            at += len;
        }
        start.map(|start| (start, &text[start..]))
    })
}

/// The tokens of a short text.
pub fn tokens(text: &str) -> Vec<Token> {
    words(text).map(|it| Token::new(it.1)).collect()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let of = |text: &str| tokens(text).into_iter().map(|it| (it.folded, it.marked)).collect::<Vec<_>>();
        let expected: Vec<_> = expected.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        assert_eq!(of(text), expected, "{text:?}");
        assert_eq!(of(&text.nfd().collect::<String>()), expected, "{text:?} in NFD");
    }

    #[test]
    fn cuts_at_all_that_is_neither_letter_nor_digit() {
        check("Một cửa, “một-cửa”…", &[("mot", "một"), ("cua", "cửa"), ("mot", "một"), ("cua", "cửa")]);
        check("a\u{a0}b\u{2013}c/d.1", &[("a", "a"), ("b", "b"), ("c", "c"), ("d", "d"), ("1", "1")]);
        check(" – ", &[]);
    }

    #[test]
    fn takes_all_spellings_of_a_word_for_one() {
        check("Hoà HÒA", &[("hoa", "hòa"), ("hoa", "hòa")]);
        check("Uỷ ban", &[("uy", "ủy"), ("ban", "ban")]);
        check("NÐ NĐ nđ", &[("nd", "nđ"), ("nd", "nđ"), ("nd", "nđ")]);
        check("thủ\u{200b} tục", &[("thu", "thủ"), ("tuc", "tục")]);
    }

    #[test]
    fn reads_the_parts_of_document_numbers() {
        let nd = [("63", "63"), ("2010", "2010"), ("nd", "nđ"), ("cp", "cp")];
        check("63/2010/NĐ-CP", &nd);
        check("063 /2010/NÐ – CP", &nd);
        check("0 00", &[("0", "0"), ("00", "00")]);
    }
}
