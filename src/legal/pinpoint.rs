//! Provisions within a document: `điểm a khoản 2 Điều 5` is `dieu_5__khoan_2__diem_a`. Read on marked text: điểm d is
//! not điểm đ.

use std::ops::Range;

use super::plain::{DD, MARK, Plain, UPPER, is_letter, is_word};

/// Units from the smallest to the largest: folded word, name in the value.
const UNITS: &[(&str, &str)] = &[
    ("tiet", "tiet"),
    ("diem", "diem"),
    ("khoan", "khoan"),
    ("dieu", "dieu"),
    ("tieu muc", "tieu_muc"),
    ("muc", "muc"),
    ("chuong", "chuong"),
    ("phan", "phan"),
    ("phu luc", "phu_luc"),
];

/// The letters of points in their order.
const POINTS: &str = "abcdđeghiklmnopqrstuvxy";

/// How many provisions one citation may name.
const MOST: usize = 64;

/// A chain of provisions as written.
pub(super) struct Chain {
    items: Vec<Item>,
    pub end: usize,
}

struct Item {
    rank: usize,
    values: Vec<String>,
    /// Joined to the one before by "và" or a semicolon, so that it does not hold it.
    apart: bool,
}

impl Chain {
    /// Reads the chain that begins at `at`; linear in its length.
    pub(super) fn read(plain: &Plain, at: usize) -> Option<Self> {
        let (item, end) = read_item(plain, at)?;
        let mut chain = Self { items: vec![item], end };
        while let Some((at, apart)) = joined(plain, chain.end)
            && let Some((mut item, end)) = read_item(plain, at)
        {
            (chain.end, item.apart) = (end, apart);
            // Whoever writes more than this names no provisions.
            if chain.items.len() < MOST {
                chain.items.push(item);
            }
        }
        Some(chain)
    }

    /// `dieu_5__khoan_2__diem_a`; several joined by `;`.
    pub(super) fn value(mut self) -> String {
        let ranks: Vec<usize> = self.items.iter().map(|it| it.rank).collect();
        if ranks.len() > 1 && ranks.windows(2).all(|it| it[0] > it[1]) {
            self.items.reverse();
        }
        let mut paths: Vec<String> = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let holds_the_one_before = at > 0 && !item.apart && self.items[at - 1].rank < item.rank;
            if holds_the_one_before {
                continue;
            }
            let mut path: Vec<&Item> = vec![item];
            for next in &self.items[at + 1..] {
                if !next.apart && path.last().is_some_and(|it| it.rank < next.rank) {
                    path.push(next);
                }
            }
            let mut found = vec![String::new()];
            for it in path.iter().rev() {
                let name = UNITS[it.rank].1;
                let longer = found.iter().flat_map(|head| {
                    let joint = if head.is_empty() { "" } else { "__" };
                    it.values.iter().map(move |value| format!("{head}{joint}{name}_{value}"))
                });
                found = longer.take(MOST).collect();
            }
            paths.extend(found);
        }
        paths.truncate(MOST);
        paths.join(";")
    }
}

/// The words that begin provisions.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(|it| it.0).chain(["cac"])
}

/// The unit whose word stands here, whatever its marks.
fn unit(plain: &Plain, at: usize) -> Option<(usize, usize)> {
    UNITS.iter().enumerate().find_map(|(rank, (word, _))| Some((rank, plain.words(at, word)?)))
}

/// Whether "điểm" and "điều" are typed with their marks, or without any; never "diễm", "điêu".
fn is_unit(plain: &Plain, word: Range<usize>) -> bool {
    let is_marked = plain.flags(word.clone()) & MARK != 0;
    !is_marked
        || matches!(
            crate::text::key(&plain.spelled(word)).as_str(),
            "tiết" | "điểm" | "khoản" | "điều" | "tiểu mục" | "mục" | "chương" | "phần" | "phụ lục"
        )
}

fn read_item(plain: &Plain, at: usize) -> Option<(Item, usize)> {
    let at = plain.phrase(at, "cac ").unwrap_or(at);
    let (rank, word_end) = unit(plain, at)?;
    let end = plain.gap(word_end);
    let end = plain.words(end, "so").map_or(end, |it| plain.gap(it));
    let (first, mut end) = value(plain, end, rank)?;
    if !is_unit(plain, at..word_end) {
        return None;
    }
    let mut values = vec![first];
    while let Some((to, at)) = more(plain, end) {
        // "Điều 5 đến Điều 9" repeats the unit.
        let at =
            if to { unit(plain, at).filter(|it| it.0 == rank).map_or(at, |it| plain.gap(it.1)) } else { at };
        let Some((next, after)) = value(plain, at, rank) else { break };
        if to && values.len() < MOST {
            let last = values.last().cloned().unwrap_or_default();
            values.extend(between(&last, &next));
        }
        if values.len() < MOST {
            values.push(next);
        }
        end = after;
    }
    Some((Item { rank, values, apart: false }, end))
}

/// What joins two values of a unit: whether it is a range, and where the next value begins.
fn more(plain: &Plain, end: usize) -> Option<(bool, usize)> {
    let at = plain.gap(end);
    match plain.byte(at) {
        b',' => {
            let at = plain.gap(at + 1);
            return Some((false, plain.words(at, "va").map_or(at, |it| plain.gap(it))));
        }
        b'-' => return Some((true, plain.gap(at + 1))),
        _ => {}
    }
    if let Some(at) = plain.words(at, "den").filter(|_| at > end) {
        return Some((true, plain.gap(at)));
    }
    let at = plain.one_of(at, &["va", "hoac"]).filter(|_| at > end)?;
    Some((false, plain.gap(at)))
}

/// Where the next item of a chain may begin, and whether it stands beside the one before.
fn joined(plain: &Plain, end: usize) -> Option<(usize, bool)> {
    let gap = plain.gap(end);
    let mark = plain.byte(gap);
    let at = match mark {
        b',' | b';' => plain.gap(gap + 1),
        _ if gap == end => return None,
        _ => gap,
    };
    let beside = plain.one_of(at, &["va", "hoac", "den"]);
    let after = beside.or_else(|| plain.one_of(at, &["cua", "thuoc"]));
    let at = after.map_or(at, |it| plain.gap(it));
    Some((at, beside.is_some() || mark == b';'))
}

/// A number, `12a`, `1.2`, a Roman numeral or a letter.
fn value(plain: &Plain, at: usize, rank: usize) -> Option<(String, usize)> {
    let digits = plain.digits(at);
    if digits > at {
        let mut end = digits;
        if end - at > 3 {
            return None;
        }
        while plain.byte(end) == b'.' && plain.digits(end + 1) > end + 1 && plain.digits(end + 1) < end + 4 {
            end = plain.digits(end + 1);
        }
        let letter = is_letter(plain.byte(end)) && !is_word(plain.byte(end + 1));
        if letter && (!plain.has(end, UPPER) || matches!(plain.byte(end), b'a'..=b'e')) {
            end += 1;
        }
        let next = plain.byte(end);
        if is_word(next) || next == b'%' || (next == b'/' && is_word(plain.byte(end + 1))) {
            return None;
        }
        let text: String = (at..end).flat_map(|it| plain.written(it).to_lowercase()).collect();
        let trimmed = text.trim_start_matches('0');
        return (!trimmed.is_empty()).then(|| (trimmed.to_owned(), end));
    }
    let end = plain.letters(at);
    let letters = plain.bytes(at..end);
    let next = plain.byte(end);
    if letters.is_empty() || next.is_ascii_digit() || (next == b'/' && is_word(plain.byte(end + 1))) {
        return None;
    }
    let roman = letters.len() <= 6 && letters.iter().all(|it| b"ivxlc".contains(it));
    if roman && rank > 3 && (at..end).all(|it| plain.has(it, UPPER)) {
        return Some((String::from_utf8_lossy(letters).to_uppercase(), end));
    }
    let single = end == at + 1 && letters[0].is_ascii();
    let fits = || rank <= 1 || (rank > 3 && plain.has(at, UPPER));
    (single && (!plain.has(at, MARK) || plain.has(at, DD)) && fits()).then(|| {
        let letter = plain.written(at);
        (if rank <= 1 { letter.to_lowercase().collect() } else { letter.to_string() }, end)
    })
}

/// The values between the ends of a range.
fn between(from: &str, to: &str) -> Vec<String> {
    if let (Ok(from), Ok(to)) = (from.parse::<u16>(), to.parse::<u16>()) {
        return (from.saturating_add(1)..to).take(MOST).map(|it| it.to_string()).collect();
    }
    let place = |it: &str| POINTS.chars().position(|known| it.chars().eq([known]));
    match (place(from), place(to)) {
        (Some(from), Some(to)) if from < to => {
            POINTS.chars().take(to).skip(from + 1).map(String::from).collect()
        }
        _ => Vec::new(),
    }
}
