//! `activity-again`: a row that says the same as another one, so that one deed may be counted twice.

use std::collections::BTreeMap;

use super::{Lint, Run};
use crate::{
    diag::{At, Diagnostic},
    kind::Activity,
    site::Site,
    text::amount::Amount,
    words,
};

pub(super) const LINT: Lint = Lint { code: "activity-again", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut first: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, row) in site.activities.iter().enumerate() {
        let Some(before) = first.insert(said(&row.activity), at) else { continue };
        let before = site.activities[before].id();
        let message = words!("dòng này giống hệt dòng {before}", "the row says the same as {before}");
        let help = words!(
            "hai lần làm thật thì ghi thêm địa điểm, giờ hoặc ghi chú; chép thừa thì xóa một dòng (hiện cả hai đang được tính)",
            "if it was done twice, tell place, time or a note; else delete one of them (both are counted now)"
        );
        found.push(Diagnostic::warning(LINT.code, message).help(help).at(&row.file, row.activity.date.pos));
    }
    found
}

/// All that a row says, without where it stands.
fn said(it: &Activity) -> Vec<String> {
    let all = |list: &[At<String>]| list.iter().map(|it| it.value.clone()).collect::<Vec<_>>().join(";");
    let amount = |it: Option<Amount>| it.map(Amount::plain).unwrap_or_default();
    vec![
        format!("{:?}", it.date.value),
        it.agency.value.clone(),
        it.form.value.clone(),
        all(&it.plans),
        all(&it.items),
        amount(it.quantity.as_ref().map(|it| it.value)),
        it.measure.as_ref().map(|it| it.value.clone()).unwrap_or_default(),
        amount(it.people),
        amount(it.minutes),
        it.place.clone().unwrap_or_default(),
        it.note.clone().unwrap_or_default(),
        all(&it.evidence),
    ]
}
