//! `bantin legal add "…"`

use super::{document_folder, open};
use crate::{
    cli::{FINE, Failure, console::Console, new, site::Site},
    diag::Lang,
    legal::place,
    register::add,
    source::files,
};

/// Tạo tệp văn bản mới từ một trích dẫn hoặc cả câu có trích dẫn
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin legal add <TRÍCH DẪN> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Trích dẫn, đặt trong dấu ngoặc kép
    #[arg(value_name = "TRÍCH DẪN", help_heading = "Tham số")]
    citation: String,
    #[command(flatten)]
    site: Site,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match open(&args.site, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let config = &opened.sources.config;
    let folder = document_folder(config)?;
    let home = config.locality.as_deref().and_then(place::find);
    let draft = add::draft(&args.citation, opened.graph.legal.register(), home.as_ref());
    let draft = draft.map_err(Failure::Usage)?;
    let file = format!("{}/{folder}/{}.md", files::CONTENT, draft.id);
    let path = args.site.root.join(&file);
    new::create(&path, &file, &draft.text)?;
    console.print(&format!("{}\n", path.strip_prefix(".").unwrap_or(&path).display()))?;
    if !draft.missing.is_empty() {
        let names: Vec<&str> = draft.missing.iter().map(|it| it.get(console.lang)).collect();
        let names = names.join(", ");
        console.say(&match console.lang {
            Lang::Vi => format!("Còn thiếu: {names}. Mở tệp và điền vào."),
            Lang::En => format!("Still missing: {names}. Open the file and fill it in."),
        });
    }
    Ok(FINE)
}
