//! The files of a theme: those of the default, each replaced by the file of the same name below `themes/NAME/`.
#![expect(clippy::disallowed_methods, reason = "theme reads the overrides of a site")]

use std::{borrow::Cow, collections::BTreeMap, fs, path::Path, sync::Arc};

use walkdir::WalkDir;

use super::{DEFAULT, Source, THEMES, embedded};
use crate::{
    diag::{Diagnostic, Pos},
    error::Error,
    source::{decode, files},
    text, words,
};

/// All files of a theme, not yet looked into.
pub(super) struct Files {
    /// By name: `partials/card.html`. The default of one that is replaced stays as `default/partials/card.html`, to be extended.
    pub templates: BTreeMap<String, Source>,
    /// By name: `style.css`.
    pub statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// `strings.yaml` of the site, when it has one.
    pub strings: Option<Source>,
    /// `theme.yaml` of the site, when it has one.
    pub theme: Option<Source>,
}

/// Reads the overrides. A theme without a folder is a finding, unless it is the default one.
pub(super) fn read(root: &Path, name: &str, found: &mut Vec<Diagnostic>) -> Result<Files, Error> {
    let statics = embedded::STATICS.iter().map(|&(name, bytes)| (name.to_owned(), Cow::Borrowed(bytes)));
    let mut all =
        Files { templates: embedded::templates(), statics: statics.collect(), strings: None, theme: None };
    let folder = root.join(THEMES).join(name);
    let inside = !name.contains(['/', '\\']) && !name.starts_with('.');
    if !inside || !folder.is_dir() {
        if name != DEFAULT {
            found.push(missing(root, name));
        }
        return Ok(all);
    }
    for item in WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|it| it.depth() == 0 || !files::is_litter(&it.file_name().to_string_lossy()))
    {
        let item = item.map_err(|error| {
            let path = error.path().unwrap_or(&folder).to_owned();
            let source = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
            Error::new("đọc", "read", &path, source)
        })?;
        if !item.file_type().is_file() {
            continue;
        }
        let relative = item.path().strip_prefix(&folder).unwrap_or(item.path());
        let below = text::nfc(&relative.to_string_lossy().replace('\\', "/")).into_owned();
        let file: Arc<str> = Arc::from(format!("{THEMES}/{name}/{below}"));
        let bytes = fs::read(item.path()).map_err(|source| Error::new("đọc", "read", item.path(), source))?;
        sort(&below, &file, bytes, &mut all, found);
    }
    Ok(all)
}

fn sort(below: &str, file: &Arc<str>, bytes: Vec<u8>, all: &mut Files, found: &mut Vec<Diagnostic>) {
    if let Some(name) = below.strip_prefix("static/") {
        let known = embedded::STATICS.iter().map(|it| it.0);
        near_miss(name, file, known, found);
        all.statics.insert(name.to_owned(), Cow::Owned(bytes));
        return;
    }
    let template =
        below.strip_prefix("templates/").filter(|it| it.ends_with(".html") || it.ends_with(".xml"));
    if template.is_none() && !matches!(below, "strings.yaml" | "theme.yaml") {
        found.push(unused(file));
        return;
    }
    let text = match decode::decode(&bytes, file, found) {
        Ok(text) => Cow::Owned(text),
        Err(fault) => return found.push(*fault),
    };
    let source = Source { text, file: Arc::clone(file) };
    match template {
        Some(name) => {
            near_miss(name, file, embedded::TEMPLATES.iter().map(|it| it.0), found);
            if let Some(default) = all.templates.insert(name.to_owned(), source) {
                all.templates.insert(format!("{DEFAULT}/{name}"), default);
            }
        }
        None if below == "strings.yaml" => all.strings = Some(source),
        None => all.theme = Some(source),
    }
}

/// A name of the site's own is welcome; one that looks like a slip of the pen is worth a word.
fn near_miss<'a>(
    name: &str,
    file: &Arc<str>,
    known: impl Iterator<Item = &'a str> + Clone,
    found: &mut Vec<Diagnostic>,
) {
    if known.clone().any(|it| it == name) {
        return;
    }
    let (folder, file_name) = name.rsplit_once('/').unwrap_or(("", name));
    let (stem, ending) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    let stems = known.filter_map(|it| {
        let (of, file_name) = it.rsplit_once('/').unwrap_or(("", it));
        file_name.rsplit_once('.').filter(|it| of == folder && it.1 == ending).map(|it| it.0)
    });
    if let Some(near) = text::nearest(stem, stems) {
        found.push(
            Diagnostic::info(
                "theme-override",
                words!(
                    "\"{name}\" không thay cho tệp nào của giao diện mặc định",
                    "\"{name}\" replaces no file of the default theme"
                ),
            )
            .help(words!("có phải ý bạn là {near}.{ending}?", "did you mean {near}.{ending}?"))
            .at(file, start()),
        );
    }
}

fn unused(file: &Arc<str>) -> Diagnostic {
    Diagnostic::info(
        "theme-unused",
        words!("giao diện không dùng tệp này", "the theme does not use this file"),
    )
    .help(words!(
        "đặt mẫu trang (.html) vào templates/, tệp khác vào static/",
        "templates (.html) belong in templates/, other files in static/"
    ))
    .at(file, start())
}

fn missing(root: &Path, name: &str) -> Diagnostic {
    let themes = fs::read_dir(root.join(THEMES)).into_iter().flatten().flatten();
    let names: Vec<String> = themes.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    let found = Diagnostic::error(
        "theme-missing",
        words!("không có thư mục {THEMES}/{name}/", "there is no folder {THEMES}/{name}/"),
    )
    .at(&Arc::from(crate::config::FILE), start());
    match text::nearest(name, names.iter().map(String::as_str)) {
        Some(near) => found.help(words!("có phải ý bạn là {near}?", "did you mean {near}?")),
        None => found.help(words!(
            "tạo thư mục này, hoặc bỏ dòng theme trong bantin.yaml",
            "make this folder, or take the line theme out of bantin.yaml"
        )),
    }
}

/// The beginning of a file.
pub(super) fn start() -> Pos {
    Pos { line: 1, column: 1, len: 0 }
}
