//! Pages of a list whose numbers are permanent: page 1 holds the oldest entries, the front page the newest, so that a page
//! once full never changes again.

use serde::Serialize;

use crate::site::{EntryId, card::Anchor};

/// One page of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chunk<'a> {
    /// Number, from 1 for the oldest; absent for the front page.
    pub number: Option<usize>,
    /// Newest first.
    pub items: &'a [EntryId],
    /// Numbered pages when the list was cut.
    total: usize,
}

/// Links between the pages of a list.
#[derive(Debug, Hash, Serialize)]
pub(super) struct Pager {
    /// Number of this page; absent on the front page.
    pub number: Option<usize>,
    /// The oldest page.
    pub first: Option<Anchor>,
    /// The next newer page.
    pub newer: Option<Anchor>,
    /// The next older page.
    pub older: Option<Anchor>,
    /// The front page.
    pub last: Option<Anchor>,
    /// Numbered pages near this one, newest first.
    pub pages: Vec<PageLink>,
}

/// A numbered page as a link.
#[derive(Debug, PartialEq, Eq, Hash, Serialize)]
pub(super) struct PageLink {
    number: usize,
    url: String,
    current: bool,
}

/// How many numbered pages a page links to.
const SHOWN: usize = 7;

/// Cuts a list, newest first, into its front page and its numbered pages, newest first. The front page has between one and
/// two times `size` entries, or all where there are fewer; every numbered page has `size`.
pub(super) fn chunks(ids: &[EntryId], size: usize) -> Vec<Chunk<'_>> {
    let total = (ids.len() / size).saturating_sub(1);
    let front = ids.len() - total * size;
    let mut chunks = vec![Chunk { number: None, items: &ids[..front], total }];
    for number in (1..=total).rev() {
        let end = ids.len() - (number - 1) * size;
        chunks.push(Chunk { number: Some(number), items: &ids[end - size..end], total });
    }
    chunks
}

impl Chunk<'_> {
    /// Address of this page of the list at `list`, without the path of the base.
    pub(super) fn url(&self, list: &str) -> String {
        self.number.map_or_else(|| list.to_owned(), |it| numbered(list, it))
    }

    /// Links to the other pages; absent where there are none. `list` has the path of the base.
    pub(super) fn pager(&self, list: &str) -> Option<Pager> {
        let at = |number: usize| Anchor { title: format!("Trang {number}"), url: numbered(list, number) };
        let front = || Anchor { title: "Mới nhất".to_owned(), url: list.to_owned() };
        let (total, number) = (self.total, self.number);
        // The page and older ones: a page that is full must not change with each that comes after it.
        let newest = number.unwrap_or(total);
        let oldest = newest.saturating_sub(SHOWN) + 1;
        let pages = (oldest..=newest).rev().map(|it| PageLink {
            number: it,
            url: numbered(list, it),
            current: number == Some(it),
        });
        let pages: Vec<PageLink> = pages.collect();
        (total > 0).then(|| match number {
            None => Pager {
                number,
                first: (total > SHOWN).then(|| at(1)),
                newer: None,
                older: Some(at(total)),
                last: None,
                pages,
            },
            Some(own) => Pager {
                number,
                first: (oldest > 1).then(|| at(1)),
                newer: Some(if own == total { front() } else { at(own + 1) }),
                older: (own > 1).then(|| at(own - 1)),
                last: (own < total).then(front),
                pages,
            },
        })
    }
}

fn numbered(list: &str, number: usize) -> String {
    format!("{list}trang/{number}/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(n: usize, size: usize) -> Vec<(Option<usize>, Vec<usize>)> {
        let ids: Vec<EntryId> = (0..n).rev().map(EntryId).collect();
        chunks(&ids, size)
            .into_iter()
            .map(|it| (it.number, it.items.iter().map(|id| id.0).collect()))
            .collect()
    }

    #[test]
    fn a_full_page_never_changes() {
        assert_eq!(cut(0, 2), [(None, vec![])]);
        assert_eq!(cut(3, 2), [(None, vec![2, 1, 0])]);
        assert_eq!(cut(4, 2), [(None, vec![3, 2]), (Some(1), vec![1, 0])]);
        assert_eq!(cut(5, 2), [(None, vec![4, 3, 2]), (Some(1), vec![1, 0])]);
        assert_eq!(cut(6, 2), [(None, vec![5, 4]), (Some(2), vec![3, 2]), (Some(1), vec![1, 0])]);
    }

    #[test]
    fn pages_lead_to_each_other() {
        let ids: Vec<EntryId> = (0..6).map(EntryId).collect();
        let pagers: Vec<Pager> = chunks(&ids, 2).iter().filter_map(|it| it.pager("/tin/")).collect();
        let url = |it: &Option<Anchor>| it.as_ref().map(|it| it.url.clone());
        let links: Vec<_> = pagers.iter().map(|it| (url(&it.newer), url(&it.older))).collect();
        let page = |n: usize| Some(format!("/tin/trang/{n}/"));
        assert_eq!(links, [(None, page(2)), (Some("/tin/".to_owned()), page(1)), (page(2), None)]);
    }
}
