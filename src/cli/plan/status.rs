//! `bantin plan status PLAN`

use super::{coverage, period};
use crate::{
    cli::{FINE, Failure, console::Console, legal, site::Site},
    report::{doc, status},
    site::{Extent, Site as Joined},
    text::span::Period,
};

/// Đối chiếu kế hoạch với những gì đã đăng, đã làm: từng nội dung, hình thức, đơn vị; chỉ tiêu
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin plan status <KẾ HOẠCH> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Mã kế hoạch (tên tệp trong content/ke-hoach/) hoặc số ký hiệu
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Tham số")]
    plan: String,
    /// Kỳ: 2025-Q2, 2025-04, 2025, "6 tháng đầu năm 2025"… (mặc định: cả giai đoạn của kế hoạch)
    #[arg(long, value_name = "KỲ", value_parser = period)]
    period: Option<Period>,
    /// Dạng kết quả: text, json, csv hoặc md
    #[arg(
        long = "format",
        value_name = "DẠNG",
        value_enum,
        default_value_t = Shape::Text,
        hide_default_value = true,
        hide_possible_values = true
    )]
    status_format: Shape,
    #[command(flatten)]
    site: Site,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Text,
    Json,
    Csv,
    Md,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match legal::open_plans(&args.site, Extent::Plans, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let coverage = coverage(&site, &args.plan, args.period.as_ref(), console)?;
    let blocks = || status::blocks(&coverage, &site, console.lang);
    console.print(&match args.status_format {
        Shape::Text => doc::text(&blocks()),
        Shape::Md => doc::markdown(&blocks()),
        Shape::Json => status::json(&coverage),
        Shape::Csv => status::csv(&coverage),
    })?;
    Ok(FINE)
}
