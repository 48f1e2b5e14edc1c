//! What is written around a citation: date, year and issuer after it, or before it as in
//! "Ngày 27/10/2023, Thủ tướng Chính phủ ban hành Chỉ thị …", and the subject.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::day::date;
use super::place;
use super::plain::{Plain, UPPER, is_letter, is_word};
use super::words::{Phrases, type_word};

/// What the words around a citation say of it.
#[derive(Default)]
pub(super) struct Tail {
    pub date: Option<Date>,
    pub bad_date: bool,
    pub year: Option<i16>,
    pub issuer: Option<String>,
    /// Who acts before it, or whose place stands behind it, where nothing says that this is the issuer.
    pub by: Option<String>,
    /// Where date and issuer begin and end.
    pub start: Option<usize>,
    pub end: usize,
}

/// Issuers that are named in full by these words.
const CLOSED: &[&str] = &[
    "tong bi thu",
    "thu tuong chinh phu",
    "ttg chinh phu",
    "thu tuong",
    "pho thu tuong",
    "ttg",
    "cp",
    "chinh phu",
    "uy ban thuong vu quoc hoi",
    "ubtvqh",
    "quoc hoi",
    "chu tich nuoc",
    "chu tich quoc hoi",
    "bo chinh tri",
    "ban bi thu trung uong dang",
    "ban bi thu trung uong",
    "ban bi thu",
    "ban chap hanh trung uong dang",
    "ban chap hanh trung uong",
    "trung uong dang",
    "trung uong",
    "bch trung uong dang",
    "bch trung uong",
];

/// Words that begin the name of another issuer.
const OPEN: &[&str] = &[
    "ban",
    "bo",
    "so",
    "cuc",
    "tong cuc",
    "van phong",
    "vu",
    "vien",
    "thanh tra",
    "cong an",
    "ubnd",
    "uy ban",
    "hdnd",
    "hoi dong",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "thi uy",
    "dang uy",
    "dang bo",
    "chu tich",
    "pho chu tich",
    "bi thu",
    "thuong truc",
    "hoi nghi",
    "dai hoi",
    "bao hiem xa hoi",
    "ngan hang",
    "toa an",
    "kiem toan",
    "mat tran",
    "phong",
    "trung tam",
    "tong lien doan",
    "lien doan",
    "trung uong doan",
    "tinh doan",
    "hoi",
    "truong",
    "dang doan",
    "tinh",
    "thanh pho",
    "huyen",
    "bhxh",
    "vp",
    "bch",
    "btv",
    "bo truong",
    "giam doc",
    "tong giam doc",
    "tap doan",
    "dai hoc",
    "cong doan",
    "chi cuc",
    "kho bac",
    "tong kiem toan",
    "chanh an",
    "vien truong",
    "lien bo",
    "lien tich",
    "uy vien",
];

/// Words that no issuer's name goes on with.
static STOPS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "về",
        "việc",
        "quy định",
        "ban hành",
        "phê duyệt",
        "hướng dẫn",
        "sửa đổi",
        "đã",
        "đang",
        "là",
        "có",
        "thì",
        "yêu cầu",
        "trong",
        "để",
        "được",
        "tại",
        "trên",
        "nhằm",
        "với",
        "cho",
        "từ",
        "đến",
        "nếu",
        "do",
        "khi",
        "sau",
        "trước",
        "sẽ",
        "cần",
        "phải",
        "cùng",
        "như",
        "theo",
        "đối với",
        "ngày",
        "năm",
        "số",
        "gửi",
        "ký",
        "ký ban hành",
        "chỉ đạo",
        "triển khai",
        "thực hiện",
        "công bố",
        "bổ sung",
        "thay thế",
        "bãi bỏ",
        "áp dụng",
        "bao gồm",
        "gồm",
        "giao",
        "này",
        "vừa",
        "mới",
        "tiếp tục",
        "tăng cường",
        "thành lập",
        "kèm",
        "dưới",
        "bằng",
        "thống nhất",
        "quán triệt",
        "liên quan",
        "và các",
        "của",
        "thông qua",
        "quyết nghị",
        "khẳng định",
        "xác định",
        "đạt",
        "đưa",
        "nêu",
        "nêu rõ",
        "cho phép",
        "chưa",
        "không",
        "gần",
        "phát",
        "những",
        "hiện",
        "còn",
        "lại",
        "bị",
        "qua",
        "tham mưu",
        "đề nghị",
        "tổ chức",
        "bắt đầu",
        "đồng thời",
        "giai đoạn",
        "hoặc",
    ])
});

impl Tail {
    /// Reads what follows the citation that ends at `at`, looking no further than `limit`.
    pub(super) fn after(plain: &Plain, at: usize, limit: usize) -> Self {
        let mut tail = Self { end: at, ..Self::default() };
        for _ in 0..3 {
            if !(tail.dated(plain, limit) || tail.issued(plain, limit)) {
                break;
            }
        }
        if tail.issuer.is_none() {
            tail.by = placed(plain, tail.end, limit);
        }
        tail
    }

    fn dated(&mut self, plain: &Plain, limit: usize) -> bool {
        if self.date.is_some() || self.year.is_some() || self.bad_date {
            return false;
        }
        let mut at = plain.gap(self.end);
        if plain.byte(at) == b',' {
            at = plain.gap(at + 1);
        } else if plain.byte(at) == b'-' && at > self.end {
            // "… - ngày 15/7/2021"
            at = Some(plain.gap(at + 1)).filter(|&it| plain.words(it, "ngay").is_some()).unwrap_or(at);
        }
        let bracket = plain.byte(at) == b'(';
        if bracket {
            at = plain.gap(at + 1);
        }
        for verb in ["duoc", "da", "do", "ky", "ban hanh", "ra", "thong qua", "ban hanh"] {
            at = plain.words(at, verb).map_or(at, |it| plain.gap(it));
        }
        let day = plain.words(at, "ngay").map(|it| plain.gap(it));
        if let Some(found) = day.or(bracket.then_some(at)).and_then(|at| date(plain, at)) {
            (self.date, self.bad_date, self.end) = (found.date, found.date.is_none(), found.end);
        } else if let Some((year, end)) = plain.words(at, "nam").and_then(|it| plain.year(plain.gap(it))) {
            (self.year, self.end) = (Some(year), end);
        } else if let Some((year, end)) = plain.year(at).filter(|_| at > self.end && !bracket) {
            let then = plain.gap(end);
            if matches!(plain.byte(then), b'-' | b'/' | b':' | b'.')
                && is_word(plain.byte(plain.gap(then + 1)))
            {
                return false;
            }
            (self.year, self.end) = (Some(year), end);
        } else {
            return false;
        }
        let close = plain.gap(self.end);
        if bracket && plain.byte(close) == b')' {
            self.end = close + 1;
        }
        self.end = self.end.min(limit);
        true
    }

    fn issued(&mut self, plain: &Plain, limit: usize) -> bool {
        if self.issuer.is_some() {
            return false;
        }
        let mut at = plain.gap(self.end);
        if plain.byte(at) == b',' {
            at = plain.gap(at + 1);
        }
        let Some(end) = plain
            .one_of(at, &["cua", "do", "duoc"])
            .filter(|_| at > self.end || plain.before(at).is_ascii_digit())
        else {
            return false;
        };
        let passive = plain.words(at, "duoc").is_some();
        let at = plain.gap(end);
        let Some(end) = issuer(plain, at, limit) else { return false };
        if passive {
            // "được Chính phủ ban hành ngày …"
            let Some(verb) = plain.one_of(plain.gap(end), &["ban hanh", "ky ban hanh", "thong qua"]) else {
                return false;
            };
            self.issuer = Some(plain.clean(at..end));
            self.end = verb.min(limit);
            return true;
        }
        self.issuer = Some(plain.clean(at..end));
        self.end = end;
        true
    }

    /// Reads date and issuer before the citation that begins at `at`, no further back than `limit`.
    pub(super) fn before(&mut self, plain: &Plain, at: usize, limit: usize) {
        let Some(verb) = verb(plain, at, limit) else { return };
        let from = limit.max(verb.saturating_sub(120));
        let bound = |it: &usize| is_letter(plain.byte(*it)) && !is_word(plain.before(*it));
        if self.date.is_none() {
            let days = (from..verb).rev().filter(bound).filter_map(|it| Some((it, plain.words(it, "ngay")?)));
            for (start, after) in days.take(1) {
                let Some(found) = date(plain, plain.gap(after)) else { continue };
                let at = plain.gap(found.end);
                let at = if plain.byte(at) == b',' { plain.gap(at + 1) } else { at };
                let span = ["tu", "truoc", "sau", "den", "het", "ke tu"];
                if span.iter().any(|it| plain.behind(start, it).is_some()) || !acting(plain, at, verb) {
                    continue;
                }
                let end = issuer(plain, at, verb);
                (self.date, self.start) = (found.date, Some(start));
                if self.issuer.is_none() && end.is_some_and(|end| end > at) {
                    self.issuer = end.map(|end| plain.clean(at..end));
                }
                return;
            }
        }
        if self.issuer.is_none() {
            let starts = (from..verb).filter(bound);
            let found = starts.map(|it| (it, issuer(plain, it, verb)));
            let fit = found.filter_map(|(it, end)| Some((it, end.filter(|&end| plain.gap(end) == verb)?)));
            let Some((start, end)) = fit.into_iter().next() else { return };
            if self.date.is_some() {
                self.issuer = Some(plain.clean(start..end));
                self.start = Some(start);
            } else if self.by.is_none() {
                self.by = Some(plain.clean(start..end));
            }
        }
    }

    /// Where the subject ends that follows: at a full stop, a semicolon, a line's end or `limit`.
    pub(super) fn subject(&self, plain: &Plain, limit: usize) -> usize {
        let at = plain.gap(self.end);
        let opens = plain.one_of(
            at,
            &["ve", "ban hanh", "quy dinh", "phe duyet", "huong dan", "sua doi", "cong bo", "thanh lap"],
        );
        if at == self.end || (opens.is_none() && plain.byte(at) != b'"') {
            return self.end;
        }
        let most = limit.min(at + 400);
        let stop = |it: usize| {
            // "…, UBND huyện ban hành" is a clause of its own.
            let clause = || {
                let next = plain.gap(it + 1);
                plain.has(next, UPPER)
                    && plain.one_of(next, &["ubnd", "hdnd", "so", "bo", "chu tich", "uy ban"]).is_some()
            };
            match plain.byte(it) {
                b';' | b'\n' => true,
                b'.' => !is_word(plain.byte(it + 1)),
                b',' => clause(),
                _ => false,
            }
        };
        let mut end = (at..most).find(|&it| stop(it)).unwrap_or(most);
        while end > self.end && matches!(plain.before(end), b' ' | b',' | b'(' | b'\n') {
            end -= 1;
        }
        end
    }
}

/// Where "đã ban hành" and the like begin that end at the citation.
fn verb(plain: &Plain, at: usize, limit: usize) -> Option<usize> {
    let mut start = at;
    let mut acts = false;
    'words: loop {
        for (word, act) in [
            ("ban hanh", true),
            ("ky", true),
            ("thong qua", true),
            ("phat hanh", true),
            ("co", true),
            ("ra", true),
            ("da", false),
            ("vua", false),
            ("moi", false),
            ("tiep tuc", false),
        ] {
            if let Some(found) = plain.behind(start, word).filter(|&it| it >= limit) {
                acts |= act;
                start = found;
                continue 'words;
            }
        }
        break;
    }
    acts.then_some(start)
}

/// The place behind a number: "15/KH-UBND tỉnh Hà Nam", "15/KH-UBND của Hà Nam", "15/KH-UBND (UBND tỉnh Hà Nam)".
fn placed(plain: &Plain, end: usize, limit: usize) -> Option<String> {
    let at = plain.gap(end);
    let bracket = plain.byte(at) == b'(';
    let start = if bracket { plain.gap(at + 1) } else { at };
    let of = plain.words(start, "cua").map(|it| plain.gap(it));
    let from = of.unwrap_or(start);
    let levels = ["tinh", "thanh pho", "huyen", "quan", "thi xa", "xa", "phuong", "thi tran", "dac khu"];
    let level = plain.one_of(from, &levels).map(|it| plain.gap(it));
    let mut last = level.unwrap_or(from);
    if at == end || !plain.has(last, UPPER) {
        return None;
    }
    if bracket && level.is_none() {
        last = issuer(plain, from, limit)?;
    } else {
        let mut next = last;
        for _ in 0..4 {
            let after = plain.letters(next);
            if after == next || !plain.has(next, UPPER) || after > limit {
                break;
            }
            last = after;
            next = plain.gap(after);
        }
    }
    let name = plain.clean(from..last);
    let told = level.is_some() || of.is_some() || bracket;
    (told && place::find(&name).is_some()).then_some(name)
}

/// Whether only those who act stand between `at` and the verb: "Chủ tịch UBND tỉnh", "ông Nguyễn Văn A, Chủ tịch …".
fn acting(plain: &Plain, mut at: usize, verb: usize) -> bool {
    for _ in 0..4 {
        if at == verb {
            return true;
        }
        let title = plain.one_of(at, &["dong chi", "ong", "ba"]).map_or(at, |it| plain.gap(it));
        let mut end = issuer(plain, title, verb).unwrap_or(title);
        let mut next = plain.gap(end);
        for _ in 0..6 {
            if next == verb || !plain.has(next, UPPER) {
                break;
            }
            end = plain.letters(next);
            next = plain.gap(end);
        }
        if end == at || end > verb {
            return false;
        }
        at = if plain.byte(next) == b',' { plain.gap(next + 1) } else { next };
    }
    at == verb
}

/// Where the issuer's name that begins at `at` ends.
pub(super) fn issuer(plain: &Plain, at: usize, limit: usize) -> Option<usize> {
    if let Some(end) = plain.one_of(at, CLOSED) {
        let end = term(plain, end);
        // "Bộ Chính trị, Ban Bí thư"
        let comma = plain.gap(end);
        if plain.words(at, "bo chinh tri").is_some()
            && plain.byte(comma) == b','
            && let Some(second) = plain.one_of(plain.gap(comma + 1), &["ban bi thu"])
        {
            return Some(second);
        }
        return (end <= limit).then_some(end);
    }
    plain.one_of(at, OPEN)?;
    let mut end = at;
    let mut next = at;
    for n in 0..18 {
        let stop = n > 0 && stops(plain, next);
        let other = n > 1 && type_word(plain, next).is_some() && plain.behind(next, "va").is_some();
        let mut after = next;
        while is_word(plain.byte(after)) || (plain.byte(after) == b'.' && is_letter(plain.byte(after + 1))) {
            after += 1;
        }
        if after == next || stop || other || after > limit {
            break;
        }
        // "TP. Thủ Đức"
        let short = plain.byte(after) == b'.' && plain.bytes(next..after) == b"tp";
        if !plain.bytes(next..after).eq(b"va") {
            end = after;
        }
        let gap = plain.gap(after + usize::from(short));
        let dash = plain.byte(gap) == b'-' && plain.gap(gap + 1) > gap + 1;
        next = if dash { plain.gap(gap + 1) } else { gap };
        if next == after {
            break;
        }
    }
    // "lần thứ 5 khoá XX" belongs to it.
    (end > at).then(|| term(plain, end)).filter(|&it| it <= limit)
}

/// Whether a word stands here that no issuer's name goes on with. In a line of capitals it is in capitals too.
fn stops(plain: &Plain, at: usize) -> bool {
    match (plain.has(at, UPPER), plain.has(at + 1, UPPER)) {
        (false, _) => STOPS.find(plain, at).is_some(),
        (true, true) => STOPS.find_marked(plain, at).is_some(),
        (true, false) => false,
    }
}

/// "khóa XIII" after a body of the Party or the National Assembly.
fn term(plain: &Plain, end: usize) -> usize {
    let at = plain.gap(end);
    let Some(word) = plain.words(at, "khoa") else { return end };
    let at = plain.gap(word);
    let after = plain.letters(at);
    let roman = after > at && plain.bytes(at..after).iter().all(|it| b"ivxl".contains(it));
    if roman && plain.has(at, UPPER) { after } else { end }
}
