//! Every rule on small sites: a text that breaks it, and one that does not.

use std::sync::Arc;

use jiff::{civil::date, tz::TimeZone};

use crate::{
    config,
    diag::{Diagnostic, codes},
    legal::{Lexicon, Scanner},
    site::{self, Clock, Extent, Site, Sources},
    source::{markdown::Abbreviations, parse, rows},
};

const REGISTER: &str = "\
number;type;issuer;issued;title;effective;known_as
45/QĐ-TTg;Quyết định;Thủ tướng Chính phủ;30/3/2011;Thành lập một trường học;;
45/QĐ-TTg;Quyết định;Thủ tướng Chính phủ;27/3/2021;Phê duyệt Đề án đổi mới cơ chế một cửa trong giải quyết thủ tục;;
7/QĐ-TTg;Quyết định;Thủ tướng Chính phủ;6/1/2022;Phê duyệt một đề án;;Đề án 07
9/2018/NĐ-CP;Nghị định;Chính phủ;23/4/2018;Về cơ chế cũ;21/6/2018;
9/2025/NĐ-CP;Nghị định;Chính phủ;9/6/2025;Về cơ chế mới;1/7/2025;
76/NQ-CP;Nghị quyết;Chính phủ;15/7/2021;Ban hành một chương trình;;
15/KH-UBND;Kế hoạch;UBND tỉnh Hà Nam;21/1/2021;Việc của tỉnh;;
1/2010/QH12;Luật;Quốc hội;1/5/2010;Luật Thử nghiệm;1/1/2011;
";

const SETTINGS: &str = "title: T\nbase_url: https://a.vn/\n";

/// The findings of a site with the register above, which says that 9/2025 replaces 9/2018, and these files below `content/`.
fn found(settings: &str, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let config = config::parse(settings, &mut found);
    let scanner =
        Scanner::new(&Lexicon { names: vec!["Đề án 07".into(), "Luật Thử nghiệm".into()] });
    let abbreviations = Abbreviations::new(Vec::new());
    let cx = parse::Context {
        config: &config,
        abbreviations: &abbreviations,
        scanner: &scanner,
        is_head_only: false,
    };
    let mut entries =
        rows::parse(&Arc::from("content/van-ban/a.csv"), "van-ban", REGISTER.as_bytes(), &mut found);
    let replaces = "number;type;issuer;issued;title;effective;relations\n\
        10/2025/NĐ-CP;Nghị định;Chính phủ;10/6/2025;Thay thế;1/7/2025;replaces: 9/2018/NĐ-CP\n";
    entries.extend(rows::parse(
        &Arc::from("content/van-ban/b.csv"),
        "van-ban",
        replaces.as_bytes(),
        &mut found,
    ));
    for (name, text) in files {
        let file = Arc::from(format!("content/{name}"));
        let entry = parse::parse(&file, name, text.as_bytes(), &cx);
        entries.push(entry.unwrap_or_else(|faults| panic!("{name}: {faults:?}")));
    }
    assert_eq!(found, [], "the site itself");
    let entries = entries.into_iter().map(Arc::new).collect();
    let sources = Sources {
        config: Arc::new(config),
        registries: Arc::default(),
        entries,
        activities: Vec::new(),
        assets: Arc::default(),
        unread: Vec::new(),
        extent: Extent::Whole,
    };
    let zone = TimeZone::UTC;
    let now = date(2026, 3, 1).to_zoned(zone.clone()).unwrap().timestamp();
    let clock = Clock { now, zone };
    let graph = site::resolve(&sources, &clock, None);
    let mut all: Vec<Diagnostic> = graph.findings().cloned().collect();
    all.extend(super::run(&Site::new(&sources, &clock, &graph)));
    all
}

/// An article of that day.
fn article(day: &str, front: &str, text: &str) -> String {
    format!("---\ntitle: Bài\ndate: {day}\n{front}---\n{text}\n")
}

#[track_caller]
fn check_in(settings: &str, code: &str, text: &str, expected: &[&str]) {
    let found = found(settings, &[("tin-tuc/a.md", text)]);
    assert!(super::LINTS.iter().any(|it| it.code == code), "{code}");
    compare(code, &found, expected);
}

/// Each expected finding is `place words`, where the words stand in the message or the help.
#[track_caller]
fn compare(code: &str, found: &[Diagnostic], expected: &[&str]) {
    let shown: Vec<String> = found.iter().filter(|it| it.code == code).map(show).collect();
    let same = shown.iter().zip(expected).all(|(shown, expected)| {
        let (place, words) = expected.split_once(' ').unwrap_or((expected, ""));
        shown.starts_with(&format!("{place} ")) && shown.contains(words)
    });
    assert!(
        same && shown.len() == expected.len(),
        "{code}: {shown:#?} is not {expected:#?} among {found:#?}"
    );
    assert!(found.iter().all(|it| codes::find(it.code).is_some()), "every code is explained");
}

/// `line:column+length message | help`, in Vietnamese.
fn show(it: &Diagnostic) -> String {
    let pos = it.place.as_ref().map(|it| it.pos).unwrap_or_default();
    let help = it.help.as_ref().map(|it| it.vi.as_str()).unwrap_or_default();
    format!("{}:{}+{} {} | {help}", pos.line, pos.column, pos.len, it.message.vi)
}

#[track_caller]
fn check(code: &str, text: &str, expected: &[&str]) {
    check_in(SETTINGS, code, &article("5/6/2022", "", text), expected);
}

#[track_caller]
fn check_front(code: &str, reference: &str, expected: &[&str]) {
    let front = format!("văn bản:\n  - {reference}\n");
    check_in(SETTINGS, code, &article("5/6/2022", &front, "Chữ."), expected);
}

#[test]
fn tells_documents_that_the_register_lacks() {
    check("legal-unknown", "Theo *Quyết định số 8/QĐ-TTg*.", &["5:7+22 có phải ý bạn là 7/QĐ-TTg?"]);
    check("legal-unknown", "Theo Nghị quyết số 76/NQ-CP; theo 15/KH-UBND.", &[]);
}

#[test]
fn asks_which_of_several_documents_is_meant() {
    check(
        "legal-ambiguous",
        "Theo Quyết định số 45/QĐ-TTg và Quyết định số 45/QĐ-TTg.",
        &["5:6+23 [[45/QĐ-TTg@2021]]"],
    );
    check("legal-ambiguous", "Theo [[45/QĐ-TTg@2021]], Quyết định số 45/QĐ-TTg ngày 30/3/2011.", &[]);
}

#[test]
fn asks_for_the_version_of_a_law() {
    check(
        "legal-unknown-version",
        "Theo Luật Thử nghiệm năm 2019.",
        &["5:6+24 các bản ban hành ngày 01/5/2010"],
    );
    check("legal-unknown-version", "Theo Luật Thử nghiệm năm 2010, Luật Thử nghiệm.", &[]);
}

#[test]
fn compares_dates_with_the_register() {
    check(
        "legal-date-mismatch",
        "Theo Nghị quyết số 76/NQ-CP ngày 16/7/2021 của Chính phủ.",
        &["5:6+22 viết ngày 15/7/2021"],
    );
    check("legal-date-mismatch", "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.", &[]);
    check_front("legal-date-mismatch", "76/NQ-CP, Chính phủ, 16/7/2021", &["5:5+30 viết ngày 15/7/2021"]);
    check_front("legal-date-mismatch", "76/NQ-CP, Chính phủ, 15/7/2021", &[]);
}

#[test]
fn finds_dates_that_do_not_exist() {
    check(
        "legal-invalid-date",
        "Theo Nghị quyết số 76/NQ-CP ngày 15/7/20210 của Chính phủ.",
        &["5:6+22 viết ngày 15/7/2021"],
    );
    check("legal-invalid-date", "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.", &[]);
}

#[test]
fn finds_documents_of_the_future() {
    check("legal-future", "Theo Nghị định số 9/2025/NĐ-CP.", &["5:6+25 ngày 09/6/2025, sau ngày 05/6/2022"]);
    check("legal-future", "Theo Nghị định số 9/2018/NĐ-CP.", &[]);
}

#[test]
fn finds_documents_that_had_ended() {
    let text = |text: &str| article("5/9/2025", "", text);
    check_in(
        SETTINGS,
        "legal-not-in-force",
        &text("Theo Nghị định số 9/2018/NĐ-CP."),
        &["5:6+25 dẫn Nghị định số 10/2025/NĐ-CP"],
    );
    let both = "Nghị định số 10/2025/NĐ-CP thay thế Nghị định số 9/2018/NĐ-CP.";
    check_in(SETTINGS, "legal-not-in-force", &text(both), &[]);
    check("legal-not-in-force", "Theo Nghị định số 9/2018/NĐ-CP.", &[]);
}

#[test]
fn an_amendment_ends_with_what_it_amends() {
    let amends = "---\nnumber: 7/2021/NĐ-CP\ntype: Nghị định\nissuer: Chính phủ\nissued: 6/12/2021\n\
        effective: 6/12/2021\ntitle: Sửa đổi\nrelations:\n  - {type: amends, document: 9/2018/NĐ-CP}\n---\n";
    for (day, expected) in [("30/6/2025", &[][..]), ("5/9/2025", &["5:6+25 dẫn Nghị định số 10/2025/NĐ-CP"])]
    {
        let text = article(day, "", "Theo Nghị định số 7/2021/NĐ-CP.");
        let found = found(SETTINGS, &[("van-ban/sua.md", amends), ("tin-tuc/a.md", &text)]);
        compare("legal-not-in-force", &found, expected);
    }
}

#[test]
fn finds_documents_that_have_ended_since() {
    check("legal-superseded", "Theo Nghị định số 9/2018/NĐ-CP.", &["5:6+25 từ ngày 01/7/2025"]);
    check("legal-superseded", "Theo Nghị quyết số 76/NQ-CP.", &[]);
}

#[test]
fn compares_types_with_the_register() {
    check("legal-type-mismatch", "Theo Nghị định số 76/NQ-CP.", &["5:6+21 viết Nghị quyết số 76/NQ-CP"]);
    check("legal-type-mismatch", "Theo Nghị quyết số 76/NQ-CP, Văn bản số 7/QĐ-TTg.", &[]);
}

#[test]
fn finds_signs_that_are_out_of_place() {
    check("legal-separator", "Đã có Nghị quyết số 76 /NQ–CP.", &["5:21+9 viết 76/NQ-CP"]);
    check("legal-separator", "Đã có Nghị quyết số 76/NQ-CP.", &[]);
    check_front("legal-separator", "\"76/NQ–CP\"", &["5:6+8 viết 76/NQ-CP"]);
}

#[test]
fn finds_letters_that_only_look_right() {
    check("legal-codepoint", "Ngày ấy, **Nghị định số 9/2018/NÐ-CP**.", &["5:25+12 viết 9/2018/NĐ-CP"]);
    check("legal-codepoint", "Ngày ấy, **Nghị quyết số 76/NQ-СР**.", &["5:26+8 viết 76/NQ-CP"]);
    check("legal-codepoint", "Ngày ấy, **Nghị định số 9/2018/NĐ-CP**.", &[]);
}

#[test]
fn finds_words_stuck_to_a_number() {
    check("legal-glued", "Nghị định số 9/2018/NĐ-CPquy định việc ấy.", &["5:1+25 thêm khoảng trắng"]);
    check("legal-glued", "Nghị định số 9/2018/NĐ-CP quy định việc ấy.", &[]);
}

#[test]
fn finds_numbers_that_lack_their_symbol() {
    check("legal-incomplete-number", "Theo Nghị quyết 76.", &["5:6+13 lần đầu viết đủ"]);
    check("legal-incomplete-number", "Theo Nghị định 9/2018.", &["5:6+16 viết đủ: 9/2018/NĐ-CP"]);
    check("legal-incomplete-number", "Theo Nghị quyết số 76/NQ-CP. Theo Nghị quyết 76, Đề án 07.", &[]);
}

#[test]
fn asks_for_the_place_of_a_local_number() {
    check("legal-missing-place", "Theo Kế hoạch số 15/KH-UBND.", &["5:6+22 không rõ tỉnh nào"]);
    check("legal-missing-place", "Theo Kế hoạch số 15/KH-UBND của UBND tỉnh Hà Nam.", &[]);
    let settings = format!("{SETTINGS}locality: tỉnh Hà Nam\n");
    check_in(&settings, "legal-missing-place", &article("5/6/2022", "", "Theo Kế hoạch số 15/KH-UBND."), &[]);
}

#[test]
fn finds_what_has_no_number_yet() {
    check("legal-draft-number", "Theo Kế hoạch số …/KH-UBND của xã.", &["5:6+21 chưa có số"]);
    check("legal-draft-number", "Theo Kế hoạch số 15/KH-UBND của UBND tỉnh Hà Nam.", &[]);
}

#[test]
fn asks_for_date_and_issuer_at_the_first_mention() {
    check(
        "legal-first-citation",
        "Theo Nghị quyết số 76/NQ-CP.",
        &["5:6+22 ngày 15 tháng 7 năm 2021 của Chính phủ ban hành một chương trình"],
    );
    let text = "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ. Theo Nghị quyết số 76/NQ-CP.";
    check("legal-first-citation", text, &[]);
}

#[test]
fn compares_subjects_with_the_register() {
    let head =
        "Theo Quyết định số 45/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ phê duyệt Đề án đổi mới cơ chế";
    let text = |end: &str| format!("{head} {end}.");
    check("legal-title-differs", &text("một cửa khi giải quyết việc"), &["5:6+23 viết khác"]);
    check("legal-title-differs", &text("một cửa trong giải quyết thủ tục"), &[]);
    check("legal-title-truncated", &text("một cửa trong giải quyết"), &["5:6+23 bị cắt"]);
    check("legal-title-truncated", &text("một cửa trong giải quyết thủ tục"), &[]);
}

#[test]
fn finds_numbers_broken_over_two_lines() {
    check("legal-split", "Đã có Nghị quyết số 76/\nNQ-CP.", &["5:7+17 viết 76/NQ-CP liền"]);
    check("legal-split", "Đã có Nghị quyết\nsố 76/NQ-CP.", &[]);
}

#[track_caller]
fn check_register(code: &str, files: &[(&str, &str)], expected: &[&str]) {
    let found = found(SETTINGS, files);
    compare(code, &found, expected);
}

fn document(number: &str, more: &str) -> String {
    format!(
        "---\nsố ký hiệu: {number}\nloại văn bản: Quyết định\ncơ quan ban hành: Chính phủ\nngày ban hành: 1/2/2023\n\
         trích yếu: Việc này\n{more}---\n"
    )
}

#[test]
fn checks_the_register() {
    let (one, two) = (document("1/QĐ-CP", ""), document("2/QĐ-CP", ""));
    check_register(
        "legal-dup-id",
        &[("van-ban/a/x.md", &one), ("van-ban/b/x.md", &two)],
        &["6:12+8 content/van-ban/a/x.md"],
    );
    check_register("legal-dup-id", &[("van-ban/a/x.md", &one), ("van-ban/b/y.md", &two)], &[]);
    check_register(
        "legal-dup-key",
        &[("van-ban/x.md", &one), ("van-ban/y.md", &one)],
        &["6:12+8 content/van-ban/x.md"],
    );
    check_register("legal-dup-key", &[("van-ban/x.md", &one), ("van-ban/y.md", &two)], &[]);

    let unverified = document("1/QĐ-CP", "chưa kiểm chứng: chưa đọc được bản gốc\n");
    check_register("legal-unverified", &[("van-ban/x.md", &unverified)], &["7:18+21 chưa đọc được bản gốc"]);
    check_register("legal-unverified", &[("van-ban/x.md", &one)], &[]);

    let replaces = |it: &str| document("3/QĐ-CP", &format!("quan hệ: [{{loại: thay thế, văn bản: {it}}}]\n"));
    check_register(
        "legal-dangling-relation",
        &[("van-ban/x.md", &replaces("99/QĐ-CP"))],
        &["7:37+8 danh mục văn bản không có"],
    );
    check_register("legal-dangling-relation", &[("van-ban/x.md", &replaces("7/QĐ-TTg"))], &[]);
    check_register(
        "legal-relation-conflict",
        &[("van-ban/x.md", &replaces("9/2025/NĐ-CP"))],
        &["7:37+12 ban hành trước"],
    );
    check_register("legal-relation-conflict", &[("van-ban/x.md", &replaces("76/NQ-CP"))], &[]);

    check_register(
        "legal-draft-number",
        &[("van-ban/x.md", &document("\"\"", ""))],
        &["6:12+8 đặt draft: true"],
    );
    let named = document("\"\"", "tên gọi: [Quyết định thử]\n");
    check_register("legal-draft-number", &[("van-ban/x.md", &named)], &[]);
}

#[test]
fn tells_articles_whose_day_is_still_to_come() {
    #[track_caller]
    fn check(day: &str, front: &str, expected: &[&str]) {
        check_in(SETTINGS, "date-future", &article(day, front, "Chữ."), expected);
    }
    check("2/3/2026", "", &["3:7+8 dùng publish_at"]);
    check("1/3/2026", "", &[]);
    check("2/3/2026", "publish_at: 28/2/2026\n", &[]);
}

#[test]
fn tells_posts_that_do_not_count_as_they_are_typed() {
    let with =
        |posts: &str| article("5/6/2022", &format!("outputs: {{social: {{zalo: {posts}}}}}\n"), "Chữ.");
    let check = |posts: &str, expected: &[&str]| check_in(SETTINGS, "plan-post", &with(posts), expected);
    check("{url: https://zalo.me/a, date: 6/6/2022}", &[]);
    check("{url: https://zalo.me/a}", &[]);
    check("{url: zalo.me/a}", &["2:8+3 \"zalo.me/a\" không phải địa chỉ"]);
    check("{url: https://zalo.me/a, date: 31/2/2022}", &["2:8+3 không đọc được ngày \"31/2/2022\""]);
}
