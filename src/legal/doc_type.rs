//! Types of legal documents and their codes.
//!
//! The codes of administrative documents are those of Nghị định 30/2020/NĐ-CP, Annex III; those of normative and Party
//! documents follow the laws and guides named in [`crate::legal`].

use crate::text::{fold, key};

/// A type of document, by its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocType(u8);

struct Row {
    name: &'static str,
    codes: &'static [&'static str],
}

const fn row(name: &'static str, codes: &'static [&'static str]) -> Row {
    Row { name, codes }
}

/// Where several types share a code, the first is the one usually meant.
const TABLE: &[Row] = &[
    row("Hiến pháp", &[]),
    row("Bộ luật", &[]),
    row("Luật", &[]),
    row("Pháp lệnh", &["PL"]),
    row("Lệnh", &["L"]),
    row("Nghị quyết", &["NQ"]),
    row("Nghị quyết liên tịch", &["NQLT"]),
    row("Nghị định", &["NĐ"]),
    row("Quyết định", &["QĐ"]),
    row("Thông tư", &["TT"]),
    row("Thông tư liên tịch", &["TTLT"]),
    row("Văn bản hợp nhất", &["VBHN"]),
    row("Chỉ thị", &["CT"]),
    row("Quy chế", &["QC", "QCPH"]),
    row("Quy định", &["QyĐ", "QĐi"]),
    row("Thông cáo", &["TC"]),
    row("Thông báo", &["TB"]),
    row("Hướng dẫn", &["HD", "HDLN", "HDLT"]),
    row("Chương trình", &["CTr", "CTrPH", "CTPH"]),
    row("Chương trình hành động", &["CTrHĐ"]),
    row("Kế hoạch", &["KH", "KHLT", "KHPH", "KHLN"]),
    row("Phương án", &["PA"]),
    row("Đề án", &["ĐA"]),
    row("Dự án", &["DA"]),
    row("Báo cáo", &["BC"]),
    row("Biên bản", &["BB"]),
    row("Tờ trình", &["TTr"]),
    row("Hợp đồng", &["HĐ"]),
    row("Công điện", &["CĐ"]),
    row("Bản ghi nhớ", &["BGN"]),
    row("Bản thỏa thuận", &["BTT"]),
    row("Giấy ủy quyền", &["GUQ"]),
    row("Giấy mời", &["GM"]),
    row("Giấy giới thiệu", &["GGT"]),
    row("Giấy nghỉ phép", &["GNP"]),
    row("Phiếu gửi", &["PG"]),
    row("Phiếu chuyển", &["PC"]),
    row("Phiếu báo", &["PB"]),
    row("Kết luận", &["KL"]),
    row("Sắc lệnh", &["SL"]),
    row("Công văn", &["CV"]),
    row("Thư công", &[]),
    row("Thông tri", &["TT", "TTri"]),
    row("Phiếu trình", &["PTr"]),
    row("Điều lệ", &["ĐL"]),
    row("Nội quy", &[]),
    row("Lời kêu gọi", &["LKG"]),
    row("Chiến lược", &["CL"]),
    row("Sắc luật", &[]),
    row("Văn bản", &[]),
];

impl DocType {
    /// Every type.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..u8::try_from(TABLE.len()).unwrap_or(u8::MAX)).map(Self)
    }

    /// The type called so, whatever the case and the place of tones; without any mark only where that is no other type.
    pub fn named(name: &str) -> Option<Self> {
        let typed = key(name);
        let exact = Self::all().find(|it| key(it.name()) == typed);
        exact.or_else(|| {
            let plain = fold(&typed);
            if plain != typed {
                return None;
            }
            Self::all().find(|it| fold(it.name()) == plain)
        })
    }

    /// The type of a code as in a number, whatever its case: `NĐ`, `CTr`. Marks matter: `HD` is not `HĐ`.
    pub fn of_code(code: &str) -> Option<Self> {
        let lower = code.to_lowercase();
        Self::all().find(|it| it.row().codes.iter().any(|known| known.to_lowercase() == lower))
    }

    /// `Nghị định`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The first code, with its official letter case: `NĐ`.
    pub fn code(self) -> Option<&'static str> {
        self.row().codes.first().copied()
    }

    /// Every code, the usual one first.
    pub fn codes(self) -> &'static [&'static str] {
        self.row().codes
    }

    /// `nghi-dinh`.
    pub fn slug(self) -> String {
        crate::text::slug(self.name())
    }

    fn row(self) -> &'static Row {
        &TABLE[usize::from(self.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_codes_apart_by_their_marks() {
        assert_eq!(DocType::of_code("HĐ").map(DocType::name), Some("Hợp đồng"));
        assert_eq!(DocType::of_code("hd").map(DocType::name), Some("Hướng dẫn"));
        assert_eq!(DocType::of_code("ttr").map(DocType::name), Some("Tờ trình"));
        assert_eq!(DocType::of_code("XX"), None);
    }

    #[test]
    fn finds_types_by_name() {
        assert_eq!(DocType::named("nghị  định").map(DocType::slug).as_deref(), Some("nghi-dinh"));
        assert_eq!(DocType::named("ke hoach").map(DocType::name), Some("Kế hoạch"));
        assert_eq!(DocType::named("nghi đinh"), None);
    }
}
