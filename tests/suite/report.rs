//! `bantin report … --format docx|xlsx`: files of Word and Excel whose figures are those of `bantin plan status`.

use std::{io::Cursor, path::Path, process::Command};

use bantin::office::{Package, docx};
use calamine::{Data, Reader, Xlsx};

use crate::{
    plan::{AS_OF, parsed, site},
    site_test::SiteTest,
};

const PERIODS: [&str; 3] = ["", "|--period|2025-Q2", "|--period|2024"];

/// A plan that a vice chairman signs, of a unit with one above it.
fn signed() -> SiteTest {
    let site = site();
    let plan = site.read("content/ke-hoach/tuyen-truyen.md").replacen(
        "\nissuer:",
        "\nsigner: {name: Trần Văn Bình, title: Phó Chủ tịch, capacity: \"TM. Ủy ban nhân dân, KT. Chủ tịch\"}\nissuer:",
        1,
    );
    let units = site.read("content/danh-muc/co-quan.yaml").replacen(
        "{id: xa-binh-an, ",
        "{id: xa-binh-an, parent: tinh, ",
        1,
    );
    let units = format!("{units}- {{id: tinh, name: UBND tỉnh Sông Xanh}}\n");
    let settings = format!("{}locality: Bình An\n", site.read("bantin.yaml"));
    site.with("content/ke-hoach/tuyen-truyen.md", plan)
        .with("content/danh-muc/co-quan.yaml", units)
        .with("bantin.yaml", settings)
}

fn file(site: &SiteTest, args: &str, name: &str) -> Vec<u8> {
    let ran = site.run(&format!("report|tuyen-truyen|{args}|--out|{name}|{AS_OF}"));
    assert_eq!(ran.code, 0, "{ran:?}");
    std::fs::read(site.path(name)).unwrap()
}

/// Paragraphs, and rows of tables with their cells joined by `|`.
fn lines(bytes: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    for part in docx::read(bytes).unwrap() {
        match part {
            docx::Part::Paragraph(it) => lines.push(it),
            docx::Part::Table(rows) => {
                lines.extend(
                    rows.iter().map(|row| row.iter().map(|it| it.join("/")).collect::<Vec<_>>().join("|")),
                );
            }
        }
    }
    lines
}

#[test]
fn the_figures_of_word_and_excel_are_those_of_the_status() {
    let site = signed();
    for period in PERIODS {
        let json = parsed(&site, &format!("plan|status|tuyen-truyen{period}|--format|json"));
        let (totals, cells) = (&json["totals"], json["cells"].as_array().unwrap());
        let text = lines(&file(&site, &format!("--format|docx{period}"), "b.docx"));
        let sentence = format!(
            "Trong kỳ có {} tin, bài, 0 bài đăng trên mạng xã hội và {} hoạt động ngoài trang tin",
            totals["articles"], totals["activities"]
        );
        assert!(text.iter().any(|it| it.starts_with(&sentence)), "{sentence}\n{text:#?}");
        let annex = text.iter().position(|it| it == "PHỤ LỤC").unwrap();
        let rows = |sort: &str| text[annex..].iter().filter(|it| it.split('|').nth(2) == Some(sort)).count();
        assert_eq!(
            (rows("tin, bài"), rows("hoạt động")),
            (count(&totals["articles"]), count(&totals["activities"]))
        );

        let mut book: Xlsx<_> =
            Xlsx::new(Cursor::new(file(&site, &format!("--format|xlsx{period}"), "b.xlsx"))).unwrap();
        let matrix = book.worksheet_range("Ma trận").unwrap();
        let owed = |it: &Data| (*it != Data::Empty).then(|| number(it));
        let told: Vec<(f64, Option<f64>)> =
            matrix.rows().skip(1).map(|it| (number(&it[5]), owed(&it[6]))).collect();
        let expected: Vec<(f64, Option<f64>)> = cells
            .iter()
            .map(|it| {
                let owes = it["state"] != "not_applicable";
                (it["count"].as_f64().unwrap(), it["quota"].as_f64().filter(|_| owes))
            })
            .collect();
        assert_eq!(told, expected, "{period}");
        let annex = book.worksheet_range("Danh sách").unwrap();
        let of = |form: &str| -> f64 {
            annex
                .rows()
                .skip(1)
                .filter(|it| it[5] == Data::String(form.into()))
                .map(|it| number(&it[6]))
                .fold(0.0, |a, b| a + b)
        };
        for (id, name, measure) in
            [("web", "Trang thông tin", "tin, bài"), ("loa", "Truyền thanh", "lượt phát")]
        {
            let row = format!("{name}|{measure}|{}", of(name));
            assert!(text.contains(&row), "{row}\n{text:#?}");
            if id == "loa" {
                let own = cells.iter().filter(|it| it["item"] == "*" && it["form"] == id);
                assert!(
                    (of(name) - own.filter_map(|it| it["count"].as_f64()).sum::<f64>()).abs() < 1e-9,
                    "{period}"
                );
            }
        }
        let days = annex
            .rows()
            .skip(1)
            .all(|it| matches!(it[1], Data::DateTime(_)) && matches!(it[0], Data::Float(_)));
        assert!(days, "{annex:?}");
        let targets = book.worksheet_range("Chỉ tiêu").unwrap();
        assert_eq!(targets.rows().skip(1).count(), json["targets"].as_array().unwrap().len());
    }
}

fn count(it: &serde_json::Value) -> usize {
    usize::try_from(it.as_u64().unwrap()).unwrap()
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(it) => *it,
        Data::Int(it) => f64::from(i32::try_from(*it).unwrap()),
        _ => f64::NAN,
    }
}

#[test]
fn a_report_is_laid_out_as_decree_30_asks() {
    let site = signed();
    let bytes = file(&site, "--format|docx|--period|2025-Q2", "b.docx");
    let text = lines(&bytes);
    for line in [
        "UBND TỈNH SÔNG XANH/UBND XÃ BÌNH AN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/Độc lập - Tự do - Hạnh phúc",
        "Số: …/BC-…|Bình An, ngày 31 tháng 12 năm 2025",
        "BÁO CÁO",
        "Kết quả thực hiện kế hoạch tuyên truyền 2025 quý II năm 2025",
        "I. Kết quả",
        "II. Tồn tại, hạn chế và nguyên nhân",
        "III. Nhiệm vụ kỳ tới",
        "Nơi nhận:/- UBND tỉnh Sông Xanh (báo cáo);/- … (đơn vị ghi);/- Lưu: VT.|TM. ỦY BAN NHÂN DÂN/KT. CHỦ TỊCH/PHÓ CHỦ TỊCH/Trần Văn Bình",
    ] {
        assert!(text.iter().any(|it| it == line), "{line}\n{text:#?}");
    }
    let package = Package::open(&bytes, |_| true).unwrap();
    let document = package.text("word/document.xml").unwrap();
    // A4, margins of 20 mm above and below, 30 to the left, 20 to the right; the list lies on its side; its head is repeated.
    for part in [
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        "w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\"",
        "w:orient=\"landscape\"",
        "<w:tblHeader/>",
        "<w:titlePg/>",
        "<w:jc w:val=\"both\"/>",
    ] {
        assert!(document.contains(part), "{part}\n{document}");
    }
    assert!(package.text("word/styles.xml").unwrap().contains("Times New Roman"));
    assert!(package.text("word/header1.xml").unwrap().contains(" PAGE "));
}

#[test]
fn the_same_report_has_the_same_bytes() {
    let site = signed();
    for format in ["docx", "xlsx"] {
        let first = file(&site, &format!("--format|{format}"), "a");
        assert_eq!(first, file(&site, &format!("--format|{format}"), "b"), "{format}");
        let printed = site
            .command()
            .args(["report", "tuyen-truyen", "--format", format, "--as-of", "31/12/2025"])
            .output()
            .unwrap();
        assert_eq!(printed.stdout, first, "{format}");
    }
}

#[test]
fn what_looks_like_a_formula_stays_words() {
    let plan = "content/tin-tuc/a.md";
    let site = signed();
    let text = site.read(plan).replace("title: Bài một", "title: \"=HYPERLINK(1)\"");
    let site = site.with(plan, text);
    let bytes = file(&site, "--format|xlsx", "b.xlsx");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let annex = book.worksheet_range("Danh sách").unwrap();
    assert!(annex.rows().any(|it| it[3] == Data::String("=HYPERLINK(1)".into())), "{annex:?}");
    let formulas = book.worksheet_formula("Danh sách").unwrap();
    assert!(formulas.used_cells().next().is_none());
}

/// Pages that `soffice` makes of a file; absent where it is not there.
fn pages(site: &SiteTest, name: &str) -> Option<usize> {
    let home = site.path("home");
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", home.display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(site.root())
        .arg(site.path(name))
        .output();
    let Ok(ran) = ran else {
        return None;
    };
    let pdf = site.path(Path::new(name).with_extension("pdf").to_str().unwrap());
    let bytes = std::fs::read(&pdf).unwrap_or_default();
    assert!(!bytes.is_empty(), "{ran:?}");
    let text = String::from_utf8_lossy(&bytes);
    Some(text.matches("/Type/Page").count() - text.matches("/Type/Pages").count())
}

#[test]
fn libreoffice_opens_both() {
    let site = signed();
    file(&site, "--format|docx", "chu.docx");
    file(&site, "--format|xlsx", "bang.xlsx");
    let (Some(text), Some(table)) = (pages(&site, "chu.docx"), pages(&site, "bang.xlsx")) else {
        println!("LibreOffice is not here: no file was opened with it");
        return;
    };
    assert!((3..=5).contains(&text), "{text} pages");
    assert_eq!(table, 3, "a page a sheet");
}

#[test]
fn the_ending_of_the_file_says_the_form() {
    let site = site();
    for (name, begins) in [("bc.docx", "PK"), ("bc.xlsx", "PK"), ("bc.html", "<!"), ("bc.txt", "CỘNG")] {
        let bytes = file(&site, "", name);
        assert!(
            String::from_utf8_lossy(&bytes).trim_start_matches(['*', '#', ' ']).starts_with(begins),
            "{name}"
        );
    }
}

#[test]
fn never_writes_over_the_site() {
    let site = site();
    site.run("build");
    for name in ["bantin.yaml", "content/ke-hoach/tuyen-truyen.md", "public/bc.html", "content/moi.docx"] {
        let before = std::fs::read(site.path(name)).ok();
        let ran = site.run(&format!("report|tuyen-truyen|--out|{name}"));
        assert!(ran.code == 2 && ran.err.contains("chỗ của trang"), "{name}: {ran:?}");
        assert_eq!(std::fs::read(site.path(name)).ok(), before, "{name}");
    }
    let ran = site.run("report|tuyen-truyen|--out|khong-co/bc.docx");
    assert!(ran.code == 3 && ran.err.contains("khong-co"), "{ran:?}");
}

#[test]
fn tells_how_soon_new_documents_were_told_about() {
    let document = |number: &str, issued: &str| {
        format!(
            "---\nnumber: {number}\ntype: Nghị định\nissuer: Chính phủ\nissued: {issued}\ntitle: Về việc {number}\n---\n"
        )
    };
    let site = site()
        .with("content/van-ban/a.md", document("1/2025/NĐ-CP", "10/5/2025"))
        .with("content/van-ban/b.md", document("2/2025/NĐ-CP", "20/6/2025"))
        .with("content/van-ban/c.md", document("3/2025/NĐ-CP", "1/7/2025"))
        .with(
            "content/tin-tuc/a-moi.md",
            "---\ntitle: Giới thiệu nghị định\ndate: 13/5/2025\n---\n\nNghị định số 1/2025/NĐ-CP quy định mới.\n",
        );
    let ran = site.run("report|tuyen-truyen|--period|2025-Q2|--as-of|31/12/2025");
    let said = "Trong kỳ có 2 văn bản của danh mục được ban hành; 1 văn bản đã có tin, bài, trung bình 3,0 ngày sau khi ban hành.";
    assert!(ran.out.contains(said), "{}", ran.out);
    for row in [
        "| Nghị định số 1/2025/NĐ-CP | 10/5/2025 | Giới thiệu nghị định | 3 |",
        "| Nghị định số 2/2025/NĐ-CP | 20/6/2025 | chưa có | – |",
    ] {
        assert!(ran.out.contains(row), "{row}: {}", ran.out);
    }
    assert!(!ran.out.contains("3/2025/NĐ-CP"), "issued after the period");
}

#[test]
fn tasks_that_were_late_are_named() {
    let plan = "content/ke-hoach/tuyen-truyen.md";
    let limits = |site: &SiteTest| site.run(&format!("report|tuyen-truyen|--period|2025-Q2|{AS_OF}")).out;
    let late = "- UBND xã Bình An: hoàn thành sau hạn nhiệm vụ “Phát loa về thể chế” (hạn 31/5/2025)";
    let site = site();
    assert!(!limits(&site).contains("sau hạn nhiệm vụ"), "{}", limits(&site));
    let earlier = site.read(plan).replace("due: 30/6/2025", "due: 31/5/2025");
    let site = site.with(plan, earlier);
    assert!(limits(&site).contains(late), "{}", limits(&site));
    let before = site.run("report|tuyen-truyen|--period|2025-Q2|--as-of|1/6/2025").out;
    assert!(before.contains("quá hạn chưa hoàn thành nhiệm vụ “Phát loa về thể chế”"), "{before}");
}

#[test]
fn what_an_officer_wrote_into_a_report_is_kept() {
    let site = site();
    file(&site, "", "bc.md");
    for (edited, kept) in [("một", "bc (bản trước).md"), ("hai", "bc (bản trước 2).md")] {
        std::fs::write(site.path("bc.md"), edited).unwrap();
        assert!(String::from_utf8_lossy(&file(&site, "", "bc.md")).contains("CỘNG"));
        assert_eq!(site.read(kept), edited);
    }
    file(&site, "", "bc.md");
    assert!(!site.path("bc (bản trước 3).md").exists(), "the same report takes no other place");
    for (args, name) in [("", "bc.pdf"), ("--format|md", "bc.docx")] {
        let ran = site.run(&format!("report|tuyen-truyen|{args}|--out|{name}").replace("||", "|"));
        assert!(ran.code == 2 && !site.path(name).exists(), "{ran:?}");
    }
}

#[test]
fn says_which_proofs_are_not_there() {
    let rows = "ngày,đơn vị,hình thức,kế hoạch,minh chứng\n5/5/2025,xa-binh-an,loa,tuyen-truyen,mat.jpg\n";
    let site = site().with("content/hoat-dong/2025.csv", rows);
    let text = site.run("report|tuyen-truyen|--format|md").out;
    assert!(
        text.contains("/hoat-dong/mat.jpg (không thấy tệp)") && text.contains("chưa có minh chứng"),
        "{text}"
    );
}
