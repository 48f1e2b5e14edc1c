//! The picture that a chat or a social network shows for a page.

use std::fs;

use crate::{serve::Preview, site_test::SiteTest, tree::assert_same};

const AS_OF: &str = "--as-of|1/3/2026";

fn site(settings: &str) -> SiteTest {
    let drawing = "<svg width=\"900\" height=\"600\"></svg>";
    let article =
        "---\ntitle: Đẩy mạnh cải cách\ndate: 5/6/2025\nimage:\n  src: /a.svg\n  alt: Vẽ\n---\nThân.\n";
    SiteTest::new(&[("tin-tuc/2025/06/mot.md", article), ("a.svg", drawing)])
        .with("bantin.yaml", format!("title: Trang thử\nbase_url: https://thu.example.vn/so/\n{settings}"))
}

fn build(site: &SiteTest) {
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.code == 0 && ran.out.is_empty(), "{ran:?}");
}

/// What the head of a page says of its picture.
fn shared(site: &SiteTest, page: &str) -> Vec<String> {
    let page = site.read(&format!("public/{page}index.html"));
    let lines = page.lines().filter(|it| it.contains("og:image") || it.contains("twitter:"));
    lines.filter_map(|it| Some(it.split_once("content=\"")?.1.strip_suffix("\">")?.to_owned())).collect()
}

const PAGE: &str = "tin-tuc/2025/06/mot/";
const LARGE: &str = "summary_large_image";

#[test]
fn every_page_has_a_picture_and_says_how_large_it_is() {
    let site = site("");
    build(&site);
    let of_site = ["https://thu.example.vn/so/chia-se.png", "1200", "630", "Trang thử", LARGE];
    for page in ["", "tin-tuc/", PAGE, "luu-tru/"] {
        assert_eq!(shared(&site, page), of_site, "{page}: networks show no drawings");
    }
    let card = fs::read(site.path("public/chia-se.png")).unwrap();
    assert_eq!(&card[..24], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76");
    assert!(!site.path(format!("public/{PAGE}chia-se.png").as_str()).exists());
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "a card of the site");
    let site = site.with("bantin.yaml", "title: Tên khác\nbase_url: https://thu.example.vn/so/\n");
    build(&site);
    assert_ne!(fs::read(site.path("public/chia-se.png")).unwrap(), card);
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "another name");
}

#[test]
fn a_newsroom_may_have_a_card_of_its_own_making() {
    let png = [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x09\0\0\0\x04\x08\x02\0\0\0tong"[..],
        b"\0\0\0\0IEND\xAE\x42\x60\x82",
    ];
    let site = site("").with("content/chia-se.png", png.concat());
    build(&site);
    let own = ["https://thu.example.vn/so/chia-se.png", "9", "4", "Trang thử", LARGE];
    assert_eq!(shared(&site, ""), own);
    assert_eq!(fs::read(site.path("public/chia-se.png")).unwrap(), png.concat());
}

#[test]
fn articles_have_cards_of_their_own_where_the_settings_say_so() {
    let site = site("thẻ chia sẻ: true\n");
    build(&site);
    let own = [
        "https://thu.example.vn/so/tin-tuc/2025/06/mot/chia-se.png",
        "1200",
        "630",
        "Đẩy mạnh cải cách",
        LARGE,
    ];
    assert_eq!(shared(&site, PAGE), own);
    assert_eq!(shared(&site, "")[0], "https://thu.example.vn/so/chia-se.png");
    let file = site.path(format!("public/{PAGE}chia-se.png").as_str());
    let card = fs::read(&file).unwrap();

    let source = "content/tin-tuc/2025/06/mot.md";
    let text = site.read(source);
    let site = site.with(source, text.replace("Thân.", "Thân khác."));
    build(&site);
    assert_eq!(fs::read(&file).unwrap(), card);
    let site = site.with(source, text.replace("cải cách", "chuyển đổi số"));
    build(&site);
    assert_ne!(fs::read(&file).unwrap(), card);
    assert_eq!(fs::read_dir(site.path(".bantin/anh")).unwrap().count(), 2, "the old one is dropped");
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "another title");

    let preview = Preview::start(&site);
    for name in ["chia-se.png", "tin-tuc/2025/06/mot/chia-se.png"] {
        let answer = preview.get(&format!("/so/{name}"));
        assert!(answer.status == 200 && answer.bytes == site.tree()[name], "{name}: {}", answer.head);
    }
    assert_eq!(preview.get("/so/tin-tuc/chia-se.png").status, 404);
}
