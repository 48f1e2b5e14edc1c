//! `legal-glued`: a word is stuck to a number.

use super::{Lint, cited::in_text};
use crate::{diag::Diagnostic, legal::Repair, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-glued", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    in_text(site)
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
