//! The words of a text by which it can be told from others: names, numbers, what is said seldom.
//!
//! Not notable are the words of `frequent.txt`, which a text of an office in twenty has, years, and numbers below 100. Two of
//! them are where they make a name, `xã Bình Minh`, or the number of a document: `76/NQ-CP`. The list is a part of the program,
//! so what is notable in one text does not depend on the others.

use std::{borrow::Cow, sync::LazyLock};

use super::{
    fast::{Fast, packed},
    tokens::{self, Token},
};

const LIST: &str = include_str!("frequent.txt");

/// Words as they are written, `một`, `Một` and `MỘT`, and whether with a capital.
#[derive(Default)]
struct Frequent {
    /// Of up to eight bytes, which most have.
    short: Fast<u64, bool>,
    long: Fast<u128, bool>,
}

static FREQUENT: LazyLock<Frequent> = LazyLock::new(|| {
    let mut all = Frequent::default();
    for word in LIST.split_whitespace() {
        let written = [(super::capital(word), true), (word.to_uppercase(), true), (word.to_owned(), false)];
        for (it, capital) in written {
            let Some(it) = packed(&it, 0, it.len()) else { continue };
            match u64::try_from(it) {
                Ok(it) => all.short.insert(it, capital),
                Err(_) => all.long.insert(it, capital),
            };
        }
    }
    all
});

impl Frequent {
    fn get(&self, word: u128) -> Option<bool> {
        u64::try_from(word).map_or_else(|_| self.long.get(&word), |it| self.short.get(&it)).copied()
    }
}

/// What is not notable, in small letters with its marks.
pub fn frequent() -> impl Iterator<Item = Cow<'static, str>> {
    let numbers = (0..100).chain(1900..2100).map(|it: u16| Cow::Owned(it.to_string()));
    LIST.split_whitespace().map(Cow::Borrowed).chain(numbers)
}

/// A word as it counts here.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Notable,
    Small,
    Capital,
    Number,
}

/// The sort of the word of `text` at `at`.
fn sort(text: &str, at: usize, word: &str) -> Sort {
    if word.as_bytes()[0].is_ascii_digit() && word.bytes().all(|it| it.is_ascii_digit()) {
        let digits = word.trim_start_matches('0');
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        return if year || digits.len() < 3 { Sort::Number } else { Sort::Notable };
    }
    match packed(text, at, word.len()).and_then(|it| FREQUENT.get(it)) {
        None => Sort::Notable,
        Some(false) => Sort::Small,
        Some(true) => Sort::Capital,
    }
}

/// The notable words of a text, each once, in small letters with their marks, names and numbers of documents as written;
/// in order, divided by `, `.
///
/// ```
/// # use bantin::text::notable::words;
/// assert_eq!(words("Xã Bình Minh có 276 người ở thôn Xà Phìn."), "276, Bình Minh, phìn, thôn, xà");
/// ```
pub fn words(text: &str) -> String {
    read(text).notable
}

/// What is read of a text in one pass.
#[derive(Debug)]
pub struct Read {
    /// The [notable words](words).
    pub notable: String,
    /// How many words it has, as spaces part them, that hold a letter or a digit.
    pub count: usize,
}

/// Reads a text, linear.
///
/// ```
/// # use bantin::text::notable::read;
/// assert_eq!(read("Số 63/2010/NĐ–CP – một\u{a0}cửa").count, 4);
/// ```
pub fn read(text: &str) -> Read {
    let (mut count, mut counted) = (0, 0);
    let mut found: Vec<Cow<'_, str>> = Vec::new();
    // The two words before, each with its place and with what divides it from the one before.
    let mut before = [(Sort::Small, 0, 0, 0); 2];
    for (at, word) in tokens::words(text) {
        let end = at + word.len();
        if has_letter(word) {
            count += usize::from(counted == 0 || is_parted(&text[counted..at]));
            counted = end;
        }
        let [first, (last, start, stop, _)] = before;
        // Where one character alone divides them: that character.
        let divider = if stop > 0 && stop + 1 == at { text.as_bytes()[stop] } else { 0 };
        let it = sort(text, at, word);
        match (last, it, divider) {
            // What begins a sentence is no name.
            (Sort::Capital, Sort::Capital, b' ') if before[1].3 == b' ' => {
                found.push(text[start..end].into());
            }
            (Sort::Number, Sort::Capital, b'/' | b'-') => {
                found.push(text[start..end].into());
                if first.0 == Sort::Number && before[1].3 == b'/' {
                    found.push(text[first.1..stop].into());
                }
            }
            _ => {}
        }
        before = [before[1], (it, at, end, divider)];
        if it == Sort::Notable {
            let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit();
            if word.bytes().all(plain) && !word.starts_with('0') {
                found.push(word.into());
            } else {
                // Rare spellings of frequent words are frequent; of what is not seen, nothing is left.
                let marked = Token::new(word).marked;
                if !marked.is_empty() && sort(&marked, 0, &marked) == Sort::Notable {
                    found.push(marked.into());
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Read { notable: found.join(", "), count }
}

/// Whether a word is more than marks and what is not seen.
fn has_letter(word: &str) -> bool {
    word.as_bytes()[0].is_ascii() || word.contains(char::is_alphanumeric)
}

/// Whether what stands between two words holds a space.
fn is_parted(between: &str) -> bool {
    between.starts_with(' ') || between.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(words(text), expected, "{text:?}");
    }

    #[test]
    fn counts_what_spaces_part() {
        for text in [
            "",
            " – ",
            "Một cửa, “một-cửa”…",
            "a\u{a0}b\u{2003}× ÷ c\u{3000}÷Đ한 글",
            "\u{1680}x\u{85}1\x1cy ½ a\u{300}\u{200b} \u{300} b \u{200b} – c",
        ] {
            let words = text.split_whitespace().filter(|it| it.contains(char::is_alphanumeric));
            assert_eq!(read(text).count, words.count(), "{text:?}");
        }
    }

    #[test]
    fn keeps_what_is_seldom_said() {
        check("Thủ tục hành chính", "");
        check("HÀNH CHÍNH, uỷ ban, Hoà giải", "");
        check("chè Shan tuyết, chè", "chè, shan, tuyết");
        check("12.345 hồ sơ, năm 2024, 05 ngày, số 1085/QĐ-TTg", "1085, 345");
    }

    #[test]
    fn keeps_names_that_frequent_words_make() {
        check("xã Bình Minh", "Bình Minh");
        check("Theo Nghị quyết. Theo Luật", "");
        check("ở Bình. Minh", "");
        check("bà Trần Văn Hòa", "Văn Hòa, trần");
    }

    #[test]
    fn keeps_the_numbers_of_documents_with_what_follows() {
        check("Nghị quyết 76/NQ-CP ngày 15/7/2021", "76/NQ");
        check("Nghị định 63/2010/NĐ-CP", "2010/NĐ, 63/2010");
    }

    #[test]
    fn lists_frequent_words_once_and_as_they_are_compared() {
        let all: Vec<&str> = LIST.split_whitespace().collect();
        assert!(all.is_sorted_by(|a, b| a < b));
        assert!(all.iter().all(|it| tokens::Token::new(it).marked == *it));
        assert!(frequent().all(|it| words(&it).is_empty()));
    }
}
