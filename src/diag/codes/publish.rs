//! Writing the site to its output folder.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "publish-collision",
        ["Hai trang tranh nhau một chỗ", "Two pages want one place"],
        [
            "Hai tệp của trang trùng tên, hoặc chỉ khác nhau ở chữ hoa và chữ thường: trên Windows và macOS đó là một tệp. \
             Cũng vậy khi một tệp trùng tên với một thư mục. Đổi tên một trong hai; không có gì được ghi cho đến khi sửa.",
            "Two files of the site have one name, or names that differ in case only: on Windows and macOS they are one \
             file. A file may not have the name of a folder either. Rename one of the two; nothing is written until then.",
        ],
    )
    .example("content/anh/So-do.svg\ncontent/anh/so-do.svg", "content/anh/so-do-1.svg\ncontent/anh/so-do-2.svg"),
    Code::new(
        "publish-in-the-way",
        ["Tệp của người khác chiếm chỗ trong thư mục xuất", "A file of someone else is in the way"],
        [
            "bantin không bao giờ ghi đè hay xóa tệp mà nó không tạo ra. Trong thư mục xuất có một tệp như thế ở đúng chỗ \
             của một trang. Hãy chuyển tệp đi nơi khác; tệp cần đăng kèm trang thì để trong content/. Nếu thư mục xuất được \
             chép từ máy khác, hãy xóa nó rồi dựng lại.",
            "bantin never overwrites or removes a file that it did not make. There is one in the output folder just where \
             a page should stand. Move it elsewhere; files to be published belong in content/. If the output folder was \
             copied from another machine, delete it and build again.",
        ],
    ),
    Code::new(
        "publish-out",
        ["Không được ghi trang vào thư mục này", "The site may not be written to this folder"],
        [
            "Thư mục xuất phải là một thư mục riêng: không phải thư mục của trang hay thư mục chứa nó, không nằm trong \
             content/ hoặc themes/, không đi qua liên kết tượng trưng. Nhờ vậy việc dựng trang không bao giờ đụng tới bài \
             gốc.",
            "The output folder must be one of its own: not the site's folder or one above it, not inside content/ or \
             themes/, not reached through a symbolic link. So a build never touches the sources.",
        ],
    )
    .example("bantin build --out content", "bantin build --out public"),
];
