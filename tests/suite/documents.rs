//! The register of documents as readers see it: one page a document, and both ways between documents and articles.

use crate::site_test::SiteTest;

const TABLE: &str = "Số ký hiệu,Loại văn bản,Cơ quan ban hành,Ngày ban hành,Trích yếu,Quan hệ
15/KH-UBND,Kế hoạch,UBND tỉnh Ninh Thuận,1/1/2024,Kế hoạch của Ninh Thuận,
15/KH-UBND,Kế hoạch,UBND tỉnh Bình Dương,1/2/2024,Kế hoạch của Bình Dương,
61/2018/NĐ-CP,Nghị định,Chính phủ,23/4/2018,Một cửa,
";

fn page(site: &SiteTest, name: &str) -> String {
    String::from_utf8(site.tree()[&format!("{name}/index.html")].clone()).unwrap()
}

#[test]
fn one_number_of_two_provinces_is_two_pages() {
    let site = SiteTest::new(&[
        ("van-ban/bang.csv", TABLE),
        (
            "tin-tuc/a.md",
            "---\ntitle: Bài của Ninh Thuận\ndate: 5/6/2025\nlegal_references: [\"15/KH-UBND, UBND tỉnh Ninh Thuận, 1/1/2024\"]\n---\n",
        ),
    ]);
    let ran = site.run("build");
    assert_eq!((ran.out.as_str(), ran.code), ("", 0));
    let ninh_thuan = page(&site, "van-ban/ke-hoach-15-kh-ubnd-ninh-thuan-2024");
    let binh_duong = page(&site, "van-ban/ke-hoach-15-kh-ubnd-binh-duong-2024");
    assert!(ninh_thuan.contains("/tin-tuc/a/") && !binh_duong.contains("/tin-tuc/a/"));
    let article = page(&site, "tin-tuc/a");
    assert!(article.contains("ke-hoach-15-kh-ubnd-ninh-thuan-2024") && !article.contains("binh-duong"));
}

#[test]
fn articles_and_documents_lead_to_each_other() {
    let site = SiteTest::new(&[
        ("van-ban/bang.csv", TABLE),
        (
            "van-ban/nghi-quyet-76-nq-cp-2021.md",
            "---\ntitle: Chương trình tổng thể\nnumber: 76/NQ-CP\ntype: Nghị quyết\nissuer: Chính phủ\nissued: 15/7/2021\n---\n",
        ),
        (
            "tin-tuc/a.md",
            "---\ntitle: Bài một\ndate: 5/6/2025\nlegal_references: [76/NQ-CP]\n---\n\nThân bài.\n",
        ),
        (
            "tin-tuc/b.md",
            "---\ntitle: Bài hai\ndate: 6/6/2025\n---\n\nTheo khoản 2 Điều 5 Nghị định số 61/2018/N\u{d0}-CP và Nghị quyết số 76/NQ-CP.\n",
        ),
    ]);
    let ran = site.run("build");
    assert_eq!((ran.out.as_str(), ran.code), ("", 0));
    let (decree, resolution) = ("van-ban/nghi-dinh-61-2018-nd-cp", "van-ban/nghi-quyet-76-nq-cp-2021");
    for (document, articles) in [(decree, &["b"][..]), (resolution, &["a", "b"])] {
        for article in ["a", "b"] {
            let expected = articles.contains(&article);
            let (article, link) = (format!("tin-tuc/{article}"), format!("href=\"/{document}/"));
            assert_eq!(
                page(&site, document).contains(&format!("/{article}/")),
                expected,
                "{document} {article}"
            );
            assert_eq!(page(&site, &article).contains(&link), expected, "{article} {document}");
        }
    }
}

#[test]
fn every_row_and_file_is_a_page_or_has_a_finding() {
    let site = SiteTest::demo();
    assert_eq!(site.run("build|--as-of|1/3/2026").code, 0);
    let tree = site.tree();
    let sources = crate::tree::read(&site.path("content"));
    let pages = sources.keys().filter_map(|it| it.strip_suffix(".md"));
    for name in pages {
        let hidden = site.read(&format!("content/{name}.md")).contains("\ndraft: true");
        assert_ne!(tree.contains_key(&format!("{name}/index.html")), hidden, "{name}");
    }
    // The index by number stands beside them.
    let documents = |it: &&String| {
        it.starts_with("van-ban/") && !it.starts_with("van-ban/so/") && it.matches('/').count() == 2
    };
    let pages = tree.keys().filter(documents).filter(|it| it.ends_with("/index.html")).count();
    let files = sources.keys().filter(|it| it.starts_with("van-ban/") && it.ends_with(".md")).count();
    // No cell of the demo's table holds a line break.
    let rows = site.read("content/van-ban/dang-ky.csv").lines().skip(1).filter(|it| !it.is_empty()).count();
    assert_eq!(pages, files + rows);
}
