//! The end of a plan: `Nơi nhận` and the signature, one below the other or side by side.

use super::{
    lines::{Para, columns},
    phrase::{begins, has, is_capitals, office},
};
use crate::text::fold;

/// What stands at the end.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// Who receives the plan.
    pub(super) recipients: Vec<String>,
    /// `KT. Chủ tịch`, `TM. Ủy ban nhân dân`.
    pub(super) capacity: Vec<String>,
    /// `Phó Chủ tịch`
    pub(super) office: Option<String>,
    /// Name of who signed.
    pub(super) name: Option<String>,
    /// Paragraphs that it holds wholly.
    pub(super) used: Vec<usize>,
    /// Where it begins.
    pub(super) start: usize,
}

/// Offices that sign, folded.
const OFFICES: &[&str] = &[
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "truong phong",
    "pho truong phong",
    "truong ban",
    "pho truong ban",
    "chanh van phong",
    "pho chanh van phong",
    "thu truong",
    "cuc truong",
    "pho cuc truong",
    "bi thu",
    "pho bi thu",
    "chanh thanh tra",
    "bo truong",
    "thu tuong",
    "hieu truong",
    "pho hieu truong",
    "chi cuc truong",
    "vien truong",
    "quyen",
    "tong giam doc",
    "truong",
    "pho",
];

/// Signs of who signs for whom.
const SIGNS: &[&str] = &["tm.", "kt.", "tl.", "tuq.", "q."];

/// Where the end begins, from `from` on; the number of paragraphs where there is none.
pub(super) fn start(paras: &[Para], from: usize) -> usize {
    let is_end = |it: &Para| {
        let parts = columns(&it.raw);
        parts.iter().any(|it| {
            let it = it.replace("**", "");
            begins(&it, &["noi nhan"]) || is_capacity(&it)
        }) && it.cells.is_empty()
    };
    (from..paras.len()).find(|at| is_end(&paras[*at])).unwrap_or(paras.len())
}

fn is_capacity(text: &str) -> bool {
    let folded = fold(text.trim_start_matches('*'));
    let is_sign = SIGNS.iter().any(|it| folded.starts_with(it))
        && text.chars().take(3).filter(|it| it.is_uppercase()).count() >= 1;
    let is_office = OFFICES.iter().any(|it| folded == *it || folded.starts_with(&format!("{it} ")))
        && text.chars().count() < 60;
    is_sign && text.chars().count() < 80 && is_capitals(text) || is_office && is_capitals(text)
}

/// Reads the end.
pub(super) fn read(paras: &[Para], start: usize) -> Tail {
    let mut tail = Tail { start, ..Tail::default() };
    let mut in_list = false;
    for (at, para) in paras.iter().enumerate().skip(start) {
        if begins(&para.text, &["phu luc", "danh muc", "bieu"]) || !para.cells.is_empty() {
            break;
        }
        let parts = columns(&para.raw);
        let is_row = parts.len() > 1;
        let mut is_whole = true;
        for (column, part) in parts.iter().enumerate() {
            let part = part.replace("**", "").replace("__", "");
            let part = part.trim_matches(['*', ' ']);
            is_whole &= tail.part(part, &mut in_list, is_row && column > 0);
        }
        if is_whole {
            tail.used.push(at);
        }
    }
    tail
}

impl Tail {
    /// Reads one line of one column; whether it was understood.
    fn part(&mut self, part: &str, in_list: &mut bool, is_right: bool) -> bool {
        let folded = fold(part);
        if super::head::is_rule(part)
            || folded.contains("da ky")
            || folded.starts_with("(ky")
            || has(part, "dong dau")
        {
            return true;
        }
        if begins(part, &["noi nhan"]) {
            *in_list = true;
            let rest = part.split_once(':').map_or("", |it| it.1);
            for it in rest.split(';').filter(|it| !it.trim().is_empty()) {
                self.recipient(it);
            }
            return true;
        }
        if is_capacity(part) {
            self.signs(part);
            *in_list = false;
            return true;
        }
        let has_sign = part.starts_with(['-', '–', '+', '•', '*']);
        if has_sign && !is_right {
            for it in part.split(';').filter(|it| !it.trim().is_empty()) {
                self.recipient(it);
            }
            *in_list = true;
            return true;
        }
        let is_signed = !self.capacity.is_empty() || self.office.is_some();
        if is_signed && self.name.is_none() && is_name(part) {
            self.name = Some(part.to_owned());
            *in_list = false;
            return true;
        }
        if *in_list && !is_right {
            // The rest of a long line, or a list without dashes.
            match self
                .recipients
                .last_mut()
                .filter(|it| !it.is_empty() && part.starts_with(char::is_lowercase))
            {
                Some(last) => *last = format!("{last} {}", clean(part)),
                None => self.recipient(part),
            }
            return true;
        }
        false
    }

    fn recipient(&mut self, typed: &str) {
        let text = clean(typed);
        if !text.is_empty() {
            self.recipients.push(text);
        }
    }

    fn signs(&mut self, part: &str) {
        let folded = fold(part);
        // Two lines may stand in one: `KT. CHỦ TỊCH PHÓ CHỦ TỊCH`.
        if let Some(at) = part.rfind(" PHÓ ").filter(|_| folded.starts_with("kt.")) {
            self.signs(&part[..at]);
            self.signs(part[at..].trim());
            return;
        }
        if SIGNS.iter().any(|it| folded.starts_with(it)) {
            self.capacity.push(office(part));
        } else if self.office.is_none() {
            self.office = Some(office(part));
        }
    }
}

fn clean(typed: &str) -> String {
    let text = typed.trim().trim_start_matches(['-', '–', '+', '•', '*']).trim();
    text.trim_end_matches([';', '.', ',', ' ', '/']).trim().to_owned()
}

/// Whether a text is the name of a person: two to six words, each with a capital.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word =
        |it: &&str| it.starts_with(char::is_uppercase) && it.chars().all(|c| c.is_alphabetic() || c == '.');
    (2..=6).contains(&words.len()) && words.iter().all(is_word) && !begins(text, &["phu luc", "noi nhan"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::of_text;

    fn read_text(text: &str) -> Tail {
        let paras = of_text(text);
        read(&paras, start(&paras, 0))
    }

    #[test]
    fn reads_recipients_and_signature_side_by_side_or_one_below_the_other() {
        let beside = "Nơi nhận:                     TM. ỦY BAN NHÂN DÂN\n- UBND tỉnh;                  KT. CHỦ TỊCH\n- Như Điều 3;                 PHÓ CHỦ TỊCH\n- Lưu: VT.\n\n                              Trần Văn Bình";
        let below = "Nơi nhận:\n- UBND tỉnh;\n- Như Điều 3;\n- Lưu: VT.\n\n**TM. ỦY BAN NHÂN DÂN\nKT.CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n(Đã ký)\nTrần Văn Bình";
        for text in [beside, below] {
            let tail = read_text(text);
            assert_eq!(tail.recipients, ["UBND tỉnh", "Như Điều 3", "Lưu: VT"], "{text}");
            assert_eq!(tail.capacity, ["TM. Ủy ban nhân dân", "KT. Chủ tịch"], "{text}");
            assert_eq!(
                (tail.office.as_deref(), tail.name.as_deref()),
                (Some("Phó Chủ tịch"), Some("Trần Văn Bình"))
            );
        }
    }
}
