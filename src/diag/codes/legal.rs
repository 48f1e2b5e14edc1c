//! Legal documents: the register and what refers to it.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "document-no-id",
        ["Văn bản chưa có số và tên để đặt địa chỉ", "The document has neither number nor name"],
        [
            "Địa chỉ của văn bản lấy từ loại, số ký hiệu và năm; văn bản không số thì lấy từ tên. Điền số ký hiệu, hoặc ghi \
             slug.",
            "The address of a document is made of type, number and year, or of its name. Give its number, or a slug.",
        ],
    ),
    Code::new(
        "document-type",
        ["Không có loại văn bản này", "There is no such type of document"],
        [
            "Loại văn bản viết theo tên gọi chính thức: Luật, Nghị quyết, Nghị định, Quyết định, Chỉ thị, Thông tư, Kế hoạch, \
             Công văn, Thông báo…",
            "The type is written by its official name: Luật, Nghị quyết, Nghị định, Quyết định, Chỉ thị, Thông tư, Kế hoạch, \
             Công văn, Thông báo…",
        ],
    )
    .example("loại văn bản: Nghị đinh", "loại văn bản: Nghị định"),
    Code::new(
        "legal-ambiguous",
        ["Số này là của nhiều văn bản", "Several documents have this number"],
        [
            "Nhiều văn bản cùng số ký hiệu (các năm khác nhau, các tỉnh khác nhau). bantin không đoán: ghi thêm ngày và cơ \
             quan ban hành, hoặc năm sau dấu @ trong ngoặc vuông kép.",
            "Several documents share the number, in other years or provinces. bantin does not guess: give date and issuer, \
             or the year after @ in double brackets.",
        ],
    )
    .example("Quyết định số 468/QĐ-TTg", "Quyết định số 468/QĐ-TTg ngày 27/3/2021\n[[468/QĐ-TTg@2021]]"),
    Code::new(
        "legal-relation-conflict",
        ["Quan hệ giữa hai văn bản mâu thuẫn", "A relation between documents contradicts itself"],
        [
            "Văn bản không thể sửa, thay hay bãi bỏ chính nó, một văn bản ban hành sau nó, hoặc văn bản của cấp trên; các \
             văn bản cũng không thể thay nhau thành vòng.",
            "A document cannot amend, replace or repeal itself, one issued later, or one of a higher level; nor may \
             documents replace one another in a ring.",
        ],
    ),
    Code::new(
        "unknown-document",
        ["Danh mục chưa có văn bản này", "The register lacks this document"],
        [
            "Front matter trỏ tới văn bản không có trong content/van-ban/ hay content/ke-hoach/. Thêm văn bản vào danh mục \
             (một tệp .md hoặc một dòng của bảng .csv), hoặc sửa số ký hiệu.",
            "The front matter names a document that is neither in content/van-ban/ nor in content/ke-hoach/. Add it (a .md \
             file or a row of a .csv table), or correct its number.",
        ],
    )
    .example("văn bản: [76/NQ-CT]", "văn bản: [76/NQ-CP]"),
];
