//! `bantin serve`

use std::{
    collections::HashSet,
    num::NonZeroUsize,
    process::{Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use super::{
    FINDINGS, FINE, Failure,
    console::Console,
    progress::Progress,
    report::{self, Format, Shown, number},
    site::Site,
};
use crate::{
    build::{Extent, Options, Outcome},
    diag::{Diagnostic, Lang, Severity, render},
    serve::{self, End, Event, Settings},
};

/// Xem thử trang trên máy này; sửa bài là trình duyệt tự hiện bản mới
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin serve [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    #[command(flatten)]
    site: Site,
    /// Mở trình duyệt ngay
    #[arg(long)]
    open: bool,
    /// Cổng (mặc định: 1313, hoặc cổng trống tiếp theo; 0 là cổng trống bất kỳ)
    #[arg(long, value_name = "SỐ")]
    port: Option<u16>,
    /// Địa chỉ để nghe; 0.0.0.0 cho máy khác trong mạng xem (mặc định: 127.0.0.1, chỉ máy này)
    #[arg(long, value_name = "ĐỊA CHỈ", default_value = "127.0.0.1", hide_default_value = true)]
    host: String,
    /// Số luồng chạy song song (mặc định: theo số nhân của máy)
    #[arg(long, value_name = "SỐ")]
    jobs: Option<NonZeroUsize>,
    /// Dựng cả bài nháp, để xem thử
    #[arg(long)]
    drafts: bool,
}

pub(super) fn run(args: Args, console: &Console) -> Result<u8, Failure> {
    let root = args.site.root.clone();
    let options = Options {
        root: root.clone(),
        out: None,
        clock: args.site.clock(),
        jobs: args.jobs.map(NonZeroUsize::get),
        drafts: args.drafts,
        wait: Duration::ZERO,
        explain: false,
        theme: None,
        extent: Extent::Whole,
    };
    let clock = || args.site.clock();
    let settings = Settings { options, clock: &clock, host: args.host, port: args.port };
    let progress = Progress::new(console);
    let is_ready = AtomicBool::new(false);
    let told: Mutex<HashSet<Diagnostic>> = Mutex::default();
    let tell = |event: Event<'_>| match event {
        // Builds that follow are over before anyone could read how far they are.
        Event::Build(event) if !is_ready.load(Ordering::Relaxed) => progress.tell(event),
        Event::Build(_) => {}
        Event::Built(outcome) => {
            progress.clear();
            let form = (Format::Text, Shown::First);
            // Warnings that were shown already are counted only.
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            let before = std::mem::replace(&mut *told, outcome.diagnostics.iter().cloned().collect());
            let is_news = |it: &&Diagnostic| it.severity == Severity::Error || !before.contains(it);
            let news = outcome.diagnostics.iter().filter(is_news).cloned().collect();
            let news = Outcome { diagnostics: news, ..Outcome::default() };
            // Nobody is left to be told when standard output is closed.
            let _ = report::print(&news, serde_json::Map::new(), form, &root, console);
            console.say(&summary(outcome, is_ready.load(Ordering::Relaxed), console.lang));
        }
        Event::Failed(reason) => {
            progress.clear();
            console.fault(reason.get(console.lang));
        }
        Event::Ready { address, taken } => {
            is_ready.store(true, Ordering::Relaxed);
            let _ = console.print(&welcome(address, taken, console.lang));
            if args.open && !opens(address) {
                console.say(match console.lang {
                    Lang::Vi => "Không mở được trình duyệt; hãy tự mở và vào địa chỉ trên",
                    Lang::En => "Cannot open a browser; open one and go to the address above",
                });
            }
        }
    };
    let (folder, lang) = (root.clone(), console.lang);
    let explain = move |errors: &[Diagnostic]| {
        let style = render::Style { lang, is_coloured: false };
        render::text(errors, style, &|file| report::source(&folder, file))
    };
    Ok(match serve::run(&settings, Arc::new(explain), &tell)? {
        End::Stopped => FINE,
        End::NoSite => FINDINGS,
    })
}

fn welcome(address: &str, taken: Option<u16>, lang: Lang) -> String {
    let taken = match (taken, lang) {
        (None, _) => String::new(),
        (Some(port), Lang::Vi) => format!(" (cổng {port} đang có chương trình khác dùng)"),
        (Some(port), Lang::En) => format!(" (another program uses port {port})"),
    };
    match lang {
        Lang::Vi => format!("Xem trang tại {address}{taken}; bấm Ctrl+C để dừng\n"),
        Lang::En => format!("The site is at {address}{taken}; press Ctrl+C to stop\n"),
    }
}

fn summary(outcome: &Outcome, is_again: bool, lang: Lang) -> String {
    let pages = number(outcome.pages);
    let time = report::seconds(outcome.millis, lang);
    let tally = report::tally(&outcome.diagnostics, Shown::Faults, lang)
        .map(|it| format!("; {it}"))
        .unwrap_or_default();
    match (lang, is_again) {
        (Lang::Vi, false) => format!("Đã đọc xong, có {pages} trang{tally} — {time}"),
        (Lang::Vi, true) => format!("Đã cập nhật, có {pages} trang{tally} — {time}"),
        (Lang::En, false) => format!("Read the site, {pages} pages{tally} — {time}"),
        (Lang::En, true) => format!("Updated the site, {pages} pages{tally} — {time}"),
    }
}

/// Opens the address in the browser that the machine prefers; whether it was tried.
fn opens(address: &str) -> bool {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" })
    };
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_the_site_is_and_what_a_build_did() {
        let outcome = Outcome { pages: 1312, millis: 56, ..Outcome::default() };
        assert_eq!(
            welcome("http://127.0.0.1:1314/", Some(1313), Lang::Vi),
            "Xem trang tại http://127.0.0.1:1314/ (cổng 1313 đang có chương trình khác dùng); bấm Ctrl+C để dừng\n"
        );
        assert_eq!(summary(&outcome, false, Lang::Vi), "Đã đọc xong, có 1.312 trang — 0,05 giây");
        assert_eq!(summary(&outcome, true, Lang::Vi), "Đã cập nhật, có 1.312 trang — 0,05 giây");
    }
}
