//! Which words can begin a citation, so that a scan passes over all others at a glance.

/// A set of first words; it may hold a few too many, never too few.
#[derive(Clone, Default)]
pub(super) struct FirstWords([u64; 32]);

impl FirstWords {
    /// Adds the first word of a folded phrase.
    pub(super) fn add(&mut self, phrase: &str) {
        let end = phrase.bytes().position(|it| !it.is_ascii_lowercase()).unwrap_or(phrase.len());
        let slot = slot(&phrase.as_bytes()[..end]);
        self.0[slot / 64] |= 1 << (slot % 64);
    }

    /// Whether a phrase may begin with this word.
    pub(super) fn has(&self, word: &[u8]) -> bool {
        let slot = slot(word);
        self.0[slot / 64] & (1 << (slot % 64)) != 0
    }
}

fn slot(word: &[u8]) -> usize {
    let at = |at: usize| word.get(at).copied().map_or(0, usize::from);
    (at(0) * 37 + at(1) * 131 + at(2) * 619 + at(word.len().wrapping_sub(1)) * 17 + word.len() * 263) % 2048
}
