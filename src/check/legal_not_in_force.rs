//! `legal-not-in-force`: a text cites a document that had ended before the text appeared; a procedure that is applied, or an answer
//! that holds, rests on one that has ended.

use std::collections::BTreeSet;

use super::{
    Lint, Run,
    cited::{Subject, day, name, once},
};
use crate::{
    diag::Diagnostic,
    kind::{Meta, procedure::State},
    words,
};

pub(super) const LINT: Lint = Lint { code: "legal-not-in-force", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    // Whoever names the successor too knows that the document has ended.
    let cited: BTreeSet<usize> = subject.all().filter_map(|it| it.target).collect();
    let today = site.clock.today();
    let (day_of, is_kept) = match &subject.entry.facts.meta {
        Meta::Article(_) | Meta::Plan(_) => (site.node(subject.id).day, false),
        Meta::Procedure(it) => (Some(today).filter(|_| it.state(today) != State::Repealed), true),
        Meta::Question(it) => (Some(today).filter(|_| !it.is_past(today)), true),
        _ => (None, false),
    };
    once(subject.all())
        .filter_map(|it| {
            let place = it.target?;
            let status = site.graph.legal.status(place, day_of?);
            if !status.state.ended() || status.by.is_some_and(|by| cited.contains(&by)) {
                return None;
            }
            let (name, since) = (name(site, place), day(status.since?));
            let message = if is_kept {
                words!(
                    "{name} đã hết hiệu lực từ ngày {since}, mà vẫn là căn cứ ở đây",
                    "{name} is no longer in force since {since}, and this still rests on it"
                )
            } else {
                words!(
                    "{name} đã hết hiệu lực từ ngày {since}, trước ngày của bài",
                    "{name} was no longer in force since {since}, before the date of this text"
                )
            };
            let finding = Diagnostic::warning(LINT.code, message);
            Some(it.says(match status.by.map(|by| super::cited::name(site, by)) {
                Some(by) => finding.help(words!("dẫn {by}, hoặc nhắc cả hai", "cite {by}, or name both")),
                None => finding.help(words!(
                    "dẫn văn bản đang có hiệu lực, hoặc ghi rõ văn bản này đã hết hiệu lực",
                    "cite what is in force, or say that this has ended"
                )),
            }))
        })
        .collect()
}
