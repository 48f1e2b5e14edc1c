//! Vietnamese text: folding, slugs, collation, sentences, the calendar. Ground floor: `&str` in, values out.

pub mod fold;
pub mod near;
pub mod tone;

pub use fold::{fold, key, nfc, same_key, unmarked};
pub use near::nearest;
pub use tone::tones;
