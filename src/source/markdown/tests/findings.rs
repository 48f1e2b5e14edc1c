use super::check_findings;
use crate::source::markdown::HtmlPolicy::{Escape, Safe};

#[test]
fn says_where_something_is_wrong() {
    check_findings("Một\n\n**\"Một cửa\"**của xã", Escape, &["3:1+2 markdown-asterisks"]);
    check_findings("Giá \\*\\*5\\*\\* và `**a**` (*) 2 * 3", Escape, &[]);
    check_findings(
        "Xem [hỏng][khong-co], [1], [x][]",
        Escape,
        &["1:5+16 link-undefined", "1:28+3 link-undefined"],
    );
    check_findings("Đây [](/a)", Escape, &["1:5+6 link-empty"]);
    check_findings("[a](javascript:b)", Escape, &["1:1+17 link-scheme"]);
    check_findings("# Một\n\n### Ba", Escape, &["3:1+6 heading-skip"]);
    check_findings("# A {#x}\n\n# B {#x}", Escape, &["3:1+8 heading-id"]);
    check_findings("Ảnh ![](a.jpg)", Escape, &["1:5+10 image-alt"]);
    check_findings("![x](//b.vn/a.jpg)", Escape, &["1:1+18 image-remote"]);
    check_findings(
        "Một[^a] hai[^b]\n\n[^b]: x\n\n[^c]: y",
        Escape,
        &["1:4+4 footnote-undefined", "5:1+7 footnote-unused"],
    );
}

#[test]
fn says_once_in_a_block_that_html_is_shown_as_text() {
    check_findings("a <b>b</b> <i>c</i>\n\n<u>d</u>", Escape, &["1:3+3 html-raw", "3:1+3 html-raw"]);
    check_findings("<!-- a -->\n\nMột <!-- b --> hai", Escape, &[]);
    check_findings("a <b>b</b>\n\n<div>c</div>", Safe, &[]);
    check_findings("a <video>b</video>", Safe, &["1:3+7 html-tag"]);
    check_findings("<p style=\"color:red\">b</p>", Safe, &["1:1+26 html-attribute"]);
}
