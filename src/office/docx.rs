//! The words of a `.docx` in reading order: paragraphs with the numbers that Word shows before them, soft breaks, and tables.
//!
//! ECMA-376 Part 1, §17. What is read: text, tabs, breaks, numbering, insertions that are tracked. What is not: deletions that are
//! tracked, headers and footers, notes, text boxes that stand twice (the fallback of the two is skipped).

use std::collections::BTreeMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    outline::{Numbering, Place},
    package::{Fault, Package},
};

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph; a soft break is `\n`, a tab `\t`. Its number stands before it, as Word shows it.
    Paragraph(String),
    /// A table: rows of cells, each cell its paragraphs.
    Table(Vec<Vec<Vec<String>>>),
}

const DOCUMENT: &str = "word/document.xml";
const NUMBERING: &str = "word/numbering.xml";
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];
const STYLES: &str = "word/styles.xml";

/// Reads a document.
///
/// Fails where it is no `.docx`, is damaged, or unpacks to more than the limits of [`Package`].
pub fn read(bytes: &[u8]) -> Result<Vec<Part>, Fault> {
    let package = Package::open(bytes, |it| [DOCUMENT, NUMBERING, STYLES].contains(&it))?;
    let document = package.text(DOCUMENT).ok_or(Fault::NotThis)?;
    let numbering = package.text(NUMBERING).map(Numbering::read).unwrap_or_default();
    let styles = package.text(STYLES).map(styles).unwrap_or_default();
    walk(document, Walk { numbering, styles, ..Walk::default() })
}

/// The words of footnotes and endnotes, which stand outside of the text.
///
/// Fails like [`read`].
pub fn notes(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let package = Package::open(bytes, |it| NOTES.contains(&it))?;
    let mut notes = Vec::new();
    for xml in NOTES.iter().filter_map(|it| package.text(it)) {
        for part in walk(xml, Walk::default())? {
            match part {
                Part::Paragraph(text) => notes.push(text),
                Part::Table(rows) => notes.extend(rows.into_iter().flatten().flatten()),
            }
        }
    }
    notes.retain(|it| !it.trim().is_empty());
    Ok(notes)
}

fn walk(xml: &str, mut walk: Walk) -> Result<Vec<Part>, Fault> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.open(&tag, false),
            Ok(Event::Empty(tag)) => walk.open(&tag, true),
            Ok(Event::End(tag)) => walk.close(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => walk.text(&text),
            Ok(Event::GeneralRef(name)) => walk.entity(&name),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(Fault::Damaged),
        }
    }
    if walk.depth > 0 {
        return Err(Fault::Damaged);
    }
    Ok(walk.parts)
}

/// Tables inside of tables are read as paragraphs of the outer cell.
#[derive(Default)]
struct Walk {
    numbering: Numbering,
    styles: BTreeMap<String, Place>,
    parts: Vec<Part>,
    /// Open elements.
    depth: usize,
    /// Open tables.
    tables: usize,
    rows: Vec<Vec<Vec<String>>>,
    /// The paragraph that is open.
    paragraph: Option<Paragraph>,
    /// Those around it: a text box stands inside of a paragraph.
    outer: Vec<Paragraph>,
    /// Whether the open cell goes on with the one above it (§17.4.84).
    is_continued: bool,
    /// Columns that the open cell takes (§17.4.17).
    columns: u32,
    /// Depth at which something that is not read was opened.
    skipped: Option<usize>,
    is_text: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    place: Place,
}

/// Elements whose words are not part of the text: properties have none, the others stand twice or were deleted.
const SKIPPED: &[&str] = &["del", "moveFrom", "Fallback", "instrText", "sectPr"];

impl Walk {
    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        if !is_empty {
            self.depth += 1;
        }
        if self.skipped.is_some() {
            return;
        }
        let name = tag.local_name();
        match name.as_ref() {
            name if SKIPPED.contains(&name) && !is_empty => {
                self.skipped = Some(self.depth);
            }
            "p" => {
                // A paragraph of a text box inside of another one stands before it.
                self.outer.extend(self.paragraph.take());
                self.paragraph = Some(Paragraph::default());
                if is_empty {
                    self.close("p");
                    self.depth += 1;
                }
            }
            "tbl" if !is_empty => self.tables += 1,
            "tr" if self.tables == 1 => self.rows.push(Vec::new()),
            "vMerge" if self.tables == 1 => {
                self.is_continued = value(tag).is_none_or(|it| it != "restart");
            }
            "gridSpan" if self.tables == 1 => self.columns = number(tag).unwrap_or(1),
            "tc" if self.tables == 1 => {
                (self.is_continued, self.columns) = (false, 1);
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            "t" if !is_empty => self.is_text = true,
            "tab" if !is_empty => {}
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "pStyle" => {
                let place = value(tag).and_then(|it| self.styles.get(&it).copied());
                self.paragraph().place = place.unwrap_or_default();
            }
            "numId" => self.paragraph().place.list = number(tag),
            "ilvl" => self.paragraph().place.level = number(tag),
            _ => {}
        }
    }

    fn paragraph(&mut self) -> &mut Paragraph {
        self.paragraph.get_or_insert_default()
    }

    fn close(&mut self, name: &str) {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        if let Some(at) = self.skipped {
            if at == depth {
                self.skipped = None;
            }
            return;
        }
        match name {
            "t" => self.is_text = false,
            "p" => {
                if let Some(paragraph) = self.paragraph.take() {
                    self.put(paragraph);
                }
                self.paragraph = self.outer.pop();
            }
            "tc" if self.tables == 1 => self.end_cell(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    let rows = std::mem::take(&mut self.rows);
                    self.parts.push(Part::Table(rows));
                }
            }
            _ => {}
        }
    }

    /// Gives the last cell the words of the one above, of which it is a part, and as many columns as it takes.
    fn end_cell(&mut self) {
        if let (true, [.., above, row]) = (self.is_continued, self.rows.as_mut_slice()) {
            let at = row.len().saturating_sub(1);
            if let (Some([]), Some(cell)) = (row.get(at).map(Vec::as_slice), above.get(at)) {
                row[at].clone_from(cell);
            }
        }
        if let Some(row) = self.rows.last_mut() {
            // No table of a plan is wider.
            row.extend((1..self.columns.min(64)).map(|_| Vec::new()));
        }
    }

    fn put(&mut self, paragraph: Paragraph) {
        let is_bare = paragraph.text.trim().is_empty();
        let number = if is_bare { String::new() } else { self.numbering.next(paragraph.place) };
        let text = paragraph.text.trim();
        let text = if number.is_empty() { text.to_owned() } else { format!("{number} {text}") };
        match self.rows.last_mut().and_then(|it| it.last_mut()).filter(|_| self.tables > 0) {
            Some(_) if text.is_empty() => {}
            Some(cell) => cell.push(text),
            None => self.parts.push(Part::Paragraph(text)),
        }
    }

    fn push(&mut self, text: &str) {
        // Tab stops of a paragraph's properties have the name of a tab, but stand outside of runs: before any text.
        if let Some(paragraph) = &mut self.paragraph
            && !(text == "\t" && paragraph.text.is_empty())
        {
            paragraph.text.push_str(text);
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text && self.skipped.is_none() {
            self.push(&text.replace(['\r', '\n'], " "));
        }
    }

    fn entity(&mut self, name: &quick_xml::events::BytesRef<'_>) {
        let found = match name.resolve_char_ref() {
            Ok(Some(it)) => Some(it.to_string()),
            _ => quick_xml::escape::resolve_xml_entity(name).map(str::to_owned),
        };
        self.text(&found.unwrap_or_default());
    }
}

/// The attribute `w:val`.
pub(super) fn value(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "val")
}

/// An attribute by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// `w:val` as a number.
pub(super) fn number(tag: &BytesStart<'_>) -> Option<u32> {
    value(tag)?.parse().ok()
}

/// The lists that styles of paragraphs belong to: `Heading 1` is often a numbered one.
fn styles(xml: &str) -> BTreeMap<String, Place> {
    let mut styles: BTreeMap<String, Place> = BTreeMap::new();
    let mut reader = Reader::from_str(xml);
    let mut id = String::new();
    while let Ok(event) = reader.read_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        match tag.local_name().as_ref() {
            "style" => id = attribute(&tag, "styleId").unwrap_or_default(),
            "numId" => styles.entry(id.clone()).or_default().list = number(&tag),
            "ilvl" => styles.entry(id.clone()).or_default().level = number(&tag),
            _ => {}
        }
    }
    styles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(body: &str, numbering: &str) -> Vec<u8> {
        let document = format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
        let parts = [(DOCUMENT, document.as_bytes()), (NUMBERING, numbering.as_bytes())];
        super::super::pack(parts, jiff::civil::date(2026, 1, 1)).unwrap()
    }

    #[test]
    fn reads_text_boxes_and_cells_that_go_on() {
        let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let pict = format!(
            "<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>",
            p("Trong khung")
        );
        let twice = format!(
            "<mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice><mc:Fallback>{pict}</mc:Fallback></mc:AlternateContent>",
            p("Khung mới")
        );
        let outer = format!(
            "<w:p><w:r><w:t>Trước </w:t></w:r><w:r>{pict}{twice}</w:r><w:r><w:t>sau</w:t></w:r></w:p>"
        );
        let cell = |merge: &str, text: &str| format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", p(text));
        let table = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("", "a"),
            cell("<w:vMerge w:val=\"restart\"/>", "Sở Nội vụ"),
            cell("", "b"),
            cell("<w:vMerge/>", ""),
            cell("", "c"),
            cell("", ""),
        );
        let read = read(&document(&format!("{outer}{table}"), "")).unwrap();
        let line = |it: &str| Part::Paragraph(it.to_owned());
        assert_eq!(read[..3], [line("Trong khung"), line("Khung mới"), line("Trước sau")]);
        let Part::Table(rows) = &read[3] else { panic!("{read:?}") };
        let of: Vec<String> = rows.iter().map(|it| it[1].concat()).collect();
        assert_eq!(of, ["Sở Nội vụ", "Sở Nội vụ", ""]);
    }

    #[test]
    fn reads_paragraphs_numbers_breaks_and_tables() {
        let numbering = "<w:numbering xmlns:w=\"x\"><w:abstractNum w:abstractNumId=\"3\">\
            <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
            <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl>\
            </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>";
        let p = |level: u32, text: &str| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>\
                 <w:tabs><w:tab w:val=\"left\" w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
            )
        };
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let body = [
            p(0, "MỤC ĐÍCH"),
            p(1, "Một &amp; hai"),
            p(1, "Ba"),
            "<w:p><w:r><w:t>a</w:t><w:br/><w:t xml:space=\"preserve\">b </w:t></w:r><w:del><w:r><w:t>x</w:t></w:r></w:del><w:ins><w:r><w:t>c</w:t></w:r></w:ins></w:p>".to_owned(),
            p(0, "NỘI DUNG"),
            p(1, "Bốn"),
            format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("TT"), cell("Đơn vị")),
            "<w:p/>".to_owned(),
        ];
        let paragraph = |it: &str| Part::Paragraph(it.to_owned());
        assert_eq!(
            read(&document(&body.concat(), numbering)).unwrap(),
            [
                paragraph("I. MỤC ĐÍCH"),
                paragraph("1. Một & hai"),
                paragraph("2. Ba"),
                paragraph("a\nb c"),
                paragraph("II. NỘI DUNG"),
                paragraph("1. Bốn"),
                Part::Table(vec![vec![vec!["TT".to_owned()], vec!["Đơn vị".to_owned()]]]),
                paragraph(""),
            ]
        );
    }

    #[test]
    fn refuses_what_is_no_document() {
        let other = super::super::pack([("xl/workbook.xml", &b"<a/>"[..])], jiff::civil::date(2026, 1, 1));
        assert_eq!(read(&other.unwrap()), Err(Fault::NotThis));
        assert_eq!(read(&document("<w:p>", "")), Err(Fault::Damaged));
    }
}
