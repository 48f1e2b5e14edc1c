//! Values that carry their fingerprint from birth, so that whoever shows a value can say cheaply whether it changed.

use std::{
    hash::{Hash, Hasher},
    ops::Deref,
};

/// A 128-bit fingerprint of a value or of bytes. Equal fingerprints mean equal values, for all we shall ever build.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fp(u128);

impl Fp {
    /// The fingerprint of what is not there.
    pub const NONE: Self = Self(0);

    /// The fingerprint of any hashable value; the same on every machine with 64-bit words.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = FpHasher(Vec::with_capacity(512));
        value.hash(&mut hasher);
        Self::of_bytes(&hasher.0)
    }

    /// The fingerprint of a file's bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::from_hash(blake3::hash(bytes))
    }

    /// Reads the 32 hexadecimal digits that `Display` writes.
    pub fn parse(hex: &str) -> Option<Self> {
        (hex.len() == 32).then(|| u128::from_str_radix(hex, 16).ok()).flatten().map(Self)
    }

    /// One of its bytes, to part values into groups of one size.
    pub fn first_byte(self) -> u8 {
        self.0.to_le_bytes()[0]
    }

    fn from_hash(hash: blake3::Hash) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Self(u128::from_le_bytes(half))
    }
}

impl std::fmt::Display for Fp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl std::fmt::Debug for Fp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fp({self})")
    }
}

/// Gathers what a value says of itself: one hash of all of it is cheaper than many of a few bytes.
struct FpHasher(Vec<u8>);

impl Hasher for FpHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        let mut word = [0; 8];
        word.copy_from_slice(&blake3::hash(&self.0).as_bytes()[..8]);
        u64::from_le_bytes(word)
    }
}

/// A value with its fingerprint. It cannot be changed, so the fingerprint stays true.
#[derive(Debug, Clone)]
pub struct Stamped<T> {
    fp: Fp,
    value: T,
}

impl<T: Hash> Stamped<T> {
    /// Takes the fingerprint of `value` once.
    pub fn new(value: T) -> Self {
        Self { fp: Fp::of(&value), value }
    }

    /// The fingerprint taken at birth.
    pub fn fp(&self) -> Fp {
        self.fp
    }
}

impl<T> Deref for Stamped<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Hash for Stamped<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fp.hash(state);
    }
}

impl<T: serde::Serialize> serde::Serialize for Stamped<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_prints() {
        let fp = Fp::of("một cửa");
        assert_eq!(Fp::parse(&fp.to_string()), Some(fp));
        assert_eq!(Fp::parse("xyz"), None);
    }

    #[test]
    fn tells_values_apart() {
        assert_ne!(Fp::of(&("a", "bc")), Fp::of(&("ab", "c")));
        assert_eq!(Stamped::new(vec![1, 2]).fp(), Stamped::new(vec![1, 2]).fp());
    }
}
