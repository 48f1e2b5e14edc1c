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
        let mut id = text::slug(heading);
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
