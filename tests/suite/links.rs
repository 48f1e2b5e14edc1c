//! Every link inside a built site leads to a file, and every `#anchor` to an id in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{site_test::SiteTest, tree::Tree};

/// What a page points to, and the ids that can be pointed to.
#[derive(Default)]
struct Page {
    links: Vec<String>,
    ids: BTreeSet<String>,
}

/// Reads the attributes of the tags of a page.
fn scan(html: &str) -> Page {
    let mut page = Page::default();
    for tag in html.split('<').skip(1) {
        let mut rest = tag.split_once(char::is_whitespace).map_or("", |it| it.1);
        while let Some((name, after)) = rest.split_once("=\"") {
            let Some((value, tail)) = after.split_once('"') else { break };
            let value = value.replace("&amp;", "&").replace("&#x2F;", "/").replace("&#x27;", "'");
            if name.contains('>') {
                break;
            }
            match name.split_whitespace().last().unwrap_or_default() {
                "href" | "src" | "poster" | "action" => page.links.push(value),
                "id" => {
                    page.ids.insert(value);
                }
                "srcset" => page.links.extend(
                    value.split(',').filter_map(|it| it.split_whitespace().next()).map(str::to_owned),
                ),
                _ => {}
            }
            rest = tail;
        }
    }
    page
}

fn decode(url: &str) -> String {
    let (mut out, bytes) = (Vec::new(), url.as_bytes());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], url.get(at + 1..at + 3)) {
            (b'%', Some(hex)) => {
                out.push(u8::from_str_radix(hex, 16).unwrap());
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap()
}

/// The absolute path of one that is relative to the page `from` of a site below `path`.
fn beside(from: &str, relative: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    format!("{path}{}", parts.join("/"))
}

/// Every link of `tree` that leads nowhere, for a site at `origin` below `path` (`/` or `/so-noi-vu/`).
fn broken(tree: &Tree, origin: &str, path: &str) -> Vec<String> {
    let is_page = |name: &str| [".html", ".xml", ".txt"].iter().any(|it| name.ends_with(it));
    let texts = tree.iter().filter(|it| is_page(it.0));
    let texts: BTreeMap<&String, &str> = texts.map(|it| (it.0, std::str::from_utf8(it.1).unwrap())).collect();
    let pages: BTreeMap<&String, Page> = texts.iter().map(|(name, text)| (*name, scan(text))).collect();
    let mut broken = Vec::new();
    let mut check = |from: &str, link: &str| {
        let inside = link.strip_prefix(origin).unwrap_or(link);
        let is_outside =
            ["http://", "https://", "mailto:", "tel:", "data:"].iter().any(|it| inside.starts_with(it));
        if is_outside || link.is_empty() {
            return;
        }
        let (place, anchor) = inside.split_once('#').unwrap_or((inside, ""));
        let place = decode(place.split('?').next().unwrap());
        let place =
            if place.starts_with('/') || place.is_empty() { place } else { beside(from, &place, path) };
        let file = match place.strip_prefix(path) {
            _ if place.is_empty() => from.to_owned(),
            Some(below) if below.is_empty() || below.ends_with('/') => format!("{below}index.html"),
            Some(below) => below.to_owned(),
            None => return broken.push(format!("{from}: {link} is not below {path}")),
        };
        if !tree.contains_key(&file) {
            broken.push(format!("{from}: {link}: there is no {file}"));
        } else if !anchor.is_empty() && !pages.get(&file).is_some_and(|it| it.ids.contains(&decode(anchor))) {
            broken.push(format!("{from}: {link}: {file} has no id {anchor}"));
        }
    };
    for (name, page) in &pages {
        page.links.iter().for_each(|it| check(name, it));
    }
    for (name, text) in texts.iter().filter(|it| !it.0.ends_with(".html")) {
        let locations = text.split("<loc>").skip(1).filter_map(|it| it.split("</loc>").next());
        locations.for_each(|it| check(name, it));
        text.lines().filter_map(|it| it.strip_prefix("Sitemap: ")).for_each(|it| check(name, it));
    }
    broken
}

#[test]
fn the_checker_sees_what_is_broken() {
    let page = br##"<a class="x" href="/a/b/?q=1#c">x</a> <img alt='' src="/a/%C4%91.png"><a href="#d">"##;
    let mut tree = Tree::from([("index.html".to_owned(), page.to_vec())]);
    assert_eq!(broken(&tree, "https://thu.example.vn", "/a/").len(), 3);
    tree.insert("b/index.html".to_owned(), b"<h2 id=\"c\">".to_vec());
    tree.insert("đ.png".to_owned(), Vec::new());
    assert_eq!(broken(&tree, "https://thu.example.vn", "/a/"), ["index.html: #d: index.html has no id d"]);
    assert_eq!(broken(&tree, "https://thu.example.vn", "/").len(), 3);
}

#[test]
fn every_link_of_the_demo_newsroom_leads_somewhere() {
    let site = SiteTest::demo();
    assert_eq!(site.run("build|--as-of|1/3/2026").code, 0);
    let tree = site.tree();
    assert!(tree.len() > 500, "{} files", tree.len());
    assert_eq!(broken(&tree, "https://cchc.example.vn", "/"), [""; 0]);
    let pages = || tree.iter().filter(|it| it.0.ends_with(".html"));
    let links: usize = pages().map(|it| scan(std::str::from_utf8(it.1).unwrap()).links.len()).sum();
    assert!(links > 10_000, "{links} links: the scan sees too few");
}

#[test]
fn a_site_below_a_path_links_below_that_path() {
    let site = newsroom().with(
        "bantin.yaml",
        "title: Trang thử\nbase_url: https://thu.example.vn/so-noi-vu/cchc/\nmenu:\n  - {title: Tin, url: /tin-tuc/}\n",
    );
    let ran = site.run("build");
    assert_eq!((ran.out.as_str(), ran.code), ("", 0));
    let tree = site.tree();
    assert_eq!(broken(&tree, "https://thu.example.vn", "/so-noi-vu/cchc/"), [""; 0]);
    let home = String::from_utf8(tree["index.html"].clone()).unwrap();
    assert!(home.contains("href=\"/so-noi-vu/cchc/tin-tuc/\""), "{home}");
    for (name, bytes) in tree.iter().filter(|it| !it.0.ends_with(".png")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("thu.example.vn/tin-tuc"), "{name} forgets the path");
    }
}

/// A few files of every sort, that all point to each other.
pub fn newsroom() -> SiteTest {
    SiteTest::new(&[
        ("danh-muc/chu-de.yaml", "- id: mot-cua\n  title: Một cửa\n- {id: so-hoa, title: Số hóa}\n"),
        (
            "danh-muc/co-quan.yaml",
            "- id: xa-binh-an\n  name: UBND xã Bình An\n- {id: van-phong, name: Văn phòng, parent: xa-binh-an}\n",
        ),
        ("danh-muc/tac-gia.yaml", "- {id: minh-anh, name: Minh Anh, agency: van-phong}\n"),
        ("danh-muc/hinh-thuc.yaml", "- {id: bai-viet, name: Bài viết}\n"),
        ("danh-muc/noi-dung.yaml", "- {id: the-che, title: Thể chế}\n"),
        (
            "ke-hoach/tuyen-truyen-2025.md",
            "---\ntitle: Kế hoạch tuyên truyền 2025\nnumber: 5/KH-UBND\nissuer: xa-binh-an\nissued: 5/1/2025\n\
             period: {from: 1/1/2025, to: 31/12/2025}\nimplements: [76/NQ-CP]\n\
             items:\n  - {id: i1, title: Thể chế, area: the-che}\nforms:\n  - {id: f1, form: bai-viet}\n\
             assignments:\n  - {agency: van-phong, role: chủ trì, tasks: [{id: t1, text: Viết bài, items: [i1], forms: [f1]}]}\n\
             ---\n## Mục đích\n\nThực hiện Nghị quyết số 76/NQ-CP.\n",
        ),
        (
            "van-ban/nghi-quyet-76-nq-cp-2021.md",
            "---\ntitle: Chương trình tổng thể cải cách hành chính\nnumber: 76/NQ-CP\ntype: Nghị quyết\n\
             issuer: Chính phủ\nissued: 15/7/2021\nattachments: [/tai-lieu/Mẫu đơn.txt]\n---\n\n## Điều 1\n\nMột.\n",
        ),
        (
            "van-ban/dang-ky.csv",
            "Số ký hiệu;Loại văn bản;Cơ quan ban hành;Ngày ban hành;Trích yếu;Quan hệ\n\
             63/2010/NĐ-CP;Nghị định;Chính phủ;08/6/2010;Kiểm soát thủ tục;\n\
             61/2018/NĐ-CP;Nghị định;Chính phủ;23/4/2018;Một cửa;amends: 63/2010/NĐ-CP\n",
        ),
        ("tai-lieu/Mẫu đơn.txt", "Mẫu\n"),
        ("hinh/bảng 1.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"6\"></svg>\n"),
        (
            "tin-tuc/2025/06/a.md",
            "---\ntitle: Bài một\ndate: 5/6/2025\nauthor: minh-anh\nagency: van-phong\ntopics: [mot-cua, so-hoa]\n\
             image: {src: \"/hinh/bảng 1.svg\", alt: Bảng}\naliases: [/cu/bai-mot.html, /cu/bai/]\n\
             plan:\n  - {id: tuyen-truyen-2025, items: [i1], forms: [f1]}\nlegal_references: [76/NQ-CP]\n\
             attachments: [{file: \"/tai-lieu/Mẫu đơn.txt\", title: Mẫu}]\n---\n\n## Mục một\n\n\
             Theo Nghị định số 61/2018/NĐ-CP và Nghị quyết 1/NQ-CP[^1], xem [bài hai](b.md#muc-hai), [mẫu](/tai-lieu/Mẫu%20đơn.txt) \
             và ![bảng](../../../hinh/bảng%201.svg).\n\n[^1]: Ghi chú.\n",
        ),
        (
            "tin-tuc/2025/06/b.md",
            "---\ntitle: Bài hai\ndate: 6/6/2025\ntopics: [mot-cua]\n---\n\n## Mục hai\n\nXem [bài một](a.md) và [trang](/gioi-thieu/).\n",
        ),
        ("gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n\nXem [tin](/tin-tuc/).\n"),
    ])
}

/// Addresses of all pages, and those that some other page leads to.
fn reached(site: &SiteTest) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut pages, mut linked) = (BTreeSet::new(), BTreeSet::new());
    for (path, bytes) in site.tree() {
        let Some(url) = path.strip_suffix("index.html") else { continue };
        let own = format!("/{}", url.trim_start_matches('/'));
        let text = String::from_utf8(bytes).unwrap();
        let links = text.split(" href=\"").skip(1).filter_map(|it| it.split('"').next());
        linked.extend(links.filter(|it| **it != *own).map(str::to_owned));
        pages.insert(own);
    }
    (pages, linked)
}

#[test]
fn every_page_can_be_reached_and_has_words_of_its_own() {
    let register = "number,type,issuer,issued,title\n\
        63/2010/NĐ-CP,Nghị định,Chính phủ,2010-06-08,Về kiểm soát thủ tục\n\
        61/2018/NĐ-CP,Nghị định,Chính phủ,2018-04-23,Về kiểm soát thủ tục\n";
    let plan = "---\ntitle: Kế hoạch tuyên truyền\nnumber: 5/KH-UBND\nissued: 2025-01-02\nissuer: UBND xã Bình An\nperiod: {from: 2025-01-01, to: 2025-12-31}\n---\n";
    let mut site = SiteTest::new(&[("van-ban/dang-ky.csv", register), ("ke-hoach/mot.md", plan)]);
    for at in 1..=60 {
        let text = format!(
            "---\ntitle: Bài {at}\ndate: 2025-{:02}-{:02}\nplan: mot\nlegal_references: [63/2010/NĐ-CP, 61/2018/NĐ-CP]\n---\n\nMột việc.\n",
            at / 28 + 1,
            at % 28 + 1
        );
        site = site.with(&format!("content/tin-tuc/bai-{at}.md"), text);
    }
    let ran = site.run("build|--as-of|2026-01-31");
    assert!(ran.code <= 1 && !ran.out.contains("lỗi["), "{ran:?}");
    let (pages, linked) = reached(&site);
    let lost: Vec<&String> = pages.difference(&linked).filter(|it| *it != "/").collect();
    assert!(pages.len() > 80 && pages.contains("/ke-hoach/mot/trang/1/"), "{pages:?}");
    assert!(lost.is_empty(), "no page leads to {lost:?}");
    let mut seen: BTreeMap<(&str, String), String> = BTreeMap::new();
    for page in pages {
        let text = site.read(&format!("public{page}index.html"));
        for (begin, end) in [("<title>", "</title>"), ("<meta name=\"description\" content=\"", "\">")] {
            let words = text.split(begin).nth(1).unwrap().split(end).next().unwrap().to_owned();
            if let Some(other) = seen.insert((begin, words.clone()), page.clone()) {
                panic!("{page} and {other} share \"{words}\"");
            }
        }
    }
}
