//! The table of fields of `bantin.yaml`.

use crate::{
    kind::KIND_CHOICES,
    schema::{Choice, Field, Shape, Target},
};

/// Fields of `bantin.yaml`.
pub const FIELDS: &[Field] = &[
    Field::new("title", &["tiêu đề", "tên trang"], Shape::Text, "Tên của trang", "Name of the site")
        .required(),
    Field::new(
        "description",
        &["mô tả"],
        Shape::Text,
        "Một câu giới thiệu trang",
        "One sentence about the site",
    ),
    Field::new(
        "base_url",
        &["địa chỉ"],
        Shape::Url,
        "Địa chỉ trang khi đưa lên mạng, ví dụ https://cchc.example.vn/ hoặc https://example.vn/cchc/",
        "Address of the published site",
    )
    .required(),
    Field::new(
        "language",
        &["ngôn ngữ"],
        Shape::Identifier,
        "Mã ngôn ngữ, mặc định vi",
        "Language tag, vi by default",
    ),
    Field::new(
        "timezone",
        &["múi giờ"],
        Shape::Identifier,
        "Múi giờ, mặc định Asia/Ho_Chi_Minh (+07:00)",
        "Time zone, Asia/Ho_Chi_Minh by default",
    ),
    Field::new(
        "agency",
        &["cơ quan", "đơn vị"],
        Shape::Ref(Target::Unit),
        "Mã đơn vị chủ quản trang",
        "Unit that publishes the site",
    ),
    Field::new(
        "locality",
        &["địa phương"],
        Shape::Text,
        "Tỉnh, thành phố của trang, để hiểu văn bản địa phương không ghi nơi ban hành",
        "Province of the site",
    ),
    Field::new(
        "slogan",
        &["khẩu hiệu"],
        Shape::Text,
        "Chủ đề hoặc khẩu hiệu của năm, hiện ở đầu trang",
        "Slogan of the year",
    ),
    Field::new(
        "sections",
        &["chuyên mục"],
        Shape::Dict(&Shape::Map(SECTION)),
        "Thư mục trong content/ → loại nội dung và tên chuyên mục",
        "Folders of content/ with their kind and title",
    ),
    Field::new(
        "menu",
        &["trình đơn"],
        Shape::List(&Shape::Map(MENU)),
        "Các liên kết ở đầu trang; để trống thì lấy các chuyên mục",
        "Links of the masthead",
    ),
    Field::new(
        "footer",
        &["chân trang"],
        Shape::Map(FOOTER),
        "Thông tin ở chân trang",
        "What the foot of every page says",
    ),
    Field::new(
        "theme",
        &["giao diện"],
        Shape::Identifier,
        "Thư mục trong themes/ để sửa giao diện, mặc định default",
        "Folder of themes/ with overrides",
    ),
    Field::new(
        "html",
        &[],
        Shape::Choice(HTML),
        "escape: thẻ HTML trong bài hiện thành chữ; safe: cho qua các thẻ an toàn",
        "escape shows raw HTML as text; safe lets an allow-list through",
    ),
    Field::new(
        "page_size",
        &["số tin mỗi trang"],
        Shape::Count,
        "Số mục trên một trang danh sách, mặc định 20",
        "Entries on a list page, 20 by default",
    ),
    Field::new(
        "feed_size",
        &["số tin trong nguồn"],
        Shape::Count,
        "Số mục trong nguồn tin, mặc định 30",
        "Entries in a feed, 30 by default",
    ),
    Field::new(
        "offline",
        &["ngoại tuyến"],
        Shape::Bool,
        "true: máy của người đọc giữ những trang mới nhất để xem khi không có mạng",
        "true: browsers keep the newest pages for when there is no connection",
    ),
    Field::new(
        "social_cards",
        &["thẻ chia sẻ"],
        Shape::Bool,
        "true: mỗi bài, kế hoạch, văn bản có một ảnh mang tiêu đề để mạng xã hội hiện khi chia sẻ (dựng lần đầu lâu hơn)",
        "true draws a card with the heading of each article, plan and document (the first build takes longer)",
    ),
    Field::new(
        "precompress",
        &["nén sẵn"],
        Shape::Bool,
        "true: đặt cạnh mỗi tệp chữ bản nén .gz và .br để máy chủ gửi ngay, khỏi nén lại mỗi lần (dựng lần đầu lâu hơn)",
        "true puts .gz and .br forms beside every text file, for servers that send them as they are (the first build takes longer)",
    ),
    Field::new(
        "severity",
        &["mức độ"],
        Shape::Dict(&Shape::Choice(LEVELS)),
        "Đổi mức của một mã chẩn đoán: off, info, warning, error",
        "Severity of findings by code",
    ),
    Field::new("extra", &[], Shape::Free, "Giá trị tự đặt cho giao diện riêng", "Free values for templates"),
];

const SECTION: &[Field] = &[
    Field::new(
        "kind",
        &["loại"],
        Shape::Choice(KIND_CHOICES),
        "Loại nội dung của thư mục",
        "Kind of the entries",
    )
    .required(),
    Field::new("title", &["tiêu đề", "tên"], Shape::Text, "Tên chuyên mục", "Title shown to readers"),
    Field::new(
        "description",
        &["mô tả"],
        Shape::Text,
        "Một câu giới thiệu chuyên mục",
        "One sentence about the section",
    ),
];

const MENU: &[Field] = &[
    Field::new("title", &["tiêu đề", "tên"], Shape::Text, "Chữ hiện ra", "Text shown").required(),
    Field::new(
        "url",
        &["địa chỉ"],
        Shape::Url,
        "Đường dẫn trong trang (/gioi-thieu/) hoặc địa chỉ ngoài",
        "Path or address",
    )
    .required(),
];

const FOOTER: &[Field] = &[
    Field::new("address", &["địa chỉ"], Shape::Text, "Địa chỉ trụ sở", "Postal address"),
    Field::new("phone", &["điện thoại"], Shape::Identifier, "Điện thoại", "Phone"),
    Field::new("email", &["thư điện tử"], Shape::Identifier, "Thư điện tử", "E-mail"),
    Field::new(
        "responsible",
        &["chịu trách nhiệm"],
        Shape::Text,
        "Người chịu trách nhiệm chính",
        "Person answerable for the content",
    ),
    Field::new(
        "reuse",
        &["sử dụng lại"],
        Shape::Text,
        "Câu về ghi rõ nguồn khi sử dụng lại",
        "How the content may be used again",
    ),
    Field::new(
        "links",
        &["liên kết"],
        Shape::List(&Shape::Map(MENU)),
        "Liên kết ở chân trang: quyền riêng tư, khả năng tiếp cận…",
        "Links at the foot: privacy, accessibility",
    ),
];

const HTML: &[Choice] =
    &[Choice { key: "escape", names: &["escape"] }, Choice { key: "safe", names: &["safe", "an toàn"] }];

const LEVELS: &[Choice] = &[
    Choice { key: "off", names: &["off", "tắt"] },
    Choice { key: "info", names: &["info", "thông tin"] },
    Choice { key: "warning", names: &["warning", "cảnh báo"] },
    Choice { key: "error", names: &["error", "lỗi"] },
];
