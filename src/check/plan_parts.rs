//! What does not fit together within a plan: `plan-id-duplicate`, an id that two targets, forms or tasks have;
//! `plan-due-outside`, a task that is due when the plan does not hold; and `plan-form-nameless`, a form without an id, which
//! nothing can prove.

use std::collections::BTreeSet;

use super::{Lint, Run, planned};
use crate::{
    diag::{At, Diagnostic},
    site::Site,
    text::date::format_short,
    words,
};

pub(super) const IDS: Lint = Lint { code: "plan-id-duplicate", run: Run::Site(ids) };
pub(super) const DUE: Lint = Lint { code: "plan-due-outside", run: Run::Site(dues) };
pub(super) const NAMELESS: Lint = Lint { code: "plan-form-nameless", run: Run::Site(nameless) };

fn ids(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for frame in planned::frames(site) {
        let plan = frame.plan;
        let targets: Vec<_> = plan.targets.iter().filter_map(|it| it.id.as_ref()).collect();
        let forms: Vec<_> = plan.forms.iter().filter_map(|it| it.id.as_ref()).collect();
        let tasks: Vec<_> =
            plan.assignments.iter().flat_map(|it| &it.tasks).filter_map(|it| it.id.as_ref()).collect();
        let parts =
            [("chỉ tiêu", "target", targets), ("hình thức", "form", forms), ("nhiệm vụ", "task", tasks)];
        for (vi, en, ids) in parts {
            let mut seen = BTreeSet::new();
            for At { value, pos } in ids.into_iter().filter(|it| !seen.insert(it.value.as_str())) {
                let message = words!(
                    "mã {vi} \"{value}\" có hai lần trong kế hoạch",
                    "the {en} id \"{value}\" stands twice in the plan"
                );
                let help = words!("đổi một trong hai mã", "change one of the two");
                found.push(
                    Diagnostic::warning(IDS.code, message).help(help).at(&site.entry(frame.entry).file, *pos),
                );
            }
        }
    }
    found
}

fn dues(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for frame in planned::frames(site) {
        let dues = frame.plan.assignments.iter().flat_map(|it| &it.tasks).filter_map(|it| it.due.as_ref());
        for due in dues.filter(|it| !frame.span.contains(it.value.day_in(&site.clock.zone))) {
            let day = format_short(due.value.date);
            let (from, to) = (format_short(frame.span.from), format_short(frame.span.to));
            let message = words!(
                "hạn {day} nằm ngoài giai đoạn của kế hoạch ({from} – {to})",
                "due on {day}, outside of the plan's period ({from} – {to})"
            );
            let help = words!("sửa hạn, hoặc sửa period (giai đoạn)", "correct the day, or the period");
            found.push(
                Diagnostic::warning(DUE.code, message).help(help).at(&site.entry(frame.entry).file, due.pos),
            );
        }
    }
    found
}

fn nameless(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for frame in planned::frames(site) {
        let is_nameless = |it: &&crate::kind::plan::PlanForm| it.id.is_none() && it.form.is_none();
        let forms: Vec<&str> =
            frame.plan.forms.iter().filter(is_nameless).map(|it| it.text.as_deref().unwrap_or("?")).collect();
        if forms.is_empty() {
            continue;
        }
        let names = forms.join("; ");
        let message = words!(
            "hình thức chưa có mã nên không theo dõi được: {names}",
            "forms without an id are not tracked: {names}"
        );
        let help = words!(
            "thêm form: và một mã trong danh-muc/hinh-thuc.yaml, ví dụ {{form: truyen-thanh, text: …}}",
            "add form: with an id of danh-muc/hinh-thuc.yaml, such as {{form: truyen-thanh, text: …}}"
        );
        found.push(planned::finding(site, &frame, NAMELESS.code, message).help(help));
    }
    found
}
