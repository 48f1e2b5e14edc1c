//! Text made plain for matching: one byte for each character, and the way back to the source.
//!
//! Letters are lower case and without marks, `đ` is `d`, look-alikes are the letter they look like, every space is
//! one kind of space and every dash one kind of dash. What was lost is kept as flags. Combining marks join the letter
//! before them and zero-width characters are dropped, so NFC, NFD and text pasted from the web look the same.

use std::{cell::OnceCell, ops::Range, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

use crate::text::fold::{is_invisible, is_mark};

/// A capital letter.
pub(super) const UPPER: u8 = 1;
/// The letter `đ`.
pub(super) const DD: u8 = 1 << 1;
/// A letter with a diacritic; `đ` too.
pub(super) const MARK: u8 = 1 << 2;
/// Ð or Ɖ where Đ is meant.
pub(super) const ETH: u8 = 1 << 3;
/// A Cyrillic look-alike.
pub(super) const CYRILLIC: u8 = 1 << 4;
/// Written with combining marks.
pub(super) const NFD: u8 = 1 << 5;
/// An unusual space, or a zero-width character stood before.
pub(super) const SPACE: u8 = 1 << 6;
/// An unusual dash or slash.
pub(super) const DASH: u8 = 1 << 7;

/// A letter or digit of another script.
const OTHER_LETTER: u8 = 0x80;
/// Any other character.
const OTHER: u8 = 0x81;
/// Not a character of its own.
const DROPPED: u8 = 0;
const COMBINING: u8 = 1;

/// Folded byte and flags of each character up to the mathematical signs.
static TABLE: LazyLock<Vec<(u8, u8)>> = LazyLock::new(|| ('\0'..'\u{2220}').map(folded).collect());

pub(super) struct Plain<'t> {
    text: &'t str,
    bytes: Vec<u8>,
    /// Made when first asked for: most texts are no citation at the first glance.
    origins: OnceCell<Origins>,
}

/// What was lost of each character.
struct Origins {
    flags: Vec<u8>,
    /// Bytes of the text, which is a block of a page or a file, far below 4 GB.
    starts: Vec<u32>,
}

impl<'t> Plain<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let table: &[(u8, u8)] = &TABLE;
        let mut bytes = vec![0; text.len()];
        let mut n = 0;
        for it in text.chars() {
            let (byte, _) = look_up(table, it);
            bytes[n] = byte;
            n += usize::from(!matches!(byte, DROPPED | COMBINING));
        }
        bytes.truncate(n);
        Self { text, bytes, origins: OnceCell::new() }
    }

    fn origins(&self) -> &Origins {
        self.origins.get_or_init(|| Origins::of(self.text, self.bytes.len()))
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The folded byte; 0 outside of the text.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    pub(super) fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |it| self.byte(it))
    }

    pub(super) fn has(&self, at: usize, flag: u8) -> bool {
        self.origins().flags.get(at).is_some_and(|it| it & flag != 0)
    }

    /// All flags in a range.
    pub(super) fn flags(&self, range: Range<usize>) -> u8 {
        self.origins().flags.get(range).unwrap_or_default().iter().fold(0, |sum, it| sum | it)
    }

    pub(super) fn bytes(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// A letter or digit as written, look-alikes apart.
    pub(super) fn written(&self, at: usize) -> char {
        let plain = char::from(self.byte(at));
        let base = if self.has(at, DD) { 'đ' } else { plain };
        if self.has(at, MARK) && !self.has(at, DD) {
            return self.source(at..at + 1).nfc().next().unwrap_or(plain);
        }
        match (self.has(at, UPPER), base) {
            (true, 'đ') => 'Đ',
            (true, _) => base.to_ascii_uppercase(),
            (false, _) => base,
        }
    }

    /// These characters as written, look-alikes apart, every space a usual one.
    pub(super) fn spelled(&self, range: Range<usize>) -> String {
        range.map(|it| self.written(it)).map(|it| if it == '\n' { ' ' } else { it }).collect()
    }

    fn start(&self, at: usize) -> Option<usize> {
        usize::try_from(*self.origins().starts.get(at)?).ok()
    }

    /// Where these characters stand in the source, in bytes. Combining marks of the last one belong to it.
    pub(super) fn span(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start).unwrap_or(self.text.len());
        let Some(last) = range.end.checked_sub(1).and_then(|it| self.start(it)) else {
            return start..start;
        };
        let mut chars = self.text[last..].char_indices().skip(1).skip_while(|(_, it)| is_mark(*it));
        let end = chars.next().map_or(self.text.len(), |(at, _)| last + at);
        start..end.max(start)
    }

    /// These characters in the source.
    pub(super) fn source(&self, range: Range<usize>) -> &'t str {
        &self.text[self.span(range)]
    }

    /// The same in NFC, on one line, with usual spaces and without zero-width characters.
    pub(super) fn clean(&self, range: Range<usize>) -> String {
        let mut clean = String::new();
        for it in self.source(range).nfc().filter(|&it| !is_invisible(it)) {
            if !it.is_whitespace() {
                clean.push(it);
            } else if !clean.ends_with(' ') {
                clean.push(' ');
            }
        }
        clean
    }

    /// Skips up to three spaces, at most one line break, up to three spaces.
    pub(super) fn gap(&self, at: usize) -> usize {
        let first = self.spaces(at, 3);
        if self.byte(first) == b'\n' { self.spaces(first + 1, 3) } else { first }
    }

    /// Skips up to `most` spaces.
    pub(super) fn spaces(&self, at: usize, most: usize) -> usize {
        let mut end = at;
        while end < at + most && self.byte(end) == b' ' {
            end += 1;
        }
        end
    }

    /// Where the phrase that begins here ends. Spaces in `phrase` stand for any gap; commas may be missing.
    #[inline]
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        // Most phrases are told apart by their first two letters.
        let start = phrase.as_bytes().get(..2)?;
        if self.bytes.get(at..at + 2)? == start { self.rest(at, phrase) } else { None }
    }

    fn rest(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut end = at;
        for &it in phrase.as_bytes() {
            match it {
                b' ' => {
                    let next = self.gap(end);
                    if next == end {
                        return None;
                    }
                    end = next;
                }
                b',' if self.byte(end) == b',' => end += 1,
                b',' => {}
                _ if self.byte(end) == it => end += 1,
                _ => return None,
            }
        }
        Some(end)
    }

    /// As [`Self::phrase`], where no letter follows.
    #[inline]
    pub(super) fn words(&self, at: usize, phrase: &str) -> Option<usize> {
        self.phrase(at, phrase).filter(|&end| !is_letter(self.byte(end)))
    }

    /// The first of some phrases that stands here.
    pub(super) fn one_of(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|it| self.words(at, it))
    }

    /// Whether the words before `at` are these, and where they begin.
    pub(super) fn behind(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut start = at;
        while matches!(self.before(start), b' ' | b'\n') && at - start < 4 {
            start -= 1;
        }
        for &it in phrase.as_bytes().iter().rev() {
            if it == b' ' {
                let end = start;
                while matches!(self.before(start), b' ' | b'\n') && end - start < 4 {
                    start -= 1;
                }
                if start == end {
                    return None;
                }
            } else if self.before(start) == it {
                start -= 1;
            } else {
                return None;
            }
        }
        (!is_word(self.before(start))).then_some(start)
    }

    /// The end of the run of letters that begins here.
    pub(super) fn letters(&self, at: usize) -> usize {
        self.run(at, is_letter)
    }

    /// The end of the run of letters and digits that begins here.
    pub(super) fn word_end(&self, at: usize) -> usize {
        self.run(at, is_word)
    }

    /// The end of the run of digits that begins here.
    pub(super) fn digits(&self, at: usize) -> usize {
        self.run(at, |it| it.is_ascii_digit())
    }

    fn run(&self, at: usize, of: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + rest.iter().position(|&it| !of(it)).unwrap_or(rest.len())
    }

    /// A year of the last century or this one that stands here alone.
    pub(super) fn year(&self, at: usize) -> Option<(i16, usize)> {
        let end = at + 4;
        let digits = self.bytes.get(at..end)?;
        let alone = digits.iter().all(u8::is_ascii_digit) && !is_word(self.byte(end));
        let value = digits.iter().fold(0, |sum: i16, it| sum * 10 + i16::from(it & 15));
        (alone && (1900..2100).contains(&value)).then_some((value, end))
    }
}

impl Origins {
    /// Of the `n` characters of `text` that are left.
    fn of(text: &str, n: usize) -> Self {
        let table: &[(u8, u8)] = &TABLE;
        let mut origins = Self { flags: Vec::with_capacity(n), starts: Vec::with_capacity(n) };
        let mut carried = 0;
        for (at, it) in text.char_indices() {
            let (byte, flags) = look_up(table, it);
            match byte {
                // A byte order mark begins the text.
                DROPPED if at == 0 => {}
                DROPPED => carried |= flags,
                COMBINING => {
                    if let Some(last) = origins.flags.last_mut() {
                        *last |= MARK | NFD;
                    }
                }
                _ => {
                    origins.flags.push(flags | carried);
                    origins.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
                    carried = 0;
                }
            }
        }
        origins
    }
}

fn look_up(table: &[(u8, u8)], it: char) -> (u8, u8) {
    let known = usize::try_from(u32::from(it)).ok().and_then(|it| table.get(it)).copied();
    known.unwrap_or_else(|| folded(it))
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;

/// What each folded byte is.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = b'a';
    while at <= b'z' {
        classes[at as usize] = LETTER;
        at += 1;
    }
    let mut at = b'0';
    while at <= b'9' {
        classes[at as usize] = DIGIT;
        at += 1;
    }
    classes[OTHER_LETTER as usize] = LETTER;
    classes
};

/// A letter of any script, folded.
pub(super) fn is_letter(byte: u8) -> bool {
    CLASSES[usize::from(byte)] & LETTER != 0
}

/// A letter or a digit of any script, folded.
pub(super) fn is_word(byte: u8) -> bool {
    CLASSES[usize::from(byte)] != 0
}

fn folded(it: char) -> (u8, u8) {
    let upper = if it.is_uppercase() { UPPER } else { 0 };
    if it.is_ascii() {
        return match it {
            '\r' => (DROPPED, 0),
            '\t' | '\x0b' | '\x0c' => (b' ', 0),
            '\n' => (b'\n', 0),
            _ if it.is_ascii_control() => (OTHER, 0),
            _ => (u8::try_from(it.to_ascii_lowercase()).unwrap_or(OTHER), upper),
        };
    }
    match it {
        'đ' | 'Đ' => return (b'd', upper | DD | MARK),
        'ð' | 'Ð' | 'ɖ' | 'Ɖ' => return (b'd', upper | DD | MARK | ETH),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => return (b'-', DASH),
        '\u{2044}' | '\u{2215}' | '\u{ff0f}' => return (b'/', DASH),
        '“' | '”' => return (b'"', 0),
        '…' => return (b'.', 0),
        '\u{2028}' | '\u{2029}' => return (b'\n', 0),
        _ if is_invisible(it) => return (DROPPED, SPACE),
        _ if is_mark(it) => return (COMBINING, 0),
        _ if it.is_whitespace() => return (b' ', SPACE),
        _ => {}
    }
    if let Some(latin) = latin(it) {
        return (latin, upper | CYRILLIC);
    }
    match it.nfd().next() {
        Some(base) if base.is_ascii_alphabetic() => {
            (u8::try_from(base.to_ascii_lowercase()).unwrap_or(OTHER), upper | MARK)
        }
        _ if it.is_alphanumeric() => (OTHER_LETTER, upper),
        _ => (OTHER, 0),
    }
}

fn latin(cyrillic: char) -> Option<u8> {
    Some(match cyrillic {
        'А' | 'а' => b'a',
        'В' | 'в' => b'b',
        'Е' | 'е' => b'e',
        'К' | 'к' => b'k',
        'М' | 'м' => b'm',
        'Н' | 'н' => b'h',
        'О' | 'о' => b'o',
        'Р' | 'р' => b'p',
        'С' | 'с' => b'c',
        'Т' | 'т' => b't',
        'Х' | 'х' => b'x',
        'У' | 'у' => b'y',
        'І' | 'і' => b'i',
        _ => return None,
    })
}

/// The text with everything that is read alike written one way; marks and letter case stay.
#[cfg(test)]
pub(super) fn normal(text: &str) -> String {
    let each = |it: char| match folded(it) {
        (DROPPED, _) => None,
        (byte, flags) if flags & (CYRILLIC | ETH) != 0 => {
            let plain = if flags & ETH != 0 { 'đ' } else { char::from(byte) };
            Some(if flags & UPPER != 0 { plain.to_uppercase().next().unwrap_or(plain) } else { plain })
        }
        (byte @ (b' ' | b'-' | b'/' | b'\n'), _) => Some(char::from(byte)),
        _ => Some(it),
    };
    text.nfc().filter_map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let plain = Plain::new(text);
        assert_eq!(String::from_utf8_lossy(plain.bytes(0..plain.len())), expected, "{text:?}");
    }

    #[test]
    fn makes_text_plain() {
        check("Nghị ĐỊNH\u{a0}63–NÐ/СР", "nghi dinh 63-nd/cp");
        check("Nghi\u{323} d\u{200b}ịnh\r\n“…”", "nghi dinh\n\".\"");
    }

    #[test]
    fn spans_end_behind_combining_marks_and_before_invisible_characters() {
        let text = "xe\u{302}\u{301}\u{200b}n";
        let plain = Plain::new(text);
        assert_eq!(plain.span(1..2), 1..6);
        assert_eq!(plain.source(0..3), text);
        assert_eq!(plain.clean(0..3), "xến");
        assert_eq!(plain.span(3..3), 10..10);
    }
}
