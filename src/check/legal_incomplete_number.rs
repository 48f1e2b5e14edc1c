//! `legal-incomplete-number`: a short form that nothing in the text explains.

use std::collections::BTreeSet;

use super::{
    Lint, Run,
    cited::{Cited, Subject, document, once},
};
use crate::{diag::Diagnostic, legal::Form, words};

pub(super) const LINT: Lint = Lint { code: "legal-incomplete-number", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    let form = |it: &Cited, form: Form| it.citation().is_some_and(|it| it.form == form);
    let in_full: BTreeSet<_> =
        subject.in_text().filter(|it| form(it, Form::Numbered)).filter_map(|it| it.target).collect();
    // `Đề án 06` is a name in use; `Nghị định 118/2025` lacks its symbol even where it is understood.
    let lacks = |it: &&Cited| {
        let has_year = it.citation().and_then(|it| it.number.clone()).is_some_and(|it| it.contains('/'));
        it.target.is_none_or(|place| has_year && !in_full.contains(&place))
    };
    once(
        subject
            .in_text()
            .filter(|it| subject.is_article() && it.several.is_empty() && form(it, Form::Short) && lacks(it)),
    )
    .map(|it| {
        let written = it.written;
        let finding = Diagnostic::info(
            LINT.code,
            words!("\"{written}\" chưa đủ số và ký hiệu", "\"{written}\" is not the whole number"),
        );
        let right = it.target.and_then(|place| document(site, place).number.as_deref());
        it.says(match right {
            Some(right) => finding.help(words!("viết đủ: {right}", "write it in full: {right}")),
            None => finding.help(words!(
                "lần đầu viết đủ số, ký hiệu, ngày và cơ quan ban hành",
                "the first time give number, symbol, date and issuer"
            )),
        })
    })
    .collect()
}
