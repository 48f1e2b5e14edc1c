//! `legal-draft-number`: something without a number is published as if it were issued.

use super::{Lint, cited::in_text};
use crate::{diag::Diagnostic, kind::Meta, legal::Form, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-draft-number", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    let cites = in_text(site)
        .filter(|it| it.in_article() && it.citation().is_some_and(|it| it.form == Form::Draft))
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
    let register = site.graph.legal.register().entries();
    // A plan without a number says on its page that it is a draft.
    let documents = register.iter().enumerate().filter_map(|(place, it)| {
        let entry = site.entry(site.graph.legal.entry_at(place));
        let Meta::Document(document) = &entry.facts.meta else { return None };
        let has_name = it.is_law() || it.issuer.key.starts_with("dai hoi") || !it.names.is_empty();
        if document.number.is_some() || has_name {
            return None;
        }
        let title = &it.title;
        let finding = Diagnostic::warning(
            LINT.code,
            words!("văn bản \"{title}\" chưa có số ký hiệu", "the document \"{title}\" has no number"),
        );
        let pos = entry.facts.common.title.pos;
        Some(
            finding
                .help(words!(
                    "điền số ký hiệu; nếu còn là dự thảo, đặt draft: true (nháp: có)",
                    "give its number; if it is a draft still, set draft: true"
                ))
                .at(&entry.file, pos),
        )
    });
    cites.chain(documents).collect()
}
