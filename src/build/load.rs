//! The reading half of the pipeline: folder → [`Sources`].

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;

use super::{Event, Options};
use crate::{
    config::{self, Config, section_of},
    diag::{Diagnostic, Severity, codes},
    error::Error,
    kind::{Common, Meta, registry::Registries},
    legal::{DocType, Lexicon, Scanner, register},
    site::Sources,
    source::{Entry, decode::decode, files, markdown::Abbreviations, parse, registries, rows},
    text::near,
    words,
};

/// Everything below `content/`, and the settings.
pub(super) struct Loaded {
    pub(super) sources: Sources,
    /// Addresses, without slashes at the ends, below which something could not be read: of a page, or of the section of a table.
    pub(super) failed: Vec<String>,
}

/// Reads the site; absent where there are no settings to read it by, which has been reported.
///
/// Fails when the machine refuses.
pub(super) fn load(
    options: &Options,
    found: &mut Vec<Diagnostic>,
    tell: &(dyn Fn(Event) + Sync),
) -> Result<Option<Loaded>, Error> {
    let Some(config) = read_config(options, found)? else { return Ok(None) };
    let tree = files::walk(&options.root, &config)?;
    found.extend(tree.diagnostics);
    let mut all = Registries::default();
    for it in &tree.registries {
        registries::read(&it.file, &files::read(&it.path)?, &mut all, found);
    }
    registries::check(&mut all, found);
    let pairs = all.abbreviations.iter().map(|it| (it.short.value.clone(), it.full.clone()));
    let abbreviations = Abbreviations::new(pairs.collect());
    let (mut entries, mut failed) = (Vec::new(), Vec::new());
    for it in &tree.tables {
        let Some(section) = section_of(&config.sections, &it.below) else { continue };
        let before = found.len();
        entries.extend(rows::parse(&it.file, &section.folder, &files::read(&it.path)?, found));
        // Which document a row means that cannot be read is not known: those of the whole section stay as they were.
        if found[before..].iter().any(|it| it.severity == Severity::Error) {
            failed.push(section.folder.clone());
        }
    }
    // Names of documents stand in their front matter and are cited in every text, so the register is read first.
    let registered = |it: &&files::Found| {
        section_of(&config.sections, &it.below).is_some_and(|it| matches!(it.kind, "document" | "plan"))
    };
    let named: Result<Vec<_>, Error> = tree
        .markdown
        .par_iter()
        .filter(registered)
        .map(|it| Ok(parse::front_matter(&it.file, &it.below, &files::read(&it.path)?, &config)))
        .collect();
    let named = named?;
    let rows = entries.iter().map(|it: &Entry| (&it.facts.common, &it.facts.meta));
    let files = named.iter().flatten().map(|(common, meta)| (common, meta));
    let mut names: Vec<String> =
        rows.chain(files).flat_map(|(common, meta)| names_of(common, meta)).collect();
    names.sort();
    names.dedup();
    let scanner = Scanner::new(&Lexicon { names });

    let cx = parse::Context { config: &config, abbreviations: &abbreviations, scanner: &scanner };
    let (total, done) = (tree.markdown.len(), AtomicUsize::new(0));
    let parsed: Result<Vec<_>, Error> = tree
        .markdown
        .par_iter()
        .map(|it| {
            let entry = parse::parse(&it.file, &it.below, &files::read(&it.path)?, &cx);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            tell(Event::Progress { doing: words!("đọc", "reading"), done, total });
            Ok(entry.map(|it| finish(it, options)))
        })
        .collect();
    let rows = entries.into_iter().map(|it| finish(it, options));
    let (mut entries, mut noted): (Vec<Arc<Entry>>, Vec<Vec<Diagnostic>>) = rows.unzip();
    for (file, it) in tree.markdown.iter().zip(parsed?) {
        match it {
            Ok((entry, found)) => {
                if entry.is_held {
                    failed.push(entry.facts.path.clone());
                }
                entries.push(entry);
                noted.push(found);
            }
            Err(faults) => {
                failed.push(parse::path_of(&file.below));
                found.extend(faults);
            }
        }
    }
    found.extend(noted.into_iter().flatten());
    let assets = tree.assets.into_iter().map(|it| (it.url.clone(), it)).collect();
    Ok(Some(Loaded { sources: Sources { config, registries: all, entries, assets }, failed }))
}

/// The names by which a document or plan is cited without its number.
fn names_of(common: &Common, meta: &Meta) -> Vec<String> {
    let (doc_type, title, issued, known_as): (_, _, _, &[String]) = match meta {
        Meta::Document(it) => {
            (DocType::named(&it.doc_type.value), &it.subject, it.issued.as_ref(), &it.known_as)
        }
        Meta::Plan(it) => (DocType::named("Kế hoạch"), &common.title.value, it.issued.as_ref(), &[]),
        Meta::Article(_) | Meta::Page(_) => return Vec::new(),
    };
    doc_type.map_or_else(Vec::new, |it| register::names(it, title, issued.map(|it| it.value.date), known_as))
}

/// The entry as the site will have it, and what was wrong with it.
fn finish(mut entry: Entry, options: &Options) -> (Arc<Entry>, Vec<Diagnostic>) {
    if options.drafts {
        show_draft(&mut entry);
    }
    let found = std::mem::take(&mut entry.diagnostics);
    (Arc::new(entry), found)
}

/// A draft as if it were not one.
fn show_draft(entry: &mut Entry) {
    if entry.facts.common.draft {
        let mut facts = (*entry.facts).clone();
        facts.common.draft = false;
        entry.facts = crate::stamp::Stamped::new(facts);
    }
}

/// The settings of the site; absent when there are none to read, which has been reported.
fn read_config(options: &Options, found: &mut Vec<Diagnostic>) -> Result<Option<Config>, Error> {
    let bytes = match files::read(&options.root.join(config::FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.source.kind() == std::io::ErrorKind::NotFound && options.root.is_dir() => {
            found.push(
                Diagnostic::error(
                    "config-missing",
                    words!("thư mục này chưa có tệp bantin.yaml", "this folder has no file bantin.yaml"),
                )
                .help(words!(
                    "chạy lệnh trong thư mục của trang, hoặc tạo trang mới bằng: bantin init TÊN-THƯ-MỤC",
                    "run the command in the site's folder, or make a new site with: bantin init FOLDER"
                )),
            );
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    match decode(&bytes, &config::FILE.into(), found) {
        Ok(text) => {
            let config = config::parse(&text, found);
            found.extend(config.severity.iter().filter_map(|(code, _)| unknown_code(code)));
            Ok(Some(config))
        }
        Err(fault) => {
            found.push(*fault);
            Ok(None)
        }
    }
}

fn unknown_code(code: &str) -> Option<Diagnostic> {
    if codes::find(code).is_some() {
        return None;
    }
    let finding = Diagnostic::warning(
        "config-unknown-code",
        words!("severity: không có mã chẩn đoán \"{code}\"", "severity: there is no code \"{code}\""),
    );
    let finding = match near::nearest(code, codes::all().map(|it| it.code)) {
        Some(near) => finding.help(words!("có phải ý bạn là {near}?", "did you mean {near}?")),
        None => finding,
    };
    Some(finding.at(&config::FILE.into(), crate::diag::Pos { line: 1, column: 1, len: 0 }))
}
