//! Pictures.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "picture-cut",
        ["Ảnh SVG có phần không được đăng", "A part of an SVG picture is not published"],
        [
            "Một tệp SVG mở riêng là một trang như mọi trang khác: mã lệnh trong đó chạy dưới địa chỉ của cơ quan, và phần tải \
             từ nơi khác cho nơi đó biết ai đang đọc. Vì vậy mã lệnh, lệnh gắn với sự kiện, foreignObject, khai báo thực thể và \
             mọi phần tải từ tệp hoặc trang khác được bỏ khi đăng; nét vẽ vẫn giữ. Tệp gốc không bị sửa. Nếu ảnh trên trang \
             thiếu, hãy xuất lại thành SVG thuần (Plain SVG, nhúng ảnh vào tệp) hoặc PNG.",
            "An SVG file that is opened by itself is a page like any other: scripts in it run under the agency's address, and \
             what it loads tells others who is reading. So scripts, event handlers, foreignObject, entities and whatever is loaded \
             from other files or sites are left out; the drawing stays. The original is not changed. If something is missing, \
             export it anew as plain SVG with pictures embedded, or as PNG.",
        ],
    ),
    Code::new(
        "picture-damaged",
        ["Tệp ảnh bị hỏng", "A picture is damaged"],
        [
            "Tệp ảnh không có phần cuối, hoặc nội dung không đọc được. Lý do thường gặp: chép từ điện thoại hay thẻ nhớ chưa \
             xong, gửi qua mạng bị ngắt, đổi đuôi tệp bằng tay. Hãy mở ảnh gốc, lưu lại và chép đè. Trong lúc chờ, ảnh được \
             đăng như đang có: không có cỡ nhỏ, và thông tin về máy ảnh, nơi chụp vẫn còn trong tệp.",
            "The file breaks off, or what is in it cannot be read: it was not copied to its end, or its ending was changed by \
             hand. Open the original, save it again and copy it over. Until then it is published as it is: without smaller \
             sizes, and with what it tells of camera and place.",
        ],
    ),
    Code::new(
        "picture-huge",
        ["Ảnh có quá nhiều điểm ảnh", "A picture has too many pixels"],
        [
            "Mở một ảnh như vậy cần nhiều bộ nhớ hơn máy có thể có, và không màn hình nào hiện hết được. Hãy thu ảnh xuống \
             (rộng 2.000 điểm ảnh là đủ cho trang tin). Trong lúc chờ, ảnh được đăng nguyên cỡ, không có cỡ nhỏ cho điện thoại.",
            "Unpacking such a picture takes more memory than there may be, and no screen shows all of it. Make it smaller: 2,000 \
             pixels across are enough. Until then it is published in full size, without smaller ones for phones.",
        ],
    ),
];
