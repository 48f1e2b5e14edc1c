//! Indicators: the list, the page of each with its charts and tables, and the figures as a table to download.

use serde::Serialize;
use serde_json::json;

use super::{
    File, Output, Render, Rendered, View,
    article::listing,
    body::Prose,
    chart::{Chart, Measure},
    frame::{Head, SectionValue, home_crumb, section_value},
    list::{file, list_head},
    procedure::{DocumentLink, document_link, entry_head, put_common},
    translations::{Translation, translations},
    view::Text,
};
use crate::{
    config::Section,
    diag::Diagnostic,
    kind::{Indicator, Meta},
    route::Route,
    site::{
        Card, EntryId, Site,
        card::{Anchor, unit_anchor},
        heads,
        indicators::{Judged, Point, Series, series},
    },
    stamp::{Fp, Stamped},
    text::{self, csv, decimal::Decimal},
};

/// The pages of indicators.
pub(super) struct Indicators;

/// A target and what became of it.
#[derive(Hash, Serialize)]
struct TargetValue {
    text: String,
    /// `met`, `missed` or `unknown`.
    verdict: &'static str,
    why: Option<String>,
}

/// A year in the table.
#[derive(Hash, Serialize)]
pub(super) struct YearValue {
    year: u16,
    score: Option<String>,
    rank: Option<u32>,
    of: Option<u32>,
    group: Option<String>,
    published: Option<DocumentLink>,
    targets: Vec<TargetValue>,
}

/// The figures of one unit.
#[derive(Hash, Serialize)]
pub(super) struct SeriesValue {
    unit: Option<Anchor>,
    charts: Vec<Chart>,
    /// The newest first.
    years: Vec<YearValue>,
    has_groups: bool,
}

/// An indicator in a list.
#[derive(Hash, Serialize)]
pub(super) struct IndicatorItem<'s> {
    title: &'s str,
    url: &'s str,
    summary: Option<&'s str>,
    /// The newest result of its first unit.
    latest: Option<YearValue>,
    unit: Option<Anchor>,
}

view! {
    /// The list of indicators.
    pub(super) struct IndicatorsView<'s> {
        section: SectionValue,
        items: Vec<IndicatorItem<'s>>,
    }
}
page_view!(IndicatorsView, "indicators.html");

impl IndicatorsView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        let section = &self.section;
        list_head(&section.title, section.description.as_deref(), None, &section.url, vec![home_crumb(cx)])
    }
}

fn of<'s>(site: &'s Site<'s>, id: EntryId) -> Option<&'s Indicator> {
    match &site.entry(id).facts.meta {
        Meta::Indicator(it) => Some(it),
        _ => None,
    }
}

fn anchor(site: &Site<'_>, unit: Option<usize>) -> Option<Anchor> {
    unit.map(|it| unit_anchor(site.config, site.registries, it))
}

/// The file of a section of indicators.
pub(super) fn list<'s>(site: &'s Site<'s>, section: &'s Section, ids: &[EntryId], files: &mut Vec<File<'s>>) {
    let mut ids: Vec<EntryId> = ids.to_vec();
    ids.sort_by(|a, b| text::compare(&site.card(*a).title, &site.card(*b).title));
    let items = ids.iter().filter_map(|id| {
        let card = site.card(*id);
        let all = series(of(site, *id)?, &site.graph.names);
        let first = all.first();
        let latest = first.and_then(|first| {
            let at = first.points.iter().rposition(|it| it.datum.result.is_some())?;
            Some(year(site, *id, first, at))
        });
        Some(IndicatorItem {
            title: &card.title,
            url: &card.url,
            summary: card.summary.as_deref(),
            latest,
            unit: first.and_then(|it| anchor(site, it.unit)),
        })
    });
    let view = IndicatorsView { section: section_value(section, site), items: items.collect() };
    files.extend(file(&format!("/{}/", section.folder), Box::new(view), "trang"));
}

fn year(site: &Site<'_>, id: EntryId, series: &Series<'_>, at: usize) -> YearValue {
    let point = &series.points[at];
    let result = point.datum.result.as_ref();
    let is_vi = site.config.language.starts_with("vi");
    let say = |it: &crate::diag::Words| if is_vi { it.vi.clone() } else { it.en.clone() };
    let target = |it: &Judged| TargetValue {
        text: say(&it.text),
        verdict: match it.met {
            Some(true) => "met",
            Some(false) => "missed",
            None => "unknown",
        },
        why: it.why.as_ref().map(say),
    };
    YearValue {
        year: point.year,
        score: point.score.and_then(|_| result?.score.as_ref()).map(|it| {
            let (from, to) = if is_vi { (".", ",") } else { (",", ".") };
            it.value.replace(from, to)
        }),
        rank: point.rank.map(|it| it.0),
        of: point.rank.and_then(|it| it.1),
        group: result.and_then(|it| it.group.clone()),
        published: result
            .and_then(|it| it.published.as_ref())
            .and_then(|_| document_link(site, id, place(site, id, point))),
        targets: series.judge(at).iter().map(target).collect(),
    }
}

/// The place of the document that announced a result among those that the front matter names.
fn place(site: &Site<'_>, id: EntryId, point: &Point<'_>) -> usize {
    let before = of(site, id).map_or(&[][..], |it| &it.data[..point.at]);
    before.iter().filter(|it| it.result.as_ref().is_some_and(|it| it.published.is_some())).count()
}

view! {
    /// Everything that the page of an indicator may show.
    pub(super) struct IndicatorView<'s> {
        card: &'s Stamped<Card>,
        head: &'s Stamped<heads::Head>,
        #[unseen]
        prose: Prose<'s>,
        series: Vec<SeriesValue>,
        is_lower_better: bool,
        csv: String,
        #[unseen]
        years: Option<(u16, u16)>,
        #[unseen]
        translations: Vec<Translation>,
    }
}

impl View for IndicatorView<'_> {
    fn template(&self) -> Option<&'static str> {
        Some("indicator.html")
    }

    fn key(&self) -> Fp {
        Fp::of(self)
    }

    fn prose(&self) -> Option<Prose<'_>> {
        Some(self.prose).filter(|it| it.facts().has_prose)
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        self.see_inputs(see);
    }

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let card = self.card;
        let download = json!({
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": cx.frame.absolute(&self.csv),
        });
        let mut data = json!({
            "name": card.title,
            "creator": cx.frame.publisher(),
            "isAccessibleForFree": true,
            "inLanguage": cx.frame.language(),
            "distribution": [download],
        });
        if let Some((from, to)) = self.years {
            data["temporalCoverage"] = format!("{from}/{to}").into();
        }
        let head = Head {
            json_ld: Some(cx.frame.json_ld("Dataset", card, &self.head.description, &data)),
            ..entry_head(card, self.head, self.prose, &self.translations, cx)
        };
        cx.frame.page("indicator.html", head, Some(&self.prose), cx, |values| {
            self.fill(values);
            put_common(values, card, self.prose, cx);
        })
    }
}

pub(super) fn page<'s>(site: &'s Site<'s>, id: EntryId, files: &mut Vec<File<'s>>) {
    let Some(it) = of(site, id) else { return };
    let node = site.node(id);
    let all = series(it, &site.graph.names);
    let csv = format!("{}du-lieu.csv", node.url);
    let values = all.iter().map(|series| {
        let years: Vec<YearValue> =
            (0..series.points.len()).rev().map(|at| year(site, id, series, at)).collect();
        let unit = anchor(site, series.unit);
        let charts = [Measure::Score, Measure::Rank]
            .into_iter()
            .filter_map(|it| Chart::new(series, it, &site.config.language));
        SeriesValue {
            unit,
            charts: charts.collect(),
            has_groups: years.iter().any(|it| it.group.is_some()),
            years,
        }
    });
    let years = all.iter().flat_map(|it| &it.points).map(|it| it.year);
    let view = IndicatorView {
        card: site.card(id),
        head: &site.graph.heads[id.0],
        prose: Prose::of(site, id),
        series: values.collect(),
        is_lower_better: it.is_lower_better,
        csv: site.config.base.path_of(&csv),
        years: years.clone().min().zip(years.max()),
        translations: translations(site, id),
    };
    if let Ok(route) = Route::new(&format!("{}index.html", node.url)) {
        files.push(File { route, view: Box::new(view), listing: listing(site, id) });
    }
    if let Ok(route) = Route::new(&csv) {
        let view = Text { text: table(site, id, &all).into() };
        files.push(File { route, view: Box::new(view), listing: None });
    }
}

/// The figures for Excel and programs: one line a year and unit.
fn table(site: &Site<'_>, id: EntryId, all: &[Series<'_>]) -> String {
    let mut out = String::from("\u{feff}");
    csv::row(
        [
            "unit",
            "unit_name",
            "year",
            "score",
            "rank",
            "of",
            "group",
            "max_rank",
            "min_score",
            "rank_gain",
            "target_group",
            "published",
        ],
        &mut out,
    );
    for series in all {
        let unit = series.unit.map(|it| &site.registries.units[it]);
        for point in &series.points {
            let result = point.datum.result.as_ref();
            let target = |sort: &str| {
                let typed = point.datum.targets.iter().find(|it| it.sort == sort);
                typed.map_or_else(String::new, |it| {
                    let typed = &it.value.value;
                    Decimal::parse(typed).map_or_else(|| typed.clone(), Decimal::plain)
                })
            };
            let published = result.and_then(|it| it.published.as_ref());
            let published = published.and_then(|_| document_link(site, id, place(site, id, point)));
            let number = |it: Option<u32>| it.map_or_else(String::new, |it| it.to_string());
            csv::row(
                [
                    unit.map_or("", |it| it.id.value.as_str()),
                    unit.map_or("", |it| it.name.as_str()),
                    &point.year.to_string(),
                    &point.score.map_or_else(String::new, Decimal::plain),
                    &number(point.rank.map(|it| it.0)),
                    &number(point.rank.and_then(|it| it.1)),
                    result.and_then(|it| it.group.as_deref()).unwrap_or_default(),
                    &target("max_rank"),
                    &target("min_score"),
                    &target("rank_gain"),
                    &target("group"),
                    published.as_ref().map_or("", |it| it.title.as_str()),
                ],
                &mut out,
            );
        }
    }
    out
}

impl Output for Indicators {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        for id in site.ids() {
            page(site, id, files);
        }
    }
}
