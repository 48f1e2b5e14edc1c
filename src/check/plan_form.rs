//! `plan-form-outside`: a form that the registry has but the plan does not ask for, so that no cell counts it; and
//! `plan-form-kind`: a form of a plan of which nobody said what proves it.

use super::{Lint, Run, planned};
use crate::{
    diag::Diagnostic,
    kind::Meta,
    site::{
        Site,
        coverage::frame::{Column, FormKey},
    },
    words,
};

pub(super) const LINT: Lint = Lint { code: "plan-form-outside", run: Run::Site(run) };
pub(super) const KIND: Lint = Lint { code: "plan-form-kind", run: Run::Site(kinds) };

/// Forms of plans of which the registry does not tell what proves them.
fn kinds(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for frame in planned::frames(site) {
        let is_bare = |it: &&Column| it.kind.is_none() && matches!(it.key, FormKey::Known(_));
        for form in frame.forms.iter().filter(is_bare) {
            let id = form.id;
            let message = words!(
                "hình thức \"{id}\" chưa có loại (kind), nên bài trên trang không tính cho nó, chỉ hoạt động mới tính",
                "the form \"{id}\" has no kind, so articles do not count for it, only activities do"
            );
            let help = words!(
                "trong danh-muc/hinh-thuc.yaml thêm kind: web cho hình thức đăng trên trang, kind: xã hội, phát thanh… cho hình thức khác",
                "in danh-muc/hinh-thuc.yaml add kind: web for what the site publishes, another kind for the rest"
            );
            found.push(planned::finding(site, &frame, KIND.code, message).help(help));
        }
    }
    found
}

fn run(site: &Site) -> Vec<Diagnostic> {
    let frames = planned::frames(site);
    let by_id: std::collections::BTreeMap<&str, usize> =
        frames.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
    let names = &site.graph.names;
    let mut found = Vec::new();
    let mut report = |typed: &crate::diag::At<String>, frame: &crate::site::coverage::Frame<'_>, file: &_| {
        let is_outside = frame.key(names, &typed.value).is_some_and(|it| frame.column(it).is_none());
        if is_outside && !frame.forms.is_empty() {
            let (form, id) = (&typed.value, frame.id);
            let known = frame.forms.iter().map(|it| it.id).collect::<Vec<_>>().join(", ");
            let message = words!(
                "kế hoạch \"{id}\" không có hình thức \"{form}\", nên không tính vào ô nào",
                "the plan \"{id}\" does not ask for the form \"{form}\", so no cell counts it"
            );
            let help = words!("các hình thức của kế hoạch: {known}", "forms of the plan: {known}");
            found.push(Diagnostic::info(LINT.code, message).help(help).at(file, typed.pos));
        }
    };
    for id in site.ids() {
        let entry = site.entry(id);
        let Meta::Article(article) = &entry.facts.meta else { continue };
        for used in &article.plans {
            if let Some(at) = by_id.get(used.id.value.as_str()) {
                used.forms.iter().for_each(|it| report(it, &frames[*at], &entry.file));
            }
        }
    }
    for row in site.activities {
        for typed in &row.activity.plans {
            if let Some(at) = by_id.get(typed.value.as_str()) {
                report(&row.activity.form, &frames[*at], &row.file);
            }
        }
    }
    found
}
