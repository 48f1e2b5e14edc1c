use proptest::prelude::*;

use super::*;

/// Number or name, then type, date or year, and issuer.
#[track_caller]
fn check(written: &str, expected: [&str; 4]) {
    let found = match parse_reference(written) {
        Reference::Id(id) => [id, "id".into(), String::new(), String::new()],
        Reference::Cited(it) => [
            it.number.or(it.name).unwrap_or_default(),
            it.doc_type.map(DocType::slug).unwrap_or_default(),
            it.date.map(|it| it.to_string()).or(it.year.map(|it| it.to_string())).unwrap_or_default(),
            it.issuer.unwrap_or_default(),
        ],
    };
    assert_eq!(found, expected, "{written:?}");
}

#[test]
fn reads_numbers() {
    check("76/NQ-CP", ["76/NQ-CP", "nghi-quyet", "", ""]);
    check("468/QĐ-TTg@2021", ["468/QĐ-TTg", "quyet-dinh", "2021", ""]);
    check("[[468/QĐ-TTg@2021]]", ["468/QĐ-TTg", "quyet-dinh", "2021", ""]);
    check("66.7/2025/NQ-CP", ["66.7/2025/NQ-CP", "nghi-quyet", "", ""]);
    check("30c/NQ-CP", ["30c/NQ-CP", "nghi-quyet", "", ""]);
    check("80/2015/QH13", ["80/2015/QH13", "", "", ""]);
    check("55/2005/TTLT-BNV-VPCP", ["55/2005/TTLT-BNV-VPCP", "thong-tu-lien-tich", "", ""]);
    check("NĐ 61/2018/NĐ-CP", ["61/2018/NĐ-CP", "nghi-dinh", "", ""]);
    check("Công văn số 1234/BNV-CCHC", ["1234/BNV-CCHC", "cong-van", "", ""]);
    check("Kết luận số 75-TB/TW", ["75-TB/TW", "ket-luan", "", ""]);
}

#[test]
fn reads_number_issuer_and_date_in_a_row() {
    let expected = ["855/KH-UBND", "ke-hoach", "2024-02-28", "UBND tỉnh Ninh Thuận"];
    for written in [
        "855/KH-UBND, UBND tỉnh Ninh Thuận, 28/02/2024",
        "855/KH-UBND, 28/02/2024, UBND tỉnh Ninh Thuận",
        "855/KH-UBND; UBND tỉnh Ninh Thuận; 2024-02-28",
        "855/KH-UBND - UBND tỉnh Ninh Thuận - 28.02.2024",
        "855/KH-UBND (UBND tỉnh Ninh Thuận, ngày 28-2-2024)",
        "Kế hoạch số 855/KH-UBND ngày 28/02/2024 của UBND tỉnh Ninh Thuận về tuyên truyền, phổ biến",
        "Kế hoạch 855/KH-UBND ngày 28 tháng 02 năm 2024 của UBND tỉnh Ninh Thuận",
        "kế hoạch số: 855/KH-UBND ban hành ngày 28/02/2024 của UBND tỉnh Ninh Thuận ban hành Kế hoạch số 2",
    ] {
        check(written, expected);
    }
    let district = "101/KH-UBND, UBND huyện Bình Sơn, tỉnh Quảng Ngãi, 02/10/2020";
    check(district, ["101/KH-UBND", "ke-hoach", "2020-10-02", "UBND huyện Bình Sơn, tỉnh Quảng Ngãi"]);
    check("468/QĐ-TTg, 2021", ["468/QĐ-TTg", "quyet-dinh", "2021", ""]);
    check("Quyết định 468/QĐ-TTg năm 2021", ["468/QĐ-TTg", "quyet-dinh", "2021", ""]);
}

#[test]
fn reads_what_word_and_the_web_do_to_numbers() {
    for (written, number) in [
        ("126- KL/TW", "126-KL/TW"),
        ("1206 /QĐ-HVTC", "1206/QĐ-HVTC"),
        ("76/NQ–CP", "76/NQ-CP"),
        ("76/NQ\u{2011}CP", "76/NQ-CP"),
        ("63/2010/NÐ-CP", "63/2010/NĐ-CP"),
        ("01/2018/TT-ВТС", "01/2018/TT-BTC"),
        ("Kế hoạch số\u{a0}\u{a0}855/KH-UBND", "855/KH-UBND"),
        ("63/2010/NĐ\u{200b}-CP", "63/2010/NĐ-CP"),
        ("Nghi\u{323} đi\u{323}nh 63/2010/NĐ-CP", "63/2010/NĐ-CP"),
        ("63/2010/nđ-cp", "63/2010/nđ-cp"),
        ("468/QD-TTg", "468/QD-TTg"),
    ] {
        let Reference::Cited(it) = parse_reference(written) else { panic!("{written:?} is no id") };
        assert_eq!(it.number.as_deref(), Some(number), "{written:?}");
        assert!(it.doc_type.is_some(), "{written:?}");
    }
}

#[test]
fn reads_names_and_ids() {
    check("nghi-quyet-76-nq-cp-2021", ["nghi-quyet-76-nq-cp-2021", "id", "", ""]);
    check("Luật Viên chức", ["Luật Viên chức", "luat", "", ""]);
    check("Luật Cán bộ, công chức năm 2008", ["Luật Cán bộ, công chức", "luat", "2008", ""]);
    check("Luật Viên chức 2010", ["Luật Viên chức", "luat", "2010", ""]);
    check("Luật Viên chức số 58/2010/QH12", ["58/2010/QH12", "luat", "", ""]);
    check("Hiến pháp năm 2013", ["Hiến pháp", "hien-phap", "2013", ""]);
    check("Nghị quyết 76", ["76", "nghi-quyet", "", ""]);
    check("Nghị định số 118/2025", ["118/2025", "nghi-dinh", "", ""]);
    check("Đề án 06", ["06", "de-an", "", ""]);
    check("Chương trình A giai đoạn 2021 - 2030", ["Chương trình A giai đoạn 2021 - 2030", "", "", ""]);
    check("", ["", "", "", ""]);
}

#[test]
fn reads_what_stands_before_a_number() {
    let issuer = "Uỷ ban nhân dân tỉnh Ninh Thuận";
    check(
        "Ngày 28/02/2024, Uỷ ban nhân dân tỉnh Ninh Thuận ban hành Kế hoạch số 855/KH-UBND về tuyên truyền",
        ["855/KH-UBND", "ke-hoach", "2024-02-28", issuer],
    );
    check("UBND tỉnh Hà Nam 5/KH-UBND", ["5/KH-UBND", "ke-hoach", "", "UBND tỉnh Hà Nam"]);
    check(
        "Quyết định số 5/QĐ-UBND ngày 25/12/2023 của Chủ tịch Ủy ban nhân dân tỉnh",
        ["5/QĐ-UBND", "quyet-dinh", "2023-12-25", "Chủ tịch Ủy ban nhân dân tỉnh"],
    );
    check("61/2018/NĐ.CP", ["61/2018/NĐ-CP", "nghi-dinh", "", ""]);
    let cited = parse_reference("điểm đ khoản 2 Điều 24 Nghị quyết số 351/2017/UBTVQH14");
    let Reference::Cited(it) = cited else { panic!("no id") };
    assert_eq!(it.pinpoint.as_deref(), Some("dieu_24__khoan_2__diem_đ"));
    assert_eq!(it.doc_type.map(DocType::name), Some("Nghị quyết"));
}

#[test]
fn says_when_a_date_does_not_exist() {
    let Reference::Cited(it) = parse_reference("76/NQ-CP ngày 31/02/2021 của Chính phủ") else {
        panic!()
    };
    assert_eq!((it.date, it.issuer.as_deref()), (None, Some("Chính phủ")));
    assert_eq!(it.repairs, [Repair::BadDate]);
}

proptest! {
    #[test]
    fn any_text_is_read(
        parts in prop::collection::vec(
            prop_oneof![
                "\\PC{0,6}",
                prop::sample::select(vec![
                    "76", "/", "-", ".", " ", "NQ", "NĐ-CP", "QH13", "2021", "ngày ", "28/02/2024", " tháng ", " năm ",
                    "số ", "của ", "UBND ", "tỉnh ", "huyện ", "ủy ", "Quảng Ngãi", "Luật ", "Điều ", "@2021", "[[",
                    "]]", "\u{a0}", "đ", "\u{323}",
                ])
                .prop_map(str::to_owned),
            ],
            0..14,
        )
    ) {
        let text = parts.concat();
        if let Reference::Cited(it) = parse_reference(&text) {
            prop_assert_eq!(it.span, 0..text.len());
            // A number once read is read the same again.
            if let (Form::Numbered, Some(number)) = (it.form, it.number) {
                let Reference::Cited(again) = parse_reference(&number) else { panic!("{number:?} is an id") };
                prop_assert_eq!(again.number, Some(number));
            }
        }
    }
}
