//! A graph that takes over from the one before is the graph that is made of nothing.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{ToSpan, civil::date, tz::TimeZone};

use crate::{
    config::{self, Config},
    diag::{At, Pos},
    kind::registry::{Registries, Topic},
    legal::{Lexicon, Scanner},
    site::{Clock, Extent, Graph, Site, Sources, resolve},
    source::{Entry, markdown::Abbreviations, parse, rows},
};

const REGISTER: &str = "\
number;type;issuer;issued;title;effective;known_as
45/QĐ-TTg;Quyết định;Thủ tướng Chính phủ;27/3/2021;Phê duyệt Đề án đổi mới cơ chế một cửa trong giải quyết thủ tục;;
9/2018/NĐ-CP;Nghị định;Chính phủ;23/4/2018;Về cơ chế cũ;21/6/2018;
9/2025/NĐ-CP;Nghị định;Chính phủ;9/6/2025;Về cơ chế mới;1/7/2025;
15/KH-UBND;Kế hoạch;UBND tỉnh Hà Nam;21/1/2021;Việc của tỉnh;;
15/KH-UBND;Kế hoạch;UBND tỉnh Nghệ An;22/1/2021;Việc của tỉnh khác;;
";

const PLAN: &str = "\
---\ntitle: Kế hoạch năm\nnumber: 1/KH-UBND\nissuer: UBND tỉnh Hà Nam\nissued: 1/1/2025\nperiod: {from: 1/1/2025, to: 31/12/2025}
items: [{id: tthc, title: Thủ tục}, {id: cds, title: Chuyển đổi số}]\nimplements: [45/QĐ-TTg]\n---\n# Việc\nNội dung.\n";

const DOCUMENT: &str = "\
---\ntitle: Nghị định mới\nnumber: 10/2025/NĐ-CP\ntype: Nghị định\nissuer: Chính phủ\nissued: 10/6/2025\neffective: 1/7/2025
relations: [{type: replaces, document: 9/2018/NĐ-CP}]\n---\n# Chương I\nVăn bản.\n";

/// A small site, edited step by step.
struct Steps {
    config: Config,
    registries: Registries,
    entries: BTreeMap<String, Vec<Arc<Entry>>>,
    clock: Clock,
    before: Option<Graph>,
}

impl Steps {
    fn new() -> Self {
        let mut found = Vec::new();
        let config = config::parse("title: T\nbase_url: https://a.vn/\nlocality: tỉnh Hà Nam\n", &mut found);
        let zone = TimeZone::UTC;
        let now = date(2026, 3, 1).to_zoned(zone.clone()).unwrap().timestamp();
        let mut registries = Registries::default();
        for id in ["mot-cua", "so-hoa"] {
            let id = At::new(id.to_owned(), Pos::default());
            let title = id.value.clone();
            registries.topics.push(Topic { id, title, ..topic() });
        }
        let (entries, clock) = (BTreeMap::new(), Clock { now, zone });
        let mut steps = Self { config, registries, entries, clock, before: None };
        steps.table("van-ban/a.csv", REGISTER);
        steps.file("ke-hoach/nam.md", PLAN);
        steps.file("van-ban/moi.md", DOCUMENT);
        for day in 1..=28 {
            let topic = if day % 3 == 0 { "mot-cua" } else { "so-hoa" };
            let front =
                format!("topics: [{topic}]\nlegal_references: [45/QĐ-TTg, 9/2018/NĐ-CP]\nplan: nam\n");
            steps.article(day, "Bài", &front, "Theo Nghị định 9/2025/NĐ-CP và số 15/KH-UBND. [x](a1.md#muc)");
        }
        steps
    }

    fn table(&mut self, name: &str, text: &str) {
        let rows =
            rows::parse(&format!("content/{name}").into(), "van-ban", text.as_bytes(), &mut Vec::new());
        self.entries.insert(name.to_owned(), rows.into_iter().map(Arc::new).collect());
    }

    fn file(&mut self, name: &str, text: &str) {
        let scanner = Scanner::new(&Lexicon::default());
        let abbreviations = Abbreviations::new(Vec::new());
        let cx = parse::Context {
            config: &self.config,
            abbreviations: &abbreviations,
            scanner: &scanner,
            is_head_only: false,
        };
        let entry = parse::parse(&format!("content/{name}").into(), name, text.as_bytes(), &cx);
        let entry = entry.unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        self.entries.insert(name.to_owned(), vec![Arc::new(entry)]);
    }

    fn article(&mut self, day: i8, title: &str, front: &str, text: &str) {
        let text = format!("---\ntitle: {title}\ndate: {day}/2/2026\n{front}---\n## Mục\n\n{text}\n");
        self.file(&format!("tin-tuc/a{day}.md"), &text);
    }

    /// Resolves and checks the site as it is now, upon the graph before and from nothing. How many cards were made upon it.
    #[track_caller]
    fn check(&mut self, what: &str) -> usize {
        let sources = Sources {
            config: Arc::new(self.config.clone()),
            registries: Arc::new(self.registries.clone()),
            entries: self.entries.values().flatten().cloned().collect(),
            activities: Vec::new(),
            assets: Arc::default(),
            unread: Vec::new(),
            extent: Extent::Whole,
        };
        let shown = |graph: &Graph| {
            let found = super::run(&Site::new(&sources, &self.clock, graph));
            (format!("{graph:#?}"), format!("{found:#?}"))
        };
        let fresh = shown(&resolve(&sources, &self.clock, None));
        let graph = resolve(&sources, &self.clock, self.before.as_ref());
        let again = shown(&graph);
        let differs =
            |a: &str, b: &str| a.lines().zip(b.lines()).find(|(a, b)| a != b).map(|it| format!("{it:?}"));
        assert_eq!(differs(&again.0, &fresh.0), None, "the graph, after: {what}");
        assert_eq!(differs(&again.1, &fresh.1), None, "the findings, after: {what}");
        assert!(again == fresh, "after: {what}");
        let known = self.before.as_ref().map_or(&[][..], |it| it.cards.as_slice());
        let is_shared = |it: &&Arc<_>| known.iter().any(|known| Arc::ptr_eq(known, it));
        let n_made = graph.cards.len() - graph.cards.iter().filter(is_shared).count();
        self.before = Some(graph);
        n_made
    }
}

fn topic() -> Topic {
    Topic { id: At::default(), title: String::new(), area: None, description: None }
}

#[test]
fn what_is_taken_over_is_what_would_be_made() {
    let text = "Theo Nghị định 9/2025/NĐ-CP và số 15/KH-UBND.";
    let mut steps = Steps::new();
    steps.check("the first time");
    assert_eq!(steps.check("nothing"), 0);
    steps.article(4, "Bài khác", "topics: [so-hoa]\n", text);
    assert_eq!(steps.check("title"), 1);
    steps.article(4, "Bài", "topics: [so-hoa]\n", text);
    steps.check("a title that others have");
    steps.article(5, "Bài", "topics: [mot-cua, la]\nlegal_references: [7/QĐ-TTg, 15/KH-UBND]\n", text);
    steps.check("topics and references, some unknown");
    steps.article(5, "Bài", "\n\ntopics: [mot-cua, la]\nlegal_references: [7/QĐ-TTg, 15/KH-UBND]\n", text);
    steps.check("lines that moved");
    steps.article(6, "Bài", "draft: true\n", text);
    steps.check("hidden");
    steps.article(7, "Bài", "", "[một](a6.md), [hai](a8.md#muc), [ba](a9.md#khac), [bốn](/tin-tuc/a10/)");
    steps.check("links");
    steps.file("tin-tuc/a8.md", "---\ntitle: Tám\ndate: 8/2/2026\nslug: tam\n---\n## Nơi khác\n");
    steps.check("an address and headings");
    steps.article(6, "Bài", "aliases: [/cu/]\n", text);
    steps.check("shown again");
    steps.article(9, "Bài", "publish_at: 1/2/2026\nexpires_at: 1/3/2026\n", text);
    steps.check("it has ended");
    steps.article(
        11,
        "Bài",
        "date: 30/1/2026\nplan: {id: nam, items: [tthc, khong]}\n",
        "Luật số 1/2010/QH12.",
    );
    steps.check("a plan's item, an unknown document");
    steps.file(
        "ke-hoach/nam.md",
        &PLAN.replace("Chuyển đổi số", "Dữ liệu").replace("# Việc", "# Việc\n\n## Hai"),
    );
    steps.check("the plan");
    steps.table("van-ban/a.csv", &REGISTER.replace("Về cơ chế mới", "Cơ chế khác"));
    steps.check("the title of a document");
    steps.table("van-ban/a.csv", &REGISTER.replace("23/4/2018", "24/4/2018"));
    steps.check("the date of a document");
    steps.file("van-ban/moi.md", &DOCUMENT.replace("replaces", "amends"));
    steps.check("a relation");
    steps.file("van-ban/moi.md", &DOCUMENT.replace("Chương I", "Điều 1"));
    steps.check("the outline of a document");
    steps.file("van-ban/khac.md", &DOCUMENT.replace("10/2025", "11/2025"));
    steps.check("one document more");
    steps.file("tin-tuc/a0.md", "---\ntitle: Không\ndate: 1/1/2026\n---\nTheo 45/QĐ-TTg.\n");
    steps.check("one article more");
    steps.entries.remove("tin-tuc/a3.md");
    steps.check("one article less");
    steps.entries.remove("van-ban/khac.md");
    steps.check("one document less");
    steps.registries.topics.remove(0);
    steps.check("one topic less");
    steps.config.page_size = 3;
    steps.check("settings");
    steps.clock.now += 3.hours();
    steps.check("later that day");
    steps.clock.now += 48.hours();
    steps.check("another day");
}

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
}

/// An article that says something of everything, differently for each number.
fn any_article(dice: &mut Dice) -> String {
    let mut one = |all: &[&str]| all[dice.below(all.len())].to_owned();
    let day = one(&["1/2/2026", "9/2/2026", "9/2/2026", "20/1/2026", "28/2/2025", "5/3/2026"]);
    let topics = one(&["mot-cua", "so-hoa", "mot-cua, so-hoa", "la", ""]);
    let more =
        one(&["", "", "draft: true\n", "plan: {id: nam, items: [tthc]}\n", "plan: khong\n", "slug: khac\n"]);
    let references = one(&["45/QĐ-TTg, 9/2018/NĐ-CP", "9/2025/NĐ-CP", "7/QĐ-TTg", ""]);
    let text = one(&[
        "Theo Nghị định 9/2025/NĐ-CP và 45/QĐ-TTg.",
        "Luật số 1/2010/QH12.",
        "Số 10/2025/NĐ-CP.",
        "Thôn.",
    ]);
    let link = one(&[
        "a1.md",
        "a2.md#muc",
        "a3.md#khac",
        "/tin-tuc/a4/",
        "/tin-tuc/khac/",
        "/luu-tru/2026/01/20/",
        "/luu-tru/2025/",
        "/chu-de/mot-cua/",
        "/tin-tuc/b5/",
        "../muc/b6.md",
        "#muc",
        "../ke-hoach/nam.md",
        "/van-ban/loai/nghi-dinh/",
    ]);
    let title = one(&["Bài", "Bài", "Bài khác", "Tin"]);
    let heading = one(&["Mục", "Nơi khác"]);
    format!(
        "---\ntitle: {title}\ndate: {day}\ntopics: [{topics}]\nlegal_references: [{references}]\n{more}---\n\
         ## {heading}\n\n{text} [x]({link})\n"
    )
}

#[test]
fn what_comes_and_goes_at_random_is_taken_over_as_it_would_be_made() {
    for seed in 1..=6 {
        let (mut dice, mut steps, mut history) = (Dice(seed), Steps::new(), Vec::new());
        steps.check("the first time");
        for _ in 0..14 {
            for _ in 0..=dice.below(3) {
                let names: Vec<String> = steps
                    .entries
                    .keys()
                    .filter(|it| it.starts_with("tin-tuc/") || it.starts_with("muc/"))
                    .cloned()
                    .collect();
                let known = names[dice.below(names.len())].clone();
                let new = format!(
                    "{}/{}{}.md",
                    ["tin-tuc", "muc"][dice.below(2)],
                    ["a", "b"][dice.below(2)],
                    dice.below(31)
                );
                let done = match dice.below(8) {
                    0 | 1 => {
                        steps.file(&new, &any_article(&mut dice));
                        format!("{new} written")
                    }
                    2 => {
                        steps.file(&known, &any_article(&mut dice));
                        format!("{known} written")
                    }
                    3 | 4 if names.len() > 9 => {
                        steps.entries.remove(&known);
                        format!("{known} gone")
                    }
                    5 => {
                        steps.entries.remove(&known);
                        steps.file(&new, &any_article(&mut dice));
                        format!("{known} gone, {new} written")
                    }
                    6 => {
                        let at = dice.below(names.len());
                        let burst: Vec<&String> = names.iter().skip(at).take(6).collect();
                        for it in &burst {
                            steps.entries.remove(*it);
                            steps.file(&format!("muc/{}", it.replace('/', "-")), &any_article(&mut dice));
                        }
                        format!("{burst:?} moved")
                    }
                    _ => {
                        let title = ["Về cơ chế mới", "Cơ chế khác"][dice.below(2)];
                        let relation = ["replaces", "amends"][dice.below(2)];
                        match dice.below(4) {
                            0 => steps.table("van-ban/a.csv", &REGISTER.replace("Về cơ chế mới", title)),
                            1 => steps.file("van-ban/moi.md", &DOCUMENT.replace("replaces", relation)),
                            2 => steps.file("van-ban/khac.md", &DOCUMENT.replace("10/2025", "11/2025")),
                            _ => drop(steps.entries.remove("van-ban/khac.md")),
                        }
                        format!("the register: {title}, {relation}")
                    }
                };
                history.push(done);
            }
            steps.check(&format!("seed {seed}: {}", history.join("; ")));
        }
    }
}
