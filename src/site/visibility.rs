//! What is visible: one function of (entry, clock), for every list, feed, count and file (content-model §4).

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil::Time};

use super::{Clock, coverage::evidence};
use crate::{
    kind::{Common, Meta, common::Withdrawal},
    source::{Entry, Facts},
    text::date::Moment,
};

/// Not a draft, and `publish_at` ≤ clock < `expires_at`.
pub fn visible(common: &Common, clock: &Clock) -> bool {
    let begun = common.publish_at.as_ref().is_none_or(|it| instant(it.value, clock) <= clock.now);
    let ended = common.expires_at.as_ref().is_some_and(|it| instant(it.value, clock) <= clock.now);
    !common.draft && begun && !ended
}

/// The notice of withdrawal, once its day has come.
pub fn withdrawn<'c>(common: &'c Common, clock: &Clock) -> Option<&'c Withdrawal> {
    common.withdrawn.as_deref().filter(|it| instant(it.date.value, clock) <= clock.now)
}

/// The next moment at which the site looks otherwise though nobody edits it: a page comes or goes, an article or a post begins
/// to count for a plan, a task falls due, or a day begins.
pub fn until(entries: &[Arc<Entry>], clock: &Clock) -> Option<Timestamp> {
    let today = clock.today();
    let counted = entries.iter().flat_map(|it| {
        let (article, plan) = match &it.facts.meta {
            Meta::Article(article) => (Some(article), None),
            Meta::Plan(plan) => (None, Some(plan)),
            _ => (None, None),
        };
        let posts = article.and_then(|it| it.outputs.as_deref()).map(|it| evidence::moments(it, clock));
        let dated = article.and(it.facts.common.date.as_ref()).filter(|it| it.value.date >= today);
        let tasks = plan.into_iter().flat_map(|it| &it.assignments).flat_map(|it| &it.tasks);
        // At the very moment a task is still on time.
        let late = |it: Moment| instant(it, clock).checked_add(SignedDuration::from_nanos(1)).ok();
        let due = tasks.filter_map(move |it| late(it.due.as_ref()?.value));
        dated.map(|it| instant(it.value, clock)).into_iter().chain(posts.into_iter().flatten()).chain(due)
    });
    let midnight = clock.today().tomorrow().ok().and_then(|it| it.to_zoned(clock.zone.clone()).ok());
    let moments = entries.iter().flat_map(|it| {
        let common = &it.facts.common;
        let withdrawn = common.withdrawn.iter().map(|it| &it.date);
        common.publish_at.iter().chain(&common.expires_at).chain(withdrawn).map(|it| instant(it.value, clock))
    });
    moments.chain(counted).chain(midnight.map(|it| it.timestamp())).filter(|it| *it > clock.now).min()
}

/// The moment as an instant; a day without a time begins at midnight.
pub fn instant(moment: Moment, clock: &Clock) -> Timestamp {
    moment.instant(&clock.zone, Time::midnight())
}

/// When an entry appeared: the later of `date` and `publish_at`, or the date of issue of a plan or document; when an event begins.
pub fn appeared(facts: &Facts, clock: &Clock) -> Option<Timestamp> {
    let issued = match &facts.meta {
        Meta::Document(document) => document.issued.as_ref(),
        Meta::Plan(plan) => plan.issued.as_ref().or(plan.period.as_ref().map(|it| &it.from)),
        Meta::Question(question) => question.asked.as_ref(),
        // The list of events is in the order in which they take place.
        Meta::Event(event) => return event.start.as_ref().map(|it| instant(it.value, clock)),
        Meta::Article(_) | Meta::Procedure(_) | Meta::Indicator(_) | Meta::Page(_) => None,
    };
    let date = facts.common.date.as_ref().or(issued).map(|it| instant(it.value, clock));
    let publish = facts.common.publish_at.as_ref().map(|it| instant(it.value, clock));
    date.max(publish)
}
