//! Activities from a table of `content/hoat-dong/`: one row, one [`ActivityRow`].

use std::sync::Arc;

use rayon::prelude::*;

use super::{
    decode::decode,
    table::{Cell, Sheet},
    workbook::{self, Book},
};
use crate::{
    diag::{At, Diagnostic, Lines, Pos, Words},
    kind::activity::{AMOUNTS, Activity, FIELDS},
    schema::Field,
    text::amount::{Amount, AmountFault},
    words,
};

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ActivityRow {
    /// The table, relative to the root: `content/hoat-dong/2025.csv`.
    pub file: Arc<str>,
    /// The sheet of a workbook; absent for the first one, and for CSV.
    pub sheet: Option<Arc<str>>,
    /// The line of the file, or the row of the sheet, on which the row begins, from 1.
    pub line: u32,
    /// What it says.
    pub activity: Activity,
}

impl ActivityRow {
    /// `content/hoat-dong/2025.csv:12`, `content/hoat-dong/2025.xlsx#Tháng 3:12`.
    pub fn id(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}#{sheet}:{}", self.file, self.line),
            None => format!("{}:{}", self.file, self.line),
        }
    }
}

/// Parses a table of activities: CSV, or a workbook by the ending of its name. Rows with something wrong in them are reported
/// and left out; the others stand.
pub fn parse(file: &Arc<str>, bytes: &[u8], found: &mut Vec<Diagnostic>) -> Vec<ActivityRow> {
    if file.to_lowercase().ends_with(".xlsx") {
        return parse_workbook(file, bytes, found);
    }
    let text = match decode(bytes, file, found) {
        Ok(text) => text,
        Err(fault) => {
            found.push(*fault);
            return Vec::new();
        }
    };
    let lines = Lines::new(&text);
    let Some((sheet, rows)) = Sheet::open(&lines, file, FIELDS, found) else { return Vec::new() };
    let some = |rows: &[Vec<Cell>]| {
        let mut found = Vec::new();
        let read = |row: &Vec<Cell>| read(&sheet, row, None, file, &mut found);
        let read: Vec<ActivityRow> = rows.iter().filter_map(read).collect();
        (read, found)
    };
    let parts: Vec<_> = rows.par_chunks(256).map(some).collect();
    let mut all = Vec::with_capacity(rows.len());
    for (rows, faults) in parts {
        all.extend(rows);
        found.extend(faults);
    }
    all
}

/// All sheets whose head is one of activities. Findings name the sheet and the cell as Excel does.
fn parse_workbook(file: &Arc<str>, bytes: &[u8], found: &mut Vec<Diagnostic>) -> Vec<ActivityRow> {
    let Book { sheets, headless } = match workbook::read(bytes, FIELDS) {
        Ok(book) => book,
        Err(fault) => {
            let (message, help) = fault.words("xlsx");
            let at = Pos { line: 1, column: 1, len: 0 };
            found.push(Diagnostic::error("activity-workbook", message).help(help).at(file, at));
            return Vec::new();
        }
    };
    if sheets.is_empty() {
        let message = words!(
            "không trang nào có dòng tên cột của bảng hoạt động",
            "no sheet has a row with the names of the columns of activities"
        );
        let help = words!(
            "ghi tên cột (ngày, đơn vị, hình thức, kế hoạch) ở dòng đầu",
            "name the columns (date, agency, form, plan) in the first row"
        );
        let at = Pos { line: 1, column: 1, len: 0 };
        found.push(Diagnostic::error("table-header", message).help(help).at(file, at));
    }
    // A sheet of figures or names beside the rows is no mistake, rows that nobody reads are.
    for name in headless.iter().filter(|_| !sheets.is_empty()) {
        let message = words!(
            "trang \"{name}\" không có dòng tên cột của bảng hoạt động, nên chưa được đọc",
            "the sheet \"{name}\" has no row with the names of the columns of activities, so it was not read"
        );
        let help = words!(
            "ghi tên cột (ngày, đơn vị, hình thức, kế hoạch) ở dòng đầu của trang; trang không ghi hoạt động thì bỏ qua",
            "name the columns (date, agency, form, plan) in its first row; ignore this where it holds no activities"
        );
        let at = Pos { line: 1, column: 1, len: 0 };
        found.push(Diagnostic::warning("table-header", message).help(help).at(file, at));
    }
    let lines = Lines::new("");
    let mut all = Vec::new();
    for it in sheets {
        let before = found.len();
        let name = (it.at > 0).then(|| Arc::from(it.name.as_str()));
        if let Some((sheet, rows)) = Sheet::of(&lines, file, FIELDS, it.rows, found) {
            for row in rows {
                let line = sheet.start(&row).line;
                if it.merged.contains(&line) {
                    found.push(merged(file, sheet.start(&row)));
                    continue;
                }
                all.extend(read(&sheet, &row, name.clone(), file, found));
            }
        }
        for pos in it.decimals {
            let message = words!(
                "mã nội dung là một ô số, nên 1.10 và 1.1 không phân biệt được",
                "the id of an item is a number, so 1.10 and 1.1 are the same"
            );
            let help = words!(
                "xem lại nội dung được tính; định dạng cột này là Text (Văn bản) rồi gõ lại mã",
                "see which item is counted; format the column as text and type the id again"
            );
            found.push(Diagnostic::warning("activity-item-number", message).help(help).at(file, pos));
        }
        for finding in &mut found[before..] {
            let cell = finding.place.as_ref().map_or(String::new(), |it| workbook::cell_name(it.pos));
            let (sheet, Words { vi, en }) = (&it.name, &finding.message);
            finding.message =
                words!("trang \"{sheet}\", ô {cell}: {vi}", "sheet \"{sheet}\", cell {cell}: {en}");
        }
    }
    all
}

fn merged(file: &Arc<str>, pos: Pos) -> Diagnostic {
    Diagnostic::error(
        "table-merged",
        words!(
            "dòng có ô gộp, nên không rõ giá trị của từng dòng",
            "the row has a merged cell, so its values are not certain"
        ),
    )
    .help(words!("bỏ gộp ô rồi điền vào từng dòng", "unmerge the cells and fill in each row"))
    .at(file, pos)
}

fn read(
    sheet: &Sheet<'_>,
    row: &[Cell],
    name: Option<Arc<str>>,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Option<ActivityRow> {
    let mut amounts = Vec::new();
    let own = |field: &'static Field, text: &str, pos, found: &mut Vec<Diagnostic>| {
        let is_amount = AMOUNTS.contains(&field.key);
        if is_amount {
            match Amount::parse(text) {
                Ok(amount) => amounts.push((field.key, At::new(amount, pos))),
                Err(fault) => found.push(number(text, fault, file, pos)),
            }
        }
        is_amount
    };
    let mut record = sheet.record(row, split, own, found)?;
    let activity = Activity::read(&mut record, &amounts)?;
    Some(ActivityRow { file: Arc::clone(file), sheet: name, line: sheet.start(row).line, activity })
}

/// Ids may be divided by commas too; names of files hold some.
fn split<'t>(field: &Field, cell: &'t str) -> Vec<&'t str> {
    let is_ids = field.key != "evidence";
    let parts = cell.split(|c: char| matches!(c, ';' | '\n') || (c == ',' && is_ids));
    parts.map(str::trim).filter(|it| !it.is_empty()).collect()
}

fn number(typed: &str, fault: AmountFault, file: &Arc<str>, pos: Pos) -> Diagnostic {
    let finding = |message| Diagnostic::error("table-number", message).at(file, pos);
    match fault {
        AmountFault::Unreadable => finding(words!("\"{typed}\" không phải một số", "\"{typed}\" is not a number"))
            .help(words!(
                "chỉ ghi số, như 1200, 1.200 hoặc 2,5; chữ ghi ở cột đơn vị tính hoặc ghi chú; không để công thức",
                "write a number alone, such as 1200 or 2,5; words belong in measure or note; no formulas"
            )),
        AmountFault::Negative => finding(words!("\"{typed}\" là số âm", "\"{typed}\" is less than 0"))
            .help(words!("ghi số đã làm, từ 0 trở lên", "write what was done, 0 or more")),
        AmountFault::TooLarge => finding(words!("\"{typed}\" là số quá lớn", "\"{typed}\" is too large a number"))
            .help(words!("xem lại số này, có thể gõ thừa chữ số", "look at it again: digits may be doubled")),
        AmountFault::Ambiguous { whole, decimal } => finding(words!(
            "\"{typed}\" có thể hiểu là {whole} hoặc {decimal}",
            "\"{typed}\" may mean {whole} or {decimal}"
        ))
        .help(words!("viết {whole}, hoặc {decimal}", "write {whole}, or {decimal}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Vec<ActivityRow>, Vec<String>) {
        let mut found = Vec::new();
        let rows = parse(&Arc::from("content/hoat-dong/a.csv"), bytes, &mut found);
        let shown = found.into_iter().map(|it| {
            let pos = it.place.map(|it| it.pos).unwrap_or_default();
            format!("{} {}:{} {}", it.code, pos.line, pos.column, it.message.vi)
        });
        (rows, shown.collect())
    }

    #[test]
    fn reads_what_excel_in_vietnamese_writes() {
        let csv = "\u{feff}STT;Ngày;Đơn vị;Hình thức;Kế hoạch;Nội dung;Số lượng;Đơn vị tính;Số người;Thời lượng;Địa điểm;Ghi chú;Minh chứng\r\n\
            1;5/6/2025;xa-binh-an;truyen-thanh;kh-2025;\"tthc.6, so\";1.200;lượt phát;\"1,5\";12,5;Nhà văn hóa thôn 1;=1+1;\"loa, sáng.jpg; /anh/b.pdf\"\r\n\
            ;;;;;;;;;;;;\r\n\
            2;05-06-2025;xa-binh-an;to-roi;kh-2025;;;;;;;\r\n";
        let (rows, found) = read(csv.as_bytes());
        assert_eq!(found, [""; 0]);
        assert_eq!((rows.len(), rows[0].line, rows[1].line), (2, 2, 4));
        let it = &rows[0].activity;
        let texts = |all: &[At<String>]| all.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
        assert_eq!(it.date.value.date.to_string(), "2025-06-05");
        assert_eq!(texts(&it.items), ["tthc.6", "so"]);
        assert_eq!(it.quantity.as_ref().map(|it| it.value), Some(Amount::whole(1200)));
        assert_eq!(it.people.map(Amount::plain).as_deref(), Some("1.5"));
        assert_eq!(it.minutes.map(Amount::plain).as_deref(), Some("12.5"));
        assert_eq!(it.note.as_deref(), Some("=1+1"));
        assert_eq!(texts(&it.evidence), ["loa, sáng.jpg", "/anh/b.pdf"]);
        assert_eq!(rows[0].id(), "content/hoat-dong/a.csv:2");
    }

    #[test]
    fn reads_english_headers_commas_tabs_and_a_named_delimiter() {
        for (mark, head) in [(',', ""), ('\t', ""), (';', "sep=;\n"), ('|', "sep=|\n")] {
            let row = ["2025-06-05", "a", "b", "c", "3"].join(&mark.to_string());
            let text = format!(
                "{head}{}\n{row}\n",
                ["date", "agency", "form", "plan", "quantity"].join(&mark.to_string())
            );
            let (rows, found) = read(text.as_bytes());
            assert_eq!((rows.len(), found.len()), (1, 0), "{mark:?} {found:?}");
            assert_eq!(rows[0].activity.quantity.as_ref().map(|it| it.value), Some(Amount::whole(3)));
        }
    }

    #[test]
    fn says_of_every_bad_row_where_it_is_bad() {
        let csv = "ngày,đơn vị,hình thức,kế hoạch,số lượng,minh chứng\n\
            31/02/2025,a,b,c,1,\n\
            5/6/2025,,b,c,1,\n\
            5/6/2025,a,b,c,=SUM(A1:A3),\n\
            5/6/2025,a,b,c,\"1,200\",\n\
            5/6/2025,a,b,c,12 tờ,\n\
            5/6/2025,a,b,c,1,x.jpg,thừa\n\
            5/6/25,a\n\
            5/6/2025,a,b,c,1,x.jpg\n";
        let (rows, found) = read(csv.as_bytes());
        assert_eq!(rows.len(), 1);
        let expected = [
            "front-matter-date 2:1 không có ngày \"31/02/2025\": tháng 2 chỉ đến ngày 28",
            "front-matter-missing-field 3:10 ô của cột \"đơn vị\" để trống",
            "table-number 4:16 \"=SUM(A1:A3)\" không phải một số",
            "table-number 5:16 \"1,200\" có thể hiểu là 1200 hoặc 1,2",
            "table-number 6:16 \"12 tờ\" không phải một số",
            "table-row 7:24 dòng có 7 ô nhưng tiêu đề chỉ có 6 cột",
            "front-matter-date 8:1 năm \"25\" chỉ có hai chữ số",
            "front-matter-missing-field 8:1 ô của cột \"hình thức\" để trống",
            "front-matter-missing-field 8:1 ô của cột \"kế hoạch\" để trống",
        ];
        assert_eq!(found, expected);
        let (rows, found) = read("ngày,dơn vị\n5/6/2025,a\n".as_bytes());
        assert_eq!(rows.len(), 0);
        assert_eq!(found[0], "table-header 1:6 không có cột \"dơn vị\"");
        assert!(found[1].starts_with("front-matter-missing-field 2:1 bảng thiếu cột"), "{found:?}");
    }
}
