//! The documents of the register that fit what was asked for.

use crate::{
    diag::Lang,
    legal::{DocType, place, validity::State},
    site::records::DocumentRecord,
    text::{date::format_short, fold},
};

/// What is asked for; all of it must fit.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// State on the day.
    pub state: Option<State>,
    /// Type.
    pub doc_type: Option<DocType>,
    /// Words of the issuer's name.
    pub issuer: Option<String>,
    /// Province.
    pub place: Option<place::Province>,
    /// Year of issue.
    pub year: Option<i16>,
}

impl Wanted {
    /// Keeps what fits.
    pub fn keep(&self, records: &mut Vec<DocumentRecord>) {
        let issuer = self.issuer.as_deref().map(fold);
        let place = self.place.map(place::Province::title);
        let year = self.year.map(|it| format!("{it:04}-"));
        records.retain(|it| {
            self.state.is_none_or(|state| state.key() == it.state)
                && self.doc_type.is_none_or(|doc_type| doc_type.name() == it.doc_type)
                && issuer.as_ref().is_none_or(|issuer| fold(&it.issuer).contains(issuer.as_str()))
                && (place.is_none() || place == it.place)
                && year.as_ref().is_none_or(|year| it.issued.as_ref().is_some_and(|it| it.starts_with(year)))
        });
    }
}

/// A state as an officer or a program names it: `in-force`, `còn hiệu lực`, `con hieu luc`.
pub fn state(typed: &str) -> Option<State> {
    let typed = fold(typed).replace('-', " ");
    let names = |it: State| [it.key().replace('-', " "), fold(it.vi()), it.en().to_owned()];
    State::ALL.into_iter().find(|it| names(*it).contains(&typed))
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
            Lang::En => state(it.state).map_or(it.state, State::en),
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
            assert_eq!(state(typed), Some(State::InForce), "{typed}");
        }
        assert_eq!(state("đã được thay thế"), Some(State::Replaced));
        assert_eq!(state("hieu luc"), None);
    }
}
