//! `date-future`: an article that is shown although its date is still to come.

use super::{Lint, Run, cited::day};
use crate::{diag::Diagnostic, kind::Meta, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "date-future", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let findings = site.ids().filter_map(|id| {
        // Without `publish_at` that is the moment of its date.
        site.node(id).moment.filter(|it| *it > site.clock.now)?;
        let entry = site.entry(id);
        let common = &entry.facts.common;
        let date = common.date.as_ref().filter(|_| common.publish_at.is_none())?;
        if !matches!(entry.facts.meta, Meta::Article(_)) {
            return None;
        }
        let day = day(date.value.date);
        let finding = Diagnostic::warning(
            LINT.code,
            words!(
                "ngày đăng {day} ở tương lai nhưng bài hiện ngay từ bây giờ",
                "the date {day} is in the future, yet the article is shown now"
            ),
        );
        let help = words!(
            "muốn chờ tới ngày đó thì dùng publish_at (hẹn đăng); nếu gõ nhầm thì sửa ngày",
            "to wait for that day use publish_at; else correct the date"
        );
        Some(finding.help(help).at(&entry.file, date.pos))
    });
    findings.collect()
}
