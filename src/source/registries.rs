//! `content/danh-muc/*.yaml` → [`Registries`].

use std::sync::Arc;

use super::decode::decode;
use crate::{
    diag::{At, Diagnostic, Lines, Pos, Severity},
    kind::registry::{self, Abbreviation, Area, Author, Form, Registries, Topic, Unit},
    schema::{Field, Node, NodeKind, Reader, Record, Shape, node, traps},
    text::{fold, near},
    words,
};

/// The file of a registry, relative to the root.
pub fn file_of(name: &str) -> Arc<str> {
    Arc::from(format!("{}/{}/{name}.yaml", super::files::CONTENT, registry::FOLDER))
}

/// Whether `file`, relative to the root, lies in the folder of registries.
pub fn is_registry(file: &str) -> bool {
    let below = file.strip_prefix(super::files::CONTENT).and_then(|it| it.strip_prefix('/'));
    below.and_then(|it| it.strip_prefix(registry::FOLDER)).is_some_and(|it| it.starts_with('/'))
}

/// Reads one registry file into `all`.
pub fn read(file: &Arc<str>, bytes: &[u8], all: &mut Registries, found: &mut Vec<Diagnostic>) {
    let stem = file.rsplit('/').next().and_then(|it| it.split('.').next()).unwrap_or_default();
    let before = found.len();
    read_items(stem, file, bytes, all, found);
    if found[before..].iter().any(|it| it.severity == Severity::Error) {
        all.broken.insert(stem.to_owned());
    }
}

fn read_items(stem: &str, file: &Arc<str>, bytes: &[u8], all: &mut Registries, found: &mut Vec<Diagnostic>) {
    let text = match decode(bytes, file, found) {
        Ok(text) => text,
        Err(fault) => return found.push(*fault),
    };
    if text.trim().is_empty() {
        return found.push(
            Diagnostic::error("registry-shape", words!("tệp trống", "the file is empty"))
                .help(words!(
                    "chép lại nội dung; danh mục không còn mục nào thì ghi [], không dùng nữa thì xóa tệp",
                    "copy its content again; a registry without items says [], one that is not used is removed"
                ))
                .at(file, Pos { line: 1, column: 1, len: 0 }),
        );
    }
    let lines = Lines::new(&text);
    let table = registry::FILES.iter().find(|it| it.0 == stem).map_or(&[][..], |it| it.2);
    let mended = traps::scan(&text, &[table], 0, &lines, file, found);
    let lines = Lines::new(&mended);
    let root = match node::parse(&mended, 0, &lines, file) {
        Ok(root) => root,
        Err(fault) => return found.push(*fault),
    };
    match stem {
        "co-quan" => {
            all.units.extend(items(&root, registry::UNIT, file, found).into_iter().filter_map(Unit::read));
        }
        "tac-gia" => all
            .authors
            .extend(items(&root, registry::AUTHOR, file, found).into_iter().filter_map(Author::read)),
        "chu-de" => {
            all.topics.extend(items(&root, registry::TOPIC, file, found).into_iter().filter_map(Topic::read));
        }
        "noi-dung" => {
            all.areas.extend(items(&root, registry::AREA, file, found).into_iter().filter_map(Area::read));
        }
        "hinh-thuc" => {
            all.forms.extend(items(&root, registry::FORM, file, found).into_iter().filter_map(Form::read));
        }
        "viet-tat" => all.abbreviations.extend(abbreviations(&root, file, found)),
        other => unknown(other, file, found),
    }
}

/// Reports ids given twice in one registry; the first stays.
pub fn check(all: &mut Registries, found: &mut Vec<Diagnostic>) {
    twice("co-quan", &mut all.units, |it| &it.id, found);
    twice("tac-gia", &mut all.authors, |it| &it.id, found);
    twice("chu-de", &mut all.topics, |it| &it.id, found);
    twice("noi-dung", &mut all.areas, |it| &it.id, found);
    twice("hinh-thuc", &mut all.forms, |it| &it.id, found);
    twice("viet-tat", &mut all.abbreviations, |it| &it.short, found);
}

fn twice<T>(name: &str, items: &mut Vec<T>, id: fn(&T) -> &At<String>, found: &mut Vec<Diagnostic>) {
    let mut seen: std::collections::BTreeMap<String, Pos> = std::collections::BTreeMap::new();
    items.retain(|item| {
        let At { value, pos } = id(item);
        let Some(first) = seen.get(value) else {
            seen.insert(value.clone(), *pos);
            return true;
        };
        let line = first.line;
        found.push(
            Diagnostic::error(
                "registry-duplicate",
                words!(
                    "mã \"{value}\" đã có ở dòng {line}",
                    "the id \"{value}\" already stands on line {line}"
                ),
            )
            .help(words!("đổi một trong hai mã", "change one of the two"))
            .at(&file_of(name), *pos),
        );
        false
    });
}

fn items(root: &Node, table: &'static [Field], file: &Arc<str>, found: &mut Vec<Diagnostic>) -> Vec<Record> {
    match &root.kind {
        NodeKind::List(items) => items.iter().map(|it| Reader { file, found }.record(it, table)).collect(),
        NodeKind::Null => Vec::new(),
        _ => {
            found.push(
                Diagnostic::error(
                    "registry-shape",
                    words!(
                        "danh mục phải là một danh sách, mỗi mục bắt đầu bằng dấu -",
                        "a registry is a list: each item begins with -"
                    ),
                )
                .help(words!("viết: - id: …", "write: - id: …"))
                .at(file, root.pos),
            );
            Vec::new()
        }
    }
}

const TABLE: &[Field] = &[Field::new("abbreviations", &[], registry::ABBREVIATIONS, "", "")];

fn abbreviations(root: &Node, file: &Arc<str>, found: &mut Vec<Diagnostic>) -> Vec<Abbreviation> {
    let NodeKind::Map(pairs) = &root.kind else {
        if !matches!(root.kind, NodeKind::Null) {
            found.push(
                Diagnostic::error(
                    "registry-shape",
                    words!(
                        "danh mục chữ viết tắt gồm các dòng \"CCHC: cải cách hành chính\"",
                        "abbreviations are lines \"CCHC: cải cách hành chính\""
                    ),
                )
                .at(file, root.pos),
            );
        }
        return Vec::new();
    };
    let reader = &mut Reader { file, found };
    let pairs = pairs.iter().filter_map(|(key, node)| {
        let value = reader.value(node, Shape::TextOrMap("full", registry::ABBREVIATION), &TABLE[0])?;
        Abbreviation::read(At::new(fold::nfc(key.text.trim()).into_owned(), key.pos), value.value)
    });
    pairs.collect()
}

fn unknown(stem: &str, file: &Arc<str>, found: &mut Vec<Diagnostic>) {
    let names: Vec<&str> = registry::FILES.iter().map(|(name, ..)| *name).collect();
    let near = near::nearest(stem, names.iter().copied());
    let known = names.join(", ");
    let finding = Diagnostic::error(
        "registry-unknown",
        words!("không có danh mục \"{stem}\"", "there is no registry \"{stem}\""),
    );
    let finding = match near {
        Some(near) => finding.help(words!("có phải ý bạn là {near}.yaml?", "did you mean {near}.yaml?")),
        None => finding.help(words!("các danh mục: {known}", "registries: {known}")),
    };
    found.push(finding.at(file, Pos { line: 1, column: 1, len: 0 }));
}
