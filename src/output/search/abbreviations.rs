//! Abbreviations and what they stand for: those of the site, and those that everybody in a public office uses.

use crate::{kind::registry::Abbreviation, text::fold};

/// An abbreviation and what it stands for.
pub(super) type Pair = (String, String);

/// Those that mean one thing only, whoever writes them.
const COMMON: &[(&str, &str)] = &[
    ("ATTT", "an toàn thông tin"),
    ("BCCI", "bưu chính công ích"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHYT", "bảo hiểm y tế"),
    ("BPMC", "bộ phận một cửa"),
    ("CBCC", "cán bộ, công chức"),
    ("CBCCVC", "cán bộ, công chức, viên chức"),
    ("CCCD", "căn cước công dân"),
    ("CCHC", "cải cách hành chính"),
    ("CCVC", "công chức, viên chức"),
    ("CĐS", "chuyển đổi số"),
    ("CNTT", "công nghệ thông tin"),
    ("CSDL", "cơ sở dữ liệu"),
    ("DVC", "dịch vụ công"),
    ("DVCTT", "dịch vụ công trực tuyến"),
    ("ĐKKD", "đăng ký kinh doanh"),
    ("ĐMST", "đổi mới sáng tạo"),
    ("GCNQSDĐ", "giấy chứng nhận quyền sử dụng đất"),
    ("HĐND", "Hội đồng nhân dân"),
    ("HTX", "hợp tác xã"),
    ("KHCN", "khoa học và công nghệ"),
    ("KSTTHC", "kiểm soát thủ tục hành chính"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("NSNN", "ngân sách nhà nước"),
    ("PAKN", "phản ánh, kiến nghị"),
    ("PBGDPL", "phổ biến, giáo dục pháp luật"),
    ("PCTN", "phòng, chống tham nhũng"),
    ("QPPL", "quy phạm pháp luật"),
    ("SXKD", "sản xuất, kinh doanh"),
    ("TDP", "tổ dân phố"),
    ("TTHC", "thủ tục hành chính"),
    ("UBND", "Ủy ban nhân dân"),
    ("VTVL", "vị trí việc làm"),
];

/// Those of the site, then the common ones that it does not explain itself.
pub(super) fn known(own: &[Abbreviation]) -> Vec<Pair> {
    let is_own = |short: &str| own.iter().any(|it| fold::same_key(&it.short.value, short));
    let common = COMMON.iter().filter(|it| !is_own(it.0));
    let common = common.map(|(short, full)| ((*short).to_owned(), (*full).to_owned()));
    own.iter().map(|it| (it.short.value.clone(), it.full.clone())).chain(common).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{At, Pos};

    #[test]
    fn what_a_site_explains_itself_comes_before_the_common_meaning() {
        let short = At::new("dvc".to_owned(), Pos { line: 1, column: 1, len: 0 });
        let own = [Abbreviation { short, full: "đơn vị cấp".to_owned(), radio: None }];
        let known = known(&own);
        let of = |short: &str| {
            known.iter().filter(|it| it.0.eq_ignore_ascii_case(short)).map(|it| &*it.1).collect::<Vec<_>>()
        };
        assert_eq!(of("dvc"), ["đơn vị cấp"]);
        assert_eq!(of("UBND"), ["Ủy ban nhân dân"]);
    }
}
