//! Lines that were meant as `key: value` and are none: no colon, no space behind it, a space before the key.

use std::ops::Range;

use super::{
    field::{self, Field},
    traps::split_pair,
};
use crate::{diag::Words, words};

/// What is wrong with a line, and the line as it should be.
pub(super) struct Fault {
    pub(super) code: &'static str,
    /// Bytes of the line.
    pub(super) range: Range<usize>,
    pub(super) message: Words,
    pub(super) help: Words,
    pub(super) line: String,
}

/// What stands above a line, as far as it decides what the line may be.
pub(super) struct Above {
    /// Whether a line that begins with spaces can only be a slip.
    is_flush: bool,
    /// The bracket that closes the list or map that is open.
    flow: Option<char>,
}

impl Above {
    /// At the head of `yaml`: its first line stands to the left of no other.
    pub(super) fn first(yaml: &str) -> Self {
        let later = yaml.lines().skip_while(|it| it.trim().is_empty()).skip(1);
        let mut flush = later.filter(|it| it.chars().next().is_some_and(char::is_alphabetic));
        Self { is_flush: flush.any(|it| split_pair(it).is_some()), flow: None }
    }

    /// The faults of a line, each on the line as the one before mended it.
    pub(super) fn faults(&self, line: &str, tables: &[&'static [Field]]) -> Vec<Fault> {
        if self.flow.is_some() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for look in [Self::indented, Self::no_space, Self::no_colon] {
            let line = found.last().map_or(line, |it: &Fault| it.line.as_str());
            let fault = look(self, line, tables);
            found.extend(fault);
        }
        found
    }

    /// Takes note of a line that was passed.
    pub(super) fn pass(&mut self, line: &str) {
        if let Some(close) = self.flow {
            self.flow = self.flow.filter(|_| !line.contains(close));
            return;
        }
        if line.trim().is_empty() {
            return;
        }
        let pair = split_pair(line);
        let value = pair.map_or("", |(_, start)| line[start..].trim());
        self.flow = match value.chars().next() {
            Some('[') => Some(']'),
            Some('{') => Some('}'),
            _ => None,
        };
        self.flow = self.flow.filter(|it| !value.contains(*it));
        let is_plain = !value.starts_with(['|', '>', '&', '!', '#']);
        self.is_flush = !line.starts_with([' ', '-']) && pair.is_some() && is_plain;
    }

    /// ` date: 5/6/2025` below `title: Một`.
    fn indented(&self, line: &str, tables: &[&'static [Field]]) -> Option<Fault> {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        let key = &rest[..rest.find(':')?];
        (self.is_flush && indent > 0 && is_known(key, tables)).then(|| Fault {
            code: "front-matter-indent",
            range: 0..indent,
            message: words!(
                "dòng \"{key}\" thụt vào so với các dòng khác",
                "the line \"{key}\" is indented unlike the others"
            ),
            help: words!("xóa dấu cách ở đầu dòng", "delete the spaces at the head of the line"),
            line: rest.to_owned(),
        })
    }

    /// `genre:tin`
    fn no_space(&self, line: &str, tables: &[&'static [Field]]) -> Option<Fault> {
        let start = line.len() - line.trim_start_matches([' ', '-']).len();
        let colon = start + line[start..].find(':')?;
        let (key, value) = (&line[start..colon], line[colon + 1..].trim_end());
        let is_glued = value.chars().next().is_some_and(|it| !it.is_whitespace()) && !value.starts_with("//");
        (is_glued && is_known(key, tables)).then(|| Fault {
            code: "front-matter-pair",
            range: colon..colon + 1,
            message: words!("thiếu dấu cách sau dấu hai chấm", "a space is missing after the colon"),
            help: words!(
                "thêm dấu cách sau dấu hai chấm: {key}: {value}",
                "add a space after the colon: {key}: {value}"
            ),
            line: format!("{}: {}", &line[..colon], &line[colon + 1..]),
        })
    }

    /// `name Chính phủ`. An indented line may go on with the text above: there only English names count.
    fn no_colon(&self, line: &str, tables: &[&'static [Field]]) -> Option<Fault> {
        let rest = line.trim_start_matches(' ');
        let start = line.len() - rest.len();
        if rest.contains(':') || !rest.starts_with(char::is_alphabetic) {
            return None;
        }
        let spaces = rest.match_indices(' ').map(|(at, _)| at);
        let is_name = |at: &usize| {
            let name = &rest[..*at];
            let is_english = || tables.iter().any(|it| it.iter().any(|it| it.key == name));
            if start == 0 { is_known(name, tables) } else { is_english() }
        };
        let end = spaces.rev().find(is_name)?;
        let (key, value) = (&rest[..end], rest[end..].trim());
        (!value.is_empty()).then(|| Fault {
            code: "front-matter-pair",
            range: start + end..start + end + 1,
            message: words!("thiếu dấu hai chấm sau \"{key}\"", "a colon is missing after \"{key}\""),
            help: words!(
                "thêm dấu hai chấm và một dấu cách: {key}: {value}",
                "add a colon and a space: {key}: {value}"
            ),
            line: format!("{}{key}: {value}", &line[..start]),
        })
    }
}

fn is_known(name: &str, tables: &[&'static [Field]]) -> bool {
    tables.iter().any(|it| field::find(it, name).is_some())
}
