//! What the compiler does not hold: floors, the size of files, and that nothing here knows the machine it was written on.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the tests read the sources of the program"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Lines of a file that a reader can hold in mind.
const LONG: usize = 500;

/// The floors, lowest first: the `mod` lines of `lib.rs`.
fn floors(lib: &str) -> Vec<&str> {
    lib.lines().filter_map(|it| it.strip_prefix("pub mod ")?.strip_suffix(';')).collect()
}

/// `FILE:LINE: MODULE uses MODULE` for every use of a module that does not stand below the module of `file`.
fn violations(floors: &[&str], file: &str, text: &str) -> Vec<String> {
    let floor = |name: &str| floors.iter().position(|it| *it == name);
    let module = file.trim_start_matches("src/").split(['/', '.']).next().unwrap();
    let Some(own) = floor(module) else { return Vec::new() };
    let is_above = |used: &str| floor(used).is_some_and(|it| it > own);
    let found = uses(text).into_iter().filter(|(_, used)| is_above(used));
    found.map(|(line, used)| format!("{file}:{line}: {module} uses {used}")).collect()
}

/// The modules that a text names behind `crate::`, alone or in braces, with their lines. Comments do not count.
fn uses(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, start) in text.match_indices("crate::") {
        let line_start = text[..at].rfind('\n').map_or(0, |it| it + 1);
        if text[line_start..at].contains("//") {
            continue;
        }
        let rest = at + start.len();
        let ends = if text[rest..].starts_with('{') { members(text, rest) } else { vec![rest] };
        for it in ends {
            let len = text[it..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
            found.push((text[..it].matches('\n').count() + 1, &text[it..it + len]));
        }
    }
    found
}

/// Where the members of the group of braces that opens at `open` begin.
fn members(text: &str, open: usize) -> Vec<usize> {
    let (mut depth, mut starts, mut is_next) = (0, Vec::new(), false);
    for (at, c) in text[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        match c {
            '{' | ',' if depth == 1 => is_next = true,
            c if is_next && c.is_alphanumeric() => {
                starts.push(open + at);
                is_next = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    starts
}

/// Files below `folder` that are a part of the repository, as `/`-separated paths from its root.
fn files(folder: &str) -> Vec<String> {
    let mut all = Vec::new();
    let made = [".git", ".bantin", "public", "target"].map(|it| Path::new(ROOT).join(it));
    visit(&Path::new(ROOT).join(folder), &made, &mut all);
    all.sort();
    let below = all.iter().map(|it| it.strip_prefix(ROOT).unwrap());
    below.map(|it| it.to_str().unwrap().replace('\\', "/")).collect()
}

fn visit(folder: &Path, skip: &[PathBuf], all: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        match path.is_dir() {
            _ if skip.contains(&path) => {}
            true => visit(&path, skip, all),
            false => all.push(path),
        }
    }
}

fn text(file: &str) -> String {
    String::from_utf8_lossy(&fs::read(Path::new(ROOT).join(file)).unwrap()).into_owned()
}

fn sources() -> Vec<String> {
    files("src").into_iter().filter(|it| it.ends_with(".rs")).collect()
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let lib = text("src/lib.rs");
    let floors = floors(&lib);
    assert!(floors.len() > 10, "{floors:?}");
    let found: Vec<String> =
        sources().iter().flat_map(|file| violations(&floors, file, &text(file))).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn a_use_of_a_higher_floor_is_found() {
    #[track_caller]
    fn check(file: &str, text: &str, expected: &[&str]) {
        let floors = floors("//! tour\n\npub mod text;\npub mod site;\n\n// Render\npub mod output;\n");
        assert_eq!(violations(&floors, file, text), expected);
    }
    check("src/site/links.rs", "\nuse crate::output::View;\n", &["src/site/links.rs:2: site uses output"]);
    check("src/text.rs", "use crate::{\n    site::{output, Site},\n};", &["src/text.rs:2: text uses site"]);
    check("src/site/mod.rs", "fn f() -> crate::output::Page {}", &["src/site/mod.rs:1: site uses output"]);
    check(
        "src/site/mod.rs",
        "use crate::{text::{fold, slug}, output};",
        &["src/site/mod.rs:1: site uses output"],
    );
    check("src/output/mod.rs", "use crate::{output::View, site::Site, text};", &[]);
    check("src/text/mod.rs", "//! See [`crate::site`].\nuse crate::words;", &[]);
    check("src/main.rs", "use crate::output;", &[]);
}

#[test]
fn no_source_is_too_long_to_hold_in_mind() {
    let lines = |file: &String| text(file).lines().count();
    let long: Vec<String> = sources()
        .iter()
        .map(|it| (lines(it), it))
        .filter(|(n, _)| *n > LONG)
        .map(|(n, it)| format!("{it}: {n} lines"))
        .collect();
    assert!(long.is_empty(), "split these: {long:?}");
}

#[test]
fn nothing_names_a_path_of_the_machine() {
    // In halves, so that this file does not name them either.
    let homes = ["work", "home", "root", "Users"].map(|it| format!("/{it}/"));
    let named = files("").into_iter().filter(|file| {
        let text = text(file);
        homes.iter().any(|it| text.contains(it))
    });
    assert_eq!(named.collect::<Vec<_>>(), [""; 0]);
}
