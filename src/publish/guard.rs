//! Which folders may be written: never one that holds sources, never one reached through a symbolic link.

use std::{
    ffi::OsString,
    fs, io,
    path::{Component, Path, PathBuf},
};

use super::{Refusal, STATE};
use crate::{
    diag::{Diagnostic, Words},
    error::Error,
    words,
};

/// Folders below the root that hold what people wrote, or bantin's own notes.
const SOURCES: &[&str] = &["content", "themes", STATE, ".git", "src"];

/// The output folder as an absolute path without links, whether it exists yet or not.
///
/// Fails when it may not be written.
pub(super) fn output_folder(root: &Path, out: &Path) -> Result<PathBuf, Refusal> {
    let fault = |path: &Path, source| Refusal::Machine(Error::new("đọc", "read", path, source));
    let real_root = fs::canonicalize(root).map_err(|it| fault(root, it))?;
    let typed = std::path::absolute(out).map_err(|it| fault(out, it))?;
    let typed_root = std::path::absolute(root).map_err(|it| fault(root, it))?;
    if let Some(link) = link_on_the_way(&typed_root, &typed) {
        let link = link.display();
        return Err(refuse(out, words!("{link} là liên kết tượng trưng", "{link} is a symbolic link")));
    }
    let real = real_path(&typed).map_err(|it| fault(out, it))?;
    if fs::metadata(&real).is_ok_and(|it| !it.is_dir()) {
        return Err(refuse(out, words!("đó là một tệp, không phải thư mục", "it is a file, not a folder")));
    }
    if real_root.starts_with(&real) {
        return Err(refuse(
            out,
            words!("thư mục đó chứa cả trang, gồm mọi bài viết", "it holds the whole site, sources and all"),
        ));
    }
    for name in SOURCES {
        let source = real_path(&real_root.join(name)).map_err(|it| fault(out, it))?;
        if real.starts_with(&source) || source.starts_with(&real) {
            return Err(refuse(
                out,
                words!("đó là nơi của {name}/, không phải của trang đã dựng", "that is the place of {name}/"),
            ));
        }
    }
    Ok(real)
}

fn refuse(out: &Path, why: Words) -> Refusal {
    let (out, Words { vi, en }) = (out.display(), why);
    let finding = Diagnostic::error(
        "publish-out",
        Words {
            vi: format!("không ghi trang vào \"{out}\": {vi}"),
            en: format!("the site is not written to \"{out}\": {en}"),
        },
    );
    Refusal::Findings(vec![finding.help(words!(
        "chọn một thư mục riêng cho trang đã dựng, ví dụ --out public",
        "choose a folder of its own for the built site, for example --out public"
    ))])
}

/// The first symbolic link among the parts of `out` that it does not share with `root`. A link right below the top of the
/// file system (`/tmp` on macOS) is the system's own.
fn link_on_the_way(root: &Path, out: &Path) -> Option<PathBuf> {
    let shared = root.components().zip(out.components()).take_while(|(a, b)| a == b).count();
    let mut path = PathBuf::new();
    for (at, part) in out.components().enumerate() {
        path.push(part);
        let is_top = path.parent().is_none_or(|it| it.parent().is_none());
        if at >= shared && !is_top && path.is_symlink() {
            return Some(path);
        }
    }
    None
}

/// The path with all links followed, for a file that need not exist: its nearest existing ancestor decides.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let mut rest: Vec<OsString> = Vec::new();
    let mut existing = path.to_owned();
    loop {
        match fs::canonicalize(&existing) {
            Ok(mut real) => {
                for part in rest.iter().rev() {
                    match Path::new(part).components().next() {
                        Some(Component::ParentDir) => {
                            real.pop();
                        }
                        _ => real.push(part),
                    }
                }
                return Ok(real);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let Some(last) = existing.components().next_back() else { return Err(error) };
                rest.push(last.as_os_str().to_owned());
                if !existing.pop() {
                    return Err(error);
                }
            }
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the tests make folders")]

    use super::*;

    #[track_caller]
    fn check(root: &Path, out: &str, is_allowed: bool) {
        let got = output_folder(root, &root.join(out));
        assert_eq!(got.is_ok(), is_allowed, "{out}: {got:?}");
        if let Err(Refusal::Findings(found)) = got {
            assert_eq!(found[0].code, "publish-out");
        }
    }

    #[test]
    fn refuses_the_places_of_sources() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("trang");
        fs::create_dir_all(root.join("content/tin-tuc")).unwrap();
        fs::write(root.join("tep"), "").unwrap();
        for out in
            ["", ".", "..", "content", "content/ra", "themes/x", ".bantin/ra", "public/../content", "tep"]
        {
            check(&root, out, false);
        }
        for out in ["public", "dist/trang", "../ra", "noi-dung/../public"] {
            check(&root, out, true);
        }
    }

    #[cfg(unix)]
    #[test]
    fn refuses_symbolic_links_in_the_path_given() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("trang");
        fs::create_dir_all(root.join("that/con")).unwrap();
        std::os::unix::fs::symlink(root.join("that"), root.join("gia")).unwrap();
        std::os::unix::fs::symlink(&root, dir.path().join("loi-tat")).unwrap();
        check(&root, "gia", false);
        check(&root, "gia/con", false);
        check(&root, "that/con", true);
        // A link above the root is how the officer reaches the whole site.
        check(&dir.path().join("loi-tat"), "public", true);
    }
}
