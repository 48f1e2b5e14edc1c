//! `legal-codepoint`: a number typed with letters that only look right.

use super::{
    Lint,
    number::{Wrong, part, slip, texts},
};
use crate::{diag::Diagnostic, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-codepoint", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    slips(site, Wrong::Letters, |text, right| {
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
    site: &Site,
    wrong: Wrong,
    finding: impl Fn(&str, &str) -> Diagnostic,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in &site.entries {
        for it in texts(entry, |it| !it.repairs.is_empty()) {
            if let Some(slip) = slip(it.value).filter(|it| it.wrong == wrong) {
                let pos = part(it.value, it.pos, &slip.range);
                found.push(finding(&it.value[slip.range], &slip.right).at(&entry.file, pos));
            }
        }
    }
    found
}
