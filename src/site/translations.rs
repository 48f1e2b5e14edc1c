//! Pages that say the same in several languages: `translation_of` names the original, and all of them make a group.

use std::collections::BTreeMap;

use super::{
    EntryId,
    links::{Map, Target},
};
use crate::{diag::Diagnostic, words};

/// The whole group of every page that belongs to one: the original first, then its translations in the order of files.
pub type Translations = BTreeMap<EntryId, Vec<EntryId>>;

/// Finds the groups. A translation of what is not there, of a translation, or into a language that the group has already, is
/// reported and stands alone.
pub(super) fn translations(map: &Map<'_>, found: &mut Vec<Diagnostic>) -> Translations {
    let language =
        |id: EntryId| map.entries[id.0].facts.common.language.as_deref().unwrap_or(&map.config.language);
    let mut groups: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for (at, entry) in map.entries.iter().enumerate() {
        let Some(typed) = &entry.facts.common.translation_of else { continue };
        let Target::Inside(url) = map.link(&typed.value, entry, typed.pos, found) else { continue };
        let (own, written) = (EntryId(at), &typed.value);
        let fault = match map.at(&url).filter(|it| *it != own) {
            None => Some(words!(
                "\"{written}\" không phải một bài khác của trang",
                "\"{written}\" is not another page of the site"
            )),
            Some(original) if map.entries[original.0].facts.common.translation_of.is_some() => {
                Some(words!("\"{written}\" cũng là bản dịch", "\"{written}\" is a translation itself"))
            }
            Some(original) => {
                let group = groups.entry(original).or_insert_with(|| vec![original]);
                let is_taken = group.iter().any(|it| language(*it) == language(own));
                if !is_taken {
                    group.push(own);
                }
                let tag = language(own);
                is_taken.then(|| {
                    words!("đã có bài bằng ngôn ngữ \"{tag}\"", "there is a page in \"{tag}\" already")
                })
            }
        };
        if let Some(words) = fault {
            found.push(
                Diagnostic::error("translation-original", words)
                    .help(words!(
                        "ghi đường dẫn của bài gốc (bai-goc.md), và ngôn ngữ của bản dịch: language: en",
                        "write the path of the original (bai-goc.md), and the language of the translation: language: en"
                    ))
                    .at(&entry.file, typed.pos),
            );
        }
    }
    let groups = groups.into_values().filter(|it| it.len() > 1);
    groups.flat_map(|group| group.clone().into_iter().map(move |it| (it, group.clone()))).collect()
}
