//! Questions of citizens and businesses, with their answers. The text is the answer.

use super::common::{LegalUse, legal_uses};
use crate::{
    diag::At,
    schema::{Field, Record, Shape},
    text::date::Moment,
};

/// What only a question says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// The question.
    pub question: At<String>,
    /// When it was asked.
    pub asked: Option<At<Moment>>,
    /// Who answered: unit id or name.
    pub answered_by: Option<String>,
    /// Codes of procedures that it is about.
    pub procedures: Vec<At<String>>,
    /// What the answer rests on.
    pub legal: Vec<LegalUse>,
    /// Last day on which the answer holds.
    pub valid_until: Option<At<Moment>>,
}

/// The fields of a question.
pub const FIELDS: &[Field] = &[
    Field::new(
        "question",
        &["câu hỏi"],
        Shape::Text,
        "Câu hỏi; phần dưới là câu trả lời",
        "The question; the text is the answer",
    )
    .required(),
    Field::new(
        "title",
        &["tiêu đề"],
        Shape::Text,
        "Tên ngắn hiện ở danh sách; để trống thì là câu hỏi",
        "Short title for lists; the question where it is empty",
    ),
    Field::new("asked", &["ngày hỏi"], Shape::Moment, "Ngày hỏi", "When it was asked"),
    Field::new(
        "answered_by",
        &["trả lời", "đơn vị trả lời", "người trả lời"],
        Shape::Text,
        "Ai trả lời: mã đơn vị hoặc tên",
        "Who answered: unit id or name",
    ),
    Field::new(
        "procedures",
        &["thủ tục"],
        Shape::List(&Shape::Identifier),
        "Mã các thủ tục hành chính được hỏi",
        "Codes of the procedures asked about",
    ),
    Field::new(
        "legal_references",
        &["căn cứ", "văn bản", "căn cứ pháp lý"],
        Shape::List(&Shape::Legal),
        "Văn bản làm căn cứ trả lời",
        "Documents the answer rests on",
    ),
    Field::new(
        "valid_until",
        &["có giá trị đến", "hết giá trị"],
        Shape::Moment,
        "Ngày cuối câu trả lời còn đúng",
        "Last day on which the answer holds",
    ),
];

impl Question {
    /// Reads a question's own fields.
    pub fn read(record: &mut Record, title: &At<String>) -> Self {
        Self {
            question: record.text_at("question").unwrap_or_else(|| title.clone()),
            asked: record.moment_at("asked"),
            answered_by: record.text("answered_by"),
            procedures: record.texts_at("procedures"),
            legal: legal_uses(record, "legal_references"),
            valid_until: record.moment_at("valid_until"),
        }
    }

    /// Whether the answer no longer holds.
    pub fn is_past(&self, today: jiff::civil::Date) -> bool {
        self.valid_until.as_ref().is_some_and(|it| it.value.date < today)
    }
}
