//! Links in the text, pictures and attachments: where they lead, and whether that exists.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Serialize};

use super::{EntryId, Node, archive, documents::Facet, memo::Cx, routes};
use crate::{
    config::Config,
    diag::{Diagnostic, Pos},
    kind::registry::Registries,
    source::{Asset, Entry, asset::FileRef, parse::path_of},
    stamp::Fp,
    text::{fold, near},
    words,
};

/// Where a link of the text leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// An address in the site, with `#anchor` where one was given; without the path of the base.
    Inside(String),
    /// Nowhere that readers may go: the words are shown without a link.
    Nowhere,
}

/// What links may lead to.
pub struct Map<'a> {
    /// Settings.
    pub config: &'a Config,
    /// Registries.
    pub registries: &'a Registries,
    /// Visible entries, in the order of their addresses.
    pub by_url: &'a [EntryId],
    /// Paths and addresses of hidden entries.
    pub hidden: &'a BTreeSet<String>,
    /// Files to copy.
    pub assets: &'a BTreeMap<String, Asset>,
    /// Articles by day.
    pub days: &'a archive::Days,
    /// Years in which units published something.
    pub unit_years: &'a archive::UnitYears,
    /// Lists of documents.
    pub facets: &'a [Facet],
    /// What is made for procedures, questions, events and indicators, besides their pages.
    pub services: &'a BTreeSet<String>,
    /// Visible entries.
    pub entries: &'a [&'a Entry],
    /// Where they stand.
    pub nodes: &'a [Arc<Node>],
    /// Pages whose address is not their path, by path below `content/` without extension; made when they are first asked for.
    moved: OnceLock<HashMap<&'a str, EntryId>>,
}

impl<'a> Map<'a> {
    /// What the links of the visible entries may lead to.
    pub(super) fn new(
        cx: &'a Cx<'a>,
        by_url: &'a [EntryId],
        hidden: &'a BTreeSet<String>,
        (days, unit_years): (&'a archive::Days, &'a archive::UnitYears),
        (facets, services): (&'a [Facet], &'a BTreeSet<String>),
    ) -> Self {
        let sources = cx.asker.sources;
        Self {
            config: &sources.config,
            registries: &sources.registries,
            by_url,
            hidden,
            assets: &sources.assets,
            days,
            unit_years,
            facets,
            services,
            entries: &cx.entries,
            nodes: &cx.nodes,
            moved: OnceLock::new(),
        }
    }

    /// The entry at an address.
    pub(super) fn at(&self, url: &str) -> Option<EntryId> {
        let at = self.by_url.binary_search_by(|it| self.nodes[it.0].url.as_str().cmp(url)).ok()?;
        Some(self.by_url[at])
    }

    /// The page of a path; of several the last.
    fn page_at(&self, path: &str) -> Option<EntryId> {
        let moved = self.moved.get_or_init(|| {
            let pages = self.entries.iter().enumerate().filter(|(_, it)| it.row.is_none());
            let moved = pages.filter(|(_, it)| it.facts.common.slug.is_some());
            moved.map(|(at, it)| (it.facts.path.as_str(), EntryId(at))).collect()
        });
        let is_page = |it: &Entry| it.row.is_none() && it.facts.path == path;
        let in_place = self.at(&format!("/{path}/")).filter(|it| is_page(self.entries[it.0]));
        in_place.max(moved.get(path).copied())
    }

    /// Where `typed` leads from `entry`, with a finding where it leads nowhere.
    pub fn link(&self, typed: &str, entry: &Entry, pos: Pos, found: &mut Vec<Diagnostic>) -> Target {
        let (path, anchor) =
            typed.split_once('#').map_or((typed, None), |(path, anchor)| (path, Some(anchor)));
        let (path, query) = path.split_once('?').map_or((path, ""), |(path, query)| (path, query));
        if path.is_empty() {
            if let Some(anchor) = anchor.filter(|it| !it.is_empty()) {
                self.anchor(anchor, entry, entry, pos, found);
            }
            return Target::Inside(typed.to_owned());
        }
        let path = decode(path);
        let absolute = absolute(&path, entry);
        if climbs_out(&path, entry) {
            found.push(self.broken(typed, &absolute, Some(entry)).at(&entry.file, pos));
            return Target::Nowhere;
        }
        let tail = anchor.map_or(String::new(), |it| format!("#{it}"));
        let tail = if query.is_empty() { tail } else { format!("?{query}{tail}") };
        if let Some(id) = self.entry_at(&absolute) {
            if let Some(anchor) = anchor.filter(|it| !it.is_empty()) {
                self.anchor(anchor, self.entries[id.0], entry, pos, found);
            }
            return Target::Inside(format!("{}{tail}", self.nodes[id.0].url));
        }
        if self.assets.contains_key(&absolute) {
            return Target::Inside(format!("{}{tail}", encode(&absolute)));
        }
        let slashed = format!("{}/", absolute.trim_end_matches('/'));
        let generated = |it: &str| routes::is_generated(it, self);
        if let Some(url) = [absolute.as_str(), slashed.as_str()].into_iter().find(|it| generated(it)) {
            return Target::Inside(format!("{url}{tail}"));
        }
        found.push(self.broken(typed, &absolute, Some(entry)).at(&entry.file, pos));
        Target::Nowhere
    }

    /// The file that `typed` names from `entry`, with a finding where there is none.
    pub fn file(&self, typed: &str, entry: &Entry, pos: Pos, found: &mut Vec<Diagnostic>) -> Option<&Asset> {
        if typed.contains("://") || typed.starts_with("//") {
            found.push(
                Diagnostic::error(
                    "file-outside",
                    words!("\"{typed}\" nằm ở trang khác", "\"{typed}\" is on another site"),
                )
                .help(words!(
                    "chép tệp vào content/ để trang không phụ thuộc máy chủ khác",
                    "copy the file into content/, so that the site needs no other server"
                ))
                .at(&entry.file, pos),
            );
            return None;
        }
        let path = decode(typed.split(['#', '?']).next().unwrap_or(typed));
        if climbs_out(&path, entry) || path.contains('\\') || path.contains(':') {
            found.push(
                Diagnostic::error(
                    "file-escape",
                    words!("\"{typed}\" dẫn ra ngoài thư mục content/", "\"{typed}\" leads out of content/"),
                )
                .help(words!(
                    "chép tệp vào content/ và viết đường dẫn với dấu /",
                    "copy the file into content/ and write its path with /"
                ))
                .at(&entry.file, pos),
            );
            return None;
        }
        let absolute = absolute(&path, entry);
        if let Some(asset) = self.assets.get(&absolute) {
            return Some(asset);
        }
        let name = absolute.rsplit('/').next().unwrap_or_default();
        let finding = Diagnostic::error(
            "file-missing",
            words!("không có tệp content{absolute}", "there is no file content{absolute}"),
        );
        let same_name = self.assets.keys().find(|it| it.rsplit('/').next() == Some(name));
        let near = same_name
            .map(String::as_str)
            .or_else(|| near::nearest(&absolute, self.assets.keys().map(String::as_str)));
        found.push(
            match near {
                Some(near) => {
                    finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?"))
                }
                None => finding.help(words!(
                    "chép tệp vào đó, hoặc sửa đường dẫn",
                    "put the file there, or correct the path"
                )),
            }
            .at(&entry.file, pos),
        );
        None
    }

    fn entry_at(&self, absolute: &str) -> Option<EntryId> {
        if let Some(path) = page_path(absolute) {
            return self.page_at(&path);
        }
        let slashed = format!("{}/", absolute.trim_end_matches('/'));
        self.at(absolute).or_else(|| self.at(&slashed))
    }

    fn anchor(&self, anchor: &str, target: &Entry, from: &Entry, pos: Pos, found: &mut Vec<Diagnostic>) {
        let anchor = decode(anchor);
        let generated = ["fn-", "fnref-", "dieu-"].iter().any(|it| anchor.starts_with(it));
        if generated || target.facts.outline.iter().any(|it| it.id == anchor) {
            return;
        }
        let title = &target.facts.common.title.value;
        let finding = Diagnostic::warning(
            "link-anchor",
            words!(
                "trang \"{title}\" không có mục #{anchor}",
                "the page \"{title}\" has no heading #{anchor}"
            ),
        );
        let near = near::nearest(&anchor, target.facts.outline.iter().map(|it| it.id.as_str()));
        found.push(
            match near {
                Some(near) => finding.help(words!("có phải ý bạn là #{near}?", "did you mean #{near}?")),
                None => finding.help(words!(
                    "sửa phần sau dấu # theo một tiêu đề của trang ấy, hoặc xóa phần đó",
                    "write a heading of that page behind #, or delete that part"
                )),
            }
            .at(&from.file, pos),
        );
    }

    /// The finding for a link that leads nowhere; the page of `from` itself is never meant.
    fn broken(&self, typed: &str, absolute: &str, from: Option<&Entry>) -> Diagnostic {
        let path = path_of(absolute.trim_matches('/'));
        if self.hidden.contains(&path)
            || self.hidden.contains(&format!("{}/", absolute.trim_end_matches('/')))
        {
            return Diagnostic::warning(
                "link-hidden",
                words!(
                    "\"{typed}\" dẫn tới bài chưa hiện trên trang (nháp, hẹn giờ hoặc hết hạn)",
                    "\"{typed}\" leads to a page that is not shown (draft, scheduled or expired)"
                ),
            )
            .help(words!(
                "liên kết được bỏ, chữ vẫn giữ; liên kết sẽ hiện khi bài kia hiện",
                "the words are kept without the link until that page is shown"
            ));
        }
        let finding = Diagnostic::error(
            "link-broken",
            words!("liên kết \"{typed}\" không dẫn tới đâu", "the link \"{typed}\" leads nowhere"),
        );
        if typed.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("www.")) {
            return finding.help(words!("viết https://{typed}", "write https://{typed}"));
        }
        let top = format!("/{}/", typed.trim_matches('/'));
        let is_top = self.at(&top).is_some() || routes::is_generated(&top, self);
        let is_own = |id: &EntryId| from.is_some_and(|it| std::ptr::eq(self.entries[id.0], it));
        let pages = self.by_url.iter().filter(|id| !is_own(id)).map(|id| self.nodes[id.0].url.as_str());
        let near = if is_top {
            Some(top.as_str())
        } else {
            near::nearest(absolute, pages.chain(self.assets.keys().map(String::as_str)))
        };
        match near {
            Some(near) => finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?")),
            None => finding.help(words!(
                "viết đường dẫn tệp (../a.md) hoặc địa chỉ trong trang (/tin-tuc/a/)",
                "write the path of a file (../a.md) or an address of the site (/tin-tuc/a/)"
            )),
        }
    }
}

/// What an entry points to inside the site, each list in the order of its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Targets {
    /// Links of the text.
    pub links: Vec<Target>,
    /// Pictures of the text, where the file exists.
    pub images: Vec<Option<FileRef>>,
    /// The picture of the page.
    pub picture: Option<FileRef>,
    /// Files to download.
    pub attachments: Vec<Option<FileRef>>,
}

impl Targets {
    /// Addresses of the files it uses, as they stand in the sources; of links all addresses inside.
    pub fn files(&self) -> impl Iterator<Item = String> {
        let inside = self.links.iter().filter_map(|it| match it {
            Target::Inside(url) => url.split(['#', '?']).next().map(decode),
            Target::Nowhere => None,
        });
        let files = self.images.iter().chain(&self.attachments).chain(std::iter::once(&self.picture));
        files.filter_map(|it| it.as_ref().map(|it| it.url.clone())).chain(inside)
    }
}

impl Map<'_> {
    /// Whether what a link leads to is neither an entry nor a file.
    pub(super) fn is_of_list(&self, target: &Target) -> bool {
        let Target::Inside(url) = target else { return false };
        let path = url.split(['#', '?']).next().unwrap_or_default();
        !path.is_empty() && self.at(path).is_none() && !self.assets.contains_key(&decode(path))
    }

    /// What decides whether a link leads to an entry, and to which: marks of the addresses and paths that are looked up.
    pub(super) fn asked(&self, entry: &Entry) -> impl Iterator<Item = Mark> {
        let paths =
            entry.facts.links.iter().map(|it| it.value.target.split(['#', '?']).next().unwrap_or_default());
        paths
            .filter(|it| !it.is_empty())
            .flat_map(|it| {
                let absolute = absolute(&decode(it), entry);
                match page_path(&absolute) {
                    Some(path) => [Some(mark_of_path(&path)), None],
                    None => {
                        let slashed = format!("{}/", absolute.trim_end_matches('/'));
                        [
                            Some(mark_of_url(&slashed)),
                            Some(mark_of_url(&absolute)).filter(|_| absolute != slashed),
                        ]
                    }
                }
            })
            .flatten()
    }

    /// Everything that an entry points to, with findings for what is not there.
    pub fn targets_of(&self, entry: &Entry, found: &mut Vec<Diagnostic>) -> Targets {
        let facts = &entry.facts;
        let mut file = |typed: &str, pos| self.file(typed, entry, pos, found).map(FileRef::from);
        let images = facts.images.iter().map(|it| file(&it.value.src, it.pos)).collect();
        let picture = facts.common.image.as_ref().and_then(|it| file(&it.src.value, it.src.pos));
        let attachments =
            facts.common.attachments.iter().map(|it| file(&it.file.value, it.file.pos)).collect();
        let links = facts.links.iter().map(|it| self.link(&it.value.target, entry, it.pos, found)).collect();
        Targets { links, images, picture, attachments }
    }
}

/// Checks the links of the masthead and of the foot.
pub fn check_menu(map: &Map<'_>, found: &mut Vec<Diagnostic>) {
    for item in map.config.menu.iter().chain(&map.config.footer.links) {
        let url = &item.url.value;
        if url.starts_with('/') && !url.starts_with("//") {
            let path = url.split(['#', '?']).next().unwrap_or_default();
            let known = map.entry_at(path).is_some()
                || map.assets.contains_key(path)
                || routes::is_generated(path, map);
            if !known {
                found.push(map.broken(url, path, None).at(&Arc::from(crate::config::FILE), item.url.pos));
            }
        }
    }
}

/// An address or a path in few bytes. Others may have the same mark, so it tells what surely is not concerned.
pub(super) type Mark = u32;

/// The mark of an address.
pub(super) fn mark_of_url(url: &str) -> Mark {
    Fp::quick(url).short()
}

/// The mark of a path below `content/` without extension.
pub(super) fn mark_of_path(path: &str) -> Mark {
    Fp::quick(&(path, ())).short()
}

/// The path, below `content/` and without extension, of the page that an address names by its file.
fn page_path(absolute: &str) -> Option<String> {
    let ends = |with: &str| {
        let tail = absolute.len().checked_sub(with.len()).and_then(|at| absolute.get(at..));
        tail.is_some_and(|it| it.eq_ignore_ascii_case(with))
    };
    (ends(".md") || ends(".markdown")).then(|| path_of(absolute.trim_start_matches('/')))
}

/// Whether a path leaves `content/` somewhere on its way.
fn climbs_out(path: &str, entry: &Entry) -> bool {
    let mut depth = if path.starts_with('/') { 0 } else { entry.file.matches('/').count().saturating_sub(1) };
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if depth == 0 => return true,
            ".." => depth -= 1,
            _ => depth += 1,
        }
    }
    false
}

/// The address below `content/` of a path as typed in `entry`.
fn absolute(path: &str, entry: &Entry) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        let below = entry.file.split_once('/').map_or("", |(_, below)| below);
        parts.extend(
            below.rsplit_once('/').map_or("", |(folder, _)| folder).split('/').filter(|it| !it.is_empty()),
        );
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let slash = if path.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    format!("/{}{slash}", parts.join("/"))
}

/// Percent-decoding (RFC 3986, 2.1) and NFC; bytes that are not UTF-8 stay encoded.
pub fn decode(path: &str) -> String {
    if !path.contains('%') {
        return fold::nfc(path).into_owned();
    }
    let bytes = path.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| path.get(at + 1..at + 3).and_then(|it| u8::from_str_radix(it, 16).ok()))
            .flatten();
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).map_or_else(|_| path.to_owned(), |it| fold::nfc(&it).into_owned())
}

/// Percent-encoding of what may not stand in a path (RFC 3986, 3.3); letters beyond ASCII are encoded too.
pub fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_and_decodes_paths() {
        assert_eq!(encode("/tài liệu/a+b.pdf"), "/t%C3%A0i%20li%E1%BB%87u/a+b.pdf");
        assert_eq!(decode("/t%C3%A0i%20li%E1%BB%87u/%zz"), "/tài liệu/%zz");
    }
}
