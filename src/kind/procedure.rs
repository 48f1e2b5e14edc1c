//! Administrative procedures (thủ tục hành chính): how to do it, what it takes, what it rests on, how it has changed.

use super::common::{LegalUse, legal_use, legal_uses};
use crate::{
    diag::At,
    schema::{Choice, Field, Record, Shape, Value, record::kept},
    text::date::Moment,
};

/// What only a procedure says. Its state on a day is computed from its changes, never typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Procedure {
    /// Code in the national database, as typed: `1.004190`.
    pub code: At<String>,
    /// Field of administration.
    pub field: Option<String>,
    /// Canonical levels at which it is done.
    pub levels: Vec<&'static str>,
    /// Canonical degree to which it is done online.
    pub online: Option<&'static str>,
    /// Ways to submit.
    pub channels: Vec<String>,
    /// How long it takes, in words.
    pub time_limit: Option<String>,
    /// What it costs, in words.
    pub fee: Option<String>,
    /// What papers it needs.
    pub dossier: Vec<Paper>,
    /// What is done, in order.
    pub steps: Vec<String>,
    /// What comes of it.
    pub result: Option<String>,
    /// What it rests on.
    pub legal: Vec<LegalUse>,
    /// How it came to be, changed and ended, as typed.
    pub changes: Vec<Change>,
    /// Its page on the portal of public services.
    pub portal_url: Option<String>,
}

/// A paper of the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Paper {
    /// What it is.
    pub name: String,
    /// How many, in words: `01 bản chính`.
    pub copies: Option<String>,
    /// Its form: name, file in `content/` or address.
    pub form: Option<At<String>>,
}

/// A change of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// From when on.
    pub date: At<Moment>,
    /// Canonical kind.
    pub kind: &'static str,
    /// The document that made it.
    pub document: Option<LegalUse>,
    /// What changed.
    pub note: Option<String>,
}

/// The state of a procedure on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Its first change is still to come.
    NotYet,
    /// It is applied.
    InForce,
    /// It was repealed.
    Repealed,
}

impl State {
    /// Stable name, which is also that of the state of a document.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::InForce => "in-force",
            Self::Repealed => "repealed",
        }
    }
}

/// Levels of administration.
pub const LEVELS: &[Choice] = &[
    Choice { key: "central", names: &["cấp trung ương", "trung ương", "TW", "cấp bộ", "bộ"] },
    Choice { key: "province", names: &["cấp tỉnh", "tỉnh", "thành phố"] },
    Choice { key: "district", names: &["cấp huyện", "huyện", "quận"] },
    Choice { key: "commune", names: &["cấp xã", "xã", "phường"] },
];

/// Degrees to which a procedure is done online.
pub const ONLINE: &[Choice] = &[
    Choice { key: "full", names: &["toàn trình"] },
    Choice { key: "partial", names: &["một phần"] },
    Choice { key: "none", names: &["không"] },
];

/// Kinds of changes.
pub const CHANGES: &[Choice] = &[
    Choice { key: "new", names: &["mới", "ban hành mới", "mới ban hành"] },
    Choice {
        key: "amended", names: &["sửa đổi", "sửa đổi bổ sung", "sửa đổi, bổ sung", "bổ sung"]
    },
    Choice { key: "replaced", names: &["thay thế", "được thay thế"] },
    Choice { key: "repealed", names: &["bãi bỏ", "bị bãi bỏ", "hủy bỏ"] },
];

/// The fields of a procedure.
pub const FIELDS: &[Field] = &[
    Field::new(
        "code",
        &["mã", "mã thủ tục"],
        Shape::Identifier,
        "Mã thủ tục trong Cơ sở dữ liệu quốc gia: 1.004190",
        "Code in the national database",
    )
    .required(),
    Field::new("field", &["lĩnh vực"], Shape::Text, "Lĩnh vực", "Field of administration"),
    Field::new(
        "level",
        &["cấp", "cấp thực hiện"],
        Shape::List(&Shape::Choice(LEVELS)),
        "Cấp thực hiện: TW, tỉnh, huyện, xã; có thể nhiều cấp",
        "Level at which it is done, or several",
    ),
    Field::new(
        "online",
        &["dịch vụ công"],
        Shape::Choice(ONLINE),
        "Dịch vụ công trực tuyến: toàn trình, một phần, không",
        "Whether it can be done online: full, partial, none",
    ),
    Field::new(
        "channels",
        &["cách nộp", "cách thức thực hiện"],
        Shape::List(&Shape::Text),
        "Nộp ở đâu, bằng cách nào",
        "Where and how to submit",
    ),
    Field::new(
        "time_limit",
        &["thời hạn", "thời hạn giải quyết"],
        Shape::Text,
        "Thời hạn giải quyết",
        "How long it takes",
    ),
    Field::new("fee", &["lệ phí", "phí, lệ phí"], Shape::Text, "Phí, lệ phí", "What it costs"),
    Field::new(
        "dossier",
        &["hồ sơ", "thành phần hồ sơ"],
        Shape::List(&Shape::TextOrMap("name", PAPER)),
        "Các giấy tờ phải nộp",
        "Papers to submit",
    ),
    Field::new(
        "steps",
        &["trình tự", "trình tự thực hiện"],
        Shape::List(&Shape::Text),
        "Các bước, theo thứ tự",
        "Steps, in order",
    ),
    Field::new("result", &["kết quả"], Shape::Text, "Kết quả nhận được", "What comes of it"),
    Field::new(
        "legal_references",
        &["căn cứ pháp lý", "căn cứ", "văn bản"],
        Shape::List(&Shape::Legal),
        "Căn cứ pháp lý",
        "Documents it rests on",
    ),
    Field::new(
        "changes",
        &["thay đổi"],
        Shape::List(&Shape::Map(CHANGE)),
        "Các lần ban hành mới, sửa đổi, thay thế, bãi bỏ; tình trạng của thủ tục tính từ đây",
        "How it came to be, changed and ended; its state is computed from these",
    ),
    Field::new(
        "portal_url",
        &["cổng dịch vụ công", "nộp trực tuyến"],
        Shape::Url,
        "Địa chỉ của thủ tục trên Cổng Dịch vụ công",
        "Its page on the portal of public services",
    ),
];

const PAPER: &[Field] = &[
    Field::new("name", &["tên"], Shape::Text, "Tên giấy tờ", "What it is").required(),
    Field::new("copies", &["số lượng", "số bản"], Shape::Text, "Số lượng: 01 bản chính", "How many"),
    Field::new(
        "form",
        &["mẫu", "biểu mẫu"],
        Shape::Identifier,
        "Mẫu: tên mẫu, tệp trong content/ (/tai-lieu/mau.docx) hoặc địa chỉ",
        "Its form: name, file in content/ or address",
    ),
];

const CHANGE: &[Field] = &[
    Field::new("date", &["ngày", "từ ngày"], Shape::Moment, "Áp dụng từ ngày", "From when on").required(),
    Field::new(
        "kind",
        &["loại"],
        Shape::Choice(CHANGES),
        "Mới, sửa đổi, thay thế hoặc bãi bỏ",
        "New, amended, replaced or repealed",
    )
    .required(),
    Field::new(
        "document",
        &["văn bản"],
        Shape::Legal,
        "Văn bản quy định, công bố",
        "The document that made it",
    ),
    Field::new("note", &["ghi chú", "nội dung"], Shape::Text, "Thay đổi gì", "What changed"),
];

impl Procedure {
    /// Reads a procedure's own fields.
    pub fn read(record: &mut Record) -> Self {
        let pos = record.pos();
        let levels = record.list("level").into_iter().filter_map(|it| match it.value {
            Value::Choice(level) => Some(level),
            _ => None,
        });
        let levels = kept(levels);
        Self {
            code: record.text_at("code").unwrap_or_else(|| At::new(String::new(), pos)),
            field: record.text("field"),
            levels,
            online: record.choice("online"),
            channels: record.texts("channels"),
            time_limit: record.text("time_limit"),
            fee: record.text("fee"),
            dossier: record.maps("dossier").into_iter().filter_map(paper).collect(),
            steps: record.texts("steps"),
            result: record.text("result"),
            legal: legal_uses(record, "legal_references"),
            changes: record.maps("changes").into_iter().filter_map(change).collect(),
            portal_url: record.text("portal_url"),
        }
    }

    /// The documents that its front matter names, each with its role: first what it rests on, then what changed it.
    pub fn uses(&self) -> impl Iterator<Item = &LegalUse> {
        self.legal.iter().chain(self.changes.iter().filter_map(|it| it.document.as_ref()))
    }

    /// The last change that has come by `today`, of those of one day the last typed.
    pub fn last_change(&self, today: jiff::civil::Date) -> Option<&Change> {
        let past = self.changes.iter().filter(|it| it.date.value.date <= today);
        past.max_by_key(|it| it.date.value.date)
    }

    /// Its state on a day. A procedure of which no change is told is applied.
    pub fn state(&self, today: jiff::civil::Date) -> State {
        match self.last_change(today) {
            Some(last) if last.kind == "repealed" => State::Repealed,
            Some(_) => State::InForce,
            // Before what is told first, it was there unless that made it.
            None => match self.changes.iter().min_by_key(|it| it.date.value.date) {
                Some(first) if first.kind == "new" => State::NotYet,
                _ => State::InForce,
            },
        }
    }
}

fn paper(mut it: Record) -> Option<Paper> {
    Some(Paper { name: it.text("name")?, copies: it.text("copies"), form: it.text_at("form") })
}

fn change(mut it: Record) -> Option<Change> {
    Some(Change {
        date: it.moment_at("date")?,
        kind: it.choice("kind")?,
        document: it.take("document").and_then(legal_use),
        note: it.text("note"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Pos;
    use jiff::civil::date;

    #[test]
    fn the_state_follows_from_the_changes() {
        #[track_caller]
        fn check(changes: &[(&'static str, i8)], day: i8, expected: State) {
            let changes = changes.iter().map(|(kind, day)| Change {
                date: At::new(Moment::day(date(2025, 7, *day)), Pos::default()),
                kind,
                document: None,
                note: None,
            });
            let record = &mut Record::default();
            let procedure = Procedure { changes: changes.collect(), ..Procedure::read(record) };
            assert_eq!(procedure.state(date(2025, 7, day)), expected);
        }
        check(&[], 1, State::InForce);
        check(&[("new", 2)], 1, State::NotYet);
        check(&[("new", 2)], 2, State::InForce);
        check(&[("amended", 2)], 1, State::InForce);
        check(&[("repealed", 3), ("new", 1)], 2, State::InForce);
        check(&[("repealed", 3), ("new", 1)], 3, State::Repealed);
        check(&[("new", 1), ("repealed", 3), ("new", 5)], 5, State::InForce);
        check(&[("repealed", 3), ("replaced", 3)], 4, State::InForce);
    }
}
