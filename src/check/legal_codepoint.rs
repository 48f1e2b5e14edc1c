//! `legal-codepoint`: a number typed with letters that only look right.

use super::{
    Lint, Run,
    cited::Subject,
    number::{Wrong, part},
};
use crate::{diag::Diagnostic, words};

pub(super) const LINT: Lint = Lint { code: "legal-codepoint", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    slips(subject, Wrong::Letters, |text, right| {
        Diagnostic::info(
            LINT.code,
            words!(
                "{text} có chữ cái trông giống nhưng không phải chữ Việt",
                "{text} has letters that look right but are of another alphabet"
            ),
        )
        .help(words!(
            "viết {right}; bantin check --fix sửa giúp",
            "write {right}; bantin check --fix does it for you"
        ))
    })
}

/// A finding for every number with that fault, made of the number as written and as it should be.
pub(super) fn slips(
    subject: &Subject,
    wrong: Wrong,
    finding: impl Fn(&str, &str) -> Diagnostic,
) -> Vec<Diagnostic> {
    let slips = subject.slips().iter().filter(|(_, slip)| slip.wrong == wrong);
    let findings = slips.map(|(text, slip)| {
        let pos = part(text.value, text.pos, &slip.range);
        finding(&text.value[slip.range.clone()], &slip.right).at(&subject.entry.file, pos)
    });
    findings.collect()
}
