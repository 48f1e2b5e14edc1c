//! Nothing of an entry that is not shown is in the site: neither in a file nor in the name of one.

use crate::{site_test::SiteTest, tree::Tree};

/// Every place of `tree` that holds the word, in letters as typed, percent-encoded or in a name.
fn places(tree: &Tree, word: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| bytes.windows(word.len()).any(|it| it.eq_ignore_ascii_case(word.as_bytes()));
    tree.iter()
        .filter(|(name, bytes)| holds(name.as_bytes()) || holds(bytes))
        .map(|it| it.0.clone())
        .collect()
}

/// A site whose entries of every kind hold the word `zqcanary`, with `line` in the front matter of each.
fn site_with(line: &str) -> SiteTest {
    let of = |kind: &str| {
        format!(
            "---\ntitle: Tiêu đề zqcanary {kind}\nsummary: Tóm tắt zqcanary\ntags: [zqcanary]\n{line}\n\
             image: {{src: /hinh/zqcanary-{kind}.svg, alt: zqcanary}}\nattachments: [{{file: \"/tệp/zqcanary {kind} đính.txt\"}}]\n\
             aliases: [/cu/zqcanary-{kind}/]\nextra: {{a: zqcanary}}\n"
        )
    };
    let body = "---\n\n## Mục zqcanary\n\nThân bài zqcanary, theo Nghị định số 999/2020/NĐ-CP, xem [mật](/tệp/zqcanary%20trong%20bài.txt).\n";
    let site = SiteTest::new(&[
        ("danh-muc/chu-de.yaml", "- {id: mot-cua, title: Một cửa}\n- {id: chi-bai-an, title: Chỉ bài ẩn}\n"),
        (
            "danh-muc/co-quan.yaml",
            "- {id: xa-binh-an, name: UBND xã Bình An}\n- {id: chi-an, name: Đơn vị ẩn}\n",
        ),
        ("danh-muc/tac-gia.yaml", "- {id: minh-anh, name: Minh Anh}\n"),
        ("danh-muc/noi-dung.yaml", "- {id: the-che, title: Thể chế}\n"),
        (
            "tin-tuc/hien.md",
            "---\ntitle: Bài hiện\ndate: 5/6/2025\ntopics: [mot-cua]\nagency: xa-binh-an\n---\n\nXem [ẩn](an-zqcanary.md), [văn bản](/van-ban/an-zqcanary/) và [kế hoạch](../ke-hoach/kh-zqcanary.md).\n",
        ),
        (
            "van-ban/hien.md",
            "---\ntitle: Về một cửa\nnumber: 1/2020/NĐ-CP\ntype: Nghị định\nissuer: Chính phủ\nissued: 1/1/2020\n---\n",
        ),
    ]);
    let mut site = site
        .with(
            "content/tin-tuc/an-zqcanary.md",
            of("bai") + "date: 6/6/2025\ntopics: [mot-cua, chi-bai-an]\nagency: chi-an\nauthor: minh-anh\nlegal_references: [1/2020/NĐ-CP]\n" + body,
        )
        .with("content/an-zqcanary.md", of("trang") + body)
        .with(
            "content/van-ban/an-zqcanary.md",
            of("vb") + "number: 2/2020/NĐ-CP\ntype: Nghị định\nissuer: Chính phủ\nissued: 2/1/2020\nknown_as: [Nghị định zqcanary]\nrelations: [{type: amends, document: 1/2020/NĐ-CP}]\n" + body,
        )
        .with(
            "content/ke-hoach/kh-zqcanary.md",
            of("kh") + "issuer: xa-binh-an\nperiod: {from: 1/1/2025, to: 31/12/2025}\nitems: [{id: i1, title: zqcanary, area: the-che}]\n" + body,
        )
        .with("content/tệp/zqcanary trong bài.txt", "zqcanary");
    for kind in ["bai", "trang", "vb", "kh"] {
        site = site
            .with(&format!("content/hinh/zqcanary-{kind}.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .with(&format!("content/tệp/zqcanary {kind} đính.txt"), "zqcanary");
    }
    site
}

#[test]
fn drafts_future_and_expired_entries_leave_no_trace() {
    let hidden = ["draft: true", "publish_at: 1/3/2026 08:00", "expires_at: 1/9/2025", "nháp: có"];
    for line in hidden {
        let site = site_with(line);
        let ran = site.run("build|--as-of|2025-12-31 12:00");
        assert_eq!(ran.code, 0, "{line}: {ran:?}");
        assert_eq!(places(&site.tree(), "zqcanary"), [""; 0], "{line}");
    }
    // The same words are there when nothing hides them.
    let site = site_with("draft: false");
    let ran = site.run("build|--as-of|2025-12-31 12:00");
    assert_eq!(ran.code, 0, "{}", ran.out);
    let places = places(&site.tree(), "zqcanary");
    for name in
        ["tin-tuc/an-zqcanary/index.html", "feed.xml", "hinh/zqcanary-kh.svg", "tệp/zqcanary vb đính.txt"]
    {
        assert!(places.contains(&name.to_owned()), "{name} in {places:?}");
    }
}

#[test]
fn an_entry_that_is_hidden_again_is_removed_with_its_files() {
    let site = site_with("draft: false");
    site.run("build|--as-of|31/12/2025");
    assert!(!places(&site.tree(), "zqcanary").is_empty());
    let names =
        ["an-zqcanary.md", "tin-tuc/an-zqcanary.md", "van-ban/an-zqcanary.md", "ke-hoach/kh-zqcanary.md"];
    let site = names.iter().fold(site, |site, name| {
        let name = format!("content/{name}");
        let text = site.read(&name).replace("draft: false", "draft: true");
        site.with(&name, text)
    });
    assert_eq!(site.run("build|--as-of|31/12/2025").code, 0);
    assert_eq!(places(&site.tree(), "zqcanary"), [""; 0]);
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let site = site_with("draft: true");
    site.run("build|--drafts|--as-of|31/12/2025");
    assert!(site.tree().contains_key("tin-tuc/an-zqcanary/index.html"));
    site.run("build|--as-of|31/12/2025");
    assert_eq!(places(&site.tree(), "zqcanary"), [""; 0]);
}

#[test]
fn an_article_appears_and_goes_at_its_minute() {
    let site = SiteTest::new(&[(
        "tin-tuc/a.md",
        "---\ntitle: Một\ndate: 5/6/2025\npublish_at: 5/6/2025 16h40\nexpires_at: 6/6/2025 08:00\n---\n",
    )]);
    let shown = |as_of: &str| {
        site.run(&format!("build|--as-of|{as_of}"));
        site.tree().contains_key("tin-tuc/a/index.html")
    };
    for (as_of, expected) in [
        ("2025-06-05 16:39", false),
        ("2025-06-05 16:40", true),
        ("2025-06-06 07:59", true),
        ("2025-06-06 08:00", false),
        ("2025-06-05", true),
        ("2025-06-04", false),
    ] {
        assert_eq!(shown(as_of), expected, "{as_of}");
    }
}

#[test]
fn a_file_that_a_shown_page_uses_too_stays() {
    let site = SiteTest::new(&[
        ("tệp/mẫu đơn.txt", "mẫu"),
        ("tin-tuc/a.md", "---\ntitle: Một\ndate: 5/6/2025\n---\nXem [mẫu](/tệp/mẫu%20đơn.txt#x).\n"),
        (
            "tin-tuc/b.md",
            "---\ntitle: Hai\ndate: 5/6/2025\ndraft: true\nattachments: [/tệp/mẫu đơn.txt]\n---\n",
        ),
    ]);
    assert_eq!(site.run("build").code, 0);
    assert!(site.tree().contains_key("tệp/mẫu đơn.txt"), "{:?}", site.tree().keys());
}

#[test]
fn what_cannot_be_read_about_its_time_is_not_shown() {
    for line in [
        "hẹn đăng: 31/11/2026",
        "hẹn đăng: 10/12/26",
        "publish_at: sáng mai",
        "publish_at:",
        "hẹn đang: 10/12/2026",
        "draft: rồi",
        "nháp:",
        "bản nháp: true",
        "draft: false\nnháp: true",
        "expires_at: hôm qua",
        "withdrawn:",
        "thu hồi: 5/6/2026",
        "withdrawn: {date: 1/2/2026, reason: {Sai số liệu}}",
        "withdrawn: {date: hôm qua, reason: Sai số liệu}",
    ] {
        let site = site_with(line);
        let ran = site.run("build|--as-of|1/3/2026");
        assert_eq!(ran.code, i32::from(!line.ends_with(':')), "{line}: {}", ran.out);
        assert!(ran.out.contains("front-matter-held-back"), "{line}: {}", ran.out);
        assert_eq!(places(&site.tree(), "zqcanary"), [""; 0], "{line}");
    }
}

#[test]
fn a_slip_in_a_page_that_is_online_leaves_it_online() {
    let page = |line: &str| format!("---\ntitle: Một cửa\ndate: 5/6/2025\n{line}---\n\nThân bài.\n");
    let site = SiteTest::new(&[("tin-tuc/a.md", &page("")), ("tin-tuc/b.md", &page("slug: b\n"))]);
    assert_eq!(site.run("build|--as-of|1/3/2026").code, 0);
    let before = site.read("public/tin-tuc/a/index.html");
    let site = site.with("content/tin-tuc/a.md", page("hẹn đăng: 31/11/2026\n"));
    assert_eq!(site.run("build|--as-of|1/3/2026").code, 1);
    assert_eq!(site.read("public/tin-tuc/a/index.html"), before);
}

#[test]
fn a_page_saved_under_a_wrong_ending_is_not_published() {
    let page = "---\ntitle: Mật zqcanary\ndate: 5/6/2025\ndraft: true\n---\n\nThân bài zqcanary.\n";
    let site = SiteTest::new(&[("tin-tuc/zqcanary.md.txt", page)]);
    let ran = site.run("build|--as-of|1/3/2026");
    assert!(ran.out.contains("đổi tên thành content/tin-tuc/zqcanary.md"), "{}", ran.out);
    assert_eq!(places(&site.tree(), "zqcanary"), [""; 0]);
}
