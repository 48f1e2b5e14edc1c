//! Citations of a block: found in its flat text, or written as `[[468/QĐ-TTg@2021]]`.

use std::{borrow::Cow, ops::Range};

use super::Cite;
use crate::{
    legal::{Citation, Form, Scanner},
    text::sentence,
};

/// Stands for code and pictures in the flat text of a block.
pub(super) const OBJECT: char = '\u{fffc}';

/// A citation that the author marked: its words in the flat text, the number, the year.
#[derive(Debug)]
pub(super) struct Forced {
    pub(super) span: Range<usize>,
    pub(super) number: String,
    pub(super) year: Option<i16>,
}

/// `468/QĐ-TTg@2021` → number and year; nothing where it looks like no number of a document.
pub(super) fn wiki(target: &str) -> Option<(&str, Option<i16>)> {
    let (number, year) = match target.rsplit_once('@') {
        Some((number, year)) => {
            (number, Some(year.trim().parse().ok().filter(|it| (1900..=2200).contains(it))?))
        }
        None => (target, None),
    };
    let number = number.trim();
    let is_number = number.starts_with(|it: char| it.is_ascii_digit())
        && number.contains(['/', '-'])
        && number.contains(char::is_alphabetic)
        && number.chars().all(|it| it.is_alphanumeric() || matches!(it, '/' | '-' | '.' | '&'));
    is_number.then_some((number, year))
}

/// The citations of a block in order; `forced` in order too. Linear but for what the scanner does.
pub(super) fn find(flat: &str, forced: Vec<Forced>, scanner: &Scanner) -> Vec<Cite> {
    // Asterisks that made nothing bold, as in `số** 76**/NQ-CP`; a soft hyphen is as long and is passed over.
    let is_starred = memchr::memchr(b'*', flat.as_bytes()).is_some();
    let read = if is_starred { flat.replace("**", "\u{ad}").into() } else { Cow::Borrowed(flat) };
    let mut found: Vec<(Citation, bool)> = scanner.scan(&read).into_iter().map(|it| (it, false)).collect();
    let n_found = found.len();
    for it in forced {
        let after = found[..n_found].partition_point(|(known, _)| known.span.end <= it.span.start);
        let marked = number_alone(it, scanner);
        match found[..n_found].get_mut(after).filter(|(known, _)| known.span.start < marked.span.end) {
            // The words around say more; what the author marked decides.
            Some((known, is_forced)) => {
                known.form = marked.form;
                known.number = marked.number;
                known.doc_type = marked.doc_type.or(known.doc_type);
                known.year = marked.year.or(known.year);
                *is_forced = true;
            }
            None => found.push((marked, true)),
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|(it, _)| it.span.start);
    let sentences = sentence::sentences(flat);
    let offset = |it: &str| it.as_ptr() as usize - flat.as_ptr() as usize;
    let cite = |(citation, forced): (Citation, bool)| {
        let at = sentences.partition_point(|it| offset(it) <= citation.span.start).saturating_sub(1);
        let sentence = sentences.get(at).copied().unwrap_or(flat);
        let start = citation.span.start.saturating_sub(offset(sentence));
        let sentence = around(sentence, start, start + citation.span.len());
        let text = plain(&flat[citation.span.clone()]);
        let tail = plain(&flat[citation.span.end..citation.full_span.end.max(citation.span.end)]);
        Cite { citation, sentence, text, tail, forced }
    };
    found.into_iter().map(cite).collect()
}

fn number_alone(it: Forced, scanner: &Scanner) -> Citation {
    let known = scanner.scan(&it.number).into_iter().find(|known| known.number.is_some());
    let mut citation = known.unwrap_or_else(|| Citation {
        span: 0..0,
        full_span: 0..0,
        form: Form::Numbered,
        doc_type: None,
        number: Some(it.number),
        name: None,
        date: None,
        year: None,
        issuer: None,
        by: None,
        pinpoint: None,
        repairs: Vec::new(),
    });
    citation.year = it.year.or(citation.year);
    citation.full_span = it.span.clone();
    citation.span = it.span;
    citation
}

/// A sentence in plain text; of one without an end, the words around its bytes `start..end`.
fn around(sentence: &str, start: usize, end: usize) -> String {
    const ROOM: usize = 600;
    let from = sentence.ceil_char_boundary(start.saturating_sub(ROOM));
    let to = sentence.floor_char_boundary((end + ROOM).max(from));
    let part = plain(&sentence[from..to]);
    let before = if from > 0 { "…" } else { "" };
    let after = if to < sentence.len() { "…" } else { "" };
    format!("{before}{part}{after}")
}

fn plain(flat: &str) -> String {
    flat.trim().replace('\n', " ").replace(OBJECT, "…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_whole_sentences_unless_they_have_no_end() {
        assert_eq!(around("Theo\nNghị quyết \u{fffc}.", 5, 16), "Theo Nghị quyết ….");
        let long = "chữ ".repeat(1000);
        let part = around(&long, 2000, 2010);
        assert!(part.starts_with('…') && part.ends_with('…') && part.len() < 1300, "{part}");
    }

    #[test]
    fn reads_citations_in_double_brackets() {
        for (target, expected) in [
            ("468/QĐ-TTg@2021", Some(("468/QĐ-TTg", Some(2021)))),
            ("76/NQ-CP", Some(("76/NQ-CP", None))),
            ("18-NQ/TW @ 2017", Some(("18-NQ/TW", Some(2017)))),
            ("468/QĐ-TTg@sau", None),
            ("một cửa", None),
            ("2021-2025", None),
            ("1/<b>", None),
            ("", None),
        ] {
            assert_eq!(wiki(target), expected, "{target}");
        }
    }
}
