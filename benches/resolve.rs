//! Joining a site and checking it, from nothing and after one edit: `cargo bench --bench resolve`.
//!
//! The site is made up: some thousand articles that cite a register of some hundred documents.
#![expect(clippy::unwrap_used, reason = "a benchmark knows what it measures")]

use std::sync::Arc;

use bantin::{
    check, config,
    legal::{Lexicon, Scanner},
    site::{Clock, Graph, Site, Sources, resolve},
    source::{Entry, markdown::Abbreviations, parse, rows},
};
use divan::Bencher;
use jiff::{civil::date, tz::TimeZone};

const ARTICLES: usize = 10_000;
const DOCUMENTS: usize = 500;

fn main() {
    divan::main();
}

fn clock() -> Clock {
    let zone = TimeZone::UTC;
    Clock { now: date(2026, 12, 1).to_zoned(zone.clone()).unwrap().timestamp(), zone }
}

/// An article of a made-up day, which cites and links some others.
fn article(at: usize, title: &str, cx: &parse::Context<'_>) -> Arc<Entry> {
    let (day, month, year) = (at % 28 + 1, at / 28 % 12 + 1, 2015 + at / 336 % 10);
    let number = |shift: usize| (at * 7 + shift * 13) % DOCUMENTS + 1;
    let other = (at * 31 + 7) % ARTICLES;
    let text = format!(
        "---\ntitle: {title} {at}\ndate: {day}/{month}/{year}\nlegal_references: [{}/QĐ-TTg, {}/QĐ-TTg]\n---\n\
         Theo Quyết định số {}/QĐ-TTg ngày 1/2/2014 của Thủ tướng Chính phủ về một việc của cơ quan, \
         và Quyết định số {}/QĐ-TTg, [bài khác](bai-{other}.md) cho biết.\n",
        number(0),
        number(1),
        number(0),
        number(2),
    );
    let below = format!("tin-tuc/bai-{at}.md");
    Arc::new(parse::parse(&format!("content/{below}").into(), &below, text.as_bytes(), cx).unwrap())
}

/// The site, and the same after the title of one article was changed.
fn sites() -> [Sources; 2] {
    let settings = "title: T\nbase_url: https://a.vn/\n";
    let config = config::parse(settings, &mut Vec::new());
    let scanner = Scanner::new(&Lexicon::default());
    let abbreviations = Abbreviations::new(Vec::new());
    let cx = parse::Context {
        config: &config,
        abbreviations: &abbreviations,
        scanner: &scanner,
        is_head_only: false,
    };
    let mut table = "number;type;issuer;issued;title\n".to_owned();
    for at in 1..=DOCUMENTS {
        let day = at % 28 + 1;
        table += &format!(
            "{at}/QĐ-TTg;Quyết định;Thủ tướng Chính phủ;{day}/2/2014;Về việc thứ {at} của cơ quan nhà nước\n"
        );
    }
    let rows = rows::parse(&"content/van-ban/a.csv".into(), "van-ban", table.as_bytes(), &mut Vec::new());
    let mut entries: Vec<Arc<Entry>> = rows.into_iter().map(Arc::new).collect();
    let edited = entries.len() + ARTICLES / 2;
    entries.extend((0..ARTICLES).map(|at| article(at, "Bài", &cx)));
    let mut after = entries.clone();
    after[edited] = article(ARTICLES / 2, "Bài khác", &cx);
    [entries, after].map(|entries| Sources {
        config: Arc::new(config.clone()),
        registries: Arc::default(),
        entries,
        activities: Vec::new(),
        assets: Arc::default(),
        unread: Vec::new(),
        extent: bantin::site::Extent::Whole,
    })
}

/// A graph of the site before the edit, checked.
fn joined(sources: &Sources, clock: &Clock) -> Graph {
    let graph = resolve(sources, clock, None);
    check::run(&Site::new(sources, clock, &graph));
    graph
}

#[divan::bench]
fn joins_from_nothing(bencher: Bencher<'_, '_>) {
    let ([sources, _], clock) = (sites(), clock());
    bencher.bench(|| resolve(&sources, &clock, None));
}

#[divan::bench]
fn joins_after_an_edit(bencher: Bencher<'_, '_>) {
    let ([sources, edited], clock) = (sites(), clock());
    let before = joined(&sources, &clock);
    bencher.bench(|| resolve(&edited, &clock, Some(&before)));
}

#[divan::bench]
fn checks_from_nothing(bencher: Bencher<'_, '_>) {
    let ([sources, _], clock) = (sites(), clock());
    bencher
        .with_inputs(|| resolve(&sources, &clock, None))
        .bench_refs(|graph| check::run(&Site::new(&sources, &clock, graph)));
}

#[divan::bench]
fn checks_after_an_edit(bencher: Bencher<'_, '_>) {
    let ([sources, edited], clock) = (sites(), clock());
    let before = joined(&sources, &clock);
    bencher
        .with_inputs(|| resolve(&edited, &clock, Some(&before)))
        .bench_refs(|graph| check::run(&Site::new(&edited, &clock, graph)));
}
