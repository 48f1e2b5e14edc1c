//! What a theme of a site may do with entries in lists and with the text of a page.

use crate::site_test::SiteTest;

fn site() -> SiteTest {
    let article = |title: &str, day: u8| {
        format!(
            "---\ntitle: {title}\ndate: {day}/6/2025\nagency: xa-binh-an\ntopics: [mot-cua]\n---\n\nLời của {title}.\n"
        )
    };
    SiteTest::new(&[
        ("danh-muc/chu-de.yaml", "- {id: mot-cua, title: Một cửa}\n"),
        ("danh-muc/co-quan.yaml", "- {id: xa-binh-an, name: UBND xã Bình An}\n"),
        ("tin-tuc/mot.md", &article("Bài một", 5)),
        ("tin-tuc/hai.md", &article("Bài hai", 6)),
    ])
}

/// Builds `site` with a template of its own, and reads a file of it.
#[track_caller]
fn built(name: &str, template: &str, page: &str) -> String {
    let site = site().with(&format!("themes/default/templates/{name}"), template);
    let ran = site.run("build|--as-of|1/12/2026");
    assert_eq!(ran.code, 0, "{ran:?}");
    site.read(&format!("public/{page}"))
}

#[test]
fn a_list_can_be_written_with_cards_or_with_what_the_partial_makes_of_them() {
    const PAGE: &str = "co-quan/xa-binh-an/index.html";
    let default = built("partials/rieng.html", "", PAGE);
    let own = "{% if items %}\n<ol class=\"list\">\n{%- for card in items %}\n<li>{% include \"partials/card.html\" %}</li>\n{%- endfor %}\n</ol>\n{%- endif %}\n";
    assert!(default.contains("<h3><a href=\"/tin-tuc/hai/\">Bài hai</a></h3>"), "{default}");
    let list = |page: &str| {
        page.split("<ol class=\"list\">").nth(1).unwrap().split("</ol>").next().unwrap().to_owned()
    };
    assert_eq!(list(&default), list(&built("partials/list.html", own, PAGE)));
}

#[test]
fn a_partial_of_lists_can_show_the_page_that_it_stands_on() {
    let own = "<li>{{ card.title }} ở {{ page.url }}</li>\n";
    for (page, line) in [("mot", "Bài hai ở /tin-tuc/mot/"), ("hai", "Bài một ở /tin-tuc/hai/")] {
        let html = built("partials/line.html", own, &format!("tin-tuc/{page}/index.html"));
        assert!(html.contains(line), "{html}");
    }
}

#[test]
fn the_text_of_a_page_can_be_shown_twice() {
    let own = "{% extends \"default/article.html\" %}{% block text %}{{ super() }}<aside>{{ page.content }}</aside>{% endblock text %}";
    let html = built("article.html", own, "tin-tuc/mot/index.html");
    assert_eq!(html.matches("<p>Lời của Bài một.</p>").count(), 2, "{html}");
    assert!(!html.contains("bantin:content"), "{html}");
}

#[test]
fn a_fault_in_a_partial_of_lists_is_told_with_its_place() {
    let site = site().with("themes/default/templates/partials/line.html", "<li>{{ card.titel }}</li>\n");
    let ran = site.run("build|--as-of|1/12/2026");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.err.contains("partials/line.html:1:") || ran.out.contains("partials/line.html:1:"),
        "{ran:?}"
    );
}

#[test]
fn a_masthead_can_show_the_page_that_it_stands_on() {
    let ours = "<header>{{ page.title }}:{% for it in menu %}{% if it.current %} {{ it.url }}{% endif %}{% endfor %}</header>\n";
    for (page, title) in [("mot", "Bài một"), ("hai", "Bài hai")] {
        let html = built("partials/masthead.html", ours, &format!("tin-tuc/{page}/index.html"));
        assert!(html.contains(&format!("<header>{title}: /tin-tuc/</header>")), "{html}");
    }
}

#[test]
fn a_base_can_include_the_masthead_itself() {
    let ours = include_str!("../../themes/default/templates/base.html")
        .replace("{{ masthead }}", "{% include \"partials/masthead.html\" %}");
    for page in ["index.html", "tin-tuc/index.html", "tin-tuc/mot/index.html"] {
        assert_eq!(built("base.html", &ours, page), built("partials/rieng.html", "", page));
    }
}

#[test]
fn a_theme_is_checked_before_it_is_used() {
    let sound = "{% extends \"default/article.html\" %}\n{% block after_text %}<p>Cảm ơn.</p>{% endblock after_text %}\n";
    let site = site().with("themes/xanh/templates/article.html", sound);
    let ran = site.run("theme|check|themes/xanh");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("không có gì phải sửa"), "{}", ran.err);
    let check = |name: &str, text: &str, said: &[&str]| {
        let site = self::site().with(&format!("themes/xanh/{name}"), text);
        let ran = site.run("theme|check|themes/xanh");
        for it in said {
            assert!(ran.out.contains(it), "{it} is missing in {}", ran.out);
        }
        ran.code
    };
    let block = "{% extends \"default/article.html\" %}{% block after_txt %}{% endblock after_txt %}";
    assert_eq!(
        check(
            "templates/article.html",
            block,
            &["after_txt", "after_text?", "themes/xanh/templates/article.html:1"]
        ),
        1
    );
    assert_eq!(check("templates/partials/footer.html", "{{ ngay_in }}", &["ngay_in"]), 1);
    let css = ":root { --paper: #fff; --ink: #999; }";
    assert_eq!(check("static/style.css", css, &["theme-contrast", "2.85"]), 0);
    let ran = self::site().run("theme|check|giao-dien");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("bantin theme check themes/xanh"), "{}", ran.err);
}

#[test]
fn one_string_or_one_colour_can_be_changed() {
    let strings = "vi:\n  related: \"Đọc thêm\"\n";
    let colour = format!(
        "{}\n:root {{ --accent: #7a1f1f; }}\n",
        include_str!("../../themes/default/static/style.css")
    );
    let site =
        site().with("themes/default/strings.yaml", strings).with("themes/default/static/style.css", colour);
    let ran = site.run("build|--as-of|1/12/2026");
    assert_eq!(ran.code, 0, "{ran:?}");
    let page = site.read("public/tin-tuc/mot/index.html");
    assert!(page.contains("Đọc thêm") && !page.contains("Tin, bài liên quan"), "{page}");
    let css = page.split('"').find(|it| it.ends_with(".css")).unwrap();
    assert!(site.read(&format!("public{css}")).contains("--accent: #7a1f1f"), "{css}");
}
