//! `legal-title-truncated`: a subject that stops in the middle.

use super::{Lint, Run, cited::Subject, legal_title::Difference};
use crate::{diag::Diagnostic, words};

pub(super) const LINT: Lint = Lint { code: "legal-title-truncated", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    subject
        .in_article()
        .filter_map(|it| {
            let (_, title) = subject.difference(it).filter(|(it, _)| *it == Difference::Truncated)?;
            let written = it.written;
            let finding = Diagnostic::info(
                LINT.code,
                words!(
                    "\"{written}\": trích yếu bị cắt giữa chừng",
                    "\"{written}\": the subject stops in the middle"
                ),
            );
            Some(it.says(finding.help(words!("danh mục ghi: {title}", "the register has: {title}"))))
        })
        .collect()
}
