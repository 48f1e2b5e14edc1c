//! Pages and data of legal documents, as readers get them.

use serde_json::Value;

use crate::site_test::SiteTest;

const OLD: &str = "---\nnumber: 61/2018/NĐ-CP\ntype: Nghị định\nissuer: Chính phủ\nissued: 23/4/2018\n\
    effective: 21/6/2018\ntitle: Về cơ chế một cửa\nofficial_url: https://vanban.example.vn/61\n---\n\n\
    ## Chương I. Chung\n\n### Điều 5. Trách nhiệm\n\nA.\n\n#### Khoản 2\n\nB.\n\n### Điều 6\n\nC.\n";
const NEW: &str = "---\nnumber: 118/2025/NĐ-CP\ntype: Nghị định\nissuer: Chính phủ\nissued: 9/6/2025\n\
    effective: 14/6/2025\ntitle: Về bộ phận một cửa\nquan hệ:\n  - loại: thay thế\n    văn bản: 61/2018/NĐ-CP\n\
    \u{20} - loại: đình chỉ\n    văn bản: 9/2020/TT-BNV\n---\n";
const ROWS: &str = "number,type,issuer,issued,title,effective\n\
    9/2020/TT-BNV,Thông tư,Bộ Nội vụ,2020-01-02,\"=Về \"\"báo cáo\"\", biểu mẫu\",2020-03-01\n";

fn article(day: &str, words: &str) -> String {
    format!("---\ntitle: Bài {day}\ndate: {day}\nvăn bản: [61/2018/NĐ-CP]\n---\n\n{words}\n")
}

fn site() -> SiteTest {
    let first =
        article("1/7/2019", "Theo khoản 2 Điều 5 Nghị định số 61/2018/NĐ-CP, hồ sơ được trả đúng hẹn.");
    let second = article("1/8/2025", "Nghị định số 118/2025/NĐ-CP đã thay thế văn bản cũ.");
    SiteTest::new(&[
        ("van-ban/cu.md", OLD),
        ("van-ban/moi.md", NEW),
        ("van-ban/bang.csv", ROWS),
        ("tin-tuc/mot.md", &first),
        ("tin-tuc/hai.md", &second),
    ])
}

fn build(site: &SiteTest) {
    let ran = site.run("build|--as-of|1/1/2026");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[track_caller]
fn holds(site: &SiteTest, file: &str, all: &[&str]) {
    let text = site.read(&format!("public/{file}"));
    for it in all {
        assert!(text.contains(it), "{it:?} in {file}:\n{text}");
    }
}

#[test]
fn a_pinpoint_leads_to_its_heading_and_says_what_has_changed() {
    let site = site();
    build(&site);
    holds(
        &site,
        "van-ban/cu/index.html",
        &["id=\"chuong-i\"", "id=\"dieu-5\"", "id=\"dieu-5.khoan-2\"", "id=\"dieu-6\""],
    );
    let then = "Tại thời điểm đăng bài: còn hiệu lực; nay đã được thay thế bởi Nghị định số 118/2025/NĐ-CP.";
    let note = format!("<span class=\"note\">{then}</span>");
    holds(&site, "tin-tuc/mot/index.html", &["href=\"/van-ban/cu/#dieu-5.khoan-2\"", then, &note]);
}

#[test]
fn a_document_shows_its_life_and_how_to_cite_it() {
    let site = site();
    build(&site);
    holds(
        &site,
        "van-ban/cu/index.html",
        &[
            "<time datetime=\"2025-06-14\">14/6/2025</time> <span>Được thay thế bởi <a href=\"/van-ban/moi/\">",
            "<p class=\"citation\">Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về cơ chế một cửa</p>",
            "<p class=\"citation\">Nghị định số 61/2018/NĐ-CP</p>",
            "https://vanban.example.vn/61",
            "<dd><a href=\"/tin-tuc/mot/\">Bài 1/7/2019</a> <span class=\"meta\">434 ngày sau khi ban hành</span>",
        ],
    );
    holds(
        &site,
        "van-ban/moi/index.html",
        &[
            "<h3>Ngưng hiệu lực</h3>",
            "53 ngày sau khi ban hành",
            "\"legislationChanges\":[{\"@id\":\"https://thu.example.vn/van-ban/cu/\"},",
            "\"value\":\"/eli/vn/chinh-phu/2025/06/09/nghi-dinh/118\"",
        ],
    );
    let suspended = "Thông tư số 9/2020/TT-BNV ngưng hiệu lực từ ngày 14/6/2025";
    holds(&site, "van-ban/thong-tu-9-2020-tt-bnv/index.html", &[suspended]);
}

#[test]
fn documents_are_found_by_their_number() {
    let site = site();
    build(&site);
    let page = site.read("public/van-ban/so/index.html");
    let at = |it: &str| page.find(it).unwrap_or_else(|| panic!("{it} in {page}"));
    assert!(
        at(">9/2020/TT-BNV</a>") < at(">61/2018/NĐ-CP</a>") && at(">61/2018/") < at(">118/2025/"),
        "{page}"
    );
    holds(
        &site,
        "van-ban/index.html",
        &["href=\"/van-ban/so/\"", "href=\"/du-lieu/van-ban.csv\" type=\"text/csv\""],
    );
}

#[test]
fn the_register_is_open_data() {
    let site = site();
    build(&site);
    let table = site.read("public/du-lieu/van-ban.csv");
    assert!(table.starts_with("\u{feff}id,number,") && table.lines().count() == 4, "{table}");
    assert!(table.contains("\"'=Về \"\"báo cáo\"\", biểu mẫu\"") && table.ends_with("\r\n"), "{table}");
    let data: Value = serde_json::from_str(&site.read("public/du-lieu/van-ban.json")).unwrap();
    let old = &data["documents"][0];
    let got = [&data["as_of"], &old["id"], &old["state"], &old["state_since"], &old["state_by"]];
    assert_eq!(got, ["2026-01-01", "cu", "replaced", "2025-06-14", "moi"]);
}

#[test]
fn citations_are_cut_by_year_so_that_an_edit_stays_in_its_part() {
    let site = site();
    build(&site);
    let part: Value = serde_json::from_str(&site.read("public/du-lieu/trich-dan-2019.json")).unwrap();
    assert_eq!(
        part["articles"],
        serde_json::json!([{
            "article": "https://thu.example.vn/tin-tuc/mot/", "title": "Bài 1/7/2019", "date": "2019-07-01T00:00:00+07:00",
            "citations": [{
                "document": "cu", "number": "61/2018/NĐ-CP", "role": null, "provision": "khoản 2 Điều 5",
                "sentence": "Theo khoản 2 Điều 5 Nghị định số 61/2018/NĐ-CP, hồ sơ được trả đúng hẹn.",
            }],
        }])
    );
    let files =
        ["trich-dan.json", "trich-dan-2019.json", "trich-dan-2025.json", "van-ban.json", "van-ban.csv"];
    let read = |site: &SiteTest| files.map(|it| site.read(&format!("public/du-lieu/{it}")));
    let before = read(&site);
    let words = "Theo khoản 2 Điều 5 Nghị định số 61/2018/NĐ-CP, mọi hồ sơ được trả đúng hẹn.";
    let site = site.with("content/tin-tuc/mot.md", article("1/7/2019", words));
    build(&site);
    let changed = before.iter().zip(read(&site)).map(|(a, b)| *a != b).collect::<Vec<_>>();
    assert_eq!(changed, [false, true, false, false, false]);
}
