//! `plan-target-unclear`: a target of a plan that cannot be computed.

use super::{Lint, Plan, Run, planned};
use crate::{
    diag::Diagnostic,
    site::{Site, coverage::Coverage},
    words,
};

pub(super) const LINT: Lint = Lint { code: "plan-target-unclear", run: Run::Plans(run) };

fn run(site: &Site, plans: &[Plan]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (frame, all) in plans {
        let (period, plan) = (frame.span.period(), frame.plan);
        let coverage = Coverage::new(frame.clone(), all, period, site.clock.now, site);
        for (it, target) in coverage.targets.iter().zip(&plan.targets) {
            let Some(fault) = it.fault.as_ref().filter(|_| !it.is_pending) else { continue };
            let (id, vi, en) = (&it.id, &fault.vi, &fault.en);
            let message = words!(
                "chưa tính được chỉ tiêu \"{id}\": {vi}",
                "the target \"{id}\" cannot be computed: {en}"
            );
            let example = match target.metric {
                Some("units_with_activity") => {
                    "metric: units_with_activity, form: truyen-thanh, of: cấp xã, at_least: 100%"
                }
                Some("points_supplied") => {
                    "metric: points_supplied, form: to-roi, of: 10 điểm, at_least: 90%"
                }
                Some("distinct_forms") => "metric: distinct_forms, at_least: 3",
                Some("count") => "metric: count, form: trang-thong-tin, per: tháng, at_least: 4",
                Some("index") => "metric: index, of: par-index",
                Some("ratio" | "manual") => "metric: manual, value: 9/10, at_least: 90%",
                _ => "metric: units_with_items, of: cấp xã, at_least: 90%",
            };
            let help = words!("ví dụ: {example}", "for example: {example}");
            let mut finding = planned::finding(site, &coverage.frame, LINT.code, message).help(help);
            if let (Some(id), Some(place)) = (&target.id, &mut finding.place) {
                place.pos = id.pos;
            }
            found.push(finding);
        }
    }
    found
}
