//! `bantin import plan FILE`

use std::{path::PathBuf, sync::Arc};

use crate::{
    build,
    cli::{FINE, Failure, console::Console, new, site::Site},
    config,
    diag::{Lang, Words},
    import::{self, Imported, Known, Para},
    legal::{Context, Target},
    office::docx,
    source::{decode::decode, files},
    text::yaml::quoted,
    words,
};

/// Đọc một kế hoạch (.docx, .txt) thành tệp nội dung: phần đầu bài có cấu trúc và toàn văn
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin import plan <TỆP> [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Tệp .docx, hoặc tệp chữ .txt, .md
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    text: PathBuf,
    /// Ghi vào tệp này, ví dụ content/ke-hoach/tuyen-truyen-2026.md (mặc định: in ra màn hình)
    #[arg(long = "out", value_name = "TỆP")]
    out_file: Option<PathBuf>,
    #[command(flatten)]
    site: Site,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    let ending =
        args.out_file.as_ref().map(|it| it.extension().map(|it| it.to_string_lossy().to_lowercase()));
    if let Some(ending) = ending.filter(|it| it.as_deref() != Some("md")) {
        let ending = ending.map_or(String::new(), |it| format!(".{it}"));
        return Err(Failure::Usage(words!(
            "kế hoạch được ghi thành tệp .md, không phải \"{ending}\"",
            "a plan is written to a file .md, not \"{ending}\""
        )));
    }
    let bytes = files::read(&args.text)?;
    let paras = paragraphs(args, &bytes)?;
    let is_blank = |it: &String| it.trim().is_empty();
    if paras.iter().all(|it| is_blank(&it.text) && it.cells.iter().all(is_blank)) {
        let name = args.text.to_string_lossy();
        return Err(Failure::Usage(words!(
            "{name} không có chữ nào; bản quét (ảnh) phải được nhận dạng chữ trước",
            "{name} holds no text; a scan must be turned into text first"
        )));
    }
    let is_docx = bytes.starts_with(b"PK");
    let mut found = Vec::new();
    let opened = if args.site.root.join(config::FILE).is_file() {
        build::open(&args.site.root, args.site.clock(), build::Extent::Heads, &mut found)?
    } else {
        None
    };
    let known =
        opened.as_ref().map(|it| Known { registries: &it.sources.registries, names: &it.graph.names });
    let imported = import::plan(&paras, known.as_ref());
    match &args.out_file {
        Some(path) => new::create(path, &path.to_string_lossy(), &imported.markdown)?,
        None => console.print(&imported.markdown)?,
    }
    say(&imported, is_docx, known.is_some(), console);
    let notes = if is_docx { docx::notes(&bytes).unwrap_or_default() } else { Vec::new() };
    for note in notes {
        console.say(&match console.lang {
            Lang::Vi => format!("- chú thích của văn bản, không lấy vào; cần thì chép vào thân bài: {note}"),
            Lang::En => format!("- a note of the document, not taken over; copy it where it belongs: {note}"),
        });
    }
    let register = opened.as_ref().map(|it| it.graph.legal.register());
    let context = Context::default();
    let is_new = |it: &&String| {
        register.is_none_or(|register| register.look_up(it, &context).target == Target::Unknown)
    };
    let new: Vec<&String> = imported.documents.iter().filter(is_new).collect();
    if !new.is_empty() {
        console.say(match console.lang {
            Lang::Vi => "văn bản được dẫn; nếu danh mục văn bản chưa có thì thêm bằng:",
            Lang::En => "documents that are cited; add those that the register lacks:",
        });
        for it in new {
            console.say(&format!("bantin legal add {}", quoted(it)));
        }
    }
    Ok(FINE)
}

fn paragraphs(args: &Args, bytes: &[u8]) -> Result<Vec<Para>, Failure> {
    let name = args.text.to_string_lossy();
    let is_text = args
        .text
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("txt") || it.eq_ignore_ascii_case("md"));
    if is_text && !bytes.starts_with(b"PK") {
        let file: Arc<str> = Arc::from(&*name);
        let text = decode(bytes, &file, &mut Vec::new()).map_err(|it| {
            let help = it.help.unwrap_or_default();
            refused(&name, &it.message, &help)
        })?;
        return Ok(import::of_text(&text));
    }
    let parts = docx::read(bytes).map_err(|fault| {
        let (what, help) = fault.words("docx");
        refused(&name, &what, &help)
    })?;
    Ok(import::of_docx(&parts))
}

fn refused(name: &str, what: &Words, help: &Words) -> Failure {
    let [what_vi, help_vi, what_en, help_en] = [&what.vi, &help.vi, &what.en, &help.en];
    Failure::Usage(words!("{name}: {what_vi}; {help_vi}", "{name}: {what_en}; {help_en}"))
}

/// What the officer should look at, beside the result.
fn say(imported: &Imported, is_docx: bool, is_site: bool, console: &Console) {
    let lang = console.lang;
    console.say(imported.summary.get(lang));
    for notice in &imported.notices {
        let words = notice.words.get(lang);
        let place = match (lang, is_docx) {
            (Lang::Vi, true) => "đoạn",
            (Lang::Vi, false) => "dòng",
            (Lang::En, true) => "paragraph",
            (Lang::En, false) => "line",
        };
        match notice.line {
            0 => console.say(&format!("- {words}")),
            line => console.say(&format!("- {place} {line}: {words}")),
        }
    }
    if imported.new_units.is_empty() {
        return;
    }
    console.say(match (lang, is_site) {
        (Lang::Vi, true) => "các đơn vị chưa có trong content/danh-muc/co-quan.yaml; thêm vào tệp ấy:",
        (Lang::Vi, false) => "không chạy trong thư mục của trang, nên mã đơn vị được đặt theo tên; thêm vào content/danh-muc/co-quan.yaml:",
        (Lang::En, true) => "units that content/danh-muc/co-quan.yaml lacks; add them there:",
        (Lang::En, false) => "not run in the folder of a site, so ids were made of names; add to content/danh-muc/co-quan.yaml:",
    });
    for (id, name) in &imported.new_units {
        console.say(&format!("- {{id: {id}, name: {}}}", quoted(name)));
    }
}
