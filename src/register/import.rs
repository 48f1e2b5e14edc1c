//! Rows of a table that are to join the register: each must be sound, and none a document that is there already.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::{Diagnostic, Pos, Severity},
    kind::Meta,
    legal,
    site::{self, Clock, Sources, ids, names::AllNames},
    source::{Entry, rows},
    words,
};

/// What tells documents apart: number, issuer, date; each however it is spelled.
type Key = (String, String, Option<jiff::civil::Date>);

/// Reads the table `file` into the section `folder` of the site and joins it with all that is there. What is wrong with
/// its rows goes to `found`. Gives how many there are; the rows stay in `sources`.
pub fn join(
    file: &Arc<str>,
    folder: &str,
    bytes: &[u8],
    sources: &mut Sources,
    clock: &Clock,
    found: &mut Vec<Diagnostic>,
) -> usize {
    let new = rows::parse(file, folder, bytes, found);
    let names = AllNames::new(&sources.registries);
    let mut known: BTreeMap<Key, String> = BTreeMap::new();
    for entry in &sources.entries {
        if let Some(key) = key(entry, &names, sources) {
            let place = entry.row.map_or_else(|| entry.file.to_string(), |it| format!("{}:{it}", entry.file));
            known.entry(key).or_insert(place);
        }
    }
    for entry in &new {
        let Some(key) = key(entry, &names, sources) else { continue };
        let line = entry.row.unwrap_or(1);
        if let Some(first) = known.get(&key) {
            let number = match &entry.facts.meta {
                Meta::Document(it) => it.number.as_ref().map_or("", |it| it.value.as_str()),
                _ => "",
            };
            let finding = Diagnostic::error(
                "table-duplicate",
                words!("văn bản {number} đã có ở {first}", "the document {number} is in {first} already"),
            );
            let help = words!("xóa dòng này, hoặc sửa số, cơ quan, ngày", "delete the row, or correct it");
            found.push(finding.help(help).at(file, Pos { line, column: 1, len: 0 }));
        } else {
            known.insert(key, format!("{file}:{line}"));
        }
    }
    let n = new.len();
    if found.iter().all(|it| it.severity != Severity::Error) {
        sources.entries.extend(new.into_iter().map(Arc::new));
        let graph = site::resolve(sources, clock, None);
        let own = graph.findings().filter(|it| it.place.as_ref().is_some_and(|it| it.file == *file));
        found.extend(own.cloned());
    }
    n
}

fn key(entry: &Entry, names: &AllNames, sources: &Sources) -> Option<Key> {
    let (number, issuer, issued) = match &entry.facts.meta {
        Meta::Document(it) => (it.number.as_ref()?, &it.issuer, it.issued.as_ref()),
        Meta::Plan(it) => (it.number.as_ref()?, &it.issuer, it.issued.as_ref()),
        _ => return None,
    };
    let issuer = ids::issuer(&issuer.value, names, sources, ids::home(sources).as_ref());
    Some((legal::number::key(&number.value), issuer.key, issued.map(|it| it.value.date)))
}
