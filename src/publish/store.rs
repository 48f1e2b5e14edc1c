//! Files that take long to make, kept by the fingerprint of what they were made of. It makes things faster and decides nothing:
//! what is damaged counts as not there.
#![expect(clippy::disallowed_methods, reason = "publish is the floor that writes")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::write;
use crate::{error::Error, stamp::Fp};

/// A folder of such files, each below its fingerprint of its bytes.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The one of that name in a folder of notes; nothing is looked at yet.
    pub fn new(notes: &Path, name: &str) -> Self {
        Self { folder: notes.join(name) }
    }

    /// The bytes kept for `key`, where they are whole.
    pub fn get(&self, key: Fp) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.path(key)).ok()?;
        let fp = bytes.get(..32).and_then(|it| str::from_utf8(it).ok()).and_then(Fp::parse);
        if fp != Some(Fp::of_bytes(bytes.get(32..).unwrap_or_default())) {
            return None;
        }
        bytes.drain(..32);
        Some(bytes)
    }

    /// Keeps bytes for `key`.
    ///
    /// Fails when the machine refuses.
    pub fn put(&self, key: Fp, bytes: &[u8]) -> Result<(), Error> {
        write::make_folder(&self.folder)?;
        let path = self.path(key);
        let half = path.with_extension("half");
        let all = [Fp::of_bytes(bytes).to_string().as_bytes(), bytes].concat();
        fs::write(&half, all)
            .and_then(|()| fs::rename(&half, &path))
            .map_err(|error| Error::new("ghi", "write", &path, error))
    }

    /// What is kept, damaged or not.
    pub fn keys(&self) -> BTreeSet<Fp> {
        self.files().filter_map(|it| Fp::parse(it.file_name()?.to_str()?)).collect()
    }

    /// Drops all but `used`. What the machine does not let go of stays.
    pub fn retain(&self, used: &BTreeSet<Fp>) {
        let key = |it: &PathBuf| Fp::parse(it.file_name()?.to_str()?);
        for it in self.files().filter(|it| key(it).is_none_or(|it| !used.contains(&it))) {
            let _ = fs::remove_file(it);
        }
        // A folder that is not empty refuses, and stays.
        let _ = fs::remove_dir(&self.folder);
    }

    fn files(&self) -> impl Iterator<Item = PathBuf> {
        fs::read_dir(&self.folder).into_iter().flatten().filter_map(|it| Some(it.ok()?.path()))
    }

    fn path(&self, key: Fp) -> PathBuf {
        self.folder.join(key.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_used_and_believes_nothing_that_is_damaged() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(dir.path(), "anh");
        let [one, two] = ["1", "2"].map(Fp::of);
        assert_eq!((store.get(one), store.keys().len()), (None, 0));
        store.put(one, b"mot").unwrap();
        store.put(two, b"").unwrap();
        assert_eq!((store.get(one), store.get(two)), (Some(b"mot".to_vec()), Some(Vec::new())));
        fs::write(dir.path().join("anh").join(one.to_string()), b"hong").unwrap();
        assert_eq!(store.get(one), None);
        store.put(one, b"mot").unwrap();
        assert_eq!(store.get(one), Some(b"mot".to_vec()));
        store.retain(&BTreeSet::from([two]));
        assert_eq!(store.keys(), BTreeSet::from([two]));
        store.retain(&BTreeSet::new());
        assert!(!dir.path().join("anh").exists());
    }
}
