//! `legal-draft-number`: something without a number is published as if it were issued.

use super::{Lint, Run, cited::Subject};
use crate::{diag::Diagnostic, kind::Meta, legal::Form, words};

pub(super) const LINT: Lint = Lint { code: "legal-draft-number", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let cites = subject
        .in_text()
        .filter(|it| subject.is_article() && it.citation().is_some_and(|it| it.form == Form::Draft))
        .map(|it| {
            let written = it.written;
            let finding = Diagnostic::warning(
                LINT.code,
                words!("\"{written}\" chưa có số", "\"{written}\" has no number yet"),
            );
            it.says(finding.help(words!(
                "điền số khi văn bản đã ban hành, hoặc viết rõ là dự thảo",
                "fill in the number once it is issued, or say that it is a draft"
            )))
        });
    cites.chain(document(subject)).collect()
}

/// A document without a number. A plan without one says on its page that it is a draft.
fn document(subject: &Subject) -> Option<Diagnostic> {
    let Meta::Document(document) = &subject.entry.facts.meta else { return None };
    let legal = &subject.site.graph.legal;
    let own = &legal.register().entries()[legal.place_of(subject.id)?];
    let has_name = own.is_law() || own.issuer.key.starts_with("dai hoi") || !own.names.is_empty();
    if document.number.is_some() || has_name {
        return None;
    }
    let title = &own.title;
    let finding = Diagnostic::warning(
        LINT.code,
        words!("văn bản \"{title}\" chưa có số ký hiệu", "the document \"{title}\" has no number"),
    );
    let help = words!(
        "điền số ký hiệu; nếu còn là dự thảo, đặt draft: true (nháp: có)",
        "give its number; if it is a draft still, set draft: true"
    );
    Some(finding.help(help).at(&subject.entry.file, subject.entry.facts.common.title.pos))
}
