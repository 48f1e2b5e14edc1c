//! argv → `cli::run` → exit code.

use std::{io::Write, panic, process::ExitCode};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|bug| {
        let place = bug.location().map(|it| format!(" ({}:{})", it.file(), it.line())).unwrap_or_default();
        let _ = writeln!(
            std::io::stderr(),
            "lỗi: bantin gặp sự cố bên trong{place}; trang đã dựng trước đó vẫn nguyên. \
             Hãy chạy lại lệnh, và gửi dòng này cùng tệp vừa sửa cho người phụ trách kỹ thuật."
        );
    }));
    let code = panic::catch_unwind(|| bantin::cli::run(std::env::args_os()));
    ExitCode::from(code.unwrap_or(bantin::cli::MACHINE))
}
