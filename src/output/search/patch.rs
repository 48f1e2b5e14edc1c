//! A file of the index in which one page has other notable words than before: what the index of all pages would be, made of
//! the file alone.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    code::{self, Posting},
    index::{Given, TEXT},
};
use crate::text::tokens::Token;

/// One file of the index: what stands before the places of each term, and those.
pub(super) struct Shard<'t> {
    filters: Vec<&'t str>,
    words: BTreeMap<Token, Line<'t>>,
    pairs: BTreeMap<(String, String), Line<'t>>,
}

/// The pages of a term.
enum Line<'t> {
    /// As they are written.
    Read(&'t str, &'t str, bool),
    /// Changed.
    New(Vec<Posting>, bool),
}

impl Line<'_> {
    fn postings(&self) -> Option<Vec<Posting>> {
        match self {
            Self::Read(pages, weights, _) => code::read(pages, weights),
            Self::New(postings, _) => Some(postings.clone()),
        }
    }

    fn is_frequent(&self) -> bool {
        let (Self::Read(_, _, is_frequent) | Self::New(_, is_frequent)) = self;
        *is_frequent
    }
}

/// What the files of a tier have in common.
#[derive(Clone, Copy)]
pub(super) struct Tier {
    /// Pages of the tier.
    pub(super) pages: usize,
    /// Its files.
    pub(super) files: u32,
    /// The number of the page that has changed.
    pub(super) page: u32,
}

impl<'t> Shard<'t> {
    /// Reads a file; absent when it is none.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let mut shard = Self { filters: Vec::new(), words: BTreeMap::new(), pairs: BTreeMap::new() };
        for line in text.split_terminator('~') {
            let mut parts = line.split('|');
            let (term, marked, pages, weights) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
            if term.starts_with('#') {
                shard.filters.push(line);
            } else if let Some((a, b)) = term.split_once(' ') {
                shard.pairs.insert((a.to_owned(), b.to_owned()), Line::Read(pages, weights, false));
            } else {
                let (marked, star) = marked.strip_suffix('*').map_or((marked, false), |it| (it, true));
                let marked = if marked.is_empty() { term } else { marked };
                let token = Token { folded: term.to_owned(), marked: marked.to_owned() };
                shard.words.insert(token, Line::Read(pages, weights, star));
            }
        }
        Some(shard)
    }

    /// Gives the page the words `new` in place of `old`, as far as they stand in this file; absent where the lines of other
    /// pages depend on it.
    pub(super) fn change(&mut self, old: &Given, new: &Given, tier: Tier, at: usize) -> Option<()> {
        let here = |word: &str| code::bucket(word, tier.files) == at;
        let words: BTreeSet<&Token> = old.words.keys().chain(new.words.keys()).collect();
        for token in words.into_iter().filter(|it| here(&it.folded)) {
            let (then, now) = (old.words.get(token), new.words.get(token));
            if then != now {
                self.word(token, now.map(|it| it.0), now.or(then)?.1, tier)?;
            }
        }
        for pair in old.pairs.symmetric_difference(&new.pairs).filter(|it| here(&it.0)) {
            let mut postings = self.pairs.get(pair).map_or(Some(Vec::new()), Line::postings)?;
            let place = postings.binary_search_by_key(&tier.page, |it| it.0);
            match place {
                Ok(at) if !new.pairs.contains(pair) && postings[at].1 == TEXT => _ = postings.remove(at),
                Err(at) if new.pairs.contains(pair) => postings.insert(at, (tier.page, TEXT)),
                _ => {}
            }
            if postings.is_empty() {
                self.pairs.remove(pair);
            } else {
                self.pairs.insert(pair.clone(), Line::New(postings, false));
            }
        }
        Some(())
    }

    /// `often` is how often the text says the word now; absent where it does not.
    fn word(&mut self, token: &Token, often: Option<u8>, is_frequent: bool, tier: Tier) -> Option<()> {
        let mut postings = self.words.get(token).map_or(Some(Vec::new()), Line::postings)?;
        let place = postings.binary_search_by_key(&tier.page, |it| it.0);
        let is_common = |it: &[Posting]| tier.pages > 50 && it.len() > tier.pages / 5;
        let was_common = is_common(&postings);
        // The index itself thins out frequent words by how many pages have them.
        match (place, often) {
            (Ok(_) | Err(_), _) if is_frequent && tier.pages > 50 && postings.len() >= tier.pages / 8 => {
                return None;
            }
            (Ok(at), None) if postings[at].1 & !3 == TEXT => _ = postings.remove(at),
            (Ok(at), often) => {
                let low = if was_common { 0 } else { often.unwrap_or(0) };
                postings[at].1 = postings[at].1 & !3 | low;
                if is_frequent && postings[at].1 & !3 == TEXT {
                    postings.remove(at);
                }
            }
            (Err(at), Some(often)) if !is_frequent => {
                postings.insert(at, (tier.page, if was_common { 0 } else { often }));
            }
            (Err(_), _) => {}
        }
        if is_common(&postings) != was_common {
            return None;
        }
        if postings.is_empty() && (tier.files == 1 || !is_frequent) {
            self.words.remove(token);
        } else {
            self.words.insert(token.clone(), Line::New(postings, is_frequent));
        }
        Some(())
    }

    /// Whether a word of the file begins with these letters.
    pub(super) fn has_beginning(&self, beginning: &str) -> bool {
        self.words.keys().any(|it| code::beginning(&it.folded) == beginning)
    }

    /// The file as it is written.
    pub(super) fn write(&self) -> String {
        let mut out = String::new();
        for it in &self.filters {
            out.push_str(it);
            out.push('~');
        }
        for (Token { folded, marked }, line) in &self.words {
            let marked = if marked == folded { "" } else { marked };
            let star = if line.is_frequent() { "*|" } else { "|" };
            write(&mut out, &[folded, "|", marked, star], line);
        }
        for ((a, b), line) in &self.pairs {
            write(&mut out, &[a, " ", b, "||"], line);
        }
        out
    }
}

fn write(out: &mut String, start: &[&str], line: &Line<'_>) {
    for it in start {
        out.push_str(it);
    }
    match line {
        Line::Read(pages, weights, _) => {
            out.push_str(pages);
            out.push('|');
            out.push_str(weights);
        }
        Line::New(postings, _) => {
            code::pages(postings, out);
            out.push('|');
            code::weights(postings, out);
        }
    }
    out.push('~');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::search::index::{Index, MINOR, Page, TITLE};

    /// An index of pages (title, summary, notable words).
    fn index(pages: &[[&str; 3]], files: u32) -> Vec<String> {
        let mut index = Index::of_notable(&[]);
        for (id, [title, summary, text]) in pages.iter().enumerate() {
            let fields = vec![(*title, TITLE), (*summary, MINOR), (*text, TEXT)];
            index.add(&Page { id: u32::try_from(id).unwrap() * 70_000, fields, filters: vec![('s', "tin")] });
        }
        index.write(files)
    }

    #[track_caller]
    fn check(pages: &[[&str; 3]], at: usize, text: &str) {
        let mut after = pages.to_vec();
        after[at][2] = text;
        for files in [1, 4, 16] {
            let (before, expected) = (index(pages, files), index(&after, files));
            let (old, new) = (Index::given(&[], pages[at][2]), Index::given(&[], text));
            let tier = Tier { pages: pages.len(), files, page: u32::try_from(at).unwrap() * 70_000 };
            for (number, file) in before.iter().enumerate() {
                let mut shard = Shard::parse(file).unwrap();
                assert_eq!(shard.write(), *file);
                shard.change(&old, &new, tier, number).unwrap();
                assert_eq!(shard.write(), expected[number], "{text:?} in file {number} of {files}");
            }
        }
    }

    #[test]
    fn is_what_the_index_of_all_pages_would_be() {
        let pages = [
            ["Một cửa ở Bình Minh", "Xà Phìn làm trước", "76, Bình Minh, phìn, xà"],
            ["Dịch vụ công", "", "Bình An, Bình Minh, phìn"],
            ["Số hóa 2025", "Đồng Văn", ""],
        ];
        for (at, text) in [
            (0, "76, Bình Minh, phìn, xà"),
            (0, ""),
            (0, "76, Bình An, Bình Minh, Bình Sơn, lũng, phìn"),
            (1, "2025, 76, Bình An, xà"),
            (2, "2025, Bình Minh, lũng, phìn, xà, ỷ"),
        ] {
            check(&pages, at, text);
        }
    }

    #[test]
    fn refuses_what_the_lines_of_other_pages_depend_on() {
        let texts: Vec<String> =
            (0..60).map(|it| if it < 12 { "phìn".to_owned() } else { format!("n{it}") }).collect();
        let pages: Vec<[&str; 3]> = texts.iter().map(|it| ["", "", it.as_str()]).collect();
        let file = index(&pages, 1).concat();
        let (old, new) = (Index::given(&[], "n20"), Index::given(&[], "phìn"));
        let tier = Tier { pages: 60, files: 1, page: 20 * 70_000 };
        assert!(Shard::parse(&file).unwrap().change(&old, &new, tier, 0).is_none());
        assert!(Shard::parse("rác").is_none());
    }
}
