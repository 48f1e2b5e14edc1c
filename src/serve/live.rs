//! What browsers are told: whether the page they show is another one now, which copied files changed, and whether something
//! is wrong.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::json;

use crate::{build::Snapshot, route::Route, stamp::Fp};

/// Changes that are remembered; a page older than that is simply loaded again.
const REMEMBERED: usize = 64;
/// More changed files than this are as good as all.
const MANY: usize = 500;
/// Pages of which it is remembered what browsers were given.
const PAGES: usize = 1000;
/// Pages that are kept whole, for when they can no longer be made.
const GOOD: usize = 16;

/// What changed besides the pages, which are compared one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// Everything may look different.
    All,
    /// These addresses: paths on the host.
    Paths(Vec<String>),
}

/// The state of the preview, shared by the builder and the connections.
pub(super) struct Live {
    state: Mutex<State>,
    has_changed: Condvar,
}

/// A moment of the preview.
#[derive(Clone)]
pub(super) struct Now {
    /// Number of the last build.
    pub(super) number: u64,
    /// Path of the site on its host; absent while nothing could be built.
    pub(super) base: Option<String>,
    /// The site.
    pub(super) site: Option<Arc<Snapshot>>,
}

struct State {
    now: Now,
    /// What the last builds changed, the newest at the end.
    log: VecDeque<Change>,
    /// What is wrong with the sources, as people read it; empty when nothing is.
    findings: String,
    /// What went wrong with pages that were asked for since.
    faults: BTreeMap<Route, String>,
    /// By address: of which build browsers were given it last, and what it was made of; [`Fp::NONE`] for what was not there.
    shown: BTreeMap<String, (u64, Fp)>,
    good: VecDeque<(Route, Vec<u8>)>,
}

impl Live {
    /// `first` is the number before the first build. Another run of the program should have another one: pages that a
    /// browser still shows from then are loaded again.
    pub(super) fn new(first: u64) -> Self {
        let state = State {
            now: Now { number: first, base: None, site: None },
            log: VecDeque::new(),
            findings: String::new(),
            faults: BTreeMap::new(),
            shown: BTreeMap::new(),
            good: VecDeque::new(),
        };
        Self { state: Mutex::new(state), has_changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A build is over, and this is the site now, whose path is `base`; where that is another one than before, everything has
    /// changed. `copied` are places of copied files that did, below that path.
    pub(super) fn built(
        &self,
        site: Option<Arc<Snapshot>>,
        base: Option<&str>,
        copied: &[String],
        findings: String,
    ) {
        let mut state = self.lock();
        let change = match base {
            None => Change::Paths(Vec::new()),
            Some(base) if state.now.base.as_deref() != Some(base) => {
                state.now.base = Some(base.to_owned());
                Change::All
            }
            Some(base) => change(base, copied),
        };
        state.now.site = site;
        state.add(change, findings);
        self.has_changed.notify_all();
    }

    /// A build came to nothing, or more is known of what is wrong.
    pub(super) fn found(&self, findings: String) {
        let mut state = self.lock();
        if state.findings != findings {
            state.add(Change::Paths(Vec::new()), findings);
            self.has_changed.notify_all();
        }
    }

    /// A page could not be made.
    pub(super) fn fault(&self, route: &Route, finding: String) {
        let mut state = self.lock();
        if state.faults.get(route) != Some(&finding) {
            state.faults.insert(route.clone(), finding);
        }
    }

    /// The state now.
    pub(super) fn now(&self) -> Now {
        self.lock().now.clone()
    }

    /// What is wrong, as people read it.
    pub(super) fn findings(&self) -> String {
        self.lock().wrong()
    }

    /// Remembers that a browser was given the page at `address`, of the build `number`.
    pub(super) fn show(&self, address: &str, number: u64, key: Fp) {
        let mut state = self.lock();
        if state.shown.len() >= PAGES {
            state.shown.clear();
        }
        state.shown.insert(address.to_owned(), (number, key));
    }

    /// What the page at `address` was made of when a browser was given it, at the latest for the build `since`.
    pub(super) fn shown(&self, address: &str, since: u64) -> Option<Fp> {
        self.lock().shown.get(address).filter(|it| it.0 <= since).map(|it| it.1)
    }

    /// Keeps the bytes of a page that could be made.
    pub(super) fn keep(&self, route: &Route, bytes: &[u8]) {
        let mut state = self.lock();
        state.faults.remove(route);
        state.good.retain(|it| it.0 != *route);
        state.good.push_back((route.clone(), bytes.to_vec()));
        if state.good.len() > GOOD {
            state.good.pop_front();
        }
    }

    /// The last bytes of a page that could be made.
    pub(super) fn kept(&self, route: &Route) -> Option<Vec<u8>> {
        self.lock().good.iter().find(|it| it.0 == *route).map(|it| it.1.clone())
    }

    /// The message for a page of build `since`; `page` is its address where it is another one now.
    pub(super) fn message(&self, since: Option<u64>, page: Option<&str>) -> String {
        self.lock().message(since, page)
    }

    /// Waits until a build after `since` is over; `false` when none was within `patience`.
    pub(super) fn wait(&self, since: u64, patience: Duration) -> bool {
        let is_same = |it: &mut State| it.now.number == since;
        let waited = self.has_changed.wait_timeout_while(self.lock(), patience, is_same);
        waited.unwrap_or_else(PoisonError::into_inner).0.now.number != since
    }
}

impl State {
    fn add(&mut self, change: Change, findings: String) {
        self.now.number += 1;
        self.log.push_back(change);
        if self.log.len() > REMEMBERED {
            self.log.pop_front();
        }
        self.findings = findings;
        self.faults.clear();
    }

    fn wrong(&self) -> String {
        let all = std::iter::once(&self.findings).chain(self.faults.values());
        all.filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join("\n")
    }

    fn message(&self, since: Option<u64>, page: Option<&str>) -> String {
        let paths = match self.since(since) {
            Change::All => None,
            Change::Paths(paths) => {
                Some(page.map(str::to_owned).into_iter().chain(paths).collect::<Vec<_>>())
            }
        };
        json!({"paths": paths, "wrong": !self.wrong().is_empty()}).to_string()
    }

    fn since(&self, since: Option<u64>) -> Change {
        let age =
            since.and_then(|it| self.now.number.checked_sub(it)).and_then(|it| usize::try_from(it).ok());
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
    Change::Paths(changed.iter().map(|it| format!("{base}{}", it.trim_start_matches('/'))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live() -> Live {
        let live = Live::new(100);
        live.built(None, Some("/so/"), &["/a.svg".to_owned()], String::new());
        live
    }

    #[track_caller]
    fn check(live: &Live, since: Option<u64>, expected: &str) {
        assert_eq!(live.message(since, None), expected, "since {since:?}");
    }

    #[test]
    fn names_what_changed_since_the_page_was_made() {
        let live = live();
        live.built(None, Some("/so/"), &["/a.svg".to_owned(), "/tin/b.pdf".to_owned()], String::new());
        live.built(None, Some("/so/"), &["/a.svg".to_owned()], String::new());
        check(&live, Some(101), r#"{"paths":["/so/a.svg","/so/tin/b.pdf"],"wrong":false}"#);
        check(&live, Some(102), r#"{"paths":["/so/a.svg"],"wrong":false}"#);
        check(&live, Some(103), r#"{"paths":[],"wrong":false}"#);
        assert_eq!(live.message(Some(103), Some("/so/tin/")), r#"{"paths":["/so/tin/"],"wrong":false}"#);
    }

    #[test]
    fn reloads_everything_where_it_cannot_know() {
        let live = live();
        for since in [None, Some(100), Some(99), Some(102), Some(u64::MAX)] {
            check(&live, since, r#"{"paths":null,"wrong":false}"#);
        }
        live.built(None, Some("/so/"), &vec!["/a.css".to_owned(); MANY + 1], String::new());
        check(&live, Some(101), r#"{"paths":null,"wrong":false}"#);
        live.built(None, Some("/khac/"), &[], String::new());
        check(&live, Some(102), r#"{"paths":null,"wrong":false}"#);
    }

    #[test]
    fn says_that_something_is_wrong_and_keeps_the_site() {
        let live = live();
        live.built(None, None, &[], "lỗi".to_owned());
        check(&live, Some(101), r#"{"paths":[],"wrong":true}"#);
        assert_eq!((live.now().number, live.now().base.as_deref()), (102, Some("/so/")));
        live.found("máy".to_owned());
        live.found("máy".to_owned());
        assert_eq!((live.now().number, live.findings()), (103, "máy".to_owned()));
        let route = Route::new("/a/index.html").unwrap();
        live.fault(&route, "mẫu".to_owned());
        assert_eq!(live.findings(), "máy\nmẫu");
        live.built(None, Some("/so/"), &[], String::new());
        check(&live, Some(102), r#"{"paths":[],"wrong":false}"#);
    }

    #[test]
    fn remembers_what_browsers_were_given() {
        let live = live();
        let key = Fp::of("a");
        live.show("/so/a/", 102, key);
        assert_eq!([101, 102, 103].map(|it| live.shown("/so/a/", it)), [None, Some(key), Some(key)]);
        let routes: Vec<Route> = (0..=GOOD).map(|it| Route::new(&format!("/{it}")).unwrap()).collect();
        for it in &routes {
            live.keep(it, b"x");
        }
        assert!(live.kept(&routes[0]).is_none() && live.kept(&routes[GOOD]).is_some());
    }

    #[test]
    fn wakes_whoever_waits_for_a_build() {
        let live = live();
        assert!(!live.wait(101, Duration::ZERO));
        assert!(live.wait(100, Duration::MAX));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| live.wait(101, Duration::MAX));
            live.found("máy".to_owned());
            assert!(waiting.join().unwrap());
        });
    }
}
