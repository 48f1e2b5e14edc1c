//! What the parts of a plan are called.

use super::phrase::begins;
use crate::text::fold;

/// A part of a plan that has a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Mục đích, mục tiêu chung
    Goals,
    /// Yêu cầu
    Requirements,
    /// Mục tiêu
    Aims,
    /// Mục tiêu cụ thể, chỉ tiêu
    Targets,
    /// Chủ đề
    Theme,
    /// Nội dung, nhiệm vụ
    Content,
    /// Hình thức
    Forms,
    /// Thời gian
    Time,
    /// Kinh phí
    Budget,
    /// Tổ chức thực hiện, phân công
    Tasks,
    /// A part that has no field: đối tượng, giải pháp.
    Other,
}

/// Phrases that headings begin with, folded; the longer ones of one beginning first.
const NAMES: &[(&str, Class)] = &[
    ("muc tieu chung", Class::Goals),
    ("muc tieu tong quat", Class::Goals),
    ("muc tieu cu the", Class::Targets),
    ("muc tieu, chi tieu", Class::Targets),
    ("chi tieu", Class::Targets),
    ("cac chi tieu", Class::Targets),
    ("muc tieu", Class::Aims),
    ("muc dich", Class::Goals),
    ("yeu cau", Class::Requirements),
    ("chu de", Class::Theme),
    ("noi dung", Class::Content),
    ("cac noi dung", Class::Content),
    ("nhiem vu", Class::Content),
    ("cac nhiem vu", Class::Content),
    ("hinh thuc", Class::Forms),
    ("cac hinh thuc", Class::Forms),
    ("phuong thuc", Class::Forms),
    ("thoi gian", Class::Time),
    ("tien do", Class::Time),
    ("kinh phi", Class::Budget),
    ("nguon kinh phi", Class::Budget),
    ("du toan", Class::Budget),
    ("to chuc thuc hien", Class::Tasks),
    ("phan cong", Class::Tasks),
    ("trach nhiem", Class::Tasks),
    ("doi tuong", Class::Other),
    ("pham vi", Class::Other),
    ("dia diem", Class::Other),
    ("giai phap", Class::Other),
    ("cac giai phap", Class::Other),
    ("che do bao cao", Class::Other),
    ("thong tin, bao cao", Class::Other),
    ("khen thuong", Class::Other),
    ("can cu", Class::Other),
    ("dac diem", Class::Other),
];

/// The parts that a heading names, in order: `NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN` names two.
pub(super) fn classes(heading: &str) -> Vec<Class> {
    let folded = fold(heading.trim());
    if folded.chars().count() > 150 {
        return Vec::new();
    }
    if let Some((_, class)) = NAMES.iter().find(|it| it.0.contains(", ") && begins(&folded, &[it.0])) {
        return vec![*class];
    }
    let parts = folded.split([',', ';', '-', '–', '&']).flat_map(|it| it.split(" va "));
    let mut found = Vec::new();
    for (at, part) in parts.enumerate() {
        let named = NAMES.iter().find(|it| begins(part.trim(), &[it.0])).map(|it| it.1);
        match named {
            Some(class) if !found.contains(&class) => found.push(class),
            // The first words decide whether it is a heading at all.
            None if at == 0 => return found,
            _ => {}
        }
    }
    found
}

/// The first of them.
pub(super) fn class_of(heading: &str) -> Option<Class> {
    classes(heading).first().copied()
}

/// The words of an item before its colon, and those behind it, where the first are short enough to be a name.
pub(super) fn head_tail(text: &str, most: usize) -> (&str, &str) {
    match text.split_once(':') {
        Some((head, tail)) if head.chars().count() <= most => (head.trim(), tail.trim()),
        _ => (text, ""),
    }
}

/// The parts that an item names as a heading does: few words, or words before a colon.
pub(super) fn heading(text: &str) -> Vec<Class> {
    let (head, tail) = head_tail(text, 80);
    let is_short = !tail.is_empty()
        || text.ends_with(':')
        || text.chars().count() <= 70 && !text.ends_with([';', ',']) && !text.ends_with('.');
    if is_short { classes(head) } else { Vec::new() }
}
