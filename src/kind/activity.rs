//! What was done off the web for a plan: broadcasts, banners, classes, leaflets. A row of a table, never a page.

use crate::{
    diag::At,
    schema::{Field, Record, Shape, Target},
    text::{amount::Amount, date::Moment},
};

/// The folder of activities below `content/`.
pub const FOLDER: &str = "hoat-dong";

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Activity {
    /// When; of several days the first.
    pub date: At<Moment>,
    /// The unit that did it: id or name.
    pub agency: At<String>,
    /// In what form: id or name of the registry, or the plan's own id of a form.
    pub form: At<String>,
    /// The plans that it serves.
    pub plans: Vec<At<String>>,
    /// Content items: `tthc` or `tthc.6`.
    pub items: Vec<At<String>>,
    /// How many, in the measure.
    pub quantity: Option<At<Amount>>,
    /// What is counted: lượt phát, tờ.
    pub measure: Option<At<String>>,
    /// Who took part.
    pub people: Option<Amount>,
    /// How long, in minutes.
    pub minutes: Option<Amount>,
    /// Where; several are divided by `;`.
    pub place: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Files in `content/`, or addresses, that prove it.
    pub evidence: Vec<At<String>>,
}

/// The columns of a table of activities.
pub const FIELDS: &[Field] = &[
    Field::new(
        "no",
        &["stt", "số thứ tự"],
        Shape::Identifier,
        "Số thứ tự; không dùng đến",
        "Running number; not used",
    ),
    Field::new(
        "date",
        &["ngày", "ngày thực hiện", "thời gian"],
        Shape::Moment,
        "Ngày thực hiện; việc nhiều ngày thì ghi ngày đầu",
        "When it was done; of several days the first",
    )
    .required(),
    Field::new(
        "agency",
        &["đơn vị", "cơ quan", "đơn vị thực hiện"],
        Shape::Ref(Target::Unit),
        "Đơn vị thực hiện: mã hoặc tên",
        "The unit that did it: id or name",
    )
    .required(),
    Field::new(
        "form",
        &["hình thức"],
        Shape::Ref(Target::Form),
        "Hình thức: mã hoặc tên",
        "The form: id or name",
    )
    .required(),
    Field::new(
        "plan",
        &["kế hoạch"],
        Shape::List(&Shape::Ref(Target::Plan)),
        "Mã kế hoạch; nhiều kế hoạch cách nhau bằng dấu chấm phẩy",
        "Plan id; several divided by semicolons",
    )
    .required(),
    Field::new(
        "items",
        &["nội dung", "mục"],
        Shape::List(&Shape::Identifier),
        "Mã nội dung của kế hoạch, cách nhau bằng dấu phẩy hoặc chấm phẩy: tthc.6, so.3",
        "Content items, divided by commas or semicolons",
    ),
    Field::new(
        "quantity",
        &["số lượng"],
        Shape::Identifier,
        "Số lượng: 1200 hoặc 1.200; để trống là 1",
        "How many; 1 where it is empty",
    ),
    Field::new(
        "measure",
        &["đơn vị tính", "đvt"],
        Shape::Text,
        "Đơn vị tính; trùng với đơn vị tính của hình thức thì số lượng được cộng, khác thì dòng được tính là 1",
        "What is counted; the quantity is added up where this is the measure of the form, else the row counts 1",
    ),
    Field::new(
        "people",
        &["số người", "lượt người", "người tham dự"],
        Shape::Identifier,
        "Số người tham dự, được nghe, được phát",
        "How many took part",
    ),
    Field::new(
        "minutes",
        &["số phút", "phút", "thời lượng"],
        Shape::Identifier,
        "Thời lượng, tính bằng phút: 12,5",
        "How long, in minutes",
    ),
    Field::new(
        "place",
        &["địa điểm", "nơi thực hiện"],
        Shape::Text,
        "Nơi thực hiện; nhiều nơi cách nhau bằng dấu chấm phẩy",
        "Where; several divided by semicolons",
    ),
    Field::new("note", &["ghi chú"], Shape::Text, "Ghi chú", "Anything else"),
    Field::new(
        "evidence",
        &["minh chứng", "bằng chứng", "tệp minh chứng"],
        Shape::List(&Shape::Identifier),
        "Tệp minh chứng trong content/ hoặc cạnh bảng, hoặc địa chỉ https://…; nhiều tệp cách nhau bằng dấu chấm phẩy",
        "Files that prove it, or addresses; several divided by semicolons",
    ),
];

/// The fields that hold a quantity.
pub const AMOUNTS: &[&str] = &["quantity", "people", "minutes"];

impl Activity {
    /// Reads a row whose quantities, which were taken out of it, are `amounts` by field; absent where it lacks a required field.
    pub fn read(record: &mut Record, amounts: &[(&str, At<Amount>)]) -> Option<Self> {
        let amount = |key: &str| amounts.iter().find(|it| it.0 == key).map(|it| it.1.clone());
        Some(Self {
            date: record.moment_at("date")?,
            agency: record.text_at("agency")?,
            form: record.text_at("form")?,
            plans: record.texts_at("plan"),
            items: record.texts_at("items"),
            quantity: amount("quantity"),
            measure: record.text_at("measure"),
            people: amount("people").map(|it| it.value),
            minutes: amount("minutes").map(|it| it.value),
            place: record.text("place"),
            note: record.text("note"),
            evidence: record.texts_at("evidence"),
        })
    }
}
