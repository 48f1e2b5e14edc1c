//! Files that no test case can be written with: huge, deep, odd on disk.

use std::{fmt::Write, fs};

use crate::site_test::SiteTest;

const ARTICLE: &str = "---\ntitle: Một\ndate: 5/6/2025\n---\n";

/// Checks a site with one more file; what is printed begins with `expected`.
#[track_caller]
fn check(name: &str, text: impl AsRef<[u8]>, expected: &str) {
    let ran = SiteTest::new(&[]).with(&format!("content/{name}"), text).run("check");
    assert!(ran.out.starts_with(expected) && (!expected.is_empty() || ran.out.is_empty()), "{name}: {ran:?}");
    assert_eq!(ran.code, i32::from(expected.starts_with("lỗi")), "{name}: {ran:?}");
}

#[test]
fn huge_and_deep_front_matter_is_refused_soon() {
    let long = format!("---\ntitle: Một\ndate: 5/6/2025\nsummary: {}\n---\n", "một cửa ".repeat(130_000));
    check(
        "tin-tuc/a.md",
        long,
        "lỗi[front-matter-too-long]: phần đầu bài dài quá 1 MB\n --> content/tin-tuc/a.md:2:1\n",
    );
    let nested = (0..5_000).fold(String::new(), |mut text, level| {
        writeln!(text, "{}a:", " ".repeat(level % 200)).unwrap();
        text
    });
    check("tin-tuc/a.md", format!("---\ntitle: Một\nextra:\n{nested}\n---\n"), "lỗi[");
    let brackets = format!("---\ntitle: Một\nextra: {}\n---\n", "[".repeat(200_000));
    check(
        "tin-tuc/a.md",
        brackets,
        "lỗi[front-matter-yaml]: lồng nhau quá sâu\n --> content/tin-tuc/a.md:3:",
    );
    let braces = format!("---\ntitle: Một\nextra: {}\n---\n", "{a: ".repeat(50_000));
    check(
        "tin-tuc/a.md",
        braces,
        "lỗi[front-matter-yaml]: lồng nhau quá 48 tầng\n --> content/tin-tuc/a.md:3:",
    );
    let deep = (0..60).fold(String::new(), |mut text, level| {
        writeln!(text, "{}a:", " ".repeat(level)).unwrap();
        text
    });
    check(
        "tin-tuc/a.md",
        format!("---\ntitle: Một\nextra:\n {}\n---\n", deep.replace('\n', "\n ")),
        "lỗi[front-matter-yaml]: lồng nhau quá 48 tầng\n",
    );
    let quotes = format!("{ARTICLE}{}", "> ".repeat(20_000));
    check("tin-tuc/a.md", quotes, "");
    let lists = format!("{ARTICLE}{}x", "- ".repeat(5_000));
    check("tin-tuc/a.md", lists, "");
}

#[test]
fn many_anchors_do_not_explode() {
    let mut text = "---\ntitle: Một\ndate: 5/6/2025\nextra:\n  a0: &a0 hahaha\n".to_owned();
    for level in 1..40 {
        let before = format!("*a{}", level - 1);
        writeln!(text, "  a{level}: &a{level} [{}]", vec![before; 10].join(", ")).unwrap();
    }
    check("tin-tuc/a.md", text + "---\n", "lỗi[front-matter-yaml]: dấu * ở đầu giá trị");
}

#[test]
fn names_of_files_need_not_be_plain() {
    let long = "a".repeat(190);
    check(&format!("tin-tuc/{long}.md"), ARTICLE, "");
    let too_long = "a".repeat(210);
    check(&format!("tin-tuc/{too_long}.md"), ARTICLE, "lỗi[url-invalid]: địa chỉ \"/tin-tuc/aaa");
    check(&format!("tin-tuc/{}.png", "đ".repeat(110)), "x", "lỗi[file-name]: không đăng được tệp");
    check("tin-tuc/a b.md", ARTICLE, "");
    check("tin-tuc/Đất đai.md", ARTICLE, "");
    check("tin-tuc/a:b?.png", "x", "lỗi[file-name]: không đăng được tệp \"content/tin-tuc/a:b?.png\"");
    check("tin-tuc/a.md/b.md", ARTICLE, "");
    check("tin-tuc/100%.pdf", "x", "");
    let site = SiteTest::new(&[("tin-tuc/Đất đai.md", ARTICLE), ("tin-tuc/a.md/b.md", ARTICLE)]);
    site.run("build");
    for name in ["tin-tuc/dat-dai/index.html", "tin-tuc/a.md/b/index.html"] {
        assert!(site.tree().contains_key(name), "{name} in {:?}", site.tree().keys());
    }
}

#[test]
fn the_same_name_in_two_unicode_forms_is_one_address() {
    let site = SiteTest::new(&[("tin-tuc/\u{1ea3}nh.md", ARTICLE), ("tin-tuc/a\u{309}nh.md", ARTICLE)]);
    let ran = site.run("check");
    assert!(ran.out.starts_with("lỗi[url-collision]: content/tin-tuc/ảnh.md"), "{ran:?}");
    let ran = SiteTest::new(&[("hinh/\u{1ea3}nh.png", "x"), ("hinh/a\u{309}nh.png", "y")]).run("check");
    assert!(ran.out.starts_with("lỗi[file-name]: hai tệp cùng tên content/hinh/ảnh.png"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_names_without_letters_are_named_and_left() {
    use std::os::unix::{ffi::OsStrExt, fs::symlink};
    let site = SiteTest::new(&[("tin-tuc/a.md", ARTICLE), ("tin-tuc/that.md", ARTICLE)]);
    let outside = SiteTest::empty().with("bi-mat/mat.md", ARTICLE).with("mat.txt", "bí mật");
    symlink(outside.path("mat.txt"), site.path("content/mat.txt")).unwrap();
    symlink(outside.path("bi-mat"), site.path("content/bi-mat")).unwrap();
    symlink(site.path("content"), site.path("content/vong")).unwrap();
    symlink(site.path("khong-co"), site.path("content/khong-co.md")).unwrap();
    symlink("that.md", site.path("content/tin-tuc/gia.md")).unwrap();
    fs::write(site.path("content").join(std::ffi::OsStr::from_bytes(b"Th\xb4ng.md")), ARTICLE).unwrap();
    let made = std::process::Command::new("mkfifo").arg(site.path("content/ong.md")).status();
    let ran = site.run("build");
    assert_eq!(ran.code, 1);
    for name in ["content/mat.txt", "content/bi-mat", "content/vong", "content/khong-co.md"] {
        assert!(ran.out.contains(&format!("lỗi[file-symlink]: \"{name}\" ")), "{name}: {}", ran.out);
    }
    assert!(
        ran.out.contains("lỗi[file-name]: tên tệp \"Th\u{fffd}ng.md\" không phải Unicode"),
        "{}",
        ran.out
    );
    if made.is_ok_and(|it| it.success()) {
        assert!(ran.out.contains("lỗi[file-name]: \"content/ong.md\" không phải tệp thường"), "{}", ran.out);
    }
    let tree = site.tree();
    assert!(tree.contains_key("tin-tuc/gia/index.html") && tree.contains_key("tin-tuc/a/index.html"));
    assert!(!tree.keys().any(|it| it.contains("mat")), "{:?}", tree.keys());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_stops_the_build_and_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let site = SiteTest::new(&[("tin-tuc/a.md", ARTICLE)]);
    let path = site.path("content/tin-tuc/a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // the superuser reads everything
    }
    let ran = site.run("build");
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("tin-tuc/a.md"), "{ran:?}");
}
