//! Words of plans: names of agencies, capitals and shares inside sentences.

use crate::text::{capital, fold};

/// First words of names of agencies. A name has more words.
const AGENCIES: &[&str] = &[
    "sở",
    "phòng",
    "ban",
    "văn phòng",
    "trung tâm",
    "ủy ban",
    "ubnd",
    "ubmttq",
    "ubmt",
    "mttq",
    "mặt trận",
    "công an",
    "đài",
    "cục",
    "chi cục",
    "bộ phận",
    "báo",
    "hội",
    "đoàn",
    "liên đoàn",
    "kho bạc",
    "bảo hiểm",
    "trường",
    "trạm",
    "tổ",
    "bưu điện",
    "viện",
    "tòa án",
    "ngân hàng",
    "thanh tra",
    "bộ chỉ huy",
    "quân sự",
    "hđnd",
    "huyện ủy",
    "đảng ủy",
    "thành ủy",
    "tỉnh ủy",
    "quận ủy",
    "thị ủy",
    "bộ",
    "bệnh viện",
    "chi nhánh",
    "vnpt",
    "viettel",
    "quỹ",
    "chi bộ",
    "thường trực",
    "ubkt",
    "hạt",
    "thuế",
    "cơ quan",
    "đảng bộ",
    "điện lực",
];

/// First words of those who are named by what they are.
const GROUPS: &[&str] = &[
    "các",
    "thủ trưởng",
    "chủ tịch",
    "công chức",
    "đơn vị",
    "cán bộ",
    "thành viên",
    "lãnh đạo",
    "giám đốc",
    "chánh",
    "phó",
    "trưởng",
    "người đứng đầu",
    "đội",
    "nhà",
    "bí thư",
    "tổng công ty",
    "công ty",
    "doanh nghiệp",
    "thôn",
    "khu phố",
    "ấp",
    "đề nghị",
    "giao",
    "đối với",
    "toàn thể",
    "những",
    "địa phương",
    "hệ thống",
];

/// Beginnings of acts that look like names.
const ACTS: &[&str] = &[
    "tổ chức",
    "báo cáo",
    "hội nghị",
    "hội thảo",
    "hội thi",
    "ban hành",
    "trường hợp",
    "phòng chống",
    "phòng, chống",
    "bộ tiêu chí",
    "bộ chỉ số",
    "các nội dung",
    "các nhiệm vụ",
    "các hình thức",
    "các văn bản",
    "các hoạt động",
    "các biện pháp",
    "báo chí",
    "bộ máy",
    "các chỉ tiêu",
    "các giải pháp",
    "đoàn kết",
    "thanh tra,",
];

/// Whether a text begins as the name of one agency does.
pub(super) fn is_agency(text: &str) -> bool {
    starts(text, AGENCIES) && !starts(text, ACTS) && text.contains(' ')
}

/// Whether a text begins as those do who are given tasks.
pub(super) fn is_actor(text: &str) -> bool {
    is_agency(text) || starts(text, GROUPS) && !starts(text, ACTS)
}

/// Whether the text begins with one of the phrases, marks compared, as whole words.
fn starts(text: &str, phrases: &[&str]) -> bool {
    let key = crate::text::key(text);
    phrases
        .iter()
        .any(|it| key.strip_prefix(it).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
}

/// Whether the folded text begins with one of the phrases, as whole words.
pub(super) fn begins(text: &str, phrases: &[&str]) -> bool {
    let folded = fold(text);
    phrases.iter().any(|it| {
        folded.strip_prefix(it).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

/// Whether the folded text has the phrase, as whole words.
pub(super) fn has(text: &str, phrase: &str) -> bool {
    let folded = fold(text);
    folded.match_indices(phrase).any(|(at, _)| {
        let before = folded[..at].chars().next_back();
        let after = folded[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether there are letters and all are capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Words that stand before the name of a place.
const LEVELS: &[&str] =
    &["xã", "phường", "huyện", "quận", "tỉnh", "thị trấn", "thị xã", "thành phố", "đặc khu", "đảo"];

/// Names with the capitals that Nghị định 30/2020/NĐ-CP, Phụ lục II, gives them.
const STANDARD: &str = ". Ủy ban nhân dân . Uỷ ban nhân dân . Hội đồng nhân dân . Ban Chỉ đạo . Ban Quản lý . Văn phòng . Trung tâm . Sở Nội vụ . \
    Sở Tư pháp . Sở Tài chính . Sở Khoa học và Công nghệ . Sở Văn hóa, Thể thao và Du lịch . Sở Nông nghiệp và Môi trường . Phòng Nội vụ . \
    Phòng Văn hóa - Xã hội . Phòng Văn hóa và Thông tin . Phòng Kinh tế . Phòng Tư pháp . Phó Chủ tịch . Phó Giám đốc . Chánh Văn phòng .";

/// Words in capitals as they are written elsewhere: `UBND` stays, `ỦY BAN NHÂN DÂN XÃ BÌNH AN` becomes
/// `Ủy ban nhân dân xã Bình An`. Words that `text` has in small letters are written as there; what follows the level of a place
/// is its name.
pub(super) fn lower(capitals: &str, text: &str) -> String {
    let words: Vec<&str> = capitals.split(' ').filter(|it| !it.is_empty()).collect();
    let written: Vec<&str> = text.split_whitespace().chain(STANDARD.split_whitespace()).collect();
    let (mut out, mut at): (Vec<String>, usize) = (Vec::new(), 0);
    while at < words.len() {
        let longest =
            (2..=(words.len() - at).min(8)).rev().find_map(|n| as_written(&words[at..at + n], &written));
        match longest {
            Some(found) => {
                at += found.len();
                out.extend(found);
            }
            None => {
                out.push(lower_word(words[at], out.last().map(String::as_str)));
                at += 1;
            }
        }
    }
    capital(&out.join(" "))
}

/// Words as running text has them, with as few capitals as anywhere.
fn as_written(words: &[&str], text: &[&str]) -> Option<Vec<String>> {
    let bare = |it: &str| it.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let wanted: Vec<String> = words.iter().map(|it| bare(it).to_lowercase()).collect();
    let count = |found: &[String]| found.concat().chars().filter(|it| it.is_uppercase()).count();
    let matches = text.windows(words.len()).filter_map(|run| {
        // A full stop or a comma in between makes them the words of two phrases.
        let is_one = run[..run.len() - 1]
            .iter()
            .zip(words)
            .all(|(it, word)| it.ends_with(char::is_alphanumeric) || !word.ends_with(char::is_alphanumeric));
        let found: Vec<String> = run.iter().map(|it| bare(it)).collect();
        let is_same = found.iter().zip(&wanted).all(|(a, b)| a.to_lowercase() == *b);
        (is_one && is_same && !is_capitals(&found.concat())).then_some(found)
    });
    let found = matches.min_by_key(|it| count(it))?;
    // The marks around each word are those of the text in capitals.
    let around = |word: &&str, small: &String| word.replacen(&bare(word), small, 1);
    Some(words.iter().zip(&found).map(|(word, small)| around(word, small)).collect())
}

/// One word of which the text says nothing.
fn lower_word(word: &str, before: Option<&str>) -> String {
    let small = word.to_lowercase();
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_short = bare.len() >= 2
        && !bare.chars().any(is_vietnamese_vowel)
        && !bare.chars().any(|c| c.is_ascii_digit());
    let is_known = ["UBND", "HĐND", "UBMTTQ", "MTTQ", "CCHC", "TTHC", "CNTT", "ISO"].contains(&bare);
    if is_short || is_known {
        return word.to_owned();
    }
    // "xã Bình An": all words behind the level are the name, as far as nothing else is known.
    let names = before.is_some_and(|it| {
        let last = it.to_lowercase();
        LEVELS.iter().any(|level| {
            level.split(' ').next_back() == Some(&last) && level.split(' ').next() != Some("thành")
        }) || ["sở", "phòng", "ban", "bộ", "cục", "phố"].contains(&last.as_str())
    });
    if names { capital(&small) } else { small }
}

fn is_vietnamese_vowel(c: char) -> bool {
    fold(&c.to_string()).starts_with(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// `TM. ỦY BAN NHÂN DÂN`, `PHÓ CHỦ TỊCH` with the capitals that running text has: offices have one.
pub(super) fn office(capitals: &str) -> String {
    let spaced = capitals.replace('.', ". ");
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = words.as_str();
    let mut out = String::new();
    for sign in ["TM.", "KT.", "TL.", "TUQ.", "Q."] {
        if let Some(it) = rest.strip_prefix(sign) {
            out = format!("{sign} ");
            rest = it.trim_start();
        }
    }
    if !is_capitals(rest) {
        return words;
    }
    let small = lower(rest, "");
    let second = ["Phó ", "Quyền ", "Nguyên "].iter().find_map(|it| Some((it, small.strip_prefix(it)?)));
    match second {
        Some((first, office)) => format!("{out}{first}{}", capital(office)),
        None => format!("{out}{small}"),
    }
}

/// The first share in a text, as typed without spaces: `100%`, `85,5%`.
pub(super) fn share(text: &str) -> Option<String> {
    let at = text.find('%')?;
    let before = text[..at].trim_end();
    let digits =
        before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len();
    let figures = before[before.len() - digits..].trim_matches([',', '.']);
    (!figures.is_empty()).then(|| format!("{figures}%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_capitals_small() {
        let text = "Sở Nội vụ và UBND xã Bình An thực hiện. Ủy ban nhân dân xã Bình An chủ trì.";
        assert_eq!(lower("ỦY BAN NHÂN DÂN XÃ BÌNH AN", text), "Ủy ban nhân dân xã Bình An");
        assert_eq!(lower("SỞ NỘI VỤ", text), "Sở Nội vụ");
        assert_eq!(lower("TUYÊN TRUYỀN CCHC NĂM 2026", ""), "Tuyên truyền CCHC năm 2026");
        assert_eq!(office("KT.CHỦ TỊCH"), "KT. Chủ tịch");
        assert_eq!(office("PHÓ CHỦ TỊCH"), "Phó Chủ tịch");
        assert_eq!(office("TM. ỦY BAN NHÂN DÂN"), "TM. Ủy ban nhân dân");
    }
}
