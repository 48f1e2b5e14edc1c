//! `bantin legal scan`

use std::{
    io::{self, BufRead, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Value, json};

use super::Shape;
use crate::{
    build,
    cli::{FINDINGS, FINE, Failure, console::Console, report::pretty, site::Site},
    diag::{Diagnostic, Lines},
    error::Error,
    legal::{Context, Register, place},
    register::{
        Finder, Format, Hit,
        scan::{Scalars, request, row},
        table,
    },
    source::{decode::decode, files},
};

/// Tìm trích dẫn văn bản trong bài viết
#[derive(Debug, clap::Args)]
#[command(override_usage = "bantin legal scan <TỆP>... [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
pub(super) struct Args {
    /// Tệp văn bản thường hoặc Markdown (.md); - là đầu vào chuẩn
    #[arg(value_name = "TỆP", help_heading = "Tham số", required_unless_present = "jsonl")]
    files: Vec<PathBuf>,
    /// Đọc từ đầu vào chuẩn mỗi dòng một đối tượng JSON, in ra mỗi dòng một đối tượng
    #[arg(long, conflicts_with = "files")]
    jsonl: bool,
    /// Dạng kết quả: text hoặc json
    #[arg(
        long = "format",
        value_name = "DẠNG",
        value_enum,
        default_value_t = Shape::Text,
        hide_default_value = true,
        hide_possible_values = true
    )]
    scan_format: Shape,
    #[command(flatten)]
    site: Site,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<u8, Failure> {
    // A folder without a site has an empty register; what is wrong with a site is told by `check`.
    let opened = build::open(&args.site.root, args.site.clock(), build::Extent::Whole, &mut Vec::new())?;
    let empty = Register::default();
    let register = opened.as_ref().map_or(&empty, |it| it.graph.legal.register());
    let finder = Finder::new(register);
    if args.jsonl {
        return lines(&finder, console);
    }
    let context = Context {
        date: opened.as_ref().map(|it| it.clock.today()),
        place: opened.as_ref().and_then(|it| place::find(it.sources.config.locality.as_deref()?)),
        ..Context::default()
    };
    let (mut rows, mut objects) = (Vec::new(), Vec::new());
    for file in &args.files {
        let text = match text_of(file)? {
            Ok(text) => text,
            Err(fault) => return Ok(super::refuse(vec![*fault], console)),
        };
        let name = file.to_string_lossy();
        let is_markdown = Path::new(&*name).extension().is_some_and(|it| it == "md" || it == "markdown");
        let format = if is_markdown { Format::Markdown } else { Format::Text };
        let lines = Lines::new(&text);
        let mut scalars = Scalars::new(&text);
        for hit in finder.find(&text, format, &context) {
            let pos = lines.pos(hit.span.clone());
            match args.scan_format {
                Shape::Text => rows.push(row(
                    format!("{name}:{}:{}", pos.line, pos.column),
                    &hit,
                    &text,
                    register,
                    console.lang,
                )),
                Shape::Json => objects.push(object(&finder, &hit, &text, &mut scalars, &name, pos)),
            }
        }
    }
    console.print(&match args.scan_format {
        Shape::Text => table(&rows),
        Shape::Json => pretty(&Value::Array(objects)),
    })?;
    Ok(FINE)
}

fn object(
    finder: &Finder<'_>,
    hit: &Hit,
    text: &str,
    scalars: &mut Scalars<'_>,
    file: &str,
    pos: crate::diag::Pos,
) -> Value {
    let mut object = json!({"file": file, "line": pos.line, "column": pos.column});
    let own = serde_json::to_value(finder.answer(hit, text, scalars));
    if let (Value::Object(object), Ok(Value::Object(own))) = (&mut object, own) {
        object.extend(own);
    }
    object
}

/// The text of a file, UTF-8 as it is; else decoded.
fn text_of(file: &Path) -> Result<Result<String, Box<Diagnostic>>, Failure> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|it| Error::new("đọc", "read", file, it))?;
        bytes
    } else {
        files::read(file)?
    };
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => decode(error.as_bytes(), &Arc::from(&*file.to_string_lossy()), &mut Vec::new()),
    })
}

/// One object a line, answered line by line.
fn lines(finder: &Finder<'_>, console: &Console) -> Result<u8, Failure> {
    let mut input = io::stdin().lock();
    let (mut line, mut code) = (Vec::new(), FINE);
    loop {
        line.clear();
        let stdin = Path::new("stdin");
        if input.read_until(b'\n', &mut line).map_err(|it| Error::new("đọc", "read", stdin, it))? == 0 {
            return Ok(code);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = match request(&line) {
            Ok(asked) => asked.answer(finder),
            Err(fault) => {
                code = FINDINGS;
                json!({"id": null, "error": fault.get(console.lang)}).to_string()
            }
        };
        console.print(&format!("{answer}\n"))?;
    }
}
