//! `bantin serverconf SERVER`

use super::{FINDINGS, FINE, Failure, console::Console, site::Site};
use crate::{
    build,
    diag::Severity,
    publish::{Hosting, Server},
    words,
};

/// In cấu hình máy chủ web cho trang: tiêu đề an toàn, bộ nhớ đệm, địa chỉ cũ
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin serverconf <MÁY CHỦ> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Máy chủ web: nginx, apache, iis hoặc netlify
    #[arg(value_name = "MÁY CHỦ", value_enum, help_heading = "Tham số", hide_possible_values = true)]
    server: Server,
    #[command(flatten)]
    site: Site,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let mut found = Vec::new();
    let Some(opened) = build::open(&args.site.root, args.site.clock(), build::Extent::Heads, &mut found)?
    else {
        return Err(Failure::Usage(words!(
            "không đọc được bantin.yaml trong thư mục này; xem bằng: bantin check",
            "bantin.yaml in this folder cannot be read; look with: bantin check"
        )));
    };
    let base = &opened.sources.config.base;
    let redirects = opened.graph.redirects.iter().flat_map(|(file, id)| {
        let to = base.full(&opened.graph.nodes[id.0].url);
        let from = file.strip_suffix("index.html").unwrap_or(file).to_owned();
        // A folder is asked for with and without the slash at its end.
        let bare = from.strip_suffix('/').filter(|it| !it.is_empty()).map(str::to_owned);
        [Some(from), bare].into_iter().flatten().map(move |it| (it, to.clone()))
    });
    let packed = opened.sources.config.precompress;
    let hosting = Hosting { base, redirects: redirects.collect(), packed };
    console.print(&hosting.text(args.server))?;
    let is_whole = !found.iter().any(|it| it.severity == Severity::Error);
    if !is_whole {
        console.say(
            words!(
                "Nội dung còn lỗi, nên có thể thiếu địa chỉ cũ; xem bằng: bantin check",
                "The content has errors, so old addresses may be missing; look with: bantin check"
            )
            .get(console.lang),
        );
    }
    Ok(if is_whole { FINE } else { FINDINGS })
}
