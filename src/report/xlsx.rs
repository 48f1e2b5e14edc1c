//! The report as a workbook: the matrix, the targets, and the list of all that was done.

use super::{narrative::Report, status};
use crate::{
    diag::Lang,
    office::sheets::{self, Cell, Sheet},
    site::{
        Site,
        coverage::{Coverage, State, targets},
    },
};

/// The file, dated by the clock of the site.
///
/// Fails where there are more bytes than a zip can hold.
pub fn file(coverage: &Coverage<'_>, report: &Report, site: &Site<'_>) -> std::io::Result<Vec<u8>> {
    let sheets = [matrix(coverage), target_sheet(coverage, site), annex(report)];
    sheets::write(&sheets, &report.title, site.clock.today())
}

fn sheet(name: &str, head: &[(&str, u32)], rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet { name: name.to_owned(), head: head.iter().map(|it| (it.0.to_owned(), it.1)).collect(), rows }
}

fn matrix(coverage: &Coverage<'_>) -> Sheet {
    let frame = &coverage.frame;
    let rows = coverage.cells.iter().map(|it| {
        let row = &frame.rows[it.row];
        vec![
            Cell::from(row.id),
            Cell::from(row.text),
            Cell::from(frame.forms[it.form].name),
            Cell::from(frame.forms[it.form].measure.unwrap_or("lần")),
            Cell::from(frame.units[it.unit].name),
            Cell::Number(it.count.plain()),
            // A sum of the column must be what is owed.
            if it.state == State::NotApplicable { Cell::Empty } else { Cell::Number(it.quota.to_string()) },
            Cell::from(it.state.vi()),
        ]
    });
    let head = [
        ("Mã", 12),
        ("Nội dung", 50),
        ("Hình thức", 28),
        ("Đơn vị tính", 12),
        ("Đơn vị", 34),
        ("Đã có", 10),
        ("Phải có", 10),
        ("Tình trạng", 16),
    ];
    sheet("Ma trận", &head, rows.collect())
}

fn target_sheet(coverage: &Coverage<'_>, site: &Site<'_>) -> Sheet {
    let rows = coverage.targets.iter().map(|it| {
        let value = match &it.value {
            Some(targets::Value::Number(amount)) => Cell::Number(amount.plain()),
            Some(value) => Cell::Text(value.vi()),
            None => Cell::Empty,
        };
        vec![
            Cell::from(it.id.as_str()),
            Cell::from(it.text.as_str()),
            value,
            match it.asked.as_deref().unwrap_or_default() {
                figure if !figure.is_empty() && figure.bytes().all(|it| it.is_ascii_digit()) => {
                    Cell::Number(figure.to_owned())
                }
                words => Cell::from(words),
            },
            Cell::Text(status::verdict(it, Lang::Vi)),
            Cell::from(it.missing_names(site).join(", ").as_str()),
        ]
    });
    let head =
        [("Mã", 12), ("Chỉ tiêu", 60), ("Kết quả", 14), ("Ít nhất", 12), ("Đánh giá", 20), ("Còn thiếu", 40)];
    sheet("Chỉ tiêu", &head, rows.collect())
}

/// As the CSV: what counts for several forms stands on several lines under one number.
fn annex(report: &Report) -> Sheet {
    let mut rows = Vec::new();
    for (at, it) in report.annex.iter().enumerate() {
        let mut forms: Vec<(&str, String)> =
            it.forms.iter().map(|(_, name, sum)| (name.as_str(), sum.plain())).collect();
        if forms.is_empty() {
            forms.push(("", "0".to_owned()));
        }
        for (form, sum) in forms {
            rows.push(vec![
                Cell::Number((at + 1).to_string()),
                Cell::Day(it.day),
                Cell::from(it.sort()),
                Cell::from(it.title.as_str()),
                Cell::from(it.unit.as_deref().unwrap_or_default()),
                Cell::from(form),
                Cell::Number(sum),
                Cell::from(it.items.join("; ").as_str()),
                Cell::from(it.proofs("\n").as_str()),
                Cell::from(it.notes().join("; ").as_str()),
            ]);
        }
    }
    let head = [
        ("STT", 6),
        ("Ngày", 12),
        ("Loại", 11),
        ("Tên tin, bài, hoạt động", 55),
        ("Đơn vị", 32),
        ("Hình thức", 26),
        ("Số lượng", 10),
        ("Nội dung", 18),
        ("Liên kết, minh chứng", 50),
        ("Ghi chú", 24),
    ];
    sheet("Danh sách", &head, rows)
}
