//! `bantin theme check DIR`

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    Failure,
    console::Console,
    progress::Progress,
    report::{self, Format, Shown, number},
};
use crate::{
    build::{self, Clock, Options},
    config,
    diag::{Diagnostic, Lang},
    theme::THEMES,
    words,
};

/// Kiểm tra giao diện riêng trong themes/
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin theme <LỆNH> [TÙY CHỌN]", subcommand_help_heading = "Các lệnh")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Check(Check),
}

/// Báo giá trị, khối không có, tệp thừa và màu khó đọc của một giao diện, trên nội dung của trang
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin theme check <THƯ MỤC> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
struct Check {
    /// Thư mục của giao diện: themes/TÊN trong thư mục của trang
    #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
    dir: PathBuf,
    /// Dạng báo cáo: text, json hoặc sarif
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = Format::Text, hide_default_value = true, hide_possible_values = true)]
    format: Format,
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    let Command::Check(args) = args.command;
    let Some((root, name)) = place(&args.dir) else {
        let folder = args.dir.display();
        return Err(Failure::Usage(words!(
            "\"{folder}\" không phải thư mục themes/TÊN của một trang có bantin.yaml; ví dụ: bantin theme check themes/xanh",
            "\"{folder}\" is not a folder themes/NAME of a site with bantin.yaml; for example: bantin theme check themes/green"
        )));
    };
    let options = Options {
        clock: Clock::Now(super::site::now()),
        root,
        out: None,
        jobs: None,
        drafts: true,
        wait: Duration::ZERO,
        explain: false,
        theme: Some(name.clone()),
        extent: build::Extent::Whole,
    };
    let progress = Progress::new(console);
    let outcome = build::run(&options, &|event| progress.tell(event));
    progress.clear();
    let mut outcome = outcome?;
    let folder = format!("{THEMES}/{name}/");
    let is_of_theme = |it: &Diagnostic| {
        let is_there = it.place.as_ref().is_some_and(|it| it.file.starts_with(&folder));
        is_there || it.code.starts_with("theme-") || it.code.starts_with("template-")
    };
    outcome.diagnostics.retain(is_of_theme);
    let code =
        report::print(&outcome, serde_json::Map::new(), (args.format, Shown::All), &options.root, console)?;
    let pages = number(outcome.pages);
    let tally = report::tally(&outcome.diagnostics, Shown::All, console.lang);
    console.say(&match console.lang {
        Lang::Vi => {
            let tally = tally.unwrap_or_else(|| "không có gì phải sửa".to_owned());
            format!("Đã thử giao diện {name} trên {pages} trang: {tally}")
        }
        Lang::En => {
            let tally = tally.unwrap_or_else(|| "nothing to mend".to_owned());
            format!("Tried the theme {name} on {pages} pages: {tally}")
        }
    });
    Ok(code)
}

/// `…/themes/xanh` → the folder of the site, and `xanh`.
fn place(folder: &Path) -> Option<(PathBuf, String)> {
    let folder = std::path::absolute(folder).ok()?;
    let name = folder.file_name()?.to_str()?.to_owned();
    let themes = folder.parent().filter(|it| it.ends_with(THEMES))?;
    let root = themes.parent()?;
    (folder.is_dir() && root.join(config::FILE).is_file()).then(|| (root.to_owned(), name))
}
