//! The small commands, and command lines that are not understood.

use crate::site_test::SiteTest;

#[test]
fn says_in_vietnamese_what_was_typed_wrong() {
    let site = SiteTest::empty();
    for (args, expected) in [
        ("buidl", "lỗi: không có lệnh \"buidl\"; có phải ý bạn là build?"),
        ("build|--formt|x", "lỗi: không hiểu \"--formt\"; có phải ý bạn là --format?"),
        (
            "check|--format|xml",
            "lỗi: --format <DẠNG> không nhận giá trị \"xml\"; các giá trị: text, json, sarif",
        ),
        (
            "check|--as-of|31/02/2025",
            "lỗi: --as-of <NGÀY> không nhận giá trị \"31/02/2025\"; viết như: 5/6/2025",
        ),
        ("new|article", "lỗi: thiếu <TIÊU ĐỀ>"),
        ("build|--jobs|0", "lỗi: --jobs <SỐ> không nhận giá trị \"0\""),
        ("build|--out", "lỗi: thiếu giá trị cho --out <THƯ MỤC>"),
        (
            "explain|front-matter-hask",
            "lỗi: không có mã \"front-matter-hask\"; có phải ý bạn là front-matter-hash?",
        ),
        (
            "schema|bai",
            "lỗi: không có loại \"bai\"; các loại: article, plan, document, procedure, question, event, indicator, page, config, co-quan",
        ),
    ] {
        let ran = site.run(args);
        assert!(ran.err.starts_with(expected), "{args}: {}", ran.err);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args}");
    }
    let ran = site.run("--lang|en|buidl");
    assert!(ran.err.starts_with("error: unrecognized subcommand 'buidl'"), "{}", ran.err);
}

#[test]
fn shows_help_and_version() {
    let site = SiteTest::empty();
    for args in ["--help", "build|--help", "-h"] {
        let ran = site.run(args);
        assert_eq!(ran.code, 0, "{args}");
        assert!(ran.out.contains("Cách dùng:") && ran.out.contains("Tùy chọn:"), "{}", ran.out);
        for english in ["Usage", "Options", "Commands", "Arguments", "Print", "[default", "[possible"] {
            assert!(!ran.out.contains(english), "{args}: {english} in {}", ran.out);
        }
    }
    for args in ["build", "check", "init", "new", "explain", "schema", "completions", ""] {
        let help = site.run(&format!("--lang|en|{args}|--help")).out;
        let named = help.replace("co-quan, chu-de…", "");
        assert!(named.is_ascii() && help.starts_with(char::is_uppercase), "{help}");
    }
    assert_eq!(site.run("--version").out, format!("bantin {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(site.run("").code, 2);
}

#[test]
fn explains_a_code_with_an_example() {
    let ran = SiteTest::empty().run("explain|front-matter-colon");
    assert!(ran.out.starts_with("front-matter-colon: Giá trị có dấu hai chấm\n\n"), "{}", ran.out);
    assert!(ran.out.ends_with("Đúng:\n\n    title: \"Kế hoạch: tuyên truyền\"\n"), "{}", ran.out);
    assert!(SiteTest::empty().run("explain").out.lines().count() > 20);
}

#[test]
fn completes_in_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = SiteTest::empty().run(&format!("completions|{shell}"));
        assert!(ran.out.contains("explain") && ran.code == 0, "{shell}");
    }
}

#[test]
fn describes_every_field_to_editors() {
    let schema: serde_json::Value =
        serde_json::from_str(&SiteTest::empty().run("schema|article").out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["properties"]["tiêu đề"]["$ref"], "#/properties/title");
}

#[test]
fn makes_a_new_file_where_it_belongs_and_never_overwrites() {
    let site = SiteTest::new(&[]);
    let ran = site.run("new|bài viết|Họp \"một cửa\"|--as-of|5/6/2025");
    let file = "content/tin-tuc/2025/06/hop-mot-cua.md";
    assert!(ran.out.trim_end().replace('\\', "/") == file, "{ran:?}");
    let text = site.read(file);
    assert!(text.starts_with("---\ntitle: \"Họp \\\"một cửa\\\"\"\ndate: 05/6/2025\n"), "{text}");
    assert_eq!(site.run("check").code, 0);

    let again = site.run("new|article|Họp một cửa|--as-of|5/6/2025");
    assert!(again.err.starts_with(&format!("lỗi: đã có tệp {file}")), "{}", again.err);
    assert_eq!((again.code, site.read(file)), (2, text));

    assert!(site.run("new|page|Liên hệ").out.trim_end().ends_with("lien-he.md"));
    assert_eq!(site.run("check").code, 0);
}

#[test]
fn asks_for_what_a_new_plan_still_lacks() {
    let site = SiteTest::new(&[]);
    site.run("new|plan|Kế hoạch 2026|--as-of|5/1/2026");
    let ran = site.run("check");
    let missing = ran.out.matches("[front-matter-missing-field]").count();
    assert!(missing >= 2 && ran.out.contains("trường \"issuer\" còn trống"), "{}", ran.out);
}
