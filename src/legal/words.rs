//! The words that name a type of document in front of its number.

use std::sync::LazyLock;

use super::{
    DocType,
    plain::{MARK, Plain, UPPER, is_letter},
};
use crate::text::fold;

/// A type as it is called in running text.
pub(super) struct TypeWord {
    /// Folded.
    phrase: &'static str,
    /// Of a phrase of several words the length of the first and the letter that begins the second.
    second: Option<(usize, u8)>,
    /// Whether it is an abbreviation, good in capitals only.
    abbreviation: bool,
    /// The type it names.
    pub doc_type: Option<DocType>,
    /// Which short forms (`Nghị quyết 76`) it may begin.
    pub short: Short,
}

/// When a type word and a serial alone cite a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Short {
    /// Usual for this type.
    Usual,
    /// Where the words around leave no doubt.
    Sure,
    /// After the full citation, or with "số".
    Known,
}

/// Folded phrase, name of the type, short forms. The longer of two that begin alike stands first.
const PHRASES: &[(&str, &str, Short)] = &[
    ("bao cao tham tra", "Báo cáo", Short::Known),
    ("bao cao tham dinh", "Báo cáo", Short::Known),
    ("bao cao", "Báo cáo", Short::Known),
    ("ban ghi nho", "Bản ghi nhớ", Short::Known),
    ("ban thoa thuan", "Bản thỏa thuận", Short::Known),
    ("bien ban", "Biên bản", Short::Known),
    ("bo luat", "Bộ luật", Short::Known),
    ("chi thi", "Chỉ thị", Short::Usual),
    ("chien luoc", "Chiến lược", Short::Known),
    ("chuong trinh hanh dong", "Chương trình hành động", Short::Known),
    ("chuong trinh phoi hop", "Chương trình", Short::Known),
    ("chuong trinh", "Chương trình", Short::Known),
    ("cong dien khan", "Công điện", Short::Known),
    ("cong dien hoa toc", "Công điện", Short::Known),
    ("cong dien", "Công điện", Short::Known),
    ("cong van hoa toc", "Công văn", Short::Known),
    ("cong van khan", "Công văn", Short::Known),
    ("cong van", "Công văn", Short::Known),
    ("de an", "Đề án", Short::Usual),
    ("dieu le", "Điều lệ", Short::Known),
    ("du an", "Dự án", Short::Known),
    ("giay gioi thieu", "Giấy giới thiệu", Short::Known),
    ("giay moi", "Giấy mời", Short::Known),
    ("giay nghi phep", "Giấy nghỉ phép", Short::Known),
    ("giay uy quyen", "Giấy ủy quyền", Short::Known),
    ("huong dan lien nganh", "Hướng dẫn", Short::Known),
    ("huong dan lien tich", "Hướng dẫn", Short::Known),
    ("huong dan", "Hướng dẫn", Short::Known),
    ("ke hoach hanh dong", "Kế hoạch", Short::Known),
    ("ke hoach lien tich", "Kế hoạch", Short::Known),
    ("ke hoach lien nganh", "Kế hoạch", Short::Known),
    ("ke hoach phoi hop", "Kế hoạch", Short::Known),
    ("ke hoach", "Kế hoạch", Short::Known),
    ("ket luan thanh tra", "Kết luận", Short::Known),
    ("ket luan kiem tra", "Kết luận", Short::Known),
    ("ket luan", "Kết luận", Short::Sure),
    ("lenh", "Lệnh", Short::Known),
    ("loi keu goi", "Lời kêu gọi", Short::Known),
    ("luat", "Luật", Short::Known),
    ("nghi dinh", "Nghị định", Short::Usual),
    ("nghi quyet lien tich", "Nghị quyết liên tịch", Short::Known),
    ("nghi quyet chuyen de", "Nghị quyết", Short::Known),
    ("nghi quyet", "Nghị quyết", Short::Usual),
    ("noi quy", "Nội quy", Short::Known),
    ("phap lenh", "Pháp lệnh", Short::Known),
    ("phieu bao", "Phiếu báo", Short::Known),
    ("phieu chuyen", "Phiếu chuyển", Short::Known),
    ("phieu gui", "Phiếu gửi", Short::Known),
    ("phieu trinh", "Phiếu trình", Short::Known),
    ("phuong an", "Phương án", Short::Known),
    ("quy che phoi hop", "Quy chế", Short::Known),
    ("quy che", "Quy chế", Short::Known),
    ("quy dinh", "Quy định", Short::Sure),
    ("quyet dinh", "Quyết định", Short::Sure),
    ("sac lenh", "Sắc lệnh", Short::Known),
    ("sac luat", "Sắc luật", Short::Known),
    ("thong bao ket luan thanh tra", "Thông báo", Short::Known),
    ("thong bao ket luan kiem tra", "Thông báo", Short::Known),
    ("thong bao ket luan", "Thông báo", Short::Known),
    ("thong bao", "Thông báo", Short::Known),
    ("thong cao", "Thông cáo", Short::Known),
    ("thong tri", "Thông tri", Short::Known),
    ("thong tu lien tich", "Thông tư liên tịch", Short::Known),
    ("thong tu lien bo", "Thông tư liên tịch", Short::Known),
    ("thong tu", "Thông tư", Short::Usual),
    ("thu cong", "Thư công", Short::Known),
    ("to trinh", "Tờ trình", Short::Known),
    ("van ban hop nhat", "Văn bản hợp nhất", Short::Known),
    ("van ban", "Văn bản", Short::Known),
];

const ABBREVIATIONS: &[(&str, &str)] = &[
    ("bc", "Báo cáo"),
    ("cd", "Công điện"),
    ("ctr", "Chương trình"),
    ("ct", "Chỉ thị"),
    ("cv", "Công văn"),
    ("hd", "Hướng dẫn"),
    ("kh", "Kế hoạch"),
    ("kl", "Kết luận"),
    ("nd", "Nghị định"),
    ("nq", "Nghị quyết"),
    ("qd", "Quyết định"),
    ("tb", "Thông báo"),
    ("ttlt", "Thông tư liên tịch"),
    ("ttr", "Tờ trình"),
    ("tt", "Thông tư"),
    ("vbhn", "Văn bản hợp nhất"),
    ("vb", "Văn bản"),
];

static BY_LETTER: LazyLock<[Vec<TypeWord>; 26]> = LazyLock::new(|| {
    let phrases = PHRASES.iter().map(|&(phrase, name, short)| (phrase, name, short, false));
    let short = ABBREVIATIONS.iter().map(|&(phrase, name)| (phrase, name, Short::Known, true));
    let mut table: [Vec<TypeWord>; 26] = Default::default();
    for (phrase, name, short, abbreviation) in phrases.chain(short) {
        let doc_type = DocType::all().find(|it| it.name() == name);
        let row = phrase.bytes().next().and_then(|it| table.get_mut(usize::from(it.wrapping_sub(b'a'))));
        if let Some(row) = row {
            let second = phrase.find(' ').map(|at| (at, phrase.as_bytes()[at + 1]));
            row.push(TypeWord { phrase, second, abbreviation, doc_type, short });
        }
    }
    table
});

/// The words that begin type words.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    PHRASES.iter().map(|it| it.0).chain(ABBREVIATIONS.iter().map(|it| it.0))
}

/// The type word that begins here, and where it ends. Digits may be glued to it, letters not.
pub(super) fn type_word(plain: &Plain, at: usize) -> Option<(&'static TypeWord, usize)> {
    let table: &'static [Vec<TypeWord>; 26] = &BY_LETTER;
    let row = table.get(usize::from(plain.byte(at).wrapping_sub(b'a')))?;
    let first_end = plain.letters(at);
    let next = plain.byte(plain.gap(first_end));
    row.iter().find_map(|it| {
        if it.second.is_some_and(|(len, letter)| at + len != first_end || letter != next) {
            return None;
        }
        let end = plain.phrase(at, it.phrase).filter(|&end| ends_word(plain, end))?;
        let capitals = || (at..end).filter(|&it| plain.has(it, UPPER)).count() >= 2 && plain.has(at, UPPER);
        (!it.abbreviation || capitals()).then_some((it, end))
    })
}

/// Whether a word ends here; "số" before a digit may be glued to it.
fn ends_word(plain: &Plain, end: usize) -> bool {
    let next = || so(plain, end).map(|it| plain.gap(it));
    !is_letter(plain.byte(end)) || next().is_some_and(|it| plain.byte(it).is_ascii_digit())
}

impl TypeWord {
    /// Whether it names this type.
    pub(super) fn is(&self, name: &str) -> bool {
        self.doc_type.is_some_and(|it| it.name() == name)
    }

    /// Whether it may name a letter, which carries no code of its type.
    pub(super) fn is_letter(&self) -> bool {
        self.is("Công văn") || self.is("Văn bản") || self.is("Thư công")
    }

    /// The type's name and whether it is written here with its marks, or here without any.
    pub(super) fn is_exact(&self, plain: &Plain, at: usize, end: usize) -> bool {
        let name: String = self.doc_type.map_or_else(String::new, |it| it.name().to_lowercase());
        let typed = crate::text::key(&plain.spelled(at..end));
        let known = crate::text::key(&name);
        typed.starts_with(&known)
            || (crate::text::unmarked(&typed) && self.phrase.starts_with(typed.as_str()))
    }
}

/// Phrases that are told apart by their marks: "từ" ends a name, "tự" does not.
pub(super) struct Phrases(Vec<(String, &'static str)>);

impl Phrases {
    pub(super) fn new(phrases: &[&'static str]) -> Self {
        Self(phrases.iter().map(|it| (fold(it), *it)).collect())
    }

    /// Where the first phrase that stands here ends, with its marks or without any.
    pub(super) fn find(&self, plain: &Plain, at: usize) -> Option<usize> {
        self.0.iter().find_map(|(folded, marked)| {
            let end = plain.words(at, folded)?;
            (plain.flags(at..end) & MARK == 0 || typed_as(plain, at, end, marked)).then_some(end)
        })
    }

    /// The same with its marks only: NĂM, not the NAM of HÀ NAM.
    pub(super) fn find_marked(&self, plain: &Plain, at: usize) -> Option<usize> {
        self.0.iter().find_map(|(folded, marked)| {
            let end = plain.words(at, folded)?;
            typed_as(plain, at, end, marked).then_some(end)
        })
    }
}

fn typed_as(plain: &Plain, at: usize, end: usize, marked: &str) -> bool {
    crate::text::key(&plain.spelled(at..end)) == crate::text::key(marked)
}

/// "số", "số:" or nothing, then where the number should begin. "số" may be glued to it.
pub(super) fn so(plain: &Plain, at: usize) -> Option<usize> {
    let end = plain.phrase(at, "so").filter(|&end| !is_letter(plain.byte(end)))?;
    let colon = plain.gap(end);
    let end = if matches!(plain.byte(colon), b':' | b'.') && plain.byte(colon + 1) != b'.' {
        colon + 1
    } else {
        end
    };
    Some(end)
}
