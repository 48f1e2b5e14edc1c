//! The citations of one text together: a later mention leans on the first.
//!
//! Nghị định 30/2020/NĐ-CP asks for date and issuer at the first citation only, so without the earlier ones most
//! later mentions could not be told apart.

use super::{Citation, Context, Form, Register, Resolution, Target, register::match_key};

impl Register {
    /// Resolves the citations of one text, in order. A later mention without date and issuer, and a short form, mean
    /// what the same number meant before.
    pub fn resolve_all(&self, citations: &[Citation], context: &Context) -> Vec<Resolution> {
        let keys: Vec<Option<String>> =
            citations.iter().map(|it| it.number.as_ref().map(|it| match_key(it))).collect();
        let mut done: Vec<Resolution> = Vec::with_capacity(citations.len());
        for (at, citation) in citations.iter().enumerate() {
            let earlier = citations[..at].iter().zip(&keys).zip(&done);
            let earlier = earlier.filter_map(|((it, key), to)| Some((it, key.as_deref()?, to)));
            let again = keys[at].as_deref().and_then(|key| self.repeated(citation, key, earlier));
            let resolution = again.unwrap_or_else(|| self.resolve(citation, context));
            done.push(resolution);
        }
        done
    }

    /// What the same number meant earlier in the text. None where it was not cited before, or where this citation
    /// says more by itself.
    fn repeated<'a>(
        &self,
        citation: &Citation,
        key: &str,
        earlier: impl Iterator<Item = (&'a Citation, &'a str, &'a Resolution)>,
    ) -> Option<Resolution> {
        if citation.date.is_some() || citation.year.is_some() || citation.issuer.is_some() {
            return None;
        }
        let same = |other: &Citation, before: &str, resolution: &Resolution| match citation.form {
            Form::Numbered => before == key,
            Form::Short => {
                let cut = before.strip_prefix(key);
                let type_of = resolution.one().map(|it| self.entries()[it].doc_type).or(other.doc_type);
                cut.is_some_and(|it| !it.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.'))
                    && (type_of.is_none() || type_of == citation.doc_type)
            }
            _ => false,
        };
        let before: Vec<&Resolution> =
            earlier.filter(|(it, key, to)| same(it, key, to)).map(|(_, _, to)| to).collect();
        let last = before.last()?;
        if before.iter().all(|it| it.target == last.target) {
            return Some(Resolution { target: last.target.clone(), notes: Vec::new() });
        }
        let mut known: Vec<usize> = before.iter().filter_map(|it| it.one()).collect();
        known.sort_unstable();
        known.dedup();
        let missed = before.iter().any(|it| it.target == Target::Unknown);
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
    }
}
