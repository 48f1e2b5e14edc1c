//! The folder of one preview: the built site and the notes about it, below the temporary folder of the system.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use crate::{error::Error, stamp::Fp};

/// Previews of one site at the same time.
const MOST: usize = 16;

/// A folder that no other preview uses. Removed with the value.
pub(super) struct Folder {
    path: PathBuf,
    /// Held while the preview runs; free when it ends, however that ends.
    lock: Option<File>,
}

impl Folder {
    /// Takes a folder for the site in `root`, emptied of what an interrupted preview left.
    ///
    /// Fails when there is no such site or the machine refuses.
    pub(super) fn open(root: &Path) -> Result<Self, Error> {
        let root = fs::canonicalize(root).map_err(|source| Error::new("đọc", "read", root, source))?;
        let temp = std::env::temp_dir();
        let temp = fs::canonicalize(&temp).map_err(|source| Error::new("đọc", "read", &temp, source))?;
        let fp = Fp::of_bytes(root.to_string_lossy().as_bytes()).to_string();
        for number in 1..=MOST {
            let path = temp.join(format!("bantin-serve-{}-{number}", &fp[..16]));
            let taken = take(&path).map_err(|source| Error::new("tạo", "make", &path, source))?;
            if let Some(lock) = taken {
                let folder = Self { path, lock: Some(lock) };
                folder.clear();
                return Ok(folder);
            }
        }
        Err(Error::new("tạo", "make", &temp, io::ErrorKind::WouldBlock.into()))
    }

    /// Where the site is built.
    pub(super) fn site(&self) -> PathBuf {
        self.path.join("site")
    }

    /// Where the notes about it are.
    pub(super) fn notes(&self) -> PathBuf {
        self.path.join("notes")
    }

    /// What cannot be removed now is removed by the next preview.
    fn clear(&self) {
        let _ = fs::remove_dir_all(self.site());
        let _ = fs::remove_dir_all(self.notes());
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.clear();
        self.lock = None;
        let _ = fs::remove_file(self.path.join("lock"));
        let _ = fs::remove_dir(&self.path);
    }
}

/// Makes the folder, for this user alone, and locks it; absent when another preview holds it.
fn take(path: &Path) -> io::Result<Option<File>> {
    match fs::create_dir(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    if path.is_symlink() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    // The name can be guessed: where someone else made the folder, this is refused.
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_previews_of_one_site_have_two_folders_and_leave_none() {
        let root = tempfile::tempdir().unwrap();
        let first = Folder::open(root.path()).unwrap();
        let second = Folder::open(root.path()).unwrap();
        fs::create_dir(first.site()).unwrap();
        let paths = [first.path.clone(), second.path.clone()];
        assert_ne!(paths[0], paths[1]);
        drop((first, second));
        assert_eq!(paths.map(|it| it.exists()), [false, false]);
    }
}
