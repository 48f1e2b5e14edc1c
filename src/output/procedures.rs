//! Lists of administrative procedures: by field and level, and of what is new, amended, replaced and repealed.

use serde::Serialize;

use super::{
    File, Render,
    frame::{Head, SectionValue, feed_links, home_crumb, section_value},
    list::{file, list_head},
    procedure::{ChangeValue, ProcedureItem, change_of, item},
};
use crate::{
    config::Section,
    kind::Kind,
    site::{
        EntryId, Site,
        card::Anchor,
        services::{ChangeRef, Group, ProcedureList, changes_url},
    },
};

/// Lists of procedures by one thing that they share.
#[derive(Hash, Serialize)]
pub(super) struct ListItem<'s> {
    title: &'s str,
    url: String,
    count: usize,
}

/// Procedures of one field.
#[derive(Hash, Serialize)]
pub(super) struct FieldGroup<'s> {
    /// Absent for those without a field.
    title: Option<&'s str>,
    url: Option<String>,
    items: Vec<ProcedureItem<'s>>,
}

view! {
    /// The procedures of the site, or those of a field or level.
    pub(super) struct ProceduresView<'s> {
        section: SectionValue,
        list: Option<Anchor>,
        fields: Vec<ListItem<'s>>,
        levels: Vec<ListItem<'s>>,
        groups: Vec<FieldGroup<'s>>,
        changes: Vec<ChangedItem<'s>>,
        changes_url: Option<String>,
        #[unseen]
        group: Option<Group>,
        #[unseen]
        changes_list: String,
    }
}
page_view!(ProceduresView, "procedures.html");

impl ProceduresView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let section = &self.section;
        let mut head = match &self.list {
            None => list_head(
                &section.title,
                section.description.as_deref(),
                None,
                &section.url,
                vec![home_crumb(cx)],
            ),
            Some(list) => {
                let group =
                    if self.group == Some(Group::Level) { "procedures_level" } else { "procedures_field" };
                let title = cx.word(group).replace("{}", &list.title);
                let crumbs =
                    vec![home_crumb(cx), Anchor { title: section.title.clone(), url: section.url.clone() }];
                list_head(&title, None, None, &list.url, crumbs)
            }
        };
        if self.changes_url.is_some() {
            head.feeds = feed_links(&cx.word("procedure_changes"), &self.changes_list, cx.frame.base());
        }
        head
    }
}

/// A change in a list.
#[derive(Hash, Serialize)]
pub(super) struct ChangedItem<'s> {
    procedure: ProcedureItem<'s>,
    change: ChangeValue<'s>,
}

/// Changes of one year.
#[derive(Hash, Serialize)]
pub(super) struct ChangedYear<'s> {
    year: i16,
    items: Vec<ChangedItem<'s>>,
}

view! {
    /// New, amended, replaced and repealed procedures.
    pub(super) struct ChangesView<'s> {
        section: SectionValue,
        years: Vec<ChangedYear<'s>>,
        #[unseen]
        list: String,
    }
}
page_view!(ChangesView, "procedure_changes.html");

impl ChangesView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let crumbs =
            vec![home_crumb(cx), Anchor { title: self.section.title.clone(), url: self.section.url.clone() }];
        let title = cx.word("procedure_changes");
        let mut head = list_head(&title, Some(&cx.word("procedure_changes_text")), None, "", crumbs);
        head.feeds = feed_links(&title, &self.list, cx.frame.base());
        head
    }
}

/// Newest changes on the front page of the procedures.
const CHANGES_SHOWN: usize = 5;

/// The files of a section of procedures: all of them, and the lists by field and level and of changes.
pub(super) fn list<'s>(site: &'s Site<'s>, at: usize, section: &'s Section, files: &mut Vec<File<'s>>) {
    let folder = section.folder.as_str();
    let services = &site.graph.services;
    let own = |it: &&ChangeRef| site.node(it.procedure).section == Some(at);
    let changes: Vec<&ChangeRef> = services.changes.iter().filter(own).collect();
    let changes_list = changes_url(folder);
    let has_changes = !changes.is_empty();
    let lists = |group: Group| services.lists.iter().filter(move |it| it.section == at && it.group == group);
    let items = |group: Group| -> Vec<ListItem<'s>> {
        let item = |it: &'s ProcedureList| ListItem {
            title: &it.title,
            url: site.config.base.path_of(&it.url),
            count: it.members.len(),
        };
        lists(group).map(item).collect()
    };
    let view = |list: Option<&ProcedureList>, ids: Vec<EntryId>| ProceduresView {
        section: section_value(section, site),
        list: list.map(|it| Anchor { title: it.title.clone(), url: site.config.base.path_of(&it.url) }),
        fields: if list.is_none() { items(Group::Field) } else { Vec::new() },
        levels: if list.is_none() { items(Group::Level) } else { Vec::new() },
        groups: groups(site, at, list, &ids),
        changes: if list.is_none() {
            changes.iter().take(CHANGES_SHOWN).filter_map(|it| changed(site, it)).collect()
        } else {
            Vec::new()
        },
        changes_url: has_changes.then(|| site.config.base.path_of(&changes_list)),
        group: list.map(|it| it.group),
        changes_list: changes_list.clone(),
    };
    let front = format!("/{folder}/");
    if site.graph.at(&front).is_none() {
        files.extend(file(&front, Box::new(view(None, site.graph.sections[at].clone())), "trang"));
    }
    for it in services.lists.iter().filter(|it| it.section == at) {
        files.extend(file(&it.url, Box::new(view(Some(it), it.members.clone())), "trang"));
    }
    if has_changes {
        let mut years: Vec<ChangedYear<'s>> = Vec::new();
        for it in &changes {
            let Some(item) = changed(site, it) else { continue };
            match years.last_mut().filter(|last| last.year == it.date.year()) {
                Some(last) => last.items.push(item),
                None => years.push(ChangedYear { year: it.date.year(), items: vec![item] }),
            }
        }
        let view = ChangesView { section: section_value(section, site), years, list: changes_list.clone() };
        files.extend(file(&changes_list, Box::new(view), "trang"));
    }
}

/// Procedures by field, in the order of a dictionary, those without a field last; a list of one field is one group.
fn groups<'s>(
    site: &'s Site<'s>,
    section: usize,
    list: Option<&ProcedureList>,
    ids: &[EntryId],
) -> Vec<FieldGroup<'s>> {
    let mut left: Vec<EntryId> =
        ids.iter().copied().filter(|it| site.entry(*it).facts.kind() == Kind::Procedure).collect();
    let item = |it: &EntryId| item(site, *it);
    if list.is_some_and(|it| it.group == Group::Field) {
        return vec![FieldGroup { title: None, url: None, items: left.iter().filter_map(item).collect() }];
    }
    let fields =
        site.graph.services.lists.iter().filter(|it| it.section == section && it.group == Group::Field);
    let mut groups = Vec::new();
    for field in fields {
        let members: Vec<EntryId> = field.members.iter().copied().filter(|it| left.contains(it)).collect();
        left.retain(|it| !members.contains(it));
        if !members.is_empty() {
            groups.push(FieldGroup {
                title: Some(&field.title),
                url: Some(site.config.base.path_of(&field.url)),
                items: members.iter().filter_map(item).collect(),
            });
        }
    }
    if !left.is_empty() {
        left.sort_by(|a, b| crate::text::compare(&site.card(*a).title, &site.card(*b).title));
        groups.push(FieldGroup { title: None, url: None, items: left.iter().filter_map(item).collect() });
    }
    groups
}

fn changed<'s>(site: &'s Site<'s>, it: &ChangeRef) -> Option<ChangedItem<'s>> {
    Some(ChangedItem { procedure: item(site, it.procedure)?, change: change_of(site, it)? })
}
