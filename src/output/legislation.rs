//! Structured data of a legal document (schema.org `Legislation`).

use serde_json::{Value, json};

use crate::site::legal_values::{DocumentValue, RelationGroup};

/// Structured data (schema.org `Legislation`): its facts, and what it does to others.
pub(super) fn json_ld(document: &DocumentValue, relations: &[RelationGroup], origin: &str) -> Value {
    let issuer = if document.issuer.url.is_empty() {
        json!({"@type": "Organization", "name": document.issuer.title})
    } else {
        json!({"@type": "GovernmentOrganization", "name": document.issuer.title, "url": format!("{origin}{}", document.issuer.url)})
    };
    let force = match document.state_key {
        Some("in-force") => Some("https://schema.org/InForce"),
        Some("partly") => Some("https://schema.org/PartiallyInForce"),
        Some("unknown" | "draft") | None => None,
        Some(_) => Some("https://schema.org/NotInForce"),
    };
    let others = |keys: &[&str]| {
        let groups = relations.iter().filter(|it| keys.contains(&it.key));
        let items = groups.flat_map(|it| &it.items).map(|it| match &it.url {
            // The other document tells its own facts on its own page.
            Some(url) => json!({"@id": format!("{origin}{url}")}),
            None => json!({"@type": "CreativeWork", "name": it.name}),
        });
        Some(items.collect::<Vec<_>>()).filter(|it| !it.is_empty())
    };
    let mut data = json!({
        "name": document.citation,
        "legislationIdentifier": document.number.as_ref().unwrap_or(&document.name),
        "legislationType": document.doc_type,
        "legislationDate": document.issued.as_ref().map(|it| &it.iso),
        "legislationPassedBy": issuer,
        "legislationJurisdiction": "VN",
        "legislationLegalForce": force,
        "inLanguage": "vi",
        "identifier": document.eli.as_ref().map(|it| json!({"@type": "PropertyValue", "propertyID": "eli", "value": it})),
        "sameAs": document.official_url,
        "legislationChanges": others(&["amends", "replaces", "suspends", "corrects"]),
        "legislationRepeals": others(&["repeals"]),
        "isBasedOn": others(&["based_on", "implements", "guides"]),
        "isPartOf": others(&["issued_with"]),
    });
    if let Some(facts) = data.as_object_mut() {
        facts.retain(|_, it| !it.is_null());
    }
    data
}
