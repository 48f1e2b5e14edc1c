//! `bantin check --fix`, and what is shown of findings that are only worth knowing.

use serde_json::Value;

use crate::site_test::SiteTest;

const FRONT: &str = "---\r\ntitle: Một cửa\r\ndate: 5/6/2025\r\nvăn bản: ['468/QÐ–TTg']\r\n---\r\n";
const TEXT: &str = "Tie\u{302}\u{301}ng: số 63/2010/NÐ-CP, **76 /NQ–CP**, `63/2010/NÐ-CP`.\r\n\r\n\
                    - [Nghị quyết 76/NQ-СР](https://a.vn/76/NQ-СР)\r\n- nđ 63/2010/nđ-cp\r\n\
                    - 5/2020/QĐ-ĐUBA\u{300}\r\n";

const REGISTER: &str =
    "number;type;issuer;issued;title\n468/QÐ-TTg;Quyết định;Thủ tướng Chính phủ;27/3/2021;Việc này\n";

fn site() -> SiteTest {
    SiteTest::new(&[("tin-tuc/a.md", &format!("\u{feff}{FRONT}{TEXT}")), ("van-ban/b.csv", REGISTER)])
}

#[test]
fn corrects_numbers_and_no_other_byte() {
    let site = site();
    let ran = site.run("check|--fix");
    assert_eq!(
        ran.out,
        "content/tin-tuc/a.md:4:12: 468/QÐ–TTg → 468/QĐ-TTg
content/tin-tuc/a.md:6:11: 63/2010/NÐ-CP → 63/2010/NĐ-CP
content/tin-tuc/a.md:6:28: 76 /NQ–CP → 76/NQ-CP
content/tin-tuc/a.md:8:15: 76/NQ-СР → 76/NQ-CP
content/tin-tuc/a.md:10:3: 5/2020/QĐ-ĐUBA\u{300} → 5/2020/QĐ-ĐUBÀ
content/van-ban/b.csv:2:1: 468/QÐ-TTg → 468/QĐ-TTg
"
    );
    assert!(ran.err.starts_with("Đã sửa 6 số ký hiệu\nĐã kiểm tra "), "{}", ran.err);
    assert_eq!(ran.code, 0);
    let front = FRONT.replace("QÐ–TTg", "QĐ-TTg");
    let text = TEXT
        .replacen("NÐ-CP", "NĐ-CP", 1)
        .replace("76 /NQ–CP", "76/NQ-CP")
        .replacen("NQ-СР", "NQ-CP", 1)
        .replace("UBA\u{300}", "UBÀ");
    assert_eq!(site.read("content/tin-tuc/a.md"), format!("\u{feff}{front}{text}"));
    assert_eq!(site.read("content/van-ban/b.csv"), REGISTER.replace('Ð', "Đ"));

    let again = site.run("check|--fix|--format|json");
    let object: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(object["fixed"], Value::Array(Vec::new()));
    assert_eq!(site.read("content/tin-tuc/a.md"), format!("\u{feff}{front}{text}"));
    let names: Vec<_> = std::fs::read_dir(site.path("content/tin-tuc")).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing is left behind");
}

#[test]
fn counts_what_is_worth_knowing_and_shows_it_when_asked() {
    let site = site();
    let ran = site.run("check");
    assert_eq!(ran.out, "");
    assert!(ran.err.contains(" thông tin (xem bằng: bantin check --all) — "), "{}", ran.err);
    let ran = site.run("check|--all");
    assert!(ran.out.contains("[legal-codepoint]") && ran.out.contains("viết 63/2010/NĐ-CP"), "{}", ran.out);
    assert!(!ran.err.contains("--all"), "{}", ran.err);
    let object: Value = serde_json::from_str(&site.run("check|--format|json").out).unwrap();
    let codes = object["findings"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap());
    assert!(codes.into_iter().any(|it| it == "legal-codepoint"));
}
