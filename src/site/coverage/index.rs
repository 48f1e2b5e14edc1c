//! Targets of a plan that are those of an indicator: what the indicator aims at in the years of the plan, held against its results.

use super::{
    frame::Frame,
    targets::{Value, bound},
};
use crate::{
    diag::Words,
    kind::{Meta, plan::PlanTarget},
    site::{
        Site,
        indicators::{self, Series},
    },
    text::span::Span,
    words,
};

/// What became of the targets of an indicator.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// How many of them are met.
    pub(super) value: Option<Value>,
    /// Whether enough are; absent where that cannot be said.
    pub(super) met: Option<bool>,
    /// Those that are not, in words.
    pub(super) missing: Vec<String>,
    /// All of them, in words: `2026: hạng không quá 20`.
    pub(super) aims: Vec<String>,
    /// Why it cannot be said.
    pub(super) fault: Option<Words>,
    /// Whether only results are waited for.
    pub(super) is_pending: bool,
}

/// Holds the targets of the indicator that `it` names in `of` against the results of the years of `days`.
pub(super) fn reached(it: &PlanTarget, frame: &Frame<'_>, days: Span, site: &Site<'_>) -> Reached {
    let fault = |fault: Words| Reached { fault: Some(fault), ..Reached::default() };
    let typed = it.of.as_deref().unwrap_or_default();
    let (name, unit) = typed.split_once(';').map_or((typed, None), |(name, unit)| (name, Some(unit.trim())));
    let known = indicators::find(site, name).map(|id| &site.entry(id).facts.meta);
    let Some(Meta::Indicator(indicator)) = known else {
        let name = name.trim();
        return fault(words!(
            "of (trên) phải là mã của một chỉ số trong content/chi-so/, không phải \"{name}\"",
            "of must be the id of an indicator in content/chi-so/, not \"{name}\""
        ));
    };
    let all = indicators::series(indicator, &site.graph.names);
    let series = match series_of(&all, unit, frame, site) {
        Ok(series) => series,
        Err(why) => return fault(why),
    };
    let (from, to) = (days.from.year(), days.to.year());
    let years = series.points.iter().enumerate();
    let years =
        years.filter(|(_, point)| i16::try_from(point.year).is_ok_and(|it| (from..=to).contains(&it)));
    let mut reached = Reached::default();
    let (mut met, mut of, mut open, mut waiting) = (0_u64, 0_u64, 0_u64, 0_u64);
    for (at, point) in years {
        for judged in series.judge(at) {
            of += 1;
            let aim = format!("{}: {}", point.year, judged.text.vi);
            reached.aims.push(aim.clone());
            match judged.met {
                Some(true) => met += 1,
                Some(false) => reached.missing.push(aim),
                None => {
                    // What is waited for says less than what cannot be compared.
                    if open == waiting && (open == 0 || !judged.is_pending) {
                        reached.fault = judged.why;
                    }
                    open += 1;
                    waiting += u64::from(judged.is_pending);
                }
            }
        }
    }
    if of == 0 {
        return fault(words!(
            "chỉ số chưa ghi targets (chỉ tiêu) cho năm của kế hoạch",
            "the indicator has no targets for the years of the plan"
        ));
    }
    reached.value = (waiting < of).then_some(Value::Share(met, of));
    reached.is_pending = open > 0 && open == waiting;
    // As many as are asked for, or else all of them; those that cannot be judged may still be met.
    let is_enough = |n: u64| match it.at_least.as_deref().and_then(bound) {
        Some(least) => Value::Share(n, of).is_at_least(least),
        None => Some(n == of),
    };
    reached.met = match (is_enough(met), is_enough(met + open)) {
        (Some(true), _) => Some(true),
        (_, Some(false)) => Some(false),
        _ => None,
    };
    if reached.met.is_some() {
        (reached.fault, reached.is_pending) = (None, false);
    }
    reached
}

/// The figures of the unit that is named, else of the one that issued the plan, else of the only one that there is.
fn series_of<'a, 's>(
    all: &'a [Series<'s>],
    named: Option<&str>,
    frame: &Frame<'_>,
    site: &Site<'_>,
) -> Result<&'a Series<'s>, Words> {
    let names = &site.graph.names;
    let of = |unit: usize| all.iter().find(|it| it.unit == Some(unit));
    if let Some(named) = named {
        return names.units.find(named).and_then(of).ok_or_else(|| {
            words!("chỉ số không có số liệu của \"{named}\"", "the indicator has no figures of \"{named}\"")
        });
    }
    let issuer = names.issuer(&frame.plan.issuer.value).and_then(of);
    match (issuer, all) {
        (Some(series), _) | (None, [series]) => Ok(series),
        _ => Err(words!(
            "chỉ số có nhiều đơn vị: ghi thêm đơn vị, như of: par-index; ma-don-vi",
            "the indicator has several units: name one, such as of: par-index; unit-id"
        )),
    }
}
