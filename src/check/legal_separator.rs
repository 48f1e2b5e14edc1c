//! `legal-separator`: a number with spaces in it, or with the wrong dash or slash.

use super::{Lint, Run, cited::Subject, legal_codepoint::slips, number::Wrong};
use crate::{diag::Diagnostic, words};

pub(super) const LINT: Lint = Lint { code: "legal-separator", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    slips(subject, Wrong::Signs, |text, right| {
        Diagnostic::info(
            LINT.code,
            words!(
                "{text} có dấu gạch hoặc khoảng trắng không đúng chỗ",
                "{text} has a dash, slash or space that does not belong there"
            ),
        )
        .help(words!(
            "viết {right}; bantin check --fix sửa giúp",
            "write {right}; bantin check --fix does it for you"
        ))
    })
}
