//! Pictures among the files: what each says of itself, and what an officer should know of it.
#![expect(clippy::disallowed_methods, reason = "source is the floor that reads content")]

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read, Seek, SeekFrom},
};

use super::{
    asset::{self, Asset},
    files::Found,
    listing::Listed,
};
use crate::{
    diag::{Diagnostic, Pos, Words},
    error::Error,
    picture::{
        self, Facts, Format,
        svg::{self, Removed},
    },
    words,
};

/// The first bytes of a photograph, which tell its size and how it is turned but for odd files.
const HEAD: u64 = 1 << 18;

/// The last bytes, which tell whether it is whole.
const TAIL: u64 = 16;

/// The asset of a file. What is wrong with a picture goes to `found`.
///
/// Fails when it cannot be read.
pub(super) fn asset(file: Found, listed: &Listed, found: &mut Vec<Diagnostic>) -> Result<Asset, Error> {
    let size = listed.stat.size();
    let mut asset = Asset {
        url: format!("/{}", file.below),
        source: file.path.clone(),
        size,
        dims: None,
        photo: None,
        is_cut: false,
        widths: Vec::new(),
        listed: file.listed,
    };
    if !asset::is_picture(&file.below) {
        return Ok(asset);
    }
    let at = |it: Diagnostic| it.at(&file.file, Pos { line: 1, column: 1, len: 0 });
    let look = || -> io::Result<Look> {
        let mut reader = fs::File::open(&file.path)?;
        let mut head = Vec::new();
        reader.by_ref().take(HEAD).read_to_end(&mut head)?;
        let is_svg = asset::extension(&file.below).is_some_and(|it| it == "svg");
        if is_svg {
            reader.read_to_end(&mut head)?;
            return Ok(Look::Drawing(head));
        }
        let Some(format) = picture::format(&head) else { return Ok(Look::Other(head)) };
        let mut facts = Facts::read(&head);
        let mut is_whole = None;
        if head.len() as u64 >= HEAD && facts.is_some() && format != Format::Webp {
            reader.seek(SeekFrom::End(-i64::try_from(TAIL).unwrap_or_default()))?;
            let mut tail = Vec::new();
            reader.by_ref().take(TAIL).read_to_end(&mut tail)?;
            is_whole = picture::is_whole(format, &tail, size);
        }
        if is_whole.is_none() {
            reader.seek(SeekFrom::Start(HEAD.min(head.len() as u64)))?;
            reader.read_to_end(&mut head)?;
            is_whole = picture::is_whole(format, &head, head.len() as u64);
            facts = Facts::read(&head);
        }
        Ok(Look::Photo(facts, is_whole == Some(true)))
    };
    match look().map_err(|source| Error::new("đọc", "read", &file.path, source))? {
        Look::Drawing(bytes) => {
            let clean = svg::clean(&bytes);
            asset.dims = picture::dims(clean.bytes.as_deref().unwrap_or(&bytes));
            asset.is_cut = clean.bytes.is_some();
            if clean.is_damaged {
                found.push(at(damaged(&file.file)));
            }
            if !clean.removed.is_empty() {
                found.push(at(cut(&file.file, &clean.removed)));
            }
        }
        Look::Photo(None, _) => found.push(at(damaged(&file.file))),
        Look::Photo(Some(facts), false) => {
            asset.dims = Some((facts.width, facts.height));
            found.push(at(damaged(&file.file)));
        }
        Look::Photo(Some(facts), true) => {
            asset.dims = Some((facts.width, facts.height));
            asset.widths = picture::widths(&facts, size);
            asset.photo = Some(facts);
            if facts.is_huge() {
                found.push(at(huge(&file.file, &facts)));
            }
        }
        Look::Other(head) => {
            asset.dims = picture::dims(&head);
            // A picture of one kind under the name of another is shown all the same.
            let is_avif = head.get(4..8) == Some(b"ftyp");
            if asset.dims.is_none() && !is_avif {
                found.push(at(damaged(&file.file)));
            }
        }
    }
    Ok(asset)
}

/// What the bytes of a picture turned out to be.
enum Look {
    /// All bytes of an SVG.
    Drawing(Vec<u8>),
    /// JPEG, PNG or WebP: what it says, as far as it can be read, and whether it is whole.
    Photo(Option<Facts>, bool),
    /// The first bytes of anything else.
    Other(Vec<u8>),
}

/// Leaves a picture alone whose other widths would stand where a file is already.
pub(super) fn part(assets: &mut [Asset]) {
    if assets.iter().all(|it| it.widths.is_empty()) {
        return;
    }
    let taken: BTreeSet<String> = assets.iter().map(|it| it.url.to_lowercase()).collect();
    for it in assets {
        if it.widths.iter().any(|width| taken.contains(&asset::version(&it.url, *width).to_lowercase())) {
            it.widths.clear();
        }
    }
}

/// The finding for a picture that breaks off, or cannot be unpacked.
pub fn damaged(file: &str) -> Diagnostic {
    Diagnostic::warning(
        "picture-damaged",
        words!("ảnh \"{file}\" bị hỏng", "the picture \"{file}\" is damaged"),
    )
    .help(words!(
        "chép lại tệp ảnh gốc; trong lúc chờ, ảnh vẫn được đăng như đang có",
        "copy the original again; until then it is published as it is"
    ))
}

fn huge(file: &str, facts: &Facts) -> Diagnostic {
    let Facts { width, height, .. } = facts;
    let most = picture::MOST_PIXELS / 1_000_000;
    Diagnostic::warning(
        "picture-huge",
        words!(
            "ảnh \"{file}\" quá lớn: {width} × {height} điểm ảnh",
            "the picture \"{file}\" is too large: {width} × {height} pixels"
        ),
    )
    .help(words!(
        "thu ảnh xuống dưới {most} triệu điểm ảnh (rộng 2.000 là đủ); trong lúc chờ, ảnh được đăng nguyên cỡ",
        "make it smaller than {most} million pixels (2,000 across are enough); until then it is published in full size"
    ))
}

fn cut(file: &str, removed: &BTreeSet<Removed>) -> Diagnostic {
    let names = |it: &Removed| match it {
        Removed::Script => ("mã lệnh (script)", "scripts"),
        Removed::Handler => ("lệnh gắn với sự kiện (onload…)", "event handlers (onload…)"),
        Removed::Foreign => {
            ("phần không phải hình vẽ (foreignObject…)", "what is no drawing (foreignObject…)")
        }
        Removed::External => ("phần tải từ tệp hoặc trang khác", "what is loaded from other files or sites"),
        Removed::Entity => ("khai báo thực thể (DOCTYPE)", "entities (DOCTYPE)"),
    };
    let list = |pick: fn((&'static str, &'static str)) -> &'static str| {
        removed.iter().map(|it| pick(names(it))).collect::<Vec<_>>().join(", ")
    };
    let Words { vi, en } = Words { vi: list(|it| it.0), en: list(|it| it.1) };
    Diagnostic::warning(
        "picture-cut",
        words!(
            "ảnh \"{file}\" được đăng sau khi bỏ: {vi}",
            "the picture \"{file}\" is published without: {en}"
        ),
    )
    .help(words!(
        "xem ảnh trên trang còn đúng không; nếu thiếu, xuất lại ảnh thành SVG thuần hoặc PNG",
        "see whether it still looks right; if not, export it anew as plain SVG or as PNG"
    ))
}
