//! `legal-ambiguous`: a citation in running text that several documents fit. In front matter it is an error of the graph.

use jiff::civil::Date;

use super::{
    Lint, Run,
    cited::{Cited, Subject, document, once},
};
use crate::{diag::Diagnostic, legal::register, words};

pub(super) const LINT: Lint = Lint { code: "legal-ambiguous", run: Run::Entry(run) };

/// Documents named in the help.
const SHOWN: usize = 3;

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    // The page of a document speaks of itself.
    let own =
        |it: &&Cited| site.graph.legal.place_of(subject.id).is_some_and(|own| it.several.contains(&own));
    once(subject.in_text().filter(|it| !it.several.is_empty() && !own(it)))
        .map(|it| {
            let written = it.written;
            let names = it.several.iter().take(SHOWN).map(|place| register::cite(document(site, *place)));
            let list = names.collect::<Vec<_>>().join("; ");
            let number = it.citation().and_then(|it| it.number.clone()).unwrap_or_default();
            let years = it.several.iter().filter_map(|place| document(site, *place).issued);
            let mark = years.map(Date::year).next_back().map(|year| format!("[[{number}@{year}]]"));
            let mark = mark.filter(|_| !number.is_empty()).unwrap_or_default();
            let finding = Diagnostic::warning(
                LINT.code,
                words!("\"{written}\" có thể là nhiều văn bản", "\"{written}\" may be several documents"),
            );
            it.says(if mark.is_empty() {
                finding.help(words!("ghi thêm ngày ban hành: {list}", "give the date of issue: {list}"))
            } else {
                finding.help(words!(
                    "ghi thêm ngày và cơ quan ban hành, hoặc viết {mark}: {list}",
                    "give date and issuer, or write {mark}: {list}"
                ))
            })
        })
        .collect()
}
