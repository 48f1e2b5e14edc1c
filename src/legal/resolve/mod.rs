//! Which document of the register a citation means.
//!
//! A wrong link is worse than none: what place, date and type do not decide stays undecided. In particular a local
//! number never leads to another province, and a number without a year never to a document of another year.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Citation, DocType, Form,
    id::year_of,
    issuer::{Issuer, Seat},
    place::Place,
    register::{Register, RegisterEntry, match_key},
};
use crate::text::fold;

/// What surrounds a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// Date of the text.
    pub date: Option<Date>,
    /// Place of the agency that publishes it.
    pub place: Option<Place>,
    /// Id of the document that the text is about: `Kế hoạch này`.
    pub itself: Option<String>,
    /// Number or name to id, as the author decided.
    pub overrides: BTreeMap<String, String>,
}

/// What a citation means, and what an editor should know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The document.
    pub target: Target,
    /// Remarks, in the order they arose.
    pub notes: Vec<Note>,
}

/// The document meant. Numbers are places in [`Register::entries`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Exactly one.
    One(usize),
    /// More than one fits.
    Ambiguous(Vec<usize>),
    /// None that is known.
    Unknown,
}

impl Target {
    pub(super) fn one(&self) -> Option<usize> {
        match self {
            Self::One(idx) => Some(*idx),
            Self::Ambiguous(_) | Self::Unknown => None,
        }
    }
}

/// A remark on a resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The document has another date than the one written.
    DateMismatch(usize),
    /// The document was issued after the text.
    Future(usize),
    /// The document is of another type than the word says.
    TypeMismatch(usize),
    /// A local number, and neither issuer nor home tells the place.
    MissingPlace,
    /// The number exists, but in other places.
    OtherPlace(Vec<usize>),
    /// A law of that name is known, but not of that year or date.
    UnknownVersion,
    /// By its own dates the document was not in force on the date of the text.
    NotInForce(usize),
}

impl Resolution {
    /// The document, where there is exactly one.
    pub fn one(&self) -> Option<usize> {
        self.target.one()
    }

    pub(super) fn unknown() -> Self {
        Self::of(&[], Vec::new())
    }

    pub(super) fn of(left: &[usize], notes: Vec<Note>) -> Self {
        let target = match left {
            [] => Target::Unknown,
            [one] => Target::One(*one),
            several => Target::Ambiguous(several.to_vec()),
        };
        Self { target, notes }
    }
}

impl Register {
    /// Resolves a citation that stands alone.
    pub fn resolve(&self, citation: &Citation, context: &Context) -> Resolution {
        if let Some(idx) = self.overridden(citation, context) {
            return Resolution::of(&[idx], Vec::new());
        }
        match (citation.form, &citation.number, &citation.name) {
            (Form::Draft, ..) => Resolution::unknown(),
            (Form::Itself, ..) => self.itself(citation, context),
            (Form::Short, Some(number), _) => self.short(number, citation, context),
            (_, Some(number), _) => match self.numbered(number) {
                [] => self.short(number, citation, context),
                found => self.by_number(number, found, citation, context),
            },
            (_, None, Some(name)) => self.by_name(name, citation, context),
            (_, None, None) => Resolution::unknown(),
        }
    }

    /// The author's decision, unless the citation itself gives another date.
    fn overridden(&self, citation: &Citation, context: &Context) -> Option<usize> {
        if context.overrides.is_empty() {
            return None;
        }
        let word = citation.doc_type.filter(|_| citation.form == Form::Short).map_or("", DocType::name);
        let written = citation.number.as_ref().or(citation.name.as_ref())?;
        let key = match_key(&format!("{word}{written}"));
        let id = context.overrides.iter().find(|(it, _)| match_key(it) == key).map(|(_, id)| id)?;
        let idx = self.find(id)?;
        let issued = self.entries()[idx].issued;
        let day = citation.date.is_none_or(|day| issued.is_none_or(|it| it == day));
        let year = citation.year.is_none_or(|year| issued.is_none_or(|it| it.year() == year));
        (day && year).then_some(idx)
    }

    fn itself(&self, citation: &Citation, context: &Context) -> Resolution {
        let found = context.itself.as_ref().and_then(|id| self.find(id));
        let fits = |idx: &usize| citation.doc_type.is_none_or(|it| same_type(it, &self.entries()[*idx]));
        Resolution::of(found.filter(fits).as_slice(), Vec::new())
    }

    /// `Đề án 06` by its name; `Nghị định 118/2025` by the only symbol it can have.
    fn short(&self, number: &str, citation: &Citation, context: &Context) -> Resolution {
        let Some(doc_type) = citation.doc_type else { return Resolution::unknown() };
        let by_name = self.by_name(&format!("{} {number}", doc_type.name()), citation, context);
        let decree = doc_type.code() == Some("NĐ") && year_of(number).is_some();
        if by_name.target == Target::Unknown && decree {
            let number = format!("{number}/NĐ-CP");
            return self.by_number(&number, self.numbered(&number), citation, context);
        }
        by_name
    }

    /// Which of `found`, the documents with that number.
    fn by_number(&self, number: &str, found: &[usize], citation: &Citation, context: &Context) -> Resolution {
        let mut notes = Vec::new();
        let typed = self.of_type(found, citation, &mut notes);
        let dated = keep(&typed, |it| citation.date.is_some() && self.entries()[it].issued == citation.date);
        let exact = !dated.is_empty();
        let mut left = self.in_place(if exact { &dated } else { &typed }, citation, context, &mut notes);
        if !exact && let Some(year) = citation.date.map(Date::year).or(citation.year) {
            let fitting = keep(&left, |it| {
                let entry = &self.entries()[it];
                entry.number.as_deref().is_some_and(|it| year_of(it).is_some())
                    || entry.issued.is_none_or(|it| it.year() == year)
            });
            let wrong = match (fitting.is_empty(), citation.date) {
                (true, _) => &left[..],
                (false, Some(_)) => &fitting,
                (false, None) => &[],
            };
            notes.extend(wrong.iter().map(|it| Note::DateMismatch(*it)));
            left = fitting;
        }
        let future = keep(&left, |it| self.is_future(it, context));
        if exact || year_of(number).is_some() && left.len() == 1 {
            notes.extend(future.iter().map(|it| Note::Future(*it)));
        } else if !future.is_empty() {
            left.retain(|it| !future.contains(it));
            if left.is_empty() {
                notes.extend(future.iter().map(|it| Note::Future(*it)));
            }
        }
        Resolution::of(&left, notes)
    }

    fn by_name(&self, name: &str, citation: &Citation, context: &Context) -> Resolution {
        let typed = citation.doc_type.map(|it| format!("{} {name}", it.name()));
        let tries = [Some(name.to_owned()), typed];
        let found = tries.into_iter().flatten().find_map(|name| {
            let whole = citation.year.map_or(&[][..], |year| {
                let long = self.named(&format!("{name} năm {year}"));
                if long.is_empty() { self.named(&format!("{name} {year}")) } else { long }
            });
            let found = if whole.is_empty() { self.named(&name) } else { whole };
            (!found.is_empty()).then_some(found)
        });
        let Some(found) = found else {
            let congress = strip_word(name, "Nghị quyết ");
            let issuer = Issuer::read(congress).at(context.place.as_ref());
            return Resolution::of(self.of_congress(&issuer), Vec::new());
        };
        if found.iter().all(|it| self.entries()[*it].is_law()) {
            return self.version(found, citation, context);
        }
        let mut notes = Vec::new();
        let mut left = self.in_named_place(found, name, citation, context, &mut notes);
        if let Some(day) = citation.date {
            left.retain(|it| self.entries()[*it].issued.is_none_or(|it| it == day));
        }
        let future = keep(&left, |it| self.is_future(it, context));
        left.retain(|it| !future.contains(it));
        if left.is_empty() {
            notes.extend(future.into_iter().map(Note::Future));
        }
        Resolution::of(&left, notes)
    }

    /// The version of a law: by its date, by its year, or the one in force on the date of the text.
    fn version(&self, found: &[usize], citation: &Citation, context: &Context) -> Resolution {
        let entry = |it: usize| &self.entries()[it];
        let mut left = found.to_vec();
        if let Some(day) = citation.date {
            left.retain(|it| entry(*it).issued == Some(day));
        } else if let Some(year) = citation.year {
            left.retain(|it| entry(*it).issued.is_some_and(|it| it.year() == year));
        }
        if left.is_empty() {
            return Resolution::of(&[], vec![Note::UnknownVersion]);
        }
        let chosen = citation.date.is_some() || citation.year.is_some();
        let Some(day) = context.date else { return Resolution::of(&left, Vec::new()) };
        if chosen && let [one] = left[..] {
            let note = self.is_future(one, context).then_some(Note::Future(one));
            return Resolution::of(&left, Vec::from_iter(note));
        }
        let in_force = keep(&left, |it| entry(it).in_force(day));
        if let Some(latest) = in_force.iter().copied().max_by_key(|it| entry(*it).starts()) {
            return Resolution::of(&[latest], Vec::new());
        }
        if chosen {
            return Resolution::of(&left, Vec::new());
        }
        let past = keep(&left, |it| !self.is_future(it, context));
        match past.iter().copied().max_by_key(|it| entry(*it).starts()) {
            Some(latest) => Resolution::of(&[latest], vec![Note::NotInForce(latest)]),
            None => Resolution::of(&[], left.into_iter().map(Note::Future).collect()),
        }
    }

    /// Keeps what has the type that the words say. A type word may differ from the code in the number, which decides
    /// then; where the number has no code (laws, resolutions of the Assembly) the word decides.
    fn of_type(&self, found: &[usize], citation: &Citation, notes: &mut Vec<Note>) -> Vec<usize> {
        let Some(doc_type) = citation.doc_type else { return found.to_vec() };
        let same = keep(found, |it| same_type(doc_type, &self.entries()[it]));
        if !same.is_empty() {
            return same;
        }
        notes.extend(found.iter().map(|it| Note::TypeMismatch(*it)));
        keep(found, |it| has_code(&self.entries()[it]))
    }

    /// Keeps what was issued in the place that the issuer's name tells, else at home. Central documents have no place.
    fn in_place(
        &self,
        found: &[usize],
        citation: &Citation,
        context: &Context,
        notes: &mut Vec<Note>,
    ) -> Vec<usize> {
        if !found.iter().any(|it| self.is_local(*it)) {
            return found.to_vec();
        }
        let home = context.place.as_ref();
        let issuer = citation.issuer.as_deref().or(citation.by.as_deref()).map(Issuer::read);
        let local = |it: usize| self.is_local(it);
        let place_of = |it: usize| self.entries()[it].issuer.place();
        // `UBND tỉnh` in a register that does not say of which province: the newsroom's own, wherever it is.
        let own = |it: usize| matches!(self.entries()[it].issuer.seat, Seat::Relative(_) | Seat::Vague);
        let said = issuer.filter(|it| !matches!(it.seat, Seat::Central | Seat::Vague));
        let left = match (&said, home) {
            (Some(issuer), _) => {
                let place = issuer.place_in(home);
                keep(found, |it| {
                    let here =
                        || place.as_ref().is_some_and(|place| place_of(it).is_some_and(|at| at.is(place)));
                    !local(it) || here() || (own(it) && matches!(issuer.seat, Seat::Relative(_)))
                })
            }
            (None, Some(home)) => {
                keep(found, |it| !local(it) || own(it) || place_of(it).is_some_and(|it| it.covers(home)))
            }
            (None, None) => keep(found, |it| !local(it) || own(it)),
        };
        if left.is_empty() && !found.is_empty() {
            let told = match &said {
                Some(issuer) => issuer.place_in(home).is_some(),
                None => home.is_some(),
            };
            notes.push(if told { Note::OtherPlace(found.to_vec()) } else { Note::MissingPlace });
        }
        left
    }

    /// The same for a document cited by name, which may tell its place by itself.
    fn in_named_place(
        &self,
        found: &[usize],
        name: &str,
        citation: &Citation,
        context: &Context,
        notes: &mut Vec<Note>,
    ) -> Vec<usize> {
        let folded = fold(name);
        let told = keep(found, |it| {
            let place = self.entries()[it].issuer.place();
            let own = place.map(|it| {
                it.units.last().map_or_else(|| it.province.map_or("", |it| it.name()), |it| &it.name)
            });
            own.is_some_and(|it| folded.contains(&fold(it)))
        });
        if told.is_empty() { self.in_place(found, citation, context, notes) } else { told }
    }

    fn is_future(&self, idx: usize, context: &Context) -> bool {
        let issued = self.entries()[idx].issued;
        issued.zip(context.date).is_some_and(|(issued, day)| issued > day)
    }
}

fn keep(found: &[usize], fits: impl Fn(usize) -> bool) -> Vec<usize> {
    found.iter().copied().filter(|it| fits(*it)).collect()
}

/// The text without that word before it, whatever its case.
fn strip_word<'a>(text: &'a str, word: &str) -> &'a str {
    let same = text.get(..word.len()).is_some_and(|it| it.to_lowercase() == word.to_lowercase());
    if same { &text[word.len()..] } else { text }
}

/// Whether a document may be called by that type. `Văn bản` is any; the Party's QĐ is Quy định and Quyết định.
pub(crate) fn same_type(said: DocType, entry: &RegisterEntry) -> bool {
    let pair = (said.name(), entry.doc_type.name());
    let party = || entry.number.as_deref().is_some_and(|it| fold(it).contains("-qd"));
    // `Chương trình hành động` is a Chương trình, `Thông tư liên tịch` a Thông tư.
    pair.0.starts_with(pair.1)
        || pair.1.starts_with(pair.0)
        || said.name() == "Văn bản"
        || matches!(pair, ("Luật", "Bộ luật") | ("Bộ luật", "Luật"))
        || (matches!(pair, ("Quyết định", "Quy định") | ("Quy định", "Quyết định")) && party())
}

/// Whether the number itself tells the type: `KH` in `15/KH-UBND`, nothing in `80/2015/QH13` or `38/CP`.
fn has_code(entry: &RegisterEntry) -> bool {
    let code = entry.doc_type.code().map(fold);
    let number = entry.number.as_deref().map(fold).unwrap_or_default();
    number.split(['/', '-']).any(|it| Some(it) == code.as_deref())
}

#[cfg(test)]
pub(super) mod tests;
