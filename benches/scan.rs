//! Finding citations, beside one plain regular expression in the same run: `cargo bench --bench scan`.
//!
//! The text is the sample newsroom's own, repeated to some megabytes; divan prints the throughput of both.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark reads what it measures")]

use std::{fs, path::Path, sync::LazyLock};

use bantin::legal::{Lexicon, Scanner};
use divan::{Bencher, counter::BytesCount};
use regex::Regex;

/// All articles of the sample newsroom, repeated.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/tin-tuc");
    let files = walkdir::WalkDir::new(content).sort_by_file_name().into_iter().map(Result::unwrap);
    let pages = files.filter(|it| it.path().extension().is_some_and(|it| it == "md"));
    let text: Vec<String> = pages.map(|it| fs::read_to_string(it.path()).unwrap()).collect();
    text.join("\n\n").repeat(16)
});

fn main() {
    divan::main();
}

/// The numbered ones, the named ones, all that a page links; block by block, as pages are read.
#[divan::bench]
fn citations(bencher: Bencher<'_, '_>) {
    let scanner = Scanner::new(&Lexicon::default());
    let blocks: Vec<&str> = TEXT.split("\n\n").collect();
    bencher
        .counter(BytesCount::of_str(TEXT.as_str()))
        .bench(|| blocks.iter().map(|it| scanner.scan(it).len()).sum::<usize>());
}

/// Numbers alone, of the plainest form: what a search with one regular expression finds.
#[divan::bench]
fn plain_regex(bencher: Bencher<'_, '_>) {
    let number = Regex::new(r"\d{1,5}(/\d{4})?[/-][A-ZĐ]{1,6}(-[A-ZĐa-z]{1,8})+").unwrap();
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench(|| number.find_iter(&TEXT).count());
}
