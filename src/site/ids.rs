//! Ids of entries: the last part of the address; for rows of the register the id that their number makes.

use super::{Sources, names::AllNames};
use crate::{
    diag::Diagnostic,
    kind::{LegalDocument, Meta},
    legal::{self, DocType, issuer::Issuer, place::Place},
    source::{Entry, Facts},
    words,
};

/// The id of an entry.
pub(super) fn of(
    entry: &Entry,
    names: &AllNames,
    sources: &Sources,
    home: Option<&Place>,
    found: &mut Vec<Diagnostic>,
) -> String {
    let facts = &entry.facts;
    let id = match (&facts.common.slug, &facts.meta) {
        (Some(slug), _) => slug.value.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
        (None, Meta::Document(document)) if facts.is_row => register_id(document, names, sources, home),
        _ => last_part(facts),
    };
    if facts.is_row && id.is_empty() {
        found.push(
            Diagnostic::error(
                "document-no-id",
                words!(
                    "văn bản không có số, cũng không đủ tên để đặt địa chỉ",
                    "the document has neither number nor name to make an address of"
                ),
            )
            .help(words!("điền số ký hiệu, hoặc cột slug", "give its number, or a slug"))
            .at(&entry.file, facts.common.title.pos),
        );
    }
    id
}

fn last_part(facts: &Facts) -> String {
    facts.path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The id of a document by its number; its issuer in full where the table gives the id of a unit.
pub fn register_id(
    document: &LegalDocument,
    names: &AllNames,
    sources: &Sources,
    home: Option<&Place>,
) -> String {
    let issuer = issuer(&document.issuer.value, names, sources, home);
    let number = document.number.as_ref().map(|it| it.value.as_str());
    let issued = document.issued.as_ref().map(|it| it.value.date);
    let doc_type = DocType::named(&document.doc_type.value);
    match doc_type {
        Some(doc_type) => legal::id::of(number, doc_type, &issuer, issued),
        None => crate::text::slug(&document.subject),
    }
}

/// Where the newsroom sits.
pub fn home(sources: &Sources) -> Option<Place> {
    sources.config.locality.as_deref().and_then(legal::place::find)
}

/// The issuer that a name or the id of a unit means, with the place of the unit or of `home` where it is local.
pub fn issuer(typed: &str, names: &AllNames, sources: &Sources, home: Option<&Place>) -> Issuer {
    let Some(unit) = names.units.find(typed) else { return Issuer::read(typed).at(home) };
    let name = sources.registries.units[unit].name.clone();
    let above = super::names::places_above(&sources.registries, names, unit);
    let whole: Vec<String> = std::iter::once(name.clone()).chain(above).collect();
    Issuer { name, ..Issuer::read(&whole.join(", ")).at(home) }
}
