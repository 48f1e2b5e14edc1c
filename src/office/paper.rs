//! Writes `.docx`: paragraphs, tables and pages as Nghị định 30/2020/NĐ-CP, Phụ lục I, asks for.
//!
//! ECMA-376 Part 1, §17. Lengths are twips (1/20 point), sizes of letters are half points. The same content gives the same bytes.

use jiff::civil::Date;

use super::pack;
use crate::text::escape;

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
    /// Both sides even, first line indented.
    Both,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words; addresses of the web become links.
    pub text: String,
    /// How it stands.
    pub align: Align,
    /// Half points; 0 is the size of the document.
    pub size: u32,
    /// In bold.
    pub is_bold: bool,
    /// In italics.
    pub is_italic: bool,
    /// Space below, in twips.
    pub after: u32,
    /// Whether it stays with the next one.
    pub keeps: bool,
    /// A line below it, indented by so much on both sides.
    pub rule: Option<u32>,
}

/// A cell of a table: paragraphs.
pub type Cell = Vec<Paragraph>;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Widths of the columns.
    pub widths: Vec<u32>,
    /// How many of the rows are the head, which stands on every page again.
    pub head: usize,
    /// Rows of as many cells.
    pub rows: Vec<Vec<Cell>>,
    /// Whether its lines are shown.
    pub is_ruled: bool,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// What follows stands on pages that lie on their side.
    Landscape,
}

/// Width of the text of an upright page: A4 without margins of 30 and 20 mm.
pub const WIDTH: u32 = 11906 - 1701 - 1134;
/// Width of the text of a page that lies on its side, with margins of 20 mm.
pub const WIDE: u32 = 16838 - 1134 - 1134;

/// Words in one paragraph.
impl From<&str> for Paragraph {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl Paragraph {
    /// The same in the middle.
    #[must_use]
    pub fn centred(mut self) -> Self {
        self.align = Align::Centre;
        self
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.is_bold = true;
        self
    }

    /// The same in italics.
    #[must_use]
    pub fn italic(mut self) -> Self {
        self.is_italic = true;
        self
    }

    /// The same in letters of so many half points.
    #[must_use]
    pub fn sized(mut self, size: u32) -> Self {
        self.size = size;
        self
    }
}

/// The file. Page numbers stand in the middle above, from the second page on.
///
/// Fails where there are more bytes than a zip can hold.
pub fn write(title: &str, parts: &[Part], date: Date) -> std::io::Result<Vec<u8>> {
    let mut body = String::new();
    let mut is_wide = false;
    for part in parts {
        match part {
            Part::Paragraph(it) => paragraph(it, &mut body),
            Part::Table(it) => table(it, &mut body),
            Part::Landscape => {
                body.push_str(&format!("<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>{}</w:pPr></w:p>", section(false)));
                is_wide = true;
            }
        }
    }
    // Word wants a paragraph behind the last table; of no height, or it begins a page of its own.
    if matches!(parts.last(), Some(Part::Table(_))) {
        body.push_str("<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>");
    }
    body.push_str(&section(is_wide));
    let document = format!("{XML}<w:document {W} {R}><w:body>{body}</w:body></w:document>");
    let core = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:language>vi-VN</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created></cp:coreProperties>",
        escaped(title)
    );
    let styles = format!("{XML}<w:styles {W}>{STYLES}</w:styles>");
    let header = format!("{XML}<w:hdr {W}>{HEADER}</w:hdr>");
    let empty = format!("{XML}<w:hdr {W}><w:p/></w:hdr>");
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("docProps/core.xml", core.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELS),
        ("word/styles.xml", styles.as_str()),
        ("word/header1.xml", header.as_str()),
        ("word/header2.xml", empty.as_str()),
    ];
    pack(parts.iter().map(|it| (it.0, it.1.as_bytes())), date)
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
    <Override PartName=\"/word/header2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
    <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
const RELS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
    </Relationships>";
const DOCUMENT_RELS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/>\
    <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header2.xml\"/>\
    </Relationships>";
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
    <w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>\
    <w:pPrDefault><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>";
const HEADER: &str = "<w:p><w:pPr><w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
    <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
    <w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";

/// Page size and margins; the first page of the document has no number.
fn section(is_wide: bool) -> String {
    let (size, left) = if is_wide {
        ("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>", 1134)
    } else {
        ("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", 1701)
    };
    let title = if is_wide { "" } else { "<w:titlePg/>" };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:headerReference w:type=\"first\" r:id=\"rId3\"/>{size}\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"{left}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{title}</w:sectPr>"
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Characters that XML cannot hold would make the file unreadable.
    let sound: String = text.chars().filter(|it| !it.is_control() || *it == '\t').collect();
    escape::html(&sound, &mut out);
    out
}

fn paragraph(it: &Paragraph, out: &mut String) {
    let mut props = String::new();
    if it.keeps {
        props.push_str("<w:keepNext/>");
    }
    if it.rule.is_some() {
        props.push_str(
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>",
        );
    }
    let line = if it.align == Align::Both { "288" } else { "240" };
    props.push_str(&format!("<w:spacing w:after=\"{}\" w:line=\"{line}\" w:lineRule=\"auto\"/>", it.after));
    match (it.align, it.rule) {
        (_, Some(indent)) => props.push_str(&format!("<w:ind w:left=\"{indent}\" w:right=\"{indent}\"/>")),
        (Align::Both, None) => props.push_str("<w:ind w:firstLine=\"720\"/>"),
        _ => {}
    }
    props.push_str(match it.align {
        Align::Left => "",
        Align::Centre => "<w:jc w:val=\"center\"/>",
        Align::Right => "<w:jc w:val=\"right\"/>",
        Align::Both => "<w:jc w:val=\"both\"/>",
    });
    let mut own = String::new();
    if it.is_bold {
        own.push_str("<w:b/>");
    }
    if it.is_italic {
        own.push_str("<w:i/>");
    }
    if it.size > 0 {
        own.push_str(&format!("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", it.size));
    }
    let marks = if own.is_empty() { String::new() } else { format!("<w:rPr>{own}</w:rPr>") };
    out.push_str(&format!("<w:p><w:pPr>{props}{marks}</w:pPr>"));
    let run = |text: &str| format!("<w:r>{marks}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    let mut plain = String::new();
    for word in it.text.split_inclusive(' ') {
        let address = word.trim_end();
        if !(address.starts_with("https://") || address.starts_with("http://")) || address.contains('"') {
            plain.push_str(word);
            continue;
        }
        if !plain.is_empty() {
            out.push_str(&run(&std::mem::take(&mut plain)));
        }
        let goal = escaped(address);
        out.push_str(&format!(
            "<w:fldSimple w:instr=\" HYPERLINK &quot;{goal}&quot; \">{}</w:fldSimple>",
            run(address)
        ));
        plain.push_str(&word[address.len()..]);
    }
    if !plain.is_empty() {
        out.push_str(&run(&plain));
    }
    out.push_str("</w:p>");
}

fn table(it: &Table, out: &mut String) {
    let total: u32 = it.widths.iter().sum();
    let line = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    let rules = if it.is_ruled {
        let sides = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
        format!("<w:tblBorders>{sides}</w:tblBorders>")
    } else {
        String::new()
    };
    let margin = if it.is_ruled { 80 } else { 0 };
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>{rules}<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
         <w:left w:w=\"{margin}\" w:type=\"dxa\"/><w:right w:w=\"{margin}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
    ));
    it.widths.iter().for_each(|it| out.push_str(&format!("<w:gridCol w:w=\"{it}\"/>")));
    out.push_str("</w:tblGrid>");
    for (at, row) in it.rows.iter().enumerate() {
        let head = if at < it.head { "<w:tblHeader/>" } else { "" };
        out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
        for (cell, width) in row.iter().zip(&it.widths) {
            out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            for it in cell {
                paragraph(it, out);
            }
            if cell.is_empty() {
                out.push_str("<w:p/>");
            }
            out.push_str("</w:tc>");
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::docx;

    #[test]
    fn what_is_written_is_read_again() {
        let row = |a: &str, b: &str| vec![vec![Paragraph::from(a)], vec![Paragraph::from(b).bold()]];
        let parts = [
            Part::Paragraph(Paragraph::from("Một & \"hai\" <ba>\u{1}").centred()),
            Part::Paragraph("xem https://a.vn/?a=1&b=2 nhé".into()),
            Part::Landscape,
            Part::Table(Table {
                widths: vec![100, 200],
                head: 1,
                rows: vec![row("STT", "Tên"), row("1", "")],
                is_ruled: true,
            }),
        ];
        let date = jiff::civil::date(2026, 4, 5);
        let bytes = write("Báo cáo", &parts, date).unwrap();
        assert_eq!(bytes, write("Báo cáo", &parts, date).unwrap());
        let paragraph = |it: &str| docx::Part::Paragraph(it.to_owned());
        let cells =
            |a: &str, b: &[&str]| vec![vec![a.to_owned()], b.iter().map(|it| (*it).to_owned()).collect()];
        assert_eq!(
            docx::read(&bytes).unwrap(),
            [
                paragraph("Một & \"hai\" <ba>"),
                paragraph("xem https://a.vn/?a=1&b=2 nhé"),
                paragraph(""),
                docx::Part::Table(vec![cells("STT", &["Tên"]), cells("1", &[])]),
                paragraph(""),
            ]
        );
    }
}
