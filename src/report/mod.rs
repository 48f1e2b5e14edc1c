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
    legal::number::key as number_key,
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
    let is_meant = |it: &&EntryId| number(it).is_some_and(|it| number_key(it) == number_key(typed));
    let numbered: Vec<&EntryId> = site.graph.plans.keys().filter(is_meant).collect();
    let some_of =
        |all: &[&EntryId]| some(&all.iter().map(|it| site.node(**it).id.as_str()).collect::<Vec<_>>());
    let all = some_of(&site.graph.plans.keys().collect::<Vec<_>>());
    match numbered.as_slice() {
        [one] => Ok(**one),
        [] if site.graph.is_hidden(typed) => Err(words!(
            "kế hoạch \"{typed}\" chưa hiện trên trang (nháp, hẹn giờ, hết hạn hoặc còn lỗi), nên chưa theo dõi được; xem: bantin check",
            "the plan \"{typed}\" is not shown (draft, scheduled, expired or with errors), so it is not tracked; see: bantin check"
        )),
        [] if all.is_empty() => Err(words!(
            "trang chưa có kế hoạch nào; tạo bằng: bantin new plan TIÊU-ĐỀ",
            "the site has no plan; make one with: bantin new plan TITLE"
        )),
        [] => Err(
            match near::nearest(typed, ids().map(|it| it.1).chain(site.graph.plans.keys().filter_map(number)))
            {
                Some(near) => words!(
                    "không có kế hoạch \"{typed}\"; có phải ý bạn là {near}?",
                    "there is no plan \"{typed}\"; did you mean {near}?"
                ),
                None => words!(
                    "không có kế hoạch \"{typed}\"; các kế hoạch: {all}",
                    "there is no plan \"{typed}\"; plans: {all}"
                ),
            },
        ),
        several => {
            let ids = some_of(several);
            Err(words!(
                "nhiều kế hoạch có số \"{typed}\"; ghi mã của một kế hoạch: {ids}",
                "several plans have the number \"{typed}\"; write the id of one: {ids}"
            ))
        }
    }
}

/// The first of many ids, and how many more there are.
fn some(ids: &[&str]) -> String {
    const SHOWN: usize = 8;
    let first = ids[..ids.len().min(SHOWN)].join(", ");
    if ids.len() > SHOWN { format!("{first}, … (+{})", ids.len() - SHOWN) } else { first }
}
