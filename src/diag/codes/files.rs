//! Files, settings, registries and tables.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code::new(
        "config-base-url",
        ["Địa chỉ của trang chưa đầy đủ", "The address of the site is not complete"],
        [
            "base_url trong bantin.yaml phải là địa chỉ đầy đủ, bắt đầu bằng https:// hoặc http://. Địa chỉ này dùng để \
             làm liên kết trong nguồn tin, sơ đồ trang và thẻ chia sẻ.",
            "base_url in bantin.yaml must be a full address that begins with https:// or http://. Feeds, the sitemap and \
             shared links are made of it.",
        ],
    )
    .example("base_url: cchc.example.vn", "base_url: https://cchc.example.vn/"),
    Code::new(
        "config-missing",
        ["Thư mục chưa có tệp bantin.yaml", "The folder has no bantin.yaml"],
        [
            "Mỗi trang có một tệp bantin.yaml ở thư mục gốc. Hãy chạy lệnh trong đúng thư mục của trang, chỉ thư mục bằng \
             --root, hoặc tạo trang mới bằng: bantin init TÊN-THƯ-MỤC.",
            "Every site has a file bantin.yaml at its root. Run the command in the site's folder, name the folder with \
             --root, or make a new site with: bantin init FOLDER.",
        ],
    ),
    Code::new(
        "config-timezone",
        ["Không có múi giờ này", "There is no such time zone"],
        [
            "timezone trong bantin.yaml là tên múi giờ theo IANA hoặc độ lệch so với giờ quốc tế. Ở Việt Nam có thể bỏ \
             trường này.",
            "timezone in bantin.yaml is an IANA name or an offset. In Viet Nam the field can be left out.",
        ],
    )
    .example("timezone: Hà Nội", "timezone: Asia/Ho_Chi_Minh"),
    Code::new(
        "config-unknown-code",
        ["Mã chẩn đoán trong severity không có", "severity names a code that does not exist"],
        [
            "severity trong bantin.yaml đổi mức của một mã chẩn đoán. Mã viết sai thì không có tác dụng gì. Mã đứng trong \
             dấu ngoặc vuông ở đầu mỗi thông báo.",
            "severity in bantin.yaml changes the level of a code. A misspelt code has no effect. The code stands in square \
             brackets at the head of every finding.",
        ],
    )
    .example("severity:\n  text-ndf: off", "severity:\n  text-nfd: off"),
    Code::new(
        "content-missing",
        ["Thư mục content/ chưa có hoặc trống", "The folder content/ is missing or empty"],
        [
            "Mọi bài viết, kế hoạch, văn bản và ảnh nằm trong thư mục content/. Thư mục đó mất hoặc trống thì bantin không \
             đăng gì, trang đã đăng còn nguyên. Hãy chép lại thư mục đó, hoặc tạo một trang mẫu bằng: bantin init \
             TÊN-THƯ-MỤC.",
            "All articles, plans, documents and pictures live in the folder content/. Where it is missing or empty nothing \
             is published, and the published site stands. Put the folder back, or make a starter site with: bantin init \
             FOLDER.",
        ],
    ),
    Code::new(
        "file-encoding",
        ["Tệp không phải văn bản UTF-8", "The file is not UTF-8 text"],
        [
            "bantin đọc tệp UTF-8 (có hoặc không có BOM) và UTF-16 có BOM. Tệp gõ bằng bảng mã cũ (TCVN3, VNI, Windows-1258) \
             phải chuyển mã trước: trong Notepad chọn Save as, Encoding: UTF-8; chữ gõ bằng phông .VnTime thì dùng công cụ \
             chuyển mã của bộ gõ.",
            "bantin reads UTF-8 (with or without BOM) and UTF-16 with BOM. Files in older encodings (TCVN3, VNI, \
             Windows-1258) must be converted first: in Notepad choose Save as, Encoding: UTF-8.",
        ],
    ),
    Code::new(
        "file-name",
        ["Tên tệp không đọc được", "The file name cannot be read"],
        [
            "Tên tệp không phải Unicode, thường do giải nén từ máy khác. Hãy đổi tên tệp, tốt nhất chỉ dùng chữ thường \
             không dấu, chữ số và dấu gạch nối.",
            "The file name is not Unicode, as happens when an archive from another machine is unpacked. Rename the file, \
             best with lower-case letters without marks, digits and hyphens.",
        ],
    )
    .example("Th\u{fffd}ng b\u{fffd}o.md", "thong-bao.md"),
    Code::new(
        "file-symlink",
        ["Liên kết tượng trưng dẫn ra ngoài trang", "A symbolic link leads out of the site"],
        [
            "bantin chỉ đăng những gì nằm trong thư mục của trang, để không vô tình đưa tệp khác của máy lên mạng. Hãy chép \
             tệp thật vào content/.",
            "bantin publishes only what is inside the site's folder, lest other files of the machine reach the web. Put \
             the file itself into content/.",
        ],
    ),
    Code::new(
        "registry-duplicate",
        ["Một mã có hai lần trong danh mục", "An id stands twice in a registry"],
        [
            "Mã dùng để trỏ tới đúng một mục, nên không được trùng trong cùng một tệp danh mục.",
            "An id points to one item, so it may not stand twice in one registry.",
        ],
    )
    .example(
        "- id: van-phong\n  name: Văn phòng UBND\n- id: van-phong\n  name: Văn phòng Đảng ủy",
        "- id: van-phong-ubnd\n  name: Văn phòng UBND\n- id: van-phong-dang-uy\n  name: Văn phòng Đảng ủy",
    ),
    Code::new(
        "registry-shape",
        ["Danh mục viết sai dạng", "The registry is not of the right form"],
        [
            "Tệp danh mục là một danh sách: mỗi mục bắt đầu bằng dấu gạch nối. Riêng viet-tat.yaml gồm các dòng \
             \"chữ viết tắt: viết đầy đủ\".",
            "A registry is a list whose items begin with a hyphen; viet-tat.yaml alone is made of lines \
             \"abbreviation: full form\".",
        ],
    )
    .example("minh-anh: Minh Anh", "- id: minh-anh\n  name: Minh Anh"),
    Code::new(
        "registry-unknown",
        ["Không có danh mục tên này", "There is no registry of this name"],
        [
            "Thư mục content/danh-muc/ chỉ chứa các danh mục đã biết: co-quan, tac-gia, chu-de, noi-dung, hinh-thuc, \
             viet-tat (đuôi .yaml).",
            "The folder content/danh-muc/ holds the known registries only: co-quan, tac-gia, chu-de, noi-dung, hinh-thuc, \
             viet-tat (.yaml).",
        ],
    )
    .example("content/danh-muc/don-vi.yaml", "content/danh-muc/co-quan.yaml"),
    Code::new(
        "table-duplicate",
        ["Văn bản đã có trong danh mục", "The register has the document already"],
        [
            "Bảng sắp nhập có văn bản cùng số, cơ quan ban hành và ngày với một văn bản đã có, nên không dòng nào được \
             thêm. Xóa dòng trùng khỏi bảng rồi nhập lại.",
            "The table has a document with the number, issuer and date of one that is there, so no row was added. \
             Delete the row and import again.",
        ],
    ),
    Code::new(
        "table-header",
        ["Cột của bảng không rõ", "A column of the table is not understood"],
        [
            "Dòng đầu của tệp CSV ghi tên trường, như trong phần đầu bài (tiếng Anh hoặc tiếng Việt), mỗi trường một cột.",
            "The first line of a CSV file names the fields as front matter does, one column each.",
        ],
    )
    .example("Số kí hiệu,Loại văn bản", "Số ký hiệu,Loại văn bản"),
    Code::new(
        "table-quote",
        ["Ô mở ngoặc kép mà không đóng", "A cell opens a quote and does not close it"],
        [
            "Ô bắt đầu bằng dấu ngoặc kép kéo dài tới dấu ngoặc kép đóng, nên thiếu dấu đóng thì các dòng sau bị nuốt vào \
             một ô. Dấu ngoặc kép bên trong ô gõ hai lần.",
            "A cell that begins with a quote goes on to the closing one, so without it the lines that follow are swallowed. \
             Quotes inside a cell are doubled.",
        ],
    )
    .example("1/NQ-CP,\"Về \"một cửa\"\"", "1/NQ-CP,\"Về \"\"một cửa\"\"\""),
    Code::new(
        "table-relation",
        ["Không hiểu quan hệ giữa hai văn bản", "A relation between documents is not understood"],
        [
            "Ô quan hệ ghi \"loại: văn bản\"; nhiều quan hệ ngăn bằng dấu chấm phẩy. Các loại: based_on căn cứ, implements \
             triển khai, guides hướng dẫn, amends sửa đổi bổ sung, replaces thay thế, repeals bãi bỏ, corrects đính chính, \
             issued_with ban hành kèm theo.",
            "A cell of relations holds \"type: document\", several divided by semicolons. Types: based_on, implements, \
             guides, amends, replaces, repeals, corrects, issued_with.",
        ],
    )
    .example("61/2018/NĐ-CP", "replaces: 61/2018/NĐ-CP; amends: 63/2010/NĐ-CP"),
    Code::new(
        "table-row",
        ["Dòng có nhiều ô hơn số cột", "A row has more cells than the header"],
        [
            "Ô có dấu phân cách (phẩy hoặc chấm phẩy) phải đặt trong dấu ngoặc kép, nếu không sẽ bị cắt thành nhiều ô.",
            "A cell with the separator in it must stand in double quotes, or it is cut into several.",
        ],
    )
    .example("1/NQ-CP,Về một cửa, liên thông", "1/NQ-CP,\"Về một cửa, liên thông\""),
    Code::new(
        "text-nfd",
        ["Tệp dùng dấu tổ hợp (NFD)", "The file uses combining marks (NFD)"],
        [
            "Chữ có dấu được gõ thành chữ cái và dấu rời nhau, thường do chép từ máy Mac hoặc tệp PDF. bantin vẫn đọc đúng, \
             nhưng tìm kiếm trong trình soạn thảo có thể không thấy chữ. Lưu lại tệp theo Unicode dựng sẵn.",
            "Letters and their marks are separate characters, as in text copied from a Mac or a PDF. bantin reads them \
             right, but an editor may not find words. Save the file with precomposed letters.",
        ],
    ),
    Code::new(
        "file-misnamed",
        ["Bài viết bị lưu sai đuôi tệp", "A page saved under a wrong ending"],
        [
            "Notepad và Word hay thêm một đuôi nữa vào tên tệp. Tệp như thế không được đọc như bài viết, và cũng không được đăng như \
             tệp đính kèm, vì có thể là bài nháp. Trong Windows, bật hiện đuôi tệp rồi đổi tên.",
            "Notepad and Word like to add an ending of their own. Such a file is not read as a page, and not published as an \
             attachment either, since it may be a draft. Rename it.",
        ],
    )
    .example("content/tin-tuc/mot-cua.md.txt", "content/tin-tuc/mot-cua.md"),
];
