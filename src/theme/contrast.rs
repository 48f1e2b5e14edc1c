//! Whether the colours of a style sheet can be told apart: the contrast that WCAG 2.2 asks for (criteria 1.4.3 and 1.4.11),
//! computed from the custom properties by whose names the default theme knows them.
//!
//! Each block that sets `--paper` is a scheme: light, dark, as the reader chose. What it leaves out is as in the first.
//! Only colours written `#rgb` or `#rrggbb` are judged.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::{Diagnostic, Lines},
    words,
};

/// Two colours that stand on each other, and the contrast that they must have.
const PAIRS: &[(&str, &str, f64)] = &[
    ("ink", "paper", 4.5),
    ("ink", "tint", 4.5),
    ("soft", "paper", 4.5),
    ("soft", "tint", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "tint", 4.5),
    ("visited", "paper", 4.5),
    ("visited", "tint", 4.5),
    ("yes", "paper", 4.5),
    ("yes", "tint", 4.5),
    ("wait", "paper", 4.5),
    ("wait", "tint", 4.5),
    ("part", "paper", 4.5),
    ("part", "tint", 4.5),
    ("no", "paper", 4.5),
    ("no", "tint", 4.5),
    ("on-accent", "accent", 4.5),
    ("white", "strip", 4.5),
    ("focus", "paper", 3.0),
    ("focus", "tint", 3.0),
];

/// A colour as it is set: its luminance, its value as typed, where that stands.
#[derive(Clone, Copy)]
struct Colour<'c> {
    luminance: f64,
    typed: &'c str,
    at: usize,
}

/// The pairs of a style sheet that are too alike.
pub(super) fn check(css: &str, file: &Arc<str>, found: &mut Vec<Diagnostic>) {
    let lines = Lines::new(css);
    let mut first: Option<BTreeMap<&str, Colour<'_>>> = None;
    for own in schemes(css) {
        let mut all = first.clone().unwrap_or_default();
        all.extend(&own);
        for (text, ground, least) in PAIRS {
            let (Some(a), Some(b)) = (all.get(text), all.get(ground)) else { continue };
            // What is as in the first scheme was judged there.
            let is_new = own.contains_key(text) || own.contains_key(ground);
            let contrast = (a.luminance.max(b.luminance) + 0.05) / (a.luminance.min(b.luminance) + 0.05);
            if !is_new || contrast >= *least {
                continue;
            }
            let place = if own.contains_key(text) { a } else { b };
            let (a, b) = (a.typed, b.typed);
            found.push(
                Diagnostic::warning(
                    "theme-contrast",
                    words!(
                        "--{text} ({a}) trên --{ground} ({b}) chỉ tương phản {contrast:.2}, cần {least}",
                        "--{text} ({a}) on --{ground} ({b}) has a contrast of {contrast:.2}, not {least}"
                    ),
                )
                .help(words!("chọn màu đậm hơn hoặc nhạt hơn", "choose a darker or a lighter colour"))
                .at(file, lines.pos(place.at..place.at + place.typed.len())),
            );
        }
        first.get_or_insert(all);
    }
}

/// The colours of each scheme, in order.
fn schemes(css: &str) -> Vec<BTreeMap<&str, Colour<'_>>> {
    let mut schemes = Vec::new();
    for (start, _) in css.match_indices('{') {
        let block = &css[start + 1..];
        // The innermost block alone: one that has another inside sets nothing by itself.
        let Some(end) = block.find(['{', '}']).filter(|it| block[*it..].starts_with('}')) else { continue };
        let colours = colours(&block[..end], start + 1);
        if colours.contains_key("paper") {
            let white = Colour { luminance: 1.0, typed: "#fff", at: start };
            schemes.push(colours.into_iter().chain([("white", white)]).collect());
        }
    }
    schemes
}

/// The colours that a block sets, by name; `from` is where it begins in the style sheet.
fn colours(block: &str, from: usize) -> BTreeMap<&str, Colour<'_>> {
    let mut colours = BTreeMap::new();
    for (at, _) in block.match_indices("--") {
        let Some((name, value)) = block[at + 2..].split_once(':') else { continue };
        let value = value.split([';', '\n']).next().unwrap_or_default().trim();
        if let Some(luminance) = value.strip_prefix('#').and_then(luminance) {
            let at = from + (value.as_ptr() as usize - block.as_ptr() as usize);
            colours.insert(name, Colour { luminance, typed: value, at });
        }
    }
    colours
}

/// Relative luminance (WCAG 2.2) of `1b2220` or `fff`; absent for anything else.
fn luminance(hex: &str) -> Option<f64> {
    let digits: Vec<u32> = hex.chars().map(|it| it.to_digit(16)).collect::<Option<_>>()?;
    let channels: Vec<u32> = match digits.len() {
        3 => digits.iter().map(|it| it * 17).collect(),
        6 => digits.chunks(2).map(|it| it[0] * 16 + it[1]).collect(),
        _ => return None,
    };
    let linear = |channel: u32| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    Some(0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) + 0.0722 * linear(channels[2]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::embedded;

    fn messages(css: &str) -> Vec<String> {
        let mut found = Vec::new();
        check(css, &"style.css".into(), &mut found);
        let line = |it: &Diagnostic| it.place.as_ref().map_or(0, |it| it.pos.line);
        found.iter().map(|it| format!("{}: {}", line(it), it.message.en)).collect()
    }

    #[test]
    fn tells_colours_that_are_too_alike() {
        let grey = ":root {\n  --paper: #fff; --ink: #777;\n  --soft: #767676;\n}\n";
        assert_eq!(messages(grey), ["2: --ink (#777) on --paper (#fff) has a contrast of 4.48, not 4.5"]);
        let dark =
            ":root { --paper: #ffffff; --accent: #0b5a53 }\n@media (x) {\n :root {\n --paper: #111 } }";
        let found = messages(dark);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("4: --accent (#0b5a53) on --paper (#111)"), "{found:?}");
        assert_eq!(messages("p { color: #eee; background: #fff }"), [""; 0]);
        assert_eq!(messages(":root { --paper: white; --ink: var(--paper) }"), [""; 0]);
    }

    #[test]
    fn colours_of_the_default_theme_are_told_apart_by_everyone() {
        let css = embedded::STATICS.iter().find(|it| it.0 == "style.css").unwrap().1;
        let css = std::str::from_utf8(css).unwrap();
        assert_eq!(
            schemes(css).iter().filter(|it| it.len() > 12).count(),
            5,
            "light, dark twice, contrast, paper"
        );
        assert_eq!(messages(css), [""; 0]);
    }
}
