//! `legal-missing-place`: a local number, and nothing tells of which province.

use super::{
    Lint,
    cited::{all, once},
};
use crate::{diag::Diagnostic, legal::Note, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-missing-place", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    once(all(site).filter(|it| it.notes.contains(&Note::MissingPlace)))
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
