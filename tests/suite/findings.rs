//! What the officer sees of a mistake: in words, as JSON and as SARIF; and the exit code.

use serde_json::Value;

use crate::site_test::SiteTest;

const WRONG: &[(&str, &str)] =
    &[("tin-tuc/a.md", "---\ntitle: Một cửa\ndate: 5/6/2025\ntite: x\n---\nThân bài\n")];

#[test]
fn shows_the_line_the_place_and_what_to_do() {
    let ran = SiteTest::new(WRONG).run("check");
    assert_eq!(
        ran.out,
        "lỗi[front-matter-unknown-key]: không có trường \"tite\"
 --> content/tin-tuc/a.md:4:1
  |
4 | tite: x
  | ^^^^
  |
  = gợi ý: có phải ý bạn là \"title\"?
"
    );
    assert!(ran.err.starts_with("Đã kiểm tra ") && ran.err.contains(" trang: 1 lỗi — "), "{}", ran.err);
    assert_eq!(ran.code, 1);
}

#[test]
fn speaks_english_when_asked() {
    let site = SiteTest::new(WRONG);
    for ran in [site.run("check|--lang|en"), site.run("--lang=en|check")] {
        assert!(ran.out.contains("= help: did you mean \"title\"?"), "{}", ran.out);
        assert!(ran.err.starts_with("Checked ") && ran.err.contains(" pages: 1 error — "), "{}", ran.err);
    }
    let output = site.command().arg("check").env("LANG", "en_US.UTF-8").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("Checked "));
}

#[test]
fn gives_json_to_programs() {
    let ran = SiteTest::new(WRONG).run("check|--format|json");
    let object: Value = serde_json::from_str(&ran.out).unwrap();
    let finding = &object["findings"][0];
    assert_eq!(finding["code"], "front-matter-unknown-key");
    assert_eq!((&finding["file"], &finding["line"]), (&"content/tin-tuc/a.md".into(), &4.into()));
    assert_eq!((&finding["severity"], &finding["column"]), (&"error".into(), &1.into()));
    assert_eq!(finding["message"], "không có trường \"tite\"");
    assert_eq!(finding["help"], "có phải ý bạn là \"title\"?");
    assert_eq!((ran.code, object.as_object().unwrap().len()), (1, 1));
    let ran = SiteTest::new(WRONG).run("check|--format|json|--lang|en");
    let object: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(object["findings"][0]["message"], "there is no field \"tite\"");
    // A finding about no file says so, and an empty list is a list.
    let ran = SiteTest::empty().run("check|--format|json");
    let object: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&object["findings"][0]["file"], &object["findings"][0]["line"]),
        (&Value::Null, &Value::Null)
    );
    let ran = SiteTest::new(&[]).run("check|--format|json");
    assert_eq!((ran.out.as_str(), ran.code), ("{\n  \"findings\": []\n}\n", 0));
}

#[test]
fn counts_pages_and_files_in_the_json_of_a_build() {
    let ran = SiteTest::new(&[]).run("build|--format|json");
    let object: Value = serde_json::from_str(&ran.out).unwrap();
    let keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["findings", "pages", "written", "removed", "unchanged", "millis"]);
}

#[test]
fn gives_sarif_to_code_hosts() {
    let ran = SiteTest::new(WRONG).run("check|--format=sarif");
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let (driver, result) = (&log["runs"][0]["tool"]["driver"], &log["runs"][0]["results"][0]);
    assert_eq!(log["$schema"], "https://json.schemastore.org/sarif-2.1.0.json");
    assert_eq!((&driver["name"], &result["ruleId"]), (&"bantin".into(), &"front-matter-unknown-key".into()));
    assert_eq!((&result["level"], result["message"]["text"].is_string()), (&"error".into(), true));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/tin-tuc/a.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&4.into(), &1.into()));
}

#[test]
fn takes_severities_from_the_settings() {
    let settings = "title: T\nbase_url: https://a.vn/\nseverity:\n  front-matter-unknown-key: warning\n";
    let ran = SiteTest::new(WRONG).with("bantin.yaml", settings).run("check");
    assert!(ran.out.starts_with("cảnh báo[front-matter-unknown-key]"), "{}", ran.out);
    assert_eq!(ran.code, 0);
    let settings = settings.replace("unknown-key: warning", "unknow-key: off");
    let ran = SiteTest::new(&[]).with("bantin.yaml", settings).run("check");
    assert!(ran.out.contains("có phải ý bạn là front-matter-unknown-key?"), "{}", ran.out);
}

#[test]
fn says_what_to_do_without_a_site() {
    let ran = SiteTest::empty().run("check");
    assert!(ran.out.contains("[config-missing]") && ran.out.contains("bantin init"), "{}", ran.out);
    assert_eq!(ran.code, 1);
    let ran = SiteTest::empty().run("check|--root|khong-co");
    assert!(ran.err.starts_with("lỗi: không đọc được khong-co"), "{}", ran.err);
    assert_eq!(ran.code, 3);
}

#[test]
fn a_build_shows_the_first_warnings_and_says_where_the_others_are() {
    let file = |at: usize| {
        (
            format!("content/tin-tuc/a{at}.md"),
            format!("---\ntitle: Bài {at}\ndate: 2025-01-01\ntite: x\n---\n"),
        )
    };
    let site = (0..25).map(file).fold(SiteTest::new(&[]), |site, (name, text)| site.with(&name, text)).with(
        "bantin.yaml",
        "title: Trang\nbase_url: https://thu.example.vn/\nseverity: {front-matter-unknown-key: warning}\n",
    );
    let warnings = |out: &str| out.matches("cảnh báo[front-matter-unknown-key]").count();
    let built = site.run("build");
    assert_eq!((built.code, warnings(&built.out)), (0, 20), "{built:?}");
    assert!(built.err.contains("25 cảnh báo (xem hết bằng: bantin check)"), "{}", built.err);
    assert_eq!(warnings(&site.run("check").out), 25);
}
