//! `legal-type-mismatch`: the word before a number names another type than the register has.

use super::{
    Lint, Run,
    cited::{Cited, Subject, document, once},
};
use crate::{
    diag::Diagnostic,
    legal::{DocType, Form, Note, resolve::same_type},
    words,
};

pub(super) const LINT: Lint = Lint { code: "legal-type-mismatch", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    once(subject.all())
        .filter_map(|it| {
            let noted = it.notes.iter().find_map(|it| match it {
                Note::TypeMismatch(place) => Some(*place),
                _ => None,
            });
            let document = document(site, noted.or(it.target)?);
            let number = document.number.as_deref()?;
            let said = said(it, document.doc_type).filter(|said| !same_type(*said, document))?.name();
            let right = document.doc_type.name();
            let finding = Diagnostic::info(
                LINT.code,
                words!("{number} là {right}, không phải {said}", "{number} is a {right}, not a {said}"),
            );
            Some(it.says(finding.help(words!("viết {right} số {number}", "write {right} số {number}"))))
        })
        .collect()
}

/// The type by the word before the number, where that is not plainly the right one; the number itself may say another.
fn said(it: &Cited, right: DocType) -> Option<DocType> {
    // `Đề án 06` is a name in use.
    it.citation().filter(|it| it.form == Form::Numbered)?;
    let head = it.written.split(|it: char| it.is_ascii_digit()).next()?.trim_end();
    let head = head.trim_end_matches(':').trim_end();
    let head = head.strip_suffix("số").or_else(|| head.strip_suffix("Số")).unwrap_or(head).trim_end();
    if head.is_empty() || head == right.name() {
        return None;
    }
    let starts = std::iter::once(0).chain(head.match_indices(' ').map(|(at, _)| at + 1));
    starts.filter(|at| *at < head.len()).find_map(|at| DocType::named(&head[at..]))
}
