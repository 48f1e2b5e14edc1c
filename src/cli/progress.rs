//! One line on the terminal that says how far a long build is.

use std::{
    io::{self, Write},
    sync::Mutex,
    time::{Duration, Instant},
};

use super::console::Console;
use crate::build::Event;

/// Nothing is shown before; most builds are over by then.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two drawings.
const PAUSE: Duration = Duration::from_millis(100);

/// Shows the events of one build.
pub(super) struct Progress<'a> {
    console: &'a Console,
    start: Instant,
    line: Mutex<Line>,
}

#[derive(Default)]
struct Line {
    /// Characters on the terminal now.
    width: usize,
    drawn: Option<Instant>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(console: &'a Console) -> Self {
        Self { console, start: Instant::now(), line: Mutex::default() }
    }

    /// Shows an event.
    pub(super) fn tell(&self, event: Event) {
        match event {
            Event::Notice(words) => {
                self.clear();
                self.console.say(words.get(self.console.lang));
            }
            Event::Progress { doing, done, total } => {
                let Ok(mut line) = self.line.lock() else { return };
                let is_soon = line.drawn.is_some_and(|it| it.elapsed() < PAUSE);
                if self.console.is_watched && self.start.elapsed() > PATIENCE && !is_soon {
                    line.draw(&format!("{} {done}/{total}", doing.get(self.console.lang)));
                }
            }
        }
    }

    /// Empties the line.
    pub(super) fn clear(&self) {
        if let Ok(mut line) = self.line.lock()
            && line.width > 0
        {
            line.draw("");
            let _ = write!(io::stderr(), "\r");
        }
    }
}

impl Line {
    /// Writes over what is there; spaces instead of an escape code, for consoles that print those.
    fn draw(&mut self, text: &str) {
        let width = text.chars().count();
        let rest = " ".repeat(self.width.saturating_sub(width));
        let _ = write!(io::stderr(), "\r{text}{rest}");
        let _ = io::stderr().flush();
        *self = Self { width, drawn: Some(Instant::now()) };
    }
}
