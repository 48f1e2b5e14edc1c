//! `legal-dup-id`: two documents of the register have one id, and references reach the first only.

use super::{Lint, Run, cited::name};
use crate::{diag::Diagnostic, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-dup-id", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let legal = &site.graph.legal;
    let mut found = Vec::new();
    for group in legal.register().same_ids() {
        let Some((first, others)) = group.split_first() else { continue };
        let file = &site.entry(legal.entry_at(*first)).file;
        for place in others {
            let entry = site.entry(legal.entry_at(*place));
            let (id, name) = (&legal.register().entries()[*place].id, name(site, *place));
            let finding = Diagnostic::error(
                LINT.code,
                words!(
                    "{name} có cùng mã {id} với một văn bản khác ({file})",
                    "{name} has the id {id} of another document ({file})"
                ),
            );
            found.push(
                finding
                    .help(words!("đổi tên tệp, hoặc thêm slug: …", "rename the file, or add slug: …"))
                    .at(&entry.file, entry.facts.common.title.pos),
            );
        }
    }
    found
}
