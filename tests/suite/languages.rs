//! Pages in several languages.

use crate::site_test::SiteTest;

fn page(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2025-06-05\n{more}---\n\nText.\n")
}

#[test]
fn translations_lead_to_each_other() {
    let site = SiteTest::new(&[
        ("tin-tuc/mot-cua.md", &page("Một cửa", "")),
        ("tin-tuc/one-stop.md", &page("One stop", "language: en\ntranslation_of: mot-cua.md\n")),
        ("tin-tuc/guichet.md", &page("Guichet unique", "ngôn ngữ: fr\nbản dịch của: /tin-tuc/mot-cua/\n")),
        ("tin-tuc/khac.md", &page("Bài khác", "")),
    ]);
    assert_eq!(site.run("build|--as-of|2026-01-31").code, 0);
    let alternates = |page: &str| -> Vec<String> {
        let page = site.read(&format!("public/tin-tuc/{page}/index.html"));
        let links = page.lines().filter(|it| it.starts_with("<link rel=\"alternate\" hreflang"));
        links.map(|it| it.split('"').skip(3).step_by(2).take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    let base = "https://thu.example.vn/tin-tuc";
    let expected = [
        format!("vi {base}/mot-cua/"),
        format!("x-default {base}/mot-cua/"),
        format!("fr {base}/guichet/"),
        format!("en {base}/one-stop/"),
    ];
    for page in ["mot-cua", "one-stop", "guichet"] {
        assert_eq!(alternates(page), expected, "{page}");
    }
    assert!(alternates("khac").is_empty());
    let english = site.read("public/tin-tuc/one-stop/index.html");
    assert!(english.contains("<html lang=\"en\">") && english.contains("Share, cite"), "{english}");
    assert!(english.contains("lang=\"vi\" hreflang=\"vi\" rel=\"alternate\">Tiếng Việt</a>"), "{english}");
    assert!(!english.contains(">English</a>"), "not to itself");
}

#[test]
fn a_translation_that_cannot_be_joined_is_told() {
    let check = |more: &str, said: &[&str]| {
        let site = SiteTest::new(&[
            ("tin-tuc/goc.md", &page("Bài gốc", "")),
            ("tin-tuc/dich.md", &page("First", "language: en\ntranslation_of: goc.md\n")),
            ("tin-tuc/hai.md", &page("Second", more)),
        ]);
        let ran = site.run("check");
        assert_eq!(ran.code, 1, "{ran:?}");
        for it in said {
            assert!(ran.out.contains(it), "{it} is missing in {}", ran.out);
        }
    };
    check("language: en\ntranslation_of: goc.md\n", &["đã có bài bằng ngôn ngữ \"en\"", "hai.md:5:17"]);
    check("translation_of: goc.md\n", &["đã có bài bằng ngôn ngữ \"vi\""]);
    check("language: fr\ntranslation_of: dich.md\n", &["\"dich.md\" cũng là bản dịch"]);
    check("language: fr\ntranslation_of: hai.md\n", &["không phải một bài khác"]);
    check("language: fr\ntranslation_of: khong-co.md\n", &["link-broken"]);
}
