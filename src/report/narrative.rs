//! The report that the officer owes: results, limits, next steps, and the list of all that was done. Every figure of the text is a
//! sum over that list or over the cells of the matrix.

use std::collections::BTreeMap;

use super::{
    annex::{self, Line},
    doc::{Block, Table},
    status, todo,
};
use crate::{
    diag::Lang,
    kind::{Meta, Plan},
    site::{
        Site,
        coverage::{
            Cell, Coverage, State,
            frame::{Duty, FormKey},
            of_plan, targets,
        },
        timeliness::first_article,
    },
    text::{
        amount::Amount,
        capital,
        date::{format_short, format_words},
        number::thousands,
    },
};

/// The title: `Báo cáo kết quả thực hiện kế hoạch … quý II năm 2026`, the year once: `Báo cáo kết quả quý II thực hiện kế hoạch …
/// năm 2026`.
pub fn title(coverage: &Coverage<'_>, site: &Site<'_>) -> String {
    let plan = crate::text::uncapital(site.title(coverage.frame.entry));
    let period = &coverage.period.vi;
    let year = period.rfind("năm ").map(|at| period.split_at(at)).filter(|it| plan.ends_with(it.1));
    match year {
        Some(("", _)) => format!("Báo cáo kết quả thực hiện {plan}"),
        Some((part, _)) => format!("Báo cáo kết quả {part}thực hiện {plan}"),
        None => format!("Báo cáo kết quả thực hiện {plan} {period}"),
    }
}

/// A report, before it is written in any form.
#[derive(Debug)]
pub struct Report {
    /// The letterhead.
    pub head: Head,
    /// `Báo cáo kết quả thực hiện …`
    pub title: String,
    /// What it says, without letterhead and signature.
    pub body: Vec<Block>,
    /// Who gets it.
    pub recipients: Vec<String>,
    /// In whose name and by which office it is signed: `TM. Ủy ban nhân dân`, `KT. Chủ tịch`, `Phó Chủ tịch`.
    pub offices: Vec<String>,
    /// Who signs; absent where the plan does not say.
    pub name: Option<String>,
    /// All that was done.
    pub annex: Vec<Line>,
}

/// The letterhead of a report.
#[derive(Debug)]
pub struct Head {
    /// The unit above; absent where the registry has none.
    pub above: Option<String>,
    /// The unit that reports.
    pub agency: String,
    /// `Số: …/BC-…`
    pub number: String,
    /// `Bình An, ngày 5 tháng 4 năm 2026`
    pub place_and_day: String,
}

/// National title, Nghị định 30/2020/NĐ-CP, Phụ lục I.
pub const NATION: [&str; 2] = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];

/// The report of a period.
pub fn report(coverage: &Coverage<'_>, site: &Site<'_>) -> Report {
    let lines = annex::lines(coverage, site);
    let mut body = vec![basis(coverage, site)];
    results(coverage, &lines, site, &mut body);
    // What was done before the period and after it decides whether a task is done.
    let whole = of_plan(site, coverage.frame.entry, None);
    let is_done = |it: &Duty<'_>| whole.as_ref().is_some_and(|whole| todo::is_done(whole, it));
    limits(coverage, &lines, &is_done, site, &mut body);
    next(coverage, &is_done, site, &mut body);
    let plan = coverage.frame.plan;
    let head = head(plan, site);
    let last = format!("Trên đây là báo cáo kết quả {} của {}./.", coverage.period.vi, head.agency);
    body.push(Block::Text(last));
    let above = head.above.iter().map(|it| format!("{it} (báo cáo)"));
    let recipients = above.chain(["… (đơn vị ghi)".to_owned(), "Lưu: VT".to_owned()]).collect();
    let (offices, name) = signature(plan);
    Report { head, title: title(coverage, site), body, recipients, offices, name, annex: lines }
}

/// The report with its annex, one part below the other.
pub fn blocks(report: &Report) -> Vec<Block> {
    let Report { head, title, body, recipients, offices, name, annex } = report;
    let agency = head.above.iter().chain([&head.agency]).map(|it| it.to_uppercase());
    let letter = agency.chain([head.number.clone(), head.place_and_day.clone()]);
    let mut blocks = vec![
        Block::Centred(NATION.map(str::to_owned).to_vec()),
        Block::Centred(letter.collect()),
        Block::Heading(1, title.clone()),
    ];
    blocks.extend(body.iter().cloned());
    blocks.push(Block::Text("Nơi nhận:".to_owned()));
    blocks.push(Block::List(recipients.clone()));
    blocks.push(Block::Centred(offices.iter().chain(name).cloned().collect()));
    blocks.push(Block::Heading(2, "Phụ lục. Danh sách tin, bài và hoạt động".to_owned()));
    blocks.push(if annex.is_empty() { Block::Text(NOTHING.to_owned()) } else { annex::table(annex) });
    blocks
}

/// What an annex without lines says.
pub const NOTHING: &str = "Không có tin, bài, hoạt động nào trong kỳ.";

fn head(plan: &Plan, site: &Site<'_>) -> Head {
    let unit = site.graph.names.issuer(&plan.issuer.value).map(|it| &site.registries.units[it]);
    let agency = unit.map_or(plan.issuer.value.as_str(), |it| it.name.as_str());
    let above = unit.and_then(|it| it.parent.as_ref()).and_then(|it| site.graph.names.units.find(&it.value));
    let place = site.config.locality.as_deref().unwrap_or("…");
    Head {
        above: above.map(|it| site.registries.units[it].name.clone()),
        agency: agency.to_owned(),
        number: "Số: …/BC-…".to_owned(),
        place_and_day: format!("{place}, {}", format_words(site.clock.today())),
    }
}

fn basis(coverage: &Coverage<'_>, site: &Site<'_>) -> Block {
    let plan = coverage.frame.plan;
    let basis = match (&plan.number, &plan.issued) {
        (Some(number), Some(issued)) => {
            let agency = head(plan, site).agency;
            format!("Thực hiện Kế hoạch số {} {} của {agency}", number.value, format_words(issued.value.date))
        }
        _ => format!("Thực hiện {}", crate::text::uncapital(site.title(coverage.frame.entry))),
    };
    let span = coverage.period.span;
    let days = format!("từ ngày {} đến ngày {}", format_short(span.from), format_short(span.to));
    Block::Text(format!("{basis}, kết quả {days} như sau:"))
}

/// Sums of amounts over the annex, by form, in the order of the plan's forms; forms that the plan does not name come last.
fn by_form(coverage: &Coverage<'_>, lines: &[Line]) -> Vec<(FormKey, Amount)> {
    let mut sums: BTreeMap<FormKey, Amount> = BTreeMap::new();
    for (key, _, amount) in lines.iter().flat_map(|it| &it.forms) {
        let sum = sums.entry(*key).or_default();
        *sum = sum.plus(*amount);
    }
    let own: Vec<FormKey> = coverage.frame.forms.iter().map(|it| it.key).collect();
    let others: Vec<FormKey> = sums.keys().copied().filter(|it| !own.contains(it)).collect();
    own.into_iter().chain(others).map(|key| (key, sums.get(&key).copied().unwrap_or_default())).collect()
}

/// How many lines of the annex name a row of the matrix or, for an item, one of its sub-items; each once.
fn of_row(coverage: &Coverage<'_>, lines: &[Line], row: usize) -> usize {
    let rows = &coverage.frame.rows;
    let is_of =
        |id: &String| coverage.frame.row(id).is_some_and(|at| at == row || rows[at].parent == Some(row));
    lines.iter().filter(|it| row == 0 || it.items.iter().any(is_of)).count()
}

fn results(coverage: &Coverage<'_>, lines: &[Line], site: &Site<'_>, blocks: &mut Vec<Block>) {
    let frame = &coverage.frame;
    let totals = coverage.totals();
    let n = |it: usize| thousands(status::to_u64(it));
    blocks.push(Block::Heading(2, "I. Kết quả".to_owned()));
    let activities = lines.iter().filter(|it| it.is_activity).count();
    let posts: usize = lines.iter().map(|it| it.posts).sum();
    blocks.push(Block::Text(format!(
        "Trong kỳ có {} tin, bài, {} bài đăng trên mạng xã hội và {} hoạt động ngoài trang tin; mỗi tin, bài, hoạt động tính một lần, \
         dù phục vụ nhiều nội dung. Tính theo từng nội dung là {} lượt.",
        n(lines.len() - activities),
        n(posts),
        n(activities),
        n(totals.mentions)
    )));
    blocks.push(Block::Text(format!(
        "Trên tổng số {} ô theo dõi (mỗi ô là một nội dung ở một hình thức của một đơn vị) có {} ô đạt ({} %).",
        n(totals.cells),
        n(totals.covered),
        targets::percent(status::to_u64(totals.covered), status::to_u64(totals.cells))
    )));
    blocks.push(Block::Heading(3, "1. Theo hình thức".to_owned()));
    let forms = by_form(coverage, lines).into_iter().map(|(key, sum)| {
        let form = frame.describe(key, site.registries);
        vec![form.name.to_owned(), form.measure.unwrap_or("lần").to_owned(), sum.to_string()]
    });
    blocks.push(table(&["Hình thức", "Đơn vị tính", "Số lượng"], 2, forms.collect()));
    blocks.push(Block::Heading(3, "2. Theo nội dung".to_owned()));
    let items = (1..frame.rows.len()).map(|row| {
        let of = &frame.rows[row];
        vec![of.id.to_owned(), of.text.to_owned(), n(of_row(coverage, lines, row))]
    });
    blocks.push(table(&["Mã", "Nội dung", "Tin, bài, hoạt động"], 2, items.collect()));
    blocks.push(Block::Heading(3, "3. Theo đơn vị".to_owned()));
    blocks.push(status::units(coverage, Lang::Vi));
    if !coverage.targets.is_empty() {
        blocks.push(Block::Heading(3, "4. Chỉ tiêu".to_owned()));
        let rows = coverage.targets.iter().map(|it| {
            vec![
                it.id.clone(),
                it.text.clone(),
                it.value.as_ref().map_or("–".to_owned(), targets::Value::vi),
                it.asked.clone().unwrap_or_else(|| "–".to_owned()),
                status::verdict(it, Lang::Vi),
            ]
        });
        blocks.push(table(&["Mã", "Chỉ tiêu", "Kết quả", "Ít nhất", "Đánh giá"], 5, rows.collect()));
    }
    let number = if coverage.targets.is_empty() { 4 } else { 5 };
    timeliness(coverage, site, number, blocks);
}

/// How soon the documents that were issued in the period were told about.
fn timeliness(coverage: &Coverage<'_>, site: &Site<'_>, number: usize, blocks: &mut Vec<Block>) {
    let span = coverage.period.span;
    let issued = site.graph.legal.by_date.iter().rev().filter_map(|id| {
        let Meta::Document(document) = &site.entry(*id).facts.meta else { return None };
        let day = document.issued.as_ref()?.value.date;
        let name = site.card(*id).legal.as_ref()?.name.as_str();
        span.contains(day).then(|| (name, day, first_article(site, *id)))
    });
    let issued: Vec<_> = issued.collect();
    if issued.is_empty() {
        return;
    }
    let n = |it: usize| thousands(status::to_u64(it));
    let days: Vec<u64> = issued.iter().filter_map(|it| Some(u64::from(it.2?.days.unsigned_abs()))).collect();
    let mut told = format!("{} văn bản đã có tin, bài", n(days.len()));
    if !days.is_empty() {
        let tenths = days.iter().sum::<u64>() * 10 / status::to_u64(days.len());
        told.push_str(&format!(", trung bình {},{} ngày sau khi ban hành", tenths / 10, tenths % 10));
    }
    blocks.push(Block::Heading(3, format!("{number}. Kịp thời thông tin về văn bản mới")));
    blocks.push(Block::Text(format!(
        "Trong kỳ có {} văn bản của danh mục được ban hành; {told}.",
        n(issued.len())
    )));
    let rows = issued.iter().map(|(name, day, first)| {
        let (title, days) = first.map_or(("chưa có".to_owned(), "–".to_owned()), |it| {
            (site.title(it.article).to_owned(), it.days.to_string())
        });
        vec![(*name).to_owned(), format_short(*day), title, days]
    });
    let head = ["Văn bản", "Ngày ban hành", "Tin, bài đầu tiên", "Sau (ngày)"];
    blocks.push(table(&head, 3, rows.collect()));
}

fn table(head: &[&str], words: usize, rows: Vec<Vec<String>>) -> Block {
    Block::Table(Table { head: head.iter().map(|it| (*it).to_owned()).collect(), rows, words })
}

fn limits(
    coverage: &Coverage<'_>,
    lines: &[Line],
    is_done: &dyn Fn(&Duty<'_>) -> bool,
    site: &Site<'_>,
    blocks: &mut Vec<Block>,
) {
    let frame = &coverage.frame;
    blocks.push(Block::Heading(2, "II. Tồn tại, hạn chế và nguyên nhân".to_owned()));
    let mut items = Vec::new();
    let count = |state: State| coverage.cells.iter().filter(|it| it.state == state).count();
    for state in [State::Late, State::Missing, State::Partial, State::Planned] {
        let n = count(state);
        if n > 0 {
            items.push(format!("{} ô theo dõi {}", thousands(status::to_u64(n)), state.vi()));
        }
    }
    for duty in &frame.duties {
        let Some(due) = duty.due.filter(|it| it.day <= coverage.period.span.to) else { continue };
        let all: Vec<usize> = (0..frame.forms.len()).collect();
        let forms = if duty.forms.is_empty() { &all } else { &duty.forms };
        let is_late = |row: usize, form: usize| coverage.cell(row, form, duty.unit).state == State::Late;
        if duty.rows.iter().any(|row| forms.iter().any(|form| is_late(*row, *form))) {
            let (unit, text) = (frame.units[duty.unit].name, bare(duty.text));
            let how = if is_done(duty) { "hoàn thành sau hạn" } else { "quá hạn chưa hoàn thành" };
            items.push(format!("{unit}: {how} nhiệm vụ “{text}” (hạn {})", format_short(due.day)));
        }
    }
    items.extend(gaps(coverage, lines));
    for (at, unit) in frame.units.iter().enumerate() {
        let sums = coverage.of_unit(at);
        if sums.cells > 0 && sums.articles + sums.activities == 0 {
            items.push(format!("{} chưa có tin, bài, hoạt động nào", unit.name));
        }
    }
    for it in coverage.targets.iter().filter(|it| it.met == Some(false)) {
        let missing = if it.missing.is_empty() {
            String::new()
        } else {
            format!("; còn thiếu: {}", it.missing_names(site).join(", "))
        };
        let value = it.value.as_ref().map_or(String::new(), targets::Value::vi);
        let least = it.asked.as_ref().map_or(String::new(), |it| format!(", phải đạt {it}"));
        let (id, text) = (&it.id, bare(&it.text));
        items.push(format!("Chỉ tiêu {id} chưa đạt ({text}): {value}{least}{missing}"));
    }
    let unproved = lines.iter().filter(|it| it.is_bare).count();
    if unproved > 0 {
        items.push(format!("{} hoạt động chưa có minh chứng", thousands(status::to_u64(unproved))));
    }
    blocks.push(if items.is_empty() {
        Block::Text("Không có ô nào chưa đạt, không có chỉ tiêu nào chưa đạt.".to_owned())
    } else {
        Block::List(items.into_iter().map(|it| capital(&it)).collect())
    });
    blocks.push(Block::Text("Nguyên nhân: … (đơn vị ghi)".to_owned()));
}

/// Items of which nothing was told, and of the others the sub-items of which nothing was.
fn gaps(coverage: &Coverage<'_>, lines: &[Line]) -> Vec<String> {
    let rows = &coverage.frame.rows;
    let is_empty = |row: usize| of_row(coverage, lines, row) == 0;
    let mut gaps = Vec::new();
    for (row, of) in rows.iter().enumerate().skip(1).filter(|it| it.1.parent.is_none()) {
        if is_empty(row) {
            gaps.push(format!("Chưa có tin, bài, hoạt động về nội dung “{}”", bare(of.text)));
            continue;
        }
        let own = (1..rows.len()).filter(|it| rows[*it].parent == Some(row) && is_empty(*it));
        let texts: Vec<String> = own.map(|it| format!("“{}”", bare(rows[it].text))).collect();
        if !texts.is_empty() {
            gaps.push(format!(
                "Nội dung “{}” chưa có tin, bài, hoạt động về {}",
                bare(of.text),
                texts.join("; ")
            ));
        }
    }
    gaps
}

/// A sentence of the plan, to be quoted in another.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', ';', ':', ',', ' '])
}

fn next(
    coverage: &Coverage<'_>,
    is_done: &dyn Fn(&Duty<'_>) -> bool,
    site: &Site<'_>,
    blocks: &mut Vec<Block>,
) {
    let frame = &coverage.frame;
    blocks.push(Block::Heading(2, "III. Nhiệm vụ kỳ tới".to_owned()));
    let mut items = Vec::new();
    for duty in frame.duties.iter().filter(|it| !is_done(it)) {
        let Some(due) = duty.due.filter(|it| it.day > coverage.period.span.to) else { continue };
        items.push((
            due.day,
            format!("{}: {} (hạn {})", frame.units[duty.unit].name, bare(duty.text), format_short(due.day)),
        ));
    }
    items.sort();
    let mut items: Vec<String> = items.into_iter().map(|it| it.1).collect();
    // What stays behind is to be made up for by those that are still there.
    let is_behind =
        |it: &&Cell| matches!(it.state, State::Late | State::Missing | State::Partial | State::Planned);
    for (at, unit) in frame.units.iter().enumerate() {
        let today = site.clock.today();
        let today = crate::text::span::Span { from: today, to: today };
        let behind: Vec<String> = coverage
            .cells
            .iter()
            .filter(|it| it.unit == at && it.row == 0)
            .filter(is_behind)
            .filter_map(|it| {
                let owed = Amount::whole(u64::from(it.quota)).thousandths();
                let lacking = owed.saturating_sub(it.count.thousandths()).div_ceil(1000);
                let form = &frame.forms[it.form];
                let measure = form.measure.unwrap_or("lần");
                (lacking > 0).then(|| format!("{} {measure} ({})", thousands(lacking), form.name))
            })
            .collect();
        if !behind.is_empty() && frame.days(at, today, site.registries).is_some() {
            items.push(format!("{}: bổ sung {}", unit.name, behind.join("; ")));
        }
    }
    items.push("… (đơn vị ghi thêm)".to_owned());
    blocks.push(Block::List(items));
}

/// Offices and name of who signs, as at the plan; several offices are divided by commas there.
fn signature(plan: &Plan) -> (Vec<String>, Option<String>) {
    let Some(signer) = &plan.signer else {
        return (vec!["THỦ TRƯỞNG ĐƠN VỊ".to_owned(), "(Ký, ghi rõ họ tên)".to_owned()], None);
    };
    let capacity = signer.capacity.iter().flat_map(|it| it.split(", "));
    let offices = capacity.chain(signer.title.as_deref()).map(str::to_owned);
    (offices.collect(), signer.name.clone())
}
