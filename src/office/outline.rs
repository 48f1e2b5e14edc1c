//! The numbers that Word counts by itself: `word/numbering.xml`, ECMA-376 Part 1, §17.9.

use std::collections::BTreeMap;

use quick_xml::{Reader, events::Event};

use super::docx::{attribute, number, value};

/// Where a paragraph stands in a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The list; 0 is none.
    pub(super) list: Option<u32>,
    /// The level in it, from 0.
    pub(super) level: Option<u32>,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    /// `decimal`, `lowerLetter`, `bullet` …
    format: String,
    /// `%1.%2.`: with the number of each level in its place.
    text: String,
}

/// All lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The levels of the abstract lists.
    levels: BTreeMap<(u32, u32), Level>,
    /// The abstract list of each list.
    lists: BTreeMap<u32, u32>,
    /// Lists that begin a level anew.
    starts: BTreeMap<(u32, u32), u32>,
    /// The last number of each level of an abstract list.
    last: BTreeMap<(u32, u32), u32>,
    /// Lists that were begun.
    begun: Vec<u32>,
}

/// Deeper ones do not exist in Word.
const MOST_LEVELS: u32 = 9;

impl Numbering {
    /// Reads `numbering.xml`; what cannot be read is left out.
    pub(super) fn read(xml: &str) -> Self {
        let mut all = Self::default();
        let mut reader = Reader::from_str(xml);
        let (mut kind, mut list, mut level) = (false, 0, 0);
        loop {
            let tag = match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => tag,
                Ok(Event::Eof) | Err(_) => return all,
                Ok(_) => continue,
            };
            let of = |name: &str| attribute(&tag, name).and_then(|it| it.parse::<u32>().ok()).unwrap_or(0);
            match tag.local_name().as_ref() {
                "abstractNum" => (kind, list) = (true, of("abstractNumId")),
                "num" => (kind, list) = (false, of("numId")),
                "abstractNumId" => {
                    all.lists.insert(list, number(&tag).unwrap_or(0));
                }
                "lvl" | "lvlOverride" => level = of("ilvl"),
                "start" if kind => all.level(list, level).start = number(&tag).unwrap_or(1),
                "startOverride" => {
                    all.starts.insert((list, level), number(&tag).unwrap_or(1));
                }
                "numFmt" if kind => all.level(list, level).format = value(&tag).unwrap_or_default(),
                "lvlText" if kind => all.level(list, level).text = value(&tag).unwrap_or_default(),
                _ => {}
            }
        }
    }

    fn level(&mut self, list: u32, level: u32) -> &mut Level {
        self.levels.entry((list, level)).or_default()
    }

    /// Counts one paragraph and gives what Word shows before it; nothing outside of lists.
    pub(super) fn next(&mut self, place: Place) -> String {
        let (Some(list), level) = (place.list.filter(|it| *it > 0), place.level.unwrap_or(0)) else {
            return String::new();
        };
        let Some(kind) = self.lists.get(&list).copied() else { return String::new() };
        if !self.begun.contains(&list) {
            self.begun.push(list);
            for (at, start) in &self.starts {
                if at.0 == list {
                    self.last.insert((kind, at.1), start.saturating_sub(1));
                }
            }
        }
        let Some(own) = self.levels.get(&(kind, level)).cloned() else { return String::new() };
        for deeper in level + 1..MOST_LEVELS {
            self.last.remove(&(kind, deeper));
        }
        if own.format == "bullet" {
            // Bullets are letters of a font of signs; what they look like says nothing.
            return if own.text == "+" { "+" } else { "-" }.to_owned();
        }
        if own.format == "none" {
            return String::new();
        }
        let now = self.last.get(&(kind, level)).map_or(own.start, |it| it.saturating_add(1));
        self.last.insert((kind, level), now);
        let mut text = own.text.clone();
        for at in 0..MOST_LEVELS {
            let mark = format!("%{}", at + 1);
            if text.contains(&mark) {
                let of = self.levels.get(&(kind, at)).cloned().unwrap_or_default();
                let n = self.last.get(&(kind, at)).copied().unwrap_or(of.start);
                text = text.replace(&mark, &written(n, &of.format));
            }
        }
        text.trim().to_owned()
    }
}

/// A number as a format writes it.
fn written(n: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperLetter" => letters(n).to_uppercase(),
        "lowerLetter" => letters(n),
        "decimalZero" => format!("{n:02}"),
        _ => n.to_string(),
    }
}

const PARTS: &[(u32, &str)] = &[
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(mut n: u32) -> String {
    if n > 3999 {
        return n.to_string();
    }
    let mut out = String::new();
    for (value, sign) in PARTS {
        while n >= *value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// `a` … `z`, `aa`: Word's letters, which have no `đ`.
fn letters(n: u32) -> String {
    let letter = char::from(b'a' + u8::try_from(n.saturating_sub(1) % 26).unwrap_or(0));
    let times = usize::try_from(n.saturating_sub(1) / 26).unwrap_or(0).min(8) + 1;
    std::iter::repeat_n(letter, times).collect()
}
