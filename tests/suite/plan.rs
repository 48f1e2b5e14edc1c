//! `bantin plan` and `bantin report` on a small newsroom whose figures are known, and what `bantin check` says of its plan.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::site_test::SiteTest;

pub(super) const ROWS: &str = "\u{feff}Ngày;Đơn vị;Hình thức;Kế hoạch;Nội dung;Số lượng;Đơn vị tính;Địa điểm;Minh chứng\r\n\
    15/4/2025;xa-binh-an;Truyền thanh;tuyen-truyen;so;4;lượt phát;Thôn Nà Lại;/hoat-dong/lich.txt\r\n\
    20/6/2025;xa-binh-an;loa;tuyen-truyen;the-che.1;1;lượt phát;;https://zalo.me/x\r\n\
    1/7/2025;van-phong;loa;tuyen-truyen;;2;lượt phát;;lich.txt\r\n";

/// A plan of 2025 with two units; three articles, one of which is of no unit of the plan, and three activities.
pub(super) fn site() -> SiteTest {
    SiteTest::new(&[
        (
            "danh-muc/co-quan.yaml",
            "- {id: xa-binh-an, name: UBND xã Bình An, channels: [web, loa]}\n- {id: van-phong, name: Văn phòng, channels: [web]}\n\
             - {id: hoi, name: Hội Nông dân}\n",
        ),
        (
            "danh-muc/hinh-thuc.yaml",
            "- {id: web, name: Trang thông tin, measure: \"tin, bài\", kind: web}\n\
             - {id: loa, name: Truyền thanh, measure: lượt phát, kind: phát thanh}\n",
        ),
        (
            "ke-hoach/tuyen-truyen.md",
            "---\ntitle: Kế hoạch tuyên truyền 2025\nnumber: 5/KH-UBND\nissuer: xa-binh-an\nissued: 5/1/2025\n\
             period: {from: 1/1/2025, to: 31/12/2025}\n\
             items: [{id: the-che, title: Thể chế, sub: [{id: 1, text: Luật}]}, {id: so, title: Số hóa}]\n\
             forms: [{id: 1, form: web}, {id: 2, form: loa, quota: {n: 2, per: tháng}}]\n\
             assignments:\n  - agency: xa-binh-an\n    tasks:\n      - {id: 1, text: Phát loa về thể chế, items: [the-che], forms: [loa], due: 30/6/2025}\n      \
             - {id: 2, text: \"Viết bài; gửi sở\", items: [so], due: 30/9/2025}\n  - {agency: van-phong}\n\
             targets:\n  - {id: ct-1, text: Mọi đơn vị có tin, metric: units_with_items, form: web, at_least: 100%}\n\
             ---\nNội dung.\n",
        ),
        (
            "tin-tuc/a.md",
            "---\ntitle: Bài một\ndate: 30/6/2025 23:30\nagency: xa-binh-an\nplan: [{id: tuyen-truyen, items: [the-che.1, so], forms: [web]}]\n---\nMột.\n",
        ),
        (
            "tin-tuc/b.md",
            "---\ntitle: Bài hai\ndate: 1/7/2025 00:10\nagency: van-phong\nplan: [{id: tuyen-truyen, items: [so]}]\n---\nHai.\n",
        ),
        ("tin-tuc/c.md", "---\ntitle: Bài ba\ndate: 2/5/2025\nagency: hoi\nplan: tuyen-truyen\n---\nBa.\n"),
        (
            "tin-tuc/d.md",
            "---\ntitle: Bài nháp\ndate: 3/5/2025\nagency: van-phong\ndraft: true\nplan: [{id: tuyen-truyen, items: [so]}]\n---\nBốn.\n",
        ),
        ("hoat-dong/2025.csv", ROWS),
        ("hoat-dong/lich.txt", "Lịch\n"),
    ])
}

pub(super) const AS_OF: &str = "--as-of|31/12/2025";

fn out(site: &SiteTest, args: &str) -> String {
    let ran = site.run(&format!("{args}|{AS_OF}"));
    let is_outside = args.contains("--period|2024");
    let said = "kỳ này nằm ngoài giai đoạn của kế hoạch (01/01/2025 – 31/12/2025), nên không có gì để tính\n";
    assert_eq!((ran.code, ran.err.as_str()), (0, if is_outside { said } else { "" }), "{args}");
    ran.out
}

pub(super) fn parsed(site: &SiteTest, args: &str) -> Value {
    serde_json::from_str(&out(site, args)).unwrap()
}

#[test]
fn tells_the_matrix_as_json() {
    let answer = parsed(&site(), "plan|status|tuyen-truyen|--period|2025-Q2|--format|json");
    let cell = |item: &str,
                form: &str,
                unit: &str,
                state: &str,
                count: u32,
                quota: u32,
                evidence: &[[&str; 3]]| {
        let evidence: Vec<Value> =
            evidence.iter().map(|[kind, id, date]| json!({"kind": kind, "id": id, "date": date})).collect();
        json!({"item": item, "form": form, "unit": unit, "state": state, "count": count, "quota": quota, "evidence": evidence})
    };
    let article = ["article", "https://thu.example.vn/tin-tuc/a/", "2025-06-30"];
    let april = ["activity", "content/hoat-dong/2025.csv:2", "2025-04-15"];
    let june = ["activity", "content/hoat-dong/2025.csv:3", "2025-06-20"];
    let none = "not_applicable";
    let expected = json!({
        "plan": "tuyen-truyen",
        "period": {"from": "2025-04-01", "to": "2025-06-30"},
        "cells": [
            cell("*", "web", "xa-binh-an", "covered", 1, 1, &[article]),
            cell("*", "web", "van-phong", "planned", 0, 1, &[]),
            cell("*", "loa", "xa-binh-an", "partial", 5, 6, &[april, june]),
            cell("*", "loa", "van-phong", none, 0, 6, &[]),
            cell("the-che", "web", "xa-binh-an", "covered", 1, 1, &[article]),
            cell("the-che", "web", "van-phong", "missing", 0, 1, &[]),
            cell("the-che", "loa", "xa-binh-an", "covered", 1, 1, &[june]),
            cell("the-che", "loa", "van-phong", none, 0, 1, &[]),
            cell("the-che.1", "web", "xa-binh-an", "covered", 1, 1, &[article]),
            cell("the-che.1", "web", "van-phong", "missing", 0, 1, &[]),
            cell("the-che.1", "loa", "xa-binh-an", "covered", 1, 1, &[june]),
            cell("the-che.1", "loa", "van-phong", none, 0, 1, &[]),
            cell("so", "web", "xa-binh-an", "covered", 1, 1, &[article]),
            cell("so", "web", "van-phong", "planned", 0, 1, &[]),
            cell("so", "loa", "xa-binh-an", "covered", 4, 1, &[april]),
            cell("so", "loa", "van-phong", none, 0, 1, &[]),
        ],
        "targets": [{"id": "ct-1", "value": "1/2", "at_least": "100%", "met": false, "missing": ["van-phong"]}],
        "totals": {"articles": 2, "activities": 2, "cells_covered": 7, "cells": 12},
    });
    assert_eq!(answer, expected);
    let later = parsed(&site(), "plan|status|5/KH-UBND|--period|2025-Q3|--format|json");
    assert_eq!(later["totals"], json!({"articles": 1, "activities": 1, "cells_covered": 2, "cells": 12}));
}

/// The rows of a CSV of the program, without its header.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let csv = csv.strip_prefix('\u{feff}').unwrap();
    csv.split_terminator("\r\n")
        .skip(1)
        .map(|it| it.split(',').map(|it| it.trim_matches('"').to_owned()).collect())
        .collect()
}

#[test]
fn json_csv_report_and_page_agree() {
    let site = site();
    for period in ["", "|--period|2025-Q2", "|--period|2025-Q3", "|--period|2025-07", "|--period|2024"] {
        let json = parsed(&site, &format!("plan|status|tuyen-truyen{period}|--format|json"));
        let totals = &json["totals"];
        let cells = json["cells"].as_array().unwrap();
        let csv = rows(&out(&site, &format!("plan|status|tuyen-truyen{period}|--format|csv")));
        assert_eq!(csv.len(), cells.len());
        for (row, cell) in csv.iter().zip(cells) {
            let told =
                [&cell["item"], &cell["form"], &cell["unit"], &cell["state"]].map(|it| it.as_str().unwrap());
            assert_eq!(row[3..7], told, "{period}");
            assert_eq!(row[7..9], [cell["count"].to_string(), cell["quota"].to_string()], "{period}");
        }
        let count = |state: &str| cells.iter().filter(|it| it["state"] == state).count();
        assert_eq!(totals["cells_covered"], count("covered"));
        assert_eq!(totals["cells"], cells.len() - count("not_applicable"));

        // The list of the report, line by line, against its text and the matrix.
        let annex = rows(&out(&site, &format!("report|tuyen-truyen{period}|--format|csv")));
        let of = |sort: &str| {
            annex.iter().filter(|it| it[2] == sort).map(|it| &it[0]).collect::<BTreeSet<_>>().len()
        };
        let (articles, activities) = (of("tin, bài").max(of("tin")), of("hoạt động"));
        assert_eq!(
            (&totals["articles"], &totals["activities"]),
            (&json!(articles), &json!(activities)),
            "{annex:?}"
        );
        let markdown = out(&site, &format!("report|tuyen-truyen{period}|--format|md"));
        let sentence =
            format!("Trong kỳ có {articles} tin, bài, 0 bài đăng trên mạng xã hội và {activities} hoạt động");
        assert!(markdown.contains(&sentence), "{sentence}: {markdown}");
        let share = format!(
            "Trên tổng số {} ô theo dõi (mỗi ô là một nội dung ở một hình thức của một đơn vị) có {} ô đạt",
            totals["cells"], totals["cells_covered"]
        );
        assert!(markdown.contains(&share), "{share}: {markdown}");
        let sum: u64 = cells
            .iter()
            .filter(|it| it["item"] == "*" && it["form"] == "loa")
            .filter_map(|it| it["count"].as_u64())
            .sum();
        assert!(markdown.contains(&format!("| Truyền thanh | lượt phát | {sum} |")), "{markdown}");
        let text = out(&site, &format!("plan|status|tuyen-truyen{period}"));
        assert!(
            text.contains(&format!(
                "Tổng cộng: {articles} tin, bài; 0 bài đăng mạng xã hội; {activities} hoạt động"
            )),
            "{text}"
        );
        let html = out(&site, &format!("report|tuyen-truyen{period}|--format|html"));
        assert!(html.contains(&sentence) && html.contains(&share.replace('>', "&gt;")), "{html}");
    }
    // The page counts the same articles, in all and by item.
    assert_eq!(site.run(&format!("build|{AS_OF}")).code, 0);
    let page = site.read("public/ke-hoach/tuyen-truyen/index.html");
    let json = parsed(&site, "plan|status|tuyen-truyen|--format|json");
    assert_eq!(json["totals"]["articles"], 3);
    for article in ["Bài một", "Bài hai", "Bài ba"] {
        assert!(page.contains(article), "{page}");
    }
    assert!(!page.contains("Bài nháp"));
    let totals = &json["totals"];
    let sums = format!(
        "<strong>{}</strong> tin, bài, <strong>0</strong> bài đăng mạng xã hội, <strong>{}</strong> hoạt động. Ô đạt: <strong>{}/{}</strong>",
        totals["articles"], totals["activities"], totals["cells_covered"], totals["cells"]
    );
    assert!(page.contains(&sums), "{sums}: {page}");
    // Each cell of the page is of all units; each line of a unit of all items and forms.
    let cells: Vec<&Value> =
        json["cells"].as_array().unwrap().iter().filter(|it| it["state"] != "not_applicable").collect();
    let done = |cells: &[&&Value]| {
        format!("{}/{}", cells.iter().filter(|it| it["state"] == "covered").count(), cells.len())
    };
    let figures = |line: &str| -> Vec<String> {
        let cells = line.split("<td").skip(1).map(|it| it.split_once('>').unwrap().1);
        cells.map(|it| it.split([' ', '<']).next().unwrap().to_owned()).collect()
    };
    let table =
        |id: &str| page.split(&format!("id=\"{id}\"")).nth(1).unwrap().split("</table>").next().unwrap();
    let lines = |id: &str| table(id).split("<tr>").skip(2).collect::<Vec<_>>();
    for (line, item) in lines("x-progress-table").into_iter().zip(["*", "the-che", "so"]) {
        let of = |form: &str| {
            let cells: Vec<_> = cells.iter().filter(|it| it["item"] == item && it["form"] == form).collect();
            done(&cells)
        };
        assert_eq!(figures(line), [of("web"), of("loa")], "{line}");
    }
    for (line, unit) in lines("x-units-table").into_iter().zip(["xa-binh-an", "van-phong"]) {
        let cells: Vec<_> = cells.iter().filter(|it| it["unit"] == unit).collect();
        assert_eq!(figures(line).last(), Some(&done(&cells)), "{line}");
    }
    assert!(page.contains("1/2 (50 %)") || page.contains("2/2 (100 %)"), "{page}");
    let value = json["targets"][0]["value"].as_str().unwrap();
    assert!(table("x-targets-table").contains(&format!("<td>{value} (")), "{value}: {page}");
    let of_item = |item: &str| {
        let cells =
            json["cells"].as_array().unwrap().iter().filter(|it| it["item"] == item && it["form"] == "web");
        cells.filter_map(|it| it["count"].as_u64()).sum::<u64>()
    };
    assert_eq!((of_item("the-che"), of_item("so")), (1, 2));
}

#[test]
fn shows_a_matrix_that_an_officer_can_read() {
    let text = out(&site(), "plan|status|tuyen-truyen|--period|quý II/2025");
    let expected = "\
Kỳ: quý II năm 2025 (01/4/2025 – 30/6/2025)

Trong ô: đã có/phải có. ✓ đạt, ~ chưa đủ, … mới dự kiến, · chưa có, ! trễ hạn, – không áp dụng.

Trang thông tin (tin, bài)

Mã         Nội dung       UBND xã Bình An  Văn phòng  Ô đạt
*          Toàn kế hoạch            1/1 ✓      0/1 …    1/2
the-che    Thể chế                  1/1 ✓      0/1 ·    1/2
the-che.1  Luật                     1/1 ✓      0/1 ·    1/2
so         Số hóa                   1/1 ✓      0/1 …    1/2
           Ô đạt                      4/4        0/4    4/8

Truyền thanh (lượt phát)

Mã         Nội dung       UBND xã Bình An  Ô đạt
*          Toàn kế hoạch            5/6 ~    0/1
the-che    Thể chế                  1/1 ✓    1/1
the-che.1  Luật                     1/1 ✓    1/1
so         Số hóa                   4/1 ✓    1/1
           Ô đạt                      3/4    3/4

Theo đơn vị

Đơn vị           Tin, bài  Bài đăng  Hoạt động  Lượt theo nội dung  Ô đạt
UBND xã Bình An         1         0          2                   4    7/8
Văn phòng               0         0          0                   0    0/4
Đơn vị khác             1         0          0                   0
Cộng                    2         0          2                   4   7/12

Chỉ tiêu

Mã    Chỉ tiêu           Kết quả     Ít nhất  Đánh giá  Còn thiếu
ct-1  Mọi đơn vị có tin  1/2 (50 %)  100%     chưa đạt  Văn phòng
";
    let text: Vec<&str> = text.split("\n\n").collect();
    let shown = text[1..text.len() - 1].join("\n\n");
    assert_eq!(shown.lines().collect::<Vec<_>>(), expected.lines().collect::<Vec<_>>());
    let english = out(&site(), "--lang|en|plan|status|tuyen-truyen|--period|2025-Q2|--format|md");
    assert!(
        english.contains("| so | Số hóa | 4/1 ✓ | 1/1 |")
            && english.contains("Covered: 7 of 12 cells (58,3 %)"),
        "{english}"
    );
}

#[test]
fn tells_what_is_due_and_writes_a_calendar() {
    let site = site();
    let todo = |args: &str| site.run(&format!("plan|todo|{args}")).out;
    let text = todo("--unit|UBND xã Bình An|--as-of|20/9/2025");
    assert!(
        text.starts_with(
            "📌 Kế hoạch tuyên truyền 2025\nTính đến 20/9/2025, quý III năm 2025\n\n👉 UBND xã Bình An\n"
        ),
        "{text}"
    );
    // Both tasks were done in time: nothing of them is left.
    assert!(
        !text.contains("hạn")
            && text.contains("- Truyền thanh: chưa có, phải có 6 lượt phát trong quý III năm 2025"),
        "{text}"
    );
    let early = todo("--as-of|20/3/2025");
    assert!(early.contains("- còn 102 ngày (hạn 30/6/2025): Phát loa về thể chế"), "{early}");
    assert!(early.contains("👉 Văn phòng\n- Trang thông tin: chưa có, phải có 1"), "{early}");
    assert_eq!(todo("--as-of|1/1/2026"), "");

    let ics = site.run("plan|calendar|--as-of|20/9/2025").out;
    assert!(
        ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && ics.ends_with("END:VCALENDAR\r\n"),
        "{ics}"
    );
    assert!(ics.lines().all(|it| it.len() <= 75) && ics.matches('\n').count() == ics.matches("\r\n").count());
    let whole = ics.replace("\r\n ", "");
    assert!(whole.contains("DTSTART;VALUE=DATE:20250930\r\nDTEND;VALUE=DATE:20251001\r\nSUMMARY:Hạn: Viết bài\\; gửi sở (UBND xã Bình An)"), "{whole}");
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), ics.matches("UID:").count());
    assert_eq!(ics, site.run("plan|calendar|tuyen-truyen|--as-of|20/9/2025").out);
}

#[test]
fn says_what_was_typed_wrong() {
    let site = site();
    for (args, expected) in [
        ("plan|status|tuyen-truyn", "lỗi: không có kế hoạch \"tuyen-truyn\"; có phải ý bạn là tuyen-truyen?"),
        (
            "plan|status|tuyen-truyen|--period|2025-Q5",
            "lỗi: --period <KỲ> không nhận giá trị \"2025-Q5\"; viết như: 2025-Q2",
        ),
        ("plan|todo|--unit|xa-binh-am", "lỗi: không có đơn vị \"xa-binh-am\"; có phải ý bạn là xa-binh-an?"),
        ("report", "lỗi: thiếu <KẾ HOẠCH>"),
    ] {
        let ran = site.run(args);
        assert!(ran.err.starts_with(expected) && ran.code == 2, "{args}: {}", ran.err);
    }
    let help = site.run("--lang|en|plan|status|--help").out;
    assert!(help.is_ascii() && help.contains("--period <PERIOD>"), "{help}");
}

/// Findings as `code file:line:column`.
fn findings(site: &SiteTest, as_of: &str) -> Vec<String> {
    let json: Value =
        serde_json::from_str(&site.run(&format!("check|--format|json|--as-of|{as_of}")).out).unwrap();
    let show = |it: &Value| {
        let place = |key: &str| it[key].to_string();
        format!(
            "{} {}:{}:{}",
            it["code"].as_str().unwrap(),
            it["file"].as_str().unwrap_or_default(),
            place("line"),
            place("column")
        )
    };
    json["findings"].as_array().unwrap().iter().map(show).collect()
}

#[test]
fn checks_plans_and_activities() {
    let rows = format!(
        "{ROWS}\
         5/1/2026;xa-binh-an;loa;tuyen-truyen;so;1;;;lich.txt\r\n\
         6/5/2025;van-phong;loa;tuyen-truyen;so;3;buổi;;mất.jpg\r\n\
         7/5/2025;xa-binh-an;web;tuyen-truyen;the-che.9;;;;\r\n\
         8/5/2025;xa-binh-em;loa;ke-hoach-khac;;x;;;\r\n"
    );
    let site = site().with("content/hoat-dong/2025.csv", rows).with(
        "content/tin-tuc/e.md",
        "---\ntitle: Bài năm\ndate: 31/12/2024\nagency: hoi\nplan: [{id: tuyen-truyen, forms: [video]}]\n---\nNăm.\n",
    );
    let found = findings(&site, "20/9/2025");
    let table = "content/hoat-dong/2025.csv";
    for expected in [
        format!("plan-outside-period {table}:5:1"),
        format!("activity-unit {table}:6:20"),
        format!("activity-measure {table}:6:40"),
        format!("activity-evidence-missing {table}:6:48"),
        format!("activity-web-form {table}:7:21"),
        format!("unknown-item {table}:7:38"),
        format!("activity-no-evidence {table}:7:1"),
        format!("table-number {table}:8:40"),
        "plan-outside-period content/tin-tuc/e.md:5:13".to_owned(),
        "unknown-form content/tin-tuc/e.md:5:35".to_owned(),
        "plan-unit-silent content/ke-hoach/tuyen-truyen.md:2:8".to_owned(),
        "plan-quarter-empty content/ke-hoach/tuyen-truyen.md:2:8".to_owned(),
    ] {
        assert!(found.iter().any(|it| it.starts_with(&expected)), "{expected} in {found:#?}");
    }
    let site = site
        .with(
            "content/hoat-dong/2025.csv",
            "date,agency,form,plan\n5/5/2025,xa-binh-em,loa,tuyen-truyen\n5/5/2025,xa-binh-an,loa,tuyen-truyn\n5/5/2025,xa-binh-an,loaa,tuyen-truyen\n",
        )
        .with("content/hoat-dong/cu.xlsx", "PK");
    let found = findings(&site, "20/9/2025");
    for expected in [
        "unknown-unit content/hoat-dong/2025.csv:2:10",
        "unknown-plan content/hoat-dong/2025.csv:3:25",
        "unknown-form content/hoat-dong/2025.csv:4:21",
        "activity-workbook content/hoat-dong/cu.xlsx:1:1",
    ] {
        assert!(found.iter().any(|it| it == expected), "{expected} in {found:#?}");
    }
}

#[test]
fn checks_themes_forms_and_targets_of_plans() {
    let plan = |year: u16, theme: &str, more: &str| {
        format!(
            "---\ntitle: Kế hoạch {year}\nissuer: xa-binh-an\nperiod: {{from: 1/1/{year}, to: 31/12/{year}}}\ntheme: {theme}\n{more}---\nNội dung.\n"
        )
    };
    let more = "forms: [{form: bai}]\ntargets:\n  - {id: ct-1, text: Một}\n  - {id: ct-2, text: Hai, metric: count, at_least: nhiều}\n  - {id: ct-3, text: Ba, metric: manual, value: 3, at_least: 90%}\n  - {id: ct-4, text: Bốn, metric: count, at_least: 3}\n";
    let site = site()
        .with("content/danh-muc/hinh-thuc.yaml", "- {id: web, name: Web, kind: web}\n- {id: loa, name: Loa, kind: phát thanh}\n- {id: bai, name: Bài}\n")
        .with("content/ke-hoach/a.md", plan(2024, "Sự hài lòng", ""))
        .with("content/ke-hoach/b.md", plan(2026, "sự  hài lòng", more))
        .with("content/ke-hoach/c.md", plan(2027, "Khác", ""))
        .with("bantin.yaml", "title: T\nbase_url: https://a.vn/\nslogan: Sự hài lòng\n");
    let found = findings(&site, "1/2/2026");
    let of =
        |code: &str| found.iter().filter(|it| it.starts_with(code)).map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("plan-theme-old"), ["plan-theme-old content/ke-hoach/b.md:2:8"]);
    assert_eq!(of("plan-form-kind"), ["plan-form-kind content/ke-hoach/b.md:2:8"]);
    let targets = of("plan-target-unclear");
    assert_eq!(targets.len(), 3, "{found:#?}");
    assert!(targets.iter().zip(["8:10", "9:10", "10:10"]).all(|(it, at)| it.ends_with(at)), "{targets:?}");
    let found = findings(&site, "1/2/2027");
    assert!(found.iter().any(|it| it.starts_with("plan-theme-old bantin.yaml:1:1")), "{found:#?}");
}

#[test]
fn a_plan_that_carries_out_itself_is_told_and_a_plan_of_one_word_is_found() {
    let plan = |more: &str| {
        format!(
            "---\ntitle: Kế hoạch\nissuer: xa-binh-an\nperiod: {{from: 1/1/2025, to: 31/12/2025}}\n{more}---\nNội dung.\n"
        )
    };
    let site = site()
        .with("content/ke-hoach/minh.md", plan("implements: [minh]\n"))
        .with("content/ke-hoach/tren.md", plan("implements: [duoi]\n"))
        .with("content/ke-hoach/duoi.md", plan("implements: [tren]\n"))
        .with("content/ke-hoach/nua.md", plan("implements: [duoi]\n"));
    let found = findings(&site, "1/2/2025");
    let cycles: Vec<&String> = found.iter().filter(|it| it.starts_with("plan-cycle")).collect();
    let expected = ["duoi", "minh", "tren"].map(|it| format!("plan-cycle content/ke-hoach/{it}.md:5:14"));
    assert_eq!(cycles, expected.iter().collect::<Vec<_>>(), "{found:#?}");
    assert!(!found.iter().any(|it| it.starts_with("unknown-document")), "{found:#?}");
}

#[test]
fn a_plan_whose_days_cannot_be_read_is_shown_without_them_and_stops_no_other_page() {
    let plan = "content/ke-hoach/tuyen-truyen.md";
    let site = site();
    let broken = site.read(plan).replace("to: 31/12/2025", "to: 31/9/2025");
    let site = site.with(plan, broken);
    let ran = site.run(&format!("build|{AS_OF}"));
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("không có ngày \"31/9/2025\"") && !ran.out.contains("theme-"), "{}", ran.out);
    let page = site.read("public/ke-hoach/tuyen-truyen/index.html");
    assert!(page.contains("5/KH-UBND") && !page.contains("<dt>Giai đoạn</dt>"), "{page}");
}

#[test]
fn a_plan_and_an_article_count_wherever_they_lie() {
    let totals = |site: &SiteTest| parsed(site, "plan|status|tuyen-truyen|--format|json")["totals"].clone();
    let (plan, article) = ("content/ke-hoach/tuyen-truyen.md", "content/tin-tuc/a.md");
    let site = site();
    let (before, texts) = (totals(&site), [plan, article].map(|it| site.read(it)));
    std::fs::remove_file(site.path(plan)).unwrap();
    std::fs::remove_file(site.path(article)).unwrap();
    let [plan, article] = texts;
    let site = site
        .with("content/van-ban/tuyen-truyen.md", plan.replacen("---\n", "---\nkind: plan\n", 1))
        .with("content/van-ban/a.md", article.replacen("---\n", "---\nkind: article\n", 1));
    assert_eq!(totals(&site), before);
}

#[test]
fn finds_what_does_not_fit_together_in_a_plan() {
    let plan = "---\ntitle: Kế hoạch thử\nnumber: 9/KH-UBND\nissuer: xa-binh-an\nissued: 1/1/2025\nperiod: {from: 1/1/2025, to: 31/12/2025}\n\
        items: [{id: so, title: Số hóa}]\nforms:\n  - {form: loa}\n  - {text: Áp phích ở thôn}\n\
        targets:\n  - {id: ct, text: Một, metric: units_with_activity, at_least: 120%}\n  - {id: ct, text: Hai, metric: manual, value: 9/0, at_least: 90%}\n  \
        - {id: ba, text: Ba, metric: manual, value: 0/0, at_least: 90%}\n\
        assignments:\n  - agency: xa-binh-an\n    tasks: [{text: Phát, due: 30/6/2026}]\n---\n";
    let site = site().with("content/ke-hoach/thu.md", plan);
    let found = site.run(&format!("check|{AS_OF}|--all")).out;
    for says in [
        "[plan-form-nameless]: hình thức chưa có mã nên không theo dõi được: Áp phích ở thôn",
        "[plan-id-duplicate]: mã chỉ tiêu \"ct\" có hai lần trong kế hoạch",
        "[plan-due-outside]: hạn 30/6/2026 nằm ngoài giai đoạn của kế hoạch (01/01/2025 – 31/12/2025)",
        "mức \"120%\" của at_least (ít nhất) lớn hơn cả tổng số",
        "không hiểu value (giá trị) \"9/0\"",
    ] {
        assert!(found.contains(says), "{says} in {found}");
    }
    assert!(!found.contains("chỉ tiêu \"ba\""), "{found}");
    let answer = parsed(&site, "plan|status|thu|--format|json");
    let forms: std::collections::BTreeSet<&str> =
        answer["cells"].as_array().unwrap().iter().map(|it| it["form"].as_str().unwrap()).collect();
    assert_eq!(forms, ["loa"].into(), "a form without an id has no cells");
    // Its number finds it in any spelling; one that has errors, or is a draft, is told so.
    assert_eq!(site.run(&format!("plan|status|09/kh-ubnd|{AS_OF}")).code, 0);
    for broken in [plan.replace(", to: 31/12/2025", ""), plan.replace("number:", "draft: true\nnumber:")] {
        std::fs::write(site.path("content/ke-hoach/thu.md"), &broken).unwrap();
        let ran = site.run(&format!("plan|status|thu|{AS_OF}"));
        assert!(ran.code == 2 && ran.err.contains("nháp, hẹn giờ, hết hạn hoặc còn lỗi"), "{ran:?}");
    }
}

#[test]
fn articles_and_rows_count_on_their_day_in_viet_nam_and_for_units_that_exist() {
    let units = "- {id: xa-binh-an, name: UBND xã Bình An}\n- {id: xa-cu, name: UBND xã Cũ, valid: {to: 30/4/2025}, successor: xa-binh-an}\n";
    let row = "ngày,đơn vị,hình thức,kế hoạch,số lượng\n2025-06-30T17:30:00Z,xa-binh-an,loa,tuyen-truyen,1\n";
    let article = "---\ntitle: Bài muộn\ndate: 2/5/2025\nagency: xa-cu\n---\n";
    let site = site()
        .with("content/danh-muc/co-quan.yaml", units)
        .with("content/hoat-dong/2025.csv", row)
        .with("content/tin-tuc/muon.md", article);
    let q3 = site.run(&format!("plan|status|tuyen-truyen|--period|2025-Q3|--format|json|{AS_OF}"));
    let q3: Value = serde_json::from_str(&q3.out).unwrap();
    assert_eq!(q3["totals"]["activities"], 1, "00:30 on 1 July");
    let found = site.run(&format!("check|{AS_OF}")).out;
    let says = "[article-unit]: ngày 02/5/2025 không có đơn vị \"UBND xã Cũ\"";
    assert!(found.contains(says) && found.contains("đơn vị kế tục: xa-binh-an"), "{found}");
}

const EDGES: &str = "---\ntitle: Kế hoạch thử\nnumber: 9/KH-UBND\nissuer: xa-binh-an\nissued: 1/1/2025\nperiod: {from: 1/2/2025, to: 31/12/2025}\n\
    items: [{id: so, title: Số hóa}, {id: mot, title: Một cửa}]\nforms: [{form: web}, {form: loa}]\n\
    targets:\n  - {id: la, text: A, metric: units_with_items, of: xa-binh-an; xa-99, at_least: 50%}\n  \
    - {id: hinh, text: B, metric: units_with_activity, form: lao, at_least: 1}\n  \
    - {id: khong, text: C, metric: units_with_activity, form: loa, at_least: 1}\n  \
    - {id: cap, text: D, metric: count, of: cấp huyện, at_least: 1}\n  \
    - {id: quy, text: E, metric: count, per: quý, at_least: 1}\n\
    assignments: [{agency: xa-binh-an, tasks: [{text: Viết}]}]\n---\n";

#[test]
fn every_figure_keeps_to_the_same_rules() {
    let article = |date: &str, more: &str| {
        format!(
            "---\ntitle: Bài {}\ndate: {date}\nagency: xa-binh-an\n{more}---\nLời.\n",
            date.replace('/', " ")
        )
    };
    let both = "plan:\n  - {id: thu, items: [so]}\n  - {id: thu, items: [mot]}\n";
    let site = site()
        .with("content/ke-hoach/thu.md", EDGES)
        .with("content/hoat-dong/2025.csv", "ngày,đơn vị,hình thức,kế hoạch,nội dung,số lượng,đơn vị tính\n5/3/2025,xa-binh-an,loa,thu,so,0,lượt phát\n")
        .with("content/tin-tuc/x1.md", article("5/3/2025", both))
        .with("content/tin-tuc/x2.md", article("5/1/2025", "plan: [{id: thu, items: [so]}]\n"))
        .with("content/tin-tuc/x3.md", article("6/3/2025", "expires_at: 1/4/2025\nplan: [{id: thu, items: [so]}]\n"));
    let ran = site.run(&format!("plan|status|thu|--format|json|{AS_OF}"));
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    let cell = |item: &str, form: &str| {
        let mut cells = answer["cells"].as_array().unwrap().iter();
        let it = cells.find(|it| it["item"] == item && it["form"] == form).unwrap();
        (it["count"].as_u64().unwrap(), it["state"].as_str().unwrap().to_owned())
    };
    let of = |n: u64, state: &str| (n, state.to_owned());
    assert_eq!(
        [cell("*", "web"), cell("so", "web"), cell("mot", "web")],
        [of(2, "covered"), of(2, "covered"), of(1, "covered")]
    );
    // A row of nothing is in the list, and fills no cell and no target.
    assert_eq!((cell("so", "loa"), answer["totals"]["activities"].as_u64()), (of(0, "missing"), Some(1)));
    let target = |id: &str| {
        let it = answer["targets"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap();
        (it["value"].clone(), it["met"].clone())
    };
    for id in ["la", "hinh", "cap"] {
        assert_eq!(target(id), (Value::Null, Value::Null), "{id}");
    }
    assert_eq!(target("khong"), (json!("0/1"), json!(false)));
    let found = site.run(&format!("check|{AS_OF}")).out;
    for says in
        ["không có đơn vị hoặc cấp \"xa-99\"", "chưa tính được chỉ tiêu \"hinh\": không có hình thức \"lao\""]
    {
        assert!(found.contains(says), "{says} in {found}");
    }
    // Of a quarter without a whole month nothing is asked.
    let short = EDGES.replace("{from: 1/2/2025", "{from: 20/3/2025");
    std::fs::write(site.path("content/ke-hoach/thu.md"), short).unwrap();
    let q1 = site.run(&format!("plan|status|thu|--period|2025-Q1|--format|json|{AS_OF}"));
    let q1: Value = serde_json::from_str(&q1.out).unwrap();
    assert_eq!(q1["targets"][4]["met"], Value::Null);
    std::fs::write(site.path("content/ke-hoach/thu.md"), EDGES).unwrap();
    // The page counts what the report counts, and what each article names is the sum of the annex.
    site.run(&format!("build|{AS_OF}"));
    let page = site.read("public/ke-hoach/thu/index.html");
    let item = |name: &str| {
        page.split(&format!("<strong>{name}</strong>"))
            .nth(1)
            .unwrap()
            .split("</span>")
            .next()
            .unwrap()
            .to_owned()
    };
    assert!(item("Số hóa").ends_with("2 tin, bài") && item("Một cửa").ends_with("1 tin, bài"), "{page}");
    assert!(!page.contains("Bài 5 1 2025"), "it is from before the plan");
    let text = site.run(&format!("report|thu|--format|csv|{AS_OF}")).out;
    assert_eq!(text.lines().count(), 4, "a head and three lines: {text}");
    assert!(site.run(&format!("report|thu|{AS_OF}")).out.contains("Tính theo từng nội dung là 4 lượt"));
}

#[test]
fn rows_that_say_the_same_and_ends_before_beginnings_are_told() {
    let row = "5/3/2025,xa-binh-an,loa,tuyen-truyen,2\n";
    let table = format!(
        "ngày,đơn vị,hình thức,kế hoạch,số lượng\n{row}ngày,đơn vị,hình thức,kế hoạch,số lượng\n{row}"
    );
    let never = "---\ntitle: Bài\ndate: 1/2/2025\nexpires_at: 1/1/2025\n---\n";
    let site = site()
        .with("content/hoat-dong/2025.csv", table)
        .with("content/hoat-dong/cu.csv.txt", row)
        .with("content/Hoạt động/a.csv", row)
        .with("content/tin-tuc/never.md", never);
    let found = site.run(&format!("check|{AS_OF}")).out;
    for says in [
        "[activity-again]: dòng này giống hệt dòng content/hoat-dong/2025.csv:2",
        "[date-expired]: bài hết hạn trước khi được đăng",
        "[file-name]: thư mục \"content/Hoạt động\" bị viết sai tên",
        "[file-misnamed]: \"content/hoat-dong/cu.csv.txt\" bị lưu sai đuôi tệp",
    ] {
        assert!(found.contains(says), "{says} in {found}");
    }
    assert!(!found.contains("front-matter-date"), "names of columns that stand again are no row: {found}");
}
