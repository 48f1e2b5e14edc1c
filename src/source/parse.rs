//! One Markdown file → one [`Entry`].

use std::{ops::Range, sync::Arc};

use super::{
    decode::decode,
    entry::{Entry, Facts},
    front_matter::split,
    hold,
    markdown::{self, Abbreviations, HtmlPolicy, Parsed},
    prose::Prose,
};
use crate::{
    config::{Config, Html, section_of},
    diag::{Diagnostic, Lines, Pos},
    kind::{Common, Kind, Meta},
    legal::Scanner,
    schema::{NodeKind, Reader, field, node, traps},
    stamp::{Fp, Stamped},
    text::{notable, sentence},
};

/// What parsing needs to know besides the file: settings, and abbreviations to expand.
pub struct Context<'a> {
    /// Settings of the site.
    pub config: &'a Config,
    /// From `viet-tat.yaml`.
    pub abbreviations: &'a Abbreviations,
    /// Finds citations, knowing the names of documents.
    pub scanner: &'a Scanner,
    /// Whether the prose is passed over, for those who ask what front matter alone tells.
    pub is_head_only: bool,
}

/// Longest excerpt kept for pages without a summary, in characters.
const EXCERPT: usize = 300;

/// A text of more words than this is long: a table of contents helps.
pub const LONG: usize = 400;

/// Parses one Markdown file; `below` is its path below `content/`.
///
/// Total: where the front matter cannot be read, or lacks what its kind requires, there is no entry and the findings say why.
pub fn parse(file: &Arc<str>, below: &str, bytes: &[u8], cx: &Context<'_>) -> Result<Entry, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let bytes = if cx.is_head_only { head_of(bytes) } else { bytes };
    let text = decode(bytes, file, &mut found).map_err(|it| vec![*it])?;
    let lines = Lines::new(&text);
    let Some(mut head) = head(&lines, file, below, cx.config, &mut found) else { return Err(found) };
    if let Meta::Article(article) = &mut head.meta
        && cx.is_head_only
    {
        // Which documents articles cite, and what their pages show, is asked of whole sites only.
        article.legal = Vec::new();
        let common = &mut head.common;
        (common.summary, common.image, common.source, common.extra) = (None, None, None, None);
        (common.tags, common.topics, common.authors) = (Vec::new(), Vec::new(), Vec::new());
        (common.attachments, common.corrections) = (Vec::new(), Vec::new());
    }
    let html = match cx.config.html {
        Html::Escape => HtmlPolicy::Escape,
        Html::Safe => HtmlPolicy::Safe,
    };
    let options = markdown::Options {
        html,
        abbreviations: cx.abbreviations,
        scanner: cx.scanner,
        file,
        lines: &lines,
        base: head.body.start,
        is_legal: matches!(head.meta.kind(), Kind::Document | Kind::Plan),
    };
    let before = &text[..head.body.start];
    let prose = if cx.is_head_only { "" } else { &text[head.body] };
    let Parsed { body, has_code, outline, links, images, cites, spans: _, diagnostics } =
        markdown::parse(prose, &options);
    let places = cites.iter().map(|it| it.pos).chain(links.iter().map(|it| it.pos));
    let places: Vec<Pos> = places.chain(images.iter().map(|it| it.pos)).collect();
    let places = Fp::of(&(before, places));
    found.extend(diagnostics);
    let notable::Read { notable, count } = notable::read(&body.text);
    let has_summary = head.common.summary.is_some();
    let facts = Facts {
        path: path_of(below),
        is_row: false,
        section: section_of(&cx.config.sections, below).map(|it| it.folder.clone()),
        common: head.common,
        meta: head.meta,
        outline,
        links,
        images,
        cites,
        excerpt: if has_summary { String::new() } else { sentence::excerpt(&body.text, EXCERPT) },
        is_long: count > LONG,
        has_prose: !body.is_empty(),
        has_code,
    };
    Ok(Entry {
        file: Arc::clone(file),
        row: None,
        is_held: head.is_held,
        facts: Stamped::new(facts),
        notable: Stamped::new(notable),
        body: Prose::new(body),
        places,
        diagnostics: found,
    })
}

/// The bytes down to the line that closes the front matter; all where that is not plain, or the file is no text.
fn head_of(bytes: &[u8]) -> &[u8] {
    let is_text = memchr::memchr(0, bytes).is_none() && simdutf8::basic::from_utf8(bytes).is_ok();
    let fences = memchr::memmem::find_iter(bytes, b"\n---").filter_map(|at| {
        let end = at + 4;
        match bytes.get(end..end + 2) {
            Some([b'\n', _]) => Some(end + 1),
            Some(b"\r\n") => Some(end + 2),
            _ => None,
        }
    });
    // A file may begin with an empty line.
    let closing = fences.into_iter().find(|_| bytes.starts_with(b"---"));
    closing.filter(|_| is_text).map_or(bytes, |end| &bytes[..end])
}

/// What the front matter of a Markdown file says; nothing where there is no entry, as [`parse`] will report.
pub fn front_matter(file: &Arc<str>, below: &str, bytes: &[u8], config: &Config) -> Option<(Common, Meta)> {
    let mut found = Vec::new();
    let text = decode(bytes, file, &mut found).ok()?;
    let head = head(&Lines::new(&text), file, below, config, &mut found)?;
    Some((head.common, head.meta))
}

/// The front matter, read.
struct Head {
    common: Common,
    meta: Meta,
    /// Whether it is a draft only because it cannot be read when it may be shown.
    is_held: bool,
    /// Where the Markdown stands in the file.
    body: Range<usize>,
}

fn head(
    lines: &Lines<'_>,
    file: &Arc<str>,
    below: &str,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Option<Head> {
    let text = lines.text();
    let split = split(text, lines, file, found)?;
    let tables: Vec<_> = Kind::ALL.iter().map(|it| it.fields()).collect();
    let mended = traps::scan(&text[split.yaml.clone()], &tables, split.yaml.start, lines, file, found);
    // The mended text has the same lines, so places are read from a copy of the file with it in place.
    let whole =
        (mended != text[split.yaml.clone()]).then(|| format!("{}{mended}", &text[..split.yaml.start]));
    let mended_lines = whole.as_deref().map(Lines::new);
    let root = match node::parse(&mended, split.yaml.start, mended_lines.as_ref().unwrap_or(lines), file) {
        Ok(root) => root,
        Err(fault) => {
            found.push(*fault);
            return None;
        }
    };
    let section = section_of(&config.sections, below);
    let kind = kind_of(&root).or_else(|| section.and_then(|it| Kind::named(it.kind))).unwrap_or(Kind::Page);
    let mut record = Reader { file, found }.record(&root, kind.fields());
    let doubt = hold::doubt(&root, &record, kind.fields());
    let mut common = Common::read(&mut record, path_of(below).rsplit('/').next().unwrap_or_default());
    if let Some(pos) = doubt {
        common.draft = true;
        found.push(hold::finding().at(file, pos));
    }
    let meta = kind.meta(&mut record, &common);
    let is_whole = !found.iter().any(|it| LEAVES_OUT.contains(&it.code));
    is_whole.then_some(Head { common, meta, is_held: doubt.is_some(), body: split.body })
}

/// An entry that lacks a required field cannot be shown.
const LEAVES_OUT: &[&str] = &["front-matter-missing-field"];

/// `tin-tuc/2025/06/mot-cua.md` → `tin-tuc/2025/06/mot-cua`; `gioi-thieu/index.md` → `gioi-thieu`.
pub fn path_of(below: &str) -> String {
    let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let parts: Vec<String> = stem.split('/').map(segment).collect();
    parts.join("/")
}

/// A part of a path that needs no change stays as it is; others become slugs.
pub fn segment(part: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    if !part.is_empty() && part.chars().all(plain) && !part.starts_with('.') {
        return part.to_owned();
    }
    crate::text::slug::slug(part)
}

/// The kind that the front matter asks for by `kind:`.
fn kind_of(root: &crate::schema::Node) -> Option<Kind> {
    let NodeKind::Map(pairs) = &root.kind else { return None };
    let named = Kind::Page.fields().iter().find(|it| it.key == "kind")?;
    let (_, value) = pairs.iter().find(|(key, _)| named.is_named(&key.text))?;
    let NodeKind::Scalar { text, .. } = &value.kind else { return None };
    field::choose(crate::kind::KIND_CHOICES, text).and_then(|it| Kind::named(it.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_file_says_what_the_whole_file_says() {
        let files = [
            "---\ntitle: Một\n---\nThân.\n---\nHai\n",
            "---\r\ntitle: Một\r\n---\r\nThân.\r\n",
            "---\ntitle: Một\n----\ndate: 5/6/2025\n---\n",
            "---\ntitle: Một\n--- \nThân\n",
            "\n---\ntitle: Một\n---\nThân\n---\n",
            "---\ntitle: Một\n---",
            "---\ntitle: |\n  ---\n---\nThân\n",
            "không có\n---\ntitle: Một\n---\n",
        ];
        let config = crate::config::parse("title: T\nbase_url: https://a.vn/\n", &mut Vec::new());
        let read = |bytes: &[u8]| front_matter(&Arc::from("content/a.md"), "a.md", bytes, &config);
        for file in files {
            assert_eq!(read(head_of(file.as_bytes())), read(file.as_bytes()), "{file:?}");
        }
        assert_eq!(head_of(files[0].as_bytes()), "---\ntitle: Một\n---\n".as_bytes());
        let broken = [files[0].as_bytes(), b"\xff"].concat();
        assert_eq!(head_of(&broken), broken, "a file that cannot be read is read whole");
    }

    #[test]
    fn makes_addresses_of_file_names() {
        assert_eq!(path_of("tin-tuc/2025/06/mot-cua.md"), "tin-tuc/2025/06/mot-cua");
        assert_eq!(path_of("Giới thiệu.md"), "gioi-thieu");
        assert_eq!(path_of("gioi-thieu/index.md"), "gioi-thieu");
    }
}
