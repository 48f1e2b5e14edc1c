//! `legal-dup-key`: two documents of the register that no citation can tell apart: one number, one type, one issuer,
//! one date.

use super::{
    Lint, Run,
    cited::{document, name},
};
use crate::{diag::Diagnostic, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-dup-key", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let legal = &site.graph.legal;
    let mut found = Vec::new();
    for group in legal.register().same_numbers() {
        for (at, place) in group.iter().enumerate() {
            let own = document(site, *place);
            let twin = group[..at].iter().find(|it| {
                let other = document(site, **it);
                (other.doc_type, &other.issuer.key, other.issued)
                    == (own.doc_type, &own.issuer.key, own.issued)
            });
            let Some(twin) = twin else { continue };
            let entry = site.entry(legal.entry_at(*place));
            let file = &site.entry(legal.entry_at(*twin)).file;
            let name = name(site, *place);
            let finding = Diagnostic::info(
                LINT.code,
                words!(
                    "{name} có hai lần trong danh mục ({file})",
                    "{name} stands twice in the register ({file})"
                ),
            );
            found.push(
                finding
                    .help(words!(
                        "giữ lại một, hoặc sửa số hay ngày của một trong hai",
                        "keep one, or correct the number or date of the other"
                    ))
                    .at(&entry.file, entry.facts.common.title.pos),
            );
        }
    }
    found
}
