//! The register as data: one record a document, for open data and for commands.

use serde::Serialize;

use super::{EntryId, Site, documents::level_key};
use crate::{
    kind::Meta,
    legal::validity::Relation,
    text::{self, csv},
};

/// The facts of a document. Dates are ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DocumentRecord {
    /// Register id.
    pub id: String,
    /// Number and symbol in official form.
    pub number: Option<String>,
    /// `Nghị quyết`.
    #[serde(rename = "type")]
    pub doc_type: &'static str,
    /// Issuer.
    pub issuer: String,
    /// `central`, `province`, `district`, `commune`.
    pub level: &'static str,
    /// Province of a local issuer, as it was called at the time of issue.
    pub place: Option<String>,
    /// Date of issue.
    pub issued: Option<String>,
    /// In force from.
    pub effective: Option<String>,
    /// No longer in force from.
    pub expires: Option<String>,
    /// The subject.
    pub title: String,
    /// Other names in use.
    pub known_as: Vec<String>,
    /// Field of administration.
    pub field: Option<String>,
    /// `in-force`.
    pub state: &'static str,
    /// `còn hiệu lực`.
    pub state_name: &'static str,
    /// Since when, or from when for what is not yet in force.
    pub state_since: Option<String>,
    /// Id of the document that brought the state about.
    pub state_by: Option<String>,
    /// What it does to other documents.
    pub relations: Vec<RelationRecord>,
    /// Where the official text is.
    pub official_url: Option<String>,
    /// Its page.
    pub url: String,
}

/// What a document does to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RelationRecord {
    /// `replaces`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Register id; absent for what the register lacks.
    pub document: Option<String>,
    /// Its number, or as the author wrote it.
    pub number: String,
    /// Only this provision.
    pub provision: Option<String>,
    /// From when, where the author says so.
    pub from: Option<String>,
}

/// Every document of the register, by id.
pub fn documents(site: &Site<'_>) -> Vec<DocumentRecord> {
    let mut records: Vec<DocumentRecord> =
        site.graph.legal.documents.keys().filter_map(|id| document(site, *id)).collect();
    records.sort_by(|a, b| a.id.cmp(&b.id));
    records
}

/// The record of a document.
pub fn document(site: &Site<'_>, id: EntryId) -> Option<DocumentRecord> {
    let legal = &site.graph.legal;
    let node = legal.document(id)?;
    let entry = &legal.register().entries()[node.place_in_register];
    let status = legal.status(node.place_in_register, site.clock.today());
    let (field, official_url) = match &site.entry(id).facts.meta {
        Meta::Document(it) => (it.field.clone(), it.official_url.clone()),
        _ => (None, None),
    };
    let iso = |it: Option<jiff::civil::Date>| it.map(|it| it.to_string());
    let relations = legal.references(id).iter().filter_map(|it| {
        let other = it.target.map(|it| &legal.register().entries()[it]);
        Some(RelationRecord {
            kind: Relation::of_key(it.role)?.key(),
            document: other.map(|it| it.id.clone()),
            number: other.and_then(|it| it.number.clone()).unwrap_or_else(|| it.written.clone()),
            provision: it.provision.clone(),
            from: iso(it.from),
        })
    });
    Some(DocumentRecord {
        id: entry.id.clone(),
        number: entry.number.clone(),
        doc_type: entry.doc_type.name(),
        issuer: node.issuer.clone(),
        level: level_key(entry.issuer.level()),
        place: node.place.clone(),
        issued: iso(entry.issued),
        effective: iso(entry.effective),
        expires: iso(entry.expires),
        title: entry.title.clone(),
        known_as: entry.names.clone(),
        field,
        state: status.state.key(),
        state_name: status.state.vi(),
        state_since: iso(status.since),
        state_by: status.by.map(|it| legal.register().entries()[it].id.clone()),
        relations: relations.collect(),
        official_url,
        url: site.config.base.full(&site.node(id).url),
    })
}

/// The columns of [`csv`].
const COLUMNS: [&str; 18] = [
    "id",
    "number",
    "type",
    "issuer",
    "level",
    "place",
    "issued",
    "effective",
    "expires",
    "title",
    "known_as",
    "field",
    "state",
    "state_since",
    "state_by",
    "relations",
    "official_url",
    "url",
];

/// The records as a table that Excel opens: UTF-8 with a byte order mark, lists divided by `; `.
pub fn csv(records: &[DocumentRecord]) -> String {
    let mut table = String::from("\u{feff}");
    csv::row(COLUMNS, &mut table);
    for it in records {
        fn or(it: Option<&String>) -> &str {
            it.map_or("", String::as_str)
        }
        let relations = it.relations.iter().map(|it| {
            let other = it.document.as_ref().unwrap_or(&it.number);
            format!("{}: {other}", it.kind)
        });
        let relations = relations.collect::<Vec<_>>().join("; ");
        let known_as = it.known_as.join("; ");
        let cells = [
            &it.id,
            or(it.number.as_ref()),
            it.doc_type,
            &it.issuer,
            it.level,
            or(it.place.as_ref()),
            or(it.issued.as_ref()),
            or(it.effective.as_ref()),
            or(it.expires.as_ref()),
            &it.title,
            &known_as,
            or(it.field.as_ref()),
            it.state,
            or(it.state_since.as_ref()),
            or(it.state_by.as_ref()),
            &relations,
            or(it.official_url.as_ref()),
            &it.url,
        ];
        csv::row(cells, &mut table);
    }
    table
}

/// The order in which people look for numbers: by their figures, then as a dictionary has them.
pub fn by_number(a: &str, b: &str) -> std::cmp::Ordering {
    serial(a).cmp(&serial(b)).then_with(|| text::compare(a, b))
}

/// The leading figures of a number; of `66.7/2025/NQ-CP` 66.
pub fn serial(number: &str) -> u32 {
    let end = number.find(|it: char| !it.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().unwrap_or(0)
}
