//! What is in the way of a publication, found before anything is written.
#![expect(clippy::disallowed_methods, reason = "publish looks at what stands in the output folder")]

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
};

use super::{Content, Item, Manifest, Publisher, write::folders_of};
use crate::{diag::Diagnostic, route::Route, words};

/// What of someone else stands where `items` should; empty when nothing does.
pub(super) fn obstacles(publisher: &Publisher, items: &[Item<'_>]) -> Vec<Diagnostic> {
    let Publisher { out, manifest, .. } = publisher;
    let mut real_folders = BTreeSet::new();
    let mut obstacles: Vec<String> = Vec::new();
    for it in items {
        let holds = |target: &Path| holds(target, &it.content);
        obstacles.extend(obstacle(out, manifest, &it.route, holds, &mut real_folders));
        let beside = publisher.beside(&it.route);
        obstacles
            .extend(beside.filter_map(|(_, it)| obstacle(out, manifest, &it, |_| false, &mut real_folders)));
    }
    obstacles.dedup();
    let mut found: Vec<Diagnostic> = obstacles.iter().take(SHOWN).map(|it| in_the_way(it)).collect();
    if let Some(more) = obstacles.len().checked_sub(SHOWN + 1) {
        let more = more + 1;
        found.push(
            Diagnostic::error(
                "publish-in-the-way",
                words!("còn {more} tệp khác như vậy trong thư mục xuất", "{more} more such files stand in the output folder"),
            )
            .help(words!(
                "nếu thư mục xuất được chép từ nơi khác, hoặc thư mục .bantin đã bị xóa: xóa thư mục xuất rồi dựng lại",
                "if the output folder was copied from elsewhere, or the folder .bantin was deleted: delete the output folder and build again"
            )),
        );
    }
    found
}

/// Obstacles that are named one by one.
const SHOWN: usize = 3;

/// Routes that are one file on Windows or macOS, and files that would have to be folders too.
pub(super) fn collisions<'r>(wanted: impl Iterator<Item = &'r Route>) -> Vec<Diagnostic> {
    let mut folded: Vec<(Cow<'_, str>, &Route)> = wanted.map(|it| (lower(it.as_str()), it)).collect();
    folded.sort_unstable();
    let same = folded.windows(2).filter(|it| it[0].0 == it[1].0).map(|it| collision(it[0].1, it[1].1));
    let mut found: Vec<Diagnostic> = same.collect();
    let files: HashMap<&str, &Route> = folded.iter().map(|(lower, route)| (&**lower, *route)).collect();
    let mut last = "";
    for (lower, route) in &folded {
        // Neighbours share the upper folders, which were looked up before.
        let shared = lower.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        for (at, _) in lower.match_indices('/').skip(1).filter(|(at, _)| *at >= shared) {
            found.extend(files.get(&lower[..at]).map(|file| collision(file, route)));
        }
        last = lower;
    }
    found
}

/// In lower case; most routes are already.
fn lower(route: &str) -> Cow<'_, str> {
    let is_lower = |it: char| !it.is_uppercase() && it.is_ascii();
    if route.chars().all(is_lower) { Cow::Borrowed(route) } else { Cow::Owned(route.to_lowercase()) }
}

fn collision(first: &Route, second: &Route) -> Diagnostic {
    Diagnostic::error(
        "publish-collision",
        words!(
            "\"{first}\" và \"{second}\" không thể cùng có trên trang",
            "\"{first}\" and \"{second}\" cannot both be on the site"
        ),
    )
    .help(words!(
        "đổi tên một trong hai tệp; tên chỉ khác nhau ở chữ hoa, chữ thường cũng là trùng",
        "rename one of the two; names that differ only in case count as equal"
    ))
}

/// The path, below `out`, of something of someone else where the file of `route` should stand. What `holds` its bytes already
/// may be adopted.
fn obstacle(
    out: &Path,
    manifest: &Manifest,
    route: &Route,
    holds: impl Fn(&Path) -> bool,
    real_folders: &mut BTreeSet<String>,
) -> Option<String> {
    let below = route.below();
    for folder in folders_of(route) {
        if real_folders.contains(folder) {
            continue;
        }
        match fs::symlink_metadata(out.join(folder)) {
            Err(_) => return None,
            Ok(it) if it.is_dir() => real_folders.insert(folder.to_owned()),
            // A file of ours that became a folder.
            Ok(_) if is_ours(manifest, folder) => return None,
            Ok(_) => return Some(folder.to_owned()),
        };
    }
    let target = out.join(below);
    let Ok(standing) = fs::symlink_metadata(&target) else { return None };
    if standing.is_dir() {
        let below = walkdir::WalkDir::new(&target).into_iter().filter_map(Result::ok);
        let mut foreign = below.filter_map(|it| {
            let path = it.path().strip_prefix(out).ok()?.to_string_lossy().replace('\\', "/");
            let is_ours =
                if it.file_type().is_dir() { holds_ours(manifest, &path) } else { is_ours(manifest, &path) };
            (!is_ours).then_some(path)
        });
        return foreign.next();
    }
    let is_free = manifest.get(route).is_some() || holds(&target);
    (!is_free).then(|| below.to_owned())
}

fn is_ours(manifest: &Manifest, below: &str) -> bool {
    Route::new(&format!("/{below}")).is_ok_and(|it| manifest.get(&it).is_some())
}

fn holds_ours(manifest: &Manifest, folder: &str) -> bool {
    manifest.iter().any(|(it, _)| it.below().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

/// Whether a file holds just what would be written; it may be adopted then.
fn holds(target: &Path, content: &Content<'_>) -> bool {
    fs::read(target).is_ok_and(|standing| content.bytes().is_ok_and(|it| it == standing))
}

fn in_the_way(below: &str) -> Diagnostic {
    Diagnostic::error(
        "publish-in-the-way",
        words!(
            "\"{below}\" trong thư mục xuất không do bantin tạo ra, và đang chiếm chỗ của một trang",
            "\"{below}\" in the output folder was not made by bantin and stands where a page should"
        ),
    )
    .help(words!(
        "chuyển tệp ấy đi nơi khác (tệp cần đăng thì để trong content/); nếu thư mục xuất được chép từ nơi khác thì xóa nó rồi dựng lại",
        "move that file elsewhere (files to be published belong in content/); if the output folder was copied from elsewhere, delete it and build again"
    ))
}
