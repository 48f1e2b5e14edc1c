//! `bantin legal show NUMBER`

use serde_json::{Value, json};

use super::{Shape, open, unknown};
use crate::{
    cli::{FINE, Failure, console::Console, report::pretty, site::Site},
    register::show,
    site::{Site as Joined, records},
};

/// Xem các văn bản mang một số: thuộc tính, hiệu lực, quan hệ, tin bài nhắc đến
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin legal show <SỐ> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Số ký hiệu, tên gọi hoặc mã của văn bản
    #[arg(value_name = "SỐ", help_heading = "Tham số")]
    number: String,
    /// Dạng kết quả: text hoặc json
    #[arg(
        long = "format",
        value_name = "DẠNG",
        value_enum,
        default_value_t = Shape::Text,
        hide_default_value = true,
        hide_possible_values = true
    )]
    show_format: Shape,
    #[command(flatten)]
    site: Site,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let opened = match open(&args.site, console)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let site = Joined::new(&opened.sources, &opened.clock, &opened.graph);
    let found = show::meant(&site, &args.number);
    if found.is_empty() {
        return Err(unknown(&site, &args.number));
    }
    console.print(&match args.show_format {
        Shape::Text => {
            let texts = found.iter().map(|it| show::text(&site, *it, console.lang));
            texts.collect::<Vec<_>>().join("\n")
        }
        Shape::Json => {
            let values = found.iter().filter_map(|it| {
                let record = serde_json::to_value(records::document(&site, *it)?).ok()?;
                let cited = site.graph.legal.cited_by.get(it).into_iter().flatten().map(|it| {
                    json!({
                        "article": site.config.base.full(&site.node(it.by).url),
                        "file": &*site.entry(it.by).file,
                        "role": it.role,
                        "provision": it.provision,
                        "sentence": it.sentence(&site.entry(it.by).facts),
                    })
                });
                Some(json!({"document": record, "cited_by": cited.collect::<Vec<Value>>()}))
            });
            pretty(&Value::Array(values.collect()))
        }
    })?;
    Ok(FINE)
}
