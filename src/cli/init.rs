//! `bantin init FOLDER`
#![expect(clippy::disallowed_methods, reason = "init writes the starter site")]

use std::{fs, io, path::PathBuf};

use super::{FINE, Failure, console::Console};
use crate::{error::Error, words};

/// Tạo một trang mẫu chạy được ngay
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin init <THƯ MỤC> [TÙY CHỌN]")]
pub(super) struct Args {
    /// Thư mục mới, hoặc một thư mục trống
    #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
    folder: PathBuf,
}

macro_rules! starter {
    ($($path:literal),* $(,)?) => {
        /// The starter site: where each file goes, and its text.
        const STARTER: &[(&str, &str)] = &[$(($path, include_str!(concat!("starter/", $path)))),*];
    };
}

starter!(
    "bantin.yaml",
    "content/gioi-thieu.md",
    "content/lien-he.md",
    "content/quyen-rieng-tu.md",
    "content/tiep-can.md",
    "content/danh-muc/chu-de.yaml",
    "content/danh-muc/co-quan.yaml",
    "content/danh-muc/hinh-thuc.yaml",
    "content/danh-muc/noi-dung.yaml",
    "content/danh-muc/tac-gia.yaml",
    "content/danh-muc/viet-tat.yaml",
    "content/hinh-anh/mot-cua.svg",
    "content/hoat-dong/2026.csv",
    "content/hoat-dong/lich-phat-thang-02.txt",
    "content/ke-hoach/tuyen-truyen-cchc-2026.md",
    "content/tin-tuc/2026/01/niem-yet-ma-qr-tai-bo-phan-mot-cua.md",
    "content/tin-tuc/2026/02/hoi-nghi-trien-khai-ke-hoach-tuyen-truyen.md",
    "content/van-ban/nghi-dinh-118-2025-nd-cp.md",
);

/// What a site under Git leaves out.
const GITIGNORE: &str = "/public\n/.bantin\n";

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let folder = &args.folder;
    let name = folder.display();
    let is_empty = match fs::read_dir(folder) {
        Ok(mut inside) => inside.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(Error::new("đọc", "read", folder, error).into()),
    };
    if !is_empty {
        return Err(Failure::Usage(words!(
            "thư mục {name} không trống; hãy chọn tên khác",
            "the folder {name} is not empty; choose another name"
        )));
    }
    for (below, text) in STARTER.iter().chain([&(".gitignore", GITIGNORE)]) {
        let path = folder.join(below);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| Error::new("ghi", "write", &path, error))?;
    }
    let done = words!(
        "Đã tạo trang mẫu trong {name}. Việc tiếp theo:\n  \
         1. Sửa tên trang, địa chỉ, cơ quan trong {name}/bantin.yaml\n  \
         2. Kiểm tra:  bantin check --root {name}\n  \
         3. Dựng trang: bantin build --root {name}\n",
        "Made a starter site in {name}. What to do next:\n  \
         1. Set the title, address and agency in {name}/bantin.yaml\n  \
         2. Check:  bantin check --root {name}\n  \
         3. Build:  bantin build --root {name}\n"
    );
    console.print(done.get(console.lang))?;
    Ok(FINE)
}
