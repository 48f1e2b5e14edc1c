//! `legal-invalid-date`: a citation with a date that does not exist.

use super::{Lint, Run, cited::Subject};
use crate::{diag::Diagnostic, legal::Repair, words};

pub(super) const LINT: Lint = Lint { code: "legal-invalid-date", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    subject
        .all()
        .filter(|it| it.has(Repair::BadDate))
        .map(|it| {
            let written = it.written;
            let right = it.target.and_then(|place| super::cited::document(site, place).issued);
            let finding = Diagnostic::warning(
                LINT.code,
                words!(
                    "ngày ghi kèm \"{written}\" không có thật",
                    "the date given with \"{written}\" does not exist"
                ),
            );
            it.says(match right.map(super::cited::day) {
                Some(right) => finding.help(words!("viết ngày {right}", "write {right}")),
                None => finding.help(words!("viết ngày dạng 15/7/2021", "write a date like 15/7/2021")),
            })
        })
        .collect()
}
