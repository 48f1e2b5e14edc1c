//! Conferences, trainings, dialogues, contests.

use crate::{
    diag::At,
    schema::{Choice, Field, Record, Shape, Target},
    text::date::Moment,
};

/// What only an event says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    /// Canonical type.
    pub sort: &'static str,
    /// When it begins; absent only where that could not be read.
    pub start: Option<At<Moment>>,
    /// When it ends; a day without a time counts whole.
    pub end: Option<At<Moment>>,
    /// Where.
    pub place: Option<String>,
    /// Who holds it: unit id or name.
    pub organizer: Option<String>,
    /// Parts, as typed.
    pub phases: Vec<Phase>,
    /// The plans it belongs to.
    pub plans: Vec<At<String>>,
}

/// A part of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phase {
    /// What is done in it.
    pub name: String,
    /// When it begins.
    pub from: At<Moment>,
    /// When it ends; the day on which it begins where that is not told.
    pub to: Option<At<Moment>>,
}

/// Where a day stands to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Still to come.
    Coming,
    /// On.
    On,
    /// Over.
    Over,
}

impl Stage {
    /// Stable name: `coming`, `on`, `over`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::On => "on",
            Self::Over => "over",
        }
    }

    /// Of what lasts from one day to another, both counted.
    pub fn of(from: Moment, to: Option<Moment>, today: jiff::civil::Date) -> Self {
        let last = to.map_or(from.date, |it| it.date.max(from.date));
        match () {
            () if today < from.date => Self::Coming,
            () if today > last => Self::Over,
            () => Self::On,
        }
    }
}

/// Types of events.
pub const TYPES: &[Choice] = &[
    Choice { key: "conference", names: &["hội nghị", "hội thảo", "tọa đàm"] },
    Choice { key: "training", names: &["tập huấn", "lớp tập huấn", "bồi dưỡng"] },
    Choice { key: "dialogue", names: &["đối thoại"] },
    Choice { key: "contest", names: &["cuộc thi", "hội thi"] },
    Choice { key: "law-day", names: &["ngày pháp luật"] },
];

/// The fields of an event.
pub const FIELDS: &[Field] = &[
    Field::new(
        "type",
        &["loại"],
        Shape::Choice(TYPES),
        "Loại: hội nghị, tập huấn, đối thoại, cuộc thi, ngày pháp luật",
        "Type: conference, training, dialogue, contest, law-day",
    )
    .required(),
    Field::new(
        "start",
        &["bắt đầu"],
        Shape::Moment,
        "Bắt đầu: ngày, có thể kèm giờ",
        "Beginning, with a time if you like",
    )
    .required(),
    Field::new("end", &["kết thúc"], Shape::Moment, "Kết thúc", "End"),
    Field::new("place", &["địa điểm"], Shape::Text, "Địa điểm", "Where"),
    Field::new(
        "organizer",
        &["chủ trì", "đơn vị tổ chức"],
        Shape::Text,
        "Ai tổ chức: mã đơn vị hoặc tên",
        "Who holds it: unit id or name",
    ),
    Field::new(
        "phases",
        &["các đợt", "đợt"],
        Shape::List(&Shape::Map(PHASE)),
        "Các đợt, vòng",
        "Parts of it",
    ),
    Field::new(
        "plan",
        &["kế hoạch"],
        Shape::List(&Shape::Ref(Target::Plan)),
        "Thuộc kế hoạch nào; sự kiện không tự tính vào kết quả của kế hoạch",
        "Plans it belongs to; it counts for none by itself",
    ),
];

const PHASE: &[Field] = &[
    Field::new("name", &["tên"], Shape::Text, "Tên đợt", "What is done in it").required(),
    Field::new("from", &["từ"], Shape::Moment, "Bắt đầu", "Beginning").required(),
    Field::new("to", &["đến"], Shape::Moment, "Kết thúc", "End"),
];

impl Event {
    /// Reads an event's own fields.
    pub fn read(record: &mut Record) -> Self {
        let phases = record.maps("phases").into_iter().filter_map(|mut it| {
            Some(Phase { name: it.text("name")?, from: it.moment_at("from")?, to: it.moment_at("to") })
        });
        let phases = phases.collect();
        Self {
            sort: record.choice("type").unwrap_or("conference"),
            start: record.moment_at("start"),
            end: record.moment_at("end"),
            place: record.text("place"),
            organizer: record.text("organizer"),
            phases,
            plans: record.texts_at("plan"),
        }
    }

    /// Where a day stands to it: it lasts until the last of its end and its phases.
    pub fn stage(&self, today: jiff::civil::Date) -> Stage {
        let Some(start) = &self.start else { return Stage::Over };
        let ends = self.phases.iter().map(|it| it.to.as_ref().unwrap_or(&it.from)).chain(&self.end);
        Stage::of(start.value, ends.map(|it| it.value).max_by_key(|it| it.date), today)
    }
}
