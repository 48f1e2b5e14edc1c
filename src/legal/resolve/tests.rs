use jiff::civil::date;

use super::*;
use crate::legal::{Reference, parse_reference, place::find, register::tests::entry};

/// Documents made up for these tests.
pub(in crate::legal) fn register() -> Register {
    let law = |number, issued, from, to: Option<Date>| RegisterEntry {
        effective: Some(from),
        expires: to,
        ..entry(number, "Luật", "Quốc hội", issued, "Luật Thử nghiệm")
    };
    let mut scheme = entry("7/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ", (2022, 1, 6), "Phê duyệt đề án");
    scheme.names =
        vec!["Đề án 07".into(), "Đề án 07/CP".into(), "Chương trình mẫu giai đoạn 2021 - 2030".into()];
    Register::new(vec![
        scheme,
        entry("45/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ", (2011, 3, 30), "Việc cũ"),
        entry("45/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ", (2021, 3, 27), "Việc mới"),
        entry("8-NQ/TW", "Nghị quyết", "Ban Chấp hành Trung ương Đảng", (2017, 10, 25), "Bộ máy"),
        entry("8-NQ/TW", "Nghị quyết", "Ban Chấp hành Trung ương Đảng", (2022, 6, 16), "Đất"),
        entry("15/KH-UBND", "Kế hoạch", "UBND tỉnh Hà Nam", (2021, 1, 21), "Việc của tỉnh"),
        entry("15/KH-UBND", "Kế hoạch", "UBND tỉnh Nam Định", (2021, 2, 3), "Việc tỉnh bạn"),
        entry("15/KH-UBND", "Kế hoạch", "UBND huyện Lý Nhân, tỉnh Hà Nam", (2021, 1, 21), "Việc của huyện"),
        law("1/2010/QH12", (2010, 5, 1), date(2011, 1, 1), Some(date(2025, 3, 1))),
        law("2/2025/QH15", (2025, 2, 1), date(2025, 3, 1), Some(date(2025, 6, 16))),
        law("3/2025/QH15", (2025, 6, 16), date(2025, 6, 16), None),
        entry("9/2025/NĐ-CP", "Nghị định", "Chính phủ", (2025, 6, 9), "Về một việc"),
        entry("9/NQ-CP", "Nghị quyết", "Chính phủ", (2025, 4, 1), "Việc khác"),
        entry("5-QĐ/TW", "Quy định", "Bộ Chính trị", (2024, 5, 9), "Về chuẩn mực"),
        entry(
            "",
            "Nghị quyết",
            "Đại hội đại biểu Đảng bộ tỉnh Hà Nam lần thứ XX",
            (2020, 10, 1),
            "Nghị quyết",
        ),
    ])
}

pub(in crate::legal) fn context(day: &str, home: &str) -> Context {
    Context { date: day.parse().ok(), place: find(home), ..Context::default() }
}

pub(in crate::legal) fn shown(register: &Register, found: &Resolution) -> String {
    let id = |it: &usize| register.entries()[*it].id.clone();
    match &found.target {
        Target::One(it) => id(it),
        Target::Ambiguous(all) => format!("{} fit", all.len()),
        Target::Unknown => "unknown".to_owned(),
    }
}

#[track_caller]
fn check(written: &str, day: &str, home: &str, expected: &str) {
    let register = register();
    let found = register.look_up(written, &context(day, home));
    assert_eq!(shown(&register, &found), expected, "{written:?} on {day} at {home:?}: {found:?}");
}

#[test]
fn a_number_without_a_year_is_decided_by_its_date() {
    check("45/QĐ-TTg ngày 27/3/2021", "2022-01-01", "", "quyet-dinh-45-qd-ttg-2021");
    check("45/QĐ-TTg@2011", "2022-01-01", "", "quyet-dinh-45-qd-ttg-2011");
    check("45/QĐ-TTg", "2022-01-01", "", "2 fit");
    check("45/QĐ-TTg", "2019-01-01", "", "quyet-dinh-45-qd-ttg-2011");
    check("45/QĐ-TTg", "2010-01-01", "", "unknown");
    check("45/QĐ-TTg ngày 28/3/2021", "2022-01-01", "", "quyet-dinh-45-qd-ttg-2021");
    check("45/QĐ-TTg ngày 28/3/2015", "2022-01-01", "", "unknown");
    check("145/QĐ-TTg", "2022-01-01", "", "unknown");
    check("8-NQ/TW", "2019-01-01", "", "nghi-quyet-8-nq-tw-2017");
    check("08/NQ-TW", "2025-01-01", "", "2 fit");
}

#[test]
fn a_local_number_never_leads_to_another_place() {
    check("15/KH-UBND", "2022-01-01", "tỉnh Hà Nam", "ke-hoach-15-kh-ubnd-ha-nam-2021");
    check("15/KH-UBND", "2022-01-01", "tỉnh Nam Định", "ke-hoach-15-kh-ubnd-nam-dinh-2021");
    check("15/KH-UBND", "2022-01-01", "tỉnh Ninh Bình", "unknown");
    check("15/KH-UBND", "2022-01-01", "", "unknown");
    check("15/KH-UBND, UBND tỉnh Nam Định", "2022-01-01", "tỉnh Hà Nam", "ke-hoach-15-kh-ubnd-nam-dinh-2021");
    check("15/KH-UBND, UBND tỉnh Thái Bình", "2022-01-01", "tỉnh Hà Nam", "unknown");
    check("15/KH-UBND ngày 03/02/2021", "2022-01-01", "tỉnh Hà Nam", "unknown");
    let district = "huyện Lý Nhân, tỉnh Hà Nam";
    check("15/KH-UBND", "2022-01-01", district, "2 fit");
    check("15/KH-UBND, UBND tỉnh", "2022-01-01", district, "ke-hoach-15-kh-ubnd-ha-nam-2021");
    let own = "ke-hoach-15-kh-ubnd-ha-nam-huyen-ly-nhan-2021";
    check("15/KH-UBND, UBND huyện", "2022-01-01", district, own);
    check("15/KH-UBND, UBND huyện Lý Nhân", "2022-01-01", "tỉnh Nam Định", own);
    check("15/KH-UBND, UBND huyện Bình Lục", "2022-01-01", district, "unknown");
}

#[test]
fn types_are_told_apart_where_the_number_does_not() {
    check("Nghị quyết 1/2010/QH12", "2022-01-01", "", "unknown");
    check("Luật số 1/2010/QH12", "2022-01-01", "", "luat-1-2010-qh12");
    check("Quyết định số 5-QĐ/TW", "2025-01-01", "", "quy-dinh-5-qd-tw-2024");
    check("Văn bản số 9/2025/NĐ-CP", "2025-07-01", "", "nghi-dinh-9-2025-nd-cp");
    check("9/NQ-CP", "2025-07-01", "", "nghi-quyet-9-nq-cp-2025");
    check("9-NQ/TW", "2025-07-01", "", "unknown");
}

#[test]
fn a_law_is_the_version_in_force_on_the_day_of_the_text() {
    check("Luật Thử nghiệm", "2022-01-01", "", "luat-1-2010-qh12");
    check("Luật Thử nghiệm", "2025-02-15", "", "luat-1-2010-qh12");
    check("Luật Thử nghiệm", "2025-03-01", "", "luat-2-2025-qh15");
    check("luật thử nghiệm", "2025-07-01", "", "luat-3-2025-qh15");
    check("Luật Thử nghiệm năm 2010", "2025-07-01", "", "luat-1-2010-qh12");
    check("Luật Thử nghiệm năm 2025", "2025-05-01", "", "luat-2-2025-qh15");
    check("Luật Thử nghiệm 2025", "2025-07-01", "", "luat-3-2025-qh15");
    check("Luật Thử nghiệm 2025", "2024-07-01", "", "2 fit");
    check("Luật Thử nghiệm năm 2003", "2025-07-01", "", "unknown");
    check("Luật Thử nghiệm", "", "", "3 fit");
    check("Luật Thử nghiêm", "2022-01-01", "", "unknown");
}

#[test]
fn names_and_short_forms_lead_to_their_document() {
    check("Đề án 07", "2023-01-01", "", "quyet-dinh-7-qd-ttg-2022");
    check("Đề án 07", "2020-01-01", "", "unknown");
    check("Đề án 07/CP", "2023-01-01", "", "quyet-dinh-7-qd-ttg-2022");
    check("Chương trình mẫu giai đoạn 2021–2030", "2023-01-01", "", "quyet-dinh-7-qd-ttg-2022");
    check("Nghị định 9/2025", "2025-07-01", "", "nghi-dinh-9-2025-nd-cp");
    check("Nghị quyết 9", "2025-07-01", "", "unknown");
    check("ke-hoach-15-kh-ubnd-ha-nam-2021", "", "", "ke-hoach-15-kh-ubnd-ha-nam-2021");
    let congress = "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX";
    let id = "nghi-quyet-dai-hoi-dang-bo-tinh-ha-nam-lan-thu-xx-2020";
    check(congress, "2022-01-01", "huyện Lý Nhân, tỉnh Hà Nam", id);
    check(congress, "2022-01-01", "tỉnh Nam Định", "unknown");
}

#[test]
fn the_author_decides_and_the_document_knows_itself() {
    let register = register();
    let mut here = context("2022-01-01", "");
    here.overrides.insert("45/QĐ-TTg".into(), "quyet-dinh-45-qd-ttg-2011".into());
    here.overrides.insert("Nghị quyết 8".into(), "nghi-quyet-8-nq-tw-2022".into());
    here.itself = Some("ke-hoach-15-kh-ubnd-ha-nam-2021".into());
    let look = |written: &str| shown(&register, &register.look_up(written, &here));
    assert_eq!(look("45/QĐ-TTg"), "quyet-dinh-45-qd-ttg-2011");
    assert_eq!(look("45/QĐ-TTg ngày 27/3/2021"), "quyet-dinh-45-qd-ttg-2021");
    assert_eq!(look("Nghị quyết 8"), "nghi-quyet-8-nq-tw-2022");
    let Reference::Cited(mut it) = parse_reference("Kế hoạch 1") else { panic!("no id") };
    it.form = Form::Itself;
    assert_eq!(shown(&register, &register.resolve(&it, &here)), "ke-hoach-15-kh-ubnd-ha-nam-2021");
    it.doc_type = DocType::named("Quyết định");
    assert_eq!(register.resolve(&it, &here).target, Target::Unknown);
}

#[test]
fn notes_say_what_an_editor_should_know() {
    #[track_caller]
    fn check(written: &str, day: &str, home: &str, expected: &[Note]) {
        assert_eq!(register().look_up(written, &context(day, home)).notes, expected, "{written:?}");
    }
    check("45/QĐ-TTg ngày 27/3/2021", "2022-01-01", "", &[]);
    check("45/QĐ-TTg ngày 28/3/2021", "2022-01-01", "", &[Note::DateMismatch(2)]);
    check("9/2025/NĐ-CP", "2024-01-01", "", &[Note::Future(11)]);
    check("9/NQ-CP", "2024-01-01", "", &[Note::Future(12)]);
    check("15/KH-UBND", "2022-01-01", "", &[Note::MissingPlace]);
    check("15/KH-UBND", "2022-01-01", "tỉnh Ninh Bình", &[Note::OtherPlace(vec![5, 6, 7])]);
    check("Chỉ thị 9/NQ-CP", "2025-07-01", "", &[Note::TypeMismatch(12)]);
    check("Luật Thử nghiệm năm 2003", "2025-07-01", "", &[Note::UnknownVersion]);
}
