//! Settings of web servers, read by the servers themselves where they are installed.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::site_test::SiteTest;

fn site(settings: &str) -> SiteTest {
    let article =
        "---\ntitle: Bài mới\ndate: 2025-06-05\naliases: [/tin/bai-(cu).html, /cu/]\n---\n\nNội dung.\n";
    let site = SiteTest::new(&[("tin-tuc/moi.md", article), ("tep.txt", "Tiếng Việt\n")]);
    let path = site.path("bantin.yaml");
    fs::write(&path, fs::read_to_string(&path).unwrap() + settings).unwrap();
    let built = site.run("build|--as-of|2026-01-31");
    assert_eq!(built.code, 0, "{built:?}");
    site
}

/// A port that nobody uses.
fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The head of an answer, in lower case.
fn head(port: u16, path: &str) -> String {
    answer(port, path, "").0
}

/// The head of an answer, in lower case, and its body; `more` are lines of the request.
fn answer(port: u16, path: &str, more: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: thu.example.vn\r\n{more}Connection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
    (String::from_utf8_lossy(&answer[..end]).to_lowercase(), answer[end + 4..].to_vec())
}

/// What a server must do where compressed forms stand beside the files.
fn judge_packed(port: u16, site: &SiteTest, forms: &[(&str, &str)]) {
    for (coding, suffix) in forms {
        for path in ["/", "/tin-tuc/moi/", "/feed.xml"] {
            let (head, body) = answer(port, path, &format!("Accept-Encoding: {coding}\r\n"));
            assert!(head.contains(&format!("content-encoding: {coding}")), "{path}: {head}");
            assert!(head.contains("vary: accept-encoding") && head.contains("nosniff"), "{path}: {head}");
            let name = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
            if name.ends_with(".html") {
                assert!(head.contains("content-type: text/html; charset=utf-8"), "{path}: {head}");
            }
            let packed = fs::read(site.path(&format!("public{name}.{suffix}"))).unwrap();
            assert!(body == packed, "{path} is sent as it was packed: {head}");
        }
    }
    let (head, body) = answer(port, "/", "");
    assert!(!head.contains("content-encoding") && body == fs::read(site.path("public/index.html")).unwrap());
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a server and waits until it answers; absent, with a word about it, where it is not installed.
fn start(program: &str, args: &[&str], port: u16) -> Option<Running> {
    let path = Path::new("/usr/sbin").join(program);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "no {program} here: its settings were not tried");
        return None;
    }
    let child = Command::new(path).args(args).stdout(Stdio::null()).spawn().unwrap();
    let mut running = Running(child);
    let end = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < end, "{program} does not answer");
        assert!(running.0.try_wait().unwrap().is_none(), "{program} has refused its settings");
        std::thread::yield_now();
    }
    Some(running)
}

/// What every server must do with the site.
fn judge(port: u16, site: &SiteTest) {
    let home = head(port, "/");
    for said in [
        " 200 ",
        "content-type: text/html; charset=utf-8",
        "content-security-policy: default-src 'self'",
        "frame-ancestors 'self'",
        "x-content-type-options: nosniff",
        "strict-transport-security: max-age=31536000",
        "cache-control: no-cache",
    ] {
        assert!(home.contains(said), "{said} is missing in\n{home}");
    }
    let page = site.read("public/index.html");
    let css = page.split('"').find(|it| it.ends_with(".css")).unwrap();
    let style = head(port, css);
    assert!(style.contains("immutable") && style.contains("x-content-type-options"), "{style}");
    let missing = head(port, "/khong-co/");
    assert!(
        missing.contains(" 404 ") && missing.contains("charset=utf-8") && missing.contains("nosniff"),
        "{missing}"
    );
    for old in ["/tin/bai-(cu).html", "/cu/"] {
        let moved = head(port, old);
        assert!(moved.contains(" 301 "), "{old}: {moved}");
        assert!(moved.contains("location: https://thu.example.vn/tin-tuc/moi/"), "{old}: {moved}");
    }
    assert!(head(port, "/manifest.webmanifest").contains("application/manifest+json"));
    assert!(head(port, "/tep.txt").contains("charset=utf-8"));
    assert!(!head(port, "/.git/config").contains(" 200 "));
}

#[test]
fn nginx_serves_the_site_as_it_should() {
    let site = site("precompress: true\n");
    let printed = site.run("serverconf|nginx");
    assert_eq!(printed.code, 0, "{printed:?}");
    let (port, root) = (port(), site.root().display().to_string());
    fs::write(site.path("bantin.conf"), printed.out).unwrap();
    let whole = format!(
        "daemon off; master_process off; pid {root}/pid; error_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n\
         client_body_temp_path {root}/t; proxy_temp_path {root}/t; fastcgi_temp_path {root}/t; uwsgi_temp_path {root}/t; scgi_temp_path {root}/t;\n\
         include /etc/nginx/mime.types;\nserver {{ listen 127.0.0.1:{port}; root {root}/public;\ninclude {root}/bantin.conf;\n}}\n}}\n"
    );
    fs::write(site.path("nginx.conf"), whole).unwrap();
    let conf = format!("{root}/nginx.conf");
    if let Some(_running) = start("nginx", &["-c", &conf], port) {
        judge(port, &site);
        judge_packed(port, &site, &[("gzip", "gz")]);
    }
}

#[test]
fn apache_serves_the_site_as_it_should() {
    let site = site("precompress: true\n");
    let printed = site.run("serverconf|apache");
    assert_eq!(printed.code, 0, "{printed:?}");
    let (port, root) = (port(), site.root().display().to_string());
    fs::write(site.path("public/.htaccess"), printed.out).unwrap();
    let modules =
        ["mpm_event", "authz_core", "alias", "dir", "mime", "headers", "deflate", "filter", "rewrite"];
    let load = |it: &&str| format!("LoadModule {it}_module /usr/lib/apache2/modules/mod_{it}.so\n");
    let whole = format!(
        "{}ServerRoot {root}\nPidFile {root}/pid\nListen 127.0.0.1:{port}\nServerName thu.example.vn\nErrorLog {root}/log\n\
         TypesConfig /etc/mime.types\nDocumentRoot {root}/public\n<Directory {root}/public>\nAllowOverride All\nRequire all granted\n</Directory>\n",
        modules.iter().map(load).collect::<Vec<_>>().concat()
    );
    fs::write(site.path("apache.conf"), whole).unwrap();
    let conf = format!("{root}/apache.conf");
    if let Some(_running) = start("apache2", &["-X", "-f", &conf], port) {
        judge(port, &site);
        judge_packed(port, &site, &[("gzip", "gz"), ("br", "br")]);
    }
}

#[test]
fn settings_for_iis_are_well_formed_and_netlify_gets_both_files() {
    let site = site("");
    let iis = site.run("serverconf|iis").out;
    assert!(iis.contains("<match url=\"^tin/bai-\\(cu\\)\\.html$\" />"), "{iis}");
    assert_eq!(iis.matches('<').count(), iis.matches('>').count());
    let netlify = site.run("serverconf|netlify").out;
    assert!(netlify.contains("\n/cu/ https://thu.example.vn/tin-tuc/moi/ 301\n"), "{netlify}");
    let wrong = SiteTest::empty().run("serverconf|nginx");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("bantin.yaml"), "{}", wrong.err);
}
