//! `bantin evidence PLAN --out FILE.zip`

use std::path::{Path, PathBuf};

use super::{
    FINE, Failure,
    console::Console,
    legal, output,
    plan::{coverage, period},
    site::Site,
};
use crate::{
    diag::Lang,
    error::Error,
    report::{
        evidence::{self, Shelf},
        narrative,
    },
    site::{Extent, Site as Joined},
    source::files,
    text::span::Period,
    words,
};

/// Gói minh chứng của một kế hoạch trong một kỳ: trang đã đăng, tệp minh chứng, mục lục, mã kiểm tra
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "bantin evidence <KẾ HOẠCH> --out <TỆP.zip> [TÙY CHỌN]",
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Mã kế hoạch (tên tệp trong content/ke-hoach/) hoặc số ký hiệu
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Tham số")]
    plan: String,
    /// Kỳ: 2025-Q2, 2025-04, 2025, "6 tháng đầu năm 2025"… (mặc định: cả giai đoạn của kế hoạch)
    #[arg(long, value_name = "KỲ", value_parser = period)]
    period: Option<Period>,
    /// Ghi gói vào tệp này
    #[arg(long = "out", value_name = "TỆP.zip")]
    zip_file: PathBuf,
    /// Thư mục trang đã dựng (mặc định: public trong thư mục của trang)
    #[arg(long = "public", value_name = "THƯ MỤC")]
    public_dir: Option<PathBuf>,
    #[command(flatten)]
    site: Site,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let public = args.public_dir.clone().unwrap_or_else(|| args.site.root.join("public"));
    if !public.is_dir() {
        let name = public.display();
        return Err(Failure::Usage(words!(
            "không có thư mục {name}; dựng trang trước bằng: bantin build",
            "there is no folder {name}; build the site first: bantin build"
        )));
    }
    if !args.zip_file.extension().is_some_and(|it| it.eq_ignore_ascii_case("zip")) {
        let name = args.zip_file.display();
        return Err(Failure::Usage(words!(
            "gói minh chứng là tệp .zip; đặt lại tên cho {name}",
            "the proofs are packed into a file .zip; name {name} so"
        )));
    }
    let opened = match legal::open_plans(&args.site, Extent::Whole, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let coverage = coverage(&site, &args.plan, args.period.as_ref(), console)?;
    let report = narrative::report(&coverage, &site);
    let content = args.site.root.join(files::CONTENT);
    let shelf = Shelf {
        published: &|it| inside(&public, it),
        content: &|it| inside(&content, it),
        base: &site.config.base,
    };
    let bundle = evidence::bundle(&report, &shelf, site.clock.today())
        .map_err(|it| Error::new("đóng gói", "pack", &args.zip_file, it))?;
    output::write(&bundle.bytes, (&args.site.root, Some(&args.zip_file)), output::Made::Archive, console)?;
    let (lines, files) = (report.annex.len(), bundle.files);
    console.say(&match console.lang {
        Lang::Vi => {
            format!("{lines} tin, bài, hoạt động; {files} tệp trong gói (trang đã đăng và minh chứng)")
        }
        Lang::En => format!("{lines} articles and activities; {files} files (saved pages and proofs)"),
    });
    for (number, name) in &bundle.missing {
        console.say(&match console.lang {
            Lang::Vi => format!("- số {number}: không thấy {name}"),
            Lang::En => format!("- number {number}: {name} is not there"),
        });
    }
    Ok(FINE)
}

/// The bytes of a plain file below a folder; nothing that a path or a link leads to outside of it.
fn inside(folder: &Path, below: &str) -> Option<Vec<u8>> {
    let is_below =
        below.split('/').all(|it| !it.is_empty() && it != "." && it != "..") && !below.contains('\\');
    let path = folder.join(below);
    (is_below && files::is_plain(&path)).then(|| files::read(&path).ok()).flatten()
}
