//! Why files are written: what each was made of in the last build, beside what it is made of now.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    diag::{Lang, Words},
    output::{File, Frame},
    theme::Theme,
    words,
};

/// The note in which it is kept.
pub(super) const NOTE: &str = "inputs";

/// Of each file its inputs: what pages share, the template, and those of its view, in order. Short fingerprints: they explain,
/// and decide nothing.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Inputs(BTreeMap<String, Vec<u32>>);

/// Why a file was written or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The site did not have it.
    New,
    /// The site no longer has it.
    Gone,
    /// It was changed or removed by someone else.
    Altered,
    /// These of its inputs have changed.
    Inputs(Vec<&'static str>),
    /// It is not known what it was made of before.
    Unknown,
}

impl Inputs {
    /// Those of all files.
    pub(super) fn of(files: &[File<'_>], frame: &Frame, theme: &Theme) -> Self {
        Self(files.iter().map(|it| (it.route.to_string(), inputs(it, frame, theme).1)).collect())
    }

    /// Those of a note; none where it cannot be read.
    pub(super) fn read(bytes: Option<Vec<u8>>) -> Self {
        bytes.and_then(|it| postcard::from_bytes(&it).ok()).unwrap_or_default()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Why a file is made again that stood there before.
    pub(super) fn why(&self, file: &File<'_>, frame: &Frame, theme: &Theme) -> Why {
        let Some(before) = self.0.get(file.route.as_str()) else { return Why::Unknown };
        let (names, now) = inputs(file, frame, theme);
        if before.len() != now.len() {
            return Why::Unknown;
        }
        let differ = names.into_iter().zip(before.iter().zip(now)).filter(|(_, (then, now))| *then != now);
        let differ: Vec<&'static str> = differ.map(|it| it.0).collect();
        match (differ.is_empty(), file.view.prose()) {
            (false, _) => Why::Inputs(differ),
            (true, Some(_)) => Why::Inputs(vec!["prose"]),
            (true, None) => Why::Altered,
        }
    }
}

fn inputs(file: &File<'_>, frame: &Frame, theme: &Theme) -> (Vec<&'static str>, Vec<u32>) {
    let template = file.view.template().map_or(0, |it| theme.closure(it).short());
    let (mut names, mut all) = (vec!["frame", "template"], vec![frame.fp().short(), template]);
    file.view.inputs(&mut |name, fp| {
        names.push(name);
        all.push(fp.short());
    });
    (names, all)
}

impl Why {
    /// In words.
    pub fn words(&self, lang: Lang) -> String {
        let words = match self {
            Self::New => words!("tệp mới", "new"),
            Self::Gone => words!("trang không còn tệp này", "the site no longer has it"),
            Self::Altered => {
                words!("tệp đã bị sửa hoặc xóa ngoài bantin", "it was changed or removed by hand")
            }
            Self::Unknown => words!("chưa rõ lần trước làm từ gì", "it is not known what it was made of"),
            Self::Inputs(names) => {
                let names = |lang: Lang| names.iter().map(|it| name(it, lang)).collect::<Vec<_>>().join(", ");
                let (vi, en) = (names(Lang::Vi), names(Lang::En));
                Words { vi: format!("đổi: {vi}"), en: format!("changed: {en}") }
            }
        };
        words.get(lang).to_owned()
    }
}

/// An input in words; its name where it has none.
fn name(input: &'static str, lang: Lang) -> &'static str {
    let names = NAMES.iter().find(|it| it.0 == input);
    names.map_or(input, |it| if lang == Lang::Vi { it.1 } else { it.2 })
}

const NAMES: &[(&str, &str, &str)] = &[
    ("file", "tệp nguồn", "the file"),
    ("search", "nội dung bài có trong chỉ mục tìm kiếm", "the prose of a page in the search index"),
    ("frame", "phần chung của mọi trang", "what all pages share"),
    ("template", "mẫu giao diện", "the template"),
    ("prose", "nội dung bài", "the prose"),
    ("card", "tiêu đề, ngày, tóm tắt hoặc chuyên mục", "title, date, summary or section"),
    ("head", "tiêu đề hoặc mô tả cho máy tìm kiếm", "title or description for search engines"),
    ("references", "văn bản được viện dẫn", "the documents referred to"),
    ("plans", "kế hoạch", "the plans"),
    ("newer", "bài mới hơn", "the newer article"),
    ("older", "bài cũ hơn", "the older article"),
    ("related", "bài liên quan", "related articles"),
    ("items", "danh sách bài", "the list"),
    ("pager", "các trang của danh sách", "the pages of the list"),
    ("documents", "danh sách văn bản", "the documents"),
    ("document", "thông tin văn bản", "the document"),
    ("cited_by", "bài viện dẫn", "who cites it"),
    ("topics", "chủ đề", "the topics"),
    ("units", "cơ quan", "the units"),
    ("authors", "tác giả", "the authors"),
    ("count", "số bài", "the number of articles"),
    ("newest", "bài mới nhất", "the newest articles"),
    ("lines", "danh sách địa chỉ", "the addresses"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_why_in_words() {
        assert_eq!(Why::New.words(Lang::Vi), "tệp mới");
        let why = Why::Inputs(vec!["card", "newer", "weeks"]);
        assert_eq!(why.words(Lang::Vi), "đổi: tiêu đề, ngày, tóm tắt hoặc chuyên mục, bài mới hơn, weeks");
        assert_eq!(why.words(Lang::En), "changed: title, date, summary or section, the newer article, weeks");
    }
}
