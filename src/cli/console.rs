//! Where words go: results to standard output, everything else to standard error.

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
};

use super::Failure;
use crate::{
    diag::{Lang, render::Style},
    error::Error,
};

/// The terminal as this run sees it.
pub(super) struct Console {
    /// Language of the interface.
    pub(super) lang: Lang,
    /// How findings are shown.
    pub(super) style: Style,
    /// Whether a person watches standard error.
    pub(super) is_watched: bool,
}

impl Console {
    pub(super) fn new(lang: Lang) -> Self {
        let is_plain = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
        let is_coloured = io::stdout().is_terminal() && !is_plain;
        Self { lang, style: Style { lang, is_coloured }, is_watched: io::stderr().is_terminal() }
    }

    /// Prints a result. That the reader of a pipe has gone is no fault.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::new("in ra", "print to", Path::new("stdout"), error).into())
            }
            _ => Ok(()),
        }
    }

    /// Says something beside the result.
    pub(super) fn say(&self, text: &str) {
        // Nobody is left to be told when standard error is closed.
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Says why the command stopped.
    pub(super) fn fault(&self, text: &str) {
        let name = match self.lang {
            Lang::Vi => "lỗi",
            Lang::En => "error",
        };
        self.say(&format!("{name}: {text}"));
    }
}
