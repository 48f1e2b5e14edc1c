//! Where a file of the site stands.

use std::{fmt, sync::Arc};

use crate::{diag::Words, words};

/// The place of a file in the output: `/tin-tuc/a/index.html`. NFC, begins with `/`, its parts can be names of files on
/// Windows, macOS and Linux alike, and none of them climbs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

/// Why a path cannot be a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteFault {
    /// Empty, or does not begin with `/`.
    NotAbsolute,
    /// A part `..`, `.` or nothing.
    Climbs,
    /// A part that Windows keeps for itself: `con`, `nul`, `com1`.
    Reserved(String),
    /// A character that some file system refuses.
    Character(char),
    /// A part that ends in a point or a space, or begins with a point.
    Edge(String),
    /// A part of over 200 bytes, or over 1,000 in all.
    TooLong,
}

impl RouteFault {
    /// In words, to follow "because".
    pub fn words(&self) -> Words {
        match self {
            Self::NotAbsolute => words!("không bắt đầu bằng dấu /", "it does not begin with /"),
            Self::Climbs => {
                words!("có phần trống, \".\" hoặc \"..\"", "it has an empty part, \".\" or \"..\"")
            }
            Self::Reserved(name) => {
                words!("\"{name}\" là tên Windows giữ riêng", "\"{name}\" is reserved by Windows")
            }
            Self::Character(c) => words!("không dùng được ký tự {c:?}", "the character {c:?} cannot be used"),
            Self::Edge(name) => words!(
                "\"{name}\" bắt đầu bằng dấu chấm, hoặc kết thúc bằng dấu chấm, dấu cách",
                "\"{name}\" begins with a point, or ends with a point or a space"
            ),
            Self::TooLong => words!("quá dài", "it is too long"),
        }
    }
}

impl Route {
    /// Checks a path.
    ///
    /// Fails when it could not be written on every system, or could leave the output folder.
    pub fn new(path: &str) -> Result<Self, RouteFault> {
        let rest = path.strip_prefix('/').filter(|it| !it.is_empty()).ok_or(RouteFault::NotAbsolute)?;
        if path.len() > 1000 {
            return Err(RouteFault::TooLong);
        }
        for part in rest.split('/') {
            check_part(part)?;
        }
        Ok(Self(Arc::from(&*crate::text::nfc(path))))
    }

    /// With `/` at the beginning.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below the output folder.
    pub fn below(&self) -> &str {
        &self.0[1..]
    }
}

fn check_part(part: &str) -> Result<(), RouteFault> {
    if part.is_empty() || part.chars().all(|it| it == '.') {
        return Err(RouteFault::Climbs);
    }
    if part.len() > 200 {
        return Err(RouteFault::TooLong);
    }
    if let Some(bad) = part.chars().find(|it| it.is_control() || r#"\:*?"<>|"#.contains(*it)) {
        return Err(RouteFault::Character(bad));
    }
    let hidden = part.starts_with('.') && part != ".well-known" && part != ".htaccess";
    if hidden || part.ends_with(['.', ' ']) {
        return Err(RouteFault::Edge(part.to_owned()));
    }
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let reserved = matches!(stem.trim_end(), "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|it| matches!(it.as_bytes(), [b'0'..=b'9']));
    if reserved { Err(RouteFault::Reserved(part.to_owned())) } else { Ok(()) }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_every_system_takes() {
        for path in
            ["/index.html", "/tin-tuc/2025/06/a/index.html", "/tài liệu/a b.pdf", "/.well-known/security.txt"]
        {
            assert_eq!(Route::new(path).map(|it| it.to_string()), Ok(path.to_owned()));
        }
        assert_eq!(Route::new("/ta\u{300}i.pdf").unwrap().as_str(), "/tài.pdf");
    }

    #[test]
    fn refuses_what_climbs_or_is_reserved() {
        for (path, fault) in [
            ("a", RouteFault::NotAbsolute),
            ("/", RouteFault::NotAbsolute),
            ("/../etc", RouteFault::Climbs),
            ("/a//b", RouteFault::Climbs),
            ("/a/./b", RouteFault::Climbs),
            ("/con/index.html", RouteFault::Reserved("con".to_owned())),
            ("/NUL.txt", RouteFault::Reserved("NUL.txt".to_owned())),
            ("/com1/a", RouteFault::Reserved("com1".to_owned())),
            ("/a\\b", RouteFault::Character('\\')),
            ("/c:/b", RouteFault::Character(':')),
            ("/a./b", RouteFault::Edge("a.".to_owned())),
            ("/.git/config", RouteFault::Edge(".git".to_owned())),
        ] {
            assert_eq!(Route::new(path), Err(fault), "{path}");
        }
    }
}
