//! What is kept in `.bantin/` between two runs: it is believed where it holds, and nowhere else.

use std::{
    fs::{self, File},
    path::PathBuf,
};

use crate::{
    links::newsroom,
    site_test::{Ran, SiteTest},
    tree::assert_same,
};

const AS_OF: &str = "--as-of|1/3/2026";
const PAGE: &str = "content/gioi-thieu.md";

fn build(site: &SiteTest) -> Ran {
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.code <= 1, "{ran:?}");
    ran
}

fn note(site: &SiteTest, name: &str) -> PathBuf {
    let mut all = fs::read_dir(site.path(".bantin")).unwrap().map(|it| it.unwrap().path());
    all.find(|it| it.file_name().unwrap().to_str().unwrap().starts_with(name)).unwrap()
}

/// Lets the files look old, so that the system's word for them is believed.
fn age(site: &SiteTest) {
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(1);
    for name in [PAGE, "bantin.yaml"] {
        File::options().append(true).open(site.path(name)).unwrap().set_modified(old).unwrap();
    }
}

#[test]
fn nothing_that_changes_a_file_goes_unseen() {
    let site = newsroom();
    build(&site);
    let path = site.path(PAGE);
    let first = site.read(PAGE);
    let other = first.replace("Xem", "Coi");
    assert_eq!(first.len(), other.len());

    // The same size within the same tick of the clock.
    for round in 0..20 {
        fs::write(&path, if round % 2 == 0 { &other } else { &first }).unwrap();
        build(&site);
        let page = site.read("public/gioi-thieu/index.html");
        assert_eq!(page.contains("Coi"), round % 2 == 0, "round {round}");
    }

    // The same size and the time of writing set back, in place and by another file of that name.
    age(&site);
    build(&site);
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, &other).unwrap();
    File::options().append(true).open(&path).unwrap().set_modified(modified).unwrap();
    build(&site);
    assert!(site.read("public/gioi-thieu/index.html").contains("Coi"), "in place");
    fs::write(site.path("tam.md"), &first).unwrap();
    File::options().append(true).open(site.path("tam.md")).unwrap().set_modified(modified).unwrap();
    fs::rename(site.path("tam.md"), &path).unwrap();
    build(&site);
    assert!(site.read("public/gioi-thieu/index.html").contains("Xem"), "by rename");
}

#[test]
fn a_file_that_was_only_touched_is_no_change() {
    let site = newsroom();
    build(&site);
    age(&site);
    let ran = build(&site);
    assert!(ran.err.contains("ghi 0 tệp, xóa 0"), "{}", ran.err);
}

#[test]
fn findings_are_told_again_where_nothing_changed() {
    let site = newsroom().with("content/tin-tuc/2025/06/c.md", "---\ntitle: [hỏng\n---\n");
    let (first, again) = (build(&site), build(&site));
    assert_eq!((first.code, first.out), (again.code, again.out));
    assert!(again.err.contains("ghi 0 tệp"), "{}", again.err);
}

#[test]
fn a_moment_that_changes_the_site_is_not_passed_over() {
    let page =
        "---\ntitle: Hẹn giờ\npublish_at: 2026-03-05 08:00\nexpires_at: 2026-03-07 08:00\n---\nThân.\n";
    let site = newsroom().with("content/hen-gio.md", page);
    for (as_of, is_there) in [
        ("2026-03-05 07:59", false),
        ("2026-03-05 08:00", true),
        ("2026-03-06", true),
        ("2026-03-07 08:00", false),
        ("2026-03-05 09:00", true),
    ] {
        site.run(&format!("build|--as-of|{as_of}"));
        assert_eq!(site.path("public/hen-gio/index.html").exists(), is_there, "{as_of}");
        assert_same(&site.tree(), &site.clean_tree(&format!("--as-of|{as_of}")), as_of);
    }
}

#[test]
fn damaged_and_foreign_notes_are_thrown_away_with_one_line() {
    let site = newsroom();
    build(&site);
    let expected = site.clean_tree(AS_OF);
    let state = note(&site, "state");
    let good = fs::read(&state).unwrap();
    let damaged: [Vec<u8>; 5] = [
        Vec::new(),
        b"bantin state 9, bantin 99.0\nx".to_vec(),
        good[..good.len() / 2].to_vec(),
        good.iter().map(|it| it ^ 1).collect(),
        good.iter().enumerate().map(|(at, it)| if at == good.len() / 3 { it ^ 4 } else { *it }).collect(),
    ];
    for (round, bytes) in damaged.into_iter().enumerate() {
        fs::write(&state, bytes).unwrap();
        let ran = build(&site);
        let notices = ran.err.matches("đọc lại toàn bộ").count();
        assert!(notices == 1 && ran.err.contains("ghi 0 tệp"), "round {round}: {}", ran.err);
        assert_same(&site.tree(), &expected, "damaged");
        assert_eq!(build(&site).err.matches("đọc lại").count(), 0, "round {round}");
    }
    // The notes of another site, and notes that belong to another tree.
    let other = newsroom().with(PAGE, "---\ntitle: Khác\n---\n\nKhác hẳn.\n");
    build(&other);
    fs::copy(note(&other, "state"), &state).unwrap();
    build(&site);
    assert_same(&site.tree(), &expected, "of another site");
    fs::remove_dir_all(site.path("public")).unwrap();
    build(&site);
    assert_same(&site.tree(), &expected, "the output folder was removed");
    fs::write(site.path("public/index.html"), "x").unwrap();
    build(&site);
    assert_same(&site.tree(), &expected, "a page was overwritten");
}

#[test]
fn explains_each_file_that_is_written_or_removed() {
    let site = newsroom();
    let lines = |site: &SiteTest| {
        let ran = site.run(&format!("build|{AS_OF}|--explain"));
        ran.out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let first = lines(&site);
    assert!(first.contains(&"gioi-thieu/index.html: tệp mới".to_owned()), "{first:?}");
    assert!(lines(&site).is_empty());
    let text = site.read("content/tin-tuc/2025/06/b.md");
    fs::write(
        site.path("content/tin-tuc/2025/06/b.md"),
        text.replace("title: Bài hai", "title: Bài thứ hai"),
    )
    .unwrap();
    fs::remove_file(site.path("public/gioi-thieu/index.html")).unwrap();
    fs::remove_file(site.path("content/hinh/bảng 1.svg")).unwrap();
    let after = lines(&site);
    for expected in [
        "tin-tuc/2025/06/b/index.html: đổi: tiêu đề, ngày, tóm tắt hoặc chuyên mục",
        "gioi-thieu/index.html: tệp đã bị sửa hoặc xóa ngoài bantin",
        "hinh/bảng 1.svg: trang không còn tệp này",
    ] {
        assert!(after.iter().any(|it| it.starts_with(expected)), "{expected}\n{}", after.join("\n"));
    }
}
