//! The numbers and signs before items, in all the ways that offices type them: `I.` `I/` `1.` `1)` `a)` `a.` `-` `+` `•`.

use crate::source::markdown::outline::{self, Rank};

/// How deep an item of an outline stands; a smaller one is above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// `Phần I`, `A.`
    Part,
    /// `I.`, and headings in capitals without a number.
    Roman,
    /// `1.`
    Number,
    /// `1.1.`
    Dotted(u8),
    /// `a)`
    Letter,
    /// `*`
    Star,
    /// `-`
    Dash,
    /// `+`
    Plus,
    /// `•` and other bullets.
    Bullet,
    /// A paragraph without any sign.
    Plain,
}

/// The level of a line, and the bytes of its sign with the space behind it; `Plain` and 0 where it has none.
pub(super) fn marker(line: &str) -> (Level, usize) {
    let (level, len) = sign(line).unwrap_or((Level::Plain, 0));
    let rest = &line[len..];
    let words = rest.trim_start();
    let is_apart = words.len() < rest.len();
    let is_sign = matches!(level, Level::Dash | Level::Plus | Level::Bullet | Level::Star);
    let is_glued = words.starts_with(char::is_uppercase) || is_sign && level != Level::Star;
    if words.is_empty() || !(is_apart || is_glued) {
        return (Level::Plain, 0);
    }
    (level, line.len() - words.len())
}

fn sign(line: &str) -> Option<(Level, usize)> {
    if let Some((rank, _, len)) = outline::marker(line) {
        let level = match rank {
            Rank::Roman => Level::Roman,
            Rank::Number => Level::Number,
            Rank::Dotted(n) => Level::Dotted(n),
            Rank::Letter => Level::Letter,
            Rank::Dash => Level::Dash,
            Rank::Plus => Level::Plus,
        };
        return Some((level, len));
    }
    let first = line.chars().next()?;
    match first {
        '−' | '—' => return Some((Level::Dash, first.len_utf8())),
        '•' | '●' | '▪' | '◦' | '·' | '\u{f0b7}' | '\u{f0a7}' => {
            return Some((Level::Bullet, first.len_utf8()));
        }
        '*' if line.starts_with("* ") => return Some((Level::Star, 1)),
        _ => {}
    }
    let word = line.split_whitespace().next()?;
    if let Some(len) = part(line) {
        return Some((Level::Part, len));
    }
    let figures = word.trim_end_matches(['.', '/', ')', ':', '-']);
    let sign = word.get(figures.len()..)?;
    // `1.1` without the last point, `1/`, `1)`.
    let digits = |it: &str| (1..=2).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = figures.split('.').collect();
    if parts.len() > 1 && parts.len() <= 4 && parts.iter().all(|it| digits(it)) {
        let n = u8::try_from(parts.len()).unwrap_or(2);
        return Some((Level::Dotted(n), word.len()));
    }
    if sign.len() != 1 {
        return None;
    }
    if digits(figures) {
        return Some((Level::Number, word.len()));
    }
    if !figures.is_empty() && figures.len() <= 5 && figures.bytes().all(|it| matches!(it, b'I' | b'V' | b'X'))
    {
        return Some((Level::Roman, word.len()));
    }
    let mut letters = figures.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    match letter {
        'a'..='z' | 'đ' => Some((Level::Letter, word.len())),
        // The initial of a name is no number: a heading goes on in capitals.
        'A'..='H' if !line[word.len()..].chars().any(char::is_lowercase) => Some((Level::Part, word.len())),
        _ => None,
    }
}

/// `Phần I.`, `PHẦN THỨ NHẤT`, with its number.
fn part(line: &str) -> Option<usize> {
    let mut words = line.split(' ');
    let first = words.next()?;
    if !matches!(first, "Phần" | "PHẦN") {
        return None;
    }
    let second = words.next()?;
    let mut len = first.len() + 1 + second.len();
    if matches!(second, "thứ" | "THỨ") {
        len += 1 + words.next()?.len();
    } else if !second.starts_with(|it: char| matches!(it, 'I' | 'V' | 'X') || it.is_ascii_digit()) {
        return None;
    }
    Some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_signs_as_offices_type_them() {
        #[track_caller]
        fn check(line: &str, level: Level, rest: &str) {
            let (found, len) = marker(line);
            assert_eq!((found, &line[len..]), (level, rest));
        }
        for line in ["I. MỤC ĐÍCH", "I/ MỤC ĐÍCH", "I- MỤC ĐÍCH", "I.MỤC ĐÍCH"] {
            check(line, Level::Roman, "MỤC ĐÍCH");
        }
        for line in ["1. Một", "1/ Một", "1) Một", "1.Một", "01. Một"] {
            check(line, Level::Number, "Một");
        }
        check("1.1 Một", Level::Dotted(2), "Một");
        check("1.1. Một", Level::Dotted(2), "Một");
        check("a. Một", Level::Letter, "Một");
        check("-Một", Level::Dash, "Một");
        check("-một", Level::Dash, "một");
        check("• Một", Level::Bullet, "Một");
        check("A. MỤC ĐÍCH", Level::Part, "MỤC ĐÍCH");
        check("PHẦN THỨ HAI NỘI DUNG", Level::Part, "NỘI DUNG");
        for line in
            ["1.500 hồ sơ", "2025. Năm", "A. Nguyễn", "Phần lớn là", "100% xã", "1,5 lần", "15/9 là", "I am"]
        {
            check(line, Level::Plain, line);
        }
    }
}
