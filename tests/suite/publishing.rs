//! What happens to `public/` when a build is stopped, is refused, or meets files of others.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::Stdio,
    thread,
    time::Instant,
};

use crate::{
    links::newsroom,
    site_test::SiteTest,
    tree::{self, assert_same},
};

const AS_OF: &str = "--as-of|1/3/2026";

#[test]
fn a_build_killed_at_any_moment_is_mended_by_the_next() {
    let site = SiteTest::new(&[
        ("danh-muc/chu-de.yaml", "- {id: mot-cua, title: Một cửa}\n"),
        ("tin-tuc/a.md", "---\ntitle: Một\ndate: 5/6/2025\ntopics: [mot-cua]\n---\nThân bài.\n"),
    ]);
    site.run(&format!("build|{AS_OF}"));
    let start = Instant::now();
    site.run(&format!("build|{AS_OF}"));
    let whole = start.elapsed();
    let file = "content/danh-muc/chu-de.yaml";
    for round in 0..30_u32 {
        let before = site.tree();
        // The title of a topic stands on almost every page; an alias comes and goes with each round.
        fs::write(site.path(file), format!("- {{id: mot-cua, title: Một cửa {round}}}\n")).unwrap();
        let page = format!("---\ntitle: Trang {round}\naliases: [/cu/{round}/]\n---\n");
        fs::write(site.path("content/trang.md"), page).unwrap();
        let mut child =
            site.command().args(["build", "--as-of", "1/3/2026"]).stderr(Stdio::null()).spawn().unwrap();
        let until = Instant::now() + whole * (round + 1) / 25;
        while Instant::now() < until {
            thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let stopped = site.tree();
        assert_eq!(site.run(&format!("build|{AS_OF}")).code, 0);
        let after = site.tree();
        for (name, bytes) in stopped {
            let is_whole = before.get(&name) == Some(&bytes) || after.get(&name) == Some(&bytes);
            assert!(is_whole, "round {round}: {name} is neither old nor new");
        }
        if round % 6 == 5 {
            assert_same(&after, &site.clean_tree(AS_OF), &format!("round {round}"));
        }
    }
    let left: Vec<_> = tree::read(&site.path(".bantin")).into_keys().collect();
    let is_note =
        |it: &String| ["lock", "manifest", "state", "inputs", "anh/"].iter().any(|name| it.starts_with(name));
    // The card of the site is kept too.
    let all = 4 + usize::from(cfg!(feature = "cards"));
    assert!(left.iter().all(is_note) && left.len() == all, "{left:?}");
}

#[test]
fn files_of_others_are_never_touched() {
    let site = newsroom()
        .with("public/cua-toi.txt", "của tôi")
        .with("public/tin-tuc/ghi-chu/index.html", "của tôi")
        .with("public/.htaccess", "của tôi");
    site.run(&format!("build|{AS_OF}"));
    fs::remove_dir_all(site.path("content/tin-tuc")).unwrap();
    let ran = site.run(&format!("build|{AS_OF}"));
    assert_eq!(ran.code, 0, "{ran:?}");
    for name in ["cua-toi.txt", "tin-tuc/ghi-chu/index.html", ".htaccess"] {
        assert_eq!(site.tree()[name], "của tôi".as_bytes(), "{name}");
    }
    assert!(!site.path("public/tin-tuc/2025").exists(), "empty folders stay");
}

#[test]
fn a_file_in_the_way_is_named_and_nothing_is_published() {
    let site = newsroom().with("public/gioi-thieu/index.html", "của tôi");
    let ran = site.run(&format!("build|{AS_OF}"));
    assert_eq!(
        ran.out,
        "lỗi[publish-in-the-way]: \"gioi-thieu/index.html\" trong thư mục xuất không do bantin tạo ra, và đang chiếm chỗ của một trang
 |
 = gợi ý: chuyển tệp ấy đi nơi khác (tệp cần đăng thì để trong content/); nếu thư mục xuất được chép từ nơi khác thì xóa nó rồi dựng lại
"
    );
    assert_eq!((ran.code, site.tree().len()), (1, 1));
    let site = newsroom().with("public/tin-tuc", "một tệp ở chỗ một thư mục");
    let ran = site.run(&format!("build|{AS_OF}"));
    assert!(ran.out.contains("\"tin-tuc\" trong thư mục xuất"), "{ran:?}");
    assert_eq!(site.tree().len(), 1);
}

#[test]
fn the_folders_of_sources_are_refused_and_any_other_is_taken() {
    let site = newsroom().with("../khong", "").with("src/main.rs", "");
    let before = tree::read(&site.path("content"));
    for out in [
        ".",
        "..",
        "content",
        "content/tin-tuc/ra",
        "themes",
        "themes/moi",
        ".bantin",
        "./public/../content",
        "/",
        "bantin.yaml",
    ] {
        let ran = site.run(&format!("build|--out|{out}"));
        assert_eq!(ran.code, 1, "{out}: {ran:?}");
        assert!(ran.out.starts_with("lỗi[publish-out]: không ghi trang vào "), "{out}: {ran:?}");
    }
    assert_same(&tree::read(&site.path("content")), &before, "content/ is as it was");
    let expected = site.clean_tree(AS_OF);
    let outside = SiteTest::empty();
    let absolute = outside.path("ra ngoài/trang");
    for out in ["ra", "sâu/hơn nữa/Đất đai", "../ngoài này", absolute.to_str().unwrap()] {
        let site = SiteTest::empty();
        let root = site.path("trang");
        tree::copy(newsroom().root(), &root);
        let ran = site
            .command()
            .current_dir(&root)
            .args(["build", "--as-of", "1/3/2026", "--out", out])
            .output()
            .unwrap();
        assert!(ran.status.success(), "{out}: {ran:?}");
        assert_same(&tree::read(&root.join(out)), &expected, out);
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_not_followed_to_where_it_leads() {
    use std::os::unix::fs::symlink;
    let outside = SiteTest::empty().with("cua-toi.txt", "của tôi");
    let site = newsroom();
    symlink(outside.root(), site.path("public")).unwrap();
    let ran = site.run("build");
    assert!(ran.out.contains("là liên kết tượng trưng") && ran.code == 1, "{ran:?}");
    assert_eq!(tree::read(outside.root()).len(), 1);
    // Nor one inside the output folder.
    fs::remove_file(site.path("public")).unwrap();
    fs::create_dir(site.path("public")).unwrap();
    symlink(outside.root(), site.path("public/tin-tuc")).unwrap();
    let ran = site.run("build");
    assert!(ran.out.contains("lỗi[publish-in-the-way]: \"tin-tuc\"") && ran.code == 1, "{ran:?}");
    assert_eq!(tree::read(outside.root()).len(), 1);
}

#[test]
fn a_second_build_waits_or_says_that_it_does_not() {
    let site = newsroom();
    site.run(&format!("build|{AS_OF}"));
    let lock = fs::OpenOptions::new().write(true).open(site.path(".bantin/lock")).unwrap();
    lock.lock().unwrap();
    let ran = site.run("build|--wait|0");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.starts_with("lỗi: không khóa được "), "{ran:?}");
    let mut child = site.command().arg("build").stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    drop(lock);
    assert!(child.wait().unwrap().success());
    assert_eq!(said, "một lần dựng khác của trang này đang chạy, chờ nó xong…\n");
}

#[test]
fn several_builds_at_once_leave_one_whole_site() {
    let site = newsroom();
    let builds: Vec<_> = (0..4)
        .map(|_| site.command().args(["build", "--as-of", "1/3/2026"]).stderr(Stdio::null()).spawn().unwrap())
        .collect();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    assert_same(&site.tree(), &site.clean_tree(AS_OF), "four at once");
}

#[test]
fn a_record_that_cannot_be_read_is_made_anew() {
    let site = newsroom();
    site.run(&format!("build|{AS_OF}"));
    let expected = site.tree();
    let notes = tree::read(&site.path(".bantin"));
    for name in notes.keys().filter(|it| it.starts_with("manifest")) {
        fs::write(site.path(&format!(".bantin/{name}")), b"\xff\x00 x\n/../../etc\t1\n").unwrap();
    }
    let ran = site.run(&format!("build|{AS_OF}"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_same(&site.tree(), &expected, "the same again");
    fs::remove_dir_all(site.path(".bantin")).unwrap();
    assert_eq!(site.run(&format!("build|{AS_OF}")).code, 0);
    assert_same(&site.tree(), &expected, "without any record");
}

#[test]
fn a_site_that_was_moved_or_copied_whole_is_built_on() {
    let site = SiteTest::new(&[("tin-tuc/a.md", "---\ntitle: A\ndate: 5/6/2025\n---\n\nMột.\n")]);
    assert_eq!(site.run("build|--as-of|1/3/2026").code, 0);
    let copy = tempfile::tempdir().unwrap();
    crate::tree::copy(site.root(), copy.path());
    std::fs::write(copy.path().join("content/tin-tuc/a.md"), "---\ntitle: A2\ndate: 5/6/2025\n---\n\nHai.\n")
        .unwrap();
    let root = copy.path().to_str().unwrap();
    let ran = site.run(&format!("build|--root|{root}|--as-of|1/3/2026"));
    assert_eq!(ran.code, 0, "{}", ran.out);
    let page = std::fs::read_to_string(copy.path().join("public/tin-tuc/a/index.html")).unwrap();
    assert!(page.contains("A2"));
}

#[test]
fn a_slip_in_a_row_leaves_the_page_of_its_document_online() {
    let table = |date: &str| {
        format!(
            "number,type,issuer,issued,title\n1/2020/NĐ-CP,Nghị định,Chính phủ,{date},Về một việc\n2/2020/NĐ-CP,Nghị định,Chính phủ,2/1/2020,Về việc khác\n"
        )
    };
    let site = SiteTest::new(&[("van-ban/bang.csv", &table("1/1/2020"))]);
    assert_eq!(site.run("build|--as-of|1/3/2026").code, 0);
    let before = site.read("public/van-ban/nghi-dinh-1-2020-nd-cp/index.html");
    let site = site.with("content/van-ban/bang.csv", table("31/02/2020"));
    assert_eq!(site.run("build|--as-of|1/3/2026").code, 1);
    assert_eq!(site.read("public/van-ban/nghi-dinh-1-2020-nd-cp/index.html"), before);
    let site = site.with(
        "content/van-ban/bang.csv",
        "number,type,issuer,issued,title\n2/2020/NĐ-CP,Nghị định,Chính phủ,2/1/2020,Về việc khác\n",
    );
    assert_eq!(site.run("build|--as-of|1/3/2026").code, 0);
    assert!(!site.tree().contains_key("van-ban/nghi-dinh-1-2020-nd-cp/index.html"));
}

#[test]
fn what_all_pages_share_must_be_sound_before_anything_is_published() {
    let units = "- {id: xa-binh-an, name: UBND xã Bình An}\n";
    let site = newsroom().with("content/danh-muc/co-quan.yaml", units);
    let first = site.run(&format!("build|{AS_OF}"));
    let before = site.tree();
    assert!(before.contains_key("co-quan/xa-binh-an/index.html"));
    let content = site.path("content");
    fs::rename(&content, site.path("cho-khac")).unwrap();
    for says in ["không có thư mục content/", "không có tệp nào"] {
        let ran = site.run(&format!("build|{AS_OF}"));
        assert!(
            ran.code == 1 && ran.out.contains(says) && ran.err.contains("trang cũ còn nguyên"),
            "{ran:?}"
        );
        assert_same(&before, &site.tree(), says);
        fs::create_dir_all(&content).unwrap();
    }
    fs::remove_dir(&content).unwrap();
    fs::rename(site.path("cho-khac"), &content).unwrap();
    for broken in ["", "- {id: xa-binh-an, name: [}\n", "id: xa-binh-an\n", "- {name: UBND xã Bình An}\n"] {
        fs::write(site.path("content/danh-muc/co-quan.yaml"), broken).unwrap();
        let ran = site.run(&format!("build|{AS_OF}"));
        assert!(ran.code == 1 && ran.out.contains("co-quan.yaml:1"), "{ran:?}");
        assert_same(&before, &site.tree(), broken);
    }
    let site = site.with("content/danh-muc/co-quan.yaml", units);
    assert_eq!(site.run(&format!("build|{AS_OF}")).code, first.code);
    assert_same(&before, &site.tree(), "mended");
}
