//! `legal-first-citation`: the first mention of a document in an article gives neither date nor issuer
//! (Nghị định 30/2020/NĐ-CP, Annex I §6b).

use super::{
    Lint,
    cited::{document, in_text, once},
};
use crate::{
    diag::Diagnostic,
    legal::{Form, register},
    site::Site,
    words,
};

pub(super) const LINT: Lint = Lint { code: "legal-first-citation", run };

fn run(site: &Site) -> Vec<Diagnostic> {
    once(in_text(site).filter(super::cited::Cited::in_article))
        .filter_map(|it| {
            let citation = it.citation()?;
            let tells = citation.date.is_some() || citation.year.is_some() || citation.issuer.is_some();
            let own = document(site, it.target?);
            if citation.form != Form::Numbered || tells || own.is_law() || it.cite?.forced {
                return None;
            }
            let (written, full) = (it.written, register::cite(own));
            let finding = Diagnostic::info(
                LINT.code,
                words!(
                    "lần đầu dẫn \"{written}\" chưa có ngày và cơ quan ban hành",
                    "the first mention of \"{written}\" has neither date nor issuer"
                ),
            );
            Some(it.says(finding.help(words!("viết: {full}", "write: {full}"))))
        })
        .collect()
}
