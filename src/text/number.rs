//! Figures as they are written in Vietnamese: a point between thousands, a comma before decimals.

/// The size of a file, in steps of 1,000: `87 B`, `350 KB`, `1,2 MB`.
pub fn bytes(n: u64) -> String {
    if n < 1000 {
        return format!("{n} B");
    }
    let mut unit: u128 = 1000;
    for name in ["KB", "MB", "GB", "TB"] {
        let tenths = (u128::from(n) * 10 + unit / 2) / unit;
        let whole = (u128::from(n) + unit / 2) / unit;
        if tenths < 100 {
            return match tenths % 10 {
                0 => format!("{} {name}", tenths / 10),
                tenth => format!("{},{tenth} {name}", tenths / 10),
            };
        }
        if whole < 1000 {
            return format!("{whole} {name}");
        }
        unit *= 1000;
    }
    let whole = n / 1_000_000_000_000;
    format!("{} TB", thousands(whole))
}

/// `10000` as `10.000`.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_sizes() {
        for (n, expected) in [
            (0, "0 B"),
            (87, "87 B"),
            (999, "999 B"),
            (1000, "1 KB"),
            (1_240, "1,2 KB"),
            (9_960, "10 KB"),
            (350_400, "350 KB"),
            (999_400, "999 KB"),
            (999_900, "1 MB"),
            (1_200_000, "1,2 MB"),
            (u64::MAX, "18.446.744 TB"),
        ] {
            assert_eq!(bytes(n), expected, "{n}");
        }
    }

    #[test]
    fn writes_thousands() {
        for (n, expected) in [(0, "0"), (999, "999"), (10_000, "10.000"), (1_234_567, "1.234.567")] {
            assert_eq!(thousands(n), expected);
        }
    }
}
