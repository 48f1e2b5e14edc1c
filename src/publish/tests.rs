#![expect(clippy::disallowed_methods, reason = "the tests look at what was written")]

use std::{collections::BTreeMap, fs, io};

use super::*;

/// A site folder on disk and what a reader would find in its `public/`.
struct Folder {
    dir: tempfile::TempDir,
}

/// A process started by another test holds copies of our locks until it becomes another program.
const PATIENCE: Duration = Duration::from_secs(10);

type Files = [(&'static str, &'static str)];

impl Folder {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn root(&self) -> &Path {
        self.dir.path()
    }

    fn out(&self) -> PathBuf {
        self.root().join("public")
    }

    fn open(&self) -> Publisher {
        Publisher::open((self.root(), &self.root().join(STATE)), &self.out(), PATIENCE, &mut |_| {}).unwrap()
    }

    /// Publishes a whole site as a build does: what is current is kept.
    #[track_caller]
    fn publish(&self, files: &Files) -> (Vec<String>, Vec<String>, usize) {
        match self.try_publish(files) {
            Ok(it) => (names(&it.written), names(&it.removed), it.unchanged),
            Err(refusal) => panic!("{refusal:?}"),
        }
    }

    fn try_publish(&self, files: &Files) -> Result<Published, Refusal> {
        let mut publisher = self.open();
        let (keep, items): (Vec<Item<'static>>, Vec<Item<'static>>) =
            items(files).into_iter().partition(|it| publisher.is_current(&it.route, it.key));
        let keep: Vec<Route> = keep.into_iter().map(|it| it.route).collect();
        publisher.publish(&items, &keep)
    }

    /// The codes and messages of a refused publication, which must have changed nothing.
    #[track_caller]
    fn refused(&self, files: &Files) -> Vec<(&'static str, String)> {
        let before = self.read();
        let Err(Refusal::Findings(found)) = self.try_publish(files) else { panic!("was published") };
        assert_eq!(self.read(), before);
        found.into_iter().map(|it| (it.code, it.message.en)).collect()
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.out().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Every file and every empty folder (`name/`) of `public/`.
    fn read(&self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for it in walkdir::WalkDir::new(self.out()).min_depth(1).into_iter().map(Result::unwrap) {
            let name = it.path().strip_prefix(self.out()).unwrap().to_str().unwrap().replace('\\', "/");
            if it.file_type().is_file() {
                all.insert(name, fs::read_to_string(it.path()).unwrap());
            } else if fs::read_dir(it.path()).unwrap().next().is_none() {
                all.insert(format!("{name}/"), String::new());
            }
        }
        all
    }

    #[track_caller]
    fn holds(&self, files: &Files) {
        let expected = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        assert_eq!(self.read(), expected.collect());
    }
}

fn items(files: &Files) -> Vec<Item<'static>> {
    let item = |(name, text): &(&str, &str)| {
        let bytes = text.as_bytes().to_vec();
        Item {
            route: Route::new(&format!("/{name}")).unwrap(),
            key: Fp::of(text),
            content: Content::Made(Box::new(move || Ok(bytes.clone()))),
        }
    };
    files.iter().map(item).collect()
}

fn names(routes: &[Route]) -> Vec<String> {
    routes.iter().map(|it| it.below().to_owned()).collect()
}

#[test]
fn writes_only_what_changed_and_removes_what_is_gone() {
    let site = Folder::new();
    let all = site.publish(&[("a/index.html", "A"), ("b/c/index.html", "B"), ("feed.xml", "1")]);
    assert_eq!(all, (vec!["a/index.html".into(), "b/c/index.html".into(), "feed.xml".into()], vec![], 0));
    let none = site.publish(&[("a/index.html", "A"), ("b/c/index.html", "B"), ("feed.xml", "1")]);
    assert_eq!(none, (vec![], vec![], 3));
    let some = site.publish(&[("a/index.html", "A"), ("feed.xml", "2")]);
    assert_eq!(some, (vec!["feed.xml".into()], vec!["b/c/index.html".into()], 1));
    site.holds(&[("a/index.html", "A"), ("feed.xml", "2")]);
    assert!(!site.root().join(".bantin/staging").exists());
}

#[test]
fn copies_files_and_passes_over_equal_bytes() {
    let site = Folder::new();
    fs::write(site.root().join("anh.svg"), "<svg/>").unwrap();
    let copy = |key: &str| {
        let content = Content::Copy(site.root().join("anh.svg"));
        vec![Item { route: Route::new("/anh.svg").unwrap(), key: Fp::of(key), content }]
    };
    assert_eq!(site.open().publish(&copy("1"), &[]).unwrap().written.len(), 1);
    let again = site.open().publish(&copy("2"), &[]).unwrap();
    assert_eq!((again.written.len(), again.unchanged), (0, 1));
    assert!(site.open().is_current(&Route::new("/anh.svg").unwrap(), Fp::of("2")));
    site.holds(&[("anh.svg", "<svg/>")]);
}

#[test]
fn restores_own_files_that_were_changed_or_deleted() {
    let site = Folder::new();
    site.publish(&[("a.html", "A"), ("b.html", "B")]);
    fs::remove_file(site.out().join("a.html")).unwrap();
    site.put("b.html", "sửa tay");
    site.publish(&[("a.html", "A"), ("b.html", "B")]);
    site.holds(&[("a.html", "A"), ("b.html", "B")]);
}

#[test]
fn never_touches_the_files_of_others() {
    let site = Folder::new();
    site.put("google123.html", "của người khác");
    site.put("a/ghi-chu.txt", "của người khác");
    site.publish(&[("a/index.html", "A")]);
    site.publish(&[("b.html", "B")]);
    site.holds(&[("a/ghi-chu.txt", "của người khác"), ("b.html", "B"), ("google123.html", "của người khác")]);
}

#[test]
fn refuses_to_overwrite_the_files_of_others() {
    let site = Folder::new();
    site.publish(&[("a/index.html", "A")]);
    site.put("b.html", "của người khác");
    site.put("c/d.txt", "của người khác");
    site.put("e", "của người khác");
    let found = site.refused(&[("a/index.html", "A2"), ("b.html", "B"), ("c", "C"), ("e/index.html", "E")]);
    let named: Vec<_> = found.iter().map(|(code, it)| (*code, it.split('"').nth(1).unwrap())).collect();
    let code = "publish-in-the-way";
    assert_eq!(named, [(code, "b.html"), (code, "c"), (code, "e")]);
}

#[test]
fn adopts_a_file_that_is_already_what_it_should_be() {
    let site = Folder::new();
    site.put("a.html", "A");
    site.publish(&[("a.html", "A")]);
    site.publish(&[("a.html", "A2")]);
    site.holds(&[("a.html", "A2")]);
}

#[test]
fn lets_a_page_become_a_folder_and_a_folder_a_page() {
    let site = Folder::new();
    site.publish(&[("a", "1"), ("b/c/d.html", "2")]);
    site.publish(&[("a/index.html", "3"), ("b", "4")]);
    site.holds(&[("a/index.html", "3"), ("b", "4")]);
}

#[test]
fn reports_routes_that_cannot_stand_side_by_side() {
    let site = Folder::new();
    site.publish(&[]);
    for files in [
        &[("tin/a.html", "1"), ("tin/A.html", "2")],
        &[("a", "1"), ("a/index.html", "2")],
        &[("A", "1"), ("a/index.html", "2")],
        &[("a.html", "1"), ("a.html", "2")],
    ] {
        let codes: Vec<&str> = site.refused(files).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["publish-collision"], "{files:?}");
    }
    site.publish(&[("a", "1"), ("a-b/index.html", "2"), ("a.html", "3")]);
}

const BEFORE: &Files = &[("a.html", "A"), ("b.html", "B"), ("c/index.html", "C"), ("cu.html", "cũ")];
const AFTER: &Files =
    &[("a.html", "A2"), ("b.html", "B2"), ("c/index.html", "C"), ("moi/index.html", "mới"), ("z.html", "Z")];

#[test]
fn leaves_the_site_whole_when_killed_before_the_switch() {
    let site = Folder::new();
    site.publish(BEFORE);
    let publisher = site.open();
    write::stage(&publisher, &items(AFTER), Manifest::default()).unwrap();
    drop(publisher);
    for (name, text) in BEFORE {
        assert_eq!(fs::read_to_string(site.out().join(name)).unwrap(), *text);
    }
    site.publish(AFTER);
    site.holds(AFTER);
}

#[test]
fn repairs_a_site_killed_in_the_middle_of_the_switch() {
    for target in [BEFORE, AFTER] {
        let site = Folder::new();
        site.publish(BEFORE);
        let publisher = site.open();
        let staged = write::stage(&publisher, &items(AFTER), Manifest::default()).unwrap();
        staged.move_into_place(&publisher.out, 3).unwrap();
        drop(publisher);
        assert_eq!(fs::read_to_string(site.out().join("moi/index.html")).unwrap(), "mới");
        site.publish(target);
        site.holds(target);
        assert_eq!(site.publish(target).2, target.len());
    }
}

#[test]
fn keeps_a_record_for_each_output_folder() {
    let site = Folder::new();
    site.publish(&[("a.html", "A")]);
    let other = site.root().join("ban-thu");
    let mut publisher =
        Publisher::open((site.root(), &site.root().join(STATE)), &other, PATIENCE, &mut |_| {}).unwrap();
    publisher.publish(&items(&[("b.html", "B")]), &[]).unwrap();
    drop(publisher);
    assert_eq!(site.publish(&[("a.html", "A")]), (vec![], vec![], 1));
    assert!(other.join("b.html").exists());
}

#[test]
fn builds_anew_after_another_version_without_losing_its_files() {
    let site = Folder::new();
    site.publish(&[("a.html", "A"), ("b.html", "B")]);
    let record = site.root().join(".bantin").join(Manifest::file_name(
        &fs::canonicalize(site.root()).unwrap(),
        &fs::canonicalize(site.out()).unwrap(),
    ));
    let text = fs::read_to_string(&record).unwrap();
    fs::write(&record, text.replacen("manifest 1", "manifest 0", 1)).unwrap();
    let mut notices = 0;
    let mut publisher =
        Publisher::open((site.root(), &site.root().join(STATE)), &site.out(), PATIENCE, &mut |it| {
            notices += usize::from(it.en.contains("another version"));
        })
        .unwrap();
    assert!(!publisher.is_current(&Route::new("/a.html").unwrap(), Fp::of("A")));
    let published = publisher.publish(&items(&[("a.html", "A2")]), &[]).unwrap();
    assert_eq!((notices, names(&published.removed)), (1, vec!["b.html".to_owned()]));
    site.holds(&[("a.html", "A2")]);
}

#[test]
fn lets_one_build_at_a_time_write() {
    let site = Folder::new();
    let first = site.open();
    let mut notices = Vec::new();
    let wait = Duration::from_millis(1);
    let second = Publisher::open((site.root(), &site.root().join(STATE)), &site.out(), wait, &mut |it| {
        notices.push(it.en);
    });
    let Err(Refusal::Machine(error)) = second else { panic!("both write") };
    assert_eq!(error.source.kind(), io::ErrorKind::WouldBlock);
    assert_eq!(notices, ["another build of this site is running, waiting for it…"]);
    drop(first);
    site.open();
}

#[cfg(unix)]
#[test]
fn writes_and_removes_nothing_through_a_symbolic_link() {
    let site = Folder::new();
    site.publish(&[("a/x.html", "X"), ("b/y.html", "Y")]);
    let elsewhere = site.root().join("noi-khac");
    fs::rename(site.out().join("a"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.out().join("a")).unwrap();
    site.refused(&[("a/x.html", "X2")]);
    site.publish(&[("b/y.html", "Y")]);
    assert_eq!(fs::read_to_string(elsewhere.join("x.html")).unwrap(), "X");
}

#[test]
fn leaves_the_site_whole_when_a_file_cannot_be_read() {
    let site = Folder::new();
    site.publish(BEFORE);
    let mut new = items(AFTER);
    new[3].content = Content::Copy(site.root().join("khong-co"));
    let Err(Refusal::Machine(error)) = site.open().publish(&new, &[]) else { panic!("was published") };
    assert_eq!(error.doing.en, "read");
    site.holds(BEFORE);
}

/// A disk of 256 KB, unmounted when dropped.
#[cfg(target_os = "linux")]
struct SmallDisk<'a>(&'a Path);

#[cfg(target_os = "linux")]
impl SmallDisk<'_> {
    fn mount(at: &Path) -> Option<SmallDisk<'_>> {
        fs::create_dir_all(at).unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=256k", "none"];
        let mounted = std::process::Command::new("mount").args(mount).arg(at).output();
        mounted.is_ok_and(|it| it.status.success()).then(|| SmallDisk(at))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0).output();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn leaves_the_site_whole_on_a_full_disk() {
    let site = Folder::new();
    let out = site.out();
    let Some(_disk) = SmallDisk::mount(&out) else {
        eprintln!("not run: this user may not mount a disk");
        return;
    };
    site.publish(BEFORE);
    let big: &'static str = "x".repeat(200_000).leak();
    let Err(Refusal::Machine(error)) =
        site.try_publish(&[("a.html", "A2"), ("moi/1.html", big), ("moi/2.html", big)])
    else {
        panic!("was published")
    };
    assert_eq!((error.doing.en.as_str(), error.source.kind()), ("write", io::ErrorKind::StorageFull));
    site.holds(BEFORE);
    site.publish(AFTER);
    site.holds(AFTER);
}
