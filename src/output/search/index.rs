//! The index of a set of pages: every word, and every pair of neighbours worth a phrase, with the pages it stands in.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::code::{self, Posting};
use crate::{
    kind::registry::Abbreviation,
    text::tokens::{Token, tokens, words},
};

/// The word stands in the number of the document itself.
pub(super) const NUMBER: u8 = 16;
/// In the title.
pub(super) const TITLE: u8 = 8;
/// In the summary, a heading, a topic, a tag, the name of the agency.
pub(super) const MINOR: u8 = 4;
/// In the text only. The two low bits count there: once, 2–3, 4–7, more.
pub(super) const TEXT: u8 = 0;

/// A page as it is indexed.
pub(super) struct Page<'a> {
    pub(super) id: u32,
    /// Texts with the strength of their words.
    pub(super) fields: Vec<(&'a str, u8)>,
    /// `t:mot-cua`: what filters ask for.
    pub(super) filters: Vec<String>,
}

type Fast<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// For short words; not for keys that a stranger chooses in number.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, mut bytes: &[u8]) {
        while let Some((first, rest)) = bytes.split_first_chunk().filter(|it| !it.1.is_empty()) {
            self.write_u64(u64::from_le_bytes(*first));
            bytes = rest;
        }
        // The end is read as two halves that may overlap.
        let half = |it: Option<&[u8; 4]>| it.map_or(0, |it| u64::from(u32::from_le_bytes(*it)));
        let rest = match bytes {
            [a] => u64::from(*a),
            [a, b] => u64::from(u16::from_le_bytes([*a, *b])),
            [a, b, c] => u64::from(u32::from_le_bytes([*a, *b, *c, 0])),
            _ => half(bytes.first_chunk()) | half(bytes.last_chunk()) << 32,
        };
        self.write_u64(rest);
    }

    fn write_u8(&mut self, it: u8) {
        self.write_u64(it.into());
    }

    fn write_u64(&mut self, it: u64) {
        self.0 = (self.0.rotate_left(5) ^ it).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

struct Term {
    token: Token,
    folded: u32,
    postings: Vec<Posting>,
}

/// A term in the page at hand.
#[derive(Clone, Copy, Default)]
struct Here {
    count: u32,
    flags: u8,
    seen: bool,
    /// Whether what is said in two ways begins with it.
    said: bool,
}

/// What is said in two ways: the words of one, and those of the other.
struct Said {
    seen: Vec<u32>,
    meant: Vec<u32>,
}

/// An index as it is made.
#[derive(Default)]
pub(super) struct Index<'a> {
    /// Words as written, and whether with a capital.
    written: Fast<&'a str, (u32, bool)>,
    /// Words by their marked form.
    marked: Fast<String, u32>,
    folded: Fast<String, u32>,
    terms: Vec<Term>,
    /// One per term.
    here: Vec<Here>,
    pairs: Fast<u64, Vec<Posting>>,
    filters: std::collections::BTreeMap<String, Vec<Posting>>,
    /// By the first term seen; only the first terms have some.
    said: Vec<Vec<Said>>,
    touched: Vec<u32>,
    /// The terms of the text at hand.
    line: Vec<u32>,
    n: usize,
}

impl<'a> Index<'a> {
    /// An index that knows that an abbreviation and what it stands for are one.
    pub(super) fn new(abbreviations: &[Abbreviation]) -> Self {
        let mut index = Self::default();
        for it in abbreviations {
            let short = index.ids(&it.short.value);
            let full = index.ids(&it.full);
            let both = [(&short, &full), (&full, &short)];
            for (seen, meant) in both {
                let Some(&first) = seen.first() else { continue };
                index.said.resize_with(index.terms.len(), Vec::new);
                index.here[first as usize].said = true;
                index.said[first as usize].push(Said { seen: seen.clone(), meant: meant.clone() });
            }
        }
        index
    }

    fn ids(&mut self, text: &str) -> Vec<u32> {
        tokens(text).into_iter().map(|it| self.term(it)).collect()
    }

    fn term(&mut self, token: Token) -> u32 {
        if let Some(&id) = self.marked.get(&token.marked) {
            return id;
        }
        let id = len(self.terms.len());
        let next = len(self.folded.len());
        let folded = *self.folded.entry(token.folded.clone()).or_insert(next);
        self.marked.insert(token.marked.clone(), id);
        self.terms.push(Term { token, folded, postings: Vec::new() });
        self.here.push(Here::default());
        id
    }

    /// Adds a page. Pages come in the order of their ids.
    pub(super) fn add(&mut self, page: &Page<'a>) {
        self.n += 1;
        for filter in &page.filters {
            self.filters.entry(filter.clone()).or_default().push((page.id, 0));
        }
        for (text, flag) in &page.fields {
            self.field(page.id, text, *flag);
        }
        for id in self.touched.drain(..) {
            let here = &mut self.here[id as usize];
            let often = match here.count {
                0..=1 => 0,
                2..=3 => 1,
                4..=7 => 2,
                _ => 3,
            };
            self.terms[id as usize].postings.push((page.id, here.flags | often));
            *here = Here { said: here.said, ..Here::default() };
        }
    }

    fn field(&mut self, page: u32, text: &'a str, flag: u8) {
        self.line.clear();
        let mut before: Option<(usize, bool)> = None;
        let mut said = false;
        for (at, word) in words(text) {
            let (id, capital) = match self.written.get(word) {
                Some(&known) => known,
                None => {
                    let capital = word.chars().next().is_some_and(char::is_uppercase);
                    let new = (self.term(Token::new(word)), capital);
                    self.written.insert(word, new);
                    new
                }
            };
            said |= self.touch(id, flag).said;
            // A phrase of the text is kept where it is a name; those of titles and summaries are all kept.
            let close = before.is_some_and(|(end, big)| flag != TEXT || (big && capital && at == end + 1));
            if let (true, Some(&last)) = (close, self.line.last()) {
                self.pair(page, last, id, flag);
            }
            before = Some((at + word.len(), capital));
            self.line.push(id);
        }
        if said {
            self.say_otherwise(page, flag);
        }
    }

    fn say_otherwise(&mut self, page: u32, flag: u8) {
        let (said, line) = (std::mem::take(&mut self.said), std::mem::take(&mut self.line));
        for (at, id) in line.iter().enumerate() {
            for it in said.get(*id as usize).into_iter().flatten() {
                if line[at..].starts_with(&it.seen) {
                    it.meant.iter().for_each(|id| _ = self.touch(*id, flag));
                    it.meant.windows(2).for_each(|it| self.pair(page, it[0], it[1], flag));
                }
            }
        }
        (self.said, self.line) = (said, line);
    }

    fn touch(&mut self, id: u32, flag: u8) -> Here {
        let here = &mut self.here[id as usize];
        if !here.seen {
            here.seen = true;
            self.touched.push(id);
        }
        here.flags |= flag;
        here.count += u32::from(flag == TEXT);
        *here
    }

    fn pair(&mut self, page: u32, a: u32, b: u32, flag: u8) {
        let (a, b) = (self.terms[a as usize].folded, self.terms[b as usize].folded);
        let postings = self.pairs.entry(u64::from(a) << 32 | u64::from(b)).or_default();
        match postings.last_mut() {
            Some(last) if last.0 == page => last.1 |= flag,
            _ => postings.push((page, flag)),
        }
    }

    /// The lines of the index in `n` files, in the order of words.
    pub(super) fn write(self, n: u32) -> Vec<String> {
        let mut files = vec![String::new(); n as usize];
        let mut line = |folded: &str, marked: &str, postings: &[Posting]| {
            let out = &mut files[code::bucket(folded, n)];
            out.push_str(folded);
            out.push('|');
            out.push_str(if marked == folded { "" } else { marked });
            out.push('|');
            code::pages(postings, out);
            out.push('|');
            code::weights(postings, out);
            out.push('~');
        };
        for (filter, postings) in &self.filters {
            line(&format!("#{filter}"), &format!("#{filter}"), postings);
        }
        let mut terms: Vec<Term> = self.terms;
        let mut words = vec![String::new(); self.folded.len()];
        for term in &terms {
            words[term.folded as usize].clone_from(&term.token.folded);
        }
        terms.sort_by(|a, b| a.token.cmp(&b.token));
        for term in terms.iter_mut().filter(|it| !it.postings.is_empty()) {
            // How often a word stands in a text tells nothing where a third of all texts have it.
            if self.n > 50 && term.postings.len() > self.n / 3 {
                term.postings.iter_mut().for_each(|it| it.1 &= !3);
            }
            line(&term.token.folded, &term.token.marked, &term.postings);
        }
        let mut pairs: Vec<(String, Vec<Posting>)> = self
            .pairs
            .into_iter()
            .map(|(key, postings)| {
                let word =
                    |it: u64| words.get(usize::try_from(it).unwrap_or_default()).map_or("", String::as_str);
                (format!("{} {}", word(key >> 32), word(key & 0xffff_ffff)), postings)
            })
            .collect();
        pairs.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (pair, postings) in &pairs {
            line(pair, pair, postings);
        }
        files
    }
}

fn len(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{At, Pos};

    #[track_caller]
    fn check(pages: &[&[(&str, u8)]], expected: &[&str]) {
        let short = At::new("TTHC".to_owned(), Pos { line: 1, column: 1, len: 0 });
        let abbreviations =
            [Abbreviation { short, full: "thủ tục hành chính".to_owned(), radio: None }];
        let mut index = Index::new(&abbreviations);
        for (id, fields) in pages.iter().enumerate() {
            let fields = fields.to_vec();
            index.add(&Page { id: len(id), fields, filters: Vec::new() });
        }
        let text = index.write(1).concat();
        let found: Vec<&str> = text.split_terminator('~').collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lists_words_by_their_marks_with_pages_and_strengths() {
        check(&[&[("Sở, số", TEXT)], &[("số số", TEXT), ("số", TITLE)]], &["so|số|!###|09", "so|sở|!##|"]);
    }

    #[test]
    fn keeps_phrases_of_titles_and_of_names() {
        check(
            &[&[("Bình An", TITLE), ("xã Bình An, An cũ", TEXT)]],
            &["an||!##|9", "binh|bình|!##|8", "cu|cũ|!##|", "xa|xã|!##|", "binh an||!##|8"],
        );
    }

    #[test]
    fn finds_abbreviations_both_ways() {
        check(
            &[&[("TTHC", TEXT)], &[("thủ tục hành chính", TEXT)]],
            &[
                "chinh|chính|!###|",
                "hanh|hành|!###|",
                "thu|thủ|!###|",
                "tthc||!###|",
                "tuc|tục|!###|",
                "hanh chinh||!##|",
                "thu tuc||!##|",
                "tuc hanh||!##|",
            ],
        );
    }
}
