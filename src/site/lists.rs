//! Ordered lists of entries, newest first: by section, topic, unit, author.

use super::{EntryId, memo::Cx};
use crate::{kind::Kind, text};

/// The lists of a site.
#[derive(Default)]
pub struct Lists {
    /// Articles.
    pub articles: Vec<EntryId>,
    /// Entries of each section of the settings.
    pub sections: Vec<Vec<EntryId>>,
    /// Articles of each topic of the registry.
    pub topics: Vec<Vec<EntryId>>,
    /// Articles of each unit of the registry.
    pub units: Vec<Vec<EntryId>>,
    /// Documents of each topic of the registry.
    pub topic_documents: Vec<Vec<EntryId>>,
    /// Plans and documents that each unit of the registry issued.
    pub issued: Vec<Vec<EntryId>>,
    /// Procedures, questions, events and indicators of each topic of the registry.
    pub topic_others: Vec<Vec<EntryId>>,
    /// The same of each unit.
    pub unit_others: Vec<Vec<EntryId>>,
    /// Articles of each author of the registry.
    pub authors: Vec<Vec<EntryId>>,
    /// Newer and older neighbour in the section, by entry.
    pub around: Vec<[Option<EntryId>; 2]>,
}

/// Makes the lists.
pub(super) fn lists(cx: &Cx<'_>) -> Lists {
    let Cx { entries, nodes, asker, .. } = cx;
    let mut all = cx.newest.clone();
    // What has no date stands last, as a dictionary would have it.
    let dated = all.partition_point(|it| nodes[it.0].moment.is_some());
    let title = |it: &EntryId| entries[it.0].facts.common.title.value.as_str();
    all[dated..].sort_by(|a, b| text::compare(title(a), title(b)));
    let sources = asker.sources;
    let registries = &sources.registries;
    let mut lists = Lists {
        articles: Vec::new(),
        sections: vec![Vec::new(); sources.config.sections.len()],
        topics: vec![Vec::new(); registries.topics.len()],
        units: vec![Vec::new(); registries.units.len()],
        topic_documents: vec![Vec::new(); registries.topics.len()],
        issued: vec![Vec::new(); registries.units.len()],
        topic_others: vec![Vec::new(); registries.topics.len()],
        unit_others: vec![Vec::new(); registries.units.len()],
        authors: vec![Vec::new(); registries.authors.len()],
        around: vec![[None, None]; entries.len()],
    };
    for id in all {
        let node = &nodes[id.0];
        if let Some(section) = node.section {
            if let Some(newer) = lists.sections[section].last().copied() {
                lists.around[id.0][0] = Some(newer);
                lists.around[newer.0][1] = Some(id);
            }
            lists.sections[section].push(id);
        }
        let once = |list: &mut Vec<EntryId>| {
            if list.last() != Some(&id) {
                list.push(id);
            }
        };
        match entries[id.0].facts.kind() {
            Kind::Article => lists.articles.push(id),
            Kind::Plan | Kind::Document => {
                node.topics.iter().for_each(|it| once(&mut lists.topic_documents[*it]));
                if let Some(unit) = node.agency {
                    once(&mut lists.issued[unit]);
                }
                continue;
            }
            Kind::Procedure | Kind::Question | Kind::Event | Kind::Indicator => {
                node.topics.iter().for_each(|it| once(&mut lists.topic_others[*it]));
                if let Some(unit) = node.agency {
                    once(&mut lists.unit_others[unit]);
                }
                continue;
            }
            Kind::Page => continue,
        }
        node.topics.iter().for_each(|it| once(&mut lists.topics[*it]));
        node.authors.iter().for_each(|it| once(&mut lists.authors[*it]));
        if let Some(unit) = node.agency {
            once(&mut lists.units[unit]);
        }
    }
    lists
}
