//! Legal documents from a CSV file: one row, one [`Entry`].

use std::{ops::Range, sync::Arc};

use super::{
    decode::decode,
    entry::{Entry, Facts},
    markdown::Body,
    prose::Prose,
};
use crate::{
    diag::{At, Diagnostic, Lines, Pos},
    kind::{
        Common, Kind, Meta,
        legal_document::{RELATIONS, relation_of, split_cell},
    },
    schema::{Field, Reader, Record, Shape, Value, field},
    stamp::{Fp, Stamped},
    text::near,
    words,
};

/// Parses a table of legal documents in the section `folder`. Bad rows are reported and left out; the others stand.
pub fn parse(file: &Arc<str>, folder: &str, bytes: &[u8], found: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let text = match decode(bytes, file, found) {
        Ok(text) => text,
        Err(fault) => {
            found.push(*fault);
            return Vec::new();
        }
    };
    let lines = Lines::new(&text);
    let mut rows = cells(&text, delimiter(&text)).into_iter();
    let Some(header) = rows.next() else {
        let empty = words!("bảng không có dòng nào", "the table has no line");
        let help = words!("ghi tên các trường ở dòng đầu", "name the fields on the first line");
        found.push(Diagnostic::error("table-header", empty).help(help).at(file, lines.pos(0..0)));
        return Vec::new();
    };
    let columns = columns(&header, &lines, file, found);
    let mut entries = Vec::new();
    for row in rows {
        if row.iter().all(|it| it.text.trim().is_empty()) {
            continue;
        }
        if let Some(entry) = entry(&row, &header, &columns, &Sheet { lines: &lines, file, folder }, found) {
            entries.push(entry);
        }
    }
    entries
}

/// A table with the rows of another below its own, each value in the column of its field; columns that it lacks are added.
pub fn append(table: &str, rows: &str) -> String {
    let (own, other) = (delimiter(table), delimiter(rows));
    let mut new = cells(rows, other).into_iter();
    let (head, header) = (cells(table, own).into_iter().next(), new.next());
    let (Some(head), Some(header)) = (head, header) else { return rows.to_owned() };
    let field = |it: &Cell| field::find(Kind::Document.fields(), it.text.trim()).map(|it| it.key);
    let mut columns: Vec<Option<&str>> = head.iter().map(field).collect();
    let end = head.last().map_or(0, |it| it.span.end);
    let mut out = table[..end].to_owned();
    for it in header.iter().filter_map(field) {
        if !columns.contains(&Some(it)) {
            out.push(char::from(own));
            out.push_str(it);
            columns.push(Some(it));
        }
    }
    out.push_str(&table[end..]);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    for row in new.filter(|row| row.iter().any(|it| !it.text.trim().is_empty())) {
        let value = |column: Option<&str>| {
            let at = column.and_then(|it| header.iter().position(|cell| field(cell) == Some(it)));
            let text = at.and_then(|it| row.get(it)).map_or("", |it| it.text.trim());
            let quote = text.contains(['"', ',', ';', '\n', '\t']);
            if quote { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
        };
        let values: Vec<String> = columns.iter().copied().map(value).collect();
        out.push_str(values.join(&char::from(own).to_string()).trim_end_matches(char::from(own)));
        out.push('\n');
    }
    out
}

struct Sheet<'a> {
    lines: &'a Lines<'a>,
    file: &'a Arc<str>,
    folder: &'a str,
}

/// A cell, decoded, and its bytes in the file.
struct Cell {
    text: String,
    span: Range<usize>,
}

/// RFC 4180 with `,` or `;` or a tab, whichever the header uses most: Excel in Vietnamese writes `;`.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |it: u8| header.bytes().filter(|byte| *byte == it).count();
    [b';', b'\t'].into_iter().fold(b',', |best, it| if count(it) > count(best) { it } else { best })
}

/// The cells of every row with their places; `csv-core` is used a field at a time, since it alone tells where a cell ends.
fn cells(text: &str, delimiter: u8) -> Vec<Vec<Cell>> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut at, mut start) = (0, 0);
    let (mut value, mut room) = (Vec::new(), [0; 256]);
    loop {
        let (result, read, written) = reader.read_field(&text.as_bytes()[at..], &mut room);
        value.extend_from_slice(&room[..written]);
        at += read;
        match result {
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
            csv_core::ReadFieldResult::Field { record_end } => {
                let raw = &text[start..at];
                let end = start + raw.trim_end_matches(['\n', char::from(delimiter)]).len();
                let start_of_text = start + raw.len() - raw.trim_start_matches('\n').len();
                let decoded = String::from_utf8_lossy(&value).into_owned();
                row.push(Cell { text: decoded, span: start_of_text..end.max(start_of_text) });
                value.clear();
                start = at;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
        }
    }
}

/// Whether a cell as typed is bare, or closes its quote where it ends.
fn is_closed(raw: &str) -> bool {
    let Some(inside) = raw.strip_prefix('"') else { return true };
    let inside = inside.replace("\"\"", "");
    inside.find('"').is_some_and(|at| inside[at + 1..].trim().is_empty())
}

fn columns(
    header: &[Cell],
    lines: &Lines<'_>,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<&'static Field>> {
    let table = Kind::Document.fields();
    let mut seen: Vec<&'static str> = Vec::new();
    let mut columns = Vec::new();
    for cell in header {
        let typed = cell.text.trim();
        let field = field::find(table, typed);
        let pos = lines.pos(cell.span.clone());
        match field {
            Some(field) if seen.contains(&field.key) => {
                found.push(
                    Diagnostic::error(
                        "table-header",
                        words!("cột \"{typed}\" có hai lần", "the column \"{typed}\" stands twice"),
                    )
                    .at(file, pos),
                );
                columns.push(None);
            }
            Some(field) => {
                seen.push(field.key);
                columns.push(Some(field));
            }
            None => {
                if !typed.is_empty() {
                    let finding = Diagnostic::error(
                        "table-header",
                        words!("không có cột \"{typed}\"", "there is no column \"{typed}\""),
                    )
                    .at(file, pos);
                    let spelt = typed.replace("BH", "ban hành");
                    found.push(match near::nearest(&spelt, field::names(table)) {
                        Some(near) => {
                            finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?"))
                        }
                        None => finding,
                    });
                }
                columns.push(None);
            }
        }
    }
    columns
}

fn entry(
    row: &[Cell],
    header: &[Cell],
    columns: &[Option<&'static Field>],
    sheet: &Sheet<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let (lines, file) = (sheet.lines, sheet.file);
    let start = lines.pos(row.first().map_or(0..0, |it| it.span.clone()));
    let before = found.len();
    if let Some(extra) =
        row.get(header.len()).filter(|_| row[header.len()..].iter().any(|it| !it.text.trim().is_empty()))
    {
        let (given, named) = (row.len(), header.len());
        found.push(
            Diagnostic::error(
                "table-row",
                words!(
                    "dòng có {given} ô nhưng tiêu đề chỉ có {named} cột",
                    "the row has {given} cells, the header {named}"
                ),
            )
            .help(words!(
                "ô có dấu phẩy phải đặt trong dấu ngoặc kép",
                "a cell with a comma must stand in double quotes"
            ))
            .at(file, lines.pos(extra.span.clone())),
        );
    }
    for cell in row.iter().filter(|it| !is_closed(&lines.text()[it.span.clone()])) {
        found.push(
            Diagnostic::error(
                "table-quote",
                words!(
                    "dấu ngoặc kép mở ở đây không đóng ở cuối ô",
                    "the quote opened here does not close at the end of its cell"
                ),
            )
            .help(words!(
                "thêm dấu \" ở cuối ô; dấu ngoặc kép bên trong ô thì gõ hai lần: \"\"",
                "end the cell with a quote; quotes inside it are doubled: \"\""
            ))
            .at(file, lines.pos(cell.span.start..cell.span.start + 1)),
        );
    }
    let mut record = Record::default();
    let mut relations = Vec::new();
    for (cell, field) in row.iter().zip(columns) {
        let (Some(field), text) = (field, cell.text.trim()) else { continue };
        if text.is_empty() {
            continue;
        }
        let pos = lines.pos(cell.span.clone());
        if field.key == "relations" {
            relations.extend(split_cell(text).filter_map(|it| relation(it, pos, file, found)));
            continue;
        }
        let mut reader = Reader { file, found };
        let value = match field.shape {
            Shape::List(item) => {
                let items = split_cell(text)
                    .filter_map(|it| Some(At::new(reader.typed(it, *item, field, pos)?, pos)));
                Some(Value::List(items.collect()))
            }
            shape => reader.typed(text, shape, field, pos),
        };
        // A cell that could not be read was reported; it must not be reported as missing too.
        record.put(field.key, At::new(value.unwrap_or(Value::List(Vec::new())), pos));
    }
    required(&record, row, header, columns, sheet, found);
    if found[before..].iter().any(|it| it.severity == crate::diag::Severity::Error) {
        return None;
    }
    let common = Common::read(&mut record, "");
    let mut meta = Kind::Document.meta(&mut record, &common);
    if let Meta::Document(document) = &mut meta {
        document.relations = relations;
    }
    let facts = Facts {
        path: sheet.folder.to_owned(),
        is_row: true,
        section: Some(sheet.folder.to_owned()),
        common,
        meta,
        outline: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        cites: Vec::new(),
        excerpt: String::new(),
        is_long: false,
        has_prose: false,
        has_code: false,
    };
    Some(Entry {
        file: Arc::clone(file),
        row: Some(start.line),
        is_held: false,
        facts: Stamped::new(facts),
        notable: Stamped::new(String::new()),
        body: Prose::new(Body::default()),
        places: Fp::NONE,
        diagnostics: Vec::new(),
    })
}

/// Reports the required fields that a row lacks, at the empty cell where there is one.
fn required(
    record: &Record,
    row: &[Cell],
    header: &[Cell],
    columns: &[Option<&'static Field>],
    sheet: &Sheet<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let start = sheet.lines.pos(row.first().map_or(0..0, |it| it.span.clone()));
    for field in Kind::Document.fields().iter().filter(|it| it.required) {
        if record.has(field.key) {
            continue;
        }
        let at = columns.iter().position(|it| it.is_some_and(|it| it.key == field.key));
        let pos = at.and_then(|it| row.get(it)).map_or(start, |it| sheet.lines.pos(it.span.clone()));
        let name =
            at.map_or(field.aliases.first().copied().unwrap_or(field.key), |it| header[it].text.trim());
        let (message, help) = match at {
            Some(_) => (
                words!("ô của cột \"{name}\" để trống", "the cell of the column \"{name}\" is empty"),
                words!("điền cột \"{name}\" của dòng này", "fill in the column \"{name}\" of this row"),
            ),
            None => (
                words!("bảng thiếu cột \"{name}\"", "the table lacks the column \"{name}\""),
                words!(
                    "thêm cột \"{name}\" vào dòng đầu, rồi điền",
                    "add the column \"{name}\" to the first line"
                ),
            ),
        };
        found.push(Diagnostic::error("front-matter-missing-field", message).help(help).at(sheet.file, pos));
    }
}

/// `replaces: 61/2018/NĐ-CP`.
fn relation(
    text: &str,
    pos: Pos,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Option<crate::kind::legal_document::Relation> {
    let known = || {
        RELATIONS.iter().map(|it| it.names.first().copied().unwrap_or(it.key)).collect::<Vec<_>>().join(", ")
    };
    let chosen = text.split_once(':').and_then(|(kind, target)| {
        Some((field::choose(RELATIONS, kind.trim())?, target.trim())).filter(|(_, target)| !target.is_empty())
    });
    match chosen {
        Some((kind, target)) => Some(relation_of(kind.key, At::new(target.to_owned(), pos))),
        None => {
            let known = known();
            found.push(
                Diagnostic::error(
                    "table-relation",
                    words!("không hiểu quan hệ \"{text}\"", "the relation \"{text}\" is not understood"),
                )
                .help(words!(
                    "viết dạng \"thay thế: 61/2018/NĐ-CP\"; các quan hệ: {known}",
                    "write \"replaces: 61/2018/NĐ-CP\"; in Vietnamese: {known}"
                ))
                .at(file, pos),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_quotes_line_breaks_and_semicolons() {
        let rows = cells("a;b\n\"x; \"\"y\"\"\nz\";2\n", b';');
        let texts: Vec<Vec<&str>> =
            rows.iter().map(|row| row.iter().map(|it| it.text.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["a", "b"], vec!["x; \"y\"\nz", "2"]]);
    }

    #[test]
    fn rows_join_a_table_by_their_columns() {
        let table = "number,title\n1/NQ-CP,Một";
        let rows = "trích yếu;số ký hiệu;lĩnh vực\n\"Hai, ba\";2/NQ-CP;CCHC\n";
        let expected = "number,title,field\n1/NQ-CP,Một\n2/NQ-CP,\"Hai, ba\",CCHC\n";
        assert_eq!(append(table, rows), expected);
        assert_eq!(append("", "number\n1/NQ-CP\n"), "number\n1/NQ-CP\n");
    }

    #[test]
    fn keeps_good_rows_and_says_what_is_wrong_with_the_others() {
        let csv = "số ký hiệu,loại văn bản,cơ quan ban hành,ngày ban hành,trích yếu,quan hệ\n\
                   63/2010/NĐ-CP,Nghị định,Chính phủ,08/6/2010,Kiểm soát thủ tục hành chính,\n\
                   1/NQ-CP,Nghị quyết,Chính phủ,31/02/2020,Sai ngày,\n\
                   2/NQ-CP,Nghị quyết,,2020-01-01,Thiếu nơi ban hành,thay: 1\n";
        let mut found = Vec::new();
        let entries = parse(&Arc::from("d.csv"), "van-ban", csv.as_bytes(), &mut found);
        assert_eq!(entries.len(), 1);
        let codes: Vec<_> = found
            .iter()
            .map(|it| (it.code, it.place.as_ref().map(|it| (it.pos.line, it.pos.column))))
            .collect();
        assert_eq!(
            codes,
            [
                ("front-matter-date", Some((3, 30))),
                ("table-relation", Some((4, 51))),
                ("front-matter-missing-field", Some((4, 20))),
            ]
        );
    }
}
