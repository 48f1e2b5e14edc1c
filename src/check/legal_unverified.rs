//! `legal-unverified`: a document whose facts its editor is not certain of.

use super::Lint;
use crate::{diag::Diagnostic, kind::Meta, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-unverified", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    let documents = site.ids().filter_map(|id| match &site.entry(id).facts.meta {
        Meta::Document(it) => Some((site.entry(id), it.unverified.as_ref()?)),
        _ => None,
    });
    let findings = documents.map(|(entry, why)| {
        let text = &why.value;
        Diagnostic::info(
            LINT.code,
            words!(
                "thông tin của văn bản chưa được kiểm chứng: {text}",
                "the facts of the document are not verified: {text}"
            ),
        )
        .help(words!(
            "đối chiếu với bản chính thức rồi xóa dòng unverified",
            "compare them with the official text, then delete the line unverified"
        ))
        .at(&entry.file, why.pos)
    });
    findings.collect()
}
