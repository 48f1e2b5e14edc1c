//! `bantin report PLAN`

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{
    FINE, Failure,
    console::Console,
    legal,
    output::{self, Made},
    plan::{coverage, period},
    site::Site,
};
use crate::{
    error::Error,
    report::{annex, doc, docx, narrative, xlsx},
    site::{Extent, Site as Joined},
    text::span::Period,
    words,
};

/// Viết báo cáo kết quả thực hiện kế hoạch trong một kỳ, kèm danh sách tin, bài, hoạt động
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin report <KẾ HOẠCH> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Mã kế hoạch (tên tệp trong content/ke-hoach/) hoặc số ký hiệu
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Tham số")]
    plan: String,
    /// Kỳ: 2025-Q2, 2025-04, 2025, "6 tháng đầu năm 2025"… (mặc định: cả giai đoạn của kế hoạch)
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
        Self::from_str(file.extension()?.to_str()?, true).ok()
    }
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match legal::open_plans(&args.site, Extent::Whole, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let coverage = coverage(&site, &args.plan, args.period.as_ref(), console)?;
    let report = narrative::report(&coverage, &site);
    if let Some(file) = &args.out_file {
        output::check(&args.site.root, file)?;
    }
    let shape = shape(args)?;
    let bytes = match shape {
        Shape::Md => doc::markdown(&narrative::blocks(&report)).into_bytes(),
        Shape::Html => doc::page(&report.title, &narrative::blocks(&report)).into_bytes(),
        Shape::Csv => annex::csv(&report.annex).into_bytes(),
        Shape::Docx => packed(docx::file(&report, site.clock.today()))?,
        Shape::Xlsx => packed(xlsx::file(&coverage, &report, &site))?,
    };
    let made = if matches!(shape, Shape::Docx | Shape::Xlsx) { Made::Office } else { Made::Text };
    output::write(&bytes, (&args.site.root, args.out_file.as_deref()), made, console)?;
    Ok(FINE)
}

/// The shape that is asked for by name or by the ending of the file.
///
/// Fails where these differ, or the ending is that of no shape: nobody could open what is in the file.
fn shape(args: &Args) -> Result<Shape, Failure> {
    let name = |it: Shape| it.to_possible_value().map_or(String::new(), |it| it.get_name().to_owned());
    let Some(file) = args.out_file.as_deref() else { return Ok(args.report_format.unwrap_or(Shape::Md)) };
    let Some(ending) = file.extension().map(|it| it.to_string_lossy().to_lowercase()) else {
        return Ok(args.report_format.unwrap_or(Shape::Md));
    };
    match (args.report_format, Shape::of(file)) {
        (None, Some(it)) => Ok(it),
        (Some(asked), Some(it)) if asked == it => Ok(asked),
        (Some(asked @ (Shape::Md | Shape::Csv)), None) if ending == "txt" => Ok(asked),
        (None, None) if ending == "txt" => Ok(Shape::Md),
        (Some(asked), _) => {
            let asked = name(asked);
            Err(Failure::Usage(words!(
                "tệp .{ending} không hợp với --format {asked}; đặt tên tệp có đuôi .{asked}, hoặc bỏ --format",
                "a file .{ending} does not go with --format {asked}; name it .{asked}, or leave --format out"
            )))
        }
        (None, None) => {
            let known: Vec<String> =
                Shape::value_variants().iter().map(|it| format!(".{}", name(*it))).collect();
            let known = known.join(", ");
            Err(Failure::Usage(words!(
                "không ghi được báo cáo thành tệp .{ending}; các đuôi tệp: {known}",
                "a report cannot be a file .{ending}; endings: {known}"
            )))
        }
    }
}

fn packed(made: std::io::Result<Vec<u8>>) -> Result<Vec<u8>, Failure> {
    made.map_err(|it| Error::new("đóng gói", "pack", Path::new("docx, xlsx"), it).into())
}
