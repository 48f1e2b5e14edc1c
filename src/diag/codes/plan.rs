//! Plans, and what was done for them.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "activity-again",
        ["Hai dòng hoạt động giống hệt nhau", "Two rows of activities say the same"],
        [
            "Một việc chép hai lần, trong một tệp hay hai tệp, thì được tính hai lần. Nếu đúng là làm hai lần, ghi thêm địa điểm, giờ \
             hoặc ghi chú để phân biệt.",
            "A deed that was copied is counted twice. If it was done twice, a place, a time or a note tells the rows apart.",
        ],
    ),
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
        "activity-item-number",
        ["Mã nội dung là một ô số của Excel", "The id of an item is a number in Excel"],
        [
            "Excel bỏ số 0 ở cuối phần thập phân, nên mã 1.10 gõ vào ô số thành 1.1. Định dạng cột nội dung là Text (Văn bản), rồi gõ \
             lại mã.",
            "Excel drops the zeros at the end of decimals, so the id 1.10 becomes 1.1 in a cell of numbers. Format the column as text \
             and type the ids again.",
        ],
    ),
    Code::new(
        "activity-measure",
        ["Số lượng của hoạt động không được cộng", "The quantity of an activity is not added up"],
        [
            "Số lượng chỉ được cộng khi đơn vị tính ở dòng trùng với đơn vị tính (measure) của hình thức trong \
             danh-muc/hinh-thuc.yaml, vì không cộng được tờ với buổi. Khác hoặc để trống thì dòng được tính là 1.",
            "A quantity is added up only where its measure is that of the form in danh-muc/hinh-thuc.yaml: sheets and meetings \
             cannot be added. Otherwise the row counts 1.",
        ],
    )
    .example("hình thức: to-roi · số lượng: 500 · đơn vị tính: (trống)", "hình thức: to-roi · số lượng: 500 · đơn vị tính: tờ"),
    Code::new(
        "plan-post",
        ["Bài đăng mạng xã hội ghi sai trong outputs", "A post in outputs is written wrongly"],
        [
            "Địa chỉ bài đăng phải đầy đủ, bắt đầu bằng https://; thiếu thì bài đăng không được tính cho kế hoạch. Ngày đăng không đọc \
             được thì bài đăng được tính vào ngày của tin, bài.",
            "The address of a post must be whole and begin with https://, or it counts for no plan. Where its date cannot be read, it \
             counts on the day of the article.",
        ],
    )
    .example("outputs: {social: {zalo: {url: zalo.me/abc}}}", "outputs: {social: {zalo: {url: https://zalo.me/abc}}}"),
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
        "activity-unit",
        ["Đơn vị của hoạt động đã thôi tồn tại, hoặc không có kênh ấy", "The unit had ended, or has no such channel"],
        [
            "Đơn vị chỉ được tính trong thời gian tồn tại (valid) và cho các kênh (channels) ghi trong danh-muc/co-quan.yaml. \
             Sau khi sáp nhập, việc làm là của đơn vị kế tục.",
            "A unit counts while it exists (valid) and for its channels in danh-muc/co-quan.yaml. After a merger the unit that \
             took over is meant.",
        ],
    ),
    Code::new(
        "activity-web-form",
        ["Dòng hoạt động ghi hình thức đăng trên trang", "A row of activities has a form of the web"],
        [
            "Hình thức loại web được chứng minh bằng bài đăng trên trang có ghi plan (kế hoạch), không phải bằng dòng hoạt động; \
             nếu tính cả hai thì một bài bị tính hai lần. Hình thức mà trang không đăng được (báo in, đài) thì đổi loại (kind) \
             trong danh-muc/hinh-thuc.yaml.",
            "A form of the web is proved by articles of the site that name the plan, not by rows, or an article would count twice. \
             Give a form that the site cannot publish another kind in danh-muc/hinh-thuc.yaml.",
        ],
    ),
    Code::new(
        "activity-workbook",
        ["Tệp Excel của bảng hoạt động chưa đọc được", "A workbook of activities cannot be read"],
        [
            "bantin đọc hoạt động từ tệp .xlsx và CSV trong content/hoat-dong/. Tệp loại cũ (.xls), .ods, tệp có macro hoặc có mật khẩu: \
             trong Excel chọn Lưu thành (Save As), loại \"Excel Workbook (.xlsx)\", rồi chuyển tệp cũ ra ngoài content/. Tệp hỏng thì \
             chép lại từ bản gốc.",
            "Activities are read from .xlsx and CSV files in content/hoat-dong/. Old (.xls), .ods, macro-enabled or locked workbooks: in \
             Excel choose Save As, \"Excel Workbook (.xlsx)\", and move the old file out of content/. Copy a damaged file again.",
        ],
    ),
    Code::new(
        "article-unit",
        ["Tin, bài ghi đơn vị đã thôi tồn tại", "An article of a unit that had ended"],
        [
            "Đơn vị của bài (agency) chỉ tồn tại trong thời gian ghi ở valid trong danh-muc/co-quan.yaml. Sau khi sáp nhập, bài \
             mới là của đơn vị kế tục; bài cũ giữ nguyên đơn vị cũ.",
            "The agency of an article exists for the time that valid in danh-muc/co-quan.yaml tells. After a merger new articles \
             are those of the unit that took over; old ones stay as they are.",
        ],
    )
    .example("agency: xa-cu", "agency: xa-moi"),
    Code::new(
        "plan-cycle",
        ["Kế hoạch triển khai chính mình", "A plan that carries out itself"],
        [
            "Trường triển khai (implements) ghi văn bản của cấp trên hoặc có trước mà kế hoạch này thực hiện. Kế hoạch không thể thực \
             hiện chính nó, cũng không thể thực hiện một kế hoạch đang thực hiện nó.",
            "The field implements names what comes from above or came before. A plan cannot carry out itself, nor a plan that carries \
             it out.",
        ],
    )
    .example("triển khai: [kế hoạch này]", "triển khai: [Kế hoạch số 20/KH-UBND của tỉnh]"),
    Code::new(
        "plan-due-outside",
        ["Hạn của nhiệm vụ nằm ngoài giai đoạn của kế hoạch", "A task is due outside of the plan's period"],
        [
            "Chỉ những ngày trong giai đoạn (period) của kế hoạch được tính, nên nhiệm vụ có hạn ngoài giai đoạn thường là gõ nhầm năm.",
            "Only days of the plan's period count, so a task that is due outside of it is often a mistyped year.",
        ],
    )
    .example("due: 30/6/2025", "due: 30/6/2026"),
    Code::new(
        "plan-form-kind",
        ["Hình thức của kế hoạch chưa có loại", "A form of the plan has no kind"],
        [
            "Loại (kind) của hình thức cho biết cái gì là bằng chứng: web thì bài đăng trên trang, xã hội thì địa chỉ bài đăng hoặc \
             hoạt động, còn lại thì hoạt động trong content/hoat-dong/. Chưa ghi loại thì chỉ hoạt động được tính.",
            "The kind of a form tells what proves it: articles for web, published addresses or activities for social, activities for \
             all others. Without a kind only activities count.",
        ],
    )
    .example("- {id: bai-viet, name: Bài viết}", "- {id: bai-viet, name: Bài viết, kind: web}"),
    Code::new(
        "plan-form-nameless",
        ["Hình thức của kế hoạch chưa có mã", "A form of the plan has no id"],
        [
            "Bài và hoạt động ghi hình thức bằng mã, nên hình thức chỉ có lời văn (text), như khi mới lấy từ văn bản vào, không có \
             gì chứng minh và không có ô theo dõi. Thêm form: và mã trong danh-muc/hinh-thuc.yaml, hoặc đặt id riêng.",
            "Articles and activities name forms by id, so a form of words alone, as an imported plan has it, is proved by nothing \
             and has no cells. Add form: with an id of danh-muc/hinh-thuc.yaml, or an id of its own.",
        ],
    )
    .example("- {text: Hệ thống truyền thanh cơ sở}", "- {form: truyen-thanh, text: Hệ thống truyền thanh cơ sở}"),
    Code::new(
        "plan-form-outside",
        ["Kế hoạch không có hình thức này", "The plan does not ask for this form"],
        [
            "Hình thức có trong danh mục nhưng không có trong forms (hình thức) của kế hoạch, nên không ô nào tính nó. Bài, hoạt \
             động vẫn nằm trong tổng số và danh sách của báo cáo.",
            "The registry has the form, the plan's forms do not, so no cell counts it. It stays in the totals and in the list of \
             the report.",
        ],
    ),
    Code::new(
        "plan-id-duplicate",
        ["Một mã có hai lần trong kế hoạch", "An id stands twice in a plan"],
        [
            "Chỉ tiêu, hình thức và nhiệm vụ được nhắc tới bằng mã trong báo cáo và lịch, nên mỗi mã chỉ có một.",
            "Targets, forms and tasks are named by id in reports and calendars, so each stands once.",
        ],
    )
    .example(
        "chỉ tiêu:\n  - {id: ct-1, text: …}\n  - {id: ct-1, text: …}",
        "chỉ tiêu:\n  - {id: ct-1, text: …}\n  - {id: ct-2, text: …}",
    ),
    Code::new(
        "plan-outside-period",
        ["Ngày nằm ngoài giai đoạn của kế hoạch", "A day outside the period of the plan"],
        [
            "Bài hoặc hoạt động chỉ được tính trong giai đoạn (period) của kế hoạch. Thường là gõ nhầm năm, hoặc còn ghi mã của kế \
             hoạch năm trước. Ngày của bài hẹn giờ là lúc bài hiện ra.",
            "Articles and activities count within the period of their plan. Mostly the year is mistyped, or the plan of last year \
             is named. An article that waits for its hour has the date on which it appears.",
        ],
    )
    .example("ngày: 5/1/2026\nkế hoạch: tuyen-truyen-2025", "ngày: 5/1/2026\nkế hoạch: tuyen-truyen-2026"),
    Code::new(
        "plan-quarter-empty",
        ["Kế hoạch có quý không có tin, bài nào", "A plan has a quarter without an article"],
        [
            "Trong một quý đã qua không có bài nào ghi kế hoạch này. Nếu bài đã đăng mà quên ghi thì thêm plan (kế hoạch) vào phần \
             đầu bài. Đây là điều để biết, hiện với --all; muốn thành cảnh báo thì ghi severity: {plan-quarter-empty: warning} trong bantin.yaml.",
            "In a quarter that is over no article names this plan. Add plan to articles where it was forgotten. This is only \
             worth knowing; severity: {plan-quarter-empty: warning} in bantin.yaml makes it a warning.",
        ],
    ),
    Code::new(
        "plan-target-unclear",
        ["Chỉ tiêu chưa tính được", "A target cannot be computed"],
        [
            "Chỉ tiêu cần metric (cách đo), có khi cần form (hình thức), of (trên) và at_least (ít nhất). points_supplied cần biết \
             tổng số điểm: of bắt đầu bằng một số (10 điểm Bưu điện Văn hóa xã), hoặc kể tên các điểm cách nhau bằng dấu chấm phẩy. \
             ratio và manual cần value (giá trị) nhập tay, như 9/10. index cần of là mã một chỉ số trong content/chi-so/ có targets.",
            "A target needs a metric, some need form, of and at_least. points_supplied must know how many points there are: of begins \
             with their number, or names them divided by semicolons. ratio and manual need a value, such as 9/10. index needs of: the \
             id of an indicator with targets.",
        ],
    )
    .example(
        "- {id: ct-3, text: 90% điểm có tài liệu, metric: points_supplied, of: Các điểm, at_least: 90%}",
        "- {id: ct-3, text: 90% điểm có tài liệu, metric: points_supplied, of: 10 điểm, at_least: 90%}",
    ),
    Code::new(
        "plan-theme-old",
        ["Chủ đề của năm cũ", "The theme of an older plan"],
        [
            "Kế hoạch mới ghi lại nguyên chủ đề của kế hoạch trước, hoặc slogan trong bantin.yaml vẫn là chủ đề của kế hoạch đã kết \
             thúc trong khi kế hoạch đang thực hiện có chủ đề khác.",
            "A new plan has the theme of the one before, or slogan in bantin.yaml is that of a plan that is over while the plan in \
             force has another.",
        ],
    ),
    Code::new(
        "plan-unit-silent",
        ["Đơn vị hơn 30 ngày không có gì", "A unit of which nothing was heard for more than 30 days"],
        [
            "Đơn vị được phân công trong kế hoạch đang thực hiện nhưng hơn 30 ngày không có bài, bài đăng mạng xã hội hay hoạt động \
             nào. Ngày trong ngoặc là lần gần nhất. Đây là điều để biết, hiện với --all. Xem việc còn nợ bằng: bantin plan todo --unit MÃ",
            "A unit that a plan in force has given something to do, and of which nothing was heard for more than 30 days. The day \
             in brackets is the last. See what it owes with: bantin plan todo --unit ID",
        ],
    ),
    Code::new(
        "table-merged",
        ["Dòng của bảng có ô gộp", "A row of a table has a merged cell"],
        [
            "Ô gộp chỉ giữ một giá trị cho nhiều ô, nên không rõ mỗi dòng là gì. Trong Excel chọn các ô, bấm Gộp ô (Merge & Center) lần nữa \
             để bỏ gộp, rồi điền vào từng dòng.",
            "A merged cell holds one value for many cells, so what each row says is not certain. Unmerge it in Excel and fill in each row.",
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
