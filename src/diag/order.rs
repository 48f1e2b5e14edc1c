//! From findings as they were made to findings as they are shown: severities of the site, order, no doubles.

use super::{Diagnostic, Severity};

/// Gives findings the severities that the site sets by code (`None` is off), sorts them by file, place and code, and drops doubles.
pub fn settle(found: Vec<Diagnostic>, severities: &[(String, Option<Severity>)]) -> Vec<Diagnostic> {
    let given = |it: Diagnostic| Some(Diagnostic { severity: severity(&it, severities)?, ..it });
    let mut settled: Vec<Diagnostic> = found.into_iter().filter_map(given).collect();
    settled.sort_by(|a, b| {
        (&a.place, a.code, &a.message, &a.help, a.severity)
            .cmp(&(&b.place, b.code, &b.message, &b.help, b.severity))
    });
    settled.dedup();
    settled
}

/// The severity of a finding where the site sets some by code; absent where it is off.
pub fn severity(it: &Diagnostic, severities: &[(String, Option<Severity>)]) -> Option<Severity> {
    match severities.iter().rfind(|(code, _)| code == it.code) {
        Some((_, severity)) => *severity,
        None => Some(it.severity),
    }
}

/// Whether any finding is an error.
pub fn has_error(found: &[Diagnostic]) -> bool {
    found.iter().any(|it| it.severity == Severity::Error)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{diag::Pos, words};

    fn finding(file: &str, line: u32, code: &'static str) -> Diagnostic {
        let pos = Pos { line, column: 1, len: 0 };
        Diagnostic::warning(code, words!("x", "x")).at(&Arc::from(file), pos)
    }

    fn shown(found: Vec<Diagnostic>, severities: &[(String, Option<Severity>)]) -> Vec<String> {
        let show = |it: Diagnostic| {
            let place = it.place.map(|it| format!("{}:{}", it.file, it.pos.line)).unwrap_or_default();
            format!("{place} {} {}", it.code, it.severity.name())
        };
        settle(found, severities).into_iter().map(show).collect()
    }

    #[test]
    fn sorts_by_file_place_and_code_and_drops_doubles() {
        let found = vec![
            finding("b.md", 1, "x"),
            finding("a.md", 10, "y"),
            finding("a.md", 10, "x"),
            finding("a.md", 2, "z"),
            finding("a.md", 10, "y"),
            Diagnostic::error("k", words!("x", "x")),
        ];
        assert_eq!(
            shown(found, &[]),
            [" k error", "a.md:2 z warning", "a.md:10 x warning", "a.md:10 y warning", "b.md:1 x warning"]
        );
    }

    #[test]
    fn takes_the_severities_of_the_site() {
        let found = vec![finding("a", 1, "x"), finding("a", 2, "y"), finding("a", 3, "z")];
        let severities = [("x".to_owned(), None), ("y".to_owned(), Some(Severity::Error))];
        assert_eq!(shown(found, &severities), ["a:2 y error", "a:3 z warning"]);
    }
}
