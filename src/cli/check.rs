//! `bantin check`

use std::{num::NonZeroUsize, time::Duration};

use serde_json::{Map, Value, json};

use super::{
    Failure,
    console::Console,
    progress::Progress,
    report::{self, Format, Shown, number},
    site::Site,
};
use crate::{
    build::{self, Fixed, Options},
    diag::Lang,
};

/// Kiểm tra nội dung mà không ghi gì, trừ khi có --fix
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
    /// Hiện cả những điều chỉ để biết
    #[arg(long)]
    all: bool,
    /// Sửa ngay số ký hiệu gõ sai chữ cái, dấu gạch, khoảng trắng trong tệp gốc
    #[arg(long)]
    fix: bool,
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
        explain: false,
        theme: None,
        extent: build::Extent::Whole,
    };
    let fixed = if args.fix { build::fix(&options)? } else { Vec::new() };
    if args.format == Format::Text {
        console.print(&lines(&fixed))?;
    }
    let progress = Progress::new(console);
    let outcome = build::run(&options, &|event| progress.tell(event));
    progress.clear();
    let outcome = outcome?;
    let shown = if args.all { Shown::All } else { Shown::Faults };
    let counts = if args.fix { object(&fixed) } else { Map::new() };
    let code = report::print(&outcome, counts, (args.format, shown), &options.root, console)?;
    if args.fix {
        let n = number(fixed.len());
        console.say(&match console.lang {
            Lang::Vi => format!("Đã sửa {n} số ký hiệu"),
            Lang::En => format!("Corrected {n} document numbers"),
        });
    }
    let (pages, time) = (number(outcome.pages), report::seconds(outcome.millis, console.lang));
    let tally = report::tally(&outcome.diagnostics, shown, console.lang);
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

/// `content/a.md:14:23: 63/2010/NÐ–CP → 63/2010/NĐ-CP`, each on a line.
fn lines(fixed: &[Fixed]) -> String {
    let line = |Fixed { file, pos, old, new }: &Fixed| {
        format!("{file}:{}:{}: {old} → {new}\n", pos.line, pos.column)
    };
    fixed.iter().map(line).collect()
}

fn object(fixed: &[Fixed]) -> Map<String, Value> {
    let list = fixed.iter().map(|Fixed { file, pos, old, new }| {
        json!({"file": &**file, "line": pos.line, "column": pos.column, "old": old, "new": new})
    });
    Map::from_iter([("fixed".to_owned(), list.collect())])
}
