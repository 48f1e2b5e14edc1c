//! What was done for plans: visible articles, published posts, rows of activities. A script or a poster that the program makes is none.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use rayon::prelude::*;
use serde_json::Value;

use super::frame::{FormKey, Frame};
use crate::{
    kind::{Article, Meta, article::PlanUse},
    site::{
        EntryId, Site,
        activities::{self, Deed, DeedUse},
        own::Own,
        visibility::{instant, withdrawn},
    },
    source::{ActivityRow, Entry},
    text::{
        amount::Amount,
        date::{Moment, parse_date},
        fold,
    },
};

/// What sort of proof it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// An article of the site.
    Article,
    /// What an article says was published on social media.
    Post,
    /// A row of a table of activities.
    Activity,
}

/// One proof, or one that is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What sort of proof.
    pub sort: Sort,
    /// Place in the entries or the activities of the sources: posts have that of their article.
    pub source: usize,
    /// Address, or `file:line` of a row.
    pub id: String,
    /// In words.
    pub title: String,
    /// When.
    pub moment: Timestamp,
    /// The calendar day, in the zone of the site.
    pub day: Date,
    /// The unit, by index in the registry.
    pub unit: Option<usize>,
    /// The forms that it proves.
    pub forms: Vec<FormKey>,
    /// The rows of the frame that it names: items and sub-items, each once.
    pub rows: Vec<usize>,
    /// What it adds to counts.
    pub amount: Amount,
    /// Where it took place.
    pub places: Vec<String>,
    /// Files or addresses that prove a row.
    pub files: Vec<String>,
    /// Whether it is still to come: a draft, or something that waits for its hour.
    pub is_planned: bool,
    /// Whether the article has expired since: nothing links to it.
    pub is_gone: bool,
}

/// The evidences of plans, in the order of these, each list by moment, then by place in the tables or id. One pass over entries and activities.
pub fn collect(site: &Site<'_>, frames: &[Frame<'_>]) -> Vec<Vec<Arc<Evidence>>> {
    let by_id: BTreeMap<&str, usize> = frames.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
    let by_entry: BTreeMap<EntryId, usize> =
        frames.iter().enumerate().map(|(at, it)| (it.entry, at)).collect();
    let mut all: Vec<Vec<Arc<Evidence>>> = vec![Vec::new(); frames.len()];
    let publisher = site.config.agency.as_ref().and_then(|it| site.graph.names.units.find(&it.value));
    let of_entry = |(source, entry): (usize, &Arc<Entry>)| -> Vec<(usize, Arc<Evidence>)> {
        let Meta::Article(article) = &entry.facts.meta else { return Vec::new() };
        let mut told = Vec::new();
        for used in &article.plans {
            let Some(at) = by_id.get(used.id.value.as_str()) else { continue };
            let teller = Teller { site, frame: &frames[*at], source, entry, publisher };
            told.extend(teller.tell(article, used).into_iter().map(|it| (*at, Arc::new(it))));
        }
        told
    };
    let told: Vec<_> = site.all.par_iter().enumerate().with_min_len(64).flat_map_iter(of_entry).collect();
    for (at, it) in told {
        all[at].push(it);
    }
    for (source, (row, deed)) in site.activities.iter().zip(&site.graph.deeds.rows).enumerate() {
        for used in &deed.uses {
            if let Some(at) = by_entry.get(&used.plan) {
                let it = activity(site, &frames[*at], (source, row), (deed, used));
                all[*at].push(Arc::new(it));
            }
        }
    }
    for list in &mut all {
        // Rows of one moment as they stand in their tables.
        let place = |it: &Evidence| (it.sort == Sort::Activity).then_some(it.source);
        list.par_sort_by(|a, b| {
            (a.moment, a.sort, place(a), &a.id).cmp(&(b.moment, b.sort, place(b), &b.id))
        });
    }
    all
}

/// Tells what an article proves for one plan.
struct Teller<'a, 's> {
    site: &'a Site<'s>,
    frame: &'a Frame<'s>,
    source: usize,
    entry: &'a Entry,
    /// The unit of the site, for articles that name none.
    publisher: Option<usize>,
}

/// Whether an article counts.
struct Standing {
    moment: Timestamp,
    is_planned: bool,
    is_gone: bool,
}

impl Teller<'_, '_> {
    fn tell(&self, article: &Article, used: &PlanUse) -> Vec<Evidence> {
        let own = self.site.graph.kept.own(self.source);
        let Some(standing) = self.standing(own) else { return Vec::new() };
        let mut rows: Vec<usize> = used.items.iter().filter_map(|it| self.frame.row(&it.value)).collect();
        rows.sort_unstable();
        rows.dedup();
        let names = &self.site.graph.names;
        let named: Vec<FormKey> =
            used.forms.iter().filter_map(|it| self.frame.key(names, &it.value)).collect();
        let forms = self.of_kind("web", &named, named.is_empty());
        let proof = Evidence {
            sort: Sort::Article,
            source: self.source,
            id: self.site.config.base.full(&own.node.url),
            title: self.entry.facts.common.title.value.clone(),
            moment: standing.moment,
            day: self.day(standing.moment),
            unit: own.node.agency.or(self.publisher),
            forms,
            rows,
            amount: Amount::whole(1),
            places: Vec::new(),
            files: Vec::new(),
            is_planned: standing.is_planned,
            is_gone: standing.is_gone,
        };
        let is_hidden = standing.is_planned;
        let posts = article.outputs.as_deref().map(|it| posts_at(it, self.site.clock)).unwrap_or_default();
        let social = self.of_kind("social", &named, true);
        let now = self.site.clock.now;
        let posts = posts.into_iter().map(|(url, date)| {
            let moment = date.unwrap_or_else(|| standing.moment.min(now));
            Evidence {
                sort: Sort::Post,
                id: url,
                moment,
                day: self.day(moment),
                forms: social.clone(),
                is_planned: is_hidden || moment > now,
                is_gone: false,
                ..proof.clone()
            }
        });
        let posts: Vec<Evidence> = posts.collect();
        std::iter::once(proof).chain(posts).collect()
    }

    /// The named forms of a kind; the plan's first where it `may_guess` and none is named.
    fn of_kind(&self, kind: &str, named: &[FormKey], may_guess: bool) -> Vec<FormKey> {
        let is_kind = |it: &FormKey| self.frame.describe(*it, self.site.registries).kind == Some(kind);
        let mut found: Vec<FormKey> = named.iter().copied().filter(is_kind).collect();
        found.sort_unstable();
        found.dedup();
        if found.is_empty() && may_guess {
            found.extend(self.frame.forms.iter().find(|it| it.kind == Some(kind)).map(|it| it.key));
        }
        found
    }

    fn standing(&self, own: &Own) -> Option<Standing> {
        let (clock, common) = (self.site.clock, &self.entry.facts.common);
        let moment = own.node.moment.filter(|_| own.has_place)?;
        if withdrawn(common, clock).is_some() {
            return None;
        }
        let ended = common.expires_at.as_ref().map(|it| instant(it.value, clock));
        if ended.is_some_and(|it| it <= moment) {
            return None;
        }
        let is_over = ended.is_some_and(|it| it <= clock.now);
        let is_planned = common.draft || moment > clock.now;
        let is_shown = self.site.graph.sources.binary_search(&self.source).is_ok();
        let counts = if is_planned { !is_over } else { is_shown || is_over };
        counts.then_some(Standing { moment, is_planned, is_gone: is_over })
    }

    fn day(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.site.clock.zone.clone()).date()
    }
}

/// A post as the `outputs` of an article tell of it: `{"social": {"zalo": {"url": …, "date": …}}}`.
pub struct Post {
    /// As typed.
    pub url: String,
    /// As typed.
    pub date: Option<String>,
}

impl Post {
    /// Whether its address is one: only such a post counts.
    pub fn is_published(&self) -> bool {
        self.url.starts_with("https://") || self.url.starts_with("http://")
    }

    /// When it was published; absent where that is not told, or cannot be read.
    pub fn moment(&self) -> Option<Moment> {
        parse_date(self.date.as_ref()?).ok()
    }
}

/// The posts that the `outputs` of an article tell of.
pub fn posts_of(outputs: &str) -> Vec<Post> {
    let Ok(Value::Object(outputs)) = serde_json::from_str::<Value>(outputs) else { return Vec::new() };
    let is = |key: &str, names: &[&str]| names.iter().any(|it| fold::same_key(key, it));
    let social = outputs.into_iter().filter(|(key, _)| is(key, &["social", "mạng xã hội", "xã hội"]));
    let text = |it: &Value| it.as_str().map(|it| it.trim().to_owned());
    let mut posts = Vec::new();
    for (_, value) in social {
        let one_by_one: Vec<Value> = match value {
            Value::Object(map) if map.iter().any(|(key, _)| is(key, &["url", "địa chỉ"])) => {
                vec![Value::Object(map)]
            }
            Value::Object(map) => map.into_iter().map(|it| it.1).collect(),
            Value::Array(all) => all,
            _ => Vec::new(),
        };
        for post in one_by_one {
            let Value::Object(post) = post else { continue };
            let find =
                |names: &[&str]| post.iter().find(|(key, _)| is(key, names)).and_then(|(_, it)| text(it));
            let url = find(&["url", "địa chỉ", "đường dẫn"]);
            if let Some(url) = url.filter(|it| !it.is_empty()) {
                posts.push(Post { url, date: find(&["date", "ngày", "ngày đăng"]) });
            }
        }
    }
    posts
}

/// When the posts in the `outputs` of an article begin to count.
pub fn moments(outputs: &str, clock: &crate::site::Clock) -> Vec<Timestamp> {
    posts_at(outputs, clock).into_iter().filter_map(|it| it.1).collect()
}

fn posts_at(outputs: &str, clock: &crate::site::Clock) -> Vec<(String, Option<Timestamp>)> {
    let published = posts_of(outputs).into_iter().filter(Post::is_published);
    let counted = published.map(|it| {
        let moment = it.moment().map(|it| it.instant(&clock.zone, Time::midnight()));
        (it.url, moment)
    });
    counted.collect()
}

fn activity(
    site: &Site<'_>,
    frame: &Frame<'_>,
    (source, row): (usize, &ActivityRow),
    (deed, used): (&Deed, &DeedUse),
) -> Evidence {
    let it = &row.activity;
    let moment = instant(it.date.value, site.clock);
    let form = used.form.map(|key| frame.describe(key, site.registries));
    let counts_quantity = match (&it.measure, form.as_ref().and_then(|it| it.measure)) {
        (Some(typed), Some(known)) => is_measure(&typed.value, known),
        _ => false,
    };
    let quantity = it.quantity.as_ref().map(|it| it.value);
    let texts = |it: &Option<String>| -> Vec<String> {
        let parts = it.iter().flat_map(|it| it.split([';', '\n'])).map(str::trim);
        parts.filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    // A form of the web is proved by articles, so a row proves none.
    let forms = used.form.filter(|_| form.as_ref().is_none_or(|it| it.kind != Some("web")));
    Evidence {
        sort: Sort::Activity,
        source,
        id: row.id(),
        title: title(row, form.as_ref().map_or(it.form.value.as_str(), |it| it.name)),
        moment,
        day: it.date.value.day_in(&site.clock.zone),
        unit: deed.unit,
        forms: forms.into_iter().collect(),
        rows: used.rows(frame),
        amount: quantity.filter(|_| counts_quantity).unwrap_or(Amount::whole(1)),
        places: texts(&it.place),
        files: it.evidence.iter().map(|it| file(&row.file, &it.value)).collect(),
        is_planned: moment > site.clock.now,
        is_gone: false,
    }
}

/// A file of evidence from `content/`, whatever it was named from; addresses as they are.
fn file(table: &str, typed: &str) -> String {
    let is_address = activities::is_address(typed);
    let url = (!is_address).then(|| activities::evidence_url(activities::folder(table), typed)).flatten();
    url.unwrap_or_else(|| typed.to_owned())
}

/// `Hệ thống truyền thanh: 12 lượt phát, Nhà văn hóa thôn 1`.
fn title(row: &ActivityRow, form: &str) -> String {
    let it = &row.activity;
    let quantity = it.quantity.as_ref().map(|quantity| match &it.measure {
        Some(measure) => format!("{} {}", quantity.value, measure.value),
        None => quantity.value.to_string(),
    });
    let more: Vec<String> = [quantity, it.note.clone(), it.place.clone()].into_iter().flatten().collect();
    if more.is_empty() { form.to_owned() } else { format!("{form}: {}", more.join(", ")) }
}

/// Whether a measure as typed is that of a form, which may be several: `tin, bài`.
pub fn is_measure(typed: &str, known: &str) -> bool {
    let typed = fold::key(typed);
    typed == fold::key(known) || known.split([',', '/']).any(|it| fold::key(it) == typed)
}
