//! Citations of legal documents in running Vietnamese text.

use std::ops::Range;

use jiff::civil::Date;

use super::DocType;

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
pub fn scan(_text: &str, _lexicon: &Lexicon) -> Vec<Citation> {
    Vec::new()
}
