//! Tables of fields for others: JSON Schema (draft 2020-12) for editors, Markdown for people.

use serde_json::{Map, Value, json};

use super::field::{Choice, Field, LEGAL_REFERENCE, Shape, Target};

/// The dialect of the schemas.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a map with the fields of `table`, standing at `pointer` (`#` for the whole document).
/// Every alias is a property too; spellings that only folding equals (`Ngày Đăng`) are not.
pub fn object(table: &[Field], pointer: &str) -> Value {
    let mut properties = Map::new();
    for field in table {
        let at = format!("{pointer}/properties/{}", field.key);
        let mut schema = shape(field.shape, &at);
        describe(&mut schema, field.vi);
        properties.insert(field.key.to_owned(), schema);
        for alias in field.aliases {
            properties.insert((*alias).to_owned(), json!({"description": field.vi, "$ref": at}));
        }
    }
    let required = table.iter().filter(|it| it.required).map(|field| {
        let names = std::iter::once(field.key).chain(field.aliases.iter().copied());
        json!({"anyOf": names.map(|it| json!({"required": [it]})).collect::<Vec<_>>()})
    });
    let required: Vec<Value> = required.collect();
    let mut object = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        object["allOf"] = Value::Array(required);
    }
    object
}

/// The schema of a value of `shape`, standing at `pointer`.
pub fn shape(shape: Shape, pointer: &str) -> Value {
    match shape {
        Shape::Text | Shape::Identifier | Shape::Ref(_) | Shape::File | Shape::Url | Shape::Moment => {
            json!({"type": ["string", "number", "null"]})
        }
        Shape::Bool => json!({"enum": [true, false, "có", "không", null]}),
        Shape::Count => json!({"type": ["integer", "null"], "minimum": 0}),
        Shape::Choice(choices) => json!({"enum": choices.iter().flat_map(spellings).collect::<Vec<_>>()}),
        Shape::Legal => either(json!({"type": "string"}), LEGAL_REFERENCE, pointer),
        Shape::TextOrMap(_, table) => either(json!({"type": ["string", "number", "null"]}), table, pointer),
        Shape::List(item) => json!({"anyOf": [
            {"type": "array", "items": self::shape(*item, &format!("{pointer}/anyOf/0/items"))},
            self::shape(*item, &format!("{pointer}/anyOf/1")),
        ]}),
        Shape::Map(table) => object(table, pointer),
        Shape::Dict(item) => json!({
            "type": "object",
            "additionalProperties": self::shape(*item, &format!("{pointer}/additionalProperties")),
        }),
        Shape::Free => json!({}),
    }
}

fn either(text: Value, table: &[Field], pointer: &str) -> Value {
    json!({"anyOf": [text, object(table, &format!("{pointer}/anyOf/1"))]})
}

fn spellings(choice: &Choice) -> impl Iterator<Item = &'static str> {
    std::iter::once(choice.key).chain(choice.names.iter().copied().filter(|it| *it != choice.key))
}

fn describe(schema: &mut Value, text: &str) {
    if let Value::Object(map) = schema {
        map.shift_insert(0, "description".to_owned(), Value::String(text.to_owned()));
    }
}

/// A Markdown table of the fields, then one for every map among them, named by the path that leads to it.
pub fn markdown(table: &[Field], path: &str) -> String {
    let mut text =
        String::from("| Trường | Tên tiếng Việt | Ý nghĩa | Giá trị |\n| --- | --- | --- | --- |\n");
    let mut below = String::new();
    for field in table {
        let star = if field.required { " \\*" } else { "" };
        let aliases: Vec<String> = field.aliases.iter().map(|it| format!("`{it}`")).collect();
        let (key, vi, shape) = (field.key, cell(field.vi), cell(&words(field.shape)));
        text.push_str(&format!("| `{key}`{star} | {} | {vi} | {shape} |\n", aliases.join(", ")));
        if let Some(fields) = fields_of(field.shape) {
            let path = format!("{path}{key}");
            below.push_str(&format!(
                "\nCác trường của `{path}`:\n\n{}",
                markdown(fields, &format!("{path}."))
            ));
        }
    }
    text + &below
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The table of the maps in a shape; that of legal references is told once for all.
fn fields_of(shape: Shape) -> Option<&'static [Field]> {
    match shape {
        Shape::Map(table) | Shape::TextOrMap(_, table) => Some(table),
        Shape::List(item) | Shape::Dict(item) => fields_of(*item),
        _ => None,
    }
}

/// A shape in words.
fn words(shape: Shape) -> String {
    match shape {
        Shape::Text => "chữ".to_owned(),
        Shape::Identifier => "chữ, giữ nguyên như đã gõ".to_owned(),
        Shape::Bool => "`true` (có) hoặc `false` (không)".to_owned(),
        Shape::Count => "số đếm".to_owned(),
        Shape::Moment => "ngày, có thể kèm giờ: `5/6/2025`, `2025-06-05 08:00`".to_owned(),
        Shape::Choice(choices) => {
            let values = choices.iter().map(|it| {
                let names: Vec<String> = spellings(it).map(|it| format!("`{it}`")).collect();
                names.join(" = ")
            });
            values.collect::<Vec<_>>().join("; ")
        }
        Shape::Ref(target) => match target {
            Target::Unit => "mã hoặc tên đơn vị trong `danh-muc/co-quan.yaml`",
            Target::Author => "mã hoặc tên tác giả trong `danh-muc/tac-gia.yaml`",
            Target::Topic => "mã chủ đề trong `danh-muc/chu-de.yaml`",
            Target::Area => "mã nội dung cải cách trong `danh-muc/noi-dung.yaml`",
            Target::Form => "mã hình thức trong `danh-muc/hinh-thuc.yaml`",
            Target::Plan => "mã kế hoạch",
        }
        .to_owned(),
        Shape::File => "tệp trong `content/`, hoặc cạnh tệp bài viết".to_owned(),
        Shape::Url => "địa chỉ: `https://…` hoặc `/đường-dẫn/`".to_owned(),
        Shape::Legal => "số, ký hiệu văn bản, hoặc các trường con (xem Dẫn văn bản)".to_owned(),
        Shape::List(item) => format!("danh sách: {}", words(*item)),
        Shape::Map(_) => "các trường con".to_owned(),
        Shape::TextOrMap(main, _) => format!("chữ (thay cho `{main}`), hoặc các trường con"),
        Shape::Dict(item) => format!("các dòng \"tên: giá trị\"; giá trị: {}", words(*item)),
        Shape::Free => "tùy ý".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INNER: &[Field] = &[Field::new("src", &["tệp"], Shape::File, "Tệp ảnh", "File").required()];
    const TABLE: &[Field] = &[
        Field::new("title", &["tiêu đề"], Shape::Text, "Tiêu đề", "Title").required(),
        Field::new("image", &[], Shape::List(&Shape::TextOrMap("src", INNER)), "Ảnh | hình", "Picture"),
    ];

    #[test]
    fn describes_aliases_required_fields_and_nested_maps() {
        let schema = object(TABLE, "#");
        assert_eq!(schema["properties"]["tiêu đề"]["$ref"], "#/properties/title");
        assert_eq!(schema["allOf"][0]["anyOf"], json!([{"required": ["title"]}, {"required": ["tiêu đề"]}]));
        let pointer = schema
            .pointer("/properties/image/anyOf/0/items/anyOf/1/properties/tệp/$ref")
            .and_then(|it| it.as_str())
            .and_then(|it| it.strip_prefix('#'))
            .unwrap();
        assert_eq!(schema.pointer(pointer).unwrap()["description"], "Tệp ảnh");
    }

    #[test]
    fn tells_people_the_fields_of_fields() {
        assert_eq!(
            markdown(TABLE, ""),
            "| Trường | Tên tiếng Việt | Ý nghĩa | Giá trị |\n| --- | --- | --- | --- |\n\
             | `title` \\* | `tiêu đề` | Tiêu đề | chữ |\n\
             | `image` |  | Ảnh \\| hình | danh sách: chữ (thay cho `src`), hoặc các trường con |\n\
             \nCác trường của `image`:\n\n\
             | Trường | Tên tiếng Việt | Ý nghĩa | Giá trị |\n| --- | --- | --- | --- |\n\
             | `src` \\* | `tệp` | Tệp ảnh | tệp trong `content/`, hoặc cạnh tệp bài viết |\n"
        );
    }
}
