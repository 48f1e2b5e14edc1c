//! Footnotes: numbered as they are first called, listed at the end of the page.

use std::{collections::HashMap, fmt::Write};

use super::out::Out;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    numbers: HashMap<String, usize>,
    /// In order of their first call: calls so far, and what they say.
    called: Vec<(usize, Option<Out>)>,
    /// Defined before they were called, or never called.
    waiting: HashMap<String, Out>,
}

impl Notes {
    /// Writes a call of the note.
    pub(super) fn call(&mut self, label: &str, out: &mut Out) {
        let label = label.to_lowercase();
        let n = *self.numbers.entry(label.clone()).or_insert_with(|| {
            self.called.push((0, self.waiting.remove(&label)));
            self.called.len()
        });
        let calls = &mut self.called[n - 1].0;
        *calls += 1;
        let id = call_id(n, *calls);
        let _ = write!(
            out.html,
            "<sup class=\"footnote-ref\"><a href=\"#fn-{n}\" id=\"{id}\" role=\"doc-noteref\" \
             aria-label=\"Chú thích {n}\">{n}</a></sup>"
        );
    }

    /// Keeps what a note says. Of two notes with one label the first counts.
    pub(super) fn define(&mut self, label: &str, says: Out) {
        let label = label.to_lowercase();
        match self.numbers.get(&label) {
            Some(&n) => {
                self.called[n - 1].1.get_or_insert(says);
            }
            None => {
                self.waiting.entry(label).or_insert(says);
            }
        }
    }

    /// Whether a note of that label is called anywhere so far.
    pub(super) fn is_called(&self, label: &str) -> bool {
        self.numbers.contains_key(&label.to_lowercase())
    }

    /// Writes the list.
    pub(super) fn write(self, out: &mut Out) {
        if self.called.is_empty() {
            return;
        }
        out.push("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\">\n<ol>\n");
        for ((calls, says), n) in self.called.into_iter().zip(1..) {
            let _ = write!(out.html, "<li id=\"fn-{n}\">");
            out.append(&says.unwrap_or_default());
            let closes = out.last().ends_with("</p>\n");
            if closes {
                out.html.truncate(out.html.len() - "</p>\n".len());
            }
            for call in 1..=calls {
                let _ = write!(
                    out.html,
                    " <a href=\"#{}\" class=\"footnote-back\" role=\"doc-backlink\" \
                     aria-label=\"Về chỗ dẫn chú thích {n}\">↩</a>",
                    call_id(n, call)
                );
            }
            out.push(if closes { "</p>\n</li>\n" } else { "</li>\n" });
        }
        out.push("</ol>\n</section>\n");
    }
}

fn call_id(n: usize, call: usize) -> String {
    if call == 1 { format!("fnref-{n}") } else { format!("fnref-{n}-{call}") }
}
