//! Citations by name: laws, amending laws, the Constitution, resolutions of congresses, names of the site's register.

use std::sync::LazyLock;

use super::{
    DocType,
    citation::Form,
    grammar::Core,
    names::{Names, built_in},
    plain::{MARK, Plain, UPPER, is_letter, is_word},
    reading::{Before, read},
    words::{Phrases, so, type_word},
};

/// The document that is named at `at`; `pinned` where a provision of it stands before.
pub(super) fn named(plain: &Plain, at: usize, names: &Names, pinned: bool) -> Option<Core> {
    let own = match plain.byte(at) {
        b'l' | b'b' | b'p' => law(plain, at, names).or_else(|| code(plain, at, pinned)),
        b'h' => constitution(plain, at, pinned),
        b'n' => congress(plain, at),
        _ => None,
    };
    if names.is_empty() {
        return own;
    }
    let listed = names.find(plain, at).map(|end| listed(plain, at, end));
    match (own, listed) {
        (Some(own), Some(listed)) if own.end < listed.end => Some(listed),
        (None, listed) => listed,
        (own, _) => own,
    }
}

/// A name of the site's register.
fn listed(plain: &Plain, at: usize, end: usize) -> Core {
    let word = type_word(plain, at);
    let doc_type = word.and_then(|it| it.0.doc_type);
    let rest = word.map_or(at, |it| plain.gap(it.1));
    if word.is_some() && plain.byte(rest).is_ascii_digit() {
        let number = plain.clean(rest..end);
        return Core { number: Some(number), ..Core::new(Form::Short, at, end, doc_type) };
    }
    if plain.one_of(at, &["luat", "bo luat", "phap lenh"]).is_some() {
        return suffixed(plain, at, end);
    }
    let constitution = plain.words(at, "hien phap").is_some();
    let form = if constitution { Form::Named } else { Form::Titled };
    Core { name: Some(plain.clean(at..end)), ..Core::new(form, at, end, doc_type) }
}

fn law(plain: &Plain, at: usize, names: &Names) -> Option<Core> {
    let word = plain.one_of(at, &["luat", "bo luat", "phap lenh"])?;
    if is_other(plain, at) {
        return None;
    }
    let first = plain.gap(word);
    let end = match amended(plain, first, names) {
        Some(end) => end,
        None => match built_in().find(plain, at) {
            Some(end) => end,
            None => return unknown(plain, at, first),
        },
    };
    let core = suffixed(plain, at, end);
    let capital = plain.has(at, UPPER) || plain.has(first, UPPER);
    (capital || core.year.is_some() || core.number.is_some()).then_some(core)
}

/// "BLLĐ 2019": the usual short names of the codes, with a year or a provision.
fn code(plain: &Plain, at: usize, pinned: bool) -> Option<Core> {
    let end = plain.one_of(at, &["blld", "blds", "blhs", "blttds", "bltths"])?;
    if !plain.has(end - 1, UPPER) || plain.byte(end).is_ascii_digit() {
        return None;
    }
    let core = suffixed(plain, at, end);
    let doc_type = DocType::all().find(|it| it.name() == "Bộ luật");
    (pinned || core.year.is_some() || core.number.is_some()).then_some(Core { doc_type, ..core })
}

/// "sửa đổi, bổ sung một số điều của Luật A và Luật B": one law, whatever the laws it amends.
fn amended(plain: &Plain, at: usize, names: &Names) -> Option<usize> {
    let end = plain.one_of(at, &["sua doi, bo sung", "sua doi va bo sung", "sua doi", "bo sung"])?;
    let end = plain.words(plain.gap(end), "mot so dieu").unwrap_or(end);
    let gap = plain.gap(end);
    let named = plain.one_of(gap, &["luat", "bo luat", "phap lenh"]).map(|_| gap);
    let mut at = plain.words(gap, "cua").map(|it| plain.gap(it)).or(named)?;
    let mut end = None;
    while let Some(name) = built_in().find(plain, at).or_else(|| names.find(plain, at)) {
        end = Some(name);
        let gap = plain.gap(name);
        let gap = if matches!(plain.byte(gap), b',' | b';') { plain.gap(gap + 1) } else { gap };
        at = plain.words(gap, "va").map_or(gap, |it| plain.gap(it));
    }
    end
}

/// The name with the year and the number that may follow.
fn suffixed(plain: &Plain, at: usize, end: usize) -> Core {
    let doc_type = type_word(plain, at).and_then(|it| it.0.doc_type);
    let mut core = Core { name: Some(plain.clean(at..end)), ..Core::new(Form::Named, at, end, doc_type) };
    // "Luật Cán bộ, công chức (sửa đổi) năm 2025"
    let marks = ["(sua doi)", "(sua doi, bo sung)", "sua doi, bo sung", "sua doi"];
    let revised = plain.one_of(plain.gap(end), &marks).filter(|_| plain.gap(end) > end);
    let gap = plain.gap(revised.unwrap_or(end));
    let year = plain.words(gap, "nam").map_or(gap, |it| plain.gap(it));
    if let Some((value, end)) = plain.year(year).filter(|_| gap > end) {
        let range = matches!(plain.byte(end), b'-' | b'/') && is_word(plain.byte(end + 1));
        if !range {
            (core.year, core.end) = (Some(value), end);
        }
    }
    let gap = plain.gap(if core.year.is_some() { core.end } else { revised.unwrap_or(end) });
    let so = so(plain, gap);
    let digits = so.map_or(gap, |it| plain.gap(it));
    if gap > core.end
        && plain.byte(digits).is_ascii_digit()
        && let Some((word, _)) = type_word(plain, at)
        && let Some(found) = read(plain, digits, &Before { word: Some(word), so: true })
        && !found.short
    {
        (core.form, core.number, core.end) = (Form::Numbered, Some(found.number.text), found.end);
        core.repairs = found.repairs;
    } else if plain.behind(at, "du thao").or_else(|| plain.behind(at, "du an")).is_some() {
        core.form = Form::Draft;
    }
    core
}

/// Words that no law's name goes on with.
static STOPS: LazyLock<Phrases> = LazyLock::new(|| {
    let words =
        ["là", "đã", "được", "thì", "tại", "theo", "căn cứ", "có hiệu lực", "quy định", "và nghị", "từ"];
    Phrases::new(&words)
});

/// A law of another name, where a number or a year gives it away: "Luật Phục hồi … số 12/2030/QH16".
fn unknown(plain: &Plain, at: usize, first: usize) -> Option<Core> {
    let amends = plain.words(first, "sua doi").is_some();
    if !plain.has(at, UPPER) || !(amends || plain.has(first, UPPER)) {
        return None;
    }
    let mut end = first;
    let mut plainly = true;
    let mut small = false;
    for n in 0..30 {
        let next = plain.gap(end);
        let number = so(plain, next).map_or(next, |it| plain.gap(it));
        if n > 0
            && plain.byte(number).is_ascii_digit()
            && let Some((word, _)) = type_word(plain, at)
            && let Some(found) = read(plain, number, &Before { word: Some(word), so: true })
        {
            let law = found.number.text.contains("/QH");
            return law.then(|| suffixed(plain, at, end));
        }
        if plain.words(next, "nam").is_some_and(|it| plain.year(plain.gap(it)).is_some()) {
            return (plainly && small && (2..=9).contains(&n)).then(|| suffixed(plain, at, end));
        }
        let other = type_word(plain, next).is_some_and(|(it, _)| !it.is("Luật") && !it.is("Bộ luật"));
        if STOPS.find(plain, next).is_some()
            || other
            || (n > 0 && !amends && plain.words(next, "luat").is_some())
        {
            return None;
        }
        let mut after = next;
        while is_word(plain.byte(after)) {
            after += 1;
        }
        if after == next {
            return None;
        }
        small |= n == 1 && !plain.has(next, UPPER);
        end = after;
        if plain.byte(end) == b',' {
            plainly = false;
            end += 1;
        }
    }
    None
}

/// Whether this "Luật" belongs to the name of a firm, a school or a person, or to "pháp luật".
fn is_other(plain: &Plain, at: usize) -> bool {
    const OTHERS: &[&str] = &[
        "phap",
        "cong ty",
        "van phong",
        "hang",
        "khoa",
        "truong",
        "dai hoc",
        "nganh",
        "bo mon",
        "mon",
        "trung tam",
        "cu nhan",
        "thac si",
        "tien si",
        "hoi",
        "doan",
        "sinh vien",
        "giang vien",
        "tap chi",
        "hoc vien",
        "vien",
        "van",
        "chuyen nganh",
        "cty",
        "chi hoi",
        "cau lac bo",
        "ky",
        "quy",
    ];
    OTHERS.iter().any(|it| plain.behind(at, it).is_some())
}

/// "Hiến pháp" with its full name, its year or a provision.
fn constitution(plain: &Plain, at: usize, pinned: bool) -> Option<Core> {
    let word = plain.words(at, "hien phap")?;
    let typed = crate::text::key(&plain.spelled(at..word));
    if typed != "hiến pháp" && plain.flags(at..word) & MARK != 0 {
        return None;
    }
    let gap = plain.gap(word);
    let full = plain.one_of(
        gap,
        &[
            "nuoc cong hoa xa hoi chu nghia viet nam",
            "nuoc chxhcn viet nam",
            "nuoc viet nam dan chu cong hoa",
        ],
    );
    let end = full.or_else(|| plain.words(gap, "viet nam")).unwrap_or(word);
    let core = suffixed(plain, at, end);
    let doc_type = DocType::all().find(|it| it.name() == "Hiến pháp");
    let sure = full.is_some() || core.year.is_some() || pinned;
    sure.then_some(Core { doc_type, ..core })
}

/// "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX".
fn congress(plain: &Plain, at: usize) -> Option<Core> {
    const SMALL: &[&str] = &[
        "dai", "bieu", "toan", "quoc", "dang", "bo", "tinh", "huyen", "xa", "phuong", "thanh", "pho", "thi",
        "tran", "quan", "cua", "khoi", "co", "nhan", "dan", "cong", "san", "viet", "nam", "doan", "the",
        "dac", "khu", "an", "uy", "chi", "hoi", "phu", "nu", "nong", "mat", "tran", "to", "tphcm", "tp",
        "doanh", "nghiep", "cac", "trung", "uong", "lien", "hiep", "cuu", "chien", "binh",
    ];
    let word = plain.words(at, "nghi quyet")?;
    let start = plain.gap(word);
    let mut end = plain.words(start, "dai hoi")?;
    let core = |end: usize| {
        let name = plain.clean(start..end);
        let doc_type = type_word(plain, at).and_then(|it| it.0.doc_type);
        Core { name: Some(name.clone()), issuer: Some(name), ..Core::new(Form::Named, at, end, doc_type) }
    };
    for _ in 0..18 {
        let next = plain.gap(end);
        if let Some(nth) = plain.one_of(next, &["lan thu", "khoa"]) {
            let value = plain.gap(nth);
            let end = ordinal(plain, value).or_else(|| Some(plain.digits(value)).filter(|&it| it > value))?;
            return (!is_word(plain.byte(end))).then(|| core(end));
        }
        if let Some(end) = ordinal(plain, next) {
            return Some(core(end));
        }
        let after = plain.letters(next);
        let known = SMALL.iter().any(|it| it.as_bytes() == plain.bytes(next..after));
        if after == next || next == end || !(known || plain.has(next, UPPER)) {
            return None;
        }
        end = after;
        if plain.byte(end) == b'.' && plain.bytes(next..after) == b"tp" {
            end += 1;
        }
    }
    None
}

/// Where a Roman numeral in capitals ends.
fn ordinal(plain: &Plain, at: usize) -> Option<usize> {
    let end = plain.letters(at);
    let roman = end > at && plain.bytes(at..end).iter().all(|it| b"ivxl".contains(it));
    let capital = (at..end).all(|it| plain.has(it, UPPER) && !plain.has(it, MARK));
    (roman && capital && !is_letter(plain.byte(end)) && !plain.byte(end).is_ascii_digit()).then_some(end)
}
