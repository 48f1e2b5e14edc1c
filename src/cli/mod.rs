//! The command line. One file a command; each says what it needs, calls the pipeline, and prints.

mod build;
mod check;
mod completions;
mod console;
mod english;
mod evidence;
mod explain;
mod import;
mod init;
mod language;
mod legal;
mod new;
mod output;
mod plan;
mod progress;
mod report;
mod report_plan;
pub mod schema;
mod serve;
mod serverconf;
mod site;
mod theme;
mod usage;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::{
    diag::{Lang, Words},
    error::Error,
};

use console::Console;

/// Everything is in order.
pub const FINE: u8 = 0;
/// The content has findings at the level of an error.
pub const FINDINGS: u8 = 1;
/// The command was not understood, or would do harm.
pub const USAGE: u8 = 2;
/// The machine refused.
pub const MACHINE: u8 = 3;

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// Dựng trang tin cải cách hành chính từ các tệp bài viết, kế hoạch và văn bản.
#[derive(Debug, Parser)]
#[command(
    name = "bantin",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    help_template = TEMPLATE,
    override_usage = "bantin <LỆNH> [TÙY CHỌN]",
    subcommand_help_heading = "Các lệnh",
    next_help_heading = "Tùy chọn",
    subcommand_required = true,
    after_help = "Mã thoát: 0 không có lỗi, 1 nội dung có lỗi, 2 lệnh gõ sai, 3 máy không cho phép."
)]
struct Cli {
    /// Ngôn ngữ của thông báo: vi hoặc en (mặc định vi, hoặc theo LANG của máy)
    #[arg(
        long,
        global = true,
        value_name = "NGÔN NGỮ",
        value_enum,
        hide_possible_values = true,
        display_order = 900
    )]
    lang: Option<LangArg>,
    /// Xem hướng dẫn
    #[arg(long, short, global = true, action = clap::ArgAction::Help, display_order = 901)]
    help: Option<bool>,
    /// Xem số phiên bản
    #[arg(long, short = 'V', action = clap::ArgAction::Version, display_order = 902)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangArg {
    Vi,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Serve(serve::Args),
    Check(check::Args),
    Init(init::Args),
    New(new::Args),
    Legal(legal::Args),
    Plan(plan::Args),
    Report(report_plan::Args),
    Evidence(evidence::Args),
    Import(import::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Serverconf(serverconf::Args),
    Theme(theme::Args),
    Completions(completions::Args),
}

/// Why a command stopped.
#[derive(Debug)]
enum Failure {
    /// It was not understood, or would do harm; one sentence says what to do.
    Usage(Words),
    /// The machine refused.
    Machine(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Machine(error)
    }
}

/// Runs one command line, `args` including the program's name, and returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = language::wanted(&args);
    let parsed = command(lang).try_get_matches_from(&args).and_then(|it| Cli::from_arg_matches(&it));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::print(&error, lang),
    };
    let lang = match cli.lang {
        Some(LangArg::Vi) => Lang::Vi,
        Some(LangArg::En) => Lang::En,
        None => lang,
    };
    let console = Console::new(lang);
    let done = match cli.command {
        Command::Build(args) => build::run(args, &console),
        Command::Serve(args) => serve::run(args, &console),
        Command::Check(args) => check::run(args, &console),
        Command::Init(args) => init::run(&args, &console),
        Command::New(args) => new::run(&args, &console),
        Command::Legal(args) => legal::run(args, &console),
        Command::Plan(args) => plan::run(args, &console),
        Command::Report(args) => report_plan::run(&args, &console),
        Command::Evidence(args) => evidence::run(&args, &console),
        Command::Import(args) => import::run(args, &console),
        Command::Explain(args) => explain::run(&args, &console),
        Command::Schema(args) => schema::run(&args, &console),
        Command::Serverconf(args) => serverconf::run(&args, &console),
        Command::Theme(args) => theme::run(args, &console),
        Command::Completions(args) => completions::run(&args, &console),
    };
    match done {
        Ok(code) => code,
        Err(Failure::Usage(words)) => {
            console.fault(words.get(lang));
            USAGE
        }
        Err(Failure::Machine(error)) => {
            console.fault(&error.message(lang));
            MACHINE
        }
    }
}

/// The command line as clap knows it; every command shows its help in one shape.
fn command(lang: Lang) -> clap::Command {
    let template =
        |it: clap::Command| it.help_template(TEMPLATE).mut_subcommands(|it| it.help_template(TEMPLATE));
    let command = Cli::command().mut_subcommands(template);
    match lang {
        Lang::Vi => command,
        Lang::En => english::translated(command),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn describes_a_sound_command_line() {
        super::command(super::Lang::Vi).debug_assert();
        super::command(super::Lang::En).debug_assert();
    }
}
