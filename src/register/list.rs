//! The documents of the register that fit what was asked for.

use crate::{
    diag::Lang,
    legal::{DocType, issuer, validity::State},
    site::records::DocumentRecord,
    text::{date::format_short, fold},
};

/// What is asked for; all of it must fit.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// State on the day.
    pub state: Option<Standing>,
    /// Type.
    pub doc_type: Option<DocType>,
    /// Words of the issuer's name, or all of it in another spelling.
    pub issuer: Option<String>,
    /// Name of the issuer, where what was typed is an id or a short name of the registry.
    pub unit: Option<String>,
    /// Place.
    pub place: Option<Place>,
    /// Year of issue.
    pub year: Option<i16>,
}

/// A state, or all in which a document binds no more: in law each of these is `hết hiệu lực`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Expired, replaced or repealed.
    Ended,
    /// This one.
    Only(State),
}

impl Standing {
    fn fits(self, key: &str) -> bool {
        State::ALL.into_iter().any(|it| {
            it.key() == key
                && match self {
                    Self::Ended => it.ended(),
                    Self::Only(state) => it == state,
                }
        })
    }
}

/// Whose documents are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Those of a province, by its title.
    Province(String),
    /// Those of the site's own place where that is no province: local ones that name no other.
    Home,
}

impl Place {
    fn fits(&self, record: &DocumentRecord) -> bool {
        match self {
            Self::Province(title) => record.place.as_ref() == Some(title),
            Self::Home => record.place.is_none() && record.level != "central",
        }
    }
}

impl Wanted {
    /// Keeps what fits.
    pub fn keep(&self, records: &mut Vec<DocumentRecord>) {
        let issuer = self.issuer.as_deref().map(|it| (fold(it), issuer::key(it)));
        let year = self.year.map(|it| format!("{it:04}-"));
        records.retain(|it| {
            self.state.is_none_or(|state| state.fits(it.state))
                && self.doc_type.is_none_or(|doc_type| doc_type.name() == it.doc_type)
                && issuer.as_ref().is_none_or(|(words, key)| {
                    fold(&it.issuer).contains(words.as_str())
                        || issuer::key(&it.issuer) == *key
                        || self.unit.as_ref() == Some(&it.issuer)
                })
                && self.place.as_ref().is_none_or(|place| place.fits(it))
                && year.as_ref().is_none_or(|year| it.issued.as_ref().is_some_and(|it| it.starts_with(year)))
        });
    }
}

/// A state as an officer or a program names it: `in-force`, `còn hiệu lực`, `con hieu luc`.
pub fn standing(typed: &str) -> Option<Standing> {
    let folded = fold(typed).replace('-', " ");
    if matches!(folded.as_str(), "het hieu luc" | "da het hieu luc" | "ended") {
        return Some(Standing::Ended);
    }
    state(&folded).map(Standing::Only)
}

fn state(typed: &str) -> Option<State> {
    let names = |it: State| [it.key().replace('-', " "), fold(it.vi()), it.en().to_owned()];
    State::ALL.into_iter().find(|it| names(*it).iter().any(|it| it == typed))
}

/// The records as rows of a table with a head.
pub fn rows(records: &[DocumentRecord], lang: Lang) -> Vec<Vec<String>> {
    let head = match lang {
        Lang::Vi => ["SỐ, KÝ HIỆU", "LOẠI", "NGÀY", "HIỆU LỰC", "CƠ QUAN", "MÃ"],
        Lang::En => ["NUMBER", "TYPE", "ISSUED", "STATE", "ISSUER", "ID"],
    };
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(records.iter().map(|it| {
        let dash = || "–".to_owned();
        let issued = it.issued.as_ref().and_then(|it| it.parse().ok());
        let state = match lang {
            Lang::Vi => it.state_name,
            Lang::En => {
                State::ALL.into_iter().find(|state| state.key() == it.state).map_or(it.state, State::en)
            }
        };
        vec![
            it.number.clone().unwrap_or_else(dash),
            it.doc_type.to_owned(),
            issued.map_or_else(dash, format_short),
            state.to_owned(),
            it.issuer.clone(),
            it.id.clone(),
        ]
    }));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_state_by_its_key_and_by_its_name() {
        for typed in ["in-force", "Còn hiệu lực", "con hieu luc", "in force"] {
            assert_eq!(standing(typed), Some(Standing::Only(State::InForce)), "{typed}");
        }
        assert_eq!(standing("đã được thay thế"), Some(Standing::Only(State::Replaced)));
        assert_eq!(standing("hieu luc"), None);
    }

    #[test]
    fn what_is_replaced_or_repealed_is_no_longer_in_force() {
        let ended = standing("Hết hiệu lực").unwrap();
        for (key, expected) in [
            ("expired", true),
            ("replaced", true),
            ("repealed", true),
            ("partly", false),
            ("in-force", false),
        ] {
            assert_eq!(ended.fits(key), expected, "{key}");
        }
    }
}
