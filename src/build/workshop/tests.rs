#![expect(clippy::disallowed_methods, reason = "tests edit small sites")]

use std::{fs, path::Path};

use tempfile::TempDir;

use super::*;
use crate::{
    build::{Opened, open},
    site::Extent,
};

const CLOCK: Clock = Clock::Now(Timestamp::constant(1_790_000_000, 0));

#[test]
fn every_file_of_the_site_is_found_by_its_route() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Opened { sources, clock, graph } =
        open(root, CLOCK, Extent::Whole, &mut Vec::new()).unwrap().unwrap();
    let (theme, _) = Theme::load(root, &sources.config.theme).unwrap();
    let site = Site::new(&sources, &clock, &graph);
    for file in output::files(&site, &theme) {
        let found = output::find(&site, &theme, &file.route).map(|it| it.view.key());
        assert_eq!(found, Some(file.view.key()), "{}", file.route);
    }
    for nowhere in ["/khong-co/index.html", "/tin-tuc/2025/06/khong-co/index.html", "/a.css"] {
        assert!(output::find(&site, &theme, &Route::new(nowhere).unwrap()).is_none(), "{nowhere}");
    }
}

/// A site on the disk and its preview.
struct Edits {
    dir: TempDir,
    workshop: Workshop,
}

fn workshop(root: &Path) -> Workshop {
    let options = Options {
        root: root.to_owned(),
        out: None,
        clock: CLOCK,
        jobs: Some(2),
        drafts: false,
        wait: std::time::Duration::ZERO,
        explain: false,
        theme: None,
        extent: Extent::Whole,
    };
    Workshop::new(options).unwrap()
}

impl Edits {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let workshop = workshop(dir.path());
        let edits = Self { dir, workshop };
        edits.write("bantin.yaml", "title: T\nbase_url: https://a.vn/\n");
        edits.write("content/index.md", "---\ntitle: Nhà\n---\n");
        edits.write(
            "content/danh-muc/chu-de.yaml",
            "- {id: mot-cua, title: Một cửa}\n- {id: so-hoa, title: Số hóa}\n",
        );
        edits.write(
            "content/van-ban/a.csv",
            "number;type;issuer;issued;title\n45/QĐ-TTg;Quyết định;Thủ tướng Chính phủ;27/3/2021;Đề án\n",
        );
        edits.write(
            "content/van-ban/moi.md",
            "---\ntitle: Nghị định mới\nnumber: 10/2025/NĐ-CP\ntype: Nghị định\nissuer: Chính phủ\nissued: 10/6/2025\n---\nText.\n",
        );
        edits.write("content/hinh/a.svg", "<svg width=\"8\" height=\"6\"></svg>");
        for at in 0..12 {
            edits.write(&format!("content/tin-tuc/{}/{at}.md", 2024 + at % 2), &article(at));
        }
        edits
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Tells the preview that paths have changed; whether it took them over without a look at everything.
    fn tell(&mut self, changed: &[&str]) -> bool {
        let changed: Vec<String> = changed.iter().map(|it| (*it).to_owned()).collect();
        let is_patched = self.workshop.edit(&changed, CLOCK).unwrap();
        if !is_patched {
            self.workshop.look(CLOCK, &|_| {}).unwrap();
        }
        is_patched
    }

    /// The preview shows what one does that has seen nothing before.
    #[track_caller]
    fn check(&mut self, what: &str) {
        let mut fresh = workshop(self.dir.path());
        let shown = |it: &mut Workshop| {
            // What could be shown once is not known to whoever has not seen it.
            it.memory.pages.iter_mut().for_each(|page| page.good = None);
            let outcome = it.inspection().run(&AtomicBool::new(false)).unwrap();
            let snapshot = it.snapshot.as_ref().unwrap();
            let site = snapshot.site();
            let files = output::files(&site, &snapshot.theme);
            let files: Vec<_> = files.iter().map(|it| (it.route.to_string(), snapshot.key_of(it))).collect();
            let entries: Vec<_> =
                snapshot.sources.entries.iter().map(|it| (it.file.clone(), it.row)).collect();
            let pages: Vec<_> = it.memory.pages.iter().map(|it| it.file.file.clone()).collect();
            (files, format!("{:#?}", outcome.diagnostics), entries, pages, it.listing.clone(), it.until)
        };
        fresh.refresh(None, CLOCK, &|_| {}).unwrap();
        let (got, expected) = (shown(&mut self.workshop), shown(&mut fresh));
        let other = got.0.iter().zip(&expected.0).find(|(a, b)| a != b);
        assert_eq!(other, None, "files after {what}");
        assert_eq!(got.1, expected.1, "findings after {what}");
        assert_eq!((got.2, got.3), (expected.2, expected.3), "entries after {what}");
        assert!((got.0.len(), got.4, got.5) == (expected.0.len(), expected.4, expected.5), "after {what}");
    }
}

fn article(at: usize) -> String {
    let topic = ["mot-cua", "so-hoa"][at % 2];
    let next = (at + 1) % 12;
    format!(
        "---\ntitle: Tin {at}\ndate: {}/3/2025\ntopics: [{topic}]\nimage: {{src: /hinh/a.svg, alt: Hình}}\n---\n\n\
         Theo Quyết định 45/QĐ-TTg và 10/2025/NĐ-CP. [Sau](../{}/{next}.md)\n",
        1 + at,
        2024 + next % 2
    )
}

#[test]
fn pages_that_come_and_go_are_taken_over() {
    let mut edits = Edits::new();
    edits.tell(&[]);
    edits.check("the first look");
    let (a, b) = ("content/tin-tuc/2024/0.md", "content/tin-tuc/2025/1.md");
    let new = "content/tin-tuc/2025/moi.md";

    edits.write(a, &article(0).replace("Theo", "Căn cứ"));
    assert!(edits.tell(&[a]));
    edits.check("prose");
    edits.write(new, &article(50));
    assert!(edits.tell(&[new]));
    edits.check("one page more");
    edits.write(new, "---\ntitle: [\n---\n");
    assert!(edits.tell(&[new]));
    fs::remove_file(edits.path(a)).unwrap();
    assert!(edits.tell(&[a, new]));
    edits.check("one page less, one broken");
    edits.write(new, &article(51));
    fs::rename(edits.path(b), edits.path(a)).unwrap();
    assert!(edits.tell(&[b, new, a]));
    edits.check("a rename and a page mended");
    fs::rename(edits.path("content/tin-tuc/2024"), edits.path("content/tin-tuc/2024-cu")).unwrap();
    assert!(edits.tell(&["content/tin-tuc/2024", "content/tin-tuc/2024-cu", "content/tin-tuc/2024-cu/2.md"]));
    edits.check("a folder moved");
    edits.write("content/tin-tuc/2024/a/b/c.md", &article(2));
    assert!(edits.tell(&["content/tin-tuc/2024"]));
    edits.check("folders in a folder");
    assert!(edits.tell(&["content/tin-tuc/khong-co.md", "content/tin-tuc/4913", a]));
    edits.check("what was there only for a moment");
    fs::remove_dir_all(edits.path("content/tin-tuc")).unwrap();
    assert!(edits.tell(&["content/tin-tuc"]));
    edits.check("all of them gone");
}

#[test]
fn what_concerns_more_than_pages_is_looked_at_whole() {
    let mut edits = Edits::new();
    edits.tell(&[]);
    let mut step = |name: &str, text: Option<&str>, what: &str| {
        match text {
            Some(text) => edits.write(name, text),
            None => fs::remove_file(edits.path(name)).unwrap(),
        }
        assert!(!edits.tell(&[name]), "{what}");
        edits.check(what);
    };
    step("content/hinh/b.svg", Some("<svg/>"), "a picture");
    step("content/hinh/b.svg", None, "no picture");
    let document = "---\ntitle: Nghị định khác\nnumber: 11/2025/NĐ-CP\ntype: Nghị định\nissuer: Chính phủ\nissued: 11/6/2025\n---\nText.\n";
    step("content/van-ban/khac.md", Some(document), "a document");
    step("content/van-ban/khac.md", None, "no document");
    step("content/danh-muc/chu-de.yaml", Some("- {id: mot-cua, title: Một cửa}\n"), "a topic less");
    step("bantin.yaml", Some("title: U\nbase_url: https://a.vn/\n"), "settings");
    // The same letter in two characters.
    step(
        "content/tin-tuc/a\u{300}.md",
        Some("---\ntitle: Tách\ndate: 1/1/2025\n---\n"),
        "a name with a loose mark",
    );
    step("content/tin-tuc/\u{e0}.md", Some("---\ntitle: Liền\ndate: 1/1/2025\n---\n"), "the same name");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(edits.path("content/tin-tuc/2024"), edits.path("content/tin-tuc/noi"))
            .unwrap();
        assert!(!edits.tell(&["content/tin-tuc/noi"]));
        assert!(!edits.tell(&["content/tin-tuc/noi/0.md"]));
        edits.check("a link");
    }
}

#[test]
fn an_edited_table_of_activities_is_taken_over() {
    let mut edits = Edits::new();
    let (table, other) = ("content/hoat-dong/2025.csv", "content/hoat-dong/xa/2025.csv");
    let article_file = "content/tin-tuc/2024/0.md";
    edits.write("content/danh-muc/co-quan.yaml", "- {id: xa, name: Xã, level: xã}\n");
    edits.write(
        "content/danh-muc/hinh-thuc.yaml",
        "- {id: loa, name: Loa, measure: lượt, kind: phát thanh}\n",
    );
    edits.write(
        "content/ke-hoach/kh.md",
        "---\ntitle: Kế hoạch\nissuer: xa\nperiod: {from: 1/1/2025, to: 31/12/2025}\nitems: [{id: a, title: Nội dung}]\n\
         forms: [{form: loa, quota: {n: 2, per: quý}}]\nassignments: [{agency: xa}]\n---\nText.\n",
    );
    let rows = |n: usize| {
        let row = |at: usize| format!("{}/2/2025,xa,loa,kh,a,{at}\n", at + 1);
        format!("ngày,đơn vị,hình thức,kế hoạch,nội dung,số lượng\n{}", (0..n).map(row).collect::<String>())
    };
    edits.write(other, &rows(1));
    edits.tell(&[]);
    edits.write(table, &rows(2));
    assert!(!edits.tell(&[table]), "a table that is new");
    edits.check("a table more");
    edits.write(table, &rows(9));
    assert!(edits.tell(&[table]));
    edits.check("rows more");
    edits.write(table, &rows(3).replace("loa", "khong-co"));
    assert!(edits.tell(&[table]));
    edits.check("a form that is unknown");
    edits.write(table, &rows(3).replace("2/2/2025", "32/2/2025"));
    edits.write(other, "");
    assert!(edits.tell(&[other, table, table]));
    edits.check("a row and a table broken");
    edits.write(table, &rows(4));
    edits.write(article_file, &article(0).replace("Theo", "Căn cứ"));
    assert!(edits.tell(&[table, article_file]));
    edits.check("prose and rows");
    edits.write(table, &rows(5));
    edits.write(article_file, &article(20));
    assert!(edits.tell(&[article_file, table]));
    edits.check("an article and rows");
    fs::remove_file(edits.path(table)).unwrap();
    assert!(!edits.tell(&[table]), "a table that is gone");
    edits.check("a table less");
}
