//! `bantin plan todo`

use super::plans;
use crate::{
    cli::{FINE, Failure, console::Console, legal, site::Site},
    diag::Lang,
    report::todo,
    site::{Extent, Site as Joined},
    text::near,
    words,
};

/// Việc quá hạn, sắp đến hạn và phần còn thiếu của quý này, viết sẵn để dán vào Zalo
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin plan todo [KẾ HOẠCH] [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Mã hoặc số của kế hoạch (mặc định: mọi kế hoạch đang thực hiện)
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Tham số")]
    one_plan: Option<String>,
    /// Chỉ đơn vị này: mã hoặc tên
    #[arg(long, value_name = "ĐƠN VỊ")]
    unit: Option<String>,
    /// Dạng kết quả: text
    #[arg(
        long = "format",
        value_name = "DẠNG",
        value_enum,
        default_value_t = Shape::Text,
        hide_default_value = true,
        hide_possible_values = true
    )]
    todo_format: Shape,
    #[command(flatten)]
    site: Site,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Text,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match legal::open_plans(&args.site, Extent::Plans, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let unit = match &args.unit {
        Some(typed) => Some(site.graph.names.units.find(typed).ok_or_else(|| unknown(&site, typed))?),
        None => None,
    };
    let Shape::Text = args.todo_format;
    let plans = plans(&site, args.one_plan.as_deref())?;
    let text = todo::text(&site, &plans, unit);
    if text.is_empty() {
        console.say(match console.lang {
            Lang::Vi => "không có việc nào quá hạn, sắp đến hạn hoặc còn thiếu trong quý này",
            Lang::En => "nothing is overdue, due or lacking in this quarter",
        });
    }
    console.print(&text)?;
    Ok(FINE)
}

fn unknown(site: &Joined<'_>, typed: &str) -> Failure {
    let units = site.registries.units.iter();
    let names = units.flat_map(|it| [it.id.value.as_str(), it.name.as_str()]);
    Failure::Usage(match near::nearest(typed, names) {
        Some(near) => words!(
            "không có đơn vị \"{typed}\"; có phải ý bạn là {near}?",
            "there is no unit \"{typed}\"; did you mean {near}?"
        ),
        None => words!(
            "không có đơn vị \"{typed}\" trong content/danh-muc/co-quan.yaml",
            "there is no unit \"{typed}\" in content/danh-muc/co-quan.yaml"
        ),
    })
}
