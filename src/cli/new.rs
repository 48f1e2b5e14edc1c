//! `bantin new KIND TITLE`
#![expect(clippy::disallowed_methods, reason = "new reads the settings and writes one file")]

use std::{fs, io, path::Path};

use jiff::civil::Date;

use super::{FINE, Failure, console::Console, site::Site};
use crate::{
    config::{self, Config},
    error::Error,
    kind::{KIND_CHOICES, Kind},
    schema::{Field, Shape, field},
    source::files,
    text::{date::format_short, slug::slug, yaml::quoted},
    words,
};

/// Tạo một tệp nội dung mới có sẵn phần đầu bài
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin new <LOẠI> <TIÊU ĐỀ> [TÙY CHỌN]")]
pub(super) struct Args {
    /// Loại: article (bài viết), plan (kế hoạch), document (văn bản), procedure (thủ tục), question (hỏi đáp), event (sự kiện), indicator (chỉ số), page (trang)
    #[arg(value_name = "LOẠI", value_parser = kind, help_heading = "Tham số")]
    kind: Kind,
    /// Tiêu đề, đặt trong dấu ngoặc kép
    #[arg(value_name = "TIÊU ĐỀ", help_heading = "Tham số")]
    title: String,
    #[command(flatten)]
    site: Site,
}

fn kind(typed: &str) -> Result<Kind, String> {
    field::choose(KIND_CHOICES, typed)
        .and_then(|it| Kind::named(it.key))
        .ok_or_else(|| Kind::ALL.iter().map(|it| it.name()).collect::<Vec<_>>().join(", "))
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let root = &args.site.root;
    let settings = files::read(&root.join(config::FILE))?;
    let config = config::parse(&String::from_utf8_lossy(&settings), &mut Vec::new());
    let zone = config.zone();
    let today = args.site.clock().instant(&zone).to_zoned(zone).date();
    let name = slug(&args.title);
    if name.is_empty() {
        return Err(Failure::Usage(words!(
            "tiêu đề phải có chữ hoặc số, để đặt tên tệp",
            "the title needs a letter or a digit, to name the file"
        )));
    }
    let mut text = front_matter(args.kind, &args.title, today);
    let mut extension = "md";
    // An indicator is figures alone.
    if args.kind == Kind::Indicator {
        text = text.replace("---\n", "").trim_end().to_owned() + "\n";
        extension = "yaml";
    }
    let file = format!("{}/{}{name}.{extension}", files::CONTENT, folder(args.kind, &config, today));
    let path = root.join(&file);
    create(&path, &file, &text)?;
    console.print(&format!("{}\n", path.strip_prefix(".").unwrap_or(&path).display()))?;
    Ok(FINE)
}

/// Makes a file, never over another.
pub(super) fn create(path: &Path, file: &str, text: &str) -> Result<(), Failure> {
    write_new(path, text).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Failure::Usage(words!(
                "đã có tệp {file}; hãy đặt tên khác hoặc sửa tệp ấy",
                "{file} is there already; choose another name, or edit that file"
            ));
        }
        Error::new("ghi", "write", path, error).into()
    })
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    use io::Write;
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// The folder of a new entry below `content/`: its section's, by month for articles.
fn folder(kind: Kind, config: &Config, today: Date) -> String {
    let Some(section) = config.sections.iter().find(|it| it.kind == kind.name()) else {
        return String::new();
    };
    match kind {
        Kind::Article => format!("{}/{}/", section.folder, today.strftime("%Y/%m")),
        _ => format!("{}/", section.folder),
    }
}

/// Fields that a new file need not offer.
const RARE: &[&str] = &[
    "kind",
    "extra",
    "language",
    "aliases",
    "corrections",
    "withdrawn",
    "slug",
    "updated",
    "expires_at",
    "outputs",
    "source",
];

/// Required fields filled in where that can be known, with a hint above where not; the others as comments.
/// A hint never stands behind a value: what follows ` #` there is reported as lost.
fn front_matter(kind: Kind, title: &str, today: Date) -> String {
    let (required, optional): (Vec<&Field>, Vec<&Field>) =
        kind.fields().iter().filter(|it| !RARE.contains(&it.key)).partition(|it| it.required);
    // A question is its own title.
    let name = if kind == Kind::Question { "question" } else { "title" };
    let mut text = format!("---\n{name}: {}\n", quoted(title));
    for field in required {
        match field.key {
            key if key == name => {}
            "date" => text.push_str(&format!("date: {}\n", format_short(today))),
            _ => text.push_str(&hint(field, "")),
        }
    }
    text.push_str("# Không bắt buộc; cần trường nào thì bỏ dấu # ở đầu dòng và thay lời chú bằng giá trị:\n");
    for field in optional {
        text.push_str(&format!("# {}: {}\n", field.key, field.vi));
    }
    text.push_str("---\n\n");
    text
}

/// An empty field below what belongs there; a map with the required ones of its fields.
fn hint(field: &Field, indent: &str) -> String {
    let mut text = format!("{indent}# {}\n{indent}{}:\n", field.vi, field.key);
    if let Shape::Map(table) = field.shape {
        let below = table.iter().filter(|it| it.required).map(|it| hint(it, &format!("{indent}  ")));
        text.extend(below);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_what_is_known_and_hints_at_the_rest() {
        let text = front_matter(Kind::Plan, "Kế hoạch \"một cửa\"", jiff::civil::date(2026, 1, 5));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[..10],
            [
                "---",
                "title: \"Kế hoạch \\\"một cửa\\\"\"",
                "# Cơ quan ban hành: mã đơn vị hoặc tên",
                "issuer:",
                "# Ngày bắt đầu và kết thúc",
                "period:",
                "  # Ngày đầu",
                "  from:",
                "  # Ngày cuối",
                "  to:",
            ]
        );
        assert!(lines.contains(&"# number: Số, ký hiệu; để trống nếu là dự thảo"));
        assert!(
            front_matter(Kind::Article, "A", jiff::civil::date(2026, 1, 5)).contains("\ndate: 05/01/2026\n")
        );
    }
}
