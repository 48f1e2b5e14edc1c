//! The report that the officer owes: results, limits, next steps, and the list of all that was done. Every figure of the text is a
//! sum over that list or over the cells of the matrix.

use std::collections::BTreeMap;

use super::{
    annex::{self, Line},
    doc::{Block, Table},
    status,
};
use crate::{
    diag::Lang,
    kind::Plan,
    site::{
        Site,
        coverage::{Cell, Coverage, State, frame::FormKey, targets},
    },
    text::{
        amount::Amount,
        capital,
        date::{format_short, format_words},
        number::thousands,
    },
};

/// The title: `Kết quả thực hiện …`.
pub fn title(coverage: &Coverage<'_>, site: &Site<'_>) -> String {
    let plan = &site.card(coverage.frame.entry).title;
    format!("Báo cáo kết quả thực hiện {} {}", crate::text::uncapital(plan), coverage.period.vi)
}

/// The report with its annex.
pub fn blocks(coverage: &Coverage<'_>, site: &Site<'_>) -> Vec<Block> {
    let lines = annex::lines(coverage, site);
    let mut blocks = head(coverage, site);
    results(coverage, &lines, site, &mut blocks);
    limits(coverage, &lines, &mut blocks);
    next(coverage, site, &mut blocks);
    blocks.push(signature(coverage.frame.plan));
    blocks.push(Block::Heading(2, "Phụ lục. Danh sách tin, bài và hoạt động".to_owned()));
    blocks.push(if lines.is_empty() {
        Block::Text("Không có tin, bài, hoạt động nào trong kỳ.".to_owned())
    } else {
        annex::table(&lines)
    });
    blocks
}

fn head(coverage: &Coverage<'_>, site: &Site<'_>) -> Vec<Block> {
    let plan = coverage.frame.plan;
    let unit = site.graph.names.issuer(&plan.issuer.value);
    let agency = unit.map_or(plan.issuer.value.as_str(), |it| site.registries.units[it].name.as_str());
    let place = site.config.locality.as_deref().unwrap_or("…");
    let today = format_words(site.clock.today());
    let basis = match (&plan.number, &plan.issued) {
        (Some(number), Some(issued)) => {
            format!("Thực hiện Kế hoạch số {} {} của {agency}", number.value, format_words(issued.value.date))
        }
        _ => format!("Thực hiện {}", crate::text::uncapital(&site.card(coverage.frame.entry).title)),
    };
    let span = coverage.period.span;
    let days = format!("từ ngày {} đến ngày {}", format_short(span.from), format_short(span.to));
    vec![
        Block::Centred(vec![
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
            "Độc lập - Tự do - Hạnh phúc".to_owned(),
        ]),
        Block::Centred(vec![agency.to_uppercase(), "Số: …/BC-…".to_owned(), format!("{place}, {today}")]),
        Block::Heading(1, title(coverage, site)),
        Block::Text(format!("{basis}, kết quả {days} như sau:")),
    ]
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
        "Trên tổng số {} ô theo dõi (nội dung × hình thức × đơn vị) có {} ô đạt ({} %).",
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
                it.at_least.clone().unwrap_or_else(|| "–".to_owned()),
                status::verdict(it, Lang::Vi),
            ]
        });
        blocks.push(table(&["Mã", "Chỉ tiêu", "Kết quả", "Ít nhất", "Đánh giá"], 5, rows.collect()));
    }
}

fn table(head: &[&str], words: usize, rows: Vec<Vec<String>>) -> Block {
    Block::Table(Table { head: head.iter().map(|it| (*it).to_owned()).collect(), rows, words })
}

fn limits(coverage: &Coverage<'_>, lines: &[Line], blocks: &mut Vec<Block>) {
    let frame = &coverage.frame;
    blocks.push(Block::Heading(2, "II. Tồn tại, hạn chế và nguyên nhân".to_owned()));
    let mut items = Vec::new();
    let count = |state: State| coverage.cells.iter().filter(|it| it.state == state).count();
    for state in [State::Late, State::Missing, State::Partial, State::Planned] {
        let n = count(state);
        if n > 0 {
            items.push(format!("{} ô {}", thousands(status::to_u64(n)), state.vi()));
        }
    }
    for (row, of) in frame.rows.iter().enumerate().skip(1) {
        if of_row(coverage, lines, row) == 0 {
            items.push(format!("Chưa có tin, bài, hoạt động về nội dung {}: {}", of.id, of.text));
        }
    }
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
            format!("; còn thiếu: {}", it.missing.join(", "))
        };
        let value = it.value.as_ref().map_or(String::new(), targets::Value::vi);
        items.push(format!(
            "Chỉ tiêu {} chưa đạt: {value}, phải đạt {}{missing}",
            it.id,
            it.at_least.as_deref().unwrap_or_default()
        ));
    }
    let bare = lines.iter().filter(|it| it.is_bare).count();
    if bare > 0 {
        items.push(format!("{} hoạt động chưa có minh chứng", thousands(status::to_u64(bare))));
    }
    blocks.push(if items.is_empty() {
        Block::Text("Không có ô nào chưa đạt, không có chỉ tiêu nào chưa đạt.".to_owned())
    } else {
        Block::List(items.into_iter().map(|it| capital(&it)).collect())
    });
    blocks.push(Block::Text("Nguyên nhân: … (đơn vị ghi)".to_owned()));
}

fn next(coverage: &Coverage<'_>, site: &Site<'_>, blocks: &mut Vec<Block>) {
    let frame = &coverage.frame;
    blocks.push(Block::Heading(2, "III. Nhiệm vụ kỳ tới".to_owned()));
    let mut items = Vec::new();
    for duty in &frame.duties {
        let Some(due) = duty.due.filter(|it| it.day > coverage.period.span.to) else { continue };
        items.push((
            due.day,
            format!("{}: {} (hạn {})", frame.units[duty.unit].name, duty.text, format_short(due.day)),
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
        let behind: Vec<&str> = coverage
            .cells
            .iter()
            .filter(|it| it.unit == at && it.row == 0)
            .filter(is_behind)
            .map(|it| frame.forms[it.form].name)
            .collect();
        if !behind.is_empty() && frame.days(at, today, site.registries).is_some() {
            items.push(format!("{}: bổ sung {}", unit.name, behind.join("; ")));
        }
    }
    items.push("… (đơn vị ghi thêm)".to_owned());
    blocks.push(Block::List(items));
}

fn signature(plan: &Plan) -> Block {
    let signer = plan.signer.as_ref();
    let lines = signer.map_or_else(
        || vec!["THỦ TRƯỞNG ĐƠN VỊ".to_owned(), "(Ký, ghi rõ họ tên)".to_owned()],
        |it| {
            let lines = [it.capacity.as_ref(), it.title.as_ref(), it.name.as_ref()];
            lines.into_iter().flatten().cloned().collect()
        },
    );
    Block::Centred(lines)
}
