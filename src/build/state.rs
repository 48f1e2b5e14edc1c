//! What is kept beside the manifest between two runs of the program, so that the second need not read what has not changed.
//!
//! It makes things faster and decides nothing: where it is missing, damaged or of another program, the site is made from its
//! sources.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    diag::{Diagnostic, Severity},
    output::{Indexed, Prose},
    site::{legal_index::CiteLink, links::Target},
    source::{
        asset::FileRef,
        listing::{self, Listed},
    },
    stamp::Fp,
};

/// The first line of the file, before the fingerprint of the rest.
const HEADER: &str = concat!("bantin state 2, bantin ", env!("CARGO_PKG_VERSION"));

/// A build that was published.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct State {
    /// The program and its options.
    pub(super) made_by: Fp,
    /// The moment of the build, and the next at which the site looks otherwise though nobody edits it, in nanoseconds
    /// since 1970.
    pub(super) moments: (i64, Option<i64>),
    /// Fingerprint of the manifest.
    pub(super) manifest: Fp,
    /// The moment before the sources were listed.
    pub(super) began: i64,
    /// The sources with the fingerprints of their bytes.
    pub(super) listing: Vec<Listed>,
    /// Pages of the site.
    pub(super) pages: usize,
    /// Path of the site on its host.
    pub(super) base: String,
    /// What was wrong with single files…
    pub(super) in_files: Vec<Diagnostic>,
    /// …and with all of them together.
    pub(super) together: Vec<Diagnostic>,
    /// Severities of the settings.
    pub(super) severity: Vec<(String, Option<Severity>)>,
    /// Names of documents that texts were searched for.
    pub(super) names: Vec<String>,
    /// Fingerprint of what all pages share.
    pub(super) frame: Fp,
    /// The index of the search; absent for a small site.
    pub(super) search: Option<Indexed>,
    /// The pages of entries, sorted: the source, and where in `notes` its [`Note`] begins.
    pub(super) prose: Vec<(String, u32)>,
    /// The notes one after the other; each is read when it is needed.
    #[serde(skip)]
    pub(super) notes: Vec<u8>,
}

/// The first byte of the prose in a page, and the byte after the last.
pub(super) type Content = Option<(usize, usize)>;

/// What is needed to change the prose of a published page, and nothing else of it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Note {
    /// Where the page stands.
    pub(super) route: String,
    /// Of the facts of the entry.
    pub(super) facts: Fp,
    /// Of where they stand in the file.
    pub(super) places: Fp,
    /// Key of the page without its prose.
    pub(super) shell: Fp,
    /// Where the prose stands in the page; absent where the page shows it not once.
    pub(super) content: Content,
    /// Where links lead.
    pub(super) links: Vec<Target>,
    /// The pictures of the text.
    pub(super) images: Vec<Option<FileRef>>,
    /// Where citations lead.
    pub(super) cites: Vec<Option<CiteLink>>,
}

impl Note {
    /// That of a page whose prose stands at `content`.
    pub(super) fn new(route: &str, prose: &Prose<'_>, shell: Fp, content: Content) -> Self {
        Self {
            route: route.to_owned(),
            facts: prose.entry.facts.fp(),
            places: prose.entry.places,
            shell,
            content,
            links: prose.targets.links.clone(),
            images: prose.targets.images.clone(),
            cites: prose.cites.to_vec(),
        }
    }
}

impl State {
    /// Replaces the notes; each comes with the path of its source.
    pub(super) fn set_notes(&mut self, mut notes: Vec<(String, Vec<u8>)>) {
        notes.sort_unstable();
        (self.prose, self.notes) = (Vec::with_capacity(notes.len()), Vec::new());
        for (file, note) in notes {
            let Ok(at) = u32::try_from(self.notes.len()) else { break };
            self.prose.push((file, at));
            self.notes.extend(note);
        }
    }

    /// Replaces or adds one note.
    pub(super) fn set_note(&mut self, file: &str, note: &Note) {
        let place = self.prose.binary_search_by(|it| it.0.as_str().cmp(file));
        if let (Ok(place), Ok(at), Ok(bytes)) =
            (place, u32::try_from(self.notes.len()), postcard::to_allocvec(note))
        {
            self.prose[place].1 = at;
            self.notes.extend(bytes);
        }
    }

    /// The note of a source.
    pub(super) fn note_of(&self, file: &str) -> Option<Note> {
        let place = self.prose.binary_search_by(|it| it.0.as_str().cmp(file)).ok()?;
        postcard::from_bytes(self.notes.get(usize::try_from(self.prose[place].1).ok()?..)?).ok()
    }

    /// Whether the site looks at `now` as it did.
    pub(super) fn holds_at(&self, now: Timestamp) -> bool {
        let now = nanoseconds(now);
        self.moments.0 <= now && self.moments.1.is_none_or(|it| now < it)
    }

    /// The bytes of the file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // The fingerprint of the rest and the length of the head are filled in where room was left for them.
        let fp_at = HEADER.len() + 1;
        let rest_at = fp_at + 33;
        let head_at = rest_at + 4;
        let mut bytes = Vec::with_capacity(head_at + self.notes.len() * 2);
        bytes.extend_from_slice(HEADER.as_bytes());
        bytes.push(b'\n');
        bytes.resize(head_at, b'\n');
        let mut bytes = postcard::to_extend(self, bytes).unwrap_or_default();
        let len = u32::try_from(bytes.len().saturating_sub(head_at)).unwrap_or(u32::MAX);
        bytes.extend_from_slice(&self.notes);
        if let Some(place) = bytes.get_mut(rest_at..head_at) {
            place.copy_from_slice(&len.to_le_bytes());
        }
        let fp = Fp::of_bytes(bytes.get(rest_at..).unwrap_or_default()).to_string();
        if let Some(place) = bytes.get_mut(fp_at..fp_at + 32) {
            place.copy_from_slice(fp.as_bytes());
        }
        bytes
    }

    /// Reads what [`State::to_bytes`] wrote; absent when it is anything else.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(HEADER.as_bytes())?.strip_prefix(b"\n")?;
        let (fp, rest) = rest.split_at_checked(32)?;
        let rest = rest.strip_prefix(b"\n")?;
        if Fp::parse(str::from_utf8(fp).ok()?)? != Fp::of_bytes(rest) {
            return None;
        }
        let (len, rest) = rest.split_first_chunk::<4>()?;
        let (head, notes) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*len)).ok()?)?;
        let state: Self = postcard::from_bytes(head).ok()?;
        Some(Self { notes: notes.to_vec(), ..state })
    }
}

/// Nanoseconds since 1970.
pub(super) fn nanoseconds(it: Timestamp) -> i64 {
    i64::try_from(it.as_nanosecond()).unwrap_or(i64::MAX)
}

/// The program that runs and what it was told, as a fingerprint: another program may make other pages of the same sources.
pub(super) fn made_by(drafts: bool) -> Fp {
    let program = std::env::current_exe().ok().and_then(|it| listing::stat(&it).ok());
    Fp::of(&(HEADER, program, drafts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(route: &str) -> Note {
        let fp = Fp::of(route);
        let cites = vec![None, Some(CiteLink { url: "/van-ban/a/".into(), title: None })];
        let (links, images) = (vec![Target::Nowhere], Vec::new());
        let (facts, places, shell) = (fp, fp, fp);
        Note { route: route.to_owned(), facts, places, shell, content: Some((7, 9)), links, images, cites }
    }

    fn state() -> State {
        let mut state =
            State { base: "/so/".to_owned(), names: vec!["Luật".to_owned()], ..State::default() };
        let bytes = |it: &str| (it.to_owned(), postcard::to_allocvec(&note(it)).unwrap());
        state.set_notes(vec![bytes("b.md"), bytes("a.md")]);
        state
    }

    #[test]
    fn reads_what_it_wrote_and_nothing_else() {
        let bytes = state().to_bytes();
        assert_eq!(State::parse(&bytes), Some(state()));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(State::parse(&damaged), None, "byte {at}");
            assert_eq!(State::parse(&bytes[..at]), None, "cut at {at}");
        }
        assert_eq!(State::parse(&[&bytes[..], b"x"].concat()), None);
    }

    #[test]
    fn finds_the_notes_of_pages_and_replaces_them() {
        let mut state = state();
        state.set_note("a.md", &note("other"));
        assert_eq!(state.note_of("a.md"), Some(note("other")));
        assert_eq!(state.note_of("b.md"), Some(note("b.md")));
        assert_eq!(state.note_of("c.md"), None);
    }

    #[test]
    fn holds_from_its_moment_to_the_next_change() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let moments = (nanoseconds(at(10)), Some(nanoseconds(at(20))));
        let state = State { moments, ..State::default() };
        assert_eq!([9, 10, 19, 20].map(|it| state.holds_at(at(it))), [false, true, true, false]);
    }
}
