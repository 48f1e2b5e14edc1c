//! What a search finds an entry by, besides its title, summary and text.

use super::Meta;

/// How much a word says about the entry in which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It is a name of the entry.
    Name,
    /// It is its number or code.
    Number,
    /// It is one word of many.
    Text,
}

impl Meta {
    /// The words of the fields that only its kind has.
    pub fn words(&self) -> Vec<(&str, Weight)> {
        let mut all: Vec<(&str, Weight)> = Vec::new();
        match self {
            Self::Document(it) => all.extend(it.known_as.iter().map(|it| (it.as_str(), Weight::Name))),
            Self::Plan(it) => {
                for item in &it.items {
                    all.push((&item.title, Weight::Text));
                    all.extend(item.sub.iter().map(|it| (it.text.as_str(), Weight::Text)));
                }
            }
            Self::Procedure(it) => {
                all.push((&it.code.value, Weight::Number));
                let texts = it.channels.iter().chain(&it.steps).chain(&it.field).chain(&it.result);
                let papers = it.dossier.iter().map(|it| &it.name);
                all.extend(texts.chain(papers).map(|it| (it.as_str(), Weight::Text)));
            }
            Self::Question(it) => {
                all.push((&it.question.value, Weight::Name));
                all.extend(it.procedures.iter().map(|it| (it.value.as_str(), Weight::Text)));
            }
            Self::Event(it) => {
                let texts = it.place.iter().chain(&it.organizer).chain(it.phases.iter().map(|it| &it.name));
                all.extend(texts.map(|it| (it.as_str(), Weight::Text)));
            }
            Self::Article(_) | Self::Indicator(_) | Self::Page(_) => {}
        }
        all
    }
}
