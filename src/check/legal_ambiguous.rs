//! `legal-ambiguous`: a citation in running text that several documents fit. In front matter it is an error of the graph.

use super::{
    Lint,
    cited::{Cited, document, in_text, once},
};
use crate::{diag::Diagnostic, legal::register, site::Site, words};

pub(super) const LINT: Lint = Lint { code: "legal-ambiguous", run };

/// Documents named in the help.
const SHOWN: usize = 3;

fn run(site: &Site) -> Vec<Diagnostic> {
    // The page of a document speaks of itself.
    let own = |it: &Cited| site.graph.legal.place_of(it.by).is_some_and(|own| it.several.contains(&own));
    once(in_text(site).filter(|it| !it.several.is_empty() && !own(it)))
        .map(|it| {
            let written = it.written;
            let names = it.several.iter().take(SHOWN).map(|place| register::cite(document(site, *place)));
            let list = names.collect::<Vec<_>>().join("; ");
            let number = it.citation().and_then(|it| it.number.clone()).unwrap_or_default();
            let years = it.several.iter().filter_map(|place| document(site, *place).issued);
            let mark =
                years.map(jiff::civil::Date::year).next_back().map(|year| format!("[[{number}@{year}]]"));
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
