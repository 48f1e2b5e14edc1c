//! Figures of targets, and what is asked of them: exact.

use crate::text::amount::Amount;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// So many of so many; the second is 1 or more.
    Share(u64, u64),
    /// A number.
    Number(Amount),
    /// What was entered by hand.
    Typed(String),
}

/// What is asked for at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// A share: `90%` is 90 of 100.
    Share(u64, u64),
    /// A number.
    Number(Amount),
}

impl Value {
    /// `9/10`, or a number.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::Share(n, of) => format!("{n}/{of}").into(),
            Self::Number(it) => it.json(),
            Self::Typed(text) => match Amount::parse(text) {
                Ok(it) => it.json(),
                Err(_) => text.as_str().into(),
            },
        }
    }

    /// As it is written in Vietnamese: `9/10 (90 %)`, the share cut after one decimal, so that it never looks met when it is not.
    pub fn vi(&self) -> String {
        match self {
            Self::Share(n, of) => format!("{n}/{of} ({} %)", percent(*n, *of)),
            Self::Number(it) => it.to_string(),
            Self::Typed(text) => text.clone(),
        }
    }

    fn bound(&self) -> Option<Bound> {
        match self {
            Self::Share(n, of) => Some(Bound::Share(*n, *of)),
            Self::Number(it) => Some(Bound::Number(*it)),
            Self::Typed(text) => bound(text),
        }
    }

    /// Whether it is at least so much; absent where a share is held against a number that it cannot be.
    pub fn is_at_least(&self, least: Bound) -> Option<bool> {
        match (self.bound()?, least) {
            (Bound::Share(n, of), Bound::Share(m, per)) => {
                Some(u128::from(n) * u128::from(per) >= u128::from(m) * u128::from(of))
            }
            (Bound::Number(it), Bound::Number(least)) => Some(it >= least),
            // `at_least: 5` of units that are counted is so many units.
            (Bound::Share(n, _), Bound::Number(least)) if matches!(self, Self::Share(..)) => {
                Some(Amount::whole(n) >= least)
            }
            _ => None,
        }
    }
}

/// Per cent with one decimal, cut: 8999 of 10000 is `89,9`.
pub fn percent(n: u64, of: u64) -> String {
    let tenths = u128::from(n) * 1000 / u128::from(of.max(1));
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{},{tenth}", tenths / 10),
    }
}

/// Reads `90%`, `92,5 %`, `9/10` and `12`.
pub fn bound(typed: &str) -> Option<Bound> {
    let typed = typed.trim();
    if let Some(number) = typed.strip_suffix('%') {
        return Some(Bound::Share(Amount::parse(number).ok()?.thousandths(), 100_000));
    }
    if let Some((n, of)) = typed.split_once('/') {
        let whole = |it: &str| it.trim().parse::<u64>().ok();
        return Some(Bound::Share(whole(n)?, whole(of).filter(|it| *it > 0)?));
    }
    Amount::parse(typed).ok().map(Bound::Number)
}
