//! A number as it was written, and as it should be: what lints show and `bantin check --fix` writes.

use std::ops::Range;

use crate::{
    diag::{At, Pos},
    kind::Meta,
    legal::{Citation, Form, number},
    source::Entry,
};

/// What is wrong with a number, from letters that only look right to signs that stand in the wrong place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// Letters of another alphabet, or the Icelandic Ð.
    Letters,
    /// Spaces, dashes and slashes.
    Signs,
}

/// A number as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Bytes of the text, which is in NFC.
    pub range: Range<usize>,
    /// What should stand there.
    pub right: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// The number in `text`, a citation or a field, if it can be corrected without a guess.
pub fn slip(text: &str) -> Option<Slip> {
    corrected(text).filter(|it| it.right != text[it.range.clone()])
}

/// The number in `text` and how it should be written, the same where nothing is wrong. Letter case and marks are left to
/// the writer.
pub fn corrected(text: &str) -> Option<Slip> {
    let ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, it)| it.is_alphanumeric())
        .map(|(at, it)| at + it.len_utf8())
        .collect();
    let digits = text.char_indices().filter(|(_, it)| it.is_ascii_digit()).map(|(at, _)| at);
    let starts = digits.filter(|at| !text[..*at].ends_with(|it: char| it.is_ascii_digit()));
    let found = starts.into_iter().find_map(|start| {
        let longest = ends.iter().rev().take_while(|end| **end > start);
        longest.into_iter().find_map(|end| Some((start..*end, number::parse(&text[start..*end])?.text)))
    });
    let (range, official) = found?;
    let written = &text[range.clone()];
    let lettered: String = written.chars().map(letter).collect();
    // Only what letters and signs explain: another case or other marks are the writer's.
    let bare = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
    let wrong = if lettered == written { Wrong::Signs } else { Wrong::Letters };
    let right = if bare(&lettered) == bare(&official) { official } else { lettered };
    Some(Slip { range, right, wrong })
}

/// The Latin letter that another looks like.
fn letter(it: char) -> char {
    const CYRILLIC: &str = "АВЕКМНОРСТХІавекмнорстхі";
    const LATIN: &str = "ABEKMHOPCTXIabekmhopctxi";
    match it {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        it => {
            let at = CYRILLIC.chars().position(|known| known == it);
            at.and_then(|at| LATIN.chars().nth(at)).unwrap_or(it)
        }
    }
}

/// The texts of an entry that hold one number each, with their places: its own number, the references of its front matter,
/// and those citations of its body that `fits` takes.
pub fn texts(entry: &Entry, fits: fn(&Citation) -> bool) -> Vec<At<&str>> {
    let facts = &entry.facts;
    let own = match &facts.meta {
        Meta::Document(it) => it.number.as_ref(),
        Meta::Plan(it) => it.number.as_ref(),
        _ => None,
    };
    let own = own.map(|it| At::new(it.value.as_str(), it.pos));
    let uses = super::cited::uses(entry).into_iter();
    let uses = uses.map(|it| At::new(it.written.value.as_str(), it.written.pos));
    let is_fit = |it: &Citation| it.form == Form::Numbered && fits(it);
    let cites = facts.cites.iter().filter(|it| is_fit(&it.value.citation));
    let cites = cites.map(|it| At::new(it.value.text.as_str(), it.pos));
    own.into_iter().chain(uses).chain(cites).collect()
}

/// Where a part of a text at `pos` stands; the whole place where the file has more in it than the text.
pub(super) fn part(text: &str, pos: Pos, range: &Range<usize>) -> Pos {
    let count = |it: &str| u32::try_from(it.chars().count()).unwrap_or(u32::MAX);
    let quotes = match pos.len.checked_sub(count(text)) {
        Some(0) => 0,
        // A value in quotes.
        Some(2) => 1,
        _ => return pos,
    };
    Pos {
        line: pos.line,
        column: pos.column + quotes + count(&text[..range.start]),
        len: count(&text[range.clone()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, Wrong)>) {
        let found = slip(text);
        let found = found.as_ref().map(|it| (&text[it.range.clone()], it.right.as_str(), it.wrong));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn corrects_letters_that_only_look_right() {
        check("Nghị định số 63/2010/NÐ-CP", Some(("63/2010/NÐ-CP", "63/2010/NĐ-CP", Wrong::Letters)));
        check("Thông tư 5/2020/TT-BTС", Some(("5/2020/TT-BTС", "5/2020/TT-BTC", Wrong::Letters)));
        check("15/KH-UBND", None);
    }

    #[test]
    fn corrects_signs() {
        check("số 123- KL/TW", Some(("123- KL/TW", "123-KL/TW", Wrong::Signs)));
        check("Quyết định số 1206 /QĐ-TTg ngày", Some(("1206 /QĐ-TTg", "1206/QĐ-TTg", Wrong::Signs)));
        check("76/NQ–CP", Some(("76/NQ–CP", "76/NQ-CP", Wrong::Signs)));
        check("75/2025/NĐ/CP", Some(("75/2025/NĐ/CP", "75/2025/NĐ-CP", Wrong::Signs)));
    }

    #[test]
    fn leaves_case_marks_and_what_is_right_to_the_writer() {
        check("63/2010/nđ-cp", None);
        check("468/QD-TTG", None);
        check("468/QĐ-TTg", None);
        check("Luật Viên chức năm 2010", None);
        check("63/2010/nÐ-cp", Some(("63/2010/nÐ-cp", "63/2010/nĐ-cp", Wrong::Letters)));
    }

    #[test]
    fn finds_nothing_to_correct_twice() {
        for text in ["63/2010/NÐ–CP", "1206 / QÐ-TTg", "63/2010/nÐ-cp"] {
            let once = slip(text).map(|it| it.right).unwrap_or_default();
            assert_eq!(slip(&once), None, "{text} → {once}");
        }
    }
}
