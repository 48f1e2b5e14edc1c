//! A page in its languages, as links.

use serde::Serialize;

use crate::site::{EntryId, Site};

/// A page among those that say the same in other languages; the first is the original.
#[derive(Debug, Clone, Hash, Serialize)]
pub(super) struct Translation {
    /// BCP 47 tag.
    pub language: String,
    /// The language in its own words.
    pub name: String,
    /// Address with the path of the base.
    pub url: String,
    /// The same with scheme and host.
    pub full: String,
    /// Whether it is the page itself.
    pub is_here: bool,
}

/// The page of an entry in all its languages; empty where it has one alone.
pub(super) fn translations(site: &Site<'_>, id: EntryId) -> Vec<Translation> {
    let group = site.graph.translations.get(&id).map_or(&[][..], Vec::as_slice);
    let one = |it: &EntryId| {
        let language = site.entry(*it).facts.common.language.as_ref().unwrap_or(&site.config.language);
        let url = &site.node(*it).url;
        Translation {
            name: language_name(language),
            language: language.clone(),
            url: site.config.base.path_of(url),
            full: site.config.base.full(url),
            is_here: *it == id,
        }
    };
    group.iter().map(one).collect()
}

/// What a language calls itself; its tag where that is not known here.
fn language_name(tag: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("vi", "Tiếng Việt"),
        ("en", "English"),
        ("fr", "Français"),
        ("zh", "中文"),
        ("ja", "日本語"),
        ("ko", "한국어"),
        ("ru", "Русский"),
        ("lo", "ລາວ"),
        ("km", "ខ្មែរ"),
        ("th", "ไทย"),
        ("cjm", "Chăm"),
        ("hmn", "Hmoob"),
        ("tay", "Tày"),
        ("jra", "Jrai"),
        ("rad", "Êđê"),
        ("bdq", "Bahnar"),
    ];
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    NAMES.iter().find(|it| it.0 == primary).map_or_else(|| tag.to_owned(), |it| it.1.to_owned())
}
