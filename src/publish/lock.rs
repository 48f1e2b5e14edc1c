//! One build of a site at a time. The lock is the system's, so that it ends with the process, however that ends.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::{diag::Words, error::Error, words};

/// A held lock; dropped, it is free.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, never read")] File);

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// Takes the lock, waiting at most `wait` for whoever holds it; `notice` is told once that it waits.
///
/// Fails when the wait is over or the file cannot be opened.
pub(super) fn acquire(path: &Path, wait: Duration, notice: &mut dyn FnMut(Words)) -> Result<Lock, Error> {
    let fault = |source| Error::new("khóa", "lock", path, source);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(fault)?;
    let start = Instant::now();
    let mut has_told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::Error(source)) => return Err(fault(source)),
            Err(TryLockError::WouldBlock) if start.elapsed() >= wait => {
                return Err(fault(io::ErrorKind::WouldBlock.into()));
            }
            Err(TryLockError::WouldBlock) => {
                if !has_told {
                    has_told = true;
                    notice(words!(
                        "một lần dựng khác của trang này đang chạy, chờ nó xong…",
                        "another build of this site is running, waiting for it…"
                    ));
                }
                thread::sleep(PAUSE.min(wait));
            }
        }
    }
}
