//! What a template is made of: itself, the templates that it extends or includes, at any depth, and the strings they say.
//!
//! A scan of the source, generous where it cannot tell: a name in a comment counts, a string taken by a computed key counts as all.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, settings::Table};
use crate::stamp::Fp;

/// The fingerprint of every template's closure. `shared` is the one of what `site.assets` names.
pub(super) fn fingerprints(
    sources: &BTreeMap<String, Source>,
    strings: &Table,
    shared: Fp,
) -> BTreeMap<String, Fp> {
    let uses: BTreeMap<&str, Vec<&str>> =
        sources.iter().map(|(name, source)| (name.as_str(), templates_in(&source.text))).collect();
    // A component can be called by its name from anywhere, so whoever calls one hangs on all files that define some.
    let with_components: Vec<&str> =
        sources.iter().filter(|it| it.1.text.contains("{% component")).map(|it| it.0.as_str()).collect();
    let mut prints = BTreeMap::new();
    for name in sources.keys() {
        let mut closure = BTreeSet::new();
        let mut open = vec![name.as_str()];
        while let Some(next) = open.pop() {
            let Some(source) = sources.get(next) else { continue };
            if closure.insert(next) {
                open.extend(&uses[next]);
                if source.text.contains("{{ <") || source.text.contains("{% <") {
                    open.extend(&with_components);
                }
            }
        }
        let texts: Vec<(&str, &str)> = closure.iter().map(|&it| (it, &*sources[it].text)).collect();
        let said: Vec<Vec<(&str, &str)>> = strings.values().map(|table| said_by(&texts, table)).collect();
        let assets = if texts.iter().any(|it| it.1.contains("site.assets")) { shared } else { Fp::NONE };
        prints.insert(name.clone(), Fp::of(&(&texts, said, assets)));
    }
    prints
}

/// The text from each `{%` on, without its dash.
pub(super) fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("{%").map(|(at, _)| text[at + 2..].trim_start_matches('-').trim_start())
}

/// Names in `{% extends "…" %}` and `{% include "…" %}`.
fn templates_in(text: &str) -> Vec<&str> {
    tags(text)
        .filter_map(|tag| {
            let name = tag.strip_prefix("extends").or_else(|| tag.strip_prefix("include"))?.trim_start();
            let quote = name.chars().next().filter(|it| matches!(it, '"' | '\'' | '`'))?;
            name[1..].split(quote).next()
        })
        .collect()
}

/// The strings of a table that the texts name as `t.key`; all of them when `t` is used in another way.
fn said_by<'a>(texts: &[(&str, &str)], table: &'a BTreeMap<String, String>) -> Vec<(&'a str, &'a str)> {
    let mut keys = BTreeSet::new();
    let mut all = false;
    for (_, text) in texts {
        for (at, _) in text.match_indices('t') {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '_' | '.' | '\'' | '’')) {
                continue;
            }
            let rest = &text[at + 1..];
            if let Some(key) = rest.strip_prefix('.') {
                let end = key.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(key.len());
                keys.insert(&key[..end]);
            }
            all |= rest.starts_with('[') || rest.starts_with(" |");
        }
    }
    let named = table.iter().filter(|(key, _)| all || keys.contains(key.as_str()));
    named.map(|(key, text)| (key.as_str(), text.as_str())).collect()
}
