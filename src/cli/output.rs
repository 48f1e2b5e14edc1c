//! Results that may go into a file.
#![expect(clippy::disallowed_methods, reason = "the officer named the file")]

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::Path,
};

use super::{Failure, console::Console};
use crate::{diag::Lang, error::Error, words};

/// Writes a result into the file, in place of what stands there, or to standard output.
///
/// Fails where it is no text and standard output is a terminal, and where the machine refuses.
pub(super) fn write(
    bytes: &[u8],
    file: Option<&Path>,
    is_binary: bool,
    console: &Console,
) -> Result<(), Failure> {
    let Some(path) = file else {
        let mut out = io::stdout();
        if is_binary && out.is_terminal() {
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
    // Beside it first: what stands there is whole until the new one is.
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = Path::new(&beside);
    fs::write(beside, bytes)
        .and_then(|()| fs::rename(beside, path))
        .map_err(|it| Error::new("ghi", "write", path, it))?;
    let name = path.display();
    console.say(&match console.lang {
        Lang::Vi => format!("đã ghi {name}"),
        Lang::En => format!("wrote {name}"),
    });
    Ok(())
}
