//! Files as they were read, so that what has not changed is not read again; tables, whose rows are read together.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use super::load::Memory;
use crate::{
    diag::{Diagnostic, Severity},
    error::Error,
    source::{
        ActivityRow, activities,
        files::{self, Found},
        listing::{Listed, Stat},
    },
    stamp::Fp,
    text::nfc,
};

/// A file as it was read.
#[derive(Clone, Copy)]
pub(super) struct Read {
    stat: Stat,
    pub(super) fp: Fp,
    /// When the reading began.
    began: i64,
}

/// A table as it was parsed.
pub(super) struct Table<T> {
    pub(super) read: Read,
    pub(super) rows: Vec<Arc<T>>,
    pub(super) findings: Vec<Diagnostic>,
    /// Whether every row could be read.
    pub(super) is_whole: bool,
}

impl Read {
    /// The file is as it was, or else its bytes.
    pub(super) fn again(
        before: Option<Self>,
        listed: &Listed,
        path: &Path,
        began: i64,
    ) -> Result<(Self, Option<Vec<u8>>), Error> {
        if let Some(read) = before.filter(|it| it.stat == listed.stat && !listed.stat.is_fresh(it.began)) {
            return Ok((read, None));
        }
        let bytes = files::read(path)?;
        let read = Self { stat: listed.stat, fp: Fp::of_bytes(&bytes), began };
        let is_same = before.is_some_and(|it| it.fp == read.fp);
        Ok((read, Some(bytes).filter(|_| !is_same)))
    }
}

impl Table<ActivityRow> {
    fn of_activities(file: &Found, listed: &Listed, before: Option<Self>, began: i64) -> Result<Self, Error> {
        Self::read(file, listed, before, began, |bytes, found| activities::parse(&file.file, bytes, found))
    }
}

impl<T> Table<T> {
    /// A table as it is now; `parse` is asked where its bytes are new.
    pub(super) fn read(
        file: &Found,
        listed: &Listed,
        before: Option<Self>,
        began: i64,
        parse: impl FnOnce(&[u8], &mut Vec<Diagnostic>) -> Vec<T>,
    ) -> Result<Self, Error> {
        let (read, bytes) = Read::again(before.as_ref().map(|it| it.read), listed, &file.path, began)?;
        match (before, bytes) {
            (Some(before), None) => Ok(Self { read, ..before }),
            (_, bytes) => {
                let bytes = bytes.map_or_else(|| files::read(&file.path), Ok)?;
                let mut findings = Vec::new();
                let rows: Vec<Arc<T>> = parse(&bytes, &mut findings).into_iter().map(Arc::new).collect();
                let is_whole = !findings.iter().any(|it| it.severity == Severity::Error);
                Ok(Self { read, rows, findings, is_whole })
            }
        }
    }
}

/// The tables of activities, in the order of `files`; `before` are those read before.
pub(super) fn read_activities(
    mut before: BTreeMap<Arc<str>, Table<ActivityRow>>,
    files: &[Found],
    listing: &[Listed],
    began: i64,
) -> Result<Vec<Table<ActivityRow>>, Error> {
    let read = |it: &Found| Table::of_activities(it, &listing[it.listed], before.remove(&it.file), began);
    files.iter().map(read).collect()
}

impl Memory {
    /// Whether a path, spelt as it should be, is that of a table of activities that was read.
    pub(super) fn has_activities(&self, path: &str) -> bool {
        self.activities.contains_key(path)
    }

    /// Reads a table of activities again; the fingerprint of its bytes.
    ///
    /// Fails when the machine refuses.
    pub(super) fn read_activities(&mut self, file: &Found, listed: &Listed, began: i64) -> Result<Fp, Error> {
        let before = self.activities.remove(&file.file);
        let table = Table::of_activities(file, listed, before, began)?;
        let fp = table.read.fp;
        self.activities.insert(Arc::clone(&file.file), table);
        Ok(fp)
    }

    /// The rows of all tables of activities, in the order of the listing.
    pub(super) fn activities(&self, listing: &[Listed]) -> Vec<Arc<ActivityRow>> {
        let files = listing.iter().map(|it| nfc(&it.path));
        files.filter_map(|it| self.activities.get(&*it)).flat_map(|it| it.rows.iter().cloned()).collect()
    }
}
