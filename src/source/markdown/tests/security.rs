use super::{read_with, show};
use crate::source::markdown::HtmlPolicy::{Escape, Safe};

const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.vn/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\">",
    "<img src=x:alert(alt) onerror=eval(src) alt=1>",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x'onerror=alert(1)>",
    "<img src=\"javascript:alert(1)\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href=\"javascript:alert(1)\">",
    "<body onload=alert(1)>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"java&#10;script:alert(1)\">x</a>",
    "<a href=\"java&Tab;script:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\"&#x6A;avascript&colon;alert(1)\">x</a>",
    "<a href=\" &#1; javascript:alert(1)\">x</a>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"vbscript:x\">x</a>",
    "<a href=\"/a\" onclick=\"alert(1)\">x</a>",
    "<a href=\"/a\"onclick=alert(1)>x</a>",
    "<div onmouseover=\"alert(1)\" style=\"background:url(javascript:alert(1))\">x</div>",
    "<div title=\"' onload=alert(1) x='\">x</div>",
    "<div title='\" onload=\"alert(1)'>x</div>",
    "<p class=\"x\" class=\"&quot; onload=&quot;alert(1)\">x</p>",
    "<details open ontoggle=alert(1)>x</details>",
    "<form action=\"javascript:alert(1)\"><button>x</button></form>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=//x.vn/a.css>",
    "<base href=\"javascript:alert(1)//\">",
    "<style>@import 'javascript:alert(1)';</style>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<table><td><script>alert(1)</script>",
    "<pre><script>alert(1)</script>",
    "<time datetime=\"\"><script>alert(1)</script>\">x</time>",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://a.vn/\"onmouseover=\"alert(1))",
    "[x](https://a.vn \"\\\" onmouseover=\\\"alert(1)\")",
    "![x](javascript:alert(1))",
    "![\" onerror=\"alert(1)](a.jpg \"<script>alert(1)</script>\")",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "```\"onclick=alert(1)\n<script>alert(1)</script>\n```",
    "# x {#\"onclick=alert(1) .\"onclick=alert(1)}",
    "[^\"onclick=alert(1)]: <script>x</script>\n\nx[^\"onclick=alert(1)]",
    "[[1/<script>alert(1)</script>]]",
    "a) <script>alert(1)</script>\nb) <img src=x onerror=alert(1)>",
];

/// All start tags of HTML with their attributes, as a browser reads them.
fn attributes(html: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let mut rest = &rest[name.len()..];
        if name.is_empty() {
            continue;
        }
        loop {
            rest = rest.trim_start();
            let len = rest.find(['=', '>', ' ', '\n']).unwrap_or(rest.len());
            if len == 0 {
                break;
            }
            let attribute = rest[..len].to_owned();
            rest = &rest[len..];
            let mut value = String::new();
            if let Some(it) = rest.strip_prefix("=\"") {
                let end = it.find('"').unwrap();
                value = it[..end].to_owned();
                rest = &it[end + 1..];
            }
            found.push((name.clone(), attribute, value));
        }
        found.push((name, String::new(), String::new()));
    }
    found
}

#[test]
fn lets_no_script_through() {
    for vector in VECTORS {
        for (policy, markdown) in [
            (Escape, (*vector).to_owned()),
            (Safe, (*vector).to_owned()),
            (Escape, format!("Một {vector} hai")),
            (Safe, format!("Một {vector} hai")),
            (Safe, format!("<div>\n{vector}\n</div>")),
        ] {
            let parsed = read_with(&markdown, policy, &[]);
            let html = show(&parsed);
            for (tag, attribute, value) in attributes(&html) {
                let bad_tag = [
                    "script", "style", "iframe", "svg", "math", "object", "embed", "form", "meta", "link",
                    "base", "body",
                ];
                assert!(!bad_tag.contains(&tag.as_str()), "{markdown}\n{html}");
                assert!(!attribute.starts_with("on") && attribute != "style", "{markdown}\n{html}");
                assert!(
                    attribute.chars().all(|it| it.is_ascii_alphanumeric() || it == '-'),
                    "{markdown}\n{html}"
                );
                let is_address = matches!(attribute.as_str(), "href" | "src");
                assert!(
                    !is_address || value.starts_with("http") || value.starts_with('#'),
                    "{markdown}\n{html}"
                );
            }
            for it in parsed
                .links
                .iter()
                .map(|it| &it.value.target)
                .chain(parsed.images.iter().map(|it| &it.value.src))
            {
                let before = it.split(['/', '?', '#']).next().unwrap();
                assert!(!before.contains(':'), "{markdown}: {it}");
            }
        }
    }
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    let html = show(&read_with(markdown, Safe, &[])).replace(">\n", ">");
    assert_eq!(html.trim_end(), expected, "{markdown}");
}

#[test]
fn lets_harmless_tags_through() {
    check("H<sub>2</sub>O <br/> <kbd class=x>Đ</kbd>", "<p>H<sub>2</sub>O <br> <kbd class=\"x\">Đ</kbd></p>");
    check("<a href=\"/a\" title=\"b\">c</a>", "<p>{link 0}c{/link 0}</p>");
    check(
        "<a href='https://a.vn?b&amp;c'>**d**</a>",
        "<p><a href=\"https://a.vn?b&amp;c\"><strong>d</strong></a></p>",
    );
    check("Ảnh <img src=a.jpg alt=\"Bà con\">", "<p>Ảnh {image 0}</p>");
    check(
        "<details>\n<summary>Mở</summary>\n\n**a**\n\n</details>",
        "<details><summary>Mở</summary><p><strong>a</strong></p></details>",
    );
    check(
        "<table><tr><td colspan=\"2\" rowspan=x>A&nbsp;&amp; B & C</td></tr></table>",
        "<table><tr><td colspan=\"2\">A&nbsp;&amp; B &amp; C</td></tr></table>",
    );
}

#[test]
fn nests_no_link_in_a_link() {
    check("<a href=\"/a\">x [y](/b) [[76/NQ-CP]]</a>", "<p>{link 1}x y 76/NQ-CP{/link 1}</p>");
    check(
        "[x <a href=\"/a\">y</a>](/b)",
        "<p>{link 0}x &lt;a href=&quot;/a&quot;&gt;y&lt;/a&gt;{/link 0}</p>",
    );
}

#[test]
fn keeps_the_words_of_cells_apart() {
    let parsed = read_with("<table><tr><td>a</td><td>b</td></tr></table>\n\nH<sub>2</sub>O", Safe, &[]);
    assert_eq!(parsed.body.text.split_whitespace().collect::<Vec<_>>(), ["a", "b", "H2O"]);
}

#[test]
fn closes_what_the_author_left_open() {
    check("<div>\n\nMột <b>hai\n\nBa", "<div><p>Một <b>hai</b></p><p>Ba</p></div>");
    check("- <b>Một\n- Hai", "<ul><li><b>Một</b></li><li>Hai</li></ul>");
    check("**<i>Một** hai</i>", "<p><strong><i>Một</i></strong> hai&lt;/i&gt;</p>");
    check("</div>\n\nMột", "&lt;/div&gt;\n<p>Một</p>");
    check("Một <div>hai</div>", "<p>Một &lt;div&gt;hai&lt;/div&gt;</p>");
    check("<table><tr><td>a\n\nMột", "<table><tr><td>a\n<p>Một</p></td></tr></table>");
    check("<table>\n\nMột", "<table></table><p>Một</p>");
    check("<td>a</td>", "&lt;td&gt;a&lt;/td&gt;");
}
