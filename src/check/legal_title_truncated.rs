//! `legal-title-truncated`: a subject that stops in the middle.

use super::{
    Lint,
    cited::in_text,
    legal_title::{Difference, difference},
};
use crate::{diag::Diagnostic, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-title-truncated", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    in_text(site)
        .filter(super::cited::Cited::in_article)
        .filter_map(|it| {
            let (_, title) = difference(site, &it).filter(|(it, _)| *it == Difference::Truncated)?;
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
