//! Ids of entries: the last part of the address; for rows of the register the id that their number makes.

use super::{Sources, names::AllNames};
use crate::{
    diag::Diagnostic,
    kind::{LegalDocument, Meta},
    legal::{self, DocType, issuer::Issuer},
    source::Facts,
    words,
};

/// One id per entry of the sources.
pub fn assign(sources: &Sources, names: &AllNames, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::with_capacity(sources.entries.len());
    for entry in &sources.entries {
        let facts = &entry.facts;
        let id = match (&facts.common.slug, &facts.meta) {
            (Some(slug), _) => slug.value.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
            (None, Meta::Document(document)) if facts.is_row => register_id(document, names, sources),
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
        ids.push(id);
    }
    ids
}

fn last_part(facts: &Facts) -> String {
    facts.path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The id of a document by its number; its issuer in full where the table gives the id of a unit.
pub fn register_id(document: &LegalDocument, names: &AllNames, sources: &Sources) -> String {
    let issuer = issuer(&document.issuer.value, names, sources);
    let number = document.number.as_ref().map(|it| it.value.as_str());
    let issued = document.issued.as_ref().map(|it| it.value.date);
    let doc_type = DocType::named(&document.doc_type.value);
    match doc_type {
        Some(doc_type) => legal::id::of(number, doc_type, &issuer, issued),
        None => crate::text::slug(&document.subject),
    }
}

/// The issuer that a name or the id of a unit means, with the place of the unit or of the site where it is local.
pub fn issuer(typed: &str, names: &AllNames, sources: &Sources) -> Issuer {
    let home = sources.config.locality.as_deref().and_then(legal::place::find);
    let Some(unit) = names.units.find(typed) else { return Issuer::read(typed).at(home.as_ref()) };
    let name = sources.registries.units[unit].name.clone();
    let above = super::names::places_above(&sources.registries, names, unit);
    let whole: Vec<String> = std::iter::once(name.clone()).chain(above).collect();
    Issuer { name, ..Issuer::read(&whole.join(", ")).at(home.as_ref()) }
}
