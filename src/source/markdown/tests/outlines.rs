use super::{check, read};
use crate::source::markdown::{HtmlPolicy, tests::check_findings};

fn item(marker: &str, rest: &str) -> String {
    format!("<li><span class=\"marker\">{marker}</span> {rest}</li>")
}

fn ol(items: &[String]) -> String {
    format!("<ol class=\"outline\">{}</ol>", items.concat())
}

fn ul(items: &[String]) -> String {
    format!("<ul class=\"outline\">{}</ul>", items.concat())
}

#[test]
fn keeps_lettered_lists_as_typed() {
    let letters = ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"];
    let lines: Vec<String> = letters.iter().map(|it| format!("{it} Việc")).collect();
    let items: Vec<String> = letters.iter().map(|it| item(it, "Việc")).collect();
    check(&lines.join("\n"), &ol(&items));
    let items: Vec<String> =
        letters.iter().map(|it| format!("<li><p><span class=\"marker\">{it}</span> Việc</p></li>")).collect();
    check(&lines.join("\n\n"), &ol(&items));
    assert_eq!(read("a) Một\nb) Hai").body.text, "a) Một\n\nb) Hai");
}

#[test]
fn nests_the_levels_of_an_official_outline() {
    let dashes =
        ul(&[item("-", &format!("Báo{}", ul(&[item("+", "Đài"), item("+", "Loa")]))), item("-", "Pano")]);
    check(
        "I. MỤC ĐÍCH\n1. Mục đích\na) Một\n- Báo\n+ Đài\n+ Loa\n- Pano\nb) Hai\n2. Yêu cầu\n2.1. Chung\n2.2. Riêng\nII. NỘI DUNG",
        &ol(&[
            item(
                "I.",
                &format!(
                    "MỤC ĐÍCH{}",
                    ol(&[
                        item(
                            "1.",
                            &format!(
                                "Mục đích{}",
                                ol(&[item("a)", &format!("Một{dashes}")), item("b)", "Hai")])
                            )
                        ),
                        item(
                            "2.",
                            &format!("Yêu cầu{}", ol(&[item("2.1.", "Chung"), item("2.2.", "Riêng")]))
                        ),
                    ])
                ),
            ),
            item("II.", "NỘI DUNG"),
        ]),
    );
}

#[test]
fn nests_what_follows_a_title_in_its_item() {
    let p = |marker: &str, words: &str| format!("<p><span class=\"marker\">{marker}</span> {words}</p>");
    check(
        "I. MỤC ĐÍCH\n\nĐoạn văn.\n\n| A |\n|---|\n\nII. NỘI DUNG\nĐoạn hai.\n\n## Hết",
        &format!(
            "<ol class=\"outline\"><li>{}<p>Đoạn văn.</p><div class=\"table\" role=\"region\" tabindex=\"0\" \
             aria-label=\"Bảng 1\"><table><thead><tr><th scope=\"col\">A</th></tr></thead><tbody></tbody></table></div></li>\
             <li>{}<p>Đoạn hai.</p></li></ol><h2 id=\"het\">Hết</h2>",
            p("I.", "MỤC ĐÍCH"),
            p("II.", "NỘI DUNG")
        ),
    );
    check(
        "**I. MỤC ĐÍCH**\n\n**1.** Một:\n\nĐoạn.",
        "<ol class=\"outline\"><li><p><span class=\"marker\"><strong>I.</strong></span> <strong>MỤC ĐÍCH</strong></p>\
         <ol class=\"outline\"><li><p><span class=\"marker\"><strong>1.</strong></span> Một:</p><p>Đoạn.</p></li></ol></li></ol>",
    );
}

#[test]
fn ends_an_outline_at_a_paragraph_that_belongs_to_no_item() {
    check(
        "Gồm:\na) Một;\nb) Hai.\n\nBuổi lễ kết thúc.\n\n- Ba\n- Bốn",
        &format!(
            "<p>Gồm:</p>{}<p>Buổi lễ kết thúc.</p><ul><li>Ba</li><li>Bốn</li></ul>",
            ol(&[item("a)", "Một;"), item("b)", "Hai.")])
        ),
    );
    check(
        "1. Việc chung\na) Một\n\nTrên đây là kế hoạch.",
        &format!(
            "{}<p>Trên đây là kế hoạch.</p>",
            ol(&[item("1.", &format!("Việc chung{}", ol(&[item("a)", "Một")])))])
        ),
    );
    check("- Một\n- Hai\n\na) Ba", &format!("<ul><li>Một</li><li>Hai</li></ul>{}", ol(&[item("a)", "Ba")])));
}

#[test]
fn goes_on_over_wrapped_lines_and_indents() {
    check("a) Một\nhai\n   ba\nb) Bốn", &ol(&[item("a)", "Một\nhai\nba"), item("b)", "Bốn")]));
    check(
        "1. Một\n   a) Hai\n      - Ba\n   b) Bốn",
        &ol(&[item(
            "1.",
            &format!(
                "Một{}",
                ol(&[item("a)", &format!("Hai{}", ul(&[item("-", "Ba")]))), item("b)", "Bốn")])
            ),
        )]),
    );
}

#[test]
fn leaves_lists_of_common_markdown_alone() {
    check("1. Một\n2. Hai\n\n   Đoạn\n", "<ol><li><p>Một</p></li><li><p>Hai</p><p>Đoạn</p></li></ol>");
    check("- Một\n  - Hai\n* Ba", "<ul><li>Một<ul><li>Hai</li></ul></li></ul><ul><li>Ba</li></ul>");
    check("1) Một\n2) Hai", "<ol><li>Một</li><li>Hai</li></ol>");
    check("- Một\n  + Hai", "<ul><li>Một<ul><li>Hai</li></ul></li></ul>");
}

#[test]
fn leaves_sentences_alone() {
    check("Ông Nguyễn\nV. An đến", "<p>Ông Nguyễn\nV. An đến</p>");
    check("V. An đến", "<p>V. An đến</p>");
    check("1.500 hồ sơ (điểm a) khoản 1)", "<p>1.500 hồ sơ (điểm a) khoản 1)</p>");
    check("```\na) Một\n```", "<pre class=\"code\" tabindex=\"0\"><code>a) Một\n</code></pre>");
    check("<div>\na) Một\n</div>", "<p>&lt;div&gt;\na) Một\n&lt;/div&gt;</p>");
}

#[test]
fn places_findings_where_they_were_typed() {
    check_findings(
        "I. ĐỀ\n1. Một\na) Hai **\"ba\"**của\n- ![](a.jpg)\nb) [x][y]",
        HtmlPolicy::Escape,
        &["3:8+2 markdown-asterisks", "4:3+10 image-alt", "5:4+6 link-undefined"],
    );
    check_findings("a) Một\r\n\r\nb) **\"x\"**y\r\n", HtmlPolicy::Escape, &["3:4+2 markdown-asterisks"]);
    check_findings("c) Một; d) Hai", HtmlPolicy::Escape, &["1:9+2 markdown-stuck-item"]);
    let parsed = read("I. ĐỀ\n- Theo [[76/NQ-CP]]");
    let pos = parsed.cites[0].pos;
    assert_eq!((pos.line, pos.column), (5, 8));
}
