//! The state of a legal document on a date, computed from facts: its own dates and what other documents did to it.
//!
//! Never typed by hand, so it cannot grow stale. An amendment leaves a document in force; a repeal or replacement of
//! one provision leaves it partly in force. What only amends others ends with the last of them.

use jiff::civil::Date;

pub use super::relation::Relation;
use super::{
    id::year_of,
    place::Level,
    register::RegisterEntry,
    relation::{Names, names},
};

/// State of a document on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Not yet in force.
    NotYet,
    /// In force.
    InForce,
    /// In force but for some provisions.
    Partly,
    /// Suspended.
    Suspended,
    /// Ended by its own date.
    Expired,
    /// Ended by a document that takes its place.
    Replaced,
    /// Ended by a document that repeals it.
    Repealed,
    /// Not issued.
    Draft,
    /// No date is known.
    Unknown,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::InForce,
        Self::Partly,
        Self::NotYet,
        Self::Suspended,
        Self::Expired,
        Self::Replaced,
        Self::Repealed,
        Self::Draft,
        Self::Unknown,
    ];

    /// A stable key: `in-force`.
    pub fn key(self) -> &'static str {
        self.names().key
    }

    /// `còn hiệu lực`
    pub fn vi(self) -> &'static str {
        self.names().vi
    }

    /// `in force`
    pub fn en(self) -> &'static str {
        self.names().en
    }

    /// Whether it binds on that day, as a whole or in part.
    pub fn binds(self) -> bool {
        matches!(self, Self::InForce | Self::Partly)
    }

    /// Whether it bound once and does no more.
    pub fn ended(self) -> bool {
        matches!(self, Self::Expired | Self::Replaced | Self::Repealed)
    }

    fn names(self) -> Names {
        match self {
            Self::NotYet => names("not-yet", "chưa có hiệu lực", "not yet in force"),
            Self::InForce => names("in-force", "còn hiệu lực", "in force"),
            Self::Partly => names("partly", "hết hiệu lực một phần", "partly in force"),
            Self::Suspended => names("suspended", "ngưng hiệu lực", "suspended"),
            Self::Expired => names("expired", "hết hiệu lực", "expired"),
            Self::Replaced => names("replaced", "đã được thay thế", "replaced"),
            Self::Repealed => names("repealed", "đã bị bãi bỏ", "repealed"),
            Self::Draft => names("draft", "dự thảo", "draft"),
            Self::Unknown => names("unknown", "chưa rõ hiệu lực", "status unknown"),
        }
    }
}

/// The dates of a document, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// Date of issue.
    pub issued: Option<Date>,
    /// In force from.
    pub effective: Option<Date>,
    /// No longer in force from.
    pub expires: Option<Date>,
    /// It takes effect on a day that it says itself, later than its issue; other documents with their issue.
    pub normative: bool,
    /// Neither number nor date yet.
    pub draft: bool,
}

impl Dates {
    /// First day in force, where it is known.
    pub fn starts(&self) -> Option<Date> {
        let issued = self.issued.filter(|_| !self.normative);
        self.effective.or(issued).filter(|_| !self.draft)
    }
}

impl RegisterEntry {
    /// Its dates. Laws and what has its year in its number are normative documents.
    pub fn dates(&self) -> Dates {
        let year = self.number.as_deref().is_some_and(|it| year_of(it).is_some());
        Dates {
            issued: self.issued,
            effective: self.effective,
            expires: self.expires,
            normative: year || self.is_law(),
            draft: self.is_draft(),
        }
    }
}

/// What one document does to another. Documents are numbers that the caller gives out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// How.
    pub relation: Relation,
    /// The acting document.
    pub by: usize,
    /// The other one.
    pub target: usize,
    /// From when; from the first day of the acting document where it is not said.
    pub from: Option<Date>,
    /// Only this provision.
    pub provision: Option<String>,
}

/// A state, since when, and by which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// The state.
    pub state: State,
    /// Since when, or from when for what is not yet in force; none where no date is known.
    pub since: Option<Date>,
    /// The document that brought it about.
    pub by: Option<usize>,
}

/// The state of document `target` on a day. `dates` are those of every document, by number; `links` may be all there
/// are: those that act on others are passed over.
pub fn state<'a, L>(target: usize, dates: &[Dates], links: L, on: Date) -> Status
where
    L: IntoIterator<Item = &'a Link>,
    L::IntoIter: Clone,
{
    let links = links.into_iter();
    let own = own_state(target, dates, links.clone(), on);
    let amended: Vec<usize> = links
        .clone()
        .filter(|it| it.by == target && it.target != target && it.relation == Relation::Amends)
        .map(|it| it.target)
        .collect();
    if amended.is_empty() || !(own.state.binds() || own.state == State::Unknown) {
        return own;
    }
    let ends: Vec<Status> = amended.iter().map(|it| own_state(*it, dates, links.clone(), on)).collect();
    let last = ends.iter().max_by_key(|it| it.since).copied();
    last.filter(|_| ends.iter().all(|it| it.state.ended())).unwrap_or(own)
}

/// What each document amends, of all links by the document they act on.
pub fn amended(acts: &[Vec<Link>]) -> Vec<Vec<usize>> {
    let mut amended = vec![Vec::new(); acts.len()];
    for link in acts.iter().flatten().filter(|it| it.relation == Relation::Amends) {
        if let Some(row) = amended.get_mut(link.by) {
            row.push(link.target);
        }
    }
    amended
}

/// The same without regard to what the document amends.
fn own_state<'a>(target: usize, dates: &[Dates], links: impl Iterator<Item = &'a Link>, on: Date) -> Status {
    let plain = |state, since| Status { state, since, by: None };
    let Some(own) = dates.get(target) else { return plain(State::Unknown, None) };
    if own.draft {
        return plain(State::Draft, None);
    }
    let starts = own.starts();
    if starts.or(own.issued).is_some_and(|day| on < day) {
        return plain(State::NotYet, starts);
    }
    let acts: Vec<(&Link, Option<Date>)> = links
        .filter(|it| it.target == target && it.by != target)
        .filter_map(|it| {
            let by = dates.get(it.by).filter(|by| !by.draft)?;
            let from = it.from.or_else(|| by.starts());
            from.or(by.issued).is_none_or(|day| day <= on).then_some((it, from))
        })
        .collect();
    let first = |state, fits: fn(&Link) -> bool| {
        let fitting = acts.iter().filter(|(it, _)| fits(it));
        let first = fitting.min_by_key(|(it, from)| (from.is_none(), *from, it.by));
        first.map(|(it, from)| Status { state, since: *from, by: Some(it.by) })
    };
    let replaced = first(State::Replaced, |it| it.relation == Relation::Replaces && it.provision.is_none());
    let repealed = first(State::Repealed, |it| it.relation == Relation::Repeals && it.provision.is_none());
    let expired = own.expires.filter(|day| *day <= on).map(|day| plain(State::Expired, Some(day)));
    // The earliest end counts; on one day the one that names the next document.
    let ends = [replaced, repealed, expired].into_iter().flatten();
    if let Some(end) = ends.min_by_key(|it| (it.since.is_none(), it.since)) {
        return end;
    }
    let suspended = first(State::Suspended, |it| it.relation == Relation::Suspends && it.provision.is_none());
    let partly = first(State::Partly, |it| {
        it.provision.is_some()
            && matches!(it.relation, Relation::Replaces | Relation::Repeals | Relation::Suspends)
    });
    let open = plain(if starts.is_some() { State::InForce } else { State::Unknown }, starts);
    suspended.or(partly).unwrap_or(open)
}

/// Something in the relations that cannot be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A document acts on itself.
    Itself(Link),
    /// Documents that change one another in a ring, from the lowest number on.
    Cycle(Vec<usize>),
    /// The acting document is older than the other.
    Older(Link),
    /// It takes effect before the acting document was issued.
    Backwards(Link),
    /// A document of a lower level changes one of a higher level.
    Level(Link),
}

/// The contradictions among the relations, in the order of the links, cycles last.
/// `levels` are those of the issuers, by the same numbers as `dates`.
pub fn faults(dates: &[Dates], levels: &[Level], links: &[Link]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for link in links {
        if link.by == link.target {
            faults.push(Fault::Itself(link.clone()));
            continue;
        }
        let (Some(by), Some(target)) = (dates.get(link.by), dates.get(link.target)) else { continue };
        let both = by.issued.zip(target.issued);
        if link.relation != Relation::IssuedWith && both.is_some_and(|(by, target)| by < target) {
            faults.push(Fault::Older(link.clone()));
        }
        if link.from.zip(by.issued).is_some_and(|(from, issued)| from < issued) {
            faults.push(Fault::Backwards(link.clone()));
        }
        let levels = levels.get(link.by).zip(levels.get(link.target));
        if link.relation.changes() && levels.is_some_and(|(by, target)| by > target) {
            faults.push(Fault::Level(link.clone()));
        }
    }
    faults.extend(cycles(dates.len(), links).into_iter().map(Fault::Cycle));
    faults
}

/// Rings of documents, each acting on the next by any relation but `issued_with`; each ring once.
fn cycles(n: usize, links: &[Link]) -> Vec<Vec<usize>> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); n];
    for link in links.iter().filter(|it| it.relation != Relation::IssuedWith && it.by != it.target) {
        if let Some(all) = next.get_mut(link.by).filter(|_| link.target < n) {
            all.push(link.target);
        }
    }
    let mut rings = Vec::new();
    let mut done = vec![false; n];
    for root in (0..n).filter(|it| !next[*it].is_empty()) {
        let mut seen = vec![false; n];
        let mut path = vec![(root, 0)];
        while let Some((at, turn)) = path.pop() {
            if done[at] {
                continue;
            }
            let Some(&to) = next[at].get(turn) else { continue };
            path.push((at, turn + 1));
            if to == root {
                rings.push(path.iter().map(|(it, _)| *it).collect());
                break;
            }
            if !seen[to] && !done[to] {
                seen[to] = true;
                path.push((to, 0));
            }
        }
        done[root] = true;
    }
    rings
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn link(by: usize, relation: Relation, target: usize) -> Link {
        Link { relation, by, target, from: None, provision: None }
    }

    fn dates(issued: Date, effective: Option<Date>) -> Dates {
        Dates { issued: Some(issued), effective, ..Dates::default() }
    }

    #[track_caller]
    fn check(
        dates: &[Dates],
        links: &[Link],
        on: Date,
        state_key: &str,
        since: Option<Date>,
        by: Option<usize>,
    ) {
        let found = state(0, dates, links, on);
        assert_eq!((found.state.key(), found.since, found.by), (state_key, since, by), "on {on}");
    }

    #[test]
    fn a_decree_lives_until_another_takes_its_place() {
        let (start, end) = (date(2018, 6, 21), date(2025, 7, 1));
        let all = [dates(date(2018, 4, 23), Some(start)), dates(date(2025, 6, 9), Some(end))];
        let links = [link(1, Relation::Replaces, 0)];
        check(&all, &links, date(2018, 5, 1), "not-yet", Some(start), None);
        check(&all, &links, start, "in-force", Some(start), None);
        check(&all, &links, date(2025, 6, 30), "in-force", Some(start), None);
        check(&all, &links, end, "replaced", Some(end), Some(1));
        let mut dated = all;
        dated[0].expires = Some(end);
        check(&dated, &links, end, "replaced", Some(end), Some(1));
        check(&dated, &[], end, "expired", Some(end), None);
        dated[0].expires = Some(date(2024, 1, 1));
        check(&dated, &links, end, "expired", Some(date(2024, 1, 1)), None);
    }

    #[test]
    fn provisions_and_amendments_leave_the_rest_in_force() {
        let start = date(2020, 1, 1);
        let all = [dates(start, None), dates(date(2021, 1, 1), None)];
        let part = |relation| [Link { provision: Some("dieu_5".into()), ..link(1, relation, 0) }];
        let on = date(2022, 1, 1);
        check(&all, &part(Relation::Repeals), on, "partly", Some(date(2021, 1, 1)), Some(1));
        check(&all, &part(Relation::Replaces), on, "partly", Some(date(2021, 1, 1)), Some(1));
        check(&all, &part(Relation::Amends), on, "in-force", Some(start), None);
        check(&all, &[link(1, Relation::Amends, 0)], on, "in-force", Some(start), None);
        check(&all, &[link(1, Relation::Suspends, 0)], on, "suspended", Some(date(2021, 1, 1)), Some(1));
        check(&all, &[link(1, Relation::Repeals, 0)], on, "repealed", Some(date(2021, 1, 1)), Some(1));
        check(&all, &[link(0, Relation::Repeals, 1)], on, "in-force", Some(start), None);
    }

    #[test]
    fn an_amendment_ends_with_the_last_that_it_amends() {
        let all = [
            dates(date(2019, 1, 1), None),
            dates(date(2015, 1, 1), None),
            dates(date(2015, 1, 1), None),
            dates(date(2025, 3, 1), None),
        ];
        let mut links = vec![link(0, Relation::Amends, 1), link(0, Relation::Amends, 2)];
        links.push(link(3, Relation::Replaces, 1));
        check(&all, &links, date(2025, 4, 1), "in-force", Some(date(2019, 1, 1)), None);
        links.push(Link { from: Some(date(2025, 5, 1)), ..link(3, Relation::Replaces, 2) });
        check(&all, &links, date(2025, 4, 1), "in-force", Some(date(2019, 1, 1)), None);
        check(&all, &links, date(2025, 5, 1), "replaced", Some(date(2025, 5, 1)), Some(3));
    }

    #[test]
    fn a_normative_document_says_itself_when_it_takes_effect() {
        let all = [Dates { normative: true, ..dates(date(2020, 1, 1), None) }];
        check(&all, &[], date(2019, 1, 1), "not-yet", None, None);
        check(&all, &[], date(2022, 1, 1), "unknown", None, None);
        let all = [Dates { effective: Some(date(2020, 3, 1)), ..all[0] }];
        check(&all, &[], date(2020, 2, 1), "not-yet", Some(date(2020, 3, 1)), None);
        check(&all, &[], date(2020, 3, 1), "in-force", Some(date(2020, 3, 1)), None);
    }

    #[test]
    fn the_date_of_a_relation_counts_before_that_of_its_document() {
        let all = [dates(date(2020, 1, 1), None), dates(date(2021, 1, 1), None)];
        let links = [Link { from: Some(date(2023, 1, 1)), ..link(1, Relation::Repeals, 0) }];
        check(&all, &links, date(2022, 1, 1), "in-force", Some(date(2020, 1, 1)), None);
        check(&all, &links, date(2023, 1, 1), "repealed", Some(date(2023, 1, 1)), Some(1));
    }

    #[test]
    fn drafts_and_undated_documents_are_called_so() {
        let draft = Dates { draft: true, ..Dates::default() };
        let on = date(2022, 1, 1);
        check(&[draft], &[], on, "draft", None, None);
        check(&[Dates::default()], &[], on, "unknown", None, None);
        check(&[], &[], on, "unknown", None, None);
        let links = [link(1, Relation::Replaces, 0)];
        check(&[dates(date(2020, 1, 1), None), draft], &links, on, "in-force", Some(date(2020, 1, 1)), None);
        check(&[Dates::default(), Dates::default()], &links, on, "replaced", None, Some(1));
    }

    #[test]
    fn no_document_acts_before_it_is_issued() {
        let start = date(2020, 1, 1);
        let by = Dates { normative: true, ..dates(date(2025, 6, 9), None) };
        let links = [link(1, Relation::Replaces, 0)];
        check(&[dates(start, None), by], &links, date(2025, 6, 8), "in-force", Some(start), None);
        check(&[dates(start, None), by], &links, date(2025, 6, 9), "replaced", None, Some(1));
    }

    #[test]
    fn contradictions_are_found() {
        let (old, new) = (dates(date(2020, 1, 1), None), dates(date(2021, 1, 1), None));
        let all = [old, new, new];
        let levels = [Level::Central, Level::Central, Level::Commune];
        let found = |links: &[Link]| faults(&all, &levels, links);
        assert_eq!(found(&[link(1, Relation::Replaces, 0), link(2, Relation::Implements, 0)]), []);
        let itself = link(1, Relation::Amends, 1);
        assert_eq!(found(std::slice::from_ref(&itself)), [Fault::Itself(itself)]);
        let older = link(0, Relation::Amends, 1);
        assert_eq!(found(std::slice::from_ref(&older)), [Fault::Older(older)]);
        let early = Link { from: Some(date(2020, 6, 1)), ..link(1, Relation::Repeals, 0) };
        assert_eq!(found(std::slice::from_ref(&early)), [Fault::Backwards(early)]);
        let commune = link(2, Relation::Replaces, 0);
        assert_eq!(found(std::slice::from_ref(&commune)), [Fault::Level(commune)]);
        let ring = [link(1, Relation::Amends, 2), link(2, Relation::BasedOn, 1)];
        assert_eq!(found(&ring), [Fault::Cycle(vec![1, 2])]);
    }

    #[test]
    fn every_state_has_its_own_key() {
        let mut keys: Vec<&str> = State::ALL.iter().map(|it| it.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), State::ALL.len());
    }
}
