//! `date-expired`: an entry that expires before it appears, so that it is never shown and counts for no plan.

use super::{Lint, Run};
use crate::{
    diag::Diagnostic,
    kind::Meta,
    site::{Site, visibility},
    words,
};

pub(super) const LINT: Lint = Lint { code: "date-expired", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in site.all {
        let Some(ends) = &entry.facts.common.expires_at else { continue };
        // An event appears in lists when it begins, and is shown long before.
        if matches!(entry.facts.meta, Meta::Event(_)) {
            continue;
        }
        let appears = visibility::appeared(&entry.facts, site.clock);
        if appears.is_none_or(|it| visibility::instant(ends.value, site.clock) > it) {
            continue;
        }
        let message = words!(
            "bài hết hạn trước khi được đăng, nên không bao giờ hiện và không được tính",
            "it expires before it appears, so it is never shown and never counted"
        );
        let help = words!(
            "sửa expires_at (hết hạn) hoặc ngày đăng",
            "correct expires_at, or the date of publication"
        );
        found.push(Diagnostic::warning(LINT.code, message).help(help).at(&entry.file, ends.pos));
    }
    found
}
