//! The text of pages: Markdown and the HTML in it.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "footnote-undefined",
        ["Chưa có nội dung của chú thích", "A note is missing"],
        [
            "Trong bài có dấu gọi chú thích, nhưng không có dòng nào ghi nội dung của nó, nên dấu gọi hiện nguyên trên trang.",
            "The text calls a note that is written nowhere, so the call is shown as it is.",
        ],
    )
    .example("Theo báo cáo[^1].", "Theo báo cáo[^1].\n\n[^1]: Báo cáo quý I năm 2025."),
    Code::new(
        "footnote-unused",
        ["Chú thích không được gọi", "A note is never called"],
        [
            "Có nội dung chú thích nhưng trong bài không có chỗ nào gọi, nên người đọc không thấy. Thêm dấu gọi vào chỗ cần, \
             hoặc xóa chú thích.",
            "The note is written, but called nowhere, so nobody sees it. Call it where it belongs, or delete it.",
        ],
    )
    .example("Theo báo cáo.\n\n[^1]: Báo cáo quý I.", "Theo báo cáo[^1].\n\n[^1]: Báo cáo quý I."),
    Code::new(
        "heading-id",
        ["Hai tiêu đề có cùng một mã", "Two headings have one id"],
        [
            "Mã {#…} là chỗ để liên kết tới một mục của bài, nên trong một bài không được trùng.",
            "The id {#…} is what a link to a part of the page leads to, so it may stand once in a page.",
        ],
    )
    .example("## Mục tiêu {#muc}\n\n## Yêu cầu {#muc}", "## Mục tiêu {#muc-tieu}\n\n## Yêu cầu {#yeu-cau}"),
    Code::new(
        "heading-skip",
        ["Tiêu đề nhảy cóc một bậc", "A heading skips a level"],
        [
            "Người dùng trình đọc màn hình đi trong bài theo bậc của tiêu đề; thiếu một bậc thì họ tưởng sót một phần. Trong \
             bài, bậc cao nhất là ##.",
            "Readers with a screen reader walk through the levels of headings; a missing one looks like a missing part. The \
             highest level in a text is ##.",
        ],
    )
    .example("## Mục đích\n\n#### Yêu cầu", "## Mục đích\n\n### Yêu cầu"),
    Code::new(
        "html-attribute",
        ["Một thuộc tính HTML bị bỏ", "An HTML attribute is left out"],
        [
            "Với html: safe, chỉ một số thuộc tính vô hại được giữ. Thuộc tính chạy mã (onclick) hoặc định dạng riêng \
             (style) bị bỏ, để trang an toàn và thống nhất.",
            "With html: safe only harmless attributes are kept. Those that run code (onclick) or set a style of their own \
             are left out, so that the site stays safe and of one look.",
        ],
    )
    .example("<p onclick=\"…\">", "<p>"),
    Code::new(
        "html-raw",
        ["HTML hiện nguyên văn", "HTML is shown as text"],
        [
            "Bài viết bằng Markdown; thẻ HTML không có tác dụng mà hiện ra như chữ. Dùng Markdown thay cho thẻ, hoặc đặt \
             html: safe trong bantin.yaml để cho phép các thẻ vô hại.",
            "Pages are written in Markdown; HTML tags are shown as text. Use Markdown, or set html: safe in bantin.yaml to \
             allow harmless tags.",
        ],
    )
    .example("<b>Một cửa</b>", "**Một cửa**"),
    Code::new(
        "html-tag",
        ["Thẻ HTML không dùng được ở đây", "An HTML tag cannot stand here"],
        [
            "Với html: safe, thẻ phải nằm trong danh sách thẻ vô hại, mở và đóng cân đối. Thẻ khác hiện nguyên văn.",
            "With html: safe a tag must be one of the harmless ones, opened and closed in order. Others are shown as text.",
        ],
    )
    .example("<sub>2<sup>", "<sub>2</sub>"),
    Code::new(
        "markdown-asterisks",
        ["Dấu sao sẽ hiện nguyên trên trang", "Asterisks will be printed"],
        [
            "Chữ không được in đậm hay nghiêng vì dấu sao đứng sát dấu ngoặc và chữ khác, hoặc thiếu dấu đóng. Để dấu ngoặc \
             ra ngoài dấu sao, hai bên có khoảng trắng.",
            "Nothing becomes bold or italic, because the asterisks touch a quote and a letter, or are never closed. Put \
             quotes outside of them, with spaces around.",
        ],
    )
    .example("**\"Một cửa\"**của xã", "\"**Một cửa**\" của xã"),
    Code::new(
        "markdown-stuck-item",
        ["Mục bị dính vào dòng trước", "An item is stuck in the line before"],
        [
            "Hai mục của một danh sách nằm trên cùng một dòng, thường do chép từ PDF, nên hiện thành một đoạn. Xuống dòng \
             trước mục sau.",
            "Two items stand in one line, as in text copied from a PDF, and become one paragraph. Begin a new line before \
             the second.",
        ],
    )
    .example("c) Cải cách thể chế; d) Cải cách thủ tục", "c) Cải cách thể chế;\nd) Cải cách thủ tục"),
    Code::new(
        "markdown-unclosed-code",
        ["Khối mã không được đóng", "A block of code is never closed"],
        [
            "Dòng ``` mở một khối mã, và mọi dòng sau đó hiện nguyên như đã gõ cho tới dòng ``` tiếp theo. Thiếu dòng đóng thì \
             cả phần còn lại của bài thành mã.",
            "A line ``` opens a block of code that goes on to the next line ```. Without that the rest of the text is code.",
        ],
    )
    .example("```\nbantin check", "```\nbantin check\n```"),
];
