//! The starter site of `bantin init`.

use crate::site_test::SiteTest;

#[test]
fn passes_its_own_check() {
    let site = SiteTest::empty();
    let ran = site.run("init|trang");
    assert!(ran.out.contains("bantin check --root trang"), "{}", ran.out);
    let ran = site.run("check|--root|trang|--as-of|1/3/2026");
    assert_eq!((ran.out.as_str(), ran.code), ("", 0));
    assert!(ran.err.contains(" trang: không có gì phải sửa — "), "{}", ran.err);
}

#[test]
fn goes_into_an_empty_folder_and_no_other() {
    let site = SiteTest::empty().with("day/ghi-chu.txt", "của tôi");
    assert_eq!(site.run("init|day").code, 2);
    assert_eq!(site.read("day/ghi-chu.txt"), "của tôi");
    assert!(!site.path("day/bantin.yaml").exists());
    std::fs::create_dir(site.path("trong")).unwrap();
    assert_eq!(site.run("init|trong").code, 0);
    assert_eq!(site.read("trong/.gitignore"), "/public\n/.bantin\n");
}
