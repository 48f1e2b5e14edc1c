//! A fault of the machine or of the set-up, not of the content (that is a [`crate::diag::Diagnostic`]).

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::diag::{Lang, Words};

/// The machine refused: what was being done, to which file, and its own words.
#[derive(Debug)]
pub struct Error {
    /// What was being done.
    pub doing: Words,
    /// The file or folder.
    pub path: PathBuf,
    /// Why it was refused.
    pub source: io::Error,
}

impl Error {
    /// `vi` and `en` are verbs: "đọc", "read".
    pub fn new(vi: &str, en: &str, path: &Path, source: io::Error) -> Self {
        Self { doing: Words { vi: vi.to_owned(), en: en.to_owned() }, path: path.to_owned(), source }
    }

    /// One sentence for people.
    pub fn message(&self, lang: Lang) -> String {
        let (doing, path) = (self.doing.get(lang), self.path.display());
        let reason = reason(&self.source);
        let reason = reason.as_ref().map_or_else(|| self.source.to_string(), |it| it.get(lang).to_owned());
        match lang {
            Lang::Vi => format!("không {doing} được {path}: {reason}"),
            Lang::En => format!("cannot {doing} {path}: {reason}"),
        }
    }
}

fn reason(error: &io::Error) -> Option<Words> {
    let (vi, en) = match error.kind() {
        io::ErrorKind::NotFound => ("không có tệp hoặc thư mục này", "no such file or folder"),
        io::ErrorKind::PermissionDenied => ("máy không cho phép", "permission denied"),
        io::ErrorKind::StorageFull => ("ổ đĩa đã đầy", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
        io::ErrorKind::IsADirectory => ("đó là một thư mục", "it is a folder"),
        io::ErrorKind::NotADirectory => ("đó không phải thư mục", "it is not a folder"),
        io::ErrorKind::WouldBlock => {
            ("một lần dựng khác đang chạy và chưa xong", "another build is still running")
        }
        io::ErrorKind::AddrInUse => {
            ("cổng này đang có chương trình khác dùng", "another program uses this port")
        }
        io::ErrorKind::AddrNotAvailable => {
            ("máy này không có địa chỉ đó", "this machine does not have that address")
        }
        _ => return None,
    };
    Some(Words { vi: vi.to_owned(), en: en.to_owned() })
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
