//! Tables that officers keep in Excel: a row of names, then a row a thing, each cell read by its field.
//!
//! CSV as Excel in Vietnamese writes it: with a byte order mark, divided by `,`, `;` or tabs; or the rows of a
//! [workbook](super::workbook). Formulas are text like any other.

use std::{ops::Range, sync::Arc};

use crate::{
    diag::{At, Diagnostic, Lines, Pos, Severity},
    schema::{Field, Reader, Record, Shape, Value, field},
    text::near,
    words,
};

/// A table whose header was read.
pub(super) struct Sheet<'a> {
    lines: &'a Lines<'a>,
    file: &'a Arc<str>,
    fields: &'static [Field],
    header: Vec<Cell>,
    columns: Vec<Option<&'static Field>>,
}

/// What becomes of a cell that holds several values.
pub(super) type Split = for<'t> fn(&Field, &'t str) -> Vec<&'t str>;

impl<'a> Sheet<'a> {
    /// Reads the header by `fields`, and the cells of the rows below that have any; absent where there is no line at all,
    /// which is reported like every column that is unknown or stands twice.
    pub(super) fn open(
        lines: &'a Lines<'a>,
        file: &'a Arc<str>,
        fields: &'static [Field],
        found: &mut Vec<Diagnostic>,
    ) -> Option<(Self, Vec<Vec<Cell>>)> {
        let text = lines.text();
        // Excel writes and understands a first line that names the delimiter.
        let named = text.strip_prefix("sep=").and_then(|it| it.bytes().next()).filter(u8::is_ascii);
        let mut rows = cells(text, named.unwrap_or_else(|| delimiter(text))).into_iter();
        if named.is_some() {
            rows.next();
        }
        Self::of(lines, file, fields, rows.collect(), found)
    }

    /// The same of rows that were read already, the first of which is the header.
    pub(super) fn of(
        lines: &'a Lines<'a>,
        file: &'a Arc<str>,
        fields: &'static [Field],
        rows: Vec<Vec<Cell>>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<(Self, Vec<Vec<Cell>>)> {
        let mut rows = rows.into_iter();
        let Some(header) = rows.next() else {
            let empty = words!("bảng không có dòng nào", "the table has no line");
            let help = words!("ghi tên các trường ở dòng đầu", "name the fields on the first line");
            found.push(Diagnostic::error("table-header", empty).help(help).at(file, lines.pos(0..0)));
            return None;
        };
        if !header.iter().any(|it| field::find(fields, it.text.trim()).is_some()) {
            let names: Vec<&str> = fields
                .iter()
                .filter(|it| it.required)
                .map(|it| it.aliases.first().copied().unwrap_or(it.key))
                .collect();
            let names = names.join(", ");
            let message = words!(
                "dòng đầu của bảng không phải tên cột, nên cả bảng chưa được đọc",
                "the first line of the table does not name its columns, so nothing of it was read"
            );
            let help = words!(
                "thêm một dòng tên cột lên đầu; phải có: {names}",
                "put a line with the names of the columns first; needed are: {names}"
            );
            let pos = header.first().map_or_else(|| lines.pos(0..0), |it| it.pos(lines));
            found.push(Diagnostic::error("table-header", message).help(help).at(file, pos));
            return None;
        }
        let columns = columns(&header, fields, (lines, file), found);
        // Names of columns that stand again above the rows of another month are no row.
        let is_head = |row: &[Cell]| {
            let named = header.iter().filter(|it| !it.text.trim().is_empty()).count();
            let same = row.iter().zip(&header).filter(|(a, b)| a.text.trim() == b.text.trim());
            named > 2 && row.len() <= header.len() && same.count() == header.len()
        };
        let is_row = |row: &Vec<Cell>| !row.iter().all(|it| it.text.trim().is_empty()) && !is_head(row);
        let rows = rows.filter(is_row).collect();
        Some((Self { lines, file, fields, header, columns }, rows))
    }

    /// Where a row begins.
    pub(super) fn start(&self, row: &[Cell]) -> Pos {
        row.first().map_or_else(|| self.lines.pos(0..0), |it| it.pos(self.lines))
    }

    /// Reads a row; cells of lists are split by `split`, those of the fields that `own` takes are left to it. Absent where
    /// something is wrong with the row, all of which is reported.
    pub(super) fn record(
        &self,
        row: &[Cell],
        split: Split,
        mut own: impl FnMut(&'static Field, &str, Pos, &mut Vec<Diagnostic>) -> bool,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Record> {
        let (lines, file) = (self.lines, self.file);
        let before = found.len();
        self.check_shape(row, found);
        let mut record = Record::default();
        for (cell, field) in row.iter().zip(&self.columns) {
            let (Some(field), text) = (*field, cell.text.trim()) else { continue };
            if text.is_empty() {
                continue;
            }
            let pos = cell.pos(lines);
            if own(field, text, pos, found) {
                continue;
            }
            let mut reader = Reader { file, found };
            let value = match field.shape {
                Shape::List(item) => {
                    let items = split(field, text)
                        .into_iter()
                        .filter_map(|it| Some(At::new(reader.typed(it, *item, field, pos)?, pos)));
                    Some(Value::List(items.collect()))
                }
                shape => reader.typed(text, shape, field, pos),
            };
            // A cell that could not be read was reported; it must not be reported as missing too.
            record.put(field.key, At::new(value.unwrap_or(Value::List(Vec::new())), pos));
        }
        self.required(&record, row, found);
        let is_sound = !found[before..].iter().any(|it| it.severity == Severity::Error);
        is_sound.then_some(record)
    }

    /// Reports cells beyond the header, and quotes that do not close.
    fn check_shape(&self, row: &[Cell], found: &mut Vec<Diagnostic>) {
        let (lines, file, header) = (self.lines, self.file, &self.header);
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
                    "ô có dấu ngăn cột (dấu phẩy hoặc chấm phẩy) ở trong phải đặt trong dấu ngoặc kép",
                    "a cell that holds what divides the columns (a comma or semicolon) must stand in double quotes"
                ))
                .at(file, extra.pos(lines)),
            );
        }
        for cell in row.iter().filter(|it| it.at.is_none() && !is_closed(&lines.text()[it.span.clone()])) {
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
    }

    /// Reports the required fields that a row lacks, at the empty cell where there is one.
    fn required(&self, record: &Record, row: &[Cell], found: &mut Vec<Diagnostic>) {
        let start = self.start(row);
        for field in self.fields.iter().filter(|it| it.required) {
            if record.has(field.key) {
                continue;
            }
            let at = self.columns.iter().position(|it| it.is_some_and(|it| it.key == field.key));
            let pos = at.and_then(|it| row.get(it)).map_or(start, |it| it.pos(self.lines));
            let name = at.map_or(field.aliases.first().copied().unwrap_or(field.key), |it| {
                self.header[it].text.trim()
            });
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
            found
                .push(Diagnostic::error("front-matter-missing-field", message).help(help).at(self.file, pos));
        }
    }
}

/// A cell, decoded, and its bytes in the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) span: Range<usize>,
    /// Row and column of a cell of a workbook, whose bytes say nothing to anybody.
    pub(super) at: Option<Pos>,
}

impl Cell {
    pub(super) fn pos(&self, lines: &Lines<'_>) -> Pos {
        self.at.unwrap_or_else(|| lines.pos(self.span.clone()))
    }
}

/// RFC 4180 with `,` or `;` or a tab, whichever the header uses most: Excel in Vietnamese writes `;`.
pub(super) fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |it: u8| header.bytes().filter(|byte| *byte == it).count();
    [b';', b'\t'].into_iter().fold(b',', |best, it| if count(it) > count(best) { it } else { best })
}

/// The cells of every row with their places; `csv-core` is used a field at a time, since it alone tells where a cell ends.
///
/// A quote that does not close would take the rows below into its cell: such a cell ends with its line.
pub(super) fn cells(text: &str, delimiter: u8) -> Vec<Vec<Cell>> {
    let build = || csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let mut reader = build();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut at, mut start) = (0, 0);
    let (mut value, mut room) = (Vec::new(), [0; 256]);
    loop {
        let (result, read, written) = reader.read_field(&text.as_bytes()[at..], &mut room);
        value.extend_from_slice(&room[..written]);
        at += read;
        match result {
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
            csv_core::ReadFieldResult::Field { mut record_end } => {
                let raw = &text[start..at];
                let start_of_text = start + raw.len() - raw.trim_start_matches('\n').len();
                let mut end = start + raw.trim_end_matches(['\n', char::from(delimiter)]).len();
                end = end.max(start_of_text);
                let mut decoded = String::from_utf8_lossy(&value).into_owned();
                let typed = &text[start_of_text..end];
                if let Some((line, _)) = typed.split_once('\n').filter(|_| !is_closed(typed)) {
                    line.clone_into(&mut decoded);
                    end = start_of_text + line.len();
                    (reader, at, record_end) = (build(), end + 1, true);
                }
                row.push(Cell { text: decoded, span: start_of_text..end, at: None });
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

/// Unknown columns that are reported one by one.
const MOST_UNKNOWN: usize = 20;

fn columns(
    header: &[Cell],
    table: &'static [Field],
    (lines, file): (&Lines<'_>, &Arc<str>),
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<&'static Field>> {
    let mut seen: Vec<&'static str> = Vec::new();
    let mut columns = Vec::new();
    let mut unknown = 0;
    for cell in header {
        let typed = cell.text.trim();
        let field = field::find(table, typed);
        let pos = cell.pos(lines);
        match field {
            Some(field) if seen.contains(&field.key) => {
                found.push(
                    Diagnostic::error(
                        "table-header",
                        words!("cột \"{typed}\" có hai lần", "the column \"{typed}\" stands twice"),
                    )
                    .help(words!("xóa hoặc đổi tên một cột", "remove or rename one of them"))
                    .at(file, pos),
                );
                columns.push(None);
            }
            Some(field) => {
                seen.push(field.key);
                columns.push(Some(field));
            }
            None => {
                unknown += usize::from(!typed.is_empty());
                if !typed.is_empty() && unknown <= MOST_UNKNOWN {
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
                        None => {
                            let names: Vec<&str> = table
                                .iter()
                                .map(|it| it.aliases.first().copied().unwrap_or(it.key))
                                .collect();
                            let names = names.join(", ");
                            finding.help(words!(
                                "xóa cột này hoặc đổi tên; các cột đọc được: {names}",
                                "remove the column, or rename it; columns that are read: {names}"
                            ))
                        }
                    });
                }
                columns.push(None);
            }
        }
    }
    columns
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
    fn a_quote_that_does_not_close_takes_no_row_with_it() {
        let rows = |text: &str| -> Vec<String> {
            let join = |row: &Vec<Cell>| row.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("|");
            cells(text, b';').iter().map(join).collect()
        };
        assert_eq!(rows("a;b\n1;\"x\n2;y\n3;z\n"), ["a|b", "1|\"x", "2|y", "3|z"]);
        assert_eq!(rows("a;b\n\"1;x\r\n2;\"y\"\r\n3;z"), ["a|b", "\"1;x\r", "2|y", "3|z"]);
        assert_eq!(rows("a;b\n1;\"x\n"), ["a|b", "1|x\n"], "nothing stands below");
        assert_eq!(rows("a;b\n\"1\nx\";y\n2;z\n"), ["a|b", "1\nx|y", "2|z"], "a break of line in a cell");
    }
}
