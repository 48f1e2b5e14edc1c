//! Vietnamese text: folding, slugs, collation, sentences, the calendar. Ground floor: `&str` in, values out.

pub mod collate;
pub mod date;
pub mod fold;
pub mod near;
pub mod number;
pub mod sentence;
pub mod slug;
pub mod tone;

pub use collate::compare;
pub use fold::{fold, key, nfc, same_key, unmarked};
pub use near::nearest;
pub use slug::slug;
pub use tone::tones;
