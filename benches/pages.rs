//! From a file to a page: parsing, keys, rendering, over the sample newsroom: `cargo bench --bench pages`.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark reads what it measures")]

use std::{fs, path::Path, sync::Arc};

use bantin::{
    build::{self, Clock, Opened},
    config,
    legal::{Lexicon, Scanner},
    output::{self, Frame, Render},
    site::Site,
    source::{markdown::Abbreviations, parse},
    stamp::Fp,
    theme::Theme,
};
use divan::{Bencher, counter::ItemsCount};
use jiff::Timestamp;

fn main() {
    divan::main();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every article: front matter, Markdown, citations.
#[divan::bench]
fn parse_articles(bencher: Bencher<'_, '_>) {
    let files = walkdir::WalkDir::new(root().join("content/tin-tuc")).into_iter().map(Result::unwrap);
    let files = files.filter(|it| it.path().extension().is_some_and(|it| it == "md"));
    let files: Vec<(Arc<str>, Vec<u8>)> =
        files.map(|it| (it.path().to_str().unwrap().into(), fs::read(it.path()).unwrap())).collect();
    let config = config::parse(&fs::read_to_string(root().join("bantin.yaml")).unwrap(), &mut Vec::new());
    let (abbreviations, scanner) = (Abbreviations::new(Vec::new()), Scanner::new(&Lexicon::default()));
    let cx = parse::Context {
        config: &config,
        abbreviations: &abbreviations,
        scanner: &scanner,
        is_head_only: false,
    };
    let one = |(file, bytes): &(Arc<str>, Vec<u8>)| parse::parse(file, "tin-tuc/bai.md", bytes, &cx).is_ok();
    bencher.counter(ItemsCount::new(files.len())).bench(|| files.iter().filter(|it| one(it)).count());
}

fn open() -> Opened {
    let clock = Clock::Now(Timestamp::from_second(1_790_000_000).unwrap());
    build::open(root(), clock, build::Extent::Whole, &mut Vec::new()).unwrap().unwrap()
}

/// The key of every file of the site.
#[divan::bench]
fn keys(bencher: Bencher<'_, '_>) {
    let Opened { sources, clock, graph } = open();
    let (theme, _) = Theme::load(root(), &sources.config.theme).unwrap();
    let site = Site::new(&sources, &clock, &graph);
    let files = output::files(&site, &theme);
    let keys = || files.iter().map(|it| it.view.key()).filter(|it| *it != Fp::NONE).count();
    bencher.counter(ItemsCount::new(files.len())).bench(keys);
}

/// The bytes of every file of the site.
#[divan::bench]
fn render(bencher: Bencher<'_, '_>) {
    let Opened { sources, clock, graph } = open();
    let (theme, _) = Theme::load(root(), &sources.config.theme).unwrap();
    let site = Site::new(&sources, &clock, &graph);
    let files = output::files(&site, &theme);
    let frame = Frame::new(&site, &theme);
    let bytes = |it: &output::File<'_>| {
        let cx = Render { theme: &theme, frame: &frame, route: &it.route };
        it.view.render(&cx).map_or(0, |it| it.bytes.len())
    };
    bencher.counter(ItemsCount::new(files.len())).bench(|| files.iter().map(bytes).sum::<usize>());
}
