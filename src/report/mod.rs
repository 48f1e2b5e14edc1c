//! What commands say of plans: how far each was carried out, what is due, and the report that the officer owes.
//!
//! Values in, text out: the commands read arguments and print. All figures come from [`crate::site::coverage`].

pub mod annex;
pub mod calendar;
pub mod doc;
pub mod docx;
pub mod evidence;
pub mod narrative;
pub mod status;
pub mod xlsx;
pub mod todo;

use crate::{
    diag::Words,
    site::{EntryId, Site},
    text::near,
    words,
};

/// The visible plan that is meant by its id or its number.
///
/// Fails with what to write where no plan, or more than one, is meant.
pub fn find(site: &Site<'_>, typed: &str) -> Result<EntryId, Words> {
    let ids = || site.graph.plans.keys().map(|it| (it, site.node(*it).id.as_str()));
    if let Some((id, _)) = ids().find(|it| it.1 == typed) {
        return Ok(*id);
    }
    let number = |it: &EntryId| match &site.entry(*it).facts.meta {
        crate::kind::Meta::Plan(plan) => plan.number.as_ref().map(|it| it.value.as_str()),
        _ => None,
    };
    let numbered: Vec<&EntryId> = site.graph.plans.keys().filter(|it| number(it) == Some(typed)).collect();
    let all = some(&ids().map(|it| it.1).collect::<Vec<_>>());
    match numbered.as_slice() {
        [one] => Ok(**one),
        [] if all.is_empty() => Err(words!(
            "trang chưa có kế hoạch nào; tạo bằng: bantin new plan TIÊU-ĐỀ",
            "the site has no plan; make one with: bantin new plan TITLE"
        )),
        [] => Err(match near::nearest(typed, ids().map(|it| it.1)) {
            Some(near) => words!(
                "không có kế hoạch \"{typed}\"; có phải ý bạn là {near}?",
                "there is no plan \"{typed}\"; did you mean {near}?"
            ),
            None => words!(
                "không có kế hoạch \"{typed}\"; các kế hoạch: {all}",
                "there is no plan \"{typed}\"; plans: {all}"
            ),
        }),
        [..] => Err(words!(
            "nhiều kế hoạch có số \"{typed}\"; ghi mã của một kế hoạch: {all}",
            "several plans have the number \"{typed}\"; write the id of one: {all}"
        )),
    }
}

/// The first of many ids, and how many more there are.
fn some(ids: &[&str]) -> String {
    const SHOWN: usize = 8;
    let first = ids[..ids.len().min(SHOWN)].join(", ");
    if ids.len() > SHOWN { format!("{first}, … (+{})", ids.len() - SHOWN) } else { first }
}
