//! Facts of all entries → [`Graph`]: places, names, lists and links, each by its own file; here they are put in order.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Clock, EntryId, Graph, Node, Sources, archive, card, documents, heads,
    legal_index::LegalIndex,
    links, lists,
    names::AllNames,
    plans, related,
    routes::{self, Taken},
    visibility,
};
use crate::{diag::Diagnostic, kind::Meta, route::Route, source::Entry, stamp::Stamped, words};

/// Joins everything that was read, as seen at the moment of the clock.
pub fn resolve(sources: &Sources, clock: &Clock) -> Graph {
    let mut found = Vec::new();
    let names = AllNames::new(&sources.registries, &mut found);
    check_config(sources, &names, &mut found);
    let ids = super::ids::assign(sources, &names, &mut found);
    let Placed { nodes, hidden } = place(sources, clock, &names, &ids, &mut found);
    let entries: Vec<&Entry> = nodes.iter().map(|it| &*sources.entries[it.source]).collect();

    let legal = LegalIndex::new(sources, clock, &names, &entries, &nodes, &mut found);
    let (plans, plan_refs) = plans::join(&entries, &nodes, &hidden, &names, &legal, sources, &mut found);
    let lists = lists::lists(&entries, &nodes, sources);
    let days = archive::by_day(&lists.articles, &nodes);
    let related = related::of(&entries, &nodes, &lists, &plans, &legal);

    let urls: Vec<String> = nodes.iter().map(|it| it.url.clone()).collect();
    let addresses: BTreeMap<String, EntryId> =
        urls.iter().enumerate().map(|(at, url)| (url.clone(), EntryId(at))).collect();
    let paths: BTreeMap<String, EntryId> = entries
        .iter()
        .enumerate()
        .filter(|(_, it)| it.row.is_none())
        .map(|(at, it)| (it.facts.path.clone(), EntryId(at)))
        .collect();
    let facets = documents::facets(&legal, &names, sources);
    let map = links::Map {
        config: &sources.config,
        registries: &sources.registries,
        addresses: &addresses,
        paths: &paths,
        hidden: &hidden,
        assets: &sources.assets,
        days: &days,
        facets: &facets,
        entries: &entries,
        urls: &urls,
    };
    let targets = links::targets(&map, &mut found);
    links::check_menu(&map, &mut found);
    let withheld = withheld(sources, &nodes, &targets, &map);
    let redirects = redirects(&entries, &nodes, &map, &mut found);
    let cards = entries.iter().enumerate().map(|(at, entry)| {
        let picture = targets[at].picture.as_ref().map(|it| it.url.as_str());
        Stamped::new(card::card(
            &entry.facts,
            &nodes[at],
            picture,
            legal.card(EntryId(at), sources, clock),
            sources,
            clock,
        ))
    });
    let cards: Vec<Stamped<card::Card>> = cards.collect();
    let heads = heads::heads(&cards, sources);
    let plan_cards = plans.iter().filter_map(|(id, node)| match &entries[id.0].facts.meta {
        Meta::Plan(plan) => Some((*id, Stamped::new(plans::card(&cards[id.0], plan, node)))),
        _ => None,
    });
    let plan_cards = plan_cards.collect();
    Graph {
        addresses,
        sections: lists.sections,
        topics: lists.topics,
        topic_documents: lists.topic_documents,
        issued: lists.issued,
        units: lists.units,
        authors: lists.authors,
        articles: lists.articles,
        archive: days,
        around: lists.around,
        related,
        plans,
        plan_cards,
        plan_refs,
        legal,
        facets,
        targets,
        redirects,
        withheld,
        cards,
        heads,
        nodes,
        names,
        diagnostics: found,
    }
}

fn check_config(sources: &Sources, names: &AllNames, found: &mut Vec<Diagnostic>) {
    if let Some(agency) = &sources.config.agency {
        names.units.check(agency, &Arc::from(crate::config::FILE), found);
    }
}

struct Placed {
    nodes: Vec<Node>,
    /// Paths, addresses and plan ids of hidden entries.
    hidden: BTreeSet<String>,
}

fn place(
    sources: &Sources,
    clock: &Clock,
    names: &AllNames,
    ids: &[String],
    found: &mut Vec<Diagnostic>,
) -> Placed {
    let mut taken = Taken::default();
    let mut placed = Placed { nodes: Vec::with_capacity(sources.entries.len()), hidden: BTreeSet::new() };
    for (source, entry) in sources.entries.iter().enumerate() {
        let facts = &entry.facts;
        let common = &facts.common;
        let url =
            if facts.is_row { format!("/{}/{}/", facts.path, ids[source]) } else { routes::page_url(facts) };
        let pos = routes::url_pos(entry);
        if !routes::check(&url, entry, pos, found) || !taken.take(&url, entry, pos, found) {
            continue;
        }
        let topics =
            common.topics.iter().filter_map(|it| names.topics.check(it, &entry.file, found)).collect();
        let authors =
            common.authors.iter().filter_map(|it| names.authors.check(it, &entry.file, found)).collect();
        let agency = common.agency.as_ref().and_then(|it| names.units.check(it, &entry.file, found));
        if !visibility::visible(common, clock) {
            placed.hidden.extend([facts.path.clone(), url, ids[source].clone()]);
            continue;
        }
        let moment = visibility::appeared(facts, clock);
        placed.nodes.push(Node {
            source,
            id: ids[source].clone(),
            url,
            moment,
            day: moment.map(|it| it.to_zoned(clock.zone.clone()).date()),
            section: facts
                .section
                .as_ref()
                .and_then(|it| sources.config.sections.iter().position(|known| known.folder == *it)),
            agency: agency.or_else(|| issuer(&facts.meta, names, entry, found)),
            topics,
            authors,
        });
    }
    placed
}

/// The unit that issued a plan or document, which is its agency where none is given.
fn issuer(meta: &Meta, names: &AllNames, entry: &Entry, found: &mut Vec<Diagnostic>) -> Option<usize> {
    match meta {
        Meta::Plan(plan) => names.check_issuer(&plan.issuer, &entry.file, found),
        Meta::Document(document) => names.check_issuer(&document.issuer, &entry.file, found),
        Meta::Article(_) | Meta::Page(_) => None,
    }
}

/// Files that only hidden entries use.
fn withheld(
    sources: &Sources,
    nodes: &[Node],
    targets: &[Stamped<links::Targets>],
    map: &links::Map<'_>,
) -> Vec<String> {
    let shown: BTreeSet<usize> = nodes.iter().map(|it| it.source).collect();
    let used: BTreeSet<String> = targets.iter().flat_map(|it| it.files()).collect();
    let mut withheld = BTreeSet::new();
    for (_, entry) in sources.entries.iter().enumerate().filter(|(source, _)| !shown.contains(source)) {
        let mut unseen = Vec::new();
        for file in map.targets_of(entry, &mut unseen).files() {
            if !used.contains(&file) {
                withheld.insert(file);
            }
        }
    }
    withheld.into_iter().collect()
}

fn redirects(
    entries: &[&Entry],
    nodes: &[Node],
    map: &links::Map<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<(String, EntryId)> {
    let owned: BTreeSet<String> = nodes.iter().map(|it| routes::file_of(&it.url).to_lowercase()).collect();
    // Compared without regard to case, as Windows does; kept as typed.
    let mut taken: BTreeMap<String, (String, EntryId)> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for alias in &entry.facts.common.aliases {
            let typed = &alias.value;
            let mut refuse = |vi: &str, en: &str, is_taken: bool| {
                let help = if is_taken {
                    words!("bỏ dòng này hoặc đổi địa chỉ", "delete this line or give another address")
                } else {
                    words!(
                        "viết địa chỉ cũ trong trang, ví dụ /tin/bai-cu.html",
                        "write an old address of this site, such as /tin/bai-cu.html"
                    )
                };
                found.push(
                    Diagnostic::error(
                        "alias-invalid",
                        words!("đường dẫn cũ \"{typed}\" {vi}", "the old address \"{typed}\" {en}"),
                    )
                    .help(help)
                    .at(&entry.file, alias.pos),
                );
            };
            let Some(url) = routes::alias_url(typed, map.config) else {
                refuse("không phải địa chỉ trong trang này", "is not an address of this site", false);
                continue;
            };
            let file = routes::file_of(&url);
            if let Err(fault) = Route::new(&file) {
                let why = fault.words();
                refuse(
                    &format!("không dùng được: {}", why.vi),
                    &format!("cannot be used: {}", why.en),
                    false,
                );
                continue;
            }
            let lower = file.to_lowercase();
            let other = taken.get(&lower).filter(|(_, it)| it.0 != at);
            let is_taken = owned.contains(&lower)
                || map.assets.contains_key(&url)
                || routes::is_generated(&url.to_lowercase(), map);
            if is_taken || other.is_some() {
                let who = other.map_or(String::new(), |(_, it)| format!(" ({})", entries[it.0].file));
                refuse(
                    &format!("đã có trang khác dùng{who}"),
                    &format!("belongs to another page{who}"),
                    true,
                );
                continue;
            }
            taken.insert(lower, (file, EntryId(at)));
        }
    }
    taken.into_values().collect()
}
