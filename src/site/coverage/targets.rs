//! Targets of a plan: figures by metric, exact, and who or what is missing.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::Arc,
};

pub use super::figure::{Bound, Value, bound, percent};
use super::{
    Evidence, Sort,
    frame::{FormKey, Frame, life},
    index::{self, Reached},
};
use crate::{
    diag::Words,
    kind::{
        plan::{METRICS, PlanTarget},
        registry::LEVELS,
    },
    schema::field,
    site::Site,
    text::{
        amount::Amount,
        fold,
        span::{Per, Span},
    },
    words,
};

/// What became of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its id; its place among the targets where it has none: `1`.
    pub id: String,
    /// In words.
    pub text: String,
    /// The metric in Vietnamese.
    pub metric: Option<&'static str>,
    /// The figure; absent where nothing can be counted or there is nobody to be counted.
    pub value: Option<Value>,
    /// What is asked for, as typed.
    pub at_least: Option<String>,
    /// What is asked for in words: `at_least`, or what the indicator aims at.
    pub asked: Option<String>,
    /// Whether it is met; absent where that cannot be said.
    pub met: Option<bool>,
    /// Ids of units, forms or periods, or names of places, that the figure lacks.
    pub missing: Vec<String>,
    /// Why it cannot be computed.
    pub fault: Option<Words>,
    /// Whether it only waits for results that are still to come.
    pub is_pending: bool,
}

impl Outcome {
    /// Who or what the figure lacks, by name.
    pub fn missing_names(&self, site: &Site<'_>) -> Vec<String> {
        let (names, registries) = (&site.graph.names, site.registries);
        let unit = |id: &str| {
            let unit = &registries.units[names.units.find(id)?];
            Some(unit.short.clone().unwrap_or_else(|| unit.name.clone()))
        };
        let form = |id: &str| Some(registries.forms[names.forms.find(id)?].name.clone());
        let name = |id: &String| unit(id).or_else(|| form(id)).unwrap_or_else(|| id.clone());
        self.missing.iter().map(name).collect()
    }
}

/// The figure that was entered by hand. Of nothing, there is none (`0/0`).
fn by_hand(it: &PlanTarget) -> (Option<Value>, Vec<String>, Option<Words>) {
    let Some(value) = &it.value else {
        let fault = words!(
            "chưa có value (giá trị), là kết quả nhập tay",
            "it has no value, the figure entered by hand"
        );
        return (None, Vec::new(), Some(fault));
    };
    let parts: Vec<&str> = value.split('/').map(str::trim).collect();
    match parts[..] {
        ["0", "0"] => (None, Vec::new(), None),
        [_, _] if bound(value).is_none() => {
            let fault = words!(
                "không hiểu value (giá trị) \"{value}\"; viết như 9/10, mẫu số lớn hơn 0",
                "the value \"{value}\" is not understood; write 9/10, of more than 0"
            );
            (None, Vec::new(), Some(fault))
        }
        _ => (Some(Value::Typed(value.clone())), Vec::new(), None),
    }
}

/// The outcomes of all targets for the days of `asked`, in order.
pub(super) fn outcomes(
    frame: &Frame<'_>,
    all: &[Arc<Evidence>],
    asked: Span,
    site: &Site<'_>,
) -> Vec<Outcome> {
    let Some(days) = frame.span.common(asked) else {
        let nothing = |(at, it)| Counter::outcome(at, it, None, Vec::new(), None);
        return frame.plan.targets.iter().enumerate().map(nothing).collect();
    };
    let counter = Counter { frame, all, days, site };
    frame.plan.targets.iter().enumerate().map(|(at, it)| counter.count(at, it)).collect()
}

struct Counter<'a, 's> {
    frame: &'a Frame<'s>,
    all: &'a [Arc<Evidence>],
    /// The days asked for on which the plan held.
    days: Span,
    site: &'a Site<'s>,
}

/// Who or what is counted.
enum Group {
    /// These units of the registry.
    Units(Vec<usize>),
    /// So many of something.
    Number(u64),
    /// These by name.
    Names(Vec<String>),
    /// The id of a unit, or a level, that is not there.
    Unknown(String),
    /// Words that name nothing: those whom the plan has given something to do.
    Words,
}

impl Counter<'_, '_> {
    fn outcome(
        at: usize,
        it: &PlanTarget,
        value: Option<Value>,
        missing: Vec<String>,
        fault: Option<Words>,
    ) -> Outcome {
        let least = it.at_least.as_deref().and_then(bound);
        let met = value.as_ref().zip(least).and_then(|(value, least)| value.is_at_least(least));
        let unreadable = it.at_least.as_ref().filter(|_| least.is_none()).map(|typed| {
            words!(
                "không hiểu mức \"{typed}\" của at_least (ít nhất)",
                "at_least \"{typed}\" is not understood"
            )
        });
        let is_counted = matches!(value, Some(Value::Share(..)));
        let is_beyond = is_counted && matches!(least, Some(Bound::Share(n, of)) if n > of);
        let beyond = it.at_least.as_ref().filter(|_| is_beyond).map(|typed| {
            words!(
                "mức \"{typed}\" của at_least (ít nhất) lớn hơn cả tổng số",
                "at_least \"{typed}\" is more than there are"
            )
        });
        let apart = || {
            words!(
                "value (giá trị) và at_least (ít nhất) không so được với nhau",
                "value and at_least cannot be compared"
            )
        };
        let apart = (value.is_some() && least.is_some() && met.is_none()).then(apart);
        Outcome {
            id: it.id.as_ref().map_or_else(|| (at + 1).to_string(), |it| it.value.clone()),
            text: it.text.clone(),
            metric: it.metric.and_then(|key| METRICS.iter().find(|it| it.key == key)?.names.first().copied()),
            value,
            at_least: it.at_least.clone(),
            asked: it.at_least.clone(),
            met: met.filter(|_| fault.is_none()),
            missing,
            fault: fault.or(unreadable).or(beyond).or(apart),
            is_pending: false,
        }
    }

    fn count(&self, at: usize, it: &PlanTarget) -> Outcome {
        if it.metric == Some("index") {
            let Reached { value, met, missing, aims, fault, is_pending } =
                index::reached(it, self.frame, self.days, self.site);
            let outcome = Self::outcome(at, it, value, missing, fault);
            let asked = outcome.asked.clone().or_else(|| (!aims.is_empty()).then(|| aims.join("; ")));
            return Outcome { met: met.filter(|_| outcome.fault.is_none()), asked, is_pending, ..outcome };
        }
        let names = &self.site.graph.names;
        let form = it.form.as_ref().and_then(|it| self.frame.key(names, &it.value));
        let is_counted = !matches!(it.metric, Some("ratio" | "manual") | None);
        if let Some(fault) = self.unknown(it, form).filter(|_| is_counted) {
            return Self::outcome(at, it, None, Vec::new(), Some(fault));
        }
        // Of a month, quarter or year of which no month is there whole, nothing is asked.
        if is_counted && self.parts(it, self.days).is_empty() {
            return Self::outcome(at, it, None, Vec::new(), None);
        }
        let (value, missing, fault) = match it.metric {
            Some("units_with_items") => {
                self.units(it, form, |it| !it.rows.is_empty() && (form.is_some() || it.sort == Sort::Article))
            }
            Some("units_with_activity") => {
                self.units(it, form, |it| form.is_some() || it.sort == Sort::Activity)
            }
            Some("points_supplied") => self.points(it, form),
            Some("distinct_forms") => self.distinct(it),
            Some("count") => self.sum(it, form),
            Some(_) => by_hand(it),
            None => (None, Vec::new(), Some(words!("chưa có metric (cách đo)", "it has no metric"))),
        };
        Self::outcome(at, it, value, missing, fault)
    }

    /// Why a target cannot be computed that names a form or units which are not there.
    fn unknown(&self, it: &PlanTarget, form: Option<FormKey>) -> Option<Words> {
        if let Some(typed) = it.form.as_ref().filter(|_| form.is_none()) {
            let typed = &typed.value;
            return Some(words!("không có hình thức \"{typed}\"", "there is no form \"{typed}\""));
        }
        let Group::Unknown(typed) = self.group(it) else { return None };
        Some(words!(
            "không có đơn vị hoặc cấp \"{typed}\" ở of (trên)",
            "there is no unit and no level \"{typed}\", which of names"
        ))
    }

    /// What was done in `days`, by moment, by units that were there.
    fn done(&self, days: Span) -> impl Iterator<Item = &Evidence> {
        let counts = move |it: &&Evidence| {
            !it.is_planned
                && !it.amount.is_zero()
                && days.contains(it.day)
                && it.unit.is_none_or(|unit| life(self.site.registries, unit).contains(it.day))
        };
        self.all.iter().map(|it| &**it).filter(counts)
    }

    /// The months, quarters or years that a target asks about, as far as `days` hold a whole month of them; all days together
    /// where it asks for none.
    fn parts(&self, it: &PlanTarget, days: Span) -> Vec<(String, Span)> {
        let Some(per) = it.per.and_then(Per::named) else { return vec![(self.days.period().id, days)] };
        let parts = days.parts(per).into_iter().filter_map(|it| Some((it.id, it.span.common(days)?)));
        parts.filter(|it| it.1.whole_months() > 0).collect()
    }

    fn units(
        &self,
        it: &PlanTarget,
        form: Option<FormKey>,
        counts: impl Fn(&Evidence) -> bool,
    ) -> (Option<Value>, Vec<String>, Option<Words>) {
        let counts = |it: &Evidence| counts(it) && form.is_none_or(|form| it.forms.contains(&form));
        let mut days_of: BTreeMap<usize, Vec<&Evidence>> = BTreeMap::new();
        for evidence in self.done(self.days).filter(|it| counts(it)) {
            if let Some(unit) = evidence.unit {
                days_of.entry(unit).or_default().push(evidence);
            }
        }
        let is_there = |unit: usize| life(self.site.registries, unit).contains(self.days.to);
        let has = |unit: usize| {
            let Some(days) = self.days.common(life(self.site.registries, unit)) else { return false };
            let done = days_of.get(&unit).map_or(&[][..], Vec::as_slice);
            let parts = self.parts(it, days);
            // One that was there for no whole month is to have done something all the same.
            let parts = if parts.is_empty() { vec![(String::new(), days)] } else { parts };
            parts.iter().all(|(_, part)| done.iter().any(|it| part.contains(it.day)))
        };
        if let Group::Number(of) = self.group(it) {
            let n = days_of.keys().filter(|it| is_there(**it) && has(**it)).count();
            return (share(n, of), Vec::new(), None);
        }
        let units: Vec<usize> = self.assigned(it).into_iter().filter(|it| is_there(*it)).collect();
        let units: Vec<usize> =
            units.into_iter().filter(|it| form.is_none_or(|form| self.has_channel(*it, form))).collect();
        let missing: Vec<usize> = units.iter().copied().filter(|it| !has(*it)).collect();
        let value = share(units.len() - missing.len(), u64::try_from(units.len()).unwrap_or(u64::MAX));
        let id = |it: usize| self.site.registries.units[it].id.value.clone();
        (value, missing.into_iter().map(id).collect(), None)
    }

    fn points(&self, it: &PlanTarget, form: Option<FormKey>) -> (Option<Value>, Vec<String>, Option<Words>) {
        let (names, registries) = (&self.site.graph.names, self.site.registries);
        // Documents that were handed out stay where they are, so this counts from the plan's beginning.
        let days = Span { from: self.frame.span.from, to: self.days.to };
        let rows = self.done(days).filter(|it| it.sort == Sort::Activity && !it.amount.is_zero());
        let rows = rows.filter(|it| form.is_none_or(|form| it.forms.contains(&form)));
        let (mut places, mut units) = (BTreeSet::new(), BTreeSet::new());
        for row in rows {
            units.extend(row.unit);
            units.extend(row.places.iter().filter_map(|it| names.units.find(it)));
            // A place that is a unit has one name, whatever it is called.
            let key = |it: &String| match names.units.find(it) {
                Some(unit) => fold::key(&registries.units[unit].name),
                None => fold::key(it),
            };
            places.extend(row.places.iter().map(key));
            if let (true, Some(unit)) = (row.places.is_empty(), row.unit) {
                places.insert(fold::key(&registries.units[unit].name));
            }
        }
        match self.group(it) {
            Group::Number(of) => (share(places.len(), of), Vec::new(), None),
            Group::Names(all) => {
                let missing: Vec<String> =
                    all.iter().filter(|it| !places.contains(&fold::key(it))).cloned().collect();
                let value = share(all.len() - missing.len(), u64::try_from(all.len()).unwrap_or(u64::MAX));
                (value, missing, None)
            }
            Group::Units(all) => {
                let there: Vec<usize> =
                    all.into_iter().filter(|it| life(registries, *it).contains(self.days.to)).collect();
                let missing: Vec<usize> = there.iter().copied().filter(|it| !units.contains(it)).collect();
                let value =
                    share(there.len() - missing.len(), u64::try_from(there.len()).unwrap_or(u64::MAX));
                (value, missing.into_iter().map(|it| registries.units[it].id.value.clone()).collect(), None)
            }
            Group::Words | Group::Unknown(_) => {
                let n = Amount::whole(u64::try_from(places.len()).unwrap_or(u64::MAX));
                let fault = words!(
                    "chưa biết có tất cả bao nhiêu điểm: of (trên) phải bắt đầu bằng số điểm, hoặc kể tên các điểm",
                    "it is not known how many points there are: of must begin with their number, or name them"
                );
                (
                    Some(Value::Number(n)),
                    Vec::new(),
                    Some(fault).filter(|_| {
                        it.at_least.as_deref().and_then(bound).is_none_or(|it| matches!(it, Bound::Share(..)))
                    }),
                )
            }
        }
    }

    fn distinct(&self, it: &PlanTarget) -> (Option<Value>, Vec<String>, Option<Words>) {
        let used = |days: Span| -> BTreeSet<FormKey> {
            self.done(days).flat_map(|it| it.forms.iter().copied()).collect()
        };
        let parts = self.parts(it, self.days);
        let worst = parts.iter().map(|it| used(it.1)).min_by_key(BTreeSet::len).unwrap_or_default();
        let missing =
            self.frame.forms.iter().filter(|it| !worst.contains(&it.key)).map(|it| it.id.to_owned());
        let n = u64::try_from(worst.len()).unwrap_or(u64::MAX);
        (Some(Value::Number(Amount::whole(n))), missing.collect(), None)
    }

    fn sum(&self, it: &PlanTarget, form: Option<FormKey>) -> (Option<Value>, Vec<String>, Option<Words>) {
        let group = match self.group(it) {
            Group::Units(units) if units.is_empty() => return (None, Vec::new(), None),
            Group::Units(units) => Some(units),
            _ => None,
        };
        let counts = |it: &&Evidence| {
            form.is_none_or(|form| it.forms.contains(&form))
                && group.as_ref().is_none_or(|group| it.unit.is_some_and(|it| group.contains(&it)))
        };
        let sum = |days: Span| {
            let mut seen = HashSet::new();
            let fresh = self.done(days).filter(counts).filter(|it| seen.insert((it.sort, it.id.as_str())));
            // Without a form, sheets and broadcasts would be added up: each evidence counts one.
            fresh
                .map(|it| if form.is_some() { it.amount } else { Amount::whole(1) })
                .fold(Amount::default(), Amount::plus)
        };
        let parts: Vec<(String, Amount)> =
            self.parts(it, self.days).into_iter().map(|(id, days)| (id, sum(days))).collect();
        let value = parts.iter().map(|it| it.1).min().unwrap_or_default();
        let least = it.at_least.as_deref().and_then(bound);
        let is_short = |it: &&(String, Amount)| matches!(least, Some(Bound::Number(least)) if it.1 < least);
        let missing = if it.per.is_some() {
            parts.iter().filter(is_short).map(|it| it.0.clone()).collect()
        } else {
            Vec::new()
        };
        (Some(Value::Number(value)), missing, None)
    }

    /// The units of a target: those of its group, else of the assignments.
    fn assigned(&self, it: &PlanTarget) -> Vec<usize> {
        match self.group(it) {
            Group::Units(units) => units,
            _ => self.frame.units.iter().map(|it| it.index).collect(),
        }
    }

    fn has_channel(&self, unit: usize, form: FormKey) -> bool {
        let channels = &self.site.registries.units[unit].channels;
        let FormKey::Known(form) = form else { return true };
        channels.is_empty()
            || channels.iter().any(|it| self.site.graph.names.forms.find(&it.value) == Some(form))
    }

    /// What `of` means: a number of things; a level, a unit (those below it) or several units; names divided by `;`.
    fn group(&self, it: &PlanTarget) -> Group {
        let (names, registries) = (&self.site.graph.names, self.site.registries);
        let Some(typed) = it.of.as_deref().map(str::trim) else { return Group::Words };
        let digits: String = typed.chars().take_while(|it| it.is_ascii_digit() || *it == '.').collect();
        if let Ok(number) = Amount::parse(&digits)
            && number.thousandths().is_multiple_of(1000)
        {
            return Group::Number(number.thousandths() / 1000);
        }
        let key = fold::key(typed);
        let is_id = registries.units.iter().any(|it| it.id.value == typed);
        let level = field::choose(LEVELS, key.strip_prefix("cấp ").unwrap_or(&key));
        if let Some(level) = level.filter(|_| !is_id) {
            let is_of = |it: &usize| registries.units[*it].level == Some(level.key);
            return Group::Units((0..registries.units.len()).filter(is_of).collect());
        }
        if let Some(unit) = names.units.find(typed) {
            let below: Vec<usize> =
                (0..registries.units.len()).filter(|it| self.is_below(*it, unit)).collect();
            return Group::Units(if below.is_empty() { vec![unit] } else { below });
        }
        let parts: Vec<&str> = typed.split([';', '\n']).map(str::trim).filter(|it| !it.is_empty()).collect();
        let ids: Vec<&str> =
            typed.split([';', ',', '\n']).map(str::trim).filter(|it| !it.is_empty()).collect();
        let units: Vec<usize> = ids.iter().filter_map(|it| names.units.find(it)).collect();
        let is_plain =
            |it: &str| it.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-');
        let is_like_id = |it: &str| is_plain(it) && it.bytes().any(|it| it.is_ascii_digit() || it == b'-');
        let strange = ids.iter().find(|it| names.units.find(it).is_none());
        match strange {
            None if !units.is_empty() => Group::Units(units),
            Some(strange) if is_like_id(strange) || is_plain(strange) && !units.is_empty() => {
                Group::Unknown((*strange).to_owned())
            }
            _ if key.starts_with("cấp ") => Group::Unknown(typed.to_owned()),
            _ if parts.len() > 1 => Group::Names(parts.into_iter().map(str::to_owned).collect()),
            _ => Group::Words,
        }
    }

    fn is_below(&self, unit: usize, above: usize) -> bool {
        let up = |it: usize| {
            let parent = self.site.registries.units[it].parent.as_ref()?;
            self.site.graph.names.units.find(&parent.value)
        };
        std::iter::successors(up(unit), |it| up(*it)).take(20).any(|it| it == above)
    }
}

/// A share; absent of nothing.
fn share(n: usize, of: u64) -> Option<Value> {
    (of > 0).then(|| Value::Share(u64::try_from(n).unwrap_or(u64::MAX), of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_exactly() {
        #[track_caller]
        fn check(value: &Value, least: &str, expected: Option<bool>) {
            assert_eq!(bound(least).and_then(|it| value.is_at_least(it)), expected, "{value:?} {least}");
        }
        check(&Value::Share(9, 10), "90%", Some(true));
        check(&Value::Share(899, 1000), "90 %", Some(false));
        check(&Value::Share(2, 3), "66,7%", Some(false));
        check(&Value::Share(2, 3), "66,6%", Some(true));
        check(&Value::Share(2, 3), "2/3", Some(true));
        check(&Value::Share(5, 7), "5", Some(true));
        check(&Value::Number(Amount::whole(12)), "12", Some(true));
        check(&Value::Number(Amount::whole(11)), "12", Some(false));
        check(&Value::Number(Amount::whole(11)), "90%", None);
        check(&Value::Typed("85,5%".into()), "85%", Some(true));
        check(&Value::Typed("9/10".into()), "90%", Some(true));
        check(&Value::Typed("tốt".into()), "90%", None);
        check(&Value::Share(1, 1), "nhiều", None);
    }

    #[test]
    fn never_rounds_up() {
        assert_eq!([percent(9, 10), percent(8_999, 10_000), percent(2, 3)], ["90", "89,9", "66,6"]);
        assert_eq!(Value::Share(19, 20).vi(), "19/20 (95 %)");
    }
}
