//! The only floor that writes the site. It knows routes and bytes, never what a page is.
//!
//! A publication is first written whole to a staging folder, then announced (`manifest.next`), then moved into place by
//! renames; the manifest comes last. Whatever interrupts it, the next run knows which files are its own and repairs them.
//! A file that bantin did not write is never changed, moved or removed.

mod check;
mod guard;
mod hosting;
mod lock;
mod manifest;
mod packed;
mod store;
mod write;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Duration,
};

use rayon::prelude::*;

use crate::{
    diag::{Diagnostic, Words},
    error::Error,
    route::Route,
    stamp::Fp,
};

pub use hosting::{Hosting, Server};
pub use manifest::{Manifest, Record};
pub use packed::packed_from;
pub use store::Store;

/// The folder of bantin's own notes, below the root of the site.
pub const STATE: &str = ".bantin";

/// A file to publish.
#[derive(Debug)]
pub struct Item<'a> {
    /// Where it goes.
    pub route: Route,
    /// Fingerprint of what it was made of.
    pub key: Fp,
    /// What is in it.
    pub content: Content<'a>,
}

/// Where the bytes of a file come from.
pub enum Content<'a> {
    /// Made when they are written, so that no more files are in memory at once than are being written.
    Made(Box<dyn Fn() -> Result<Vec<u8>, Refusal> + Send + Sync + 'a>),
    /// A file to copy.
    Copy(PathBuf),
}

impl Content<'_> {
    /// The bytes.
    ///
    /// Fails when they cannot be made, or when the machine refuses to read them.
    fn bytes(&self) -> Result<Vec<u8>, Refusal> {
        match self {
            Self::Made(make) => make(),
            Self::Copy(source) => write::read(source).map_err(Refusal::Machine),
        }
    }
}

impl std::fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Made(_) => f.write_str("Made"),
            Self::Copy(source) => f.debug_tuple("Copy").field(source).finish(),
        }
    }
}

/// What a publication did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Files whose bytes are new, in the order of routes.
    pub written: Vec<Route>,
    /// Own files that the site no longer has, in the order of routes.
    pub removed: Vec<Route>,
    /// Files left as they were.
    pub unchanged: usize,
}

/// Why nothing was published.
#[derive(Debug)]
pub enum Refusal {
    /// The machine refused.
    Machine(Error),
    /// What someone has to put right first.
    Findings(Vec<Diagnostic>),
}

impl From<Diagnostic> for Refusal {
    fn from(finding: Diagnostic) -> Self {
        Self::Findings(vec![finding])
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Machine(error)
    }
}

/// The right to write one output folder: holds the lock of the site, and the record of what was written there before.
#[derive(Debug)]
pub struct Publisher {
    state: PathBuf,
    out: PathBuf,
    /// Whether the output folder was not there before.
    is_first: bool,
    manifest: Manifest,
    /// Of the manifest as it is written.
    fp: Fp,
    /// Whether compressed forms stand beside the files.
    packs: bool,
    _lock: lock::Lock,
}

impl Publisher {
    /// Checks that `out` may be written for the site in `root` whose notes are in `state`, waits at most `wait` for another
    /// build with these notes, and mends what an interrupted build left behind. `notice` is told, once each, that it waits, and that an older record was thrown away.
    ///
    /// Fails when `out` holds sources or is reached through a symbolic link, when the wait is over, or when the machine refuses.
    pub fn open(
        (root, state): (&Path, &Path),
        out: &Path,
        wait: Duration,
        notice: &mut dyn FnMut(Words),
    ) -> Result<Self, Refusal> {
        let out = guard::output_folder(root, out)?;
        let state = write::notes_folder(state)?;
        let lock = lock::acquire(&state.join("lock"), wait, notice)?;
        let is_first = !out.exists();
        let (manifest, fp) = write::recover(&state, &out, notice)?;
        Ok(Self { state, out, is_first, manifest, fp, packs: false, _lock: lock })
    }

    /// Whether compressed forms (`.gz`, `.br`) are to stand beside the files from now on. They are not at first.
    pub fn pack(&mut self, packs: bool) {
        self.packs = packs;
    }

    /// Where the compressed forms of a file are to stand.
    fn beside(&self, route: &Route) -> impl Iterator<Item = (packed::Packing, Route)> {
        self.packs.then(|| packed::beside(route)).into_iter().flatten()
    }

    /// What was written before.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The fingerprint of the record of what was written before.
    pub fn fp(&self) -> Fp {
        self.fp
    }

    /// The bytes of a note named `name` that was written about this output folder; absent where there is none.
    pub fn note(&self, name: &str) -> Option<Vec<u8>> {
        write::read(&self.note_file(name)).ok()
    }

    /// Writes a note about this output folder; where the machine refuses there is none.
    pub fn write_note(&self, name: &str, bytes: &[u8]) {
        write::note(&self.note_file(name), bytes);
    }

    /// What is kept of files that take long to make, below the name `name` beside the notes.
    pub fn store(&self, name: &str) -> Store {
        Store::new(&self.state, name)
    }

    fn note_file(&self, name: &str) -> PathBuf {
        let root = self.state.parent().unwrap_or(&self.state);
        let manifest = Manifest::file_name(root, &self.out);
        self.state.join(manifest.replacen("manifest", name, 1))
    }

    /// Whether every file that was written before still stands. Looks at sizes only.
    pub fn stands(&self) -> bool {
        let records: Vec<(&Route, &Record)> = self.manifest.iter().collect();
        records.par_iter().all(|(route, record)| write::stands(&self.out, route, record))
    }

    /// The bytes of a file as they were written; absent where it was changed since.
    pub fn read(&self, route: &Route) -> Option<Vec<u8>> {
        write::published(&self.out, route, self.manifest.get(route)?)
    }

    /// Whether the file of `route` was made of `key` and still stands; it need not be made again. Looks at its size only.
    pub fn is_current(&self, route: &Route, key: Fp) -> bool {
        let is_current = |route: &Route| {
            self.manifest.get(route).is_some_and(|it| it.key == key && write::stands(&self.out, route, it))
        };
        is_current(route) && self.beside(route).all(|(_, it)| is_current(&it))
    }

    /// Publishes the site that consists of `items` and of the routes in `keep`, which stay as they are.
    /// Own files that are in neither are removed.
    ///
    /// Fails, with the site as it was, when a file of someone else is in the way, when two routes cannot stand side by side,
    /// when a file cannot be made, or when there is no room for the new files.
    pub fn publish(&mut self, items: &[Item<'_>], keep: &[Route]) -> Result<Published, Refusal> {
        // Of a page that stays as it was, the compressed forms are among the files kept.
        let given: BTreeSet<&Route> = keep.iter().filter(|it| packed_from(it).is_some()).collect();
        let kept_beside = keep.iter().flat_map(|it| self.beside(it)).map(|it| it.1);
        let kept_beside: Vec<Route> = kept_beside.filter(|it| !given.contains(it)).collect();
        let wanted = items.iter().map(|it| &it.route).chain(keep).chain(&kept_beside);
        let new_beside: Vec<Route> =
            items.iter().flat_map(|it| self.beside(&it.route)).map(|it| it.1).collect();
        let findings = check::collisions(wanted.chain(&new_beside));
        if !findings.is_empty() {
            return Err(Refusal::Findings(findings));
        }
        let kept = |route: &Route| self.manifest.get(route).copied().unwrap_or(Record::UNSURE);
        let next = keep.iter().chain(&kept_beside).map(|it| (it.clone(), kept(it))).collect();
        self.write(items, next)
    }

    /// Publishes `items`, files of the site as it is, and leaves all others as they are.
    ///
    /// Fails, with the site as it was, like [`Publisher::publish`].
    pub fn replace(&mut self, items: &[Item<'_>]) -> Result<Published, Refusal> {
        self.write(items, self.manifest.clone())
    }

    fn write(&mut self, items: &[Item<'_>], next: Manifest) -> Result<Published, Refusal> {
        if !self.is_first {
            let findings = check::obstacles(self, items);
            if !findings.is_empty() {
                return Err(Refusal::Findings(findings));
            }
        }
        write::make_folder(&self.out)?;
        let staged = write::stage(self, items, next)?;
        let published = staged.switch(&self.state, &self.out)?;
        self.fp = staged.fp();
        self.manifest = staged.next;
        self.is_first = false;
        Ok(published)
    }
}

#[cfg(test)]
mod tests;
