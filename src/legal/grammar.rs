//! One citation: numbers behind type words, short forms, self references, drafts. Every look ahead is bounded.

use std::collections::HashSet;

use super::{
    DocType,
    citation::{Form, Repair},
    first::FirstWords,
    laws,
    names::Names,
    pinpoint::{self, Chain},
    plain::{MARK, NFD, Plain, SPACE, UPPER, is_letter, is_word},
    reading::{Before, Found, read},
    symbol::Part,
    words::{self, Short, TypeWord, so, type_word},
};

/// A citation without what is written around it. Positions count characters of the plain text.
pub(super) struct Core {
    pub start: usize,
    pub end: usize,
    pub form: Form,
    pub doc_type: Option<DocType>,
    pub number: Option<String>,
    pub name: Option<String>,
    pub year: Option<i16>,
    pub issuer: Option<String>,
    pub pinpoint: Option<String>,
    pub repairs: Vec<Repair>,
}

impl Core {
    pub(super) fn new(form: Form, start: usize, end: usize, doc_type: Option<DocType>) -> Self {
        let (number, name, year, issuer, pinpoint, repairs) = (None, None, None, None, None, Vec::new());
        Self { start, end, form, doc_type, number, name, year, issuer, pinpoint, repairs }
    }

    fn numbered(start: usize, found: Found) -> Self {
        let form = if found.short { Form::Short } else { Form::Numbered };
        let core = Self::new(form, start, found.end, found.number.doc_type);
        Self { number: Some(found.number.text), repairs: found.repairs, ..core }
    }
}

/// The words that begin whatever is cited, those of `names` too.
pub(super) fn first_words(names: &Names) -> FirstWords {
    let mut first = names.first.clone();
    words::first_words().chain(pinpoint::first_words()).for_each(|it| first.add(it));
    for word in ["so", "hien", "blld", "blds", "blhs", "blttds", "bltths"] {
        first.add(word);
    }
    first
}

/// Walks through a text once.
pub(super) struct Walk<'p> {
    plain: &'p Plain<'p>,
    names: &'p Names,
    found: Vec<Core>,
    first: &'p FirstWords,
    /// Types and serials cited in full so far.
    cited: HashSet<(Option<DocType>, String)>,
}

impl<'p> Walk<'p> {
    /// All citations, in order.
    pub(super) fn all(plain: &'p Plain<'p>, names: &'p Names, first: &'p FirstWords) -> Vec<Core> {
        let mut walk = Self { plain, names, found: Vec::new(), first, cited: HashSet::new() };
        let mut at = 0;
        while at < plain.len() {
            at = if is_word(plain.byte(at)) { walk.step(at) } else { at + 1 };
        }
        walk.found
    }

    /// Reads what begins with the word at `at` and returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let plain = self.plain;
        let letters = plain.letters(at);
        let word = plain.bytes(at..letters);
        if letters == at || word == b"o" {
            if self.may_be_number(at)
                && let Some(core) = self.core(at, false)
            {
                return self.push(core);
            }
        } else if self.first.has(word) {
            if let Some(chain) = Chain::read(plain, at) {
                return self.provision(at, chain);
            }
            if let Some(core) = self.core(at, false) {
                return self.push(core);
            }
        }
        plain.word_end(letters)
    }

    fn push(&mut self, core: Core) -> usize {
        let end = core.end;
        if let (Form::Numbered, Some(number)) = (core.form, &core.number) {
            let serial = number.split(['/', '-']).next().unwrap_or_default();
            self.cited.insert((core.doc_type, serial.trim_start_matches('0').to_owned()));
        }
        self.found.push(core);
        end
    }

    /// A provision, with the document it is of behind it, or before it.
    fn provision(&mut self, at: usize, chain: Chain) -> usize {
        let plain = self.plain;
        let end = chain.end;
        let next = plain.gap(end);
        let next = if plain.byte(next) == b',' { plain.gap(next + 1) } else { next };
        let of = plain.one_of(next, &["cua", "thuoc"]).map(|it| plain.gap(it));
        if let Some(core) = self.core(of.unwrap_or(next), true) {
            return self.push(Core { start: at, pinpoint: Some(chain.value()), ..core });
        }
        if let Some(last) = self.found.last_mut()
            && of.is_none()
            && last.pinpoint.is_none()
            && matches!(last.form, Form::Numbered | Form::Named)
        {
            let gap = plain.gap(last.end);
            let gap = if plain.byte(gap) == b',' { plain.gap(gap + 1) } else { gap };
            if gap == at {
                last.end = end;
                last.pinpoint = Some(chain.value());
            }
        }
        end
    }

    /// The citation that begins at `at`; `pinned` where a provision of it stands before.
    fn core(&self, at: usize, pinned: bool) -> Option<Core> {
        let plain = self.plain;
        let word = type_word(plain, at);
        let numbered = self.numbered(at, word);
        if numbered.as_ref().is_some_and(|it| it.form == Form::Numbered) {
            return numbered;
        }
        let named = laws::named(plain, at, self.names, pinned);
        let longest = named.into_iter().chain(numbered).max_by_key(|it| it.end);
        let other = || {
            let (word, end) = word?;
            self.short(at, word, end).or_else(|| itself(plain, at, word, end))
        };
        longest.or_else(other).or_else(|| draft(plain, at, word))
    }

    fn numbered(&self, at: usize, word: Option<(&'static TypeWord, usize)>) -> Option<Core> {
        let plain = self.plain;
        let after = word.map_or(at, |(_, end)| plain.gap(end));
        let so = so(plain, after);
        let digits = so.map_or(after, |it| plain.gap(it));
        // A letter O may stand for the zero of 01, a small L for the one of 18.
        let digit = digits + usize::from(matches!(plain.byte(digits), b'o' | b'l'));
        if !plain.byte(digit).is_ascii_digit() {
            return None;
        }
        let listed = self.listed(at);
        let before = Before { word: word.map(|it| it.0), so: so.is_some() || listed };
        let mut core = Core::numbered(at, read(plain, digits, &before)?);
        let ahead = plain.flags(at..digits);
        let odd = [
            (ahead & SPACE != 0, Repair::Space),
            (ahead & NFD != 0, Repair::Nfd),
            (plain.bytes(at..digits).contains(&b'\n'), Repair::Split),
        ];
        for (_, repair) in odd.into_iter().filter(|it| it.0) {
            if !core.repairs.contains(&repair) {
                core.repairs.push(repair);
            }
        }
        let bare = word.is_none();
        if bare && (refused(plain, at) || (so.is_some() && !is_so(plain, at))) {
            return None;
        }
        if core.doc_type.is_none() && listed {
            core.doc_type = self.found.last().and_then(|it| it.doc_type);
        }
        Some(core)
    }

    /// Whether the digits at `at` may begin a number: a separator follows, and a letter or a year behind it; or a letter
    /// follows, where numbers are listed.
    fn may_be_number(&self, at: usize) -> bool {
        let plain = self.plain;
        let end = plain.word_end(at);
        if end > at + 9 || is_glued(plain, at) {
            return false;
        }
        let mut mark = plain.gap(end);
        if mark == end && plain.byte(end) == b'.' {
            mark = plain.gap(plain.word_end(end + 1).min(end + 6));
        }
        if !matches!(plain.byte(mark), b'/' | b'-' | b'\\' | b'_') {
            let next = plain.gap(end);
            return next > end && is_letter(plain.byte(next)) && self.listed(at);
        }
        let twice = usize::from(plain.byte(mark + 1) == plain.byte(mark));
        let next = plain.gap(mark + 1 + twice);
        is_letter(plain.byte(next))
            || plain.bytes(next..next + 2) == b"19"
            || plain.bytes(next..next + 2) == b"20"
            || plain.byte(next + 1) == b'o'
    }

    /// Whether only a comma or "và" parts this from the number before.
    fn listed(&self, at: usize) -> bool {
        let plain = self.plain;
        let sure = |it: &&Core| matches!(it.form, Form::Numbered | Form::Named);
        let Some(last) = self.found.last().filter(sure) else { return false };
        let mut gap = plain.gap(last.end);
        if plain.byte(gap) == b'(' && last.form == Form::Named {
            return plain.gap(gap + 1) == at;
        }
        if matches!(plain.byte(gap), b',' | b';') {
            gap = plain.gap(gap + 1);
        }
        gap = plain.one_of(gap, &["va", "hoac"]).map_or(gap, |it| plain.gap(it));
        gap == at && at > last.end
    }

    /// `Nghị quyết 76`: a type word and a serial, where nothing else can be meant.
    fn short(&self, at: usize, word: &'static TypeWord, end: usize) -> Option<Core> {
        let plain = self.plain;
        let after = plain.gap(end);
        let so = so(plain, after);
        let digits = so.map_or(after, |it| plain.gap(it));
        let mut end = plain.digits(digits);
        let length = end - digits;
        if !(1..=5).contains(&length) || digits == at {
            return None;
        }
        if matches!(plain.byte(end), b'a'..=b'e') && !plain.has(end, MARK) {
            end += 1;
        }
        let (next, then) = (plain.byte(end), plain.byte(end + 1));
        if is_word(next)
            || next == b'%'
            || (matches!(next, b'/' | b'-' | b'.' | b',' | b':') && is_word(then))
        {
            return None;
        }
        let serial: String = (digits..end).map(|it| plain.written(it)).collect();
        let known = self.cited.contains(&(word.doc_type, serial.trim_start_matches('0').to_owned()));
        let capital = plain.has(at, UPPER);
        let year = length == 4 && plain.year(digits).is_some();
        let sound = length > 1 && !year && word.is_exact(plain, at, end.min(after)) && !counts(plain, end);
        let fits = match word.short {
            _ if known => !counts(plain, end),
            Short::Usual => sound && (capital || so.is_some()),
            Short::Sure => sound && (capital || so.is_some()) && (so.is_some() || stands_alone(plain, end)),
            Short::Known => sound && so.is_some() && !word.is("Dự án") && stands_alone(plain, end),
        };
        let core = Core::new(Form::Short, at, end, word.doc_type);
        fits.then_some(Core { number: Some(serial), ..core })
    }
}

/// `Kế hoạch này`.
fn itself(plain: &Plain, at: usize, word: &TypeWord, end: usize) -> Option<Core> {
    let this = plain.gap(end);
    let after = plain.words(this, "nay").filter(|_| this > end)?;
    let typed = crate::text::key(&plain.spelled(this..after));
    let meant = typed == "này" || (typed == "nay" && plain.flags(at..after) & MARK == 0);
    (meant && word.is_exact(plain, at, end)).then(|| Core::new(Form::Itself, at, after, word.doc_type))
}

/// `Số: /KH-UBND`, `Nghị quyết số …/2025/NQ-HĐND`: the serial is still to come.
fn draft(plain: &Plain, at: usize, word: Option<(&'static TypeWord, usize)>) -> Option<Core> {
    let after = word.map_or(at, |(_, end)| plain.gap(end));
    let so = plain.words(after, "so")?;
    let mut end = so;
    while end < so + 60 && matches!(plain.byte(end), b' ' | b':' | b'.' | b'_') {
        end += 1;
    }
    if !matches!(plain.byte(end), b'/' | b'-') || (word.is_none() && !is_so(plain, at)) {
        return None;
    }
    let mut next = plain.gap(end + 1);
    if let Some(after) = plain.year(next).map(|it| it.1).filter(|&it| plain.byte(it) == b'/') {
        next = plain.gap(after + 1);
    }
    let code = Part::read(plain, next)?;
    let word = word.map(|it| it.0);
    let mark = plain.gap(code.end);
    if !matches!(plain.byte(mark), b'-' | b'/') || !code.is_capital(plain) {
        return None;
    }
    let mut last = Part::read(plain, plain.gap(mark + 1)).filter(|it| it.is_capital(plain))?;
    let doc_type = code.code(plain, word).map(|it| it.0).or(word.and_then(|it| it.doc_type));
    while plain.byte(last.end) == b'-'
        && let Some(next) = Part::read(plain, last.end + 1).filter(|it| it.is_capital(plain))
    {
        last = next;
    }
    Some(Core::new(Form::Draft, at, last.end, doc_type))
}

/// Whether "số" stands here with its marks, or without any, and is not the end of "chỉ số", "mã số" and the like.
fn is_so(plain: &Plain, at: usize) -> bool {
    let typed = crate::text::key(&plain.spelled(at..at + 2));
    let other = ["chi", "ma", "mot", "tham", "ham", "da", "tong", "dan", "ty", "phan", "mau", "he"];
    let after_type = other.iter().any(|it| plain.behind(at, it).is_some());
    matches!(typed.as_str(), "số" | "so") && !after_type
}

/// What numbers belong to that are no documents: forms, licences, contracts, standards.
const OBJECTS: &[&str] = &[
    "mau",
    "bieu",
    "bieu mau",
    "phu bieu",
    "phieu",
    "giay phep",
    "giay chung nhan",
    "chung nhan",
    "chung chi",
    "hop dong",
    "hoa don",
    "bien",
    "bien kiem soat",
    "ma",
    "tai khoan",
    "ban an",
    "vu an",
    "thua",
    "thua dat",
    "lo",
    "the",
    "so bao",
    "don",
    "tcvn",
    "qcvn",
    "tieu chuan",
    "quy chuan",
    "iso",
    "gcn",
    "gp",
    "gpxd",
    "van bang",
    "bang",
    "bien lai",
    "don hang",
    "so do",
    "may",
    "dien thoai",
    "hotline",
    "fax",
    "cmnd",
    "cccd",
    "xe",
    "nha",
    "duong",
    "ngo",
    "hem",
    "lop",
    "phong",
    "giay phep xay dung",
    "ma so",
    "ty le",
    "giay phep hoat dong",
    "dang ky",
    "khoang",
    "tuan",
    "thang",
    "quy",
    "ngay",
];

/// Whether a number at `at`, which no type word announces, cannot be that of a document.
fn refused(plain: &Plain, at: usize) -> bool {
    if is_glued(plain, at) {
        return true;
    }
    let mut start = at;
    while matches!(plain.before(start), b' ' | b':') && at - start < 4 {
        start -= 1;
    }
    let before_so = plain.behind(start, "so").unwrap_or(start);
    OBJECTS.iter().any(|it| plain.behind(start, it).or_else(|| plain.behind(before_so, it)).is_some())
}

/// Whether what stands at `at` only goes on with a word or a number before it: the month of a date, a part of a code.
fn is_glued(plain: &Plain, at: usize) -> bool {
    let previous = plain.before(at);
    let glued = at.checked_sub(1).is_some_and(|it| is_word(plain.before(it)));
    let goes_on =
        is_word(previous) || (matches!(previous, b'/' | b'.' | b'-' | b':' | b',' | b'_' | b'&') && glued);
    let after_letter = at.checked_sub(2).is_some_and(|it| is_letter(plain.byte(it)));
    goes_on && !(matches!(previous, b',' | b':') && after_letter)
}

/// Whether what follows is counted by the number before: "5 năm", "100 hộ".
fn counts(plain: &Plain, end: usize) -> bool {
    const UNITS: &[&str] = &[
        "thang",
        "ngay",
        "gio",
        "phut",
        "tuan",
        "quy",
        "nguoi",
        "ho",
        "diem",
        "ty",
        "trieu",
        "nghin",
        "ngan",
        "dong",
        "lan",
        "xa",
        "phuong",
        "huyen",
        "tinh",
        "can bo",
        "cong chuc",
        "truong hop",
        "noi dung",
        "nhiem vu",
        "muc tieu",
        "chi tieu",
        "giai phap",
        "thu tuc",
        "ho so",
        "don vi",
        "co quan",
        "doanh nghiep",
        "hoc sinh",
        "loai",
        "buoc",
        "cap",
        "nhom",
        "van ban",
        "nghi quyet",
        "quyet dinh",
        "nghi dinh",
        "thong tu",
        "ha",
        "km",
        "met",
        "m",
        "hanh vi",
        "chuong trinh",
        "du an",
        "de an",
        "ke hoach",
        "linh vuc",
        "dich vu",
        "tieu chi",
        "dieu",
        "khoan",
        "chuong",
        "muc",
        "trang",
        "ban",
        "cong trinh",
        "dia phuong",
        "bo",
        "so",
        "nganh",
        "tap the",
        "ca nhan",
        "dai bieu",
        "tri thuc",
        "pho chu tich",
        "dang vien",
        "chi bo",
        "nam",
    ];
    let at = plain.gap(end);
    if plain.byte(at) == b'%' {
        return true;
    }
    if at == end {
        return false;
    }
    if let Some(year) = plain.words(at, "nam") {
        return plain.year(plain.gap(year)).is_none();
    }
    if plain.words(at, "ngay").is_some_and(|it| plain.byte(plain.gap(it)).is_ascii_digit()) {
        return false;
    }
    plain.one_of(at, UNITS).is_some()
}

/// Whether the sentence goes on as it does behind a document.
fn stands_alone(plain: &Plain, end: usize) -> bool {
    const AFTER: &[&str] = &[
        "cua", "ve", "la", "ngay", "nam", "da", "duoc", "co", "quy dinh", "voi", "va", "do", "ban hanh",
        "nay", "yeu cau", "thi", "se", "nham", "cung", "con", "khong", "hoac", "dat", "giup", "tai", "den",
        "tu", "trong",
    ];
    let at = plain.gap(end);
    !is_word(plain.byte(at)) || plain.one_of(at, AFTER).is_some()
}
