//! Filters of templates beyond Tera's own. Pure: values in, text out.

use std::io;

use tera::{Kwargs, State, TeraResult, Value};

use crate::text::{escape, number};

/// What becomes of text wherever it is shown, but for `| safe`.
pub(super) fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut written = Ok(());
    escape::pieces(text, |it| {
        if written.is_ok() {
            written = out.write_all(it.as_bytes());
        }
    });
    written
}

/// `{{ 1240 | count(of=t.n_articles) }}`: a number with its noun, "1.240 tin, bài" or "1,240 articles".
///
/// `of` holds one form for every number, or two parted by `|` ("article|articles"), the first for 1.
/// The mark between thousands is the string `t.thousands`.
pub(super) fn count(n: u64, kwargs: Kwargs, state: &State) -> TeraResult<String> {
    let nouns: &str = kwargs.must_get("of")?;
    let (one, many) = nouns.split_once('|').unwrap_or((nouns, nouns));
    let strings = state.get::<Value>("t")?;
    let mark = strings.as_ref().and_then(|it| it.get_from_path("thousands")).and_then(Value::as_str);
    let digits = number::thousands(n);
    let digits = match mark {
        Some(mark) if mark != "." => digits.replace('.', mark),
        _ => digits,
    };
    Ok(format!("{digits} {}", if n == 1 { one } else { many }))
}
