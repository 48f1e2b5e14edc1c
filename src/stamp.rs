//! Values that carry their fingerprint from birth, so that whoever shows a value can say cheaply whether it changed.

use std::{
    cell::Cell,
    collections::HashMap,
    hash::{BuildHasherDefault, Hash, Hasher},
    ops::Deref,
};

use twox_hash::XxHash3_128;

/// A 128-bit fingerprint of a value or of bytes. Equal fingerprints mean equal values, for all we shall
/// ever build; they are no proof against someone who makes two texts on purpose to have the same one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fp(u128);

impl Fp {
    /// The fingerprint of what is not there.
    pub const NONE: Self = Self(0);

    /// The fingerprint of any hashable value; the same on every machine with 64-bit words.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = FpHasher::new();
        value.hash(&mut hasher);
        Self(hasher.finalize())
    }

    /// The fingerprint of a file's bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes))
    }

    /// Reads the 32 hexadecimal digits that `Display` writes.
    pub fn parse(hex: &str) -> Option<Self> {
        (hex.len() == 32).then(|| u128::from_str_radix(hex, 16).ok()).flatten().map(Self)
    }

    /// Appends its 32 hexadecimal digits.
    pub fn write(&self, text: &mut String) {
        for shift in (0..32).rev() {
            let digit = u32::try_from((self.0 >> (shift * 4)) & 15).unwrap_or_default();
            text.push(char::from_digit(digit, 16).unwrap_or('0'));
        }
    }

    /// A fingerprint that is quick to take and may be shared by unequal values: to explain, never to decide.
    pub fn quick<T: Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = std::hash::DefaultHasher::new();
        value.hash(&mut hasher);
        Self(u128::from(hasher.finish()))
    }

    /// A fourth of it.
    pub fn short(self) -> u32 {
        u32::try_from(self.0 & u128::from(u32::MAX)).unwrap_or_default()
    }

    /// One of its bytes, to part values into groups of one size.
    pub fn first_byte(self) -> u8 {
        self.0.to_le_bytes()[0]
    }
}

/// Maps by fingerprints: these need no hashing any more.
pub type FpMap<T> = HashMap<Fp, T, BuildHasherDefault<Half>>;

/// The hash of a fingerprint, which is half of it.
#[derive(Debug, Default)]
pub struct Half(u64);

impl Hasher for Half {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for it in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*it);
        }
    }

    fn write_u128(&mut self, value: u128) {
        self.0 = u64::try_from(value >> 64).unwrap_or_default();
    }
}

impl Default for Fp {
    fn default() -> Self {
        Self::NONE
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

impl serde::Serialize for Fp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.to_le_bytes().serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Fp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(u128::from_le_bytes(<[u8; 16]>::deserialize(deserializer)?)))
    }
}

thread_local! {
    /// Room that the hashers of a thread hand on, so that it does not grow anew for each value.
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Values come in pieces of few bytes, which any hash takes slowly; so they wait until there are many.
struct FpHasher {
    waiting: Vec<u8>,
    passed: Option<Box<XxHash3_128>>,
}

impl FpHasher {
    /// Bytes that wait at most.
    const MOST: usize = 16 << 10;

    fn new() -> Self {
        let mut waiting = SPARE.take();
        waiting.clear();
        Self { waiting, passed: None }
    }

    fn finalize(&self) -> u128 {
        match &self.passed {
            None => XxHash3_128::oneshot(&self.waiting),
            Some(passed) => {
                let mut all = XxHash3_128::clone(passed);
                all.write(&self.waiting);
                all.finish_128()
            }
        }
    }
}

impl Drop for FpHasher {
    fn drop(&mut self) {
        SPARE.set(std::mem::take(&mut self.waiting));
    }
}

impl Hasher for FpHasher {
    fn write(&mut self, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() > Self::MOST {
            let passed = self.passed.get_or_insert_default();
            passed.write(&self.waiting);
            passed.write(bytes);
            self.waiting.clear();
        } else {
            self.waiting.extend_from_slice(bytes);
        }
    }

    fn finish(&self) -> u64 {
        u64::try_from(self.finalize() & u128::from(u64::MAX)).unwrap_or_default()
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
    fn is_the_hash_of_the_bytes_however_many_they_are() {
        for n in [0, 1, 500, 20_000] {
            let bytes: Vec<u8> = (0..n).map(|it| u8::try_from(it % 251).unwrap_or(0)).collect();
            let mut hasher = FpHasher::new();
            for piece in bytes.chunks(7) {
                hasher.write(piece);
            }
            assert_eq!(hasher.finalize(), XxHash3_128::oneshot(&bytes), "{n} bytes");
        }
    }

    #[test]
    fn tells_values_apart() {
        assert_ne!(Fp::of(&("a", "bc")), Fp::of(&("ab", "c")));
        assert_eq!(Stamped::new(vec![1, 2]).fp(), Stamped::new(vec![1, 2]).fp());
    }
}
