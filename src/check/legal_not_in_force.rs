//! `legal-not-in-force`: a text cites a document that had ended before the text appeared.

use std::collections::BTreeSet;

use super::{
    Lint, Run,
    cited::{Subject, day, name, once},
};
use crate::{diag::Diagnostic, kind::Meta, words};

pub(super) const LINT: Lint = Lint { code: "legal-not-in-force", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    // Whoever names the successor too knows that the document has ended.
    let cited: BTreeSet<usize> = subject.all().filter_map(|it| it.target).collect();
    let acts = matches!(subject.entry.facts.meta, Meta::Article(_) | Meta::Plan(_));
    once(subject.all().filter(|_| acts))
        .filter_map(|it| {
            let place = it.target?;
            let status = site.graph.legal.status(place, site.node(subject.id).day?);
            if !status.state.ended() || status.by.is_some_and(|by| cited.contains(&by)) {
                return None;
            }
            let (name, since) = (name(site, place), day(status.since?));
            let finding = Diagnostic::warning(
                LINT.code,
                words!(
                    "{name} đã hết hiệu lực từ ngày {since}, trước ngày của bài",
                    "{name} was no longer in force since {since}, before the date of this text"
                ),
            );
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
