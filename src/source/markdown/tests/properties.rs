use proptest::prelude::*;

use super::{read_with, show};
use crate::source::markdown::{Hole, HtmlPolicy};

const PARTS: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "  \n",
    "    ",
    "a) ",
    "b) ",
    "đ) ",
    "e) ",
    "(",
    "I. ",
    "II. ",
    "1. ",
    "2. ",
    "1.1. ",
    "- ",
    "+ ",
    "* ",
    "**",
    "*",
    "__",
    "# ",
    "### ",
    "> ",
    "> [!NOTE]\n",
    "`",
    "```\n",
    "```rust\n",
    "|",
    "|---|\n",
    "[",
    "](",
    ")",
    "][",
    "![",
    "[^1]",
    "[^1]: ",
    ": ",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<td>",
    "<table>",
    "</table>",
    "<a href=\"/x\">",
    "</a>",
    "<!--",
    "-->",
    "<script>",
    "&amp;",
    "&#0;",
    "\\",
    "\"",
    "---\n",
    "[[468/QĐ-TTg@2021]]",
    "[[",
    "]]",
    "TTHC",
    "thủ tục hành chính",
    "UBND",
    "468/QĐ-TTg",
    "https://a.vn",
    "<https://a.vn>",
    "Đ",
    "ế",
    "\u{301}",
    "\t",
    "\r\n",
    "{#x}",
    "[x]: /a\n",
    "[x]",
    "~~",
    "- [ ] ",
    "MỤC",
    ";",
    ".",
    "<pre>\n",
    "\u{0}",
];

const LINES: &[&str] = &[
    "\n",
    "\n",
    "a) Một\n",
    "b) Hai;\n",
    "đ) Năm:\n",
    "   c) Ba\n",
    "I. MỤC ĐÍCH\n",
    "**II. NỘI DUNG**\n",
    "V. An nói\n",
    "1. Việc\n",
    "2. Việc hai.\n",
    "  3. Việc ba\n",
    "1.1. Chung\n",
    "- Gạch\n",
    "  - Gạch con\n",
    "+ Cộng\n",
    "Đoạn văn.\n",
    "tiếp theo\n",
    "  thụt vào\n",
    "**1.** Đậm\n",
    "d)Dính\n",
];

fn markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PARTS), 0..40).prop_map(|it| it.concat())
}

const PAIRS: &[(&str, &str)] = &[("TTHC", "thủ tục hành chính"), ("UBND", "Ủy ban nhân dân"), ("Đ", "điều")];

/// The text between tags.
fn words(html: &str) -> String {
    html.split('<')
        .enumerate()
        .map(|(n, it)| if n == 0 { it } else { it.split_once('>').unwrap().1 })
        .collect()
}

fn assert_balanced(html: &str) {
    let mut open = Vec::new();
    for it in html.split('<').skip(1) {
        let tag = it.split_once('>').unwrap().0;
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !matches!(name, "br" | "hr" | "input") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_gives_balanced_html(markdown in markdown(), is_safe in any::<bool>()) {
        let policy = if is_safe { HtmlPolicy::Safe } else { HtmlPolicy::Escape };
        let parsed = read_with(&markdown, policy, PAIRS);
        let html = parsed.body.to_html(|hole, out| match hole {
            Hole::LinkStart(_) => out.push_str("<a>"),
            Hole::LinkEnd(_) => out.push_str("</a>"),
            Hole::CiteStart(_) => out.push_str("<cite>"),
            Hole::CiteEnd(_) => out.push_str("</cite>"),
            Hole::Image(_) => {}
        });
        assert_balanced(&html);
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        prop_assert_eq!(unique.len(), ids.len(), "{}", html);
    }

    #[test]
    fn abbreviations_and_citations_change_no_visible_word(markdown in markdown()) {
        let plain = read_with(&markdown, HtmlPolicy::Escape, &[]);
        let explained = read_with(&markdown, HtmlPolicy::Escape, PAIRS);
        let bare = |it: &crate::source::markdown::Parsed| words(&it.body.to_html(|_, _| {}));
        prop_assert_eq!(bare(&plain), bare(&explained));
        prop_assert_eq!(&plain.body.text, &explained.body.text);
        prop_assert_eq!(plain.cites, explained.cites);
    }

    #[test]
    fn an_outline_shows_every_word_and_marker_in_order(lines in prop::collection::vec(prop::sample::select(LINES), 0..14)) {
        let markdown = lines.concat();
        let html = read_with(&markdown, HtmlPolicy::Escape, &[]).body.to_html(|_, _| {});
        // Markers of CommonMark lists are not in the text.
        let is_plain = |it: &&str| !matches!(*it, "-" | "+" | "1." | "2." | "3.");
        let shown = words(&html);
        let shown: String = shown.split_whitespace().filter(is_plain).collect();
        let typed = markdown.replace("**", "");
        let typed: String = typed.split_whitespace().filter(is_plain).collect();
        prop_assert_eq!(shown, typed, "{}\n{}", markdown, html);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        assert_balanced(&words_only(&text));
    }
}

/// The HTML of a text without holes.
fn words_only(markdown: &str) -> String {
    let parsed = read_with(markdown, HtmlPolicy::Safe, &[]);
    let _ = show(&parsed);
    parsed.body.to_html(|_, _| {})
}
