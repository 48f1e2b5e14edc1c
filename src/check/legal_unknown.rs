//! `legal-unknown`: a citation of a document that the register does not have.

use super::{
    Lint, Run,
    cited::{Subject, document, once},
};
use crate::{
    diag::Diagnostic,
    legal::{Form, Note},
    text::near,
    words,
};

pub(super) const LINT: Lint = Lint { code: "legal-unknown", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let site = subject.site;
    let register = site.graph.legal.register();
    let is_unknown = |it: &&super::cited::Cited| {
        let form = it.citation().map(|it| it.form);
        let explained = it.notes.iter().any(|it| !matches!(it, Note::OtherPlace(_)));
        let is_whole = matches!(form, Some(Form::Numbered | Form::Named));
        subject.is_article() && it.target.is_none() && it.several.is_empty() && is_whole && !explained
    };
    once(subject.in_text().filter(is_unknown))
        .map(|it| {
            let written = it.written;
            let finding = Diagnostic::info(
                LINT.code,
                words!(
                    "danh mục văn bản chưa có \"{written}\" nên không có liên kết",
                    "the register has no \"{written}\", so there is no link"
                ),
            );
            let elsewhere = it.notes.iter().find_map(|it| match it {
                Note::OtherPlace(several) => several.first().map(|it| document(site, *it)),
                _ => None,
            });
            let numbers = || register.entries().iter().filter_map(|it| it.number.as_deref());
            let number = it.citation().and_then(|it| it.number.clone());
            let near = number.and_then(|it| near::nearest(&it, numbers()));
            it.says(match (elsewhere, near) {
                (Some(other), _) => {
                    let issuer = &other.issuer.name;
                    finding.help(words!(
                        "danh mục chỉ có văn bản cùng số của {issuer}; nếu đúng là văn bản đó, ghi tên cơ quan ấy",
                        "the register has that number of {issuer} only; if that is meant, name that issuer"
                    ))
                }
                (None, Some(near)) => finding.help(words!(
                    "có phải ý bạn là {near}? Nếu không, thêm văn bản vào content/van-ban/",
                    "did you mean {near}? If not, add the document to content/van-ban/"
                )),
                (None, None) => finding.help(words!(
                    "thêm văn bản vào content/van-ban/ để người đọc bấm xem được",
                    "add it to content/van-ban/, so that readers can follow it"
                )),
            })
        })
        .collect()
}
