//! How soon the public hears of a document: days from its issue to the first article about it.

use super::{EntryId, Site};
use crate::kind::Meta;

/// The first article about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct First {
    /// The article.
    pub article: EntryId,
    /// Days after the day of issue, 0 or more.
    pub days: i32,
}

/// The first article that refers to a document since it was issued; absent where there is none, or the day of issue is not known.
pub fn first_article(site: &Site<'_>, document: EntryId) -> Option<First> {
    let issued = match &site.entry(document).facts.meta {
        Meta::Document(it) => it.issued.as_ref(),
        Meta::Plan(it) => it.issued.as_ref(),
        _ => None,
    };
    let issued = issued?.value.date;
    let citing = site.graph.legal.cited_by.get(&document)?;
    // Newest first.
    citing.iter().rev().map(|it| it.by).filter(|it| site.stands(*it)).find_map(|article| {
        let days = site.node(article).day?.since(issued).ok()?.get_days();
        (days >= 0).then_some(First { article, days })
    })
}
