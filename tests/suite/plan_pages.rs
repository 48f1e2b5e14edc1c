//! The pages of plans: figures that follow the clock and the activities, plans above and below.

use serde_json::Value;

use crate::{
    plan::{ROWS, site},
    site_test::SiteTest,
};

#[test]
fn the_page_of_a_plan_follows_the_clock_and_the_activities() {
    let site = site();
    let now = |as_of: &str| {
        let built = site.run(&format!("build|--as-of|{as_of}"));
        assert_eq!(built.code, 0, "{built:?}");
        assert!(site.tree() == site.clean_tree(&format!("--as-of|{as_of}")), "{as_of}");
        let json = site.run(&format!("plan|status|tuyen-truyen|--format|json|--as-of|{as_of}")).out;
        let totals = serde_json::from_str::<Value>(&json).unwrap()["totals"].clone();
        let page = site.read("public/ke-hoach/tuyen-truyen/index.html");
        let sums = format!(
            "<strong>{}</strong> tin, bài, <strong>0</strong> bài đăng mạng xã hội, <strong>{}</strong> hoạt động. Ô đạt: <strong>{}/{}</strong>",
            totals["articles"], totals["activities"], totals["cells_covered"], totals["cells"]
        );
        assert!(page.contains(&sums), "{as_of}: {sums}");
        (totals["articles"].as_u64().unwrap(), totals["activities"].as_u64().unwrap())
    };
    let moments = [
        "2025-04-14",
        "2025-04-15",
        "2025-06-30 23:29",
        "2025-06-30 23:30",
        "2025-07-01 00:09",
        "2025-07-01 00:10",
    ];
    assert_eq!(moments.map(now), [(0, 0), (0, 1), (1, 2), (2, 2), (2, 3), (3, 3)]);
    let more = ROWS.to_owned() + "2/7/2025;van-phong;loa;tuyen-truyen;so;2;lượt phát;;lich.txt\r\n";
    std::fs::write(site.path("content/hoat-dong/2025.csv"), more).unwrap();
    assert_eq!(now("2025-07-03"), (3, 4));
}

#[test]
fn plans_show_those_above_and_below_them() {
    let plan = |title: &str, number: u32, above: &str| {
        format!(
            "---\ntitle: {title}\nnumber: {number}/KH-UBND\nissuer: xa-binh-an\nissued: 5/1/2025\n\
             period: {{from: 1/1/2025, to: 31/12/2025}}\n{above}---\n"
        )
    };
    let site = SiteTest::new(&[
        ("danh-muc/co-quan.yaml", "- {id: xa-binh-an, name: UBND xã Bình An}\n"),
        ("ke-hoach/mot.md", &plan("Tầng một", 1, "")),
        ("ke-hoach/hai.md", &plan("Tầng hai", 2, "implements: [1/KH-UBND]\n")),
        ("ke-hoach/hai-khac.md", &plan("Tầng hai khác", 3, "implements: [1/KH-UBND]\n")),
        ("ke-hoach/ba.md", &plan("Tầng ba", 4, "implements: [2/KH-UBND]\n")),
        ("ke-hoach/rieng.md", &plan("Riêng", 5, "")),
        ("ke-hoach/vong-a.md", &plan("Vòng A", 6, "implements: [7/KH-UBND]\n")),
        ("ke-hoach/vong-b.md", &plan("Vòng B", 7, "implements: [6/KH-UBND]\n")),
    ]);
    let built = site.run("build|--as-of|2026-01-31");
    assert!(built.code <= 1, "{built:?}");
    // What stands in the list, each title with its depth.
    let tree = |name: &str| -> Vec<(usize, String)> {
        let page = site.read(&format!("public/ke-hoach/{name}/index.html"));
        let Some(list) = page.split("<ul class=\"tree\">").nth(1) else { return Vec::new() };
        let list = list.split("</section>").next().unwrap();
        assert_eq!(list.matches("<ul>").count() + 1, list.matches("</ul>").count(), "{list}");
        assert_eq!(list.matches("<li>").count(), list.matches("</li>").count(), "{list}");
        let (mut depth, mut found) = (0, Vec::new());
        for piece in list.split('<') {
            depth += usize::from(piece.starts_with("ul>"));
            depth -= usize::from(piece.starts_with("/ul>") && depth > 0);
            if piece.starts_with("a ") || piece.starts_with("strong") {
                found.push((depth, piece.split_once('>').unwrap().1.to_owned()));
            }
        }
        found
    };
    let expected = |items: &[(usize, &str)]| -> Vec<(usize, String)> {
        items.iter().map(|(depth, title)| (*depth, (*title).to_owned())).collect()
    };
    let from_top = tree("mot");
    assert_eq!(from_top.len(), 4, "{from_top:?}");
    assert!(
        from_top.contains(&(1, "Tầng hai khác".to_owned())) && from_top.contains(&(2, "Tầng ba".to_owned()))
    );
    let way = expected(&[(0, "Tầng một"), (1, "Tầng hai"), (2, "Tầng ba")]);
    assert_eq!((tree("hai"), tree("ba")), (way.clone(), way));
    assert_eq!(tree("hai-khac"), expected(&[(0, "Tầng một"), (1, "Tầng hai khác")]));
    assert!(tree("rieng").is_empty());
    assert_eq!((tree("vong-a").len(), tree("vong-b").len()), (2, 2), "a circle is followed once");
}
