//! Publicity plans: what is to be told, in what forms, by whom, by when. A plan is a legal document too.

use jiff::tz::TimeZone;

use super::{
    common::{LegalUse, legal_uses},
    legal_document::{SIGNER, Signer, signer},
};
use crate::{
    diag::At,
    schema::{Choice, Field, Record, Shape, Target},
    text::{date::Moment, span::Span},
};

/// What only a plan says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Plan {
    /// Number and symbol; a plan without number or date is a draft.
    pub number: Option<At<String>>,
    /// Issuer: unit id or name.
    pub issuer: At<String>,
    /// Date of issue.
    pub issued: Option<At<Moment>>,
    /// First and last day.
    pub period: Option<Period>,
    /// The year's theme.
    pub theme: Option<String>,
    /// Documents it carries out.
    pub implements: Vec<LegalUse>,
    /// Unit in charge.
    pub contact: Option<At<String>>,
    /// Goals.
    pub goals: Vec<String>,
    /// Requirements.
    pub requirements: Vec<String>,
    /// Targets.
    pub targets: Vec<PlanTarget>,
    /// Content items.
    pub items: Vec<Item>,
    /// Forms of publicity.
    pub forms: Vec<PlanForm>,
    /// Who does what.
    pub assignments: Vec<Assignment>,
    /// Money.
    pub budget: Vec<Budget>,
    /// Who receives the plan.
    pub recipients: Vec<String>,
    /// Who signed.
    pub signer: Option<Signer>,
}

/// First and last day of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub from: At<Moment>,
    /// Last day.
    pub to: At<Moment>,
}

impl Period {
    /// Its days in `zone`; absent where it ends before it begins.
    pub fn span(&self, zone: &TimeZone) -> Option<Span> {
        Span::new(self.from.value.day_in(zone), self.to.value.day_in(zone))
    }
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlanTarget {
    /// Id within the plan.
    pub id: Option<At<String>>,
    /// The target in words.
    pub text: String,
    /// Canonical metric.
    pub metric: Option<&'static str>,
    /// Form counted.
    pub form: Option<At<String>>,
    /// Of what: a group of units or points.
    pub of: Option<String>,
    /// In every month, quarter or year.
    pub per: Option<&'static str>,
    /// `90%` or a number, as typed.
    pub at_least: Option<String>,
    /// The figure reached, where it is entered by hand.
    pub value: Option<String>,
}

/// A content item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    /// Id within the plan: `tthc`.
    pub id: At<String>,
    /// Title.
    pub title: String,
    /// Content area.
    pub area: Option<At<String>>,
    /// Sub-items.
    pub sub: Vec<SubItem>,
    /// How much is owed.
    pub quota: Option<Quota>,
}

/// A sub-item: `tthc.6`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SubItem {
    /// Full id: item, dot, own id.
    pub id: At<String>,
    /// What is to be told.
    pub text: String,
}

/// How much is owed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quota {
    /// Number of evidences.
    pub n: u32,
    /// In every month, quarter or year.
    pub per: &'static str,
}

/// A form of publicity in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlanForm {
    /// Id within the plan.
    pub id: Option<At<String>>,
    /// Form of the registry.
    pub form: Option<At<String>>,
    /// The form in words.
    pub text: Option<String>,
    /// How much is owed.
    pub quota: Option<Quota>,
}

/// What a unit is to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Assignment {
    /// Unit id.
    pub agency: At<String>,
    /// Canonical role.
    pub role: Option<&'static str>,
    /// Tasks.
    pub tasks: Vec<Task>,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Task {
    /// Id within the plan.
    pub id: Option<At<String>>,
    /// The task in words.
    pub text: String,
    /// Content items concerned.
    pub items: Vec<At<String>>,
    /// Forms concerned.
    pub forms: Vec<At<String>>,
    /// When it is due.
    pub due: Option<At<Moment>>,
}

/// A source of money.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Budget {
    /// In words.
    pub text: Option<String>,
    /// Amount as typed.
    pub amount: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
}

/// Units of time of quotas and targets.
pub const PERIODS: &[Choice] = &[
    Choice { key: "month", names: &["tháng"] },
    Choice { key: "quarter", names: &["quý"] },
    Choice { key: "year", names: &["năm"] },
];

/// Metrics of targets.
pub const METRICS: &[Choice] = &[
    Choice { key: "units_with_items", names: &["số đơn vị có tin theo nội dung"] },
    Choice { key: "units_with_activity", names: &["số đơn vị có hoạt động"] },
    Choice { key: "points_supplied", names: &["số điểm được cấp tài liệu"] },
    Choice { key: "distinct_forms", names: &["số hình thức"] },
    Choice { key: "count", names: &["số lượng"] },
    Choice { key: "index", names: &["chỉ số"] },
    Choice { key: "ratio", names: &["tỷ lệ"] },
    Choice { key: "manual", names: &["nhập tay"] },
];

/// Roles of assignees.
pub const ROLES: &[Choice] = &[
    Choice { key: "lead", names: &["chủ trì"] },
    Choice { key: "support", names: &["phối hợp"] },
    Choice { key: "request", names: &["đề nghị"] },
];

/// The fields of a plan.
pub const FIELDS: &[Field] = &[
    Field::new(
        "number",
        &["số ký hiệu"],
        Shape::Identifier,
        "Số, ký hiệu; để trống nếu là dự thảo",
        "Number and symbol; empty for a draft",
    ),
    Field::new(
        "issuer",
        &["cơ quan ban hành"],
        Shape::Text,
        "Cơ quan ban hành: mã đơn vị hoặc tên",
        "Issuer: unit id or name",
    )
    .required(),
    Field::new(
        "issued",
        &["ngày ban hành"],
        Shape::Moment,
        "Ngày ban hành; để trống nếu là dự thảo",
        "Date of issue; empty for a draft",
    ),
    Field::new(
        "period",
        &["giai đoạn"],
        Shape::Map(PERIOD),
        "Ngày bắt đầu và kết thúc",
        "First and last day",
    )
    .required(),
    Field::new("theme", &["chủ đề năm"], Shape::Text, "Chủ đề của năm", "Theme of the year"),
    Field::new(
        "implements",
        &["thực hiện"],
        Shape::List(&Shape::Legal),
        "Văn bản mà kế hoạch này thực hiện",
        "Documents it carries out",
    ),
    Field::new("contact", &["đầu mối"], Shape::Ref(Target::Unit), "Đơn vị đầu mối", "Unit in charge"),
    Field::new("goals", &["mục tiêu"], Shape::List(&Shape::Text), "Các mục tiêu", "Goals"),
    Field::new("requirements", &["yêu cầu"], Shape::List(&Shape::Text), "Các yêu cầu", "Requirements"),
    Field::new("targets", &["chỉ tiêu"], Shape::List(&Shape::Map(TARGET)), "Các chỉ tiêu", "Targets"),
    Field::new(
        "items",
        &["nội dung"],
        Shape::List(&Shape::Map(ITEM)),
        "Các nội dung tuyên truyền",
        "Content items",
    ),
    Field::new(
        "forms",
        &["hình thức"],
        Shape::List(&Shape::Map(FORM)),
        "Các hình thức tuyên truyền",
        "Forms of publicity",
    ),
    Field::new(
        "assignments",
        &["phân công"],
        Shape::List(&Shape::Map(ASSIGNMENT)),
        "Phân công",
        "Who does what",
    ),
    Field::new("budget", &["kinh phí"], Shape::List(&Shape::TextOrMap("text", BUDGET)), "Kinh phí", "Money"),
    Field::new("recipients", &["nơi nhận"], Shape::List(&Shape::Text), "Nơi nhận", "Who receives the plan"),
    Field::new("signer", &["người ký"], Shape::TextOrMap("name", SIGNER), "Người ký", "Who signed"),
];

const PERIOD: &[Field] = &[
    Field::new("from", &["từ"], Shape::Moment, "Ngày đầu", "First day").required(),
    Field::new("to", &["đến"], Shape::Moment, "Ngày cuối", "Last day").required(),
];

const QUOTA: &[Field] = &[
    Field::new("n", &["số lượng"], Shape::Count, "Số lượng", "Number").required(),
    Field::new(
        "per",
        &["mỗi"],
        Shape::Choice(PERIODS),
        "Mỗi tháng, quý hoặc năm",
        "Per month, quarter or year",
    )
    .required(),
];

const TARGET: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã chỉ tiêu", "Id"),
    Field::new("text", &["nội dung"], Shape::Text, "Chỉ tiêu viết bằng lời", "The target in words")
        .required(),
    Field::new("metric", &["cách đo"], Shape::Choice(METRICS), "Cách đo", "How it is measured"),
    Field::new("form", &["hình thức"], Shape::Ref(Target::Form), "Hình thức được đếm", "Form counted"),
    Field::new(
        "of",
        &["trên"],
        Shape::Text,
        "Trên tổng số nào; với metric: index thì là mã chỉ số (content/chi-so/)",
        "Of what; of the metric index, the id of the indicator",
    ),
    Field::new(
        "per",
        &["mỗi"],
        Shape::Choice(PERIODS),
        "Mỗi tháng, quý hoặc năm",
        "Per month, quarter or year",
    ),
    Field::new("at_least", &["ít nhất"], Shape::Identifier, "90% hoặc một số", "90% or a number"),
    Field::new("value", &["giá trị"], Shape::Identifier, "Kết quả nhập tay", "Figure entered by hand"),
];

const ITEM: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã nội dung", "Id").required(),
    Field::new("title", &["tiêu đề"], Shape::Text, "Tên nội dung", "Title").required(),
    Field::new(
        "area",
        &["lĩnh vực"],
        Shape::Ref(Target::Area),
        "Lĩnh vực (danh-muc/noi-dung.yaml)",
        "Content area",
    ),
    Field::new("sub", &["mục"], Shape::List(&Shape::Map(SUB)), "Các mục nhỏ", "Sub-items"),
    Field::new("quota", &["định mức"], Shape::Map(QUOTA), "Định mức", "How much is owed"),
];

const SUB: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã mục nhỏ", "Id").required(),
    Field::new("text", &["nội dung"], Shape::Text, "Nội dung", "What is to be told").required(),
];

const FORM: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã", "Id"),
    Field::new(
        "form",
        &["hình thức"],
        Shape::Ref(Target::Form),
        "Hình thức (danh-muc/hinh-thuc.yaml)",
        "Form of the registry",
    ),
    Field::new("text", &["nội dung"], Shape::Text, "Diễn giải", "In words"),
    Field::new("quota", &["định mức"], Shape::Map(QUOTA), "Định mức", "How much is owed"),
];

const ASSIGNMENT: &[Field] = &[
    Field::new("agency", &["đơn vị"], Shape::Ref(Target::Unit), "Mã đơn vị", "Unit id").required(),
    Field::new("role", &["vai trò"], Shape::Choice(ROLES), "Chủ trì, phối hợp hoặc đề nghị", "Role"),
    Field::new("tasks", &["nhiệm vụ"], Shape::List(&Shape::Map(TASK)), "Các nhiệm vụ", "Tasks"),
];

const TASK: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã nhiệm vụ", "Id"),
    Field::new("text", &["nội dung"], Shape::Text, "Nhiệm vụ", "The task in words").required(),
    Field::new(
        "items",
        &["mục"],
        Shape::List(&Shape::Identifier),
        "Nội dung liên quan",
        "Content items concerned",
    ),
    Field::new(
        "forms",
        &["hình thức"],
        Shape::List(&Shape::Ref(Target::Form)),
        "Hình thức liên quan",
        "Forms concerned",
    ),
    Field::new("due", &["hạn"], Shape::Moment, "Hạn hoàn thành", "When it is due"),
];

const BUDGET: &[Field] = &[
    Field::new("text", &["nội dung"], Shape::Text, "Diễn giải", "In words"),
    Field::new("amount", &["số tiền"], Shape::Identifier, "Số tiền", "Amount"),
    Field::new("source", &["nguồn"], Shape::Text, "Nguồn", "Where it comes from"),
];

impl Plan {
    /// Reads a plan's own fields.
    pub fn read(record: &mut Record) -> Self {
        let pos = record.pos();
        Self {
            number: record.text_at("number"),
            issuer: record.text_at("issuer").unwrap_or_else(|| At::new(String::new(), pos)),
            issued: record.moment_at("issued"),
            period: record
                .map("period")
                .and_then(|mut it| Some(Period { from: it.moment_at("from")?, to: it.moment_at("to")? })),
            theme: record.text("theme"),
            implements: legal_uses(record, "implements"),
            contact: record.text_at("contact"),
            goals: record.texts("goals"),
            requirements: record.texts("requirements"),
            targets: record.maps("targets").into_iter().filter_map(target).collect(),
            items: record.maps("items").into_iter().filter_map(item).collect(),
            forms: record.maps("forms").into_iter().map(form).collect(),
            assignments: record.maps("assignments").into_iter().filter_map(assignment).collect(),
            budget: record.maps("budget").into_iter().map(budget).collect(),
            recipients: record.texts("recipients"),
            signer: signer(record),
        }
    }

    /// A plan with no number or no date of issue is a draft of a plan (the page is shown and says so).
    pub fn is_draft(&self) -> bool {
        self.number.is_none() || self.issued.is_none()
    }

    /// Ids of all items and sub-items, in order.
    pub fn item_ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().flat_map(|it| {
            std::iter::once(it.id.value.as_str()).chain(it.sub.iter().map(|sub| sub.id.value.as_str()))
        })
    }
}

fn quota(record: &mut Record) -> Option<Quota> {
    record.map("quota").and_then(|mut it| Some(Quota { n: it.count("n")?, per: it.choice("per")? }))
}

fn target(mut it: Record) -> Option<PlanTarget> {
    Some(PlanTarget {
        text: it.text("text")?,
        id: it.text_at("id"),
        metric: it.choice("metric"),
        form: it.text_at("form"),
        of: it.text("of"),
        per: it.choice("per"),
        at_least: it.text("at_least"),
        value: it.text("value"),
    })
}

fn item(mut it: Record) -> Option<Item> {
    let id = it.text_at("id")?;
    let full = |own: At<String>| {
        let value = match own.value.strip_prefix(&id.value) {
            Some(rest) if rest.starts_with('.') => own.value,
            _ => format!("{}.{}", id.value, own.value),
        };
        At::new(value, own.pos)
    };
    let sub = it
        .maps("sub")
        .into_iter()
        .filter_map(|mut sub| Some(SubItem { id: full(sub.text_at("id")?), text: sub.text("text")? }));
    let sub = sub.collect();
    Some(Item { title: it.text("title")?, area: it.text_at("area"), sub, quota: quota(&mut it), id })
}

fn form(mut it: Record) -> PlanForm {
    PlanForm { id: it.text_at("id"), form: it.text_at("form"), text: it.text("text"), quota: quota(&mut it) }
}

fn assignment(mut it: Record) -> Option<Assignment> {
    let tasks = it.maps("tasks").into_iter().filter_map(|mut task| {
        Some(Task {
            text: task.text("text")?,
            id: task.text_at("id"),
            items: task.texts_at("items"),
            forms: task.texts_at("forms"),
            due: task.moment_at("due"),
        })
    });
    let tasks = tasks.collect();
    Some(Assignment { agency: it.text_at("agency")?, role: it.choice("role"), tasks })
}

fn budget(mut it: Record) -> Budget {
    Budget { text: it.text("text"), amount: it.text("amount"), source: it.text("source") }
}
