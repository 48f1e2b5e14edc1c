//! A graph that takes over from the one before is the graph that is made of nothing.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{ToSpan, civil::date, tz::TimeZone};

use crate::{
    config::{self, Config},
    diag::{At, Pos},
    kind::registry::{Registries, Topic},
    legal::{Lexicon, Scanner},
    site::{Clock, Graph, Site, Sources, resolve},
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
        let cx = parse::Context { config: &self.config, abbreviations: &abbreviations, scanner: &scanner };
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
            assets: Arc::default(),
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
