//! Abbreviations explained where they first stand in a page: `<abbr title="thủ tục hành chính">TTHC</abbr>`.

use std::{collections::HashMap, ops::Range};

/// Abbreviations that are explained where they first stand.
#[derive(Debug)]
pub struct Abbreviations {
    /// By their first word: what follows that word (mostly nothing), longest first, and the full name's number.
    words: HashMap<String, Vec<(String, usize)>>,
    full: Vec<String>,
    /// Whether an abbreviation begins with this byte: most words are passed by without a look into the map.
    first: [bool; 256],
}

impl Default for Abbreviations {
    fn default() -> Self {
        Self { words: HashMap::new(), full: Vec::new(), first: [false; 256] }
    }
}

/// The abbreviations that the page has explained already.
#[derive(Debug, Default)]
pub(super) struct Explained(Vec<bool>);

impl Abbreviations {
    /// Pairs of short and full. Of equal shorts the first counts; an empty one never.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let mut all = Self::default();
        for (short, full) in pairs {
            let (head, tail) = short.split_at(short.find(' ').unwrap_or(short.len()));
            let Some(&byte) = head.as_bytes().first() else { continue };
            all.first[usize::from(byte)] = true;
            let tails = all.words.entry(head.to_owned()).or_default();
            if tails.iter().all(|(it, _)| it != tail) {
                tails.push((tail.to_owned(), all.full.len()));
                tails.sort_by_key(|(it, _)| std::cmp::Reverse(it.len()));
                all.full.push(full);
            }
        }
        all
    }

    /// What the abbreviation of that number stands for.
    pub(super) fn full(&self, n: usize) -> &str {
        &self.full[n]
    }

    /// The abbreviations of `text[within]` that the page has not met before, in order, each with its number.
    /// One that the text spells out itself, `thủ tục hành chính (TTHC)`, is taken as explained. One pass over the words.
    pub(super) fn scan(
        &self,
        text: &str,
        within: Range<usize>,
        explained: &mut Explained,
        mut found: impl FnMut(Range<usize>, usize),
    ) {
        if self.full.is_empty() {
            return;
        }
        explained.0.resize(self.full.len(), false);
        let mut at = within.start;
        while let Some(skip) =
            text.as_bytes()[at..within.end].iter().position(|it| self.first[usize::from(*it)])
        {
            let start = at + skip;
            let rest = &text[start..within.end];
            at = start + rest.find(|it| !is_word(it)).unwrap_or(rest.len());
            if text[..start].ends_with(is_word) || text[at..].starts_with(is_word) {
                continue;
            }
            let word = text[start..at].trim_end_matches(['-', '/', '&']);
            let Some(tails) = self.words.get(word) else { continue };
            let after = &text[start + word.len()..within.end];
            let fits = |tail: &str| {
                after.strip_prefix(tail).is_some_and(|it| tail.is_empty() || !it.starts_with(is_word))
            };
            let Some((tail, n)) = tails.iter().find(|(tail, _)| fits(tail)) else { continue };
            let end = start + word.len() + tail.len();
            at = at.max(end);
            if !std::mem::replace(&mut explained.0[*n], true)
                && !spelled_out(text, &(start..end), &self.full[*n])
            {
                found(start..end, *n);
            }
        }
    }
}

fn is_word(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '&' | '-' | '/' | '_')
}

/// Whether the abbreviation stands in brackets after its full name, or the full name in brackets after it.
fn spelled_out(text: &str, short: &Range<usize>, full: &str) -> bool {
    let lower = |it: char| it.to_lowercase().next();
    let (before, after) = (text[..short.start].trim_end(), text[short.end..].trim_start());
    if let Some(named) = before.strip_suffix('(') {
        let mut named = named.trim_end().chars().rev().map(lower);
        return after.starts_with([')', ',', ';'])
            && full.chars().rev().map(lower).all(|it| named.next() == Some(it));
    }
    after.strip_prefix('(').is_some_and(|named| {
        let mut named = named.chars().map(lower);
        full.chars().map(lower).all(|it| named.next() == Some(it))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let pairs = [
            ("TTHC", "thủ tục hành chính"),
            ("UBND", "Ủy ban nhân dân"),
            ("TN&TKQ", "tiếp nhận và trả kết quả"),
            ("KT-XH", "kinh tế - xã hội"),
            ("PAR INDEX", "chỉ số cải cách hành chính"),
            ("PAR", "cải cách hành chính"),
            ("ĐKKD", "đăng ký kinh doanh"),
            ("", "không gì"),
        ];
        let all = Abbreviations::new(pairs.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect());
        let mut found = Vec::new();
        all.scan(text, 0..text.len(), &mut Explained::default(), |it, _| found.push(&text[it]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_whole_words_once() {
        check("UBND xã giải quyết TTHC; UBND tỉnh, TTHC.", &["UBND", "TTHC"]);
        check("(ĐKKD) và KT-XH, TN&TKQ", &["ĐKKD", "KT-XH", "TN&TKQ"]);
        check("UBNDX xUBND, ubnd", &[]);
        check("PAR INDEX năm nay, PAR", &["PAR INDEX", "PAR"]);
        check("PAR INDEXES", &["PAR"]);
    }

    #[test]
    fn leaves_document_numbers_alone() {
        check("số 12/QĐ-UBND, 3/UBND", &[]);
    }

    #[test]
    fn takes_what_is_spelled_out_as_explained() {
        check("Thủ tục hành chính (TTHC) là TTHC", &[]);
        check("TTHC (thủ tục hành chính) là TTHC", &[]);
        check("giải quyết (TTHC) ở UBND (xã)", &["TTHC", "UBND"]);
    }
}
