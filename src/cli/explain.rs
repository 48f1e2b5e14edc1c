//! `bantin explain CODE`

use super::{FINE, Failure, console::Console};
use crate::{diag::codes, text::near, words};

/// Giải thích một mã chẩn đoán, có ví dụ sai và đúng
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin explain [MÃ] [TÙY CHỌN]")]
pub(super) struct Args {
    /// Mã trong dấu ngoặc vuông ở đầu thông báo; để trống thì liệt kê mọi mã
    #[arg(value_name = "MÃ", help_heading = "Tham số")]
    code: Option<String>,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    let Some(typed) = &args.code else {
        let list: Vec<String> =
            codes::all().map(|it| format!("{:<28} {}\n", it.code, it.title(lang))).collect();
        console.print(&list.concat())?;
        return Ok(FINE);
    };
    let name = typed.trim_matches(['[', ']']);
    match codes::find(name) {
        Some(it) => {
            console.print(&format!("{}: {}\n\n{}\n", it.code, it.title(lang), it.text(lang)))?;
            Ok(FINE)
        }
        None => Err(Failure::Usage(match near::nearest(name, codes::all().map(|it| it.code)) {
            Some(near) => words!(
                "không có mã \"{name}\"; có phải ý bạn là {near}?",
                "there is no code \"{name}\"; did you mean {near}?"
            ),
            None => words!(
                "không có mã \"{name}\"; xem danh sách bằng: bantin explain",
                "there is no code \"{name}\"; list them with: bantin explain"
            ),
        })),
    }
}
