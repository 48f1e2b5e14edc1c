//! `activity-web-form` and `activity-measure`: rows that do not count as their writer may think.

use super::{Lint, Run};
use crate::{
    diag::Diagnostic,
    site::{
        Site,
        coverage::{evidence::is_measure, frame::FormKey},
    },
    words,
};

pub(super) const LINT: Lint = Lint { code: "activity-web-form", run: Run::Site(web) };
pub(super) const MEASURE: Lint = Lint { code: "activity-measure", run: Run::Site(measures) };

/// Rows whose form is one of the web.
fn web(site: &Site) -> Vec<Diagnostic> {
    let rows = site.activities.iter().filter_map(|row| {
        let form = &row.activity.form;
        let at = site.graph.names.forms.find(&form.value)?;
        if site.registries.forms[at].kind != Some("web") {
            return None;
        }
        let name = &site.registries.forms[at].name;
        let message = words!(
            "hình thức \"{name}\" được tính bằng bài đăng trên trang, nên dòng này không tính cho hình thức ấy",
            "the form \"{name}\" is proved by articles of the site, so the row does not count for it"
        );
        let help = words!(
            "đăng bài và ghi plan (kế hoạch) ở phần đầu bài; hoặc đổi loại (kind) của hình thức trong danh-muc/hinh-thuc.yaml",
            "publish an article with plan in its front matter, or change the kind of the form in danh-muc/hinh-thuc.yaml"
        );
        Some(Diagnostic::warning(LINT.code, message).help(help).at(&row.file, form.pos))
    });
    rows.collect()
}

/// Rows whose quantity is not added up, since it is in another measure.
fn measures(site: &Site) -> Vec<Diagnostic> {
    let rows = site.activities.iter().zip(&site.graph.deeds.rows).filter_map(|(row, deed)| {
        let it = &row.activity;
        let quantity = it.quantity.as_ref().filter(|it| it.value != crate::text::amount::Amount::whole(1))?;
        let Some(FormKey::Known(at)) = deed.uses.first()?.form else { return None };
        let known = site.registries.forms[at].measure.as_ref()?;
        if it.measure.as_ref().is_some_and(|it| is_measure(&it.value, known)) {
            return None;
        }
        let n = quantity.value;
        let message = words!(
            "số lượng {n} không được cộng vì đơn vị tính không phải \"{known}\"; dòng này tính là 1",
            "the quantity {n} is not added up, since its measure is not \"{known}\"; the row counts 1"
        );
        let help = words!(
            "ghi \"{known}\" ở cột đơn vị tính nếu đúng là {n} {known}",
            "write \"{known}\" in the column measure if that is meant"
        );
        Some(Diagnostic::info(MEASURE.code, message).help(help).at(&row.file, quantity.pos))
    });
    rows.collect()
}
