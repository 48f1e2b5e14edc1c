//! Vietnamese text: folding, slugs, collation, sentences, the calendar. Ground floor: `&str` in, values out.

pub mod amount;
pub mod collate;
pub mod csv;
pub mod decimal;
pub mod date;
pub mod escape;
pub mod fast;
pub mod fold;
pub mod ical;
pub mod near;
pub mod notable;
pub mod number;
pub mod sentence;
pub mod slug;
pub mod span;
pub mod tokens;
pub mod tone;
pub mod yaml;

pub use collate::compare;
pub use fold::{fold, key, nfc, same_key, unmarked};
pub use near::nearest;
pub use slug::slug;
pub use tone::tones;

/// The text with a small first letter.
pub fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
