//! Questions and answers.

use serde::Serialize;
use serde_json::json;

use super::{
    File, Output, Render, Rendered, View,
    article::listing,
    body::Prose,
    frame::{Head, SectionValue, feed_links, home_crumb, section_value},
    list::{list_head, pages},
    pager::Pager,
    procedure::{ProcedureItem, entry_head, named, put_common},
    structured,
    translations::{Translation, translations},
    values::Cards,
};
use crate::{
    config::Section,
    diag::Diagnostic,
    kind::Meta,
    route::Route,
    site::{
        Card, EntryId, Site,
        card::{Anchor, DateText, unit_anchor},
        heads,
        legal_values::RefValue,
    },
    stamp::Stamped,
};

/// The pages of questions.
pub(super) struct Questions;

/// A question as search engines read it.
#[derive(Clone, Hash, Serialize)]
pub(super) struct AskedItem<'s> {
    question: &'s str,
    answer: &'s str,
    url: &'s str,
}

view! {
    /// A page of the list of questions.
    pub(super) struct QuestionsView<'s> {
        section: SectionValue,
        items: Cards<'s>,
        pager: Option<Pager>,
        #[unseen]
        asked: Vec<AskedItem<'s>>,
        #[unseen]
        feed: Option<String>,
    }
}
page_view!(QuestionsView, "questions.html");

impl QuestionsView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let section = &self.section;
        let description = section.description.as_deref();
        let mut head =
            list_head(&section.title, description, self.pager.as_ref(), &section.url, vec![home_crumb(cx)]);
        if let Some(list) = &self.feed {
            head.feeds = feed_links(&section.title, list, cx.frame.base());
        }
        if !self.asked.is_empty() {
            let url = format!(
                "{}{}",
                cx.frame.base().origin,
                cx.frame.url(cx.route.as_str().trim_end_matches("index.html"))
            );
            let questions: Vec<_> = self.asked.iter().map(|it| asked(it, cx)).collect();
            let own = json!({"name": head.title, "inLanguage": cx.frame.language(), "mainEntity": questions});
            let thing = structured::Thing {
                kind: "FAQPage",
                id: &url,
                url: &url,
                description: &head.description,
                image: None,
                own: &own,
            };
            let steps = [
                Some((cx.frame.title(), cx.frame.full("/"))),
                Some((&*section.title, cx.frame.absolute(&section.url))),
                None,
            ];
            head.json_ld = Some(structured::script(&thing, steps));
        }
        head
    }
}

/// A question with its answer, as far as lists tell it (schema.org `Question`).
fn asked(it: &AskedItem<'_>, cx: &Render<'_>) -> serde_json::Value {
    let url = cx.frame.absolute(it.url);
    json!({
        "@type": "Question",
        "name": it.question,
        "url": url,
        "acceptedAnswer": {"@type": "Answer", "text": it.answer, "url": url},
    })
}

/// The files of a section of questions.
pub(super) fn list<'s>(site: &'s Site<'s>, section: &'s Section, ids: &[EntryId], files: &mut Vec<File<'s>>) {
    let list = format!("/{}/", section.folder);
    let feed = ids.iter().any(|it| site.card(*it).date.is_some()).then(|| list.clone());
    pages(site, &list, ids, files, |items, pager| {
        Box::new(QuestionsView {
            section: section_value(section, site),
            items: Cards::new(site, items, 2),
            pager,
            asked: items.iter().filter_map(|it| item(site, *it)).collect(),
            feed: feed.clone(),
        })
    });
}

/// A question whose answer holds.
fn item<'s>(site: &'s Site<'s>, id: EntryId) -> Option<AskedItem<'s>> {
    let Meta::Question(it) = &site.entry(id).facts.meta else { return None };
    let card = site.card(id);
    if card.is_past || card.withdrawn.is_some() {
        return None;
    }
    Some(AskedItem { question: &it.question.value, answer: card.summary.as_deref()?, url: &card.url })
}

#[derive(Hash, Serialize)]
pub(super) struct QuestionValue<'s> {
    question: &'s str,
    asked: Option<DateText>,
    answered_by: Option<Anchor>,
    valid_until: Option<DateText>,
    /// Whether the answer no longer holds.
    is_past: bool,
}

view! {
    /// Everything that the page of a question may show.
    pub(super) struct QuestionView<'s> {
        card: &'s Stamped<Card>,
        head: &'s Stamped<heads::Head>,
        #[unseen]
        prose: Prose<'s>,
        question: QuestionValue<'s>,
        references: &'s Stamped<Vec<RefValue>>,
        procedures: Vec<ProcedureItem<'s>>,
        related: Cards<'s>,
        #[unseen]
        asked: Option<AskedItem<'s>>,
        #[unseen]
        translations: Vec<Translation>,
    }
}

impl View for QuestionView<'_> {
    prose_page!("question.html");

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let card = self.card;
        let data = self.asked.as_ref().map(|it| json!({"name": card.title, "mainEntity": asked(it, cx)}));
        let head = Head {
            title: self.question.question.to_owned(),
            json_ld: data.map(|it| cx.frame.json_ld("QAPage", card, &self.head.description, &it)),
            published: card.date.as_ref().map(|it| it.iso.clone()),
            ..entry_head(card, self.head, self.prose, &self.translations, cx)
        };
        cx.frame.page("question.html", head, Some(&self.prose), cx, |values| {
            self.fill(values);
            put_common(values, card, self.prose, cx);
        })
    }
}

/// A unit by id or name as a link, or else the name.
pub(super) fn whom(site: &Site<'_>, typed: &str) -> Anchor {
    match site.graph.names.units.find(typed) {
        Some(unit) => unit_anchor(site.config, site.registries, unit),
        None => Anchor { title: typed.to_owned(), url: String::new() },
    }
}

/// Other questions about the same procedures.
const RELATED: usize = 5;

pub(super) fn page<'s>(site: &'s Site<'s>, id: EntryId) -> Option<File<'s>> {
    let Meta::Question(it) = &site.entry(id).facts.meta else { return None };
    let services = &site.graph.services;
    let procedures = it.procedures.iter().filter_map(|it| services.procedure(&it.value));
    let others = procedures.filter_map(|it| services.questions.get(&it)).flatten();
    let mut related: Vec<EntryId> = Vec::new();
    for other in others.filter(|it| **it != id) {
        if !related.contains(other) && related.len() < RELATED {
            related.push(*other);
        }
    }
    let date = |it: &crate::diag::At<crate::text::date::Moment>| {
        DateText::new(it.value, &site.clock.zone, &site.config.language)
    };
    let view = QuestionView {
        card: site.card(id),
        head: &site.graph.heads[id.0],
        prose: Prose::of(site, id),
        question: QuestionValue {
            question: &it.question.value,
            asked: it.asked.as_ref().map(date),
            answered_by: it.answered_by.as_deref().map(|it| whom(site, it)),
            valid_until: it.valid_until.as_ref().map(date),
            is_past: it.is_past(site.clock.today()),
        },
        references: &site.graph.legal.ref_values[id.0],
        procedures: named(site, id),
        related: Cards::new(site, &related, 3),
        asked: item(site, id),
        translations: translations(site, id),
    };
    let route = Route::new(&format!("{}index.html", site.node(id).url)).ok()?;
    Some(File { route, view: Box::new(view), listing: listing(site, id) })
}

impl Output for Questions {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        files.extend(site.ids().filter_map(|it| page(site, it)));
    }
}
