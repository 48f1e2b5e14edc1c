//! Compressed forms beside the files of `public/`.

use std::{fs, io::Read};

use crate::{site_test::SiteTest, tree::Tree};

const SETTINGS: &str = "title: Trang thử\nbase_url: https://thu.example.vn/\nprecompress: true\n";
const AS_OF: &str = "--as-of|2026-01-31";

fn page(words: &str) -> String {
    format!("---\ntitle: Một cửa\ndate: 2025-06-05\n---\n\n{words}\n")
}

fn site() -> SiteTest {
    SiteTest::new(&[("tin-tuc/mot-cua.md", &page("Bộ phận một cửa.")), ("anh.png", "không phải ảnh")])
        .with("bantin.yaml", SETTINGS)
}

/// Every text file has both forms, which unpack to it; nothing else has one.
fn judge(tree: &Tree) {
    let unpacked = |packed: &[u8], name: &str| {
        let mut whole = Vec::new();
        if name.ends_with(".gz") {
            flate2::read::GzDecoder::new(packed).read_to_end(&mut whole).unwrap();
        } else {
            brotli::Decompressor::new(packed, 4096).read_to_end(&mut whole).unwrap();
        }
        whole
    };
    let mut n = 0;
    for (name, bytes) in tree {
        let is_packed = name.ends_with(".gz") || name.ends_with(".br");
        if is_packed {
            let whole = &tree[&name[..name.len() - 3]];
            assert!(unpacked(bytes, name) == *whole, "{name}");
            n += 1;
        } else {
            let is_text = !name.ends_with(".png");
            for suffix in ["gz", "br"] {
                assert_eq!(tree.contains_key(&format!("{name}.{suffix}")), is_text, "{name}.{suffix}");
            }
        }
    }
    assert!(n > 20, "{n}");
}

#[test]
fn stand_beside_every_text_and_follow_it() {
    let site = site();
    assert_eq!(site.run(&format!("build|{AS_OF}")).code, 0);
    judge(&site.tree());
    assert!(site.tree() == site.clean_tree(AS_OF));

    fs::write(site.path("content/tin-tuc/mot-cua.md"), page("Sửa một chữ.")).unwrap();
    let ran = site.run(&format!("build|--explain|{AS_OF}"));
    assert!(
        ran.err.contains("tin-tuc/mot-cua/index.html.br")
            || ran.out.contains("tin-tuc/mot-cua/index.html.br"),
        "{ran:?}"
    );
    judge(&site.tree());
    assert!(site.tree() == site.clean_tree(AS_OF));

    fs::remove_file(site.path("public/index.html.gz")).unwrap();
    site.run(&format!("build|{AS_OF}"));
    assert!(site.tree() == site.clean_tree(AS_OF), "a form that is lost is made again");

    let site = site.with("bantin.yaml", SETTINGS.replace("precompress: true\n", ""));
    site.run(&format!("build|{AS_OF}"));
    assert!(!site.tree().keys().any(|it| it.ends_with(".gz") || it.ends_with(".br")));
}

#[test]
fn of_a_page_that_cannot_be_read_stay_as_they_were() {
    let site = site();
    site.run(&format!("build|{AS_OF}"));
    let before = site.tree();
    let page = "tin-tuc/mot-cua/index.html";
    fs::write(site.path("content/tin-tuc/mot-cua.md"), "---\ntitle: [x\n---\n").unwrap();
    fs::write(site.path("content/moi.md"), "---\ntitle: Trang mới\n---\n").unwrap();
    let ran = site.run(&format!("build|{AS_OF}"));
    assert_eq!(ran.code, 1);
    let after = site.tree();
    for suffix in ["", ".gz", ".br"] {
        let name = format!("{page}{suffix}");
        assert!(after[&name] == before[&name], "{name}");
        assert!(after.contains_key(&format!("moi/index.html{suffix}")), "the others are published: {ran:?}");
    }
}

#[test]
fn leave_files_of_others_alone() {
    let site = site().with("bantin.yaml", SETTINGS.replace("precompress: true\n", ""));
    site.run(&format!("build|{AS_OF}"));
    let site = site.with("public/index.html.gz", "của người khác").with("bantin.yaml", SETTINGS);
    let ran = site.run(&format!("build|{AS_OF}"));
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("publish-in-the-way") || ran.err.contains("publish-in-the-way"), "{ran:?}");
    assert_eq!(site.read("public/index.html.gz"), "của người khác");
    let site = self::site().with("content/index.html.gz", "tệp của trang");
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.code == 1 && format!("{ran:?}").contains("publish-collision"), "{ran:?}");
}
