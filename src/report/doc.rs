//! A report as headings, paragraphs, lists and tables, written as text, Markdown or HTML.

use crate::text::escape;

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 3.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// Lines in the middle, as of a national title or a signature.
    Centred(Vec<String>),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(Table),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<String>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<String>>,
    /// How many columns hold words: those behind them hold figures, which stand to the right.
    pub words: usize,
}

/// The document in aligned lines for a terminal.
pub fn text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(_, text) | Block::Text(text) => out.push_str(&format!("{text}\n")),
            Block::Centred(lines) => lines.iter().for_each(|it| out.push_str(&format!("{it}\n"))),
            Block::List(items) => items.iter().for_each(|it| out.push_str(&format!("- {it}\n"))),
            Block::Table(table) => out.push_str(&columns(table)),
        }
    }
    out
}

/// The rows in columns of equal width, two spaces between; widths are counted in characters.
fn columns(table: &Table) -> String {
    let mut widths = vec![0; table.head.len()];
    for row in std::iter::once(&table.head).chain(&table.rows) {
        for (cell, width) in row.iter().zip(&mut widths) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            if at < table.words { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    std::iter::once(&table.head).chain(&table.rows).map(line).collect()
}

/// The document as Markdown.
pub fn markdown(blocks: &[Block]) -> String {
    let parts = blocks.iter().map(|block| match block {
        Block::Heading(level, text) => format!("{} {}\n", "#".repeat(usize::from(*level)), marked(text)),
        Block::Text(text) => format!("{}\n", marked(text)),
        Block::Centred(lines) => {
            format!("{}\n", lines.iter().map(|it| marked(it)).collect::<Vec<_>>().join("  \n"))
        }
        Block::List(items) => {
            items.iter().map(|it| format!("- {}\n", marked(it))).collect::<Vec<_>>().concat()
        }
        Block::Table(table) => markdown_table(table),
    });
    parts.collect::<Vec<_>>().join("\n")
}

fn markdown_table(table: &Table) -> String {
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|it| marked(it)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = (0..table.head.len()).map(|at| if at < table.words { "---" } else { "---:" });
    let rule = format!("| {} |\n", rule.collect::<Vec<_>>().join(" | "));
    std::iter::once(line(&table.head)).chain([rule]).chain(table.rows.iter().map(line)).collect()
}

/// Text that Markdown shows as it is, on one line.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' => out.extend(['\\', c]),
            '#' | '+' | '-' if at == 0 => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape::html(text, &mut out);
    out
}

/// The document as a page of its own, ready to be printed or opened in a word processor.
pub fn page(title: &str, blocks: &[Block]) -> String {
    let body: String = blocks.iter().map(html_block).collect();
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        html(title)
    )
}

const STYLE: &str = "\
body { font: 13pt/1.4 \"Times New Roman\", \"Liberation Serif\", serif; max-width: 48em; margin: 2em auto; padding: 0 1em; }
h1, .centred { text-align: center; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; font-size: 11pt; }
th, td { border: 1px solid; padding: .2em .4em; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
.figure { text-align: right; white-space: nowrap; }
thead { display: table-header-group; }
@page { size: A4; margin: 20mm 20mm 20mm 30mm; }
";

fn html_block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("<h{level}>{}</h{level}>\n", html(text)),
        Block::Text(text) => format!("<p>{}</p>\n", linked(text)),
        Block::Centred(lines) => {
            let lines: Vec<String> = lines.iter().map(|it| html(it)).collect();
            format!("<p class=\"centred\">{}</p>\n", lines.join("<br>\n"))
        }
        Block::List(items) => {
            let items: Vec<String> = items.iter().map(|it| format!("<li>{}</li>\n", linked(it))).collect();
            format!("<ul>\n{}</ul>\n", items.concat())
        }
        Block::Table(table) => {
            let row = |cells: &Vec<String>, tag: &str| {
                let cells = cells.iter().enumerate().map(|(at, it)| {
                    let class = if at < table.words { "" } else { " class=\"figure\"" };
                    format!("<{tag}{class}>{}</{tag}>", linked(it))
                });
                format!("<tr>{}</tr>\n", cells.collect::<String>())
            };
            let rows: String = table.rows.iter().map(|it| row(it, "td")).collect();
            format!(
                "<table>\n<thead>\n{}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
                row(&table.head, "th")
            )
        }
    }
}

/// Text with its addresses as links.
fn linked(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let is_address = word.starts_with("https://") || word.starts_with("http://");
        let word = html(word);
        if is_address { format!("<a href=\"{word}\">{word}</a>") } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks() -> Vec<Block> {
        let row = |all: [&str; 3]| all.map(str::to_owned).to_vec();
        let rows = vec![row(["một | hai", "https://a.vn/?a=1&b=2", "1.200"]), row(["*", "", "3"])];
        let table = Table { head: row(["Tên", "Liên kết", "Số"]), rows, words: 2 };
        vec![Block::Heading(2, "Kết quả".into()), Block::List(vec!["a_b".into()]), Block::Table(table)]
    }

    #[test]
    fn writes_aligned_text() {
        let expected = "Kết quả\n\n- a_b\n\nTên        Liên kết                  Số\nmột | hai  https://a.vn/?a=1&b=2  1.200\n*                                     3\n";
        assert_eq!(text(&blocks()), expected);
    }

    #[test]
    fn writes_markdown_that_means_what_it_says() {
        let expected = "## Kết quả\n\n- a\\_b\n\n| Tên | Liên kết | Số |\n| --- | --- | ---: |\n| một \\| hai | https://a.vn/?a=1&b=2 | 1.200 |\n| \\* |  | 3 |\n";
        assert_eq!(markdown(&blocks()), expected);
    }

    #[test]
    fn writes_html_without_holes() {
        let html = page("<A>", &blocks());
        assert!(html.contains("<title>&lt;A&gt;</title>"), "{html}");
        assert!(html.contains("<a href=\"https://a.vn/?a=1&amp;b=2\">"), "{html}");
        assert!(html.contains("<td class=\"figure\">1.200</td>"), "{html}");
    }
}
