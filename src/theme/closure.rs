//! What a template is made of: itself, the templates that it extends or includes, at any depth, and the strings they say.
//!
//! A scan of the source, generous where it cannot tell: a name in a comment counts, a string taken by a computed key counts as all.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, settings::Table};
use crate::stamp::Fp;

/// A template with all that it extends, includes and says.
pub(super) struct Closure {
    /// Of all of it.
    pub(super) fp: Fp,
    names: BTreeSet<String>,
}

impl Closure {
    /// Whether it may ask for the value `name`.
    pub(super) fn asks(&self, name: &str) -> bool {
        self.names.contains(name) || self.names.contains("__tera_context")
    }
}

/// Every template's closure. `shared` is the fingerprint of what `site.assets` names.
pub(super) fn closures(
    sources: &BTreeMap<String, Source>,
    strings: &Table,
    shared: Fp,
) -> BTreeMap<String, Closure> {
    let uses: BTreeMap<&str, Vec<&str>> =
        sources.iter().map(|(name, source)| (name.as_str(), templates_in(&source.text))).collect();
    // A component can be called by its name from anywhere, so whoever calls one hangs on all files that define some.
    let with_components: Vec<&str> =
        sources.iter().filter(|it| it.1.text.contains("{% component")).map(|it| it.0.as_str()).collect();
    let mut closures = BTreeMap::new();
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
        let names = texts.iter().flat_map(|it| names_in(it.1)).map(str::to_owned).collect();
        closures.insert(name.clone(), Closure { fp: Fp::of(&(&texts, said, assets)), names });
    }
    closures
}

/// The text from each `{%` on, without its dash.
pub(super) fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("{%").map(|(at, _)| text[at + 2..].trim_start_matches('-').trim_start())
}

/// Values that are a partial filled beforehand.
const FILLED: [(&str, &str); 4] = [
    ("_cards", "partials/card.html"),
    ("_lines", "partials/line.html"),
    ("masthead", "partials/masthead.html"),
    ("publisher", "partials/publisher.html"),
];

/// Names in `{% extends "…" %}` and `{% include "…" %}`, and the partials that are filled beforehand.
fn templates_in(text: &str) -> Vec<&str> {
    let filled = FILLED.into_iter().filter(|it| text.contains(it.0)).map(|it| it.1);
    let named = tags(text).filter_map(|tag| {
        let name = tag.strip_prefix("extends").or_else(|| tag.strip_prefix("include"))?.trim_start();
        let quote = name.chars().next().filter(|it| matches!(it, '"' | '\'' | '`'))?;
        name[1..].split(quote).next()
    });
    named.chain(filled).collect()
}

/// Words in expressions and statements that do not follow a dot: the values that are asked for are among them.
fn names_in(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some(start) = [rest.find("{{"), rest.find("{%")].into_iter().flatten().min() {
        let tag = &rest[start + 2..];
        let (inside, after) = tag.split_at(end_of_tag(tag));
        rest = after;
        let word = inside.trim_start_matches('-').trim_start();
        if word.starts_with("block ") || word.starts_with("endblock ") {
            // The name of a block is no value.
            continue;
        }
        let mut word_start = None;
        for (at, it) in inside.char_indices().chain([(inside.len(), ' ')]) {
            if it.is_alphanumeric() || it == '_' {
                word_start.get_or_insert(at);
            } else if let Some(start) = word_start.take() {
                let before = &inside[..start];
                if !before.ends_with('.') || before.ends_with("..") {
                    names.insert(&inside[start..at]);
                }
            }
        }
    }
    names
}

/// Where `}}` or `%}` stands outside of quotes; the end of the text where it cannot be told.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    let mut last = ' ';
    for (at, it) in tag.char_indices() {
        match quote {
            Some(open) => quote = Some(open).filter(|_| it != open),
            None if it == '}' && matches!(last, '}' | '%') => return at,
            None if matches!(it, '"' | '\'' | '`') => quote = Some(it),
            None => {}
        }
        last = it;
    }
    tag.len()
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
