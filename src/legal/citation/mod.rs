//! Citations of legal documents in running Vietnamese text.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    DocType,
    first::FirstWords,
    grammar::{self, Core, Walk},
    names::Names,
    plain::Plain,
    tail::Tail,
};

/// One citation found in a text. All spans are bytes of the text that was scanned, on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// Pinpoint, type word and number, or name and year: the words of the link.
    pub span: Range<usize>,
    /// The same with date, issuer and subject.
    pub full_span: Range<usize>,
    /// How it is written.
    pub form: Form,
    /// Type by its code or its word.
    pub doc_type: Option<DocType>,
    /// Number and symbol in official form: `63/2010/NĐ-CP`. A short form has what was written: `76`, `118/2025`.
    pub number: Option<String>,
    /// The law's name, or the subject of a titled one.
    pub name: Option<String>,
    /// Date of issue written with it.
    pub date: Option<Date>,
    /// Year written with it (`năm 2021`), where there is no date.
    pub year: Option<i16>,
    /// Issuer as written.
    pub issuer: Option<String>,
    /// Who acts in the words before, or whose place is named behind, where no issuer is written.
    pub by: Option<String>,
    /// Provision: `dieu_5__khoan_2__diem_a`; several joined by `;`.
    pub pinpoint: Option<String>,
    /// What had to be repaired to read it, each kind once.
    pub repairs: Vec<Repair>,
}

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// `Nghị định số 63/2010/NĐ-CP`
    Numbered,
    /// `Luật Cán bộ, công chức năm 2008`
    Named,
    /// `Nghị quyết 76`
    Short,
    /// `Kế hoạch này`
    Itself,
    /// `Số: /KH-UBND`
    Draft,
    /// `Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030`
    Titled,
}

/// What had to be repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Repair {
    /// Ð (U+00D0) or Ɖ (U+0189) for Đ.
    Eth,
    /// Cyrillic look-alikes.
    Cyrillic,
    /// Combining marks.
    Nfd,
    /// No-break, thin or zero-width spaces.
    Space,
    /// Unusual dashes or slashes.
    Dash,
    /// A word glued to the number.
    Glued,
    /// `/` for `-` or the like.
    Separator,
    /// Marks left out: `QD-TTg`.
    Marks,
    /// Letter case: `nđ-cp`.
    Case,
    /// A letter O for a zero and the like.
    Digit,
    /// Broken over two lines.
    Split,
    /// A date that does not exist is written with it: `08/6/20210`.
    BadDate,
}

/// Names by which documents are cited without a number, besides the built-in names of laws.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Lexicon {
    /// Names as readers see them.
    pub names: Vec<String>,
}

/// Finds the citations in `text`, in order, never overlapping. Total and linear in `text.len()`.
///
/// ```
/// # use bantin::legal::{Lexicon, scan};
/// let text = "Theo điểm a khoản 2 Điều 5 Nghị định số 63/2010/NÐ–CP ngày 08/6/2010 của Chính phủ";
/// let found = scan(text, &Lexicon::default());
/// assert_eq!(found[0].number.as_deref(), Some("63/2010/NĐ-CP"));
/// assert_eq!(found[0].pinpoint.as_deref(), Some("dieu_5__khoan_2__diem_a"));
/// ```
///
/// Whoever scans many texts prepares the names once, with [`Scanner`].
pub fn scan(text: &str, lexicon: &Lexicon) -> Vec<Citation> {
    Scanner::new(lexicon).scan(text)
}

/// A lexicon prepared for scanning many texts.
pub struct Scanner {
    names: Names,
    first: FirstWords,
}

impl Scanner {
    /// Prepares the names of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let names = Names::new(lexicon.names.iter().cloned());
        Self { first: grammar::first_words(&names), names }
    }

    /// As the function [`scan`].
    pub fn scan(&self, text: &str) -> Vec<Citation> {
        let plain = Plain::new(text);
        let cores = Walk::all(&plain, &self.names, &self.first);
        let starts: Vec<usize> = cores.iter().map(|it| it.start).skip(1).chain([plain.len()]).collect();
        let mut found = Vec::with_capacity(cores.len());
        let mut limit = 0;
        for (core, next) in cores.into_iter().zip(starts) {
            let (citation, end) = finish(&plain, core, limit, next);
            found.push(citation);
            limit = end;
        }
        share(text, &mut found);
        found
    }
}

/// Who issued one of a list issued the others with the same symbol: "15/KH-UBND và 20/KH-UBND của UBND tỉnh".
fn share(text: &str, found: &mut [Citation]) {
    let symbol = |it: &Citation| {
        let number = it.number.as_deref().unwrap_or_default();
        number.find(['/', '-']).map(|at| number[at..].to_owned())
    };
    let listed = |one: &Citation, next: &Citation| {
        let between = text.get(one.full_span.end..next.span.start).unwrap_or_default().trim();
        let joint = matches!(between.to_lowercase().as_str(), "," | ";" | "và" | ", và" | "");
        joint && one.form == Form::Numbered && symbol(one).is_some() && symbol(one) == symbol(next)
    };
    for at in (1..found.len()).rev() {
        let (one, next) = (&found[at - 1], &found[at]);
        if one.issuer.is_none() && one.by.is_none() && listed(one, next) {
            found[at - 1].by = next.issuer.clone().or_else(|| next.by.clone());
        }
    }
    for at in 1..found.len() {
        let (one, next) = (&found[at - 1], &found[at]);
        let before = one.issuer.is_none() || one.full_span.start < one.span.start;
        if next.issuer.is_none() && next.by.is_none() && before && listed(one, next) {
            found[at].by = one.issuer.clone().or_else(|| one.by.clone());
        }
    }
}

/// Adds what is written around a citation, between `limit` and `next`. Returns where all of it ends.
fn finish(plain: &Plain, core: Core, limit: usize, next: usize) -> (Citation, usize) {
    let mut tail = Tail::after(plain, core.end, next);
    tail.before(plain, core.start, limit);
    let end = tail.subject(plain, next).max(core.end);
    let mut repairs = core.repairs;
    if tail.bad_date {
        repairs.push(Repair::BadDate);
    }
    let year = core.year.or(tail.year).filter(|_| tail.date.is_none());
    let citation = Citation {
        span: plain.span(core.start..core.end),
        full_span: plain.span(tail.start.unwrap_or(core.start)..end),
        form: core.form,
        doc_type: core.doc_type,
        number: core.number,
        name: core.name,
        date: tail.date,
        year,
        issuer: tail.issuer.or(core.issuer),
        by: tail.by,
        pinpoint: core.pinpoint,
        repairs,
    };
    (citation, end)
}

#[cfg(test)]
mod tests;
