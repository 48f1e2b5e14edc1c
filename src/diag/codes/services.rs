//! Procedures, questions, events and indicators.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "unknown-procedure",
        ["Không có thủ tục mang mã này", "No procedure has this code"],
        [
            "Bài viết hoặc câu hỏi ghi mã thủ tục mà mục Thủ tục chưa có, nên người đọc chỉ thấy mã, không bấm xem được. Sửa mã, \
             hoặc thêm tệp của thủ tục vào content/thu-tuc/.",
            "An article or a question names a procedure that the site lacks, so readers see its code without a link. Correct the \
             code, or add the procedure to content/thu-tuc/.",
        ],
    )
    .example("thủ tục: [\"1.00419\"]", "thủ tục: [\"1.004190\"]"),
    Code::new(
        "procedure-form",
        ["Không có tệp biểu mẫu của thủ tục", "The form of a procedure is not there"],
        [
            "Biểu mẫu (form) trong thành phần hồ sơ là tệp trong content/ hoặc địa chỉ https://…. Không có tệp thì người đọc chỉ thấy tên, \
             không tải được.",
            "The form of a paper is a file of content/ or an address. Without it readers see its name and cannot download it.",
        ],
    )
    .example("form: to-khai.docx", "form: /bieu-mau/to-khai.docx"),
    Code::new(
        "procedure-hidden",
        ["Thủ tục được dẫn chưa hiện trên trang", "The procedure is not shown"],
        [
            "Thủ tục là bản nháp, hẹn giờ hoặc đã hết hạn. Bài vẫn đăng; chỗ ấy chỉ hiện mã.",
            "The procedure is a draft, scheduled or expired. The page is published and shows its code only.",
        ],
    ),
    Code::new(
        "procedure-duplicate",
        ["Hai tệp có cùng mã thủ tục", "Two files have one procedure code"],
        [
            "Tin, bài và câu hỏi trỏ tới thủ tục bằng mã, nên mỗi mã chỉ có ở một tệp. Bản dịch thì ghi translation_of.",
            "Articles and questions point to procedures by code, so a code stands in one file. A translation says translation_of.",
        ],
    ),
    Code::new(
        "question-past",
        ["Câu trả lời đã hết giá trị", "The answer no longer holds"],
        [
            "Ngày ghi ở valid_until đã qua. Trang vẫn hiện và nói rõ câu trả lời không còn đúng. Trả lời lại, rồi đổi ngày, \
             hoặc ẩn câu hỏi.",
            "The date in valid_until is past. The page stays and says so. Answer anew and change the date, or hide the question.",
        ],
    ),
    Code::new(
        "event-order",
        ["Sự kiện kết thúc trước khi bắt đầu", "The event ends before it begins"],
        [
            "Ngày, giờ kết thúc của sự kiện hoặc của một đợt đứng trước lúc bắt đầu.",
            "The end of the event, or of a part of it, lies before its beginning.",
        ],
    ),
    Code::new(
        "indicator-shape",
        ["Tệp chỉ số viết sai dạng", "The file is not an indicator"],
        [
            "Mỗi tệp trong content/chi-so/ là một chỉ số: title, rồi data với mỗi năm một mục. Nhiều chỉ số trong một tệp thì mỗi \
             chỉ số bắt đầu bằng dấu -.",
            "A file in content/chi-so/ is one indicator: title, then data with an item for each year. Of several in one file, each \
             begins with -.",
        ],
    ),
    Code::new(
        "indicator-year",
        ["Năm của chỉ số viết sai", "The year of an indicator is wrong"],
        ["Viết năm bằng bốn chữ số.", "Write the year with four digits."],
    ),
    Code::new(
        "indicator-score",
        ["Điểm hoặc mức chỉ tiêu không phải số", "A score or target is no number"],
        [
            "Điểm viết 87,53 hoặc 87.53; thứ hạng và số bậc là số nguyên. Chưa sửa thì dòng ấy chưa được so với chỉ tiêu.",
            "Write scores as 87,53 or 87.53, ranks and places as whole numbers. Until then nothing is compared.",
        ],
    ),
    Code::new(
        "indicator-rank",
        ["Thứ hạng không thể có", "An impossible rank"],
        [
            "Thứ hạng tính từ 1 và không lớn hơn tổng số đơn vị được xếp hạng (of).",
            "Ranks begin at 1 and are not above the number of units that were ranked (of).",
        ],
    ),
    Code::new(
        "indicator-duplicate",
        ["Một năm có hai lần trong chỉ số", "A year stands twice in an indicator"],
        [
            "Mỗi năm của một đơn vị chỉ có một mục; mục đứng trước được dùng.",
            "Each year of a unit has one item; the first is used.",
        ],
    ),
];
