//! Where citations stand in their file: lines and columns in characters, behind front matter, lists and emphasis.

use super::read;

/// The words of the file at each citation, up to the end of its line.
#[track_caller]
fn check(markdown: &str, expected: &[&str]) {
    let parsed = read(markdown);
    let places: Vec<String> = parsed
        .cites
        .iter()
        .map(|it| {
            // The first line of the Markdown is the fourth of the file.
            let line = markdown.lines().nth(it.pos.line as usize - 4).unwrap_or_default();
            line.chars().skip(it.pos.column as usize - 1).take(it.pos.len as usize).collect()
        })
        .collect();
    assert_eq!(places, expected, "{markdown}");
}

const ONE: &str = "Nghị định số 63/2010/NĐ-CP";

#[test]
fn citations_stand_where_they_were_typed() {
    check(&format!("Đường đến {ONE}, rồi {ONE}."), &[ONE, ONE]);
    check(&format!("Một\nhai **đậm {ONE} đậm** ba *{ONE}*"), &[ONE, ONE]);
    check(&format!("## Về {ONE}\n\n> Trích {ONE}\n> nữa {ONE}"), &[ONE, ONE, ONE]);
    check(&format!("1. Đầu {ONE}\n   - Trong {ONE}\n     tiếp {ONE}\n2. Sau {ONE}"), &[ONE, ONE, ONE, ONE]);
    check(&format!("I. ĐẦU {ONE}\n1. Một {ONE}\na) Hai {ONE}\nb) Ba {ONE}\n- Bốn {ONE}"), &[ONE; 5]);
    check(&format!("| Đầu | Sau |\n|---|---|\n| đ {ONE} | {ONE} |"), &[ONE, ONE]);
    check(&format!("Chú thích[^1].\n\n[^1]: Theo {ONE}."), &[ONE]);
    check(&format!("[Xem {ONE} ở đây](/a/) rồi `đ 1/QĐ-TTg` {ONE}"), &[ONE, ONE]);
    check(&format!("Đ &amp; \\* ![ảnh đẹp](a.jpg) <b>đ</b> {ONE}"), &[ONE]);
    check(&format!("- [x] Đã {ONE}\n\nTừ\n: nghĩa {ONE}\n\n> [!NOTE]\n> Đ {ONE}"), &[ONE; 3]);
}

#[test]
fn citations_with_marks_or_line_ends_in_them_begin_where_they_were_typed() {
    check("Đ Nghị định số **63/2010/NĐ-CP** ấy", &["Nghị định số **63/2010/NĐ-CP"]);
    check("Đ Nghị định\nsố 63/2010/NĐ-CP ấy", &["Nghị định"]);
    check("Đ số 63/2010/N&#272;-CP ấy", &["số 63/2010/N&#272;-CP"]);
}
