//! A new document file from a citation, or from a sentence that has one.

use crate::{
    diag::Words,
    legal::{
        Citation, Context, Form, Lexicon, Reference, Register, id, issuer::Issuer, parse_reference,
        place::Place, scan,
    },
    text::{capital, date::format_short, yaml::quoted},
    words,
};

/// A document as far as a citation tells.
#[derive(Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id, the name of its file.
    pub id: String,
    /// The text of its file.
    pub text: String,
    /// Names of the required fields that the citation does not tell.
    pub missing: Vec<Words>,
}

/// Reads `written`. `home` is where the site is at home: `UBND tỉnh` means that of its province.
///
/// Fails with a sentence where nothing in it can be recognised, or the register has the document.
pub fn draft(written: &str, register: &Register, home: Option<&Place>) -> Result<Draft, Words> {
    let (citation, subject) = read(written);
    let named = matches!(citation.form, Form::Numbered | Form::Named);
    let Some(doc_type) = citation.doc_type.filter(|_| named) else {
        return Err(words!(
            "không nhận ra văn bản nào trong \"{written}\"; viết loại, số, ngày và cơ quan ban hành",
            "no document is recognised in \"{written}\"; write type, number, date and issuer"
        ));
    };
    let context = Context { place: home.cloned(), ..Context::default() };
    if let Some(known) = register.resolve(&citation, &context).one() {
        let id = &register.entries()[known].id;
        return Err(words!("danh mục đã có văn bản này: {id}", "the register has it already: {id}"));
    }
    let issuer = citation.issuer.as_deref().map(|it| Issuer::read(it).at(home));
    let title = subject.or_else(|| citation.name.clone());
    let mut missing = Vec::new();
    let mut text = String::from("---\n");
    let mut field = |key: &str, value: Option<String>, lack: Option<Words>| match (value, lack) {
        (Some(value), _) => text.push_str(&format!("{key}: {}\n", quoted(&value))),
        (None, Some(lack)) => {
            text.push_str(&format!("# {}\n{key}:\n", capital(&lack.vi)));
            missing.push(lack);
        }
        (None, None) => {}
    };
    field("number", citation.number.clone(), None);
    field("type", Some(doc_type.name().to_owned()), None);
    field("issuer", citation.issuer.as_deref().map(capital), Some(words!("cơ quan ban hành", "issuer")));
    field("issued", citation.date.map(format_short), Some(words!("ngày ban hành", "date of issue")));
    field("title", title.map(|it| capital(&it)), Some(words!("trích yếu", "subject")));
    text.push_str("---\n");
    let issuer = issuer.unwrap_or_else(|| Issuer::read(""));
    let number = citation.number.as_deref();
    let id = match (number, &citation.name) {
        (None, Some(name)) => crate::text::slug(name),
        _ => id::of(number, doc_type, &issuer, citation.date),
    };
    Ok(Draft { id, text, missing })
}

/// The first citation with a number or a law's name, and its subject.
fn read(written: &str) -> (Citation, Option<String>) {
    let found = scan(written, &Lexicon::default());
    let numbered = |it: &&Citation| it.form == Form::Numbered && it.doc_type.is_some();
    let chosen = found.iter().find(numbered).or_else(|| found.iter().find(|it| it.form == Form::Named));
    // As front matter and the importer write it: number, issuer, date.
    if let (Some(found), Reference::Cited(typed)) = (chosen, parse_reference(written))
        && found.number == typed.number
        && (&found.issuer, found.date) == (&None, None)
        && (typed.issuer.is_some() || typed.date.is_some())
    {
        return (typed, None);
    }
    if let Some(citation) = chosen {
        let subject = subject(written, citation);
        return (citation.clone(), subject);
    }
    match parse_reference(written) {
        Reference::Cited(citation) => (citation, None),
        Reference::Id(id) => (parse_name(id), None),
    }
}

/// An id says nothing that could be recorded.
fn parse_name(id: String) -> Citation {
    Citation {
        span: 0..0,
        full_span: 0..0,
        form: Form::Titled,
        doc_type: None,
        number: None,
        name: Some(id),
        date: None,
        year: None,
        issuer: None,
        by: None,
        pinpoint: None,
        repairs: Vec::new(),
    }
}

/// What stands behind date and issuer: `về …`.
fn subject(written: &str, citation: &Citation) -> Option<String> {
    let tail = written.get(citation.span.end..citation.full_span.end)?;
    let tail = match citation.issuer.as_ref().and_then(|it| tail.split_once(it.as_str())) {
        Some((_, after)) => after,
        None => {
            // Without an issuer the subject begins with its own word.
            let starts =
                ["về ", "ban hành ", "phê duyệt ", "quy định ", "hướng dẫn ", "sửa đổi", "triển khai "];
            let at = starts.iter().filter_map(|it| tail.find(it)).min()?;
            &tail[at..]
        }
    };
    let words = tail.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches([' ', ',', '.', ';', '(', ')', '"', '“', '”', ':']);
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, id: &str, lines: &[&str], missing: usize) {
        let draft = draft(written, &Register::default(), None).unwrap();
        let text: Vec<&str> = draft.text.lines().filter(|it| *it != "---").collect();
        assert_eq!((draft.id.as_str(), text, draft.missing.len()), (id, lines.to_vec(), missing));
    }

    #[test]
    fn records_what_a_sentence_tells() {
        check(
            "Thực hiện Kế hoạch số 855/KH-UBND ngày 28/02/2024 của UBND tỉnh Ninh Thuận về thông tin, tuyên truyền năm 2024.",
            "ke-hoach-855-kh-ubnd-ninh-thuan-2024",
            &[
                "number: \"855/KH-UBND\"",
                "type: \"Kế hoạch\"",
                "issuer: \"UBND tỉnh Ninh Thuận\"",
                "issued: \"28/02/2024\"",
                "title: \"Về thông tin, tuyên truyền năm 2024\"",
            ],
            0,
        );
    }

    #[test]
    fn records_what_a_reference_tells() {
        check(
            "2074/QĐ-UBND, UBND tỉnh Quảng Ngãi, 20/12/2021",
            "quyet-dinh-2074-qd-ubnd-quang-ngai-2021",
            &[
                "number: \"2074/QĐ-UBND\"",
                "type: \"Quyết định\"",
                "issuer: \"UBND tỉnh Quảng Ngãi\"",
                "issued: \"20/12/2021\"",
                "# Trích yếu",
                "title:",
            ],
            1,
        );
    }

    #[test]
    fn says_what_is_missing() {
        check(
            "Nghị định 63/2010/NĐ-CP",
            "nghi-dinh-63-2010-nd-cp",
            &[
                "number: \"63/2010/NĐ-CP\"",
                "type: \"Nghị định\"",
                "# Cơ quan ban hành",
                "issuer:",
                "# Ngày ban hành",
                "issued:",
                "# Trích yếu",
                "title:",
            ],
            3,
        );
        assert!(draft("cải cách hành chính", &Register::default(), None).is_err());
    }
}
