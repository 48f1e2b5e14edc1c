//! The registries of `content/danh-muc/`: units, authors, topics, content areas, forms, abbreviations.

use crate::{
    diag::At,
    schema::{Choice, Field, Record, Shape, Target, Value},
    text::date::Moment,
};

/// All registries of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Registries {
    /// `co-quan.yaml`
    pub units: Vec<Unit>,
    /// `tac-gia.yaml`
    pub authors: Vec<Author>,
    /// `chu-de.yaml`
    pub topics: Vec<Topic>,
    /// `noi-dung.yaml`
    pub areas: Vec<Area>,
    /// `hinh-thuc.yaml`
    pub forms: Vec<Form>,
    /// `viet-tat.yaml`
    pub abbreviations: Vec<Abbreviation>,
    /// Names of the files (`co-quan`) in which something could not be read.
    pub broken: std::collections::BTreeSet<String>,
}

/// The folder of registries below `content/`.
pub const FOLDER: &str = "danh-muc";

/// The registries: file name without `.yaml`, Vietnamese name, fields of one item.
pub const FILES: &[(&str, &str, &[Field])] = &[
    ("co-quan", "cơ quan, đơn vị", UNIT),
    ("tac-gia", "tác giả", AUTHOR),
    ("chu-de", "chủ đề", TOPIC),
    ("noi-dung", "nội dung cải cách", AREA),
    ("hinh-thuc", "hình thức tuyên truyền", FORM),
    ("viet-tat", "chữ viết tắt", ABBREVIATION),
];

/// An agency, office or association.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Id.
    pub id: At<String>,
    /// Full name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Short name.
    pub short: Option<String>,
    /// Canonical level.
    pub level: Option<&'static str>,
    /// Unit above.
    pub parent: Option<At<String>>,
    /// First day, where known.
    pub from: Option<At<Moment>>,
    /// Last day, where it has ended.
    pub to: Option<At<Moment>>,
    /// Unit that took over.
    pub successor: Option<At<String>>,
    /// How to reach it.
    pub contacts: Contacts,
    /// Forms of publicity it has.
    pub channels: Vec<At<String>>,
    /// Name and office of its head.
    pub head: Option<Head>,
}

/// How to reach a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Contacts {
    /// Postal address.
    pub address: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web address.
    pub website: Option<String>,
}

/// The head of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Head {
    /// Name.
    pub name: Option<String>,
    /// Office.
    pub title: Option<String>,
}

/// An author.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Author {
    /// Id.
    pub id: At<String>,
    /// Name.
    pub name: String,
    /// Initials.
    pub initials: Option<String>,
    /// Unit.
    pub agency: Option<At<String>>,
}

/// A topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topic {
    /// Id.
    pub id: At<String>,
    /// Title.
    pub title: String,
    /// A sentence.
    pub description: Option<String>,
    /// Content area.
    pub area: Option<At<String>>,
}

/// A content area of the reform.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Area {
    /// Id.
    pub id: At<String>,
    /// Title.
    pub title: String,
    /// A sentence.
    pub description: Option<String>,
}

/// A form of publicity.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Form {
    /// Id.
    pub id: At<String>,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What is counted: tin, lượt phát, tờ.
    pub measure: Option<String>,
    /// Canonical kind.
    pub kind: Option<&'static str>,
}

/// An abbreviation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Abbreviation {
    /// As written: `TTHC`.
    pub short: At<String>,
    /// In full.
    pub full: String,
    /// As read on the radio, where it differs.
    pub radio: Option<String>,
}

/// Levels of administration.
pub const LEVELS: &[Choice] = &[
    Choice { key: "central", names: &["trung ương", "TW"] },
    Choice { key: "province", names: &["tỉnh", "thành phố"] },
    Choice { key: "district", names: &["huyện", "quận", "thị xã"] },
    Choice { key: "commune", names: &["xã", "phường", "thị trấn", "đặc khu"] },
];

/// Kinds of forms: what proves that something was done.
pub const FORM_KINDS: &[Choice] = &[
    Choice { key: "web", names: &["web", "trang thông tin"] },
    Choice { key: "social", names: &["xã hội", "mạng xã hội"] },
    Choice { key: "radio", names: &["phát thanh", "truyền thanh"] },
    Choice { key: "visual", names: &["trực quan"] },
    Choice { key: "direct", names: &["trực tiếp"] },
    Choice { key: "print", names: &["ấn phẩm"] },
    Choice { key: "event", names: &["sự kiện"] },
];

/// Fields of a unit.
pub const UNIT: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã, dùng trong phần đầu bài và địa chỉ", "Id").required(),
    Field::new("name", &["tên"], Shape::Text, "Tên đầy đủ", "Full name").required(),
    Field::new("aliases", &["tên khác"], Shape::List(&Shape::Text), "Các cách gọi khác", "Other names"),
    Field::new("short", &["tên gọn"], Shape::Text, "Tên gọn", "Short name"),
    Field::new("level", &["cấp"], Shape::Choice(LEVELS), "Cấp: TW, tỉnh, huyện, xã", "Level"),
    Field::new("parent", &["cấp trên"], Shape::Ref(Target::Unit), "Mã đơn vị cấp trên", "Unit above"),
    Field::new("valid", &["hoạt động"], Shape::Map(VALID), "Thời gian tồn tại", "When it existed"),
    Field::new(
        "successor",
        &["đơn vị kế tục"],
        Shape::Ref(Target::Unit),
        "Mã đơn vị kế tục",
        "Unit that took over",
    ),
    Field::new("contacts", &["liên hệ"], Shape::Map(CONTACTS), "Liên hệ", "How to reach it"),
    Field::new(
        "channels",
        &["kênh"],
        Shape::List(&Shape::Ref(Target::Form)),
        "Các hình thức tuyên truyền mà đơn vị có",
        "Forms of publicity it has",
    ),
    Field::new("head", &["người đứng đầu"], Shape::TextOrMap("name", HEAD), "Người đứng đầu", "Head"),
];

const VALID: &[Field] = &[
    Field::new("from", &["từ"], Shape::Moment, "Ngày thành lập", "First day"),
    Field::new("to", &["đến"], Shape::Moment, "Ngày cuối cùng", "Last day"),
];

const CONTACTS: &[Field] = &[
    Field::new("address", &["địa chỉ"], Shape::Text, "Địa chỉ", "Postal address"),
    Field::new("phone", &["điện thoại"], Shape::Identifier, "Điện thoại", "Phone"),
    Field::new("email", &["thư điện tử"], Shape::Identifier, "Thư điện tử", "E-mail"),
    Field::new("website", &["trang tin"], Shape::Url, "Trang thông tin điện tử", "Web address"),
];

const HEAD: &[Field] = &[
    Field::new("name", &["tên", "họ tên"], Shape::Text, "Họ và tên", "Name"),
    Field::new("title", &["chức vụ"], Shape::Text, "Chức vụ", "Office"),
];

/// Fields of an author.
pub const AUTHOR: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã", "Id").required(),
    Field::new("name", &["tên"], Shape::Text, "Họ và tên hoặc bút danh", "Name").required(),
    Field::new("initials", &["viết tắt"], Shape::Identifier, "Chữ ký tắt", "Initials"),
    Field::new("agency", &["đơn vị", "cơ quan"], Shape::Ref(Target::Unit), "Mã đơn vị", "Unit id"),
];

/// Fields of a topic.
pub const TOPIC: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã", "Id").required(),
    Field::new("title", &["tiêu đề", "tên"], Shape::Text, "Tên chủ đề", "Title").required(),
    Field::new("description", &["mô tả"], Shape::Text, "Một câu giới thiệu", "A sentence"),
    Field::new("area", &["lĩnh vực"], Shape::Ref(Target::Area), "Mã nội dung cải cách", "Content area"),
];

/// Fields of a content area.
pub const AREA: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã", "Id").required(),
    Field::new("title", &["tiêu đề", "tên"], Shape::Text, "Tên nội dung", "Title").required(),
    Field::new("description", &["mô tả"], Shape::Text, "Một câu giới thiệu", "A sentence"),
];

/// Fields of a form.
pub const FORM: &[Field] = &[
    Field::new("id", &["mã"], Shape::Identifier, "Mã", "Id").required(),
    Field::new("name", &["tên"], Shape::Text, "Tên hình thức", "Name").required(),
    Field::new("aliases", &["tên khác"], Shape::List(&Shape::Text), "Các cách gọi khác", "Other names"),
    Field::new(
        "measure",
        &["đơn vị tính"],
        Shape::Text,
        "Đơn vị tính: tin, lượt phát, tờ",
        "What is counted",
    ),
    Field::new("kind", &["loại"], Shape::Choice(FORM_KINDS), "Loại hình thức", "Kind"),
];

/// Fields of an abbreviation, below its key.
pub const ABBREVIATION: &[Field] = &[
    Field::new("full", &["đầy đủ"], Shape::Text, "Viết đầy đủ", "In full").required(),
    Field::new("radio", &["đọc"], Shape::Text, "Cách đọc trên loa, khi khác", "As read on the radio"),
];

/// The shape of `viet-tat.yaml`: `TTHC: thủ tục hành chính` or `TTHC: {full, radio}`.
pub const ABBREVIATIONS: Shape = Shape::Dict(&Shape::TextOrMap("full", ABBREVIATION));

impl Unit {
    /// Reads a unit; absent when its id or name is.
    pub fn read(mut it: Record) -> Option<Self> {
        let (from, to) =
            it.map("valid").map_or((None, None), |mut it| (it.moment_at("from"), it.moment_at("to")));
        Some(Self {
            id: it.text_at("id")?,
            name: it.text("name")?,
            aliases: it.texts("aliases"),
            short: it.text("short"),
            level: it.choice("level"),
            parent: it.text_at("parent"),
            from,
            to,
            successor: it.text_at("successor"),
            contacts: it.map("contacts").map_or_else(Contacts::default, |mut it| Contacts {
                address: it.text("address"),
                phone: it.text("phone"),
                email: it.text("email"),
                website: it.text("website"),
            }),
            channels: it.texts_at("channels"),
            head: it.map("head").map(|mut it| Head { name: it.text("name"), title: it.text("title") }),
        })
    }
}

impl Author {
    /// Reads an author.
    pub fn read(mut it: Record) -> Option<Self> {
        Some(Self {
            id: it.text_at("id")?,
            name: it.text("name")?,
            initials: it.text("initials"),
            agency: it.text_at("agency"),
        })
    }
}

impl Topic {
    /// Reads a topic.
    pub fn read(mut it: Record) -> Option<Self> {
        Some(Self {
            id: it.text_at("id")?,
            title: it.text("title")?,
            description: it.text("description"),
            area: it.text_at("area"),
        })
    }
}

impl Area {
    /// Reads a content area.
    pub fn read(mut it: Record) -> Option<Self> {
        Some(Self { id: it.text_at("id")?, title: it.text("title")?, description: it.text("description") })
    }
}

impl Form {
    /// Reads a form.
    pub fn read(mut it: Record) -> Option<Self> {
        Some(Self {
            id: it.text_at("id")?,
            name: it.text("name")?,
            aliases: it.texts("aliases"),
            measure: it.text("measure"),
            kind: it.choice("kind"),
        })
    }
}

impl Abbreviation {
    /// Reads an abbreviation from its key and its value.
    pub fn read(short: At<String>, value: Value) -> Option<Self> {
        let Value::Map(mut it) = value else { return None };
        Some(Self { short, full: it.text("full")?, radio: it.text("radio") })
    }
}
