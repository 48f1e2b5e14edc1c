//! The documents of the register by number, on one page that can be scanned by eye.

use serde::Serialize;

use super::{
    File, Output, Render,
    frame::{Head, SectionValue, home_crumb, section_value},
    list::{file, list_head},
    values::Brief,
};
use crate::{
    site::{
        Card, Site,
        card::Anchor,
        records::{by_number, serial},
        routes,
    },
    text,
};

/// The index by number.
pub(super) struct Numbers;

view! {
    /// The documents by number.
    pub(super) struct NumbersView<'s> {
        section: SectionValue,
        groups: Vec<NumberGroup<'s>>,
    }
}
page_view!(NumbersView, "numbers.html");

/// Documents whose serials lie near each other.
#[derive(Hash, Serialize)]
pub(super) struct NumberGroup<'s> {
    /// `20 – 29`; absent for what has no number.
    title: Option<String>,
    /// `so-20`
    id: String,
    items: Vec<Brief<'s>>,
}

impl NumbersView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let section = Anchor { title: self.section.title.clone(), url: self.section.url.clone() };
        let crumbs = vec![home_crumb(cx), section];
        let mut head = list_head(&cx.word("by_number"), Some(&cx.word("by_number_text")), None, "", crumbs);
        head.head_title = format!("{} – {}", head.head_title, self.section.title);
        head
    }
}

impl Output for Numbers {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        let Some(section) = site.config.sections.iter().find(|it| it.kind == "document") else { return };
        if site.graph.legal.documents.is_empty() {
            return;
        }
        let view = NumbersView { section: section_value(section, site), groups: groups(site) };
        files.extend(file(&routes::numbers(&section.folder), Box::new(view), "trang"));
    }
}

fn groups<'s>(site: &'s Site<'s>) -> Vec<NumberGroup<'s>> {
    let cards = site.graph.legal.documents.keys().map(|it| site.card(*it));
    let number = |it: &Card| it.legal.as_ref().and_then(|it| it.number.clone());
    let (mut numbered, mut others): (Vec<_>, Vec<_>) = cards.partition(|it| number(it).is_some());
    numbered.sort_by_cached_key(|it| Numbered(number(it).unwrap_or_default(), it.url.clone()));
    others.sort_by(|a, b| text::compare(&a.title, &b.title).then_with(|| a.url.cmp(&b.url)));
    let mut groups: Vec<NumberGroup<'s>> = Vec::new();
    for card in numbered {
        let (first, last) = decade(serial(&number(card).unwrap_or_default()));
        let id = format!("so-{first}");
        match groups.last_mut().filter(|it| it.id == id) {
            Some(group) => group.items.push(Brief(card)),
            None => {
                let title = Some(format!("{first} – {last}"));
                groups.push(NumberGroup { title, id, items: vec![Brief(card)] });
            }
        }
    }
    if !others.is_empty() {
        let items = others.into_iter().map(Brief).collect();
        groups.push(NumberGroup { title: None, id: "khong-so".to_owned(), items });
    }
    groups
}

/// A number in the order of the page.
#[derive(PartialEq, Eq)]
struct Numbered(String, String);

impl Ord for Numbered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        by_number(&self.0, &other.0).then_with(|| self.1.cmp(&other.1))
    }
}

impl PartialOrd for Numbered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The first and last serial of a group: ten below a hundred, a hundred below a thousand, then a thousand.
fn decade(serial: u32) -> (u32, u32) {
    let step = match serial {
        0..100 => 10,
        100..1000 => 100,
        _ => 1000,
    };
    let first = serial / step * step;
    (first.max(1), first + step - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_serials_of_one_size() {
        for (serial, expected) in [
            (0, (1, 9)),
            (1, (1, 9)),
            (10, (10, 19)),
            (99, (90, 99)),
            (468, (400, 499)),
            (3612, (3000, 3999)),
        ] {
            assert_eq!(decade(serial), expected, "{serial}");
        }
    }
}
