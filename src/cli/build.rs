//! `bantin build`

use std::{num::NonZeroUsize, path::PathBuf, time::Duration};

use serde_json::json;

use super::{
    Failure,
    console::Console,
    progress::Progress,
    report::{self, Format, Shown, number},
    site::Site,
};
use crate::{
    build::{self, Options, Outcome},
    diag::Lang,
};

/// Dựng trang: đọc content/, ghi vào public/ những tệp thay đổi
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin build [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    #[command(flatten)]
    site: Site,
    /// Thư mục xuất (mặc định: public trong thư mục của trang)
    #[arg(long, value_name = "THƯ MỤC")]
    out: Option<PathBuf>,
    /// Số luồng chạy song song (mặc định: theo số nhân của máy)
    #[arg(long, value_name = "SỐ")]
    jobs: Option<NonZeroUsize>,
    /// Dựng cả bài nháp, để xem thử
    #[arg(long)]
    drafts: bool,
    /// Chờ tối đa bao nhiêu giây khi một lần dựng khác đang chạy (mặc định: 60)
    #[arg(long, value_name = "GIÂY", default_value_t = 60, hide_default_value = true)]
    wait: u64,
    /// Cho biết vì sao từng tệp được ghi hoặc xóa
    #[arg(long)]
    explain: bool,
    /// Dạng báo cáo: text, json hoặc sarif
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = Format::Text, hide_default_value = true, hide_possible_values = true)]
    format: Format,
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    let clock = args.site.clock();
    let root = args.site.root;
    let options = Options {
        out: Some(args.out.unwrap_or_else(|| root.join("public"))),
        root,
        clock,
        jobs: args.jobs.map(NonZeroUsize::get),
        drafts: args.drafts,
        wait: Duration::from_secs(args.wait),
        explain: args.explain,
        theme: None,
        extent: build::Extent::Whole,
    };
    let progress = Progress::new(console);
    let outcome = build::run(&options, &|event| progress.tell(event));
    progress.clear();
    let outcome = outcome?;
    let form = (args.format, Shown::First);
    let mut counts = report::counts(&outcome);
    if args.explain {
        let why = outcome
            .why
            .iter()
            .map(|(route, why)| json!({"file": route.below(), "why": why.words(console.lang)}));
        counts.insert("explain".to_owned(), why.collect());
    }
    let code = report::print(&outcome, counts, form, &options.root, console)?;
    if args.format == Format::Text {
        let lines = outcome
            .why
            .iter()
            .map(|(route, why)| format!("{}: {}\n", route.below(), why.words(console.lang)));
        console.print(&lines.collect::<String>())?;
    }
    console.say(&summary(&outcome, console.lang));
    Ok(code)
}

fn summary(outcome: &Outcome, lang: Lang) -> String {
    let [pages, written, removed, unchanged] =
        [outcome.pages, outcome.written, outcome.removed, outcome.unchanged].map(number);
    let time = report::seconds(outcome.millis, lang);
    let tally = report::tally(&outcome.diagnostics, Shown::First, lang)
        .map(|it| format!("; {it}"))
        .unwrap_or_default();
    match lang {
        Lang::Vi if outcome.is_stopped => {
            format!("Chưa đăng gì, trang cũ còn nguyên: có lỗi liên quan đến mọi trang{tally} — {time}")
        }
        Lang::En if outcome.is_stopped => format!(
            "Nothing was published and the old site stands: an error concerns all pages{tally} — {time}"
        ),
        Lang::Vi => format!(
            "Đã dựng {pages} trang, ghi {written} tệp, xóa {removed}, giữ nguyên {unchanged}{tally} — {time}"
        ),
        Lang::En => format!(
            "Built {pages} pages, wrote {written} files, removed {removed}, kept {unchanged}{tally} — {time}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diag::Diagnostic, words};

    #[test]
    fn sums_up_in_one_line() {
        let mut outcome = Outcome {
            pages: 1312,
            written: 14,
            removed: 0,
            unchanged: 1298,
            millis: 426,
            ..Outcome::default()
        };
        assert_eq!(
            summary(&outcome, Lang::Vi),
            "Đã dựng 1.312 trang, ghi 14 tệp, xóa 0, giữ nguyên 1.298 — 0,42 giây"
        );
        outcome.diagnostics = vec![Diagnostic::error("x", words!("x", "x")); 2];
        assert_eq!(
            summary(&outcome, Lang::Vi),
            "Đã dựng 1.312 trang, ghi 14 tệp, xóa 0, giữ nguyên 1.298; 2 lỗi — 0,42 giây"
        );
    }
}
