//! `legal-not-in-force`: a text cites a document that had ended before the text appeared.

use std::collections::BTreeSet;

use super::{
    Lint,
    cited::{all, day, name, once},
};
use crate::{
    diag::Diagnostic,
    kind::Meta,
    site::{EntryId, Site},
    words,
};

pub(super) const LINT: Lint = Lint { code: "legal-not-in-force", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    // Whoever names the successor too knows that the document has ended.
    let cited: BTreeSet<(EntryId, usize)> = all(site).filter_map(|it| Some((it.by, it.target?))).collect();
    let acts = |it: &super::cited::Cited| matches!(it.entry.facts.meta, Meta::Article(_) | Meta::Plan(_));
    once(all(site).filter(acts))
        .filter_map(|it| {
            let place = it.target?;
            let status = site.graph.legal.status(place, site.node(it.by).day?);
            if !status.state.ended() || status.by.is_some_and(|by| cited.contains(&(it.by, by))) {
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
