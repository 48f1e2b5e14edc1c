//! Facts of all entries → [`Graph`]: places, names, lists and links, each by its own file; here they are put in order.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Clock, EntryId, Extent, Graph, Joined, Sources, activities,
    aims::{self, Aims},
    archive,
    card::{self, Anchors, Card},
    documents, heads,
    legal_index::LegalIndex,
    links,
    lists::{self, Lists},
    memo::{self, Cx, Owns},
    names::AllNames,
    own::{Asker, Own},
    plans::{self, PlanCard, PlanNode},
    related::Related,
    routes::{self, Taken},
    services, translations,
};
use crate::{diag::Diagnostic, kind::Meta, route::Route, stamp::Stamped, words};

/// Joins everything that was read, as seen at the moment of the clock. What is as it was is taken over from the graph
/// `before`; the result is the same without it.
pub fn resolve(sources: &Sources, clock: &Clock, before: Option<&Graph>) -> Graph {
    let mut found = Vec::new();
    let names = memo::names(sources, before);
    found.extend(names.found.iter().cloned());
    check_config(sources, &names, &mut found);
    let asker = Asker::new(sources, clock, &names);
    let owns = Owns::new(&asker, before);
    let placed = place(&owns, &sources.unread, &mut found);
    let hidden = &*placed.hidden;
    let cx = Cx::new(&asker, &owns, &placed.visible);

    let (legal, (lists, days, by_url)) = rayon::join(
        || LegalIndex::new(&cx, &mut found),
        || {
            if sources.extent == Extent::Plans {
                return (Lists::default(), archive::Days::default(), Arc::default());
            }
            let lists = lists::lists(&cx);
            let days = archive::by_day(&lists.articles, &cx.nodes);
            let by_url: Arc<[EntryId]> = cx.by_url().into();
            (lists, days, by_url)
        },
    );
    let (plans, plan_refs) = plans::join(&cx, hidden, &legal, &mut found);
    let pages = if sources.extent == Extent::Plans {
        Pages::default()
    } else {
        pages(&cx, &owns, &placed, (&lists, &days, &by_url), (&plans, &legal), &mut found)
    };
    let Cx { nodes, newest, .. } = cx;
    let kept = owns.keep(&placed, newest, sources);
    let joined = Joined {
        by_url,
        sections: lists.sections,
        topics: lists.topics,
        topic_documents: lists.topic_documents,
        issued: lists.issued,
        units: lists.units,
        topic_others: lists.topic_others,
        unit_others: lists.unit_others,
        authors: lists.authors,
        articles: lists.articles,
        archive: days,
        unit_years: pages.unit_years,
        around: lists.around,
        related: pages.related,
        translations: pages.translations,
        plans,
        plan_cards: pages.plan_cards,
        services: pages.services,
        plan_refs,
        legal,
        facets: pages.facets,
        targets: pages.targets,
        redirects: pages.redirects,
        withheld: pages.withheld,
        cards: pages.cards,
        heads: pages.heads,
        nodes,
        sources: placed.visible,
        names,
        kept,
        diagnostics: found,
    };
    let deeds = activities::join(sources, &joined);
    Graph { joined: Arc::new(joined), deeds }
}

/// What only pages show.
#[derive(Default)]
struct Pages {
    related: Related,
    facets: Vec<documents::Facet>,
    unit_years: archive::UnitYears,
    services: services::Services,
    targets: Vec<Arc<Aims>>,
    translations: translations::Translations,
    withheld: Vec<String>,
    redirects: Vec<(String, EntryId)>,
    cards: Vec<Arc<Stamped<Card>>>,
    heads: Vec<Arc<heads::Made>>,
    plan_cards: BTreeMap<EntryId, Stamped<PlanCard>>,
}

fn pages(
    cx: &Cx<'_>,
    owns: &Owns<'_>,
    placed: &Placed,
    (lists, days, by_url): (&Lists, &archive::Days, &Arc<[EntryId]>),
    (plans, legal): (&BTreeMap<EntryId, PlanNode>, &LegalIndex),
    found: &mut Vec<Diagnostic>,
) -> Pages {
    let Placed { visible, hidden, .. } = placed;
    let Asker { sources, clock, .. } = cx.asker;
    let related = Related::new(cx, lists, plans, legal);
    let facets = documents::facets(legal, sources);
    let unit_years = archive::unit_years(days, &cx.nodes);
    let services = services::join(cx, &lists.sections, hidden, legal, found);
    let lists_of = (facets.as_slice(), &services.urls);
    let map = links::Map::new(cx, by_url, hidden, (days, &unit_years), lists_of);
    let targets = aims::aims(&map, cx, found);
    links::check_menu(&map, found);
    let translations = translations::translations(&map, found);
    let withheld = withheld(&owns.all, visible, &targets, &map);
    let redirects = redirects(cx, &map, found);
    let has_files = cx.before.is_some_and(|it| it.kept.has_assets(sources));
    let documents_hold = |at: usize, old: usize| match legal.document(EntryId(at)) {
        Some(now) => {
            let then = cx.before.and_then(|it| it.legal.documents.get(&EntryId(old)));
            then.is_some_and(|then| std::ptr::eq(now, &raw const **then))
        }
        None => true,
    };
    let anchors = Anchors::new(sources);
    let cards = cx.each(
        |it| &it.cards,
        |at, old| {
            let is_plain = cx.entries[at].facts.common.image.is_none();
            (is_plain || has_files) && documents_hold(at, old)
        },
        |at| {
            let picture = targets[at].picture.as_ref().map(|it| it.url.as_str());
            let of_document = legal.card(EntryId(at), sources, clock);
            let facts = &cx.entries[at].facts;
            Stamped::new(card::card(facts, &cx.nodes[at], picture, of_document, &anchors, sources, clock))
        },
    );
    let heads = heads::heads(&cards, cx);
    let plan_cards = plans.iter().filter_map(|(id, node)| match &cx.entries[id.0].facts.meta {
        Meta::Plan(plan) => Some((*id, Stamped::new(plans::card(&cards[id.0], plan, node)))),
        _ => None,
    });
    let plan_cards = plan_cards.collect();
    Pages {
        related,
        facets,
        unit_years,
        services,
        targets,
        translations,
        withheld,
        redirects,
        cards,
        heads,
        plan_cards,
    }
}

fn check_config(sources: &Sources, names: &AllNames, found: &mut Vec<Diagnostic>) {
    if let Some(agency) = &sources.config.agency {
        names.units.check(agency, &Arc::from(crate::config::FILE), found);
    }
}

/// Where the entries stand.
pub(super) struct Placed {
    /// Places of the visible entries in the sources.
    pub(super) visible: Vec<usize>,
    /// Paths, addresses and ids of hidden entries, and ids of plans that could not be read.
    pub(super) hidden: Arc<BTreeSet<String>>,
    /// Whether no two entries have one address.
    pub(super) is_unique: bool,
}

fn place(owns: &Owns<'_>, unread: &[String], found: &mut Vec<Diagnostic>) -> Placed {
    let all = &owns.all;
    let mut taken = (!owns.are_unique()).then(|| Taken::new(all.len()));
    let (mut visible, mut hidden, mut is_unique) = (Vec::with_capacity(all.len()), BTreeSet::new(), true);
    for (source, own) in all.iter().enumerate() {
        found.extend(own.faults.iter().cloned());
        if !own.has_place {
            continue;
        }
        if taken.as_mut().is_some_and(|it| !it.take(own, found)) {
            is_unique = false;
            continue;
        }
        found.extend(own.found.iter().cloned());
        if own.is_visible {
            visible.push(source);
        } else {
            let (path, node) = (&own.entry.facts.path, &own.node);
            hidden.extend([path.clone(), node.url.clone(), node.id.clone()]);
        }
    }
    hidden.extend(unread.iter().cloned());
    Placed { visible, hidden: Arc::new(hidden), is_unique }
}

/// Files that only hidden entries use.
fn withheld(
    owns: &[Arc<Own>],
    visible: &[usize],
    targets: &[Arc<Aims>],
    map: &links::Map<'_>,
) -> Vec<String> {
    let mut withheld = BTreeSet::new();
    let mut shown = visible.iter().peekable();
    for (source, own) in owns.iter().enumerate() {
        if shown.next_if_eq(&&source).is_none() {
            withheld.extend(map.targets_of(&own.entry, &mut Vec::new()).files());
        }
    }
    if !withheld.is_empty() {
        targets.iter().flat_map(|it| it.files()).for_each(|it| {
            withheld.remove(&it);
        });
    }
    withheld.into_iter().collect()
}

fn redirects(cx: &Cx<'_>, map: &links::Map<'_>, found: &mut Vec<Diagnostic>) -> Vec<(String, EntryId)> {
    let entries = &cx.entries;
    if entries.iter().all(|it| it.facts.common.aliases.is_empty()) {
        return Vec::new();
    }
    let owned: BTreeSet<String> = cx.nodes.iter().map(|it| routes::file_of(&it.url).to_lowercase()).collect();
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
