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
            "Phần đầu bài trỏ tới văn bản không có trong content/van-ban/ hay content/ke-hoach/. Thêm văn bản vào danh mục \
             (một tệp .md hoặc một dòng của bảng .csv), hoặc sửa số ký hiệu.",
            "The front matter names a document that is neither in content/van-ban/ nor in content/ke-hoach/. Add it (a .md \
             file or a row of a .csv table), or correct its number.",
        ],
    )
    .example("văn bản: [76/NQ-CT]", "văn bản: [76/NQ-CP]"),
    Code::new(
        "legal-codepoint",
        ["Số ký hiệu có chữ cái lạ", "A number has letters of another alphabet"],
        [
            "Chữ trông giống Đ, C, T… nhưng là chữ Ð của tiếng Iceland, chữ Nga hay chữ O thay số 0, thường do chép từ tệp PDF hoặc trang mạng. Tìm kiếm sẽ không thấy. bantin check --fix sửa giúp.",
            "What looks like Đ, C, T… is the Icelandic Ð or a Cyrillic letter, as in text copied from a PDF or the web. Search will not find it. bantin check --fix corrects it.",
        ],
    )
    .example("63/2010/NÐ-CP (Ð U+00D0)","63/2010/NĐ-CP (Đ U+0110)"),
    Code::new(
        "legal-dangling-relation",
        ["Quan hệ trỏ tới văn bản không có", "A relation leads to an unknown document"],
        [
            "Văn bản này thay thế, sửa đổi hay căn cứ một văn bản chưa có trong danh mục, nên hiệu lực không tính được. Thêm văn bản kia vào content/van-ban/, hoặc sửa số ký hiệu.",
            "The document replaces, amends or is based on one that the register lacks, so its state cannot be told. Add the other document to content/van-ban/, or correct the number.",
        ],
    )
    .example("quan hệ:\n  - {loại: thay thế, văn bản: 61/2018/NĐ-CQ}","quan hệ:\n  - {loại: thay thế, văn bản: 61/2018/NĐ-CP}"),
    Code::new(
        "legal-date-mismatch",
        ["Ngày ghi kèm khác ngày của văn bản", "The date is not that of the document"],
        [
            "Ngày ban hành trong bài khác với danh mục. Có thể bài gõ nhầm ngày, danh mục ghi sai, hoặc đó là một văn bản khác cùng số.",
            "The date in the text differs from the register. The text or the register is wrong, or another document of that number is meant.",
        ],
    )
    .example("Nghị quyết số 76/NQ-CP ngày 16/7/2021","Nghị quyết số 76/NQ-CP ngày 15/7/2021"),
    Code::new(
        "legal-draft-number",
        ["Văn bản chưa có số", "A document has no number yet"],
        [
            "Bài dẫn một văn bản còn để trống số, hoặc danh mục có văn bản không số mà không ghi là dự thảo. Điền số khi văn bản đã ban hành; còn là dự thảo thì đặt draft: true hoặc nói rõ trong bài.",
            "The text cites a document whose number is blank, or the register has one without a number that is not marked as a draft. Fill it in once it is issued, or say that it is a draft.",
        ],
    )
    .example("Kế hoạch số …/KH-UBND của UBND xã","Dự thảo kế hoạch của UBND xã"),
    Code::new(
        "legal-dup-id",
        ["Hai văn bản có cùng một mã", "Two documents have one id"],
        [
            "Mã là phần cuối địa chỉ của văn bản hay kế hoạch, dùng để dẫn từ bài viết. Khi trùng, mọi liên kết đều tới văn bản đầu. Đổi tên tệp hoặc thêm slug.",
            "The id is the last part of the address of a document or plan; articles refer to it. Where two are equal, all links lead to the first. Rename the file or add a slug.",
        ],
    ),
    Code::new(
        "legal-dup-key",
        ["Một văn bản có hai lần trong danh mục", "A document stands twice in the register"],
        [
            "Hai mục của danh mục cùng số, loại, cơ quan và ngày ban hành, nên không có cách dẫn nào phân biệt được. Giữ lại một.",
            "Two items of the register agree in number, type, issuer and date, so that no citation tells them apart. Keep one.",
        ],
    ),
    Code::new(
        "legal-first-citation",
        ["Lần đầu dẫn văn bản chưa đủ", "The first mention of a document is not complete"],
        [
            "Nghị định 30/2020/NĐ-CP (Phụ lục I, mục II): lần đầu dẫn ghi đủ tên loại, số, ký hiệu, ngày ban hành, cơ quan ban hành và trích yếu; các lần sau chỉ cần tên loại và số.",
            "By Nghị định 30/2020/NĐ-CP the first mention gives type, number, date, issuer and subject; later ones type and number only.",
        ],
    )
    .example("theo Nghị quyết số 76/NQ-CP","theo Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ"),
    Code::new(
        "legal-future",
        ["Văn bản ban hành sau ngày của bài", "The document was issued after the text"],
        [
            "Bài không thể dẫn văn bản chưa có. Thường do gõ nhầm năm trong số ký hiệu, hoặc ngày của bài sai.",
            "A text cannot cite what did not exist. The year in the number, or the date of the text, is probably wrong.",
        ],
    ),
    Code::new(
        "legal-glued",
        ["Có chữ dính liền với số ký hiệu", "A word is stuck to a number"],
        [
            "Thiếu khoảng trắng trước hoặc sau số ký hiệu, thường do chép từ PDF. bantin đã tách ra để tạo liên kết, nhưng người đọc vẫn thấy chữ dính.",
            "A space is missing before or after the number, as in text copied from a PDF. The link is made all the same, but readers see the words stuck together.",
        ],
    )
    .example("số 170/2025/NĐ-CPquy định","số 170/2025/NĐ-CP quy định"),
    Code::new(
        "legal-incomplete-number",
        ["Số của văn bản chưa đủ ký hiệu", "The number lacks its symbol"],
        [
            "Cách gọi tắt như \"Nghị quyết 76\" chỉ rõ khi trước đó trong bài đã có số đầy đủ. Nếu không, nhiều văn bản cùng số ấy.",
            "A short form like \"Nghị quyết 76\" is clear only after the full number. Without it, many documents have that number.",
        ],
    )
    .example("Nghị định 118/2025","Nghị định số 118/2025/NĐ-CP"),
    Code::new(
        "legal-invalid-date",
        ["Ngày của văn bản không có thật", "The date of a document does not exist"],
        [
            "Ngày ghi kèm số ký hiệu thừa hoặc thiếu chữ số, hoặc không có trong lịch.",
            "The date given with a number has too many or too few digits, or is not in the calendar.",
        ],
    )
    .example("ngày 08/6/20210","ngày 08/6/2010"),
    Code::new(
        "legal-missing-place",
        ["Không rõ văn bản của địa phương nào", "A local number without its place"],
        [
            "Tỉnh, huyện, xã nào cũng có Kế hoạch số 15/KH-UBND. Ghi tên cơ quan ban hành, hoặc đặt locality trong bantin.yaml để hiểu là văn bản của tỉnh mình.",
            "Every province and commune has a Kế hoạch số 15/KH-UBND. Name the issuer, or set locality in bantin.yaml for your own province.",
        ],
    )
    .example("Kế hoạch số 15/KH-UBND","Kế hoạch số 15/KH-UBND của UBND tỉnh Hà Nam"),
    Code::new(
        "legal-not-in-force",
        ["Văn bản đã hết hiệu lực trước ngày của bài", "The document had ended before the text"],
        [
            "Bài dẫn một văn bản đã bị thay thế, bãi bỏ hay hết hạn trước ngày đăng. Dẫn văn bản thay thế; nếu nhắc lại chuyện cũ thì nhắc cả hai.",
            "The text cites what was replaced, repealed or expired before its date. Cite the successor; name both where the past is told.",
        ],
    )
    .example("năm 2026, theo Nghị định số 61/2018/NĐ-CP","năm 2026, theo Nghị định số 118/2025/NĐ-CP (thay thế Nghị định số 61/2018/NĐ-CP)"),
    Code::new(
        "legal-separator",
        ["Dấu hoặc khoảng trắng trong số ký hiệu sai chỗ", "A sign in a number is out of place"],
        [
            "Số ký hiệu viết liền, chỉ có dấu gạch chéo (/) và gạch nối (-). Văn bản của Đảng có gạch nối sau số (18-NQ/TW), văn bản của nhà nước có gạch chéo (76/NQ-CP). bantin check --fix sửa giúp.",
            "A number has no spaces, only slashes and hyphens: a hyphen first for the Party (18-NQ/TW), a slash first for the state (76/NQ-CP). bantin check --fix corrects it.",
        ],
    )
    .example("76 /NQ–CP","76/NQ-CP"),
    Code::new(
        "legal-split",
        ["Số ký hiệu bị ngắt giữa hai dòng", "A number is broken over two lines"],
        [
            "Một số ký hiệu nằm trên hai dòng, thường do chép từ PDF. Viết liền trên một dòng để tìm kiếm thấy được.",
            "A number stands on two lines, as in text copied from a PDF. Write it on one line, so that search finds it.",
        ],
    ),
    Code::new(
        "legal-superseded",
        ["Văn bản hết hiệu lực sau ngày của bài", "The document has ended since"],
        [
            "Khi đăng bài, văn bản còn hiệu lực; nay đã được thay thế, bãi bỏ hoặc hết hạn. Bài cũ không cần sửa: liên kết tự ghi chú điều này cho người đọc.",
            "When the article appeared the document was in force; it has ended since. An old article need not be changed: the link tells readers.",
        ],
    ),
    Code::new(
        "legal-title-differs",
        ["Trích yếu khác với danh mục", "The subject differs from the register"],
        [
            "Bài viết trích yếu gần giống danh mục nhưng có chữ khác hoặc thêm chữ (như \"trên địa bàn tỉnh…\"). Trích yếu cần chép nguyên văn.",
            "The subject in the text is close to that of the register, but some words differ or are added. A subject is copied word for word.",
        ],
    ),
    Code::new(
        "legal-title-truncated",
        ["Trích yếu bị cắt giữa chừng", "The subject stops in the middle"],
        [
            "Trích yếu trong bài thiếu một, hai chữ cuối, thường do chép sót.",
            "The subject in the text lacks its last words, probably lost when it was copied.",
        ],
    ),
    Code::new(
        "legal-type-mismatch",
        ["Tên loại văn bản không khớp số ký hiệu", "The type does not fit the number"],
        [
            "Chữ đứng trước số ký hiệu gọi văn bản là loại khác với danh mục.",
            "The word before the number names another type than the register has.",
        ],
    )
    .example("Nghị định số 76/NQ-CP","Nghị quyết số 76/NQ-CP"),
    Code::new(
        "legal-unknown",
        ["Văn bản chưa có trong danh mục", "The register lacks a cited document"],
        [
            "Bài dẫn một văn bản chưa có trong content/van-ban/, nên người đọc không bấm xem được. Thêm văn bản, hoặc kiểm tra lại số ký hiệu. Trang danh mục có liệt kê các văn bản còn thiếu.",
            "The text cites a document that is not in content/van-ban/, so there is no link. Add it, or check the number. The register's page lists what is missing.",
        ],
    ),
    Code::new(
        "legal-unknown-version",
        ["Danh mục không có bản luật năm này", "The register lacks that version of a law"],
        [
            "Danh mục có luật tên này nhưng không có bản của năm hoặc ngày ghi trong bài. Kiểm tra năm, hoặc thêm bản còn thiếu.",
            "The register has a law of that name, but none of that year or date. Check the year, or add the version.",
        ],
    )
    .example("Luật Viên chức năm 2011","Luật Viên chức năm 2010"),
    Code::new(
        "legal-unverified",
        ["Thông tin của văn bản chưa được kiểm chứng", "The facts of a document are not verified"],
        [
            "Người nhập đã ghi lại điều chưa chắc chắn ở trường unverified (chưa kiểm chứng); trang của văn bản cho bạn đọc biết điều đó. \
             Đối chiếu với bản chính thức, sửa nếu cần, rồi xóa dòng ấy.",
            "Whoever entered the document said in the field unverified what is not certain; its page tells readers so. Compare it \
             with the official text, correct it where needed, then delete that line.",
        ],
    ),
];
