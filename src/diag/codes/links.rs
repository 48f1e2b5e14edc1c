//! Links, pictures, files and addresses.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "alias-invalid",
        ["Đường dẫn cũ không dùng được", "An old address cannot be used"],
        [
            "aliases giữ cho liên kết cũ vẫn mở được: địa chỉ cũ tự chuyển tới bài này. Địa chỉ ấy phải thuộc trang này và \
             không trùng với một trang đang có.",
            "aliases keep old links alive: the old address leads to this page. It must belong to this site and may not be \
             that of a page that exists.",
        ],
    )
    .example("aliases: [https://trang-khac.vn/bai.html]", "aliases: [/tin/bai-cu.html]"),
    Code::new(
        "file-escape",
        ["Đường dẫn tệp ra khỏi thư mục content/", "The path of a file leaves content/"],
        [
            "Trang chỉ đăng các tệp trong content/. Hãy chép tệp vào đó, viết đường dẫn bằng dấu gạch chéo xuôi (/), không \
             có tên ổ đĩa.",
            "Only files inside content/ are published. Copy the file there and write its path with forward slashes, without \
             a drive.",
        ],
    )
    .example("tệp: C:\\KeHoach\\ke-hoach.pdf", "tệp: /tai-lieu/ke-hoach.pdf"),
    Code::new(
        "file-missing",
        ["Không có tệp này", "There is no such file"],
        [
            "Bài trỏ tới một tệp hay ảnh chưa có trong content/. Thường là quên chép tệp, hoặc tên tệp sai một chữ: chữ hoa \
             và chữ thường, có dấu và không dấu là khác nhau.",
            "The page names a file or picture that is not in content/. Often it was not copied, or one letter differs: \
             case and marks count.",
        ],
    )
    .example("ảnh: Anh-Mot-Cua.JPG", "ảnh: anh-mot-cua.jpg"),
    Code::new(
        "file-outside",
        ["Tệp hoặc ảnh ở trang khác", "A file or picture is on another site"],
        [
            "Ảnh và tệp đính kèm phải nằm trong content/, để trang vẫn đủ khi trang kia đổi địa chỉ, và để máy chủ kia \
             không biết ai đang đọc. Hãy tải tệp về và đặt cạnh bài.",
            "Pictures and attachments must be in content/, so that the site stays whole when the other one changes, and \
             nobody else learns who reads. Save the file beside the page.",
        ],
    )
    .example("ảnh: https://trang-khac.vn/anh.jpg", "ảnh: anh.jpg"),
    Code::new(
        "image-alt",
        ["Ảnh chưa có mô tả", "A picture has no description"],
        [
            "Người khiếm thị nghe trình đọc màn hình đọc phần mô tả thay cho ảnh; ảnh không tải được thì mô tả hiện thay. \
             Hãy viết một câu ngắn nói trong ảnh có gì.",
            "Blind readers hear the description in place of the picture, and it is shown when the picture does not load. \
             Write one short sentence about what is seen.",
        ],
    )
    .example("![](quay-mot-cua.jpg)", "![Người dân nộp hồ sơ tại Bộ phận Một cửa](quay-mot-cua.jpg)"),
    Code::new(
        "image-remote",
        ["Ảnh ở trang khác nên không hiện", "A picture of another site is not shown"],
        [
            "Trang chỉ hiện ảnh nằm trong content/. Hãy tải ảnh về (khi được phép dùng), đặt cạnh bài và ghi tên tệp.",
            "Only pictures inside content/ are shown. Save the picture beside the page, if you may use it, and write the \
             name of the file.",
        ],
    )
    .example("![Họp](https://trang-khac.vn/hop.jpg)", "![Họp triển khai kế hoạch](hop.jpg)"),
    Code::new(
        "link-anchor",
        ["Trang được dẫn không có mục này", "The page has no such heading"],
        [
            "Phần sau dấu # là mã của một tiêu đề trong trang được dẫn. Tiêu đề ấy có lẽ đã đổi tên, nên người bấm chỉ tới \
             đầu trang.",
            "What follows # is the id of a heading of that page. The heading was probably renamed, so a click leads to the \
             top of the page only.",
        ],
    )
    .example("[Mục tiêu](/ke-hoach/2025/#muc-tieu-chung)", "[Mục tiêu](/ke-hoach/2025/#muc-tieu)"),
    Code::new(
        "link-broken",
        ["Liên kết không dẫn tới đâu", "A link leads nowhere"],
        [
            "Trong trang không có bài hay tệp nào ở địa chỉ ấy. Có thể viết đường dẫn của tệp Markdown (../ke-hoach/a.md), \
             hoặc địa chỉ trong trang (/ke-hoach/a/).",
            "The site has neither page nor file at that address. Write the path of a Markdown file (../ke-hoach/a.md) or an \
             address of the site (/ke-hoach/a/).",
        ],
    )
    .example("[kế hoạch](../kehoach/2025.md)", "[kế hoạch](../ke-hoach/2025.md)"),
    Code::new(
        "translation-original",
        ["Bản dịch không gắn được với bài gốc", "A translation cannot be joined to its original"],
        [
            "translation_of là đường dẫn của bài gốc, như trong liên kết; bài gốc không phải là bản dịch, và mỗi ngôn ngữ chỉ \
             có một bản. Ghi ngôn ngữ của bản dịch ở language.",
            "translation_of is the path of the original, as in a link; the original is no translation itself, and there is one \
             page in each language. language says which one this is.",
        ],
    )
    .example("translation_of: bai-dich.en.md", "translation_of: bai-goc.md\nlanguage: en"),
    Code::new(
        "link-empty",
        ["Liên kết không có chữ để bấm", "A link has no words"],
        [
            "Người đọc không thấy gì để bấm, trình đọc màn hình không có gì để đọc. Hãy viết vài chữ nói rõ liên kết dẫn \
             tới đâu.",
            "There is nothing to click and nothing for a screen reader to say. Write a few words that tell where the link \
             leads.",
        ],
    )
    .example("[](/ke-hoach/2025/)", "[Kế hoạch năm 2025](/ke-hoach/2025/)"),
    Code::new(
        "link-hidden",
        ["Liên kết dẫn tới bài chưa hiện", "A link leads to a page that is not shown"],
        [
            "Bài được dẫn là bài nháp, hẹn giờ hoặc đã hết hạn. Chữ vẫn giữ, còn liên kết tạm bỏ cho tới khi bài ấy hiện.",
            "That page is a draft, scheduled or expired. The words stay; the link is left out until the page is shown.",
        ],
    ),
    Code::new(
        "link-scheme",
        ["Liên kết kiểu này không dùng được", "A link of this sort cannot be used"],
        [
            "Liên kết chỉ được là đường dẫn trong trang, hoặc bắt đầu bằng https://, http://, mailto:, tel:. Liên kết tới ổ \
             đĩa của máy (file:, C:\\) người đọc không mở được; liên kết chạy mã (javascript:) thì nguy hiểm.",
            "A link is a path of the site, or begins with https://, http://, mailto: or tel:. Readers cannot open files of \
             your disk (file:, C:\\), and links that run code (javascript:) are dangerous.",
        ],
    )
    .example("[Kế hoạch](file:///C:/ke-hoach.pdf)", "[Kế hoạch](/tai-lieu/ke-hoach.pdf)"),
    Code::new(
        "link-undefined",
        ["Liên kết chưa có địa chỉ", "A link has no address"],
        [
            "Cách viết [chữ][nhãn] cần một dòng khác ghi địa chỉ của nhãn. Dòng ấy chưa có, nên dấu ngoặc hiện nguyên trên \
             trang.",
            "The form [words][label] needs another line with the address of the label. There is none, so the brackets are \
             shown as they are.",
        ],
    )
    .example("Xem [kế hoạch][kh].", "Xem [kế hoạch][kh].\n\n[kh]: /ke-hoach/2025/"),
    Code::new(
        "url-collision",
        ["Hai trang có cùng một địa chỉ", "Two pages have one address"],
        [
            "Địa chỉ của trang lấy từ tên tệp hoặc slug. Chữ hoa và chữ thường được coi là một. Hãy đổi tên tệp hoặc slug \
             của một trong hai; không trang nào tự biến mất.",
            "The address of a page comes from the name of its file or its slug; case does not count. Rename one of the two; \
             no page ever disappears by itself.",
        ],
    )
    .example("tin-tuc/hop.md\ntin-tuc/Hop.md", "tin-tuc/hop-thang-5.md\ntin-tuc/hop-thang-6.md"),
    Code::new(
        "url-invalid",
        ["Địa chỉ không dùng được", "The address cannot be used"],
        [
            "Tên tệp hoặc slug làm thành địa chỉ của trang, nên chỉ nên dùng chữ thường không dấu, chữ số và dấu gạch nối. \
             Một số tên bị Windows cấm (con, aux, nul…).",
            "The name of the file or the slug becomes the address: use lower-case letters without marks, digits and \
             hyphens. Windows forbids some names (con, aux, nul…).",
        ],
    )
    .example("slug: \"họp: tháng 5?\"", "slug: hop-thang-5"),
];
