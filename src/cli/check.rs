//! `bantin check`

use std::{num::NonZeroUsize, time::Duration};

use serde_json::Map;

use super::{
    Failure,
    console::Console,
    progress::Progress,
    report::{self, Format, number},
    site::Site,
};
use crate::{
    build::{self, Options},
    diag::Lang,
};

/// Kiểm tra nội dung mà không ghi gì
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin check [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    #[command(flatten)]
    site: Site,
    /// Số luồng chạy song song (mặc định: theo số nhân của máy)
    #[arg(long, value_name = "SỐ")]
    jobs: Option<NonZeroUsize>,
    /// Kiểm tra như khi dựng cả bài nháp
    #[arg(long)]
    drafts: bool,
    /// Dạng báo cáo: text, json hoặc sarif
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = Format::Text, hide_default_value = true, hide_possible_values = true)]
    format: Format,
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    let options = Options {
        clock: args.site.clock(),
        root: args.site.root,
        out: None,
        jobs: args.jobs.map(NonZeroUsize::get),
        drafts: args.drafts,
        wait: Duration::ZERO,
    };
    let progress = Progress::new(console);
    let outcome = build::run(&options, &|event| progress.tell(event));
    progress.clear();
    let outcome = outcome?;
    let code = report::print(&outcome, Map::new(), args.format, &options.root, console)?;
    let (pages, time) = (number(outcome.pages), report::seconds(outcome.millis, console.lang));
    let tally = report::tally(&outcome.diagnostics, console.lang);
    console.say(&match console.lang {
        Lang::Vi => {
            let tally = tally.unwrap_or_else(|| "không có gì phải sửa".to_owned());
            format!("Đã kiểm tra {pages} trang: {tally} — {time}")
        }
        Lang::En => {
            let tally = tally.unwrap_or_else(|| "nothing to mend".to_owned());
            format!("Checked {pages} pages: {tally} — {time}")
        }
    });
    Ok(code)
}
