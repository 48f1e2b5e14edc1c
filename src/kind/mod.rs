//! The kinds of content. One file each: its table of fields, its type, and how a record becomes it.
//!
//! To add a kind: a file here, a variant of [`Meta`] and of [`Kind`], a template.

pub mod activity;
pub mod article;
pub mod common;
pub mod event;
pub mod indicator;
pub mod legal_document;
pub mod page;
pub mod plan;
pub mod procedure;
pub mod question;
pub mod registry;
pub mod words;

use common::LegalUse;

use crate::{
    diag::At,
    schema::{Choice, Field, Record},
};

pub use activity::Activity;
pub use article::Article;
pub use common::Common;
pub use event::Event;
pub use indicator::Indicator;
pub use legal_document::LegalDocument;
pub use page::Page;
pub use plan::Plan;
pub use procedure::Procedure;
pub use question::Question;

/// The kinds, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A news article.
    Article,
    /// A publicity plan.
    Plan,
    /// A legal document.
    Document,
    /// An administrative procedure.
    Procedure,
    /// A question and its answer.
    Question,
    /// A conference, training or contest.
    Event,
    /// An index of reform, by year.
    Indicator,
    /// Any other page.
    Page,
}

/// Names of the kinds in `bantin.yaml` and in `kind:`.
pub const KIND_CHOICES: &[Choice] = &[
    Choice { key: "article", names: &["bài viết", "tin"] },
    Choice { key: "plan", names: &["kế hoạch"] },
    Choice { key: "document", names: &["văn bản"] },
    Choice { key: "procedure", names: &["thủ tục", "thủ tục hành chính"] },
    Choice { key: "question", names: &["hỏi đáp", "câu hỏi"] },
    Choice { key: "event", names: &["sự kiện", "cuộc thi"] },
    Choice { key: "indicator", names: &["chỉ số"] },
    Choice { key: "page", names: &["trang"] },
];

impl Kind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::Article,
        Self::Plan,
        Self::Document,
        Self::Procedure,
        Self::Question,
        Self::Event,
        Self::Indicator,
        Self::Page,
    ];

    /// The kind with the given canonical name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }

    /// Canonical name: `article`, `plan`, `document` and so on; also the name of its template.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Plan => "plan",
            Self::Document => "document",
            Self::Procedure => "procedure",
            Self::Question => "question",
            Self::Event => "event",
            Self::Indicator => "indicator",
            Self::Page => "page",
        }
    }

    /// The name readers see.
    pub fn name_vi(self) -> &'static str {
        match self {
            Self::Article => "bài viết",
            Self::Plan => "kế hoạch",
            Self::Document => "văn bản",
            Self::Procedure => "thủ tục hành chính",
            Self::Question => "hỏi đáp",
            Self::Event => "sự kiện",
            Self::Indicator => "chỉ số",
            Self::Page => "trang",
        }
    }

    /// The fields of the front matter: those of the kind, then the common ones that it does not define anew.
    pub fn fields(self) -> &'static [Field] {
        static TABLES: std::sync::OnceLock<Vec<(Kind, &'static [Field])>> = std::sync::OnceLock::new();
        let tables = TABLES
            .get_or_init(|| Self::ALL.iter().map(|kind| (*kind, common::table(kind.own_fields()))).collect());
        tables.iter().find(|(kind, _)| *kind == self).map_or(&[], |(_, table)| table)
    }

    /// The fields that only this kind has.
    pub fn own_fields(self) -> &'static [Field] {
        match self {
            Self::Article => article::FIELDS,
            Self::Plan => plan::FIELDS,
            Self::Document => legal_document::FIELDS,
            Self::Procedure => procedure::FIELDS,
            Self::Question => question::FIELDS,
            Self::Event => event::FIELDS,
            Self::Indicator => indicator::FIELDS,
            Self::Page => page::FIELDS,
        }
    }

    /// Reads what is the kind's own from a record.
    pub fn meta(self, record: &mut Record, common: &Common) -> Meta {
        match self {
            Self::Article => Meta::Article(Box::new(Article::read(record))),
            Self::Plan => Meta::Plan(Box::new(Plan::read(record))),
            Self::Document => Meta::Document(Box::new(LegalDocument::read(record, &common.title.value))),
            Self::Procedure => Meta::Procedure(Box::new(Procedure::read(record))),
            Self::Question => Meta::Question(Box::new(Question::read(record, &common.title))),
            Self::Event => Meta::Event(Box::new(Event::read(record))),
            Self::Indicator => Meta::Indicator(Box::new(Indicator::read(record))),
            Self::Page => Meta::Page(Page::read(record)),
        }
    }
}

/// What an entry is, by its kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Meta {
    /// A news article.
    Article(Box<Article>),
    /// A publicity plan.
    Plan(Box<Plan>),
    /// A legal document.
    Document(Box<LegalDocument>),
    /// An administrative procedure.
    Procedure(Box<Procedure>),
    /// A question and its answer.
    Question(Box<Question>),
    /// A conference, training or contest.
    Event(Box<Event>),
    /// An index of reform, by year.
    Indicator(Box<Indicator>),
    /// Any other page.
    Page(Page),
}

impl Meta {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Article(_) => Kind::Article,
            Self::Plan(_) => Kind::Plan,
            Self::Document(_) => Kind::Document,
            Self::Procedure(_) => Kind::Procedure,
            Self::Question(_) => Kind::Question,
            Self::Event(_) => Kind::Event,
            Self::Indicator(_) => Kind::Indicator,
            Self::Page(_) => Kind::Page,
        }
    }

    /// What the front matter says of legal documents: those of an article, what a plan carries out, relations of a document, what a
    /// procedure or an answer rests on, what announced a result.
    pub fn uses(&self) -> Vec<&LegalUse> {
        match self {
            Self::Article(it) => it.legal.iter().collect(),
            Self::Plan(it) => it.implements.iter().collect(),
            Self::Document(it) => it.relations.iter().map(|it| &it.target).collect(),
            Self::Procedure(it) => it.uses().collect(),
            Self::Question(it) => it.legal.iter().collect(),
            Self::Indicator(it) => it.uses().collect(),
            Self::Event(_) | Self::Page(_) => Vec::new(),
        }
    }

    /// The codes of the procedures that an article or a question names.
    pub fn procedures(&self) -> &[At<String>] {
        match self {
            Self::Article(it) => &it.procedures,
            Self::Question(it) => &it.procedures,
            _ => &[],
        }
    }
}
