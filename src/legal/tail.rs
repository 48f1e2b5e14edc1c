//! What is written around a citation: date, year and issuer after it, or before it as in
//! "Ngày 27/10/2023, Thủ tướng Chính phủ ban hành Chỉ thị …", and the subject.

use jiff::civil::Date;

use super::day::date;
use super::office::issuer;
use super::place;
use super::plain::{Plain, UPPER, is_letter, is_word};

/// What the words around a citation say of it.
#[derive(Default)]
pub(super) struct Tail {
    pub date: Option<Date>,
    pub bad_date: bool,
    pub year: Option<i16>,
    pub issuer: Option<String>,
    /// Who acts before it, or whose place stands behind it, where nothing says that this is the issuer.
    pub by: Option<String>,
    /// Where date and issuer begin and end.
    pub start: Option<usize>,
    pub end: usize,
}

impl Tail {
    /// Reads what follows the citation that ends at `at`, looking no further than `limit`.
    pub(super) fn after(plain: &Plain, at: usize, limit: usize) -> Self {
        let mut tail = Self { end: at, ..Self::default() };
        for _ in 0..3 {
            if !(tail.dated(plain, limit) || tail.issued(plain, limit)) {
                break;
            }
        }
        if tail.issuer.is_none() {
            tail.by = placed(plain, tail.end, limit);
        }
        tail
    }

    fn dated(&mut self, plain: &Plain, limit: usize) -> bool {
        if self.date.is_some() || self.year.is_some() || self.bad_date {
            return false;
        }
        let mut at = plain.gap(self.end);
        if plain.byte(at) == b',' {
            at = plain.gap(at + 1);
        } else if plain.byte(at) == b'-' && at > self.end {
            // "… - ngày 15/7/2021"
            at = Some(plain.gap(at + 1)).filter(|&it| plain.words(it, "ngay").is_some()).unwrap_or(at);
        }
        let bracket = plain.byte(at) == b'(';
        if bracket {
            at = plain.gap(at + 1);
        }
        for verb in ["duoc", "da", "do", "ky", "ban hanh", "ra", "thong qua", "ban hanh"] {
            at = plain.words(at, verb).map_or(at, |it| plain.gap(it));
        }
        let day = plain.words(at, "ngay").map(|it| plain.gap(it));
        if let Some(found) = day.or(bracket.then_some(at)).and_then(|at| date(plain, at)) {
            (self.date, self.bad_date, self.end) = (found.date, found.date.is_none(), found.end);
        } else if let Some((year, end)) = plain.words(at, "nam").and_then(|it| plain.year(plain.gap(it))) {
            (self.year, self.end) = (Some(year), end);
        } else if let Some((year, end)) = plain.year(at).filter(|_| at > self.end && !bracket) {
            let then = plain.gap(end);
            if matches!(plain.byte(then), b'-' | b'/' | b':' | b'.')
                && is_word(plain.byte(plain.gap(then + 1)))
            {
                return false;
            }
            (self.year, self.end) = (Some(year), end);
        } else {
            return false;
        }
        let close = plain.gap(self.end);
        if bracket && plain.byte(close) == b')' {
            self.end = close + 1;
        }
        self.end = self.end.min(limit);
        true
    }

    fn issued(&mut self, plain: &Plain, limit: usize) -> bool {
        if self.issuer.is_some() {
            return false;
        }
        let mut at = plain.gap(self.end);
        if plain.byte(at) == b',' {
            at = plain.gap(at + 1);
        }
        let Some(end) = plain
            .one_of(at, &["cua", "do", "duoc"])
            .filter(|_| at > self.end || plain.before(at).is_ascii_digit())
        else {
            return false;
        };
        let passive = plain.words(at, "duoc").is_some();
        let at = plain.gap(end);
        let Some(end) = issuer(plain, at, limit) else { return false };
        if passive {
            // "được Chính phủ ban hành ngày …"
            let Some(verb) = plain.one_of(plain.gap(end), &["ban hanh", "ky ban hanh", "thong qua"]) else {
                return false;
            };
            self.issuer = Some(plain.clean(at..end));
            self.end = verb.min(limit);
            return true;
        }
        self.issuer = Some(plain.clean(at..end));
        self.end = end;
        true
    }

    /// Reads date and issuer before the citation that begins at `at`, no further back than `limit`.
    pub(super) fn before(&mut self, plain: &Plain, at: usize, limit: usize) {
        let Some(verb) = verb(plain, at, limit) else { return };
        let from = limit.max(verb.saturating_sub(120));
        let bound = |it: &usize| is_letter(plain.byte(*it)) && !is_word(plain.before(*it));
        if self.date.is_none() {
            let days = (from..verb).rev().filter(bound).filter_map(|it| Some((it, plain.words(it, "ngay")?)));
            for (start, after) in days.take(1) {
                let Some(found) = date(plain, plain.gap(after)) else { continue };
                let at = plain.gap(found.end);
                let at = if plain.byte(at) == b',' { plain.gap(at + 1) } else { at };
                let span = ["tu", "truoc", "sau", "den", "het", "ke tu"];
                if span.iter().any(|it| plain.behind(start, it).is_some()) || !acting(plain, at, verb) {
                    continue;
                }
                let end = issuer(plain, at, verb);
                (self.date, self.start) = (found.date, Some(start));
                if self.issuer.is_none() && end.is_some_and(|end| end > at) {
                    self.issuer = end.map(|end| plain.clean(at..end));
                }
                return;
            }
        }
        if self.issuer.is_none() {
            let starts = (from..verb).filter(bound);
            let found = starts.map(|it| (it, issuer(plain, it, verb)));
            let fit = found.filter_map(|(it, end)| Some((it, end.filter(|&end| plain.gap(end) == verb)?)));
            let Some((start, end)) = fit.into_iter().next() else { return };
            if self.date.is_some() {
                self.issuer = Some(plain.clean(start..end));
                self.start = Some(start);
            } else if self.by.is_none() {
                self.by = Some(plain.clean(start..end));
            }
        }
    }

    /// Where the subject ends that follows: at a full stop, a semicolon, a line's end or `limit`.
    pub(super) fn subject(&self, plain: &Plain, limit: usize) -> usize {
        let at = plain.gap(self.end);
        let opens = plain.one_of(
            at,
            &["ve", "ban hanh", "quy dinh", "phe duyet", "huong dan", "sua doi", "cong bo", "thanh lap"],
        );
        if at == self.end || (opens.is_none() && plain.byte(at) != b'"') {
            return self.end;
        }
        let most = limit.min(at + 400);
        let stop = |it: usize| {
            // "…, UBND huyện ban hành" is a clause of its own.
            let clause = || {
                let next = plain.gap(it + 1);
                plain.has(next, UPPER)
                    && plain.one_of(next, &["ubnd", "hdnd", "so", "bo", "chu tich", "uy ban"]).is_some()
            };
            match plain.byte(it) {
                b';' | b'\n' => true,
                b'.' => !is_word(plain.byte(it + 1)),
                b',' => clause(),
                _ => false,
            }
        };
        let mut end = (at..most).find(|&it| stop(it)).unwrap_or(most);
        while end > self.end && matches!(plain.before(end), b' ' | b',' | b'(' | b'\n') {
            end -= 1;
        }
        end
    }
}

/// Where "đã ban hành" and the like begin that end at the citation.
fn verb(plain: &Plain, at: usize, limit: usize) -> Option<usize> {
    let mut start = at;
    let mut acts = false;
    'words: loop {
        for (word, act) in [
            ("ban hanh", true),
            ("ky", true),
            ("thong qua", true),
            ("phat hanh", true),
            ("co", true),
            ("ra", true),
            ("da", false),
            ("vua", false),
            ("moi", false),
            ("tiep tuc", false),
        ] {
            if let Some(found) = plain.behind(start, word).filter(|&it| it >= limit) {
                acts |= act;
                start = found;
                continue 'words;
            }
        }
        break;
    }
    acts.then_some(start)
}

/// The place behind a number: "15/KH-UBND tỉnh Hà Nam", "15/KH-UBND của Hà Nam", "15/KH-UBND (UBND tỉnh Hà Nam)".
fn placed(plain: &Plain, end: usize, limit: usize) -> Option<String> {
    let at = plain.gap(end);
    let bracket = plain.byte(at) == b'(';
    let start = if bracket { plain.gap(at + 1) } else { at };
    let of = plain.words(start, "cua").map(|it| plain.gap(it));
    let from = of.unwrap_or(start);
    let levels = ["tinh", "thanh pho", "huyen", "quan", "thi xa", "xa", "phuong", "thi tran", "dac khu"];
    let level = plain.one_of(from, &levels).map(|it| plain.gap(it));
    let mut last = level.unwrap_or(from);
    if at == end || !plain.has(last, UPPER) {
        return None;
    }
    if bracket && level.is_none() {
        last = issuer(plain, from, limit)?;
    } else {
        let mut next = last;
        for _ in 0..4 {
            let after = plain.letters(next);
            if after == next || !plain.has(next, UPPER) || after > limit {
                break;
            }
            last = after;
            next = plain.gap(after);
        }
    }
    let name = plain.clean(from..last);
    let told = level.is_some() || of.is_some() || bracket;
    (told && place::find(&name).is_some()).then_some(name)
}

/// Whether only those who act stand between `at` and the verb: "Chủ tịch UBND tỉnh", "ông Nguyễn Văn A, Chủ tịch …".
fn acting(plain: &Plain, mut at: usize, verb: usize) -> bool {
    for _ in 0..4 {
        if at == verb {
            return true;
        }
        let title = plain.one_of(at, &["dong chi", "ong", "ba"]).map_or(at, |it| plain.gap(it));
        let mut end = issuer(plain, title, verb).unwrap_or(title);
        let mut next = plain.gap(end);
        for _ in 0..6 {
            if next == verb || !plain.has(next, UPPER) {
                break;
            }
            end = plain.letters(next);
            next = plain.gap(end);
        }
        if end == at || end > verb {
            return false;
        }
        at = if plain.byte(next) == b',' { plain.gap(next + 1) } else { next };
    }
    at == verb
}
