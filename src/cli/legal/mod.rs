//! `bantin legal …`: what an editor asks of the register of legal documents.

mod add;
mod graph;
mod import;
mod list;
mod scan;
mod show;

use std::path::Path;

use super::{FINDINGS, Failure, console::Console, report::source, site::Site};
use crate::{
    build::{self, Opened},
    config::Config,
    diag::{Diagnostic, Lang, Severity, order, render},
    site::{Extent, Site as Joined},
    text::near,
    words,
};

/// Tra cứu, tìm trích dẫn và ghi văn bản vào danh mục
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin legal <LỆNH> [TÙY CHỌN]", subcommand_help_heading = "Các lệnh")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Scan(scan::Args),
    Show(show::Args),
    List(list::Args),
    Add(add::Args),
    Import(import::Args),
    Graph(graph::Args),
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Text,
    Json,
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    match args.command {
        Command::Scan(args) => scan::run(&args, console),
        Command::Show(args) => show::run(&args, console),
        Command::List(args) => list::run(args, console),
        Command::Add(args) => add::run(&args, console),
        Command::Import(args) => import::run(&args, console),
        Command::Graph(args) => graph::run(&args, console),
    }
}

/// The site, for commands that cannot do without; else its findings are shown and the exit code is given.
///
/// It stays until the program ends: to give it back piece by piece would take longer than many an answer.
pub(super) fn open(site: &Site, console: &Console) -> Result<Result<&'static mut Opened, u8>, Failure> {
    Ok(opened(site, Extent::Whole, console)?.map(|it| it.0))
}

/// As much of the site as is asked of plans. What has errors is not counted, which is said beside the result.
pub(super) fn open_plans(
    site: &Site,
    extent: Extent,
    console: &Console,
) -> Result<Result<&'static mut Opened, u8>, Failure> {
    let (opened, found) = match opened(site, extent, console)? {
        Ok(it) => it,
        Err(code) => return Ok(Err(code)),
    };
    let found = order::settle(found, &opened.sources.config.severity);
    let errors = found.iter().filter(|it| it.severity == Severity::Error);
    let files: Vec<&str> = errors.clone().filter_map(|it| Some(&*it.place.as_ref()?.file)).collect();
    let (count, files) = (errors.count(), some(files));
    if count > 0 {
        console.say(&match console.lang {
            Lang::Vi => format!("có {count} lỗi ở {files}: chỗ có lỗi chưa được tính; xem: bantin check"),
            Lang::En => {
                format!("{count} errors in {files}: what has errors is not counted; see: bantin check")
            }
        });
    }
    Ok(Ok(opened))
}

/// The first names of files, each once, and how many more there are.
fn some(mut files: Vec<&str>) -> String {
    const SHOWN: usize = 3;
    files.dedup();
    let more = files.len().saturating_sub(SHOWN);
    files.truncate(SHOWN);
    let first = files.join(", ");
    if more > 0 { format!("{first}, … (+{more})") } else { first }
}

fn opened(
    site: &Site,
    extent: Extent,
    console: &Console,
) -> Result<Result<(&'static mut Opened, Vec<Diagnostic>), u8>, Failure> {
    let mut found = Vec::new();
    Ok(match build::open(&site.root, site.clock(), extent, &mut found)? {
        Some(opened) => Ok((Box::leak(Box::new(opened)), found)),
        None => Err(refuse(found, console)),
    })
}

/// Shows findings beside the result.
fn refuse(found: Vec<Diagnostic>, console: &Console) -> u8 {
    let found = order::settle(found, &[]);
    console.say(render::text(&found, console.style, &|file| source(Path::new(""), file)).trim_end());
    FINDINGS
}

/// The folder of documents below `content/`.
fn document_folder(config: &Config) -> Result<String, Failure> {
    let section = config.sections.iter().find(|it| it.kind == "document");
    section.map(|it| it.folder.clone()).ok_or_else(|| {
        Failure::Usage(words!(
            "bantin.yaml không có chuyên mục nào cho văn bản (kind: document)",
            "bantin.yaml has no section of documents (kind: document)"
        ))
    })
}

/// Nothing in the register is meant by what was typed.
fn unknown(site: &Joined<'_>, typed: &str) -> Failure {
    let entries = site.graph.legal.register().entries();
    let ids = entries.iter().map(|it| it.id.as_str());
    let numbers = entries.iter().filter_map(|it| it.number.as_deref());
    Failure::Usage(match near::nearest(typed, numbers.chain(ids)) {
        Some(near) => words!(
            "danh mục không có \"{typed}\"; có phải ý bạn là {near}?",
            "the register has no \"{typed}\"; did you mean {near}?"
        ),
        None => words!(
            "danh mục không có \"{typed}\"; thêm bằng: bantin legal add",
            "the register has no \"{typed}\"; add it with: bantin legal add"
        ),
    })
}
