//! Levels and ids of headings.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, Tag};

use crate::text;

/// Levels that never skip one: the title of the page is level 1, so the first heading is level 2 whatever was typed.
#[derive(Debug, Default)]
pub(super) struct Levels(Vec<u8>);

impl Levels {
    /// The level on the page of a heading typed with `typed` signs `#`; and where its writer skipped a level, how many
    /// signs belong there.
    pub(super) fn next(&mut self, typed: u8) -> (u8, Option<u8>) {
        let last = self.0.last().copied();
        let deepest = last.unwrap_or(1) + 1;
        while self.0.last().is_some_and(|&it| it >= typed) {
            self.0.pop();
        }
        self.0.push(typed);
        (u8::try_from(self.0.len() + 1).unwrap_or(6).min(6), (typed > deepest).then_some(deepest))
    }
}

/// The ids of a page, each once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// The ids that the author wrote: no other heading gets one of them.
    authors: HashSet<String>,
    /// The last number tried behind a name.
    numbers: HashMap<String, u32>,
}

impl Ids {
    /// With the ids that the author wrote in `markdown`, so that headings before them make way.
    pub(super) fn new(markdown: &str) -> Self {
        let mut ids = Self::default();
        if markdown.contains('{') {
            let authors = super::parser(markdown, None).filter_map(|(it, _)| match it {
                Event::Start(Tag::Heading { id: Some(id), .. }) => Some(id.into_string()),
                _ => None,
            });
            ids.authors.extend(authors);
        }
        ids
    }

    /// The id that the author asks for, or the like of it where that is taken; and whether it was free.
    pub(super) fn author(&mut self, id: &str) -> (String, bool) {
        if !is_note(id) && self.taken.insert(id.to_owned()) {
            return (id.to_owned(), true);
        }
        (self.number(id), false)
    }

    /// An id made of the text of a heading.
    pub(super) fn make(&mut self, heading: &str) -> String {
        self.make_of(text::slug(heading))
    }

    /// An id that is wanted, or the like of it where that is taken.
    pub(super) fn make_of(&mut self, mut id: String) -> String {
        if id.is_empty() || is_note(&id) {
            id.insert_str(0, if id.is_empty() { "muc" } else { "muc-" });
        }
        if !self.authors.contains(&id) && self.taken.insert(id.clone()) {
            return id;
        }
        self.number(&id)
    }

    fn number(&mut self, id: &str) -> String {
        let stem = if is_note(id) { format!("muc-{id}") } else { id.to_owned() };
        loop {
            let n = self.numbers.entry(stem.clone()).or_insert(1);
            *n += 1;
            let id = format!("{stem}-{n}");
            if !self.authors.contains(&id) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The provision that stands open while the headings of a legal document are read.
#[derive(Debug, Default)]
pub(super) struct Provisions {
    /// Rank and id of each that is open, the larger first.
    open: Vec<(usize, String)>,
}

/// Units of provisions from the largest, as folded words and in ids. `Điều` is counted through the whole document.
const UNITS: &[(&str, &str)] = &[
    ("phu luc", "phu-luc"),
    ("phan", "phan"),
    ("chuong", "chuong"),
    ("muc", "muc"),
    ("tieu muc", "tieu-muc"),
    ("dieu", "dieu"),
    ("khoan", "khoan"),
    ("diem", "diem"),
];

/// The place of `Điều` in [`UNITS`].
const ARTICLE: usize = 5;

impl Provisions {
    /// The id of a heading that begins with a provision: `dieu-5` of `Điều 5. Trách nhiệm`, below it `dieu-5.khoan-2` of
    /// `Khoản 2`; that to which pinpoints lead.
    pub(super) fn id(&mut self, heading: &str) -> Option<String> {
        let key = text::key(heading);
        let (rank, value) = UNITS.iter().enumerate().find_map(|(rank, (unit, _))| {
            let words = unit.split(' ').count();
            let typed: Vec<&str> = key.split([' ', '\u{a0}']).collect();
            let same = typed.get(..words).is_some_and(|it| text::fold(&it.join(" ")) == *unit);
            let value = typed.get(words)?.trim_end_matches(['.', ':', ')', ',']);
            (same && is_value(value)).then(|| (rank, value.to_owned()))
        })?;
        self.open.retain(|(open, _)| *open < rank);
        let above = self.open.last().filter(|(open, _)| rank != ARTICLE || *open == 0);
        let name = UNITS[rank].1;
        let id = above.map_or_else(|| format!("{name}-{value}"), |(_, id)| format!("{id}.{name}-{value}"));
        self.open.push((rank, id.clone()));
        Some(id)
    }
}

/// `5`, `5a`, `iv`, `đ`.
fn is_value(word: &str) -> bool {
    let digits = word.len() - word.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let is_roman = !word.is_empty() && word.bytes().all(|it| b"ivxlc".contains(&it));
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let is_number = (1..4).contains(&digits) && word.len() - digits < 2;
    is_number || is_roman || is_letter
}

/// The ids of footnotes are kept for them.
fn is_note(id: &str) -> bool {
    id.starts_with("fn-") || id.starts_with("fnref-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_begin_at_two_and_never_skip() {
        #[track_caller]
        fn check(typed: &[u8], expected: &[(u8, Option<u8>)]) {
            let mut levels = Levels::default();
            let found: Vec<_> = typed.iter().map(|&it| levels.next(it)).collect();
            assert_eq!(found, expected);
        }
        check(&[1, 2, 3, 1], &[(2, None), (3, None), (4, None), (2, None)]);
        check(&[2, 3, 2], &[(2, None), (3, None), (2, None)]);
        check(&[2, 4, 4, 3], &[(2, None), (3, Some(3)), (3, None), (3, None)]);
        check(&[3], &[(2, Some(2))]);
        check(&[1, 2, 3, 4, 5, 6], &[(2, None), (3, None), (4, None), (5, None), (6, None), (6, None)]);
    }

    #[test]
    fn provisions_have_the_ids_that_pinpoints_lead_to() {
        let mut provisions = Provisions::default();
        for (heading, expected) in [
            ("Chương II. TỔ CHỨC", Some("chuong-ii")),
            ("Mục 1", Some("chuong-ii.muc-1")),
            ("Điều 5. Trách nhiệm", Some("dieu-5")),
            ("Khoản 2", Some("dieu-5.khoan-2")),
            ("Điểm đ) Việc khác", Some("dieu-5.khoan-2.diem-đ")),
            ("Khoản 3", Some("dieu-5.khoan-3")),
            ("ĐIỀU 6A: Thi hành", Some("dieu-6a")),
            ("Phụ lục III", Some("phu-luc-iii")),
            ("Mục tiêu chung", None),
            ("Điều kiện", None),
            ("Phần mềm", None),
            ("Điểm mới", None),
        ] {
            assert_eq!(provisions.id(heading).as_deref(), expected, "{heading}");
        }
    }

    #[test]
    fn ids_are_unique_and_the_authors_win() {
        let mut ids = Ids::new("# Mục đích\n\n# Căn cứ {#muc-dich}\n");
        assert_eq!(ids.make("Mục đích"), "muc-dich-2");
        assert_eq!(ids.author("muc-dich"), ("muc-dich".into(), true));
        assert_eq!(ids.author("muc-dich"), ("muc-dich-3".into(), false));
        assert_eq!(ids.make("Mục đích"), "muc-dich-4");
        assert_eq!(ids.make("政府"), "muc");
        assert_eq!(ids.make("***"), "muc-2");
        assert_eq!(ids.make("Fn 1"), "muc-fn-1");
        assert_eq!(ids.author("fn-1"), ("muc-fn-1-2".into(), false));
    }
}
