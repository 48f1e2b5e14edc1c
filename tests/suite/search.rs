//! The search of the sample newsroom, asked in Chromium through a server as a reader would ask it.
//!
//! One script runs all queries of `tests/search/queries.yaml` in the page of the search and tells what it saw.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{browser::Browser, http, site_test::SiteTest};

/// A question and what must come of it.
#[derive(Deserialize, Serialize)]
struct Query {
    q: String,
    /// Names of form controls with their values.
    #[serde(default)]
    filters: BTreeMap<String, String>,
    /// Addresses that must be among the first `top`.
    #[serde(default)]
    want: Vec<String>,
    #[serde(default = "three")]
    top: usize,
    /// Addresses that must not come at all.
    #[serde(default)]
    never: Vec<String>,
    /// Words that must be marked in the first result.
    #[serde(default)]
    marked: Option<String>,
    /// Whether nothing must be found.
    #[serde(default)]
    nothing: bool,
}

fn three() -> usize {
    3
}

/// What the page saw.
#[derive(Deserialize)]
struct Seen {
    urls: Vec<String>,
    marks: Vec<String>,
    count: String,
}

#[test]
fn answers_the_questions_of_readers() {
    let Some(mut browser) = Browser::start() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("tests/search/queries.yaml")).unwrap();
    let queries: Vec<Query> = serde_yaml::from_str(&text).unwrap();
    assert!(queries.len() >= 60);
    let site = SiteTest::demo();
    let built = site.run("build|--as-of|2026-11-24");
    assert_eq!(built.code, 0, "{built:?}");

    browser.open(&format!("{}/tim-kiem/", http::serve(&site.path("public"))));
    let asked =
        format!("({})({})", include_str!("../search/ask.js"), serde_json::to_string(&queries).unwrap());
    let seen: Vec<Seen> = serde_json::from_value(browser.eval(&asked)).unwrap();

    let mut wrong = String::new();
    for (query, seen) in queries.iter().zip(&seen) {
        judge(query, seen, &mut wrong);
    }
    assert_eq!(seen.len(), queries.len());
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn judge(query: &Query, seen: &Seen, wrong: &mut String) {
    let Query { q, filters, want, top, never, marked, nothing } = query;
    let first = &seen.urls[..seen.urls.len().min(*top)];
    let mut say = |what: String| {
        let count = &seen.count;
        writeln!(
            wrong,
            "{q:?} {filters:?}: {what} ({count}); first: {:#?}",
            &seen.urls[..seen.urls.len().min(5)]
        )
        .unwrap();
    };
    for url in want.iter().filter(|it| !first.contains(it)) {
        let place = seen.urls.iter().position(|it| it == url);
        say(format!("{url} stands at {place:?}, not in the first {top}"));
    }
    for url in never.iter().filter(|it| seen.urls.contains(it)) {
        say(format!("{url} was found"));
    }
    if let Some(marked) = marked
        && seen.marks.join(" ").to_lowercase().find(marked.as_str()).is_none()
    {
        say(format!("{marked:?} is not marked, but {:?}", seen.marks));
    }
    if *nothing != seen.urls.is_empty() {
        say(format!("{} found", seen.urls.len()));
    }
}

/// Files of the search below `tim-kiem/` with their bytes.
fn searched(site: &SiteTest) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(dir: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for it in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            if it.path().is_dir() {
                walk(&it.path(), files);
            } else {
                files.insert(it.path(), fs::read(it.path()).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(&site.path("public/tim-kiem"), &mut files);
    files
}

fn article(title: &str, date: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n---\n\n{text}\n")
}

/// The files that one change moves, by name.
#[track_caller]
fn moves(site: &SiteTest, change: impl FnOnce(&SiteTest)) -> Vec<String> {
    let build = || assert_eq!(site.run("build|--as-of|2026-01-31").code, 0);
    build();
    let before = searched(site);
    change(site);
    build();
    let after = searched(site);
    let moved = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|it| it.0);
    let gone = before.keys().filter(|it| !after.contains_key(*it));
    let root = site.path("public/tim-kiem");
    moved.chain(gone).map(|it| it.strip_prefix(&root).unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn one_article_moves_few_files() {
    let mut site = SiteTest::new(&[]);
    for at in 0..320 {
        let (month, day) = (at / 28 + 1, at % 28 + 1);
        let text = format!("Việc thứ {at} của đơn vị: rà soát thủ tục, số hóa hồ sơ.");
        let date = format!("2025-{month:02}-{day:02}");
        site = site.with(&format!("content/tin-tuc/a{at}.md"), article(&format!("Bài {at}"), &date, &text));
    }
    let newest = moves(&site, |site| {
        fs::write(site.path("content/tin-tuc/moi.md"), article("Bài mới", "2026-01-05", "Một việc mới."))
            .unwrap();
    });
    // January's first record; the index of the newest pages; the page, which offers the year 2026 from now on.
    assert_eq!(newest, ["index.html", "moi.js", "trang/48624/0.js"]);
    let edit = |text: &str| {
        let text = format!("Việc thứ 3 của đơn vị: rà soát thủ tục, số hóa hồ sơ{text}.");
        moves(&site, |site| {
            fs::write(site.path("content/tin-tuc/a3.md"), article("Bài 3", "2025-01-04", &text)).unwrap();
        })
    };
    assert_eq!(edit(", báo cáo cấp trên"), ["trang/48600/0.js"], "frequent words: the record alone");
    let names = edit(", ông Giàng A Páo ở xã Bình Minh");
    assert_eq!(names.len(), 4, "the files of Giàng, Páo and Bình besides: {names:?}");
    let draft = moves(&site, |site| {
        let text = "---\ntitle: Bản nháp\ndate: 2026-01-06\ndraft: true\n---\n\nChưa đăng.\n";
        fs::write(site.path("content/tin-tuc/nhap.md"), text).unwrap();
    });
    assert_eq!(draft, [""; 0]);
}
