//! What an officer typed, and what bantin says of it, word for word: the files of `tests/cases/`.
//!
//! A case is a title, files (paths below `content/`, or `bantin.yaml`), commands, and what they print with their exit
//! code. `\u{a0}`, `\t`, `\r` and `\xFF` in a file stand for that character or byte, `\#` for `#` at the start of a line.
//! `UPDATE=1 cargo test` writes down what is printed now; read the difference before it is committed.

use std::{fmt::Write, fs, path::Path};

use crate::site_test::SiteTest;

/// Runs every case of a file of `tests/cases/`.
#[track_caller]
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).with_extension("txt");
    let text = fs::read_to_string(&path).unwrap();
    let got = play(&text);
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(path, got).unwrap();
    }
    for (expected, got) in text.split("\n# ").zip(got.split("\n# ")) {
        assert_eq!(got, expected, "\n{name}: these differ\n--- now\n{got}\n--- expected\n{expected}");
    }
    assert_eq!(got, text);
}

/// The text of the file as it should be.
fn play(text: &str) -> String {
    let mut out = String::new();
    let mut site = SiteTest::new(&[]);
    let mut sections = split(text).peekable();
    while let Some((head, body)) = sections.next() {
        if head.starts_with("# ") {
            site = SiteTest::new(&[]);
            write!(out, "{head}\n{body}").unwrap();
            continue;
        }
        let name = head.trim_start_matches("=== ");
        if let Some(command) = name.strip_prefix("bantin ") {
            let command = command.split(" → ").next().unwrap();
            let ran = site.run(&command.replace(' ', "|"));
            let is_last = sections.peek().is_none();
            let gap =
                if is_last || sections.peek().is_some_and(|it| it.0.starts_with("===")) { "" } else { "\n" };
            let said = if ran.code >= 2 { ran.err } else { ran.out };
            write!(out, "=== bantin {command} → {}\n{said}{gap}", ran.code).unwrap();
        } else {
            let place = if name == "bantin.yaml" { name.to_owned() } else { format!("content/{name}") };
            site = site.with(&place, unescape(body));
            write!(out, "{head}\n{body}").unwrap();
        }
    }
    out
}

/// Sections with their head lines `# …` or `=== …`.
fn split(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_head = |line: &str| line.starts_with("# ") || line.starts_with("=== ");
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_head(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(from, to)| text[from..to].split_once('\n').unwrap())
}

fn unescape(text: &str) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let after = &rest[at + 1..];
        rest = if let Some((hex, tail)) = after.strip_prefix("u{").and_then(|it| it.split_once('}')) {
            let c = char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            tail
        } else if let Some(hex) = after.strip_prefix('x') {
            out.push(u8::from_str_radix(&hex[..2], 16).unwrap());
            &hex[2..]
        } else {
            out.push(match after.as_bytes()[0] {
                b't' => b'\t',
                b'r' => b'\r',
                other => other,
            });
            &after[1..]
        };
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

#[test]
fn traps_of_front_matter_are_shown_with_their_correction() {
    check("front-matter");
}

#[test]
fn values_are_read_as_typed_or_refused() {
    check("values");
}

#[test]
fn broken_references_offer_the_nearest_name() {
    check("references");
}

#[test]
fn addresses_that_meet_or_escape_are_refused() {
    check("addresses");
}

#[test]
fn tables_of_documents_say_where_a_row_is_wrong() {
    check("tables");
}

#[test]
fn documents_are_found_by_every_spelling() {
    check("documents");
}

#[test]
fn odd_files_are_named() {
    check("files");
}
