//! The fields of a plan, gathered from its outline.

use std::collections::BTreeSet;

use super::{
    lines::Para,
    marker::Level,
    phrase::{begins, has, is_capitals, share},
    plan::Known,
    section::{Class, classes, head_tail, heading},
    tasks::Assignee,
    tree::Node,
    when::quota,
};
use crate::{
    diag::Words,
    text::{capital, fold, slug},
    words,
};

/// All that an outline says, and which paragraphs said it.
pub(super) struct Fields<'a> {
    pub(super) paras: &'a [Para],
    pub(super) known: Option<&'a Known<'a>>,
    /// Where the issuer sits: `huyện Bình Sơn`.
    pub(super) place: Option<String>,
    /// The year of dates without one; absent for plans of several years.
    pub(super) year: Option<i16>,
    /// Paragraphs whose words stand in a field, or only lead to those that do.
    pub(super) used: BTreeSet<usize>,
    /// What was concluded, with its paragraph.
    pub(super) guesses: Vec<(usize, Words)>,
    pub(super) theme: Option<String>,
    pub(super) goals: Vec<String>,
    pub(super) requirements: Vec<String>,
    pub(super) targets: Vec<TargetLine>,
    pub(super) items: Vec<ItemLine>,
    pub(super) forms: Vec<FormLine>,
    pub(super) assignees: Vec<Assignee>,
    pub(super) budget: Vec<String>,
    /// What is said of the time, with its paragraph.
    pub(super) time: Vec<(usize, String)>,
}

/// A target.
#[derive(Debug)]
pub(super) struct TargetLine {
    pub(super) text: String,
    pub(super) metric: &'static str,
    pub(super) form: Option<String>,
    /// `tháng`, `quý` or `năm`, where so many are owed in each.
    pub(super) per: Option<&'static str>,
    pub(super) at_least: Option<String>,
}

/// A content item.
#[derive(Debug)]
pub(super) struct ItemLine {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) area: Option<String>,
    pub(super) sub: Vec<String>,
}

/// A form.
#[derive(Debug)]
pub(super) struct FormLine {
    pub(super) text: String,
    pub(super) form: Option<String>,
    pub(super) quota: Option<(u32, &'static str)>,
}

/// Words by which a content area of Nghị quyết 76/NQ-CP is known, folded, and its id.
const AREAS: &[(&str, &str)] = &[
    ("chi dao, dieu hanh", "chi-dao-dieu-hanh"),
    ("chi dao dieu hanh", "chi-dao-dieu-hanh"),
    ("the che", "the-che"),
    ("thu tuc hanh chinh", "thu-tuc-hanh-chinh"),
    ("tthc", "thu-tuc-hanh-chinh"),
    ("bo may", "to-chuc-bo-may"),
    ("cong vu", "cong-vu"),
    ("can bo, cong chuc", "cong-vu"),
    ("tai chinh cong", "tai-chinh-cong"),
    ("chinh quyen dien tu", "chinh-quyen-so"),
    ("chinh quyen so", "chinh-quyen-so"),
    ("chinh phu so", "chinh-quyen-so"),
    ("chuyen doi so", "chinh-quyen-so"),
    ("hien dai hoa", "chinh-quyen-so"),
];

impl Fields<'_> {
    /// Reads the sections of a plan.
    pub(super) fn sections(&mut self, nodes: &[Node]) {
        for node in nodes {
            let named = match node.level {
                Level::Part | Level::Roman | Level::Number => classes(head_tail(&node.text, 150).0),
                _ => heading(&node.text),
            };
            if !named.is_empty() {
                self.section(node, &named);
            } else if node.level == Level::Part || is_capitals(&node.text) {
                // "A. NHỮNG VẤN ĐỀ CHUNG": what stands below says what it is.
                self.used.insert(node.at);
                self.sections(&node.below);
            }
        }
    }

    fn section(&mut self, node: &Node, classes: &[Class]) {
        self.used.insert(node.at);
        let class = classes[0];
        let tail = head_tail(&node.text, 150).1;
        if !tail.is_empty() && node.below.iter().all(|it| it.level == Level::Plain && !it.text.ends_with(':'))
        {
            let text = if class == Class::Time { node.text.clone() } else { capital(tail) };
            let own = Node { text, below: Vec::new(), level: Level::Plain, at: node.at };
            self.elements(class, &[own]);
        }
        let own = |it: &Node| -> Vec<Class> {
            let named = heading(&it.text);
            // A part of the same name is one only beside others, as "1. Nội dung" beside "2. Hình thức".
            let is_part = match named.first() {
                Some(first) if *first == class => {
                    node.below.iter().any(|it| heading(&it.text).first().is_some_and(|other| *other != class))
                }
                Some(Class::Other) => it.level < Level::Dash,
                it => it.is_some(),
            };
            if is_part { named } else { Vec::new() }
        };
        let mut rest = Vec::new();
        for it in &node.below {
            let named = own(it);
            if named.is_empty() {
                rest.push(it.clone());
            } else {
                self.section(it, &named);
            }
        }
        self.elements(class, &rest);
    }

    fn elements(&mut self, class: Class, nodes: &[Node]) {
        match class {
            Class::Goals => self.texts(nodes, |it| &mut it.goals),
            Class::Requirements => self.texts(nodes, |it| &mut it.requirements),
            Class::Budget => self.texts(nodes, |it| &mut it.budget),
            Class::Aims => self.aims(nodes),
            Class::Targets => nodes.iter().for_each(|it| self.target(it)),
            Class::Theme => {
                for node in nodes {
                    self.theme(node);
                }
            }
            Class::Content => self.content(nodes),
            Class::Forms => self.form_lines(nodes),
            Class::Time => {
                for node in nodes {
                    let text = self.take(node);
                    self.time.push((node.at, text));
                }
            }
            Class::Tasks => self.tasks(nodes),
            Class::Other => {}
        }
    }

    /// All words of an item and of what stands below it.
    pub(super) fn take(&mut self, node: &Node) -> String {
        self.used.insert(node.at);
        let mut text = node.text.clone();
        for below in &node.below {
            let more = self.take(below);
            let joint = if text.ends_with([':', '.', ';', ',']) { " " } else { "; " };
            text = format!("{text}{joint}{more}");
        }
        text
    }

    /// Where there is a list, the paragraphs around it only lead to it.
    fn texts(&mut self, nodes: &[Node], list: fn(&mut Self) -> &mut Vec<String>) {
        let has_items = nodes.iter().any(|it| it.level != Level::Plain);
        for node in nodes.iter().filter(|it| !has_items || it.level != Level::Plain) {
            let text = self.take(node);
            list(self).push(text);
        }
    }

    /// Aims with a figure are targets, the others goals.
    fn aims(&mut self, nodes: &[Node]) {
        let has_items = nodes.iter().any(|it| it.level != Level::Plain);
        for node in nodes.iter().filter(|it| !has_items || it.level != Level::Plain) {
            if share(&node.text).is_some() {
                self.target(node);
            } else {
                let text = self.take(node);
                self.goals.push(text);
            }
        }
    }

    fn target(&mut self, node: &Node) {
        let is_intro = node.text.ends_with(':') && node.level == Level::Plain;
        let is_group = node.text.ends_with(':') && node.below.iter().any(|it| share(&it.text).is_some());
        if is_intro || is_group {
            self.used.insert(node.at);
            node.below.iter().for_each(|it| self.target(it));
            return;
        }
        let text = self.take(node);
        let share = share(&text);
        let speaks_of = |it: &str| has(&text, it);
        let owed = quota(&text).filter(|_| share.is_none());
        let metric = match &share {
            Some(_)
                if speaks_of("trang thong tin dien tu")
                    || speaks_of("cong thong tin")
                    || speaks_of("cong/trang") =>
            {
                "units_with_items"
            }
            Some(_) if speaks_of("dai truyen thanh") || speaks_of("he thong truyen thanh") => {
                "units_with_activity"
            }
            Some(_) if speaks_of("diem") => "points_supplied",
            Some(_) => "ratio",
            None if owed.is_some() => "count",
            None if speaks_of("cac hinh thuc") || n_forms(&text).is_some() => "distinct_forms",
            None if speaks_of("hinh thuc tuyen truyen") => "distinct_forms",
            None => "manual",
        };
        let form = match metric {
            "units_with_items" | "units_with_activity" | "count" => self.form_named(&text),
            _ => None,
        };
        let at_least = match (metric, owed) {
            ("count", Some((n, _))) => Some(n.to_string()),
            ("distinct_forms", _) => n_forms(&text).map(|it| it.to_string()),
            _ => share,
        };
        let per = owed.filter(|_| metric == "count").map(|it| it.1);
        self.guesses.push((
            node.at,
            words!(
                "chỉ tiêu: cách đo (metric) được đoán là {metric}; hãy xem lại, ghi thêm \"of\" nếu cần",
                "target: the metric was concluded to be {metric}; look at it, and add \"of\" where it is needed"
            ),
        ));
        self.targets.push(TargetLine { text, metric, form, per, at_least });
    }

    fn theme(&mut self, node: &Node) {
        let text = self.take(node);
        let quoted = text.split_once('“').and_then(|it| it.1.split_once('”')).map(|it| it.0.to_owned());
        self.theme.get_or_insert(quoted.unwrap_or(text));
    }

    fn content(&mut self, nodes: &[Node]) {
        let has_items = nodes.iter().any(|it| it.level != Level::Plain);
        for node in nodes {
            // Rows of a table are no sentences; they stay in the text, and are told.
            let is_row = !self.paras[node.at].cells.is_empty();
            if has_items && node.level == Level::Plain || is_row {
                continue;
            }
            if self.duty(node) {
                continue;
            }
            self.item(node);
        }
    }

    fn item(&mut self, node: &Node) {
        self.used.insert(node.at);
        let (head, tail) = head_tail(&node.text, 140);
        let title = head.trim_end_matches([';', ',', '.', ' ']);
        let title =
            [("Tuyên truyền về ", ""), ("Tuyên truyền, phổ biến ", ""), ("Tuyên truyền ", ""), ("Về ", "")]
                .iter()
                .find_map(|it| title.strip_prefix(it.0))
                .unwrap_or(title);
        let title = capital(
            if is_capitals(title) { super::phrase::lower(title, "") } else { title.to_owned() }.as_str(),
        );
        let mut sub = Vec::new();
        // Words that only lead to the list below add nothing.
        if !tail.is_empty() && node.below.iter().all(|it| it.level == Level::Plain) && !tail.ends_with(':') {
            sub.push(capital(tail));
        }
        for it in &node.below {
            if self.duty_of(it, &node.text) {
                continue;
            }
            if it.level == Level::Plain && it.text.ends_with(':') {
                self.used.insert(it.at);
                continue;
            }
            let text = self.take(it);
            sub.push(text);
        }
        let folded = fold(&title);
        let area = AREAS.iter().filter_map(|it| Some((folded.find(it.0)?, it.1))).min().map(|it| it.1);
        let known = area.and_then(|it| {
            let site = self.known?;
            let at = site.names.areas.find(it).or_else(|| site.names.areas.find(&title))?;
            Some(site.registries.areas[at].id.value.clone())
        });
        let id = self.item_id(area, &title);
        if area.is_some() && known.is_none() && self.known.is_some() {
            self.guesses.push((
                node.at,
                words!(
                    "danh-muc/noi-dung.yaml chưa có lĩnh vực cho nội dung \"{title}\"",
                    "danh-muc/noi-dung.yaml has no area for \"{title}\""
                ),
            ));
        }
        self.items.push(ItemLine { id, title, area: known, sub });
    }

    fn item_id(&self, area: Option<&str>, title: &str) -> String {
        let of_title = || slug(&title.split_whitespace().take(6).collect::<Vec<_>>().join(" "));
        let base = area.map_or_else(of_title, str::to_owned);
        let base = if base.is_empty() { "noi-dung".to_owned() } else { base };
        let is_free = |it: &str| !self.items.iter().any(|item| item.id == it);
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        std::iter::once(base.clone()).chain(numbered).find(|it| is_free(it)).unwrap_or(base)
    }

    fn form_lines(&mut self, nodes: &[Node]) {
        let has_items = nodes.iter().any(|it| it.level != Level::Plain);
        for node in nodes {
            let is_intro = node.level == Level::Plain && (has_items || node.text.ends_with(':'));
            if is_intro && node.below.is_empty() {
                continue;
            }
            if begins(&node.text, &["thoi gian"]) {
                let text = self.take(node);
                self.time.push((node.at, text));
                continue;
            }
            let text = self.take(node);
            let form = self.form_named(&text);
            if form.is_none() {
                self.guesses.push((
                    node.at,
                    words!(
                        "hình thức: chưa có mã, nên bài và hoạt động chưa tính vào đây; ghi thêm form: (mã trong danh-muc/hinh-thuc.yaml), một dòng nêu nhiều hình thức thì tách ra",
                        "form: it has no id, so nothing counts for it yet; add form: (an id of danh-muc/hinh-thuc.yaml), and divide a line that names several"
                    ),
                ));
            }
            if let (Some(form), Some(_)) = (&form, self.known) {
                self.guesses.push((
                    node.at,
                    words!(
                        "hình thức: được đoán là \"{form}\" theo chữ đầu tiên khớp danh mục; hãy xem lại",
                        "form: concluded to be \"{form}\" by the first words that the registry knows; look at it"
                    ),
                ));
            }
            let quota = quota(&text);
            if let Some((n, per)) = quota {
                self.guesses.push((
                    node.at,
                    words!(
                        "hình thức: định mức đọc được là {n} mỗi {per}",
                        "form: the quota was read as {n} per {per}"
                    ),
                ));
            }
            let figures = text.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).count();
            if figures > usize::from(quota.is_some()) {
                self.guesses.push((
                    node.at,
                    words!(
                        "hình thức: còn số lượng trong câu chưa được ghi vào quota (định mức); hãy xem lại",
                        "form: the sentence holds figures that are in no quota; look at it"
                    ),
                ));
            }
            self.forms.push(FormLine { text, form, quota });
        }
    }

    /// The form of the registry that a text names first.
    fn form_named(&self, text: &str) -> Option<String> {
        let folded = fold(text);
        let mut best: Option<(usize, usize, &str)> = None;
        for form in &self.known?.registries.forms {
            for name in std::iter::once(&form.name).chain(&form.aliases) {
                let name = fold(name);
                if !has(text, &name) {
                    continue;
                }
                let at = folded.find(&name).unwrap_or(usize::MAX);
                let is_better =
                    best.is_none_or(|it| (at, usize::MAX - name.len()) < (it.0, usize::MAX - it.1));
                if is_better {
                    best = Some((at, name.len(), &form.id.value));
                }
            }
        }
        best.map(|it| it.2.to_owned())
    }
}

/// How many forms a sentence asks for: 3 of `ít nhất 03 hình thức`.
fn n_forms(text: &str) -> Option<u32> {
    let folded = fold(text);
    let before = folded.split("hinh thuc").next().filter(|it| it.len() < folded.len())?;
    before.split_whitespace().next_back()?.parse().ok().filter(|it| *it > 0)
}
