//! `bantin legal`: the register from a terminal.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::site_test::SiteTest;

const TABLE: &str = "number,type,issuer,issued,title,effective,relations\n\
    61/2018/NĐ-CP,Nghị định,Chính phủ,2018-04-23,Về cơ chế một cửa,2018-06-21,\n\
    118/2025/NĐ-CP,Nghị định,Chính phủ,2025-06-09,Về bộ phận một cửa,2025-06-14,replaces: 61/2018/NĐ-CP\n\
    468/QĐ-TTg,Quyết định,Thủ tướng Chính phủ,2011-03-30,Việc cũ,,\n\
    468/QĐ-TTg,Quyết định,Thủ tướng Chính phủ,2021-03-27,Đổi mới một cửa,,implements: 61/2018/NĐ-CP\n\
    15/KH-UBND,Kế hoạch,UBND tỉnh Hà Nam,2021-01-21,Tuyên truyền,,\n\
    15/KH-UBND,Kế hoạch,UBND tỉnh Nam Định,2021-02-03,Tuyên truyền,,\n";

const ARTICLE: &str =
    "---\ntitle: Một cửa\ndate: 1/7/2019\n---\n\nTheo khoản 1 Điều 2 Nghị định số 61/2018/NĐ-CP.\n";

fn site() -> SiteTest {
    SiteTest::new(&[("van-ban/danh-muc.csv", TABLE), ("tin-tuc/a.md", ARTICLE)])
}

/// The lines that `legal scan --jsonl` prints for `input`, and its exit code.
fn stream(site: &SiteTest, input: &[u8]) -> (Vec<Value>, i32) {
    let mut child = site
        .command()
        .args(["legal", "scan", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (text.lines().map(|it| serde_json::from_str(it).unwrap()).collect(), output.status.code().unwrap())
}

#[test]
fn a_stream_is_answered_line_by_line_with_offsets_in_characters() {
    let input = "{\"id\":7,\"text\":\"Đề nghị: Nghị định số 118/2025/NÐ–CP ngày 09/6/2025 của Chính phủ\"}\n\n\
        {\"id\":\"k\",\"text\":\"Theo **Kế hoạch số** 15/KH-UBND.\",\"format\":\"markdown\",\"date\":\"2022-01-01\",\"place\":\"Hà Nam\"}\n";
    let (lines, code) = stream(&site(), input.as_bytes());
    assert_eq!((lines.len(), code), (2, 0));
    let cite = &lines[0]["citations"][0];
    let expected = serde_json::json!({
        "start": 9, "end": 36, "text": "Nghị định số 118/2025/NÐ–CP", "kind": "numbered", "type": "nghị định",
        "number": "118/2025/NĐ-CP", "date": "2025-06-09", "issuer": "Chính phủ", "pinpoint": null,
        "document": "nghi-dinh-118-2025-nd-cp", "flags": cite["flags"],
    });
    assert_eq!((&lines[0]["id"], cite), (&Value::from(7), &expected));
    assert!(cite["flags"].as_array().unwrap().contains(&"eth".into()), "{cite}");
    let cite = &lines[1]["citations"][0];
    assert_eq!((&cite["start"], &cite["end"]), (&7.into(), &31.into()));
    assert_eq!(cite["text"], "Kế hoạch số** 15/KH-UBND");
    assert_eq!(cite["document"], "ke-hoach-15-kh-ubnd-ha-nam-2021");
}

#[test]
fn a_bad_line_of_a_stream_is_reported_and_the_others_answered() {
    let input = b"\xef\xbb\xbf{\"id\":1,\"text\":\"76/NQ-CP\"}\r\nnot json\n\xff\xfe\n{\"id\":2}\n[1]\n\
        {\"id\":3,\"text\":\"\",\"date\":\"31/2\"}\n{\"id\":4,\"text\":\"\"}";
    let (lines, code) = stream(&SiteTest::empty(), input);
    let ids: Vec<(bool, &Value)> = lines.iter().map(|it| (it["error"].is_string(), &it["id"])).collect();
    let null = &Value::Null;
    let bad = (true, null);
    assert_eq!(ids, [(false, &1.into()), bad, bad, bad, bad, bad, (false, &4.into())]);
    assert_eq!((code, &lines[0]["citations"][0]["document"]), (1, null));
}

#[test]
fn files_are_scanned_with_line_and_column() {
    let site = site().with("ghi chú.txt", "Một.\r\n\r\n  Theo Nghị định\r\nsố 61/2018/NĐ-CP.\r\n");
    let ran = site.run("legal|scan|ghi chú.txt|content/tin-tuc/a.md");
    let lines: Vec<Vec<&str>> = ran.out.lines().map(|it| it.split("  ").map(str::trim).collect()).collect();
    let words = |n: usize| lines[n].iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>();
    let id = "nghi-dinh-61-2018-nd-cp";
    assert_eq!(
        words(0),
        ["ghi chú.txt:3:8", "Nghị định số 61/2018/NĐ-CP", "có số", "61/2018/NĐ-CP", "–", "–", id]
    );
    assert_eq!(words(1)[..2], ["content/tin-tuc/a.md:6:6", "khoản 1 Điều 2 Nghị định số 61/2018/NĐ-CP"]);
    let json: Value = serde_json::from_str(&site.run("legal|scan|ghi chú.txt|--format|json").out).unwrap();
    assert_eq!((&json[0]["line"], &json[0]["start"]), (&3.into(), &15.into()));
    let missing = site.run("legal|scan|không có.txt");
    assert_eq!(missing.code, 3, "{missing:?}");
    assert_eq!(site.run("legal|scan").code, 2);
}

#[test]
fn a_document_is_shown_with_its_state_relations_and_readers() {
    let ran = site().run("legal|show|61/2018/nd-cp|--as-of|1/1/2026");
    for expected in [
        "Nghị định số 61/2018/NĐ-CP\n",
        "hết hiệu lực từ ngày 14/6/2025, được thay thế bởi Nghị định số 118/2025/NĐ-CP.",
        "Được thay thế bởi:\n    - Nghị định số 118/2025/NĐ-CP [nghi-dinh-118-2025-nd-cp]",
        "Được triển khai bởi:\n    - Quyết định số 468/QĐ-TTg [quyet-dinh-468-qd-ttg-2021]",
        "Tin, bài nhắc đến (1):\n    - 01/7/2019  Một cửa\n      content/tin-tuc/a.md\n      khoản 1 Điều 2\n",
    ] {
        assert!(ran.out.contains(expected), "{expected:?} in {}", ran.out);
    }
    let before = site().run("legal|show|61/2018/NĐ-CP|--as-of|1/1/2020|--lang|en").out;
    assert!(before.contains("In force") && before.contains("Replaced by:"), "{before}");
    let both = site().run("legal|show|468/QĐ-TTg").out;
    assert_eq!(both.matches("Quyết định số 468/QĐ-TTg\n").count(), 2, "{both}");
    let none = site().run("legal|show|61/2019/NĐ-CP");
    assert!(none.err.contains("có phải ý bạn là 61/2018/NĐ-CP?") && none.code == 2, "{none:?}");
}

#[test]
fn the_register_is_listed_by_what_is_asked() {
    let site = site();
    let numbers = |args: &str| {
        let ran = site.run(&format!("legal|list|--as-of|1/1/2026|--format|json{args}"));
        let all: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
        all.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(numbers("").len(), 6);
    assert_eq!(numbers("|--state|đã được thay thế"), ["nghi-dinh-61-2018-nd-cp"]);
    assert_eq!(numbers("|--type|quyết định|--year|2011"), ["quyet-dinh-468-qd-ttg-2011"]);
    assert_eq!(numbers("|--place|Nam Định"), ["ke-hoach-15-kh-ubnd-nam-dinh-2021"]);
    assert_eq!(numbers("|--issuer|thu tuong").len(), 2);
    let text = site.run("legal|list|--type|KH").out;
    assert!(text.starts_with("SỐ, KÝ HIỆU  LOẠI"), "{text}");
    let csv = site.run("legal|list|--format|csv").out;
    assert!(csv.starts_with("\u{feff}id,number,type,issuer,"), "{csv}");
    assert_eq!(site.run("legal|list|--state|tốt").code, 2);
}

#[test]
fn a_citation_becomes_a_document_that_is_never_overwritten() {
    let site = site();
    let sentence =
        "Thực hiện Kế hoạch số 855/KH-UBND ngày 28/02/2024 của UBND tỉnh Ninh Thuận về tuyên truyền năm 2024";
    let ran = site.run(&format!("legal|add|{sentence}"));
    let file = "content/van-ban/ke-hoach-855-kh-ubnd-ninh-thuan-2024.md";
    assert_eq!((ran.out.trim_end().replace('\\', "/").as_str(), ran.code), (file, 0), "{ran:?}");
    let text = site.read(file);
    assert!(text.contains("title: \"Về tuyên truyền năm 2024\"\n"), "{text}");
    assert_eq!(site.run("check").code, 0, "{}", site.run("check").out);
    let again = site.run(&format!("legal|add|{sentence}"));
    assert!(again.err.contains("danh mục đã có văn bản này") && again.code == 2, "{again:?}");

    let bare = site.run("legal|add|Nghị định 63/2010/NĐ-CP");
    assert!(bare.err.contains("Còn thiếu: cơ quan ban hành, ngày ban hành, trích yếu"), "{bare:?}");
    let twice = site.run("legal|add|Nghị định 63/2010/NĐ-CP");
    assert!(twice.err.contains("đã có tệp") && twice.code == 2, "{twice:?}");
    assert_eq!(site.run("legal|add|cải cách hành chính").code, 2);
}

#[test]
fn a_table_joins_the_register_whole_or_not_at_all() {
    let site = site()
        .with("moi.csv", "số ký hiệu;loại văn bản;cơ quan ban hành;ngày ban hành;trích yếu\n63/2010/NĐ-CP;Nghị định;Chính phủ;08/6/2010;Kiểm soát thủ tục\n")
        .with("trung.csv", "number,type,issuer,issued,title\n1/NQ-CP,Nghị quyết,Chính phủ,1/1/2020,Một\n061/2018/nd-cp,Nghị định,Chính phủ,23/4/2018,Hai\n1/NQ-CP,Nghị quyết,Chính phủ,1/1/2020,Ba\n")
        .with("sai.csv", "number,type,issuer,issued,title\n1/NQ-CP,Nghị quyếtt,Chính phủ,1/1/2020,Một\n");
    let ran = site.run("legal|import|moi.csv");
    assert_eq!(
        (ran.out.as_str(), ran.code),
        ("Đã thêm 1 văn bản vào content/van-ban/moi.csv\n", 0),
        "{ran:?}"
    );
    assert!(site.run("legal|show|63/2010/NĐ-CP").out.contains("Kiểm soát thủ tục"));

    let twice = site.run("legal|import|trung.csv");
    assert_eq!((twice.code, twice.err.matches("[table-duplicate]").count()), (1, 2), "{twice:?}");
    assert!(
        twice.err.contains("content/van-ban/danh-muc.csv:2") && twice.err.contains("trung.csv:2"),
        "{twice:?}"
    );
    let wrong = site.run("legal|import|sai.csv");
    assert!(wrong.err.contains("[document-type]") && wrong.code == 1, "{wrong:?}");
    assert!(
        !site.path("content/van-ban/trung.csv").exists() && !site.path("content/van-ban/sai.csv").exists()
    );

    let more = site.with(
        "moi.csv",
        "title,number,type,issuer,issued,lĩnh vực\n\"Hai, ba\",2/NQ-CP,Nghị quyết,Chính phủ,2/1/2020,CCHC\n",
    );
    assert_eq!(more.run("legal|import|moi.csv").code, 0);
    let text = more.read("content/van-ban/moi.csv");
    assert!(text.ends_with("2/NQ-CP;Nghị quyết;Chính phủ;2/1/2020;\"Hai, ba\";CCHC\n"), "{text}");
    assert_eq!(more.run("check").code, 0);
}

#[test]
fn relations_are_drawn_both_ways() {
    let site = site();
    let tree = site.run("legal|graph|118/2025/NĐ-CP").out;
    assert_eq!(
        tree,
        "Nghị định số 118/2025/NĐ-CP [nghi-dinh-118-2025-nd-cp]\n\
         └─ Thay thế: Nghị định số 61/2018/NĐ-CP [nghi-dinh-61-2018-nd-cp]\n   \
            └─ Được triển khai bởi: Quyết định số 468/QĐ-TTg [quyet-dinh-468-qd-ttg-2021]\n"
    );
    let near: Value =
        serde_json::from_str(&site.run("legal|graph|118/2025/NĐ-CP|--depth|1|--format|json").out).unwrap();
    assert_eq!(
        near["relations"],
        serde_json::json!([
            {"from": "nghi-dinh-118-2025-nd-cp", "type": "replaces", "to": "nghi-dinh-61-2018-nd-cp"},
        ])
    );
    let dot = site.run("legal|graph|nghi-dinh-61-2018-nd-cp|--format|dot|--lang|en").out;
    assert!(
        dot.contains("\"quyet-dinh-468-qd-ttg-2021\" -> \"nghi-dinh-61-2018-nd-cp\" [label=\"Implements\"]")
    );
    let several = site.run("legal|graph|468/QĐ-TTg");
    assert!(several.err.contains("quyet-dinh-468-qd-ttg-2011") && several.code == 2, "{several:?}");
}

#[test]
fn commands_say_where_a_site_is_missing() {
    for args in ["legal|show|1", "legal|list", "legal|add|76/NQ-CP", "legal|graph|1"] {
        let ran = SiteTest::empty().run(args);
        assert!(ran.err.contains("[config-missing]") && ran.code == 1, "{args}: {ran:?}");
    }
    for args in ["scan", "show", "list", "add", "import", "graph", ""] {
        let help = SiteTest::empty().run(&format!("--lang|en|legal|{args}|--help")).out;
        assert!(help.is_ascii() && help.contains("Usage: bantin legal"), "{help}");
        let help = SiteTest::empty().run(&format!("legal|{args}|--help")).out;
        assert!(
            help.contains("Cách dùng:") && !help.contains("Usage") && !help.contains("Arguments"),
            "{help}"
        );
    }
}
