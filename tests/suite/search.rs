//! The search of the sample newsroom, asked in Chromium through a server as a reader would ask it.
//!
//! One page runs all queries of `tests/search/queries.yaml` in a frame and posts what it saw; that needs no driver of the
//! browser. Where there is no Chromium the test says so and passes.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::{Deserialize, Serialize};

use crate::site_test::SiteTest;

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

const PAGE: &str = include_str!("../search/ask.html");

#[test]
fn answers_the_questions_of_readers() {
    let Some(chromium) = chromium() else {
        println!("no Chromium here: the search was not asked");
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let queries: Vec<Query> =
        serde_yaml::from_str(&fs::read_to_string(root.join("tests/search/queries.yaml")).unwrap()).unwrap();
    assert!(queries.len() >= 60);
    let dir = tempfile::tempdir().unwrap();
    for name in ["bantin.yaml", "content"] {
        copy(&root.join(name), &dir.path().join(name));
    }
    let built = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["build", "--as-of", "2026-11-24"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/asked.html", listener.local_addr().unwrap());
    let mut browser = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions"])
        .arg("--remote-debugging-port=0")
        .arg(format!("--user-data-dir={}", dir.path().join("browser").display()))
        .arg(url)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let seen = serve(&listener, &dir.path().join("public"), &serde_json::to_vec(&queries).unwrap());
    browser.kill().unwrap();
    browser.wait().unwrap();

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

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.iter().map(|it| Path::new("/usr/bin").join(it)).find(|it| it.exists())
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for it in fs::read_dir(from).unwrap() {
            let it = it.unwrap();
            copy(&it.path(), &to.join(it.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// Serves the site until the page has posted what it saw.
fn serve(listener: &TcpListener, public: &Path, queries: &[u8]) -> Vec<Seen> {
    loop {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            continue;
        }
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).unwrap();
            if let Some(value) = header.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if header.trim().is_empty() {
                break;
            }
        }
        let target = line.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
        match target {
            "/seen" => {
                let mut body = vec![0; length];
                reader.read_exact(&mut body).unwrap();
                answer(&mut stream, "200 OK", "text/plain", b"");
                return serde_json::from_slice(&body).unwrap();
            }
            "/asked.html" => answer(&mut stream, "200 OK", "text/html", PAGE.as_bytes()),
            "/queries.json" => answer(&mut stream, "200 OK", "application/json", queries),
            _ => {
                let index = if target.ends_with('/') { "index.html" } else { "" };
                match fs::read(public.join(format!("{}{index}", &target[1..]))) {
                    Ok(bytes) => answer(&mut stream, "200 OK", media(&format!("{target}{index}")), &bytes),
                    Err(_) => answer(&mut stream, "404 Not Found", "text/plain", b""),
                }
            }
        }
    }
}

fn media(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

fn answer(stream: &mut TcpStream, status: &str, media: &str, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // A browser may hang up early; the page would then never answer, and that shows.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
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
