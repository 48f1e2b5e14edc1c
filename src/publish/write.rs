//! Staging, the switch, and the repair of what was interrupted.
#![expect(clippy::disallowed_methods, reason = "publish is the floor that writes")]

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{Item, Manifest, Published, Publisher, Record, Refusal};
use crate::{diag::Words, error::Error, route::Route, stamp::Fp, words};

/// A publication written whole beside the site, ready to be moved into place.
pub(super) struct Staged {
    /// The record of the site after the switch.
    pub(super) next: Manifest,
    /// Holds the new files as they will stand in the site.
    folder: PathBuf,
    /// Routes with new bytes.
    files: Vec<Route>,
    stale: Vec<Route>,
    unchanged: usize,
    /// Whether the output folder was made for this publication, so that the staging folder may take its place as a whole.
    is_first: bool,
    /// The record as it is written.
    text: String,
}

/// Writes all new files to a staging folder on the file system of `out`. Files that already hold their bytes are passed over.
/// `next` holds what stays as it is.
///
/// Fails when the machine refuses; the staging folder is gone then, and the site is as it was.
pub(super) fn stage(
    publisher: &Publisher,
    items: &[Item<'_>],
    mut next: Manifest,
) -> Result<Staged, Refusal> {
    let Publisher { state, out, is_first, manifest, .. } = publisher;
    let is_first = *is_first;
    let folder = staging_folder(state, out)?;
    let staged = write_all(publisher, &folder, items);
    let staged = staged.and_then(|written| {
        let mut files = Vec::new();
        for (route, record, is_new) in written {
            next.insert(route.clone(), record);
            files.extend(is_new.then_some(route));
        }
        files.sort_unstable();
        let stale = manifest.iter().map(|(it, _)| it).filter(|it| next.get(it).is_none());
        let stale: Vec<Route> = stale.cloned().collect();
        let unchanged = next.len() - files.len();
        if !is_first {
            make_parents(out, &files, &stale)?;
        }
        let text = next.to_text();
        let staged = Staged { next, folder: folder.clone(), files, stale, unchanged, is_first, text };
        staged.announce(state, out)?;
        Ok(staged)
    });
    staged.inspect_err(|_| clean(&folder))
}

/// A file, its record, and whether its bytes are new.
type Written = (Route, Record, bool);

fn write_all(publisher: &Publisher, folder: &Path, items: &[Item<'_>]) -> Result<Vec<Written>, Refusal> {
    let Publisher { out, manifest, .. } = publisher;
    let write = |route: &Route, key: Fp, bytes: &[u8]| -> Result<Written, Refusal> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let record = Record { key, out: Fp::of_bytes(bytes), size };
        let is_same = manifest.get(route).is_some_and(|it| it.out == record.out);
        if is_same && stands(out, route, &record) {
            return Ok((route.clone(), record, false));
        }
        // The officer knows the page, not our staging folder.
        write_below(folder, route, bytes)
            .map_err(|error| Error::new("ghi", "write", &out.join(route.below()), error))?;
        Ok((route.clone(), record, true))
    };
    let write_item = |Item { route, key, content }: &Item<'_>| -> Result<Vec<Written>, Refusal> {
        let bytes = content.bytes()?;
        let mut written = vec![write(route, *key, &bytes)?];
        for (packing, beside) in publisher.beside(route) {
            written.push(write(&beside, *key, &packing.pack(&bytes))?);
        }
        Ok(written)
    };
    let results: Vec<Result<Vec<Written>, Refusal>> = items.par_iter().map(write_item).collect();
    // All that could not be made is told at once; what the machine refused comes first.
    let (mut written, mut findings) = (Vec::with_capacity(results.len()), Vec::new());
    for it in results {
        match it {
            Ok(it) => written.extend(it),
            Err(Refusal::Findings(found)) => findings.extend(found),
            Err(machine) => return Err(machine),
        }
    }
    if findings.is_empty() { Ok(written) } else { Err(Refusal::Findings(findings)) }
}

/// Writes a file below a folder, with the folders on its way.
fn write_below(folder: &Path, route: &Route, bytes: &[u8]) -> io::Result<()> {
    let file = folder.join(route.below());
    match fs::write(&file, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            file.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(&file, bytes)
        }
        done => done,
    }
}

/// The bytes of a file to copy.
pub(super) fn read(source: &Path) -> Result<Vec<u8>, Error> {
    fs::read(source).map_err(|error| Error::new("đọc", "read", source, error))
}

impl Staged {
    /// Says what is going to be ours, before the first file is moved.
    fn announce(&self, state: &Path, out: &Path) -> Result<(), Error> {
        let path = next_file(state, out);
        let half = path.with_extension("half");
        fs::write(&half, &self.text)
            .and_then(|()| fs::rename(&half, &path))
            .map_err(|error| Error::new("ghi", "write", &path, error))
    }

    /// The fingerprint of the record.
    pub(super) fn fp(&self) -> Fp {
        Fp::of_bytes(self.text.as_bytes())
    }

    /// Moves the staged files into place, removes what the site no longer has, and records it.
    ///
    /// Fails when the machine refuses; the next run repairs what was done by half.
    pub(super) fn switch(&self, state: &Path, out: &Path) -> Result<Published, Error> {
        // A folder that takes the place of an empty one does so in one step; not every system can.
        if !self.is_first || fs::rename(&self.folder, out).is_err() {
            self.move_into_place(out, self.files.len())?;
            remove(out, self.stale.iter())?;
        }
        let (next, last) = (next_file(state, out), state.join(Manifest::file_name(root_of(state), out)));
        fs::rename(&next, &last).map_err(|error| Error::new("ghi", "write", &last, error))?;
        clean(&self.folder);
        let written = self.files.clone();
        Ok(Published { written, removed: self.stale.clone(), unchanged: self.unchanged })
    }

    /// Moves the first `count` files.
    pub(super) fn move_into_place(&self, out: &Path, count: usize) -> Result<(), Error> {
        let names: BTreeSet<&str> = self.files.iter().map(Route::below).collect();
        let folders: BTreeSet<&str> = self.files.iter().flat_map(folders_of).collect();
        // Stale files where a folder comes, and in folders where a file comes, must go first.
        let blocks =
            |it: &&Route| folders.contains(it.below()) || folders_of(it).any(|it| names.contains(it));
        remove(out, self.stale.iter().filter(blocks))?;
        for route in self.files.iter().take(count) {
            let (file, target) = (self.folder.join(route.below()), out.join(route.below()));
            let moved = fs::rename(&file, &target).or_else(|_| {
                target.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::rename(&file, &target))
            });
            moved.map_err(|error| Error::new("ghi", "write", &target, error))?;
        }
        Ok(())
    }
}

/// The folders on the way to a route, from the top.
pub(super) fn folders_of(route: &Route) -> impl DoubleEndedIterator<Item = &str> {
    route.below().match_indices('/').map(|(at, _)| &route.below()[..at])
}

/// Whether the file of `route` is there with the size recorded.
pub(super) fn stands(out: &Path, route: &Route, record: &Record) -> bool {
    fs::symlink_metadata(out.join(route.below())).is_ok_and(|it| it.is_file() && it.len() == record.size)
}

/// The bytes of a published file, where they are those recorded.
pub(super) fn published(out: &Path, route: &Route, record: &Record) -> Option<Vec<u8>> {
    if !stands(out, route, record) {
        return None;
    }
    fs::read(out.join(route.below())).ok().filter(|it| Fp::of_bytes(it) == record.out)
}

/// Writes a note of ours whole, or removes it: notes make the next build faster, and no build fails for one.
pub(super) fn note(path: &Path, bytes: &[u8]) {
    let half = path.with_extension("half");
    if fs::write(&half, bytes).and_then(|()| fs::rename(&half, path)).is_err() {
        let _ = fs::remove_file(&half);
        let _ = fs::remove_file(path);
    }
}

/// The folder of our notes with all links followed, made where it is missing.
///
/// Fails when the machine refuses.
pub(super) fn notes_folder(state: &Path) -> Result<PathBuf, Error> {
    make_folder(state)?;
    fs::canonicalize(state).map_err(|error| Error::new("đọc", "read", state, error))
}

fn root_of(state: &Path) -> &Path {
    state.parent().unwrap_or(state)
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|error| Error::new("tạo", "make", path, error))
}

/// Makes the folders of the new files before the switch, but for those whose place a stale file still takes.
///
/// Fails, with the new folders gone again, when the machine refuses.
fn make_parents(out: &Path, files: &[Route], stale: &[Route]) -> Result<(), Error> {
    let stale: BTreeSet<&str> = stale.iter().map(Route::below).collect();
    let mut made: Vec<PathBuf> = Vec::new();
    for route in files {
        for name in folders_of(route) {
            if stale.contains(name) {
                break;
            }
            let folder = out.join(name);
            match fs::create_dir(&folder) {
                Ok(()) => made.push(folder),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    for folder in made.iter().rev() {
                        let _ = fs::remove_dir(folder);
                    }
                    return Err(Error::new("tạo", "make", &folder, error));
                }
            }
        }
    }
    Ok(())
}

/// Removes own files and the folders they leave empty. What is already gone, or is reached through a link, is passed over.
fn remove<'r>(out: &Path, routes: impl Iterator<Item = &'r Route>) -> Result<(), Error> {
    for route in routes {
        let folders: Vec<PathBuf> = folders_of(route).map(|it| out.join(it)).collect();
        if folders.iter().any(|it| it.is_symlink()) {
            continue;
        }
        let target = out.join(route.below());
        match fs::remove_file(&target) {
            Ok(()) => {}
            Err(error) if is_gone(&error) => {}
            Err(_) if target.is_dir() => {}
            Err(error) => return Err(Error::new("xóa", "remove", &target, error)),
        }
        // A folder that is not empty refuses, and stays.
        let _ = folders.iter().rev().try_for_each(fs::remove_dir);
    }
    Ok(())
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Reads the record of `out` with its fingerprint, and mends what an interrupted build left: files that it may have moved are
/// ours but unsure.
///
/// Fails when the machine refuses.
pub(super) fn recover(
    state: &Path,
    out: &Path,
    notice: &mut dyn FnMut(Words),
) -> Result<(Manifest, Fp), Error> {
    for folder in staging_folders(state, out) {
        clean(&folder);
    }
    let path = state.join(Manifest::file_name(root_of(state), out));
    let last = read_if_there(&path)?;
    let mut fp = last.as_ref().map_or(Fp::NONE, |it| Fp::of_bytes(it.as_bytes()));
    let (mut manifest, is_ours) = last.map_or((Manifest::default(), true), |it| Manifest::parse(&it));
    if !is_ours {
        notice(words!(
            "bản ghi của lần dựng trước thuộc phiên bản khác của bantin, nên trang được dựng lại từ đầu",
            "the record of the last build is of another version of bantin, so the site is built anew"
        ));
    }
    let next_path = next_file(state, out);
    if let Some(text) = read_if_there(&next_path)? {
        let (next, _) = Manifest::parse(&text);
        for (route, record) in next.iter() {
            if manifest.get(route) != Some(record) && out.join(route.below()).is_file() {
                manifest.insert(route.clone(), Record::UNSURE);
            }
        }
        let (half, text) = (path.with_extension("half"), manifest.to_text());
        fp = Fp::of_bytes(text.as_bytes());
        fs::write(&half, text)
            .and_then(|()| fs::rename(&half, &path))
            .and_then(|()| fs::remove_file(&next_path))
            .map_err(|error| Error::new("ghi", "write", &path, error))?;
    }
    Ok((manifest, fp))
}

fn next_file(state: &Path, out: &Path) -> PathBuf {
    state.join(Manifest::file_name(root_of(state), out)).with_extension("next")
}

fn read_if_there(path: &Path) -> Result<Option<String>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new("đọc", "read", path, error)),
    }
}

/// Beside our notes, so that an interrupted build leaves nothing in the site; in the output folder where that is on another disk.
fn staging_folders(state: &Path, out: &Path) -> [PathBuf; 2] {
    [state.join("staging"), out.join(".bantin-staging")]
}

fn staging_folder(state: &Path, out: &Path) -> Result<PathBuf, Error> {
    let [near_notes, in_output] = staging_folders(state, out);
    make_folder(&near_notes)?;
    make_folder(&in_output)?;
    // Only the system knows whether two folders are on one disk: a rename between them tells.
    let (here, there) = (near_notes.join("thu"), in_output.join("thu"));
    let tried = fs::write(&here, "").and_then(|()| fs::rename(&here, &there));
    if tried.is_ok() {
        clean(&in_output);
        return Ok(near_notes);
    }
    clean(&near_notes);
    Ok(in_output)
}

/// Removes a staging folder, as far as that goes: what stays is removed by the next run.
fn clean(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
}
