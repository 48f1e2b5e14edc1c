//! HTML with holes, while it is written.

use super::Hole;
use crate::text::escape;

/// HTML, and where its holes are.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) html: String,
    holes: Vec<(usize, Hole)>,
}

impl Out {
    pub(super) fn with_capacity(n_bytes: usize) -> Self {
        Self { html: String::with_capacity(n_bytes), holes: Vec::new() }
    }

    /// What has been written since the last hole.
    pub(super) fn last(&self) -> &str {
        &self.html[self.holes.last().map_or(0, |(at, _)| *at)..]
    }

    /// Appends HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends text.
    pub(super) fn text(&mut self, text: &str) {
        escape::html(text, &mut self.html);
    }

    /// Appends ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.push(" ");
        self.push(name);
        self.push("=\"");
        self.text(value);
        self.push("\"");
    }

    /// Appends a hole.
    pub(super) fn hole(&mut self, hole: Hole) {
        self.holes.push((self.html.len(), hole));
    }

    /// Appends all that another one holds.
    pub(super) fn append(&mut self, other: &Self) {
        let start = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|(at, hole)| (start + at, *hole)));
    }

    pub(super) fn finish(self) -> (String, Vec<(usize, Hole)>) {
        (self.html, self.holes)
    }
}
