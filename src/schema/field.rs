//! The vocabulary of field tables.

use crate::text::fold::same_key;

/// One field of a kind: a line of the table that parses it, documents it and describes it to editors.
#[derive(Debug)]
pub struct Field {
    /// Canonical English key, used in templates, JSON and the API.
    pub key: &'static str,
    /// Vietnamese names an author may write instead.
    pub aliases: &'static [&'static str],
    /// What may be written.
    pub shape: Shape,
    /// Whether its absence is an error.
    pub required: bool,
    /// What it means, for the officer.
    pub vi: &'static str,
    /// What it means, in English.
    pub en: &'static str,
}

impl Field {
    /// An optional field.
    pub const fn new(
        key: &'static str,
        aliases: &'static [&'static str],
        shape: Shape,
        vi: &'static str,
        en: &'static str,
    ) -> Self {
        Self { key, aliases, shape, required: false, vi, en }
    }

    /// Whether a typed key names it.
    pub fn is_named(&self, typed: &str) -> bool {
        std::iter::once(&self.key).chain(self.aliases).any(|it| same_key(typed, it))
    }

    /// The same field, required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Free text.
    Text,
    /// A string taken as typed: numbers of documents, codes, phones, ids of list items.
    Identifier,
    /// `true`/`false`, `có`/`không`.
    Bool,
    /// A count, 0 or more.
    Count,
    /// A day, with an optional time of day.
    Moment,
    /// One of a closed list.
    Choice(&'static [Choice]),
    /// The id (or, for units and authors, the name) of another entry.
    Ref(Target),
    /// A file in `content/`, absolute (`/hinh-anh/x.svg`) or beside the Markdown file.
    File,
    /// An absolute web address (`https:`, `mailto:`), or a path of the site.
    Url,
    /// A reference to a legal document: text or a map, see [`LEGAL_REFERENCE`].
    Legal,
    /// A list; one value alone counts as a list of one.
    List(&'static Shape),
    /// A map with fields of its own.
    Map(&'static [Field]),
    /// A text, or a map with fields of its own; the text stands for the field named.
    TextOrMap(&'static str, &'static [Field]),
    /// A map with free keys.
    Dict(&'static Shape),
    /// Anything; kept as JSON.
    Free,
}

/// What an id points to. References are checked against the whole site, with the nearest name offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A unit of `danh-muc/co-quan.yaml`.
    Unit,
    /// An author of `danh-muc/tac-gia.yaml`.
    Author,
    /// A topic of `danh-muc/chu-de.yaml`.
    Topic,
    /// A content area of `danh-muc/noi-dung.yaml`.
    Area,
    /// A form of `danh-muc/hinh-thuc.yaml`.
    Form,
    /// A plan.
    Plan,
}

/// One allowed value of an enumerated field.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// Canonical English value.
    pub key: &'static str,
    /// Vietnamese spellings; the first is shown to readers.
    pub names: &'static [&'static str],
}

/// The map form of a legal reference.
pub const LEGAL_REFERENCE: &[Field] = &[
    Field::new(
        "number",
        &["số ký hiệu"],
        Shape::Identifier,
        "Số, ký hiệu của văn bản, hoặc mã trong danh mục",
        "Number and symbol of the document, or its register id",
    )
    .required(),
    Field::new(
        "issuer",
        &["cơ quan ban hành"],
        Shape::Text,
        "Cơ quan ban hành, cần khi nhiều nơi có văn bản cùng số",
        "Issuer, needed where several have the same number",
    ),
    Field::new("date", &["ngày ban hành"], Shape::Moment, "Ngày ban hành", "Date of issue"),
    Field::new(
        "role",
        &["vai trò"],
        Shape::Choice(ROLES),
        "Bài viết dùng văn bản để làm gì; để trống là viện dẫn",
        "What the article uses the document for",
    ),
    Field::new(
        "provision",
        &["điều khoản"],
        Shape::Text,
        "Điều, khoản, điểm được nhắc đến",
        "The provision referred to",
    ),
];

/// Roles of a legal reference.
pub const ROLES: &[Choice] = &[
    Choice { key: "basis", names: &["căn cứ"] },
    Choice { key: "implements", names: &["triển khai"] },
    Choice { key: "introduces", names: &["giới thiệu"] },
    Choice { key: "cites", names: &["viện dẫn"] },
];

/// The field of `table` that a typed key names.
pub fn find<'t>(table: &'t [Field], typed: &str) -> Option<&'t Field> {
    // As written in the table, which is what nearly everyone types; only then are spellings compared.
    let exact = table.iter().find(|field| field.key == typed || field.aliases.contains(&typed));
    exact.or_else(|| table.iter().find(|field| field.is_named(typed)))
}

/// All names of the fields of a table, canonical first.
pub fn names(table: &[Field]) -> impl Iterator<Item = &'static str> + '_ {
    table.iter().flat_map(|field| std::iter::once(field.key).chain(field.aliases.iter().copied()))
}

/// The choice that a typed value names; marks may be left out altogether, hyphens may stand for spaces.
pub fn choose(choices: &'static [Choice], typed: &str) -> Option<&'static Choice> {
    let exact = choices.iter().find(|choice| choice.key == typed || choice.names.contains(&typed));
    let spelt =
        |choice: &&Choice| same_key(typed, choice.key) || choice.names.iter().any(|it| same_key(typed, it));
    exact.or_else(|| choices.iter().find(spelt))
}
