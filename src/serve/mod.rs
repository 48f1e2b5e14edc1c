//! The preview: keeps the site in memory, makes what browsers ask for, looks again at what changes in the sources, and tells
//! browsers whose page is another one now. Nothing is written: `public/` and the notes of the site stay as they are.
//!
//! One thread builds, one watches, each connection has one; they share `Live` alone.
#![expect(clippy::disallowed_methods, reason = "the preview reads files that are served as they are")]

mod http;
mod live;
mod place;
mod server;
mod watch;

use std::{
    io,
    net::{IpAddr, TcpListener},
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    build::{self, Clock, Options, Outcome, Refreshed, Workshop},
    diag::{Diagnostic, Severity, Words},
    error::Error,
    words,
};

use live::Live;
use server::Server;
use watch::{Signal, Watch};

/// Makes the text that browsers show of findings.
pub type Explain = dyn Fn(&[Diagnostic]) -> String + Send + Sync;

/// The port where none is asked for.
const PORT: u16 = 1313;

/// What to preview, and where.
pub struct Settings<'a> {
    /// What to build; where it goes and for which moment is decided here.
    pub options: Options,
    /// The moment of each build.
    pub clock: &'a dyn Fn() -> Clock,
    /// Name or address to listen on.
    pub host: String,
    /// Port to listen on, 0 for any; where it is absent the first free one from 1313 on.
    pub port: Option<u16>,
}

/// What is told while it runs.
#[derive(Debug)]
pub enum Event<'a> {
    /// A build says how far it is.
    Build(build::Event),
    /// Browsers find the site at this address; told once, after the first build.
    Ready {
        /// `http://127.0.0.1:1313/`
        address: &'a str,
        /// Port that is taken by another program, which is why it is not in the address.
        taken: Option<u16>,
    },
    /// A build is over.
    Built(&'a Outcome),
    /// A build came to nothing, for this reason.
    Failed(&'a Words),
}

/// Why a preview ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The officer stopped it.
    Stopped,
    /// The folder is that of no site, which was told.
    NoSite,
}

/// How long nothing may change before all findings are gathered, and the longest wait for anything.
const IDLE: Duration = Duration::from_millis(200);
const LONGEST: Duration = Duration::from_hours(1);

/// Previews the site until the program is told to stop. `explain` makes the text that browsers show of findings.
///
/// Fails when the machine refuses the port, the folder or the watch.
pub fn run(
    settings: &Settings<'_>,
    explain: Arc<Explain>,
    tell: &(dyn Fn(Event<'_>) + Sync),
) -> Result<End, Error> {
    let root = &settings.options.root;
    let (listener, taken) = listen(&settings.host, settings.port)?;
    let fault = |source| Error::new("mở cổng", "open", Path::new(&settings.host), source);
    let port = listener.local_addr().map_err(fault)?.port();
    let (send, receive) = mpsc::channel();
    let stop = send.clone();
    let handled = ctrlc::set_handler(move || {
        // Nobody listens any more when the program already ends.
        let _ = stop.send(Signal::Stop);
    });
    handled.map_err(|error| Error::new("chạy", "start", root, io::Error::other(error)))?;
    let real_root = std::fs::canonicalize(root).map_err(|source| Error::new("đọc", "read", root, source))?;
    let mut watch = Watch::start(root, &send)?;

    // Another process, other numbers: a browser that still shows a page of the last preview loads it again.
    let live = Live::new(u64::from(std::process::id()) << 20);
    let server = Arc::new(Server { live, root: real_root, host: settings.host.clone(), explain });
    let workshop = Workshop::new(settings.options.clone())?;
    let mut preview = Preview { settings, server: &server, workshop, millis: 0, tell };
    let end = preview.refresh(None);
    if end.is_none() {
        server.start(listener);
    }
    let first = preview.workshop.inspection().run(&AtomicBool::new(false));
    preview.inspected(first.unwrap_or_default());
    if let Some(end) = end {
        return Ok(end);
    }
    tell(Event::Ready { address: &address(&settings.host, port), taken });
    // Findings of the whole site are gathered in a thread of their own, once nothing changes for a moment.
    let (mut number, mut is_over, mut is_inspected) = (0, Arc::new(AtomicBool::new(false)), true);
    loop {
        let patience = if is_inspected { preview.patience() } else { IDLE };
        let changed = match watch::next(&receive, patience) {
            Some(Signal::Stop) => return Ok(End::Stopped),
            Some(Signal::Inspected(of, outcome)) => {
                if of == number {
                    preview.inspected(*outcome);
                }
                continue;
            }
            Some(Signal::Moved) => {
                watch.renew();
                None
            }
            Some(Signal::Changed(paths)) => Some(paths),
            None if is_inspected => None,
            None => {
                is_inspected = true;
                let inspection = preview.workshop.inspection();
                let (send, is_over) = (send.clone(), Arc::clone(&is_over));
                // A bug in it leaves the findings as they were; a machine without threads has other worries.
                let _ = thread::Builder::new().spawn(move || {
                    if let Some(outcome) = inspection.run(&is_over) {
                        let _ = send.send(Signal::Inspected(number, Box::new(outcome)));
                    }
                });
                continue;
            }
        };
        is_over.store(true, Ordering::Relaxed);
        is_over = Arc::new(AtomicBool::new(false));
        number += 1;
        preview.refresh(changed.as_deref());
        is_inspected = false;
    }
}

struct Preview<'a> {
    settings: &'a Settings<'a>,
    server: &'a Server,
    workshop: Workshop,
    /// How long the last look at the sources took.
    millis: u64,
    tell: &'a (dyn Fn(Event<'_>) + Sync),
}

impl Preview<'_> {
    /// Looks at the sources again, and tells browsers what came of it.
    fn refresh(&mut self, changed: Option<&[String]>) -> Option<End> {
        let (start, tell) = (Instant::now(), self.tell);
        let clock = (self.settings.clock)();
        let workshop = &mut self.workshop;
        let refreshed = caught(|| workshop.refresh(changed, clock, &|event| tell(Event::Build(event))));
        self.millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        match refreshed {
            Ok(Refreshed { snapshot, errors, copied }) => {
                let base = snapshot.as_ref().map(|it| it.base().to_owned());
                self.server.live.built(snapshot, base.as_deref(), &copied, (self.server.explain)(&errors));
                self.workshop.clear();
                errors.iter().any(|it| it.code == "config-missing").then_some(End::NoSite)
            }
            Err(reason) => {
                self.server.live.found(format!("{}\n\n{}\n", reason.vi, reason.en));
                (self.tell)(Event::Failed(&reason));
                None
            }
        }
    }

    /// Tells all that is wrong.
    fn inspected(&self, outcome: Outcome) {
        self.server.live.found(self.explained(&outcome.diagnostics));
        (self.tell)(Event::Built(&Outcome { millis: self.millis, ..outcome }));
    }

    fn explained(&self, found: &[Diagnostic]) -> String {
        let errors: Vec<Diagnostic> =
            found.iter().filter(|it| it.severity == Severity::Error).cloned().collect();
        (self.server.explain)(&errors)
    }

    /// How long the site stays as it is if nobody edits it.
    fn patience(&self) -> Duration {
        let Clock::Now(now) = (self.settings.clock)() else { return LONGEST };
        let until = self.workshop.until().map(|it| it.duration_since(now));
        let until = until.and_then(|it| Duration::try_from(it).ok()).unwrap_or(LONGEST);
        until.clamp(IDLE, LONGEST)
    }
}

/// The outcome, or why there is none: a bug in one build does not end the preview.
fn caught<T>(build: impl FnOnce() -> Result<T, Error>) -> Result<T, Words> {
    let words_of =
        |it: Error| Words { vi: it.message(crate::diag::Lang::Vi), en: it.message(crate::diag::Lang::En) };
    panic::catch_unwind(AssertUnwindSafe(build)).map_or_else(
        |_| {
            Err(words!(
                "bantin gặp sự cố bên trong khi dựng lại; trang đang xem là bản dựng được gần nhất",
                "bantin met a bug while building; the site shown is the last that could be built"
            ))
        },
        |built| built.map_err(words_of),
    )
}

/// Opens the port asked for, or else the first free one from [`PORT`] on; then with the port that was not free.
///
/// Fails when the machine refuses, or when the port asked for is taken.
fn listen(host: &str, port: Option<u16>) -> Result<(TcpListener, Option<u16>), Error> {
    let fault = |port: u16, source| {
        let address = address(host, port);
        Error::new("mở", "open", Path::new(address.trim_end_matches('/')), source)
    };
    // `[::1]` is how addresses write `::1`.
    let name = host.trim_matches(['[', ']']);
    if let Some(port) = port {
        return TcpListener::bind((name, port)).map(|it| (it, None)).map_err(|it| fault(port, it));
    }
    let mut last = io::ErrorKind::AddrInUse.into();
    for port in PORT..PORT + 100 {
        match TcpListener::bind((name, port)) {
            Ok(listener) => return Ok((listener, Some(PORT).filter(|it| *it != port))),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            Err(error) => return Err(fault(port, error)),
        }
    }
    Err(fault(PORT, last))
}

/// Where a browser on this machine finds what listens on `host`.
fn address(host: &str, port: u16) -> String {
    let name = host.trim_matches(['[', ']']);
    match name.parse::<IpAddr>() {
        Ok(it) if it.is_unspecified() => format!("http://localhost:{port}/"),
        Ok(IpAddr::V6(it)) => format!("http://[{it}]:{port}/"),
        _ => format!("http://{name}:{port}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_addresses_that_browsers_take() {
        assert_eq!(address("127.0.0.1", 1313), "http://127.0.0.1:1313/");
        assert_eq!(address("[::1]", 80), "http://[::1]:80/");
        assert_eq!(address("::1", 80), "http://[::1]:80/");
        assert_eq!(address("0.0.0.0", 80), "http://localhost:80/");
        assert_eq!(address("may-toi", 80), "http://may-toi:80/");
    }

    #[test]
    fn takes_the_port_asked_for_or_fails() {
        let (first, taken) = listen("127.0.0.1", Some(0)).unwrap();
        assert_eq!(taken, None);
        let port = first.local_addr().unwrap().port();
        let refused = listen("127.0.0.1", Some(port)).unwrap_err();
        assert_eq!(refused.source.kind(), io::ErrorKind::AddrInUse);
    }

    #[test]
    fn outlives_a_bug_in_a_build() {
        let broken = caught::<()>(|| panic!("thử"));
        assert!(broken.unwrap_err().vi.starts_with("bantin gặp sự cố"));
        assert!(caught(|| Ok(())).is_ok());
    }
}
