//! Issuers as documents and sentences name them: `UBND tỉnh Quảng Ngãi`, `Thủ tướng Chính phủ`, `Tỉnh ủy`.
//!
//! The issuers are an open set, each agency head names his own: nothing here is a list of those allowed.

use super::place::{Found, Level, Place};
use crate::text::fold;

/// An issuer read from its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// As written.
    pub name: String,
    /// Equal for the spellings of one issuer: `ubnd quang-ngai`.
    pub key: String,
    /// Where it sits.
    pub seat: Seat,
}

/// Where an issuer sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seat {
    /// `Chính phủ`, `Bộ Nội vụ`
    Central,
    /// `UBND tỉnh Quảng Ngãi`
    Place(Place),
    /// `UBND tỉnh`, `Huyện ủy`, `Sở Nội vụ`: which one is known only at home
    Relative(Level),
    /// `UBND`: not even the level is said
    Vague,
}

/// Spellings of one thing, in folded words, and the short one that stands for them in a key. Longer ones first.
const SHORT: &[(&str, &str)] = &[
    ("ban chap hanh trung uong dang cong san viet nam", "bch trung uong"),
    ("ban chap hanh trung uong dang", "bch trung uong"),
    ("ban chap hanh trung uong", "bch trung uong"),
    ("trung uong dang cong san viet nam", "trung uong dang"),
    ("ban chap hanh dang bo", "uy"),
    ("uy ban thuong vu quoc hoi", "ubtvqh"),
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban mat tran to quoc viet nam", "mttq"),
    ("uy ban mttq viet nam", "mttq"),
    ("mat tran to quoc viet nam", "mttq"),
    ("dai hoi dai bieu", "dai hoi"),
    ("thu tuong chinh phu", "thu tuong"),
    ("ttg", "thu tuong"),
    ("van phong chinh phu", "vpcp"),
    ("van phong trung uong dang", "vptw"),
    ("van phong trung uong", "vptw"),
    ("ban thuong vu", "btv"),
    ("bnv", "bo noi vu"),
    ("btttt", "bo tttt"),
    ("bkhcn", "bo khcn"),
    ("thong tin truyen thong", "tttt"),
    ("tt tt", "tttt"),
    ("khoa hoc cong nghe", "khcn"),
    ("kh cn", "khcn"),
    ("ke hoach dau tu", "khdt"),
    ("kh dt", "khdt"),
    ("giao duc dao tao", "gddt"),
    ("gd dt", "gddt"),
    ("tai nguyen moi truong", "tnmt"),
    ("tn mt", "tnmt"),
    ("nong nghiep moi truong", "nnmt"),
    ("nong nghiep phat trien nong thon", "nnptnt"),
    ("nn ptnt", "nnptnt"),
    ("lao dong thuong binh xa hoi", "ldtbxh"),
    ("ld tb xh", "ldtbxh"),
    ("ld tbxh", "ldtbxh"),
    ("van hoa the thao du lich", "vhttdl"),
    ("vh tt dl", "vhttdl"),
    ("van hoa thong tin", "vhtt"),
    ("vh tt", "vhtt"),
];

/// Symbols of issuers of the centre, folded; `QH15` and `UBTVQH14` too, and whatever ends in `TW`.
const CENTRAL: &[&str] = &[
    "cp", "ttg", "ctn", "qh", "ubtvqh", "hdtp", "hdbt", "vpcp", "vpqh", "vpctn", "tandtc", "vksndtc", "ktnn",
    "nhnn", "hdbcqg", "bnv", "btp", "btc", "bct", "bxd", "byt", "bca", "bqp", "bng", "bgddt", "bkhcn",
    "bkhdt", "btttt", "bvhttdl", "bnnptnt", "btnmt", "bnnmt", "bgtvt", "bldtbxh", "bldtb", "ubdt", "bdttg",
    "ttcp", "tlct",
];

/// Symbols of local issuers, folded; a department (`SNV`) is known by its place only.
const LOCAL: &[&str] =
    &["ubnd", "ub", "hdnd", "ctubnd", "vpubnd", "tu", "thu", "hu", "qu", "txu", "thiu", "du", "bcdcchc"];

impl Issuer {
    /// Reads a name as it stands in front matter or in a sentence.
    pub fn read(name: &str) -> Self {
        let found = Found::scan(name);
        let bare = found.bare();
        let body = body(found.body());
        let place = found.place();
        let agency = body.split(' ').next().unwrap_or_default();
        let seat = match (place, bare) {
            (Some(place), _) => Seat::Place(place),
            (None, Some(level)) => Seat::Relative(level),
            (None, None) if agency == "so" => Seat::Relative(Level::Province),
            (None, None) if agency == "phong" => Seat::Relative(Level::District),
            (None, None) if body.split(' ').any(|it| matches!(it, "ubnd" | "hdnd")) => Seat::Vague,
            (None, None) => Seat::Central,
        };
        let key = match &seat {
            Seat::Place(place) => format!("{body} {}", place.slug()),
            Seat::Relative(level) => format!("{body} @{level:?}").to_lowercase(),
            Seat::Central | Seat::Vague => body,
        };
        Self { name: name.trim().to_owned(), key: key.trim().to_owned(), seat }
    }

    /// The same at home: `UBND tỉnh` becomes that of the province of `home`, `UBND huyện Bình Sơn` gets its province.
    #[must_use]
    pub fn at(self, home: Option<&Place>) -> Self {
        match self.place_in(home) {
            Some(place) => {
                let body = match &self.seat {
                    Seat::Place(_) => self.key.rsplit_once(' ').map_or("", |(body, _)| body),
                    Seat::Relative(_) => self.key.split(" @").next().unwrap_or_default(),
                    Seat::Central | Seat::Vague => &self.key,
                };
                Self {
                    key: format!("{body} {}", place.slug()).trim().to_owned(),
                    seat: Seat::Place(place),
                    ..self
                }
            }
            None => self,
        }
    }

    /// The place meant by an article at `home`; none for the centre, and where home does not tell.
    pub fn place_in(&self, home: Option<&Place>) -> Option<Place> {
        match (&self.seat, home) {
            (Seat::Place(place), Some(home)) if place.province.is_none() => {
                let units = if home.is(place) { &home.units } else { &place.units };
                Some(Place { province: home.province, units: units.clone() })
            }
            (Seat::Place(place), _) => Some(place.clone()),
            (Seat::Relative(level), Some(home)) => home.up_to(*level),
            (Seat::Vague, Some(home)) => Some(home.clone()),
            (Seat::Central, _) | (Seat::Relative(_) | Seat::Vague, None) => None,
        }
    }

    /// Its place, where it is known.
    pub fn place(&self) -> Option<&Place> {
        match &self.seat {
            Seat::Place(place) => Some(place),
            Seat::Central | Seat::Relative(_) | Seat::Vague => None,
        }
    }

    /// Its level; that of the province where the name does not tell.
    pub fn level(&self) -> Level {
        match &self.seat {
            Seat::Central => Level::Central,
            Seat::Place(place) => place.level(),
            Seat::Relative(level) => *level,
            Seat::Vague => Level::Province,
        }
    }
}

/// Equal for the spellings of one issuer: `Ủy ban nhân dân tỉnh X`, `UBND tỉnh X` and `UBND X`.
///
/// ```
/// # use bantin::legal::issuer::key;
/// assert_eq!(key("Ủy ban nhân dân tỉnh Quảng Ngãi"), key("UBND Quảng Ngãi"));
/// assert_ne!(key("UBND tỉnh Quảng Ngãi"), key("Chủ tịch UBND tỉnh Quảng Ngãi"));
/// ```
pub fn key(name: &str) -> String {
    Issuer::read(name).key
}

/// Whether the symbol of a number is that of a local issuer (`15/KH-UBND`, `03-NQ/TU`) or of a central one
/// (`76/NQ-CP`); none where only the issuer's name can tell (`12/KH-SNV`).
pub fn is_local(number: &str) -> Option<bool> {
    let folded = fold(number);
    let parts: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(|it| it.trim_end_matches(|c: char| c.is_ascii_digit()))
        .filter(|it| !it.is_empty())
        .collect();
    if parts.iter().any(|it| CENTRAL.contains(it) || it.ends_with("tw") || it.starts_with("tw")) {
        Some(false)
    } else if parts.iter().any(|it| LOCAL.contains(it)) {
        Some(true)
    } else {
        None
    }
}

/// The words that are no place, in their short form.
fn body(words: Vec<String>) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut words = words.into_iter().filter(|it| it != "va").peekable();
    while let Some(word) = words.next() {
        // The term of a committee: `khóa XIV`.
        let roman = |it: &String| it.bytes().all(|c| b"ivxlc0123456789".contains(&c));
        if word == "khoa" && words.next_if(roman).is_some() {
            continue;
        }
        kept.push(word);
    }
    let mut text = format!(" {} ", kept.join(" "));
    // Most names hold no word that begins a long spelling, and cost no search.
    let begins = |long: &str| long.split(' ').next().is_some_and(|first| kept.iter().any(|it| it == first));
    for (long, short) in SHORT.iter().filter(|(long, _)| begins(long)) {
        text = text.replace(&format!(" {long} "), &format!(" {short} "));
    }
    let text = text.trim();
    text.strip_prefix("cua ").unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legal::place::find;

    #[track_caller]
    fn same(names: &[&str]) {
        for name in names {
            assert_eq!(key(name), key(names[0]), "{name:?} and {:?}", names[0]);
        }
    }

    #[test]
    fn spellings_of_one_issuer_are_equal() {
        same(&[
            "Ủy ban nhân dân tỉnh Hà Nam",
            "UBND tỉnh Hà Nam",
            "UBND Hà Nam",
            "Uỷ Ban Nhân Dân tỉnh Hà Nam",
        ]);
        same(&["Thủ tướng Chính phủ", "Thủ tướng", "của Thủ tướng Chính phủ", "TTg"]);
        same(&["Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương Đảng khóa XII", "BCH Trung ương"]);
        same(&["Hội đồng nhân dân TP. Hồ Chí Minh", "HĐND Thành phố Hồ Chí Minh", "HĐND TPHCM"]);
        same(&["Tỉnh ủy Hà Nam", "Ban Chấp hành Đảng bộ tỉnh Hà Nam", "Tỉnh uỷ Hà Nam"]);
        same(&["Ủy ban Thường vụ Quốc hội", "UBTVQH"]);
        same(&["Sở Thông tin và Truyền thông tỉnh Hà Nam", "Sở TT&TT Hà Nam"]);
        same(&["Bộ Nội vụ", "BNV", "bộ nội vụ"]);
        same(&["Bộ Nội vụ; Văn phòng Chính phủ", "Bộ Nội vụ, Văn phòng Chính phủ"]);
        same(&["UBND tinh Ha Nam", "UBND tỉnh Hà Nam"]);
    }

    #[test]
    fn other_issuers_differ() {
        let names = [
            "UBND tỉnh Hà Nam",
            "UBND huyện Hà Nam",
            "UBND tỉnh",
            "UBND huyện",
            "UBND",
            "HĐND tỉnh Hà Nam",
            "Chủ tịch UBND tỉnh Hà Nam",
            "Tỉnh ủy Hà Nam",
            "Ban Thường vụ Tỉnh ủy Hà Nam",
            "Chính phủ",
            "Thủ tướng Chính phủ",
            "Bộ Nội vụ",
            "Bộ trưởng Bộ Nội vụ",
            "Sở Nội vụ",
        ];
        let mut keys: Vec<String> = names.iter().map(|it| key(it)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), names.len(), "{keys:?}");
    }

    #[test]
    fn knows_levels() {
        for (name, expected) in [
            ("Chính phủ", Level::Central),
            ("Bộ Chính trị", Level::Central),
            ("Liên minh Hợp tác xã Việt Nam", Level::Central),
            ("Bộ Văn hóa, Thể thao và Du lịch", Level::Central),
            ("UBND tỉnh", Level::Province),
            ("Thành ủy Hồ Chí Minh", Level::Province),
            ("Sở Nội vụ", Level::Province),
            ("Huyện ủy", Level::District),
            ("UBND thành phố Thủ Đức", Level::District),
            ("Phòng Nội vụ", Level::District),
            ("Đảng ủy xã Bình Minh", Level::Commune),
            ("UBND phường", Level::Commune),
        ] {
            assert_eq!(Issuer::read(name).level(), expected, "{name}");
        }
    }

    #[test]
    fn reads_relative_issuers_at_home() {
        let home = find("huyện Bình Sơn, tỉnh Quảng Ngãi");
        for (name, expected) in [
            ("UBND tỉnh", "quang-ngai"),
            ("Tỉnh ủy", "quang-ngai"),
            ("UBND huyện", "quang-ngai-huyen-binh-son"),
            ("Huyện ủy Bình Sơn", "quang-ngai-huyen-binh-son"),
            ("UBND huyện Mộ Đức", "quang-ngai-huyen-mo-duc"),
            ("UBND tỉnh Hà Nam", "ha-nam"),
            ("UBND xã", ""),
            ("Chính phủ", ""),
        ] {
            let place = Issuer::read(name).place_in(home.as_ref());
            assert_eq!(place.map(|it| it.slug()).unwrap_or_default(), expected, "{name}");
        }
        let at_home = Issuer::read("Ủy ban nhân dân tỉnh").at(home.as_ref());
        assert_eq!(at_home.key, key("UBND tỉnh Quảng Ngãi"));
        assert_eq!(Issuer::read("UBND tỉnh").place_in(None), None);
    }

    #[test]
    fn tells_local_symbols_from_central_ones() {
        for (number, expected) in [
            ("15/KH-UBND", Some(true)),
            ("93/2021/NQ-HĐND", Some(true)),
            ("03-NQ/TU", Some(true)),
            ("74-KH/ĐU", Some(true)),
            ("12-CTr/ThU", Some(true)),
            ("76/NQ-CP", Some(false)),
            ("80/2015/QH13", Some(false)),
            ("18-NQ/TW", Some(false)),
            ("36-HD/VPTW", Some(false)),
            ("55/2005/TTLT-BNV-VPCP", Some(false)),
            ("12/KH-SNV", None),
        ] {
            assert_eq!(is_local(number), expected, "{number}");
        }
    }
}
