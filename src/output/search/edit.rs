//! The files of the search where only the prose of some pages has changed, made of the files as they were: what the whole
//! pipeline would make, without reading the other pages.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Newest,
    abbreviations::{Pair, known},
    code,
    index::{Given, Index},
    patch::{Shard, Tier},
    script, tier_fp, version,
};
use crate::{
    kind::registry::Abbreviation,
    site::routes,
    source::Entry,
    stamp::{Fp, Stamped},
    text::notable,
};

/// The index as it stands, by fingerprints.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Indexed {
    /// All pages in the order of their numbers.
    pages: Vec<Page>,
    /// How many of them are older than the newest.
    older: usize,
    /// Files of the older part.
    files: u32,
    /// The numbering of the older pages.
    numbering: Fp,
}

/// A page of the index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Page {
    id: u32,
    /// Of the path of its source.
    file: Fp,
    /// Of what the index holds of it, but for its prose.
    terms: Fp,
    /// Of what its record holds, but for its prose.
    record: Fp,
    body: Fp,
    notable: Fp,
}

/// A file as it should be.
pub struct Edited {
    /// Its place.
    pub route: String,
    /// Fingerprint of its view.
    pub key: Fp,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Indexed {
    /// The index of a site; absent for a small one, whose only file holds all words of all texts.
    pub(super) fn new(newest: &Newest<'_>) -> Option<Self> {
        let older = newest.older.docs.len();
        let pages = newest.older.docs.iter().chain(&newest.newest.docs).map(|it| Page {
            id: it.id,
            file: Fp::of(&*it.entry.file),
            terms: it.fp,
            record: it.record_fp(),
            body: it.entry.body.fp(),
            notable: it.entry.notable.fp(),
        });
        let (files, numbering) = (newest.older.n, newest.numbering);
        (older > 0).then(|| Self { pages: pages.collect(), older, files, numbering })
    }

    /// The files that hold something of the pages `edits`; `read` gives a file as it stands. Absent where the lines
    /// of other pages depend on what has changed.
    pub fn edit(
        &mut self,
        edits: &[&Entry],
        abbreviations: &[Abbreviation],
        read: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Option<Vec<Edited>> {
        let abbreviations = &known(abbreviations);
        let mut index = Files { read, files: BTreeMap::new() };
        let mut changed = Vec::new();
        for entry in edits {
            let file = Fp::of(&*entry.file);
            let place = self.pages.iter().position(|it| it.file == file)?;
            let page = self.pages.get_mut(place)?;
            let text = index.set_text(page, &entry.body.open().text)?;
            page.body = entry.body.fp();
            if page.notable != entry.notable.fp() {
                let old = Stamped::new(notable::words(&text));
                if page.notable != old.fp() {
                    return None;
                }
                page.notable = entry.notable.fp();
                changed.push((place, Index::given(abbreviations, &old), *entry));
            }
        }
        for (place, old, entry) in &changed {
            let new = Index::given(abbreviations, &entry.notable);
            if *place < self.older {
                let tier = Tier { pages: self.older, files: self.files, page: self.pages[*place].id };
                index.change_older(old, &new, tier)?;
            } else {
                let page = u32::try_from(place - self.older).ok()?;
                let tier = Tier { pages: self.pages.len() - self.older, files: 1, page };
                index.change_newest(old, &new, tier)?;
            }
        }
        self.keyed(index, &changed.iter().map(|it| it.0).collect::<Vec<_>>(), abbreviations)
    }

    /// The files with their keys.
    fn keyed(&self, mut files: Files<'_>, changed: &[usize], abbreviations: &[Pair]) -> Option<Vec<Edited>> {
        let tier =
            |pages: &[Page], n| tier_fp(pages.iter().map(|it| (it.terms, it.notable)), abbreviations, n);
        let mut keys: BTreeMap<String, Fp> = BTreeMap::new();
        for name in files.files.keys().filter(|it| it.starts_with("trang/")) {
            let own: Vec<&Page> = self.pages.iter().filter(|it| records(it.id) == *name).collect();
            keys.insert(name.clone(), records_key(own.iter().map(|it| (it.record, it.body))));
        }
        // Every file of a part has what the whole part holds in its key.
        if changed.iter().any(|it| *it < self.older) {
            let fp = tier(&self.pages[..self.older], self.files);
            let parts = (0..usize::try_from(self.files).ok()?).map(|at| (format!("cu/{at}"), Some(at)));
            for (name, at) in parts.chain([("cu/dau".to_owned(), None)]) {
                files.value(&name)?;
                keys.insert(name, Fp::of(&(fp, at)));
            }
        }
        if changed.iter().any(|it| *it >= self.older) {
            let fp = tier(&self.pages[self.older..], 1);
            files.value("moi")?["newest"] = version(fp).into();
            keys.insert("moi".to_owned(), Newest::key_of(fp, self.numbering, self.pages.len()));
        }
        let edited = keys.into_iter().map(|(name, key)| {
            let bytes = script(&name, files.files.get(&name)?);
            Some(Edited { route: format!("{}{name}.js", routes::SEARCH), key, bytes })
        });
        edited.collect()
    }
}

/// Where the record of a page stands: `trang/48634/0`.
fn records(id: u32) -> String {
    let (group, n) = super::together(id);
    format!("trang/{group}/{n}")
}

/// The key of a file of records: of each, what it holds but for the prose, and that.
pub(super) fn records_key(pages: impl Iterator<Item = (Fp, Fp)>) -> Fp {
    Fp::of(&pages.collect::<Vec<_>>())
}

/// The files at hand, by name, as the values that they hand over.
struct Files<'r> {
    read: &'r dyn Fn(&str) -> Option<Vec<u8>>,
    files: BTreeMap<String, Value>,
}

impl Files<'_> {
    fn value(&mut self, name: &str) -> Option<&mut Value> {
        if !self.files.contains_key(name) {
            let bytes = (self.read)(&format!("{}{name}.js", routes::SEARCH))?;
            let json =
                bytes.strip_prefix(format!("bantinSearch(\"{name}\",").as_bytes())?.strip_suffix(b");\n")?;
            self.files.insert(name.to_owned(), serde_json::from_slice(json).ok()?);
        }
        self.files.get_mut(name)
    }

    /// Gives the record of a page another text, and tells what it was.
    fn set_text(&mut self, page: &Page, text: &str) -> Option<String> {
        let at = usize::try_from(page.id % code::PER_GROUP % super::TOGETHER).ok()?;
        let record = self.value(&records(page.id))?.get_mut(at)?.get_mut("text")?;
        match std::mem::replace(record, text.into()) {
            Value::String(old) => Some(old),
            _ => None,
        }
    }

    fn change_older(&mut self, old: &Given, new: &Given, tier: Tier) -> Option<()> {
        let of_words = |it: &Given| -> BTreeSet<String> {
            it.words
                .keys()
                .map(|it| it.folded.clone())
                .chain(it.pairs.iter().map(|it| it.0.clone()))
                .collect()
        };
        let words: BTreeSet<String> = of_words(old).union(&of_words(new)).cloned().collect();
        let places: BTreeSet<usize> = words.iter().map(|it| code::bucket(it, tier.files)).collect();
        for at in places {
            let value = self.value(&format!("cu/{at}"))?;
            let before = value.as_str()?.to_owned();
            let mut shard = Shard::parse(&before)?;
            shard.change(old, new, tier, at)?;
            *value = shard.write().into();
            let has: Vec<(String, bool)> = words
                .iter()
                .filter(|it| code::bucket(it, tier.files) == at)
                .map(|it| code::beginning(it).to_owned())
                .filter(|it| super::is_beginning(it))
                .map(|it| (it.clone(), shard.has_beginning(&it)))
                .collect();
            if !has.is_empty() {
                let beginnings = self.value("cu/dau")?;
                let mut all: BTreeSet<String> =
                    beginnings.as_str()?.split_whitespace().map(str::to_owned).collect();
                for (beginning, is_there) in has {
                    if is_there {
                        all.insert(beginning);
                    } else {
                        all.remove(&beginning);
                    }
                }
                *beginnings = all.into_iter().collect::<Vec<_>>().join(" ").into();
            }
        }
        Some(())
    }

    fn change_newest(&mut self, old: &Given, new: &Given, tier: Tier) -> Option<()> {
        let index = self.value("moi")?.get_mut("index")?;
        let before = index.as_str()?.to_owned();
        let mut shard = Shard::parse(&before)?;
        shard.change(old, new, tier, 0)?;
        *index = shard.write().into();
        Some(())
    }
}
