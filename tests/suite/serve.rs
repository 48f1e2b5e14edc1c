//! The preview, as a browser meets it. Nothing here waits for a while: the events of the server say when a build is over.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    site_test::SiteTest,
    tree::{self, assert_same},
};

/// No build takes so long; only a broken preview does.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running preview. Killed with the value.
pub struct Preview {
    child: Child,
    out: BufReader<ChildStdout>,
    /// `127.0.0.1:41234`
    host: String,
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Preview {
    pub fn start(site: &SiteTest) -> Self {
        let mut command = site.command();
        command.args(["serve", "--port", "0", "--as-of", "1/3/2026"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        let host = loop {
            line.clear();
            assert_ne!(out.read_line(&mut line).unwrap(), 0, "the preview ended");
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split('/').next().unwrap().to_owned();
            }
        };
        assert!(line.starts_with("Xem trang tại http://127.0.0.1:"), "{line}");
        Self { child, out, host }
    }

    fn send(&self, head: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let start = bytes.windows(4).position(|it| it == b"\r\n\r\n").unwrap() + 4;
        Answer { status, head: head.to_owned(), body: body.to_owned(), bytes: bytes[start..].to_vec() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host))
    }

    /// The events from the state of the page at `path` on.
    fn events(&self, path: &str) -> Events {
        let page = self.get(path).body;
        let since = page.split("reload.js?since=").nth(1).unwrap().split('"').next().unwrap();
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let head =
            format!("GET /_bantin/events?since={since}&page={path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        stream.write_all(head.as_bytes()).unwrap();
        let mut events = Events { lines: BufReader::new(stream) };
        assert_eq!(events.next()["paths"], serde_json::json!([]), "the page is new");
        events
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    fn next(&mut self) -> Value {
        let start = Instant::now();
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "the events ended");
            // The server shows that it is alive, whatever it does.
            assert!(start.elapsed() < PATIENCE, "no event");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// Waits for an event that `is_it` takes. Systems tell of one edit in several steps, and a step can be a build.
    #[track_caller]
    fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        let event = (0..50).map(|_| self.next()).find(is_it);
        assert!(event.is_some(), "no such event");
        event.unwrap()
    }

    /// Waits for the build that changed the page at `path`, or every page.
    #[track_caller]
    fn until_changed(&mut self, path: &str) -> Value {
        self.until(|it| it["paths"].as_array().is_none_or(|it| it.contains(&path.into())))
    }
}

const ARTICLE: &str = "---\ntitle: Một\ndate: 5/6/2025\n---\nThân bài.\n";
const PAGE: &str = "/so/tin-tuc/2025/06/mot/";

/// A site in a folder of its host.
fn site() -> SiteTest {
    SiteTest::new(&[("tin-tuc/2025/06/mot.md", ARTICLE), ("gioi-thieu.md", "---\ntitle: Ai\n---\n")])
        .with("bantin.yaml", "title: Trang thử\nbase_url: https://thu.example.vn/so/\n")
}

#[test]
fn serves_the_site_at_its_path_and_nothing_else() {
    let site = site().with("content/tai-lieu/Biểu mẫu.csv", "a\n").with("bi-mat.txt", "bí mật");
    let preview = Preview::start(&site);
    for (path, status, expected) in [
        ("/so/", 200, "Content-Type: text/html; charset=utf-8"),
        (PAGE, 200, "Cache-Control: no-store"),
        ("/so/tin-tuc/2025/06/mot/index.html?x=1", 200, "text/html"),
        ("/so/tai-lieu/Bi%E1%BB%83u%20m%E1%BA%ABu.csv", 200, "Content-Type: text/csv; charset=utf-8"),
        ("/so/sitemap.xml", 200, "Content-Type: application/xml; charset=utf-8"),
        ("/_bantin/reload.js", 200, "Content-Type: text/javascript; charset=utf-8"),
        ("/", 302, "Location: /so/\r\n"),
        ("/so", 302, "Location: /so/\r\n"),
        ("/so/tin-tuc?trang=2", 302, "Location: /so/tin-tuc/?trang=2\r\n"),
        ("/so/khong-co/", 404, "text/html"),
        ("/tin-tuc/", 404, "text/html"),
        ("/so/tai-lieu/", 404, "text/html"),
        ("/so/../bantin.yaml", 404, ""),
        ("/so/%2e%2e/%2e%2e/%2e%2e/bi-mat.txt", 404, ""),
        ("/so/..%2f..%2f..%2fbi-mat.txt", 404, ""),
        ("/so/..%5c..%5cbi-mat.txt", 404, ""),
        ("//etc/passwd", 404, ""),
        ("/so//etc/passwd", 404, ""),
        ("/so/%00", 404, ""),
        ("http://127.0.0.1/so/", 400, ""),
    ] {
        let answer = preview.get(path);
        let head = format!("{}\r\n", answer.head);
        assert!(answer.status == status && head.contains(expected), "{path}: {head}");
        assert!(!answer.body.contains("bí mật") && !answer.body.contains("root:"), "{path}");
    }
    let page = preview.get(PAGE).body;
    assert!(page.contains("Thân bài.") && page.contains("default-src 'self'"), "{page}");
    let script = page.find("<script src=\"/_bantin/reload.js?since=").unwrap();
    assert!(page[script..].ends_with("</body>\n</html>\n"), "{}", &page[script..]);
    assert!(preview.get("/so/khong-co/").body.contains("Trang thử"), "the site's own 404");

    let host = &preview.host;
    let head = preview.send(&format!("HEAD {PAGE} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(preview.send(&format!("POST {PAGE} HTTP/1.1\r\nHost: {host}\r\n\r\n")).status, 405);
    for foreign in ["xau.example", "xau.example:80", "127.0.0.1.xau.example", ""] {
        let answer = preview.send(&format!("GET /so/ HTTP/1.1\r\nHost: {foreign}\r\n\r\n"));
        assert!(answer.status == 403 && !answer.body.contains("Trang thử"), "{foreign}: {}", answer.head);
    }
    assert_eq!(preview.send("GET /so/ HTTP/1.1\r\nHost: localhost:9\r\n\r\n").status, 200);
}

#[test]
fn an_edit_is_told_to_the_pages_that_show_it_and_public_stays_as_it_is() {
    let site = site();
    site.run("build|--as-of|1/2/2026");
    let manifest = || {
        let notes = tree::read(&site.path(".bantin"));
        notes.into_iter().filter(|it| it.0.starts_with("manifest")).collect::<tree::Tree>()
    };
    let before = (site.tree(), manifest());
    let preview = Preview::start(&site);
    let mut events = preview.events(PAGE);
    fs::write(site.path("content/tin-tuc/2025/06/mot.md"), ARTICLE.replace("Thân", "Phần")).unwrap();
    let mut other = preview.events("/so/gioi-thieu/");
    events.until_changed(PAGE);
    assert!(preview.get(PAGE).body.contains("Phần bài."));
    // `build` and `serve` do not wait for each other.
    assert_eq!(site.run("build|--wait|0|--as-of|1/2/2026").code, 0);
    fs::write(site.path("content/tin-tuc/2025/06/mot.md"), ARTICLE).unwrap();
    events.until_changed(PAGE);
    // The tab of another page was told of the same builds, and that it need not be loaded again.
    assert_eq!(other.next()["paths"], serde_json::json!([]));
    site.run("build|--as-of|1/2/2026");
    assert_same(&site.tree(), &before.0, "public/");
    assert_same(&manifest(), &before.1, ".bantin/");
}

#[test]
fn what_is_wrong_is_shown_until_it_is_mended() {
    let site = site();
    let preview = Preview::start(&site);
    let mut events = preview.events(PAGE);
    for (name, broken, expected) in [
        ("content/tin-tuc/2025/06/mot.md", "---\ntitle: [\n---\n<b>Hỏng</b>\n", "mot.md:2"),
        ("bantin.yaml", "title: [", "bantin.yaml:1"),
    ] {
        assert_eq!(preview.get("/_bantin/findings").body, "");
        let good = site.read(name);
        fs::write(site.path(name), broken).unwrap();
        events.until(|it| it["wrong"] == true);
        let findings = preview.get("/_bantin/findings");
        assert!(findings.body.starts_with("lỗi[") && findings.body.contains(expected), "{}", findings.body);
        assert!(findings.head.contains("text/plain; charset=utf-8"), "{}", findings.head);
        assert!(preview.get(PAGE).body.contains("Thân bài."), "the last good page");
        fs::write(site.path(name), good).unwrap();
        events.until(|it| it["wrong"] == false);
    }
    assert_eq!(preview.get("/_bantin/findings").body, "");
}

#[test]
fn every_way_to_change_a_source_is_seen() {
    let site = site();
    let preview = Preview::start(&site);
    let mut events = preview.events(PAGE);
    let (file, other) =
        (site.path("content/tin-tuc/2025/06/mot.md"), site.path("content/tin-tuc/2025/06/hai.md"));

    // Saved by rename, as editors do.
    fs::write(site.path("content/tin-tuc/2025/06/.mot.md.tmp"), ARTICLE.replace("Thân", "Đổi")).unwrap();
    fs::rename(site.path("content/tin-tuc/2025/06/.mot.md.tmp"), &file).unwrap();
    events.until_changed(PAGE);
    assert!(preview.get(PAGE).body.contains("Đổi bài."));

    let (hai, moved) = ("/so/tin-tuc/2025/06/hai/", "/so/tin-tuc/cu/06/mot/");
    let mut second = preview.events(hai);
    fs::write(&other, ARTICLE.replace("Một", "Hai")).unwrap();
    second.until_changed(hai);
    assert_eq!(preview.get(hai).status, 200);
    fs::remove_file(&other).unwrap();
    second.until_changed(hai);
    assert_eq!(preview.get(hai).status, 404);

    // A folder moved, and an edit below its new place.
    let mut third = preview.events(moved);
    fs::rename(site.path("content/tin-tuc/2025"), site.path("content/tin-tuc/cu")).unwrap();
    events.until_changed(PAGE);
    third.until_changed(moved);
    fs::write(site.path("content/tin-tuc/cu/06/mot.md"), ARTICLE.replace("Thân", "Dời")).unwrap();
    third.until_changed(moved);
    let page = preview.get(moved);
    assert!(page.body.contains("Dời bài."), "{}", page.head);

    // A picture is told by its own address.
    fs::create_dir_all(site.path("content/hinh")).unwrap();
    fs::write(site.path("content/hinh/a.svg"), "<svg/>").unwrap();
    events.until_changed("/so/hinh/a.svg");

    // A theme that was not there before; every page has the new style.
    fs::create_dir_all(site.path("themes/default/static")).unwrap();
    let mut about = preview.events("/so/gioi-thieu/");
    fs::write(site.path("themes/default/static/style.css"), "body { color: teal }\n").unwrap();
    about.until_changed("/so/gioi-thieu/");

    // All of content/ away and back.
    fs::rename(site.path("content"), site.path("cat-di")).unwrap();
    events.until(|it| it["wrong"] == true);
    fs::rename(site.path("cat-di"), site.path("content")).unwrap();
    events.until(|it| it["wrong"] == false);
    fs::write(site.path("content/gioi-thieu.md"), "---\ntitle: Sau cùng\n---\n").unwrap();
    about.until_changed("/so/gioi-thieu/");

    // Another address of the site.
    fs::write(site.path("bantin.yaml"), "title: Tên mới\nbase_url: https://thu.example.vn/\n").unwrap();
    events.until(|it| it["paths"].is_null());
    assert!(preview.get("/").body.contains("Tên mới"));
}

#[test]
fn a_burst_of_saves_makes_few_builds() {
    let site = site();
    let preview = Preview::start(&site);
    let mut events = preview.events(PAGE);
    for round in 0..200 {
        let text = ARTICLE.replace("Thân", &format!("Lần {round}"));
        fs::write(site.path("content/tin-tuc/2025/06/mot.md"), text).unwrap();
    }
    let mut builds = 0;
    while !preview.get(PAGE).body.contains("Lần 199 bài.") {
        events.next();
        builds += 1;
        assert!(builds < 20, "{builds} builds");
    }
}

#[test]
fn starts_with_a_broken_site_and_shows_it_when_it_is_mended() {
    let site = site().with("bantin.yaml", "title: Thiếu địa chỉ\n");
    let preview = Preview::start(&site);
    let waiting = preview.get(PAGE);
    assert!(waiting.status == 503 && waiting.body.contains("/_bantin/reload.js"), "{}", waiting.head);
    assert!(preview.get("/_bantin/findings").body.contains("base_url"));
    let mut events = preview.events(PAGE);
    fs::write(site.path("bantin.yaml"), "title: Đủ\nbase_url: https://thu.example.vn/so/\n").unwrap();
    events.until(|it| it["paths"].is_null());
    assert_eq!(preview.get(PAGE).status, 200);
}

#[test]
fn says_why_it_does_not_start() {
    let ran = SiteTest::empty().run("serve|--port|0");
    assert!(ran.code == 1 && ran.out.starts_with("lỗi[config-missing]"), "{ran:?}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let ran = site().run(&format!("serve|--port|{port}"));
    let expected =
        format!("lỗi: không mở được http://127.0.0.1:{port}: cổng này đang có chương trình khác dùng\n");
    assert_eq!((ran.code, ran.err), (3, expected));
}

#[cfg(unix)]
#[test]
fn ends_cleanly_when_it_is_told_to() {
    let site = site();
    let mut preview = Preview::start(&site);
    let id = preview.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let mut rest = String::new();
    preview.out.read_to_string(&mut rest).unwrap();
    assert_eq!((preview.child.wait().unwrap().code(), rest.as_str()), (Some(0), ""));
    assert!(!site.path("public").exists() && !site.path(".bantin").exists());
}
