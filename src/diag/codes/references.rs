//! References to registries and plans.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "registry-incomplete",
        ["Danh mục còn lỗi nên chưa kiểm tra được các bài", "A registry has errors, so references are not checked"],
        [
            "Tệp trong content/danh-muc/ có mục chưa đọc được. Một tên không thấy trong danh mục có thể chính là mục ấy, nên \
             không báo từng bài. Sửa lỗi của danh mục, rồi kiểm tra lại.",
            "A file in content/danh-muc/ has items that could not be read. A name that is not found may be one of them, so \
             it is not reported. Correct the registry, then check again.",
        ],
    ),
    Code::new(
        "plan-hidden",
        ["Kế hoạch được dẫn chưa hiện trên trang", "The plan is not shown"],
        [
            "Kế hoạch là bản nháp, hẹn giờ, đã hết hạn, hoặc tệp của nó còn lỗi. Bài vẫn đăng, nhưng chưa có liên kết tới kế hoạch và chưa được \
             tính vào tiến độ.",
            "The plan is a draft, scheduled or expired, or its file has errors. The article is published without a link to it and is not counted.",
        ],
    ),
    Code::new(
        "plan-item-duplicate",
        ["Một mã nội dung có hai lần trong kế hoạch", "An item id stands twice in a plan"],
        [
            "Bài viết trỏ tới nội dung của kế hoạch bằng mã, nên trong một kế hoạch mã không được trùng, kể cả mã của mục con.",
            "Articles point to the items of a plan by id, so an id stands once in a plan, sub-items included.",
        ],
    )
    .example(
        "nội dung:\n  - {id: the-che, title: Thể chế}\n  - {id: the-che, title: Thủ tục}",
        "nội dung:\n  - {id: the-che, title: Thể chế}\n  - {id: thu-tuc, title: Thủ tục}",
    ),
    Code::new(
        "plan-period",
        ["Giai đoạn kết thúc trước khi bắt đầu", "The period ends before it begins"],
        ["Đổi chỗ ngày của từ và đến, hoặc sửa lại năm.", "Swap the dates of from and to, or correct the year."],
    )
    .example("giai đoạn: {từ: 31/12/2025, đến: 1/1/2025}", "giai đoạn: {từ: 1/1/2025, đến: 31/12/2025}"),
    Code::new(
        "unit-cycle",
        ["Đơn vị là cấp trên của chính mình", "A unit is above itself"],
        [
            "Trong danh-muc/co-quan.yaml, đi theo parent (cấp trên) từ đơn vị này lại gặp chính nó. Sửa parent của một đơn \
             vị trong vòng ấy.",
            "In danh-muc/co-quan.yaml the parents of this unit lead back to it. Correct the parent of one unit in the ring.",
        ],
    )
    .example(
        "- {id: xa, name: UBND xã, parent: to}\n- {id: to, name: Tổ công tác, parent: xa}",
        "- {id: xa, name: UBND xã}\n- {id: to, name: Tổ công tác, parent: xa}",
    ),
    Code::new(
        "unknown-area",
        ["Không có nội dung cải cách này", "There is no such content area"],
        [
            "Mã lĩnh vực không có trong danh-muc/noi-dung.yaml. Sửa lại mã, hoặc thêm một mục vào danh mục.",
            "The area is not in danh-muc/noi-dung.yaml. Correct the id, or add an item to the registry.",
        ],
    ),
    Code::new(
        "unknown-author",
        ["Không có tác giả này", "There is no such author"],
        [
            "Mã tác giả không có trong danh-muc/tac-gia.yaml. Sửa lại mã, ghi đầy đủ họ tên, hoặc thêm vào danh mục.",
            "The author is not in danh-muc/tac-gia.yaml. Correct the id, write the full name, or add it to the registry.",
        ],
    ),
    Code::new(
        "unknown-form",
        ["Không có hình thức tuyên truyền này", "There is no such form"],
        [
            "Hình thức không có trong danh-muc/hinh-thuc.yaml, cũng không phải mã hình thức của kế hoạch.",
            "The form is neither in danh-muc/hinh-thuc.yaml nor one of the plan's own.",
        ],
    )
    .example("hình thức: [loa]", "hình thức: [loa-truyen-thanh]"),
    Code::new(
        "unknown-item",
        ["Kế hoạch không có nội dung này", "The plan has no such item"],
        [
            "Bài hoặc nhiệm vụ trỏ tới mã nội dung mà kế hoạch không có, nên không được tính vào tiến độ. Xem các mã ở phần \
             items (nội dung) của kế hoạch.",
            "An article or a task names an item that the plan does not have, so it is not counted. The ids stand in the \
             plan's items.",
        ],
    ),
    Code::new(
        "unknown-plan",
        ["Không có kế hoạch này", "There is no such plan"],
        [
            "Mã kế hoạch là tên tệp trong content/ke-hoach/, không có đuôi .md; slug của kế hoạch, nếu có, được dùng thay.",
            "The id of a plan is the name of its file in content/ke-hoach/ without .md, or its slug.",
        ],
    )
    .example("kế hoạch: Kế hoạch 855", "kế hoạch: ke-hoach-855-kh-ubnd-ninh-thuan-2024"),
    Code::new(
        "unknown-topic",
        ["Không có chủ đề này", "There is no such topic"],
        [
            "Chủ đề không có trong danh-muc/chu-de.yaml. Sửa lại mã, hoặc thêm chủ đề. Từ khóa tự do thì viết ở tags (thẻ).",
            "The topic is not in danh-muc/chu-de.yaml. Correct the id or add the topic. Free words belong in tags.",
        ],
    )
    .example("chủ đề: [mot-cua-lien-thong]", "chủ đề: [mot-cua]"),
    Code::new(
        "unknown-unit",
        ["Không có đơn vị này", "There is no such unit"],
        [
            "Đơn vị không có trong danh-muc/co-quan.yaml. Có thể ghi mã, tên đầy đủ, tên viết tắt hoặc tên gọi khác của đơn \
             vị.",
            "The unit is not in danh-muc/co-quan.yaml. Its id, full name, short name and other names are all understood.",
        ],
    ),
];
