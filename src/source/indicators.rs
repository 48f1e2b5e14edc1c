//! Indicators from a YAML file: a map is one, a list holds several; each is an [`Entry`] without prose.

use std::sync::Arc;

use super::{
    decode::decode,
    entry::{Entry, Facts},
    hold,
    markdown::Body,
    parse::path_of,
    prose::Prose,
};
use crate::{
    config::{Config, section_of},
    diag::{Diagnostic, Lines, Severity},
    kind::{Common, Kind},
    schema::{Node, NodeKind, Reader, node, traps},
    stamp::{Fp, Stamped},
    words,
};

/// Parses a file of indicators; `below` is its path below `content/`. What cannot be read is reported and left out.
pub fn parse(
    file: &Arc<str>,
    below: &str,
    bytes: &[u8],
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let text = match decode(bytes, file, found) {
        Ok(text) => text,
        Err(fault) => {
            found.push(*fault);
            return Vec::new();
        }
    };
    let fields = Kind::Indicator.fields();
    let mended = traps::scan(&text, &[fields], 0, &Lines::new(&text), file, found);
    let root = match node::parse(&mended, 0, &Lines::new(&mended), file) {
        Ok(root) => root,
        Err(fault) => {
            found.push(*fault);
            return Vec::new();
        }
    };
    let folder = section_of(&config.sections, below).map(|it| it.folder.clone());
    let read =
        |it: &Node, path: String, found: &mut Vec<Diagnostic>| entry(it, path, folder.as_ref(), file, found);
    match &root.kind {
        // A file of comments alone is a sample; an empty one has lost what it said.
        NodeKind::Null if text.trim().is_empty() => {
            read(&root, path_of(below), found);
            Vec::new()
        }
        NodeKind::Null => Vec::new(),
        NodeKind::List(items) => {
            let stem = path_of(below);
            let several = items.iter().enumerate().filter_map(|(at, item)| {
                // Each has an address of its own beside that of the file, which its id makes.
                let path = match at {
                    0 => stem.clone(),
                    _ => format!("{stem}-{}", at + 1),
                };
                read(item, path, found)
            });
            several.collect()
        }
        _ => read(&root, path_of(below), found).into_iter().collect(),
    }
}

fn entry(
    node: &Node,
    path: String,
    folder: Option<&String>,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let before = found.len();
    let fields = Kind::Indicator.fields();
    if !matches!(node.kind, NodeKind::Map(_)) {
        found.push(
            Diagnostic::error(
                "indicator-shape",
                words!("tệp chỉ số gồm các dòng \"title: …\", \"data: …\"", "an indicator is lines \"title: …\", \"data: …\""),
            )
            .help(words!(
                "viết title: PAR INDEX, rồi data: và dưới đó mỗi năm một mục bắt đầu bằng - year: 2025",
                "write title: PAR INDEX, then data: and below it for each year an item that begins with - year: 2025"
            ))
            .at(file, node.pos),
        );
        return None;
    }
    let mut record = Reader { file, found }.record(node, fields);
    let doubt = hold::doubt(node, &record, fields);
    let mut common = Common::read(&mut record, path.rsplit('/').next().unwrap_or_default());
    if let Some(pos) = doubt {
        common.draft = true;
        found.push(hold::finding().at(file, pos));
    }
    let meta = Kind::Indicator.meta(&mut record, &common);
    if found[before..]
        .iter()
        .any(|it| it.severity == Severity::Error && it.code == "front-matter-missing-field")
    {
        return None;
    }
    let facts = Facts {
        path,
        is_row: false,
        section: folder.cloned(),
        common,
        meta,
        outline: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        cites: Vec::new(),
        excerpt: String::new(),
        is_long: false,
        has_prose: false,
        has_code: false,
    };
    Some(Entry {
        file: Arc::clone(file),
        row: Some(node.pos.line),
        is_held: doubt.is_some(),
        facts: Stamped::new(facts),
        notable: Stamped::new(String::new()),
        body: Prose::new(Body::default()),
        places: Fp::NONE,
        diagnostics: Vec::new(),
    })
}
