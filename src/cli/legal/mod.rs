//! `bantin legal …`: what an editor asks of the register of legal documents.

mod scan;

use super::{FINDINGS, Failure, console::Console, site::Site};
use crate::{
    build::{self, Opened},
    diag::{Diagnostic, order, render},
};

/// Tra cứu, tìm trích dẫn và ghi văn bản vào danh mục
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin legal <LỆNH>", subcommand_help_heading = "Các lệnh")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Scan(scan::Args),
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    match args.command {
        Command::Scan(args) => scan::run(&args, console),
    }
}

/// The site, for commands that cannot do without; else its findings are shown and the exit code is given.
fn open(site: &Site, console: &Console) -> Result<Result<Opened, u8>, Failure> {
    let mut found = Vec::new();
    Ok(match build::open(&site.root, site.clock(), &mut found)? {
        Some(opened) => Ok(opened),
        None => Err(refuse(found, console)),
    })
}

/// Shows findings beside the result.
fn refuse(found: Vec<Diagnostic>, console: &Console) -> u8 {
    let found = order::settle(found, &[]);
    console.say(render::text(&found, console.style, &|_| None).trim_end());
    FINDINGS
}
