//! Places as issuers are named after them: `UBND huyện Bình Sơn, tỉnh Quảng Ngãi`.

use super::district;
pub use super::province::Province;
use super::province::{Word, words};
use crate::text::{fold, slug, unmarked};

/// Level of administration. Lower levels are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The State as a whole, and the Party.
    Central,
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh; until 30/6/2025.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
}

/// Kind of a unit below the province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the words themselves")]
pub enum UnitKind {
    Huyen,
    Quan,
    ThiXa,
    ThanhPho,
    Xa,
    Phuong,
    ThiTran,
    DacKhu,
}

impl UnitKind {
    /// `huyện`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Huyen => "huyện",
            Self::Quan => "quận",
            Self::ThiXa => "thị xã",
            Self::ThanhPho => "thành phố",
            Self::Xa => "xã",
            Self::Phuong => "phường",
            Self::ThiTran => "thị trấn",
            Self::DacKhu => "đặc khu",
        }
    }

    /// District or commune.
    pub fn level(self) -> Level {
        match self {
            Self::Huyen | Self::Quan | Self::ThiXa | Self::ThanhPho => Level::District,
            Self::Xa | Self::Phuong | Self::ThiTran | Self::DacKhu => Level::Commune,
        }
    }
}

/// A unit below the province: `huyện Bình Sơn`. Equal whatever the case and the marks of its name.
#[derive(Debug, Clone)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// `Bình Sơn`, `12`.
    pub name: String,
}

impl Unit {
    /// `huyen-binh-son`.
    pub fn slug(&self) -> String {
        slug(&format!("{} {}", self.kind.name(), self.name))
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.slug() == other.slug()
    }
}

impl Eq for Unit {}

/// A place: a province, a unit of it, or a unit whose province is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The province of the day of the document.
    pub province: Option<Province>,
    /// Units below it, the larger first.
    pub units: Vec<Unit>,
}

impl Place {
    /// A whole province.
    pub fn of(province: Province) -> Self {
        Self { province: Some(province), units: Vec::new() }
    }

    /// Its level.
    pub fn level(&self) -> Level {
        self.units.last().map_or(Level::Province, |it| it.kind.level())
    }

    /// `quang-ngai-huyen-binh-son`: the province, then each unit with its level word.
    pub fn slug(&self) -> String {
        let parts = self.province.map(Province::slug).into_iter().chain(self.units.iter().map(Unit::slug));
        parts.collect::<Vec<_>>().join("-")
    }

    /// `huyện Bình Sơn, tỉnh Quảng Ngãi`.
    pub fn name(&self) -> String {
        let units = self.units.iter().rev().map(|it| format!("{} {}", it.kind.name(), it.name));
        units.chain(self.province.map(Province::title)).collect::<Vec<_>>().join(", ")
    }

    /// The unit of that level and what is above it; none where the place does not reach so far down.
    pub fn up_to(&self, level: Level) -> Option<Self> {
        let units: Vec<Unit> = self.units.iter().filter(|it| it.kind.level() <= level).cloned().collect();
        let place = Self { province: self.province, units };
        (place.level() == level && place != Self::default()).then_some(place)
    }

    /// Whether `other` is this place or lies within it. An unsaid province fits any.
    pub fn covers(&self, other: &Self) -> bool {
        fits(self.province, other.province) && self.units.iter().all(|it| other.units.contains(it))
    }

    /// Whether both are one place, as far as they say. An unsaid province fits any.
    pub fn is(&self, other: &Self) -> bool {
        let same_end = self.units.last() == other.units.last();
        same_end && fits(self.province, other.province) && (self.covers(other) || other.covers(self))
    }
}

fn fits(one: Option<Province>, other: Option<Province>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// The place that a phrase names, if it names one, with its province where that is said or only one has it: `Sở Nội vụ tỉnh Quảng Ngãi`, `Quận ủy Bình Thạnh`.
///
/// ```
/// # use bantin::legal::place::find;
/// let place = find("UBND huyện Bình Sơn, tỉnh Quảng Ngãi").map(|it| it.slug());
/// assert_eq!(place.as_deref(), Some("quang-ngai-huyen-binh-son"));
/// ```
pub fn find(phrase: &str) -> Option<Place> {
    Found::scan(phrase).place()
}

/// A phrase in words, and what of it is a place.
pub(super) struct Found {
    words: Vec<Word>,
    /// Which words belong to the name of a place.
    used: Vec<bool>,
    province: Option<Province>,
    units: Vec<Unit>,
    /// Level words that name no place: `UBND tỉnh`.
    bare: Option<Level>,
}

/// What a level word says.
#[derive(Clone, Copy)]
enum Head {
    Province,
    Unit(UnitKind),
}

const HEADS: &[(&[&str], Head)] = &[
    (&["đặc", "khu"], Head::Unit(UnitKind::DacKhu)),
    (&["thị", "xã"], Head::Unit(UnitKind::ThiXa)),
    (&["thị", "trấn"], Head::Unit(UnitKind::ThiTran)),
    (&["thành", "phố"], Head::Unit(UnitKind::ThanhPho)),
    (&["tx"], Head::Unit(UnitKind::ThiXa)),
    (&["tp"], Head::Unit(UnitKind::ThanhPho)),
    (&["huyện"], Head::Unit(UnitKind::Huyen)),
    (&["quận"], Head::Unit(UnitKind::Quan)),
    (&["xã"], Head::Unit(UnitKind::Xa)),
    (&["phường"], Head::Unit(UnitKind::Phuong)),
    (&["tỉnh"], Head::Province),
];

/// Words of the Party and the Youth Union that stand between a level and a name: `Huyện ủy Bình Sơn`.
const PARTY: &[(&[&str], Head)] = &[
    (&["tỉnh"], Head::Province),
    (&["huyện"], Head::Unit(UnitKind::Huyen)),
    (&["quận"], Head::Unit(UnitKind::Quan)),
    (&["thị"], Head::Unit(UnitKind::ThiXa)),
    (&["thành"], Head::Unit(UnitKind::ThanhPho)),
];

/// Words that end a name.
const STOPS: &[&str] = &[
    "thuoc", "cua", "ve", "khoa", "lan", "nhiem", "ngay", "so", "ban", "tai", "trong", "nam", "gui", "da",
    "phe", "hoi", "uy",
];

impl Found {
    pub(super) fn scan(phrase: &str) -> Self {
        let words = words(phrase);
        let n = words.len();
        let cased = words.iter().any(|it| !it.capital) && words.iter().any(|it| it.capital);
        let plain = unmarked(phrase);
        let mut found = Self { words, used: vec![false; n], province: None, units: Vec::new(), bare: None };
        let mut at = 0;
        while at < n {
            at += found.step(at, cased, plain);
        }
        found.settle();
        found
    }

    /// Reads what stands at `at`; how many words it took.
    fn step(&mut self, at: usize, cased: bool, plain: bool) -> usize {
        let rest = &self.words[at..];
        let proper = |n: usize| !cased || rest[..n].iter().all(|it| it.capital);
        if let Some((province, n)) = Province::at_head(rest).filter(|(_, n)| proper(*n)) {
            self.province = Some(province);
            self.used[at..at + n].fill(true);
            return n;
        }
        let cooperative = at > 0 && self.words[at - 1].folded == "tac";
        let Some((head, n, party)) = head(rest, plain).filter(|_| !cooperative) else { return 1 };
        let skip = if party { n + 1 } else { n };
        let name = if rest[skip - 1].breaks { 0 } else { name_length(&rest[skip..], cased) };
        let name = match head {
            Head::Province => Province::at_head(&rest[skip..skip + name]).map_or(0, |(_, n)| n),
            Head::Unit(_) => name,
        };
        if name == 0 {
            let level = match head {
                Head::Province | Head::Unit(UnitKind::ThanhPho) => Level::Province,
                Head::Unit(kind) => kind.level(),
            };
            self.bare = self.bare.max(Some(level));
            self.mark(at, skip, 0, party);
            return skip;
        }
        let own = &rest[skip..skip + name];
        let province = Province::at_head(own).filter(|(_, n)| *n == name).map(|(it, _)| it);
        match head {
            Head::Province => self.province = province,
            Head::Unit(UnitKind::ThanhPho)
                if province.is_some_and(|it| it.is_city() && it.name() != "Huế") =>
            {
                self.province = province;
            }
            Head::Unit(kind) => {
                let text: Vec<&str> = own.iter().map(|it| it.text.as_str()).collect();
                self.units.push(Unit { kind, name: text.join(" ") });
            }
        }
        self.mark(at, skip, name, party);
        skip + name
    }

    /// Marks a level and a name as used; the `ủy` between them is no part of the place.
    fn mark(&mut self, at: usize, skip: usize, name: usize, party: bool) {
        self.used[at..at + skip].fill(true);
        if party {
            self.used[at + skip - 1] = false;
        }
        self.used[at + skip..at + skip + name].fill(true);
    }

    /// Huế is a province by itself since 2025, and a city of Thừa Thiên Huế where that is named.
    fn settle(&mut self) {
        let hue = Province::all().find(|it| it.name() == "Huế");
        let is_hue = |it: &Unit| it.kind == UnitKind::ThanhPho && fold(&it.name) == "hue";
        if self.province.is_none() && self.units.iter().any(is_hue) {
            self.province = hue;
            self.units.retain(|it| !is_hue(it));
        }
        self.units.sort_by_key(|it| it.kind.level());
        if self.province.is_none()
            && let Some(unit) = self.units.first()
        {
            self.province = province_of(unit);
        }
    }

    pub(super) fn place(self) -> Option<Place> {
        let place = Place { province: self.province, units: self.units };
        (place != Place::default()).then_some(place)
    }

    pub(super) fn bare(&self) -> Option<Level> {
        self.bare
    }

    /// The folded words that are no part of a place.
    pub(super) fn body(&self) -> Vec<String> {
        let kept = self.words.iter().zip(&self.used).filter(|(_, used)| !**used);
        kept.map(|(word, _)| word.folded.clone()).collect()
    }
}

/// The province of a district, where its name tells: a city named as its province, or a name that only one has.
fn province_of(unit: &Unit) -> Option<Province> {
    if unit.kind.level() != Level::District {
        return None;
    }
    let all = district::provinces(&unit.name);
    let same = || all.iter().find(|it| fold(it.name()) == fold(&unit.name));
    match unit.kind {
        UnitKind::ThanhPho if same().is_some() => same().copied(),
        UnitKind::Quan => only(all.iter().filter(|it| it.is_city())),
        _ => only(all.iter()),
    }
}

fn only<'a>(mut all: impl Iterator<Item = &'a Province>) -> Option<Province> {
    let one = all.next()?;
    all.next().is_none().then_some(*one)
}

/// The level word at the head of `words`, how many words it takes, and whether `ủy` or `đoàn` follows it.
fn head(words: &[Word], plain: bool) -> Option<(Head, usize, bool)> {
    let is = |word: &Word, known: &str| word.lower == known || (plain && word.folded == fold(known));
    let party = words.get(1).is_some_and(|it| is(it, "ủy") || is(it, "đoàn"));
    let table = if party { PARTY } else { HEADS };
    let (parts, head) = table.iter().find(|(parts, _)| {
        words.len() >= parts.len() && parts.iter().zip(words).all(|(known, word)| is(word, known))
    })?;
    let society = parts == &["xã"] && words.get(1).is_some_and(|it| is(it, "hội"));
    (!society).then_some((*head, parts.len(), party))
}

/// How many of the words are a name. A number is a name by itself; four words are the longest.
fn name_length(words: &[Word], cased: bool) -> usize {
    let mut n = 0;
    for word in words.iter().take(4) {
        let number = word.folded.bytes().all(|it| it.is_ascii_digit());
        let level =
            head(&words[n..], false).is_some() && !(n == 0 && cased && word.capital && word.lower != "tỉnh");
        if (number && n > 0)
            || level
            || (cased && !word.capital)
            || STOPS.contains(&word.folded.as_str()) && !(cased && n > 0 && word.capital)
        {
            break;
        }
        n += 1;
        if number || word.breaks {
            break;
        }
    }
    // A province named right after, without a comma: `huyện Bình Sơn Quảng Ngãi`.
    let cut = (2..n).find(|&at| Province::at_head(&words[at..n]).is_some_and(|(_, len)| at + len == n));
    cut.unwrap_or(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(phrase: &str, expected: &str) {
        assert_eq!(find(phrase).map(|it| it.slug()).unwrap_or_default(), expected, "{phrase:?}");
    }

    #[test]
    fn finds_provinces_in_their_spellings() {
        check("UBND tỉnh Quảng Ngãi", "quang-ngai");
        check("UBND Quảng Ngãi", "quang-ngai");
        check("Tỉnh ủy Hậu Giang", "hau-giang");
        check("TỈNH UỶ HẬU GIANG", "hau-giang");
        check("UBND tinh Dak Lak", "dak-lak");
        check("Sở Nội vụ tỉnh Đắc Nông", "dak-nong");
        check("UBND tỉnh Bà Rịa – Vũng Tàu", "ba-ria-vung-tau");
        check("UBND tỉnh Thừa Thiên - Huế", "thua-thien-hue");
        check("UBND thành phố Huế", "hue");
        check("UBND thành phố Huế, tỉnh Thừa Thiên Huế", "thua-thien-hue-thanh-pho-hue");
        for name in ["TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "TPHCM", "TP.HCM", "tp HCM", "Hồ Chí Minh"]
        {
            check(&format!("UBND {name}"), "ho-chi-minh");
        }
        check("Thành ủy Đà Nẵng", "da-nang");
    }

    #[test]
    fn finds_units_below_the_province() {
        check("UBND huyện Bình Sơn, tỉnh Quảng Ngãi", "quang-ngai-huyen-binh-son");
        check("UBND huyện Bình Sơn Quảng Ngãi", "quang-ngai-huyen-binh-son");
        check("Huyện ủy Bình Sơn", "quang-ngai-huyen-binh-son");
        check("Quận uỷ Bình Thạnh", "ho-chi-minh-quan-binh-thanh");
        check("UBND Quận 1, TP. Hồ Chí Minh", "ho-chi-minh-quan-1");
        check("UBND thành phố Thủ Đức, TP.HCM", "ho-chi-minh-thanh-pho-thu-duc");
        check("Thị ủy Đức Phổ", "quang-ngai-thi-xa-duc-pho");
        check("UBND phường 12 quận Bình Thạnh", "ho-chi-minh-quan-binh-thanh-phuong-12");
        check("UBND xã Bình Minh, huyện Bình Sơn, tỉnh Quảng Ngãi", "quang-ngai-huyen-binh-son-xa-binh-minh");
        check("UBND thị trấn Châu Ổ, huyện Bình Sơn", "quang-ngai-huyen-binh-son-thi-tran-chau-o");
        check("UBND huyện Hòa Bình, tỉnh Bạc Liêu", "bac-lieu-huyen-hoa-binh");
        check("UBND thành phố Quảng Ngãi", "quang-ngai-thanh-pho-quang-ngai");
        check("UBND đặc khu Lý Sơn, tỉnh Quảng Ngãi", "quang-ngai-dac-khu-ly-son");
        check("UBND HUYỆN BÌNH SƠN", "quang-ngai-huyen-binh-son");
        check("UBND huyện Châu Thành", "huyen-chau-thanh");
        check("UBND quận Tân Phú", "ho-chi-minh-quan-tan-phu");
        check("UBND xã Bình Sơn", "xa-binh-son");
    }

    #[test]
    fn finds_no_place_where_none_is_named() {
        for phrase in [
            "UBND tỉnh",
            "Tỉnh ủy",
            "Chính phủ",
            "Bộ Văn hóa, Thể thao và Du lịch",
            "Phòng Văn hóa - Xã hội",
            "Ủy ban Hòa bình Việt Nam",
            "Ban Chấp hành Đảng bộ tỉnh khóa XIV",
            "Sở Lao động - Thương binh và Xã hội",
            "Liên minh Hợp tác xã Việt Nam",
            "",
        ] {
            check(phrase, "");
        }
    }

    #[test]
    fn tells_within_from_beside() {
        let place = |phrase: &str| find(phrase).unwrap_or_default();
        let (province, district) = (place("tỉnh Quảng Ngãi"), place("huyện Bình Sơn, tỉnh Quảng Ngãi"));
        assert!(province.covers(&district) && !district.covers(&province) && district.covers(&district));
        assert!(district.is(&place("UBND huyện BÌNH SƠN")) && !district.is(&province));
        assert!(!province.covers(&place("tỉnh Quảng Nam")) && !province.is(&place("tỉnh Quảng Nam")));
        assert_eq!(district.up_to(Level::Province), Some(province));
        assert_eq!(district.up_to(Level::Commune), None);
        assert_eq!(district.name(), "huyện Bình Sơn, tỉnh Quảng Ngãi");
    }
}
