//! `bantin schema NAME`, and the manual of all fields made from the same tables.

use serde_json::{Map, Value, json};

use super::{FINE, Failure, console::Console, report::pretty};
use crate::{
    config,
    kind::{Kind, activity, registry},
    schema::{
        Field, export,
        field::{self, LEGAL_REFERENCE},
    },
    words,
};

/// In JSON Schema của phần đầu bài, của bantin.yaml hoặc của một danh mục
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin schema <LOẠI> [TÙY CHỌN]")]
pub(super) struct Args {
    /// Tên: article, plan, document, procedure, question, event, indicator, page, config, hoặc tên danh mục (co-quan, chu-de…)
    #[arg(value_name = "LOẠI", help_heading = "Tham số")]
    name: String,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let Some((name, schema)) = schema_of(&args.name) else {
        let (typed, known) = (&args.name, names().join(", "));
        return Err(Failure::Usage(words!(
            "không có loại \"{typed}\"; các loại: {known}",
            "there is no kind \"{typed}\"; kinds: {known}"
        )));
    };
    let head = json!({"$schema": export::DIALECT, "title": format!("bantin: {name}")});
    let merged: Map<String, Value> =
        [head, schema].into_iter().filter_map(|it| it.as_object().cloned()).flatten().collect();
    console.print(&pretty(&Value::Object(merged)))?;
    Ok(FINE)
}

fn names() -> Vec<&'static str> {
    let kinds = Kind::ALL.iter().map(|it| it.name());
    kinds.chain(["config"]).chain(registry::FILES.iter().map(|(it, ..)| *it)).collect()
}

fn schema_of(typed: &str) -> Option<(&'static str, Value)> {
    if let Some(kind) = field::choose(crate::kind::KIND_CHOICES, typed).and_then(|it| Kind::named(it.key)) {
        return Some((kind.name(), export::object(kind.fields(), "#")));
    }
    if typed == "config" || typed == config::FILE {
        return Some(("config", export::object(config::FIELDS, "#")));
    }
    let (name, _, table) = registry::FILES.iter().find(|(name, ..)| *name == typed)?;
    // Abbreviations are a map; the other registries are lists.
    let schema = if *name == "viet-tat" {
        export::shape(registry::ABBREVIATIONS, "#")
    } else {
        json!({"type": "array", "items": export::object(table, "#/items")})
    };
    Some((name, schema))
}

/// `docs/content.md`: every field of every kind, of the settings and of the registries.
pub fn manual() -> String {
    let mut text = MANUAL_HEAD.to_owned();
    let mut section = |title: &str, table: &[Field]| {
        text.push_str(&format!("\n## {title}\n\n{}", export::markdown(table, "")));
    };
    for kind in Kind::ALL {
        section(&format!("{} (`{}`)", capitalized(kind.name_vi()), kind.name()), kind.fields());
    }
    section("Hoạt động (bảng `content/hoat-dong/*.csv`, `*.xlsx`)", activity::FIELDS);
    section("Dẫn văn bản", LEGAL_REFERENCE);
    section("Cài đặt của trang (`bantin.yaml`)", config::FIELDS);
    for (name, vi, table) in registry::FILES {
        section(&format!("Danh mục {vi} (`content/danh-muc/{name}.yaml`)"), table);
    }
    text
}

const MANUAL_HEAD: &str = "\
# Các trường của nội dung

Tệp này được tạo từ chính các bảng mà chương trình dùng để đọc nội dung; đừng sửa tay.
(Generated from the tables that the program reads content by. `UPDATE=1 cargo test manual` writes it anew.)

Mỗi tệp bắt đầu bằng phần đầu bài, giữa hai dòng `---`. Tên trường viết tiếng Anh hoặc tiếng Việt đều được;
chữ hoa, chữ thường, dấu cách, dấu gạch nối như nhau. Dấu \\* chỉ trường bắt buộc.
";

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the test compares the manual on disk")]

    use super::*;

    #[test]
    fn the_manual_on_disk_tells_the_fields_as_they_are() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/content.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, manual()).unwrap();
        }
        assert!(std::fs::read_to_string(path).unwrap() == manual(), "UPDATE=1 cargo test manual");
    }

    #[test]
    fn knows_every_name_it_offers() {
        for name in names() {
            let (_, schema) = schema_of(name).unwrap();
            assert!(schema.get("type").is_some(), "{name}");
        }
        assert_eq!(schema_of("văn bản").map(|it| it.0), Some("document"));
        assert_eq!(schema_of("viet-tat").map(|it| it.1["type"].clone()), Some("object".into()));
        assert_eq!(schema_of("chu-de").map(|it| it.1["type"].clone()), Some("array".into()));
        assert!(schema_of("bai").is_none());
    }
}
