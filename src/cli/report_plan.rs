//! `bantin report PLAN`

use std::path::{Path, PathBuf};

use super::{
    FINE, Failure,
    console::Console,
    legal, output,
    plan::{coverage, period},
    site::Site,
};
use crate::{
    error::Error,
    report::{annex, doc, docx, narrative, xlsx},
    site::Site as Joined,
    text::span::Period,
};

/// Viết báo cáo kết quả thực hiện kế hoạch trong một kỳ, kèm danh sách tin, bài, hoạt động
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin report <KẾ HOẠCH> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Mã kế hoạch (tên tệp trong content/ke-hoach/) hoặc số ký hiệu
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Tham số")]
    plan: String,
    /// Kỳ: 2025-Q2, 2025-04 hoặc 2025 (mặc định: cả giai đoạn của kế hoạch)
    #[arg(long, value_name = "KỲ", value_parser = period)]
    period: Option<Period>,
    /// Dạng báo cáo: md, html, docx (Word), xlsx (Excel), hoặc csv (chỉ danh sách); mặc định: theo đuôi tệp ghi ra, không có thì md
    #[arg(long = "format", value_name = "DẠNG", value_enum, hide_possible_values = true)]
    report_format: Option<Shape>,
    /// Ghi vào tệp này (mặc định: in ra màn hình)
    #[arg(long = "out", value_name = "TỆP")]
    out_file: Option<PathBuf>,
    #[command(flatten)]
    site: Site,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Md,
    Html,
    Docx,
    Xlsx,
    Csv,
}

impl Shape {
    /// What the ending of a file asks for.
    fn of(file: &Path) -> Option<Self> {
        <Self as clap::ValueEnum>::from_str(file.extension()?.to_str()?, true).ok()
    }
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match legal::open(&args.site, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let coverage = coverage(&site, &args.plan, args.period.as_ref(), console)?;
    let report = narrative::report(&coverage, &site);
    let shape = args.report_format.or_else(|| Shape::of(args.out_file.as_deref()?)).unwrap_or(Shape::Md);
    let bytes = match shape {
        Shape::Md => doc::markdown(&narrative::blocks(&report)).into_bytes(),
        Shape::Html => doc::page(&report.title, &narrative::blocks(&report)).into_bytes(),
        Shape::Csv => annex::csv(&report.annex).into_bytes(),
        Shape::Docx => packed(docx::file(&report, site.clock.today()))?,
        Shape::Xlsx => packed(xlsx::file(&coverage, &report, &site))?,
    };
    let is_packed = matches!(shape, Shape::Docx | Shape::Xlsx);
    output::write(&bytes, (&args.site.root, args.out_file.as_deref()), is_packed, console)?;
    Ok(FINE)
}

fn packed(made: std::io::Result<Vec<u8>>) -> Result<Vec<u8>, Failure> {
    made.map_err(|it| Error::new("đóng gói", "pack", Path::new("docx, xlsx"), it).into())
}
