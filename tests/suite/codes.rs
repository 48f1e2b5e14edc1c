//! The table of codes tells every code that the sources use, and no other.

use std::{collections::BTreeSet, fs, path::Path};

use bantin::diag::codes;

/// String literals that look like codes of a known family, in the sources that make findings.
fn used() -> BTreeSet<String> {
    let families: BTreeSet<&str> = codes::all().map(|it| it.code.split('-').next().unwrap()).collect();
    let mut all = BTreeSet::new();
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |text| {
        let text = text.split("#[cfg(test)]").next().unwrap();
        all.extend(after_constructors(text));
        let literals = text.split('"').filter(|it| is_code(it));
        all.extend(literals.filter(|it| families.contains(it.split('-').next().unwrap())).map(str::to_owned));
    });
    all
}

/// First arguments of `Diagnostic::error("…"` and its sisters: these are codes whatever their family.
fn after_constructors(text: &str) -> Vec<String> {
    let starts = ["error(", "warning(", "info(", "new(Severity::"].map(|it| format!("Diagnostic::{it}"));
    let starts = starts.into_iter().chain([".warn(".to_owned()]).collect::<Vec<_>>();
    let found = starts.iter().flat_map(|start| text.split(start.as_str()).skip(1));
    let codes = found
        .filter_map(|rest| rest.chars().take(120).collect::<String>().split('"').nth(1).map(str::to_owned));
    codes.filter(|it| is_code(it)).collect()
}

fn is_code(text: &str) -> bool {
    text.contains('-')
        && text.split('-').all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_lowercase()))
}

fn visit(folder: &Path, see: &mut dyn FnMut(&str)) {
    for item in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = item.path();
        let is_table = path.ends_with("diag/codes") || path.ends_with("publish/tests.rs");
        if path.is_dir() && !is_table {
            visit(&path, see);
        } else if path.extension().is_some_and(|it| it == "rs") && !is_table {
            see(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_code_is_explained_and_every_explanation_is_of_a_code() {
    let explained: BTreeSet<String> = codes::all().map(|it| it.code.to_owned()).collect();
    let used = used();
    assert_eq!(used.difference(&explained).collect::<Vec<_>>(), [""; 0], "add these to src/diag/codes/");
    assert_eq!(explained.difference(&used).collect::<Vec<_>>(), [""; 0], "these are not used in src/");
}
