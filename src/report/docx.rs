//! The report as a document of Word, laid out after Nghị định 30/2020/NĐ-CP, Phụ lục I.

use jiff::civil::Date;

use super::{
    annex,
    doc::{self, Block},
    narrative::{NATION, NOTHING, Report},
};
use crate::{
    office::paper::{self, Align, Paragraph, Part, Table, WIDE, WIDTH},
    text::capital,
};

/// Widths of the letterhead: the agency, the nation.
const LETTER: [u32; 2] = [3700, WIDTH - 3700];

/// Characters of a name that one line of the letterhead holds.
const LINE: usize = 22;

/// A long name on two lines, so that it breaks where people break it: `ỦY BAN NHÂN DÂN`, `HUYỆN BÌNH MINH`.
fn halves(name: &str) -> Vec<String> {
    let lead = ["ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN ", "HỘI ĐỒNG NHÂN DÂN "];
    let lead = lead.iter().find(|it| name.starts_with(**it)).filter(|_| name.chars().count() > LINE);
    match lead {
        Some(lead) => vec![lead.trim_end().to_owned(), name[lead.len()..].to_owned()],
        None => vec![name.to_owned()],
    }
}

/// The file; `today` dates it.
///
/// Fails where there are more bytes than a zip can hold.
pub fn file(report: &Report, today: Date) -> std::io::Result<Vec<u8>> {
    let mut parts = vec![letterhead(report)];
    let subject = report.title.strip_prefix("Báo cáo ").unwrap_or(&report.title);
    let gap = |after| Part::Paragraph(Paragraph { after, size: 12, ..Paragraph::default() });
    parts.push(gap(120));
    parts.push(Part::Paragraph(Paragraph::from("BÁO CÁO").centred().bold()));
    parts.push(Part::Paragraph(Paragraph::from(capital(subject).as_str()).centred().bold()));
    parts.push(Part::Paragraph(Paragraph { rule: Some(3400), size: 4, after: 200, ..Paragraph::default() }));
    parts.extend(report.body.iter().flat_map(body));
    // A signature never stands on a page alone.
    if let Some(Part::Paragraph(last)) = parts.last_mut() {
        last.keeps = true;
    }
    parts.push(Part::Paragraph(Paragraph { keeps: true, size: 12, after: 60, ..Paragraph::default() }));
    parts.push(signature(report));
    parts.push(Part::Landscape);
    parts.push(Part::Paragraph(Paragraph::from("PHỤ LỤC").centred().bold()));
    parts.push(Part::Paragraph(Paragraph::from("Danh sách tin, bài và hoạt động").centred().bold()));
    let with = format!(
        "(Kèm theo Báo cáo {} của {})",
        report.head.number.to_lowercase().replace("bc", "BC"),
        report.head.agency
    );
    parts
        .push(Part::Paragraph(Paragraph { after: 200, ..Paragraph::from(with.as_str()).centred().italic() }));
    parts.push(if report.annex.is_empty() {
        Part::Paragraph(NOTHING.into())
    } else {
        table(&annex::grid(&report.annex), ANNEX.to_vec(), 22)
    });
    paper::write(&report.title, &parts, today)
}

/// Widths of the annex: number, day, sort, title, unit, form, item, proofs.
const ANNEX: [u32; 8] = [650, 1300, 1150, 3900, 2150, 2050, 1250, WIDE - 12450];

fn letterhead(report: &Report) -> Part {
    let head = &report.head;
    let line = |text: &str| Paragraph::from(text).centred().sized(26);
    let above = head.above.iter().flat_map(|it| halves(&it.to_uppercase()));
    let mut agency: Vec<Paragraph> = above.map(|it| line(&it)).collect();
    agency.extend(halves(&head.agency.to_uppercase()).iter().map(|it| line(it).bold()));
    agency.push(Paragraph { rule: Some(1250), size: 4, ..Paragraph::default() });
    let nation = vec![
        Paragraph::from(NATION[0]).centred().bold().sized(24),
        line(NATION[1]).bold(),
        Paragraph { rule: Some(1250), size: 4, ..Paragraph::default() },
    ];
    let number = vec![line(&head.number)];
    let day = vec![line(&head.place_and_day).italic()];
    let space = || vec![Paragraph { size: 12, ..Paragraph::default() }];
    let rows = vec![vec![agency, nation], vec![space(), space()], vec![number, day]];
    Part::Table(Table { widths: LETTER.to_vec(), rows, ..Table::default() })
}

fn body(block: &Block) -> Vec<Part> {
    let text = |text: &str| Paragraph { align: Align::Both, after: 80, ..Paragraph::from(text) };
    match block {
        Block::Heading(_, heading) => {
            vec![Part::Paragraph(Paragraph { keeps: true, is_bold: true, ..text(heading) })]
        }
        Block::Text(it) => vec![Part::Paragraph(text(it))],
        Block::List(items) => items.iter().map(|it| Part::Paragraph(text(&format!("- {it}")))).collect(),
        Block::Centred(lines) => {
            lines.iter().map(|it| Part::Paragraph(Paragraph::from(it.as_str()).centred())).collect()
        }
        Block::Table(it) => {
            let widths = widths(it);
            vec![
                table(it, widths, 24),
                Part::Paragraph(Paragraph { after: 80, size: 12, ..Paragraph::default() }),
            ]
        }
    }
}

/// Widths by what the columns hold: figures need little, and a column of long words most.
fn widths(it: &doc::Table) -> Vec<u32> {
    let longest = |at: usize| {
        let cells = it.rows.iter().filter_map(|row| row.get(at)).map(|it| it.chars().count());
        let head =
            it.head.get(at).map_or(0, |it| it.split(' ').map(|it| it.chars().count()).max().unwrap_or(0) + 2);
        cells.max().unwrap_or(0).max(head).clamp(10, 40)
    };
    let all: Vec<usize> = (0..it.head.len()).map(longest).collect();
    let sum = all.iter().sum::<usize>().max(1);
    let share = |chars: &usize| u32::try_from(*chars * 9000 / sum).unwrap_or(1000);
    let mut widths: Vec<u32> = all.iter().map(share).collect();
    let rest = WIDTH.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += rest;
    }
    widths
}

fn table(it: &doc::Table, widths: Vec<u32>, size: u32) -> Part {
    let head =
        it.head.iter().map(|it| vec![Paragraph::from(it.as_str()).centred().bold().sized(size)]).collect();
    let cell = |at: usize, text: &String| {
        let align = if at < it.words { Align::Left } else { Align::Right };
        vec![Paragraph { align, ..Paragraph::from(text.as_str()).sized(size) }]
    };
    let row = |row: &Vec<String>| row.iter().enumerate().map(|(at, text)| cell(at, text)).collect();
    let rows = std::iter::once(head).chain(it.rows.iter().map(row)).collect();
    Part::Table(Table { widths, head: 1, rows, is_ruled: true })
}

fn signature(report: &Report) -> Part {
    let mut left = vec![Paragraph::from("Nơi nhận:").bold().italic().sized(24)];
    let last = report.recipients.len().saturating_sub(1);
    let ends = |at: usize| if at == last { '.' } else { ';' };
    let lines = report.recipients.iter().enumerate();
    left.extend(lines.map(|(at, it)| Paragraph::from(format!("- {it}{}", ends(at)).as_str()).sized(22)));
    let mut right: Vec<Paragraph> = report
        .offices
        .iter()
        .map(|it| {
            if it.starts_with('(') {
                Paragraph::from(it.as_str()).centred().italic()
            } else {
                Paragraph::from(it.to_uppercase().as_str()).centred().bold()
            }
        })
        .collect();
    right.extend(std::iter::repeat_n(Paragraph::default(), 4));
    right.push(Paragraph::from(report.name.as_deref().unwrap_or("")).centred().bold());
    let half = WIDTH / 2;
    Part::Table(Table { widths: vec![half, WIDTH - half], rows: vec![vec![left, right]], ..Table::default() })
}
