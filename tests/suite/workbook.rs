//! Workbooks of Excel in `content/hoat-dong/`: the same rules, findings and figures as CSV.

use std::fmt::Write as _;

use bantin::office::pack;
use serde_json::{Value, json};

use crate::{
    plan::{AS_OF, parsed, site},
    site_test::SiteTest,
};

/// A workbook of `(name, XML of the rows and what stands behind them)`; style 1 shows days.
fn workbook(sheets: &[(&str, &str)], properties: &str) -> Vec<u8> {
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut parts = vec![(
        "xl/styles.xml".to_owned(),
        format!(
            "<styleSheet {MAIN}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        ),
    )];
    parts.push((
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    ));
    let (mut list, mut rels) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let n = at + 1;
        write!(list, "<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>").unwrap();
        write!(
            rels,
            "<Relationship Id=\"rId{n}\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        )
        .unwrap();
        parts.push((
            format!("xl/worksheets/sheet{n}.xml"),
            format!("<worksheet {MAIN}><sheetData>{rows}</worksheet>"),
        ));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(
            "<workbook {MAIN} xmlns:r=\"{REL}\"><workbookPr {properties}/><sheets>{list}</sheets></workbook>"
        ),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{rels}\
             <Relationship Id=\"rId0\" Type=\"{REL}/styles\" Target=\"styles.xml\"/></Relationships>"
        ),
    ));
    pack(parts.iter().map(|it| (it.0.as_str(), it.1.as_bytes())), jiff::civil::date(2026, 1, 1)).unwrap()
}

/// A row at a number; a cell is `#n` for a number, `@n` for a day, `=f` for a formula with a computed 7, else words.
fn row(n: u32, cells: &[&str]) -> String {
    let mut out = format!("<row r=\"{n}\">");
    for (at, cell) in cells.iter().enumerate().filter(|it| !it.1.is_empty()) {
        let place = format!("{}{n}", char::from(b'A' + u8::try_from(at).unwrap()));
        match cell.split_at(cell.chars().next().unwrap().len_utf8()) {
            ("#", number) => write!(out, "<c r=\"{place}\"><v>{number}</v></c>"),
            ("@", serial) => write!(out, "<c r=\"{place}\" s=\"1\"><v>{serial}</v></c>"),
            ("=", formula) => write!(out, "<c r=\"{place}\"><f>{formula}</f><v>7</v></c>"),
            _ => write!(out, "<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
        }
        .unwrap();
    }
    out + "</row>"
}

const HEAD: &[&str] =
    &["STT", "Ngày", "Đơn vị", "Hình thức", "Kế hoạch", "Nội dung", "Số lượng", "Đơn vị tính", "Minh chứng"];

fn table(rows: &[String]) -> String {
    format!("{}</sheetData>", rows.concat())
}

/// The site of the plan without its CSV, and with a workbook in its place.
fn with(book: Vec<u8>) -> SiteTest {
    let site = site();
    std::fs::remove_file(site.path("content/hoat-dong/2025.csv")).unwrap();
    site.with("content/hoat-dong/2025.xlsx", book)
}

fn errors(site: &SiteTest) -> Vec<String> {
    let ran = site.run(&format!("check|--format|json|{AS_OF}"));
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let all = found["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error");
    let text = |it: &serde_json::Value, key: &str| it[key].as_str().unwrap().to_owned();
    all.map(|it| {
        format!(
            "{} {}:{}:{} {}",
            text(it, "code"),
            text(it, "file"),
            it["line"],
            it["column"],
            text(it, "message")
        )
    })
    .collect()
}

#[test]
fn a_workbook_counts_as_the_same_rows_of_csv_do() {
    let expected = parsed(&site(), "plan|status|tuyen-truyen|--format|json");
    let rows = [
        row(1, &["BẢNG THEO DÕI"]),
        row(3, HEAD),
        // 15/4/2025 as a day, 20/6/2025 as a bare serial, 1/7/2025 in words; a row without anything between.
        row(
            4,
            &[
                "#1",
                "@45762",
                "xa-binh-an",
                "Truyền thanh",
                "tuyen-truyen",
                "so",
                "#4",
                "lượt phát",
                "/hoat-dong/lich.txt",
            ],
        ),
        row(5, &["", " "]),
        row(
            7,
            &[
                "#2",
                "#45828",
                "xa-binh-an",
                "loa",
                "tuyen-truyen",
                "the-che.1",
                "#1",
                "lượt phát",
                "https://zalo.me/x",
            ],
        ),
        row(9, &["#3", "1/7/2025", "van-phong", "loa", "tuyen-truyen", "", "#2", "lượt phát", "lich.txt"]),
    ];
    let site = with(workbook(&[("Năm 2025", &table(&rows))], ""));
    assert_eq!(errors(&site), [""; 0]);
    let found = parsed(&site, "plan|status|tuyen-truyen|--format|json");
    assert_eq!(found["totals"], expected["totals"]);
    let ids = |it: &serde_json::Value| -> Vec<serde_json::Value> {
        let cells =
            it["cells"].as_array().unwrap().iter().filter(|it| it["item"] == "*" && it["form"] == "loa");
        cells
            .flat_map(|it| it["evidence"].as_array().unwrap().clone())
            .map(|it| json!([it["id"], it["date"]]))
            .collect()
    };
    assert_eq!(
        ids(&found),
        [
            json!(["content/hoat-dong/2025.xlsx:4", "2025-04-15"]),
            json!(["content/hoat-dong/2025.xlsx:7", "2025-06-20"]),
            json!(["content/hoat-dong/2025.xlsx:9", "2025-07-01"]),
        ]
    );
}

#[test]
fn days_of_a_workbook_that_counts_from_1904_are_read_right() {
    let rows = [row(1, HEAD), row(2, &["", "@44300", "xa-binh-an", "loa", "tuyen-truyen", "", "#2,5"])];
    let site = with(workbook(&[("a", &table(&rows).replace("2,5", "2.5"))], "date1904=\"1\""));
    assert_eq!(errors(&site), [""; 0]);
    let found = parsed(&site, "plan|status|tuyen-truyen|--format|json");
    let cells = found["cells"].as_array().unwrap().iter();
    let days: Vec<_> = cells
        .flat_map(|it| it["evidence"].as_array().unwrap().clone())
        .filter(|it| it["kind"] == "activity")
        .collect();
    assert_eq!(days[0]["date"], "2025-04-15");
}

#[test]
fn all_sheets_with_the_names_of_columns_are_read_and_each_row_has_an_id_of_its_own() {
    let one = |n: &str| {
        table(&[
            row(1, HEAD),
            row(2, &["", "@45762", "xa-binh-an", "loa", "tuyen-truyen", "", n, "lượt phát", "lich.txt"]),
        ])
    };
    let notes = table(&[row(1, &["Ghi chú của tôi"]), row(2, &["không phải bảng"])]);
    let site = with(workbook(&[("Quý I", &one("#1")), ("Ghi chú", &notes), ("Quý II", &one("#3"))], ""));
    assert_eq!(errors(&site), [""; 0]);
    let found = parsed(&site, "plan|status|tuyen-truyen|--format|json");
    let cell = found["cells"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["item"] == "*" && it["form"] == "loa")
        .unwrap();
    assert_eq!(cell["count"], 4);
    let ids: Vec<&str> =
        cell["evidence"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["content/hoat-dong/2025.xlsx:2", "content/hoat-dong/2025.xlsx#Quý II:2"]);
}

#[test]
fn formulas_merged_cells_and_wrong_values_are_named_with_sheet_and_cell() {
    let rows = [
        row(1, HEAD),
        row(2, &["", "@45762", "xa-binh-an", "loa", "tuyen-truyen", "", "=SUM(A1:A3)"]),
        row(3, &["", "=TODAY()", "xa-binh-an", "loa", "tuyen-truyen"]),
        row(4, &["", "@45762", "xa-binh-an", "loa", "tuyen-truyen", "", "12 lượt"]),
        row(5, &["", "@45762", "xa-binh-an", "loa", "tuyen-truyen", "", "#5"]),
        row(6, &["", "", "xa-binh-an", "loa", "tuyen-truyen", "", "#5"]),
        row(7, &["", "@45762", "", "loa", "tuyen-truyen", "", "#5"]),
        row(8, &["", "@45762", "xa-binh-an", "loa", "tuyen-truyen", "", "#9", "lượt phát", "lich.txt"]),
    ];
    let merged = format!("{}<mergeCells count=\"1\"><mergeCell ref=\"B5:B6\"/></mergeCells>", table(&rows));
    let site = with(workbook(&[("T4", &merged)], ""));
    let place = "content/hoat-dong/2025.xlsx";
    assert_eq!(
        errors(&site),
        [
            format!("table-number {place}:2:7 trang \"T4\", ô G2: \"=SUM(A1:A3)\" không phải một số"),
            format!("front-matter-date {place}:3:2 trang \"T4\", ô B3: không đọc được ngày \"=TODAY()\""),
            format!("table-number {place}:4:7 trang \"T4\", ô G4: \"12 lượt\" không phải một số"),
            format!(
                "table-merged {place}:5:1 trang \"T4\", ô A5: dòng có ô gộp, nên không rõ giá trị của từng dòng"
            ),
            format!(
                "table-merged {place}:6:1 trang \"T4\", ô A6: dòng có ô gộp, nên không rõ giá trị của từng dòng"
            ),
            format!(
                "front-matter-missing-field {place}:7:3 trang \"T4\", ô C7: ô của cột \"Đơn vị\" để trống"
            ),
        ]
    );
    // The sound row counts, and the officer is told of the others.
    let ran = site.run("plan|status|tuyen-truyen|--format|json");
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["totals"]["activities"], 1);
    assert_eq!(
        ran.err,
        "có 6 lỗi ở content/hoat-dong/2025.xlsx: chỗ có lỗi chưa được tính; xem: bantin check\n"
    );
}

#[test]
fn what_is_no_workbook_is_named_and_the_rest_is_built() {
    let whole = workbook(&[("a", &table(&[row(1, HEAD)]))], "");
    let zeros = vec![b' '; 140 << 20];
    let bomb = pack([("xl/workbook.xml", zeros.as_slice())], jiff::civil::date(2026, 1, 1)).unwrap();
    let far = table(&[row(1, HEAD), "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>".to_owned()]);
    let cases: &[(&[u8], &str)] = &[
        (
            &whole[..whole.len() / 2],
            "activity-workbook content/hoat-dong/2025.xlsx:1:1 tệp bị hỏng hoặc chép chưa hết",
        ),
        (
            &bomb,
            "activity-workbook content/hoat-dong/2025.xlsx:1:1 tệp bung ra quá lớn (hơn 128 MB), nên không được đọc",
        ),
        (b"PK", "activity-workbook content/hoat-dong/2025.xlsx:1:1 tệp bị hỏng hoặc chép chưa hết"),
        (
            &workbook(&[("a", "</sheetData>")], ""),
            "table-header content/hoat-dong/2025.xlsx:1:1 không trang nào có dòng tên cột của bảng hoạt động",
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(errors(&with(bytes.to_vec())), [*expected]);
    }
    assert_eq!(errors(&with(workbook(&[("a", &far)], ""))), [""; 0]);
}

#[test]
fn workbooks_are_never_published_and_a_change_is_noticed() {
    let book = |n: &str| {
        let rows = [
            row(1, HEAD),
            row(2, &["", "@45762", "xa-binh-an", "loa", "tuyen-truyen", "", n, "lượt phát", "lich.txt"]),
        ];
        workbook(&[("a", &table(&rows))], "")
    };
    let site = with(book("#4")).with("content/hoat-dong/~$2025.xlsx", "khóa của Excel");
    let build = |site: &SiteTest| assert_eq!(site.run(&format!("build|{AS_OF}")).code, 0);
    build(&site);
    let published = site.tree();
    assert!(published.keys().all(|it| !it.contains("xlsx")), "{:?}", published.keys());
    let site = site.with("content/hoat-dong/2025.xlsx", book("#9"));
    build(&site);
    assert!(site.tree() == site.clean_tree(AS_OF));
    let count = |site: &SiteTest| {
        parsed(site, "plan|status|tuyen-truyen|--format|json")["cells"].to_string().contains("\"count\":9")
    };
    assert!(count(&site));
}

#[test]
fn no_table_of_rows_is_passed_over_in_silence() {
    let rows = ["2025-04-15", "xa-binh-an", "loa", "tuyen-truyen"];
    let whole = table(&[row(1, HEAD), row(2, &["", rows[0], rows[1], rows[2], rows[3], "", "#1"])]);
    let bare = table(&[row(1, &rows)]);
    let site = with(workbook(&[("Quý I", &whole), ("Quý II", &bare)], ""));
    let found = site.run("check").out;
    assert!(found.contains("cảnh báo[table-header]: trang \"Quý II\" không có dòng tên cột"), "{found}");
    let tabs = format!("ngày\tđơn vị\thình thức\tkế hoạch\n{}\n", rows.join("\t"));
    let site = site.with("content/hoat-dong/them.tsv", tabs);
    assert_eq!(parsed(&site, "plan|status|tuyen-truyen|--format|json")["totals"]["activities"], 2);
    site.run("build");
    assert!(!site.tree().contains_key("hoat-dong/them.tsv"));
}
