//! The fields that every page has (content-model: "Common to every page").

use crate::{
    diag::At,
    schema::{Field, Record, Shape, Target, Value, field, record::kept},
    text::{date::Moment, fold},
};

/// What every page may say.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Common {
    /// The headline.
    pub title: At<String>,
    /// Replaces the last part of the path.
    pub slug: Option<At<String>>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// When it was published, as its author says.
    pub date: Option<At<Moment>>,
    /// When it was last changed.
    pub updated: Option<At<Moment>>,
    /// Not to be published.
    pub draft: bool,
    /// Not to be published before.
    pub publish_at: Option<At<Moment>>,
    /// Not to be shown from then on.
    pub expires_at: Option<At<Moment>>,
    /// Ids or names.
    pub authors: Vec<At<String>>,
    /// Unit id.
    pub agency: Option<At<String>>,
    /// Topic ids.
    pub topics: Vec<At<String>>,
    /// Free tags.
    pub tags: Vec<String>,
    /// The picture of the page.
    pub image: Option<Image>,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// Old addresses that lead here.
    pub aliases: Vec<At<String>>,
    /// Corrections made since publication.
    pub corrections: Vec<Correction>,
    /// That what it says no longer stands.
    pub withdrawn: Option<Box<Withdrawal>>,
    /// Where a re-published text comes from.
    pub source: Option<Source>,
    /// BCP 47 tag where it differs from the site's.
    pub language: Option<String>,
    /// The page that this one is a translation of: a path as in links.
    pub translation_of: Option<At<String>>,
    /// Free values for templates, as JSON text.
    pub extra: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Image {
    /// File in `content/`.
    pub src: At<String>,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
    /// The line under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attachment {
    /// File in `content/`.
    pub file: At<String>,
    /// What it is.
    pub title: Option<String>,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// When it was made.
    pub date: Option<At<Moment>>,
    /// What was wrong and how it should read.
    pub text: String,
}

/// A notice that a page is withdrawn: it stays at its address and says so, and nothing recommends it any longer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Withdrawal {
    /// From when on.
    pub date: At<Moment>,
    /// Why.
    pub reason: String,
}

/// Where a re-published text comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// Name of the publication.
    pub name: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
}

/// The common fields.
pub const FIELDS: &[Field] = &[
    Field::new("title", &["tiêu đề"], Shape::Text, "Tiêu đề", "Headline").required(),
    Field::new(
        "slug",
        &["đường dẫn"],
        Shape::Identifier,
        "Phần cuối của địa chỉ, thay cho tên tệp",
        "Last part of the address, in place of the file name",
    ),
    Field::new(
        "summary",
        &["tóm tắt", "sapo"],
        Shape::Text,
        "Một, hai câu tóm tắt, hiện ở danh sách và kết quả tìm kiếm",
        "One or two sentences shown in lists and search results",
    ),
    Field::new(
        "date",
        &["ngày", "ngày đăng"],
        Shape::Moment,
        "Ngày đăng, có thể kèm giờ",
        "Date of publication, with a time if you like",
    ),
    Field::new("updated", &["cập nhật"], Shape::Moment, "Lần sửa gần nhất", "Last change"),
    Field::new(
        "draft",
        &["nháp"],
        Shape::Bool,
        "true: bài nháp, không đưa lên trang",
        "true keeps the page off the site",
    ),
    Field::new("publish_at", &["hẹn đăng"], Shape::Moment, "Chưa hiện trước lúc này", "Not shown before"),
    Field::new("expires_at", &["hết hạn"], Shape::Moment, "Thôi hiện từ lúc này", "Not shown from then on"),
    Field::new(
        "author",
        &["tác giả"],
        Shape::List(&Shape::Ref(Target::Author)),
        "Mã hoặc tên tác giả, có thể nhiều người",
        "Author id or name, or several",
    ),
    Field::new(
        "agency",
        &["cơ quan", "đơn vị"],
        Shape::Ref(Target::Unit),
        "Mã đơn vị (danh-muc/co-quan.yaml)",
        "Unit id",
    ),
    Field::new(
        "topics",
        &["chủ đề"],
        Shape::List(&Shape::Ref(Target::Topic)),
        "Mã chủ đề (danh-muc/chu-de.yaml)",
        "Topic ids",
    ),
    Field::new("tags", &["thẻ"], Shape::List(&Shape::Text), "Từ khóa tự do", "Free tags"),
    Field::new("image", &["ảnh"], Shape::TextOrMap("src", IMAGE), "Ảnh đại diện", "Picture of the page"),
    Field::new(
        "attachments",
        &["đính kèm"],
        Shape::List(&Shape::TextOrMap("file", ATTACHMENT)),
        "Tệp đính kèm",
        "Files to download",
    ),
    Field::new(
        "aliases",
        &["đường dẫn cũ"],
        Shape::List(&Shape::Url),
        "Các địa chỉ cũ dẫn về trang này",
        "Old addresses that lead here",
    ),
    Field::new(
        "corrections",
        &["đính chính"],
        Shape::List(&Shape::Map(CORRECTION)),
        "Các lần đính chính",
        "Corrections",
    ),
    Field::new(
        "withdrawn",
        &["thu hồi"],
        Shape::Map(WITHDRAWAL),
        "Bài đã thu hồi: vẫn ở địa chỉ cũ kèm thông báo, không được đề xuất và không tính cho kế hoạch nữa",
        "Withdrawn: stays at its address with a notice, is recommended nowhere and no longer counts for plans",
    ),
    Field::new(
        "source",
        &["nguồn"],
        Shape::TextOrMap("name", SOURCE),
        "Nguồn của bài đăng lại",
        "Origin of a re-published text",
    ),
    Field::new(
        "language",
        &["ngôn ngữ"],
        Shape::Identifier,
        "Mã ngôn ngữ của bài nếu khác trang",
        "Language tag where it differs",
    ),
    Field::new(
        "translation_of",
        &["bản dịch của"],
        Shape::Identifier,
        "Đường dẫn của bài gốc, nếu bài này là bản dịch",
        "Path of the original, where this is a translation",
    ),
    Field::new(
        "kind",
        &["loại nội dung"],
        Shape::Choice(super::KIND_CHOICES),
        "Loại nội dung, khi khác loại của thư mục",
        "Kind, where it differs from the folder's",
    ),
    Field::new("extra", &[], Shape::Free, "Trường tự đặt cho giao diện riêng", "Free values for templates"),
];

const IMAGE: &[Field] = &[
    Field::new("src", &["tệp"], Shape::File, "Tệp ảnh trong content/", "File in content/").required(),
    Field::new(
        "alt",
        &["mô tả"],
        Shape::Text,
        "Ảnh cho thấy gì, đọc cho người không nhìn được",
        "What it shows",
    ),
    Field::new("caption", &["chú thích"], Shape::Text, "Dòng chữ dưới ảnh", "Line under the picture"),
    Field::new("credit", &["ảnh của"], Shape::Text, "Người chụp, vẽ", "Who made it"),
];

/// Fields of an attachment.
pub const ATTACHMENT: &[Field] = &[
    Field::new("file", &["tệp"], Shape::File, "Tệp trong content/", "File in content/").required(),
    Field::new("title", &["tiêu đề"], Shape::Text, "Tên hiện ra", "Title shown"),
];

const CORRECTION: &[Field] = &[
    Field::new("date", &["ngày"], Shape::Moment, "Ngày đính chính", "Date of the correction"),
    Field::new(
        "text",
        &["nội dung"],
        Shape::Text,
        "Sai gì, sửa thành gì",
        "What was wrong and how it should read",
    )
    .required(),
];

const WITHDRAWAL: &[Field] = &[
    Field::new("date", &["ngày"], Shape::Moment, "Ngày thu hồi", "Date of the withdrawal").required(),
    Field::new("reason", &["lý do"], Shape::Text, "Vì sao thu hồi", "Why").required(),
];

const SOURCE: &[Field] = &[
    Field::new("name", &["tên"], Shape::Text, "Tên nguồn", "Name"),
    Field::new("url", &["địa chỉ"], Shape::Url, "Địa chỉ bài gốc", "Address of the original"),
];

/// The whole table of a kind: its own fields, then the common ones it does not define itself.
pub(super) fn table(own: &'static [Field]) -> &'static [Field] {
    let clash = |common: &Field| own.iter().any(|it| it.key == common.key);
    let taken = |alias: &str| {
        field::names(own).any(|name| fold::same_key(alias, name) || fold::same_key(name, alias))
    };
    let mut all: Vec<Field> = own.iter().map(copy).collect();
    for common in FIELDS.iter().filter(|it| !clash(it)) {
        // An alias that the kind uses for a field of its own means that field there (`chủ đề năm`, `nguồn`).
        let aliases: Vec<&'static str> = common.aliases.iter().copied().filter(|it| !taken(it)).collect();
        all.push(Field { aliases: aliases.leak(), ..copy(common) });
    }
    all.leak()
}

fn copy(field: &Field) -> Field {
    Field {
        key: field.key,
        aliases: field.aliases,
        shape: field.shape,
        required: field.required,
        vi: field.vi,
        en: field.en,
    }
}

impl Common {
    /// Reads the common fields. A question is its own title; another that is missing (already reported) becomes `fallback`.
    pub fn read(record: &mut Record, fallback: &str) -> Self {
        let title = record.text_at("title").or_else(|| record.peek("question"));
        Self {
            title: title.unwrap_or_else(|| At::new(fallback.to_owned(), record.pos())),
            slug: record.text_at("slug").or_else(|| record.text_at("id")),
            summary: record.text("summary"),
            date: record.moment_at("date"),
            updated: record.moment_at("updated"),
            draft: record.flag("draft"),
            publish_at: record.moment_at("publish_at"),
            expires_at: record.moment_at("expires_at"),
            authors: record.texts_at("author"),
            agency: record.text_at("agency"),
            topics: record.texts_at("topics"),
            tags: record.texts("tags"),
            image: record.map("image").and_then(|mut it| {
                Some(Image {
                    src: it.text_at("src")?,
                    alt: it.text("alt"),
                    caption: it.text("caption"),
                    credit: it.text("credit"),
                })
            }),
            attachments: attachments(record),
            aliases: record.texts_at("aliases"),
            corrections: record
                .maps("corrections")
                .into_iter()
                .filter_map(|mut it| Some(Correction { text: it.text("text")?, date: it.moment_at("date") }))
                .collect(),
            withdrawn: record.map("withdrawn").and_then(|mut it| {
                Some(Box::new(Withdrawal { date: it.moment_at("date")?, reason: it.text("reason")? }))
            }),
            source: record.map("source").map(|mut it| Source { name: it.text("name"), url: it.text("url") }),
            language: record.text("language"),
            translation_of: record.text_at("translation_of"),
            extra: record.free("extra"),
        }
    }
}

fn attachments(record: &mut Record) -> Vec<Attachment> {
    let maps = record.maps("attachments").into_iter();
    maps.filter_map(|mut it| Some(Attachment { file: it.text_at("file")?, title: it.text("title") }))
        .collect()
}

/// A reference to a legal document as an author wrote it; resolved against the register later.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LegalUse {
    /// The reference as typed; a map's parts joined by commas.
    pub written: At<String>,
    /// Canonical role, `cites` when none is given.
    pub role: &'static str,
    /// The provision, as typed in a map.
    pub provision: Option<String>,
}

/// Reads a list of legal references.
pub fn legal_uses(record: &mut Record, key: &str) -> Vec<LegalUse> {
    kept(record.list(key).into_iter().filter_map(legal_use))
}

/// Reads one legal reference.
pub fn legal_use(given: At<Value>) -> Option<LegalUse> {
    match given.value {
        Value::Text(text) => {
            Some(LegalUse { written: At::new(text, given.pos), role: "cites", provision: None })
        }
        Value::Map(mut map) => {
            let number = map.text_at("number")?;
            let mut written = number.value;
            if let Some(issuer) = map.text("issuer") {
                written = format!("{written}, {issuer}");
            }
            if let Some(date) = map.moment_at("date") {
                written = format!("{written}, {}", date.value.date.strftime("%d/%m/%Y"));
            }
            let role = map.choice("role").unwrap_or("cites");
            Some(LegalUse { written: At::new(written, number.pos), role, provision: map.text("provision") })
        }
        _ => None,
    }
}
