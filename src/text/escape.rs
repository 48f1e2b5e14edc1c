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
    let bytes = text.as_bytes();
    let (mut done, mut at) = (0, 0);
    while let Some(skip) = bytes[at..].iter().position(|it| IS_SPECIAL[usize::from(*it)]) {
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
        out.push_str(&text[done..at]);
        out.push_str(with);
        at += width;
        done = at;
    }
    out.push_str(&text[done..]);
}

/// The bytes that mean something, and those that begin a character that may be left out.
const IS_SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        special[at] = !matches!(at, 0x09 | 0x0a | 0x0d);
        at += 1;
    }
    let marks = *b"&<>\"'\xef";
    let mut at = 0;
    while at < marks.len() {
        special[marks[at] as usize] = true;
        at += 1;
    }
    special
};

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
        check("\u{fffe}a\u{ffff}\u{fffd}ﾟ", "a\u{fffd}ﾟ");
    }
}
