//! `legal-missing-place`: a local number, and nothing tells of which province.

use super::{
    Lint, Run,
    cited::{Subject, once},
};
use crate::{diag::Diagnostic, legal::Note, words};

pub(super) const LINT: Lint = Lint { code: "legal-missing-place", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    once(subject.all().filter(|it| it.notes.contains(&Note::MissingPlace)))
        .map(|it| {
            let written = it.written;
            let finding = Diagnostic::warning(
                LINT.code,
                words!(
                    "\"{written}\" là số của địa phương nhưng không rõ tỉnh nào",
                    "\"{written}\" is a local number, and nothing tells of which province"
                ),
            );
            it.says(finding.help(words!(
                "ghi thêm cơ quan ban hành (của UBND tỉnh …), hoặc đặt locality trong bantin.yaml",
                "name the issuer (của UBND tỉnh …), or set locality in bantin.yaml"
            )))
        })
        .collect()
}
