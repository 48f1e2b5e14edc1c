//! `bantin import plan`: plans as offices type them become content that `bantin check` accepts.

use std::collections::BTreeMap;

use bantin::office::pack;

use crate::site_test::{Ran, SiteTest};

/// Of a commune, numbered `1.` `1.1.` `a.`, in capitals, without number and date.
const COMMUNE: &str = include_str!("import/xa.txt");
/// Of a department, in lines broken at a width and in two columns, with `a)` and `-`.
const DEPARTMENT: &str = include_str!("import/so.txt");

/// Of a division of a district: `1.1.`, `a)` and `-`, several agencies on one line, signed by its head.
const DIVISION: &str = include_str!("import/phong.txt");

const UNITS: &str = "- {id: xa-binh-an, name: UBND xã Bình An, level: xã}\n\
    - {id: vp, name: Văn phòng HĐND và UBND xã Bình An}\n- {id: vhxh, name: Phòng Văn hóa - Xã hội xã Bình An, short: Phòng VH-XH}\n";
const FORMS: &str = "- {id: loa, name: Loa truyền thanh, measure: lượt phát, kind: phát thanh}\n\
    - {id: web, name: Trang thông tin điện tử, measure: \"tin, bài\", kind: web}\n- {id: to-roi, name: Tờ rơi, measure: tờ, kind: ấn phẩm}\n";

fn import(site: &SiteTest, file: &str) -> Ran {
    let ran = site.run(&format!("import|plan|{file}|--out|content/ke-hoach/k.md"));
    assert_eq!(ran.code, 0, "{ran:?}");
    ran
}

/// The units that the notices say to add are added; what `bantin check` finds then at the level of an error.
fn errors(site: SiteTest, ran: &Ran, units: &str) -> Vec<String> {
    let added: Vec<&str> = ran.err.lines().filter(|it| it.starts_with("- {id: ")).collect();
    let site = site.with("content/danh-muc/co-quan.yaml", format!("{units}{}\n", added.join("\n")));
    let checked = site.run("check|--format|json");
    let found: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    let errors = found["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error");
    // Documents that the register lacks are named with the command that adds them.
    let is_told = |it: &&serde_json::Value| {
        let typed = it["message"].as_str().unwrap().split('"').nth(1).unwrap_or_default().to_owned();
        it["code"] == "unknown-document" && ran.err.contains(&format!("bantin legal add \"{typed}\""))
    };
    errors.filter(|it| !is_told(it)).map(ToString::to_string).collect()
}

/// How often a key stands at an indent in the front matter.
fn count(text: &str, line: &str) -> usize {
    let head = text.split("\n---\n").next().unwrap();
    head.lines().filter(|it| it.starts_with(line)).count()
}

fn site() -> SiteTest {
    SiteTest::new(&[("danh-muc/co-quan.yaml", UNITS), ("danh-muc/hinh-thuc.yaml", FORMS)])
}

#[test]
fn a_plan_of_a_commune_becomes_content_with_the_units_and_forms_of_the_site() {
    let site = site().with("kh.txt", COMMUNE);
    let ran = import(&site, "kh.txt");
    let text = site.read("content/ke-hoach/k.md");
    for line in [
        "title: \"Kế hoạch tuyên truyền cải cách hành chính và chuyển đổi số trên địa bàn xã Bình An năm 2026\"",
        "issuer: \"xa-binh-an\"",
        "  from: 01/01/2026",
        "  to: 31/12/2026",
        "theme: \"Một lần đến, xong việc\"",
        "  - {number: \"15/KH-UBND, UBND tỉnh Sông Xanh, 20/01/2026\", role: triển khai}",
        "  - agency: vp",
        "  - agency: vhxh",
        "    form: loa",
        "    quota: {n: 3, per: tháng}",
        "        due: 30/6/2026",
        "  name: \"Nguyễn Văn An\"",
        "  title: \"Chủ tịch\"",
        "  capacity: \"TM. Ủy ban nhân dân\"",
        "4.1. Thủ tục hành chính, dịch vụ công trực tuyến",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
    let counts = ["  - id: ct-", "      - id: \"", "  - agency: "].map(|it| count(&text, it));
    assert_eq!((counts, count(&text, "number:")), ([1, 10, 7], 0), "{text}");
    assert!(ran.err.contains("kế hoạch này là dự thảo"), "{}", ran.err);
    assert_eq!(errors(site, &ran, UNITS), [""; 0]);
}

#[test]
fn a_plan_in_two_columns_and_broken_lines_is_read_whole() {
    let site = site().with("kh.txt", DEPARTMENT);
    let ran = import(&site, "kh.txt");
    let text = site.read("content/ke-hoach/k.md");
    for line in [
        "number: \"145/KH-SNV\"",
        "issuer: \"Sở Nội vụ tỉnh Sông Xanh\"",
        "issued: 12/02/2026",
        "  from: 01/02/2026",
        "  - {number: \"76/NQ-CP, Chính phủ, 15/7/2021\", role: căn cứ}",
        "  - \"Bám sát Kế hoạch cải cách hành chính năm 2026 của tỉnh Sông Xanh.\"",
        "    title: \"Cải cách thủ tục hành chính\"",
        "    quota: {n: 4, per: tháng}",
        "  - agency: phong-cai-cach-hanh-chinh",
        "        due: 15/12/2026",
        "  - \"Giám đốc, các PGĐ Sở\"",
        "  name: \"Lê Thị Hồng Hạnh\"",
        "  title: \"Phó Giám đốc\"",
        "  capacity: \"KT. Giám đốc\"",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
    assert_eq!(["  - id: ct-", "  - agency: "].map(|it| count(&text, it)), [2, 5], "{text}");
    assert_eq!(errors(site, &ran, UNITS), [""; 0]);
}

#[test]
fn agencies_on_one_line_each_get_the_task_and_the_head_of_a_division_signs() {
    let site = site().with("kh.txt", DIVISION);
    let ran = import(&site, "kh.txt");
    let text = site.read("content/ke-hoach/k.md");
    for line in [
        "issuer: \"Phòng Nội vụ huyện An Lạc\"",
        "issued: 05/3/2024",
        "  from: 01/3/2024",
        "  - \"Nâng cao nhận thức.\"",
        "    title: \"Cải cách tổ chức bộ máy\"",
        "        text: \"Tinh giản biên chế.\"",
        "  - agency: phong-van-hoa-va-thong-tin",
        "  - agency: trung-tam-van-hoa-thong-tin-va-the-thao",
        "  - agency: ubnd-cac-xa-thi-tran",
        "        due: 31/3/2024",
        "  - \"Từ nguồn ngân sách huyện.\"",
        "  name: \"Hoàng Thị Lan\"",
        "  title: \"Trưởng phòng\"",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
    assert_eq!(["  - id: ct-", "  - agency: "].map(|it| count(&text, it)), [1, 5], "{text}");
    assert!(ran.err.contains("chỉ có trong phần thân bài: 1. Tăng cường lãnh đạo"), "{}", ran.err);
    assert_eq!(errors(site, &ran, UNITS), [""; 0]);
}

#[test]
fn no_word_of_a_plan_is_lost() {
    for text in [COMMUNE, DEPARTMENT, DIVISION] {
        let site = SiteTest::empty().with("kh.txt", format!("{text}\n\nDòng không ai hiểu được 7431.\n"));
        let ran = site.run("import|plan|kh.txt");
        let mut had: BTreeMap<String, i32> = BTreeMap::new();
        let words = |text: &str| -> Vec<String> {
            let small = text.to_lowercase();
            small
                .split(|c: char| !c.is_alphanumeric())
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect()
        };
        for it in words(&ran.out) {
            *had.entry(it).or_default() += 1;
        }
        // The national title and the number of a page are no part of any plan.
        let own =
            text.lines().filter(|it| !it.contains("CỘNG H") && !it.contains("Độc lập") && it.trim() != "2");
        for word in own
            .flat_map(words)
            .filter(|it| !["đã", "ký", "kh", "số", "noi", "nơi", "nhận"].contains(&it.as_str()))
        {
            assert!(had.contains_key(&word), "{word} is nowhere in\n{}", ran.out);
        }
        assert!(ran.out.contains("Dòng không ai hiểu được 7431."), "{}", ran.out);
        assert!(ran.err.contains("Dòng không ai hiểu được 7431."), "{}", ran.err);
        assert!(ran.err.contains("không chạy trong thư mục của trang"), "{}", ran.err);
    }
}

/// A document with a letterhead in a table, numbers that Word counts, and who does what in a table.
fn document() -> Vec<u8> {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let n = |level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let table = |rows: &[&[&[&str]]]| {
        let cell = |it: &&[&str]| format!("<w:tc>{}</w:tc>", it.iter().map(|it| p(it)).collect::<String>());
        let row = |it: &&[&[&str]]| format!("<w:tr>{}</w:tr>", it.iter().map(cell).collect::<String>());
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
    };
    let body = [
        table(&[&[
            &["UBND TỈNH SÔNG XANH", "SỞ NỘI VỤ", "Số: 7/KH-SNV"],
            &[
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Sông Xanh, ngày 3 tháng 4 năm 2026",
            ],
        ]]),
        "<w:p><w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Tuyên truyền quý II năm 2026</w:t></w:r></w:p><w:p/>"
            .to_owned(),
        p("Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, Sở Nội vụ ban hành Kế hoạch như sau:"),
        n(0, "NỘI DUNG"),
        n(1, "Cải cách thể chế"),
        n(2, "Văn bản mới &amp; văn bản hết hiệu lực."),
        n(1, "Chuyển đổi số"),
        n(0, "PHÂN CÔNG"),
        table(&[
            &[&["STT"], &["Nhiệm vụ"], &["Đơn vị chủ trì"], &["Thời gian"], &["Phối hợp"], &["Sản phẩm"]],
            &[
                &["4"],
                &["Viết báo cáo"],
                &["Văn phòng Sở"],
                &["30/6/2026"],
                &["Trung tâm Tin học"],
                &["Báo cáo"],
            ],
            &[&["1"], &["Tổ chức hội nghị"], &["Văn phòng Sở"], &["Tháng 5/2026"]],
            &[&["3"], &["Phát 02 lượt/tuần trước ngày 30/2/2026"], &["Phòng Tổ chức", "Thanh tra Sở"], &[""]],
            &[&["2"], &["Viết bài | đăng trang"], &["Phòng Cải cách hành chính"], &["Thường xuyên"]],
        ]),
        table(&[&[&["Nơi nhận:", "- Như trên;", "- Lưu: VT."], &["GIÁM ĐỐC", "", "Trần Thị Mai"]]]),
    ]
    .concat();
    let document = format!("<w:document xmlns:w=\"x\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    let numbering = "<w:numbering xmlns:w=\"x\"><w:abstractNum w:abstractNumId=\"0\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl>\
        <w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let parts = [("word/document.xml", document.as_bytes()), ("word/numbering.xml", numbering.as_bytes())];
    pack(parts, jiff::civil::date(2026, 1, 1)).unwrap()
}

#[test]
fn a_document_of_word_is_read_with_its_numbers_and_tables() {
    let site = site().with("kh.docx", document());
    let ran = import(&site, "kh.docx");
    let text = site.read("content/ke-hoach/k.md");
    for line in [
        "title: \"Kế hoạch tuyên truyền quý II năm 2026\"",
        "number: \"7/KH-SNV\"",
        "issuer: \"Sở Nội vụ tỉnh Sông Xanh\"",
        "issued: 03/4/2026",
        "  from: 01/4/2026",
        "  to: 30/6/2026",
        "        text: \"Văn bản mới & văn bản hết hiệu lực.\"",
        "        text: \"Tổ chức hội nghị\"",
        "        due: 31/5/2026",
        "  name: \"Trần Thị Mai\"",
        "I. NỘI DUNG",
        "2. Chuyển đổi số",
        "| 2 | Viết bài \\| đăng trang | Phòng Cải cách hành chính | Thường xuyên | | |",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
    assert!(text.contains("text: \"Viết báo cáo\"\n        due: 30/6/2026"), "{text}");
    assert!(text.contains("trung-tam-tin-hoc"), "{text}");
    assert_eq!(count(&text, "  - agency: "), 5, "{text}");
    for said in [
        "không có ngày 30/2/2026",
        "định mức theo tuần",
        "các cột chỉ có trong phần thân bài: Sản phẩm",
        "thời hạn \"Thường xuyên\" không phải một ngày",
        "ở đầu văn bản không có trường riêng: UBND tỉnh Sông Xanh",
    ] {
        assert!(ran.err.contains(said), "{said} in {}", ran.err);
    }
    assert_eq!(errors(site, &ran, UNITS), [""; 0]);
}

#[test]
fn files_that_cannot_be_read_are_named_with_what_to_do() {
    let whole = document();
    let cases: &[(&str, &[u8], &str)] = &[
        ("a.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1], ".doc, .xls"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.docx", &whole[..whole.len() - 30], "bị hỏng"),
        ("b.docx", b"PK", "bị hỏng"),
        ("c.docx", "chữ".as_bytes(), "không phải .docx"),
        ("a.txt", b"K\xff ho", "UTF-8"),
    ];
    for (file, bytes, expected) in cases {
        let ran = SiteTest::empty().with(file, bytes).run(&format!("import|plan|{file}"));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{file}");
        assert!(ran.err.contains(expected) && ran.err.contains(file), "{}", ran.err);
    }
    let zeros = vec![b' '; 140 << 20];
    let bomb = pack([("word/document.xml", zeros.as_slice())], jiff::civil::date(2026, 1, 1)).unwrap();
    let ran = SiteTest::empty().with("a.docx", bomb).run("import|plan|a.docx");
    assert!(ran.code == 2 && ran.err.contains("quá lớn"), "{ran:?}");
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let site = site().with("kh.txt", COMMUNE).with("content/ke-hoach/k.md", "của tôi");
    let ran = site.run("import|plan|kh.txt|--out|content/ke-hoach/k.md");
    assert_eq!((ran.code, site.read("content/ke-hoach/k.md").as_str()), (2, "của tôi"));
}

#[test]
fn a_file_without_words_is_refused() {
    let site = SiteTest::empty().with("trong.txt", " \n\n");
    let ran = site.run("import|plan|trong.txt|--out|kh.md");
    assert!(ran.code == 2 && ran.err.contains("không có chữ nào"), "{ran:?}");
    assert!(!site.path("kh.md").exists());
}

#[test]
fn targets_in_numbers_are_read_as_they_are_counted() {
    let plan = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n\nI. MỤC ĐÍCH, YÊU CẦU\n- Nâng cao nhận thức.\n\n\
        II. CHỈ TIÊU\n- Mỗi tháng có ít nhất 04 lượt phát trên loa truyền thanh.\n- Sử dụng ít nhất 03 hình thức tuyên truyền.\n\
        - Mọi người đều biết.\n\nIII. NỘI DUNG\n1. Thủ tục hành chính\n";
    let site = site().with("kh.txt", plan);
    import(&site, "kh.txt");
    let text = site.read("content/ke-hoach/k.md");
    for lines in [
        "metric: count\n    form: loa\n    per: tháng\n    at_least: \"4\"\n",
        "metric: distinct_forms\n    at_least: \"3\"\n",
        "text: \"Mọi người đều biết.\"\n    metric: manual\nitems:",
    ] {
        assert!(text.contains(lines), "{lines}: {text}");
    }
}
