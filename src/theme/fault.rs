//! What Tera says of a template, in the words and at the place a person needs.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind};

use super::{Source, embedded, overlay::start};
use crate::{
    diag::{Diagnostic, Pos, Words},
    text, words,
};

/// One finding for each fault that `error` tells of, in their order. `route` is the page being rendered, if any.
pub(super) fn findings(
    error: &Error,
    template: &str,
    sources: &BTreeMap<String, Source>,
    route: Option<&str>,
) -> Vec<Diagnostic> {
    let names = || sources.keys().map(String::as_str);
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let name = if report.filename().is_empty() { template } else { report.filename() };
            let pos = sources.get(name).map_or_else(start, |it| it.pos(report.span().range.clone()));
            vec![finding(name, pos, report.message(), sources, route)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let pos = sources.get(current).map_or_else(start, |it| quoted(it, parent));
            vec![finding(current, pos, &format!("Unknown template `{parent}`"), sources, route)]
        }
        ErrorKind::TemplateNotFound(name) => {
            let found = Diagnostic::error(
                "theme-template",
                page(words!("không có mẫu trang {name}", "there is no template {name}"), route),
            );
            vec![nearest(found, name, names())]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let round = chain.join(" → ");
            let message = words!(
                "các mẫu trang gọi nhau thành vòng: {round}",
                "templates call each other in a circle: {round}"
            );
            vec![at(Diagnostic::error("theme-template", page(message, route)), tpl, start(), sources)]
        }
        // Faults of many templates come as one printed text; each report in it has its own place.
        ErrorKind::Msg(text) => text.split("error: ").filter_map(|it| printed(it, sources, route)).collect(),
        _ => Vec::new(),
    }
}

/// What is said when nothing better can be: still which template, and which page.
pub(super) fn unexplained(error: &Error, template: &str, route: Option<&str>) -> Diagnostic {
    let message = words!("mẫu trang {template}: {error}", "template {template}: {error}");
    Diagnostic::error("theme-template", page(message, route))
}

/// Reads back one report: `Unknown filter `x`⏎ --> name.html:3:7⏎ …`.
fn printed(report: &str, sources: &BTreeMap<String, Source>, route: Option<&str>) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?;
    let mut place = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line, name) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?, place.next()?);
    let underlined = lines.nth(2).map_or(0, |it| it.chars().filter(|&c| c == '^').count());
    let len = u32::try_from(underlined).unwrap_or_default();
    Some(finding(name, Pos { line, column, len }, message, sources, route))
}

fn finding(
    name: &str,
    pos: Pos,
    message: &str,
    sources: &BTreeMap<String, Source>,
    route: Option<&str>,
) -> Diagnostic {
    let (code, text, typed, known) = explain(message, sources, route.is_some());
    let text =
        Words { vi: format!("mẫu trang {name}: {}", text.vi), en: format!("template {name}: {}", text.en) };
    let found = at(Diagnostic::error(code, page(text, route)), name, pos, sources);
    match typed {
        Some(typed) if !known.is_empty() => nearest(found, typed, known.into_iter()),
        _ => found,
    }
}

/// The code and words for a message of Tera, the name that was typed, and those that it might have been.
fn explain<'a>(
    message: &'a str,
    sources: &'a BTreeMap<String, Source>,
    rendering: bool,
) -> (&'static str, Words, Option<&'a str>, Vec<&'a str>) {
    let typed = message.split('`').nth(1).unwrap_or_default();
    let listed = || message.split_once(": ").map_or_else(Vec::new, |it| it.1.split(", ").collect());
    let names = || sources.keys().map(String::as_str).collect();
    let begins = |start: &str| message.starts_with(start);
    let (code, words, known) = if begins("Field") || begins("Variable") {
        let words = words!("ở đây không có giá trị \"{typed}\"", "there is no value \"{typed}\" here");
        ("theme-value", words, listed())
    } else if begins("Tried to render a variable that is undefined") {
        let words = words!("giá trị in ra ở đây không có", "the value printed here does not exist");
        return ("theme-value", words, None, Vec::new());
    } else if begins("Unknown template") {
        ("theme-template", words!("không có mẫu \"{typed}\"", "there is no template \"{typed}\""), names())
    } else if begins("Unknown filter") {
        (
            "theme-template",
            words!("không có bộ lọc \"{typed}\"", "there is no filter \"{typed}\""),
            Vec::new(),
        )
    } else if begins("Unknown test") || begins("Unknown function") || begins("Unknown component") {
        ("theme-template", words!("không có \"{typed}\"", "there is no \"{typed}\""), Vec::new())
    } else if begins("Block") {
        let words =
            words!("mẫu gốc không có khối \"{typed}\"", "the parent template has no block \"{typed}\"");
        ("theme-template", words, embedded::blocks())
    } else if rendering {
        let words = words!("không in ra được ({message})", "this cannot be rendered ({message})");
        return ("theme-value", words, None, Vec::new());
    } else {
        let words = words!("không đúng cú pháp ({message})", "the syntax is wrong ({message})");
        return ("theme-template", words, None, Vec::new());
    };
    (code, words, Some(typed), known)
}

fn nearest<'a>(found: Diagnostic, typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    match text::nearest(typed, known.clone()) {
        Some(near) => found.help(words!("có phải ý bạn là {near}?", "did you mean {near}?")),
        None => {
            let list = known.collect::<Vec<_>>().join(", ");
            found.help(words!("dùng được: {list}", "known here: {list}"))
        }
    }
}

fn page(message: Words, route: Option<&str>) -> Words {
    match route {
        Some(route) => Words {
            vi: format!("{} (đang dựng trang {route})", message.vi),
            en: format!("{} (while rendering {route})", message.en),
        },
        None => message,
    }
}

fn at(found: Diagnostic, name: &str, pos: Pos, sources: &BTreeMap<String, Source>) -> Diagnostic {
    match sources.get(name) {
        Some(source) => found.at(&source.file, pos),
        None => found,
    }
}

fn quoted(source: &Source, name: &str) -> Pos {
    let at = source.text.find(name).unwrap_or_default();
    source.pos(at..at + name.len())
}
