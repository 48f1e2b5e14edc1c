//! The record of the last publication: which files are ours, what each was made of, and what is in it.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use crate::{route::Route, stamp::Fp};

/// The first line. A record with another one is of another version: its routes are believed, its fingerprints are not.
const HEADER: &str = concat!("bantin manifest 1, bantin ", env!("CARGO_PKG_VERSION"));

/// What is known of one published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// Fingerprint of its inputs; [`Fp::NONE`] when the file must be made again.
    pub key: Fp,
    /// Fingerprint of its bytes.
    pub out: Fp,
    /// Bytes.
    pub size: u64,
}

impl Record {
    /// The record of a file that is ours but may hold anything.
    pub const UNSURE: Self = Self { key: Fp::NONE, out: Fp::NONE, size: 0 };
}

/// Published files by route.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    records: BTreeMap<Route, Record>,
}

impl Manifest {
    /// The file name of the record of one output folder: two `--out` folders have two records.
    ///
    /// A folder inside the site is known by its path below it, so that a site that was moved or copied whole keeps its record.
    pub fn file_name(root: &Path, out: &Path) -> String {
        let out = out.strip_prefix(root).unwrap_or(out).to_string_lossy().replace('\\', "/");
        let fp = Fp::of_bytes(out.as_bytes()).to_string();
        format!("manifest-{}", &fp[..16])
    }

    /// Reads the text that [`Manifest::to_text`] writes, and whether it is of this version.
    ///
    /// Total: a line that cannot be read is passed over; of a text of another version only the routes are kept, all unsure.
    pub fn parse(text: &str) -> (Self, bool) {
        let mut lines = text.lines();
        let is_ours = lines.next() == Some(HEADER);
        let records = lines.filter_map(|line| {
            let (facts, route) = line.split_at(line.find(" /")? + 1);
            let record = if is_ours { record(facts.trim_end()) } else { None };
            Some((Route::new(route).ok()?, record.unwrap_or(Record::UNSURE)))
        });
        (Self { records: records.collect() }, is_ours)
    }

    /// One line a file, sorted by route, below a line with the version.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(HEADER.len() + 1 + self.records.len() * 140);
        text.push_str(HEADER);
        text.push('\n');
        for (route, Record { key, out, size }) in &self.records {
            key.write(&mut text);
            text.push(' ');
            out.write(&mut text);
            // Writing to a String cannot fail.
            let _ = writeln!(text, " {size} {route}");
        }
        text
    }

    /// What is known of a route.
    pub fn get(&self, route: &Route) -> Option<&Record> {
        self.records.get(route)
    }

    /// Records a file.
    pub fn insert(&mut self, route: Route, record: Record) {
        self.records.insert(route, record);
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// All files, in the order of routes.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Record)> {
        self.records.iter()
    }
}

impl FromIterator<(Route, Record)> for Manifest {
    fn from_iter<T: IntoIterator<Item = (Route, Record)>>(records: T) -> Self {
        Self { records: records.into_iter().collect() }
    }
}

fn record(facts: &str) -> Option<Record> {
    let mut parts = facts.split(' ');
    let (key, out, size) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Record { key: Fp::parse(key)?, out: Fp::parse(out)?, size: size.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let mut manifest = Manifest::default();
        for route in ["/b/index.html", "/a/tài liệu.pdf"] {
            let record = Record { key: Fp::of("key"), out: Fp::of_bytes(b"x"), size: 1 };
            manifest.insert(Route::new(route).unwrap(), record);
        }
        manifest
    }

    #[test]
    fn reads_what_it_writes_in_the_order_of_routes() {
        let text = sample().to_text();
        assert_eq!(Manifest::parse(&text), (sample(), true));
        let routes: Vec<&str> = text.lines().skip(1).filter_map(|it| it.split(" /").nth(1)).collect();
        assert_eq!(routes, ["a/tài liệu.pdf", "b/index.html"]);
    }

    #[test]
    fn of_another_version_believes_the_routes_alone() {
        let text = sample().to_text().replacen("manifest 1", "manifest 0", 1);
        let (old, is_ours) = Manifest::parse(&text);
        assert!(!is_ours);
        assert!(old.iter().count() == 2 && old.iter().all(|(_, it)| *it == Record::UNSURE));
    }

    #[test]
    fn passes_over_lines_that_lead_out_of_the_folder() {
        let text = format!("{HEADER}\nrác\n0 0 0 /../../etc/passwd\n0 0 0 /a\n");
        let (manifest, _) = Manifest::parse(&text);
        assert_eq!(manifest.iter().map(|(it, _)| it.as_str()).collect::<Vec<_>>(), ["/a"]);
    }
}
