//! A map for short words: hashing them is most of what an index costs.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A map by short words or small numbers; not by keys that a stranger chooses in number.
pub type Fast<K, V> = HashMap<K, V, BuildHasherDefault<FastHasher>>;

/// Multiplies words of eight bytes.
#[derive(Debug)]
pub struct FastHasher(u64);

impl Default for FastHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for FastHasher {
    fn write(&mut self, mut bytes: &[u8]) {
        while let Some((first, rest)) = bytes.split_first_chunk().filter(|it| !it.1.is_empty()) {
            self.write_u64(u64::from_le_bytes(*first));
            bytes = rest;
        }
        // The end is read as two halves that may overlap.
        let half = |it: Option<&[u8; 4]>| it.map_or(0, |it| u64::from(u32::from_le_bytes(*it)));
        let rest = match bytes {
            [a] => u64::from(*a),
            [a, b] => u64::from(u16::from_le_bytes([*a, *b])),
            [a, b, c] => u64::from(u32::from_le_bytes([*a, *b, *c, 0])),
            _ => half(bytes.first_chunk()) | half(bytes.last_chunk()) << 32,
        };
        self.write_u64(rest);
    }

    fn write_u128(&mut self, it: u128) {
        self.write_u64(u64::try_from(it & u128::from(u64::MAX)).unwrap_or_default());
        self.write_u64(u64::try_from(it >> 64).unwrap_or_default());
    }

    fn write_u8(&mut self, it: u8) {
        self.write_u64(it.into());
    }

    fn write_u64(&mut self, it: u64) {
        self.0 = (self.0.rotate_left(5) ^ it).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// The `len` bytes of `text` from `at` on as a number, for which a map need not follow a pointer; nothing where they are more
/// than 15.
pub fn packed(text: &str, at: usize, len: usize) -> Option<u128> {
    let bytes = text.as_bytes();
    let bits = u32::try_from(len).ok().filter(|it| *it < 16)? * 8;
    // Sixteen bytes at once, but for the last words of a text.
    let whole = match bytes.get(at..at + 16).and_then(|it| it.first_chunk()) {
        Some(all) => *all,
        None => {
            let mut all = [0; 16];
            let rest = bytes.get(at..)?;
            all[..rest.len()].copy_from_slice(rest);
            all
        }
    };
    Some(u128::from_le_bytes(whole) & ((1 << bits) - 1))
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn packs_a_word_wherever_it_stands() {
        let text = "một cửa, một";
        let last = text.rfind("một").unwrap_or_default();
        assert_eq!(packed(text, 0, 5), packed(text, last, 5));
        assert_eq!(packed(text, 0, 5), packed("một", 0, 5));
        assert_ne!(packed(text, 0, 5), packed(text, 0, 6));
        assert_eq!(packed(text, 0, 16), None);
    }
}
