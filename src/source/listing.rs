//! The files that a site is made of, as the system lists them, and what tells cheaply that one has not changed since.
#![expect(clippy::disallowed_methods, reason = "source is the floor that reads content")]

use std::{
    cmp::Ordering,
    fs::{self, FileType, Metadata},
    io,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::files::is_litter;
use crate::{config, error::Error, stamp::Fp};

/// What the system says of a file: equal stats of two moments mean equal bytes, unless the file is [`Stat::is_fresh`].
/// Times are nanoseconds since 1970 by the clock of the file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stat {
    size: u64,
    /// When its bytes were last written.
    modified: i64,
    /// When its inode last changed, which no program can set back; zero where the system does not tell.
    changed: i64,
    /// Another number is another file; zero where the system does not tell.
    inode: u64,
}

impl Stat {
    fn new(metadata: &Metadata) -> Self {
        let since =
            |it: SystemTime| it.duration_since(UNIX_EPOCH).ok().and_then(|it| it.as_nanos().try_into().ok());
        let modified = metadata.modified().ok().and_then(since).unwrap_or_default();
        #[cfg(unix)]
        let (changed, inode) = {
            use std::os::unix::fs::MetadataExt;
            let changed =
                metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec());
            (changed, metadata.ino())
        };
        #[cfg(not(unix))]
        let (changed, inode) = (0, 0);
        Self { size: metadata.len(), modified, changed, inode }
    }

    /// Whether the file was touched at or after the moment `began`: it may have been written again since it was read,
    /// within one tick of the clock ("racily clean" in git's words), so only its bytes tell.
    pub fn is_fresh(&self, began: i64) -> bool {
        self.modified >= began || self.changed >= began
    }

    /// Bytes of the file.
    pub fn size(&self) -> u64 {
        self.size
    }
}

/// A moment that certainly lies before now by the clock of any file system: some count in steps of two seconds.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX) - 3_000_000_000
}

/// What the system says of a file, a link being followed.
///
/// Fails when there is no such file.
pub fn stat(path: &Path) -> io::Result<Stat> {
    fs::metadata(path).map(|it| Stat::new(&it))
}

/// What sort of thing stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// A plain file.
    Plain,
    /// A symbolic link.
    Link,
    /// A pipe, a device and the like.
    Other,
    /// Something whose name is not Unicode.
    Nameless,
}

/// A file that the site may be made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Relative to the root, with `/`, as the system spells it.
    pub path: String,
    /// What stands there.
    pub sort: Sort,
    /// When it was listed; of a link what it leads to.
    pub stat: Stat,
    /// Whether it can be read: it is a plain file, or leads to one. Whoever reads a pipe waits for ever.
    pub is_file: bool,
    /// Of its bytes; [`Fp::NONE`] while nobody has read them.
    pub fp: Fp,
}

impl Listed {
    /// The fingerprint of its bytes as they are now; [`Fp::NONE`] where it cannot be read.
    pub fn read_fp(&self, root: &Path) -> Fp {
        let bytes = self.is_file.then(|| fs::read(root.join(&self.path)).ok()).flatten();
        bytes.map_or(Fp::NONE, |it| Fp::of_bytes(&it))
    }
}

/// Every file below the folders `tops` of the root, and the settings, folder by folder in the order of names; litter is
/// passed over. A name that is not Unicode is listed with the characters that it can be shown by.
///
/// Fails when a folder cannot be listed.
pub fn list(root: &Path, tops: &[&str]) -> Result<Vec<Listed>, Error> {
    let mut all = Vec::new();
    for top in tops {
        if root.join(top).is_dir() {
            all.extend(folder(root, top)?);
        }
    }
    if let Ok(stat) = stat(&root.join(config::FILE)) {
        let (path, sort) = (config::FILE.to_owned(), Sort::Plain);
        all.push(Listed { path, sort, stat, is_file: true, fp: Fp::NONE });
    }
    all.sort_unstable_by(|a, b| order(&a.path, &b.path));
    Ok(all)
}

/// The order of a listing.
pub fn order(a: &str, b: &str) -> Ordering {
    // Part by part: no name has a byte below that of the slash here.
    let low = |it: u8| if it == b'/' { 0 } else { it };
    a.bytes().map(low).cmp(b.bytes().map(low))
}

/// What a listing has at the path `below` of the root, or below that path if it is a folder; absent where it is only reached
/// by way of a link.
///
/// Fails when a folder cannot be listed.
pub fn at(root: &Path, below: &str) -> Result<Option<Vec<Listed>>, Error> {
    for (end, _) in below.match_indices('/') {
        match fs::symlink_metadata(root.join(&below[..end])) {
            Ok(it) if it.is_dir() => {}
            Ok(_) => return Ok(None),
            Err(_) => return Ok(Some(Vec::new())),
        }
    }
    let path = root.join(below);
    match fs::symlink_metadata(&path) {
        Ok(it) if it.is_dir() => folder(root, below).map(Some),
        Ok(it) => Ok(Some(listed(&path, below.to_owned(), sort(it.file_type())).into_iter().collect())),
        Err(_) => Ok(Some(Vec::new())),
    }
}

fn sort(kind: FileType) -> Sort {
    if kind.is_symlink() {
        Sort::Link
    } else if kind.is_file() || kind.is_dir() {
        Sort::Plain
    } else {
        Sort::Other
    }
}

/// A file that is no folder; absent where it is gone again.
fn listed(path: &Path, below: String, sort: Sort) -> Option<Listed> {
    // A link that leads nowhere is listed as the link that it is.
    let stat = fs::metadata(path).or_else(|_| fs::symlink_metadata(path)).ok()?;
    let (is_file, stat) = (stat.is_file(), Stat::new(&stat));
    Some(Listed { path: below, sort, stat, is_file, fp: Fp::NONE })
}

fn folder(root: &Path, below: &str) -> Result<Vec<Listed>, Error> {
    let path = root.join(below);
    let fault = |source| Error::new("đọc", "read", &path, source);
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for item in fs::read_dir(&path).map_err(fault)? {
        let item = item.map_err(fault)?;
        let name = item.file_name();
        let kind = item.file_type().map_err(fault)?;
        let sort = name.to_str().map_or(Sort::Nameless, |_| sort(kind));
        let name = name.to_string_lossy();
        if is_litter(&name) {
            continue;
        }
        let below = format!("{below}/{name}");
        if kind.is_dir() && sort == Sort::Plain {
            folders.push(below);
            continue;
        }
        files.extend(listed(&item.path(), below, sort));
    }
    let below: Result<Vec<_>, Error> = folders.par_iter().map(|it| folder(root, it)).collect();
    files.extend(below?.into_iter().flatten());
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOPS: &[&str] = &["content", "themes"];

    #[test]
    fn lists_sources_and_sees_every_way_to_change_one() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        for name in
            ["bantin.yaml", "content/b.md", "content/a/c.md", "content/.git/x", "themes/t/x.css", "public/x"]
        {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), "một").unwrap();
        }
        let all = list(root, TOPS).unwrap();
        let names: Vec<&str> = all.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(names, ["bantin.yaml", "content/a/c.md", "content/b.md", "themes/t/x.css"]);
        assert_eq!(list(root, TOPS).unwrap(), all);

        // The same size and the same time of writing.
        let path = root.join("content/b.md");
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        let before = stat(&path).unwrap();
        assert!(before.is_fresh(before.modified) && !before.is_fresh(i64::MAX));
        let other = root.join("content/moi.md");
        fs::write(&other, "hai").unwrap();
        fs::File::options().write(true).open(&other).unwrap().set_modified(modified).unwrap();
        fs::rename(&other, &path).unwrap();
        let after = stat(&path).unwrap();
        assert_eq!((after.modified, cfg!(unix)), (before.modified, after != before));
    }
}
