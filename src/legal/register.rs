//! The register: the legal documents that a newsroom knows, found by number, by name and by id.
//!
//! A number alone names no document: `15/KH-UBND` exists in every province, every year, and Party numbers return each
//! term. So the index is a multimap and [`super::resolve`] decides among the candidates.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    DocType,
    issuer::{Issuer, Seat, is_local},
};
use crate::text::{self, date::format_words, fold};

/// A document of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Its name in addresses; see [`super::id`].
    pub id: String,
    /// Number and symbol; absent from drafts and from what is cited by name.
    pub number: Option<String>,
    /// Type.
    pub doc_type: DocType,
    /// Issuer, with its place where it is local: see [`Issuer::at`].
    pub issuer: Issuer,
    /// Date of issue.
    pub issued: Option<Date>,
    /// In force from.
    pub effective: Option<Date>,
    /// No longer in force from.
    pub expires: Option<Date>,
    /// The subject; a law's name.
    pub title: String,
    /// Other names in use.
    pub names: Vec<String>,
}

impl RegisterEntry {
    /// Whether it is cited by its name: Hiến pháp, Bộ luật, Luật, Pháp lệnh.
    pub fn is_law(&self) -> bool {
        is_law(self.doc_type)
    }

    /// The id that it has where nothing else names it.
    pub fn default_id(&self) -> String {
        super::id::of(self.number.as_deref(), self.doc_type, &self.issuer, self.issued)
    }

    /// Whether it is not issued yet: neither number nor date, and no document that is cited by its name.
    pub fn is_draft(&self) -> bool {
        self.number.is_none() && self.issued.is_none() && !self.is_law() && !self.is_of_congress()
    }

    /// Whether it is the resolution of a congress of the Party, which has no number.
    fn is_of_congress(&self) -> bool {
        self.number.is_none() && self.issuer.key.starts_with("dai hoi")
    }

    /// First day in force, as far as it is known.
    pub fn starts(&self) -> Option<Date> {
        self.effective.or(self.issued)
    }

    /// Whether it was in force on a day, by its own dates.
    pub fn in_force(&self, day: Date) -> bool {
        self.starts().is_some_and(|it| it <= day) && self.expires.is_none_or(|it| day < it)
    }

    /// A law's name, with its type: `Luật Viên chức`, `Hiến pháp năm 2013`.
    fn law_name(&self) -> String {
        law_name(self.doc_type, &self.title, self.issued)
    }

    /// The names by which it may be cited.
    fn all_names(&self) -> Vec<String> {
        names(self.doc_type, &self.title, self.issued, &self.names)
    }
}

fn is_law(doc_type: DocType) -> bool {
    matches!(doc_type.name(), "Hiến pháp" | "Bộ luật" | "Luật" | "Pháp lệnh")
}

fn law_name(doc_type: DocType, title: &str, issued: Option<Date>) -> String {
    let name = doc_type.name();
    match issued {
        Some(day) if name == "Hiến pháp" => format!("{name} năm {}", day.year()),
        _ if fold(title).starts_with(&fold(name)) => title.to_owned(),
        _ => format!("{name} {title}"),
    }
}

/// The names by which a document may be cited without its number: those in use (`known_as`), for a law its own, for an act
/// that issues a plan or scheme that of what it issues.
pub fn names(doc_type: DocType, title: &str, issued: Option<Date>, known_as: &[String]) -> Vec<String> {
    let mut names = known_as.to_vec();
    if is_law(doc_type) {
        names.extend([law_name(doc_type, title, issued), title.to_owned()]);
        if doc_type.name() == "Hiến pháp" {
            names.push("Hiến pháp".to_owned());
        }
    } else if let Some(issued) = issued_with(title) {
        names.push(issued.to_owned());
    }
    names.retain(|it| !it.is_empty());
    names
}

/// What an act issues: the plan in `Ban hành Kế hoạch …`. It has its own name then.
fn issued_with(title: &str) -> Option<&str> {
    let rest = ["Ban hành ", "Phê duyệt ", "Về việc ban hành ", "Về việc phê duyệt "];
    let rest = rest.iter().find_map(|it| title.strip_prefix(it))?;
    let named = ["Kế hoạch ", "Chương trình ", "Đề án ", "Chiến lược ", "Quy chế ", "Bộ chỉ số "];
    (named.iter().any(|it| rest.starts_with(it)) && rest.split(' ').count() > 4).then_some(rest)
}

/// The legal documents that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    entries: Vec<RegisterEntry>,
    ids: BTreeMap<String, usize>,
    numbers: BTreeMap<String, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
    /// Unnumbered resolutions of congresses, by the key of the issuer.
    congresses: BTreeMap<String, Vec<usize>>,
    /// Which entries are of a place, so that their numbers return in others.
    local: Vec<bool>,
}

impl Register {
    /// Indexes the entries, which keep their order. Of two with one id the first is found by it.
    pub fn new(entries: Vec<RegisterEntry>) -> Self {
        let mut register = Self::default();
        for (idx, entry) in entries.iter().enumerate() {
            register.ids.entry(entry.id.clone()).or_insert(idx);
            if let Some(number) = &entry.number {
                register.numbers.entry(loose_key(number)).or_default().push(idx);
            }
            if entry.is_of_congress() {
                register.congresses.entry(entry.issuer.key.clone()).or_default().push(idx);
            }
            for name in entry.all_names() {
                let same = register.names.entry(name_key(&name)).or_default();
                if !same.contains(&idx) {
                    same.push(idx);
                }
            }
        }
        let is_local = |it: &RegisterEntry| {
            !matches!(it.issuer.seat, Seat::Central)
                && it.number.as_deref().is_none_or(|it| is_local(it) != Some(false))
        };
        register.local = entries.iter().map(is_local).collect();
        register.entries = entries;
        register
    }

    /// Whether citations mean the same in both: all is equal but the titles that decide nothing.
    pub fn decides_like(&self, other: &Self) -> bool {
        let same = |one: &RegisterEntry, other: &RegisterEntry| {
            let key = |it: &RegisterEntry| (it.doc_type, it.issued, it.effective, it.expires);
            key(one) == key(other)
                && (&one.id, &one.number, &one.issuer, &one.names)
                    == (&other.id, &other.number, &other.issuer, &other.names)
        };
        self.entries.len() == other.entries.len()
            && self.names == other.names
            && self.entries.iter().zip(&other.entries).all(|(one, other)| same(one, other))
    }

    /// Whether the entry at that place is of a place of its own, not of the centre.
    pub(super) fn is_local(&self, idx: usize) -> bool {
        self.local[idx]
    }

    /// The entries, in the order they were given.
    pub fn entries(&self) -> &[RegisterEntry] {
        &self.entries
    }

    /// The entry of that id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The entries with that number, whatever its spelling. Empty where there is none.
    pub fn numbered(&self, number: &str) -> &[usize] {
        self.numbers.get(&loose_key(number)).map_or(&[], Vec::as_slice)
    }

    /// The entries of that name: case and spaces do not matter, marks do.
    pub fn named(&self, name: &str) -> &[usize] {
        self.names.get(&name_key(name)).map_or(&[], Vec::as_slice)
    }

    /// The resolutions of a congress: `Đại hội đại biểu Đảng bộ tỉnh Quảng Ngãi lần thứ XX`.
    pub fn of_congress(&self, congress: &Issuer) -> &[usize] {
        self.congresses.get(&congress.key).map_or(&[], Vec::as_slice)
    }

    /// Groups of entries that share an id, which only one can have.
    pub fn same_ids(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (idx, entry) in self.entries.iter().enumerate() {
            groups.entry(&entry.id).or_default().push(idx);
        }
        groups.into_values().filter(|it| it.len() > 1).collect()
    }

    /// Groups of entries that share a number.
    pub fn same_numbers(&self) -> Vec<&[usize]> {
        self.numbers.values().filter(|it| it.len() > 1).map(Vec::as_slice).collect()
    }
}

/// The first citation as Nghị định 30/2020/NĐ-CP, Annex I §6b asks: type, number, date, issuer and subject; a law by
/// its name only.
pub fn cite(entry: &RegisterEntry) -> String {
    if entry.is_law() {
        return entry.law_name();
    }
    let mut text = cite_again(entry);
    if let Some(day) = entry.issued {
        text.push(' ');
        text.push_str(&format_words(day));
    }
    if !entry.issuer.name.is_empty() {
        text.push_str(" của ");
        text.push_str(&entry.issuer.name);
    }
    if !entry.title.is_empty() && entry.number.is_some() {
        text.push(' ');
        text.push_str(&lower_first(&entry.title));
    }
    text
}

/// Any later citation: `Nghị quyết số 76/NQ-CP`; a law by its name; a draft by its subject.
pub fn cite_again(entry: &RegisterEntry) -> String {
    if entry.is_law() {
        return entry.law_name();
    }
    let name = entry.doc_type.name();
    match &entry.number {
        Some(number) => format!("{name} số {number}"),
        None if fold(&entry.title).starts_with(&fold(name)) => entry.title.clone(),
        None => format!("{name} {}", lower_first(&entry.title)),
    }
}

/// The same beside other documents, where the name of a law does not tell which: `Luật Viên chức số 58/2010/QH12`.
pub fn cite_apart(entry: &RegisterEntry) -> String {
    let name = cite_again(entry);
    match &entry.number {
        Some(number) if entry.is_law() && !name.contains(number.as_str()) => format!("{name} số {number}"),
        _ => name,
    }
}

/// A subject inside a sentence: its first letter small, but not that of an abbreviation.
fn lower_first(title: &str) -> String {
    let mut chars = title.chars();
    let Some(first) = chars.next() else { return String::new() };
    if chars.clone().next().is_some_and(char::is_uppercase) {
        return title.to_owned();
    }
    first.to_lowercase().chain(chars).collect()
}

/// A number as it is compared: no spaces, marks, capitals or look-alikes, no zeros before the serial.
pub(super) fn match_key(number: &str) -> String {
    let is_usual = |it: char| it.is_ascii() || matches!(it, 'đ' | 'Đ');
    if number.starts_with(|it: char| ('1'..='9').contains(&it)) && number.chars().all(is_usual) {
        let usual = |it: char| if it.is_ascii() { it.to_ascii_lowercase() } else { 'd' };
        return number.chars().map(usual).filter(char::is_ascii_graphic).collect();
    }
    let plain: String = number.chars().map(latin).collect();
    let folded = fold(&plain);
    let key: String = folded.chars().filter(char::is_ascii_graphic).collect();
    let serial = key.trim_start_matches('0');
    if serial.starts_with(|c: char| c.is_ascii_digit()) { serial.to_owned() } else { key }
}

/// The same with one separator: `76/NQ/CP` for `76/NQ-CP`, `18/NQ-TW` for `18-NQ/TW`.
fn loose_key(number: &str) -> String {
    match_key(number).replace('/', "-")
}

/// A name as it is compared: usual abbreviations written out, quotes left out.
fn name_key(name: &str) -> String {
    let key = text::key(name);
    let words = key.split(' ').map(|word| match word {
        "cchc" => "cải cách hành chính",
        "tthc" => "thủ tục hành chính",
        "cntt" => "công nghệ thông tin",
        word => word,
    });
    let text = words.collect::<Vec<_>>().join(" ");
    text.chars().filter(|it| !matches!(it, '"' | '“' | '”' | '«' | '»')).collect()
}

const CYRILLIC: &str = "АВЕКМНОРСТХІавекмнорстхі";
const LATIN: &str = "ABEKMHOPCTXIabekmhopctxi";

/// Latin for Cyrillic look-alikes; one kind of dash and slash.
pub(super) fn latin(it: char) -> char {
    match it {
        'А'..='Я' | 'а'..='я' | 'І' | 'і' => {
            let at = CYRILLIC.chars().position(|known| known == it);
            at.and_then(|at| LATIN.chars().nth(at)).unwrap_or(it)
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{2044}' | '\u{2215}' | '\u{ff0f}' => '/',
        it => it,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::legal::id;

    /// An entry with its default id.
    #[track_caller]
    pub(in crate::legal) fn entry(
        number: &str,
        doc_type: &str,
        issuer: &str,
        issued: (i16, i8, i8),
        title: &str,
    ) -> RegisterEntry {
        let number = Some(number.to_owned()).filter(|it| !it.is_empty());
        let doc_type = DocType::named(doc_type).expect("a type");
        let issuer = Issuer::read(issuer);
        let issued = Some(date(issued.0, issued.1, issued.2));
        let id = id::of(number.as_deref(), doc_type, &issuer, issued);
        let title = title.to_owned();
        RegisterEntry {
            id,
            number,
            doc_type,
            issuer,
            issued,
            effective: None,
            expires: None,
            title,
            names: Vec::new(),
        }
    }

    #[test]
    fn cites_as_the_decree_asks() {
        let decree = entry("09/2021/NĐ-CP", "Nghị định", "Chính phủ", (2021, 3, 5), "Về công tác thử nghiệm");
        assert_eq!(
            cite(&decree),
            "Nghị định số 09/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ về công tác thử nghiệm"
        );
        assert_eq!(cite_again(&decree), "Nghị định số 09/2021/NĐ-CP");
        let law = entry("10/2020/QH14", "Luật", "Quốc hội", (2020, 6, 17), "Luật Thử nghiệm");
        assert!(cite_apart(&law).starts_with("Luật Thử nghiệm số "));
        assert_eq!((cite(&law), cite_again(&law)), ("Luật Thử nghiệm".into(), "Luật Thử nghiệm".into()));
        let constitution = entry("", "Hiến pháp", "Quốc hội", (1992, 4, 15), "Hiến pháp nước Cộng hòa");
        assert_eq!(cite(&constitution), "Hiến pháp năm 1992");
        let draft = entry("", "Kế hoạch", "UBND tỉnh Hà Nam", (2024, 1, 2), "CCHC năm 2024");
        assert_eq!(cite_again(&draft), "Kế hoạch CCHC năm 2024");
    }

    #[test]
    fn numbers_are_one_whatever_their_spelling() {
        for spelling in ["076/NQ-CP", "76 /nq–cp", "76/NQ/CP", "76/NQ\u{2011}СР", "76/NQ\u{a0}-CP"] {
            assert_eq!(loose_key(spelling), "76-nq-cp", "{spelling}");
        }
        assert_eq!(match_key("63/2010/NÐ-CP"), "63/2010/nd-cp");
        assert_eq!(match_key("66.7/2025/NQ-CP"), "66.7/2025/nq-cp");
    }

    #[test]
    fn finds_by_id_number_and_name() {
        let mut plan = entry(
            "5/QĐ-UBND",
            "Quyết định",
            "UBND tỉnh Hà Nam",
            (2021, 1, 2),
            "Ban hành Kế hoạch CCHC tỉnh Hà Nam giai đoạn 2021 - 2025",
        );
        plan.names.push("Kế hoạch 5".to_owned());
        let twin = entry("05/QĐ-UBND", "Quyết định", "UBND tỉnh Hà Nam", (2021, 3, 4), "Về việc khác");
        let register = Register::new(vec![plan, twin]);
        assert_eq!(register.find("quyet-dinh-5-qd-ubnd-ha-nam-2021"), Some(0));
        assert_eq!(register.numbered("05/QD-UBND"), [0, 1]);
        assert_eq!(register.named("kế hoạch 5"), [0]);
        assert_eq!(register.named("Kế hoạch cải cách hành chính tỉnh Hà Nam giai đoạn 2021-2025"), [0]);
        assert_eq!(register.named("ke hoach 5"), [0; 0]);
        assert_eq!(register.same_numbers(), [[0, 1]]);
        assert!(register.same_ids().is_empty());
        assert_eq!(register.entries()[0].all_names().len(), 2);
    }
}
