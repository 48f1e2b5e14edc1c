//! News articles.

use super::common::{LegalUse, legal_uses};
use crate::{
    diag::At,
    schema::{Choice, Field, Record, Shape, Target, Value, record::kept},
};

/// What only an article says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Article {
    /// Canonical genre.
    pub genre: Option<&'static str>,
    /// The plans it serves.
    pub plans: Vec<PlanUse>,
    /// The legal documents it is about.
    pub legal: Vec<LegalUse>,
    /// Number as written to register id, where the author decides what a citation means.
    pub legal_overrides: Vec<(String, String)>,
    /// Codes of procedures.
    pub procedures: Vec<At<String>>,
    /// Shown first on the home page.
    pub featured: bool,
    /// Texts for other media, as JSON text.
    pub outputs: Option<String>,
}

/// How an article serves a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlanUse {
    /// Plan id.
    pub id: At<String>,
    /// Content items: `tthc` or `tthc.6`.
    pub items: Vec<At<String>>,
    /// Forms of publicity, ids.
    pub forms: Vec<At<String>>,
}

/// Genres of an article.
pub const GENRES: &[Choice] = &[
    Choice { key: "news", names: &["tin"] },
    Choice { key: "story", names: &["bài"] },
    Choice { key: "report", names: &["phóng sự"] },
    Choice { key: "example", names: &["điển hình"] },
    Choice { key: "criticism", names: &["phê bình"] },
    Choice { key: "notice", names: &["thông báo"] },
    Choice { key: "q-and-a", names: &["hỏi đáp"] },
];

/// The fields of an article.
pub const FIELDS: &[Field] = &[
    Field::new(
        "date",
        &["ngày", "ngày đăng"],
        Shape::Moment,
        "Ngày đăng, có thể kèm giờ",
        "Date of publication, with a time if you like",
    )
    .required(),
    Field::new("genre", &["thể loại"], Shape::Choice(GENRES), "Thể loại", "Genre"),
    Field::new(
        "plan",
        &["kế hoạch"],
        Shape::List(&Shape::TextOrMap("id", PLAN_USE)),
        "Bài thực hiện kế hoạch nào, nội dung nào",
        "Plans the article serves, with their items",
    ),
    Field::new(
        "legal_references",
        &["văn bản", "căn cứ"],
        Shape::List(&Shape::Legal),
        "Văn bản được nhắc đến",
        "Legal documents referred to",
    ),
    Field::new(
        "legal_overrides",
        &["chỉ định văn bản"],
        Shape::Dict(&Shape::Identifier),
        "Số ký hiệu viết trong bài → mã văn bản, khi nhiều văn bản cùng số",
        "Number as written in the text to register id, where several have it",
    ),
    Field::new(
        "procedures",
        &["thủ tục"],
        Shape::List(&Shape::Identifier),
        "Mã thủ tục hành chính",
        "Codes of procedures",
    ),
    Field::new(
        "featured",
        &["nổi bật"],
        Shape::Bool,
        "true: đưa lên đầu trang chủ",
        "true shows it first on the home page",
    ),
    Field::new(
        "outputs",
        &["bản phát hành"],
        Shape::Free,
        "Bản viết riêng cho loa truyền thanh, mạng xã hội, bảng LED",
        "Texts for other media",
    ),
];

const PLAN_USE: &[Field] = &[
    Field::new("id", &["mã"], Shape::Ref(Target::Plan), "Mã kế hoạch (tên tệp trong ke-hoach/)", "Plan id")
        .required(),
    Field::new(
        "items",
        &["nội dung"],
        Shape::List(&Shape::Identifier),
        "Mã nội dung của kế hoạch: tthc hoặc tthc.6",
        "Content items: tthc or tthc.6",
    ),
    Field::new(
        "forms",
        &["hình thức"],
        Shape::List(&Shape::Ref(Target::Form)),
        "Mã hình thức tuyên truyền",
        "Forms of publicity",
    ),
];

impl Article {
    /// Reads an article's own fields.
    pub fn read(record: &mut Record) -> Self {
        let plans = record.list("plan").into_iter().filter_map(|it| match it.value {
            Value::Map(mut map) => Some(PlanUse {
                id: map.text_at("id")?,
                items: map.texts_at("items"),
                forms: map.texts_at("forms"),
            }),
            _ => None,
        });
        Self {
            plans: kept(plans),
            genre: record.choice("genre"),
            legal: legal_uses(record, "legal_references"),
            legal_overrides: record
                .dict("legal_overrides")
                .into_iter()
                .filter_map(|(number, id)| match id.value {
                    Value::Text(id) => Some((number.value, id)),
                    _ => None,
                })
                .collect(),
            procedures: record.texts_at("procedures"),
            featured: record.flag("featured"),
            outputs: record.free("outputs"),
        }
    }
}
