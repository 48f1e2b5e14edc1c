#![expect(clippy::disallowed_methods, reason = "tests write small themes")]

use std::{fs, path::PathBuf};

use serde_json::json;

use super::*;
use crate::diag::Severity;

/// A site whose theme `rieng` holds the given files.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path: PathBuf = dir.path().join("themes/rieng").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn load(files: &[(&str, &str)]) -> (Theme, Vec<Diagnostic>) {
    let dir = site(files);
    fs::create_dir_all(dir.path().join("themes/rieng")).unwrap();
    Theme::load(dir.path(), "rieng").unwrap()
}

/// Severity, code, place as `file:line:column+len`, message, help; in Vietnamese.
fn shown(it: &Diagnostic) -> String {
    let place = it.place.as_ref().map_or_else(String::new, |at| {
        format!("{}:{}:{}+{}", at.file, at.pos.line, at.pos.column, at.pos.len)
    });
    let help = it.help.as_ref().map_or("", |it| &it.vi);
    format!("{} {} {place} {} | {help}", it.severity.name(), it.code, it.message.vi)
}

#[track_caller]
fn check_load(files: &[(&str, &str)], expected: &[&str]) {
    let (_, found) = load(files);
    assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected);
}

fn redirect(theme: &Theme) -> Result<String, Box<Diagnostic>> {
    let values = json!({
        "site": {"assets": {"css": "/theme/style.css", "icon": "/theme/icon.svg"}},
        "page": {"language": "vi", "head_title": "Đã chuyển"},
        "target": {"title": "Một <cửa>", "url": "/mot-cua/", "full": "https://a.vn/mot-cua/"},
    });
    let mut context = Context::from_serialize(&values).unwrap();
    context.insert_value("t", theme.strings("vi-VN"));
    theme.render("redirect.html", &context, "/cu/").map(|it| String::from_utf8(it).unwrap())
}

#[test]
fn the_default_theme_has_no_faults() {
    let dir = tempfile::tempdir().unwrap();
    let (theme, found) = Theme::load(dir.path(), DEFAULT).unwrap();
    assert_eq!(found, []);
    let html = redirect(&theme).unwrap();
    assert!(html.contains("<a href=\"/mot-cua/\">Một &lt;cửa&gt;</a>"), "{html}");
    assert!(html.contains("Trang đã chuyển đến địa chỉ mới"), "{html}");
}

#[test]
fn both_languages_have_the_same_strings_and_templates_use_no_other() {
    let table: settings::Table = serde_yaml::from_str(embedded::STRINGS).unwrap();
    let keys = |language: &str| table[language].keys().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(keys("vi"), keys("en"));
    for (name, text) in embedded::TEMPLATES {
        for (at, _) in text.match_indices(" t.").chain(text.match_indices("=t.")) {
            let key = text[at + 3..].split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap();
            assert!(table["vi"].contains_key(key), "t.{key} in {name}");
        }
    }
}

#[test]
fn one_partial_and_one_string_can_be_replaced() {
    let (theme, found) = load(&[
        ("templates/redirect.html", "{{ t.moved }} {% include \"partials/rieng.html\" %}"),
        ("templates/partials/rieng.html", "→ {{ target.title }}"),
        ("strings.yaml", "vi:\n  moved: \"Đã dời\"\n"),
    ]);
    assert_eq!(found, []);
    assert_eq!(redirect(&theme).unwrap(), "Đã dời → Một &lt;cửa&gt;");
}

#[test]
fn a_replaced_template_can_extend_its_default() {
    let (theme, found) = load(&[(
        "templates/base.html",
        "{% extends \"default/base.html\" %}{% block csp %}default-src 'none'{% endblock %}",
    )]);
    assert_eq!(found, []);
    let (before, _) = load(&[]);
    assert_ne!(before.closure("article.html"), theme.closure("article.html"));
}

#[test]
fn static_files_carry_a_hash_and_can_be_replaced_or_added() {
    let (theme, _) = load(&[]);
    let (own, found) = load(&[
        ("static/style.css", "body { color: navy }"),
        ("static/logo.png", "PNG"),
        ("theme.yaml", "assets:\n  logo: logo.png\n"),
    ]);
    assert_eq!(found, []);
    let css = |theme: &Theme| theme.assets().iter().find(|it| it.0 == "css").unwrap().1.to_string();
    assert!(css(&theme).starts_with("/theme/style-") && css(&theme).ends_with(".css"));
    assert_ne!(css(&theme), css(&own));
    assert!(own.statics().iter().any(|it| it.route.as_str() == "/theme/logo.png" && &*it.bytes == b"PNG"));
    assert!(own.assets().iter().any(|it| it.0 == "logo"));
    assert_ne!(theme.closure("home.html"), own.closure("home.html"));
}

#[test]
fn a_syntax_error_is_told_with_its_place_and_the_default_stays() {
    let (theme, found) =
        load(&[("templates/redirect.html", "<p>Đã chuyển\n{% if target %}\n{{ target.title }")]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Error);
    let told = shown(&found[0]);
    assert!(
        told.starts_with(
            "error theme-template themes/rieng/templates/redirect.html:3:17+1 mẫu trang redirect.html: không đúng cú pháp ("
        ),
        "{told}"
    );
    assert!(redirect(&theme).unwrap().contains("<!DOCTYPE html>"));
}

#[test]
fn what_does_not_exist_is_told_with_the_nearest_name() {
    check_load(
        &[("templates/redirect.html", "{% extends \"bas.html\" %}")],
        &[
            "error theme-template themes/rieng/templates/redirect.html:1:13+8 mẫu trang redirect.html: không có mẫu \"bas.html\" | có phải ý bạn là base.html?",
        ],
    );
    check_load(
        &[("templates/redirect.html", "{% extends \"base.html\" %}\n{% block breadcrumb %}{% endblock %}")],
        &[
            "error theme-template themes/rieng/templates/redirect.html:2:10+10 mẫu trang redirect.html: mẫu gốc không có khối \"breadcrumb\" | có phải ý bạn là breadcrumbs?",
        ],
    );
    check_load(
        &[("templates/redirect.html", "Đây: {{ t.moved | viet_hoa }}")],
        &[
            "error theme-template themes/rieng/templates/redirect.html:1:19+8 mẫu trang redirect.html: không có bộ lọc \"viet_hoa\" | ",
        ],
    );
}

#[test]
fn a_misspelt_override_is_worth_a_word() {
    check_load(
        &[("templates/aricle.html", "a"), ("templates/partials/thoi-tiet.html", "b")],
        &[
            "info theme-override themes/rieng/templates/aricle.html:1:1+0 \"aricle.html\" không thay cho tệp nào của giao diện mặc định | có phải ý bạn là article.html?",
        ],
    );
    check_load(
        &[("strings.yaml", "vi:\n  newr: \"Mới\"\n")],
        &[
            "info theme-override themes/rieng/strings.yaml:2:3+4 giao diện mặc định không có \"newr\" | có phải ý bạn là newer?",
        ],
    );
    check_load(
        &[("strings.yaml", "vi:\n  - newer\n")],
        &[
            "error theme-yaml themes/rieng/strings.yaml:2:3+0 tệp không có dạng nhóm, rồi khóa: chữ | mỗi dòng một khóa, thụt vào dưới tên nhóm; đặt chữ trong ngoặc kép",
        ],
    );
    check_load(
        &[("notes.txt", "a")],
        &[
            "info theme-unused themes/rieng/notes.txt:1:1+0 giao diện không dùng tệp này | đặt mẫu trang (.html) vào templates/, tệp khác vào static/",
        ],
    );
}

#[test]
fn a_theme_without_a_folder_is_an_error() {
    let dir = site(&[("strings.yaml", "vi: {}\n")]);
    let (_, found) = Theme::load(dir.path(), "riêng").unwrap();
    assert_eq!(
        found.iter().map(shown).collect::<Vec<_>>(),
        ["error theme-missing bantin.yaml:1:1+0 không có thư mục themes/riêng/ | có phải ý bạn là rieng?"]
    );
    let (_, found) = Theme::load(dir.path(), "../themes/rieng").unwrap();
    assert_eq!(found[0].code, "theme-missing");
}

#[test]
fn a_value_that_the_page_lacks_is_told_with_template_line_and_page() {
    let (theme, _) = load(&[
        ("templates/redirect.html", "<p>\n{% include \"partials/rieng.html\" %}"),
        ("templates/partials/rieng.html", "Đến: {{ target.titel }}"),
    ]);
    let fault = redirect(&theme).unwrap_err();
    assert_eq!(
        shown(&fault),
        "error theme-value themes/rieng/templates/partials/rieng.html:1:16+5 mẫu trang partials/rieng.html: ở đây không có giá trị \"titel\" (đang dựng trang /cu/) | có phải ý bạn là title?"
    );
    assert_eq!(
        fault.message.en,
        "template partials/rieng.html: there is no value \"titel\" here (while rendering /cu/)"
    );
}

#[test]
fn a_value_that_cannot_be_used_so_is_told_with_its_place() {
    let (theme, _) =
        load(&[("templates/redirect.html", "{% for it in target.title %}{{ it.x }}{% endfor %}")]);
    let told = shown(&redirect(&theme).unwrap_err());
    assert!(told.starts_with("error theme-value themes/rieng/templates/redirect.html:1:"), "{told}");
    assert!(told.contains("mẫu trang redirect.html: ") && told.contains("(đang dựng trang /cu/)"), "{told}");
}

#[test]
fn closures_move_only_with_what_they_are_made_of() {
    #[track_caller]
    fn check(file: (&str, &str), moved: &[&str], still: &[&str]) {
        let ((before, _), (after, _)) = (load(&[]), load(&[file]));
        for name in moved {
            assert_ne!(before.closure(name), after.closure(name), "{name} should move with {}", file.0);
        }
        for name in still {
            assert_eq!(before.closure(name), after.closure(name), "{name} should not move with {}", file.0);
        }
    }
    check(
        ("templates/partials/pager.html", ""),
        &["section.html", "topic.html"],
        &["article.html", "home.html"],
    );
    check(("templates/base.html", "{% block main %}{% endblock %}"), &[], &["redirect.html"]);
    check(("templates/partials/footer.html", ""), &["article.html", "home.html"], &["redirect.html"]);
    check(("strings.yaml", "vi:\n  moved: \"Dời\"\n"), &["redirect.html"], &["article.html", "home.html"]);
    check(
        ("strings.yaml", "vi:\n  home: \"Đầu\"\n"),
        &["not_found.html"],
        &["article.html", "redirect.html"],
    );
    check(("static/style.css", ""), &["article.html", "redirect.html"], &["partials/pager.html"]);
    assert_eq!(load(&[]).0.closure("khong-co.html"), Fp::NONE);
}

#[test]
fn counts_carry_their_noun() {
    let (theme, _) = load(&[("templates/dem.html", "{{ n | count(of=t.n_articles) }}")]);
    let check = |language: &str, n: u64, expected: &str| {
        let mut context = Context::new();
        context.insert("n", &n);
        context.insert_value("t", theme.strings(language));
        assert_eq!(theme.render("dem.html", &context, "/").unwrap(), expected.as_bytes());
    };
    check("vi", 1240, "1.240 tin, bài");
    check("en", 1240, "1,240 articles");
    check("en", 1, "1 article");
    check("fr", 2, "2 tin, bài");
}

#[test]
fn the_manual_names_every_template_and_block() {
    let manual = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/theme.md")).unwrap();
    for (name, _) in embedded::TEMPLATES {
        let short = name.strip_prefix("partials/").unwrap_or(name);
        assert!(manual.contains(short), "{name}");
    }
    for block in embedded::blocks() {
        assert!(manual.contains(&format!("`{block}`")), "block {block}");
    }
}
