//! Names of issuers in running text: which words begin them, and where they end.

use std::sync::LazyLock;

use super::{
    plain::{Plain, UPPER, is_letter, is_word},
    words::{Phrases, type_word},
};

/// Issuers that are named in full by these words.
const CLOSED: &[&str] = &[
    "tong bi thu",
    "thu tuong chinh phu",
    "ttg chinh phu",
    "thu tuong",
    "pho thu tuong",
    "ttg",
    "cp",
    "chinh phu",
    "uy ban thuong vu quoc hoi",
    "ubtvqh",
    "quoc hoi",
    "chu tich nuoc",
    "chu tich quoc hoi",
    "bo chinh tri",
    "ban bi thu trung uong dang",
    "ban bi thu trung uong",
    "ban bi thu",
    "ban chap hanh trung uong dang",
    "ban chap hanh trung uong",
    "trung uong dang",
    "trung uong",
    "bch trung uong dang",
    "bch trung uong",
];

/// Words that begin the name of another issuer.
const OPEN: &[&str] = &[
    "ban",
    "bo",
    "so",
    "cuc",
    "tong cuc",
    "van phong",
    "vu",
    "vien",
    "thanh tra",
    "cong an",
    "ubnd",
    "uy ban",
    "hdnd",
    "hoi dong",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "thi uy",
    "dang uy",
    "dang bo",
    "chu tich",
    "pho chu tich",
    "bi thu",
    "thuong truc",
    "hoi nghi",
    "dai hoi",
    "bao hiem xa hoi",
    "ngan hang",
    "toa an",
    "kiem toan",
    "mat tran",
    "phong",
    "trung tam",
    "tong lien doan",
    "lien doan",
    "trung uong doan",
    "tinh doan",
    "hoi",
    "truong",
    "dang doan",
    "tinh",
    "thanh pho",
    "huyen",
    "bhxh",
    "vp",
    "bch",
    "btv",
    "bo truong",
    "giam doc",
    "tong giam doc",
    "tap doan",
    "dai hoc",
    "cong doan",
    "chi cuc",
    "kho bac",
    "tong kiem toan",
    "chanh an",
    "vien truong",
    "lien bo",
    "lien tich",
    "uy vien",
];

/// Words that no issuer's name goes on with.
static STOPS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "về",
        "việc",
        "quy định",
        "ban hành",
        "phê duyệt",
        "hướng dẫn",
        "sửa đổi",
        "đã",
        "đang",
        "là",
        "có",
        "thì",
        "yêu cầu",
        "trong",
        "để",
        "được",
        "tại",
        "trên",
        "nhằm",
        "với",
        "cho",
        "từ",
        "đến",
        "nếu",
        "do",
        "khi",
        "sau",
        "trước",
        "sẽ",
        "cần",
        "phải",
        "cùng",
        "như",
        "theo",
        "đối với",
        "ngày",
        "năm",
        "số",
        "gửi",
        "ký",
        "ký ban hành",
        "chỉ đạo",
        "triển khai",
        "thực hiện",
        "công bố",
        "bổ sung",
        "thay thế",
        "bãi bỏ",
        "áp dụng",
        "bao gồm",
        "gồm",
        "giao",
        "này",
        "vừa",
        "mới",
        "tiếp tục",
        "tăng cường",
        "thành lập",
        "kèm",
        "dưới",
        "bằng",
        "thống nhất",
        "quán triệt",
        "liên quan",
        "và các",
        "của",
        "thông qua",
        "quyết nghị",
        "khẳng định",
        "xác định",
        "đạt",
        "đưa",
        "nêu",
        "nêu rõ",
        "cho phép",
        "chưa",
        "không",
        "gần",
        "phát",
        "những",
        "hiện",
        "còn",
        "lại",
        "bị",
        "qua",
        "tham mưu",
        "đề nghị",
        "tổ chức",
        "bắt đầu",
        "đồng thời",
        "giai đoạn",
        "hoặc",
    ])
});

/// Where the issuer's name that begins at `at` ends.
pub(super) fn issuer(plain: &Plain, at: usize, limit: usize) -> Option<usize> {
    if let Some(end) = plain.one_of(at, CLOSED) {
        let end = term(plain, end);
        // "Bộ Chính trị, Ban Bí thư"
        let comma = plain.gap(end);
        if plain.words(at, "bo chinh tri").is_some()
            && plain.byte(comma) == b','
            && let Some(second) = plain.one_of(plain.gap(comma + 1), &["ban bi thu"])
        {
            return Some(second);
        }
        return (end <= limit).then_some(end);
    }
    plain.one_of(at, OPEN)?;
    let mut end = at;
    let mut next = at;
    for n in 0..18 {
        let stop = n > 0 && stops(plain, next);
        let other = n > 1 && type_word(plain, next).is_some() && plain.behind(next, "va").is_some();
        let mut after = next;
        while is_word(plain.byte(after)) || (plain.byte(after) == b'.' && is_letter(plain.byte(after + 1))) {
            after += 1;
        }
        if after == next || stop || other || after > limit {
            break;
        }
        // "TP. Thủ Đức"
        let short = plain.byte(after) == b'.' && plain.bytes(next..after) == b"tp";
        if !plain.bytes(next..after).eq(b"va") {
            end = after;
        }
        let gap = plain.gap(after + usize::from(short));
        let dash = plain.byte(gap) == b'-' && plain.gap(gap + 1) > gap + 1;
        next = if dash { plain.gap(gap + 1) } else { gap };
        if next == after {
            break;
        }
    }
    // "lần thứ 5 khoá XX" belongs to it.
    (end > at).then(|| term(plain, end)).filter(|&it| it <= limit)
}

/// Whether a word stands here that no issuer's name goes on with. In a line of capitals it is in capitals too.
fn stops(plain: &Plain, at: usize) -> bool {
    match (plain.has(at, UPPER), plain.has(at + 1, UPPER)) {
        (false, _) => STOPS.find(plain, at).is_some(),
        (true, true) => STOPS.find_marked(plain, at).is_some(),
        (true, false) => false,
    }
}

/// "khóa XIII" after a body of the Party or the National Assembly.
fn term(plain: &Plain, end: usize) -> usize {
    let at = plain.gap(end);
    let Some(word) = plain.words(at, "khoa") else { return end };
    let at = plain.gap(word);
    let after = plain.letters(at);
    let roman = after > at && plain.bytes(at..after).iter().all(|it| b"ivxl".contains(it));
    if roman && plain.has(at, UPPER) { after } else { end }
}
