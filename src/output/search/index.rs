//! The index of a set of pages: every word, and every pair of neighbours worth a phrase, with the pages it stands in.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    abbreviations::Pair,
    code::{self, Posting},
};
use crate::text::{
    fast::{Fast, packed},
    notable,
    tokens::{Token, tokens, words},
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
    /// `t`, `mot-cua`: what filters ask for.
    pub(super) filters: Vec<(char, &'a str)>,
}

/// A posting while the index is made: the place of the page among those added, and in the low bits how strong it is.
type Packed = u32;

/// The bits of how strong a posting is.
const STRENGTH: Packed = 31;

struct Term {
    token: Token,
    folded: u32,
    postings: Vec<Packed>,
}

/// A term in the page at hand.
#[derive(Clone, Copy, Default)]
struct Here {
    count: u32,
    flags: u8,
    seen: bool,
    /// Whether what is said in two ways begins with it.
    said: bool,
    /// Whether texts are not asked for it.
    frequent: bool,
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
    written: Fast<u128, (u32, bool)>,
    /// Likewise those too long for that.
    long: Fast<&'a str, (u32, bool)>,
    /// Words by their marked form.
    marked: Fast<String, u32>,
    folded: Fast<String, u32>,
    terms: Vec<Term>,
    /// One per term.
    here: Vec<Here>,
    pairs: Fast<u64, Vec<Packed>>,
    filters: BTreeMap<(char, &'a str), Vec<Packed>>,
    /// By the first term seen; only the first terms have some.
    said: Vec<Vec<Said>>,
    /// Whether of texts the notable words alone come.
    is_notable: bool,
    touched: Vec<u32>,
    /// The terms of the text at hand.
    line: Vec<u32>,
    /// The ids of the pages added.
    pages: Vec<u32>,
}

impl<'a> Index<'a> {
    /// An index that knows that an abbreviation and what it stands for are one.
    pub(super) fn new(abbreviations: &[Pair]) -> Self {
        let mut index = Self::default();
        for (short, full) in abbreviations {
            let (short, full) = (index.ids(short), index.ids(full));
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

    /// An index of which texts give the [notable] words alone.
    pub(super) fn of_notable(abbreviations: &[Pair]) -> Self {
        let mut index = Self { is_notable: true, ..Self::new(abbreviations) };
        for word in notable::frequent() {
            let id = index.term(Token::new(&word));
            index.here[id as usize].frequent = true;
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
        let at = place(self.pages.len());
        self.pages.push(page.id);
        for filter in &page.filters {
            self.filters.entry(*filter).or_default().push(at);
        }
        for (text, flag) in &page.fields {
            self.field(at, text, *flag);
        }
        for id in self.touched.drain(..) {
            let here = &mut self.here[id as usize];
            let often = often(here.count);
            if here.flags != TEXT || !here.frequent {
                self.terms[id as usize].postings.push(at | Packed::from(here.flags | often));
            }
            *here = Here { said: here.said, frequent: here.frequent, ..Here::default() };
        }
    }

    /// Adds the pages of another index, which come after those of this one.
    pub(super) fn append(&mut self, after: Self) {
        let shift = place(self.pages.len());
        let moved = |postings: Vec<Packed>| postings.into_iter().map(move |it| it + shift);
        self.pages.extend(after.pages);
        for (filter, postings) in after.filters {
            self.filters.entry(filter).or_default().extend(moved(postings));
        }
        // By the numbers that folded words have there: those that they have here.
        let mut folded = vec![0; after.folded.len()];
        for Term { token, folded: there, postings } in after.terms {
            let id = self.term(token) as usize;
            folded[there as usize] = self.terms[id].folded;
            self.terms[id].postings.extend(moved(postings));
        }
        let here = |it: u64| usize::try_from(it & 0xffff_ffff).map_or(0, |it| u64::from(folded[it]));
        after.pairs.into_iter().for_each(|(key, postings)| {
            self.pairs.entry(here(key >> 32) << 32 | here(key)).or_default().extend(moved(postings));
        });
    }

    /// Adds a text of the page that is added.
    fn field(&mut self, page: Packed, text: &'a str, flag: u8) {
        self.line.clear();
        let mut before: Option<(usize, bool)> = None;
        let mut said = false;
        for (at, word) in words(text) {
            let (id, capital) = self.written(text, at, word);
            said |= self.touch(id, flag).said;
            let close = before.is_some_and(|(end, big)| match flag {
                // Of a text, names; of its notable words, what was not divided there.
                TEXT => at == end + 1 && (self.is_notable || (big && capital)),
                MINOR => !self.is_notable,
                _ => true,
            });
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

    /// The term of the word of `text` at `at`, and whether it has a capital.
    fn written(&mut self, text: &str, at: usize, word: &'a str) -> (u32, bool) {
        let short = packed(text, at, word.len());
        let known = short.map_or_else(|| self.long.get(word), |it| self.written.get(&it));
        if let Some(&known) = known {
            return known;
        }
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let new = (self.term(Token::new(word)), capital);
        match short {
            Some(short) => _ = self.written.insert(short, new),
            None => _ = self.long.insert(word, new),
        }
        new
    }

    fn say_otherwise(&mut self, page: Packed, flag: u8) {
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

    fn pair(&mut self, page: Packed, a: u32, b: u32, flag: u8) {
        let (a, b) = (self.terms[a as usize].folded, self.terms[b as usize].folded);
        let postings = self.pairs.entry(u64::from(a) << 32 | u64::from(b)).or_default();
        match postings.last_mut() {
            Some(last) if *last & !STRENGTH == page => *last |= Packed::from(flag),
            _ => postings.push(page | Packed::from(flag)),
        }
    }

    /// What the notable words of one text alone give to an index.
    pub(super) fn given(abbreviations: &[Pair], text: &str) -> Given {
        let mut index = Index::of_notable(abbreviations);
        index.field(0, text, TEXT);
        let mut words = vec![""; index.folded.len()];
        for term in &index.terms {
            words[term.folded as usize] = &term.token.folded;
        }
        let word = |it: u64| {
            usize::try_from(it & 0xffff_ffff).map_or_else(|_| String::new(), |it| words[it].to_owned())
        };
        let counts = index.touched.iter().map(|it| {
            let here = index.here[*it as usize];
            (index.terms[*it as usize].token.clone(), (often(here.count), here.frequent))
        });
        let pairs = index.pairs.keys().map(|it| (word(it >> 32), word(*it)));
        Given { words: counts.collect(), pairs: pairs.collect() }
    }

    /// The lines of the index in `n` files: filters, words, pairs, each in order. A pair stands with its first word;
    /// a word that texts are not asked for ends with `*`.
    pub(super) fn write(self, n: u32) -> Vec<String> {
        let mut files = vec![String::new(); n as usize];
        let (pages, n_pages) = (&self.pages, self.pages.len());
        for ((key, value), postings) in &self.filters {
            let term = format!("#{key}:{value}");
            line(&mut files[code::bucket(&term, n)], &[&term, "||"], pages, postings);
        }
        let mut terms: Vec<(Term, Here)> = self.terms.into_iter().zip(self.here).collect();
        terms.sort_unstable_by(|a, b| a.0.token.cmp(&b.0.token));
        // By the number of a folded word: its place among them in order, its file. By that place: the word.
        let mut places = vec![(0, 0); self.folded.len()];
        let mut words: Vec<&str> = Vec::new();
        for (Term { token, folded, postings }, here) in &mut terms {
            let token: &Token = token;
            if words.last() != Some(&token.folded.as_str()) {
                places[*folded as usize] = (len(words.len()), code::bucket(&token.folded, n));
                words.push(&token.folded);
            }
            // Of a frequent word that many pages have, the titles alone.
            if here.frequent && n_pages > 50 && postings.len() > n_pages / 8 {
                postings.retain(|it| it & STRENGTH >= Packed::from(TITLE));
            }
            // Alone in its file, the index has no place for words that no page has.
            if postings.is_empty() && (n == 1 || !here.frequent) {
                continue;
            }
            // How often a word stands in a text tells nothing where a fifth of all texts have it.
            if n_pages > 50 && postings.len() > n_pages / 5 {
                for it in postings.iter_mut() {
                    *it &= !3;
                }
            }
            let marked = if token.marked == token.folded { "" } else { &token.marked };
            let star = if here.frequent { "*|" } else { "|" };
            let start = [&token.folded, "|", marked, star];
            line(&mut files[places[*folded as usize].1], &start, pages, postings);
        }
        let file = |it: u64| usize::try_from(it & 0xffff_ffff).map_or((0, 0), |it| places[it]);
        let mut pairs: Vec<_> =
            self.pairs.iter().map(|(key, postings)| (file(key >> 32), file(*key).0, postings)).collect();
        pairs.sort_unstable_by_key(|it| (it.0, it.1));
        for ((a, file), b, postings) in pairs {
            line(&mut files[file], &[words[a as usize], " ", words[b as usize], "||"], pages, postings);
        }
        files
    }
}

/// What a text gives to an index.
pub(super) struct Given {
    /// Words; how often each is said, as weights have it, and whether texts are not asked for it.
    pub(super) words: BTreeMap<Token, (u8, bool)>,
    /// Pairs of folded words.
    pub(super) pairs: BTreeSet<(String, String)>,
}

/// The low bits of a weight.
fn often(count: u32) -> u8 {
    match count {
        0..=1 => 0,
        2..=3 => 1,
        4..=7 => 2,
        _ => 3,
    }
}

/// `folded|marked|pages|weights~`, of which `start` is what stands before the pages.
fn line(out: &mut String, start: &[&str], pages: &[u32], postings: &[Packed]) {
    for it in start {
        out.push_str(it);
    }
    let open = |it: &Packed| {
        let strength = u8::try_from(it & STRENGTH).unwrap_or_default();
        (pages[(it / (STRENGTH + 1)) as usize], strength)
    };
    let postings: Vec<Posting> = postings.iter().map(open).collect();
    code::pages(&postings, out);
    out.push('|');
    code::weights(&postings, out);
    out.push('~');
}

/// The posting of least strength of the page at that place.
fn place(at: usize) -> Packed {
    len(at).saturating_mul(STRENGTH + 1)
}

fn len(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pages: &[&[(&str, u8)]], expected: &[&str]) {
        let abbreviations = [("TTHC".to_owned(), "thủ tục hành chính".to_owned())];
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
    fn is_the_same_made_in_parts() {
        let pages = [[("Bình An, số", TITLE)], [("số 76, xã Bình An", TEXT)], [("an số", MINOR)]];
        let pages = pages.iter().zip(0..).map(|(it, id)| Page {
            id,
            fields: it.to_vec(),
            filters: vec![('t', "mot-cua")],
        });
        let pages: Vec<Page<'static>> = pages.collect();
        let index = |pages: &[Page<'static>]| {
            let mut index = Index::new(&[]);
            for it in pages {
                index.add(it);
            }
            index
        };
        for at in 0..=pages.len() {
            let mut parts = index(&pages[..at]);
            parts.append(index(&pages[at..]));
            assert_eq!(parts.write(4), index(&pages).write(4), "{at}");
        }
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

    #[test]
    fn of_texts_that_give_notable_words_frequent_ones_are_not_known() {
        let mut index = Index::of_notable(&[]);
        let fields = vec![("Rà soát", TITLE), ("hồ sơ", MINOR), ("76/NQ, Bình Minh, phìn", TEXT)];
        index.add(&Page { id: 0, fields, filters: Vec::new() });
        let text = index.write(1).concat();
        let found: Vec<&str> = text.split_terminator('~').collect();
        let expected = [
            "ho|hồ*|!##|4",
            "phin|phìn|!##|",
            "ra|rà*|!##|8",
            "so|sơ*|!##|4",
            "soat|soát*|!##|8",
            "76 nq||!##|",
            "binh minh||!##|",
            "ra soat||!##|8",
        ];
        assert_eq!(found, expected);
    }
}
