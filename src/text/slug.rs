//! File and URL names in plain letters.

use crate::text::fold::{fold, is_invisible};

/// The text as a part of a path: `a-z`, `0-9` and single hyphens inside; empty where nothing of it is usable.
/// A name that Windows keeps for itself (`con`, `nul`, `com1`) gets `-1`.
///
/// ```
/// # use bantin::text::slug;
/// assert_eq!(slug("Kế hoạch số 855/KH-UBND"), "ke-hoach-so-855-kh-ubnd");
/// assert_eq!(slug("Con"), "con-1");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for it in fold(text).chars() {
        if it.is_ascii_alphanumeric() {
            slug.push(it);
        } else if !slug.is_empty() && !slug.ends_with('-') && !is_invisible(it) {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if is_reserved(&slug) {
        slug.push_str("-1");
    }
    slug
}

fn is_reserved(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || matches!(name.as_bytes(), [b'c', b'o', b'm', n] | [b'l', b'p', b't', n] if n.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn makes_names_of_plain_letters() {
        for (text, expected) in [
            ("Đổi mới “một cửa” – năm 2025!", "doi-moi-mot-cua-nam-2025"),
            ("  --a__b--  ", "a-b"),
            ("66.7/2025/NQ-CP", "66-7-2025-nq-cp"),
            ("một\u{200b}cửa", "motcua"),
            ("政府", ""),
            ("", ""),
            ("CON", "con-1"),
            ("lpt9", "lpt9-1"),
            ("cơn", "con-1"),
            ("con-1", "con-1"),
            ("com10", "com10"),
        ] {
            assert_eq!(slug(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(text in "\\PC{0,40}") {
            let once = slug(&text);
            prop_assert!(once.bytes().all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'-')));
            prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"));
            prop_assert_eq!(slug(&once), once);
        }
    }
}
