//! Where a page can be shared, and whom to write to about it: plain links that load nothing.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use serde_json::json;

use super::Frame;

/// Addresses by which a page is shared.
#[derive(Debug, Serialize)]
pub(super) struct Share {
    zalo: String,
    facebook: String,
    email: String,
}

impl Share {
    /// Of the page at `url`, which has the path of the base.
    pub(super) fn new(frame: &Frame, title: &str, url: &str) -> Self {
        let full = frame.absolute(url);
        let (link, subject) = (percent(&full), percent(title));
        // As the button of Zalo's own script does: the address in JSON, in base64, encoded for the inner page and for this one.
        let data = BASE64_STANDARD.encode(json!({"url": full}).to_string());
        Self {
            zalo: format!(
                "https://button-share.zalo.me/share_external?d={}&shareType=0",
                percent(&percent(&data))
            ),
            facebook: format!("https://www.facebook.com/sharer/sharer.php?u={link}"),
            email: format!("mailto:?subject={subject}&body={link}"),
        }
    }
}

/// A letter to the newsroom about the page at `url`, which has the path of the base.
pub(super) fn feedback_url(frame: &Frame, title: &str, url: &str) -> Option<String> {
    let email = frame.email()?;
    let subject = percent(&format!("Góp ý: {title}"));
    let body = percent(&format!("{title}\n{}\n\n", frame.absolute(url)));
    Some(format!("mailto:{email}?subject={subject}&body={body}"))
}

/// Percent-encoding of a value in a query (RFC 3986, 2.1).
pub(super) fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    out
}

fn hex(digit: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(digit & 15)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_what_has_a_meaning_in_queries() {
        assert_eq!(percent("a-1 &ủ"), "a-1%20%26%E1%BB%A7");
    }
}
