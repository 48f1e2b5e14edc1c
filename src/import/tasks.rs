//! Who does what: agencies with their tasks, as lists, in sentences, below a task, or in a table.

use jiff::civil::Date;

use super::{
    fields::Fields,
    marker::Level,
    phrase::{begins, has, is_actor, is_agency, is_capitals},
    section::head_tail,
    tree::Node,
    when::{due, due_cell},
};
use crate::{
    text::{capital, fold, slug},
    words,
};

/// An agency and its tasks.
#[derive(Debug)]
pub(super) struct Assignee {
    /// Id of the registry, or one made of the name.
    pub(super) id: String,
    /// As typed.
    pub(super) name: String,
    /// Whether the registry has it.
    pub(super) is_known: bool,
    /// `chủ trì`, `phối hợp`, `đề nghị`; absent where the text does not say.
    pub(super) role: Option<&'static str>,
    /// What it is to do, and until when.
    pub(super) tasks: Vec<(String, Option<Date>)>,
}

/// Words that a sentence goes on with behind the name of an agency.
const VERBS: &[&str] = &[
    " chủ trì",
    " có trách nhiệm",
    " chịu trách nhiệm",
    " phối hợp",
    " tham mưu",
    " là cơ quan",
    " là đơn vị",
    " thực hiện",
    " hướng dẫn",
    " căn cứ",
    " xây dựng",
    " theo dõi",
    " tổng hợp",
    " đăng ",
    " đăng tải",
    " tăng cường",
    " chỉ đạo",
    " tiếp tục",
    " bố trí",
    " cung cấp",
    " đôn đốc",
    " thường xuyên",
    " chủ động",
    " đẩy mạnh",
    " phụ trách",
    " bảo đảm",
    " đảm bảo",
    " lồng ghép",
    " phổ biến",
    " tuyên truyền",
    " triển khai",
    " kiểm tra",
    " rà soát",
    " cập nhật",
    " báo cáo",
    " niêm yết",
    " phát thanh",
    " quán triệt",
    " vận động",
    " giám sát",
    " mở ",
    " đưa ",
    " viết ",
    " tổ chức ",
    " lập ",
    " gửi ",
    " nâng cao",
    " huy động",
    " quan tâm",
    " dành ",
    " hỗ trợ",
    " quản lý",
    " đề xuất",
    " tiếp nhận",
    " họp ",
    " thông tin ",
    " giúp ",
];

/// Words before the name.
const LEADS: &[&str] = &[
    "Đề nghị ",
    "Giao ",
    "Phân công ",
    "Yêu cầu ",
    "Đối với ",
    "Trách nhiệm của ",
    "Trách nhiệm ",
    "Đồng chí ",
];

/// A line that says who does what stands above it, folded.
const DUTIES: &[(&str, &str)] = &[
    ("don vi chu tri", "chủ trì"),
    ("co quan chu tri", "chủ trì"),
    ("chu tri", "chủ trì"),
    ("don vi thuc hien", "chủ trì"),
    ("co quan thuc hien", "chủ trì"),
    ("phan cong thuc hien", "chủ trì"),
    ("don vi phoi hop", "phối hợp"),
    ("co quan phoi hop", "phối hợp"),
    ("phoi hop", "phối hợp"),
];

/// The columns of a table of tasks.
#[derive(Clone, Copy)]
struct Columns {
    task: usize,
    unit: usize,
    when: Option<usize>,
    /// Who helps.
    support: Option<usize>,
}

impl Fields<'_> {
    /// Reads what stands below "Tổ chức thực hiện".
    pub(super) fn tasks(&mut self, nodes: &[Node]) {
        for node in nodes {
            let has_actors = node
                .below
                .iter()
                .filter(|it| {
                    it.level != Level::Plain && actor(&it.text).is_some_and(|it| it.2.is_none() || !it.1)
                })
                .count();
            if has_actors > 1 || has_actors == 1 && node.below.len() == 1 && actor(&node.text).is_none() {
                self.used.insert(node.at);
                self.tasks(&node.below);
                continue;
            }
            let Some((name, is_request, first)) = actor(&node.text) else {
                if is_heading(node) {
                    self.tasks(&node.below);
                }
                continue;
            };
            self.used.insert(node.at);
            let mut tasks: Vec<(String, Option<Date>)> = Vec::new();
            if let Some(first) = first.filter(|it| !it.ends_with(':') || node.below.is_empty()) {
                tasks.push((capital(&first), due(&first, self.year)));
            }
            let list = node.below.iter().position(|it| it.level != Level::Plain).unwrap_or(node.below.len());
            for (at, below) in node.below.iter().enumerate() {
                if below.level == Level::Plain && at > list {
                    continue;
                }
                if below.level == Level::Plain && below.text.ends_with(':') && below.below.is_empty() {
                    self.used.insert(below.at);
                    continue;
                }
                let text = self.take(below);
                let due = due(&text, self.year);
                tasks.push((text, due));
            }
            let role = role(is_request, &tasks);
            self.assign(node.at, &name, role, tasks);
        }
    }

    /// Reads `Đơn vị chủ trì: …` that stands at the level of the content; whether it was one.
    pub(super) fn duty(&mut self, node: &Node) -> bool {
        begins(&node.text, &["don vi chu tri", "co quan chu tri"]) && self.duty_of(node, "")
    }

    /// Reads a line below the task `task` that says who does it, or when; whether it was one.
    pub(super) fn duty_of(&mut self, node: &Node, task: &str) -> bool {
        let (head, tail) = head_tail(&node.text, 60);
        if tail.is_empty() {
            return false;
        }
        if begins(head, &["thoi gian", "tien do", "thoi han", "hoan thanh"]) {
            let text = self.take(node);
            let day = due(tail, self.year).or_else(|| due(&text, self.year));
            for own in
                self.assignees.iter_mut().flat_map(|it| &mut it.tasks).filter(|it| it.0 == task_words(task))
            {
                own.1 = own.1.or(day);
            }
            self.time.push((node.at, text));
            return true;
        }
        let Some((_, role)) = DUTIES.iter().find(|it| begins(head, &[it.0])) else { return false };
        if !is_actor(tail) {
            return false;
        }
        self.take(node);
        let tasks = if task.is_empty() { Vec::new() } else { vec![(task_words(task), due(task, self.year))] };
        self.assign(node.at, tail.trim_end_matches(['.', ';', ',']), Some(role), tasks);
        true
    }

    /// Rows of tables whose head names a task and who does it.
    pub(super) fn tables(&mut self) {
        let mut columns: Option<Columns> = None;
        for at in 0..self.paras.len() {
            let cells = &self.paras[at].cells;
            if cells.is_empty() {
                columns = None;
                continue;
            }
            let of = |names: &[&str]| cells.iter().position(|it| names.iter().any(|name| has(it, name)));
            let Some(Columns { task, unit, when, support }) = columns else {
                let task = of(&["nhiem vu", "noi dung", "cong viec", "hoat dong"]);
                let unit = of(&["chu tri", "don vi thuc hien", "co quan thuc hien", "phan cong", "don vi"]);
                if let (Some(task), Some(unit)) = (task, unit)
                    && task != unit
                {
                    let when = of(&["thoi gian", "tien do", "hoan thanh", "thoi han"]);
                    let support = of(&["phoi hop"]).filter(|it| *it != unit);
                    columns = Some(Columns { task, unit, when, support });
                    self.used.insert(at);
                    let is_read = |at: usize| [Some(task), Some(unit), when, support].contains(&Some(at));
                    let is_number = |it: &str| begins(it, &["stt", "tt"]) || it.trim().is_empty();
                    let others = cells.iter().enumerate().filter(|(at, it)| !is_read(*at) && !is_number(it));
                    let others: Vec<String> = others.map(|it| it.1.replace('\n', " ")).collect();
                    if !others.is_empty() {
                        let others = others.join(", ");
                        self.guesses.push((
                            at,
                            words!(
                                "các cột chỉ có trong phần thân bài: {others}",
                                "columns that stand in the text alone: {others}"
                            ),
                        ));
                    }
                }
                continue;
            };
            let typed = |at: usize| cells.get(at).map(|it| it.trim()).unwrap_or_default();
            let cell = |at: usize| typed(at).replace('\n', " ");
            let (text, name) = (cell(task), cell(unit));
            if !text.is_empty() && is_actor(&name) {
                let day =
                    when.and_then(|it| due_cell(&cell(it), self.year)).or_else(|| due(&text, self.year));
                self.used.insert(at);
                if let Some(typed) = when.map(&cell).filter(|it| day.is_none() && !it.is_empty()) {
                    self.guesses.push((
                        at,
                        words!(
                            "thời hạn \"{typed}\" không phải một ngày, nên nhiệm vụ chưa có hạn (due)",
                            "\"{typed}\" is no day, so the task is not due at any"
                        ),
                    ));
                }
                // One below the other, or a long name on two lines.
                let lines: Vec<String> = typed(unit)
                    .lines()
                    .map(|it| it.trim_start_matches(['-', '+', '•', ' ']).to_owned())
                    .collect();
                let names = if lines.iter().all(|it| is_actor(it)) { lines } else { vec![name] };
                for name in names {
                    self.assign(at, &name, Some("chủ trì"), vec![(text.clone(), day)]);
                }
                let others = support.map(&cell).filter(|it| is_actor(it));
                if let Some(name) = others {
                    self.assign(at, &name, Some("phối hợp"), vec![(text.clone(), day)]);
                }
            }
        }
    }

    /// Adds tasks to an agency; several agencies that are named together get the same.
    fn assign(
        &mut self,
        at: usize,
        name: &str,
        role: Option<&'static str>,
        tasks: Vec<(String, Option<Date>)>,
    ) {
        let spaced = spaced(name);
        let name = spaced.as_str();
        let whole = self.unit(name);
        let names = if whole.is_some() { vec![name] } else { several(name) };
        for name in names {
            let name = name.trim_end_matches(['.', ',', ';', ':', ' ']).to_owned();
            let known = self.unit(&name);
            let id = known.clone().unwrap_or_else(|| slug(&name));
            if id.is_empty() {
                continue;
            }
            if known.is_none() {
                self.guesses.push((
                    at,
                    words!("đơn vị \"{name}\" được đặt mã {id}", "the unit \"{name}\" was given the id {id}"),
                ));
            }
            match self.assignees.iter_mut().find(|it| it.id == id) {
                Some(own) => own.tasks.extend(tasks.clone()),
                None => {
                    let is_known = known.is_some();
                    self.assignees.push(Assignee { id, name, is_known, role, tasks: tasks.clone() });
                }
            }
        }
    }

    /// The unit of the registry that a name means for the issuer of this plan.
    pub(super) fn unit(&self, name: &str) -> Option<String> {
        let site = self.known?;
        let mut names = vec![name.to_owned()];
        if let Some(place) = &self.place {
            let level = place.split(' ').next().unwrap_or_default();
            names.insert(
                0,
                match name.strip_suffix(level) {
                    Some(body) => format!("{body}{place}"),
                    None => format!("{name} {place}"),
                },
            );
        }
        let at = names.iter().find_map(|it| site.names.units.find(it).or_else(|| site.names.issuer(it)))?;
        Some(site.registries.units[at].id.value.clone())
    }
}

fn is_heading(node: &Node) -> bool {
    node.text.ends_with(':')
        || is_capitals(&node.text)
        || node.text.chars().count() < 70 && !node.text.ends_with('.')
}

fn task_words(task: &str) -> String {
    capital(task.trim_end_matches([':', ' ']))
}

/// Who is named at the beginning of a text, whether it is a request, and what of its tasks the text itself says.
fn actor(text: &str) -> Option<(String, bool, Option<String>)> {
    let is_request = begins(text, &["de nghi"]);
    let mut rest = text;
    while let Some(it) = LEADS.iter().find_map(|it| rest.strip_prefix(it)) {
        rest = it;
    }
    let bare = capital(rest);
    if !is_actor(&bare) {
        return None;
    }
    let verb = VERBS
        .iter()
        .filter_map(|it| bare.find(it))
        .filter(|at| bare[..*at].contains(' ') && !bare[..*at].ends_with(','))
        .min();
    let (head, tail) = head_tail(&bare, 160);
    // A colon behind the name; one behind a verb belongs to the sentence.
    let name_of_colon = (!tail.is_empty() || bare.ends_with(':')) && verb.is_none_or(|it| it > head.len());
    if name_of_colon {
        let name = head.trim_end_matches(':').to_owned();
        return Some((name, is_request, Some(tail.to_owned()).filter(|it| !it.is_empty())));
    }
    match verb {
        Some(at) if at <= 140 => {
            let task = bare[at..].trim();
            let task = ["có trách nhiệm", "chịu trách nhiệm"]
                .iter()
                .find_map(|it| task.strip_prefix(it))
                .unwrap_or(task);
            let task = task.trim().trim_matches([',', ':']).trim();
            let name = bare[..at].trim_end_matches([',', ' ']).to_owned();
            Some((name, is_request, Some(task.to_owned()).filter(|it| !it.is_empty())))
        }
        _ if bare.chars().count() < 160 => {
            let name = bare.trim_end_matches(['.', ':', ' ']).to_owned();
            Some((name, is_request, None))
        }
        _ => None,
    }
}

fn role(is_request: bool, tasks: &[(String, Option<Date>)]) -> Option<&'static str> {
    let starts = |it: &str| tasks.iter().any(|task| begins(&task.0, &[it]));
    match () {
        () if is_request => Some("đề nghị"),
        () if starts("chu tri") || tasks.iter().any(|it| fold(&it.0).contains("don vi dau moi")) => {
            Some("chủ trì")
        }
        () if !tasks.is_empty() && tasks.iter().all(|it| begins(&it.0, &["phoi hop"])) => Some("phối hợp"),
        () => None,
    }
}

/// `Sở Nội vụ;Sở Tư pháp` with the space that divides names.
fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let is_glued = matches!(c, ',' | ';' | '/') && chars.peek().is_some_and(|it| it.is_uppercase());
        out.push(if is_glued && c == '/' { ';' } else { c });
        if is_glued {
            out.push(' ');
        }
    }
    out
}

/// `Sở Nội vụ, Sở Tư pháp và Văn phòng UBND tỉnh` are three: a name begins where the words behind a comma or `và` begin as one
/// does. `Phòng Văn hóa và Thông tin`, `Văn phòng HĐND và UBND xã` are one.
fn several(name: &str) -> Vec<&str> {
    let (mut names, mut start) = (Vec::new(), 0);
    let breaks = [", ", "; ", " và "].iter().flat_map(|it| name.match_indices(it));
    let mut breaks: Vec<(usize, &str)> = breaks.collect();
    breaks.sort_unstable();
    for (at, sign) in breaks {
        let rest = &name[at + sign.len()..];
        let is_office = sign == " và " && name[start..at].starts_with("Văn phòng");
        let begins = rest.starts_with(char::is_uppercase) && (is_agency(rest) || is_actor(rest));
        if begins && !is_office && is_actor(&name[start..at]) {
            names.push(name[start..at].trim());
            start = at + sign.len();
        }
    }
    names.push(name[start..].trim());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_who_is_named_and_what_he_is_to_do() {
        #[track_caller]
        fn check(text: &str, name: &str, task: Option<&str>) {
            let found = actor(text).map(|it| (it.0, it.2));
            assert_eq!(found, Some((name.to_owned(), task.map(str::to_owned))), "{text}");
        }
        check("Sở Nội vụ", "Sở Nội vụ", None);
        check("Sở Nội vụ:", "Sở Nội vụ", None);
        check("Sở Nội vụ: Chủ trì tổ chức.", "Sở Nội vụ", Some("Chủ trì tổ chức."));
        check(
            "Giao Phòng Văn hóa - Xã hội chủ trì tham mưu.",
            "Phòng Văn hóa - Xã hội",
            Some("chủ trì tham mưu."),
        );
        check("Công an xã có trách nhiệm:", "Công an xã", None);
        check(
            "Đề nghị Ủy ban MTTQ Việt Nam xã vận động Nhân dân.",
            "Ủy ban MTTQ Việt Nam xã",
            Some("vận động Nhân dân."),
        );
        check("Ủy ban nhân dân các xã, thị trấn.", "Ủy ban nhân dân các xã, thị trấn", None);
        for text in ["Tổ chức hội nghị.", "Báo cáo kết quả", "Nâng cao trách nhiệm", "Số hóa hồ sơ"]
        {
            assert_eq!(actor(text), None, "{text}");
        }
    }

    #[test]
    fn divides_names_that_are_several() {
        assert_eq!(several("Sở Nội vụ, Sở Tư pháp và Văn phòng UBND tỉnh").len(), 3);
        assert_eq!(several("Các sở, ban, ngành; UBND các xã, phường").len(), 2);
        assert_eq!(several("Phòng Văn hóa và Thông tin").len(), 1);
        assert_eq!(several("Văn phòng HĐND và UBND xã").len(), 1);
        let two = ["Phòng Văn hóa và Thông tin", "Trung tâm Văn hóa, Thông tin và Thể thao"];
        assert_eq!(several(&two.join(", ")), two);
        assert_eq!(several("Các sở, ban, ngành").len(), 1);
        assert_eq!(several(&spaced("UBND xã Một;UBND xã Năm")).len(), 2);
        assert_eq!(several(&spaced("UBND xã Một/UBND xã Năm")).len(), 2);
    }
}
