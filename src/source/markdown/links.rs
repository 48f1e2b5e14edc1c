//! Where a link or a picture leads: inside the site, to another site, or nowhere we would send a reader.

/// The kinds of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A path or an anchor, with or without `/` in front.
    Site,
    /// `http:`, `https:` or `//host`.
    Other,
    /// `mailto:` and `tel:`.
    Contact,
    /// Any other scheme: `javascript:`, `data:`, `file:`, ….
    Refused,
}

/// The address as a browser would read it (spaces around and control characters anywhere do not count), and its kind.
///
/// A colon before the first `/`, `?` or `#` is the end of a scheme, whatever stands before it: stricter than browsers.
pub(super) fn read(typed: &str) -> (String, Kind) {
    let ignored = |it: char| {
        it.is_control()
            || matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    };
    let url: String = typed.chars().filter(|&it| !ignored(it)).collect();
    let url = url.trim();
    let head = &url[..url.find(['/', '?', '#', '\\']).unwrap_or(url.len())];
    let kind = match head.split_once(':') {
        Some((scheme, _)) => match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => Kind::Other,
            "mailto" | "tel" => Kind::Contact,
            _ => Kind::Refused,
        },
        None if url.starts_with(['/', '\\']) && url[1..].starts_with(['/', '\\']) => Kind::Other,
        None => Kind::Site,
    };
    (url.to_owned(), kind)
}

/// Appends the address as the value of an attribute: escaped, and without what a URL may not have.
pub(super) fn href(url: &str, out: &mut String) {
    for it in url.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '`' => out.push_str("%60"),
            _ => out.push(it),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, url: &str, kind: Kind) {
        assert_eq!(read(typed), (url.to_owned(), kind), "{typed:?}");
    }

    #[test]
    fn tells_links_inside_the_site_from_others() {
        check("../ke-hoach/a.md#muc-1", "../ke-hoach/a.md#muc-1", Kind::Site);
        check("#muc", "#muc", Kind::Site);
        check("", "", Kind::Site);
        check("/a?b:c", "/a?b:c", Kind::Site);
        check("HTTPS://chinhphu.vn", "HTTPS://chinhphu.vn", Kind::Other);
        check("//cdn.vn/a.js", "//cdn.vn/a.js", Kind::Other);
        check("/\\cdn.vn", "/\\cdn.vn", Kind::Other);
        check(" mailto:a@b.vn", "mailto:a@b.vn", Kind::Contact);
        check("tel:+84912345678", "tel:+84912345678", Kind::Contact);
    }

    #[test]
    fn refuses_other_schemes_however_they_are_disguised() {
        for typed in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:x",
            "java\u{200b}script:x",
            "javascript :x",
            "data:text/html,x",
            "vbscript:x",
            "file:a.exe",
            "blob:x",
            ":x",
        ] {
            assert_eq!(read(typed).1, Kind::Refused, "{typed:?}");
        }
    }

    #[test]
    fn writes_addresses_that_stay_in_their_attribute() {
        let mut out = String::new();
        href("/a b?x=\"1\"&y='<>", &mut out);
        assert_eq!(out, "/a%20b?x=%221%22&amp;y=&#39;%3C%3E");
    }
}
