//! After any edit the site is what a clean build makes, byte for byte; and what need not change does not.

use std::fs;

use crate::{
    links::newsroom,
    site_test::SiteTest,
    tree::{self, Tree, assert_same},
};

const AS_OF: &str = "--as-of|1/3/2026";

fn build(site: &SiteTest) -> Tree {
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.code <= 1, "{ran:?}");
    site.tree()
}

/// Writes, or removes where there is no text.
fn put(site: &SiteTest, name: &str, text: Option<&str>) {
    let path = site.path(name);
    match text {
        Some(text) => {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        None => fs::remove_file(path).unwrap(),
    }
}

/// What it is, the file, the text and what stands in its place.
type Edit<'e> = (&'e str, &'e str, &'e str, &'e str);

#[test]
fn every_edit_ends_where_a_clean_build_ends() {
    let site = newsroom();
    build(&site);
    let file = "content/tin-tuc/2025/06/a.md";
    let other = "content/tin-tuc/2025/06/b.md";
    let plan = "content/ke-hoach/tuyen-truyen-2025.md";
    let table = "content/van-ban/dang-ky.csv";
    let edits: &[Edit<'_>] = &[
        ("the prose", file, "Mục một", "Mục mới"),
        ("the title", file, "title: Bài một", "title: Bài đầu"),
        ("the date", file, "date: 5/6/2025", "date: 5/7/2025"),
        ("a topic", file, "topics: [mot-cua, so-hoa]", "topics: [so-hoa]"),
        ("an author left out", file, "author: minh-anh\n", ""),
        (
            "the plan left out",
            file,
            "  - {id: tuyen-truyen-2025, items: [i1], forms: [f1]}",
            "  - tuyen-truyen-2025",
        ),
        ("an alias", file, "/cu/bai/", "/cu/bai-khac/"),
        ("a draft", other, "title: Bài hai", "title: Bài hai\ndraft: true"),
        ("shown again", other, "\ndraft: true", ""),
        ("a slug", other, "title: Bài hai", "title: Bài hai\nslug: bai-hai"),
        ("a broken front matter", other, "title: Bài hai", "title: [Bài hai"),
        ("mended", other, "title: [Bài hai", "title: Bài hai"),
        ("the number of a plan", plan, "number: 5/KH-UBND", "number: 6/KH-UBND"),
        ("the date of a decree", table, "23/4/2018", "24/4/2018"),
        ("a relation", table, "amends: ", "replaces: "),
        ("the name of a unit", "content/danh-muc/co-quan.yaml", "UBND xã Bình An", "UBND phường Bình An"),
        ("the title of a topic", "content/danh-muc/chu-de.yaml", "Một cửa", "Một cửa liên thông"),
        ("an attachment", "content/tai-lieu/Mẫu đơn.txt", "Mẫu", "Mẫu mới, dài hơn"),
        ("a picture", "content/hinh/bảng 1.svg", "width=\"8\"", "width=\"16\""),
        ("the title of the site", "bantin.yaml", "title: Trang thử", "title: Trang mới"),
        ("the page size", "bantin.yaml", "title: Trang mới", "title: Trang mới\npage_size: 1"),
    ];
    for (what, name, from, to) in edits {
        let text = site.read(name);
        assert!(text.contains(from), "{what}: {text}");
        let before = site.tree();
        put(&site, name, Some(&text.replacen(from, to, 1)));
        let after = build(&site);
        assert_ne!(before, after, "{what} changes nothing");
        if *what != "a broken front matter" {
            assert_same(&after, &site.clean_tree(AS_OF), what);
        }
    }
}

#[test]
fn files_that_come_and_go_leave_nothing_behind() {
    let site = newsroom();
    let first = build(&site);
    let name = "content/tin-tuc/2025/06/b.md";
    let text = site.read(name);
    put(&site, name, None);
    put(&site, "content/tin-tuc/2025/07/c.md", Some(&text));
    assert_same(&build(&site), &site.clean_tree(AS_OF), "renamed");
    put(&site, "content/tin-tuc/2025/07/c.md", None);
    assert_same(&build(&site), &site.clean_tree(AS_OF), "deleted");
    put(&site, name, Some(&text));
    assert_same(&build(&site), &first, "restored");
    // A folder becomes a file and a file a folder.
    put(&site, "content/tai-lieu/a", Some("tệp"));
    build(&site);
    put(&site, "content/tai-lieu/a", None);
    put(&site, "content/tai-lieu/a/b.txt", Some("tệp"));
    assert_same(&build(&site), &site.clean_tree(AS_OF), "a file became a folder");
    fs::remove_dir_all(site.path("content/tai-lieu/a")).unwrap();
    put(&site, "content/tai-lieu/a", Some("tệp"));
    assert_same(&build(&site), &site.clean_tree(AS_OF), "a folder became a file");
    put(&site, "content/tai-lieu/a", None);
    assert_same(&build(&site), &first, "as it was");
}

#[test]
fn a_template_of_the_site_is_taken_and_given_back() {
    let site = newsroom();
    let first = build(&site);
    let default = fs::read_to_string("themes/default/templates/article.html").unwrap();
    put(&site, "themes/default/templates/article.html", Some(&default.replacen("<h1", "<h1 data-thu", 1)));
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.err.contains("ghi 2 tệp"), "{}", ran.err);
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "an override");
    assert!(String::from_utf8_lossy(&site.tree()["tin-tuc/2025/06/a/index.html"]).contains("<h1 data-thu"));
    put(&site, "themes/default/templates/article.html", None);
    assert_same(&build(&site), &first, "the default again");
}

#[test]
fn a_second_build_writes_nothing_and_an_edit_of_prose_one_page() {
    let site = newsroom();
    build(&site);
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.err.contains(" ghi 0 tệp, xóa 0, "), "{}", ran.err);
    let file = "content/gioi-thieu.md";
    put(&site, file, Some(&site.read(file).replace("Xem", "Hãy xem")));
    let before = site.tree();
    let after = build(&site);
    let changed =
        after.iter().filter(|(name, bytes)| before.get(*name) != Some(*bytes)).map(|it| it.0.as_str());
    // The words of every page stand in the search index too.
    let pages: Vec<&str> = changed.filter(|it| it.ends_with(".html")).collect();
    assert_eq!(pages, ["gioi-thieu/index.html"]);
    // A file that someone changed or removed by hand is made again.
    fs::remove_file(site.path("public/gioi-thieu/index.html")).unwrap();
    fs::write(site.path("public/index.html"), "x").unwrap();
    assert_same(&build(&site), &site.clean_tree(AS_OF), "repaired");
}

#[test]
fn a_numbered_page_never_changes_but_for_the_link_to_the_next() {
    let site = SiteTest::new(&[])
        .with("bantin.yaml", "title: Trang thử\nbase_url: https://thu.example.vn/\npage_size: 3\n");
    let mut before = Tree::new();
    let mut numbered = 0;
    for number in 1..=18 {
        let name = format!("content/tin-tuc/bai-{number:02}.md");
        put(
            &site,
            &name,
            Some(&format!("---\ntitle: Bài {number}\ndate: {number}/6/2025\n---\nThân bài.\n")),
        );
        let tree = build(&site);
        let is_numbered = |it: &&String| it.starts_with("tin-tuc/trang/");
        let newest = before.keys().filter(is_numbered).max().cloned();
        for (name, old) in before.iter().filter(|it| is_numbered(&it.0)) {
            if Some(name) == newest.as_ref() {
                continue;
            }
            assert!(
                tree[name] == *old,
                "article {number} changes {name}:\n{}",
                first_difference(&tree[name], old)
            );
        }
        numbered = tree.keys().filter(is_numbered).count();
        before = tree;
    }
    assert_eq!(numbered, 5);
    tree::assert_same(&before, &site.clean_tree(AS_OF), "one at a time");
}

fn first_difference(new: &[u8], old: &[u8]) -> String {
    let (new, old) = (String::from_utf8_lossy(new), String::from_utf8_lossy(old));
    let differ = old.lines().zip(new.lines()).find(|(a, b)| a != b);
    differ.map_or_else(|| "one is longer".to_owned(), |(a, b)| format!("- {a}\n+ {b}"))
}

#[test]
fn threads_folder_language_and_zone_of_the_machine_change_nothing() {
    let site = newsroom();
    let plain = site.clean_tree(AS_OF);
    let other = SiteTest::empty();
    let folder = other.path("thư mục khác/trang");
    tree::copy(site.root(), &folder);
    for (jobs, lang, zone) in [("1", "C", "UTC"), ("7", "vi_VN.UTF-8", "America/New_York")] {
        let out = folder.join(format!("ra {jobs}"));
        let mut command = other.command();
        command.args(["build", "--as-of", "1/3/2026", "--jobs", jobs, "--root"]).arg(&folder);
        command.arg("--out").arg(&out).env("LANG", lang).env("LC_ALL", lang).env("TZ", zone);
        assert!(command.output().unwrap().status.success());
        assert_same(&tree::read(&out), &plain, lang);
    }
}

#[test]
fn two_builds_of_the_demo_newsroom_are_the_same() {
    let site = SiteTest::demo();
    let one = site.command().args(["build", "--as-of", "1/3/2026", "--jobs", "1"]).output().unwrap();
    assert!(one.status.success());
    let mut command = site.command();
    command.args(["build", "--as-of", "1/3/2026", "--jobs", "5", "--out", "ra/khác"]);
    assert!(command.env("LANG", "en_US.UTF-8").env("TZ", "Asia/Tokyo").output().unwrap().status.success());
    assert_same(&site.tree(), &tree::read(&site.path("ra/khác")), "the demo");
}
