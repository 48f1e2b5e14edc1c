//! Where the tone of a syllable is written. `hoá` and `hóa` are one word; so are `thuỷ` and `thủy`, `khoẻ` and `khỏe`.
//!
//! The canonical place is the older one, on the first vowel of an open `oa`, `oe`, `uy`. All other syllables have
//! one spelling only and are left alone: `hoán`, `thuyền`, `ngoài`, `quý`, `giá`.

use std::borrow::Cow;

use crate::text::fold::nfc;

/// Each vowel that can carry a tone in these syllables, then with acute, grave, hook, tilde and dot.
const VOWELS: [(char, [char; 5]); 10] = [
    ('a', ['á', 'à', 'ả', 'ã', 'ạ']),
    ('e', ['é', 'è', 'ẻ', 'ẽ', 'ẹ']),
    ('o', ['ó', 'ò', 'ỏ', 'õ', 'ọ']),
    ('u', ['ú', 'ù', 'ủ', 'ũ', 'ụ']),
    ('y', ['ý', 'ỳ', 'ỷ', 'ỹ', 'ỵ']),
    ('A', ['Á', 'À', 'Ả', 'Ã', 'Ạ']),
    ('E', ['É', 'È', 'Ẻ', 'Ẽ', 'Ẹ']),
    ('O', ['Ó', 'Ò', 'Ỏ', 'Õ', 'Ọ']),
    ('U', ['Ú', 'Ù', 'Ủ', 'Ũ', 'Ụ']),
    ('Y', ['Ý', 'Ỳ', 'Ỷ', 'Ỹ', 'Ỵ']),
];

/// The text in NFC with every tone in its canonical place. Letters, case and length in characters stay.
///
/// ```
/// # use bantin::text::tones;
/// assert_eq!(tones("Uỷ ban nhân dân, khoẻ, quý"), "Ủy ban nhân dân, khỏe, quý");
/// ```
pub fn tones(text: &str) -> String {
    placed(text).into_owned()
}

/// As [`tones`], untouched where it is so already.
pub(crate) fn placed(text: &str) -> Cow<'_, str> {
    let text = nfc(text);
    let mut before = ' ';
    // Only behind these may a tone stand in another place.
    let is_open = |it: char| {
        matches!(it, 'o' | 'O' | 'u' | 'U' | 'ú' | 'ù' | 'ủ' | 'ũ' | 'ụ' | 'Ú' | 'Ù' | 'Ủ' | 'Ũ' | 'Ụ')
    };
    if !text.chars().any(|it| is_open(std::mem::replace(&mut before, it)) && it.is_alphabetic()) {
        return text;
    }
    let mut chars: Vec<char> = text.chars().collect();
    for at in 1..chars.len() {
        if !is_open(chars[at - 1]) || chars.get(at + 1).is_some_and(|next| next.is_alphabetic()) {
            continue;
        }
        let before = at.checked_sub(2).map(|it| chars[it].to_ascii_lowercase());
        if let Some((first, second)) = moved(before, chars[at - 1], chars[at]) {
            chars[at - 1] = first;
            chars[at] = second;
        }
    }
    Cow::Owned(chars.into_iter().collect())
}

/// The two vowels that end a syllable with their tone where it belongs; none where it is there already.
fn moved(before: Option<char>, first: char, second: char) -> Option<(char, char)> {
    if before == Some('q') {
        // `qu` is a consonant, so the tone belongs to what follows: `qúy` is a slip for `quý`.
        let (first, tone) = split(first)?;
        let second = toned(second, tone)?;
        return first.eq_ignore_ascii_case(&'u').then_some((first, second));
    }
    let (base, tone) = split(second)?;
    let pair = (first.to_ascii_lowercase(), base.to_ascii_lowercase());
    if !matches!(pair, ('o', 'a' | 'e') | ('u', 'y')) {
        return None;
    }
    Some((toned(first, tone)?, base))
}

fn split(vowel: char) -> Option<(char, usize)> {
    VOWELS.iter().find_map(|(base, row)| Some((*base, row.iter().position(|&it| it == vowel)?)))
}

fn toned(base: char, tone: usize) -> Option<char> {
    VOWELS.iter().find(|(it, _)| *it == base).map(|(_, row)| row[tone])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(tones(text), expected);
    }

    #[test]
    fn both_spellings_are_one() {
        for (new, old) in [
            ("hoá", "hóa"),
            ("thuỷ", "thủy"),
            ("uỷ ban", "ủy ban"),
            ("khoẻ", "khỏe"),
            ("loà", "lòa"),
            ("HOÀ BÌNH", "HÒA BÌNH"),
            ("xoè", "xòe"),
            ("tuỵ", "tụy"),
            ("văn hoá, xã hội", "văn hóa, xã hội"),
            ("Quý Uỷ ban", "Quý Ủy ban"),
        ] {
            check(new, old);
            check(old, old);
        }
        check("qúy", "quý");
        check("qủa", "quả");
        check("ho\u{0061}\u{0301}", "hóa");
    }

    #[test]
    fn other_syllables_stay() {
        for word in [
            "quý", "quỳ", "quỹ", "giá", "già", "quả", "quà", "quẻ", "hoán", "toán", "thuyền", "ngoài",
            "xoáy", "khuỷu", "thuở", "huế", "của", "mùa", "ngoèo", "khuya", "nghĩa", "hoặc", "uỷnh", "gì",
            "òa", "úy", "oái", "a", "á", "",
        ] {
            check(word, word);
        }
    }

    proptest! {
        #[test]
        fn twice_is_once(text in "[a-zA-ZáàạảãýỳủụúóòoỏQqaeuy ]{0,12}|\\PC{0,20}") {
            let once = tones(&text);
            prop_assert_eq!(tones(&once), once.clone());
            prop_assert_eq!(once.chars().count(), nfc(&text).chars().count());
        }
    }
}
