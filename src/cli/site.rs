//! The arguments that `build`, `check` and `new` share.
#![expect(clippy::disallowed_methods, reason = "the clock is read once, here")]

use std::path::PathBuf;

use jiff::Timestamp;

use crate::{
    build::Clock,
    text::date::{Moment, parse_date},
};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct Site {
    /// Thư mục của trang, nơi có bantin.yaml (mặc định: thư mục hiện tại)
    #[arg(long, value_name = "THƯ MỤC", default_value = ".", hide_default_value = true)]
    pub(super) root: PathBuf,
    /// Tính như thể đang ở ngày này: 5/6/2025 hoặc "2025-06-05 08:00" (mặc định: lúc này)
    #[arg(long, value_name = "NGÀY", value_parser = moment)]
    as_of: Option<Moment>,
}

fn moment(typed: &str) -> Result<Moment, String> {
    parse_date(typed).map_err(|_| "5/6/2025, 2025-06-05 08:00".to_owned())
}

impl Site {
    /// The moment for which the command works.
    pub(super) fn clock(&self) -> Clock {
        self.as_of.map_or_else(|| Clock::Now(now()), Clock::AsOf)
    }
}

/// The instant at which it is called.
pub(super) fn now() -> Timestamp {
    Timestamp::try_from(std::time::SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH)
}
