//! Numbers of documents in official form.

/// The number as it should be printed.
pub fn official(text: &str) -> String {
    crate::text::nfc(text.trim()).into_owned()
}

/// Equal for the spellings of one number.
pub fn key(text: &str) -> String {
    super::register::match_key(text)
}
