//! Indicators by unit and year, and whether what was aimed at was reached (`docs/ke-hoach.md`, 6).
//!
//! Exact. Ranks of different numbers of units are never compared: what cannot be said is said to be so, with the reason.

use std::collections::BTreeMap;

use super::{EntryId, Site, names::AllNames};
use crate::{
    diag::{Diagnostic, Words},
    kind::{
        Indicator, Meta,
        indicator::{Datum, Target},
    },
    source::Entry,
    text::{decimal::Decimal, fold},
    words,
};

/// The years of an indicator for one unit, the oldest first.
#[derive(Debug)]
pub struct Series<'s> {
    /// Index in the registry; absent where the file names no unit.
    pub unit: Option<usize>,
    /// One a year.
    pub points: Vec<Point<'s>>,
}

/// A year of an indicator.
#[derive(Debug)]
pub struct Point<'s> {
    /// The year.
    pub year: u16,
    /// As typed.
    pub datum: &'s Datum,
    /// Place among the data of the file.
    pub at: usize,
    /// The score, where it can be read.
    pub score: Option<Decimal>,
    /// The rank, and of how many.
    pub rank: Option<(u32, Option<u32>)>,
}

/// A target held against the result.
#[derive(Debug)]
pub struct Judged {
    /// In words: `hạng không quá 20`.
    pub text: Words,
    /// Whether it is met; absent where that cannot be said.
    pub met: Option<bool>,
    /// Why that cannot be said.
    pub why: Option<Words>,
    /// Whether the result is only still to come.
    pub is_pending: bool,
}

/// Whether there can be such a rank among so many.
fn is_rank(rank: u32, of: Option<u32>) -> bool {
    rank > 0 && of.is_none_or(|of| rank <= of)
}

fn year(typed: &str) -> Option<u16> {
    typed.trim().parse().ok().filter(|it| (1990..=2100).contains(it))
}

/// The years of an indicator, unit by unit in the order of the file; of two data of one year and unit the first stands.
pub fn series<'s>(it: &'s Indicator, names: &AllNames) -> Vec<Series<'s>> {
    let mut all: Vec<Series<'s>> = Vec::new();
    for (at, datum) in it.data.iter().enumerate() {
        let Some(year) = year(&datum.year.value) else { continue };
        let unit = match &datum.unit {
            Some(typed) => match names.units.find(&typed.value) {
                Some(unit) => Some(unit),
                None => continue,
            },
            None => None,
        };
        let result = datum.result.as_ref();
        let score = result.and_then(|it| Decimal::parse(&it.score.as_ref()?.value));
        let of = result.and_then(|it| it.of);
        let rank = result.and_then(|it| it.rank.as_ref()).map(|it| (it.value, of));
        let rank = rank.filter(|(rank, of)| is_rank(*rank, *of));
        let point = Point { year, datum, at, score, rank };
        match all.iter_mut().find(|it| it.unit == unit) {
            Some(series) if series.points.iter().any(|it| it.year == year) => {}
            Some(series) => series.points.push(point),
            None => all.push(Series { unit, points: vec![point] }),
        }
    }
    for it in &mut all {
        it.points.sort_by_key(|it| it.year);
    }
    all
}

impl Series<'_> {
    /// The targets of the year at a place of the points, each held against the result.
    pub fn judge(&self, at: usize) -> Vec<Judged> {
        let point = &self.points[at];
        let before = at.checked_sub(1).map(|it| &self.points[it]).filter(|it| it.year + 1 == point.year);
        point.datum.targets.iter().map(|it| judge(it, point, before)).collect()
    }
}

fn judge(target: &Target, point: &Point<'_>, before: Option<&Point<'_>>) -> Judged {
    let (met, why) = match verdict(target, point, before) {
        Ok(met) => (Some(met), None),
        Err(why) => (None, Some(why)),
    };
    let is_pending = met.is_none() && point.datum.result.is_none();
    Judged { text: in_words(target), met, why, is_pending }
}

/// Whether a target is met, or why that cannot be said.
fn verdict(target: &Target, point: &Point<'_>, before: Option<&Point<'_>>) -> Result<bool, Words> {
    let value = Decimal::parse(&target.value.value);
    let whole = || value.and_then(Decimal::as_whole).ok_or_else(|| unreadable(target));
    let year = point.year;
    let no_result = || words!("chưa có kết quả năm {year}", "there is no result of {year} yet");
    let rank = || {
        let no_rank = || words!("kết quả năm {year} không có thứ hạng", "the result of {year} has no rank");
        if point.datum.result.is_none() { Err(no_result()) } else { point.rank.ok_or_else(no_rank) }
    };
    match target.sort {
        "min_score" => {
            let least = value.ok_or_else(|| unreadable(target))?;
            if point.datum.result.is_none() {
                return Err(no_result());
            }
            let no_score = || words!("kết quả năm {year} không có điểm", "the result of {year} has no score");
            Ok(point.score.ok_or_else(no_score)? >= least)
        }
        "max_rank" => {
            let most = whole()?;
            if !is_rank(most, target.of) {
                return Err(unreadable(target));
            }
            let (rank, of) = rank()?;
            match (target.of, of) {
                (Some(asked), Some(of)) if asked != of => Err(apart((most, asked), (rank, of))),
                _ => Ok(rank <= most),
            }
        }
        "rank_gain" => {
            let gain = whole()?;
            let (rank, of) = rank()?;
            let last = year - 1;
            let none =
                || words!("chưa có thứ hạng năm {last} để so", "there is no rank of {last} to compare with");
            let (old, old_of) = before.and_then(|it| it.rank).ok_or_else(none)?;
            match (old_of, of) {
                (Some(a), Some(b)) if a != b => Err(apart((old, a), (rank, b))),
                (Some(_), None) | (None, Some(_)) => Err(words!(
                    "một trong hai năm {last}, {year} chưa ghi of (trên tổng số), nên chưa biết thứ hạng có so được không",
                    "one of {last} and {year} has no \"of\", so it is not known whether the ranks can be compared"
                )),
                // Falling back is a negative gain.
                _ => Ok(u64::from(old) >= u64::from(rank) + u64::from(gain)),
            }
        }
        _ => group(target, value, point, rank),
    }
}

/// Whether a result is in a group, or in a better one where groups are numbered from the best.
fn group(
    target: &Target,
    value: Option<Decimal>,
    point: &Point<'_>,
    rank: impl Fn() -> Result<(u32, Option<u32>), Words>,
) -> Result<bool, Words> {
    let announced = point.datum.result.as_ref().and_then(|it| it.group.as_deref());
    let number = value.and_then(Decimal::as_whole);
    if number.is_some_and(|it| !is_rank(it, target.of)) {
        return Err(unreadable(target));
    }
    let year = point.year;
    match (announced, number) {
        (Some(announced), Some(asked)) => {
            let got = Decimal::parse(announced).and_then(Decimal::as_whole);
            let words = || {
                words!(
                    "nhóm \"{announced}\" không phải số, không so được với nhóm {asked}",
                    "the group \"{announced}\" is no number to compare with {asked}"
                )
            };
            Ok(got.ok_or_else(words)? <= asked)
        }
        (Some(announced), None) => Ok(fold::key(announced) == fold::key(&target.value.value)),
        // Groups of equal size: the first of four holds the best quarter.
        (None, Some(asked)) => {
            let (rank, of) = rank()?;
            match (target.of.filter(|it| *it > 0), of.filter(|it| *it > 0)) {
                (Some(groups), Some(of)) => {
                    Ok(u64::from(rank) * u64::from(groups) <= u64::from(asked) * u64::from(of))
                }
                _ => Err(words!(
                    "chưa ghi có mấy nhóm (of của chỉ tiêu) hoặc mấy đơn vị được xếp hạng (of của kết quả)",
                    "the number of groups (of in the target) or of units (of in the result) is missing"
                )),
            }
        }
        (None, None) if point.datum.result.is_none() => {
            Err(words!("chưa có kết quả năm {year}", "there is no result of {year} yet"))
        }
        (None, None) => {
            Err(words!("kết quả năm {year} chưa ghi nhóm (group)", "the result of {year} has no group"))
        }
    }
}

fn unreadable(target: &Target) -> Words {
    let typed = &target.value.value;
    words!("không hiểu mức \"{typed}\"", "the value \"{typed}\" is not understood")
}

/// Ranks of different numbers of units: where each stands is told, which is better is not.
fn apart((a, of_a): (u32, u32), (b, of_b): (u32, u32)) -> Words {
    words!(
        "số đơn vị được xếp hạng đã đổi ({a}/{of_a} và {b}/{of_b}), nên hai thứ hạng không so được với nhau",
        "the number of ranked units has changed ({a}/{of_a} and {b}/{of_b}), so the ranks cannot be compared"
    )
}

/// `hạng không quá 20/63`
fn in_words(target: &Target) -> Words {
    let value = &target.value.value;
    let of = target.of.map(|it| format!("/{it}")).unwrap_or_default();
    match target.sort {
        "max_rank" => words!("hạng không quá {value}{of}", "rank {value}{of} or better"),
        "min_score" => words!("ít nhất {value} điểm", "a score of {value} or more"),
        "rank_gain" => words!("tăng ít nhất {value} bậc", "a gain of {value} places or more"),
        _ => words!("trong nhóm {value}{of}", "in group {value}{of}"),
    }
}

/// Reports what cannot be right in an indicator.
pub(super) fn check(it: &Indicator, entry: &Entry, names: &AllNames, found: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(u16, Option<usize>), u32> = BTreeMap::new();
    for datum in &it.data {
        let mut say = |code, message: Words, help: Words, pos| {
            found.push(Diagnostic::error(code, message).help(help).at(&entry.file, pos));
        };
        let typed = &datum.year.value;
        let Some(year) = year(typed) else {
            let message = words!("\"{typed}\" không phải một năm", "\"{typed}\" is no year");
            say(
                "indicator-year",
                message,
                words!("viết bốn chữ số: 2025", "write four digits: 2025"),
                datum.year.pos,
            );
            continue;
        };
        if let Some(result) = &datum.result {
            if let Some(score) = result.score.as_ref().filter(|it| Decimal::parse(&it.value).is_none()) {
                let typed = &score.value;
                let message =
                    words!("điểm \"{typed}\" không phải một số", "the score \"{typed}\" is no number");
                let help = words!(
                    "viết 87,53 hoặc 87.53, không có dấu chia hàng nghìn",
                    "write 87,53 or 87.53, without a mark for thousands"
                );
                say("indicator-score", message, help, score.pos);
            }
            if let Some(rank) = result.rank.as_ref().filter(|it| !is_rank(it.value, result.of)) {
                let (n, of) = (rank.value, result.of.map_or_else(|| "?".to_owned(), |it| it.to_string()));
                let message = words!("không có hạng {n} trên {of}", "there is no rank {n} of {of}");
                say(
                    "indicator-rank",
                    message,
                    words!("sửa rank (hạng) hoặc of (trên)", "correct rank or of"),
                    rank.pos,
                );
            }
        }
        for target in &datum.targets {
            let is_number = Decimal::parse(&target.value.value)
                .is_some_and(|it| target.sort == "min_score" || it.as_whole().is_some());
            if target.sort != "group" && !is_number {
                let why = unreadable(target);
                say("indicator-score", why, words!("viết một số", "write a number"), target.value.pos);
            }
            let place = Decimal::parse(&target.value.value).and_then(Decimal::as_whole);
            let is_place = matches!(target.sort, "max_rank" | "group");
            if let Some(n) = place.filter(|it| is_place && !is_rank(*it, target.of)) {
                let of = target.of.map_or_else(|| "?".to_owned(), |it| it.to_string());
                say(
                    "indicator-rank",
                    words!("không có hạng hoặc nhóm {n} trên {of}", "there is no rank or group {n} of {of}"),
                    words!("sửa value (mức) hoặc of (trên)", "correct value or of"),
                    target.value.pos,
                );
            }
        }
        let unit = match &datum.unit {
            Some(typed) => match names.units.check(typed, &entry.file, found) {
                Some(unit) => Some(unit),
                None => continue,
            },
            None => None,
        };
        let line = datum.year.pos.line;
        if let Some(first) = seen.get(&(year, unit)) {
            let message =
                words!("năm {year} đã có ở dòng {first}", "the year {year} already stands on line {first}");
            let help =
                words!("gộp hai mục, hoặc ghi đơn vị khác nhau", "make one of both, or name different units");
            found.push(
                Diagnostic::error("indicator-duplicate", message).help(help).at(&entry.file, datum.year.pos),
            );
        } else {
            seen.insert((year, unit), line);
        }
    }
}

/// The visible indicator of an id or a title.
pub fn find(site: &Site<'_>, typed: &str) -> Option<EntryId> {
    let is_it = |id: &EntryId| {
        let facts = &site.entry(*id).facts;
        let is_named = || fold::key(&facts.common.title.value) == fold::key(typed);
        matches!(facts.meta, Meta::Indicator(_)) && (site.node(*id).id == typed.trim() || is_named())
    };
    site.ids().find(is_it)
}
