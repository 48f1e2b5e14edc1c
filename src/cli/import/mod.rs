//! `bantin import …`: texts that offices have already, as content.

mod plan;

use super::{Failure, console::Console};

/// Đưa văn bản có sẵn vào trang: kế hoạch từ tệp Word hoặc tệp chữ
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin import <LỆNH> [TÙY CHỌN]", subcommand_help_heading = "Các lệnh")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Plan(plan::Args),
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    match args.command {
        Command::Plan(args) => plan::run(&args, console),
    }
}
