//! The values of a page: those that its template, or what that extends and includes, asks for by name, and no others.
//!
//! A list of entries comes in three forms: `NAME` holds cards, `NAME_cards` and `NAME_lines` each of them as the partials
//! `card.html` and `line.html` show it. An entry looks the same on all lists, so the partial is filled once for all of them.
//! So are `masthead` and `publisher`: they look the same on all pages of a section.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use serde::{
    Serialize,
    ser::{SerializeStruct, Serializer},
};

use super::Render;
use crate::{
    diag::Diagnostic,
    site::{Card, EntryId, Site},
    stamp::{Fp, Stamped},
};

/// The values of one page.
pub(super) struct Values<'a> {
    /// As the template sees them.
    pub context: tera::Context,
    /// Whether all are given, asked for or not: what is missing is told by what there is.
    pub all: bool,
    /// What could not be shown.
    pub fault: Option<Box<Diagnostic>>,
    cx: &'a Render<'a>,
    template: &'static str,
    /// Whether its words are those of the site.
    is_in_site_language: bool,
}

impl<'a> Values<'a> {
    /// None yet but what all pages have: `page`, `site` and `t`.
    pub(super) fn new(
        template: &'static str,
        language: &str,
        page: &impl Serialize,
        all: bool,
        cx: &'a Render<'a>,
    ) -> Self {
        let mut context = tera::Context::new();
        context.insert("page", page);
        context.insert_value("site", cx.frame.site());
        context.insert_value("t", cx.theme.strings(language));
        let is_in_site_language = language == cx.frame.language();
        Self { context, all, fault: None, cx, template, is_in_site_language }
    }

    /// Gives `menu`, with its items that lead to the page at `url` or above it, and what stands over and under all pages.
    pub(super) fn put_shell(&mut self, language: &str, url: &str) {
        let current = self.cx.frame.current(url);
        let key = Fp::of(&(language, &current));
        let menu = match self.shelf().get(&(key, Form::Menu)) {
            Some(made) => made,
            None => {
                let made = tera::Value::from_serializable(&self.cx.frame.menu(&current));
                self.shelf().put((key, Form::Menu), made.clone());
                made
            }
        };
        for (name, form) in [("masthead", Form::Masthead), ("publisher", Form::Publisher)] {
            if self.asks(name) {
                let made = self.filled(key, form, true, |it| it.insert_value("menu", menu.clone()));
                self.context.insert_value(name, made);
            }
        }
        self.context.insert_value("menu", menu);
    }

    /// Gives a value.
    pub(super) fn put<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if self.asks(name) {
            self.context.insert(name, value);
        }
    }

    /// Gives a value that is made only where it is asked for.
    pub(super) fn put_with<T: Serialize>(&mut self, name: &'static str, make: impl FnOnce() -> T) {
        if self.asks(name) {
            self.context.insert(name, &make());
        }
    }

    fn shelf(&self) -> &'a Shelf {
        self.cx.frame.shelf()
    }

    fn asks(&self, name: &str) -> bool {
        self.all || self.cx.theme.asks(self.template, name)
    }

    fn put_list(&mut self, name: &'static str, list: &Cards<'_>) {
        self.put(name, &list.cards);
        for (suffix, form) in [("_cards", Form::Card(list.level)), ("_lines", Form::Line)] {
            let name = format!("{name}{suffix}");
            if self.asks(&name) {
                let shown: Vec<tera::Value> = list.cards.iter().map(|it| self.entry(it, form)).collect();
                self.context.insert_value(name, tera::Value::from(shown));
            }
        }
    }

    /// An entry as the theme shows it in a list.
    fn entry(&mut self, card: &Stamped<Card>, form: Form) -> tera::Value {
        self.filled(card.fp(), form, self.is_in_site_language, |context| {
            context.insert("card", card);
            if let Form::Card(level) = form {
                context.insert("level", &level);
            }
        })
    }

    /// A partial, filled once for all that have the same `key`.
    fn filled(
        &mut self,
        key: Fp,
        form: Form,
        may_share: bool,
        fill: impl FnOnce(&mut tera::Context),
    ) -> tera::Value {
        let Render { theme, route, .. } = self.cx;
        // A partial that shows something of the page looks different on each.
        let is_shared = may_share && !theme.asks(form.partial(), "page");
        let key = (key, form);
        if let Some(made) = self.shelf().get(&key).filter(|_| is_shared) {
            return made;
        }
        let mut context = tera::Context::new();
        fill(&mut context);
        for name in ["site", "t", "page"].into_iter().take(if is_shared { 2 } else { 3 }) {
            context.insert_value(name, self.context.get(name).cloned().unwrap_or_else(tera::Value::none));
        }
        match theme.render(form.partial(), &context, route.as_str()) {
            Ok(html) => {
                let made = tera::Value::safe_string(&String::from_utf8_lossy(&html));
                if is_shared {
                    self.shelf().put(key, made.clone());
                }
                made
            }
            Err(fault) => {
                self.fault.get_or_insert(fault);
                tera::Value::none()
            }
        }
    }
}

/// A field of a view, to be given under its name.
pub(super) struct Field<'a, T>(pub &'a T);

/// How most values are given: as they are. A list of entries has its own way.
pub(super) trait Put {
    /// Gives the value as `name`.
    fn put(&self, name: &'static str, values: &mut Values<'_>);
}

impl<T: Serialize> Put for Field<'_, T> {
    fn put(&self, name: &'static str, values: &mut Values<'_>) {
        values.put(name, self.0);
    }
}

impl Field<'_, Cards<'_>> {
    /// Gives the list as `name`, and in the other forms.
    pub(super) fn put(&self, name: &'static str, values: &mut Values<'_>) {
        values.put_list(name, self.0);
    }
}

/// Entries in a list.
#[derive(Default, Hash)]
pub(super) struct Cards<'s> {
    cards: Vec<&'s Stamped<Card>>,
    /// Of their headings, where they are shown as cards: 2 or 3.
    level: u8,
}

impl<'s> Cards<'s> {
    /// A list below headings of the level above `level`.
    pub(super) fn new(site: &Site<'s>, ids: &[EntryId], level: u8) -> Self {
        Self { cards: ids.iter().map(|it| site.card(*it)).collect(), level }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.cards.len()
    }
}

/// An entry in a long list: its card without what fills more than a line.
#[derive(Hash)]
pub(super) struct Brief<'s>(pub &'s Stamped<Card>);

impl Serialize for Brief<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Brief", 8)?;
        fields.serialize_field("kind", &self.0.kind)?;
        fields.serialize_field("id", &self.0.id)?;
        fields.serialize_field("url", &self.0.url)?;
        fields.serialize_field("title", &self.0.title)?;
        fields.serialize_field("date", &self.0.date)?;
        fields.serialize_field("section", &self.0.section)?;
        fields.serialize_field("genre", &self.0.genre)?;
        fields.serialize_field("legal", &self.0.legal)?;
        fields.end()
    }
}

/// Entries of a long list.
pub(super) fn briefs<'s>(site: &Site<'s>, ids: &[EntryId]) -> Vec<Brief<'s>> {
    ids.iter().map(|it| Brief(site.card(*it))).collect()
}

/// What is made once: an entry in a list, or a part of all pages.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    /// With picture and summary, below a heading of that level.
    Card(u8),
    /// In one line.
    Line,
    /// The items of the menu.
    Menu,
    /// What stands over all pages.
    Masthead,
    /// Who publishes, under all pages.
    Publisher,
}

impl Form {
    fn partial(self) -> &'static str {
        match self {
            Self::Card(_) => "partials/card.html",
            Self::Line => "partials/line.html",
            Self::Menu | Self::Masthead => "partials/masthead.html",
            Self::Publisher => "partials/publisher.html",
        }
    }
}

/// What is made once, as far as it was; a thousand bytes each.
#[derive(Default)]
pub(super) struct Shelf {
    boards: [Mutex<HashMap<(Fp, Form), tera::Value>>; 16],
}

/// Most entries on a board; further ones are made each time.
const MOST: usize = 2000;

impl Shelf {
    fn board(&self, key: &(Fp, Form)) -> std::sync::MutexGuard<'_, HashMap<(Fp, Form), tera::Value>> {
        let at = usize::from(key.0.first_byte()) % self.boards.len();
        self.boards[at].lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, key: &(Fp, Form)) -> Option<tera::Value> {
        self.board(key).get(key).cloned()
    }

    fn put(&self, key: (Fp, Form), made: tera::Value) {
        let mut board = self.board(&key);
        if board.len() < MOST {
            board.insert(key, made);
        }
    }
}
