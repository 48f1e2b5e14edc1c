//! `legal-unverified`: a document whose facts its editor is not certain of.

use super::{Lint, Run, cited::Subject};
use crate::{diag::Diagnostic, kind::Meta, words};

pub(super) const LINT: Lint = Lint { code: "legal-unverified", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let Meta::Document(document) = &subject.entry.facts.meta else { return Vec::new() };
    let findings = document.unverified.iter().map(|why| {
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
        .at(&subject.entry.file, why.pos)
    });
    findings.collect()
}
