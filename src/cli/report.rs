//! The outcome of `build` and `check` as the officer asked to see it.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::{FINDINGS, FINE, Failure, console::Console};
use crate::{
    build::Outcome,
    diag::{Diagnostic, Lang, Severity, machine, order, render},
    source::{decode::decode, files},
    text::number::thousands,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Sarif,
}

/// Which findings people are shown; programs get all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Errors, and the first warnings: a build is no place to read thousands of them.
    First,
    /// Errors and warnings.
    Faults,
    /// What is only worth knowing too.
    All,
}

/// Warnings that a build shows.
const FIRST: usize = 20;

/// Prints the findings in `format`, and the counts that belong to them in JSON; returns the exit code.
pub(super) fn print(
    outcome: &Outcome,
    counts: Map<String, Value>,
    (format, shown): (Format, Shown),
    root: &Path,
    console: &Console,
) -> Result<u8, Failure> {
    let found = &outcome.diagnostics;
    let text = match format {
        Format::Text => {
            let mut n_warnings = 0;
            let is_shown = |it: &&Diagnostic| match it.severity {
                Severity::Error => true,
                Severity::Warning => {
                    n_warnings += 1;
                    shown != Shown::First || n_warnings <= FIRST
                }
                Severity::Info => shown == Shown::All,
            };
            let found: Vec<Diagnostic> = found.iter().filter(is_shown).cloned().collect();
            render::text(&found, console.style, &|file| source(root, file))
        }
        Format::Json => {
            let mut object = Map::from_iter([("findings".to_owned(), machine::json(found, console.lang))]);
            object.extend(counts);
            pretty(&Value::Object(object))
        }
        Format::Sarif => pretty(&machine::sarif(found, console.lang)),
    };
    console.print(&text)?;
    Ok(if order::has_error(found) { FINDINGS } else { FINE })
}

/// JSON as people read it, with a line feed at the end.
pub(super) fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// The decoded text of a file of the site, for excerpts; nothing of what a link leads to, or a pipe would never end.
pub(super) fn source(root: &Path, file: &str) -> Option<String> {
    let path = Some(root.join(file)).filter(|it| files::is_plain(it))?;
    let bytes = files::read(&path).ok()?;
    decode(&bytes, &file.into(), &mut Vec::new()).ok()
}

/// The numbers of a build, for JSON.
pub(super) fn counts(outcome: &Outcome) -> Map<String, Value> {
    let Outcome { pages, written, removed, unchanged, millis, .. } = outcome;
    let counts = json!({
        "pages": pages, "written": written, "removed": removed, "unchanged": unchanged, "millis": millis,
    });
    match counts {
        Value::Object(counts) => counts,
        _ => Map::new(),
    }
}

/// `2 lỗi, 5 cảnh báo`; absent when nothing was found. Where findings were not shown, it says how to see them.
pub(super) fn tally(found: &[Diagnostic], shown: Shown, lang: Lang) -> Option<String> {
    let names = [
        (Severity::Error, "lỗi", "error"),
        (Severity::Warning, "cảnh báo", "warning"),
        (Severity::Info, "thông tin", "note"),
    ];
    let parts = names.into_iter().filter_map(|(severity, vi, en)| {
        let n = found.iter().filter(|it| it.severity == severity).count();
        let name = match lang {
            Lang::Vi => vi.to_owned(),
            Lang::En => format!("{en}{}", if n == 1 { "" } else { "s" }),
        };
        let hint = match (severity, shown, lang) {
            (Severity::Warning, Shown::First, Lang::Vi) if n > FIRST => " (xem hết bằng: bantin check)",
            (Severity::Warning, Shown::First, Lang::En) if n > FIRST => " (see all with: bantin check)",
            (Severity::Info, Shown::Faults | Shown::First, Lang::Vi) => " (xem bằng: bantin check --all)",
            (Severity::Info, Shown::Faults | Shown::First, Lang::En) => {
                " (see them with: bantin check --all)"
            }
            _ => "",
        };
        (n > 0).then(|| format!("{} {name}{hint}", number(n)))
    });
    Some(parts.collect::<Vec<_>>().join(", ")).filter(|it| !it.is_empty())
}

/// `1.250`.
pub(super) fn number(n: usize) -> String {
    thousands(u64::try_from(n).unwrap_or(u64::MAX))
}

/// `0,42 giây`.
pub(super) fn seconds(millis: u64, lang: Lang) -> String {
    let (whole, hundredths) = (millis / 1000, millis % 1000 / 10);
    match lang {
        Lang::Vi => format!("{whole},{hundredths:02} giây"),
        Lang::En => format!("{whole}.{hundredths:02} s"),
    }
}
