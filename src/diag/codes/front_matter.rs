//! The front matter of Markdown files; also the fields of settings, registries and tables.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "date-expired",
        ["Bài hết hạn trước khi được đăng", "It expires before it appears"],
        [
            "Ngày ở expires_at (hết hạn) sớm hơn ngày đăng hoặc ngày hẹn đăng, nên bài không bao giờ hiện trên trang và không được tính \
             cho kế hoạch nào. Thường là gõ nhầm năm.",
            "The day of expires_at is before the date, or before publish_at: it is never shown and counts for no plan. Often the year \
             was mistyped.",
        ],
    )
    .example("ngày: 1/2/2026\nhết hạn: 1/1/2026", "ngày: 1/2/2026\nhết hạn: 1/1/2027"),
    Code::new(
        "date-future",
        ["Ngày đăng ở tương lai", "The date is in the future"],
        [
            "Ngày đăng chỉ ghi ngày, không giữ bài lại: bài có ngày ở tương lai vẫn hiện ngay. Muốn bài chờ tới ngày đó mới hiện \
             thì dùng publish_at (hẹn đăng); gõ nhầm thì sửa ngày.",
            "The date only says when, it holds nothing back: the article is shown now. To wait for that day use publish_at; \
             else correct the date.",
        ],
    )
    .example("ngày: 5/6/2125", "ngày: 5/6/2025\nhẹn đăng: 5/6/2025 08:00"),
    Code::new(
        "front-matter-indent",
        ["Tên trường bị thụt vào", "The name of a field is indented"],
        [
            "Các trường cùng nhóm phải bắt đầu ở cùng một cột. Dấu cách thừa ở đầu dòng làm YAML hiểu dòng ấy là phần tiếp \
             theo của dòng trên. Xóa dấu cách đó.",
            "Fields of one group begin in one column. With spaces before it, YAML takes the line for a part of the line \
             above. Delete them.",
        ],
    )
    .example("title: Một cửa\n date: 5/6/2025", "title: Một cửa\ndate: 5/6/2025"),
    Code::new(
        "front-matter-pair",
        ["Dòng không đúng dạng \"tên trường: giá trị\"", "The line is not \"field: value\""],
        [
            "Sau tên trường là một dấu hai chấm và một dấu cách, rồi tới giá trị. Thiếu một trong hai thì YAML không hiểu \
             dòng ấy là một trường.",
            "A colon and a space stand between the name of a field and its value. Without them the line is no field.",
        ],
    )
    .example("thể loại:tin", "thể loại: tin"),
    Code::new(
        "front-matter-after-quote",
        ["Còn chữ sau dấu ngoặc kép đóng", "Text follows the closing quote"],
        [
            "Giá trị bắt đầu bằng dấu ngoặc kép thì kết thúc ở dấu ngoặc kép sau, phần chữ còn lại không đọc được. Đặt cả \
             giá trị trong dấu nháy đơn.",
            "A value that begins with a quote ends at the next quote; what follows cannot be read. Put the whole value in \
             single quotes.",
        ],
    )
    .example("title: \"Sắp xếp bộ máy\" năm 2025", "title: '\"Sắp xếp bộ máy\" năm 2025'"),
    Code::new(
        "front-matter-choice",
        ["Giá trị không nằm trong danh sách cho phép", "The value is not one of those allowed"],
        [
            "Trường này chỉ nhận một số giá trị, viết tiếng Việt hoặc tiếng Anh đều được. Thông báo liệt kê các giá trị.",
            "The field takes a closed list of values, in Vietnamese or English. The finding lists them.",
        ],
    )
    .example("thể loại: bản tin", "thể loại: tin"),
    Code::new(
        "front-matter-colon",
        ["Giá trị có dấu hai chấm", "The value holds a colon"],
        [
            "Dấu hai chấm và dấu cách ngăn tên trường với giá trị. Giá trị có dấu hai chấm phải đặt trong dấu ngoặc kép.",
            "A colon and a space divide the name of a field from its value. A value with a colon must stand in quotes.",
        ],
    )
    .example("title: Kế hoạch: tuyên truyền", "title: \"Kế hoạch: tuyên truyền\""),
    Code::new(
        "front-matter-curly-quotes",
        ["Dấu ngoặc cong thay cho dấu ngoặc kép thẳng", "Curly quotes stand for straight ones"],
        [
            "Word đổi dấu ngoặc kép thẳng thành dấu ngoặc cong. Ở phần đầu bài, dấu ngoặc cong sẽ hiện ra trong tiêu đề. \
             Gõ lại dấu ngoặc kép thẳng, hoặc bỏ dấu ngoặc.",
            "Word turns straight quotes into curly ones, which would be shown in the title. Type straight quotes, or none.",
        ],
    )
    .example("title: “Một cửa”", "title: \"Một cửa\""),
    Code::new(
        "front-matter-date",
        ["Ngày không đọc được hoặc không có thật", "The date cannot be read or does not exist"],
        [
            "Ngày viết theo thứ tự ngày, tháng, năm đủ bốn chữ số, có thể kèm giờ.",
            "A date is day, month and year with four digits, with a time if you like; or 2025-06-05.",
        ],
    )
    .example("date: 31/02/2025\ndate: 5/6/25", "date: 28/02/2025\ndate: 5/6/2025 08:00"),
    Code::new(
        "front-matter-duplicate-key",
        ["Một trường viết hai lần", "A field is given twice"],
        [
            "Một trường chỉ được có một giá trị, dù viết tên tiếng Anh hay tiếng Việt. Giữ lại một dòng.",
            "A field has one value, under its English or its Vietnamese name. Keep one of the lines.",
        ],
    )
    .example("title: Một cửa\ntiêu đề: Một cửa liên thông", "title: Một cửa liên thông"),
    Code::new(
        "front-matter-fence",
        ["Dòng ngăn không phải ba dấu gạch nối", "The fence is not three hyphens"],
        [
            "Phần đầu bài nằm giữa hai dòng, mỗi dòng đúng ba dấu gạch nối. Word hay tự đổi ba dấu ấy thành gạch dài; hãy \
             soạn bằng Notepad hoặc tắt AutoFormat.",
            "Front matter stands between two lines of three hyphens. Word turns them into a dash; use a plain text editor \
             or turn AutoFormat off.",
        ],
    )
    .example("—\ntitle: Một cửa\n—", "---\ntitle: Một cửa\n---"),
    Code::new(
        "front-matter-hash",
        ["Chữ sau dấu # bị bỏ qua", "Text after # is lost"],
        [
            "Trong YAML, một dấu cách rồi dấu # mở đầu lời chú thích, nên phần sau không nằm trong giá trị. Đặt cả giá trị \
             trong dấu ngoặc kép.",
            "In YAML a space and # begin a comment, so the rest is not part of the value. Put the whole value in quotes.",
        ],
    )
    .example("title: Kế hoạch 855 - Đợt #2", "title: \"Kế hoạch 855 - Đợt #2\""),
    Code::new(
        "front-matter-missing",
        ["Tệp không có phần đầu bài", "The file has no front matter"],
        [
            "Mỗi bài bắt đầu bằng một dòng ---, các dòng \"tên trường: giá trị\" và một dòng ---. Ít nhất phải có title. \
             Lệnh bantin new tạo sẵn phần này.",
            "Every page begins with a line ---, lines \"name: value\" and a line ---, with a title at least. The command \
             bantin new writes it for you.",
        ],
    )
    .example("# Một cửa\n\nNội dung", "---\ntitle: Một cửa\ndate: 5/6/2025\n---\n\nNội dung"),
    Code::new(
        "front-matter-missing-field",
        ["Thiếu trường bắt buộc", "A required field is missing"],
        [
            "Loại nội dung này cần trường ấy để lập danh sách và liên kết. Xem các trường bắt buộc bằng: bantin schema LOẠI, \
             hoặc trong docs/content.md.",
            "This kind of content needs the field for its lists and links. See the required fields in docs/content.md.",
        ],
    )
    .example("---\ntitle: Một cửa\n---", "---\ntitle: Một cửa\ndate: 5/6/2025\n---"),
    Code::new(
        "front-matter-space",
        ["Dấu cách lạ sau tên trường", "An unusual space after the name of a field"],
        [
            "Dấu cách không ngắt hoặc vô hình trông như dấu cách thường nhưng YAML không hiểu. Nó thường đến từ Word hoặc \
             trang mạng. Xóa rồi gõ lại bằng phím cách.",
            "No-break and invisible spaces look like spaces, but YAML does not take them. They come from Word or the web. \
             Delete and type a space.",
        ],
    ),
    Code::new(
        "front-matter-tab",
        ["Thụt dòng bằng phím Tab", "A line is indented with a tab"],
        [
            "YAML chỉ nhận dấu cách để thụt dòng. Thay mỗi Tab bằng hai dấu cách.",
            "YAML takes spaces only. Replace each tab by two spaces.",
        ],
    )
    .example("image:\n\tsrc: anh.jpg", "image:\n  src: anh.jpg"),
    Code::new(
        "front-matter-too-long",
        ["Front matter quá dài", "The front matter is too long"],
        [
            "Phần đầu bài dài quá 1 MB. Có lẽ dòng --- đóng đã bị mất, hoặc nội dung bài nằm trong phần đầu bài.",
            "The front matter is over 1 MB. The closing line --- is probably lost, or the text stands in it.",
        ],
    ),
    Code::new(
        "front-matter-unclosed",
        ["Phần đầu bài không có dòng đóng", "The front matter is never closed"],
        [
            "Thêm một dòng --- ngay trước nội dung bài. Dòng ấy chỉ có ba dấu gạch nối, không thụt vào.",
            "Add a line --- before the text: three hyphens and nothing else.",
        ],
    )
    .example("---\ntitle: Một cửa\nNội dung", "---\ntitle: Một cửa\n---\nNội dung"),
    Code::new(
        "front-matter-unknown-key",
        ["Không có trường này", "There is no such field"],
        [
            "Tên trường viết sai dấu hoặc sai chữ sẽ bị bỏ qua, nên bantin báo lỗi thay vì im lặng. Tên tiếng Việt phải \
             đúng dấu (hoặc không dấu hoàn toàn). Giá trị tự đặt cho giao diện để trong extra.",
            "A misspelt field would be lost, so it is an error. Vietnamese names need their marks, or none at all. Free \
             values for templates belong in extra.",
        ],
    )
    .example("tite: Một cửa", "title: Một cửa"),
    Code::new(
        "front-matter-value",
        ["Giá trị không đúng dạng", "The value is not of the right form"],
        [
            "Trường này cần một dạng khác: chữ, số, có hoặc không, danh sách, hoặc các trường con. Thông báo nói rõ dạng \
             cần viết.",
            "The field wants another form: text, a number, yes or no, a list, or fields of its own. The finding says which.",
        ],
    )
    .example("nháp: chưa xong", "nháp: có"),
    Code::new(
        "front-matter-yaml",
        ["Phần đầu bài không đúng cú pháp YAML", "The front matter is not YAML"],
        [
            "Thường do thiếu dấu ngoặc đóng, thụt dòng lệch, hoặc giá trị có ký tự đặc biệt. Nếu giá trị có : # [ ] { } thì \
             đặt cả giá trị trong dấu ngoặc kép.",
            "Often a bracket is not closed, lines are indented unevenly, or a value has special characters. A value with \
             : # [ ] { } must stand in double quotes.",
        ],
    )
    .example("topics: [mot-cua, the-che", "topics: [mot-cua, the-che]"),
    Code::new(
        "front-matter-held-back",
        ["Bài được giữ lại vì chưa rõ khi nào được hiện", "The page is held back: when it may be shown cannot be read"],
        [
            "Một trong các trường nháp, hẹn đăng, hết hạn, thu hồi viết sai, để trống hoặc có hai lần. Đăng sớm thì không thu lại được, nên \
             bantin coi bài là bài nháp cho tới khi dòng ấy được sửa. Trang đã đăng trước đó vẫn giữ nguyên.",
            "One of draft, publish_at, expires_at and withdrawn is misspelt, empty or given twice. What is shown too early cannot be taken \
             back, so the page is a draft until that line is corrected. A page that was online before stays as it was.",
        ],
    )
    .example("hẹn đăng: 31/11/2026", "hẹn đăng: 30/11/2026 08:00"),
];
