//! What browsers are told: which addresses changed since the page they show was made, and whether something is wrong.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::json;

/// Changes that are remembered; a page older than that is simply loaded again.
const REMEMBERED: usize = 64;
/// More changed addresses than this are as good as all.
const MANY: usize = 500;

/// What a build changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// Every page may look different.
    All,
    /// These addresses: paths on the host, folders with a slash at the end.
    Paths(Vec<String>),
}

/// The state of the preview, shared by the builder and the connections.
pub(super) struct Live {
    state: Mutex<State>,
    has_changed: Condvar,
}

struct State {
    /// Path of the site on its host; absent while nothing could be built.
    base: Option<String>,
    /// Number of the last build.
    now: u64,
    /// What the last builds changed, the newest at the end.
    log: VecDeque<Change>,
    /// What is wrong, as people read it; empty when nothing is.
    findings: String,
}

impl Live {
    /// `first` is the number before the first build. Another run of the program should have another one: pages that a
    /// browser still shows from then are loaded again.
    pub(super) fn new(first: u64) -> Self {
        let state = State { base: None, now: first, log: VecDeque::new(), findings: String::new() };
        Self { state: Mutex::new(state), has_changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A build is over. `changed` are places below the site's path `base`; where that is another one than before,
    /// everything has changed.
    pub(super) fn built(&self, base: &str, changed: &[String], findings: String) {
        let mut state = self.lock();
        // Settings that cannot be read leave the last site where it was.
        let change = if base.is_empty() || changed.is_empty() {
            Change::Paths(Vec::new())
        } else if state.base.as_deref() != Some(base) {
            state.base = Some(base.to_owned());
            Change::All
        } else {
            change(base, changed)
        };
        state.add(change, findings);
        self.has_changed.notify_all();
    }

    /// A build came to nothing.
    pub(super) fn failed(&self, findings: String) {
        self.lock().add(Change::Paths(Vec::new()), findings);
        self.has_changed.notify_all();
    }

    /// The number of the last build, and the path of the site.
    pub(super) fn now(&self) -> (u64, Option<String>) {
        let state = self.lock();
        (state.now, state.base.clone())
    }

    /// What is wrong, as people read it.
    pub(super) fn findings(&self) -> String {
        self.lock().findings.clone()
    }

    /// The message for a page of build `since`, with the number of the last build.
    pub(super) fn message(&self, since: Option<u64>) -> (u64, String) {
        let state = self.lock();
        (state.now, state.message(since))
    }

    /// Waits until a build after `since` is over; `false` when none was within `patience`.
    pub(super) fn wait(&self, since: u64, patience: Duration) -> bool {
        let is_same = |it: &mut State| it.now == since;
        let waited = self.has_changed.wait_timeout_while(self.lock(), patience, is_same);
        waited.unwrap_or_else(PoisonError::into_inner).0.now != since
    }
}

impl State {
    fn add(&mut self, change: Change, findings: String) {
        self.now += 1;
        self.log.push_back(change);
        if self.log.len() > REMEMBERED {
            self.log.pop_front();
        }
        self.findings = findings;
    }

    fn message(&self, since: Option<u64>) -> String {
        let paths = match self.since(since) {
            Change::All => None,
            Change::Paths(paths) => Some(paths),
        };
        json!({"paths": paths, "wrong": !self.findings.is_empty()}).to_string()
    }

    fn since(&self, since: Option<u64>) -> Change {
        let age = since.and_then(|it| self.now.checked_sub(it)).and_then(|it| usize::try_from(it).ok());
        let Some(start) = age.and_then(|it| self.log.len().checked_sub(it)) else { return Change::All };
        let mut all = Vec::new();
        for change in self.log.range(start..) {
            match change {
                Change::All => return Change::All,
                Change::Paths(paths) => all.extend_from_slice(paths),
            }
        }
        all.sort_unstable();
        all.dedup();
        Change::Paths(all)
    }
}

fn change(base: &str, changed: &[String]) -> Change {
    if changed.len() > MANY {
        return Change::All;
    }
    let address = |it: &String| {
        let below = it.trim_start_matches('/');
        let is_index = below == "index.html" || below.ends_with("/index.html");
        format!("{base}{}", if is_index { below.trim_end_matches("index.html") } else { below })
    };
    Change::Paths(changed.iter().map(address).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live() -> Live {
        let live = Live::new(100);
        live.built("/so/", &["/index.html".to_owned()], String::new());
        live
    }

    #[track_caller]
    fn check(live: &Live, since: Option<u64>, expected: &str) {
        assert_eq!(live.message(since).1, expected, "since {since:?}");
    }

    #[test]
    fn names_the_addresses_changed_since_the_page_was_made() {
        let live = live();
        live.built("/so/", &["/index.html".to_owned(), "/tin/a/index.html".to_owned()], String::new());
        live.built("/so/", &["/tin/a/index.html".to_owned(), "/myindex.html".to_owned()], String::new());
        check(&live, Some(101), r#"{"paths":["/so/","/so/myindex.html","/so/tin/a/"],"wrong":false}"#);
        check(&live, Some(102), r#"{"paths":["/so/myindex.html","/so/tin/a/"],"wrong":false}"#);
        check(&live, Some(103), r#"{"paths":[],"wrong":false}"#);
    }

    #[test]
    fn reloads_everything_where_it_cannot_know() {
        let live = live();
        for since in [None, Some(100), Some(99), Some(102), Some(u64::MAX)] {
            check(&live, since, r#"{"paths":null,"wrong":false}"#);
        }
        live.built("/so/", &vec!["/a.css".to_owned(); MANY + 1], String::new());
        check(&live, Some(101), r#"{"paths":null,"wrong":false}"#);
        live.built("/khac/", &["/index.html".to_owned()], String::new());
        check(&live, Some(102), r#"{"paths":null,"wrong":false}"#);
    }

    #[test]
    fn says_that_something_is_wrong_and_keeps_the_site() {
        let live = live();
        live.built("", &[], "lỗi".to_owned());
        check(&live, Some(101), r#"{"paths":[],"wrong":true}"#);
        assert_eq!((live.now(), live.findings()), ((102, Some("/so/".to_owned())), "lỗi".to_owned()));
        live.failed("máy".to_owned());
        live.built("/so/", &[], String::new());
        check(&live, Some(102), r#"{"paths":[],"wrong":false}"#);
    }

    #[test]
    fn wakes_whoever_waits_for_a_build() {
        let live = live();
        assert!(!live.wait(101, Duration::ZERO));
        assert!(live.wait(100, Duration::MAX));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| live.wait(101, Duration::MAX));
            live.failed(String::new());
            assert!(waiting.join().unwrap());
        });
    }
}
