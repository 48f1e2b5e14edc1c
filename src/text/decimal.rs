//! Scores as they are announced, exact to the millionth: `87,53`, `0.6275`, `85,3 %`.

use std::fmt;

/// A number of 0 or more, in millionths.
///
/// Other than of an [`Amount`](super::amount::Amount), both marks are decimal: no score has thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(u64);

/// Millionths in one.
const ONE: u64 = 1_000_000;

impl Decimal {
    /// Reads `87`, `87,53`, `87.53` and `87,53 %`; absent where it is no such number or has more than six decimals.
    ///
    /// ```
    /// # use bantin::text::decimal::Decimal;
    /// assert_eq!(Decimal::parse("87.530"), Decimal::parse("87,53"));
    /// assert_eq!(Decimal::parse("87,53 %").map(|it| it.to_string()), Some("87,53".to_owned()));
    /// assert_eq!(Decimal::parse("1.234,5"), None);
    /// ```
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let typed = typed.strip_suffix('%').unwrap_or(typed).trim_end();
        let (whole, rest) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
        let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
        let ends_well = typed.ends_with(|it: char| it.is_ascii_digit());
        if whole.is_empty() || rest.len() > 6 || !is_number(whole) || !is_number(rest) || !ends_well {
            return None;
        }
        let millionths: u64 = format!("{rest:0<6}").parse().ok()?;
        Some(Self(whole.parse::<u64>().ok()?.checked_mul(ONE)?.checked_add(millionths)?))
    }

    /// A whole number.
    pub fn whole(n: u32) -> Self {
        Self(u64::from(n) * ONE)
    }

    /// The whole number that it is; absent where it has decimals.
    pub fn as_whole(self) -> Option<u32> {
        self.0.is_multiple_of(ONE).then(|| u32::try_from(self.0 / ONE).ok()).flatten()
    }

    /// For drawing; not exact.
    #[expect(clippy::cast_precision_loss, reason = "a drawing needs three digits")]
    pub fn about(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// With a point, for machines: `87.53`.
    pub fn plain(self) -> String {
        self.to_string().replace(',', ".")
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = format!("{:06}", self.0 % ONE);
        match decimals.trim_end_matches('0') {
            "" => write!(f, "{}", self.0 / ONE),
            decimals => write!(f, "{},{decimals}", self.0 / ONE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_scores_exactly() {
        let read = |it| Decimal::parse(it).unwrap();
        assert!(read("89,999999") < read("90"));
        assert!(read("0.6275") > read("0,62"));
        assert_eq!(read("12").as_whole(), Some(12));
        assert_eq!(read("12,5").as_whole(), None);
        for it in ["", "x", "-1", "1,2,3", "87,", ",5", "1,2345678", "99999999999999999999"] {
            assert_eq!(Decimal::parse(it), None, "{it:?}");
        }
    }
}
