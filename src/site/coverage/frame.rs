//! What a plan asks for: rows of content items, columns of forms and units, tasks with their dates.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Time};

use crate::{
    diag::At,
    kind::{Meta, Plan, plan::Quota, registry::Registries},
    site::{EntryId, Site, names::AllNames},
    text::span::Span,
};

/// A form of publicity: one of the registry, or one that the plan alone names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormKey {
    /// Index in [`Registries::forms`].
    Known(usize),
    /// Place in [`Plan::forms`].
    Own(usize),
}

/// A row of the matrix.
#[derive(Debug, Clone)]
pub struct Row<'s> {
    /// `*` for the whole plan, else the id of an item or sub-item: `tthc`, `tthc.6`.
    pub id: &'s str,
    /// In words.
    pub text: &'s str,
    /// The row of the item, for a sub-item.
    pub parent: Option<usize>,
    /// What the item owes in every column.
    quota: Option<&'s Quota>,
}

/// A form of the plan.
#[derive(Debug, Clone)]
pub struct Column<'s> {
    /// Which.
    pub key: FormKey,
    /// Id of the registry, or the plan's own.
    pub id: &'s str,
    /// In words.
    pub name: &'s str,
    /// Kind in the registry: `web`, `social`, `radio`…
    pub kind: Option<&'s str>,
    /// What is counted: `lượt phát`.
    pub measure: Option<&'s str>,
    /// What every unit owes on the row `*`.
    quotas: Vec<&'s Quota>,
}

/// A unit that the plan has given something to do.
#[derive(Debug, Clone)]
pub struct UnitColumn<'s> {
    /// Index in [`Registries::units`].
    pub index: usize,
    /// Id.
    pub id: &'s str,
    /// Short name where it has one.
    pub name: &'s str,
    /// Forms that it has; absent where the registry does not tell.
    channels: Option<Vec<FormKey>>,
}

/// A task, joined to rows and columns.
#[derive(Debug, Clone)]
pub struct Duty<'s> {
    /// Id within the plan.
    pub id: Option<&'s str>,
    /// In words.
    pub text: &'s str,
    /// Place in [`Frame::units`].
    pub unit: usize,
    /// Rows that it concerns: those of its items, else `*`.
    pub rows: Vec<usize>,
    /// Forms that it concerns; empty where any will do.
    pub forms: Vec<usize>,
    /// The last moment, and whether its time of day was written.
    pub due: Option<Due>,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last moment in which it is on time; the end of the day where no time was written.
    pub moment: Timestamp,
    /// The calendar day as written.
    pub day: jiff::civil::Date,
    /// Whether a time of day was written.
    pub has_time: bool,
}

/// A plan, ready to be counted for.
#[derive(Debug, Clone)]
pub struct Frame<'s> {
    /// The entry.
    pub entry: EntryId,
    /// Id of the plan.
    pub id: &'s str,
    /// What it says.
    pub plan: &'s Plan,
    /// Its first and last day.
    pub span: Span,
    /// `*`, then each item followed by its sub-items.
    pub rows: Vec<Row<'s>>,
    /// Those of the plan in its order, then those that only tasks name.
    pub forms: Vec<Column<'s>>,
    /// Those of the assignments, in order, each once.
    pub units: Vec<UnitColumn<'s>>,
    /// The tasks of these units, in order.
    pub duties: Vec<Duty<'s>>,
    row_of: BTreeMap<&'s str, usize>,
    column_of: BTreeMap<FormKey, usize>,
    unit_of: BTreeMap<usize, usize>,
}

impl<'s> Frame<'s> {
    /// That of a visible plan; absent where the entry is no plan or ends before it begins.
    pub fn new(site: &Site<'s>, entry: EntryId) -> Option<Self> {
        let Meta::Plan(plan) = &site.entry(entry).facts.meta else { return None };
        let span = plan.period.as_ref()?.span(&site.clock.zone)?;
        let (registries, names) = (site.registries, &*site.graph.names);
        let rows = rows(plan);
        let row_of: BTreeMap<&str, usize> =
            rows.iter().enumerate().rev().map(|(at, it)| (it.id, at)).collect();
        let forms = forms(plan, registries, names);
        let column_of = forms.iter().enumerate().map(|(at, it)| (it.key, at)).collect();
        let mut units: Vec<UnitColumn> = Vec::new();
        let mut unit_of = BTreeMap::new();
        for it in &plan.assignments {
            if let Some(index) = names.units.find(&it.agency.value) {
                unit_of.entry(index).or_insert_with(|| {
                    units.push(unit(index, registries, names));
                    units.len() - 1
                });
            }
        }
        let mut frame = Self {
            entry,
            id: site.node(entry).id.as_str(),
            plan,
            span,
            rows,
            forms,
            units,
            duties: Vec::new(),
            row_of,
            column_of,
            unit_of,
        };
        frame.duties = frame.duties(site);
        Some(frame)
    }

    fn duties(&self, site: &Site<'s>) -> Vec<Duty<'s>> {
        let names = &*site.graph.names;
        let mut duties = Vec::new();
        for assignment in &self.plan.assignments {
            let unit = names.units.find(&assignment.agency.value).and_then(|it| self.unit(it));
            let Some(unit) = unit else { continue };
            for task in &assignment.tasks {
                let rows: Vec<usize> = task.items.iter().filter_map(|it| self.row(&it.value)).collect();
                let forms = task.forms.iter().filter_map(|it| self.column(key(self.plan, names, &it.value)?));
                let due = task.due.as_ref().map(|it| Due {
                    moment: it.value.instant(&site.clock.zone, Time::constant(23, 59, 59, 999_999_999)),
                    day: it.value.day_in(&site.clock.zone),
                    has_time: it.value.time.is_some(),
                });
                let life = life(site.registries, self.units[unit].index);
                duties.push(Duty {
                    id: task.id.as_ref().map(|it| it.value.as_str()),
                    text: &task.text,
                    unit,
                    rows: if rows.is_empty() { vec![0] } else { rows },
                    forms: forms.collect(),
                    // Nobody owes anything on a day when the unit is not there.
                    due: due.filter(|it| life.contains(it.day)),
                });
            }
        }
        duties
    }

    /// The row of an item or sub-item.
    pub fn row(&self, id: &str) -> Option<usize> {
        self.row_of.get(id).copied()
    }

    /// The column of a form.
    pub fn column(&self, key: FormKey) -> Option<usize> {
        self.column_of.get(&key).copied()
    }

    /// The column of a unit of the registry.
    pub fn unit(&self, index: usize) -> Option<usize> {
        self.unit_of.get(&index).copied()
    }

    /// The days of `asked` on which the plan held and the unit existed.
    pub fn days(&self, unit: usize, asked: Span, registries: &Registries) -> Option<Span> {
        self.span.common(asked)?.common(life(registries, self.units[unit].index))
    }

    /// Whether the unit has the channel, as far as the registry tells.
    pub fn has_channel(&self, unit: usize, form: usize) -> bool {
        let key = self.forms[form].key;
        let is_own = matches!(key, FormKey::Own(_));
        is_own || self.units[unit].channels.as_ref().is_none_or(|it| it.contains(&key))
    }

    /// How many evidences the cell owes for those days: the quota of the form on `*`, that of the item on its row, else 1.
    pub fn owed(&self, row: usize, form: usize, days: Span) -> u32 {
        let quotas = match row {
            0 => self.forms[form].quotas.as_slice(),
            _ => self.rows[row].quota.as_slice(),
        };
        if quotas.is_empty() {
            return 1;
        }
        let months = days.whole_months();
        quotas.iter().map(|it| owed(it, months)).fold(0, u32::saturating_add)
    }

    /// What the quotas of forms and items ask for in every month, quarter or year, in Vietnamese.
    pub fn quotas(&self, per: &str) -> Vec<String> {
        let forms =
            self.forms.iter().flat_map(|it| it.quotas.iter().map(move |quota| (it.name, it.measure, *quota)));
        let items = self.rows.iter().filter_map(|it| Some((it.text, None, it.quota?)));
        let asked = forms.chain(items).filter(|it| it.2.per == per);
        let words = |(name, measure, quota): (&str, Option<&str>, &Quota)| {
            format!("{name}: {}{}", quota.n, measure.map_or(String::new(), |it| format!(" {it}")))
        };
        asked.map(words).collect()
    }

    /// The form that a name means in this plan.
    pub fn key(&self, names: &AllNames, typed: &str) -> Option<FormKey> {
        key(self.plan, names, typed)
    }

    /// Id, name, kind and measure of a form.
    pub fn describe(&self, key: FormKey, registries: &'s Registries) -> Column<'s> {
        column(self.plan, registries, key)
    }
}

/// What a quota owes for so many whole months: a share of a quarter or a year is rounded up.
///
/// ```text
/// 2 a month, 3 months → 6;  1 a quarter, 1 month → 1;  10 a year, 3 months → ⌈10·3/12⌉ = 3;  anything, 0 months → 0
/// ```
pub fn owed(quota: &Quota, months: u32) -> u32 {
    let per = crate::text::span::Per::named(quota.per).map_or(1, crate::text::span::Per::months);
    let share = (u64::from(quota.n) * u64::from(months)).div_ceil(u64::from(per));
    u32::try_from(share).unwrap_or(u32::MAX)
}

/// The days on which a unit exists: `valid.to` is its last.
pub fn life(registries: &Registries, unit: usize) -> Span {
    let it = &registries.units[unit];
    let from = it.from.as_ref().map_or(jiff::civil::Date::MIN, |it| it.value.date);
    let to = it.to.as_ref().map_or(jiff::civil::Date::MAX, |it| it.value.date);
    Span { from, to }
}

/// The form that a name means in a plan: one of the registry, else the plan's own id.
pub(in crate::site) fn key(plan: &Plan, names: &AllNames, typed: &str) -> Option<FormKey> {
    if let Some(known) = names.forms.find(typed) {
        return Some(FormKey::Known(known));
    }
    let own = plan.forms.iter().position(|it| it.id.as_ref().is_some_and(|id| id.value == typed))?;
    Some(of_plan(plan, own, names))
}

/// A form of the plan: that of the registry where it names one.
fn of_plan(plan: &Plan, at: usize, names: &AllNames) -> FormKey {
    let known = plan.forms[at].form.as_ref().and_then(|it| names.forms.find(&it.value));
    known.map_or(FormKey::Own(at), FormKey::Known)
}

fn rows(plan: &Plan) -> Vec<Row<'_>> {
    let mut rows = vec![Row { id: "*", text: "Toàn kế hoạch", parent: None, quota: None }];
    for item in &plan.items {
        let parent = rows.len();
        rows.push(Row { id: &item.id.value, text: &item.title, parent: None, quota: item.quota.as_ref() });
        let sub = item.sub.iter().map(|it| Row {
            id: &it.id.value,
            text: &it.text,
            parent: Some(parent),
            quota: None,
        });
        rows.extend(sub);
    }
    rows
}

fn forms<'s>(plan: &'s Plan, registries: &'s Registries, names: &AllNames) -> Vec<Column<'s>> {
    let mut columns: Vec<Column> = Vec::new();
    let mut place = |key: FormKey| {
        columns.iter().position(|it| it.key == key).unwrap_or_else(|| {
            columns.push(column(plan, registries, key));
            columns.len() - 1
        })
    };
    let mut quotas = Vec::new();
    for (at, form) in plan.forms.iter().enumerate() {
        let key = of_plan(plan, at, names);
        // What has no id cannot be named by an article or a row, so nothing would ever prove it.
        if matches!(key, FormKey::Own(_)) && form.id.is_none() {
            continue;
        }
        let column = place(key);
        quotas.extend(form.quota.as_ref().map(|it| (column, it)));
    }
    for form in plan.assignments.iter().flat_map(|it| &it.tasks).flat_map(|it| &it.forms) {
        if let Some(key) = key(plan, names, &form.value) {
            place(key);
        }
    }
    for (column, quota) in quotas {
        columns[column].quotas.push(quota);
    }
    columns
}

fn column<'s>(plan: &'s Plan, registries: &'s Registries, key: FormKey) -> Column<'s> {
    let quotas = Vec::new();
    match key {
        FormKey::Known(at) => {
            let form = &registries.forms[at];
            let (id, name) = (form.id.value.as_str(), form.name.as_str());
            Column { key, id, name, kind: form.kind, measure: form.measure.as_deref(), quotas }
        }
        FormKey::Own(at) => {
            let form = &plan.forms[at];
            let typed = |it: &'s Option<At<String>>| it.as_ref().map(|it| it.value.as_str());
            let id = typed(&form.id).or(typed(&form.form)).or(form.text.as_deref()).unwrap_or_default();
            let name = form.text.as_deref().unwrap_or(id);
            Column { key, id, name, kind: None, measure: None, quotas }
        }
    }
}

fn unit<'s>(index: usize, registries: &'s Registries, names: &AllNames) -> UnitColumn<'s> {
    let unit = &registries.units[index];
    let channels = unit.channels.iter().filter_map(|it| names.forms.find(&it.value).map(FormKey::Known));
    UnitColumn {
        index,
        id: &unit.id.value,
        name: unit.short.as_deref().unwrap_or(&unit.name),
        channels: (!unit.channels.is_empty()).then(|| channels.collect()),
    }
}
