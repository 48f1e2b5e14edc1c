//! `bantin check --fix`: numbers of documents corrected where they were written, and nothing else of the file.
#![expect(clippy::disallowed_methods, reason = "the officer asked for the sources to be corrected")]

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    io::{self, Write},
    ops::Range,
    path::Path,
    sync::Arc,
};

use super::{Options, load};
use crate::{
    check::number::{corrected, texts},
    diag::{At, Lines, Pos},
    error::Error,
    legal::Citation,
    source::{Entry, files},
    text::{fold::is_mark, nfc},
};

/// A number that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The file, relative to the root of the site.
    pub file: Arc<str>,
    /// Where it stood.
    pub pos: Pos,
    /// As it was written.
    pub old: String,
    /// As it is written now.
    pub new: String,
}

/// Corrects the numbers of documents in the sources: look-alike letters, combining marks, dashes, slashes and spaces
/// within a number. Whoever does it twice changes nothing the second time.
///
/// Fails when the machine refuses; every file is then either as it was or corrected.
pub fn fix(options: &Options) -> Result<Vec<Fixed>, Error> {
    let (mut listing, mut memory) = (load::list(&options.root)?, load::Memory::default());
    let loaded = load::load(options, &mut listing, &mut memory, &mut Vec::new(), &|_| ())?;
    let Some(loaded) = loaded else { return Ok(Vec::new()) };
    let mut by_file: BTreeMap<&Arc<str>, Vec<&Entry>> = BTreeMap::new();
    for entry in &loaded.sources.entries {
        by_file.entry(&entry.file).or_default().push(entry);
    }
    let mut all = Vec::new();
    for (file, entries) in by_file {
        let path = options.root.join(&**file);
        let bytes = files::read(&path)?;
        // UTF-16 stays as it is.
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        // Combining marks are gone from what was read, so then every citation may be written with them.
        let is_composed = matches!(nfc(text), Cow::Borrowed(_));
        let fits = if is_composed { |it: &Citation| !it.repairs.is_empty() } else { |_: &Citation| true };
        let texts: Vec<At<&str>> = entries.iter().flat_map(|it| texts(it, fits)).collect();
        let (text, fixed) = mend(text, &texts, file);
        if !fixed.is_empty() {
            replace(&path, text.as_bytes()).map_err(|error| Error::new("ghi", "write", &path, error))?;
            all.extend(fixed);
        }
    }
    Ok(all)
}

/// The text of a file with the numbers in `texts` corrected.
fn mend(text: &str, texts: &[At<&str>], file: &Arc<str>) -> (String, Vec<Fixed>) {
    let decoded = Decoded::new(text);
    let lines = Lines::new(&decoded.text);
    let mut edits: Vec<(Range<usize>, String, Pos)> = texts
        .iter()
        .filter_map(|it| {
            let number = corrected(it.value)?;
            let place = decoded.find(it.pos, &it.value[number.range])?;
            let range = decoded.source(&place)?;
            (text[range.clone()] != number.right).then(|| (range, number.right, lines.pos(place)))
        })
        .collect();
    edits.sort_by_key(|(range, ..)| range.start);
    edits.dedup_by(|next, last| next.0.start < last.0.end);
    let (mut mended, mut at) = (String::with_capacity(text.len()), 0);
    let mut fixed = Vec::new();
    for (range, new, pos) in edits {
        mended.push_str(&text[at..range.start]);
        mended.push_str(&new);
        at = range.end;
        fixed.push(Fixed { file: Arc::clone(file), pos, old: text[range].to_owned(), new });
    }
    mended.push_str(&text[at..]);
    (mended, fixed)
}

/// A text as it is decoded (no BOM, LF, NFC), with the way back to the file.
struct Decoded {
    text: String,
    /// Byte of the decoded text, byte of the file; one for each letter with its marks.
    starts: Vec<(usize, usize)>,
}

impl Decoded {
    fn new(raw: &str) -> Self {
        let mut decoded =
            Self { text: String::with_capacity(raw.len()), starts: Vec::with_capacity(raw.len()) };
        let mut at = if raw.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        while let Some(first) = raw[at..].chars().next() {
            let rest = &raw[at + first.len_utf8()..];
            let marks = rest.find(|it| !is_mark(it)).unwrap_or(rest.len());
            let end = match first {
                '\r' if rest.starts_with('\n') => at + 2,
                _ => at + first.len_utf8() + marks,
            };
            decoded.starts.push((decoded.text.len(), at));
            if first == '\r' {
                decoded.text.push('\n');
            } else {
                decoded.text.push_str(&nfc(&raw[at..end]));
            }
            at = end;
        }
        decoded.starts.push((decoded.text.len(), at));
        decoded
    }

    /// Where `words` stand at a place, in bytes of the decoded text.
    fn find(&self, pos: Pos, words: &str) -> Option<Range<usize>> {
        let mut lines = self.text.split_inclusive('\n');
        let line_no = usize::try_from(pos.line).ok()?.checked_sub(1)?;
        let start: usize = lines.by_ref().take(line_no).map(str::len).sum();
        let line = lines.next()?;
        let column = usize::try_from(pos.column).ok()?.checked_sub(1)?;
        let byte = |nth: usize| line.char_indices().nth(nth).map_or(line.len(), |(at, _)| at);
        let (from, to) = (byte(column), byte(column + usize::try_from(pos.len).ok()?));
        let at = start + from + line.get(from..to)?.find(words)?;
        Some(at..at + words.len())
    }

    /// The bytes of the file; nothing where the range cuts a letter from its marks.
    fn source(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let byte = |at: usize| {
            let found = self.starts.binary_search_by_key(&at, |(decoded, _)| *decoded).ok()?;
            Some(self.starts[found].1)
        };
        Some(byte(range.start)?..byte(range.end)?)
    }
}

/// Writes a file whole or not at all. Where the path is a link, the file that it leads to is written.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let half = path.with_file_name(format!(".{name}.bantin"));
    let write = || {
        let mut file = fs::File::create(&half)?;
        file.write_all(bytes)?;
        file.set_permissions(fs::metadata(&path)?.permissions())?;
        file.sync_all()?;
        fs::rename(&half, &path)
    };
    write().inspect_err(|_| {
        // What was begun is of no use; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&half);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `texts` stand on the given lines, each as a whole.
    #[track_caller]
    fn check(text: &str, place: (u32, u32, u32), number: &str, expected: &str) {
        let pos = Pos { line: place.0, column: place.1, len: place.2 };
        let (mended, fixed) = mend(text, &[At::new(number, pos)], &Arc::from("a.md"));
        assert_eq!(mended, expected);
        assert_eq!(fixed.is_empty(), text == expected);
    }

    #[test]
    fn keeps_every_other_byte() {
        let number = "63/2010/NÐ–CP";
        let text = "\u{feff}tie\u{302}\u{301}ng\r\nsố 63/2010/NÐ–CP; 63/2010/NÐ–CP\r\n\r";
        let expected = "\u{feff}tie\u{302}\u{301}ng\r\nsố 63/2010/NĐ-CP; 63/2010/NÐ–CP\r\n\r";
        check(text, (2, 1, 16), number, expected);
    }

    #[test]
    fn composes_marks_within_a_number() {
        let text = "số 5/CÐ-ĐUBA\u{300}\n".replace("CÐ", "Q\u{110}");
        check(&text, (1, 1, 12), "5/QĐ-ĐUBÀ", "số 5/QĐ-ĐUBÀ\n");
    }

    #[test]
    fn changes_nothing_where_the_number_is_written_otherwise() {
        check("số 63/2010/**NÐ**-CP\n", (1, 4, 17), "63/2010/NÐ-CP", "số 63/2010/**NÐ**-CP\n");
        check("số 63/2010/NÐ-CP\n", (9, 1, 3), "63/2010/NÐ-CP", "số 63/2010/NÐ-CP\n");
    }
}
