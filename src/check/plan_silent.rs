//! `plan-unit-silent`: a unit of a plan in force of which nothing was heard for more than 30 days.

use super::{Lint, Plan, Run, planned};
use crate::{
    diag::Diagnostic,
    site::{Site, coverage::frame::life},
    text::date::format_short,
    words,
};

pub(super) const LINT: Lint = Lint { code: "plan-unit-silent", run: Run::Plans(run) };

/// Days without anything that are no silence yet.
const DAYS: i32 = 30;

fn run(site: &Site, plans: &[Plan]) -> Vec<Diagnostic> {
    let today = site.clock.today();
    let mut found = Vec::new();
    for (frame, all) in plans.iter().filter(|it| it.0.span.contains(today)) {
        let mut last = vec![None; frame.units.len()];
        for it in all.iter().filter(|it| !it.is_planned && it.day <= today) {
            if let Some(unit) = it.unit.and_then(|it| frame.unit(it)) {
                last[unit] = last[unit].max(Some(it.day));
            }
        }
        let mut silent = Vec::new();
        for (unit, last) in frame.units.iter().zip(last) {
            let life = life(site.registries, unit.index);
            let since = last.unwrap_or(frame.span.from).max(frame.span.from).max(life.from);
            if life.contains(today) && (today - since).get_days() > DAYS {
                silent.push(match last {
                    Some(day) => format!("{} ({})", unit.name, format_short(day)),
                    None => unit.name.to_owned(),
                });
            }
        }
        if !silent.is_empty() {
            let names = silent.join(", ");
            let message = words!(
                "hơn {DAYS} ngày không có tin, bài, hoạt động của: {names}",
                "for more than {DAYS} days nothing was heard of: {names}"
            );
            let help = words!(
                "nhắc đơn vị, hoặc ghi việc đã làm vào content/hoat-dong/; xem: bantin plan todo",
                "remind them, or record what was done in content/hoat-dong/; see: bantin plan todo"
            );
            found.push(planned::note(site, frame, LINT.code, message).help(help));
        }
    }
    found
}
