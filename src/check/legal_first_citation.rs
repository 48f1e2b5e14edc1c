//! `legal-first-citation`: the first mention of a document in an article gives neither date nor issuer
//! (Nghị định 30/2020/NĐ-CP, Annex I §6b).

use super::{
    Lint, Run,
    cited::{Subject, document, once},
};
use crate::{
    diag::Diagnostic,
    legal::{Form, register},
    words,
};

pub(super) const LINT: Lint = Lint { code: "legal-first-citation", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    once(subject.in_article())
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
