//! Workbooks of Excel (`.xlsx`) as rows of text, as a CSV would have them.
//!
//! Formulas are not computed, and what Excel computed last is not taken: the cell says `=SUM(A1:A3)`. Days and numbers are read
//! by what the cell holds, not by how it is shown. Rows and columns are counted as Excel shows them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use calamine::{Data, DataRef, ExcelDateTime, ExcelDateTimeType, Reader, Xlsx};

use super::table::Cell;
use crate::{
    diag::Pos,
    office::{Fault, Package},
    schema::{Field, Shape, field},
};

/// A sheet with rows.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// Its place in the workbook, from 0.
    pub(super) at: usize,
    /// The row of names, then all rows below it that hold anything; cells stand in their columns.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Numbers of the rows below it that a merged cell touches.
    pub(super) merged: BTreeSet<u32>,
    /// Cells of ids that hold a number with decimals: `1.10` is `1.1` there.
    pub(super) decimals: Vec<Pos>,
}

/// Cells beyond are not looked at: a table has twenty columns, and the last column of Excel is the 16384th.
const COLUMNS: u32 = 200;
/// More cells than people fill in.
const MOST_CELLS: usize = 2_000_000;
/// The row of names is looked for in so many rows: titles stand above it.
const HEAD_ROWS: usize = 20;

/// What a workbook holds.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The sheets that have a row with at least three names of the fields.
    pub(super) sheets: Vec<Sheet>,
    /// Names of the other sheets that hold rows of three cells and more.
    pub(super) headless: Vec<String>,
}

/// The sheets of a workbook, by the names of `fields` in their heads.
///
/// Fails where it is no workbook, is damaged, or unpacks to too much.
pub(super) fn read(bytes: &[u8], fields: &'static [Field]) -> Result<Book, Fault> {
    // A sheet that says that it ends before it begins is too much for the reader of workbooks.
    std::panic::catch_unwind(|| book(bytes, fields)).unwrap_or(Err(Fault::Damaged))
}

fn book(bytes: &[u8], fields: &'static [Field]) -> Result<Book, Fault> {
    let package = Package::open(bytes, |it| it == "xl/workbook.xml")?;
    package.part("xl/workbook.xml").ok_or(Fault::NotThis)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let is_1904 = book.has_1904_epoch();
    let mut found = Book::default();
    for (at, name) in book.sheet_names().into_iter().enumerate() {
        let Some(cells) = cells(&mut book, &name)? else { continue };
        let rows: Vec<(u32, BTreeMap<u32, Data>)> = cells.into_iter().collect();
        let is_head = |row: &BTreeMap<u32, Data>| {
            let named = row.values().filter_map(|it| field::find(fields, text(it).trim()));
            named.map(|it| it.key).collect::<BTreeSet<_>>().len() >= 3
        };
        let Some(head) = rows.iter().take(HEAD_ROWS).position(|it| is_head(&it.1)) else {
            if rows.iter().any(|it| it.1.len() >= 3) {
                found.headless.push(name);
            }
            continue;
        };
        let columns: BTreeMap<u32, &Field> = rows[head]
            .1
            .iter()
            .filter_map(|(at, it)| Some((*at, field::find(fields, text(it).trim())?)))
            .collect();
        let last = rows[head].1.keys().next_back().map_or(0, |it| it + 1);
        let below = rows[head + 1..].iter().map(|it| it.0);
        let merged = merged(&mut book, &name, last, below);
        let is_ids = |at: &u32| columns.get(at).is_some_and(|it| it.key == "items");
        let decimals = rows[head + 1..].iter().flat_map(|(row, cells)| {
            let odd = cells
                .iter()
                .filter(|(at, it)| is_ids(at) && matches!(it, Data::Float(it) if it.fract() != 0.0));
            odd.map(move |(at, _)| Pos { line: row + 1, column: at + 1, len: 0 })
        });
        let decimals = decimals.collect();
        let rows =
            rows[head..].iter().map(|(row, cells)| line(*row, cells, last, &columns, is_1904)).collect();
        found.sheets.push(Sheet { name, at, rows, merged, decimals });
    }
    Ok(found)
}

type Cells = BTreeMap<u32, BTreeMap<u32, Data>>;

/// The cells of a sheet by row and column, from 0; absent for a sheet of charts. They are read one by one: a sheet may have a cell
/// in its last corner.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Option<Cells>, Fault> {
    let mut all = Cells::new();
    let mut count = 0;
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok(None) };
    while let Some(cell) = reader.next_cell().map_err(|_| Fault::Damaged)? {
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString(it) => Data::String((*it).to_owned()),
            other => Data::from(other.clone()),
        };
        count += 1;
        if count > MOST_CELLS {
            return Err(Fault::TooLarge);
        }
        if column < COLUMNS && !matches!(&value, Data::String(it) if it.trim().is_empty()) {
            all.entry(row).or_default().insert(column, value);
        }
    }
    drop(reader);
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| Fault::Damaged)?;
    while let Some(formula) = reader.next_formula().map_err(|_| Fault::Damaged)? {
        let (row, column) = formula.get_position();
        if column < COLUMNS && !formula.get_value().is_empty() {
            let typed = Data::String(format!("={}", formula.get_value().trim_start_matches('=')));
            all.entry(row).or_default().insert(column, typed);
        }
    }
    Ok(Some(all))
}

/// The numbers, from 1, of those `rows` that a merged cell touches in one of the first `columns`.
fn merged(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    columns: u32,
    rows: impl Iterator<Item = u32>,
) -> BTreeSet<u32> {
    let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut spans: Vec<(u32, u32)> =
        regions.iter().filter(|it| it.start.1 < columns).map(|it| (it.start.0, it.end.0)).collect();
    spans.sort_unstable();
    // Each span ends where the last of all that begin no later does, so one look at the last that begins is enough.
    let mut last = 0;
    for span in &mut spans {
        last = last.max(span.1);
        span.1 = last;
    }
    let is_merged = |row: &u32| {
        let begun = spans.partition_point(|it| it.0 <= *row);
        begun > 0 && spans[begun - 1].1 >= *row
    };
    rows.filter(is_merged).map(|it| it + 1).collect()
}

fn line(
    row: u32,
    cells: &BTreeMap<u32, Data>,
    last: u32,
    columns: &BTreeMap<u32, &Field>,
    is_1904: bool,
) -> Vec<Cell> {
    let end = cells.keys().next_back().map_or(0, |it| it + 1).max(last);
    let cell = |column: u32| {
        let value = cells.get(&column);
        let is_day = columns.get(&column).is_some_and(|it| matches!(it.shape, Shape::Moment));
        let text = match value {
            None => String::new(),
            Some(Data::Float(serial)) if is_day && (20_000.0..80_000.0).contains(serial) => {
                day(&ExcelDateTime::new(*serial, ExcelDateTimeType::DateTime, is_1904))
            }
            // A comma would divide ids.
            Some(Data::Float(it)) if columns.get(&column).is_some_and(|it| it.key == "items") => {
                it.to_string()
            }
            Some(it) => text(it),
        };
        Cell { text, span: 0..0, at: Some(Pos { line: row + 1, column: column + 1, len: 0 }) }
    };
    (0..end).map(cell).collect()
}

/// A value as an officer would type it into a CSV.
fn text(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(it) | Data::DateTimeIso(it) | Data::DurationIso(it) => crate::text::nfc(it).into_owned(),
        // A point would divide thousands.
        Data::Float(it) => it.to_string().replace('.', ","),
        Data::Int(it) => it.to_string(),
        Data::Bool(it) => it.to_string(),
        Data::DateTime(it) if it.is_datetime() => day(it),
        Data::DateTime(it) => it.as_f64().to_string().replace('.', ","),
        Data::Error(it) => it.to_string(),
    }
}

/// `2026-03-05`, `2026-03-05 08:30`.
fn day(it: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = it.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if hour == 0 && minute == 0 { date } else { format!("{date} {hour:02}:{minute:02}") }
}

/// `B5`: column 2, row 5.
pub(super) fn cell_name(pos: Pos) -> String {
    let column = usize::try_from(pos.column.saturating_sub(1)).unwrap_or(0);
    format!("{}{}", crate::office::sheets::column(column), pos.line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        kind::activity::FIELDS,
        office::{
            pack,
            sheets::{self, Cell, Sheet},
        },
    };

    fn made() -> Vec<u8> {
        let head = ["Ngày", "Đơn vị", "Hình thức", "Số lượng"].map(|it| (it.to_owned(), 10));
        let day = jiff::civil::date(2026, 3, 5);
        let row = vec![Cell::Day(day), "a".into(), "b".into(), Cell::Number("2.5".into())];
        let sheet = Sheet { name: "Quý I".into(), head: head.to_vec(), rows: vec![row] };
        sheets::write(&[sheet], "Bảng", day).unwrap()
    }

    #[test]
    fn reads_days_and_numbers_as_they_are_typed_in_a_csv() {
        let sheets = read(&made(), FIELDS).unwrap().sheets;
        let texts: Vec<&str> = sheets[0].rows[1].iter().map(|it| it.text.as_str()).collect();
        assert_eq!((sheets[0].name.as_str(), texts), ("Quý I", vec!["2026-03-05", "a", "b", "2,5"]));
    }

    #[test]
    fn a_sheet_that_ends_before_it_begins_is_read_or_refused() {
        let package = Package::open(&made(), |_| true).unwrap();
        let parts = package.names().map(|name| {
            let text = package.text(name).unwrap_or_default();
            (
                name.to_owned(),
                text.replace("<sheetData>", "<dimension ref=\"D9:A1\"/><sheetData>").into_bytes(),
            )
        });
        let parts: Vec<(String, Vec<u8>)> = parts.collect();
        let parts = parts.iter().map(|it| (it.0.as_str(), it.1.as_slice()));
        let bytes = pack(parts, jiff::civil::date(2026, 1, 1)).unwrap();
        let found = read(&bytes, FIELDS);
        assert!(matches!(found, Err(Fault::Damaged)) || found.is_ok_and(|it| it.sheets.len() == 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Parts that are sound zip but no sound XML, numbers or places of cells.
        #[test]
        fn a_part_that_was_changed_is_read_or_refused(
            part in 0..4_usize,
            at in 0.0..1.0_f64,
            put in "[0-9A-Za-z<>\"/= ]{0,6}",
            cut in 0..8_usize,
        ) {
            const PARTS: [&str; 4] =
                ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];
            let package = Package::open(&made(), |_| true).unwrap();
            let parts: Vec<(String, Vec<u8>)> = package
                .names()
                .map(|name| {
                    let mut bytes = package.part(name).unwrap().to_vec();
                    if name == PARTS[part] {
                        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
                        let from = (bytes.len() as f64 * at) as usize;
                        let to = (from + cut).min(bytes.len());
                        bytes.splice(from..to, put.bytes());
                    }
                    (name.to_owned(), bytes)
                })
                .collect();
            let parts = parts.iter().map(|it| (it.0.as_str(), it.1.as_slice()));
            let _ = read(&pack(parts, jiff::civil::date(2026, 1, 1)).unwrap(), FIELDS);
        }
    }
}
