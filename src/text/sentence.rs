//! Sentences of Vietnamese prose, and excerpts made of whole ones.
//!
//! A sentence ends at `.`, `!`, `?` or `…` before a space and no small letter. A point does *not* end one after
//! an abbreviation (`TP.`, `ThS.`), an initial (`V. An`) or the number of an item (`1. Mục đích`).

use crate::text::fold::is_mark;

/// Abbreviations written with a point before the name they belong to, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "tp", "tp.hcm", "tx", "tt", "q", "p", "kp", "đc", "đ/c", "ths", "ths.bs", "ts", "ts.bs", "pgs", "pgs.ts",
    "gs", "gs.ts", "gsts", "bs", "bs.cki", "bs.ckii", "ks", "cn", "ktv", "ls", "nsnd", "nsưt", "mr", "mrs",
    "ms", "dr", "vd", "tr", "đt", "tel", "fax",
];

/// The sentences of `text` in order, trimmed. A blank line ends one too. Linear.
///
/// ```
/// # use bantin::text::sentence::sentences;
/// let found = sentences("UBND TP. Thủ Đức nhận 1.500 hồ sơ. Đúng hạn 98%!");
/// assert_eq!(found, ["UBND TP. Thủ Đức nhận 1.500 hồ sơ.", "Đúng hạn 98%!"]);
/// ```
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut breaks = memchr::memchr_iter(b'\n', bytes);
    if breaks.any(|at| matches!(bytes.get(at + 1), Some(b'\n' | b'\r'))) {
        for paragraph in text.split("\n\n").flat_map(|it| it.split("\r\n\r\n")) {
            part(paragraph, &mut found);
        }
    } else {
        part(text, &mut found);
    }
    found
}

/// The sentences of a paragraph.
fn part<'t>(paragraph: &'t str, found: &mut Vec<&'t str>) {
    let mut start = 0;
    let mut push = |sentence: &'t str| {
        let sentence = sentence.trim();
        if !sentence.is_empty() {
            found.push(sentence);
        }
    };
    for (at, it) in paragraph.bytes().enumerate() {
        let after = match it {
            b'.' | b'!' | b'?' => at + 1,
            0xe2 if paragraph[at..].starts_with('…') => at + '…'.len_utf8(),
            _ => continue,
        };
        let Some(end) = end_of_sentence(paragraph, after) else { continue };
        if it == b'.' && goes_on(&paragraph[start..at]) {
            continue;
        }
        if after > start {
            push(&paragraph[start..end]);
            start = end;
        }
    }
    push(&paragraph[start..]);
}

/// Where the closing quotes after a full stop end, if a new sentence may begin behind them.
fn end_of_sentence(text: &str, after: usize) -> Option<usize> {
    let rest = text[after..].trim_start_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let next = rest.chars().next();
    let begins = rest.trim_start().trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[']).chars().next();
    let closed = next.is_none_or(char::is_whitespace) && !begins.is_some_and(char::is_lowercase);
    closed.then_some(text.len() - rest.len())
}

/// Whether a point after `before`, the sentence so far, belongs to its last word.
fn goes_on(before: &str) -> bool {
    let word = before
        .rsplit(|it: char| it.is_whitespace() || matches!(it, '(' | '"' | '“'))
        .next()
        .unwrap_or_default();
    let item = before.trim() == word && word.len() <= 3 && word.bytes().all(|it| it.is_ascii_digit());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    item || initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// The beginning of `text` on one line, at most `max_chars` characters: whole sentences where they fill a third of
/// that, else cut after a word, with `…`.
pub fn excerpt(text: &str, max_chars: usize) -> String {
    // A few words more than can be shown are enough to know where the last sentence ends.
    let (mut line, mut n_chars) = (String::new(), 0);
    for word in text.split_whitespace() {
        if n_chars > max_chars * 2 {
            break;
        }
        line.extend(std::iter::repeat_n(' ', usize::from(!line.is_empty())));
        line.push_str(word);
        n_chars += word.chars().count() + 1;
    }
    if line.chars().count() <= max_chars {
        return line;
    }
    let (mut whole, mut n_chars) = (String::new(), 0);
    for sentence in sentences(&line) {
        let space = usize::from(!whole.is_empty());
        n_chars += sentence.chars().count() + space;
        if n_chars > max_chars {
            break;
        }
        whole.extend(std::iter::repeat_n(' ', space));
        whole.push_str(sentence);
    }
    if whole.chars().count() * 3 >= max_chars {
        return whole;
    }
    cut(&line, max_chars)
}

fn cut(line: &str, max_chars: usize) -> String {
    let Some(room) = max_chars.checked_sub(1) else { return String::new() };
    let Some((end, next)) = line.char_indices().nth(room) else { return line.to_owned() };
    let mut head = &line[..end];
    if !next.is_whitespace() {
        if let Some(space) = head.rfind(' ') {
            head = &head[..space];
        } else if is_mark(next) {
            head = head.trim_end_matches(is_mark);
            head = head.char_indices().next_back().map_or("", |(last, _)| &head[..last]);
        }
    }
    format!("{}…", head.trim_end_matches([' ', ',', ';', ':', '-', '–', '.', '(', '“', '"']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(sentences(text), expected);
    }

    #[test]
    fn ends_at_full_stops() {
        check("Một. Hai! Ba? Bốn… Năm", &["Một.", "Hai!", "Ba?", "Bốn…", "Năm"]);
        check("Ông nói: “Rất nhanh.” Bà gật đầu.", &["Ông nói: “Rất nhanh.”", "Bà gật đầu."]);
        check("Một\nhai.\n\nBa", &["Một\nhai.", "Ba"]);
        check("Giảm còn 5. Đạt 100%.", &["Giảm còn 5.", "Đạt 100%."]);
        check("  ", &[]);
    }

    #[test]
    fn goes_on_after_abbreviations_numbers_and_dates() {
        for text in [
            "UBND TP. Hồ Chí Minh và Q. 1, P. Bến Nghé.",
            "PGS.TS. Nguyễn V. An và ThS. Lê Bình phát biểu.",
            "Có 1.500 hồ sơ ngày 5.6.2025 theo 66.7/2025/NQ-CP.",
            "1. Mục đích, yêu cầu.",
            "Gồm tờ khai, bản sao, v.v. và lệ phí.",
            "“Nhanh quá!” bà nói... rồi cười.",
        ] {
            check(text, &[text]);
        }
    }

    #[test]
    fn excerpts_whole_sentences_where_they_fit() {
        #[track_caller]
        fn check(text: &str, max: usize, expected: &str) {
            assert_eq!(excerpt(text, max), expected);
            assert!(expected.chars().count() <= max);
        }
        check("Một cửa.  Một\nlần.", 99, "Một cửa. Một lần.");
        check("Câu thứ nhất. Câu thứ hai. Câu thứ ba.", 27, "Câu thứ nhất. Câu thứ hai.");
        check("Vậy. Một câu rất dài không thể nào vừa được.", 30, "Vậy. Một câu rất dài không…");
        check("cải cách hành chính", 9, "cải cách…");
        check("cải cách, hành chính", 12, "cải cách…");
        check("dàiiiiiiiiiiiiiiii", 5, "dàii…");
        check("một hai", 0, "");
    }

    proptest! {
        #[test]
        fn never_longer_than_asked(text in "(\\PC|[ .!?\n“”]){0,60}", max in 0_usize..40) {
            prop_assert!(excerpt(&text, max).chars().count() <= max);
            let joined: String = sentences(&text).concat().split_whitespace().collect();
            let all: String = text.split_whitespace().collect();
            prop_assert_eq!(joined, all);
        }
    }
}
