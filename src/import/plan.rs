//! A whole plan: head, outline, end; and what of it has no field.

use std::collections::BTreeSet;

use super::{fields::Fields, head, lines::Para, phrase, tail, tree, when, write};
use crate::{
    diag::Words,
    kind::registry::Registries,
    legal::{Form, Lexicon, place, scan},
    site::names::AllNames,
    text::{date::parse_date, span::Span},
    words,
};

/// What a site knows of units, forms and areas.
#[derive(Debug)]
pub struct Known<'a> {
    /// The registries.
    pub registries: &'a Registries,
    /// Names to ids.
    pub names: &'a AllNames,
}

/// Something that the officer should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The line, or the paragraph of a document, from 1; 0 concerns the whole.
    pub line: usize,
    /// What.
    pub words: Words,
}

/// A plan as a file of content.
#[derive(Debug)]
pub struct Imported {
    /// Front matter and text.
    pub markdown: String,
    /// What was read, in figures.
    pub summary: Words,
    /// What was concluded, what is missing, and what stands in the text alone, by lines.
    pub notices: Vec<Notice>,
    /// Units that the registry lacks: id and name.
    pub new_units: Vec<(String, String)>,
    /// References to the documents that the plan is based on and carries out.
    pub documents: Vec<String>,
}

/// Reads a plan. Total: a text that is no plan gives a file with all of it, and notices.
pub fn plan(paras: &[Para], known: Option<&Known<'_>>) -> Imported {
    let head = head::read(paras);
    let tail = tail::read(paras, tail::start(paras, head.outline));
    let (nodes, closing) = tree::read(paras, head.outline, tail.start);
    let mut notices = Vec::new();
    let named = when::period(&head.title);
    let mut fields = Fields {
        paras,
        known,
        place: head.issuer.as_deref().and_then(seat),
        year: one_year(named).or(head.issued.map(jiff::civil::Date::year)).or(head.year),
        used: BTreeSet::new(),
        guesses: Vec::new(),
        theme: None,
        goals: Vec::new(),
        requirements: Vec::new(),
        targets: Vec::new(),
        items: Vec::new(),
        forms: Vec::new(),
        assignees: Vec::new(),
        budget: Vec::new(),
        time: Vec::new(),
    };
    if named.is_some_and(|it| it.from.year() != it.to.year()) {
        fields.year = None;
    }
    fields.sections(&nodes);
    fields.tables();
    fields.used.extend(head.used.iter().chain(&tail.used));
    // What comes before the outline and behind it is known by its place.
    fields.used.extend((head.body..head.outline).filter(|at| begins_basis(&paras[*at])));
    fields.used.extend((closing..tail.start).filter(|at| paras[*at].cells.is_empty()));
    let contact = (closing..tail.start).find_map(|at| contact(&paras[at].text, &fields));
    let period = period(&fields, named, head.issued.map(jiff::civil::Date::year).or(head.year), &mut notices);
    missing(&head, &tail, &fields, period, &mut notices);
    for (at, words) in &fields.guesses {
        notices.push(Notice { line: paras[*at].line, words: words.clone() });
    }
    for (at, it) in paras.iter().enumerate().filter(|it| it.0 >= head.body) {
        notices.extend(doubts(&it.text).into_iter().map(|words| Notice { line: paras[at].line, words }));
    }
    for (at, text) in &fields.time {
        notices.push(Notice {
            line: paras[*at].line,
            words: words!("thời gian thực hiện: {text}", "time: {text}"),
        });
    }
    for (_, para) in paras.iter().enumerate().filter(|it| !fields.used.contains(&it.0)) {
        let start: String = para.text.chars().take(60).collect();
        notices.push(Notice {
            line: para.line,
            words: words!("chỉ có trong phần thân bài: {start}…", "stands in the text alone: {start}…"),
        });
    }
    notices.sort_by_key(|it| it.line);
    let new_units: Vec<(String, String)> = fields
        .assignees
        .iter()
        .filter(|it| !it.is_known)
        .map(|it| (it.id.clone(), it.name.clone()))
        .collect();
    let all: Vec<&str> = paras.iter().map(|it| it.text.as_str()).collect();
    let cited = scan(&all.join("\n\n"), &Lexicon::default());
    let cited = cited.iter().filter(|it| matches!(it.form, Form::Numbered | Form::Named)).count();
    Imported {
        summary: summary(&fields, tail.recipients.len(), cited),
        markdown: write::file(&write::Whole {
            head: &head,
            tail: &tail,
            fields: &fields,
            period,
            contact,
            paras,
        }),
        notices,
        new_units,
        documents: head.basis.iter().map(|it| it.0.clone()).collect(),
    }
}

/// What a paragraph says of times that cannot be taken over: days that do not exist, and amounts by the week.
fn doubts(text: &str) -> Vec<Words> {
    let mut found = Vec::new();
    let tokens = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
    for token in tokens.map(|it| it.trim_end_matches(['.', ':'])) {
        let parts: Vec<&str> = token.split('/').collect();
        let is_day = parts.len() == 3
            && parts[2].len() == 4
            && parts.iter().all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
        if is_day && parse_date(token).is_err() {
            found.push(words!(
                "không có ngày {token}; nếu là hạn thì ghi vào due",
                "there is no day {token}; write the right one into due"
            ));
        }
    }
    if ["/tuan", "/ tuan", "moi tuan", "hang tuan", "mot tuan"]
        .iter()
        .any(|it| crate::text::fold(text).contains(it))
    {
        let start: String = text.chars().take(60).collect();
        found.push(words!(
            "định mức theo tuần không có trường riêng; đổi ra tháng hoặc quý (quota): {start}…",
            "an amount by the week has no field; give it by the month or quarter (quota): {start}…"
        ));
    }
    found
}

fn begins_basis(para: &Para) -> bool {
    phrase::begins(&para.text, &["can cu", "thuc hien", "trien khai", "theo", "xet"])
        || para.text.ends_with("như sau:")
        || para.text.ends_with("sau đây:")
}

/// `UBND huyện Bình Sơn` → `huyện Bình Sơn`.
fn seat(issuer: &str) -> Option<String> {
    let place = place::find(issuer)?;
    Some(place.units.last().map_or_else(|| place.name(), |it| format!("{} {}", it.kind.name(), it.name)))
}

fn one_year(span: Option<Span>) -> Option<i16> {
    span.filter(|it| it.from.year() == it.to.year()).map(|it| it.from.year())
}

/// The unit through which questions are asked: `thông qua Phòng Văn hóa và Thông tin`.
fn contact(text: &str, fields: &Fields<'_>) -> Option<String> {
    ["thông qua ", "(qua ", " qua "].iter().find_map(|it| {
        let rest = &text[text.find(it)? + it.len()..];
        let name: &str = rest.split(['*', ')', ',', '.', ';']).next()?;
        let name = name.split(" để ").next()?.trim();
        fields.unit(name).filter(|_| phrase::is_agency(name))
    })
}

fn period(
    fields: &Fields<'_>,
    named: Option<Span>,
    year: Option<i16>,
    notices: &mut Vec<Notice>,
) -> Option<Span> {
    let said = fields.time.iter().find_map(|it| when::period(&it.1).filter(|_| phrase::has(&it.1, "tu")));
    let within = said.filter(|it| named.is_none_or(|named| named.contains(it.from) && named.contains(it.to)));
    if let Some(found) = within.or(named) {
        return Some(found);
    }
    let year = year?;
    notices.push(Notice {
        line: 0,
        words: words!(
            "giai đoạn: văn bản không nói rõ, lấy cả năm {year}",
            "period: the text does not say it; the whole year {year} was taken"
        ),
    });
    Span::new(jiff::civil::date(year, 1, 1), jiff::civil::date(year, 12, 31))
}

fn missing(
    head: &head::Head,
    tail: &tail::Tail,
    fields: &Fields<'_>,
    period: Option<Span>,
    notices: &mut Vec<Notice>,
) {
    let mut say = |is_missing: bool, words: Words| {
        if is_missing {
            notices.push(Notice { line: 0, words });
        }
    };
    say(
        head.number.is_none() || head.issued.is_none(),
        words!(
            "số hoặc ngày ban hành để trống: kế hoạch này là dự thảo",
            "number or date of issue is empty: this plan is a draft"
        ),
    );
    if let Some(typed) = &head.wrong_date {
        say(
            true,
            words!(
                "không có ngày \"{typed}\"; ghi vào issued",
                "there is no day \"{typed}\"; fill in issued"
            ),
        );
    }
    if let Some(above) = &head.above {
        say(
            true,
            words!(
                "cơ quan cấp trên ở đầu văn bản không có trường riêng: {above}",
                "the agency above, in the letterhead, has no field of its own: {above}"
            ),
        );
    }
    say(
        head.title.len() < 12,
        words!("không thấy tên kế hoạch; ghi vào title", "no title was found; fill in title"),
    );
    say(
        head.issuer.is_none(),
        words!("không thấy cơ quan ban hành; ghi vào issuer", "no issuer was found; fill in issuer"),
    );
    say(
        head.is_guessed,
        words!(
            "cơ quan ban hành được suy ra từ ký hiệu và địa danh; hãy xem lại",
            "the issuer was concluded from symbol and place; look at it"
        ),
    );
    say(
        head.was_capital,
        words!(
            "tên kế hoạch viết hoa toàn bộ, đã đổi sang chữ thường; xem lại tên riêng",
            "the title was in capitals and is written small now; look at its names"
        ),
    );
    say(
        period.is_none(),
        words!("không thấy giai đoạn; ghi vào period", "no period was found; fill in period"),
    );
    say(fields.targets.is_empty(), words!("không thấy chỉ tiêu", "no target was found"));
    say(fields.items.is_empty(), words!("không thấy nội dung tuyên truyền", "no content item was found"));
    say(fields.forms.is_empty(), words!("không thấy hình thức tuyên truyền", "no form was found"));
    say(fields.assignees.is_empty(), words!("không thấy phân công", "no assignment was found"));
    say(tail.recipients.is_empty(), words!("không thấy nơi nhận", "no recipients were found"));
    say(tail.name.is_none(), words!("không thấy người ký", "no signature was found"));
}

fn summary(fields: &Fields<'_>, recipients: usize, cited: usize) -> Words {
    let targets = fields.targets.len();
    let (items, sub) = (fields.items.len(), fields.items.iter().map(|it| it.sub.len()).sum::<usize>());
    let forms = fields.forms.len();
    let (units, tasks) =
        (fields.assignees.len(), fields.assignees.iter().map(|it| it.tasks.len()).sum::<usize>());
    words!(
        "đã đọc {targets} chỉ tiêu, {items} nội dung với {sub} mục, {forms} hình thức, {units} đơn vị với {tasks} nhiệm vụ, {recipients} nơi nhận, {cited} lần dẫn văn bản",
        "read {targets} targets, {items} items with {sub} sub-items, {forms} forms, {units} units with {tasks} tasks, {recipients} recipients, {cited} citations of documents"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::of_text;

    /// Pieces of plans, and of what is none.
    const PIECES: &[&str] = &[
        "KẾ HOẠCH",
        "Kế hoạch",
        "Số: 12/KH-UBND",
        "Số 7/KH",
        "Số",
        "SỐ: …/KH",
        "I. MỤC TIÊU",
        "II. NỘI DUNG:",
        "1. Sở Nội vụ",
        "1. Sở Nội vụ:",
        "a) Đ",
        "- Đơn vị chủ trì: Ủy ban",
        "- Thời gian: quý II",
        "trước ngày 30/6",
        "tháng 13/2026",
        "từ tháng 3 đến",
        "giai đoạn 2022 -",
        "100%",
        "%",
        "mỗi tháng 2 tin",
        "Nơi nhận:",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "TM.",
        "ỦY BAN NHÂN DÂN",
        "XÃ BÌNH AN",
        "|",
        "**",
        "\\*",
        "PHẦN THỨ",
        "Phần",
        "TỔ CHỨC THỰC HIỆN",
        "HÌNH THỨC",
        "Chủ đề: “",
        "”",
        "thông qua Phòng",
        "Đề nghị",
        "Giao",
        "quý",
        "ngày",
        "năm 2026",
        "CỘNG HÒA XÃ HỘI",
        "ế",
        "\u{301}",
        "\t",
        "   ",
        ":",
        ";",
        ".",
        "/",
        "1.1",
        "IV-",
        "•",
        "…",
        "căn cứ Nghị quyết số 76/NQ-CP",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn any_text_becomes_a_file(picked in prop::collection::vec((0..PIECES.len(), 0..4_usize), 0..60)) {
            let mut text = String::new();
            for (piece, gap) in picked {
                text.push_str(PIECES[piece]);
                text.push_str(["", " ", "\n", "\n\n"][gap]);
            }
            let made = plan(&of_text(&text), None);
            prop_assert!(made.markdown.starts_with("---\ntitle:") || made.markdown.starts_with("---\n# Tên"));
        }
    }
}
