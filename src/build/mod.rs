//! The pipeline: files → entries → findings. What it costs is told through events, never printed.

mod fix;
mod load;
mod make;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

pub use fix::{Fixed, fix};
use jiff::{Timestamp, civil::Time, tz::TimeZone};
use load::Loaded;
use make::Maker;

use crate::{
    check, config,
    diag::{Diagnostic, Severity, Words, order},
    error::Error,
    output::{self, File, Frame},
    publish::{Publisher, Refusal, STATE},
    route::Route,
    site::{self, Site, Sources, routes},
    text::date::Moment,
    theme::Theme,
    words,
};

/// What to build.
#[derive(Debug, Clone)]
pub struct Options {
    /// Folder of the site.
    pub root: PathBuf,
    /// Where the site is written; absent when it is only checked.
    pub out: Option<PathBuf>,
    /// Folder of the notes about `out`; that of the site when absent.
    pub notes: Option<PathBuf>,
    /// The moment for which the site is made.
    pub clock: Clock,
    /// Threads; as many as the machine has cores when absent.
    pub jobs: Option<usize>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// How long another build of the site is waited for.
    pub wait: Duration,
}

/// The moment for which a site is made: an input like any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The instant at which the program was started.
    Now(Timestamp),
    /// As the officer wrote it, in the zone of the site; a day alone means its end.
    AsOf(Moment),
}

impl Clock {
    /// The instant, for a site in `zone`.
    pub fn instant(self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Now(instant) => instant,
            Self::AsOf(moment) => moment.instant(zone, Time::constant(23, 59, 59, 0)),
        }
    }
}

/// What is told while it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A sentence that the officer should see now.
    Notice(Words),
    /// So many of so many are done.
    Progress {
        /// A verb: "đọc", "reading".
        doing: Words,
        /// Done so far.
        done: usize,
        /// All there is to do.
        total: usize,
    },
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// All findings, as they are shown.
    pub diagnostics: Vec<Diagnostic>,
    /// Pages of the site.
    pub pages: usize,
    /// Files written.
    pub written: usize,
    /// Files removed.
    pub removed: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// How long it took.
    pub millis: u64,
    /// The files written and removed.
    pub changed: Vec<Route>,
    /// Path of the site on its host, with a slash at both ends; empty when the settings could not be read.
    pub base: String,
}

/// Builds the site, or only checks it where no `out` is given.
///
/// Fails when the machine refuses; what is wrong with the content is in the outcome.
pub fn run(options: &Options, tell: &(dyn Fn(Event) + Sync)) -> Result<Outcome, Error> {
    let start = Instant::now();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build();
    let pool = pool.map_err(|error| {
        Error::new("chạy", "start", &options.root, std::io::Error::other(error.to_string()))
    })?;
    let mut outcome = pool.install(|| build(options, tell))?;
    outcome.millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(outcome)
}

/// A site that was read and joined, for commands that answer questions about it.
#[derive(Debug)]
pub struct Opened {
    /// What was read.
    pub sources: Sources,
    /// The moment for which it was joined.
    pub clock: site::Clock,
    /// How it hangs together.
    pub graph: site::Graph,
}

/// Reads and joins the site at `root`; absent where there are no settings to read it by. What is wrong with it goes to `found`.
///
/// Fails when the machine refuses.
pub fn open(root: &Path, clock: Clock, found: &mut Vec<Diagnostic>) -> Result<Option<Opened>, Error> {
    let options = Options {
        root: root.to_owned(),
        out: None,
        notes: None,
        clock,
        jobs: None,
        drafts: false,
        wait: Duration::ZERO,
    };
    let Some(Loaded { sources, .. }) = load::load(&options, found, &|_| {})? else { return Ok(None) };
    let zone = sources.config.zone();
    let clock = site::Clock { now: clock.instant(&zone), zone };
    let mut graph = site::resolve(&sources, &clock, None);
    found.append(&mut graph.diagnostics);
    Ok(Some(Opened { sources, clock, graph }))
}

fn build(options: &Options, tell: &(dyn Fn(Event) + Sync)) -> Result<Outcome, Error> {
    let mut found = Vec::new();
    let Some(loaded) = load::load(options, &mut found, tell)? else {
        return Ok(Outcome { diagnostics: found, ..Outcome::default() });
    };
    let settings = &loaded.sources.config;
    let (theme, faults) = Theme::load(&options.root, &settings.theme)?;
    // Settings and templates concern every page: with a fault in them nothing is published.
    let is_error = |it: &Diagnostic| it.severity == Severity::Error;
    let in_settings = |it: &Diagnostic| it.place.as_ref().is_some_and(|it| &*it.file == config::FILE);
    let is_sound = !faults.iter().any(is_error) && !found.iter().any(|it| is_error(it) && in_settings(it));
    found.extend(faults);

    let zone = settings.zone();
    let clock = site::Clock { now: options.clock.instant(&zone), zone };
    let mut graph = site::resolve(&loaded.sources, &clock, None);
    found.append(&mut graph.diagnostics);
    let site = Site::new(&loaded.sources, &clock, &graph);
    found.extend(check::run(&site));
    let mut files = output::files(&site, &theme);
    let mut withheld = graph.withheld.clone();
    found.extend(settle(&mut files, &site, &mut withheld));
    let frame = Frame::new(&site, &theme);
    let pages = files.iter().filter(|it| it.route.as_str().ends_with(".html")).count();
    let mut outcome = Outcome { pages, base: settings.base.path.clone(), ..Outcome::default() };
    let maker = Maker { files: &files, frame: &frame, theme: &theme, tell };
    match options.out.as_ref().filter(|_| is_sound) {
        None => found.extend(maker.check()),
        Some(out) => {
            let mut notice = |words| tell(Event::Notice(words));
            let notes = options.notes.clone().unwrap_or_else(|| options.root.join(STATE));
            let published = Publisher::open((&options.root, &notes), out, options.wait, &mut notice)
                .and_then(|publisher| maker.publish(publisher, &loaded, &withheld));
            match published {
                Ok(published) => {
                    outcome.written = published.written.len();
                    outcome.removed = published.removed.len();
                    outcome.unchanged = published.unchanged;
                    outcome.changed = published.written;
                    outcome.changed.extend(published.removed);
                }
                Err(Refusal::Machine(error)) => return Err(error),
                Err(Refusal::Findings(findings)) => found.extend(findings),
            }
        }
    }
    outcome.diagnostics = order::settle(found, &settings.severity);
    Ok(outcome)
}

/// Leaves out what cannot stand beside what came before: the same place, but for case, or a file where a folder must be.
/// Pages come before files to copy; those left out are added to `withheld`.
fn settle(files: &mut Vec<File<'_>>, site: &Site<'_>, withheld: &mut Vec<String>) -> Vec<Diagnostic> {
    let mut taken = Taken::default();
    let mut found = Vec::new();
    files.retain(|file| {
        let is_free = taken.take(file.route.as_str());
        if !is_free {
            found.push(page_in_the_way(&file.route, site));
        }
        is_free
    });
    for asset in site.assets.values().filter(|it| !withheld.contains(&it.url)).collect::<Vec<_>>() {
        if !taken.take(&asset.url) {
            let url = &asset.url;
            found.push(
                Diagnostic::error(
                    "url-collision",
                    words!(
                        "tệp content{url} trùng địa chỉ với một trang hay tệp khác",
                        "the file content{url} has the address of a page or of another file"
                    ),
                )
                .help(words!(
                    "đổi tên tệp đó; tên chỉ khác ở chữ hoa, chữ thường cũng là trùng",
                    "rename that file; names that differ only in case count as equal"
                ))
                .at(&format!("content{url}").into(), crate::diag::Pos { line: 1, column: 1, len: 0 }),
            );
            withheld.push(asset.url.clone());
        }
    }
    found
}

/// Places taken so far, in lower case, and the folders that they need.
#[derive(Default)]
struct Taken {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Taken {
    fn take(&mut self, route: &str) -> bool {
        let lower = route.to_lowercase();
        let folders: Vec<&str> = lower.match_indices('/').skip(1).map(|(at, _)| &lower[..at]).collect();
        if self.folders.contains(&lower) || folders.iter().any(|it| self.files.contains(*it)) {
            return false;
        }
        self.folders.extend(folders.into_iter().map(str::to_owned));
        self.files.insert(lower)
    }
}

/// A page whose place is taken, reported at the entry that has the address.
fn page_in_the_way(route: &Route, site: &Site<'_>) -> Diagnostic {
    let url = route.as_str().trim_end_matches("index.html");
    let finding = Diagnostic::error(
        "url-collision",
        words!("hai trang có cùng địa chỉ {url}", "two pages have the address {url}"),
    )
    .help(words!(
        "đổi tên tệp hoặc slug của bài dùng địa chỉ này",
        "rename the file or the slug that uses it"
    ));
    match site.graph.at(url).map(|id| site.entry(id)) {
        Some(entry) => finding.at(&entry.file, routes::url_pos(entry)),
        None => finding,
    }
}
