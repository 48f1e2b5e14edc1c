//! Plans, and what was done for them.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "activity-evidence-missing",
        ["Không thấy tệp minh chứng của hoạt động", "The evidence of an activity is not there"],
        [
            "Tệp ghi ở cột minh chứng không có trong content/. Đường dẫn bắt đầu bằng / tính từ content/, còn lại tính từ thư mục \
             của bảng; tên tệp phân biệt chữ hoa, chữ thường. Dòng vẫn được tính, nhưng khi báo cáo sẽ thiếu chứng cứ.",
            "The file named in the column evidence is not in content/. A path with / in front begins there, any other beside the \
             table. The row counts all the same, without proof.",
        ],
    )
    .example("minh chứng: C:\\Ảnh\\loa.jpg", "minh chứng: /hoat-dong/minh-chung/loa.jpg"),
    Code::new(
        "activity-no-evidence",
        ["Hoạt động chưa có minh chứng", "An activity has no evidence"],
        [
            "Ghi vào cột minh chứng ít nhất một tệp trong content/ (ảnh, biên bản, lịch phát sóng) hoặc một địa chỉ https://…. \
             Dòng vẫn được tính vào kết quả, nhưng báo cáo ghi là chưa có minh chứng.",
            "Name at least one file of content/ or an address in the column evidence. The row counts all the same; the report \
             says that it has none.",
        ],
    ),
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
