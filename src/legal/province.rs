//! Provinces and centrally-run cities.
//!
//! There were 63 until 30/6/2025; Nghị quyết 202/2025/QH15 left 34. A document keeps the province of its day, so both
//! lists are one table and [`Province::now`] leads from the old to the new.

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use crate::text::{fold, key, slug, tones};

/// A province or centrally-run city, past or present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Province(u8);

struct Row {
    name: &'static str,
    city: bool,
    /// Name of the one that took its land; empty where it stands.
    into: &'static str,
    /// Other spellings, folded.
    also: &'static [&'static str],
}

const fn tinh(name: &'static str, into: &'static str) -> Row {
    Row { name, city: false, into, also: &[] }
}

const fn city(name: &'static str, also: &'static [&'static str]) -> Row {
    Row { name, city: true, into: "", also }
}

const fn spelt(name: &'static str, into: &'static str, also: &'static [&'static str]) -> Row {
    Row { name, city: false, into, also }
}

const TABLE: &[Row] = &[
    tinh("An Giang", ""),
    spelt("Bà Rịa - Vũng Tàu", "Hồ Chí Minh", &["br vt", "brvt"]),
    tinh("Bạc Liêu", "Cà Mau"),
    tinh("Bắc Giang", "Bắc Ninh"),
    spelt("Bắc Kạn", "Thái Nguyên", &["bac can"]),
    tinh("Bắc Ninh", ""),
    tinh("Bến Tre", "Vĩnh Long"),
    tinh("Bình Dương", "Hồ Chí Minh"),
    tinh("Bình Định", "Gia Lai"),
    tinh("Bình Phước", "Đồng Nai"),
    tinh("Bình Thuận", "Lâm Đồng"),
    tinh("Cà Mau", ""),
    tinh("Cao Bằng", ""),
    city("Cần Thơ", &[]),
    city("Đà Nẵng", &[]),
    spelt("Đắk Lắk", "", &["dac lac", "dak lac", "dac lak", "daklak"]),
    spelt("Đắk Nông", "Lâm Đồng", &["dac nong", "daknong"]),
    tinh("Điện Biên", ""),
    tinh("Đồng Nai", ""),
    tinh("Đồng Tháp", ""),
    tinh("Gia Lai", ""),
    tinh("Hà Giang", "Tuyên Quang"),
    tinh("Hà Nam", "Ninh Bình"),
    city("Hà Nội", &[]),
    tinh("Hà Tây", "Hà Nội"),
    tinh("Hà Tĩnh", ""),
    tinh("Hải Dương", "Hải Phòng"),
    city("Hải Phòng", &[]),
    tinh("Hậu Giang", "Cần Thơ"),
    tinh("Hòa Bình", "Phú Thọ"),
    city("Hồ Chí Minh", &["hcm", "tphcm"]),
    city("Huế", &[]),
    tinh("Hưng Yên", ""),
    tinh("Khánh Hòa", ""),
    tinh("Kiên Giang", "An Giang"),
    spelt("Kon Tum", "Quảng Ngãi", &["kontum"]),
    tinh("Lai Châu", ""),
    tinh("Lạng Sơn", ""),
    tinh("Lào Cai", ""),
    tinh("Lâm Đồng", ""),
    tinh("Long An", "Tây Ninh"),
    tinh("Nam Định", "Ninh Bình"),
    tinh("Nghệ An", ""),
    tinh("Ninh Bình", ""),
    tinh("Ninh Thuận", "Khánh Hòa"),
    tinh("Phú Thọ", ""),
    tinh("Phú Yên", "Đắk Lắk"),
    tinh("Quảng Bình", "Quảng Trị"),
    tinh("Quảng Nam", "Đà Nẵng"),
    tinh("Quảng Ngãi", ""),
    tinh("Quảng Ninh", ""),
    tinh("Quảng Trị", ""),
    tinh("Sóc Trăng", "Cần Thơ"),
    tinh("Sơn La", ""),
    tinh("Tây Ninh", ""),
    tinh("Thái Bình", "Hưng Yên"),
    tinh("Thái Nguyên", ""),
    tinh("Thanh Hóa", ""),
    spelt("Thừa Thiên Huế", "Huế", &["tt hue"]),
    tinh("Tiền Giang", "Đồng Tháp"),
    tinh("Trà Vinh", "Vĩnh Long"),
    tinh("Tuyên Quang", ""),
    tinh("Vĩnh Long", ""),
    tinh("Vĩnh Phúc", "Phú Thọ"),
    tinh("Yên Bái", "Lào Cai"),
];

impl Province {
    /// Every one, in the order of their names.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..u8::try_from(TABLE.len()).unwrap_or(u8::MAX)).map(Self)
    }

    /// `Quảng Ngãi`, `Hồ Chí Minh`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// `tỉnh Quảng Ngãi`, `thành phố Hồ Chí Minh`.
    pub fn title(self) -> String {
        format!("{} {}", if self.row().city { "thành phố" } else { "tỉnh" }, self.name())
    }

    /// `quang-ngai`.
    pub fn slug(self) -> String {
        slug(self.name())
    }

    /// The one that has its land today; itself where it was never merged.
    #[must_use]
    pub fn now(self) -> Self {
        Self::all().find(|it| it.name() == self.row().into).unwrap_or(self)
    }

    /// The first day on which it was no longer a province.
    pub fn ended(self) -> Option<Date> {
        match self.name() {
            _ if self.row().into.is_empty() => None,
            "Hà Tây" => Some(date(2008, 8, 1)),
            "Thừa Thiên Huế" => Some(date(2025, 1, 1)),
            _ => Some(date(2025, 7, 1)),
        }
    }

    /// Whether it is a centrally-run city.
    pub fn is_city(self) -> bool {
        self.row().city
    }

    fn row(self) -> &'static Row {
        &TABLE[usize::from(self.0)]
    }

    /// The province whose name stands at the head of `words`, and how many words it takes; longest first.
    pub(super) fn at_head(words: &[Word]) -> Option<(Self, usize)> {
        let fitting = SPELLINGS.iter().filter(|(parts, _)| {
            let inside = || words[..parts.len() - 1].iter().all(|word| !word.breaks);
            words.len() >= parts.len()
                && parts.iter().zip(words).all(|(part, word)| *part == word.folded)
                && inside()
        });
        fitting.map(|(parts, it)| (*it, parts.len())).max_by_key(|(_, n)| *n)
    }
}

/// The folded words of every spelling of every province.
static SPELLINGS: LazyLock<Vec<(Vec<String>, Province)>> = LazyLock::new(|| {
    let parts = |name: &str| name.split(' ').map(str::to_owned).collect();
    Province::all()
        .flat_map(|it| {
            let own = parts(&fold(&key(it.name())));
            it.row().also.iter().map(|also| parts(also)).chain([own]).map(move |name| (name, it))
        })
        .collect()
});

/// A word of a phrase.
pub(super) struct Word {
    /// In lower case, tones in their place.
    pub(super) lower: String,
    /// Without marks.
    pub(super) folded: String,
    /// As written.
    pub(super) text: String,
    /// Begins with a capital or a figure.
    pub(super) capital: bool,
    /// A comma or the like follows.
    pub(super) breaks: bool,
}

/// The words of a phrase.
pub(super) fn words(phrase: &str) -> Vec<Word> {
    let text = tones(phrase);
    let mut words: Vec<Word> = Vec::new();
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            let capital = word.chars().next().is_some_and(|c| !c.is_lowercase());
            let (lower, folded) = (word.to_lowercase(), fold(word));
            words.push(Word { lower, folded, text: word.to_owned(), capital, breaks: false });
        }
        if part.ends_with([',', ';', '(', ')', ':'])
            && let Some(last) = words.last_mut()
        {
            last.breaks = true;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_from_the_63_provinces_to_the_34() {
        let day = date(2024, 12, 31);
        let on = |day: Date| {
            let open = |it: &Province| it.ended().is_none_or(|end| day < end);
            Province::all().filter(open).count()
        };
        // Huế stands beside Thừa Thiên Huế in the table; on any day only one of them is a province.
        assert_eq!((on(day) - 1, on(date(2025, 1, 1)), on(date(2025, 7, 1))), (63, 63, 34));
        for (was, is) in [
            ("Ninh Thuận", "Khánh Hòa"),
            ("Bình Thuận", "Lâm Đồng"),
            ("Hậu Giang", "Cần Thơ"),
            ("Bà Rịa - Vũng Tàu", "Hồ Chí Minh"),
            ("Quảng Ngãi", "Quảng Ngãi"),
        ] {
            assert_eq!(
                Province::all().find(|it| it.name() == was).map(|it| it.now().name()),
                Some(is),
                "{was}"
            );
        }
        assert!(Province::all().all(|it| it.now().now() == it.now() && it.now().ended().is_none()));
    }
}
