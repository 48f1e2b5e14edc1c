use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{Citation, Form, Lexicon, Repair, scan};
use crate::legal::plain::normal;

/// A text with its citations in brackets: `[span|number]`, `[span|number|date]`, `[span|number|date|pinpoint]`.
/// In place of a number: `~76` for a short form, `luật` for a name, `?` for a draft, `này` for itself, `đề án` for a
/// title. What is left empty is absent.
#[track_caller]
fn check(marked: &str) {
    let mut text = String::new();
    let mut expected = Vec::new();
    for (at, piece) in marked.split(['[', ']']).enumerate() {
        if at % 2 == 0 {
            text += piece;
            continue;
        }
        let mut fields = piece.split('|');
        let span = fields.next().unwrap_or_default();
        let mut field = || fields.next().unwrap_or_default().to_owned();
        expected.push((text.len(), span.to_owned(), field(), field(), field()));
        text += span;
    }
    let names = ["Đề án 06", "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"];
    let found = scan(&text, &Lexicon { names: names.map(str::to_owned).to_vec() });
    let found: Vec<_> = found.iter().map(|it| seen(&text, it)).collect();
    assert_eq!(found, expected, "in {text:?}");
}

fn seen(text: &str, it: &Citation) -> (usize, String, String, String, String) {
    let number = it.number.clone().unwrap_or_default();
    let number = match it.form {
        Form::Numbered => number,
        Form::Short => format!("~{number}"),
        Form::Named => "luật".to_owned(),
        Form::Draft => "?".to_owned(),
        Form::Itself => "này".to_owned(),
        Form::Titled => "đề án".to_owned(),
    };
    let date = it.date.map(|it| it.to_string()).unwrap_or_default();
    (it.span.start, text[it.span.clone()].to_owned(), number, date, it.pinpoint.clone().unwrap_or_default())
}

#[test]
fn finds_numbers_behind_the_words_that_announce_them() {
    check("Thực hiện [Nghị quyết số 17/NQ-CP|17/NQ-CP|2019-03-07] ngày 07/3/2019 của Chính phủ");
    check("theo [Nghị định 20/2008/NĐ-CP|20/2008/NĐ-CP], [Thông tư số 02/2017/TT-VPCP|02/2017/TT-VPCP].");
    check("[Luật số 65/2025/QH15|65/2025/QH15]; [Nghị quyết 27/2022/UBTVQH15|27/2022/UBTVQH15]");
    check(
        "Sở gửi [Công văn số 912/SNV-CCHC|912/SNV-CCHC], [Văn bản số 77/UBND-KSTT|77/UBND-KSTT], [công văn 8/BNV|8/BNV]",
    );
    check(
        "[Chỉ thị số 05-CT/TW|05-CT/TW], [Hướng dẫn số 36-HD/VPTW|36-HD/VPTW], [Quy định 05-QĐi/TU|05-QĐi/TU]",
    );
    check("[Chương trình hành động số 09-CTr/HU|09-CTr/HU]; [Thông báo kết luận số 31/TB-VPCP|31/TB-VPCP]");
    check("[Thông tư liên tịch số 07/2011/TTLT-BNV-BLĐTB&XH|07/2011/TTLT-BNV-BLĐTB&XH]");
    check(
        "[NĐ 92/2017/NĐ-CP|92/2017/NĐ-CP], [QĐ số 45/QĐ-SNV|45/QĐ-SNV], [Nghị quyết 66.4/2025/NQ-CP|66.4/2025/NQ-CP]",
    );
    check("Công văn số [5467/CT-CS|5467/CT-CS]".replace("Công văn số [", "[Công văn số ").as_str());
}

#[test]
fn finds_numbers_of_committees_and_inspectors() {
    check("[Kế hoạch số 310/KH-BCĐ389|310/KH-BCĐ389]; [Kế hoạch 130-KH/BCĐTKNQ18|130-KH/BCĐTKNQ18]");
    check("[Thông báo kết luận thanh tra số 19/TB-TTCP|19/TB-TTCP]; [Công văn 8497/CAT-PV01|8497/CAT-PV01]");
}

#[test]
fn finds_numbers_alone() {
    check("gửi kèm [318/BC-UBND|318/BC-UBND], [45-KH/TU|45-KH/TU] và [số 62/2020/NĐ-CP|62/2020/NĐ-CP].");
    check("Số: [429/QĐ-ĐHNV|429/QĐ-ĐHNV]".replace("Số: [", "[Số: ").as_str());
    check("(đã ban hành [1206/UBND-VX|1206/UBND-VX])");
}

#[test]
fn finds_numbers_of_earlier_times() {
    check("[Nghị quyết số 38-CP|38-CP], [Quyết định 101/CP|101/CP], [Sắc lệnh số 9/SL|9/SL], số 38/CP");
    check(
        "[Luật số 41-LCT/HĐNN8|41-LCT/HĐNN8], [Nghị quyết 19-2018/NQ-CP|19-2018/NQ-CP], [Lệnh 10/2015/L-CTN|10/2015/L-CTN]",
    );
    check("[Nghị quyết 30a/2008/NQ-CP|30a/2008/NQ-CP], [Quyết định 12/QĐ-CTUBND|12/QĐ-CTUBND]");
}

#[test]
fn forgives_how_numbers_are_typed() {
    check(
        "[Nghị quyết số  76 / NQ - CP|76/NQ-CP]; [số31-QĐ/TW|31-QĐ/TW]; [Kết luận số 123- KL/TW|123-KL/TW]",
    );
    check("[Nghị\nđịnh số 45/2020/NĐ-CP|45/2020/NĐ-CP]; [Kết luận số 126-\nKL/TW|126-KL/TW]");
    check("[Nghị\u{a0}định\u{2009}số 45/2020/NĐ–CP|45/2020/NĐ-CP] [Quyết\u{200b} định 9⁄QĐ−TTg|9/QĐ-TTg]");
    check("[Nghị định 75/2025/NĐ/CP|75/2025/NĐ-CP]; [18/NQ-TW|18-NQ/TW]; [Quy định 84 QĐ/TWĐTN|84-QĐ/TWĐTN]");
    check(
        "[Nghị định 63/2010/NĐ.CP|63/2010/NĐ-CP]; [Nghị định 63-2010/NĐ-CP|63/2010/NĐ-CP]; [Nghị quyết 76-NQ/CP|76/NQ-CP]",
    );
    check(
        "[nghi dinh so 63/2010/nd-cp|63/2010/NĐ-CP]; [QĐ 6/QD-TTG|6/QĐ-TTg]; [3/2021/NQ-HDND|3/2021/NQ-HĐND]",
    );
    check("[Nghị định 63/2O10/NÐ-CP|63/2010/NĐ-CP]; [Thông tư 05/2021/TT-BKHĐТ|05/2021/TT-BKHĐT]");
    check(
        "[Nghị định 170/2025/NĐ-CP|170/2025/NĐ-CP]quy định; [Quyết định 6/QĐ-TTg|6/QĐ-TTg]về; [Nghị định 4/2020/NĐCP|4/2020/NĐ-CP]",
    );
    check(
        "[Nghị địnhsố 45/2020/NĐ-CP|45/2020/NĐ-CP]; [Nghị định 45/2020/NĐ CP|45/2020/NĐ-CP]; [Nghị quyết l8-NQ/TW|18-NQ/TW]; [Nghị định 6l/2018/NĐ-CP|61/2018/NĐ-CP]",
    );
    check("[Nghị quyết số 18-NQ/TƯ|18-NQ/TW]; [Quyết định số 1.468/QĐ-TTg|1468/QĐ-TTg]");
}

#[test]
fn says_what_was_repaired() {
    #[track_caller]
    fn check(text: &str, expected: &[Repair]) {
        let found = scan(text, &Lexicon::default());
        assert_eq!(
            found.iter().map(|it| it.repairs.as_slice()).collect::<Vec<_>>(),
            [expected],
            "in {text:?}"
        );
    }
    check("Nghị định 63/2010/NĐ-CP", &[]);
    check("Nghị định 63/2010/NÐ–CP", &[Repair::Eth, Repair::Dash]);
    check("Thông tư 5/2021/TT-BKHĐТ", &[Repair::Cyrillic]);
    check("Nghị định 63/2010/NĐCPquy", &[Repair::Glued, Repair::Separator]);
    check("Nghị định 63/2010/ND-cp", &[Repair::Marks, Repair::Case]);
    check("Nghị định 63/2O10/NĐ/CP", &[Repair::Digit, Repair::Separator]);
    check("Kết luận 126-\nKL/TW", &[Repair::Split]);
    check("Nghị quyết 76/NQ-CP ngày 08/6/20210", &[Repair::BadDate]);
}

#[test]
fn reads_dates_and_issuers_around() {
    #[track_caller]
    fn check(text: &str, date: &str, issuer: &str, full: &str) {
        let found = scan(text, &Lexicon::default());
        let it = &found[0];
        let said = (it.date.map(|it| it.to_string()), it.issuer.clone());
        assert_eq!(
            (said.0.unwrap_or_default().as_str(), said.1.unwrap_or_default().as_str()),
            (date, issuer)
        );
        assert_eq!(&text[it.full_span.clone()], full);
    }
    check(
        "Nghị quyết 4/NQ-CP, ngày 15 tháng 7 năm 2021, của Chính phủ về cải cách; rồi",
        "2021-07-15",
        "Chính phủ",
        "Nghị quyết 4/NQ-CP, ngày 15 tháng 7 năm 2021, của Chính phủ về cải cách",
    );
    check("Chỉ thị 5/CT-TTg (5.9.2016) nêu", "2016-09-05", "", "Chỉ thị 5/CT-TTg (5.9.2016)");
    check(
        "Ngày 28/02/2024, UBND tỉnh Ninh Bình ban hành Kế hoạch số 8/KH-UBND về",
        "2024-02-28",
        "UBND tỉnh Ninh Bình",
        "Ngày 28/02/2024, UBND tỉnh Ninh Bình ban hành Kế hoạch số 8/KH-UBND về",
    );
    check(
        "Kết luận 5-KL/TW ngày 25-10-2017 của Bộ Chính trị, Ban Bí thư, việc",
        "2017-10-25",
        "Bộ Chính trị, Ban Bí thư",
        "Kết luận 5-KL/TW ngày 25-10-2017 của Bộ Chính trị, Ban Bí thư",
    );
    check(
        "Công văn 9/SGDĐT-VP ngày 5/1/2024 của Sở Giáo dục và Đào tạo tỉnh Nghệ An.",
        "2024-01-05",
        "Sở Giáo dục và Đào tạo tỉnh Nghệ An",
        "Công văn 9/SGDĐT-VP ngày 5/1/2024 của Sở Giáo dục và Đào tạo tỉnh Nghệ An",
    );
    check("Nghị định 6/2020/NĐ-CP ngày 31/02/2020 của", "", "", "Nghị định 6/2020/NĐ-CP ngày 31/02/2020");
}

#[test]
fn reads_the_date_before_whoever_signs() {
    #[track_caller]
    fn check(before: &str, expected: bool) {
        let found = scan(&format!("{before} Quyết định số 5/QĐ-TTg về việc"), &Lexicon::default());
        assert_eq!(found[0].date.is_some(), expected, "{before}");
    }
    check("Ngày 5/9/2025, Phó Thủ tướng Nguyễn Hòa Bình đã ký", true);
    check("Chiều ngày 5/9/2025, ông Trần A, Phó Chủ tịch UBND tỉnh, ký ban hành", true);
    check("Ngày 5/9/2025 UBND thị xã An Nhơn ban hành", true);
    check("Từ ngày 1/7/2025, UBND tỉnh có", false);
    check("Trước ngày 30/6/2025, các xã phải ban hành", false);
    check("Ngày 5/9/2025, cuộc họp nhắc lại rằng đã có", false);
}

#[test]
fn issuers_end_where_another_word_begins() {
    for (text, expected) in [
        ("của UBND thị xã An Nhơn về việc", "UBND thị xã An Nhơn"),
        ("của Sở tài chính tỉnh Nghệ An tại hội nghị", "Sở tài chính tỉnh Nghệ An"),
        ("của Bộ tư pháp từ năm nay", "Bộ tư pháp"),
        ("CỦA UBND TỈNH HÀ NAM VỀ VIỆC", "UBND TỈNH HÀ NAM"),
        ("CỦA UBND HUYỆN A LƯỚI NGÀY 5/6/2024", "UBND HUYỆN A LƯỚI"),
        ("ngày 5/6/2024của Sở Nội vụ thì", "Sở Nội vụ"),
        ("- ngày 5/6/2024 của Sở Nội vụ là", "Sở Nội vụ"),
    ] {
        let found = scan(&format!("Công văn số 5/ABC-XY {text}"), &Lexicon::default());
        assert_eq!(found[0].issuer.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn reads_the_year_behind_a_number() {
    let found = scan("Quyết định 6/QĐ-TTg năm 2021; Thông báo 600/TB-BHXH 2025.", &Lexicon::default());
    assert_eq!(found.iter().map(|it| it.year).collect::<Vec<_>>(), [Some(2021), Some(2025)]);
}

#[test]
fn finds_each_number_of_a_list() {
    check("các [Nghị quyết số 18-NQ/TW|18-NQ/TW], [19-NQ/TW|19-NQ/TW] và [số 20-NQ/TW|20-NQ/TW]");
    check("Các nghị định của Chính phủ: [45/2020/NĐ-CP|45/2020/NĐ-CP], [47/2020/NĐ-CP|47/2020/NĐ-CP]");
    let found = scan("Luật số 76/2015/QH13 và số 77/2015/QH13", &Lexicon::default());
    assert_eq!(found[1].doc_type.map(crate::legal::DocType::name), Some("Luật"));
}

#[test]
fn finds_provisions_with_their_document() {
    check("[điểm đ khoản 2 Điều 5 Nghị định 6/2020/NĐ-CP|6/2020/NĐ-CP||dieu_5__khoan_2__diem_đ]");
    check("[Điều 5 và Điều 7 của Luật Viên chức|luật||dieu_5;dieu_7]; [Điều 4 Hiến pháp|luật||dieu_4]");
    check("[các điểm a, b khoản 1 Điều 3 Thông tư này|này||dieu_3__khoan_1__diem_a;dieu_3__khoan_1__diem_b]");
    check("[khoản 2 và 3 Điều 7, Nghị định 6/2020/NĐ-CP|6/2020/NĐ-CP||dieu_7__khoan_2;dieu_7__khoan_3]");
    check("từ [Điều 5 đến Điều 7 Nghị định 6/2020/NĐ-CP|6/2020/NĐ-CP||dieu_5;dieu_6;dieu_7]");
    check(
        "[Phụ lục III Nghị định 6/2020/NĐ-CP|6/2020/NĐ-CP||phu_luc_III]; [Mục 2 Chương IV Luật Đất đai|luật||chuong_IV__muc_2]",
    );
    check("[Nghị định 6/2020/NĐ-CP, Điều 17|6/2020/NĐ-CP||dieu_17] quy định; Điều 5. Điều khoản; mục 3");
    check(
        "[điểm a khoản 1 và điểm b khoản 2 Điều 5 Luật Giá|luật||dieu_5__khoan_1__diem_a;dieu_5__khoan_2__diem_b]",
    );
}

#[test]
fn reads_lines_of_capitals() {
    check("[ĐIỀU 8A NGHỊ ĐỊNH SỐ 6/2020/NĐ-CP|6/2020/NĐ-CP||dieu_8a]; [NGHỊ QUYẾT 30C/NQ-CP|30c/NQ-CP]");
    check("[KẾ HOẠCH SỐ 5/KH-UBND|5/KH-UBND|2020-10-02] CỦA UBND HUYỆN BÌNH SƠN NGÀY 02/10/2020 VỀ");
}

#[test]
fn finds_laws_by_name() {
    check("theo [Luật Cán bộ, công chức|luật], [Luật Viên chức năm 2010|luật] và [Luật Đất đai 2024|luật]");
    check(
        "[Luật Phòng chống tham nhũng|luật]; [Bộ luật Lao động|luật]; [luật Tố cáo|luật]; [LUẬT KHIẾU NẠI|luật]",
    );
    check(
        "[Luật Lưu trữ số 33/2024/QH15|33/2024/QH15]; [Luật Phục hồi, phá sản số 142/2025/QH15|142/2025/QH15]",
    );
    check("[Luật sửa đổi, bổ sung một số điều của Luật Viên chức và Luật Giá năm 2030|luật]");
    check(
        "[Luật số 47/2019/QH14|47/2019/QH14] sửa đổi, bổ sung một số điều của [Luật Tổ chức Chính phủ|luật]",
    );
    check("[Hiến pháp năm 2013|luật]; Hiến pháp; [Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam|luật]");
    check("[Luật Hội chợ triển lãm năm 2030|luật]; Dự thảo [Luật Viên chức|?] (sửa đổi)");
    check(
        "[Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX|luật]; [Nghị quyết Đại hội XIII|luật] của Đảng",
    );
}

#[test]
fn finds_laws_that_amend_others() {
    check("[Luật Xây dựng sửa đổi số 62/2020/QH14|62/2020/QH14]; [Luật Sở hữu trí tuệ sửa đổi 2009|luật] đã");
    check(
        "[khoản 2 Điều 1 Luật sửa đổi Bộ luật Hình sự 2017|luật||dieu_1__khoan_2]; [Luật Giá|luật] sửa đổi",
    );
    check("[Luật sửa đổi 11 Luật liên quan đến an ninh trật tự số 118/2025/QH15|118/2025/QH15] từ đó");
}

#[test]
fn finds_short_forms_drafts_and_references_to_itself() {
    check("[Nghị quyết 76|~76] là; [Nghị định 118/2025|~118/2025]; [Đề án 06/CP|~06/CP]; [Đề án 06|~06]");
    check("[kế hoạch 855/KH-UBND|855/KH-UBND]; [kế hoạch 855|~855]; [Quyết định 468|~468] của Thủ tướng");
    check(
        "[Số:     /QĐ-UBND|?]; [Kế hoạch số …/KH-UBND|?]; [Nghị quyết số ..../2025/NQ-HĐND|?]; [Nghị định này|này]",
    );
    check("[Chương trình tổng thể CCHC nhà nước giai đoạn 2021–2030|đề án]");
}

#[test]
fn leaves_everything_else_alone() {
    for text in [
        "ngày 15/9/2022, 5/10, tuần 1/2025, 24/7, số nhà 12/4, 20/63, 2021 - 2025, tháng 5/2025, quý II/2024",
        "ĐT 0259.3830.318, 0912-345-678, 1900/6789; biển số 79A-123.45; hồ sơ 000.00.12.H34-220101-0001",
        "TCVN ISO 9001:2015, QCVN 26:2010/BTNMT, QCVN 01-1:2018/BYT, ISO/IEC 27001:2022",
        "hợp đồng 15/HĐLĐ; Hợp đồng số 01/HĐ-BHXH-2025; Giấy phép số 12/GP-TTĐT; Bản án số 12/2024/HS-ST",
        "Công ty Luật Đất đai Việt; Văn phòng Luật sư; Hội Luật gia; Đại học Luật Hà Nội năm 2024; Văn Luật, công chức",
        "Mẫu số 01/ĐK; Mẫu số 04/TB-BHXH; 01/PLI; mẫu B 03 - DN; số vào sổ 12/CN-GCN",
        "Phòng Tài chính - Kế hoạch; kế hoạch 5 năm 2021 - 2025; Kế hoạch 2025; chỉ số PAR 12; một số 5",
        "pháp luật viên chức, theo luật định, Luật được ban hành, luật gia, quy luật giá",
        "Quyết định 05 trường hợp; thông báo 3 ngày; Đề án 100 xã; báo cáo 6 tháng; 05 quyết định",
        "Chương trình 135 giúp xã nghèo; Chương trình 30a; Dự án 661; từ ngày 1/7/2025, Chỉ thị 3 không",
        "điểm a, khoản 2 nêu trên; mức độ 3 và 4; lô A12/KDC; lớp 10A1/THPT; 15h/CT-HĐQT; 5/UBND xã",
        "https://x.vn/van-ban/76/NQ-CP abc@x.vn/12/KH-UBND; nghị quyết đại hội chi bộ; Đại hội XIII",
    ] {
        check(text);
    }
}

#[test]
fn long_repetitions_are_read_in_one_pass() {
    for (piece, each) in [
        ("1/", 0),
        ("a", 0),
        ("của ", 0),
        ("khoản 1, ", 0),
        ("Luật A ", 0),
        ("Nghị quyết Đại hội ", 0),
        ("Luật sửa đổi, bổ sung một số điều của ", 0),
        ("\u{301}", 0),
        ("76/NQ-CP \"", 1),
        ("đã ban hành 76/NQ-CP ngày 5/6/2020 ", 1),
    ] {
        let found = scan(&piece.repeat(20_000), &Lexicon::default());
        assert_eq!(found.len(), each * 20_000, "{piece}");
    }
}

/// Texts put together from what the grammar cares for.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Nghị định",
        "nghị quyết",
        "Luật",
        "Luật Cán bộ, công chức",
        "Công văn",
        "Đề án",
        "số",
        "Số:",
        " ",
        " ",
        " ",
        "\n",
        "63",
        "63/2010/",
        "/",
        "-",
        "–",
        ".",
        ",",
        ";",
        "(",
        ")",
        "NĐ-CP",
        "NQ/TW",
        "QĐ-TTg",
        "KH-UBND",
        "QH13",
        "TTLT-BNV",
        "18-NQ/TW",
        "76/NQ-CP",
        "điểm a",
        "khoản 2",
        "Điều 5",
        "các",
        "của",
        "và",
        "ngày 15/7/2021",
        "năm 2015",
        "Chính phủ",
        "UBND tỉnh",
        "ban hành",
        "Hiến pháp",
        "Đại hội",
        "lần thứ XX",
        "sửa đổi, bổ sung một số điều của",
        "này",
        "…",
        "&",
        "đ",
        "Ð",
        "Т",
        "O",
        "1",
        "Ngày 5/6/2020, ",
        "về",
        "\u{200b}",
        "\u{a0}",
        "“",
        "ế",
        "quy định",
        "Phụ lục III",
        "đến",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|it| it.concat())
}

type Seen = (Form, Option<String>, Option<String>, Option<jiff::civil::Date>);

fn numbers(text: &str) -> Vec<Seen> {
    let found = scan(text, &Lexicon::default());
    found.into_iter().map(|it| (it.form, it.number, it.pinpoint, it.date)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn spans_are_sound(text in prop_oneof![pieces(), "\\PC{0,60}", "[0-9a-zđĐNQCPTW/. \\n-]{0,60}"]) {
        let mut last = 0;
        for it in scan(&text, &Lexicon::default()) {
            prop_assert!(it.span.start >= last && it.span.start < it.span.end);
            prop_assert!(text.get(it.span.clone()).is_some() && text.get(it.full_span.clone()).is_some());
            prop_assert!(it.full_span.start <= it.span.start && it.full_span.end >= it.span.end);
            last = it.span.end;
        }
    }

    #[test]
    fn one_text_in_other_bytes_is_read_alike(text in pieces()) {
        let expected = numbers(&text);
        prop_assert_eq!(numbers(&text.nfd().collect::<String>()), expected.clone());
        prop_assert_eq!(numbers(&text.replace('\n', "\r\n")), expected.clone());
        prop_assert_eq!(numbers(&text.replace(' ', "\u{a0}")), expected.clone());
        prop_assert_eq!(numbers(&text.replace('-', "‑")), expected.clone());
        let apart: String = text.chars().flat_map(|it| [it, '\u{200b}']).collect();
        prop_assert_eq!(numbers(&apart), expected.clone());
        prop_assert_eq!(numbers(&normal(&text)), expected);
    }
}
