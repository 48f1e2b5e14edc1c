//! Writes `.xlsx`: tables whose numbers are numbers, whose days are days, and whose words are never formulas.
//!
//! ECMA-376 Part 1, §18. Words stand in the cells themselves (`inlineStr`). The same content gives the same bytes.

use std::borrow::Cow;

use jiff::civil::{Date, date};

use super::pack;
use crate::text::escape;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, whatever they begin with.
    Text(String),
    /// A number, with a point before decimals: `1200.5`.
    Number(String),
    /// A day.
    Day(Date),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

/// A sheet: a row of names, which stays in sight, and rows below.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// At most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// Names of the columns, with their widths in characters.
    pub head: Vec<(String, u32)>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<Cell>>,
}

/// The file.
///
/// Fails where there are more bytes than a zip can hold.
pub fn write(sheets: &[Sheet], title: &str, day: Date) -> std::io::Result<Vec<u8>> {
    let each = |one: &dyn Fn(usize, &Sheet) -> String| -> String {
        sheets.iter().enumerate().map(|(at, it)| one(at + 1, it)).collect()
    };
    let types = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{S}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{S}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>{}</Types>",
        each(&|at, _| format!(
            "<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{S}.worksheet+xml\"/>"
        ))
    );
    let workbook = format!(
        "{XML}<workbook {MAIN} xmlns:r=\"{REL}\"><sheets>{}</sheets><definedNames>{}</definedNames></workbook>",
        each(&|at, it| format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>", escaped(&it.name))),
        // The head stands on every printed page.
        each(&|at, it| format!(
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{}\">'{}'!$1:$1</definedName>",
            at - 1,
            escaped(&it.name)
        ))
    );
    let rels = format!(
        "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}\
         <Relationship Id=\"rId0\" Type=\"{REL}/styles\" Target=\"styles.xml\"/></Relationships>",
        each(&|at, _| format!(
            "<Relationship Id=\"rId{at}\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        ))
    );
    let root = format!(
        "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    );
    let core = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created></cp:coreProperties>",
        escaped(title)
    );
    let styles = format!("{XML}<styleSheet {MAIN}>{STYLES}</styleSheet>");
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), types),
        ("_rels/.rels".to_owned(), root),
        ("docProps/core.xml".to_owned(), core),
        ("xl/workbook.xml".to_owned(), workbook),
        ("xl/_rels/workbook.xml.rels".to_owned(), rels),
        ("xl/styles.xml".to_owned(), styles),
    ];
    parts.extend(
        sheets.iter().enumerate().map(|(at, it)| (format!("xl/worksheets/sheet{}.xml", at + 1), sheet(it))),
    );
    pack(parts.iter().map(|it| (it.0.as_str(), it.1.as_bytes())), day)
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const S: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/// The styles of cells by their places: 0 none, 1 head, 2 words, 3 number, 4 day.
const STYLES: &str = "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"#,##0.###\"/></numFmts>\
    <fonts count=\"2\"><font><sz val=\"12\"/><name val=\"Times New Roman\"/></font><font><b/><sz val=\"12\"/><name val=\"Times New Roman\"/></font></fonts>\
    <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
    <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7E6E6\"/></patternFill></fill></fills>\
    <borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"5\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>\
    <xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
    <xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
    <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf></cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let sound: String = text.chars().filter(|it| !it.is_control() || *it == '\n').collect();
    escape::html(&sound, &mut out);
    out
}

/// The most characters of a cell, counted as UTF-16 does; of a file with more, Excel says that it is damaged.
const MOST: usize = 32_767;

/// The text, cut where a cell holds no more.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= MOST || text.encode_utf16().count() <= MOST {
        return text.into();
    }
    let mut left = MOST - 1;
    let kept = text.chars().take_while(|it| {
        let fits = it.len_utf16() <= left;
        left = left.saturating_sub(it.len_utf16());
        fits
    });
    kept.chain(['…']).collect::<String>().into()
}

/// `A`, `Z`, `AA`.
pub fn column(mut at: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        if at < 26 {
            return name;
        }
        at = at / 26 - 1;
    }
}

/// Days since 30 December 1899, as spreadsheets count.
fn serial(day: Date) -> i32 {
    day.since(date(1899, 12, 30)).map_or(0, |it| it.get_days())
}

/// How many lines the words of a row take: not every program finds that out when it opens a file.
fn lines(row: &[Cell], head: &[(String, u32)]) -> usize {
    let of = |(cell, (_, width)): (&Cell, &(String, u32))| match cell {
        Cell::Text(text) => {
            let width = usize::try_from(*width).unwrap_or(1).saturating_sub(2).max(1);
            text.split('\n').map(|it| it.chars().count().div_ceil(width).max(1)).sum()
        }
        _ => 1,
    };
    row.iter().zip(head).map(of).max().unwrap_or(1).clamp(1, 25)
}

fn sheet(it: &Sheet) -> String {
    let column_width = |(at, (_, width)): (usize, &(String, u32))| {
        format!("<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", at + 1)
    };
    let columns: Vec<String> = it.head.iter().enumerate().map(column_width).collect();
    let columns = columns.concat();
    let words = |at: usize, row: usize, text: &str, style: u32| {
        let place = column(at);
        format!(
            "<c r=\"{place}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        )
    };
    let head: String = it.head.iter().enumerate().map(|(at, (name, _))| words(at, 1, name, 1)).collect();
    let mut rows = format!("<row r=\"1\">{head}</row>");
    for (at, row) in it.rows.iter().enumerate() {
        let n = at + 2;
        let cells = row.iter().enumerate().map(|(at, cell)| match cell {
            Cell::Empty => format!("<c r=\"{}{n}\" s=\"2\"/>", column(at)),
            Cell::Text(text) => words(at, n, &fitting(text), 2),
            Cell::Number(number) => {
                format!("<c r=\"{}{n}\" s=\"3\"><v>{}</v></c>", column(at), escaped(number))
            }
            Cell::Day(day) => format!("<c r=\"{}{n}\" s=\"4\"><v>{}</v></c>", column(at), serial(*day)),
        });
        let height = match lines(row, &it.head) {
            1 => String::new(),
            lines => format!(" ht=\"{}\" customHeight=\"1\"", lines * 16),
        };
        rows.push_str(&format!("<row r=\"{n}\"{height}>{}</row>", cells.collect::<String>()));
    }
    let last = format!("{}{}", column(it.head.len().saturating_sub(1)), it.rows.len() + 1);
    format!(
        "{XML}<worksheet {MAIN}><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:{last}\"/>\
         <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <cols>{columns}</cols><sheetData>{rows}</sheetData><autoFilter ref=\"A1:{last}\"/>\
         <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>"
    )
}
