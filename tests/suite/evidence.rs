//! `bantin evidence`: a package that can be handed over and checked.

use std::{collections::BTreeSet, fs, process::Command};

use bantin::office::Package;

use crate::{
    plan::{AS_OF, site},
    site_test::{Ran, SiteTest},
};

/// The site of the plan, with a picture in the first article, built.
fn built() -> SiteTest {
    let site = site();
    let text = site
        .read("content/tin-tuc/a.md")
        .replace("Một.", "Một.\n\n![Sơ đồ](/anh/Sơ-đồ.svg)\n\n[Bài hai](/tin-tuc/b/)");
    let site = site.with("content/tin-tuc/a.md", text).with(
        "content/anh/Sơ-đồ.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9\"/></svg>",
    );
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.code <= 1, "{ran:?}");
    site
}

fn pack(site: &SiteTest, name: &str) -> (Ran, Vec<u8>) {
    let ran = site.run(&format!("evidence|tuyen-truyen|--out|{name}|{AS_OF}"));
    assert_eq!(ran.code, 0, "{ran:?}");
    let bytes = fs::read(site.path(name)).unwrap();
    (ran, bytes)
}

#[test]
fn a_package_has_pages_files_sums_and_an_index_numbered_as_the_annex() {
    let site = built();
    let (ran, bytes) = pack(&site, "a.zip");
    assert!(ran.err.contains("6 tin, bài, hoạt động"), "{ran:?}");
    let package = Package::open(&bytes, |_| true).unwrap();
    let names: BTreeSet<&str> = package.names().collect();
    for name in [
        "SHA256SUMS",
        "muc-luc.csv",
        "muc-luc.html",
        "minh-chung/001-1-lich.txt",
        "trang/002-bai-ba.html",
        "trang/004-bai-mot.html",
        "trang/005-bai-hai.html",
        "minh-chung/006-1-lich.txt",
    ] {
        assert!(names.contains(name), "{name} is not in {names:?}");
    }
    // Every system can unpack these names.
    let is_safe = |it: &&str| it.chars().all(|c| c.is_ascii_alphanumeric() || "-./".contains(c));
    assert!(names.iter().all(is_safe), "{names:?}");
    // What the page shows is in the package; its links lead into the world.
    let page = package.text("trang/004-bai-mot.html").unwrap();
    let parts: Vec<&str> = page.split("\"../").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    assert!(
        parts.iter().any(|it| it.ends_with(".css")) && parts.iter().any(|it| it.ends_with("so-do.svg")),
        "{page}"
    );
    assert!(parts.iter().all(|it| names.contains(it)), "{parts:?} {names:?}");
    assert!(!page.contains("<script") && !page.contains("Content-Security-Policy"), "{page}");
    assert!(page.contains("href=\"https://thu.example.vn/tin-tuc/b/\""), "{page}");
    // The index: numbers of the annex, an address or a file in each line.
    let index = package.text("muc-luc.csv").unwrap();
    let annex = site.run(&format!("report|tuyen-truyen|--format|csv|{AS_OF}"));
    let column = |csv: &str, at: usize| -> BTreeSet<String> {
        csv.lines().skip(1).map(|it| it.split(',').nth(at).unwrap().to_owned()).collect()
    };
    assert_eq!(column(index, 0), column(&annex.out, 0));
    let html = package.text("muc-luc.html").unwrap();
    assert!(html.contains("<a href=\"trang/004-bai-mot.html\">"), "{html}");
    for name in names.iter().filter(|it| **it != "SHA256SUMS") {
        assert!(package.text("SHA256SUMS").unwrap().contains(&format!("  {name}\n")), "{name}");
    }
}

#[test]
fn the_sums_are_those_that_sha256sum_computes() {
    let site = built();
    let (_, bytes) = pack(&site, "a.zip");
    let package = Package::open(&bytes, |_| true).unwrap();
    for name in package.names() {
        let path = site.path(&format!("ra/{name}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, package.part(name).unwrap()).unwrap();
    }
    let check = || {
        Command::new("sha256sum")
            .args(["--check", "--strict", "SHA256SUMS"])
            .current_dir(site.path("ra"))
            .output()
    };
    let Ok(ran) = check() else {
        println!("sha256sum is not here");
        return;
    };
    assert!(ran.status.success(), "{ran:?}");
    fs::write(site.path("ra/muc-luc.csv"), "khác").unwrap();
    assert!(!check().unwrap().status.success());
}

#[test]
fn the_same_site_gives_the_same_package() {
    let site = built();
    assert_eq!(pack(&site, "a.zip").1, pack(&site, "b.zip").1);
}

#[test]
fn what_is_missing_is_told_and_stands_in_the_index() {
    let site = built();
    fs::remove_file(site.path("public/tin-tuc/b/index.html")).unwrap();
    let table = site.read("content/hoat-dong/2025.csv").replace("/hoat-dong/lich.txt", "/hoat-dong/mat.txt");
    let site = site.with("content/hoat-dong/2025.csv", table);
    let (ran, bytes) = pack(&site, "a.zip");
    for told in
        ["- số 1: không thấy /hoat-dong/mat.txt", "- số 5: không thấy https://thu.example.vn/tin-tuc/b/"]
    {
        assert!(ran.err.contains(told), "{told}\n{}", ran.err);
    }
    let package = Package::open(&bytes, |_| true).unwrap();
    let index = package.text("muc-luc.csv").unwrap();
    assert_eq!(index.matches("không thấy tệp").count(), 2, "{index}");
}

#[test]
fn a_site_that_was_not_built_has_nothing_to_pack() {
    let ran = site().run(&format!("evidence|tuyen-truyen|--out|a.zip|{AS_OF}"));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("bantin build"), "{}", ran.err);
}
