//! What is due: text to be pasted into a chat, by unit.

use std::fmt::Write;

use jiff::civil::Date;

use crate::{
    kind::Meta,
    site::{
        EntryId, Site,
        coverage::{Coverage, Frame, State, collect, frame::Duty},
    },
    text::{
        amount::Amount,
        date::format_short,
        span::{Per, Span},
    },
};

/// The visible plans that hold on the day of the clock.
pub fn in_force(site: &Site<'_>) -> Vec<EntryId> {
    let today = site.clock.today();
    let holds = |it: &&EntryId| match &site.entry(**it).facts.meta {
        Meta::Plan(plan) => {
            plan.period.as_ref().is_some_and(|it| (it.from.value.date..=it.to.value.date).contains(&today))
        }
        _ => false,
    };
    site.graph.plans.keys().filter(holds).copied().collect()
}

/// What is due today of the `plans`: of one unit of the registry, or of all that have something to do.
///
/// For each unit: tasks that are overdue or still to come, and what the current quarter lacks. Empty where nothing is.
pub fn text(site: &Site<'_>, plans: &[EntryId], unit: Option<usize>) -> String {
    let frames: Vec<Frame> = plans.iter().filter_map(|it| Frame::new(site, *it)).collect();
    let all = collect(site, &frames);
    let mut out = String::new();
    for (frame, evidence) in frames.into_iter().zip(&all) {
        let today = site.clock.today();
        let quarter = Span { from: today, to: today }.parts(Per::Quarter).into_iter().next();
        let Some(quarter) = quarter else { continue };
        let whole = Coverage::new(frame.clone(), evidence, frame.span.period(), site.clock.now, site);
        // Of a plan that has ended, or has not begun, nothing is owed in this quarter.
        let is_on = (frame.span.from..=frame.span.to).contains(&today);
        let now = Coverage::new(frame, evidence, quarter, site.clock.now, site);
        let of_quarter = Some(&now).filter(|_| is_on);
        let units = (0..now.frame.units.len())
            .filter(|at| unit.is_none_or(|it| it == now.frame.units[*at].index))
            .filter_map(|at| Some((at, of_unit(&whole, of_quarter, at, today, site)?)));
        let units: Vec<(usize, String)> = units.collect();
        if units.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        let title = site.title(now.frame.entry);
        let _ = writeln!(out, "📌 {title}\nTính đến {}, {}", format_short(today), now.period.vi);
        for (at, lines) in units {
            let _ = write!(out, "\n👉 {}\n{lines}", now.frame.units[at].name);
        }
    }
    out
}

fn of_unit(
    whole: &Coverage<'_>,
    now: Option<&Coverage<'_>>,
    unit: usize,
    today: Date,
    site: &Site<'_>,
) -> Option<String> {
    whole.frame.days(unit, Span { from: today, to: today }, site.registries)?;
    let mut lines = String::new();
    let mut duties: Vec<(&Duty, Date)> = whole
        .frame
        .duties
        .iter()
        .filter(|it| it.unit == unit)
        .filter_map(|it| Some((it, it.due?.day)))
        .collect();
    duties.sort_by_key(|it| it.1);
    for (duty, day) in duties.into_iter().filter(|it| !is_done(whole, it.0)) {
        let left = (day - today).get_days();
        let when = match left {
            ..0 => format!("QUÁ HẠN {} ngày (hạn {})", -left, format_short(day)),
            0 => format!("HẠN HÔM NAY ({})", format_short(day)),
            _ => format!("còn {left} ngày (hạn {})", format_short(day)),
        };
        let _ = writeln!(lines, "- {when}: {}", duty.text);
    }
    if let Some(now) = now {
        lacking(now, unit, &mut lines);
    }
    Some(lines).filter(|it| !it.is_empty())
}

/// What the quarter still lacks of forms and items.
fn lacking(now: &Coverage<'_>, unit: usize, lines: &mut String) {
    for (at, form) in now.frame.forms.iter().enumerate() {
        let cell = now.cell(0, at, unit);
        let owed = Amount::whole(u64::from(cell.quota));
        if cell.state == State::NotApplicable || cell.count >= owed {
            continue;
        }
        let measure = form.measure.map_or(String::new(), |it| format!(" {it}"));
        let coming = if cell.state == State::Planned {
            "; đang có bản nháp hoặc bản hẹn giờ"
        } else {
            ""
        };
        let done = if cell.count.is_zero() {
            format!("chưa có, phải có {owed}{measure}")
        } else {
            format!("mới có {}/{owed}{measure}", cell.count)
        };
        let _ = writeln!(lines, "- {}: {done} trong {}{coming}", form.name, now.period.vi);
    }
    let lacks = |row: &usize| {
        let mut cells = (0..now.frame.forms.len()).map(|form| now.cell(*row, form, unit));
        let applies = cells.clone().any(|it| it.state != State::NotApplicable);
        applies && cells.all(|it| it.count.is_zero())
    };
    let items: Vec<&str> = (1..now.frame.rows.len())
        .filter(|row| now.frame.rows[*row].parent.is_none())
        .filter(lacks)
        .map(|row| now.frame.rows[row].text)
        .collect();
    if !items.is_empty() {
        let _ = writeln!(
            lines,
            "- Nội dung chưa có tin, bài, hoạt động trong {}: {}",
            now.period.vi,
            items.join("; ")
        );
    }
}

/// Whether each of its cells has an evidence since the plan's beginning; one of any form where it names none.
pub(super) fn is_done(whole: &Coverage<'_>, duty: &Duty<'_>) -> bool {
    let has = |row: usize, form: usize| !whole.cell(row, form, duty.unit).evidence.is_empty();
    duty.rows.iter().all(|row| match duty.forms.as_slice() {
        [] => (0..whole.frame.forms.len()).any(|form| has(*row, form)),
        forms => forms.iter().all(|form| has(*row, *form)),
    })
}
