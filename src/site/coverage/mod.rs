//! How far a plan was carried out: content item × form × unit in a period (content model, 5).
//!
//! Pure: [`Frame`] is what the plan asks for, [`Evidence`] what was done, and [`Coverage::new`] holds one against the other. Linear in
//! the number of evidences and of cells. The period is of calendar days in the zone of the site.

pub mod evidence;
mod figure;
pub mod frame;
mod index;
pub mod targets;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;

pub use evidence::{Evidence, Sort, collect};
pub use frame::Frame;

use super::{EntryId, Site};
use crate::text::{
    amount::Amount,
    span::{Period, Span},
};

/// What became of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// What is owed was done.
    Covered,
    /// Some of it was.
    Partial,
    /// Nothing was, but a draft or something that waits for its hour is there.
    Planned,
    /// Nothing was.
    Missing,
    /// Nothing was when a task was due, whatever came after.
    Late,
    /// The unit has no such channel, or did not exist, or owes nothing.
    NotApplicable,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Covered, Self::Partial, Self::Planned, Self::Missing, Self::Late, Self::NotApplicable];

    /// For machines: `not_applicable`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Partial => "partial",
            Self::Planned => "planned",
            Self::Missing => "missing",
            Self::Late => "late",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// In Vietnamese.
    pub fn vi(self) -> &'static str {
        match self {
            Self::Covered => "đạt",
            Self::Partial => "chưa đủ",
            Self::Planned => "mới dự kiến",
            Self::Missing => "chưa có",
            Self::Late => "trễ hạn",
            Self::NotApplicable => "không áp dụng",
        }
    }

    /// In English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Partial => "partial",
            Self::Planned => "planned",
            Self::Missing => "missing",
            Self::Late => "late",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// A cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Place in [`Frame::rows`].
    pub row: usize,
    /// Place in [`Frame::forms`].
    pub form: usize,
    /// Place in [`Frame::units`].
    pub unit: usize,
    /// What became of it.
    pub state: State,
    /// The amounts of its evidences.
    pub count: Amount,
    /// How many are owed.
    pub quota: u32,
    /// Places in [`Coverage::evidence`], each proof once.
    pub evidence: Vec<usize>,
}

/// Sums over a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles, each once, whatever they count for.
    pub articles: usize,
    /// Published posts, each once.
    pub posts: usize,
    /// Rows of activities, each once.
    pub activities: usize,
    /// How many items and sub-items each article and each row names, summed up.
    pub mentions: usize,
    /// Cells in which all that is owed was done in time.
    pub covered: usize,
    /// Cells that apply.
    pub cells: usize,
}

/// How far a plan was carried out in a period.
#[derive(Debug, Clone)]
pub struct Coverage<'s> {
    /// What the plan asks for.
    pub frame: Frame<'s>,
    /// The period asked for.
    pub period: Period,
    /// What was done in it, by moment: within the plan's own days, until now.
    pub evidence: Vec<Arc<Evidence>>,
    /// Row by row, then form by form, then unit by unit.
    pub cells: Vec<Cell>,
    /// The targets of the plan, in order.
    pub targets: Vec<targets::Outcome>,
}

/// The coverage of a visible plan in a period, its whole period where none is asked for; absent where the entry is no plan
/// whose period can be read.
pub fn of_plan<'s>(site: &Site<'s>, plan: EntryId, asked: Option<Period>) -> Option<Coverage<'s>> {
    let frame = Frame::new(site, plan)?;
    let all = collect(site, std::slice::from_ref(&frame)).pop().unwrap_or_default();
    let period = asked.unwrap_or_else(|| frame.span.period());
    Some(Coverage::new(frame, &all, period, site.clock.now, site))
}

impl<'s> Coverage<'s> {
    /// Holds `all` evidences of a plan, which are in the order of [`collect`], against what it asks for in a period.
    pub fn new(
        frame: Frame<'s>,
        all: &[Arc<Evidence>],
        period: Period,
        now: Timestamp,
        site: &Site<'_>,
    ) -> Self {
        let asked = frame.span.common(period.span);
        let is_in = |it: &Evidence| asked.is_some_and(|asked| asked.contains(it.day));
        let registries = site.registries;
        let mut grid = Grid::new(&frame);
        let mut evidence: Vec<Arc<Evidence>> = Vec::new();
        for it in all {
            let (is_in, place) = (is_in(it), evidence.len());
            let is_there = it.unit.is_none_or(|unit| frame::life(registries, unit).contains(it.day));
            if it.is_planned {
                if is_in {
                    grid.cells_of(&frame, it, |cell| cell.is_planned = true);
                }
                continue;
            }
            let is_same =
                |at: &usize, known: &[Arc<Evidence>]| known[*at].sort == it.sort && known[*at].id == it.id;
            let is_since = it.day >= frame.span.from;
            // On a day when the unit was not there, and where nothing was done, it fills no cell.
            let fills = is_there && !it.amount.is_zero();
            grid.cells_of(&frame, it, |cell| {
                if !fills {
                    return;
                }
                if is_since {
                    cell.first = cell.first.or(Some(it.moment));
                }
                // The same article for the same plan twice, with other forms.
                if is_in && !cell.evidence.last().is_some_and(|at| is_same(at, &evidence)) {
                    cell.count = cell.count.plus(it.amount);
                    cell.evidence.push(place);
                }
            });
            if is_in {
                evidence.push(Arc::clone(it));
            }
        }
        let late = late(&frame, &grid, period.span, now);
        let mut cells = Vec::with_capacity(grid.cells.len());
        for (at, tally) in grid.cells.into_iter().enumerate() {
            let (row, form, unit) = Grid::place(&frame, at);
            let days = frame.days(unit, period.span, registries);
            let quota = days.map_or(0, |it| frame.owed(row, form, it));
            let has_channel = days.is_some() && frame.has_channel(unit, form);
            let owed = Amount::whole(u64::from(quota));
            let state = match () {
                () if !has_channel => State::NotApplicable,
                () if late.contains(&at) => State::Late,
                () if quota == 0 && tally.count.is_zero() => State::NotApplicable,
                () if tally.count >= owed && !tally.count.is_zero() => State::Covered,
                () if !tally.count.is_zero() => State::Partial,
                () if tally.is_planned => State::Planned,
                () => State::Missing,
            };
            cells.push(Cell { row, form, unit, state, count: tally.count, quota, evidence: tally.evidence });
        }
        let targets = targets::outcomes(&frame, all, period.span, site);
        Self { frame, period, evidence, cells, targets }
    }

    /// A cell by its places.
    pub fn cell(&self, row: usize, form: usize, unit: usize) -> &Cell {
        &self.cells[Grid::index(&self.frame, row, form, unit)]
    }

    /// The sums over all.
    pub fn totals(&self) -> Totals {
        let mut totals = self.sums(|_| true);
        totals.covered = self.cells.iter().filter(|it| it.state == State::Covered).count();
        totals.cells = self.cells.iter().filter(|it| it.state != State::NotApplicable).count();
        totals
    }

    /// The sums over a unit of the frame.
    pub fn of_unit(&self, unit: usize) -> Totals {
        let index = self.frame.units[unit].index;
        let of = |it: &&Cell| it.unit == unit && it.state != State::NotApplicable;
        let mut totals = self.sums(|it| it.unit == Some(index));
        totals.covered = self.cells.iter().filter(of).filter(|it| it.state == State::Covered).count();
        totals.cells = self.cells.iter().filter(of).count();
        totals
    }

    /// The sums over the units that the plan has given nothing to do, or that are not known.
    pub fn of_others(&self) -> Totals {
        self.sums(|it| it.unit.and_then(|it| self.frame.unit(it)).is_none())
    }

    fn sums(&self, counts: impl Fn(&Evidence) -> bool) -> Totals {
        let of = |sort: Sort| self.evidence.iter().filter(move |it| it.sort == sort);
        let posts: BTreeSet<&str> = of(Sort::Post).filter(|it| counts(it)).map(|it| it.id.as_str()).collect();
        // A row is one evidence of a plan. An article whose post alone is in the period stands for it.
        let activities = of(Sort::Activity).filter(|it| counts(it)).count();
        let told = of(Sort::Article).chain(of(Sort::Post)).filter(|it| counts(it));
        let mut articles: Vec<usize> = told.map(|it| it.source).collect();
        articles.sort_unstable();
        articles.dedup();
        let counted = self.evidence.iter().filter(|it| counts(it));
        let mut mentions: Vec<(bool, usize, usize)> = counted
            .flat_map(|it| it.rows.iter().map(|row| (it.sort == Sort::Activity, it.source, *row)))
            .collect();
        mentions.sort_unstable();
        mentions.dedup();
        Totals {
            articles: articles.len(),
            posts: posts.len(),
            activities,
            mentions: mentions.len(),
            covered: 0,
            cells: 0,
        }
    }

    /// How many articles name each row or, for an item, one of its sub-items; each once. In the order of the rows.
    pub fn articles_by_row(&self) -> Vec<usize> {
        let rows = &self.frame.rows;
        let told = self.evidence.iter().filter(|it| it.sort != Sort::Activity);
        let mut named: Vec<(usize, usize)> = told
            .flat_map(|it| {
                it.rows
                    .iter()
                    .flat_map(|row| [Some(*row), rows[*row].parent])
                    .flatten()
                    .map(|row| (row, it.source))
            })
            .collect();
        named.sort_unstable();
        named.dedup();
        let mut counts = vec![0; rows.len()];
        for (row, _) in named {
            counts[row] += 1;
        }
        counts
    }
}

/// What is gathered of a cell.
#[derive(Debug, Clone, Default)]
struct Tally {
    count: Amount,
    evidence: Vec<usize>,
    is_planned: bool,
    /// The first evidence since the plan's beginning, whatever the period.
    first: Option<Timestamp>,
}

/// All cells of a plan.
struct Grid {
    cells: Vec<Tally>,
}

impl Grid {
    fn new(frame: &Frame<'_>) -> Self {
        Self { cells: vec![Tally::default(); frame.rows.len() * frame.forms.len() * frame.units.len()] }
    }

    fn index(frame: &Frame<'_>, row: usize, form: usize, unit: usize) -> usize {
        (row * frame.forms.len() + form) * frame.units.len() + unit
    }

    fn place(frame: &Frame<'_>, at: usize) -> (usize, usize, usize) {
        let (rest, unit) = (at / frame.units.len(), at % frame.units.len());
        (rest / frame.forms.len(), rest % frame.forms.len(), unit)
    }

    /// Visits the cells that an evidence counts in: its rows, those of their items, and `*`; each once.
    fn cells_of(&mut self, frame: &Frame<'_>, it: &Evidence, mut visit: impl FnMut(&mut Tally)) {
        let Some(unit) = it.unit.and_then(|it| frame.unit(it)) else { return };
        let mut rows = vec![0];
        rows.extend(it.rows.iter().flat_map(|row| [Some(*row), frame.rows[*row].parent]).flatten());
        rows.sort_unstable();
        rows.dedup();
        for form in it.forms.iter().filter_map(|it| frame.column(*it)) {
            for row in &rows {
                visit(&mut self.cells[Self::index(frame, *row, form, unit)]);
            }
        }
    }
}

/// The cells of tasks that were due by now and not after the period, with no evidence from the plan's beginning until then.
fn late(frame: &Frame<'_>, grid: &Grid, asked: Span, now: Timestamp) -> BTreeSet<usize> {
    let mut late = BTreeSet::new();
    for duty in &frame.duties {
        let Some(due) = duty.due else { continue };
        if due.moment >= now || due.day > asked.to || due.day > frame.span.to {
            continue;
        }
        let forms: Vec<usize> =
            if duty.forms.is_empty() { (0..frame.forms.len()).collect() } else { duty.forms.clone() };
        for row in &duty.rows {
            let cell = |form: usize| Grid::index(frame, *row, form, duty.unit);
            let is_done = |form: usize| grid.cells[cell(form)].first.is_some_and(|it| it <= due.moment);
            // Where the task leaves the form open, one is enough.
            if duty.forms.is_empty() && forms.iter().any(|it| is_done(*it)) {
                continue;
            }
            late.extend(forms.iter().filter(|it| !is_done(**it)).map(|it| cell(*it)));
        }
    }
    late
}
