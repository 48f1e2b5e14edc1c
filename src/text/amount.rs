//! Quantities as officers type them, exact to the thousandth: `1.200`, `2,5`, `1 200`.

use std::fmt;

use super::number::thousands;

/// A quantity of 0 or more, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(u64);

/// Why a quantity cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountFault {
    /// It is no number with at most three decimals.
    Unreadable,
    /// It is less than 0.
    Negative,
    /// It is more than can be counted with here.
    TooLarge,
    /// `1,200` is 1200 in English and 1,2 in Vietnamese.
    Ambiguous {
        /// As a whole number: `1200`.
        whole: String,
        /// As a decimal: `1,2`.
        decimal: String,
    },
}

impl Amount {
    /// A whole number.
    pub fn whole(n: u64) -> Self {
        Self(n.saturating_mul(1000))
    }

    /// Thousandths.
    pub fn thousandths(self) -> u64 {
        self.0
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Reads `1200`, `1.200`, `1 200`, `2,5` and `2.5`.
    ///
    /// Fails where it is no number, or one that Vietnamese and English read otherwise.
    ///
    /// ```
    /// # use bantin::text::amount::Amount;
    /// assert_eq!(Amount::parse("1.200"), Ok(Amount::whole(1200)));
    /// assert_eq!(Amount::parse("2,5").map(|it| it.to_string()), Ok("2,5".to_owned()));
    /// ```
    pub fn parse(typed: &str) -> Result<Self, AmountFault> {
        let typed = typed.trim();
        if let Some(size) = typed.strip_prefix(['-', '−']) {
            return Err(Self::parse(size).map_or_else(|fault| fault, |_| AmountFault::Negative));
        }
        let spaced: Vec<&str> = typed.split([' ', '\u{a0}', '\u{202f}']).collect();
        let joined = spaced.concat();
        let is_grouped = |parts: &[&str]| {
            parts.first().is_some_and(|it| (1..=3).contains(&it.len()))
                && parts[1..].iter().all(|it| it.len() == 3)
        };
        if spaced.len() > 1 && (joined.contains(['.', ',']) || !is_grouped(&spaced)) {
            return Err(AmountFault::Unreadable);
        }
        let (points, commas) = (joined.matches('.').count(), joined.matches(',').count());
        let (whole, decimals) = match (points, commas) {
            (0, 0) => (joined, String::new()),
            (0, 1) => {
                let (whole, decimals) = joined.split_once(',').unwrap_or((&joined, ""));
                if decimals.len() == 3 && whole != "0" && is_grouped(&[whole, decimals]) {
                    let decimal = format!("{whole},{}", decimals.trim_end_matches('0'));
                    return Err(AmountFault::Ambiguous {
                        whole: format!("{whole}{decimals}"),
                        decimal: decimal.trim_end_matches(',').to_owned(),
                    });
                }
                (whole.to_owned(), decimals.to_owned())
            }
            (1, 0) => {
                let (whole, decimals) = joined.split_once('.').unwrap_or((&joined, ""));
                match decimals.len() {
                    3 if whole != "0" => (format!("{whole}{decimals}"), String::new()),
                    _ => (whole.to_owned(), decimals.to_owned()),
                }
            }
            // Both signs: the last is that of decimals; a sign alone and more than once divides thousands.
            _ => {
                let group = match (joined.find('.'), joined.find(',')) {
                    (Some(point), Some(comma)) if comma < point => ',',
                    (None, _) => ',',
                    _ => '.',
                };
                let other = if group == '.' { ',' } else { '.' };
                let (whole, decimals) = joined.split_once(other).unwrap_or((&joined, ""));
                let parts: Vec<&str> = whole.split(group).collect();
                if !is_grouped(&parts) || decimals.contains(group) || joined.ends_with(other) {
                    return Err(AmountFault::Unreadable);
                }
                (parts.concat(), decimals.to_owned())
            }
        };
        let is_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
        let has_sign = typed.contains(['.', ',']);
        let is_sound = !whole.is_empty() && is_digits(&whole) && is_digits(&decimals) && decimals.len() <= 3;
        let is_cut = has_sign && decimals.is_empty() && typed.ends_with(['.', ',']);
        if !is_sound || is_cut {
            return Err(AmountFault::Unreadable);
        }
        let whole: Option<u64> = whole.parse().ok();
        let thousandths: Option<u64> = format!("{decimals:0<3}").parse().ok();
        let sum =
            whole.and_then(|it| it.checked_mul(1000)).zip(thousandths).and_then(|(a, b)| a.checked_add(b));
        sum.map(Self).ok_or(AmountFault::TooLarge)
    }

    /// For JSON: a whole number where it is one.
    pub fn json(self) -> serde_json::Value {
        if self.0.is_multiple_of(1000) {
            return (self.0 / 1000).into();
        }
        self.plain().parse::<f64>().map_or(serde_json::Value::Null, Into::into)
    }

    /// With a point before decimals and nothing between thousands: `1200.5`.
    pub fn plain(self) -> String {
        let text = format!("{}.{:03}", self.0 / 1000, self.0 % 1000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl fmt::Display for Amount {
    /// As it is written in Vietnamese: `1.200,5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = thousands(self.0 / 1000);
        match self.0 % 1000 {
            0 => f.pad(&whole),
            rest => {
                let decimals = format!("{rest:03}");
                f.pad(&format!("{whole},{}", decimals.trim_end_matches('0')))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_officers_type_them() {
        for (typed, expected) in [
            ("0", 0),
            ("12", 12_000),
            (" 1200 ", 1_200_000),
            ("1.200", 1_200_000),
            ("1 200", 1_200_000),
            ("1\u{a0}200\u{a0}300", 1_200_300_000),
            ("1.200.300", 1_200_300_000),
            ("1,200,300", 1_200_300_000),
            ("1.200,5", 1_200_500),
            ("1,200.5", 1_200_500),
            ("2,5", 2500),
            ("2.5", 2500),
            ("2,25", 2250),
            ("0,125", 125),
            ("0.125", 125),
        ] {
            assert_eq!(Amount::parse(typed), Ok(Amount(expected)), "{typed}");
        }
    }

    #[test]
    fn refuses_what_is_no_number_or_two() {
        for typed in [
            "", "-", "=2+3", "12 tờ", "1,", ",5", "1.2345", "12 34", "1..2", "1,2,3", "1.2.3", "٣", "1e3",
            "1.200,",
        ] {
            assert_eq!(Amount::parse(typed), Err(AmountFault::Unreadable), "{typed}");
        }
        for typed in ["-1", "−2,5", "- 3"] {
            assert_eq!(Amount::parse(typed), Err(AmountFault::Negative), "{typed}");
        }
        for typed in ["99999999999999999999", "18446744073709552"] {
            assert_eq!(Amount::parse(typed), Err(AmountFault::TooLarge), "{typed}");
        }
        let two = |whole: &str, decimal: &str| AmountFault::Ambiguous {
            whole: whole.into(),
            decimal: decimal.into(),
        };
        assert_eq!(Amount::parse("1,200"), Err(two("1200", "1,2")));
        assert_eq!(Amount::parse("12,000"), Err(two("12000", "12")));
    }

    #[test]
    fn writes_numbers() {
        let amount = Amount(1_200_500);
        assert_eq!((amount.to_string(), amount.plain()), ("1.200,5".to_owned(), "1200.5".to_owned()));
        assert_eq!((amount.json(), Amount::whole(3).json()), (1200.5.into(), 3.into()));
        assert_eq!(format!("[{:>4}]", Amount::whole(3)), "[   3]");
    }
}
