//! What a reader sees and does, in a real browser: keyboard, colours, size, print, no JavaScript, a narrow phone.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use serde_json::json;

use crate::{browser::Browser, http, site_test::SiteTest};

/// An article with headings, a reference and a picture.
const ARTICLE: &str = "/tin-tuc/2026/cach-doc-so-ky-hieu-van-ban/";
const DOCUMENT: &str = "/van-ban/nghi-dinh-61-2018-nd-cp/";

/// Pages of every sort.
const PAGES: &[&str] = &[
    "/",
    ARTICLE,
    DOCUMENT,
    "/tin-tuc/",
    "/van-ban/",
    "/ke-hoach/",
    "/ke-hoach/tanh-linh-2025/",
    "/chu-de/",
    "/co-quan/",
    "/luu-tru/",
    "/luu-tru/2026/",
    "/luu-tru/2026/03/",
    "/luu-tru/2026/03/05/",
    "/so-do-trang/",
    "/tim-kiem/",
    "/lien-he/",
    "/404.html",
];

/// The demo newsroom, built and served, with a browser; absent where there is none.
fn reader() -> Option<(Browser, String, SiteTest)> {
    let browser = Browser::start()?;
    let site = SiteTest::demo();
    let built = site.run("build|--as-of|2026-11-24");
    assert_eq!(built.code, 0, "{built:?}");
    let origin = http::serve(&site.path("public"));
    Some((browser, origin, site))
}

const PAPER: &str = "getComputedStyle(document.body).backgroundColor";

/// How light a colour is: 0 to 255.
fn light(rgb: &serde_json::Value) -> u32 {
    let numbers = rgb.as_str().unwrap().split(|it: char| !it.is_ascii_digit());
    numbers.filter_map(|it| it.parse::<u32>().ok()).take(3).sum::<u32>() / 3
}

#[test]
fn the_keyboard_reaches_the_text_first_and_the_tools_after() {
    let Some((mut browser, origin, _site)) = reader() else { return };
    browser.open(&format!("{origin}{ARTICLE}"));
    browser.press("Tab");
    assert_eq!(browser.eval("document.activeElement.getAttribute('href')"), "#main");
    assert_eq!(
        browser.eval("document.activeElement.getBoundingClientRect().top >= 0"),
        true,
        "it can be seen"
    );
    browser.press("Enter");
    assert_eq!(browser.eval("document.activeElement.id"), "main");

    browser.open(&format!("{origin}{ARTICLE}"));
    let mut walked = Vec::new();
    for _ in 0..40 {
        browser.press("Tab");
        let here = "(() => { const it = document.activeElement, style = getComputedStyle(it); \
            return it.tagName + ' ' + it.textContent.trim().slice(0, 20) + (style.outlineStyle === 'none' ? ' BLIND' : ''); })()";
        walked.push(browser.eval(here).as_str().unwrap().to_owned());
    }
    assert!(walked.iter().all(|it| !it.ends_with("BLIND")), "{walked:#?}");
    let place = |what: &str| walked.iter().position(|it| it.starts_with(what));
    let (tools, text) = (place("SUMMARY Cỡ chữ, màu"), place("A Trong bài"));
    assert!(tools.is_some_and(|it| it < 5), "{walked:#?}");
    assert!(text.is_none_or(|it| tools < Some(it)));
}

#[test]
fn colours_and_size_are_as_the_reader_chose_and_stay_so() {
    let Some((mut browser, origin, _site)) = reader() else { return };
    browser.open(&format!("{origin}{ARTICLE}"));
    assert!(light(&browser.eval(PAPER)) > 240);
    let dark = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
    browser.call("Emulation.setEmulatedMedia", dark.clone());
    assert!(light(&browser.eval(PAPER)) < 60, "dark where the system is dark");

    browser.eval("document.querySelector('.tools summary').click()");
    browser.eval("document.querySelector('.tools [value=light]').click()");
    assert!(light(&browser.eval(PAPER)) > 240, "light though the system is dark");
    let size = "parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)";
    let usual = browser.eval(size).as_f64().unwrap();
    browser.eval("document.querySelector('.tools [value=largest]').click()");
    let largest = browser.eval(size).as_f64().unwrap();
    assert!(largest > usual * 1.4, "{usual} → {largest}");

    // On another page, from the first moment: the script stands before the style sheet.
    browser.open(&format!("{origin}{DOCUMENT}"));
    assert!(light(&browser.eval(PAPER)) > 240);
    assert_eq!(browser.eval("document.documentElement.dataset.size"), "largest");
    assert_eq!(browser.eval("document.querySelector('.tools [value=largest]').checked"), true);
    browser.eval("document.querySelector('.tools summary').click()");
    browser.eval("document.querySelector('.tools input').focus()");
    browser.press("Escape");
    assert_eq!(browser.eval("document.activeElement.tagName"), "SUMMARY");
    assert_eq!(browser.eval("document.querySelector('.tools').open"), false);

    browser.eval("document.querySelector('.tools [value=contrast]').click()");
    assert_eq!(browser.eval(PAPER), "rgb(0, 0, 0)");
    browser.eval("document.querySelectorAll('.tools [value=\"\"]').forEach((it) => it.click())");
    assert!(light(&browser.eval(PAPER)) < 60, "as the system has it again");
}

#[test]
fn links_and_citations_can_be_copied() {
    let Some((mut browser, origin, _site)) = reader() else { return };
    let granted = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
    browser.call("Browser.grantPermissions", granted);
    browser.call("Emulation.setFocusEmulationEnabled", json!({"enabled": true}));
    let copied = |browser: &mut Browser, press: &str| {
        browser.eval(&format!(
            "(async () => {{ const press = {press}; press.click(); \
             const says = press.parentNode.querySelector('[role=status]'); \
             while (!says.textContent) await new Promise((go) => setTimeout(go, 5)); \
             return [says.textContent, await navigator.clipboard.readText()]; }})()"
        ))
    };
    browser.open(&format!("{origin}{ARTICLE}"));
    let link = copied(&mut browser, "document.querySelectorAll('.share button')[0]");
    assert_eq!(link, json!(["Đã sao chép", format!("https://cchc.example.vn{ARTICLE}")]));
    let cite = copied(&mut browser, "document.querySelectorAll('.share button')[1]");
    let cite = cite[1].as_str().unwrap();
    assert!(
        cite.starts_with("Cách đọc số, ký hiệu văn bản. ") && cite.contains(", 05/3/2026. https://"),
        "{cite}"
    );
    browser.open(&format!("{origin}{DOCUMENT}"));
    let cite = copied(&mut browser, "document.querySelector('.citation + .copy button')");
    assert!(cite[1].as_str().unwrap().starts_with("Nghị định số 61/2018/NĐ-CP ngày 23"), "{cite}");
}

#[test]
fn nothing_is_lost_without_javascript() {
    let Some((mut browser, origin, _site)) = reader() else { return };
    let words = "document.querySelector('main').innerText.length";
    let links = "document.querySelectorAll('a[href]').length";
    for page in [ARTICLE, DOCUMENT, "/", "/tin-tuc/"] {
        let mut seen = Vec::new();
        for disabled in [false, true] {
            browser.call("Emulation.setScriptExecutionDisabled", json!({"value": disabled}));
            browser.open(&format!("{origin}{page}"));
            let buttons = browser.eval("document.querySelectorAll('button, summary, input').length");
            assert!(!disabled || buttons == 0, "{page} has {buttons} controls that do nothing");
            seen.push((browser.eval(words).as_u64().unwrap(), browser.eval(links)));
        }
        // Only the buttons that copy are missing.
        assert!(seen[1].0 + 100 > seen[0].0 && seen[0].1 == seen[1].1, "{page}: {seen:?}");
    }
    browser.open(&format!("{origin}/tim-kiem/"));
    let offered =
        browser.eval("[...document.querySelectorAll('main a')].map((it) => it.getAttribute('href'))");
    assert!(offered.as_array().unwrap().contains(&json!("/chu-de/")), "{offered}");
}

#[test]
fn no_page_is_wider_than_a_phone() {
    let Some((mut browser, origin, _site)) = reader() else { return };
    let wide = "document.documentElement.scrollWidth";
    for page in PAGES {
        browser.size(360, 740);
        browser.open(&format!("{origin}{page}"));
        assert_eq!(browser.eval(wide), 360, "{page}");
        let covered = "(() => { const at = (it) => document.querySelector('.menu ' + it)?.getBoundingClientRect(), here = at('[aria-current]'); \
                       return here ? here.left < 0 || here.right > at('.search').left : false })()";
        assert_eq!(browser.eval(covered), false, "{page}: where one is stands in the menu");
        browser.eval("document.documentElement.dataset.size = 'largest'");
        assert_eq!(browser.eval(wide), 360, "{page} with the largest text");
        browser.eval("document.querySelector('.tools').open = true");
        assert_eq!(browser.eval(wide), 360, "{page} with the tools open");
    }
}

#[test]
fn on_paper_a_page_is_an_administrative_sheet() {
    let Some((mut browser, origin, _site)) = reader() else { return };
    browser.open(&format!("{origin}{ARTICLE}"));
    let pdf = browser.call("Page.printToPDF", json!({"preferCSSPageSize": true}));
    assert!(pdf["data"].as_str().unwrap().starts_with("JVBERi0"), "a PDF");
    browser.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    let shown = |browser: &mut Browser, what: &str| {
        browser.eval(&format!(
            "[...document.querySelectorAll('{what}')].filter((it) => it.checkVisibility()).length"
        ))
    };
    for hidden in ["nav", ".skip", ".tools", "button", ".share", ".feedback", ".related"] {
        assert_eq!(shown(&mut browser, hidden), 0, "{hidden} is not for paper");
    }
    for printed in ["h1", ".agency", ".text p", ".story time", ".printed"] {
        assert_ne!(shown(&mut browser, printed), 0, "{printed} is missing on paper");
    }
    let foot = browser.eval("document.querySelector('.printed').innerText");
    assert!(foot.as_str().unwrap().contains(&format!("https://cchc.example.vn{ARTICLE}")), "{foot}");
}

#[test]
fn the_newest_pages_can_be_read_without_a_connection() {
    let Some(mut browser) = Browser::start() else { return };
    let article = |title: &str, date: &str| format!("---\ntitle: {title}\ndate: {date}\n---\n\nNội dung.\n");
    let mut site = SiteTest::new(&[])
        .with("bantin.yaml", "title: Trang thử\nbase_url: https://thu.example.vn/\noffline: true\n");
    for at in 1..=25 {
        let text = article(&format!("Bài số {at}"), &format!("2025-06-{at:02}"));
        site = site.with(&format!("content/tin-tuc/bai-{at}.md"), text);
    }
    assert_eq!(site.run("build|--as-of|2026-01-31").code, 0);
    let is_up = Arc::new(AtomicBool::new(true));
    let origin = http::serve_while(&site.path("public"), &is_up);
    browser.open(&format!("{origin}/"));
    browser.eval("navigator.serviceWorker.ready.then(() => true)");
    // Opened once while there was a connection, though it is not among the newest.
    browser.open(&format!("{origin}/tin-tuc/bai-1/"));
    browser.eval(
        "(async () => { while (!await caches.match(location.href)) await new Promise((go) => setTimeout(go, 5)); })()",
    );
    is_up.store(false, Ordering::SeqCst);
    for (page, title) in
        [("/tin-tuc/bai-25/", "Bài số 25"), ("/tin-tuc/bai-1/", "Bài số 1"), ("/tin-tuc/bai-2/", "Trang thử")]
    {
        browser.open(&format!("{origin}{page}"));
        assert_eq!(browser.eval("document.querySelector('h1').textContent"), title, "{page}");
        assert_eq!(browser.eval("document.styleSheets.length"), 1, "{page} with its looks");
    }
}
