//! Pages that were withdrawn.

use serde_json::Value;

use crate::site_test::SiteTest;

const NOTICE: &str = "thu hồi: {ngày: 1/7/2025, lý do: Số liệu sai}\n";

fn article(title: &str, date: &str, more: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: {date}\nsummary: Tóm tắt {title}\ntopics: [mot-cua]\nagency: xa-binh-an\nfeatured: true\n\
         plan: [{{id: tuyen-truyen, items: [so]}}]\n{more}---\n\nBộ phận một cửa của {title}.\n"
    )
}

fn site(more: &str) -> SiteTest {
    SiteTest::new(&[
        ("danh-muc/chu-de.yaml", "- {id: mot-cua, title: Một cửa}\n"),
        ("danh-muc/co-quan.yaml", "- {id: xa-binh-an, name: UBND xã Bình An}\n"),
        ("danh-muc/hinh-thuc.yaml", "- {id: web, name: Trang thông tin, kind: web}\n"),
        (
            "ke-hoach/tuyen-truyen.md",
            "---\ntitle: Kế hoạch 2025\nissuer: xa-binh-an\nperiod: {from: 1/1/2025, to: 31/12/2025}\n\
             items: [{id: so, title: Số hóa}]\nforms: [{id: 1, form: web}]\nassignments: [{agency: xa-binh-an}]\n---\n",
        ),
        ("tin-tuc/sai.md", &article("Bài sai", "5/6/2025", more)),
        ("tin-tuc/dung.md", &article("Bài đúng", "4/6/2025", "")),
    ])
}

/// The page, the home page, the feed, the site map, what searching finds, and the articles that count for the plan.
struct Told {
    page: String,
    home: String,
    topic: String,
    feed: Value,
    map: String,
    search: String,
    other: String,
    counted: u64,
}

fn told(site: &SiteTest, as_of: &str) -> Told {
    let ran = site.run(&format!("build|--as-of|{as_of}"));
    assert_eq!(ran.code, 0, "{ran:?}");
    let status = site.run(&format!("plan|status|tuyen-truyen|--format|json|--as-of|{as_of}"));
    let status: Value = serde_json::from_str(&status.out).unwrap();
    let search: Vec<String> = site
        .tree()
        .iter()
        .filter(|(name, _)| name.starts_with("tim-kiem/") && name.ends_with(".js"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    Told {
        page: site.read("public/tin-tuc/sai/index.html"),
        home: site.read("public/index.html"),
        topic: site.read("public/chu-de/mot-cua/index.html"),
        feed: serde_json::from_str(&site.read("public/feed.json")).unwrap(),
        map: site.read("public/sitemap/2025-06.xml"),
        search: search.concat(),
        other: site.read("public/tin-tuc/dung/index.html"),
        counted: status["totals"]["articles"].as_u64().unwrap(),
    }
}

#[test]
fn stay_with_a_notice_and_are_recommended_nowhere() {
    let site = site(NOTICE);
    let before = told(&site, "2025-06-30");
    assert!(!before.page.contains("Số liệu sai") && before.page.contains("rel=\"canonical\""));
    assert!(
        before.home.contains("Bài sai") && before.search.contains("Bài sai") && before.map.contains("/sai/")
    );
    assert!(before.other.contains("class=\"related\"") && before.counted == 2);

    // The day comes by itself: nothing was edited.
    let after = told(&site, "2025-07-01");
    let (notice, heading) = (after.page.find("Số liệu sai").unwrap(), after.page.find("<h1>").unwrap());
    assert!(notice < heading, "the notice comes first");
    assert!(after.page.contains("content=\"noindex\"") && after.page.contains("Bộ phận một cửa của Bài sai"));
    assert!(after.topic.contains("đã thu hồi") && !after.topic.contains("Tóm tắt Bài sai"));
    assert!(
        !after.home.contains("Bài sai") && !after.search.contains("Bài sai") && !after.map.contains("/sai/")
    );
    assert!(!after.other.contains("class=\"related\""), "{}", after.other);
    let items = after.feed["items"].as_array().unwrap();
    let item = items.iter().find(|it| it["title"] == "Bài sai").unwrap();
    assert_eq!(item["date_modified"], "2025-07-01T00:00:00+07:00");
    assert_eq!(item["summary"], "Bài đã được thu hồi: Số liệu sai");
    assert_eq!(after.counted, 1);
    let plan = site.read("public/ke-hoach/tuyen-truyen/index.html");
    assert!(plan.contains("Bài đúng") && !plan.contains("Bài sai"), "the plan no longer shows it: {plan}");
    assert!(site.tree() == site.clean_tree("--as-of|2025-07-01"));
}

#[test]
fn a_notice_without_its_day_is_an_error() {
    let ran = site("withdrawn: {reason: Số liệu sai}\n").run("check");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("sai.md:9") && ran.out.contains("date"), "{}", ran.out);
}
