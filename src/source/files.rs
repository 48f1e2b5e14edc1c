//! What each file below `content/` is, by its place and name.
#![expect(clippy::disallowed_methods, reason = "source is the floor that reads content")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    asset::{self, Asset},
    listing::{self, Listed, Sort},
    pictures,
};
use crate::{
    config::{Config, Section, section_of},
    diag::{Diagnostic, Pos, Words},
    error::Error,
    kind::{activity, registry},
    route::Route,
    text::{fold, slug},
    words,
};

/// The folder of content, below the root.
pub const CONTENT: &str = "content";

/// The folder of data that a folder means whose name differs in case, marks or strokes.
fn misspelt(top: &str) -> Option<&'static str> {
    let known = DATA_FOLDERS.iter().copied().chain([registry::FOLDER]);
    let key = |it: &str| slug(&it.replace('_', " "));
    (!top.contains('.')).then(|| known.into_iter().find(|it| *it != top && key(top) == *it)).flatten()
}

/// The code of a site without content.
pub const MISSING: &str = "content-missing";

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Relative to the root, with `/`, NFC: `content/tin-tuc/a.md`.
    pub file: Arc<str>,
    /// Below `content/`, NFC: `tin-tuc/a.md`.
    pub below: String,
    /// Where it is on this machine.
    pub path: PathBuf,
    /// Its place in the listing that it was found in.
    pub listed: usize,
}

/// The files below `content/`, each list in the order of paths.
#[derive(Debug, Default)]
pub struct Tree {
    /// Markdown files.
    pub markdown: Vec<Found>,
    /// CSV files of legal documents.
    pub tables: Vec<Found>,
    /// YAML files of indicators.
    pub indicators: Vec<Found>,
    /// Tables of activities: CSV and workbooks.
    pub activities: Vec<Found>,
    /// Registries.
    pub registries: Vec<Found>,
    /// Files to copy.
    pub assets: Vec<Asset>,
    /// What could not be used.
    pub diagnostics: Vec<Diagnostic>,
    /// Folders that were told to be misspelt.
    misspelt: std::collections::BTreeSet<String>,
}

/// Folders whose tables hold data of kinds that are not pages; nothing in them is copied.
const DATA_FOLDERS: &[&str] = &[activity::FOLDER, "chi-so"];

/// Sorts the files that `listing` has below `root/content`.
///
/// Fails when a picture cannot be read.
pub fn sort(root: &Path, listing: &[Listed], config: &Config) -> Result<Tree, Error> {
    let mut tree = Tree::default();
    if !listing.iter().any(|it| it.path.starts_with(CONTENT)) {
        let message = if root.join(CONTENT).is_dir() {
            words!("thư mục content/ không có tệp nào", "there is no file in the folder content/")
        } else {
            words!(
                "không có thư mục content/ trong thư mục trang",
                "there is no folder content/ in the site's folder"
            )
        };
        tree.diagnostics.push(Diagnostic::error(MISSING, message).help(words!(
            "chép lại thư mục content/ vào đây, hoặc tạo trang mẫu bằng lệnh: bantin init TÊN-THƯ-MỤC",
            "put the folder content/ back here, or make a starter site with: bantin init FOLDER"
        )));
        return Ok(tree);
    }
    let real_root = fs::canonicalize(root).map_err(|source| Error::new("đọc", "read", root, source))?;
    let named = |(at, listed): (usize, &Listed)| {
        let below = listed.path.strip_prefix(CONTENT)?.strip_prefix('/')?;
        let below = fold::nfc(below).into_owned();
        let path = root.join(&listed.path);
        Some(Found { file: Arc::from(format!("{CONTENT}/{below}")), below, path, listed: at })
    };
    let named: Vec<Option<Found>> = listing.par_iter().enumerate().with_min_len(256).map(named).collect();
    for found in named.into_iter().flatten() {
        let (listed, file) = (&listing[found.listed], &found.file);
        if listed.sort == Sort::Nameless {
            let below = &found.below;
            let message =
                words!("tên tệp \"{below}\" không phải Unicode", "the file name \"{below}\" is not Unicode");
            tree.diagnostics.push(Diagnostic::error("file-name", message));
            continue;
        }
        if listed.sort == Sort::Link && !link_stays_inside(&real_root, &found.path) {
            tree.diagnostics.push(
                Diagnostic::error(
                    "file-symlink",
                    words!(
                        "\"{file}\" là liên kết tượng trưng dẫn ra ngoài trang hoặc tới thư mục",
                        "\"{file}\" is a symbolic link out of the site or to a folder"
                    ),
                )
                .help(words!("chép tệp thật vào đây", "put the file itself here"))
                .at(&found.file, Pos { line: 1, column: 1, len: 0 }),
            );
            continue;
        }
        if listed.sort == Sort::Other {
            let message = words!("\"{file}\" không phải tệp thường", "\"{file}\" is not a plain file");
            tree.diagnostics.push(odd_file(&found, message));
            continue;
        }
        place(found, listed, &config.sections, &mut tree)?;
    }
    // A name may be listed elsewhere before its marks are composed.
    tree.markdown.sort_by(|a, b| listing::order(&a.file, &b.file));
    // Two names that differ only in how their marks are composed.
    let mut seen = std::collections::BTreeSet::new();
    let Tree { assets, diagnostics, .. } = &mut tree;
    assets.retain(|it| {
        let is_first = seen.insert(it.url.clone());
        if !is_first {
            let url = &it.url;
            let message = words!(
                "hai tệp cùng tên content{url}, chỉ khác cách ghép dấu",
                "two files are named content{url}, their marks composed differently"
            );
            diagnostics.push(
                Diagnostic::error("file-name", message)
                    .help(words!("xóa hoặc đổi tên một tệp", "remove or rename one of them")),
            );
        }
        is_first
    });
    pictures::part(assets);
    Ok(tree)
}

fn place(found: Found, listed: &Listed, sections: &[Section], tree: &mut Tree) -> Result<(), Error> {
    let extension = asset::extension(&found.below).unwrap_or_default();
    let (top, is_inside) = found.below.split_once('/').map_or((&*found.below, false), |it| (it.0, true));
    let is_data = matches!(extension.as_str(), "csv" | "tsv" | "xlsx" | "yaml" | "yml");
    let meant = misspelt(top).filter(|_| is_data && sections.iter().all(|it| it.folder != top));
    if let Some(meant) = meant {
        if !tree.misspelt.contains(top) {
            let message = words!(
                "thư mục \"content/{top}\" bị viết sai tên",
                "the folder \"content/{top}\" is misspelt"
            );
            let help = words!("đổi tên thành content/{meant}", "rename it to content/{meant}");
            tree.diagnostics.push(odd_file(&found, message).help(help));
            tree.misspelt.insert(top.to_owned());
        }
        return Ok(());
    }
    if !is_inside && (DATA_FOLDERS.contains(&top) || top == registry::FOLDER) {
        let message = words!(
            "\"content/{top}\" phải là thư mục, không phải tệp",
            "\"content/{top}\" must be a folder, not a file"
        );
        tree.diagnostics.push(odd_file(&found, message));
        return Ok(());
    }
    match extension.as_str() {
        _ if is_page(&found.below) => tree.markdown.push(found),
        _ if top == registry::FOLDER && found.below.contains('/') => {
            if matches!(extension.as_str(), "yaml" | "yml") {
                tree.registries.push(found);
            } else {
                let file = &found.file;
                tree.diagnostics.push(odd_file(
                    &found,
                    words!("\"{file}\" không phải danh mục (.yaml)", "\"{file}\" is no registry (.yaml)"),
                ));
            }
        }
        "csv" | "tsv" if section_of(sections, &found.below).is_some_and(|it| it.kind == "document") => {
            tree.tables.push(found);
        }
        "yaml" | "yml" if section_of(sections, &found.below).is_some_and(|it| it.kind == "indicator") => {
            tree.indicators.push(found);
        }
        "csv" | "tsv" | "xlsx" if top == activity::FOLDER => tree.activities.push(found),
        "xls" | "xlsm" | "xlsb" | "ods" if top == activity::FOLDER => tree.diagnostics.push(workbook(&found)),
        "csv" | "tsv" | "yaml" | "yml" | "xlsx" if DATA_FOLDERS.contains(&top) => {}
        _ if is_misnamed(&found.below, top) => {
            let file = &found.file;
            let name = file.rsplit_once('.').map_or(&**file, |(name, _)| name);
            tree.diagnostics.push(
                Diagnostic::error(
                    "file-misnamed",
                    words!(
                        "\"{file}\" bị lưu sai đuôi tệp, nên chưa được đọc",
                        "\"{file}\" was saved under a wrong ending, so it was not read"
                    ),
                )
                .help(words!("đổi tên thành {name}", "rename it to {name}"))
                .at(&found.file, Pos { line: 1, column: 1, len: 0 }),
            );
        }
        _ => match Route::new(&format!("/{}", found.below)) {
            Ok(_) => tree.assets.push(pictures::asset(found, listed, &mut tree.diagnostics)?),
            Err(fault) => {
                let (file, Words { vi, en }) = (&found.file, fault.words());
                tree.diagnostics.push(odd_file(
                    &found,
                    words!("không đăng được tệp \"{file}\": {vi}", "\"{file}\" cannot be published: {en}"),
                ));
            }
        },
    }
    Ok(())
}

/// A file that can be neither read nor copied.
fn odd_file(found: &Found, message: Words) -> Diagnostic {
    Diagnostic::error("file-name", message)
        .help(words!("đổi tên tệp, hoặc chuyển ra ngoài content/", "rename it, or move it out of content/"))
        .at(&found.file, Pos { line: 1, column: 1, len: 0 })
}

/// A workbook of activities in a form that is not read.
fn workbook(found: &Found) -> Diagnostic {
    let file = &found.file;
    let name = file.rsplit_once('.').map_or(&**file, |(name, _)| name);
    let message = words!(
        "\"{file}\" là bảng tính, chưa được đọc, nên hoạt động trong đó chưa được tính",
        "\"{file}\" is a workbook; it was not read, and what it tells is not counted"
    );
    Diagnostic::error("activity-workbook", message)
        .help(words!(
            "trong Excel chọn Lưu thành, loại \"Excel Workbook (.xlsx)\", tên {name}.xlsx, rồi xóa tệp này khỏi content/",
            "save it in Excel as an Excel Workbook (.xlsx) under {name}.xlsx and remove this file from content/"
        ))
        .at(file, Pos { line: 1, column: 1, len: 0 })
}

/// `bai.md.txt`, as Notepad and Word save a page: it must not be published as it is, draft or not.
fn is_misnamed(below: &str, top: &str) -> bool {
    let stem = below.rsplit_once('.').map_or("", |(stem, _)| stem).to_lowercase();
    let is = |endings: &[&str]| endings.iter().any(|it| stem.ends_with(it));
    is(&[".md", ".markdown"]) || top == activity::FOLDER && is(&[".csv", ".tsv", ".xlsx"])
}

/// The bytes of a file.
///
/// Fails when the machine refuses.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::new("đọc", "read", path, source))
}

/// Whether a path is that of a file itself, not of a link, a folder or a pipe.
pub fn is_plain(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_file())
}

/// Whether a file of that name below `content/` is a page.
pub fn is_page(name: &str) -> bool {
    asset::extension(name).is_some_and(|it| matches!(it.as_str(), "md" | "markdown"))
}

/// Hidden files, and what editors, Office and file managers leave behind.
pub(crate) fn is_litter(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "ehthumbs.db")
        || [".tmp", ".swp", ".bak", ".part", ".crdownload"].iter().any(|it| lower.ends_with(it))
}

fn link_stays_inside(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|it| it.starts_with(root) && it.is_file())
}
