//! A small site in a folder of its own, and the program run on it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::tree::{self, Tree};

/// A site on disk. Removed with the value.
pub struct SiteTest {
    dir: tempfile::TempDir,
}

/// What a run printed, and its exit code.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: i32,
}

const SETTINGS: &str = "title: Trang thử\nbase_url: https://thu.example.vn/\n";

impl SiteTest {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A site with settings and the given files, `(path below content/, text)`.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let site =
            Self::empty().with("bantin.yaml", SETTINGS).with("content/index.md", "---\ntitle: Nhà\n---\n");
        files.iter().fold(site, |site, (name, text)| site.with(&format!("content/{name}"), text))
    }

    /// The same site with one more file, or with another text in it; `name` is relative to the root.
    pub fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// The demo newsroom of the repository, copied.
    pub fn demo() -> Self {
        let site = Self::empty();
        let source = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::copy(source.join("bantin.yaml"), site.path("bantin.yaml")).unwrap();
        for folder in ["content", "themes"] {
            tree::copy(&source.join(folder), &site.path(folder));
        }
        site
    }

    /// What `bantin build` makes of the site in a folder where nothing was built before.
    pub fn clean_tree(&self, args: &str) -> Tree {
        let fresh = Self::empty();
        tree::copy(self.root(), fresh.root());
        for folder in ["public", ".bantin"] {
            let _ = fs::remove_dir_all(fresh.path(folder));
        }
        let ran = fresh.run(&format!("build|{args}"));
        assert!(ran.code <= 1, "{ran:?}");
        fresh.tree()
    }

    /// What stands in `public/`.
    pub fn tree(&self) -> Tree {
        tree::read(&self.path("public"))
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `bantin` in the folder, in Vietnamese, without colours. Arguments are divided by `|`.
    pub fn run(&self, args: &str) -> Ran {
        let args = args.split('|').filter(|it| !it.is_empty());
        let output = self.command().args(args).output().unwrap();
        ran(&output)
    }

    /// The program, ready to be run in the folder.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
        command.current_dir(self.root());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
            command.env_remove(name);
        }
        command
    }
}

fn ran(output: &Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Ran { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code().unwrap() }
}
