//! Every rule on small plans whose every cell is known.

use std::{fmt::Write, sync::Arc};

use jiff::{civil::Time, tz::TimeZone};

use super::{Coverage, of_plan, targets::Outcome};
use crate::{
    config,
    kind::registry::Registries,
    legal::{Lexicon, Scanner},
    site::{self, Clock, Extent, Site, Sources},
    source::{activities, markdown::Abbreviations, parse, registries},
    text::{date::parse_date, span::parse_period},
};

const UNITS: &str = "\
- {id: huyen, name: UBND huyện An, level: huyện, channels: [web, loa, zalo]}
- {id: xa-cu, name: UBND xã Cũ, level: xã, parent: huyen, channels: [web, loa], valid: {to: 2025-05-31}, successor: xa-moi}
- {id: xa-moi, name: UBND xã Mới, level: xã, parent: huyen, channels: [web, loa], valid: {from: 2025-06-01}}
- {id: hoi, name: Hội Nông dân, parent: huyen}
";

const FORMS: &str = "\
- {id: web, name: Trang thông tin, measure: \"tin, bài\", kind: web}
- {id: bao, name: Báo, measure: \"tin, bài\", kind: web}
- {id: loa, name: Truyền thanh, measure: lượt phát, kind: phát thanh}
- {id: zalo, name: Mạng xã hội, measure: bài đăng, kind: xã hội}
- {id: to-roi, name: Tờ rơi, measure: tờ, kind: ấn phẩm}
";

/// A site of one plan `p`, articles and activities.
struct Case {
    plan: String,
    articles: Vec<(String, String)>,
    rows: String,
    now: &'static str,
}

impl Case {
    /// A plan of the year 2025 with an item `tthc`, its sub-item `tthc.1`, and these other fields.
    fn new(fields: &str) -> Self {
        let plan = format!(
            "---\ntitle: Kế hoạch\nissuer: huyen\nperiod: {{from: 2025-01-01, to: 2025-12-31}}\n\
             items: [{{id: tthc, title: Thủ tục, sub: [{{id: \"1\", text: Một cửa}}]}}]\n{fields}---\n"
        );
        Self { plan, articles: Vec::new(), rows: String::new(), now: "31/12/2025 23:00" }
    }

    fn now(self, now: &'static str) -> Self {
        Self { now, ..self }
    }

    /// An article of the unit, with its date and other fields, for the items and forms of the plan.
    fn article(mut self, name: &str, unit: &str, items: &str, forms: &str, fields: &str) -> Self {
        let text = format!(
            "---\ntitle: Bài {name}\nagency: {unit}\nplan: [{{id: p, items: [{items}], forms: [{forms}]}}]\n{fields}---\nNội dung.\n"
        );
        self.articles.push((format!("tin-tuc/{name}.md"), text));
        self
    }

    /// A row: `date;agency;form;items;quantity;measure;place`.
    fn row(mut self, row: &str) -> Self {
        if self.rows.is_empty() {
            self.rows.push_str(
                "kế hoạch;minh chứng;ngày;đơn vị;hình thức;nội dung;số lượng;đơn vị tính;địa điểm\n",
            );
        }
        let _ = writeln!(self.rows, "p;https://a.vn/x;{row}");
        self
    }

    fn with<T>(&self, period: &str, look: impl FnOnce(&Coverage<'_>, &Site<'_>) -> T) -> T {
        let mut found = Vec::new();
        let config = config::parse("title: T\nbase_url: https://a.vn/\n", &mut found);
        let scanner = Scanner::new(&Lexicon::default());
        let abbreviations = Abbreviations::new(Vec::new());
        let cx = parse::Context {
            config: &config,
            abbreviations: &abbreviations,
            scanner: &scanner,
            is_head_only: false,
        };
        let mut all = Registries::default();
        for (name, text) in [("co-quan", UNITS), ("hinh-thuc", FORMS)] {
            registries::read(&registries::file_of(name), text.as_bytes(), &mut all, &mut found);
        }
        let plan = [("ke-hoach/p.md".to_owned(), self.plan.clone())];
        let mut entries = Vec::new();
        for (name, text) in plan.iter().chain(&self.articles) {
            let entry = parse::parse(&format!("content/{name}").into(), name, text.as_bytes(), &cx);
            entries.push(Arc::new(entry.unwrap_or_else(|faults| panic!("{name}: {faults:?}"))));
        }
        let rows =
            activities::parse(&"content/hoat-dong/a.csv".into(), self.rows.as_bytes(), &mut Vec::new());
        let activities = rows.into_iter().map(Arc::new).collect();
        assert_eq!(found, []);
        let sources = Sources {
            config: Arc::new(config),
            registries: Arc::new(all),
            entries,
            activities,
            assets: Arc::default(),
            unread: Vec::new(),
            extent: Extent::Whole,
        };
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let now = parse_date(self.now).unwrap().instant(&zone, Time::midnight());
        let clock = Clock { now, zone };
        let graph = site::resolve(&sources, &clock, None);
        let site = Site::new(&sources, &clock, &graph);
        let plan = graph.plans.keys().next().copied().unwrap();
        let period = (!period.is_empty()).then(|| parse_period(period).unwrap());
        look(&of_plan(&site, plan, period).unwrap(), &site)
    }

    /// Compares every cell with the expected, a line a row and form, each unit as `state count/quota`; `state` is a letter:
    /// covered `C`, partial `P`, planned `D`, missing `M`, late `L`, not applicable `-`.
    #[track_caller]
    fn check(&self, period: &str, expected: &str) {
        let shown = self.with(period, |it, _| cells(it));
        let trimmed: Vec<&str> = expected.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
        assert_eq!(shown.lines().collect::<Vec<_>>(), trimmed, "{period}");
    }

    fn targets(&self, period: &str) -> Vec<String> {
        let show = |it: &Outcome| {
            let value = it.value.as_ref().map_or("-".to_owned(), |it| it.json().to_string());
            let met = it.met.map_or("?", |it| if it { "met" } else { "unmet" });
            format!("{} {} {met} [{}]", it.id, value.trim_matches('"'), it.missing.join(" "))
        };
        self.with(period, |it, _| it.targets.iter().map(show).collect())
    }
}

fn cells(it: &Coverage<'_>) -> String {
    let mut shown = String::new();
    for (row, of) in it.frame.rows.iter().enumerate() {
        for (form, column) in it.frame.forms.iter().enumerate() {
            let _ = write!(shown, "{} {}:", of.id, column.id);
            for unit in 0..it.frame.units.len() {
                let cell = it.cell(row, form, unit);
                let letter = match cell.state {
                    super::State::Covered => 'C',
                    super::State::Partial => 'P',
                    super::State::Planned => 'D',
                    super::State::Missing => 'M',
                    super::State::Late => 'L',
                    super::State::NotApplicable => '-',
                };
                let _ = write!(shown, " {letter} {}/{}", cell.count.plain(), cell.quota);
            }
            shown.push('\n');
        }
    }
    shown
}

const WEB: &str = "forms: [{id: \"1\", form: web}]\nassignments: [{agency: huyen}]\n";

#[test]
fn a_quarter_ends_at_midnight_in_the_zone_of_the_site() {
    let of = |date: &str| Case::new(WEB).article("a", "huyen", "tthc.1", "web", &format!("date: {date}\n"));
    let full = "* web: C 1/1\n tthc web: C 1/1\n tthc.1 web: C 1/1";
    let empty = "* web: M 0/1\n tthc web: M 0/1\n tthc.1 web: M 0/1";
    for (date, second, third) in [
        ("30/6/2025 23:30", full, empty),
        ("30/6/2025 23:59", full, empty),
        // One minute after the quarter ends.
        ("1/7/2025 00:00", empty, full),
        ("1/7/2025 00:10", empty, full),
        // The same instants, written for other zones.
        ("2025-06-30T16:59:00Z", full, empty),
        ("2025-06-30T17:00:00Z", empty, full),
        ("2025-07-01T01:30:00+09:00", full, empty),
    ] {
        of(date).check("2025-Q2", second);
        of(date).check("2025-Q3", third);
        of(date).check("2025", full);
        of(date).check("", full);
    }
    of("1/6/2025").check("2025-06", full);
    of("1/6/2025").check("2025-05", empty);
}

#[test]
fn drafts_and_future_entries_plan_a_cell_and_never_cover_it() {
    let of = |fields: &str| Case::new(WEB).now("1/7/2025 12:00").article("a", "huyen", "tthc", "web", fields);
    let cells =
        |first: &str, second: &str| format!("* web: {first}\n tthc web: {first}\n tthc.1 web: {second}");
    let planned = cells("D 0/1", "M 0/1");
    let (full, empty) = (cells("C 1/1", "M 0/1"), cells("M 0/1", "M 0/1"));
    for (fields, period, expected) in [
        ("date: 1/7/2025\n", "2025-Q3", &full),
        ("date: 1/7/2025\ndraft: true\n", "2025-Q3", &planned),
        ("date: 1/7/2025 12:01\n", "2025-Q3", &planned),
        ("date: 30/6/2025\npublish_at: 2/7/2025\n", "2025-Q3", &planned),
        ("date: 30/6/2025\npublish_at: 2/7/2025\n", "2025-Q2", &empty),
        // The moment is that at which it could be read.
        ("date: 30/6/2025\npublish_at: 1/7/2025 08:00\n", "2025-Q3", &full),
        ("date: 30/6/2025\npublish_at: 1/7/2025 08:00\n", "2025-Q2", &empty),
        ("date: 30/6/2025\npublish_at: 1/6/2025\n", "2025-Q2", &full),
        // Expired since, and withdrawn before anybody could read it.
        ("date: 1/6/2025\nexpires_at: 15/6/2025\n", "2025-Q2", &full),
        ("date: 1/6/2025\nexpires_at: 1/6/2025\n", "2025-Q2", &empty),
        ("date: 1/6/2025\nexpires_at: 15/6/2025\ndraft: true\n", "2025-Q2", &empty),
        ("date: 1/8/2025\n", "2025-Q3", &planned),
    ] {
        of(fields).check(period, expected);
    }
    // Before the plan begins, and after it ends.
    of("date: 31/12/2024\n").check("2024-Q4", &cells("- 0/0", "- 0/0"));
    let outside = of("date: 31/12/2024\n").with("2025", |it, _| it.totals());
    assert_eq!((outside.articles, outside.cells), (0, 3));
}

#[test]
fn forms_off_the_web_are_proved_by_activities_and_posts_alone() {
    let fields = "forms: [{form: web}, {form: loa}, {form: zalo}]\nassignments: [{agency: huyen}]\n";
    let script = "date: 1/2/2025\noutputs: {radio: {text: Đọc}, social: {zalo: {text: Chữ}}}\n";
    let case = Case::new(fields).article("a", "huyen", "tthc", "web, loa, zalo", script);
    case.check(
        "2025",
        "* web: C 1/1\n* loa: M 0/1\n* zalo: M 0/1
         tthc web: C 1/1\ntthc loa: M 0/1\ntthc zalo: M 0/1
         tthc.1 web: M 0/1\ntthc.1 loa: M 0/1\ntthc.1 zalo: M 0/1",
    );
    let posted = "date: 1/2/2025\noutputs: {social: {zalo: {url: \"https://zalo.me/1\", date: 2/4/2025}, facebook: {url: \"https://fb.com/1\"}, x: {url: không}}}\n";
    let case = Case::new(fields)
        .article("a", "huyen", "tthc", "zalo", posted)
        .row("5/2/2025;huyen;loa;tthc.1;3;lượt phát;")
        .row("6/2/2025;UBND huyện An;Truyền thanh;;7;tin;")
        .row("7/2/2025;huyen;loa;tthc;;;")
        .row("8/2/2026;huyen;loa;tthc;5;lượt phát;");
    case.check(
        "2025-Q1",
        "* web: M 0/1\n* loa: C 5/1\n* zalo: C 1/1
         tthc web: M 0/1\ntthc loa: C 4/1\ntthc zalo: C 1/1
         tthc.1 web: M 0/1\ntthc.1 loa: C 3/1\ntthc.1 zalo: M 0/1",
    );
    case.check(
        "2025-Q2",
        "* web: M 0/1\n* loa: M 0/1\n* zalo: C 1/1
         tthc web: M 0/1\ntthc loa: M 0/1\ntthc zalo: C 1/1
         tthc.1 web: M 0/1\ntthc.1 loa: M 0/1\ntthc.1 zalo: M 0/1",
    );
    let totals = case.with("2025", |it, _| it.totals());
    assert_eq!((totals.articles, totals.posts, totals.activities), (1, 2, 3));
    // A row is no proof for the web; an article that names no form is one, and for the first web form only.
    let case = Case::new("forms: [{form: web}, {form: bao}]\nassignments: [{agency: hoi}]\n")
        .row("5/2/2025;hoi;web;tthc;3;tin;")
        .article("a", "hoi", "", "", "date: 1/2/2025\n");
    case.check(
        "2025",
        "* web: C 1/1\n* bao: M 0/1\ntthc web: M 0/1\ntthc bao: M 0/1\ntthc.1 web: M 0/1\ntthc.1 bao: M 0/1",
    );
}

#[test]
fn an_article_of_several_items_counts_once_in_sums_and_once_in_each_cell() {
    let case = Case::new(WEB)
        .article("a", "huyen", "tthc, tthc.1", "web", "date: 1/2/2025\n")
        .article("b", "huyen", "tthc.1", "web", "date: 2/2/2025\n")
        .article("c", "hoi", "tthc", "web", "date: 3/2/2025\n");
    case.check("2025", "* web: C 2/1\ntthc web: C 2/1\ntthc.1 web: C 2/1");
    case.with("2025", |it, _| {
        let (all, unit, others) = (it.totals(), it.of_unit(0), it.of_others());
        assert_eq!((all.articles, unit.articles, others.articles), (3, 2, 1));
        assert_eq!((all.mentions, unit.mentions, others.mentions), (4, 3, 1));
        assert_eq!((all.covered, all.cells), (3, 3));
        let ids: Vec<&str> =
            it.cell(1, 0, 0).evidence.iter().map(|at| it.evidence[*at].id.as_str()).collect();
        assert_eq!(ids, ["https://a.vn/tin-tuc/a/", "https://a.vn/tin-tuc/b/"]);
    });
}

#[test]
fn quotas_are_owed_for_whole_months_of_the_period_the_plan_and_the_unit() {
    let fields = "forms: [{form: web, quota: {n: 2, per: tháng}}, {form: loa, quota: {n: 10, per: năm}}]\n\
                  assignments: [{agency: huyen}, {agency: xa-cu}, {agency: xa-moi}]\n";
    let case = Case::new(fields)
        .article("a", "xa-cu", "", "web", "date: 1/4/2025\n")
        .row("2/4/2025;xa-cu;loa;;2;lượt phát;")
        .row("2/6/2025;xa-moi;loa;tthc;1;lượt phát;");
    // 10 a year are 3 in a quarter, 2 in the two months that the old commune had of it, 1 in the one of the new.
    case.check(
        "2025-Q2",
        "* web: M 0/6 P 1/4 M 0/2\n* loa: M 0/3 C 2/2 C 1/1
         tthc web: M 0/1 M 0/1 M 0/1\ntthc loa: M 0/1 M 0/1 C 1/1
         tthc.1 web: M 0/1 M 0/1 M 0/1\ntthc.1 loa: M 0/1 M 0/1 M 0/1",
    );
    case.check(
        "2025-06",
        "* web: M 0/2 - 0/0 M 0/2\n* loa: M 0/1 - 0/0 C 1/1
         tthc web: M 0/1 - 0/0 M 0/1\ntthc loa: M 0/1 - 0/0 C 1/1
         tthc.1 web: M 0/1 - 0/0 M 0/1\ntthc.1 loa: M 0/1 - 0/0 M 0/1",
    );
    case.check(
        "2025",
        "* web: M 0/24 P 1/10 M 0/14\n* loa: M 0/10 P 2/5 P 1/6
         tthc web: M 0/1 M 0/1 M 0/1\ntthc loa: M 0/1 M 0/1 C 1/1
         tthc.1 web: M 0/1 M 0/1 M 0/1\ntthc.1 loa: M 0/1 M 0/1 M 0/1",
    );
    let plan = "---\ntitle: K\nissuer: huyen\nperiod: {from: 2025-03-06, to: 2025-12-31}\n\
        items: [{id: a, title: A, quota: {n: 1, per: quý}}, {id: b, title: B}]\nforms: [{form: web, quota: {n: 3, per: quý}}]\n\
        assignments: [{agency: huyen}]\n---\n";
    let case = Case { plan: plan.to_owned(), ..Case::new("") };
    // March is no whole month of the plan: its quota owes nothing, an item without one is owed all the same.
    case.check("2025-Q1", "* web: - 0/0\na web: - 0/0\nb web: M 0/1");
    case.check("2025-04", "* web: M 0/1\na web: M 0/1\nb web: M 0/1");
    case.check("2025", "* web: M 0/9\na web: M 0/3\nb web: M 0/1");
}

#[test]
fn a_unit_without_the_channel_or_not_there_yet_is_left_out() {
    let fields = "forms: [{form: loa}, {form: zalo}]\nassignments: [{agency: xa-cu}, {agency: xa-moi}, {agency: hoi}]\n";
    let case = Case::new(fields).row("30/5/2025;xa-cu;loa;;;;").row("1/6/2025;hoi;zalo;tthc;;;");
    case.check(
        "2025-05",
        "* loa: C 1/1 - 0/0 M 0/1\n* zalo: - 0/1 - 0/0 M 0/1
         tthc loa: M 0/1 - 0/0 M 0/1\ntthc zalo: - 0/1 - 0/0 M 0/1
         tthc.1 loa: M 0/1 - 0/0 M 0/1\ntthc.1 zalo: - 0/1 - 0/0 M 0/1",
    );
    case.check(
        "2025-06",
        "* loa: - 0/0 M 0/1 M 0/1\n* zalo: - 0/0 - 0/1 C 1/1
         tthc loa: - 0/0 M 0/1 M 0/1\ntthc zalo: - 0/0 - 0/1 C 1/1
         tthc.1 loa: - 0/0 M 0/1 M 0/1\ntthc.1 zalo: - 0/0 - 0/1 M 0/1",
    );
    let totals = case.with("2025-05", |it, _| it.totals());
    assert_eq!((totals.covered, totals.cells), (1, 9));
}

#[test]
fn a_task_without_evidence_when_it_is_due_makes_its_cells_late() {
    let fields = "forms: [{form: web}, {form: loa}]\nassignments:\n  - agency: huyen\n    tasks:\n      \
        - {text: Một, items: [tthc], forms: [loa], due: 31/3/2025}\n      - {text: Hai, due: 30/9/2025}\n";
    let rows = |case: Case, loa: &str| case.row(&format!("{loa};huyen;loa;tthc.1;;;"));
    let of = |loa: &str| rows(Case::new(fields), loa);
    let on_time =
        "* web: M 0/1\n* loa: C 1/1\ntthc web: M 0/1\ntthc loa: C 1/1\ntthc.1 web: M 0/1\ntthc.1 loa: C 1/1";
    let too_late =
        "* web: M 0/1\n* loa: C 1/1\ntthc web: M 0/1\ntthc loa: L 1/1\ntthc.1 web: M 0/1\ntthc.1 loa: C 1/1";
    of("31/3/2025").check("2025", on_time);
    of("31/3/2025 23:59").check("2025", on_time);
    of("1/4/2025").check("2025", too_late);
    // Before the plan's beginning counts for nothing; then both tasks are late.
    of("31/12/2024").check(
        "2025",
        "* web: L 0/1\n* loa: L 0/1\ntthc web: M 0/1\ntthc loa: L 0/1\ntthc.1 web: M 0/1\ntthc.1 loa: M 0/1",
    );
    // Not due in the first quarter's month of February, nor before the day is over.
    of("1/4/2025").check(
        "2025-02",
        "* web: M 0/1\n* loa: M 0/1\ntthc web: M 0/1\ntthc loa: M 0/1\ntthc.1 web: M 0/1\ntthc.1 loa: M 0/1",
    );
    of("1/4/2025").now("31/3/2025 23:59").check(
        "2025-Q1",
        "* web: M 0/1\n* loa: M 0/1\ntthc web: M 0/1\ntthc loa: M 0/1\ntthc.1 web: M 0/1\ntthc.1 loa: M 0/1",
    );
    of("1/4/2025").now("1/4/2025").check(
        "2025-Q1",
        "* web: M 0/1\n* loa: M 0/1\ntthc web: M 0/1\ntthc loa: L 0/1\ntthc.1 web: M 0/1\ntthc.1 loa: M 0/1",
    );
}

#[test]
fn targets_are_exact_and_name_what_is_missing() {
    let fields = "forms: [{form: web}, {form: loa}]\n\
        assignments: [{agency: huyen}, {agency: xa-cu}, {agency: xa-moi}, {agency: hoi}]\ntargets:\n\
        - {id: t1, text: A, metric: units_with_items, form: web, at_least: 100%}\n\
        - {id: t2, text: B, metric: units_with_activity, form: loa, per: quý, of: cấp xã, at_least: 100%}\n\
        - {id: t3, text: C, metric: points_supplied, form: to-roi, of: 10 điểm Bưu điện Văn hóa xã, at_least: 20%}\n\
        - {id: t4, text: D, metric: distinct_forms, at_least: \"3\"}\n\
        - {id: t5, text: E, metric: count, form: loa, per: tháng, at_least: \"2\"}\n\
        - {text: G, metric: manual, value: 9/10, at_least: 90%}\n\
        - {id: t7, text: H}\n\
        - {id: t8, text: I, metric: points_supplied, form: to-roi, of: Điểm A; Điểm B; Điểm C, at_least: 60%}\n\
        - {id: t9, text: K, metric: units_with_activity, form: zalo, of: cấp xã, at_least: 50%}\n\
        - {id: t10, text: L, metric: points_supplied, form: to-roi, of: Các điểm, at_least: 60%}\n\
        - {id: t11, text: M, metric: count, at_least: \"5\"}\n";
    let case = Case::new(fields)
        .article("a", "huyen", "tthc", "web", "date: 1/4/2025\n")
        .article("b", "xa-moi", "", "web", "date: 1/6/2025\n")
        .article("c", "hoi", "tthc.1", "web", "date: 30/6/2025 23:30\n")
        .row("2/4/2025;xa-cu;loa;;4;lượt phát;")
        .row("2/5/2025;huyen;loa;;2;lượt phát;")
        .row("2/6/2025;xa-moi;loa;tthc;1;lượt phát;")
        .row("15/1/2025;xa-cu;to-roi;;500;tờ;Điểm A; điểm B")
        .row("15/6/2025;xa-moi;to-roi;;300;tờ;Điểm A")
        .row("15/7/2025;xa-moi;to-roi;;300;tờ;Điểm C");
    let case = Case { rows: case.rows.replace("Điểm A; điểm B", "\"Điểm A; điểm B\""), ..case };
    assert_eq!(
        case.targets("2025-Q2"),
        [
            // The old commune has ended by then; the new one told of no item.
            "t1 2/3 unmet [xa-moi]",
            // The new commune has one whole month of the quarter.
            "t2 1/1 met []",
            "t3 2/10 met []",
            "t4 3 met []",
            "t5 1 unmet [2025-06]",
            "6 9/10 met []",
            "t7 - ? []",
            "t8 2/3 met [Điểm C]",
            // No commune has that channel.
            "t9 - ? []",
            "t10 2 ? []",
            "t11 7 met []",
        ]
    );
    assert_eq!(
        case.targets("2025-Q3")[..5],
        [
            "t1 0/3 unmet [huyen xa-moi hoi]",
            "t2 0/1 unmet [xa-moi]",
            "t3 3/10 met []",
            "t4 1 unmet [web loa]",
            "t5 0 unmet [2025-07 2025-08 2025-09]"
        ]
    );
    let of_nothing = case.targets("2024");
    assert!(of_nothing.iter().all(|it| it.contains(" - ? []")), "{of_nothing:?}");
}
