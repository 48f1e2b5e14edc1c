//! The relations of a document, step by step, both ways.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    diag::Lang,
    legal::{register::cite_again, validity::Relation},
    site::{EntryId, Site},
};

/// A relation as seen from one of its documents.
#[derive(Debug)]
pub struct Edge<'s> {
    /// How.
    pub relation: Relation,
    /// Whether this document acts on the other.
    pub is_own: bool,
    /// The other; absent for what the register lacks.
    pub other: Option<EntryId>,
    /// The other as the author wrote it.
    pub written: &'s str,
    /// Only this provision.
    pub provision: Option<&'s str>,
}

/// The relations of a document: its own, then those of others to it.
pub fn edges<'s>(site: &'s Site<'s>, id: EntryId) -> Vec<Edge<'s>> {
    let legal = &site.graph.legal;
    let own = legal.references(id).iter().filter_map(|it| {
        let relation = Relation::of_key(it.role)?;
        let provision = it.provision.as_deref();
        Some(Edge {
            relation,
            is_own: true,
            other: it.target.map(|it| legal.entry_at(it)),
            written: &it.written,
            provision,
        })
    });
    let others = legal.documents.keys().filter(|it| **it != id).flat_map(|other| {
        let all = legal
            .references(*other)
            .iter()
            .filter(|it| it.target.is_some() && it.target == legal.place_of(id));
        all.filter_map(|it| {
            let relation = Relation::of_key(it.role)?;
            let provision = it.provision.as_deref();
            Some(Edge { relation, is_own: false, other: Some(*other), written: &it.written, provision })
        })
    });
    own.chain(others).collect()
}

/// `Nghị quyết số 76/NQ-CP [nghi-quyet-76-nq-cp-2021]`
pub fn name(site: &Site<'_>, id: EntryId) -> String {
    let (short, id) = names(site, id);
    format!("{short} [{id}]")
}

fn names(site: &Site<'_>, id: EntryId) -> (String, String) {
    let legal = &site.graph.legal;
    match legal.place_of(id).map(|it| &legal.register().entries()[it]) {
        Some(entry) => (cite_again(entry), entry.id.clone()),
        None => (String::new(), String::new()),
    }
}

/// As an indented tree, `depth` steps deep; a document is opened once.
pub fn tree(site: &Site<'_>, root: EntryId, depth: usize, lang: Lang) -> String {
    let mut out = format!("{}\n", name(site, root));
    branch(site, root, None, depth, "", &mut BTreeSet::from([root]), lang, &mut out);
    out
}

#[expect(clippy::too_many_arguments, reason = "the state of a recursion")]
fn branch(
    site: &Site<'_>,
    id: EntryId,
    from: Option<EntryId>,
    depth: usize,
    indent: &str,
    opened: &mut BTreeSet<EntryId>,
    lang: Lang,
    out: &mut String,
) {
    if depth == 0 {
        return;
    }
    let edges: Vec<Edge<'_>> =
        edges(site, id).into_iter().filter(|it| from.is_none() || it.other != from).collect();
    let last = edges.len().saturating_sub(1);
    for (at, it) in edges.iter().enumerate() {
        let both = if it.is_own { it.relation.title() } else { it.relation.inverse_title() };
        let title = match lang {
            Lang::Vi => both.0,
            Lang::En => both.1,
        };
        let (turn, rail) = if at == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let provision = it.provision.map(|it| format!(" ({it})")).unwrap_or_default();
        match it.other {
            None => out.push_str(&format!("{indent}{turn}{title}: {}{provision}\n", it.written)),
            Some(other) => {
                out.push_str(&format!("{indent}{turn}{title}: {}{provision}\n", name(site, other)));
                if opened.insert(other) {
                    let below = format!("{indent}{rail}");
                    branch(site, other, Some(id), depth - 1, &below, opened, lang, out);
                }
            }
        }
    }
}

/// The documents within `depth` steps and the relations between them, each once, from the acting document.
fn reach(
    site: &Site<'_>,
    root: EntryId,
    depth: usize,
) -> (Vec<EntryId>, BTreeSet<(EntryId, Relation, EntryId)>) {
    let (mut seen, mut links) = (vec![root], BTreeSet::new());
    let mut from = 0;
    for _ in 0..depth {
        let to = seen.len();
        for at in from..to {
            let id = seen[at];
            for it in edges(site, id) {
                let Some(other) = it.other else { continue };
                links.insert(if it.is_own { (id, it.relation, other) } else { (other, it.relation, id) });
                if !seen.contains(&other) {
                    seen.push(other);
                }
            }
        }
        from = to;
    }
    (seen, links)
}

/// For Graphviz.
pub fn dot(site: &Site<'_>, root: EntryId, depth: usize, lang: Lang) -> String {
    let (nodes, links) = reach(site, root, depth);
    let quoted = |it: &str| it.replace('\\', "\\\\").replace('"', "\\\"");
    let mut out = String::from("digraph {\n  rankdir=LR;\n  node [shape=box];\n");
    for it in nodes {
        let (short, id) = names(site, it);
        out.push_str(&format!("  \"{}\" [label=\"{}\"];\n", quoted(&id), quoted(&short)));
    }
    for (by, relation, target) in links {
        let (by, target) = (names(site, by).1, names(site, target).1);
        let title = match lang {
            Lang::Vi => relation.title().0,
            Lang::En => relation.title().1,
        };
        out.push_str(&format!("  \"{}\" -> \"{}\" [label=\"{title}\"];\n", quoted(&by), quoted(&target)));
    }
    out.push_str("}\n");
    out
}

/// For programs.
pub fn json(site: &Site<'_>, root: EntryId, depth: usize) -> Value {
    let (nodes, links) = reach(site, root, depth);
    let nodes = nodes.into_iter().map(|it| {
        let (name, id) = names(site, it);
        json!({"id": id, "name": name})
    });
    let nodes: Vec<Value> = nodes.collect();
    let links = links.into_iter().map(|(by, relation, target)| {
        json!({"from": names(site, by).1, "type": relation.key(), "to": names(site, target).1})
    });
    json!({"nodes": nodes, "relations": links.collect::<Vec<_>>()})
}
