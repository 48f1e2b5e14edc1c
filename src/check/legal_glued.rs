//! `legal-glued`: a word is stuck to a number.

use super::{Lint, Run, cited::Subject};
use crate::{diag::Diagnostic, legal::Repair, words};

pub(super) const LINT: Lint = Lint { code: "legal-glued", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    subject
        .in_text()
        .filter(|it| it.has(Repair::Glued))
        .filter_map(|it| {
            let number = it.citation()?.number.clone()?;
            let finding = Diagnostic::info(
                LINT.code,
                words!("có chữ dính liền với số {number}", "a word is stuck to the number {number}"),
            );
            Some(it.says(finding.help(words!(
                "thêm khoảng trắng trước và sau {number}",
                "put spaces before and after {number}"
            ))))
        })
        .collect()
}
