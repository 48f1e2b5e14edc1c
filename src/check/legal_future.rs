//! `legal-future`: a citation of a document that was issued after the text appeared.

use super::{
    Lint, Run,
    cited::{Cited, Subject, day, document, name, once},
};
use crate::{diag::Diagnostic, kind::Meta, legal::Note, words};

pub(super) const LINT: Lint = Lint { code: "legal-future", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    // The page of a document may tell what became of it.
    let is_later = |it: &&Cited| {
        !matches!(subject.entry.facts.meta, Meta::Document(_))
            && it.notes.iter().any(|it| matches!(it, Note::Future(_)))
    };
    once(subject.all().filter(is_later))
        .filter_map(|it| {
            let place = it.notes.iter().find_map(|it| match it {
                Note::Future(place) => Some(*place),
                _ => None,
            })?;
            let name = name(site, place);
            let (issued, shown) = (day(document(site, place).issued?), day(site.node(subject.id).day?));
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
