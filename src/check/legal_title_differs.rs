//! `legal-title-differs`: a subject in other words than those of the register.

use super::{
    Lint,
    cited::in_text,
    legal_title::{Difference, difference},
};
use crate::{diag::Diagnostic, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-title-differs", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    in_text(site)
        .filter(super::cited::Cited::in_article)
        .filter_map(|it| {
            let (_, title) = difference(site, &it).filter(|(it, _)| *it == Difference::Differs)?;
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
