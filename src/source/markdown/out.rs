//! HTML in pieces, while it is written.

use super::Piece;
use crate::text::escape;

/// Pieces of HTML, the last one still growing.
#[derive(Debug, Default)]
pub(super) struct Out {
    pieces: Vec<Piece>,
    /// What has been written since the last hole.
    pub(super) html: String,
}

impl Out {
    pub(super) fn with_capacity(n_bytes: usize) -> Self {
        Self { pieces: Vec::new(), html: String::with_capacity(n_bytes) }
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
    pub(super) fn hole(&mut self, piece: Piece) {
        if !self.html.is_empty() {
            self.pieces.push(Piece::Html(std::mem::take(&mut self.html)));
        }
        self.pieces.push(piece);
    }

    /// Appends all that another one holds.
    pub(super) fn append(&mut self, other: Self) {
        for piece in other.pieces {
            match piece {
                Piece::Html(html) => self.push(&html),
                hole => self.hole(hole),
            }
        }
        self.push(&other.html);
    }

    pub(super) fn finish(mut self) -> Vec<Piece> {
        if !self.html.is_empty() {
            self.pieces.push(Piece::Html(self.html));
        }
        self.pieces
    }
}
