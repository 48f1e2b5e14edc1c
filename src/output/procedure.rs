//! Administrative procedures: the page of each.

use serde::Serialize;
use serde_json::json;

use super::{
    File, Output, Render, Rendered, View,
    article::{attachments, crumbs, listing},
    body::Prose,
    frame::Head,
    share::{Share, feedback_url},
    translations::{Translation, translations},
    values::Cards,
};
use crate::{
    diag::Diagnostic,
    kind::{
        Meta, Procedure,
        procedure::{CHANGES, Change, LEVELS, ONLINE, State},
    },
    route::Route,
    schema::Choice,
    site::{
        Card, EntryId, Site, activities,
        card::{Anchor, DateText},
        heads,
        legal_values::RefValue,
        services,
        services::{ChangeRef, Group, change_anchor},
    },
    stamp::Stamped,
    text::capital,
};

/// The pages of procedures.
pub(super) struct Procedures;

/// The first name of a choice, with a capital.
pub(super) fn name_of(choices: &'static [Choice], key: &str) -> Option<String> {
    choices.iter().find(|it| it.key == key).and_then(|it| it.names.first()).map(|it| capital(it))
}

/// A procedure in a list, or named by another page.
#[derive(Clone, Hash, Serialize)]
pub(super) struct ProcedureItem<'s> {
    code: &'s str,
    /// Absent where the site has no such procedure.
    title: Option<&'s str>,
    url: Option<&'s str>,
    levels: Vec<String>,
    online: Option<String>,
    state: &'static str,
}

/// The state of a procedure on the day of the build.
#[derive(Hash, Serialize)]
pub(super) struct StateValue {
    /// `not-yet`, `in-force` or `repealed`.
    key: &'static str,
    /// From when on it is so, as far as changes tell.
    since: Option<DateText>,
    /// When it will be repealed.
    until: Option<DateText>,
}

/// A document by name.
#[derive(Hash, Serialize)]
pub(super) struct DocumentLink {
    /// In a sentence.
    pub title: String,
    /// Absent where the register lacks it.
    pub url: Option<String>,
}

/// A paper of the dossier.
#[derive(Hash, Serialize)]
struct PaperValue<'s> {
    name: &'s str,
    copies: Option<&'s str>,
    form: Option<&'s str>,
    /// Where the form can be downloaded.
    form_url: Option<String>,
}

/// A change of a procedure.
#[derive(Hash, Serialize)]
pub(super) struct ChangeValue<'s> {
    /// From when on.
    pub date: DateText,
    /// `new`, `amended`, `replaced`, `repealed`.
    kind: &'static str,
    /// `Sửa đổi`
    pub kind_title: String,
    document: Option<DocumentLink>,
    /// What changed.
    pub note: Option<&'s str>,
    /// Its place in the page of the procedure.
    pub anchor: String,
}

#[derive(Hash, Serialize)]
pub(super) struct ProcedureValue<'s> {
    code: &'s str,
    field: Option<Anchor>,
    levels: Vec<Anchor>,
    /// `full`, `partial`, `none`.
    online: Option<&'static str>,
    online_title: Option<String>,
    channels: &'s [String],
    time_limit: Option<&'s str>,
    fee: Option<&'s str>,
    dossier: Vec<PaperValue<'s>>,
    steps: &'s [String],
    result: Option<&'s str>,
    portal_url: Option<&'s str>,
    state: StateValue,
    changes: Vec<ChangeValue<'s>>,
}

view! {
    /// Everything that the page of a procedure may show.
    pub(super) struct ProcedureView<'s> {
        card: &'s Stamped<Card>,
        head: &'s Stamped<heads::Head>,
        #[unseen]
        prose: Prose<'s>,
        procedure: ProcedureValue<'s>,
        references: &'s Stamped<Vec<RefValue>>,
        questions: Cards<'s>,
        articles: Cards<'s>,
        #[unseen]
        translations: Vec<Translation>,
    }
}

impl View for ProcedureView<'_> {
    prose_page!("procedure.html");

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let (card, it) = (self.card, &self.procedure);
        let provider = card.agency.as_ref().map_or_else(
            || cx.frame.publisher().clone(),
            |it| json!({"@type": "GovernmentOrganization", "name": it.title, "url": cx.frame.absolute(&it.url)}),
        );
        let mut data = json!({
            "name": card.title,
            "identifier": it.code,
            "provider": provider,
            "inLanguage": cx.frame.language(),
        });
        if let Some(field) = &it.field {
            data["serviceType"] = field.title.as_str().into();
        }
        if let Some(result) = it.result {
            data["serviceOutput"] = json!({"@type": "Thing", "name": result});
        }
        if let Some(url) = it.portal_url {
            data["availableChannel"] = json!({"@type": "ServiceChannel", "serviceUrl": url});
        }
        let head = Head {
            json_ld: Some(cx.frame.json_ld("GovernmentService", card, &self.head.description, &data)),
            ..entry_head(card, self.head, self.prose, &self.translations, cx)
        };
        cx.frame.page("procedure.html", head, Some(&self.prose), cx, |values| {
            self.fill(values);
            put_common(values, card, self.prose, cx);
        })
    }
}

/// The head that pages of procedures, questions, events and indicators have alike.
pub(super) fn entry_head(
    card: &Card,
    head: &heads::Head,
    prose: Prose<'_>,
    translations: &[Translation],
    cx: &Render<'_>,
) -> Head {
    Head {
        title: card.title.clone(),
        head_title: head.title.clone(),
        description: head.description.clone(),
        breadcrumbs: crumbs(card, cx),
        image: card.image.clone(),
        withdrawn: card.withdrawn.clone(),
        updated: card.updated.as_ref().map(|it| it.iso.clone()),
        language: prose.facts().common.language.clone(),
        translations: translations.to_vec(),
        ..Head::default()
    }
}

/// The values that these pages have alike.
pub(super) fn put_common(
    values: &mut super::values::Values<'_>,
    card: &Card,
    prose: Prose<'_>,
    cx: &Render<'_>,
) {
    let common = &prose.facts().common;
    values.put("summary", &common.summary);
    values.put("image", &card.image);
    values.put("topics", &card.topics);
    values.put("updated", &card.updated);
    values.put("agency", &card.agency);
    values.put_with("attachments", || attachments(prose.facts(), prose.targets, cx));
    values.put_with("share", || Share::new(cx.frame, &card.title, &card.url));
    values.put_with("feedback_url", || feedback_url(cx.frame, &card.title, &card.url));
}

/// A procedure as lists show it.
pub(super) fn item<'s>(site: &'s Site<'s>, id: EntryId) -> Option<ProcedureItem<'s>> {
    let Meta::Procedure(it) = &site.entry(id).facts.meta else { return None };
    let card = site.card(id);
    Some(ProcedureItem {
        code: &it.code.value,
        title: Some(&card.title),
        url: Some(&card.url),
        levels: it.levels.iter().filter_map(|it| name_of(LEVELS, it)).collect(),
        online: it.online.and_then(|it| name_of(ONLINE, it)),
        state: it.state(site.clock.today()).key(),
    })
}

/// The procedures that an article or a question names, known or not.
pub(super) fn named<'s>(site: &'s Site<'s>, id: EntryId) -> Vec<ProcedureItem<'s>> {
    let codes = site.entry(id).facts.meta.procedures().iter();
    let items = codes.map(|code| {
        let known = site.graph.services.procedure(&code.value).and_then(|it| item(site, it));
        known.unwrap_or(ProcedureItem {
            code: &code.value,
            title: None,
            url: None,
            levels: Vec::new(),
            online: None,
            state: State::InForce.key(),
        })
    });
    items.collect()
}

/// A change as lists and feeds show it.
pub(super) fn change_of<'s>(site: &'s Site<'s>, it: &ChangeRef) -> Option<ChangeValue<'s>> {
    let Meta::Procedure(procedure) = &site.entry(it.procedure).facts.meta else { return None };
    Some(change_value(site, it.procedure, procedure, it.at, procedure.changes.get(it.at)?))
}

fn change_value<'s>(
    site: &'s Site<'s>,
    id: EntryId,
    procedure: &'s Procedure,
    at: usize,
    change: &'s Change,
) -> ChangeValue<'s> {
    let place =
        procedure.legal.len() + procedure.changes[..at].iter().filter(|it| it.document.is_some()).count();
    ChangeValue {
        date: DateText::new(change.date.value, &site.clock.zone, &site.config.language),
        kind: change.kind,
        kind_title: name_of(CHANGES, change.kind).unwrap_or_default(),
        document: change.document.as_ref().and_then(|_| document_link(site, id, place)),
        note: change.note.as_deref(),
        anchor: change_anchor(at),
    }
}

/// The document that a reference of the front matter means, by its place among them.
pub(super) fn document_link(site: &Site<'_>, id: EntryId, place: usize) -> Option<DocumentLink> {
    let legal = &site.graph.legal;
    let reference = legal.references(id).get(place)?;
    let known = reference.target.map(|it| legal.entry_at(it));
    Some(match known.and_then(|it| Some((it, legal.document(it)?))) {
        Some((document, node)) => {
            DocumentLink { title: node.value.name.clone(), url: Some(site.card(document).url.clone()) }
        }
        None => DocumentLink { title: reference.written.clone(), url: None },
    })
}

fn value<'s>(site: &'s Site<'s>, id: EntryId, it: &'s Procedure) -> ProcedureValue<'s> {
    let today = site.clock.today();
    let date = |it: &Change| DateText::new(it.date.value, &site.clock.zone, &site.config.language);
    let lists = || site.graph.services.lists.iter().filter(|list| list.members.contains(&id));
    let anchors = |group: Group| {
        let of = lists().filter(|it| it.group == group);
        let anchors: Vec<Anchor> =
            of.map(|it| Anchor { title: it.title.clone(), url: site.config.base.path_of(&it.url) }).collect();
        anchors
    };
    let state = it.state(today);
    let coming = it.changes.iter().filter(|it| it.date.value.date > today);
    let next = coming.min_by_key(|it| it.date.value.date);
    let papers = it.dossier.iter().map(|it| PaperValue {
        name: &it.name,
        copies: it.copies.as_deref(),
        form: it.form.as_ref().map(|it| it.value.rsplit('/').next().unwrap_or(&it.value)),
        form_url: it.form.as_ref().and_then(|it| form_url(site, &site.entry(id).facts.path, &it.value)),
    });
    let mut order: Vec<usize> = (0..it.changes.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(it.changes[*at].date.value.date), std::cmp::Reverse(*at)));
    ProcedureValue {
        code: &it.code.value,
        field: anchors(Group::Field).pop(),
        levels: anchors(Group::Level),
        online: it.online,
        online_title: it.online.and_then(|it| name_of(ONLINE, it)),
        channels: &it.channels,
        time_limit: it.time_limit.as_deref(),
        fee: it.fee.as_deref(),
        dossier: papers.collect(),
        steps: &it.steps,
        result: it.result.as_deref(),
        portal_url: it.portal_url.as_deref(),
        state: StateValue {
            key: state.key(),
            since: match state {
                State::NotYet => next.map(date),
                _ => it.last_change(today).map(date),
            },
            until: next.filter(|it| it.kind == "repealed" && state == State::InForce).map(date),
        },
        changes: order.iter().map(|at| change_value(site, id, it, *at, &it.changes[*at])).collect(),
    }
}

/// Where a form can be downloaded: an address, or a file of the site.
fn form_url(site: &Site<'_>, path: &str, typed: &str) -> Option<String> {
    if activities::is_address(typed) {
        return Some(typed.to_owned());
    }
    let url = services::form_file(path, typed)?;
    let is_shown = site.assets.contains_key(&url) && !site.graph.withheld.contains(&url);
    is_shown.then(|| site.config.base.path_of(&crate::site::links::encode(&url)))
}

/// Articles shown with a procedure.
const ARTICLES: usize = 20;

pub(super) fn page<'s>(site: &'s Site<'s>, id: EntryId) -> Option<File<'s>> {
    let Meta::Procedure(it) = &site.entry(id).facts.meta else { return None };
    let services = &site.graph.services;
    let of = |all: Option<&'s Vec<EntryId>>| {
        let stands = |it: &EntryId| site.card(*it).withdrawn.is_none();
        let ids: Vec<EntryId> = all.into_iter().flatten().copied().filter(stands).take(ARTICLES).collect();
        Cards::new(site, &ids, 3)
    };
    let view = ProcedureView {
        card: site.card(id),
        head: &site.graph.heads[id.0],
        prose: Prose::of(site, id),
        procedure: value(site, id, it),
        references: &site.graph.legal.ref_values[id.0],
        questions: of(services.questions.get(&id)),
        articles: of(services.articles.get(&id)),
        translations: translations(site, id),
    };
    let route = Route::new(&format!("{}index.html", site.node(id).url)).ok()?;
    Some(File { route, view: Box::new(view), listing: listing(site, id) })
}

impl Output for Procedures {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        files.extend(site.ids().filter_map(|it| page(site, it)));
    }
}
