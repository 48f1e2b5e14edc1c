//! The matrix of a plan: for people as text and Markdown, for programs as JSON and CSV.

use serde::Serialize;
use serde_json::{Value, json};

use super::doc::{Block, Table};
use crate::{
    diag::Lang,
    site::{
        Site,
        coverage::{Cell, Coverage, Evidence, Sort, State, Totals, targets},
    },
    text::{amount::Amount, csv, date::format_short},
};

/// Characters of a row's name that are shown.
const NAME: usize = 44;

fn say(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

fn state(it: State, lang: Lang) -> &'static str {
    say(lang, it.vi(), it.en())
}

/// The sign behind the figures of a cell.
fn mark(it: State) -> &'static str {
    match it {
        State::Covered => "✓",
        State::Partial => "~",
        State::Planned => "…",
        State::Missing => "·",
        State::Late => "!",
        State::NotApplicable => "–",
    }
}

/// The whole as headings and tables.
pub fn blocks(coverage: &Coverage<'_>, site: &Site<'_>, lang: Lang) -> Vec<Block> {
    let Coverage { frame, period, .. } = coverage;
    let name = match lang {
        Lang::Vi => &period.vi,
        Lang::En => &period.en,
    };
    let span = period.span;
    let days = format!("{} – {}", format_short(span.from), format_short(span.to));
    let mut blocks = vec![
        Block::Heading(1, format!("{} ({})", site.title(frame.entry), frame.id)),
        Block::Text(match lang {
            Lang::Vi => format!("Kỳ: {name} ({days})"),
            Lang::En => format!("Period: {name} ({days})"),
        }),
    ];
    if frame.forms.is_empty() || frame.units.is_empty() {
        blocks.push(Block::Text(
            say(
                lang,
                "Kế hoạch chưa ghi forms (hình thức) hoặc assignments (phân công), nên chưa có ô nào để theo dõi.",
                "The plan has no forms or no assignments, so there is no cell to look at.",
            )
            .to_owned(),
        ));
    } else {
        blocks.push(legend(lang));
        for form in 0..frame.forms.len() {
            blocks.extend(form_table(coverage, form, lang));
        }
    }
    blocks.push(Block::Heading(2, say(lang, "Theo đơn vị", "By unit").to_owned()));
    blocks.push(units(coverage, lang));
    if !coverage.targets.is_empty() {
        blocks.push(Block::Heading(2, say(lang, "Chỉ tiêu", "Targets").to_owned()));
        blocks.push(target_table(coverage, site, lang));
    }
    blocks.push(Block::Text(total(&coverage.totals(), lang)));
    blocks
}

fn legend(lang: Lang) -> Block {
    let states = State::ALL.map(|it| format!("{} {}", mark(it), state(it, lang))).join(", ");
    Block::Text(match lang {
        Lang::Vi => format!("Trong ô: đã có/phải có. {states}."),
        Lang::En => format!("Cells: done/owed. {states}."),
    })
}

/// `Tổng cộng: 3 tin, bài; …`.
fn total(it: &Totals, lang: Lang) -> String {
    let Totals { articles, posts, activities, mentions, covered, cells } = it;
    let share = targets::percent(to_u64(*covered), to_u64(*cells));
    match lang {
        Lang::Vi => format!(
            "Tổng cộng: {articles} tin, bài; {posts} bài đăng mạng xã hội; {activities} hoạt động, mỗi tin, bài, hoạt động tính một lần; \
             {mentions} lượt tính theo từng nội dung. Đạt {covered}/{cells} ô ({share} %)."
        ),
        Lang::En => format!(
            "Total: {articles} articles, {posts} posts, {activities} activities, each counted once; {mentions} counted by item. \
             Covered: {covered} of {cells} cells ({share} %)."
        ),
    }
}

pub(super) fn to_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn figures(cell: &Cell) -> String {
    match (cell.state, cell.count.is_zero()) {
        (State::NotApplicable, true) => "–".to_owned(),
        // Done, though not owed.
        (State::NotApplicable, false) => format!("{} {}", cell.count, mark(cell.state)),
        (it, _) => format!("{}/{} {}", cell.count, cell.quota, mark(it)),
    }
}

/// `2/5`, of the cells that apply.
fn covered<'c>(cells: impl Iterator<Item = &'c Cell>) -> String {
    let (mut done, mut all) = (0, 0);
    for cell in cells.filter(|it| it.state != State::NotApplicable) {
        all += 1;
        done += usize::from(cell.state == State::Covered);
    }
    format!("{done}/{all}")
}

/// The table of a form; units for which nothing applies are left out.
fn form_table(coverage: &Coverage<'_>, form: usize, lang: Lang) -> Vec<Block> {
    let frame = &coverage.frame;
    let column = &frame.forms[form];
    let measure = column.measure.map_or(String::new(), |it| format!(" ({it})"));
    let heading = Block::Heading(2, format!("{}{measure}", column.name));
    let rows = 0..frame.rows.len();
    let is_shown = |unit: &usize| {
        let mut cells = rows.clone().map(|row| coverage.cell(row, form, *unit));
        cells.any(|it| it.state != State::NotApplicable || !it.count.is_zero())
    };
    let units: Vec<usize> = (0..frame.units.len()).filter(is_shown).collect();
    if units.is_empty() {
        let nobody =
            say(lang, "Không đơn vị nào có kênh này trong kỳ.", "No unit has this channel in the period.");
        return vec![heading, Block::Text(nobody.to_owned())];
    }
    let is_empty = |unit: &usize| {
        let mut cells = rows.clone().map(|row| coverage.cell(row, form, *unit));
        cells.all(|it| matches!(it.state, State::Missing | State::NotApplicable) && it.count.is_zero())
    };
    if units.iter().all(is_empty) {
        let names: Vec<&str> = units.iter().map(|it| frame.units[*it].name).collect();
        let nothing = say(lang, "Chưa có gì trong kỳ", "Nothing in the period");
        return vec![heading, Block::Text(format!("{nothing}: {}.", names.join("; ")))];
    }
    let mut head = vec![say(lang, "Mã", "Id").to_owned(), say(lang, "Nội dung", "Item").to_owned()];
    head.extend(units.iter().map(|it| frame.units[*it].name.to_owned()));
    head.push(say(lang, "Ô đạt", "Covered").to_owned());
    let mut lines: Vec<Vec<String>> = Vec::new();
    for (row, of) in frame.rows.iter().enumerate() {
        let cells = || units.iter().map(|unit| coverage.cell(row, form, *unit));
        let mut line = vec![of.id.to_owned(), shortened(of.text)];
        line.extend(cells().map(figures));
        line.push(covered(cells()));
        lines.push(line);
    }
    let mut last = vec![String::new(), say(lang, "Ô đạt", "Covered").to_owned()];
    let of_unit = |unit: usize| rows.clone().map(move |row| coverage.cell(row, form, unit));
    last.extend(units.iter().map(|unit| covered(of_unit(*unit))));
    last.push(covered(units.iter().flat_map(|unit| of_unit(*unit))));
    lines.push(last);
    vec![heading, Block::Table(Table { head, rows: lines, words: 2 })]
}

pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(NAME) {
        None => text.to_owned(),
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", text[..end].trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

/// What each unit did, and the others together.
pub(super) fn units(coverage: &Coverage<'_>, lang: Lang) -> Block {
    let head = match lang {
        Lang::Vi => ["Đơn vị", "Tin, bài", "Bài đăng", "Hoạt động", "Lượt theo nội dung", "Ô đạt"],
        Lang::En => ["Unit", "Articles", "Posts", "Activities", "By item", "Covered"],
    };
    let row = |name: &str, it: Totals, cells: String| {
        let figures = [it.articles, it.posts, it.activities, it.mentions]
            .map(|it| Amount::whole(to_u64(it)).to_string());
        std::iter::once(name.to_owned()).chain(figures).chain([cells]).collect::<Vec<String>>()
    };
    let cells = |it: &Totals| format!("{}/{}", it.covered, it.cells);
    let units = coverage.frame.units.iter().enumerate().map(|(at, unit)| {
        let sums = coverage.of_unit(at);
        row(unit.name, sums, cells(&sums))
    });
    let mut rows: Vec<Vec<String>> = units.collect();
    let others = coverage.of_others();
    if others.articles + others.posts + others.activities > 0 {
        rows.push(row(say(lang, "Đơn vị khác", "Others"), others, String::new()));
    }
    let all = coverage.totals();
    rows.push(row(say(lang, "Cộng", "All"), all, cells(&all)));
    Block::Table(Table { head: head.map(str::to_owned).to_vec(), rows, words: 1 })
}

/// `đạt`, `chưa đạt`, or why that cannot be said.
pub(super) fn verdict(it: &targets::Outcome, lang: Lang) -> String {
    match (it.met, &it.fault) {
        (Some(true), _) => say(lang, "đạt", "met").to_owned(),
        (Some(false), _) => say(lang, "chưa đạt", "not met").to_owned(),
        (None, Some(fault)) => fault.get(lang).to_owned(),
        (None, None) if it.value.is_none() => say(lang, "không áp dụng", "not applicable").to_owned(),
        (None, None) => say(lang, "kế hoạch không đặt mức", "the plan asks for no figure").to_owned(),
    }
}

pub(super) fn target_table(coverage: &Coverage<'_>, site: &Site<'_>, lang: Lang) -> Block {
    let head = match lang {
        Lang::Vi => ["Mã", "Chỉ tiêu", "Kết quả", "Ít nhất", "Đánh giá", "Còn thiếu"],
        Lang::En => ["Id", "Target", "Figure", "At least", "Verdict", "Missing"],
    };
    let rows = coverage.targets.iter().map(|it| {
        vec![
            it.id.clone(),
            shortened(&it.text),
            it.value.as_ref().map_or("–".to_owned(), targets::Value::vi),
            it.asked.clone().unwrap_or_else(|| "–".to_owned()),
            verdict(it, lang),
            it.missing_names(site).join(", "),
        ]
    });
    Block::Table(Table { head: head.map(str::to_owned).to_vec(), rows: rows.collect(), words: head.len() })
}

/// What [`json`] writes.
#[derive(Serialize)]
struct Answer<'a> {
    plan: &'a str,
    period: Value,
    cells: Vec<CellOut<'a>>,
    targets: Vec<Value>,
    totals: Value,
}

#[derive(Serialize)]
struct CellOut<'a> {
    item: &'a str,
    form: &'a str,
    unit: &'a str,
    state: &'static str,
    count: Value,
    quota: u32,
    evidence: Vec<&'a Proof<'a>>,
}

#[derive(Serialize)]
struct Proof<'a> {
    kind: &'static str,
    id: &'a str,
    date: String,
}

/// For programs, as text without room between: a large plan has megabytes of proofs. The shape is told in `docs/ke-hoach.md`.
pub fn json(coverage: &Coverage<'_>) -> String {
    let Coverage { frame, period, .. } = coverage;
    let proof = |it: &'_ Evidence| if it.sort == Sort::Activity { "activity" } else { "article" };
    let proofs =
        coverage.evidence.iter().map(|it| Proof { kind: proof(it), id: &it.id, date: it.day.to_string() });
    let proofs: Vec<Proof<'_>> = proofs.collect();
    let cells = coverage.cells.iter().map(|it| CellOut {
        item: frame.rows[it.row].id,
        form: frame.forms[it.form].id,
        unit: frame.units[it.unit].id,
        state: it.state.key(),
        count: it.count.json(),
        quota: it.quota,
        evidence: it.evidence.iter().map(|at| &proofs[*at]).collect(),
    });
    let targets = coverage.targets.iter().map(|it| {
        let mut target = json!({
            "id": it.id,
            "value": it.value.as_ref().map(targets::Value::json),
            "at_least": it.at_least.as_ref().map(|typed| targets::Value::Typed(typed.clone()).json()),
            "met": it.met,
            "missing": it.missing,
        });
        if let Some(fault) = &it.fault {
            target["reason"] = fault.vi.as_str().into();
        }
        target
    });
    let totals = coverage.totals();
    let answer = Answer {
        plan: frame.id,
        period: json!({"from": period.span.from.to_string(), "to": period.span.to.to_string()}),
        cells: cells.collect(),
        targets: targets.collect(),
        totals: json!({
            "articles": totals.articles,
            "activities": totals.activities,
            "cells_covered": totals.covered,
            "cells": totals.cells,
        }),
    };
    // Room for all proofs at once: growing would copy them again and again.
    let cited: usize = coverage.cells.iter().map(|it| it.evidence.len()).sum();
    let mut text = Vec::with_capacity(1024 + 128 * cited);
    if serde_json::to_writer(&mut text, &answer).is_err() {
        text.clear();
    }
    text.push(b'\n');
    String::from_utf8(text).unwrap_or_default()
}

/// One line a cell, for Excel.
pub fn csv(coverage: &Coverage<'_>) -> String {
    let Coverage { frame, period, .. } = coverage;
    let mut table = String::from("\u{feff}");
    csv::row(
        ["plan", "from", "to", "item", "form", "unit", "state", "count", "quota", "evidence"],
        &mut table,
    );
    let (from, to) = (period.span.from.to_string(), period.span.to.to_string());
    for it in &coverage.cells {
        let proofs: Vec<&str> = it.evidence.iter().map(|at| coverage.evidence[*at].id.as_str()).collect();
        let (count, quota, proofs) = (it.count.plain(), it.quota.to_string(), proofs.join("; "));
        let (row, form, unit) = (frame.rows[it.row].id, frame.forms[it.form].id, frame.units[it.unit].id);
        csv::row(
            [frame.id, &from, &to, row, form, unit, it.state.key(), &count, &quota, &proofs],
            &mut table,
        );
    }
    table
}
