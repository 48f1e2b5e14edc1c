//! `bantin completions SHELL`

use clap_complete::Shell;

use super::{FINE, Failure, console::Console};

/// In tệp gợi ý lệnh cho bash, zsh, fish, powershell hoặc elvish
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin completions <SHELL> [TÙY CHỌN]")]
pub(super) struct Args {
    /// Tên trình lệnh: bash, zsh, fish, powershell, elvish
    #[arg(value_name = "SHELL", help_heading = "Tham số", hide_possible_values = true)]
    shell: Shell,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(console.lang), "bantin", &mut script);
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(FINE)
}
