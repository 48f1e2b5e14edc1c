//! Reads a number where it stands in a text, in whatever way it is typed, and makes its official form.

use super::{
    DocType,
    citation::Repair,
    number::Number,
    plain::{CYRILLIC, DASH, ETH, NFD, Plain, SPACE, is_letter, is_word},
    serial::{Serial, separator, year},
    symbol::Part,
    words::TypeWord,
};

/// What stands before a number.
pub(super) struct Before {
    pub word: Option<&'static TypeWord>,
    /// "số"
    pub so: bool,
}

impl Before {
    fn announced(&self) -> bool {
        self.so || self.word.is_some()
    }

    fn letter(&self) -> bool {
        self.word.is_some_and(TypeWord::is_letter)
    }

    fn doc_type(&self) -> Option<DocType> {
        self.word.and_then(|it| it.doc_type)
    }
}

/// A number found in a text.
pub(super) struct Found {
    pub number: Number,
    /// Where it ends.
    pub end: usize,
    /// Not the whole number: `118/2025`.
    pub short: bool,
    pub repairs: Vec<Repair>,
}

/// Reads the number that begins at `at`. Looks ahead a bounded way only.
pub(super) fn read(plain: &Plain, at: usize, before: &Before) -> Option<Found> {
    let serial = Serial::read(plain, at)?;
    let end = serial.end;
    // 15h/… is an hour unless something announces a number.
    if !before.announced()
        && serial.text.ends_with(|it: char| !it.is_ascii_digit() && !('a'..='e').contains(&it))
    {
        return None;
    }
    let draft = match separator(plain, end) {
        Some((b'/', next, _)) => match year(plain, next) {
            Some((year, end)) => with_year(plain, &serial, year, end, before),
            None => administrative(plain, &serial, next, before)
                .or_else(|| incomplete(plain, &serial.text, next, before)),
        },
        Some((b'-', next, _)) => match year(plain, next) {
            Some((year, end)) => older(plain, &serial, year, end, before),
            None => {
                party(plain, &serial, next, before).or_else(|| incomplete(plain, &serial.text, next, before))
            }
        },
        None if before.announced() => spaced(plain, &serial, plain.gap(end), before),
        _ => None,
    }?;
    Some(draft.found(plain, at, &serial))
}

/// A number as it is being made out.
struct Draft {
    text: String,
    end: usize,
    year: Option<i16>,
    doc_type: Option<DocType>,
    glued: bool,
    short: bool,
}

impl Draft {
    fn new(text: String, end: usize, doc_type: Option<DocType>) -> Self {
        Self { text, end, year: None, doc_type, glued: false, short: false }
    }

    fn found(self, plain: &Plain, at: usize, serial: &Serial) -> Found {
        let repairs = repairs(plain, at..self.end, &self);
        let number =
            Number { text: self.text, serial: serial.text.clone(), year: self.year, doc_type: self.doc_type };
        Found { number, end: self.end, short: self.short, repairs }
    }
}

/// The parts of a symbol from here on, as far as the separators carry.
fn parts(plain: &Plain, at: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut next = Some((0, at, false));
    while let Some((kind, at, loose)) = next.take() {
        let Some(mut part) = Part::read(plain, at) else { break };
        // A full stop ends the sentence unless capitals run on.
        if kind == b'.' && (loose || !part.is_capital(plain)) {
            break;
        }
        (part.separator, part.loose) = (kind, loose);
        parts.push(part);
        let closed = part.glued || parts.len() > 6;
        next = if closed { None } else { separator(plain, part.end).or_else(|| lost(plain, &parts)) };
    }
    parts
}

/// Where the issuer stands whose separator is missing: `NĐ CP`.
fn lost(plain: &Plain, parts: &[Part]) -> Option<(u8, usize, bool)> {
    let [code] = parts else { return None };
    let next = code.end + 1;
    let usual = ["cp", "ttg", "tw", "tu", "ubnd", "hdnd"];
    let issuer = Part::read(plain, next).filter(|it| it.is_any(plain, &usual) && it.is_capital(plain))?;
    let typed = code.code(plain, None).is_some() && code.is_capital(plain) && code.end - code.start > 1;
    (typed && plain.byte(code.end) == b' ' && !issuer.glued).then_some((b'-', next, false))
}

/// Whether a part can be an issuer: in the table, in capitals, or all small where `small` letters are expected.
fn issues(plain: &Plain, part: &Part, small: bool) -> bool {
    let long = part.letters - part.start > 1 || !part.loose;
    part.is_known(plain) || (part.is_capital(plain) && long) || (small && part.is_small(plain) && !part.loose)
}

/// How many parts belong to a symbol whose first `needed` do.
fn reach(plain: &Plain, parts: &[Part], needed: usize, joint: bool) -> usize {
    let small = parts.first().is_some_and(|it| it.is_small(plain));
    let more = parts.iter().skip(needed).take_while(|it| {
        let fits = it.is_capital(plain) || (small && it.is_small(plain));
        let tight = !it.loose && it.separator != b'/' && fits;
        tight || (joint && it.is_known(plain))
    });
    needed + more.count()
}

/// Whether a number may end behind this part.
fn closes(plain: &Plain, last: &Part) -> bool {
    if last.glued {
        return true;
    }
    let (next, then) = (plain.byte(last.end), plain.byte(last.end + 1));
    match next {
        _ if is_word(next) => false,
        // `35/NQ-CP/2016`
        b'/' if plain.year(last.end + 1).is_some() => last.is_known(plain),
        b'-' | b'/' | b'&' if then.is_ascii_digit() => false,
        b'-' | b'/' | b'&' if is_letter(then) => last.is_known(plain),
        _ => true,
    }
}

/// The issuers and units of a symbol, joined as official.
fn issuers(plain: &Plain, parts: &[Part]) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push(if part.separator == b'.' { '.' } else { '-' });
        }
        text += &part.issuer(plain);
    }
    text
}

/// `63/2010/NĐ-CP`, `80/2015/QH13`; `118/2025` as a short form.
fn with_year(plain: &Plain, serial: &Serial, year: i16, end: usize, before: &Before) -> Option<Draft> {
    let head = format!("{}/{year}", serial.text);
    let full = match separator(plain, end) {
        Some((_, next, _)) => {
            normative(plain, &head, next, before, true).or_else(|| incomplete(plain, &head, next, before))
        }
        None => normative(plain, &head, plain.gap(end), before, false),
    };
    let mut draft = full.or_else(|| {
        let word = before.word?;
        let usual = [
            "Nghị định",
            "Nghị quyết",
            "Thông tư",
            "Quyết định",
            "Chỉ thị",
            "Luật",
            "Công văn",
            "Thông tư liên tịch",
        ];
        let next = plain.byte(end);
        let runs_on = matches!(next, b'.' | b',') && plain.byte(end + 1).is_ascii_digit();
        let alone = !is_word(next) && !matches!(next, b'/' | b'-') && !runs_on;
        let draft = Draft { short: true, ..Draft::new(head.clone(), end, word.doc_type) };
        (alone && usual.iter().any(|it| word.is(it))).then_some(draft)
    })?;
    draft.year = Some(year);
    Some(draft)
}

fn normative(plain: &Plain, head: &str, at: usize, before: &Before, separated: bool) -> Option<Draft> {
    let parts = parts(plain, at);
    let first = parts.first()?;
    if first.is_any(plain, &["qh", "ubtvqh"]) {
        let mut end = first.end;
        if !first.has_digits() {
            let digits = plain.spaces(end, 1);
            end = plain.digits(digits);
            if end == digits || end > digits + 2 || is_word(plain.byte(end)) {
                return None;
            }
        }
        let term: String =
            (first.letters..end).map(|it| plain.written(it)).filter(char::is_ascii_digit).collect();
        let letters = if first.is_any(plain, &["qh"]) { "QH" } else { "UBTVQH" };
        let last = Part { end, ..*first };
        let draft = Draft::new(format!("{head}/{letters}{term}"), end, before.doc_type());
        return closes(plain, &last).then_some(Draft { glued: first.glued, ..draft });
    }
    if let Some((doc_type, code)) = first.code(plain, before.word)
        && let Some(second) = parts.get(1)
        && issues(plain, second, true)
        && (separated || second.is_known(plain))
    {
        let joint = matches!(code, "TTLT" | "NQLT");
        let reach = reach(plain, &parts, 2, joint);
        let last = parts.get(reach - 1)?;
        let text = format!("{head}/{code}-{}", issuers(plain, &parts[1..reach]));
        let draft = Draft { glued: last.glued, ..Draft::new(text, last.end, Some(doc_type)) };
        return closes(plain, last).then_some(draft);
    }
    if let Some((code, issuer)) = first.split(plain, before.word) {
        let (doc_type, code) = code.code(plain, before.word)?;
        let text = format!("{head}/{code}-{}", issuer.issuer(plain));
        let draft = Draft { glued: first.glued, ..Draft::new(text, first.end, Some(doc_type)) };
        return closes(plain, &issuer).then_some(draft);
    }
    let word = before.word.filter(|_| separated)?;
    own_code(plain, &parts, head, word)
}

/// `61/2018/NĐ`, `468/QĐ`: the issuer is missing, the word before agrees with the code.
fn incomplete(plain: &Plain, head: &str, at: usize, before: &Before) -> Option<Draft> {
    let word = before.word?;
    let part = Part::read(plain, at).filter(|it| !it.glued && it.is_capital(plain))?;
    let (doc_type, _) = part.code(plain, before.word)?;
    let alone = !matches!(plain.byte(part.end), b'-' | b'/' | b'&') && closes(plain, &part);
    let draft = Draft { short: true, ..Draft::new(head.to_owned(), part.end, Some(doc_type)) };
    (alone && word.doc_type == Some(doc_type)).then_some(draft)
}

/// A code that is in no table, made plain by the word before it: `12/TBTS-ABC`.
fn own_code(plain: &Plain, parts: &[Part], head: &str, word: &TypeWord) -> Option<Draft> {
    let (first, second) = (parts.first()?, parts.get(1)?);
    let contract = first.written(plain).to_uppercase().starts_with("HĐ");
    let long = first.letters - first.start > 1 && !first.loose && !second.loose;
    if contract
        || !long
        || !first.is_capital(plain)
        || !issues(plain, second, false)
        || second.separator != b'-'
    {
        return None;
    }
    let reach = reach(plain, parts, 2, false);
    let last = parts.get(reach - 1)?;
    let draft = Draft::new(format!("{head}/{}", issuers(plain, &parts[..reach])), last.end, word.doc_type);
    closes(plain, last).then_some(Draft { glued: last.glued, ..draft })
}

/// `19-2018/NQ-CP`; with a type that has its year in the number, `63-2010/NĐ-CP` is a slip.
fn older(plain: &Plain, serial: &Serial, year: i16, end: usize, before: &Before) -> Option<Draft> {
    let (_, next, _) = separator(plain, end)?;
    let slip = format!("{}/{year}", serial.text);
    let draft = normative(plain, &slip, next, before, true)?;
    let normative = draft.text.contains("/QH")
        || draft.doc_type.is_some_and(|it| it.codes().iter().any(|it| matches!(*it, "NĐ" | "TT" | "TTLT")));
    let text = if normative { draft.text } else { draft.text.replacen('/', "-", 1) };
    Some(Draft { text, year: Some(year), ..draft })
}

/// `76/NQ-CP`, `215/UBND-NC`, `38/CP`, and `18/NQ-TW` for `18-NQ/TW`.
fn administrative(plain: &Plain, serial: &Serial, at: usize, before: &Before) -> Option<Draft> {
    let parts = parts(plain, at);
    let first = parts.first()?;
    let head = serial.text.as_str();
    let code = first.code(plain, before.word);
    // A letter of a tax office (Cục Thuế) is no directive (Chỉ thị).
    let tax = before.word.is_some_and(|it| it.is("Công văn"))
        && first.is_any(plain, &["ct", "ctr"])
        && !parts.get(1).is_some_and(|it| it.is_any(plain, &["ttg", "tu", "ubnd", "tw"]));
    if let (Some((doc_type, code)), Some(second), false) = (code, parts.get(1), tax)
        && (code != "L" || second.is_any(plain, &["ctn"]))
        && issues(plain, second, before.announced() || second.is_known(plain))
        && (before.announced() || second.is_known(plain) || is_common(plain, first, second, code))
    {
        let reach = reach(plain, &parts, 2, matches!(code, "TTLT" | "NQLT"));
        let last = parts.get(reach - 1)?;
        let issued = issuers(plain, &parts[1..reach]);
        let text = if second.is_party(plain) {
            format!("{head}-{code}/{issued}")
        } else {
            format!("{head}/{code}-{issued}")
        };
        let draft = Draft { glued: last.glued, ..Draft::new(text, last.end, Some(doc_type)) };
        return closes(plain, last).then_some(draft);
    }
    if let Some((code, issuer)) = first.split(plain, before.word)
        && before.announced()
    {
        let (doc_type, code) = code.code(plain, before.word)?;
        let issued = issuer.issuer(plain);
        let text = if issuer.is_party(plain) {
            format!("{head}-{code}/{issued}")
        } else {
            format!("{head}/{code}-{issued}")
        };
        let draft = Draft { glued: first.glued, ..Draft::new(text, first.end, Some(doc_type)) };
        return closes(plain, &issuer).then_some(draft);
    }
    letter(plain, &parts, head, before)
        .or_else(|| legacy(plain, &parts, head, '/', before))
        .or_else(|| own_code(plain, &parts, head, before.word?))
}

/// Whether a number without type word and "số" looks like one all the same.
fn is_common(plain: &Plain, first: &Part, second: &Part, code: &str) -> bool {
    let common =
        matches!(code, "QĐ" | "NQ" | "KH" | "BC" | "TB" | "CT" | "TTr" | "HD" | "KL" | "CV" | "NĐ" | "TT");
    let long = second.letters - second.start > 2 && !second.loose && !first.loose;
    common && long && first.is_capital(plain) && second.is_capital(plain) && !second.has_digits()
}

/// A letter, whose symbol has no code of a type.
fn letter(plain: &Plain, parts: &[Part], head: &str, before: &Before) -> Option<Draft> {
    let first = parts.first()?;
    let long = before.announced() || first.letters - first.start > 2;
    let sure = before.letter() || (first.is_known(plain) && long && parts.len() > 1);
    let contract = first.written(plain).to_uppercase() == "HĐ";
    if !sure || contract || !issues(plain, first, before.letter()) || first.letters - first.start < 2 {
        return None;
    }
    // The unit of `215/UBND - NC` may stand apart where the word before leaves no doubt.
    let apart = parts.get(1).is_some_and(|it| it.loose && before.letter() && it.is_capital(plain));
    let reach = reach(plain, parts, if apart { 2 } else { 1 }, false);
    if reach < 2 && !before.letter() {
        return None;
    }
    let last = parts.get(reach - 1)?;
    let kind = DocType::all().find(|it| it.name() == "Công văn");
    let kind = before.doc_type().filter(|it| it.name() != "Văn bản").or(kind);
    let draft = Draft::new(format!("{head}/{}", issuers(plain, &parts[..reach])), last.end, kind);
    closes(plain, last).then_some(Draft { glued: last.glued, ..draft })
}

/// `38/CP`, `61-CP`, `76/SL`, `41-LCT/HĐNN8`: only behind a type word.
fn legacy(plain: &Plain, parts: &[Part], head: &str, mark: char, before: &Before) -> Option<Draft> {
    let word = before.word?;
    let first = parts.first()?;
    let known = ["cp", "sl", "ttg", "hdbt", "hdcp", "hdnn", "ct", "ctn", "lct", "ub", "tvqh", "vpcp"];
    if first.loose || !first.is_any(plain, &known) || (first.has_digits() && !first.is_any(plain, &["hdnn"]))
    {
        return None;
    }
    let symbol = if first.is_any(plain, &["lct", "sl"]) {
        first.written(plain).to_uppercase()
    } else {
        first.issuer(plain)
    };
    let second = parts.get(1).filter(|it| !it.loose && it.is_any(plain, &["hdnn", "ctn"]));
    let last = second.unwrap_or(first);
    let tail = second.map_or_else(String::new, |it| format!("/{}", it.issuer(plain)));
    let text = format!("{head}{mark}{symbol}{tail}");
    let short = word.is("Đề án") || word.is("Chương trình");
    let draft = Draft { short, glued: last.glued, ..Draft::new(text, last.end, word.doc_type) };
    closes(plain, last).then_some(draft)
}

/// `18-NQ/TW`, and `76-NQ/CP` for `76/NQ-CP`.
fn party(plain: &Plain, serial: &Serial, at: usize, before: &Before) -> Option<Draft> {
    let parts = parts(plain, at);
    let first = parts.first()?;
    let head = serial.text.as_str();
    if let Some((doc_type, code)) = first.code(plain, before.word)
        && let Some(second) = parts.get(1)
        && (second.separator == b'/' || (before.announced() && second.is_known(plain)))
        && (second.is_known(plain) || (before.announced() && issues(plain, second, true)))
    {
        let reach = reach(plain, &parts, 2, false);
        let last = parts.get(reach - 1)?;
        let issued = issuers(plain, &parts[1..reach]);
        let text = if second.is_state(plain) || (second.separator != b'/' && !second.is_party(plain)) {
            format!("{head}/{code}-{issued}")
        } else {
            format!("{head}-{code}/{issued}")
        };
        let draft = Draft { glued: last.glued, ..Draft::new(text, last.end, Some(doc_type)) };
        return closes(plain, last).then_some(draft);
    }
    if let Some((code, issuer)) = first.split(plain, before.word)
        && before.announced()
    {
        let (doc_type, code) = code.code(plain, before.word)?;
        let text = format!("{head}-{code}/{}", issuer.issuer(plain));
        let draft = Draft { glued: first.glued, ..Draft::new(text, first.end, Some(doc_type)) };
        return (issuer.is_party(plain) && closes(plain, &issuer)).then_some(draft);
    }
    legacy(plain, &parts, head, '-', before)
}

/// `84 QĐ/TWĐTN`, `468 QĐ-TTg`: the separator behind the serial is missing.
fn spaced(plain: &Plain, serial: &Serial, at: usize, before: &Before) -> Option<Draft> {
    let parts = parts(plain, at);
    let (first, second) = (parts.first()?, parts.get(1)?);
    let (doc_type, code) = first.code(plain, before.word)?;
    if second.loose || !first.is_capital(plain) || !issues(plain, second, false) {
        return None;
    }
    let reach = reach(plain, &parts, 2, false);
    let last = parts.get(reach - 1)?;
    let issued = issuers(plain, &parts[1..reach]);
    let party = second.is_party(plain) || (second.separator == b'/' && !second.is_state(plain));
    let head = serial.text.as_str();
    let text = if party { format!("{head}-{code}/{issued}") } else { format!("{head}/{code}-{issued}") };
    let draft = Draft { glued: last.glued, ..Draft::new(text, last.end, Some(doc_type)) };
    closes(plain, last).then_some(draft)
}

/// What the written number and the official one differ in.
fn repairs(plain: &Plain, range: std::ops::Range<usize>, draft: &Draft) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut add = |it: Repair| {
        if !repairs.contains(&it) {
            repairs.push(it);
        }
    };
    let flags = plain.flags(range.clone());
    let odd = [(ETH, Repair::Eth), (CYRILLIC, Repair::Cyrillic), (NFD, Repair::Nfd), (DASH, Repair::Dash)];
    odd.iter().filter(|(flag, _)| flags & flag != 0).for_each(|(_, repair)| add(*repair));
    let bytes = plain.bytes(range.clone());
    if flags & SPACE != 0 || bytes.contains(&b' ') {
        add(Repair::Space);
    }
    if bytes.contains(&b'\n') {
        add(Repair::Split);
    }
    if draft.glued {
        add(Repair::Glued);
    }
    let written = range.filter(|&it| !matches!(plain.byte(it), b' ' | b'\n')).map(|it| plain.written(it));
    let mut official = draft.text.chars().peekable();
    let mark = |it: char| matches!(it, '/' | '-' | '.' | '_' | '\\');
    for it in written {
        let Some(&other) = official.peek() else { break };
        if it == other {
            official.next();
        } else if mark(it) && mark(other) {
            add(Repair::Separator);
            official.next();
        } else if mark(it) {
            add(Repair::Separator);
        } else if mark(other) {
            add(Repair::Separator);
            official.next();
            official.next_if(|next| next.to_lowercase().eq(it.to_lowercase()));
        } else {
            official.next();
            if it.to_lowercase().eq(other.to_lowercase()) {
                add(Repair::Case);
            } else if other.is_ascii_digit() {
                add(Repair::Digit);
            } else {
                add(Repair::Marks);
            }
        }
    }
    repairs
}
