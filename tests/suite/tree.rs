//! A folder as a map from paths to bytes, to compare what builds wrote.

use std::{collections::BTreeMap, fs, path::Path};

/// Every file below a folder by its path with `/`.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Reads a folder; empty where there is none.
pub fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    visit(folder, "", &mut tree);
    tree
}

fn visit(folder: &Path, above: &str, tree: &mut Tree) {
    let Ok(items) = fs::read_dir(folder) else { return };
    for item in items.map(Result::unwrap) {
        let name = format!("{above}{}", item.file_name().to_str().unwrap());
        if item.file_type().unwrap().is_dir() {
            visit(&item.path(), &format!("{name}/"), tree);
        } else {
            tree.insert(name, fs::read(item.path()).unwrap_or_default());
        }
    }
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}

/// Fails with the paths that only one tree has and those whose bytes differ.
#[track_caller]
pub fn assert_same(got: &Tree, expected: &Tree, why: &str) {
    let names = |a: &Tree, b: &Tree| a.keys().filter(|it| !b.contains_key(*it)).cloned().collect::<Vec<_>>();
    let differ: Vec<_> =
        got.iter().filter(|(at, it)| expected.get(*at).is_some_and(|other| other != *it)).collect();
    let differ: Vec<&String> = differ.into_iter().map(|(at, _)| at).collect();
    assert!(
        got == expected,
        "{why}\nonly in the first: {:?}\nonly in the second: {:?}\ndifferent: {differ:?}",
        names(got, expected),
        names(expected, got),
    );
}
