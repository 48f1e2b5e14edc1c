//! Procedures, questions, events and indicators, as readers and editors meet them.

use serde_json::Value;

use crate::site_test::SiteTest;

const UNITS: &str = "- {id: xa-binh-an, name: UBND xã Bình An}\n- {id: tinh, name: UBND tỉnh Sông Xanh}\n";
const DOCUMENTS: &str = "Số ký hiệu;Loại văn bản;Cơ quan ban hành;Ngày ban hành;Hiệu lực từ;Trích yếu;Quan hệ\n\
    61/2018/NĐ-CP;Nghị định;Chính phủ;23/4/2018;21/6/2018;Một cửa;\n\
    118/2025/NĐ-CP;Nghị định;Chính phủ;9/6/2025;1/7/2025;Một cửa, một cửa liên thông;thay thế: 61/2018/NĐ-CP\n";
const PROCEDURE: &str = "---\ntiêu đề: Xác nhận nội dung niêm yết\nmã: 9.000101\nlĩnh vực: Văn hóa cơ sở\ncấp: [xã, tỉnh]\n\
    dịch vụ công: toàn trình\ncách nộp: Tại quầy một cửa\nthời hạn: 02 ngày làm việc\nlệ phí: Không thu\n\
    hồ sơ:\n  - {name: Đơn đề nghị, copies: 01 bản chính, form: /tai-lieu/mau.txt}\n  - Ảnh chụp\n\
    trình tự: [Nộp đơn, Nhận kết quả]\nkết quả: Bản xác nhận\nlegal_references: [118/2025/NĐ-CP]\n\
    thay đổi:\n  - {date: 1/7/2025, kind: mới, document: 118/2025/NĐ-CP}\n  - {date: 1/3/2026, kind: sửa đổi, note: Giảm thời hạn}\n  \
    - {date: 1/6/2026, kind: bãi bỏ}\nportal_url: https://dichvucong.example.vn/1\n---\n\nHướng dẫn thêm cho thôn Nà Lại.\n";

/// A site with one of each.
pub fn site() -> SiteTest {
    SiteTest::new(&[
        ("danh-muc/co-quan.yaml", UNITS),
        ("danh-muc/chu-de.yaml", "- {id: mot-cua, title: Một cửa}\n"),
        ("van-ban/dang-ky.csv", DOCUMENTS),
        ("tai-lieu/mau.txt", "Mẫu\n"),
        ("thu-tuc/van-hoa/niem-yet.md", PROCEDURE),
        (
            "thu-tuc/an.md",
            "---\ntitle: Thủ tục nháp\ncode: 9.000999\nfield: Bí mật\ndraft: true\nchanges: [{date: 1/1/2026, kind: mới}]\n---\n",
        ),
        (
            "hoi-dap/noi-nop.md",
            "---\nquestion: Nộp ở xã khác được không?\nasked: 12/2/2026\nanswered_by: xa-binh-an\nagency: xa-binh-an\ntopics: [mot-cua]\n\
             procedures: [9.000101]\nlegal_references: [118/2025/NĐ-CP]\nvalid_until: 30/6/2026\n---\n\nĐược, nếu thủ tục không phụ thuộc địa giới.\n",
        ),
        (
            "su-kien/cuoc-thi.md",
            "---\ntitle: Cuộc thi một phút; một cửa\ntype: cuộc thi\nstart: 15/9/2026\nend: 20/12/2026\nplace: Hội trường xã, thôn 1\norganizer: xa-binh-an\n\
             phases:\n  - {name: Nhận bài, from: 15/9/2026, to: 31/10/2026}\n  - {name: Chung kết, from: 20/12/2026 08:00}\n---\n\nThể lệ.\n",
        ),
        (
            "su-kien/tap-huan.md",
            "---\ntitle: Tập huấn viết tin\ntype: tập huấn\nstart: 5/5/2026 08:00\nend: 5/5/2026 11:30\n---\n",
        ),
        ("tin-tuc/a.md", "---\ntitle: Tin về niêm yết\ndate: 5/3/2026\nprocedures: [9.000101]\n---\nMột.\n"),
        ("chi-so/par-index.yaml", INDICATOR),
    ])
}

const INDICATOR: &str = "title: PAR INDEX\ndirection: higher\ndata:\n\
    - {year: 2023, unit: tinh, result: {score: \"84,15\", rank: 40, of: 63}}\n\
    - {year: 2024, unit: tinh, targets: [{type: rank_gain, value: 5}, {type: max_rank, value: 30, of: 63}, {type: min_score, value: \"86,5\"}], result: {score: 86.50, rank: 33, of: 63, published: 118/2025/NĐ-CP}}\n\
    - {year: 2025, unit: tinh, targets: [{type: rank_gain, value: 1}, {type: max_rank, value: 30, of: 63}, {type: group, value: 2, of: 4}], result: {score: 88, rank: 17, of: 34}}\n\
    - {year: 2026, unit: tinh, targets: [{type: min_score, value: 89}]}\n";

fn build(site: &SiteTest, as_of: &str) {
    let built = site.run(&format!("build|--as-of|{as_of}"));
    assert_eq!(built.code, 0, "{built:?}");
}

#[track_caller]
fn has(page: &str, parts: &[&str]) {
    for it in parts {
        assert!(page.contains(it), "{it} is not in\n{page}");
    }
}

#[test]
fn a_procedure_answers_first_and_is_linked_both_ways() {
    let site = site();
    build(&site, "5/4/2026");
    let page = site.read("public/thu-tuc/van-hoa/niem-yet/index.html");
    has(
        &page,
        &[
            "Đang áp dụng</span> đến khi bãi bỏ, ngày <time datetime=\"2026-06-01\">",
            "<dt>Thời hạn giải quyết</dt><dd>02 ngày làm việc</dd>",
            "<td>Đơn đề nghị</td><td>01 bản chính</td><td><a href=\"/tai-lieu/mau.txt\">mau.txt</a></td>",
            "<td>Ảnh chụp</td><td>–</td><td>–</td>",
            "<li>Nộp đơn</li><li>Nhận kết quả</li>",
            "href=\"https://dichvucong.example.vn/1\"",
            "href=\"/van-ban/nghi-dinh-118-2025-nd-cp/\">Nghị định số 118/2025/NĐ-CP</a> <span class=\"state in-force\">",
            "href=\"/hoi-dap/noi-nop/\"",
            "href=\"/tin-tuc/a/\"",
            "href=\"/thu-tuc/linh-vuc/van-hoa-co-so/\"",
            "href=\"/thu-tuc/cap-tinh/\"",
            "\"@type\":\"GovernmentService\"",
            "Hướng dẫn thêm cho thôn Nà Lại.",
        ],
    );
    has(
        &site.read("public/tin-tuc/a/index.html"),
        &["href=\"/thu-tuc/van-hoa/niem-yet/\">Xác nhận nội dung niêm yết</a>"],
    );
    has(
        &site.read("public/van-ban/nghi-dinh-118-2025-nd-cp/index.html"),
        &["href=\"/thu-tuc/van-hoa/niem-yet/\"", "href=\"/hoi-dap/noi-nop/\""],
    );
    has(&site.read("public/thu-tuc/cap-xa/index.html"), &["Xác nhận nội dung niêm yết"]);
    has(&site.read("public/co-quan/xa-binh-an/index.html"), &["href=\"/hoi-dap/noi-nop/\""]);
    has(&site.read("public/chu-de/mot-cua/index.html"), &["href=\"/hoi-dap/noi-nop/\""]);
    let feed = site.read("public/thu-tuc/thay-doi/feed.xml");
    let titles: Vec<&str> =
        feed.split("<title>").skip(2).filter_map(|it| it.split("</title>").next()).collect();
    let name = "Xác nhận nội dung niêm yết";
    assert_eq!(titles, [format!("Bãi bỏ: {name}"), format!("Sửa đổi: {name}"), format!("Mới: {name}")]);
    has(
        &feed,
        &[
            "<id>https://thu.example.vn/thu-tuc/van-hoa/niem-yet/#thay-doi-2</id>",
            "<summary>Giảm thời hạn</summary>",
        ],
    );
    // What is hidden leaks nowhere.
    let leaks = |it: &(&String, &Vec<u8>)| {
        String::from_utf8_lossy(it.1).contains("9.000999") || String::from_utf8_lossy(it.1).contains("Bí mật")
    };
    assert_eq!(site.tree().iter().filter(leaks).count(), 0);
    build(&site, "1/6/2026");
    has(
        &site.read("public/thu-tuc/van-hoa/niem-yet/index.html"),
        &["Đã bãi bỏ</span> từ <time datetime=\"2026-06-01\">"],
    );
    assert!(site.tree() == site.clean_tree("--as-of|1/6/2026"));
}

#[track_caller]
fn check(found: &[String], expected: &[&str]) {
    assert_eq!(found, expected);
}

#[test]
fn what_does_not_fit_is_told_at_its_place() {
    let codes = |files: &[(&str, &str)]| {
        let site =
            files.iter().fold(site(), |site, (name, text)| site.with(&format!("content/{name}"), text));
        let json: Value =
            serde_json::from_str(&site.run("check|--as-of|5/4/2026|--format|json").out).unwrap();
        let found =
            json["findings"].as_array().unwrap().iter().filter(|it| it["severity"] != "info").map(|it| {
                format!(
                    "{} {}:{}",
                    it["code"].as_str().unwrap(),
                    it["file"].as_str().unwrap_or_default(),
                    it["line"]
                )
            });
        found.collect::<Vec<String>>()
    };
    check(&codes(&[]), &[]);
    let article = "---\ntitle: Tin\ndate: 5/3/2026\nprocedures: [9.00101, 9.000999]\n---\nMột.\n";
    check(
        &codes(&[("tin-tuc/b.md", article)]),
        &["unknown-procedure content/tin-tuc/b.md:4", "procedure-hidden content/tin-tuc/b.md:4"],
    );
    let again = PROCEDURE.replace("niêm yết\nmã", "khác\nmã");
    check(&codes(&[("thu-tuc/x.md", &again)]), &["procedure-duplicate content/thu-tuc/x.md:3"]);
    let old = "---\ntitle: Cũ\ncode: 1\nlegal_references: [61/2018/NĐ-CP]\n---\n";
    check(&codes(&[("thu-tuc/x.md", old)]), &["legal-not-in-force content/thu-tuc/x.md:4"]);
    let ended = "---\ntitle: Cũ\ncode: 1\nlegal_references: [61/2018/NĐ-CP]\nchanges: [{date: 1/7/2025, kind: bãi bỏ}]\n---\n";
    check(&codes(&[("thu-tuc/x.md", ended)]), &[]);
    let event = "---\ntitle: Ngược\ntype: hội nghị\nstart: 5/5/2026\nend: 4/5/2026\nplan: khong-co\n---\n";
    check(
        &codes(&[("su-kien/x.md", event)]),
        &["event-order content/su-kien/x.md:5", "unknown-plan content/su-kien/x.md:6"],
    );
    let indicator = "title: X\ndata:\n- {year: 25}\n- {year: 2024, result: {rank: 64, of: 63, score: a}}\n- {year: 2024}\n- {year: 2025, unit: la}\n";
    check(
        &codes(&[("chi-so/x.yaml", indicator)]),
        &[
            "indicator-year content/chi-so/x.yaml:3",
            "indicator-rank content/chi-so/x.yaml:4",
            "indicator-score content/chi-so/x.yaml:4",
            "indicator-duplicate content/chi-so/x.yaml:5",
            "unknown-unit content/chi-so/x.yaml:6",
        ],
    );
    check(&codes(&[("chi-so/x.yaml", "chỉ số\n")]), &["indicator-shape content/chi-so/x.yaml:1"]);
}

#[test]
fn an_answer_says_when_it_no_longer_holds() {
    let site = site();
    build(&site, "30/6/2026");
    let page = site.read("public/hoi-dap/noi-nop/index.html");
    has(
        &page,
        &[
            "<h1>Nộp ở xã khác được không?</h1>",
            "\"@type\":\"QAPage\"",
            "Có giá trị đến",
            "href=\"/thu-tuc/van-hoa/niem-yet/\"",
        ],
    );
    assert!(!page.contains("Đã hết giá trị"));
    has(
        &site.read("public/hoi-dap/index.html"),
        &["\"@type\":\"FAQPage\"", "Được, nếu thủ tục không phụ thuộc địa giới."],
    );
    has(&site.read("public/hoi-dap/feed.json"), &["Nộp ở xã khác được không?"]);
    build(&site, "1/7/2026");
    has(&site.read("public/hoi-dap/noi-nop/index.html"), &["Đã hết giá trị"]);
    assert!(site.run("check|--as-of|1/7/2026").out.contains("question-past"));
}

#[test]
fn events_come_pass_and_go_into_calendars() {
    let site = site();
    build(&site, "31/10/2026");
    let calendar = site.read("public/su-kien/lich.ics");
    assert!(calendar.split("\r\n").all(|it| it.len() <= 75 && !it.contains('\n')), "{calendar}");
    let whole = calendar.replace("\r\n ", "");
    has(
        &whole,
        &[
            "UID:su-kien-cuoc-thi@thu.example.vn\r\n",
            "UID:su-kien-cuoc-thi-1@thu.example.vn\r\n",
            "DTSTART;VALUE=DATE:20260915\r\nDTEND;VALUE=DATE:20261101\r\nSUMMARY:Cuộc thi một phút\\; một cửa: Nhận bài\r\n",
            "DTSTART:20261220T010000Z\r\n",
            "DTSTART:20260505T010000Z\r\nDTEND:20260505T043000Z\r\nSUMMARY:Tập huấn viết tin\r\n",
            "LOCATION:Hội trường xã\\, thôn 1\r\n",
        ],
    );
    let own = site.read("public/su-kien/cuoc-thi/lich.ics");
    assert_eq!(own.matches("BEGIN:VEVENT").count(), 3);
    let on = |page: &str| {
        page.split("<tr class=\"on\"").nth(1).map(|it| it.split("</th>").next().unwrap().to_owned())
    };
    let page = site.read("public/su-kien/cuoc-thi/index.html");
    has(&page, &["\"@type\":\"Event\"", "\"startDate\":\"2026-09-15\""]);
    assert!(on(&page).is_some_and(|it| it.ends_with("Nhận bài")), "{page}");
    let list = site.read("public/su-kien/index.html");
    let (coming, past) = list.split_once("Đã diễn ra").unwrap();
    assert!(coming.contains("/su-kien/cuoc-thi/") && past.contains("/su-kien/tap-huan/"));
    build(&site, "1/11/2026");
    assert_eq!(on(&site.read("public/su-kien/cuoc-thi/index.html")), None);
    assert_eq!(site.read("public/su-kien/lich.ics"), calendar, "a calendar does not change by itself");
    assert!(site.tree() == site.clean_tree("--as-of|1/11/2026"));
}

#[test]
fn an_event_whose_beginning_cannot_be_read_has_no_calendar() {
    let event = "---\nkind: event\ntitle: Hội thi\ntype: cuộc thi\nstart: 32/6/2026\n---\nNội dung.\n";
    let site = site().with("content/su-kien/hoi-thi.md", event);
    assert_eq!(site.run("build|--as-of|31/10/2026").code, 1);
    let page = site.read("public/su-kien/hoi-thi/index.html");
    assert!(page.contains("Hội thi") && !page.contains("lich.ics") && !page.contains("startDate"), "{page}");
    assert!(!site.path("public/su-kien/hoi-thi/lich.ics").exists());
    assert!(!site.read("public/su-kien/lich.ics").contains("Hội thi"));
}

#[test]
fn indicators_are_judged_without_comparing_what_cannot_be_compared() {
    let site = site();
    build(&site, "5/4/2026");
    let page = site.read("public/chi-so/par-index/index.html");
    let rows: Vec<&str> = page.split("<tr><th scope=\"row\">").skip(1).collect();
    let verdicts = |row: &str| {
        let cell = row.split("<ul class=\"verdicts\">").nth(1).unwrap_or_default();
        let items = cell.split("</ul>").next().unwrap().split("</li>").filter(|it| !it.is_empty());
        let plain = items.map(|it| {
            let text: String = it.split('<').map(|it| it.split_once('>').map_or("", |it| it.1)).collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        plain.collect::<Vec<String>>()
    };
    let apart = "số đơn vị được xếp hạng đã đổi";
    assert_eq!(verdicts(rows[0]), ["ít nhất 89 điểm Chưa xác định chưa có kết quả năm 2026"]);
    assert_eq!(
        verdicts(rows[1]),
        [
            format!(
                "tăng ít nhất 1 bậc Chưa xác định {apart} (33/63 và 17/34), nên hai thứ hạng không so được với nhau"
            ),
            format!(
                "hạng không quá 30/63 Chưa xác định {apart} (30/63 và 17/34), nên hai thứ hạng không so được với nhau"
            ),
            "trong nhóm 2/4 Đạt".to_owned(),
        ]
    );
    assert_eq!(
        verdicts(rows[2]),
        ["tăng ít nhất 5 bậc Đạt", "hạng không quá 30/63 Chưa đạt", "ít nhất 86,5 điểm Đạt"]
    );
    has(rows[2], &["86,50</td>", "33/63</td>", "href=\"/van-ban/nghi-dinh-118-2025-nd-cp/\""]);
    has(&page, &["role=\"img\"", "<desc", "2023: 84,15; 2024: 86,5", "\"@type\":\"Dataset\""]);
    assert!(!page.contains(" style="));
    let csv = site.read("public/chi-so/par-index/du-lieu.csv");
    assert_eq!(
        csv.lines().nth(2).unwrap(),
        "tinh,UBND tỉnh Sông Xanh,2024,86.5,33,63,,30,86.5,5,,Nghị định số 118/2025/NĐ-CP"
    );
    has(&site.read("public/chi-so/index.html"), &["PAR INDEX", "Năm 2025"]);
}

#[test]
fn a_plan_is_held_against_the_indicator_that_it_names() {
    let plan = |year: u16, of: &str, extra: &str| {
        format!(
            "---\ntitle: Kế hoạch {year}\nissuer: tinh\nperiod: {{from: 1/1/{year}, to: 31/12/{year}}}\n\
             targets:\n  - {{id: t1, text: Chỉ số, metric: index, of: \"{of}\"{extra}}}\n---\n"
        )
    };
    let target = |year: u16, of: &str, extra: &str| {
        let site = site().with("content/ke-hoach/kh.md", plan(year, of, extra));
        let json = site.run("plan|status|kh|--format|json|--as-of|31/12/2026").out;
        let found = site.run("check|--all|--as-of|31/12/2026").out.contains("plan-target-unclear");
        (serde_json::from_str::<Value>(&json).unwrap()["targets"][0].clone(), found)
    };
    let of = |it: &(Value, bool)| (it.0["value"].clone(), it.0["met"].clone(), it.1);
    let met = target(2024, "par-index", ", at_least: 2");
    assert_eq!(of(&met), ("2/3".into(), true.into(), false));
    let missed = target(2024, "PAR INDEX", "");
    assert_eq!(of(&missed), ("2/3".into(), false.into(), false));
    assert_eq!(missed.0["missing"][0], "2024: hạng không quá 30/63");
    let apart = target(2025, "par-index; tinh", "");
    assert_eq!(of(&apart), ("1/3".into(), Value::Null, true));
    assert!(apart.0["reason"].as_str().unwrap().contains("33/63 và 17/34"), "{apart:?}");
    assert_eq!(of(&target(2026, "par-index", "")), (Value::Null, Value::Null, false));
    assert_eq!(of(&target(2024, "khong-co", "")), (Value::Null, Value::Null, true));
}

#[test]
fn sections_appear_with_their_content() {
    let empty = SiteTest::new(&[("tin-tuc/a.md", "---\ntitle: A\ndate: 5/3/2026\n---\n[b](/thu-tuc/)\n")]);
    let built = empty.run("build|--as-of|5/4/2026");
    assert!(built.out.contains("link-broken"), "{built:?}");
    assert!(!empty.path("public/thu-tuc").exists() && !empty.read("public/index.html").contains("/thu-tuc/"));
    let full = site().with(
        "content/tin-tuc/b.md",
        "---\ntitle: A\ndate: 5/3/2026\n---\n[b](/thu-tuc/) [c](/su-kien/lich.ics) [d](/thu-tuc/thay-doi/)\n",
    );
    build(&full, "5/4/2026");
    has(
        &full.read("public/index.html"),
        &["href=\"/thu-tuc/\"", "href=\"/hoi-dap/\"", "href=\"/su-kien/\"", "href=\"/chi-so/\""],
    );
    has(
        &full.read("public/sitemap/trang.xml"),
        &["/thu-tuc/van-hoa/niem-yet/", "/hoi-dap/noi-nop/", "/chi-so/par-index/", "/thu-tuc/thay-doi/"],
    );
}

#[test]
fn a_page_of_the_newsroom_stands_in_place_of_a_list_and_of_nothing_else() {
    let own = "---\ntitle: Trang riêng\nkind: page\n---\n[c](/thu-tuc/cap-xa/) [l](/su-kien/lich.ics)\n";
    let site = site().with("content/thu-tuc/index.md", own).with("content/su-kien/index.md", own);
    build(&site, "5/4/2026");
    has(&site.read("public/thu-tuc/index.html"), &["<h1>Trang riêng</h1>", "href=\"/thu-tuc/cap-xa/\""]);
    for it in ["thu-tuc/cap-xa/index.html", "thu-tuc/thay-doi/index.html", "su-kien/lich.ics"] {
        assert!(site.path(&format!("public/{it}")).exists(), "{it}");
    }
}

#[test]
fn a_file_can_hold_several_indicators() {
    let text = "- {id: sipas, title: SIPAS, data: [{year: 2025, result: {score: 90}}]}\n- {id: pci, title: PCI, draft: true}\n- {title: DTI}\n";
    let site = SiteTest::new(&[("chi-so/tat-ca.yaml", text)]);
    build(&site, "5/4/2026");
    has(&site.read("public/chi-so/sipas/index.html"), &["<h1>SIPAS</h1>"]);
    has(&site.read("public/chi-so/tat-ca-3/index.html"), &["<h1>DTI</h1>"]);
    assert!(!site.path("public/chi-so/pci").exists());
}

#[test]
fn new_files_of_these_kinds_only_lack_what_nobody_can_know() {
    for (kind, file, fill) in [
        ("thu-tuc", "content/thu-tuc/viec-moi.md", "code:|code: 9.000777"),
        ("hoi-dap", "content/hoi-dap/viec-moi.md", ""),
        ("su-kien", "content/su-kien/viec-moi.md", "type:|type: đối thoại"),
        ("chi-so", "content/chi-so/viec-moi.yaml", ""),
    ] {
        let site = site();
        let made = site.run(&format!("new|{kind}|Việc mới|--as-of|5/4/2026"));
        assert_eq!((made.code, made.out.trim()), (0, file), "{made:?}");
        let text = site.read(file);
        let text = match fill.split_once('|') {
            Some((from, to)) => text.replace(&format!("\n{from}\n"), &format!("\n{to}\n")),
            None => text,
        };
        let text = text.replace("\nstart:\n", "\nstart: 5/5/2026\n");
        std::fs::write(site.path(file), text).unwrap();
        let checked = site.run("check|--as-of|5/4/2026");
        assert_eq!(checked.code, 0, "{kind}: {checked:?}");
    }
}

#[test]
fn an_indicator_that_was_emptied_is_told() {
    let ran = SiteTest::new(&[("chi-so/par-index.yaml", "")]).run("check");
    assert!(
        ran.code == 1 && ran.out.contains("indicator-shape") && ran.out.contains("par-index.yaml"),
        "{ran:?}"
    );
}
