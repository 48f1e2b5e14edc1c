//! `legal-superseded`: an article cites a document that has ended since.

use super::{
    Lint, Run,
    cited::{Subject, day, name, once},
};
use crate::{diag::Diagnostic, words};

pub(super) const LINT: Lint = Lint { code: "legal-superseded", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    once(subject.all().filter(|_| subject.is_article()))
        .filter_map(|it| {
            let place = it.target?;
            let legal = &site.graph.legal;
            let (then, now) = (legal.status(place, site.node(subject.id).day?), legal.status_today(place));
            if then.state.ended() || !now.state.ended() {
                return None;
            }
            let (name, since) = (name(site, place), day(now.since?));
            let finding = Diagnostic::info(
                LINT.code,
                words!(
                    "{name} hết hiệu lực từ ngày {since}, sau ngày của bài",
                    "{name} is no longer in force since {since}, after the date of this article"
                ),
            );
            let by = now
                .by
                .map(|by| super::cited::name(site, by))
                .map(|it| format!(" ({it})"))
                .unwrap_or_default();
            Some(it.says(finding.help(words!(
                "liên kết đã cho người đọc biết{by}; bài cũ không cần sửa",
                "the link tells readers so{by}; an old article need not be changed"
            ))))
        })
        .collect()
}
