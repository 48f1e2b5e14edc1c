//! Lists of legal documents: by type, issuer, level, place, year, state.

use std::collections::BTreeMap;

use super::{
    EntryId, Sources,
    legal_index::{DocumentNode, LegalIndex},
    names::AllNames,
};
use crate::{
    legal::{issuer, place::Level, validity::State},
    text::{self, capital},
};

/// One list of documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Facet {
    /// What it is a list by.
    pub group: Group,
    /// Title within its group: `Nghị quyết`, `Chính phủ`, `2021`.
    pub title: String,
    /// Address in the site: `/van-ban/loai/nghi-quyet/`.
    pub url: String,
    /// Newest first.
    pub members: Vec<EntryId>,
}

/// A list that a document stands in.
#[derive(Debug)]
pub(super) struct Filed {
    group: Group,
    /// Last part of the address of the list.
    slug: String,
    title: String,
}

/// What a list of documents is by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// State on the day of the build.
    State,
    /// Type.
    Type,
    /// Issuer.
    Issuer,
    /// Level of the issuer.
    Level,
    /// Province of the issuer.
    Place,
    /// Year of issue.
    Year,
}

impl Group {
    /// Folder below the section of documents.
    pub fn folder(self) -> &'static str {
        match self {
            Self::State => "tinh-trang",
            Self::Type => "loai",
            Self::Issuer => "co-quan",
            Self::Level => "cap",
            Self::Place => "dia-phuong",
            Self::Year => "nam",
        }
    }

    /// Name for templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Type => "type",
            Self::Issuer => "issuer",
            Self::Level => "level",
            Self::Place => "place",
            Self::Year => "year",
        }
    }
}

/// The lists, by group, then years newest first and all else as a dictionary has it.
pub fn facets(legal: &LegalIndex, sources: &Sources) -> Vec<Facet> {
    let Some(section) = sources.config.sections.iter().find(|it| it.kind == "document") else {
        return Vec::new();
    };
    let mut lists: BTreeMap<(Group, &str), (&str, Vec<EntryId>)> = BTreeMap::new();
    for id in &legal.by_date {
        let Some(document) = legal.document(*id) else { continue };
        for it in &document.filed {
            lists.entry((it.group, &it.slug)).or_insert_with(|| (&it.title, Vec::new())).1.push(*id);
        }
    }
    let mut facets: Vec<Facet> = lists
        .into_iter()
        .map(|((group, slug), (title, members))| {
            let url = format!("/{}/{}/{slug}/", section.folder, group.folder());
            Facet { group, title: title.to_owned(), url, members }
        })
        .collect();
    facets.sort_by(|a, b| {
        let titles = || text::compare(&a.title, &b.title);
        a.group.cmp(&b.group).then_with(|| if a.group == Group::Year { titles().reverse() } else { titles() })
    });
    facets
}

/// The lists that a document stands in.
pub(super) fn filed(document: &DocumentNode, names: &AllNames, sources: &Sources) -> Vec<Filed> {
    let mut filed = Vec::new();
    let mut add = |group: Group, slug: String, title: String| {
        if !slug.is_empty() {
            filed.push(Filed { group, slug, title });
        }
    };
    add(Group::Type, text::slug(&document.type_name), document.type_name.clone());
    let unit = names.issuer(&document.issuer).map(|it| &sources.registries.units[it]);
    match unit {
        Some(unit) => add(Group::Issuer, unit.id.value.clone(), unit.name.clone()),
        None => add(Group::Issuer, text::slug(&issuer::key(&document.issuer)), document.issuer.clone()),
    }
    if let Some(level) = document.level {
        add(Group::Level, text::slug(level_name(level)), level_name(level).to_owned());
    }
    if let Some(place) = &document.place {
        add(Group::Place, text::slug(place), place.clone());
    }
    if let Some(issued) = document.issued {
        add(Group::Year, issued.year().to_string(), issued.year().to_string());
    }
    if document.state != State::Unknown {
        add(Group::State, text::slug(document.state.vi()), capital(document.state.vi()));
    }
    filed
}

/// Canonical name of a level, as in the registry of units.
pub fn level_key(level: Level) -> &'static str {
    match level {
        Level::Central => "central",
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
    }
}

/// A level in Vietnamese.
pub fn level_name(level: &str) -> &'static str {
    match level {
        "central" => "Trung ương",
        "province" => "Cấp tỉnh",
        "district" => "Cấp huyện",
        _ => "Cấp xã",
    }
}
