//! `legal-split`: a number broken over two lines.

use super::{Lint, Run, cited::Subject, number::corrected};
use crate::{diag::Diagnostic, legal::Repair, words};

pub(super) const LINT: Lint = Lint { code: "legal-split", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    subject
        .in_text()
        .filter(|it| it.has(Repair::Split))
        .filter_map(|it| {
            let number = it.citation()?.number.clone()?;
            // Lines may end between the words before it: in what was read, a line end is a space.
            corrected(it.written).filter(|number| it.written[number.range.clone()].contains(' '))?;
            let finding = Diagnostic::info(
                LINT.code,
                words!("số {number} bị ngắt giữa hai dòng", "the number {number} is broken over two lines"),
            );
            Some(
                it.says(
                    finding.help(words!("viết {number} liền trên một dòng", "write {number} on one line")),
                ),
            )
        })
        .collect()
}
