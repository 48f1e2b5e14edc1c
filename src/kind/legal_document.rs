//! Legal documents: the register.

use super::common::{LegalUse, legal_use};
use crate::{
    diag::At,
    schema::{Choice, Field, Record, Shape},
    text::date::Moment,
};

/// What only a legal document says. Its state on a date is computed from these facts, never typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LegalDocument {
    /// Number and symbol as typed; absent for drafts and for what is cited by name.
    pub number: Option<At<String>>,
    /// Type as typed: `Nghị quyết`.
    pub doc_type: At<String>,
    /// Issuer as typed.
    pub issuer: At<String>,
    /// Date of issue.
    pub issued: Option<At<Moment>>,
    /// The subject.
    pub subject: String,
    /// In force from.
    pub effective: Option<At<Moment>>,
    /// No longer in force from.
    pub expires: Option<At<Moment>>,
    /// Who signed.
    pub signer: Option<Signer>,
    /// Other names in use.
    pub known_as: Vec<String>,
    /// Field of administration.
    pub field: Option<String>,
    /// Relations to other documents.
    pub relations: Vec<Relation>,
    /// Where the official text is.
    pub official_url: Option<String>,
    /// What of these facts is not certain, and why.
    pub unverified: Option<At<String>>,
}

/// Who signed, in what office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Signer {
    /// Name.
    pub name: Option<String>,
    /// Office.
    pub title: Option<String>,
    /// In whose name: `KT. Chủ tịch`.
    pub capacity: Option<String>,
}

/// A relation as typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relation {
    /// Canonical name of the relation: `amends`.
    pub kind: &'static str,
    /// The other document.
    pub target: LegalUse,
    /// From when.
    pub from: Option<At<Moment>>,
}

/// The relations, from this document to the other.
pub const RELATIONS: &[Choice] = &[
    Choice { key: "based_on", names: &["căn cứ"] },
    Choice { key: "implements", names: &["triển khai"] },
    Choice { key: "guides", names: &["hướng dẫn"] },
    Choice { key: "amends", names: &["sửa đổi bổ sung", "sửa đổi, bổ sung", "sửa đổi"] },
    Choice { key: "replaces", names: &["thay thế"] },
    Choice { key: "repeals", names: &["bãi bỏ"] },
    Choice { key: "suspends", names: &["tạm ngưng hiệu lực", "ngưng hiệu lực", "đình chỉ"] },
    Choice { key: "corrects", names: &["đính chính"] },
    Choice { key: "issued_with", names: &["ban hành kèm theo"] },
];

/// The fields of a legal document.
pub const FIELDS: &[Field] = &[
    Field::new(
        "number",
        &["số ký hiệu"],
        Shape::Identifier,
        "Số, ký hiệu; để trống nếu là dự thảo hoặc văn bản gọi theo tên",
        "Number and symbol; empty for drafts and documents cited by name",
    ),
    Field::new(
        "type",
        &["loại văn bản"],
        Shape::Text,
        "Loại văn bản: Nghị quyết, Nghị định, Kế hoạch…",
        "Type of document",
    )
    .required(),
    Field::new(
        "issuer",
        &["cơ quan ban hành"],
        Shape::Text,
        "Cơ quan ban hành: mã đơn vị hoặc tên",
        "Issuer: unit id or name",
    )
    .required(),
    Field::new("issued", &["ngày ban hành"], Shape::Moment, "Ngày ban hành", "Date of issue").required(),
    Field::new("title", &["trích yếu", "tiêu đề"], Shape::Text, "Trích yếu nội dung", "Subject").required(),
    Field::new("effective", &["hiệu lực từ"], Shape::Moment, "Ngày có hiệu lực", "In force from"),
    Field::new("expires", &["hết hiệu lực"], Shape::Moment, "Ngày hết hiệu lực", "No longer in force from"),
    Field::new("signer", &["người ký"], Shape::TextOrMap("name", SIGNER), "Người ký", "Who signed"),
    Field::new(
        "known_as",
        &["tên gọi"],
        Shape::List(&Shape::Text),
        "Tên gọi khác hay dùng",
        "Other names in use",
    ),
    Field::new("field", &["lĩnh vực"], Shape::Text, "Lĩnh vực", "Field of administration"),
    Field::new(
        "relations",
        &["quan hệ"],
        Shape::List(&Shape::Map(RELATION)),
        "Quan hệ với văn bản khác",
        "Relations to other documents",
    ),
    Field::new(
        "official_url",
        &["nguồn chính thức"],
        Shape::Url,
        "Địa chỉ bản chính thức",
        "Address of the official text",
    ),
    Field::new(
        "unverified",
        &["chưa kiểm chứng"],
        Shape::Text,
        "Điều gì trong các thông tin này chưa chắc chắn, vì sao",
        "What of these facts is not certain, and why",
    ),
];

/// Fields of a signer.
pub const SIGNER: &[Field] = &[
    Field::new("name", &["tên", "họ tên"], Shape::Text, "Họ và tên", "Name"),
    Field::new("title", &["chức vụ"], Shape::Text, "Chức vụ", "Office"),
    Field::new("capacity", &["thẩm quyền"], Shape::Text, "Thẩm quyền ký: KT., TM., TL.…", "In whose name"),
];

const RELATION: &[Field] = &[
    Field::new("type", &["loại"], Shape::Choice(RELATIONS), "Quan hệ", "Relation").required(),
    Field::new("document", &["văn bản"], Shape::Legal, "Văn bản kia", "The other document").required(),
    Field::new("provision", &["điều khoản"], Shape::Text, "Điều khoản liên quan", "Provision concerned"),
    Field::new("from", &["từ ngày"], Shape::Moment, "Có hiệu lực từ ngày", "From when"),
];

impl LegalDocument {
    /// Reads a document's own fields; `title` is its subject.
    pub fn read(record: &mut Record, title: &str) -> Self {
        let pos = record.pos();
        Self {
            number: record.text_at("number"),
            doc_type: record.text_at("type").unwrap_or_else(|| At::new(String::new(), pos)),
            issuer: record.text_at("issuer").unwrap_or_else(|| At::new(String::new(), pos)),
            issued: record.moment_at("issued"),
            subject: title.to_owned(),
            effective: record.moment_at("effective"),
            expires: record.moment_at("expires"),
            signer: signer(record),
            known_as: record.texts("known_as"),
            field: record.text("field"),
            relations: record.maps("relations").into_iter().filter_map(relation).collect(),
            official_url: record.text("official_url"),
            unverified: record.text_at("unverified"),
        }
    }
}

/// Reads `signer:`.
pub fn signer(record: &mut Record) -> Option<Signer> {
    record.map("signer").map(|mut it| Signer {
        name: it.text("name"),
        title: it.text("title"),
        capacity: it.text("capacity"),
    })
}

fn relation(mut map: Record) -> Option<Relation> {
    let kind = map.choice("type")?;
    let mut target = legal_use(map.take("document")?)?;
    if let Some(provision) = map.text("provision") {
        target.provision = Some(provision);
    }
    Some(Relation { kind, target, from: map.moment_at("from") })
}

/// A relation of a CSV cell: `replaces: 61/2018/NĐ-CP`.
pub fn relation_of(kind: &'static str, written: At<String>) -> Relation {
    Relation { kind, target: LegalUse { written, role: "cites", provision: None }, from: None }
}

/// The text values of a record's field as they would stand in a CSV cell of several, split at `;`.
pub fn split_cell(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|it| !it.is_empty())
}
