//! `bantin plan calendar`

use super::plans;
use crate::{
    cli::{FINE, Failure, console::Console, legal, site::Site},
    diag::Lang,
    report::calendar,
    site::{Extent, Site as Joined},
};

/// In lịch các hạn của kế hoạch (.ics), mở được bằng lịch của điện thoại, Outlook
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin plan calendar [KẾ HOẠCH] [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Mã hoặc số của kế hoạch (mặc định: mọi kế hoạch đang thực hiện)
    #[arg(value_name = "KẾ HOẠCH", help_heading = "Tham số")]
    one_plan: Option<String>,
    #[command(flatten)]
    site: Site,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match legal::open_plans(&args.site, Extent::Plans, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let plans = plans(&site, args.one_plan.as_deref())?;
    match calendar::ics(&site, &plans) {
        Some(text) => console.print(&text)?,
        None => console.say(match console.lang {
            Lang::Vi => "không có hạn nào để đưa vào lịch",
            Lang::En => "there is no date to put in a calendar",
        }),
    }
    Ok(FINE)
}
