//! Indices of reform by year (PAR INDEX, SIPAS, PAPI, PCI, DDCI, DTI): what was aimed at, and what came out.

use super::common::{LegalUse, legal_use};
use crate::{
    diag::At,
    schema::{Choice, Field, Record, Shape, Target as Ref},
};

/// What only an indicator says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Indicator {
    /// Whether a lower score is the better one.
    pub is_lower_better: bool,
    /// By year and unit, as typed.
    pub data: Vec<Datum>,
}

/// An indicator in a year, of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Datum {
    /// As typed: `2025`.
    pub year: At<String>,
    /// Unit id or name; the unit of the site where there is none.
    pub unit: Option<At<String>>,
    /// What was aimed at.
    pub targets: Vec<Target>,
    /// What came out.
    pub result: Option<Outcome>,
}

/// What is aimed at in a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// Canonical type.
    pub sort: &'static str,
    /// A rank, a score, a number of places, or a group, as typed.
    pub value: At<String>,
    /// Of how many; of a group, how many groups there are.
    pub of: Option<u32>,
}

/// What came out in a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Outcome {
    /// As typed: `87,53`.
    pub score: Option<At<String>>,
    /// From 1.
    pub rank: Option<At<u32>>,
    /// Of how many.
    pub of: Option<u32>,
    /// The group that was announced, as typed.
    pub group: Option<String>,
    /// The document that announced it.
    pub published: Option<LegalUse>,
}

/// Types of targets.
pub const TARGETS: &[Choice] = &[
    Choice { key: "max_rank", names: &["thứ hạng không quá", "thứ hạng"] },
    Choice { key: "min_score", names: &["điểm ít nhất", "điểm"] },
    Choice { key: "rank_gain", names: &["tăng hạng", "tăng bậc"] },
    Choice { key: "group", names: &["nhóm"] },
];

/// Whether more is better.
pub const DIRECTIONS: &[Choice] = &[
    Choice { key: "higher", names: &["cao hơn", "càng cao càng tốt", "tăng"] },
    Choice { key: "lower", names: &["thấp hơn", "càng thấp càng tốt", "giảm"] },
];

/// The fields of an indicator.
pub const FIELDS: &[Field] = &[
    Field::new(
        "id",
        &["mã"],
        Shape::Identifier,
        "Mã, phần cuối của địa chỉ; để trống thì là tên tệp",
        "Id; the name of the file where it is empty",
    ),
    Field::new(
        "direction",
        &["chiều"],
        Shape::Choice(DIRECTIONS),
        "higher: điểm càng cao càng tốt (mặc định); lower: càng thấp càng tốt",
        "Whether a higher score (the default) or a lower one is better",
    ),
    Field::new(
        "data",
        &["dữ liệu"],
        Shape::List(&Shape::Map(DATUM)),
        "Chỉ tiêu và kết quả theo năm, theo đơn vị",
        "Targets and results by year and unit",
    ),
];

const DATUM: &[Field] = &[
    Field::new("year", &["năm"], Shape::Identifier, "Năm", "Year").required(),
    Field::new(
        "unit",
        &["đơn vị"],
        Shape::Ref(Ref::Unit),
        "Đơn vị được đánh giá; để trống thì là đơn vị chủ quản trang",
        "The unit assessed; that of the site where it is empty",
    ),
    Field::new(
        "targets",
        &["chỉ tiêu"],
        Shape::List(&Shape::Map(TARGET)),
        "Chỉ tiêu của năm",
        "What was aimed at",
    ),
    Field::new("result", &["kết quả"], Shape::Map(RESULT), "Kết quả của năm", "What came out"),
];

const TARGET: &[Field] = &[
    Field::new(
        "type",
        &["loại"],
        Shape::Choice(TARGETS),
        "max_rank: hạng không quá; min_score: điểm ít nhất; rank_gain: tăng ít nhất mấy bậc; group: trong nhóm",
        "Rank at most, score at least, places gained, or group",
    )
    .required(),
    Field::new("value", &["giá trị", "mức"], Shape::Identifier, "Mức: hạng, điểm, số bậc hoặc nhóm", "Rank, score, places or group")
        .required(),
    Field::new(
        "of",
        &["trên"],
        Shape::Count,
        "Trên tổng số mấy đơn vị; với group: tổng số mấy nhóm",
        "Of how many units; of a group, how many groups there are",
    ),
];

const RESULT: &[Field] = &[
    Field::new("score", &["điểm"], Shape::Identifier, "Điểm: 87,53", "Score"),
    Field::new("rank", &["hạng", "thứ hạng", "xếp hạng"], Shape::Count, "Thứ hạng, từ 1", "Rank, from 1"),
    Field::new("of", &["trên"], Shape::Count, "Trên tổng số mấy đơn vị được xếp hạng", "Of how many"),
    Field::new(
        "group",
        &["nhóm"],
        Shape::Identifier,
        "Nhóm được công bố, nếu có",
        "The group announced, if any",
    ),
    Field::new(
        "published",
        &["công bố"],
        Shape::Legal,
        "Văn bản công bố kết quả",
        "The document that announced it",
    ),
];

impl Indicator {
    /// Reads an indicator's own fields.
    pub fn read(record: &mut Record) -> Self {
        Self {
            is_lower_better: record.choice("direction") == Some("lower"),
            data: record.maps("data").into_iter().filter_map(datum).collect(),
        }
    }

    /// The documents that announced its results, in order.
    pub fn uses(&self) -> impl Iterator<Item = &LegalUse> {
        self.data.iter().filter_map(|it| it.result.as_ref()?.published.as_ref())
    }
}

fn datum(mut it: Record) -> Option<Datum> {
    let targets = it.maps("targets").into_iter().filter_map(|mut it| {
        Some(Target { sort: it.choice("type")?, value: it.text_at("value")?, of: it.count("of") })
    });
    let targets = targets.collect();
    let result = it.map("result").map(|mut it| Outcome {
        score: it.text_at("score"),
        rank: it.count_at("rank"),
        of: it.count("of"),
        group: it.text("group"),
        published: it.take("published").and_then(legal_use),
    });
    Some(Datum { year: it.text_at("year")?, unit: it.text_at("unit"), targets, result })
}
