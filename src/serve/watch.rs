//! Which changes on the disk call for a build, and when they are over for a moment.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    time::{Duration, Instant},
};

use notify::{
    Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher, event::ModifyKind,
};

use crate::{build::Outcome, config, error::Error, source::files::is_litter};

/// A change is heeded when nothing else has changed for so long…
const QUIET: Duration = Duration::from_millis(5);
/// …or so long after the first of several.
const LIMIT: Duration = Duration::from_millis(100);
/// Between two looks where the system does not tell of changes by itself.
const LOOK: Duration = Duration::from_secs(1);

/// Folders of sources below the root.
const FOLDERS: &[&str] = &["content", "themes"];

/// What the builder waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Signal {
    /// These sources have changed: paths below the root, with `/`.
    Changed(Vec<String>),
    /// A whole folder of sources came, went or was moved, or changes were missed.
    Moved,
    /// The inspection of that number has come to its end.
    Inspected(u64, Box<Outcome>),
    /// The officer has had enough.
    Stop,
}

/// The watch over the sources of a site.
pub(super) struct Watch {
    watcher: Box<dyn Watcher>,
    root: PathBuf,
}

impl Watch {
    /// Sends a signal for every change from now on.
    ///
    /// Fails when the machine refuses.
    pub(super) fn start(root: &Path, send: &Sender<Signal>) -> Result<Self, Error> {
        let fault = |error: notify::Error| {
            let source = match error.kind {
                notify::ErrorKind::Io(source) => source,
                other => std::io::Error::other(notify::Error::new(other)),
            };
            Error::new("theo dõi", "watch", root, source)
        };
        let root = &std::fs::canonicalize(root).map_err(|source| fault(notify::Error::io(source)))?;
        let handler = |send: Sender<Signal>, root: PathBuf| {
            move |event: notify::Result<Event>| {
                if let Some(signal) = event.map_or(Some(Signal::Moved), |it| signal(&root, &it)) {
                    // Nobody listens any more when the program ends.
                    let _ = send.send(signal);
                }
            }
        };
        let own = RecommendedWatcher::new(handler(send.clone(), root.clone()), Config::default());
        let own = own.and_then(|it| Self::over(Box::new(it), root));
        // Systems have limits to what they watch.
        own.or_else(|_| {
            let config = Config::default().with_poll_interval(LOOK);
            let polling = PollWatcher::new(handler(send.clone(), root.clone()), config);
            polling.and_then(|it| Self::over(Box::new(it), root)).map_err(fault)
        })
    }

    fn over(mut watcher: Box<dyn Watcher>, root: &Path) -> notify::Result<Self> {
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.iter().map(|it| root.join(it)).filter(|it| it.is_dir()) {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
        Ok(Self { watcher, root: root.to_owned() })
    }

    /// Watches the folders that stand there now. What changes meanwhile is found by the build that follows.
    pub(super) fn renew(&mut self) {
        for folder in FOLDERS.iter().map(|it| self.root.join(it)) {
            // A folder that is gone, or was never there, is no longer watched either.
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() {
                let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }
}

fn signal(root: &Path, event: &Event) -> Option<Signal> {
    if event.need_rescan() {
        return Some(Signal::Moved);
    }
    // To read a file, as builds do, is no change.
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let below = event.paths.iter().filter_map(|it| it.strip_prefix(root).ok());
    let concerned: Vec<&Path> = below.filter(|it| concerns(it)).collect();
    let is_place_change = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) | EventKind::Any
    );
    let is_folder = |it: &&Path| FOLDERS.iter().any(|name| *it == Path::new(name));
    let spelt = |it: &&Path| it.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/");
    match concerned.as_slice() {
        [] => None,
        all if is_place_change && all.iter().any(is_folder) => Some(Signal::Moved),
        all => Some(Signal::Changed(all.iter().map(spelt).collect())),
    }
}

/// Whether a path below the root is that of a source.
fn concerns(below: &Path) -> bool {
    let mut parts = below.iter().map(|it| it.to_string_lossy());
    let Some(first) = parts.next() else { return false };
    if FOLDERS.contains(&&*first) {
        !parts.any(|it| is_litter(&it))
    } else {
        below == Path::new(config::FILE)
    }
}

/// Waits for a change and for the pause after it; what came last is told as one signal, the gravest. Absent when nothing
/// has changed for as long as `patience`.
pub(super) fn next(receive: &Receiver<Signal>, patience: Duration) -> Option<Signal> {
    let mut gravest = match receive.recv_timeout(patience) {
        Ok(signal) => signal,
        Err(RecvTimeoutError::Timeout) => return None,
        Err(RecvTimeoutError::Disconnected) => return Some(Signal::Stop),
    };
    let start = Instant::now();
    while !matches!(gravest, Signal::Stop | Signal::Inspected(..)) {
        let rest = LIMIT.saturating_sub(start.elapsed());
        match (receive.recv_timeout(QUIET.min(rest)), &mut gravest) {
            (Ok(Signal::Changed(more)), Signal::Changed(paths)) => paths.extend(more),
            // What was found out about the site as it was is of no use once it has changed.
            (Ok(Signal::Changed(_) | Signal::Inspected(..)), Signal::Moved | Signal::Stop)
            | (Ok(Signal::Inspected(..)), _) => {}
            (Ok(graver), _) => gravest = graver,
            (Err(RecvTimeoutError::Timeout), _) => break,
            (Err(RecvTimeoutError::Disconnected), _) => return Some(Signal::Stop),
        }
    }
    if let Signal::Changed(paths) = &mut gravest {
        paths.sort_unstable();
        paths.dedup();
    }
    Some(gravest)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use notify::event::{AccessKind, CreateKind, ModifyKind, RemoveKind, RenameMode};

    use super::*;

    #[track_caller]
    fn check(kind: EventKind, paths: &[&str], expected: Option<Signal>) {
        let root = Path::new("/trang");
        let event = paths.iter().fold(Event::new(kind), |event, it| event.add_path(root.join(it)));
        assert_eq!(signal(root, &event), expected, "{event:?}");
    }

    #[test]
    fn sources_call_for_a_build_and_nothing_else_does() {
        let edit = EventKind::Modify(ModifyKind::Any);
        for source in ["content/tin-tuc/a.md", "content/hinh-anh", "themes/default/x.html", "bantin.yaml"] {
            check(edit, &[source], Some(Signal::Changed(vec![source.to_owned()])));
        }
        for other in [
            "public/index.html",
            ".bantin/lock",
            ".git/index",
            "README.md",
            "content/.a.md.swp",
            "content/a.md~",
            "content/.git/HEAD",
            "content/~$a.docx",
            "tin/bantin.yaml",
            "",
        ] {
            check(edit, &[other], None);
        }
        check(EventKind::Access(AccessKind::Read), &["content/a.md"], None);
    }

    #[test]
    fn a_save_by_rename_is_a_change_and_a_moved_folder_more_than_that() {
        let rename = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        let changed = |path: &str| Some(Signal::Changed(vec![path.to_owned()]));
        check(rename, &["content/.a.md.tmp", "content/a.md"], changed("content/a.md"));
        check(rename, &["content", "content-cu"], Some(Signal::Moved));
        check(EventKind::Remove(RemoveKind::Folder), &["themes"], Some(Signal::Moved));
        check(EventKind::Create(CreateKind::Folder), &["content/moi"], changed("content/moi"));
    }

    #[test]
    fn a_burst_is_one_signal_and_the_end_comes_first() {
        let burst = |all: &[Signal]| {
            let (send, receive) = mpsc::channel();
            for it in all {
                send.send(it.clone()).unwrap();
            }
            let first = next(&receive, Duration::MAX).unwrap();
            drop(send);
            (first, receive.iter().count())
        };
        let changed = |path: &str| Signal::Changed(vec![path.to_owned()]);
        assert_eq!(burst(&vec![changed("content/a.md"); 200]), (changed("content/a.md"), 0));
        let both = Signal::Changed(vec!["content/a.md".to_owned(), "content/b.md".to_owned()]);
        assert_eq!(burst(&[changed("content/b.md"), changed("content/a.md")]), (both, 0));
        assert_eq!(burst(&[changed("a"), Signal::Moved, changed("a")]), (Signal::Moved, 0));
        assert_eq!(burst(&[changed("a"), Signal::Stop, changed("a")]).0, Signal::Stop);
        let (_send, receive) = mpsc::channel();
        assert_eq!(next(&receive, Duration::ZERO), None);
    }
}
