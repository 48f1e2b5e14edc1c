//! Numbers of documents: reading them however they are typed, their official form, and the key to compare them by.
//!
//! Normative documents have `serial/year/TYPE-ISSUER` (`63/2010/NĐ-CP`, `80/2015/QH13`), administrative ones
//! `serial/TYPE-ISSUER` (`76/NQ-CP`), letters `serial/ISSUER-UNIT` (`215/UBND-NC`), those of the Party
//! `serial-TYPE/ISSUER` (`18-NQ/TW`); before 1997 also `38/CP` and `76/SL`.

use super::{
    DocType,
    plain::Plain,
    reading::{Before, read},
    words::{so, type_word},
};

/// A document number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number {
    /// In official form: `63/2010/NĐ-CP`.
    pub text: String,
    /// The serial as official: `63`, `30c`, `66.7`.
    pub serial: String,
    /// The year within the number.
    pub year: Option<i16>,
    /// The type by its code, or by the word before it.
    pub doc_type: Option<DocType>,
}

/// Reads a text that is one number and nothing else.
///
/// ```
/// # use bantin::legal::number::parse;
/// let number = parse("030/2020/nd-cp").unwrap();
/// assert_eq!((number.text.as_str(), number.year), ("030/2020/NĐ-CP", Some(2020)));
/// assert!(parse("15/9/2022").is_none());
/// ```
pub fn parse(text: &str) -> Option<Number> {
    let plain = Plain::new(text.trim());
    let at = so(&plain, 0).map_or(0, |it| plain.gap(it));
    let letter = type_word(&Plain::new("cong van"), 0).map(|(it, _)| it);
    let attempts = [Before { word: None, so: true }, Before { word: letter, so: true }];
    let found = attempts.iter().find_map(|it| read(&plain, at, it).filter(|it| it.end == plain.len()))?;
    (!found.short).then_some(found.number)
}

/// The number in official form: letter case, marks and separators repaired. What is no number is only tidied.
///
/// ```
/// # use bantin::legal::number::official;
/// assert_eq!(official("468 /QD-TTG"), "468/QĐ-TTg");
/// assert_eq!(official("18/NQ-TW"), "18-NQ/TW");
/// ```
pub fn official(text: &str) -> String {
    parse(text).map_or_else(|| tidy(text), |it| it.text)
}

/// What two spellings of one number share: official form, small letters without marks, no zeros before the serial.
///
/// ```
/// # use bantin::legal::number::key;
/// assert_eq!(key("03-NQ/TU"), key("3-nq/tu"));
/// assert_ne!(key("66/NQ-CP"), key("66-NQ/TW"));
/// ```
pub fn key(text: &str) -> String {
    let folded = crate::text::fold(&official(text));
    let trimmed = folded.trim_start_matches('0');
    if trimmed.starts_with(|it: char| it.is_ascii_digit()) { trimmed.to_owned() } else { folded }
}

fn tidy(text: &str) -> String {
    let plain = Plain::new(text);
    let clean = plain.clean(0..plain.len());
    let dash = |it: char| if matches!(it, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { it };
    clean.chars().filter(|it| !it.is_whitespace()).map(dash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_the_official_form() {
        for (typed, expected) in [
            ("63/2010/nđ-cp", "63/2010/NĐ-CP"),
            ("số 63/2010/NÐ–CP", "63/2010/NĐ-CP"),
            ("468/QD-TTG", "468/QĐ-TTg"),
            ("18/NQ-TW", "18-NQ/TW"),
            ("03/2010/ttlt-bnv-bldtb&xh", "03/2010/TTLT-BNV-BLĐTB&XH"),
            ("838/CCTKV-NVDTPC", "838/CCTKV-NVDTPC"),
            ("38/CP", "38/CP"),
            ("80 / 2015 / QH13", "80/2015/QH13"),
            ("không số", "khôngsố"),
        ] {
            assert_eq!(official(typed), expected);
            assert_eq!(official(expected), expected, "twice");
        }
    }

    #[test]
    fn keys_tell_apart_what_differs() {
        for (one, other, same) in [
            ("030/2025/NĐ-CP", "30/2025/nd-cp", true),
            ("03-NQ/TU", "3-NQ/TU", true),
            ("66/NQ-CP", "66-NQ/TW", false),
            ("66/NQ-CP", "66.7/2025/NQ-CP", false),
            ("1468/QĐ-TTg", "468/QĐ-TTg", false),
        ] {
            assert_eq!(key(one) == key(other), same, "{one} and {other}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in
            ["15/9/2022", "", "24/7", "Nghị định", "63/2010/NĐ-CP và", "26:2010/BTNMT", "01/HĐ-BHXH-2025"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
