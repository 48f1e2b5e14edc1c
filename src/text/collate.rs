//! The order of a Vietnamese dictionary: a ă â b … d đ e ê …, tones ngang huyền hỏi ngã sắc nặng.

use std::{cmp::Ordering, sync::OnceLock};

use icu_collator::{
    Collator, CollatorBorrowed, CollatorPreferences,
    options::{CollatorOptions, Strength},
    preferences::CollationNumericOrdering,
};
use icu_locale_core::locale;

/// Compares two texts as a Vietnamese reader sorts them; numbers in them by their value (`Tổ 2` before `Tổ 10`).
/// Texts that collate alike are ordered by code points, so the order is total.
pub fn compare(a: &str, b: &str) -> Ordering {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let collated = COLLATOR.get_or_init(collator).as_ref().map_or(Ordering::Equal, |it| it.compare(a, b));
    collated.then_with(|| a.cmp(b))
}

/// The data is compiled in, so this is there; were it not, code points would decide.
fn collator() -> Option<CollatorBorrowed<'static>> {
    let mut preferences = CollatorPreferences::from(locale!("vi"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    Collator::try_new(preferences, options).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sorted: &[&str]) {
        let mut again: Vec<&str> = sorted.iter().rev().copied().collect();
        again.sort_by(|a, b| compare(a, b));
        assert_eq!(again, sorted);
    }

    #[test]
    fn sorts_as_a_dictionary() {
        check(&["An Giang", "Ăn mòn", "Ân xá", "Bạc Liêu", "Bắc Ninh", "Cải cách", "Cán bộ", "Cần Thơ"]);
        check(&["Dân vận", "Đà Nẵng", "Oan", "Ô nhiễm", "Ơn", "Ủy ban", "Ưu đãi", "Y tế"]);
        check(&["ma", "mà", "mả", "mã", "má", "mạ"]);
    }

    #[test]
    fn sorts_numbers_by_value() {
        check(&["Tổ 2", "Tổ 10", "Tổ 10a"]);
        check(&["76/NQ-CP", "468/QĐ-TTg", "1085/QĐ-TTg"]);
    }

    #[test]
    fn never_ties_different_texts() {
        check(&["Ha\u{300}", "Hà"]);
        assert_eq!(compare("Hà", "Hà"), Ordering::Equal);
    }
}
