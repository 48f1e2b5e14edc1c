//! The prose of an entry, packed: it is needed when its page and the index of the search are made, and only waits in between.

use std::hash::{Hash, Hasher};

use super::markdown::{Body, Hole};
use crate::stamp::Fp;

/// A body with its fingerprint, at about a third of its size.
#[derive(Debug, Clone)]
pub struct Prose {
    fp: Fp,
    /// HTML and plain text in one block of LZ4: most of the text is in the HTML too.
    packed: Box<[u8]>,
    /// Bytes of the HTML.
    html: usize,
    /// Bytes of the plain text.
    text: usize,
    holes: Box<[(usize, Hole)]>,
}

impl Prose {
    /// Packs a body and takes its fingerprint.
    pub fn new(body: Body) -> Self {
        let fp = Fp::of(&body);
        let Body { html, holes, text } = body;
        let lens = (html.len(), text.len());
        let mut both = html;
        both.push_str(&text);
        let packed = lz4_flex::compress(both.as_bytes()).into_boxed_slice();
        Self { fp, packed, html: lens.0, text: lens.1, holes: holes.into_boxed_slice() }
    }

    /// The fingerprint of the body.
    pub fn fp(&self) -> Fp {
        self.fp
    }

    /// The body as it was packed.
    pub fn open(&self) -> Body {
        // What was packed here can be read back; there is nobody to tell if not.
        let both = lz4_flex::decompress(&self.packed, self.html + self.text).unwrap_or_default();
        let both = simdutf8::basic::from_utf8(&both).unwrap_or_default();
        let (html, text) = both.split_at_checked(self.html).unwrap_or_default();
        Body { html: html.to_owned(), holes: self.holes.to_vec(), text: text.to_owned() }
    }
}

impl Hash for Prose {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fp.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_as_it_was_packed() {
        for (html, text) in [("", ""), ("<p>Một cửa</p>\n", "Một cửa"), ("<hr>\n", "")] {
            let body = Body {
                html: html.to_owned(),
                holes: vec![(0, Hole::LinkStart(0)), (3, Hole::LinkEnd(0))],
                text: text.to_owned(),
            };
            let prose = Prose::new(body.clone());
            assert_eq!(prose.open(), body);
            assert_eq!(prose.fp(), Fp::of(&body));
        }
    }
}
