//! The pipeline: files → entries → findings. What it costs is told through events, never printed.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use jiff::{Timestamp, civil::Time, tz::TimeZone};
use rayon::prelude::*;

use crate::{
    config::{self, Config, section_of},
    diag::{Diagnostic, Words, codes, order},
    error::Error,
    kind::registry::Registries,
    legal::Lexicon,
    source::{Entry, Tree, decode::decode, files, markdown::Abbreviations, parse, registries, rows},
    text::{date::Moment, near},
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
}

/// Reads the site and reports what is wrong with it.
///
/// Fails when the machine refuses; what is wrong with the content is in the outcome.
pub fn run(options: &Options, tell: &(dyn Fn(Event) + Sync)) -> Result<Outcome, Error> {
    let start = Instant::now();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build();
    let pool = pool.map_err(|error| {
        Error::new("chạy", "start", &options.root, std::io::Error::other(error.to_string()))
    })?;
    let mut outcome = pool.install(|| check(options, tell))?;
    outcome.millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(outcome)
}

fn check(options: &Options, tell: &(dyn Fn(Event) + Sync)) -> Result<Outcome, Error> {
    let mut found = Vec::new();
    let Some(config) = read_config(options, &mut found)? else {
        return Ok(Outcome { diagnostics: found, ..Outcome::default() });
    };
    let tree = files::walk(&options.root, &config)?;
    let entries = read_entries(&config, tree, &mut found, tell)?;
    let pages = entries.len();
    found.extend(entries.into_iter().flat_map(|it| it.diagnostics));
    Ok(Outcome { diagnostics: order::settle(found, &config.severity), pages, ..Outcome::default() })
}

/// The settings of the site; absent when there are none to read, which has been reported.
fn read_config(options: &Options, found: &mut Vec<Diagnostic>) -> Result<Option<Config>, Error> {
    let bytes = match files::read(&options.root.join(config::FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.source.kind() == std::io::ErrorKind::NotFound && options.root.is_dir() => {
            found.push(
                Diagnostic::error(
                    "config-missing",
                    words!("thư mục này chưa có tệp bantin.yaml", "this folder has no file bantin.yaml"),
                )
                .help(words!(
                    "chạy lệnh trong thư mục của trang, hoặc tạo trang mới bằng: bantin init TÊN-THƯ-MỤC",
                    "run the command in the site's folder, or make a new site with: bantin init FOLDER"
                )),
            );
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    match decode(&bytes, &config::FILE.into(), found) {
        Ok(text) => {
            let config = config::parse(&text, found);
            found.extend(config.severity.iter().filter_map(|(code, _)| unknown_code(code)));
            Ok(Some(config))
        }
        Err(fault) => {
            found.push(*fault);
            Ok(None)
        }
    }
}

fn unknown_code(code: &str) -> Option<Diagnostic> {
    if codes::find(code).is_some() {
        return None;
    }
    let finding = Diagnostic::warning(
        "config-unknown-code",
        words!("severity: không có mã chẩn đoán \"{code}\"", "severity: there is no code \"{code}\""),
    );
    let finding = match near::nearest(code, codes::all().map(|it| it.code)) {
        Some(near) => finding.help(words!("có phải ý bạn là {near}?", "did you mean {near}?")),
        None => finding,
    };
    Some(finding.at(&config::FILE.into(), crate::diag::Pos { line: 1, column: 1, len: 0 }))
}

fn read_entries(
    config: &Config,
    tree: Tree,
    found: &mut Vec<Diagnostic>,
    tell: &(dyn Fn(Event) + Sync),
) -> Result<Vec<Entry>, Error> {
    found.extend(tree.diagnostics);
    let mut all = Registries::default();
    for it in &tree.registries {
        registries::read(&it.file, &files::read(&it.path)?, &mut all, found);
    }
    registries::check(&all, found);
    let pairs = all.abbreviations.iter().map(|it| (it.short.value.clone(), it.full.clone()));
    let abbreviations = Abbreviations::new(pairs.collect());
    let cx = parse::Context { config, abbreviations: &abbreviations, lexicon: &Lexicon::default() };
    let mut entries = Vec::new();
    for it in &tree.tables {
        let Some(section) = section_of(&config.sections, &it.below) else { continue };
        entries.extend(rows::parse(&it.file, &section.folder, &files::read(&it.path)?, found));
    }
    let (total, done) = (tree.markdown.len(), AtomicUsize::new(0));
    let parsed: Result<Vec<_>, Error> = tree
        .markdown
        .par_iter()
        .map(|it| {
            let entry = parse::parse(&it.file, &it.below, &files::read(&it.path)?, &cx);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            tell(Event::Progress { doing: words!("đọc", "reading"), done, total });
            Ok(entry)
        })
        .collect();
    for it in parsed? {
        match it {
            Ok(entry) => entries.push(entry),
            Err(faults) => found.extend(faults),
        }
    }
    Ok(entries)
}
