//! What a table of fields makes of a map: values by canonical key, each with its place.

use crate::{
    diag::{At, Pos},
    text::date::Moment,
};

/// A value that fits its shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Text, identifiers, ids, files, addresses.
    Text(String),
    /// A yes or no.
    Bool(bool),
    /// A count.
    Count(u32),
    /// A moment.
    Moment(Moment),
    /// The canonical key of a choice.
    Choice(&'static str),
    /// A list.
    List(Vec<At<Value>>),
    /// A map with a table.
    Map(Record),
    /// A map with free keys, in the order typed.
    Dict(Vec<(At<String>, At<Value>)>),
    /// JSON text.
    Free(String),
}

/// The fields found in one map, by canonical key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Record {
    pub(super) fields: Vec<(&'static str, At<Value>)>,
    pub(super) at: At<()>,
}

impl Record {
    /// Where the map begins.
    pub fn pos(&self) -> Pos {
        self.at.pos
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether a field of one value was given and could not be read, which has been reported.
    pub fn is_unread(&self, key: &str) -> bool {
        self.fields.iter().any(|(it, value)| *it == key && value.value == Value::List(Vec::new()))
    }

    /// Takes the value of a field out.
    pub fn take(&mut self, key: &str) -> Option<At<Value>> {
        let at = self.fields.iter().position(|(it, _)| *it == key)?;
        Some(self.fields.swap_remove(at).1)
    }

    /// Takes a text with its place.
    pub fn text_at(&mut self, key: &str) -> Option<At<String>> {
        self.take(key).and_then(|it| match it.value {
            Value::Text(text) => Some(At::new(text, it.pos)),
            _ => None,
        })
    }

    /// A text with its place, which stays.
    pub fn peek(&self, key: &str) -> Option<At<String>> {
        self.fields.iter().find(|(it, _)| *it == key).and_then(|(_, it)| match &it.value {
            Value::Text(text) => Some(At::new(text.clone(), it.pos)),
            _ => None,
        })
    }

    /// Takes a text.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.text_at(key).map(|it| it.value)
    }

    /// Takes a yes or no; absent means no.
    pub fn flag(&mut self, key: &str) -> bool {
        matches!(self.take(key), Some(At { value: Value::Bool(true), .. }))
    }

    /// Takes a count.
    pub fn count(&mut self, key: &str) -> Option<u32> {
        self.take(key).and_then(|it| match it.value {
            Value::Count(n) => Some(n),
            _ => None,
        })
    }

    /// Takes a count with its place.
    pub fn count_at(&mut self, key: &str) -> Option<At<u32>> {
        self.take(key).and_then(|it| match it.value {
            Value::Count(n) => Some(At::new(n, it.pos)),
            _ => None,
        })
    }

    /// Takes a moment with its place.
    pub fn moment_at(&mut self, key: &str) -> Option<At<Moment>> {
        self.take(key).and_then(|it| match it.value {
            Value::Moment(moment) => Some(At::new(moment, it.pos)),
            _ => None,
        })
    }

    /// Takes the key of a choice.
    pub fn choice(&mut self, key: &str) -> Option<&'static str> {
        self.take(key).and_then(|it| match it.value {
            Value::Choice(choice) => Some(choice),
            _ => None,
        })
    }

    /// Takes a list; absent means empty.
    pub fn list(&mut self, key: &str) -> Vec<At<Value>> {
        match self.take(key) {
            Some(At { value: Value::List(items), .. }) => items,
            _ => Vec::new(),
        }
    }

    /// Takes a list of texts with their places.
    pub fn texts_at(&mut self, key: &str) -> Vec<At<String>> {
        let texts = self.list(key).into_iter().filter_map(|it| match it.value {
            Value::Text(text) => Some(At::new(text, it.pos)),
            _ => None,
        });
        kept(texts)
    }

    /// Takes a list of texts.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        kept(self.texts_at(key).into_iter().map(|it| it.value))
    }

    /// Takes a map.
    pub fn map(&mut self, key: &str) -> Option<Record> {
        self.take(key).and_then(|it| match it.value {
            Value::Map(record) => Some(record),
            _ => None,
        })
    }

    /// Takes a list of maps.
    pub fn maps(&mut self, key: &str) -> Vec<Record> {
        let maps = self.list(key).into_iter().filter_map(|it| match it.value {
            Value::Map(record) => Some(record),
            _ => None,
        });
        maps.collect()
    }

    /// Takes a map with free keys.
    pub fn dict(&mut self, key: &str) -> Vec<(At<String>, At<Value>)> {
        match self.take(key) {
            Some(At { value: Value::Dict(pairs), .. }) => pairs,
            _ => Vec::new(),
        }
    }

    /// Takes free-form JSON text.
    pub fn free(&mut self, key: &str) -> Option<String> {
        self.take(key).and_then(|it| match it.value {
            Value::Free(json) => Some(json),
            _ => None,
        })
    }

    /// Whether the field was given, rightly or not.
    pub fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|(it, _)| *it == key)
    }

    /// Whether a map was read at the key in which one of the fields `inner` is missing or could not be read.
    pub fn lacks(&self, key: &str, inner: &[&str]) -> bool {
        self.fields.iter().any(|(it, value)| match &value.value {
            Value::Map(map) if *it == key => inner.iter().any(|it| !map.has(it) || map.is_unread(it)),
            _ => false,
        })
    }

    /// Puts a value in, as a CSV row does.
    pub fn put(&mut self, key: &'static str, value: At<Value>) {
        self.fields.push((key, value));
    }
}

/// A list that is kept as long as the site: without the room that collecting in the place of larger items leaves.
pub fn kept<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.shrink_to_fit();
    items
}
