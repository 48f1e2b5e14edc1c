//! `legal-superseded`: an article cites a document that has ended since.

use super::{
    Lint,
    cited::{all, day, name, once},
};
use crate::{diag::Diagnostic, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-superseded", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    let today = site.clock.today();
    once(all(site).filter(super::cited::Cited::in_article))
        .filter_map(|it| {
            let place = it.target?;
            let legal = &site.graph.legal;
            let (then, now) = (legal.status(place, site.node(it.by).day?), legal.status(place, today));
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
