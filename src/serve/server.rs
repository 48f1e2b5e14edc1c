//! Answers browsers: files of the site, made when they are asked for, and what the preview adds below `/_bantin/`.

use std::{
    fs::{self, File},
    io::{self, Write},
    net::{IpAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use super::{
    Explain,
    http::{self, Body, Request, Response},
    live::{Live, Now},
    place::{self, Place},
};
use crate::{
    build::{Served, Snapshot},
    route::Route,
    stamp::Fp,
};

/// How long a browser may take over its request, or over taking the answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two signs of life on a connection for events.
const PULSE: Duration = Duration::from_secs(15);

const SCRIPT: &str = include_str!("reload.js");
const STYLE: &str = include_str!("reload.css");

/// Shown where no page could be made yet; the script tells why.
const EMPTY: &str = "<!doctype html><meta charset=\"utf-8\"><title>bantin</title>";

/// What connections share.
pub(super) struct Server {
    pub(super) live: Live,
    /// The folder of the site, without links.
    pub(super) root: PathBuf,
    /// The name or address that the preview was told to listen on.
    pub(super) host: String,
    /// How browsers are told of findings.
    pub(super) explain: Arc<Explain>,
}

impl Server {
    /// Answers whoever comes, each in a thread of its own, as long as the program runs.
    pub(super) fn start(self: &Arc<Self>, listener: TcpListener) {
        let server = Arc::clone(self);
        thread::spawn(move || {
            for stream in listener.incoming() {
                match stream {
                    Ok(stream) => {
                        let server = Arc::clone(&server);
                        // A browser that goes away is no fault, and a machine without threads has other worries.
                        let _ = thread::Builder::new().spawn(move || server.serve(stream));
                    }
                    Err(_) => thread::sleep(Duration::from_millis(50)),
                }
            }
        });
    }

    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let Some(request) = Request::read(&mut stream)? else {
            return Response::new("400 Bad Request", place::TEXT, "").send(&mut stream, false);
        };
        let is_head = request.method == "HEAD";
        if !is_own_name(&request.host, &self.host) {
            // Another site that leads its own name to this machine must not read the preview.
            let text = format!("bantin serve: Host \"{}\" ?\n", request.host.escape_debug());
            return Response::new("403 Forbidden", place::TEXT, text).send(&mut stream, is_head);
        }
        if request.method != "GET" && !is_head {
            return Response::new("405 Method Not Allowed", place::TEXT, "").send(&mut stream, false);
        }
        match request.path.as_str() {
            "/_bantin/events" if !is_head => self.events(&request, &mut stream),
            "/_bantin/findings" => ok(place::TEXT, self.live.findings()).send(&mut stream, is_head),
            "/_bantin/reload.js" => ok("text/javascript; charset=utf-8", SCRIPT).send(&mut stream, is_head),
            "/_bantin/reload.css" => ok("text/css; charset=utf-8", STYLE).send(&mut stream, is_head),
            _ => self.page(&request).send(&mut stream, is_head),
        }
    }

    /// Tells of every build until the browser goes away.
    fn events(&self, request: &Request, stream: &mut TcpStream) -> io::Result<()> {
        let head = http::head("200 OK", "text/event-stream");
        write!(stream, "{head}\r\nretry: 1000\n\n")?;
        let number = |it: &str| it.parse::<u64>().ok();
        let mut since = number(&request.last_event).or_else(|| request.value("since").and_then(number));
        let address = request.value("page").and_then(place::decoded).unwrap_or_default();
        // What the page was made of that the browser shows.
        let mut shown = since.and_then(|it| self.live.shown(&address, it));
        loop {
            let now = self.live.now();
            let key = key_at(&now, &address);
            let known =
                shown.filter(|_| since.is_some()).or_else(|| (since == Some(now.number)).then_some(key));
            let is_other = known.is_some_and(|it| it != key);
            let message = self.live.message(since.filter(|_| known.is_some()), is_other.then_some(&address));
            write!(stream, "id: {}\ndata: {message}\n\n", now.number)?;
            (since, shown) = (Some(now.number), Some(key));
            while !self.live.wait(now.number, PULSE) {
                stream.write_all(b":\n\n")?;
            }
        }
    }

    fn page(&self, request: &Request) -> Response {
        // Before the page is made: one that is made of newer sources counts as old.
        let Now { number, base, site } = self.live.now();
        let (Some(base), Some(site)) = (base, site) else {
            return Response::new("503 Service Unavailable", place::HTML, with_script(EMPTY.into(), number));
        };
        let address = place::decoded(&request.path).unwrap_or_default();
        let route = match place::place(&request.path, &base) {
            Place::File(route) => route,
            Place::Moved(to) => return moved(&to, request),
            Place::Nowhere => return self.missing(&site, number),
        };
        let kind = place::content_type(&route);
        let is_page = kind == place::HTML;
        match site.serve(&route) {
            Some(Ok(Served::Made(bytes, key))) if is_page => {
                self.live.show(&address, number, key);
                self.live.keep(&route, &bytes);
                Response::new("200 OK", place::HTML, with_script(bytes, number))
            }
            Some(Ok(Served::Made(bytes, _))) => ok(kind, bytes),
            Some(Ok(Served::Copy(path))) => {
                self.copy(&path, kind).unwrap_or_else(|| self.missing(&site, number))
            }
            Some(Err(finding)) => {
                self.live.fault(&route, (self.explain)(&[*finding]));
                let last = self.live.kept(&route).unwrap_or_else(|| EMPTY.into());
                Response::new("500 Internal Server Error", place::HTML, with_script(last, number))
            }
            None => {
                let index = Route::new(&format!("{}/index.html", route.as_str()));
                if index.is_ok_and(|it| site.key(&it).is_some()) {
                    return moved(&format!("{}/", place::encoded(&address)), request);
                }
                self.live.show(&address, number, Fp::NONE);
                self.missing(&site, number)
            }
        }
    }

    /// The page of the site for what it does not have.
    fn missing(&self, site: &Snapshot, number: u64) -> Response {
        let own = Route::new("/404.html").ok().and_then(|it| site.serve(&it));
        let bytes = match own {
            Some(Ok(Served::Made(bytes, _))) => bytes,
            _ => b"404".to_vec(),
        };
        Response::new("404 Not Found", place::HTML, with_script(bytes, number))
    }

    /// A plain file of the sources; nothing that a link leads out of them.
    fn copy(&self, path: &Path, content_type: &'static str) -> Option<Response> {
        let path = fs::canonicalize(path).ok().filter(|it| it.starts_with(&self.root))?;
        let metadata = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let body = Body::File(File::open(path).ok()?, metadata.len());
        Some(Response { status: "200 OK", content_type, location: None, body })
    }
}

/// What the page at `address` is made of now; [`Fp::NONE`] where there is none.
fn key_at(now: &Now, address: &str) -> Fp {
    let (Some(base), Some(site)) = (&now.base, &now.site) else { return Fp::NONE };
    match place::place(&place::encoded(address), base) {
        Place::File(route) => site.key(&route).unwrap_or(Fp::NONE),
        Place::Moved(_) | Place::Nowhere => Fp::NONE,
    }
}

fn ok(content_type: &'static str, body: impl Into<Vec<u8>>) -> Response {
    Response::new("200 OK", content_type, body)
}

fn moved(to: &str, request: &Request) -> Response {
    let mark = if request.query.is_empty() { "" } else { "?" };
    let location = Some(format!("{to}{mark}{}", request.query));
    Response { status: "302 Found", content_type: place::TEXT, location, body: Body::Bytes(Vec::new()) }
}

/// The page with the script that loads it again.
fn with_script(mut html: Vec<u8>, now: u64) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let script = format!("<script src=\"/_bantin/reload.js?since={now}\"></script>");
    let end = html.windows(END.len()).rposition(|it| it.eq_ignore_ascii_case(END)).unwrap_or(html.len());
    html.splice(end..end, script.into_bytes());
    html
}

/// Whether a browser that asks for `asked` (`localhost:1313`) means this machine by a name that no one else can lead here:
/// its own names, what the preview was told to listen on, and any bare address where that is every address.
fn is_own_name(asked: &str, own: &str) -> bool {
    let name = match asked.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => asked.split(':').next().unwrap_or_default(),
    };
    let is_everywhere = own.parse::<IpAddr>().is_ok_and(|it| it.is_unspecified());
    name.eq_ignore_ascii_case("localhost")
        || (!name.is_empty() && name.eq_ignore_ascii_case(own))
        || name.parse::<IpAddr>().is_ok_and(|it| it.is_loopback() || is_everywhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_to_its_own_names_only() {
        #[track_caller]
        fn check(asked: &str, own: &str, expected: bool) {
            assert_eq!(is_own_name(asked, own), expected, "{asked} at {own}");
        }
        for asked in ["localhost", "LOCALHOST:1313", "127.0.0.1:1313", "[::1]:1313", "127.8.8.8"] {
            check(asked, "127.0.0.1", true);
        }
        for asked in ["", ":1313", "xau.example", "localhost.xau.example:1313", "192.168.1.5", "[fe80::1]:1"]
        {
            check(asked, "127.0.0.1", false);
        }
        check("192.168.1.5:1313", "0.0.0.0", true);
        check("xau.example", "0.0.0.0", false);
        check("may-toi:1313", "may-toi", true);
    }

    #[test]
    fn puts_the_script_before_the_end_of_the_page() {
        #[track_caller]
        fn check(html: &str, expected: &str) {
            let got = String::from_utf8(with_script(html.into(), 7)).unwrap();
            let script = "<script src=\"/_bantin/reload.js?since=7\"></script>";
            assert_eq!(got, expected.replace('*', script), "{html}");
        }
        check("<body>a</body></html>", "<body>a*</body></html>");
        check("<pre>&lt;/body></pre></body></BODY>", "<pre>&lt;/body></pre></body>*</BODY>");
        check("a", "a*");
    }
}
