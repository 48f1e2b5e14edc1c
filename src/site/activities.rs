//! Activities joined to plans, forms and units; references that fail are reported, and the row counts for what is right in it.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    EntryId, Joined, Sources,
    coverage::frame::{self, FormKey, Frame},
    names::AllNames,
    plans,
};
use crate::{
    diag::{At, Diagnostic, Pos},
    kind::{Meta, Plan},
    source::ActivityRow,
    words,
};

/// A row of activities, joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Index in the registry of units.
    pub unit: Option<usize>,
    /// The plans that it serves, each once.
    pub uses: Vec<DeedUse>,
}

/// How an activity serves a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeedUse {
    /// The plan.
    pub plan: EntryId,
    /// The form, where the registry or the plan has it.
    pub form: Option<FormKey>,
    /// Ids of items that the plan has, each once.
    items: Vec<String>,
}

impl DeedUse {
    /// The rows of the plan's frame that the items are, each once.
    pub fn rows(&self, frame: &Frame<'_>) -> Vec<usize> {
        let mut rows: Vec<usize> = self.items.iter().filter_map(|it| frame.row(it)).collect();
        rows.sort_unstable();
        rows
    }
}

/// The activities, joined.
#[derive(Debug, Clone)]
pub struct Deeds {
    /// In the order of the sources.
    pub rows: Vec<Deed>,
    /// What does not fit together.
    pub(super) found: Vec<Diagnostic>,
}

/// Joins the activities of the sources to the entries.
pub(super) fn join(sources: &Sources, joined: &Joined) -> Deeds {
    let mut plans: Vec<(EntryId, &Plan)> = Vec::new();
    for id in joined.plans.keys() {
        if let Meta::Plan(plan) = &sources.entries[joined.sources[id.0]].facts.meta {
            plans.push((*id, plan));
        }
    }
    let by_id: BTreeMap<&str, usize> =
        plans.iter().enumerate().map(|(at, (id, _))| (joined.nodes[id.0].id.as_str(), at)).collect();
    let joiner = Joiner { plans: &plans, by_id: &by_id, sources, joined, names: &joined.names };
    let mut found = Vec::new();
    let rows = sources.activities.iter().map(|it| joiner.deed(it, &mut found)).collect();
    Deeds { rows, found }
}

struct Joiner<'a> {
    plans: &'a [(EntryId, &'a Plan)],
    by_id: &'a BTreeMap<&'a str, usize>,
    sources: &'a Sources,
    joined: &'a Joined,
    names: &'a AllNames,
}

impl Joiner<'_> {
    fn deed(&self, row: &ActivityRow, found: &mut Vec<Diagnostic>) -> Deed {
        let (file, it) = (&row.file, &row.activity);
        let unit = self.names.units.check(&it.agency, file, found);
        let mut uses: Vec<DeedUse> = Vec::new();
        for typed in &it.plans {
            let Some(at) =
                plans::find(typed, (self.plans, self.by_id), &self.joined.kept.hidden, file, found)
            else {
                continue;
            };
            let (id, plan) = self.plans[at];
            if uses.iter().any(|it| it.plan == id) {
                continue;
            }
            let items = plans::items(&it.items, plan, &self.joined.nodes[id.0].id, file, found);
            let items = items.into_iter().map(str::to_owned).collect();
            uses.push(DeedUse { plan: id, form: frame::key(plan, self.names, &it.form.value), items });
        }
        if uses.iter().all(|it| it.form.is_none()) {
            self.names.forms.check(&it.form, file, found);
        }
        self.evidence(row, found);
        Deed { unit, uses }
    }

    fn evidence(&self, row: &ActivityRow, found: &mut Vec<Diagnostic>) {
        let (file, it) = (&row.file, &row.activity);
        if it.evidence.is_empty() {
            let message = words!("hoạt động chưa có tệp minh chứng", "the activity has no evidence");
            let help = words!(
                "ghi ảnh, biên bản, lịch phát sóng hoặc địa chỉ bài đăng vào cột minh chứng; dòng này vẫn được tính",
                "name a picture, a record or an address in the column evidence; the row counts all the same"
            );
            let pos = Pos { column: 1, len: 0, ..it.date.pos };
            found.push(Diagnostic::warning("activity-no-evidence", message).help(help).at(file, pos));
        }
        for typed in it.evidence.iter().filter(|it| !is_address(&it.value) && !self.is_there(file, it)) {
            let name = &typed.value;
            let message = words!("không có tệp minh chứng \"{name}\"", "there is no evidence \"{name}\"");
            let help = words!(
                "chép tệp vào content/ rồi ghi đường dẫn, ví dụ /hoat-dong/minh-chung/anh.jpg; dòng này vẫn được tính",
                "put the file in content/ and write its path, such as /hoat-dong/minh-chung/anh.jpg; the row counts all the same"
            );
            found.push(
                Diagnostic::warning("activity-evidence-missing", message).help(help).at(file, typed.pos),
            );
        }
    }

    /// Whether the file stands in `content/`, from there or beside the table.
    fn is_there(&self, table: &Arc<str>, typed: &At<String>) -> bool {
        evidence_url(folder(table), &typed.value).is_some_and(|it| self.sources.assets.contains_key(&it))
    }
}

/// The folder below `content/` of a table: `hoat-dong` of `content/hoat-dong/2025.csv`.
pub fn folder(table: &str) -> &str {
    table.strip_prefix("content/").and_then(|it| it.rsplit_once('/')).map_or("", |it| it.0)
}

/// Whether it is an address outside of the site.
pub fn is_address(typed: &str) -> bool {
    typed.starts_with("https://") || typed.starts_with("http://")
}

/// The address of a file of evidence that a table in `folder` names: `/a.jpg` from `content/`, else beside the table.
pub fn evidence_url(folder: &str, typed: &str) -> Option<String> {
    let typed = typed.replace('\\', "/");
    let typed = typed.strip_prefix("content/").map_or(typed.clone(), |it| format!("/{it}"));
    let whole = if typed.starts_with('/') { typed } else { format!("/{folder}/{typed}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/').filter(|it| !it.is_empty() && *it != ".") {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_evidence_from_the_root_and_beside_the_table() {
        for (typed, expected) in [
            ("/anh/a.jpg", Some("/anh/a.jpg")),
            ("content/anh/a.jpg", Some("/anh/a.jpg")),
            ("a.jpg", Some("/hoat-dong/2025/a.jpg")),
            ("../a.jpg", Some("/hoat-dong/a.jpg")),
            ("minh-chung\\a.jpg", Some("/hoat-dong/2025/minh-chung/a.jpg")),
            ("../../../a.jpg", None),
        ] {
            assert_eq!(evidence_url("hoat-dong/2025", typed).as_deref(), expected, "{typed}");
        }
    }
}
