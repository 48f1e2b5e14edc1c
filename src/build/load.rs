//! The reading half of the pipeline: folder → [`Sources`].

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;

use super::{
    Event, Options,
    tables::{Read, Table, read_activities},
};
use crate::{
    config::{self, Config, section_of},
    diag::{Diagnostic, codes},
    error::Error,
    kind::{Common, Meta, registry::Registries},
    legal::{DocType, Lexicon, Scanner, register},
    site::{Extent, Sources},
    source::{
        ActivityRow, Entry,
        decode::decode,
        files::{self, Found},
        indicators,
        listing::{self, Listed},
        markdown::Abbreviations,
        parse, registries, rows,
    },
    stamp::Fp,
    text::near,
    theme, words,
};

/// Everything below `content/`, and the settings.
pub(super) struct Loaded {
    pub(super) sources: Sources,
    /// Addresses, without slashes at the ends, below which something could not be read: of a page, or of the section of a table.
    pub(super) failed: Vec<String>,
    /// What the pages were parsed with.
    pub(super) ground: Ground,
}

/// What parsing a page depends on besides the page.
pub(super) struct Ground {
    pub(super) config: Arc<Config>,
    abbreviations: Abbreviations,
    /// Names of documents that texts are searched for.
    pub(super) names: Vec<String>,
    scanner: Arc<Scanner>,
    drafts: bool,
    is_head_only: bool,
    fp: Fp,
}

impl Ground {
    pub(super) fn new(
        config: Arc<Config>,
        registries: &Registries,
        names: Vec<String>,
        options: &Options,
    ) -> Self {
        let lexicon = Lexicon { names };
        let scanner = Arc::new(Scanner::new(&lexicon));
        Self::with(scanner, config, registries, lexicon.names, options)
    }

    /// The ground whose `scanner` was made of the `names`.
    fn with(
        scanner: Arc<Scanner>,
        config: Arc<Config>,
        registries: &Registries,
        names: Vec<String>,
        options: &Options,
    ) -> Self {
        let pairs: Vec<(String, String)> =
            registries.abbreviations.iter().map(|it| (it.short.value.clone(), it.full.clone())).collect();
        let is_head_only = options.extent != Extent::Whole;
        let fp = Fp::of(&(&config.sections, config.html, &pairs, &names, options.drafts, is_head_only));
        Self {
            config,
            abbreviations: Abbreviations::new(pairs),
            names,
            scanner,
            drafts: options.drafts,
            is_head_only,
            fp,
        }
    }

    /// Parses one page.
    pub(super) fn parse(&self, file: &Found, bytes: &[u8]) -> Result<Arc<Entry>, Vec<Diagnostic>> {
        let Self { config, abbreviations, scanner, is_head_only, .. } = self;
        let cx = parse::Context { config, abbreviations, scanner, is_head_only: *is_head_only };
        let mut entry = parse::parse(&file.file, &file.below, bytes, &cx)?;
        if self.drafts {
            show_draft(&mut entry);
        }
        Ok(Arc::new(entry))
    }
}

/// What was read before: what has not changed since is neither read nor parsed again.
#[derive(Default)]
pub(super) struct Memory {
    /// In the order of a listing.
    #[expect(clippy::vec_box, reason = "a page that comes or goes moves all behind it")]
    pub(super) pages: Vec<Box<Page>>,
    tables: BTreeMap<Arc<str>, Table<Entry>>,
    pub(super) activities: BTreeMap<Arc<str>, Table<ActivityRow>>,
    registries: Lists,
    /// The names of documents that texts were searched for, and what searches for them.
    scanner: Option<(Vec<String>, Arc<Scanner>)>,
    /// Whether a page that can no longer be read stays as it was.
    pub(super) keeps_good: bool,
}

/// The registries as they were read.
#[derive(Default)]
struct Lists {
    /// Their files and the fingerprints of these.
    files: Vec<(Arc<str>, Fp)>,
    all: Arc<Registries>,
    findings: Vec<Diagnostic>,
}

/// A Markdown file as it was parsed.
pub(super) struct Page {
    pub(super) file: Found,
    pub(super) read: Read,
    /// What it was parsed with.
    ground: Fp,
    pub(super) parsed: Result<Arc<Entry>, Vec<Diagnostic>>,
    /// The last that could be shown.
    pub(super) good: Option<Arc<Entry>>,
}

/// The folders of sources.
const TOPS: &[&str] = &[files::CONTENT, theme::THEMES];

/// What stands in the folders of sources at `root`, and the settings.
///
/// Fails when the machine refuses.
pub(super) fn list(root: &Path) -> Result<Vec<Listed>, Error> {
    listing::list(root, TOPS)
}

/// Reads the site whose files are `listing`; absent where there are no settings to read it by, which has been reported.
/// The fingerprints of what is read are noted in the listing. What is wrong with single pages is in the memory, the rest in `found`.
///
/// Fails when the machine refuses.
pub(super) fn load(
    options: &Options,
    listing: &mut [Listed],
    memory: &mut Memory,
    found: &mut Vec<Diagnostic>,
    tell: &(dyn Fn(Event) + Sync),
) -> Result<Option<Loaded>, Error> {
    let began = listing::now();
    let Some(config) = read_config(options, found)? else { return Ok(None) };
    let tree = files::sort(&options.root, listing, &config)?;
    found.extend(tree.diagnostics);
    let all = memory.registries.read(&tree.registries, listing)?;
    found.extend(memory.registries.findings.iter().cloned());
    let config = Arc::new(config);
    let (mut entries, mut failed) = (Vec::new(), Vec::new());
    let mut tables = BTreeMap::new();
    // Tables are of documents, of which nothing is asked with plans alone.
    for it in tree.tables.iter().filter(|_| options.extent != Extent::Plans) {
        let Some(section) = section_of(&config.sections, &it.below) else { continue };
        let folder = &section.folder;
        let same_section = |it: &Table<Entry>| it.rows.iter().all(|it| it.facts.path == *folder);
        let before = memory.tables.remove(&it.file).filter(same_section);
        let table = Table::read(it, &listing[it.listed], before, began, |bytes, found| {
            let rows = rows::parse(&it.file, folder, bytes, found);
            found.extend(rows.iter().flat_map(|it| it.diagnostics.iter().cloned()));
            rows
        })?;
        listing[it.listed].fp = table.read.fp;
        // Which document a row means that cannot be read is not known: those of the whole section stay as they were.
        if !table.is_whole {
            failed.push(section.folder.clone());
        }
        entries.extend(table.rows.iter().cloned());
        tables.insert(Arc::clone(&it.file), table);
    }
    for it in &tree.indicators {
        let Some(section) = section_of(&config.sections, &it.below) else { continue };
        let is_there = |it: &Arc<Entry>| it.facts.section.as_ref() == Some(&section.folder);
        let before = memory.tables.remove(&it.file).filter(|it| it.rows.iter().all(is_there));
        let table = Table::read(it, &listing[it.listed], before, began, |bytes, found| {
            let mut read = indicators::parse(&it.file, &it.below, bytes, &config, found);
            read.iter_mut().filter(|_| options.drafts).for_each(show_draft);
            read
        })?;
        listing[it.listed].fp = table.read.fp;
        if !table.is_whole || table.rows.iter().any(|it| it.is_held) {
            failed.push(section.folder.clone());
        }
        entries.extend(table.rows.iter().cloned());
        tables.insert(Arc::clone(&it.file), table);
    }
    memory.tables = tables;

    // Names of documents stand in their front matter and are cited in every text, so the register is read first.
    let registered = |it: &&Found| is_registered(&config, &it.below);
    let named = tree
        .markdown
        .par_iter()
        .filter(|it| options.extent == Extent::Whole && registered(it))
        .map(|it| Ok(parse::front_matter(&it.file, &it.below, &files::read(&it.path)?, &config)));
    let named: Vec<Option<(Common, Meta)>> = named.collect::<Result<_, Error>>()?;
    let rows = entries.iter().map(|it: &Arc<Entry>| (&it.facts.common, &it.facts.meta));
    let files = named.iter().flatten().map(|(common, meta)| (common, meta));
    let mut names: Vec<String> =
        rows.chain(files).flat_map(|(common, meta)| names_of(common, meta)).collect();
    names.sort();
    names.dedup();
    let known = memory.scanner.take().filter(|it| it.0 == names);
    let ground = match known {
        Some((_, scanner)) => Ground::with(scanner, Arc::clone(&config), &all, names, options),
        None => Ground::new(Arc::clone(&config), &all, names, options),
    };
    memory.scanner = Some((ground.names.clone(), Arc::clone(&ground.scanner)));
    let (total, done) = (tree.markdown.len(), AtomicUsize::new(0));
    let before = std::mem::take(&mut memory.activities);
    let (now, known) = (&*listing, &*memory);
    let read = |it: Found| {
        let listed = &now[it.listed];
        let page = page(it, listed, known, &ground, began);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        tell(Event::Progress { doing: words!("đọc", "reading"), done, total });
        page
    };
    let (tables, pages) = rayon::join(
        || read_activities(before, &tree.activities, now, began),
        || tree.markdown.into_par_iter().map(read).collect::<Result<Vec<Page>, Error>>(),
    );
    let mut activities: Vec<Arc<ActivityRow>> = Vec::new();
    for (it, table) in tree.activities.iter().zip(tables?) {
        listing[it.listed].fp = table.read.fp;
        activities.extend(table.rows.iter().cloned());
        memory.activities.insert(Arc::clone(&it.file), table);
    }
    let unread = memory.keep(pages?, &ground.config, (listing, &mut entries, &mut failed));
    let assets = tree.assets.into_iter().map(|it| (it.url.clone(), it)).collect();
    let extent = options.extent;
    if extent == Extent::Plans {
        // By what they are, not by where they stand: a plan may lie among documents.
        entries.retain(|it| !matches!(it.facts.meta, Meta::Document(_)));
    }
    let assets = Arc::new(assets);
    let sources = Sources { config, registries: all, entries, activities, assets, unread, extent };
    Ok(Some(Loaded { sources, failed, ground }))
}

impl Page {
    /// The entry that is shown of it; one that `keeps_good` is the last that could be.
    pub(super) fn shown(&self, keeps_good: bool) -> Option<&Arc<Entry>> {
        let good = self.good.as_ref().filter(|_| keeps_good);
        match &self.parsed {
            Ok(entry) => good.filter(|_| entry.is_held).or(Some(entry)),
            Err(_) => good,
        }
    }
}

impl Memory {
    /// Keeps the pages as they are now, and gives their entries. What could not be read goes to `failed`; the ids of plans among
    /// it are returned.
    fn keep(
        &mut self,
        pages: Vec<Page>,
        config: &Config,
        (listing, entries, failed): (&mut [Listed], &mut Vec<Arc<Entry>>, &mut Vec<String>),
    ) -> Vec<String> {
        let (mut kept, mut unread) = (Vec::with_capacity(pages.len()), Vec::new());
        for page in pages {
            let file = &page.file;
            listing[file.listed].fp = page.read.fp;
            if page.parsed.as_ref().map_or(true, |it| it.is_held) {
                let path = parse::path_of(&file.below);
                if section_of(&config.sections, &file.below).is_some_and(|it| it.kind == "plan") {
                    unread.extend(path.rsplit('/').next().map(str::to_owned));
                }
                failed.push(path);
            }
            entries.extend(page.shown(self.keeps_good).cloned());
            kept.push(Box::new(page));
        }
        self.pages = kept;
        unread
    }

    /// The place of a page among the pages, or where it would be.
    pub(super) fn find(&self, file: &str) -> Result<usize, usize> {
        self.pages.binary_search_by(|it| listing::order(&it.file.file, file))
    }

    /// What was wrong with the pages and tables themselves.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let pages = self.pages.iter().flat_map(|it| match &it.parsed {
            Ok(entry) => &entry.diagnostics,
            Err(faults) => faults,
        });
        let tables = self.tables.values().map(|it| &it.findings);
        let tables = tables.chain(self.activities.values().map(|it| &it.findings));
        pages.chain(tables.flatten())
    }
}

impl Lists {
    /// Reads the `files` of registries; what their bytes say is known where these are as before.
    fn read(&mut self, files: &[Found], listing: &mut [Listed]) -> Result<Arc<Registries>, Error> {
        let texts: Vec<Vec<u8>> = files.iter().map(|it| files::read(&it.path)).collect::<Result<_, _>>()?;
        let fps = texts.iter().map(|it| Fp::of_bytes(it));
        let now: Vec<(Arc<str>, Fp)> = files.iter().map(|it| Arc::clone(&it.file)).zip(fps).collect();
        for (file, (_, fp)) in files.iter().zip(&now) {
            listing[file.listed].fp = *fp;
        }
        if now != self.files {
            let (mut all, mut findings) = (Registries::default(), Vec::new());
            for (file, bytes) in files.iter().zip(&texts) {
                registries::read(&file.file, bytes, &mut all, &mut findings);
            }
            registries::check(&mut all, &mut findings);
            *self = Self { files: now, all: Arc::new(all), findings };
        }
        Ok(Arc::clone(&self.all))
    }
}

/// A Markdown file as it is now.
pub(super) fn page(
    file: Found,
    listed: &Listed,
    memory: &Memory,
    ground: &Ground,
    began: i64,
) -> Result<Page, Error> {
    let before = memory.find(&file.file).ok().map(|it| &*memory.pages[it]);
    let (read, bytes) = Read::again(before.map(|it| it.read), listed, &file.path, began)?;
    let parsed = match (before.filter(|it| it.ground == ground.fp), bytes) {
        (Some(before), None) => before.parsed.clone(),
        (_, Some(bytes)) => ground.parse(&file, &bytes),
        (_, None) => ground.parse(&file, &files::read(&file.path)?),
    };
    let good = parsed.as_ref().ok().filter(|it| !it.is_held).or_else(|| before?.good.as_ref()).cloned();
    Ok(Page { file, read, ground: ground.fp, parsed, good })
}

/// Whether a page at that path below `content/` is a plan or a document, or would be if it could be read.
pub(super) fn is_registered(config: &Config, below: &str) -> bool {
    section_of(&config.sections, below).is_some_and(|it| matches!(it.kind, "document" | "plan"))
}

/// The names by which a document or plan is cited without its number.
pub(super) fn names_of(common: &Common, meta: &Meta) -> Vec<String> {
    let (doc_type, title, issued, known_as): (_, _, _, &[String]) = match meta {
        Meta::Document(it) => {
            (DocType::named(&it.doc_type.value), &it.subject, it.issued.as_ref(), &it.known_as)
        }
        Meta::Plan(it) => (DocType::named("Kế hoạch"), &common.title.value, it.issued.as_ref(), &[]),
        _ => return Vec::new(),
    };
    doc_type.map_or_else(Vec::new, |it| register::names(it, title, issued.map(|it| it.value.date), known_as))
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
pub(super) fn read_config(options: &Options, found: &mut Vec<Diagnostic>) -> Result<Option<Config>, Error> {
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
