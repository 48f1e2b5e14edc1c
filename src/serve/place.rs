//! Addresses as browsers ask for them → places of files. Pure: looks at no disk.

use std::fmt::Write;

use crate::route::Route;

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The file of a route, or a folder of that name.
    File(Route),
    /// The site is there.
    Moved(String),
    /// Nothing of the site could be there.
    Nowhere,
}

/// The place of `path`, percent-encoded and without a query, on a site whose path is `base`.
///
/// Total: what climbs, hides or could be no file anywhere is nowhere.
pub(super) fn place(path: &str, base: &str) -> Place {
    let Some(path) = decoded(path) else { return Place::Nowhere };
    let Some(below) = path.strip_prefix(base) else {
        let is_above = path == "/" || path == base.trim_end_matches('/');
        return if is_above { Place::Moved(encoded(base)) } else { Place::Nowhere };
    };
    let index = if below.is_empty() || below.ends_with('/') { "index.html" } else { "" };
    Route::new(&format!("/{below}{index}")).map_or(Place::Nowhere, Place::File)
}

/// Absent when it is not the UTF-8 of anything.
pub(super) fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let (code, after) = after.split_at_checked(2)?;
        let code = str::from_utf8(code).ok().filter(|it| !it.starts_with('+'))?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// As it may stand in a header.
pub(super) fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// The content type that belongs to the name of a file.
pub(super) fn content_type(route: &Route) -> &'static str {
    let name = route.as_str().rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, it)| it).to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" | "atom" | "rss" => "application/xml; charset=utf-8",
        "txt" | "md" => TEXT,
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// The content type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";
/// The content type of plain text.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, base: &str, expected: &str) {
        let got = match place(path, base) {
            Place::File(route) => route.to_string(),
            Place::Moved(to) => format!("→ {to}"),
            Place::Nowhere => "nowhere".to_owned(),
        };
        assert_eq!(got, expected, "{path} on {base}");
    }

    #[test]
    fn leads_to_files_below_the_path_of_the_site() {
        check("/", "/", "/index.html");
        check("/tin-tuc/", "/", "/tin-tuc/index.html");
        check("/tin-tuc", "/", "/tin-tuc");
        check("/t%C3%A0i%20li%E1%BB%87u/a.pdf", "/", "/tài liệu/a.pdf");
        check("/so-noi-vu/", "/so-noi-vu/", "/index.html");
        check("/so-noi-vu/tin/", "/so-noi-vu/", "/tin/index.html");
        check("/", "/so-noi-vu/", "→ /so-noi-vu/");
        check("/so-noi-vu", "/so-noi-vu/", "→ /so-noi-vu/");
        check("/", "/sở/", "→ /s%E1%BB%9F/");
        check("/tin/", "/so-noi-vu/", "nowhere");
    }

    #[test]
    fn never_leads_out_of_the_site() {
        for path in [
            "/../etc/passwd",
            "/a/../../b",
            "/%2e%2e/%2E%2E/etc/passwd",
            "/..%2f..%2fetc/passwd",
            "/..%5c..%5cwindows",
            "/a\\..\\b",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/c:/windows/win.ini",
            "/a%00b",
            "/.git/config",
            "/.bantin/lock",
            "/%",
            "/%zz",
            "/%+1",
            "/%ff",
            "etc/passwd",
        ] {
            check(path, "/", "nowhere");
        }
    }

    #[test]
    fn knows_the_types_of_what_sites_have() {
        let of = |name| content_type(&Route::new(name).unwrap());
        assert_eq!(of("/a/index.html"), "text/html; charset=utf-8");
        assert_eq!(of("/style.CSS"), "text/css; charset=utf-8");
        assert_eq!(of("/du-lieu/van-ban.csv"), "text/csv; charset=utf-8");
        assert_eq!(of("/a.b/khong-duoi"), "application/octet-stream");
    }
}
