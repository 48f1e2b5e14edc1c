//! Tables of Markdown and the HTML it becomes. Holes are written as `{link 0}…{/link 0}`, `{image 0}`, `{cite 0}…{/cite 0}`.

mod blocks;
mod findings;
mod outlines;
mod places;
mod properties;
mod security;

use std::sync::Arc;

use super::{Abbreviations, Hole, HtmlPolicy, Options, Parsed, parse};
use crate::{
    diag::Lines,
    legal::{Lexicon, Scanner},
};

fn read_with(markdown: &str, html: HtmlPolicy, pairs: &[(&str, &str)]) -> Parsed {
    let pairs = pairs.iter().map(|(short, full)| ((*short).to_owned(), (*full).to_owned())).collect();
    // As in a file: behind front matter.
    let head = "---\ntitle: Đề\n---\n";
    let file = format!("{head}{markdown}");
    let options = Options {
        html,
        abbreviations: &Abbreviations::new(pairs),
        scanner: &Scanner::new(&Lexicon::default()),
        file: &Arc::from("a.md"),
        lines: &Lines::new(&file),
        base: head.len(),
        is_legal: false,
    };
    parse(markdown, &options)
}

fn read(markdown: &str) -> Parsed {
    read_with(markdown, HtmlPolicy::Escape, &[])
}

fn show(parsed: &Parsed) -> String {
    parsed.body.to_html(|hole, out| {
        out.push_str(&match hole {
            Hole::LinkStart(n) => format!("{{link {n}}}"),
            Hole::LinkEnd(n) => format!("{{/link {n}}}"),
            Hole::Image(n) => format!("{{image {n}}}"),
            Hole::CiteStart(n) => format!("{{cite {n}}}"),
            Hole::CiteEnd(n) => format!("{{/cite {n}}}"),
        });
    })
}

/// Line ends between tags do not count.
#[track_caller]
fn check(markdown: &str, expected: &str) {
    let html = show(&read(markdown))
        .replace(">\n", ">")
        .replace("}\n<", "}<")
        .replace("\n<ul", "<ul")
        .replace("\n<ol", "<ol");
    assert_eq!(html.trim_end(), expected, "{markdown}");
}

/// Findings as `line:column+len code`, the first line being that of the Markdown.
#[track_caller]
fn check_findings(markdown: &str, html: HtmlPolicy, expected: &[&str]) {
    let parsed = read_with(markdown, html, &[]);
    let found: Vec<String> = parsed
        .diagnostics
        .iter()
        .map(|it| {
            let pos = it.place.as_ref().unwrap().pos;
            format!("{}:{}+{} {}", pos.line - 3, pos.column, pos.len, it.code)
        })
        .collect();
    assert_eq!(found, expected, "{markdown}");
}
