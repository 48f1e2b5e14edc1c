//! `plan-quarter-empty`: a plan with no article in a quarter that is over.

use super::{Lint, Plan, Run, planned};
use crate::{
    diag::Diagnostic,
    site::{Site, coverage::Sort},
    text::span::Per,
    words,
};

pub(super) const LINT: Lint = Lint { code: "plan-quarter-empty", run: Run::Plans(run) };

fn run(site: &Site, plans: &[Plan]) -> Vec<Diagnostic> {
    let today = site.clock.today();
    let findings = plans.iter().filter_map(|(frame, all)| {
        let has = |span: crate::text::span::Span| {
            all.iter().any(|it| it.sort == Sort::Article && !it.is_planned && span.contains(it.day))
        };
        let over =
            frame.span.parts(Per::Quarter).into_iter().filter(|it| it.span.to.min(frame.span.to) < today);
        let empty: Vec<_> = over.filter(|it| it.span.common(frame.span).is_some_and(|it| !has(it))).collect();
        if empty.is_empty() {
            return None;
        }
        let vi = empty.iter().map(|it| it.vi.as_str()).collect::<Vec<_>>().join(", ");
        let en = empty.iter().map(|it| it.en.as_str()).collect::<Vec<_>>().join(", ");
        let message = words!("kế hoạch không có tin, bài nào trong {vi}", "the plan has no article in {en}");
        let id = frame.id;
        let help = words!(
            "bài đã đăng mà chưa tính thì thêm vào phần đầu bài: plan: [{{id: {id}, items: […]}}]",
            "to an article that should count add: plan: [{{id: {id}, items: […]}}]"
        );
        Some(planned::note(site, frame, LINT.code, message).help(help))
    });
    findings.collect()
}
