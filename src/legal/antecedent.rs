//! The citations of one text together: a later mention leans on the first.
//!
//! Nghị định 30/2020/NĐ-CP asks for date and issuer at the first citation only, so without the earlier ones most
//! later mentions could not be told apart.

use std::collections::HashMap;

use super::{
    Citation, Context, DocType, Form, Register, Resolution, Target,
    issuer::{Issuer, Seat},
    register::match_key,
};

/// What was cited so far. Each row holds what differs once, so that a long text costs no more than its length.
#[derive(Default)]
struct Earlier {
    /// By the whole number.
    numbers: HashMap<String, Vec<Target>>,
    /// By the number and by each of its beginnings: `118`, `118/2025`; with the type.
    beginnings: HashMap<String, Vec<(Option<DocType>, Target)>>,
    /// Whether the text has short forms, which alone mean what begins so.
    has_short: bool,
}

impl Register {
    /// Resolves the citations of one text, in order. A later mention without date and issuer, and a short form, mean
    /// what the same number meant before.
    pub fn resolve_all<'a, C>(&self, citations: C, context: &Context) -> Vec<Resolution>
    where
        C: IntoIterator<Item = &'a Citation>,
        C::IntoIter: Clone,
    {
        let citations = citations.into_iter();
        let mut earlier =
            Earlier { has_short: citations.clone().any(|it| it.form == Form::Short), ..Earlier::default() };
        let mut citations = citations.peekable();
        let mut resolved = Vec::with_capacity(citations.size_hint().0);
        while let Some(citation) = citations.next() {
            let key = citation.number.as_ref().map(|it| match_key(it));
            let again = key.as_deref().and_then(|key| earlier.repeated(citation, key));
            let resolution = again.unwrap_or_else(|| self.resolve(citation, context));
            if let Some(key) = key.filter(|_| citations.peek().is_some()) {
                let of = resolution.one().map(|it| self.entries()[it].doc_type).or(citation.doc_type);
                earlier.add(&key, of, &resolution.target);
            }
            resolved.push(resolution);
        }
        resolved
    }
}

impl Earlier {
    fn add(&mut self, key: &str, doc_type: Option<DocType>, target: &Target) {
        if self.has_short {
            self.add_beginnings(key, doc_type, target);
        }
        match self.numbers.get_mut(key) {
            Some(row) if row.contains(target) => {}
            Some(row) => row.push(target.clone()),
            None => {
                self.numbers.insert(key.to_owned(), vec![target.clone()]);
            }
        }
    }

    fn add_beginnings(&mut self, key: &str, doc_type: Option<DocType>, target: &Target) {
        let ends = key.match_indices(|it: char| !it.is_ascii_alphanumeric() && it != '.').map(|it| it.0);
        for end in ends.chain([key.len()]) {
            let row = self.beginnings.entry(key[..end].to_owned()).or_default();
            if !row.iter().any(|it| (it.0, &it.1) == (doc_type, target)) {
                row.push((doc_type, target.clone()));
            }
        }
    }

    /// What the same number meant earlier in the text. None where it was not cited before, or where this citation
    /// says more by itself.
    fn repeated(&self, citation: &Citation, key: &str) -> Option<Resolution> {
        if citation.date.is_some() || citation.year.is_some() || citation.issuer.is_some() {
            return None;
        }
        let before: Vec<&Target> = match citation.form {
            Form::Numbered => self.numbers.get(key)?.iter().collect(),
            Form::Short => {
                let fits = |it: &&(Option<DocType>, Target)| it.0.is_none() || it.0 == citation.doc_type;
                self.beginnings.get(key)?.iter().filter(fits).map(|it| &it.1).collect()
            }
            _ => return None,
        };
        let last = *before.last()?;
        let by = citation.by.as_deref().filter(|_| citation.form == Form::Numbered).map(Issuer::read);
        if by.is_some_and(|it| !matches!(it.seat, Seat::Central | Seat::Vague)) {
            return None;
        }
        if before.iter().all(|it| *it == last) {
            return Some(Resolution { target: last.clone(), notes: Vec::new() });
        }
        let mut known: Vec<usize> = before.iter().filter_map(|it| it.one()).collect();
        known.sort_unstable();
        known.dedup();
        let missed = before.iter().any(|it| **it == Target::Unknown);
        Some(if missed { Resolution::unknown() } else { Resolution::of(&known, Vec::new()) })
    }
}

#[cfg(test)]
mod tests {
    use crate::legal::{
        Citation, Reference, parse_reference,
        resolve::tests::{context, register, shown},
    };

    #[track_caller]
    fn check_all(written: &[&str], day: &str, home: &str, expected: &[&str]) {
        let register = register();
        let citations: Vec<Citation> = written
            .iter()
            .filter_map(|it| match parse_reference(it) {
                Reference::Cited(it) => Some(it),
                Reference::Id(_) => None,
            })
            .collect();
        let found = register.resolve_all(&citations, &context(day, home));
        let found: Vec<String> = found.iter().map(|it| shown(&register, it)).collect();
        assert_eq!(found, expected, "{written:?}");
    }

    #[test]
    fn later_mentions_mean_what_the_first_one_did() {
        let first = "45/QĐ-TTg ngày 27/3/2021";
        let id = "quyet-dinh-45-qd-ttg-2021";
        check_all(&[first, "45/QĐ-TTg", "Quyết định 45"], "2022-01-01", "", &[id, id, id]);
        check_all(&["Quyết định 45", first], "2022-01-01", "", &["unknown", id]);
        check_all(&[first, "Nghị quyết 45"], "2022-01-01", "", &[id, "unknown"]);
        let other = "45/QĐ-TTg ngày 1/1/2000";
        check_all(&[first, other, "Quyết định 45"], "2022-01-01", "", &[id, "unknown", "unknown"]);
        let guest = "15/KH-UBND, UBND tỉnh Nam Định";
        let id = "ke-hoach-15-kh-ubnd-nam-dinh-2021";
        check_all(&[guest, "15/KH-UBND"], "2022-01-01", "tỉnh Hà Nam", &[id, id]);
        check_all(&["9/2025/NĐ-CP", "Nghị định 9"], "2025-07-01", "", &["nghi-dinh-9-2025-nd-cp"; 2]);
        check_all(&["9/2025/NĐ-CP", "Nghị định 9/2025"], "2025-07-01", "", &["nghi-dinh-9-2025-nd-cp"; 2]);
    }

    #[test]
    fn whoever_acts_in_the_sentence_tells_the_place() {
        #[track_caller]
        fn check(text: &str, expected: &[&str]) {
            let register = register();
            let citations = crate::legal::scan(text, &crate::legal::Lexicon::default());
            let found = register.resolve_all(&citations, &context("2022-01-01", "tỉnh Hà Nam"));
            let found: Vec<String> = found.iter().map(|it| shown(&register, it)).collect();
            assert_eq!(found, expected, "{text}");
        }
        let (home, guest) = ("ke-hoach-15-kh-ubnd-ha-nam-2021", "ke-hoach-15-kh-ubnd-nam-dinh-2021");
        check("Kế hoạch số 15/KH-UBND được triển khai", &[home]);
        check("UBND tỉnh ban hành Kế hoạch số 15/KH-UBND", &[home]);
        check("UBND tỉnh Nam Định đã ban hành Kế hoạch số 15/KH-UBND", &[guest]);
        check("UBND tỉnh Nghệ An vừa có Kế hoạch số 15/KH-UBND", &["unknown"]);
        check("Kế hoạch số 15/KH-UBND tỉnh Nam Định", &[guest]);
        check("Kế hoạch số 15/KH-UBND của Nam Định", &[guest]);
        check("Kế hoạch số 15/KH-UBND (UBND tỉnh Nam Định)", &[guest]);
        check("Kế hoạch số 15/KH-UBND, UBND tỉnh Nam Định cho biết", &[home]);
        check("Kế hoạch số 15/KH-UBND và 20/KH-UBND của UBND tỉnh Nghệ An", &["unknown"; 2]);
        check("UBND tỉnh Nghệ An ban hành Kế hoạch số 20/KH-UBND, số 15/KH-UBND", &["unknown"; 2]);
        check("Kế hoạch số 20/KH-UBND của UBND tỉnh Nghệ An, Kế hoạch số 15/KH-UBND", &["unknown", home]);
        check("Kế hoạch số 15/KH-UBND; UBND tỉnh Nghệ An có Kế hoạch số 15/KH-UBND", &[home, "unknown"]);
    }

    #[test]
    fn many_mentions_are_resolved_in_one_pass() {
        let register = register();
        let text = "45/QĐ-TTg; Quyết định 45 và 9/2025/NĐ-CP; Luật số 3/2025/QH15, ".repeat(4_000);
        let citations = crate::legal::scan(&text, &crate::legal::Lexicon::default());
        let found = register.resolve_all(&citations, &context("2025-07-01", ""));
        assert_eq!(found.len(), 16_000);
    }
}
