//! Results that may go into a file.
#![expect(clippy::disallowed_methods, reason = "the officer named the file")]

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use super::{Failure, console::Console};
use crate::{diag::Lang, error::Error, words};

/// What a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// Text that an officer may go on writing in.
    Text,
    /// The same as a package of Word or Excel.
    Office,
    /// A package that nobody edits.
    Archive,
}

/// Writes a result into the file, in place of what stands there, or to standard output. What somebody may have written into
/// the file since is kept beside it under another name.
///
/// Fails where it is no text and standard output is a terminal, and where the machine refuses.
///
/// It never takes the place of what the site at `root` is made of, of what stands in its `public/`, or of what is no file.
pub(super) fn write(
    bytes: &[u8],
    (root, file): (&Path, Option<&Path>),
    made: Made,
    console: &Console,
) -> Result<(), Failure> {
    let Some(path) = file else {
        let mut out = io::stdout();
        if made != Made::Text && out.is_terminal() {
            return Err(Failure::Usage(words!(
                "kết quả không phải chữ; ghi vào tệp bằng --out TỆP",
                "the result is no text; write it to a file with --out FILE"
            )));
        }
        return match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::new("in ra", "print to", Path::new("stdout"), error).into())
            }
            _ => Ok(()),
        };
    };
    check(root, path)?;
    // Where a link leads, what it leads to is written.
    let real = fs::canonicalize(path);
    let path = real.as_deref().unwrap_or(path);
    // Beside it first: what stands there is whole until the new one is.
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = Path::new(&beside);
    let fault = |it| Error::new("ghi", "write", path, it);
    fs::write(beside, bytes).map_err(fault)?;
    if made != Made::Archive && fs::read(path).is_ok_and(|it| it != bytes) {
        let kept = free_name(path);
        fs::rename(path, &kept).map_err(|it| Error::new("đổi tên", "rename", path, it))?;
        let kept = kept.display();
        console.say(&match console.lang {
            Lang::Vi => format!("tệp đã có trước đó được giữ lại: {kept}"),
            Lang::En => format!("the file that stood there is kept: {kept}"),
        });
    }
    fs::rename(beside, path).map_err(fault)?;
    let name = path.display();
    console.say(&match console.lang {
        Lang::Vi => format!("đã ghi {name}"),
        Lang::En => format!("wrote {name}"),
    });
    Ok(())
}

/// `bao-cao (bản trước).docx`, `bao-cao (bản trước 2).docx`: the first that is free.
fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or(String::new(), |it| format!(".{}", it.to_string_lossy()));
    let name = |n: u32| match n {
        1 => format!("{stem} (bản trước){ending}"),
        n => format!("{stem} (bản trước {n}){ending}"),
    };
    let mut names = (1..=u32::MAX).map(|n| path.with_file_name(name(n)));
    names.find(|it| !it.exists()).unwrap_or_else(|| path.to_owned())
}

/// Refuses what is no place for a result.
pub(super) fn check(root: &Path, path: &Path) -> Result<(), Failure> {
    let name = path.display();
    if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
        return Err(Failure::Usage(words!(
            "{name} không phải một tệp thường; hãy ghi vào tệp khác",
            "{name} is no regular file; write to another one"
        )));
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).map_err(|it| Error::new("ghi vào", "write to", folder, it))?;
    let whole = fs::canonicalize(path).unwrap_or_else(|_| folder.join(path.file_name().unwrap_or_default()));
    let Ok(root) = fs::canonicalize(root) else { return Ok(()) };
    let Ok(below) = whole.strip_prefix(&root) else { return Ok(()) };
    let is_own = ["content", "themes", "public", ".bantin", crate::config::FILE]
        .iter()
        .any(|it| below.starts_with(it));
    if is_own {
        return Err(Failure::Usage(words!(
            "{name} là chỗ của trang (content, themes, public, bantin.yaml), ghi vào đó sẽ mất dữ liệu hoặc bị đăng lên mạng; hãy ghi vào chỗ khác",
            "{name} belongs to the site (content, themes, public, bantin.yaml): writing there would lose or publish something; write elsewhere"
        )));
    }
    Ok(())
}
