//! The pipeline: files → entries → findings. What it costs is told through events, never printed.

mod fix;
mod load;
mod make;
mod patch;
mod pictures;
mod quick;
mod state;
mod tables;
mod why;
mod workshop;

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

pub use fix::{Fixed, fix};
use jiff::{Timestamp, civil::Time, tz::TimeZone};
use load::{Loaded, Memory};
use make::{Aside, Maker};
use state::State;
pub use why::Why;
pub use workshop::{Inspection, Refreshed, Served, Snapshot, Workshop};

pub use crate::site::Extent;
use crate::{
    check, config,
    diag::{Diagnostic, Severity, Words, order},
    error::Error,
    output::{self, File, Frame},
    publish::{Published, Publisher, Refusal, STATE},
    route::Route,
    site::{self, Site, Sources, routes, visibility},
    source::{files, registries},
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
    /// The moment for which the site is made.
    pub clock: Clock,
    /// Threads; as many as the machine has cores when absent.
    pub jobs: Option<usize>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// How long another build of the site is waited for.
    pub wait: Duration,
    /// Whether it should be told why files are written.
    pub explain: bool,
    /// The theme to use in place of the one that the settings name.
    pub theme: Option<String>,
    /// How much is read: all of it for sites that are made.
    pub extent: Extent,
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
    /// Why each file was written or removed, where that was asked for.
    pub why: Vec<(Route, Why)>,
    /// Path of the site on its host, with a slash at both ends; empty when the settings could not be read.
    pub base: String,
    /// Whether nothing was published, because of an error in what every page is made of.
    pub is_stopped: bool,
}

/// Builds the site, or only checks it where no `out` is given.
///
/// Fails when the machine refuses; what is wrong with the content is in the outcome.
pub fn run(options: &Options, tell: &(dyn Fn(Event) + Sync)) -> Result<Outcome, Error> {
    let start = Instant::now();
    let mut outcome = pool(options)?.install(|| build(options, tell))?;
    outcome.millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(outcome)
}

fn pool(options: &Options) -> Result<rayon::ThreadPool, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build();
    pool.map_err(|error| Error::new("chạy", "start", &options.root, std::io::Error::other(error.to_string())))
}

fn is_error(it: &Diagnostic) -> bool {
    it.severity == Severity::Error
}

/// Whether it is an error in what every page is made of: the settings, the registries, or whether there is content at all.
/// Nothing is published until it is mended.
fn concerns_all(it: &Diagnostic) -> bool {
    let is_shared = |file: &str| file == config::FILE || registries::is_registry(file);
    is_error(it) && (it.code == files::MISSING || it.place.as_ref().is_some_and(|it| is_shared(&it.file)))
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

/// Reads and joins as much of the site at `root` as is asked for; absent where there are no settings to read it by. The errors
/// in it go to `found`.
///
/// Fails when the machine refuses.
pub fn open(
    root: &Path,
    clock: Clock,
    extent: Extent,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<Opened>, Error> {
    let options = Options {
        root: root.to_owned(),
        out: None,
        clock,
        jobs: None,
        drafts: false,
        wait: Duration::ZERO,
        explain: false,
        theme: None,
        extent,
    };
    let (mut listing, mut memory) = (load::list(root)?, Memory::default());
    let loaded = load::load(&options, &mut listing, &mut memory, found, &|_| {})?;
    found.extend(memory.findings().filter(|it| is_error(it)).cloned());
    let Some(Loaded { sources, .. }) = loaded else { return Ok(None) };
    let zone = sources.config.zone();
    let clock = site::Clock { now: clock.instant(&zone), zone };
    let graph = site::resolve(&sources, &clock, None);
    found.extend(graph.findings().filter(|it| is_error(it)).cloned());
    Ok(Some(Opened { sources, clock, graph }))
}

fn build(options: &Options, tell: &(dyn Fn(Event) + Sync)) -> Result<Outcome, Error> {
    let mut notice = |words| tell(Event::Notice(words));
    let mut publisher = None;
    if let Some(out) = options.out.as_ref().filter(|_| options.root.join(config::FILE).is_file()) {
        let notes = options.root.join(STATE);
        match Publisher::open((&options.root, &notes), out, options.wait, &mut notice) {
            Ok(it) => publisher = Some(it),
            Err(refusal) => return refused(refusal, Outcome::default(), Vec::new(), &[]),
        }
    }
    let (mut known, mut state) = quick::look(options, publisher.as_ref(), &mut notice)?;
    if let (Some(state), Some(publisher)) = (&mut state, &mut publisher) {
        match quick::build(options, &mut known, state, publisher) {
            Ok(Some(outcome)) => return Ok(outcome),
            Ok(None) => {}
            Err(refusal) => return refused(refusal, Outcome::default(), Vec::new(), &state.severity),
        }
    }

    let (mut found, mut memory) = (Vec::new(), Memory::default());
    let loaded = load::load(options, &mut known.listing, &mut memory, &mut found, tell)?;
    let in_files: Vec<Diagnostic> = memory.findings().cloned().collect();
    drop(memory);
    let Some(loaded) = loaded else {
        found.extend(in_files);
        return Ok(Outcome { diagnostics: found, is_stopped: options.out.is_some(), ..Outcome::default() });
    };
    let settings = Arc::clone(&loaded.sources.config);
    let (theme, faults) = Theme::load(&options.root, options.theme.as_ref().unwrap_or(&settings.theme))?;
    let is_sound = !faults.iter().any(is_error) && !found.iter().any(concerns_all);
    found.extend(faults);

    let zone = settings.zone();
    let clock = site::Clock { now: options.clock.instant(&zone), zone };
    let graph = site::resolve(&loaded.sources, &clock, None);
    found.extend(graph.findings().cloned());
    let site = Site::new(&loaded.sources, &clock, &graph);
    found.extend(check::run(&site));
    let mut files = output::files(&site, &theme);
    let mut withheld = graph.withheld.clone();
    found.extend(collisions(&mut files, &site, &mut withheld));
    let frame = Frame::new(&site, &theme);
    let pages = files.iter().filter(|it| it.route.as_str().ends_with(".html")).count();
    let is_stopped = !is_sound && options.out.is_some();
    let mut outcome = Outcome { pages, base: settings.base.path.clone(), is_stopped, ..Outcome::default() };
    let (shown, cards) = (pictures::shown(&graph), output::cards(&site));
    let aside = Aside { shown: &shown, cards: &cards };
    let explain = options.explain;
    let maker = Maker { files: &files, frame: &frame, theme: &theme, aside, tell, explain };
    match publisher.filter(|_| is_sound) {
        None if options.out.is_none() => found.extend(maker.check()),
        None => {}
        Some(mut publisher) => {
            publisher.pack(settings.precompress);
            let sources = (&loaded, known.listing.as_mut_slice());
            let made = match maker.publish(&mut publisher, sources, &withheld, state.as_ref()) {
                Ok(made) => made,
                Err(refusal) => {
                    found.extend(in_files);
                    return refused(refusal, outcome, found, &settings.severity);
                }
            };
            let until = visibility::until(&loaded.sources.entries, &clock).map(state::nanoseconds);
            // The state takes room, and nothing of this is needed any more.
            let (names, frame) = (loaded.ground.names, frame.fp());
            drop(files);
            drop((graph, loaded.sources));
            outcome.add(made.published);
            outcome.why = made.why;
            found.extend(made.found);
            let mut state = State {
                made_by: state::made_by(options.drafts),
                moments: (state::nanoseconds(clock.now), until),
                began: known.began,
                listing: known.listing,
                pages,
                base: outcome.base.clone(),
                in_files: in_files.clone(),
                together: found.clone(),
                severity: settings.severity.clone(),
                names,
                frame,
                search: made.search,
                ..State::default()
            };
            state.set_notes(made.notes);
            quick::write(&options.root, state, &publisher);
        }
    }
    found.extend(in_files);
    outcome.diagnostics = order::settle(found, &settings.severity);
    Ok(outcome)
}

/// The outcome of a publication that was refused.
///
/// Fails where the machine refused.
fn refused(
    refusal: Refusal,
    outcome: Outcome,
    mut found: Vec<Diagnostic>,
    severity: &[(String, Option<Severity>)],
) -> Result<Outcome, Error> {
    match refusal {
        Refusal::Machine(error) => Err(error),
        Refusal::Findings(findings) => {
            found.extend(findings);
            Ok(Outcome { diagnostics: order::settle(found, severity), ..outcome })
        }
    }
}

impl Outcome {
    fn add(&mut self, published: Published) {
        self.written = published.written.len();
        self.removed = published.removed.len();
        self.unchanged = published.unchanged;
        self.changed = published.written;
        self.changed.extend(published.removed);
    }
}

/// Leaves out what cannot stand beside what came before: the same place, but for case, or a file where a folder must be.
/// Pages come before files to copy; those left out are added to `withheld`.
fn collisions(files: &mut Vec<File<'_>>, site: &Site<'_>, withheld: &mut Vec<String>) -> Vec<Diagnostic> {
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
    files: HashSet<String>,
    folders: HashSet<String>,
    /// The last place; neighbours share the upper folders.
    last: String,
}

impl Taken {
    fn take(&mut self, route: &str) -> bool {
        let lower = route.to_lowercase();
        let shared = lower.bytes().zip(self.last.bytes()).take_while(|(a, b)| a == b).count();
        let folders =
            || lower.match_indices('/').skip(1).filter(|it| it.0 >= shared).map(|it| &lower[..it.0]);
        if self.folders.contains(&lower) || folders().any(|it| self.files.contains(it)) {
            return false;
        }
        for folder in folders() {
            self.folders.insert(folder.to_owned());
        }
        let is_new = self.files.insert(lower.clone());
        if is_new {
            self.last = lower;
        }
        is_new
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
