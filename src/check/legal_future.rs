//! `legal-future`: a citation of a document that was issued after the text appeared.

use super::{
    Lint,
    cited::{Cited, all, day, document, name, once},
};
use crate::{diag::Diagnostic, kind::Meta, legal::Note, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-future", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    // The page of a document may tell what became of it.
    let is_later = |it: &Cited| {
        !matches!(it.entry.facts.meta, Meta::Document(_))
            && it.notes.iter().any(|it| matches!(it, Note::Future(_)))
    };
    once(all(site).filter(is_later))
        .filter_map(|it| {
            let place = it.notes.iter().find_map(|it| match it {
                Note::Future(place) => Some(*place),
                _ => None,
            })?;
            let name = name(site, place);
            let (issued, shown) = (day(document(site, place).issued?), day(site.node(it.by).day?));
            let finding = Diagnostic::warning(
                LINT.code,
                words!(
                    "{name} ban hành ngày {issued}, sau ngày {shown} của bài",
                    "{name} was issued on {issued}, after the {shown} of this text"
                ),
            );
            Some(it.says(finding.help(words!(
                "kiểm tra số của văn bản và ngày của bài",
                "check the number of the document and the date of the text"
            ))))
        })
        .collect()
}
