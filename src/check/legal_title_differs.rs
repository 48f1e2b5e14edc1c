//! `legal-title-differs`: a subject in other words than those of the register.

use super::{Lint, Run, cited::Subject, legal_title::Difference};
use crate::{diag::Diagnostic, words};

pub(super) const LINT: Lint = Lint { code: "legal-title-differs", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    subject
        .in_article()
        .filter_map(|it| {
            let (_, title) = subject.difference(it).filter(|(it, _)| *it == Difference::Differs)?;
            let written = it.written;
            let finding = Diagnostic::info(
                LINT.code,
                words!(
                    "\"{written}\": trích yếu viết khác với danh mục",
                    "\"{written}\": the subject differs from that of the register"
                ),
            );
            Some(it.says(finding.help(words!("danh mục ghi: {title}", "the register has: {title}"))))
        })
        .collect()
}
