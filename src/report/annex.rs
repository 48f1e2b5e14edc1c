//! The list of all that was done for a plan in a period: each article and each activity once, with its proofs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::doc::{Block, Table};
use crate::{
    site::{
        Site,
        activities::is_address,
        coverage::{
            Coverage, Evidence, Sort,
            frame::{FormKey, life},
        },
    },
    text::{amount::Amount, csv, date::format_short},
};

/// A line of the annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whether it is a row of activities; else an article with its posts.
    pub is_activity: bool,
    /// In words.
    pub title: String,
    /// Of its first proof in the period.
    pub day: Date,
    /// The unit in words; absent where none is known.
    pub unit: Option<String>,
    /// Forms in words, with what it adds to each; empty where it proves none.
    pub forms: Vec<(FormKey, String, Amount)>,
    /// Ids of the items that it names.
    pub items: Vec<String>,
    /// Addresses, files, and the row of the table.
    pub proofs: Vec<String>,
    /// Those of them that are files which are not there.
    pub lost: Vec<String>,
    /// How many of these are published posts.
    pub posts: usize,
    /// Whether the article has expired since; its address leads nowhere.
    pub is_gone: bool,
    /// Whether an activity has nothing that proves it.
    pub is_bare: bool,
    /// Why no cell counts it, though it proves a form.
    pub aside: Option<&'static str>,
}

/// The lines of a period, by day; articles by moment, rows as they stand in their tables.
pub fn lines(coverage: &Coverage<'_>, site: &Site<'_>) -> Vec<Line> {
    let mut by_source: BTreeMap<(bool, usize), Vec<&Evidence>> = BTreeMap::new();
    for it in &coverage.evidence {
        by_source.entry((it.sort == Sort::Activity, it.source)).or_default().push(it);
    }
    let mut groups: Vec<_> = by_source.into_iter().collect();
    groups.sort_by_key(|((is_activity, source), all)| {
        let first = all.first();
        (first.map(|it| it.day), *is_activity, first.map(|it| it.moment), *source)
    });
    groups.into_iter().filter_map(|it| line(&it.1, coverage, site)).collect()
}

fn line(all: &[&Evidence], coverage: &Coverage<'_>, site: &Site<'_>) -> Option<Line> {
    let first = all.first()?;
    let frame = &coverage.frame;
    let mut forms: BTreeMap<FormKey, Amount> = BTreeMap::new();
    let (mut items, mut posts): (BTreeSet<usize>, _) = (BTreeSet::new(), BTreeSet::new());
    let mut proofs: Vec<String> = Vec::new();
    let mut seen: BTreeSet<(FormKey, Sort, &str)> = BTreeSet::new();
    for it in all {
        for form in it.forms.iter().filter(|form| seen.insert((**form, it.sort, &it.id))) {
            let sum = forms.entry(*form).or_default();
            *sum = sum.plus(it.amount);
        }
        items.extend(it.rows.iter().copied());
        if it.sort == Sort::Post {
            posts.insert(it.id.as_str());
        }
        for proof in it.files.iter().chain(std::iter::once(&it.id).filter(|_| !it.is_gone)) {
            if !proofs.contains(proof) {
                proofs.push(proof.clone());
            }
        }
    }
    let is_lost = |it: &&String| !is_address(it) && !site.assets.contains_key(*it);
    let lost: Vec<String> = all.iter().flat_map(|it| &it.files).filter(is_lost).cloned().collect();
    let is_bare = first.sort == Sort::Activity && first.files.iter().all(|it| lost.contains(it));
    let is_there = first.unit.is_none_or(|it| life(site.registries, it).contains(first.day));
    let aside = match () {
        () if !is_there => Some("ngày ấy không có đơn vị này, không tính vào ô nào"),
        () if all.iter().all(|it| it.amount.is_zero()) => Some("số lượng 0, không tính vào ô nào"),
        () => None,
    };
    let forms =
        forms.into_iter().map(|(key, sum)| (key, frame.describe(key, site.registries).name.to_owned(), sum));
    Some(Line {
        is_activity: first.sort == Sort::Activity,
        title: first.title.clone(),
        day: first.day,
        unit: first.unit.map(|it| site.registries.units[it].name.clone()),
        forms: forms.collect(),
        items: items.into_iter().map(|it| frame.rows[it].id.to_owned()).collect(),
        proofs,
        lost,
        posts: posts.len(),
        is_gone: all.iter().any(|it| it.is_gone),
        is_bare,
        aside,
    })
}

impl Line {
    pub(super) fn sort(&self) -> &'static str {
        if self.is_activity { "hoạt động" } else { "tin, bài" }
    }

    fn forms(&self) -> String {
        let one = |(_, name, sum): &(FormKey, String, Amount)| format!("{name} ({sum})");
        self.forms.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn notes(&self) -> Vec<&'static str> {
        let notes = [
            (self.is_gone, "bài đã hết hạn hiển thị"),
            (self.is_bare, "chưa có minh chứng"),
            (self.forms.is_empty(), "không tính cho hình thức nào"),
            (self.unit.is_none(), "chưa rõ đơn vị"),
        ];
        notes.into_iter().filter(|it| it.0).map(|it| it.1).chain(self.aside).collect()
    }

    /// The proofs in words.
    pub(super) fn proofs(&self, between: &str) -> String {
        let one = |it: &String| {
            if self.lost.contains(it) { format!("{it} (không thấy tệp)") } else { it.clone() }
        };
        self.proofs.iter().map(one).collect::<Vec<_>>().join(between)
    }

    fn title(&self) -> String {
        let notes = self.notes();
        if notes.is_empty() { self.title.clone() } else { format!("{} ({})", self.title, notes.join(", ")) }
    }
}

/// The lines as a table.
pub fn table(lines: &[Line]) -> Block {
    Block::Table(grid(lines))
}

/// The head and the rows of [`table`].
pub fn grid(lines: &[Line]) -> Table {
    let head = [
        "STT",
        "Ngày",
        "Loại",
        "Tên tin, bài, hoạt động",
        "Đơn vị",
        "Hình thức (số lượng được tính)",
        "Nội dung",
        "Liên kết, minh chứng",
    ];
    let rows = lines.iter().enumerate().map(|(at, it)| {
        vec![
            (at + 1).to_string(),
            format_short(it.day),
            it.sort().to_owned(),
            it.title(),
            it.unit.clone().unwrap_or_default(),
            it.forms(),
            it.items.join(", "),
            it.proofs(" "),
        ]
    });
    Table { head: head.map(str::to_owned).to_vec(), rows: rows.collect(), words: head.len() }
}

/// The columns of [`csv()`].
const COLUMNS: [&str; 10] =
    ["stt", "ngày", "loại", "tên", "đơn vị", "hình thức", "số lượng", "nội dung", "minh chứng", "ghi chú"];

/// The lines as a table that Excel opens. What counts for several forms stands on several lines under one number; a line
/// without a form counts for none.
pub fn csv(lines: &[Line]) -> String {
    let mut table = String::from("\u{feff}");
    csv::row(COLUMNS, &mut table);
    for (at, it) in lines.iter().enumerate() {
        let (number, day) = ((at + 1).to_string(), it.day.to_string());
        let (items, proofs, notes) = (it.items.join("; "), it.proofs("; "), it.notes().join("; "));
        let mut forms: Vec<(&str, String)> =
            it.forms.iter().map(|(_, name, sum)| (name.as_str(), sum.plain())).collect();
        if forms.is_empty() {
            forms.push(("", "0".to_owned()));
        }
        for (form, sum) in forms {
            let unit = it.unit.as_deref().unwrap_or_default();
            let cells = [&number, &day, it.sort(), &it.title, unit, form, &sum, &items, &proofs, &notes];
            csv::row(cells, &mut table);
        }
    }
    table
}
