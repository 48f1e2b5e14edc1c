//! `plan-outside-period`: an article or an activity of a day on which its plan does not hold, so that it is not counted.

use super::{Lint, Plan, Run};
use crate::{
    diag::{Diagnostic, Pos},
    kind::Meta,
    site::{Site, coverage::Sort},
    text::date::format_short,
    words,
};

pub(super) const LINT: Lint = Lint { code: "plan-outside-period", run: Run::Plans(run) };

fn run(site: &Site, plans: &[Plan]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (frame, all) in plans {
        let outside = all.iter().filter(|it| !frame.span.contains(it.day) && it.sort != Sort::Post);
        for it in outside {
            let place = match it.sort {
                Sort::Activity => {
                    let row = &site.activities[it.source];
                    Some((&row.file, row.activity.date.pos))
                }
                _ => match &site.all[it.source].facts.meta {
                    Meta::Article(article) => {
                        let used = article.plans.iter().find(|it| it.id.value == frame.id);
                        Some((&site.all[it.source].file, used.map_or(Pos::default(), |it| it.id.pos)))
                    }
                    _ => None,
                },
            };
            let Some((file, pos)) = place else { continue };
            let (day, id) = (format_short(it.day), frame.id);
            let (from, to) = (format_short(frame.span.from), format_short(frame.span.to));
            let message = words!(
                "ngày {day} nằm ngoài giai đoạn của kế hoạch \"{id}\" ({from} – {to}), nên không được tính",
                "{day} is outside the period of the plan \"{id}\" ({from} – {to}), so it is not counted"
            );
            let help = words!(
                "sửa ngày, hoặc ghi kế hoạch của năm đó",
                "correct the date, or name the plan of that time"
            );
            found.push(Diagnostic::warning(LINT.code, message).help(help).at(file, pos));
        }
    }
    found
}
