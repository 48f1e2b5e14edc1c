//! `legal-date-mismatch`: a document is cited with a date that is not its own.

use super::{
    Lint, Run,
    cited::{Subject, day, document, name, once},
};
use crate::{diag::Diagnostic, legal::Note, words};

pub(super) const LINT: Lint = Lint { code: "legal-date-mismatch", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    let wrong = |it: &&super::cited::Cited| it.notes.iter().any(|it| matches!(it, Note::DateMismatch(_)));
    once(subject.all().filter(wrong))
        .filter_map(|it| {
            let place = it.notes.iter().find_map(|it| match it {
                Note::DateMismatch(place) => Some(*place),
                _ => None,
            })?;
            let (name, right) = (name(site, place), day(document(site, place).issued?));
            let citation = it.citation()?;
            let written = citation.date.map(day).or(citation.year.map(|it| it.to_string()))?;
            let finding = Diagnostic::warning(
                LINT.code,
                words!(
                    "{name} ban hành ngày {right}, không phải {written}",
                    "{name} was issued on {right}, not {written}"
                ),
            );
            Some(it.says(finding.help(words!(
                "viết ngày {right}; nếu là văn bản khác cùng số, thêm văn bản ấy vào danh mục",
                "write {right}; if another document of that number is meant, add it to the register"
            ))))
        })
        .collect()
}
