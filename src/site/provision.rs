//! Provisions of documents, `dieu_5__khoan_2__diem_a`: where a page has them, and how people read them.

use crate::source::Entry;

/// The heading of a document's text that a provision means: the whole pinpoint or the nearest level above it.
pub(super) fn provision_anchor(pinpoint: &str, document: &Entry) -> Option<String> {
    let first = pinpoint.split(';').next()?;
    let parts: Vec<String> = first.split("__").map(|it| it.replace('_', "-")).collect();
    (1..=parts.len()).rev().find_map(|n| {
        let id = parts[..n].join(".");
        document.facts.outline.iter().any(|it| it.id == id).then_some(id)
    })
}

/// `dieu_5__khoan_2__diem_a` as `điểm a khoản 2 Điều 5`.
pub(super) fn provision_words(pinpoint: &str) -> String {
    let one = |it: &str| {
        let parts = it.split("__").map(|part| {
            let (unit, value) = part.rsplit_once('_').unwrap_or((part, ""));
            let unit = match unit {
                "dieu" => "Điều",
                "khoan" => "khoản",
                "diem" => "điểm",
                "chuong" => "Chương",
                "phan" => "Phần",
                "muc" => "Mục",
                "tieu_muc" => "Tiểu mục",
                "phu_luc" => "Phụ lục",
                other => other,
            };
            format!("{unit} {value}")
        });
        let mut parts: Vec<String> = parts.collect();
        parts.reverse();
        parts.join(" ")
    };
    pinpoint.split(';').map(one).collect::<Vec<_>>().join("; ")
}
