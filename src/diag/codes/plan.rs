//! Plans, and what was done for them.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "activity-workbook",
        ["Bảng hoạt động là tệp Excel, chưa được đọc", "A workbook of activities is not read"],
        [
            "bantin đọc hoạt động từ tệp CSV trong content/hoat-dong/. Trong Excel chọn Lưu thành (Save As), loại \"CSV UTF-8 \
             (Comma delimited)\", rồi chuyển tệp Excel ra ngoài content/. Cột và dòng giữ nguyên.",
            "Activities are read from CSV files in content/hoat-dong/. In Excel choose Save As, \"CSV UTF-8\", and move the \
             workbook out of content/. Columns and rows stay as they are.",
        ],
    ),
    Code::new(
        "table-number",
        ["Ô số lượng không đọc được thành một số", "A quantity is not a number"],
        [
            "Cột số lượng, số người, số phút chỉ nhận số không âm: 1200, 1.200, 2,5. Chữ như \"tờ\", \"lượt\" ghi ở cột đơn vị \
             tính. Công thức (=A1+B1) không được tính; hãy ghi kết quả. Số như 1,200 có hai cách hiểu (một nghìn hai trăm, \
             hoặc một phẩy hai) nên phải viết lại cho rõ.",
            "Quantities, people and minutes are numbers of 0 or more: 1200, 1.200, 2,5. Words belong in the column measure. \
             Formulas are not computed; write their result. A number such as 1,200 is read in two ways and must be written anew.",
        ],
    )
    .example("số lượng: 1,200", "số lượng: 1200"),
];
