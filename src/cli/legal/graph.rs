//! `bantin legal graph ID`

use super::{open, unknown};
use crate::{
    cli::{FINE, Failure, console::Console, report::pretty, site::Site},
    register::{graph, show},
    site::Site as Joined,
    words,
};

/// Xem quan hệ của một văn bản với các văn bản khác, cả hai chiều
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin legal graph <MÃ> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Mã hoặc số ký hiệu của văn bản
    #[arg(value_name = "MÃ", help_heading = "Tham số")]
    id: String,
    /// Đi xa mấy bước (mặc định: 2)
    #[arg(long, value_name = "SỐ", default_value_t = 2, hide_default_value = true)]
    depth: usize,
    /// Dạng kết quả: text, dot hoặc json
    #[arg(
        long = "format",
        value_name = "DẠNG",
        value_enum,
        default_value_t = Shape::Text,
        hide_default_value = true,
        hide_possible_values = true
    )]
    graph_format: Shape,
    #[command(flatten)]
    site: Site,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    Text,
    Dot,
    Json,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match open(&args.site, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let (depth, lang) = (args.depth, console.lang);
    let root = match show::meant(&site, &args.id)[..] {
        [] => return Err(unknown(&site, &args.id)),
        [root] => root,
        ref several => {
            let names: Vec<String> = several.iter().map(|it| graph::name(&site, *it)).collect();
            let (typed, names) = (&args.id, names.join("; "));
            return Err(Failure::Usage(words!(
                "\"{typed}\" có thể là nhiều văn bản; dùng mã: {names}",
                "\"{typed}\" may be several documents; use an id: {names}"
            )));
        }
    };
    console.print(&match args.graph_format {
        Shape::Text => graph::tree(&site, root, depth, lang),
        Shape::Dot => graph::dot(&site, root, depth, lang),
        Shape::Json => pretty(&graph::json(&site, root, depth)),
    })?;
    Ok(FINE)
}
