//! `strings.yaml` and `theme.yaml`: the default ones, overlaid key by key; and the static files that they name.

use std::{borrow::Cow, collections::BTreeMap};

use tera::Value;

use super::{SERVED, Source, Static, embedded, overlay::Files};
use crate::{
    diag::{Diagnostic, Pos},
    route::Route,
    stamp::Fp,
    text, words,
};

/// A YAML file of two levels.
pub(super) type Table = BTreeMap<String, BTreeMap<String, String>>;

/// `assets:` of `theme.yaml`: the static files that templates may name, by key.
pub(super) fn theme(files: &Files, found: &mut Vec<Diagnostic>) -> Table {
    let mut table = parse(&default(embedded::THEME, "theme.yaml"), found);
    if let Some(source) = &files.theme {
        for (key, values) in parse(source, found) {
            match table.get_mut(&key) {
                Some(known) => known.extend(values),
                None => found.push(unknown(&key, source, table.keys().map(String::as_str))),
            }
        }
    }
    table
}

/// Strings by language and key. A language of the site's own begins as a copy of the English strings.
pub(super) fn strings(files: &Files, found: &mut Vec<Diagnostic>) -> Table {
    let mut table = parse(&default(embedded::STRINGS, "strings.yaml"), found);
    if let Some(source) = &files.strings {
        for (language, values) in parse(source, found) {
            let english = table.get("en").cloned().unwrap_or_default();
            let known = table.entry(language).or_insert(english);
            for (key, value) in values {
                let near = (!known.contains_key(&key))
                    .then(|| text::nearest(&key, known.keys().map(String::as_str)));
                if near.flatten().is_some() {
                    found.push(unknown(&key, source, known.keys().map(String::as_str)));
                }
                known.insert(key, value);
            }
        }
    }
    table
}

/// What templates see as `t`.
pub(super) fn values(table: Table) -> BTreeMap<String, Value> {
    table.into_iter().map(|(language, strings)| (language, Value::from_serializable(&strings))).collect()
}

/// Static files with their routes, and the routes of those that `assets:` names.
pub(super) fn statics(
    files: &Files,
    theme: &Table,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Static>, Vec<(String, Route)>) {
    let mut served: BTreeMap<&str, Static> = BTreeMap::new();
    for (name, bytes) in &files.statics {
        let fp = Fp::of_bytes(bytes);
        match Route::new(&format!("/{SERVED}/{}", hashed(name, fp))) {
            Ok(route) => {
                served.insert(name, Static { route, bytes: bytes.clone(), fp });
            }
            Err(fault) => {
                let reason = fault.words();
                let message = crate::diag::Words {
                    vi: format!("không đưa được \"{name}\" lên trang vì {}", reason.vi),
                    en: format!("\"{name}\" cannot be served because {}", reason.en),
                };
                found.push(Diagnostic::error("theme-static", message));
            }
        }
    }
    let mut assets = Vec::new();
    for (key, name) in theme.get("assets").into_iter().flatten() {
        match served.get(name.as_str()) {
            Some(it) => assets.push((key.clone(), it.route.clone())),
            None => {
                let source = files.theme.clone().unwrap_or_else(|| default(embedded::THEME, "theme.yaml"));
                found.push(unknown(name, &source, files.statics.keys().map(String::as_str)));
            }
        }
    }
    let mut list: Vec<Static> = served.into_values().collect();
    list.sort_by(|a, b| a.route.cmp(&b.route));
    (list, assets)
}

fn hashed(name: &str, fp: Fp) -> Cow<'_, str> {
    match name.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) => Cow::Owned(format!("{stem}-{:.8}.{ending}", fp.to_string())),
        _ => Cow::Borrowed(name),
    }
}

fn default(text: &'static str, name: &str) -> Source {
    Source { text: Cow::Borrowed(text), file: embedded::file_of(name) }
}

fn parse(source: &Source, found: &mut Vec<Diagnostic>) -> Table {
    serde_yaml::from_str(&source.text).unwrap_or_else(|error| {
        let at = error.location();
        let number = |n: Option<u64>| n.and_then(|it| u32::try_from(it).ok()).unwrap_or(1);
        let pos =
            Pos { line: number(at.map(|it| it.line())), column: number(at.map(|it| it.column())), len: 0 };
        found.push(
            Diagnostic::error(
                "theme-yaml",
                words!(
                    "tệp không có dạng nhóm, rồi khóa: chữ",
                    "the file is not of the form group, then key: text"
                ),
            )
            .help(words!(
                "mỗi dòng một khóa, thụt vào dưới tên nhóm; đặt chữ trong ngoặc kép",
                "one key a line, indented below the name of its group; put the text in double quotes"
            ))
            .at(&source.file, pos),
        );
        Table::new()
    })
}

fn unknown<'a>(key: &str, source: &Source, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let at = source.text.find(key).unwrap_or_default();
    let found = Diagnostic::info(
        "theme-override",
        words!("giao diện mặc định không có \"{key}\"", "the default theme has no \"{key}\""),
    )
    .at(&source.file, source.pos(at..at + key.len()));
    match text::nearest(key, known) {
        Some(near) => found.help(words!("có phải ý bạn là {near}?", "did you mean {near}?")),
        None => found,
    }
}
