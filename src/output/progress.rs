//! How far a plan was carried out, as its page shows it: the figures of [`coverage`] for its whole period.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::{
    EntryId, Site,
    card::{Anchor, unit_anchor},
    coverage::{
        self, Cell, Coverage, State, Totals,
        targets::{Outcome, Value},
    },
};

/// The figures of a plan in its whole period.
#[derive(Hash, Serialize)]
pub(super) struct Progress {
    #[serde(flatten)]
    totals: TotalsValue,
    /// Names of the forms, with what is counted.
    forms: Vec<String>,
    /// The whole plan, then its items.
    rows: Vec<RowValue>,
    units: Vec<UnitValue>,
    /// What units did that the plan has given nothing to do.
    others: Option<TotalsValue>,
}

#[derive(Hash, Serialize)]
struct TotalsValue {
    articles: usize,
    posts: usize,
    activities: usize,
    covered: usize,
    cells: usize,
}

#[derive(Hash, Serialize)]
struct RowValue {
    /// `*` or the id of an item.
    id: String,
    text: String,
    /// The same order as the forms.
    cells: Vec<CellValue>,
}

/// An item and a form: in how many of the units that owe it.
#[derive(Hash, Serialize)]
struct CellValue {
    covered: usize,
    cells: usize,
    /// `covered`, `partial`, `planned`, `missing`, `late` or `not_applicable`.
    state: &'static str,
    /// The same in words.
    word: &'static str,
}

#[derive(Hash, Serialize)]
struct UnitValue {
    agency: Anchor,
    #[serde(flatten)]
    totals: TotalsValue,
}

/// What became of a target.
#[derive(Hash, Serialize)]
pub(super) struct Reached {
    value: Option<String>,
    met: Option<bool>,
    missing: Vec<String>,
    fault: Option<String>,
}

impl From<Totals> for TotalsValue {
    fn from(it: Totals) -> Self {
        let Totals { articles, posts, activities, covered, cells, .. } = it;
        Self { articles, posts, activities, covered, cells }
    }
}

impl Progress {
    pub(super) fn new(site: &Site<'_>, coverage: &Coverage<'_>) -> Self {
        let frame = &coverage.frame;
        let is_english = !site.config.language.starts_with("vi");
        let whole = if is_english { "The whole plan" } else { "Toàn kế hoạch" };
        let rows = frame.rows.iter().enumerate().filter(|(_, it)| it.parent.is_none());
        let rows = rows.map(|(at, row)| RowValue {
            id: row.id.to_owned(),
            text: if at == 0 { whole } else { row.text }.to_owned(),
            cells: (0..frame.forms.len())
                .map(|form| {
                    let units = (0..frame.units.len()).map(|unit| coverage.cell(at, form, unit));
                    CellValue::new(units, is_english)
                })
                .collect(),
        });
        let forms = frame.forms.iter().map(|it| match it.measure {
            Some(measure) => format!("{} ({measure})", it.name),
            None => it.name.to_owned(),
        });
        let units = frame.units.iter().enumerate().map(|(at, it)| UnitValue {
            agency: unit_anchor(site.config, site.registries, it.index),
            totals: coverage.of_unit(at).into(),
        });
        let others: TotalsValue = coverage.of_others().into();
        let any = others.articles + others.posts + others.activities > 0;
        Self {
            totals: coverage.totals().into(),
            forms: forms.collect(),
            rows: rows.collect(),
            units: units.collect(),
            others: any.then_some(others),
        }
    }
}

impl CellValue {
    /// Of the cells of all units.
    fn new<'c>(units: impl Iterator<Item = &'c Cell>, is_english: bool) -> Self {
        let states: Vec<State> = units.map(|it| it.state).filter(|it| *it != State::NotApplicable).collect();
        let has = |it: State| states.contains(&it);
        let covered = states.iter().filter(|it| **it == State::Covered).count();
        let state = match () {
            () if states.is_empty() => State::NotApplicable,
            () if covered == states.len() => State::Covered,
            () if has(State::Late) => State::Late,
            () if covered > 0 || has(State::Partial) => State::Partial,
            () if has(State::Planned) => State::Planned,
            () => State::Missing,
        };
        let word = if is_english { state.en() } else { state.vi() };
        Self { covered, cells: states.len(), state: state.key(), word }
    }
}

impl Reached {
    pub(super) fn new(site: &Site<'_>, outcome: &Outcome) -> Self {
        let is_english = !site.config.language.starts_with("vi");
        Self {
            value: outcome.value.as_ref().map(Value::vi),
            met: outcome.met,
            missing: outcome.missing_names(site),
            fault: outcome.fault.as_ref().map(|it| if is_english { it.en.clone() } else { it.vi.clone() }),
        }
    }
}

/// The coverage of visible plans, each in its whole period.
pub(super) fn of_plans<'s>(site: &'s Site<'s>, ids: &[EntryId]) -> BTreeMap<EntryId, Coverage<'s>> {
    let frames: Vec<coverage::Frame<'s>> =
        ids.iter().filter_map(|it| coverage::Frame::new(site, *it)).collect();
    let evidence = coverage::collect(site, &frames);
    let covered = frames.into_iter().zip(&evidence).map(|(frame, all)| {
        let period = frame.span.period();
        (frame.entry, Coverage::new(frame, all, period, site.clock.now, site))
    });
    covered.collect()
}
