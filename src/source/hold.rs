//! What must be held back: a page whose front matter tries to say when it is shown, in words that cannot be read.
//!
//! Shown too late is an annoyance, shown too early cannot be taken back; so in doubt a page is a draft.

use crate::{
    diag::{Diagnostic, Pos},
    kind::Kind,
    schema::{Field, Node, NodeKind, Record, field},
    text::{fold, near},
    words,
};

/// The fields that decide when a page is shown.
const DECIDE: &[&str] = &["draft", "publish_at", "expires_at", "withdrawn"];

/// The place of a key that means one of them but says nothing that can be read: a wrong value, an empty one, a second
/// one, a misspelt key. `record` is what was read of `root`.
pub(super) fn doubt(root: &Node, record: &Record, table: &'static [Field]) -> Option<Pos> {
    let NodeKind::Map(pairs) = &root.kind else { return None };
    let mut seen: Vec<&str> = Vec::new();
    for (key, value) in pairs {
        let Some(named) = field::find(table, &key.text) else {
            if means_one(&key.text) {
                return Some(key.pos);
            }
            continue;
        };
        if !DECIDE.contains(&named.key) {
            continue;
        }
        let is_unread = record.is_unread(named.key) || record.lacks(named.key, &["date", "reason"]);
        if seen.contains(&named.key) || matches!(value.kind, NodeKind::Null) || is_unread {
            return Some(key.pos);
        }
        seen.push(named.key);
    }
    None
}

/// Whether an unknown key is a slip for one of the fields, or holds its name: `hẹn đang`, `bản nháp`.
fn means_one(typed: &str) -> bool {
    let fields = Kind::Page.fields().iter().filter(|it| DECIDE.contains(&it.key));
    let names: Vec<&str> =
        fields.flat_map(|it| std::iter::once(it.key).chain(it.aliases.iter().copied())).collect();
    let folded = fold(&crate::text::key(typed));
    let holds = |it: &&str| format!(" {folded} ").contains(&format!(" {} ", fold(&crate::text::key(it))));
    names.iter().any(holds) || near::nearest(typed, names.iter().copied()).is_some()
}

/// Says that the page waits.
pub(super) fn finding() -> Diagnostic {
    Diagnostic::warning(
        "front-matter-held-back",
        words!(
            "chưa rõ bài này có được hiện không, từ khi nào, nên bài được giữ lại như bài nháp",
            "whether and when this page may be shown cannot be read, so it is held back as a draft"
        ),
    )
    .help(words!(
        "sửa dòng này; muốn hiện ngay thì xóa dòng",
        "correct this line; to show the page now, delete it"
    ))
}
