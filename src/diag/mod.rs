//! What is wrong, where, and what to do about it. Diagnostics are values: made anywhere, printed once at the top.

pub mod codes;
pub mod machine;
pub mod order;
pub mod render;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// How bad a finding is. `build` and `check` exit with 1 when any finding is an [`Severity::Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The page, or a part of it, is left out until this is mended.
    Error,
    /// The page is built, but a reader would meet a fault.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The word used in `bantin.yaml` and in JSON: `error`, `warning`, `info`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A stretch of one line of a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Pos {
    /// From 1.
    pub line: u32,
    /// From 1, in characters of the NFC text (Unicode scalar values), as an editor counts.
    pub column: u32,
    /// Characters to underline; 0 is shown as one caret.
    pub len: u32,
}

/// Where a finding is: a file and, where known, a stretch of a line of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Path relative to the root of the site, with `/`.
    pub file: Arc<str>,
    /// The first line where a finding concerns the file as a whole.
    pub pos: Pos,
}

/// A sentence in both languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Words {
    /// Vietnamese, shown by default.
    pub vi: String,
    /// English, shown with `--lang en`.
    pub en: String,
}

impl Words {
    /// The sentence in the given language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

/// Both languages of one sentence, with the same arguments: `words!("thiếu {key}", "{key} is missing")`.
#[macro_export]
macro_rules! words {
    ($vi:literal, $en:literal $(,)?) => {
        $crate::diag::Words { vi: format!($vi), en: format!($en) }
    };
}

/// One finding. Made by any floor, collected along the way, sorted and printed once.
///
/// A message is one sentence without a full stop that names the thing; the help says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Diagnostic {
    /// Stable, English, family first: `front-matter-unknown-key`. `bantin explain CODE` tells more.
    pub code: &'static str,
    /// May be changed for the whole site in `bantin.yaml` (`severity: {CODE: off}`).
    pub severity: Severity,
    /// Absent when no file is to blame.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: Words,
    /// What to do.
    pub help: Option<Words>,
}

/// A finding as it is read back.
#[derive(Deserialize)]
struct Written {
    code: String,
    severity: Severity,
    place: Option<Place>,
    message: Words,
    help: Option<Words>,
}

impl<'de> Deserialize<'de> for Diagnostic {
    /// Fails with a code that is in no table: that of another version.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { code, severity, place, message, help } = Written::deserialize(deserializer)?;
        let code = codes::find(&code).map(|it| it.code).ok_or_else(|| serde::de::Error::custom(code))?;
        Ok(Self { code, severity, place, message, help })
    }
}

impl Diagnostic {
    /// A finding of the given severity, nowhere yet.
    pub fn new(severity: Severity, code: &'static str, message: Words) -> Self {
        Self { code, severity, place: None, message, help: None }
    }

    /// A finding that leaves something out of the site.
    pub fn error(code: &'static str, message: Words) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A finding that a reader would notice.
    pub fn warning(code: &'static str, message: Words) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A finding worth knowing.
    pub fn info(code: &'static str, message: Words) -> Self {
        Self::new(Severity::Info, code, message)
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, file: &Arc<str>, pos: Pos) -> Self {
        self.place = Some(Place { file: Arc::clone(file), pos });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }
}

/// Line starts of a text: turns byte offsets into [`Pos`].
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Indexes `text` once, linear.
    pub fn new(text: &'t str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 64 + 1);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { text, starts }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where `bytes` (byte offsets into the text) is. Only its part on the first line is underlined.
    /// Offsets past the end or inside a character are moved down to the nearest boundary.
    pub fn pos(&self, bytes: std::ops::Range<usize>) -> Pos {
        let floor = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(bytes.start), floor(bytes.end));
        let line = self.starts.partition_point(|&it| it <= start).saturating_sub(1);
        let from = self.starts[line];
        let line_end = self.starts.get(line + 1).map_or(self.text.len(), |&next| next - 1).max(start);
        let count = |range: &str| u32::try_from(range.chars().count()).unwrap_or(u32::MAX);
        Pos {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: count(&self.text[from..start]) + 1,
            len: count(&self.text[start..end.clamp(start, line_end)]),
        }
    }
}

/// A value and where it was written. Equality and hashing see the value alone, so that moving a line changes no fact.
#[derive(Debug, Clone, Default)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub pos: Pos,
}

impl<T> At<T> {
    /// `value` as written at `pos`.
    pub fn new(value: T, pos: Pos) -> Self {
        Self { value, pos }
    }
}

impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for At<T> {}

impl<T: std::hash::Hash> std::hash::Hash for At<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, bytes: std::ops::Range<usize>, expected: (u32, u32, u32)) {
        let pos = Lines::new(text).pos(bytes);
        assert_eq!((pos.line, pos.column, pos.len), expected);
    }

    #[test]
    fn counts_characters_not_bytes() {
        check("Đặng\nVăn", 0..5, (1, 1, 2));
        check("Đặng: x\n", "Đặng: ".len().."Đặng: x".len(), (1, 7, 1));
    }

    #[test]
    fn underlines_only_the_first_line() {
        check("một\nhai", 0..9, (1, 1, 3));
        check("một\n", 99..120, (2, 1, 0));
    }
}
