//! The serial, the year and the separators of a number, as they are typed.

use super::plain::{Plain, UPPER, is_letter};

/// The serial of a number.
pub(super) struct Serial {
    /// As official, but for zeros before it.
    pub text: String,
    pub end: usize,
}

impl Serial {
    /// `76`, `30c`, `66.7`, `1.468`; a letter O among the digits is a zero.
    pub(super) fn read(plain: &Plain, at: usize) -> Option<Self> {
        let mut text = String::new();
        let mut end = at;
        while let Some(digit) = digit(plain, end) {
            text.push(digit);
            end += 1;
            if text.len() > 5 {
                return None;
            }
        }
        if text.is_empty() {
            return None;
        }
        if plain.byte(end) == b'.' {
            let more = plain.digits(end + 1);
            match more - end - 1 {
                1 | 2 => {
                    text.push('.');
                    text.extend((end + 1..more).map(|it| char::from(plain.byte(it))));
                    end = more;
                }
                // 1.468 with a point for thousands
                3 if text.len() <= 2 => {
                    text.extend((end + 1..more).map(|it| char::from(plain.byte(it))));
                    end = more;
                }
                _ => {}
            }
        }
        let letters = plain.letters(end);
        // Capitals are a code that lost its separator: `57NQ/TW`.
        let code = letters > end + 1 && plain.has(end, UPPER);
        if letters > end && !code {
            if letters > end + 2 || plain.byte(letters) == b'&' || plain.byte(letters).is_ascii_digit() {
                return None;
            }
            text.extend((end..letters).flat_map(|it| plain.written(it).to_lowercase()));
            end = letters;
        }
        text.chars().any(|it| it.is_ascii_digit() && it != '0').then_some(Self { text, end })
    }
}

/// A digit, or the letter that stands for one: `63/2O10`.
fn digit(plain: &Plain, at: usize) -> Option<char> {
    let byte = plain.byte(at);
    let near = |it: u8| it.is_ascii_digit();
    let beside = near(plain.byte(at + 1)) || (near(plain.before(at)) && !is_letter(plain.byte(at + 1)));
    match byte {
        b'0'..=b'9' => Some(char::from(byte)),
        b'o' if beside && (plain.has(at, UPPER) || near(plain.byte(at + 1))) => Some('0'),
        b'l' if !is_letter(plain.before(at)) => {
            let last = near(plain.before(at)) && matches!(plain.byte(at + 1), b'/' | b'-');
            (last || near(plain.byte(at + 1))).then_some('1')
        }
        _ => None,
    }
}

/// A year in a number; a letter O may stand for a zero.
pub(super) fn year(plain: &Plain, at: usize) -> Option<(i16, usize)> {
    let mut value = 0;
    for it in at..at + 4 {
        value = value * 10 + i16::try_from(digit(plain, it)?.to_digit(10)?).ok()?;
    }
    let end = at + 4;
    ((1900..2100).contains(&value) && digit(plain, end).is_none()).then_some((value, end))
}

/// A separator: `/` or `-` (or what is typed for them), where the next part begins, and whether spaces stand around.
pub(super) fn separator(plain: &Plain, at: usize) -> Option<(u8, usize, bool)> {
    let mark = plain.gap(at);
    let kind = match plain.byte(mark) {
        b'/' | b'\\' => b'/',
        b'-' | b'_' => b'-',
        b'.' if mark == at => b'.',
        _ => return None,
    };
    let after = if plain.byte(mark + 1) == plain.byte(mark) { mark + 2 } else { mark + 1 };
    let next = plain.gap(after);
    Some((kind, next, mark > at || next > after))
}
