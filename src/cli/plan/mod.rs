//! `bantin plan …`: how far plans were carried out, and what is due.

mod calendar;
mod status;
mod todo;

use super::{Failure, console::Console};
use crate::{
    diag::Lang,
    report,
    site::{
        EntryId, Site,
        coverage::{Coverage, Frame, of_plan},
    },
    text::{
        date::format_short,
        span::{Period, parse_period},
    },
    words,
};

/// Theo dõi kế hoạch tuyên truyền: đã làm được gì, còn thiếu gì, sắp đến hạn gì
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin plan <LỆNH> [TÙY CHỌN]", subcommand_help_heading = "Các lệnh")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Status(status::Args),
    Todo(todo::Args),
    Calendar(calendar::Args),
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    match args.command {
        Command::Status(args) => status::run(&args, console),
        Command::Todo(args) => todo::run(&args, console),
        Command::Calendar(args) => calendar::run(&args, console),
    }
}

/// Reads the value of `--period`.
pub(super) fn period(typed: &str) -> Result<Period, String> {
    parse_period(typed).ok_or_else(|| "2025-Q2, 2025-04, 2025, 2025-H1, \"quý II/2025\", \"6 tháng đầu năm 2025\", \"1/1/2025 - 15/6/2025\"".to_owned())
}

/// How far the plan that is meant was carried out in the period asked for; says where that lies outside of the plan's own.
pub(super) fn coverage<'s>(
    site: &Site<'s>,
    typed: &str,
    asked: Option<&Period>,
    console: &Console,
) -> Result<Coverage<'s>, Failure> {
    let plan = report::find(site, typed).map_err(Failure::Usage)?;
    let coverage = of_plan(site, plan, asked.cloned()).ok_or_else(|| no_period(typed))?;
    let own = coverage.frame.span;
    if own.common(coverage.period.span).is_none() {
        let (from, to) = (format_short(own.from), format_short(own.to));
        console.say(&match console.lang {
            Lang::Vi => {
                format!("kỳ này nằm ngoài giai đoạn của kế hoạch ({from} – {to}), nên không có gì để tính")
            }
            Lang::En => {
                format!("this period is outside of the plan's own ({from} – {to}): there is nothing to count")
            }
        });
    }
    Ok(coverage)
}

fn no_period(plan: &str) -> Failure {
    Failure::Usage(words!(
        "kế hoạch \"{plan}\" có giai đoạn (period) không dùng được; xem: bantin check",
        "the plan \"{plan}\" has no period that can be used; see: bantin check"
    ))
}

/// The plan that is meant by its id or number; without one, those that hold today.
fn plans(site: &Site<'_>, typed: Option<&str>) -> Result<Vec<EntryId>, Failure> {
    match typed {
        Some(typed) => {
            let plan = report::find(site, typed).map_err(Failure::Usage)?;
            Frame::new(site, plan).map_or_else(|| Err(no_period(typed)), |_| Ok(vec![plan]))
        }
        None => Ok(report::todo::in_force(site)),
    }
}
