//! Text inside HTML and XML.

/// Appends `text` to `out` so that it is text, and nothing else, in the content or a quoted attribute of HTML and XML.
/// Characters that XML 1.0 forbids (controls but tab and line ends, U+FFFE, U+FFFF) are left out. Linear.
///
/// ```
/// # use bantin::text::escape;
/// let mut out = String::new();
/// escape::html("\"A & B\" < C", &mut out);
/// assert_eq!(out, "&quot;A &amp; B&quot; &lt; C");
/// ```
pub fn html(text: &str, out: &mut String) {
    pieces(text, |it| out.push_str(it));
}

/// The same, given to `put` in pieces: what needs no escaping as it stands, and what replaces the rest.
pub fn pieces(text: &str, mut put: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let (mut done, mut at) = (0, 0);
    while let Some(skip) = plain(&bytes[at..]) {
        at += skip;
        let (with, width) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            ..0x20 => ("", 1),
            _ if matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])) => ("", 3),
            _ => {
                at += 1;
                continue;
            }
        };
        put(&text[done..at]);
        put(with);
        at += width;
        done = at;
    }
    put(&text[done..]);
}

/// How many bytes stand before the first that is special; absent where none is.
fn plain(bytes: &[u8]) -> Option<usize> {
    // The compiler looks at all bytes of a run at once.
    let has_none = |run: &&[u8]| !run.iter().fold(false, |any, it| any | is_special(*it));
    let passed = bytes.chunks_exact(16).take_while(has_none).count() * 16;
    bytes[passed..].iter().position(|it| is_special(*it)).map(|at| passed + at)
}

/// Whether a byte means something, or may begin a character that is left out.
#[expect(clippy::needless_bitwise_bool, reason = "lazy operators would part the bytes of a run again")]
fn is_special(it: u8) -> bool {
    let means = (it == b'&') | (it == b'<') | (it == b'>') | (it == b'"') | (it == b'\'');
    let is_control = (it < 0x20) & (it != b'\t') & (it != b'\n') & (it != b'\r');
    means | is_control | (it == 0xef)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut out = String::from("…");
        html(text, &mut out);
        assert_eq!(out, format!("…{expected}"));
    }

    #[test]
    fn escapes_what_means_something() {
        check("<a href='x'>", "&lt;a href=&#39;x&#39;&gt;");
        check("&amp; & \"“Đ”\"", "&amp;amp; &amp; &quot;“Đ”&quot;");
        check("một\thai\r\nba", "một\thai\r\nba");
        check("", "");
    }

    #[test]
    fn leaves_out_what_xml_forbids() {
        check("a\0b\u{b}c\u{1b}", "abc");
        check("một câu dài hơn mười sáu byte\0 & tiếp theo", "một câu dài hơn mười sáu byte &amp; tiếp theo");
        check("\u{fffe}a\u{ffff}\u{fffd}ﾟ", "a\u{fffd}ﾟ");
    }
}
