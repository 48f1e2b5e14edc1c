//! `procedure-form`: the file of a form of a dossier that is not there, so that nobody can download it.

use super::{Lint, Run};
use crate::{
    diag::Diagnostic,
    kind::Meta,
    site::{Site, activities::is_address, services},
    words,
};

pub(super) const LINT: Lint = Lint { code: "procedure-form", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for id in site.ids() {
        let entry = site.entry(id);
        let Meta::Procedure(procedure) = &entry.facts.meta else { continue };
        let forms = procedure.dossier.iter().filter_map(|it| it.form.as_ref());
        for form in forms.filter(|it| is_file(&it.value)) {
            let name = &form.value;
            let file = services::form_file(&entry.facts.path, name);
            if file.is_some_and(|it| site.assets.contains_key(&it)) {
                continue;
            }
            let message = words!("không có tệp biểu mẫu \"{name}\"", "there is no form \"{name}\"");
            let help = words!(
                "chép tệp vào content/ rồi ghi đường dẫn, ví dụ /bieu-mau/to-khai.docx; chỉ là tên mẫu thì ghi không có đuôi tệp",
                "put the file in content/ and write its path, such as /bieu-mau/to-khai.docx; a mere name has no ending"
            );
            found.push(Diagnostic::warning(LINT.code, message).help(help).at(&entry.file, form.pos));
        }
    }
    found
}

/// Whether it is the path of a file, not an address and not a name such as `Mẫu số 01`.
fn is_file(typed: &str) -> bool {
    let is_ending = |it: &str| (2..=5).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphanumeric());
    !is_address(typed)
        && typed.rsplit_once('.').is_some_and(|(name, ending)| !name.is_empty() && is_ending(ending))
}
