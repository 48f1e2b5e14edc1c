//! What lists show of an entry.

use std::{fmt::Write, sync::Arc};

use jiff::{Timestamp, civil::Time, tz::TimeZone};
use serde::Serialize;

use super::{Clock, Node, Sources, links, visibility};
use crate::{
    config::{BaseUrl, Config, Section},
    kind::{
        Meta,
        common::Image,
        registry::{Registries, Topic},
    },
    source::{Asset, Facts},
    text::{
        capital,
        date::{self, Moment},
    },
};

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Anchor {
    /// Words.
    pub title: String,
    /// Address with the path of the base.
    pub url: String,
}

/// A date for machines and for people.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DateText {
    /// For `datetime=`: `2025-06-05T08:00:00+07:00` or `2025-06-05`.
    pub iso: String,
    /// RFC 3339 always: a day without a time begins at midnight.
    pub instant: String,
    /// `Thứ Năm, 05/6/2025 08:00`.
    pub long: String,
    /// `05/6/2025`.
    pub short: String,
}

impl DateText {
    /// In the words of the site's language; the time and the day are those of `zone`.
    pub fn new(moment: Moment, zone: &TimeZone, language: &str) -> Self {
        let moment = moment.in_zone(zone);
        let instant = rfc3339(moment.instant(zone, Time::midnight()), zone);
        let iso = match moment.time {
            None => moment.date.to_string(),
            Some(_) => instant.clone(),
        };
        let english = !language.starts_with("vi");
        let long = if english {
            date::format_long_en(moment.date, moment.time)
        } else {
            date::format_long(moment.date, moment.time)
        };
        Self { iso, instant, long, short: date::format_short(moment.date) }
    }
}

/// A moment as RFC 3339 in the zone of the site, to the second.
pub fn rfc3339(moment: Timestamp, zone: &TimeZone) -> String {
    let it = moment.to_zoned(zone.clone());
    let seconds = it.offset().seconds();
    if it.year() < 0 || seconds % 60 != 0 {
        return it.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    let mut text = String::with_capacity("2025-06-05T08:00:00+07:00".len());
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        it.year(),
        it.month(),
        it.day(),
        it.hour(),
        it.minute(),
        it.second(),
        minutes / 60,
        minutes % 60
    );
    text
}

/// A picture that exists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Picture {
    /// Address with the path of the base.
    pub src: String,
    /// What it shows.
    pub alt: String,
    /// Line under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// The same in other widths, as `srcset` lists WebP pictures.
    pub srcset: Option<String>,
}

impl Picture {
    /// The picture of a front matter.
    pub fn new(image: &Image, asset: &Asset, sources: &Sources) -> Self {
        Self {
            src: sources.config.base.path_of(&links::encode(&asset.url)),
            alt: image.alt.clone().unwrap_or_default(),
            caption: image.caption.clone(),
            credit: image.credit.clone(),
            width: asset.dims.map(|it| it.0),
            height: asset.dims.map(|it| it.1),
            srcset: srcset(&asset.choices(), &sources.config.base),
        }
    }
}

/// Addresses with their widths as `srcset` lists them; absent where there are none.
pub fn srcset(choices: &[(String, u32)], base: &BaseUrl) -> Option<String> {
    // A comma at the end of an address would end it there.
    let one = |(url, width): &(String, u32)| {
        format!("{} {width}w", base.path_of(&links::encode(url)).replace(',', "%2C"))
    };
    (!choices.is_empty()).then(|| choices.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// What lists show of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Card {
    /// Canonical name of its kind: `article`.
    pub kind: &'static str,
    /// Id within its kind.
    pub id: String,
    /// Address with the path of the base.
    pub url: String,
    /// Title.
    pub title: String,
    /// Of a withdrawn page, that it is; else its summary; of articles and pages, else the first sentences of the text. Plans and documents begin with an outline.
    pub summary: Option<String>,
    /// When it appeared.
    pub date: Option<DateText>,
    /// When it was last changed, corrected or withdrawn, where that is later.
    pub updated: Option<DateText>,
    /// Its section.
    pub section: Option<Arc<Anchor>>,
    /// Its topics.
    pub topics: Vec<Arc<Anchor>>,
    /// Its agency.
    pub agency: Option<Arc<Anchor>>,
    /// Its picture.
    pub image: Option<Picture>,
    /// Whether it is featured.
    pub featured: bool,
    /// Genre, in Vietnamese, with a capital: `Bài`.
    pub genre: Option<String>,
    /// Of a plan or document: number, type, issuer, state.
    pub legal: Option<Box<LegalCard>>,
    /// Whether the answer of a question no longer holds.
    pub is_past: bool,
    /// That it is withdrawn.
    pub withdrawn: Option<Box<WithdrawnCard>>,
}

/// A notice of withdrawal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct WithdrawnCard {
    /// From when on.
    pub date: DateText,
    /// Why.
    pub reason: String,
}

/// What lists show of a legal document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct LegalCard {
    /// Register id.
    pub id: String,
    /// Number and symbol, in official form.
    pub number: Option<String>,
    /// `Nghị quyết`.
    pub doc_type: String,
    /// `Chính phủ`.
    pub issuer: String,
    /// Date of issue.
    pub issued: Option<DateText>,
    /// Short name in a sentence: `Nghị quyết số 76/NQ-CP`.
    pub name: String,
    /// Name of its state on the day of the build; absent for plans.
    pub state: Option<String>,
    /// Stable name of the state: `in-force`.
    pub state_key: Option<&'static str>,
}

/// What many cards link to, each once.
pub(super) struct Anchors {
    sections: Vec<Arc<Anchor>>,
    topics: Vec<Arc<Anchor>>,
    units: Vec<Arc<Anchor>>,
}

impl Anchors {
    /// Of all sections, topics and units.
    pub(super) fn new(sources: &Sources) -> Self {
        let (config, registries) = (&sources.config, &sources.registries);
        let anchor = |title: &str, url: &str| {
            Arc::new(Anchor { title: title.to_owned(), url: config.base.path_of(url) })
        };
        let section = |it: &Section| anchor(&it.title, &format!("/{}/", it.folder));
        let topic = |it: &Topic| anchor(&it.title, &format!("{}{}/", super::routes::TOPICS, it.id.value));
        let unit = |it| Arc::new(unit_anchor(config, registries, it));
        Self {
            sections: config.sections.iter().map(section).collect(),
            topics: registries.topics.iter().map(topic).collect(),
            units: (0..registries.units.len()).map(unit).collect(),
        }
    }
}

/// Makes the card of an entry; `picture` is the address of its picture.
pub(super) fn card(
    facts: &Facts,
    node: &Node,
    picture: Option<&str>,
    legal: Option<LegalCard>,
    anchors: &Anchors,
    sources: &Sources,
    clock: &Clock,
) -> Card {
    let base = &sources.config.base;
    let common = &facts.common;
    let issued = match &facts.meta {
        Meta::Document(document) => document.issued.as_ref(),
        Meta::Plan(plan) => plan.issued.as_ref(),
        Meta::Question(question) => question.asked.as_ref(),
        Meta::Event(event) => event.start.as_ref(),
        _ => None,
    };
    let text = |it: Moment| DateText::new(it, &clock.zone, &sources.config.language);
    let at = |it: Moment| it.instant(&clock.zone, Time::midnight());
    let published = common.date.as_ref().or(issued).map(|it| it.value);
    let scheduled = common.publish_at.as_ref().map(|it| it.value);
    let date = published.into_iter().chain(scheduled).max_by_key(|it| at(*it));
    let corrections = common.corrections.iter().filter_map(|it| it.date.as_ref());
    let withdrawn = visibility::withdrawn(common, clock);
    let changes =
        common.updated.iter().chain(corrections).chain(withdrawn.map(|it| &it.date)).map(|it| it.value);
    let updated = changes.max_by_key(|it| at(*it)).filter(|it| date.is_none_or(|date| at(*it) > at(date)));
    let image = common.image.as_ref().and_then(|image| {
        let asset = sources.assets.get(picture?)?;
        Some(Picture::new(image, asset, sources))
    });
    let (featured, genre) = match &facts.meta {
        Meta::Article(article) => (article.featured, article.genre.and_then(genre_name)),
        _ => (false, None),
    };
    Card {
        kind: facts.kind().name(),
        id: node.id.clone(),
        url: base.path_of(&node.url),
        title: common.title.value.clone(),
        summary: match withdrawn {
            Some(it) => Some(notice(&it.reason, &sources.config.language)),
            None => common.summary.clone().or_else(|| excerpt(facts)),
        },
        date: date.map(text),
        updated: updated.map(text),
        section: node.section.map(|it| Arc::clone(&anchors.sections[it])),
        topics: node.topics.iter().map(|it| Arc::clone(&anchors.topics[*it])).collect(),
        agency: node.agency.map(|it| Arc::clone(&anchors.units[it])),
        image,
        featured: featured && withdrawn.is_none(),
        genre,
        legal: legal.map(Box::new),
        is_past: matches!(&facts.meta, Meta::Question(it) if it.is_past(clock.today())),
        withdrawn: withdrawn
            .map(|it| Box::new(WithdrawnCard { date: text(it.date.value), reason: it.reason.clone() })),
    }
}

/// What feeds, lists and search engines tell of a withdrawn page in place of what it said.
fn notice(reason: &str, language: &str) -> String {
    let word = if language.starts_with("vi") {
        "Bài đã được thu hồi"
    } else {
        "This page has been withdrawn"
    };
    format!("{word}: {reason}")
}

fn excerpt(facts: &Facts) -> Option<String> {
    let is_prose = !matches!(facts.meta, Meta::Plan(_) | Meta::Document(_));
    (is_prose && !facts.excerpt.is_empty()).then(|| facts.excerpt.clone())
}

/// A unit as a link.
pub fn unit_anchor(config: &Config, registries: &Registries, unit: usize) -> Anchor {
    let unit = &registries.units[unit];
    let url = format!("{}{}/", super::routes::UNITS, unit.id.value);
    Anchor { title: unit.name.clone(), url: config.base.path_of(&url) }
}

fn genre_name(key: &str) -> Option<String> {
    let genre = crate::kind::article::GENRES.iter().find(|it| it.key == key)?;
    genre.names.first().map(|it| capital(it))
}
