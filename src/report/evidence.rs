//! Proofs of what was done for a plan, packed so that they can be handed over and checked: saved pages with what they need to be
//! read, files of evidence, sums, and an index that says what each is.
//!
//! Names in the package are plain letters, so that every system unpacks them alike. The same site gives the same bytes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{annex::Line, narrative::Report};
use crate::{
    config::BaseUrl,
    office::pack,
    text::{csv, date::format_short, escape, slug},
};

/// Where the bytes of the site are.
pub struct Shelf<'a> {
    /// A published file by its path below the output folder: `tin-tuc/a/index.html`; absent where it is not there.
    pub published: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// A file below `content/` by its path there.
    pub content: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// Where the site stands.
    pub base: &'a BaseUrl,
}

/// The package.
#[derive(Debug)]
pub struct Bundle {
    /// The zip.
    pub bytes: Vec<u8>,
    /// How many proofs are in it as files.
    pub files: usize,
    /// What was to be in it and is not there: number of the line, address or file.
    pub missing: Vec<(usize, String)>,
}

/// One row of the index.
struct Row<'a> {
    number: usize,
    line: &'a Line,
    address: String,
    /// Name in the package; empty for what is only an address.
    file: String,
    note: &'static str,
}

/// What is gathered on the way.
#[derive(Default)]
struct Gathered {
    parts: BTreeMap<String, Vec<u8>>,
    /// Names of what pages need, by their paths.
    assets: BTreeMap<String, Option<String>>,
}

/// Packs the proofs of a report; `today` dates them.
///
/// Fails where there are more bytes than a zip can hold.
pub fn bundle(report: &Report, shelf: &Shelf<'_>, today: Date) -> std::io::Result<Bundle> {
    let mut all = Gathered::default();
    let (mut rows, mut missing) = (Vec::new(), Vec::new());
    for (at, line) in report.annex.iter().enumerate() {
        let number = at + 1;
        for (n, proof) in line.proofs.iter().enumerate() {
            let row = proof_row((number, n + 1), line, proof, shelf, &mut all);
            if row.note == MISSING {
                missing.push((number, proof.clone()));
            }
            rows.push(row);
        }
        if line.proofs.is_empty() {
            rows.push(Row { number, line, address: String::new(), file: String::new(), note: "" });
        }
    }
    let files = rows.iter().filter(|it| !it.file.is_empty()).count();
    all.parts.insert("muc-luc.csv".to_owned(), table(&rows).into_bytes());
    all.parts.insert("muc-luc.html".to_owned(), page(report, &rows).into_bytes());
    let mut sums = String::new();
    for (name, bytes) in &all.parts {
        sums.push_str(&format!("{}  {name}\n", sum(bytes)));
    }
    all.parts.insert("SHA256SUMS".to_owned(), sums.into_bytes());
    let bytes = pack(all.parts.iter().map(|it| (it.0.as_str(), it.1.as_slice())), today)?;
    Ok(Bundle { bytes, files, missing })
}

const MISSING: &str = "không thấy tệp";

fn sum(bytes: &[u8]) -> String {
    let hex: Vec<String> = Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect();
    hex.concat()
}

fn proof_row<'a>(
    (number, n): (usize, usize),
    line: &'a Line,
    proof: &str,
    shelf: &Shelf<'_>,
    all: &mut Gathered,
) -> Row<'a> {
    let row = |address: String, file: String, note| Row { number, line, address, file, note };
    // An article by its address.
    if let Some(below) = proof.strip_prefix(&shelf.base.full("")).filter(|_| !line.is_activity) {
        let below = below.trim_end_matches('/');
        let tries = [format!("{below}/index.html"), below.to_owned()];
        let found = tries.iter().find_map(|it| (shelf.published)(it.trim_start_matches('/')));
        let Some(bytes) = found else { return row(proof.to_owned(), String::new(), MISSING) };
        let name = format!("trang/{number:03}-{}.html", short(&line.title));
        let html = saved(&String::from_utf8_lossy(&bytes), shelf, all);
        all.parts.insert(name.clone(), html.into_bytes());
        return row(proof.to_owned(), name, "");
    }
    if proof.starts_with("https://") || proof.starts_with("http://") {
        return row(proof.to_owned(), String::new(), "");
    }
    // The row of the table itself, which is no file of its own.
    if line.is_activity && proof.starts_with("content/") {
        return row(proof.to_owned(), String::new(), "");
    }
    let below = proof.trim_start_matches('/');
    match (shelf.content)(below) {
        Some(bytes) => {
            let name = format!("minh-chung/{number:03}-{n}-{}", file_name(below));
            all.parts.insert(name.clone(), bytes);
            row(proof.to_owned(), name, "")
        }
        None => row(proof.to_owned(), String::new(), MISSING),
    }
}

/// A title as a name of a file: at most sixty letters.
fn short(title: &str) -> String {
    let slug = slug(title);
    let cut: String = slug.chars().take(60).collect();
    let cut = cut.trim_end_matches('-');
    if cut.is_empty() { "tep".to_owned() } else { cut.to_owned() }
}

/// The last part of a path in plain letters, its ending kept.
fn file_name(path: &str) -> String {
    let last = path.rsplit('/').next().unwrap_or_default();
    match last.rsplit_once('.') {
        Some((stem, ending)) => format!("{}.{}", short(stem), short(ending)),
        None => short(last),
    }
}

/// The page without what acts, and without the rule that lets it load from its own host alone: a file has no host.
fn still(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let acts = [("<script", "</script>"), ("<meta http-equiv=\"Content-Security-Policy\"", ">")];
    while let Some((at, end)) = acts.iter().filter_map(|it| Some((rest.find(it.0)?, it.1))).min() {
        out.push_str(&rest[..at]);
        rest = rest[at..].find(end).map_or("", |len| &rest[at + len + end.len()..]);
    }
    out.push_str(rest);
    out
}

/// The letters that `%C3%A0` stands for; what is no such code stays.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Attributes with addresses.
const ATTRIBUTES: &[&str] = &[" src=\"", " srcset=\"", " href=\"", " poster=\""];

/// A page as it can be read from the package: pictures and styles beside it, links into the world.
fn saved(html: &str, shelf: &Shelf<'_>, all: &mut Gathered) -> String {
    let html = still(html);
    let html = html.as_str();
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    loop {
        let next = ATTRIBUTES.iter().filter_map(|it| Some((rest.find(it)?, *it))).min();
        let Some((at, name)) = next else { break };
        let from = at + name.len();
        let Some(len) = rest[from..].find('"') else { break };
        out.push_str(&rest[..from]);
        let value = &rest[from..from + len];
        out.push_str(&match name {
            " srcset=\"" => {
                let one = |it: &str| {
                    let (address, size) = it.trim().split_once(' ').unwrap_or((it.trim(), ""));
                    format!("{} {size}", goal(address, true, shelf, all)).trim_end().to_owned()
                };
                value.split(',').map(one).collect::<Vec<_>>().join(", ")
            }
            " href=\"" => goal(value, value.ends_with(".css"), shelf, all),
            _ => goal(value, true, shelf, all),
        });
        rest = &rest[from + len..];
    }
    out.push_str(rest);
    out
}

/// Where an address of a page leads from within the package.
fn goal(address: &str, is_part: bool, shelf: &Shelf<'_>, all: &mut Gathered) -> String {
    let base = shelf.base.path_of("");
    let own = address.strip_prefix(&shelf.base.full("")).or_else(|| address.strip_prefix(&base));
    let Some(below) = own.filter(|_| !address.starts_with("//")) else { return address.to_owned() };
    if is_part {
        let path = below.split(['?', '#']).next().unwrap_or_default().replace("&amp;", "&");
        let path = decoded(&path);
        if let Some(name) = asset(&path, shelf, all) {
            return format!("../{name}");
        }
    }
    shelf.base.full(below)
}

/// A part of pages, put into the package once.
fn asset(path: &str, shelf: &Shelf<'_>, all: &mut Gathered) -> Option<String> {
    if let Some(known) = all.assets.get(path) {
        return known.clone();
    }
    let found = (shelf.published)(path).map(|bytes| {
        let name = format!("tep/{}-{}", &sum(path.as_bytes())[..8], file_name(path));
        all.parts.insert(name.clone(), bytes);
        name
    });
    all.assets.insert(path.to_owned(), found.clone());
    found
}

const HEAD: [&str; 9] = ["số", "ngày", "đơn vị", "hình thức", "nội dung", "tên", "địa chỉ", "tệp", "ghi chú"];

impl Row<'_> {
    fn cells(&self) -> [String; 9] {
        let notes: Vec<&str> =
            self.line.notes().into_iter().chain([self.note]).filter(|it| !it.is_empty()).collect();
        [
            self.number.to_string(),
            format_short(self.line.day),
            self.line.unit.clone().unwrap_or_default(),
            self.line.forms.iter().map(|it| it.1.as_str()).collect::<Vec<_>>().join("; "),
            self.line.items.join("; "),
            self.line.title.clone(),
            self.address.clone(),
            self.file.clone(),
            notes.join("; "),
        ]
    }
}

fn table(rows: &[Row<'_>]) -> String {
    let mut out = String::from("\u{feff}");
    csv::row(HEAD, &mut out);
    for it in rows {
        csv::row(it.cells().iter().map(String::as_str), &mut out);
    }
    out
}

fn page(report: &Report, rows: &[Row<'_>]) -> String {
    let mut out = String::new();
    let text = |it: &str| {
        let mut out = String::new();
        escape::html(it, &mut out);
        out
    };
    let title = format!("Minh chứng: {}", report.title);
    out.push_str(&format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<title>{0}</title>\n<style>\n\
         body {{ font: 12pt/1.4 \"Times New Roman\", serif; margin: 2em; }}\ntable {{ border-collapse: collapse; }}\n\
         th, td {{ border: 1px solid; padding: .2em .4em; vertical-align: top; text-align: left; overflow-wrap: anywhere; }}\n\
         </style>\n</head>\n<body>\n<h1>{0}</h1>\n<p>Kiểm tra tệp có bị sửa không: <code>sha256sum -c SHA256SUMS</code>.</p>\n\
         <table>\n<thead>\n<tr>",
        text(&title)
    ));
    for it in HEAD {
        out.push_str(&format!("<th>{it}</th>"));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (at, cell) in row.cells().iter().enumerate() {
            let cell = text(cell);
            let is_address = at == 6 && (cell.starts_with("https://") || cell.starts_with("http://"));
            let is_file = at == 7 && !cell.is_empty();
            out.push_str(&if is_address || is_file {
                format!("<td><a href=\"{cell}\">{cell}</a></td>")
            } else {
                format!("<td>{cell}</td>")
            });
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</body>\n</html>\n");
    out
}
