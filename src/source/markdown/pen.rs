//! Flat text with citations and abbreviations in it.

use std::ops::Range;

use super::{Hole, events::Writer};

/// Something to show in the text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    Cite(usize),
    Abbreviation(usize),
}

/// Writes flat text with its marks.
pub(super) struct Pen<'p> {
    flat: &'p str,
    /// Those not yet passed.
    marks: &'p [(Range<usize>, Mark)],
    at: usize,
    open: Option<Mark>,
}

impl<'p> Pen<'p> {
    pub(super) fn new(flat: &'p str, marks: &'p [(Range<usize>, Mark)]) -> Self {
        Self { flat, marks, at: 0, open: None }
    }

    /// Passes a character that was written otherwise.
    pub(super) fn skip(&mut self, it: char) {
        self.at += it.len_utf8();
    }

    /// Writes that many bytes of text, with their marks unless `is_quiet`.
    pub(super) fn text(&mut self, len: usize, is_quiet: bool, writer: &mut Writer<'_, '_>) {
        let end = self.at + len;
        while self.at < end {
            let Some((span, mark)) = self.marks.first().filter(|(span, _)| !is_quiet && span.start < end)
            else {
                break;
            };
            if span.end <= self.at {
                self.close(writer);
                self.marks = &self.marks[1..];
                continue;
            }
            if self.at < span.start {
                writer.out.text(&self.flat[self.at..span.start]);
                self.at = span.start;
            }
            if self.open.is_none() {
                self.open = Some(*mark);
                match mark {
                    Mark::Cite(n) => writer.out.hole(Hole::CiteStart(*n)),
                    Mark::Abbreviation(n) => {
                        writer.out.push("<abbr");
                        writer.out.attribute("title", writer.options.abbreviations.full(*n));
                        writer.out.push(">");
                    }
                }
            }
            let stop = span.end.min(end);
            writer.out.text(&self.flat[self.at..stop]);
            self.at = stop;
            if stop == span.end {
                self.close(writer);
                self.marks = &self.marks[1..];
            }
        }
        writer.out.text(&self.flat[self.at..end]);
        self.at = end;
    }

    /// Ends the open mark; the rest of it goes on later.
    pub(super) fn close(&mut self, writer: &mut Writer<'_, '_>) {
        match self.open.take() {
            Some(Mark::Cite(n)) => writer.out.hole(Hole::CiteEnd(n)),
            Some(Mark::Abbreviation(_)) => writer.out.push("</abbr>"),
            None => {}
        }
    }
}
