//! `legal-unknown-version`: a law of that name is known, but none of that year or date.

use super::{
    Lint, Run,
    cited::{Subject, day, document, once},
};
use crate::{diag::Diagnostic, legal::Note, words};

pub(super) const LINT: Lint = Lint { code: "legal-unknown-version", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    let register = site.graph.legal.register();
    once(subject.all().filter(|it| it.notes.contains(&Note::UnknownVersion)))
        .map(|it| {
            let written = it.written;
            let name = it.citation().and_then(|it| it.name.clone()).unwrap_or_default();
            let versions = register.named(&name).iter().map(|place| document(site, *place));
            let dates: Vec<String> = versions.filter_map(|it| it.issued).map(day).collect();
            let dates = dates.join(", ");
            let finding = Diagnostic::warning(
                LINT.code,
                words!(
                    "danh mục có luật này nhưng không có bản mà \"{written}\" nói tới",
                    "the register has this law, but not the version of \"{written}\""
                ),
            );
            it.says(if dates.is_empty() {
                finding.help(words!(
                    "kiểm tra năm, hoặc thêm luật vào danh mục",
                    "check the year, or add the law"
                ))
            } else {
                finding.help(words!(
                    "danh mục có các bản ban hành ngày {dates}; kiểm tra năm, hoặc thêm bản còn thiếu",
                    "the register has those of {dates}; check the year, or add the missing one"
                ))
            })
        })
        .collect()
}
