//! `bantin legal import FILE.csv`
#![expect(clippy::disallowed_methods, reason = "import reads a table and writes one")]

use std::{fs, io, path::PathBuf, sync::Arc};

use super::{document_folder, open};
use crate::{
    cli::{FINE, Failure, console::Console, report::number, site::Site},
    diag::{Lang, Severity},
    error::Error,
    register::import,
    source::{decode::decode, files, rows},
    text::slug,
    words,
};

/// Thêm văn bản từ bảng CSV vào danh mục
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin legal import <TỆP.csv> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Bảng có các cột như content/van-ban/*.csv
    #[arg(value_name = "TỆP.csv", help_heading = "Tham số")]
    table: PathBuf,
    #[command(flatten)]
    site: Site,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match open(&args.site, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let folder = document_folder(&opened.sources.config)?;
    let stem = slug(&args.table.file_stem().unwrap_or_default().to_string_lossy());
    let file = format!("{}/{folder}/{stem}.csv", files::CONTENT);
    let path = args.site.root.join(&file);
    if same_file(&args.table, &path) {
        return Err(Failure::Usage(words!(
            "{file} đã nằm trong danh mục, không cần nhập",
            "{file} is a part of the register already"
        )));
    }
    let name: Arc<str> = Arc::from(&*args.table.to_string_lossy());
    let bytes = files::read(&args.table)?;
    let mut found = Vec::new();
    let n = import::join(&name, &folder, &bytes, &mut opened.sources, &opened.clock, &mut found);
    if found.iter().any(|it| it.severity == Severity::Error) {
        return Ok(super::refuse(found, console));
    }
    if n == 0 {
        return Err(Failure::Usage(words!(
            "bảng không có dòng văn bản nào",
            "the table has no row with a document"
        )));
    }
    let new = decode(&bytes, &name, &mut Vec::new()).unwrap_or_default();
    let text = match fs::read(&path) {
        Ok(old) => rows::append(&decode(&old, &Arc::from(&*file), &mut Vec::new()).unwrap_or_default(), &new),
        Err(error) if error.kind() == io::ErrorKind::NotFound => new,
        Err(error) => return Err(Error::new("đọc", "read", &path, error).into()),
    };
    let beside = path.with_extension("csv.tmp");
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&beside, text))
        .and_then(|()| fs::rename(&beside, &path))
        .map_err(|it| Error::new("ghi", "write", &path, it))?;
    let n = number(n);
    console.print(&match console.lang {
        Lang::Vi => format!("Đã thêm {n} văn bản vào {file}\n"),
        Lang::En => format!("Added {n} documents to {file}\n"),
    })?;
    Ok(FINE)
}

fn same_file(a: &std::path::Path, b: &std::path::Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}
