//! The incremental law over edits that nobody chose: whatever is edited, alone or together, a build upon the last one ends
//! with the tree and the manifest of a build from nothing. Seeds are fixed, so that a failure can be met again.

use std::{collections::BTreeMap, fs, path::PathBuf};

use crate::{
    links::newsroom,
    site_test::SiteTest,
    tree::{self, Tree, assert_same},
};

/// Numbers without a pattern, the same for a seed on every machine (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((it ^ (it >> 31)) % u64::try_from(n).unwrap()).unwrap()
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const SENTENCES: &[&str] = &[
    "Xóm Chùa có 112 hộ nộp hồ sơ qua mạng.",
    "Ông Lò Văn Páo đến bản Xà Phìn từ sớm.",
    "Theo Nghị định số 61/2018/NĐ-CP, người dân chỉ đến một nơi.",
    "Thực hiện Kế hoạch số 5/KH-UBND ngày 5/1/2025, xã đã niêm yết 76/NQ-CP.",
    "Việc này được giao cho Văn phòng.",
    "Xem [giới thiệu](/gioi-thieu/).",
    "| Thôn | Hồ sơ |\n|---|---|\n| Nà Lại | 305 |",
    "## Kết quả mới",
    "```json\n{\"ma\": 1}\n```",
];

/// A newsroom of so many articles besides those of `newsroom`, over two years.
fn large(n: usize) -> SiteTest {
    let mut dice = Dice(7);
    (0..n).fold(newsroom(), |site, at| {
        let (year, month, day) = (2024 + at % 2, 1 + at % 12, 1 + at % 28);
        let topic = dice.one(&["mot-cua", "so-hoa", "mot-cua, so-hoa"]);
        let texts: Vec<&str> = (0..4).map(|_| SENTENCES[dice.below(5)]).collect();
        let text = texts.join("\n\n");
        let page = format!(
            "---\ntitle: Tin số {at} của thôn\ndate: {day}/{month}/{year}\nagency: van-phong\ntopics: [{topic}]\n\
             summary: Tóm tắt tin {at}.\n---\n\n{text}\n"
        );
        site.with(&format!("content/tin-tuc/{year}/{month:02}/tin-{at}.md"), page)
    })
}

fn articles(site: &SiteTest) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = walk(&site.path("content/tin-tuc"));
    all.sort();
    all
}

fn walk(folder: &std::path::Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    items.flat_map(|it| if it.is_dir() { walk(&it) } else { vec![it] }).collect()
}

/// What was taken away, to be put back.
type Attic = BTreeMap<PathBuf, Vec<u8>>;

/// Edits one thing; says what.
#[expect(clippy::too_many_lines, reason = "a table of edits, each in its arm")]
fn edit(site: &SiteTest, dice: &mut Dice, attic: &mut Attic, as_of: &mut String) -> String {
    let all = articles(site);
    let file = dice.one(&all).clone();
    let name = file.strip_prefix(site.root()).unwrap().display().to_string();
    let text = fs::read_to_string(&file).unwrap();
    let number = dice.below(1000);
    let line = |name: &str, key: &str, value: String| {
        let path = site.path(name);
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().map(|it| if it.starts_with(key) { value.clone() } else { it.to_owned() });
        fs::write(path, lines.collect::<Vec<_>>().join("\n") + "\n").unwrap();
    };
    match dice.below(26) {
        0..=5 => {
            let sentence = dice.one(SENTENCES);
            fs::write(&file, format!("{text}\n{sentence} Lần {number}.\n")).unwrap();
            format!("prose of {name}: {sentence}")
        }
        6 => {
            let (head, body) = text.split_at(text.rfind("---\n").unwrap() + 4);
            let kept: Vec<&str> = body.split("\n\n").skip(1).collect();
            fs::write(&file, format!("{head}\n{}\n", kept.join("\n\n"))).unwrap();
            format!("first paragraph of {name} gone")
        }
        7 => {
            line(&name, "title:", format!("title: Tên mới {number}"));
            format!("title of {name}")
        }
        8 => {
            line(&name, "date:", format!("date: {}/{}/2025", 1 + number % 28, 1 + number % 12));
            format!("date of {name}")
        }
        9 => {
            line(&name, "topics:", format!("topics: [{}]", dice.one(&["mot-cua", "so-hoa"])));
            format!("topics of {name}")
        }
        10 => {
            let to = file.with_file_name(format!("doi-ten-{number}.md"));
            fs::rename(&file, &to).unwrap();
            format!("{name} renamed")
        }
        11 => {
            attic.insert(file.clone(), fs::read(&file).unwrap());
            fs::remove_file(&file).unwrap();
            format!("{name} deleted")
        }
        12 => match attic.pop_first() {
            Some((file, bytes)) => {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, bytes).unwrap();
                format!("{} restored", file.display())
            }
            None => "nothing to restore".to_owned(),
        },
        13 => {
            let at = 2 + number % 26;
            line(
                "content/van-ban/dang-ky.csv",
                "61/2018",
                format!(
                    "61/2018/NĐ-CP;Nghị định;Chính phủ;{at}/4/2018;Một cửa {number};amends: 63/2010/NĐ-CP"
                ),
            );
            "facts of a document".to_owned()
        }
        14 => {
            line(
                "content/danh-muc/co-quan.yaml",
                "- {id: van-phong",
                format!("- {{id: van-phong, name: Văn phòng {number}, parent: xa-binh-an}}"),
            );
            "name of a unit".to_owned()
        }
        15 => {
            line("bantin.yaml", "title:", format!("title: Trang {number}"));
            "title of the site".to_owned()
        }
        16 => {
            let path = site.path("themes/default/templates/partials/line.html");
            if path.exists() {
                fs::remove_dir_all(site.path("themes")).unwrap();
                return "the template given back".to_owned();
            }
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(
                path,
                format!(
                    "<li data-n=\"{number}\"><a href=\"{{{{ card.url }}}}\">{{{{ card.title }}}}</a></li>\n"
                ),
            )
            .unwrap();
            "a template".to_owned()
        }
        17 => {
            *as_of = format!("--as-of|{}/3/2026", 1 + number % 28);
            format!("the clock: {as_of}")
        }
        18 => {
            fs::write(site.path("content/tai-lieu/Mẫu đơn.txt"), "x".repeat(number)).unwrap();
            "an attachment".to_owned()
        }
        19 => {
            let path = site.path("content/ke-hoach/tuyen-truyen-2025.md");
            let text = fs::read_to_string(&path).unwrap();
            fs::write(path, format!("{text}\nBổ sung {number} việc ở thôn Nà Lại.\n")).unwrap();
            "prose of the plan".to_owned()
        }
        20 => {
            fs::write(site.path(&format!("content/tin-tuc/2025/moi-{number}.md")), format!("---\ntitle: Bài mới {number}\ndate: 9/9/2025\ntopics: [mot-cua]\nlegal_references: [76/NQ-CP]\n---\nNội dung mới ở thôn Nà Lại.\n")).unwrap();
            "a new article".to_owned()
        }
        21 | 22 => {
            let path = site.path("content/hoat-dong/2025.csv");
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let text =
                fs::read_to_string(&path).unwrap_or("ngày;đơn vị;hình thức;kế hoạch;số lượng\n".to_owned());
            let plan = dice.one(&["tuyen-truyen-2025", "tuyen-truyen-2024"]);
            let row = format!("{}/{}/2025;van-phong;f1;{plan};{number}\n", 1 + number % 28, 1 + number % 14);
            fs::write(path, text + &row).unwrap();
            format!("an activity: {row}")
        }
        23 => {
            let notice = format!("\nwithdrawn: {{date: {}/3/2026, reason: Sai}}\ndate:", 1 + number % 28);
            let is_withdrawn = text.contains("\nwithdrawn:");
            let kept = text.lines().filter(|it| !it.starts_with("withdrawn:")).collect::<Vec<_>>().join("\n");
            let text = if is_withdrawn { kept + "\n" } else { text.replacen("\ndate:", &notice, 1) };
            fs::write(&file, text).unwrap();
            format!("{name} withdrawn, or no longer")
        }
        24 => {
            let path = site.path("bantin.yaml");
            let text = fs::read_to_string(&path).unwrap();
            let plain = text.replace("precompress: true\n", "");
            fs::write(path, if plain == text { text + "precompress: true\n" } else { plain }).unwrap();
            "compressed forms, or none".to_owned()
        }
        _ => {
            fs::write(&file, format!("{text}\n")).unwrap();
            format!("an empty line at the end of {name}")
        }
    }
}

/// The published tree and the manifest.
fn state(site: &SiteTest) -> (Tree, Tree) {
    let notes = tree::read(&site.path(".bantin"));
    (site.tree(), notes.into_iter().filter(|it| it.0.starts_with("manifest")).collect())
}

#[track_caller]
fn check(site: &SiteTest, as_of: &str, what: &str) {
    let fresh = SiteTest::empty();
    tree::copy(site.root(), fresh.root());
    for folder in ["public", ".bantin"] {
        fs::remove_dir_all(fresh.path(folder)).unwrap();
    }
    let findings = |ran: crate::site_test::Ran| (ran.code, ran.out);
    let expected = findings(fresh.run(&format!("build|{as_of}")));
    let got = findings(site.run(&format!("build|{as_of}")));
    assert_eq!(got, expected, "findings after {what}");
    let (got, expected) = (state(site), state(&fresh));
    assert_same(&got.0, &expected.0, what);
    assert_same(&got.1, &expected.1, &format!("manifest after {what}"));
}

fn walk_through(site: &SiteTest, seed: u64, steps: usize) {
    let (mut dice, mut attic) = (Dice(seed), Attic::new());
    let mut as_of = "--as-of|1/3/2026".to_owned();
    site.run(&format!("build|{as_of}"));
    let mut history = Vec::new();
    for _ in 0..steps {
        for _ in 0..=dice.below(2) {
            history.push(edit(site, &mut dice, &mut attic, &mut as_of));
        }
        check(site, &as_of, &format!("seed {seed}: {}", history.join("; ")));
    }
}

#[test]
fn random_edits_of_a_small_site_end_where_a_clean_build_ends() {
    for seed in 1..=4 {
        walk_through(&newsroom(), seed, 12);
    }
}

#[test]
fn random_edits_of_a_site_with_an_old_part_end_where_a_clean_build_ends() {
    walk_through(&large(320), 11, 8);
}

/// Edits procedures, questions, events and indicators, and what names them.
fn edit_services(site: &SiteTest, dice: &mut Dice, as_of: &mut String) -> String {
    let number = dice.below(1000);
    let replace = |name: &str, from: &str, to: &str| {
        let path = site.path(name);
        let text = fs::read_to_string(&path).unwrap_or_default().replace(from, to);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        format!("{name}: {from:?} is {to:?}")
    };
    let append = |name: &str, more: String| {
        let text = fs::read_to_string(site.path(name)).unwrap() + &more;
        fs::write(site.path(name), text).unwrap();
        format!("{name}: {more:?}")
    };
    let (procedure, question) = ("content/thu-tuc/van-hoa/niem-yet.md", "content/hoi-dap/noi-nop.md");
    let (event, indicator) = ("content/su-kien/cuoc-thi.md", "content/chi-so/par-index.yaml");
    match dice.below(16) {
        0 => append(procedure, format!("\nThêm {number} việc ở thôn Nà Lại.\n")),
        1 => append(question, format!("\nTrả lời thêm lần {number}.\n")),
        2 => append(event, format!("\nThể lệ {number}.\n")),
        3 => append(
            indicator,
            format!("- {{year: {}, unit: tinh, result: {{rank: {}}}}}\n", 1990 + number % 30, 1 + number),
        ),
        4 => replace(procedure, "mã: 9", &format!("mã: {}", 1 + number % 9)),
        5 => replace(procedure, "kind: bãi bỏ", ["kind: mới", "kind: thay thế"][number % 2]),
        6 => replace(procedure, "Văn hóa", "Giáo dục"),
        7 => replace(question, "Nộp ở", &format!("Nộp {number} ở")),
        8 => replace(question, "9.000101", ["9.000102", "9.000101, 1"][number % 2]),
        9 => replace(event, "31/10/2026", "30/9/2026"),
        10 => replace(event, "title: Cuộc thi", "draft: true\ntitle: Cuộc thi"),
        11 => replace(event, "draft: true\n", ""),
        12 => replace(indicator, "rank: 33", &format!("rank: {}", 1 + number % 60)),
        13 => replace("content/van-ban/dang-ky.csv", "Một cửa", &format!("Một cửa {number}")),
        14 => {
            *as_of = format!("--as-of|{}/{}/2026", 1 + number % 28, 1 + number % 12);
            format!("the clock: {as_of}")
        }
        _ => append("content/tin-tuc/a.md", format!("\n[thủ tục](/thu-tuc/cap-xa/) {number}\n")),
    }
}

#[test]
fn random_edits_of_procedures_and_the_like_end_where_a_clean_build_ends() {
    for seed in 1..=3 {
        let (site, mut dice) = (crate::kinds::site(), Dice(seed));
        let mut as_of = "--as-of|5/4/2026".to_owned();
        site.run(&format!("build|{as_of}"));
        let mut history = Vec::new();
        for _ in 0..14 {
            for _ in 0..=dice.below(2) {
                history.push(edit_services(&site, &mut dice, &mut as_of));
            }
            check(&site, &as_of, &format!("seed {seed}: {}", history.join("; ")));
        }
    }
}

#[test]
fn edits_of_prose_alone_touch_the_files_of_the_page_alone() {
    let site = large(320);
    let mut dice = Dice(5);
    let as_of = "--as-of|1/3/2026";
    site.run(&format!("build|{as_of}"));
    // The notes are found again where they were lost.
    for it in fs::read_dir(site.path(".bantin")).unwrap().map(|it| it.unwrap().path()) {
        if it.to_str().unwrap().contains("state") {
            fs::remove_file(it).unwrap();
        }
    }
    assert!(site.run(&format!("build|{as_of}")).err.contains("ghi 0 tệp"));
    for round in 0..12 {
        let file = dice.one(&articles(&site)).clone();
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, format!("{text}\nDấu hiệu Mù Cang {round}1{round} ở thôn Lũng Cú.\n")).unwrap();
        let ran = site.run(&format!("build|{as_of}|--explain|--format|json"));
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let why = json["explain"].as_array().unwrap();
        let reasons: Vec<&str> = why.iter().map(|it| it["why"].as_str().unwrap()).collect();
        let known = ["đổi: nội dung bài", "đổi: nội dung bài có trong chỉ mục tìm kiếm"];
        assert!((2..=8).contains(&why.len()) && reasons.iter().all(|it| known.contains(it)), "{json:#}");
        if round % 4 == 3 {
            check(&site, as_of, &format!("round {round}"));
        }
    }
}
