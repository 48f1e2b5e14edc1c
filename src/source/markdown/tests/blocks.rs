use super::{check, read, read_with, show};
use crate::source::markdown::HtmlPolicy;

#[test]
fn writes_common_markdown() {
    check(
        "Một *hai* **ba** ~~bốn~~ `n<m`",
        "<p>Một <em>hai</em> <strong>ba</strong> <del>bốn</del> <code>n&lt;m</code></p>",
    );
    check("Một  \nhai\nba", "<p>Một<br>hai\nba</p>");
    check("> Một\n\n---", "<blockquote><p>Một</p></blockquote><hr>");
    check("3. Ba\n4. Bốn\n   - con", "<ol start=\"3\"><li>Ba</li><li>Bốn<ul><li>con</li></ul></li></ol>");
    check("- Một\n\n- Hai", "<ul><li><p>Một</p></li><li><p>Hai</p></li></ul>");
    check(
        "A & B &copy; <https://a.vn/?b&c>",
        "<p>A &amp; B © <a href=\"https://a.vn/?b&amp;c\">https://a.vn/?b&amp;c</a></p>",
    );
}

#[test]
fn writes_tables_that_scroll() {
    check(
        "| A | B |\n|--:|---|\n| 1 | x *y* |",
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng 1\"><table><thead><tr>\
         <th scope=\"col\" class=\"align-right\">A</th><th scope=\"col\">B</th></tr></thead><tbody><tr>\
         <td class=\"align-right\">1</td><td>x <em>y</em></td></tr></tbody></table></div>",
    );
    assert_eq!(read("| A | B |\n|---|---|\n| 1 | 2 |\n\nSau").body.text, "A | B\n\n1 | 2\n\nSau");
}

#[test]
fn writes_task_and_definition_lists() {
    check(
        "- [x] Xong\n- [ ] Chưa",
        "<ul><li>☑ Xong</li>\
         <li>☐ Chưa</li></ul>",
    );
    check("Một cửa\n: nơi nhận\n: nơi trả", "<dl><dt>Một cửa</dt><dd>nơi nhận</dd><dd>nơi trả</dd></dl>");
}

#[test]
fn writes_alerts_with_vietnamese_titles() {
    let check = |kind: &str, class: &str, title: &str| {
        super::check(
            &format!("> [!{kind}]\n> Nội dung"),
            &format!(
                "<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">{title}</p><p>Nội dung</p></div>"
            ),
        );
    };
    check("NOTE", "note", "Lưu ý");
    check("TIP", "tip", "Mẹo");
    check("IMPORTANT", "important", "Quan trọng");
    check("WARNING", "warning", "Cảnh báo");
    check("CAUTION", "caution", "Thận trọng");
}

#[test]
fn lists_footnotes_at_the_end() {
    let reference = |n: u32, id: &str| {
        format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn-{n}\" id=\"{id}\" role=\"doc-noteref\" \
             aria-label=\"Chú thích {n}\">{n}</a></sup>"
        )
    };
    let back = |n: u32, id: &str| {
        format!(
            " <a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" \
             aria-label=\"Về chỗ dẫn chú thích {n}\">↩</a>"
        )
    };
    check(
        "[^x]: Định nghĩa hai\n\nMột[^b] hai[^X] ba[^b]\n\n[^b]: Định *nghĩa* một",
        &format!(
            "<p>Một{} hai{} ba{}</p><section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\"><ol>\
             <li id=\"fn-1\"><p>Định <em>nghĩa</em> một{}{}</p></li>\
             <li id=\"fn-2\"><p>Định nghĩa hai{}</p></li></ol></section>",
            reference(1, "fnref-1"),
            reference(2, "fnref-2"),
            reference(1, "fnref-1-2"),
            back(1, "fnref-1"),
            back(1, "fnref-1-2"),
            back(2, "fnref-2"),
        ),
    );
}

#[test]
fn numbers_headings_from_two_and_gives_them_ids() {
    check(
        "# Mục đích\n\n## Yêu cầu *chung*\n\n# Mục đích",
        "<h2 id=\"muc-dich\">Mục đích</h2><h3 id=\"yeu-cau-chung\">Yêu cầu <em>chung</em></h3>\
         <h2 id=\"muc-dich-2\">Mục đích</h2>",
    );
    check("## Căn cứ {#can-cu .noi-bat}", "<h2 id=\"can-cu\" class=\"noi-bat\">Căn cứ</h2>");
    let outline = read("## Số `468`\n\n### Hai").outline;
    let outline: Vec<_> = outline.iter().map(|it| (it.level, it.id.as_str(), it.text.as_str())).collect();
    assert_eq!(outline, [(2, "so-468", "Số 468"), (3, "hai", "Hai")]);
}

#[test]
fn leaves_holes_for_links_inside_the_site() {
    check("[a](../b.md#c) và [d](/e \"f\")", "<p>{link 0}a{/link 0} và {link 1}d{/link 1}</p>");
    let links = read("[a](../b.md#c) và [d](/e \"f\")").links;
    assert_eq!((links[0].value.target.as_str(), links[0].value.title.as_deref()), ("../b.md#c", None));
    assert_eq!((links[1].value.target.as_str(), links[1].value.title.as_deref()), ("/e", Some("f")));
    assert_eq!((links[1].pos.line, links[1].pos.column, links[1].pos.len), (4, 19, 11));
    check("[a][b]\n\n[b]: #c", "<p>{link 0}a{/link 0}</p>");
    check(
        "[a](https://b.vn \"c\") <x@y.vn> [t](tel:1900)",
        "<p><a href=\"https://b.vn\" title=\"c\">a</a> <a href=\"mailto:x@y.vn\">x@y.vn</a> <a href=\"tel:1900\">t</a></p>",
    );
    check("[**a**](javascript:b)", "<p><strong>a</strong></p>");
}

#[test]
fn makes_figures_of_pictures_that_stand_alone() {
    check("![Bà con](a.jpg)", "<figure>{image 0}</figure>");
    check(
        "![Bà con](a.jpg \"Nộp hồ sơ | Ảnh: Minh Anh\")\n![Hai](b.jpg \"Ảnh hai\")",
        "<figure>{image 0}<figcaption>Nộp hồ sơ <span class=\"credit\">Ảnh: Minh Anh</span></figcaption></figure>\
         <figure>{image 1}<figcaption>Ảnh hai</figcaption></figure>",
    );
    check("Biểu tượng ![dấu *sao*](a.svg) ở đây", "<p>Biểu tượng {image 0} ở đây</p>");
    check("[![Bà con](a.jpg)](/b)", "<p>{link 0}{image 0}{/link 0}</p>");
    check("![x](https://b.vn/a.jpg)", "");
    let image = &read("a ![dấu *sao*](a.svg)").images[0];
    assert_eq!((image.value.src.as_str(), image.value.alt.as_str()), ("a.svg", "dấu sao"));
    assert_eq!((image.pos.line, image.pos.column), (4, 3));
}

#[test]
fn colours_code() {
    let parsed = read("```rust\nfn a() {}\n```");
    assert!(parsed.has_code && show(&parsed).contains("<span class=\"s-"));
    check("```\n<b>\n```", "<pre class=\"code\" tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>");
    check("    a\n    b", "<pre class=\"code\" tabindex=\"0\"><code>a\nb</code></pre>");
    assert!(!read("`a`\n\n```\nb\n```").has_code);
}

#[test]
fn explains_abbreviations_once_outside_of_links_headings_and_code() {
    let pairs = [("TTHC", "thủ tục hành chính"), ("TN&TKQ", "tiếp nhận và trả kết quả")];
    let markdown = "# TTHC\n\n`TTHC` [TTHC](/a) **TTHC** và TTHC, TN&TKQ\n\nTTHC";
    assert_eq!(
        show(&read_with(markdown, HtmlPolicy::Escape, &pairs)).replace(">\n", ">"),
        "<h2 id=\"tthc\">TTHC</h2><p><code>TTHC</code> {link 0}TTHC{/link 0} \
         <strong><abbr title=\"thủ tục hành chính\">TTHC</abbr></strong> và TTHC, \
         <abbr title=\"tiếp nhận và trả kết quả\">TN&amp;TKQ</abbr></p><p>TTHC</p>"
    );
}

#[test]
fn keeps_the_plain_text() {
    let parsed = read("# Đề *mục*\n\nMột\nhai `ba` [bốn](/x) – 5.\n\n- Sáu\n- Bảy\n\n```\ncode\n```");
    assert_eq!(parsed.body.text, "Đề mục\n\nMột hai ba bốn – 5.\n\nSáu\n\nBảy");
}

#[test]
fn reads_citations_in_double_brackets() {
    check(
        "Theo [[468/QĐ-TTg@2021]] và [[76/NQ-CP|Nghị quyết 76]], [[một cửa]].",
        "<p>Theo {cite 0}468/QĐ-TTg{/cite 0} và {cite 1}Nghị quyết 76{/cite 1}, [[một cửa]].</p>",
    );
    let cites = read("Câu một. Theo **[[468/QĐ-TTg@2021]]** thì\nhai. Câu ba.").cites;
    let cite = &cites[0];
    assert_eq!((cite.pos.line, cite.pos.column), (4, 17));
    assert_eq!(cite.value.sentence, "Theo 468/QĐ-TTg thì hai.");
    assert_eq!((cite.value.text.as_str(), cite.value.forced), ("468/QĐ-TTg", true));
    assert_eq!(
        (cite.value.citation.number.as_deref(), cite.value.citation.year),
        (Some("468/QĐ-TTg"), Some(2021))
    );
    check("## Theo [[76/NQ-CP]]", "<h2 id=\"theo-76-nq-cp\">Theo {cite 0}76/NQ-CP{/cite 0}</h2>");
    assert_eq!(read("## Theo [[76/NQ-CP]]").cites.len(), 1);
}
