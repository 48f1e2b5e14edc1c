//! Procedures, questions, events and indicators joined with all that names them, and what does not fit together in them.
//!
//! Pure, of facts and of the day. A site without them pays one look at each entry.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::{EntryId, activities, indicators, legal_index::LegalIndex, memo::Cx, plans, routes};
use crate::{
    diag::{At, Diagnostic},
    kind::{Event, Kind, Meta, Plan, Procedure, procedure::LEVELS},
    source::Entry,
    text::{self, near, slug},
    words,
};

/// Everything that is known of them together.
#[derive(Debug, Default)]
pub struct Services {
    /// Procedures by their codes, which are compared without regard to case.
    by_code: BTreeMap<String, EntryId>,
    /// Articles that name a procedure, newest first.
    pub articles: BTreeMap<EntryId, Vec<EntryId>>,
    /// Questions about a procedure, newest first.
    pub questions: BTreeMap<EntryId, Vec<EntryId>>,
    /// Procedures and questions that rest on a document, by title.
    pub resting: BTreeMap<EntryId, Vec<EntryId>>,
    /// Changes of procedures, newest first.
    pub changes: Vec<ChangeRef>,
    /// Lists of procedures by field and level.
    pub lists: Vec<ProcedureList>,
    /// Plans that events belong to.
    pub event_plans: BTreeMap<EntryId, Vec<EntryId>>,
    /// Addresses of the sections of these kinds, and of what is made for them besides the pages of entries.
    pub urls: BTreeSet<String>,
}

/// A change of a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeRef {
    /// The procedure.
    pub procedure: EntryId,
    /// Its place among the changes of the procedure, as typed.
    pub at: usize,
    /// From when on.
    pub date: Date,
}

/// What procedures are listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Field of administration.
    Field,
    /// Level.
    Level,
}

/// A list of procedures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureList {
    /// Index of its section in the settings.
    pub section: usize,
    /// What they share.
    pub group: Group,
    /// In words: `Hộ tịch`, `Cấp xã`.
    pub title: String,
    /// Address without the path of the base.
    pub url: String,
    /// By title.
    pub members: Vec<EntryId>,
}

impl Services {
    /// The visible procedure of a code.
    pub fn procedure(&self, code: &str) -> Option<EntryId> {
        self.by_code.get(&key(code)).copied()
    }
}

fn key(code: &str) -> String {
    code.trim().to_lowercase()
}

/// The place in its page of a change, for links.
pub fn change_anchor(at: usize) -> String {
    format!("thay-doi-{}", at + 1)
}

/// The address of the list of changes below a section of procedures.
pub fn changes_url(folder: &str) -> String {
    format!("/{folder}/thay-doi/")
}

/// The address of the calendar of a section of events.
pub fn calendar_url(folder: &str) -> String {
    format!("/{folder}/lich.ics")
}

/// Joins them. `sections` are the lists of the sections of the settings.
pub(super) fn join(
    cx: &Cx<'_>,
    sections: &[Vec<EntryId>],
    hidden: &BTreeSet<String>,
    legal: &LegalIndex,
    found: &mut Vec<Diagnostic>,
) -> Services {
    let mut services = Services::default();
    let mut own: Vec<(EntryId, &Entry)> = Vec::new();
    for (at, entry) in cx.entries.iter().enumerate() {
        if matches!(entry.facts.kind(), Kind::Procedure | Kind::Question | Kind::Event | Kind::Indicator) {
            own.push((EntryId(at), entry));
        }
    }
    let procedures = own.iter().filter_map(|(id, entry)| match &entry.facts.meta {
        Meta::Procedure(it) => Some((*id, *entry, &**it)),
        _ => None,
    });
    let procedures: Vec<(EntryId, &Entry, &Procedure)> = procedures.collect();
    services.index(&procedures, found);
    services.name(cx, found);
    services.list_changes(&procedures, cx);
    let title = |it: &EntryId| cx.entries[it.0].facts.common.title.value.as_str();
    let by_title = |list: &mut Vec<EntryId>| list.sort_by(|a, b| text::compare(title(a), title(b)));
    for (id, entry) in &own {
        let rests = match &entry.facts.meta {
            Meta::Procedure(it) => it.legal.len(),
            Meta::Question(it) => it.legal.len(),
            Meta::Event(event) => {
                check_event(event, entry, found);
                let plans = event.plans.iter().filter_map(|it| plan(it, entry, hidden, cx, found));
                services.event_plans.insert(*id, plans.collect());
                continue;
            }
            Meta::Indicator(it) => {
                indicators::check(it, entry, cx.asker.names, found);
                continue;
            }
            _ => continue,
        };
        let targets = legal.references(*id).iter().take(rests).filter_map(|it| it.target);
        for document in targets.map(|it| legal.entry_at(it)) {
            let list = services.resting.entry(document).or_default();
            if !list.contains(id) {
                list.push(*id);
            }
        }
    }
    services.resting.values_mut().for_each(by_title);
    services.make_lists(cx, sections, by_title);
    services
}

impl Services {
    /// Finds procedures by code; of two with one code the first stands.
    fn index(&mut self, procedures: &[(EntryId, &Entry, &Procedure)], found: &mut Vec<Diagnostic>) {
        let mut files: BTreeMap<String, &Arc<str>> = BTreeMap::new();
        // A translation tells of the same procedure.
        for (id, entry, it) in procedures.iter().filter(|it| it.1.facts.common.translation_of.is_none()) {
            let key = key(&it.code.value);
            if let Some(first) = files.get(&key) {
                let code = &it.code.value;
                found.push(
                    Diagnostic::error(
                        "procedure-duplicate",
                        words!(
                            "mã thủ tục {code} đã có trong {first}",
                            "the code {code} already stands in {first}"
                        ),
                    )
                    .help(words!("sửa mã, hoặc gộp hai tệp", "correct the code, or make one file of both"))
                    .at(&entry.file, it.code.pos),
                );
                continue;
            }
            files.insert(key.clone(), &entry.file);
            self.by_code.insert(key, *id);
        }
    }

    /// Joins articles and questions to the procedures that they name.
    fn name(&mut self, cx: &Cx<'_>, found: &mut Vec<Diagnostic>) {
        for id in &cx.newest {
            let entry = cx.entries[id.0];
            let codes = entry.facts.meta.procedures();
            for code in codes {
                let Some(procedure) = self.procedure(&code.value) else {
                    found.push(self.unknown(code, cx).at(&entry.file, code.pos));
                    continue;
                };
                let lists = if entry.facts.kind() == Kind::Article {
                    &mut self.articles
                } else {
                    &mut self.questions
                };
                let list = lists.entry(procedure).or_default();
                if list.last() != Some(id) {
                    list.push(*id);
                }
            }
        }
    }

    fn unknown(&self, code: &At<String>, cx: &Cx<'_>) -> Diagnostic {
        let typed = &code.value;
        let is_it = |it: &&Arc<Entry>| matches!(&it.facts.meta, Meta::Procedure(it) if key(&it.code.value) == key(typed));
        if cx.asker.sources.entries.iter().find(is_it).is_some() {
            return Diagnostic::warning(
                "procedure-hidden",
                words!(
                    "thủ tục {typed} chưa hiện trên trang (nháp, hẹn giờ hoặc hết hạn)",
                    "the procedure {typed} is not shown (draft, scheduled or expired)"
                ),
            )
            .help(words!(
                "chỗ này chỉ hiện mã, chưa có liên kết",
                "its code is shown without a link until then"
            ));
        }
        let finding = Diagnostic::warning(
            "unknown-procedure",
            words!("không có thủ tục mã \"{typed}\"", "there is no procedure with the code \"{typed}\""),
        );
        match near::nearest(typed, self.by_code.keys().map(String::as_str)) {
            Some(near) => finding.help(words!("có phải ý bạn là {near}?", "did you mean {near}?")),
            None => finding.help(words!(
                "sửa mã, hoặc thêm tệp của thủ tục vào content/thu-tuc/",
                "correct the code, or add the procedure to content/thu-tuc/"
            )),
        }
    }

    fn list_changes(&mut self, procedures: &[(EntryId, &Entry, &Procedure)], cx: &Cx<'_>) {
        for (id, _, it) in procedures {
            let changes = it.changes.iter().enumerate();
            let changes = changes.map(|(at, it)| ChangeRef { procedure: *id, at, date: it.date.value.date });
            self.changes.extend(changes);
        }
        let url = |it: &ChangeRef| cx.nodes[it.procedure.0].url.as_str();
        self.changes.sort_by(|a, b| {
            b.date.cmp(&a.date).then_with(|| url(a).cmp(url(b))).then_with(|| b.at.cmp(&a.at))
        });
    }

    /// The lists of procedures, and the addresses of all that is made for these kinds.
    fn make_lists(&mut self, cx: &Cx<'_>, sections: &[Vec<EntryId>], by_title: impl Fn(&mut Vec<EntryId>)) {
        let all = cx.asker.sources.config.sections.iter().zip(sections).enumerate();
        for (at, (section, ids)) in all {
            let folder = &section.folder;
            if Kind::named(section.kind).is_some_and(routes::is_service)
                && (!section.is_implied || !ids.is_empty())
            {
                self.urls.insert(format!("/{folder}/"));
            }
            for id in ids {
                match &cx.entries[id.0].facts.meta {
                    Meta::Procedure(it) => self.file(at, folder, *id, it),
                    Meta::Event(it) if it.start.is_some() => {
                        let url = &cx.nodes[id.0].url;
                        self.urls.extend([calendar_url(folder), format!("{url}lich.ics")]);
                    }
                    Meta::Indicator(_) => {
                        let url = &cx.nodes[id.0].url;
                        self.urls.insert(format!("{url}du-lieu.csv"));
                    }
                    _ => {}
                }
            }
        }
        self.lists.iter_mut().for_each(|it| by_title(&mut it.members));
        let level =
            |it: &ProcedureList| LEVELS.iter().position(|level| text::capital(level.names[0]) == it.title);
        self.lists.sort_by(|a, b| {
            let by_group = (a.section, a.group == Group::Level).cmp(&(b.section, b.group == Group::Level));
            by_group.then(level(a).cmp(&level(b))).then_with(|| text::compare(&a.title, &b.title))
        });
    }

    /// Puts a procedure into the lists of its field and its levels.
    fn file(&mut self, section: usize, folder: &str, id: EntryId, it: &Procedure) {
        if !it.changes.is_empty() {
            self.urls.insert(changes_url(folder));
        }
        let field = it
            .field
            .as_ref()
            .map(|it| (Group::Field, it.clone(), format!("/{folder}/linh-vuc/{}/", slug(it))));
        let levels = it.levels.iter().filter_map(|key| LEVELS.iter().find(|it| it.key == *key)).map(|it| {
            (Group::Level, text::capital(it.names[0]), format!("/{folder}/{}/", slug(it.names[0])))
        });
        for (group, title, url) in field.into_iter().chain(levels).filter(|it| !it.2.ends_with("//")) {
            self.urls.insert(url.clone());
            match self.lists.iter_mut().find(|it| it.url == url) {
                Some(list) => {
                    if !list.members.contains(&id) {
                        list.members.push(id);
                    }
                }
                None => self.lists.push(ProcedureList { section, group, title, url, members: vec![id] }),
            }
        }
    }
}

/// The address of the file of a form that a procedure at `path` names: `/a.docx` from `content/`, else beside the procedure.
pub fn form_file(path: &str, typed: &str) -> Option<String> {
    let folder = path.rsplit_once('/').map_or("", |it| it.0);
    activities::evidence_url(folder, &crate::text::nfc(typed))
}

/// The visible plan that an event names.
fn plan(
    typed: &At<String>,
    entry: &Entry,
    hidden: &BTreeSet<String>,
    cx: &Cx<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<EntryId> {
    let plans = cx.entries.iter().enumerate().filter_map(|(at, it)| match &it.facts.meta {
        Meta::Plan(plan) => Some((EntryId(at), &**plan)),
        _ => None,
    });
    let plans: Vec<(EntryId, &Plan)> = plans.collect();
    let by_id: BTreeMap<&str, usize> =
        plans.iter().enumerate().map(|(at, it)| (cx.nodes[it.0.0].id.as_str(), at)).collect();
    plans::find(typed, (&plans, &by_id), hidden, &entry.file, found).map(|at| plans[at].0)
}

/// Reports what ends before it begins.
fn check_event(event: &Event, entry: &Entry, found: &mut Vec<Diagnostic>) {
    let parts = event.phases.iter().filter_map(|it| Some((&it.from, it.to.as_ref()?)));
    let whole = event.start.as_ref().zip(event.end.as_ref());
    for (from, to) in whole.into_iter().chain(parts) {
        let is_before = match (from.value.time, to.value.time) {
            (Some(begin), Some(end)) => (to.value.date, end) < (from.value.date, begin),
            _ => to.value.date < from.value.date,
        };
        if is_before {
            found.push(
                Diagnostic::error(
                    "event-order",
                    words!(
                        "sự kiện hoặc đợt kết thúc trước khi bắt đầu",
                        "the event, or a part of it, ends before it begins"
                    ),
                )
                .help(words!("sửa ngày bắt đầu hoặc ngày kết thúc", "correct one of the two dates"))
                .at(&entry.file, to.pos),
            );
        }
    }
}
