//! Blocks of code, coloured by classes `s-…` of syntect. Its syntaxes are loaded once, when the first block needs them.

use std::{fmt::Write, sync::OnceLock};

use syntect::{
    html::{ClassStyle, ClassedHTMLGenerator},
    parsing::SyntaxSet,
    util::LinesWithEndings,
};

use crate::text::escape;

/// Class (behind `s-`), colour on a light ground, colour on a dark ground. Later ones win. Each has a contrast of 4.5:1
/// or more to white, `#f6f8fa` and the like; on dark grounds to `#1f2430` and anything darker.
const COLOURS: &[(&str, &str, &str)] = &[
    ("comment", "#57606a", "#a5b0bd"),
    ("string", "#0a5c36", "#8fd6a4"),
    ("constant", "#0b4f9e", "#8ec2ff"),
    ("keyword", "#a4133c", "#ff9cab"),
    ("storage", "#a4133c", "#ff9cab"),
    ("entity", "#5b2c9d", "#d0b3ff"),
    ("support", "#0b4f9e", "#8ec2ff"),
    ("variable", "#7a3e00", "#ffc58a"),
    ("invalid", "#b00020", "#ffb3b8"),
];

/// Rules of style for the classes, for light and dark grounds.
pub fn css() -> String {
    let mut css = String::new();
    for (class, light, _) in COLOURS {
        let _ = writeln!(css, ".s-{class} {{ color: {light}; }}");
    }
    css.push_str("@media (prefers-color-scheme: dark) {\n");
    for (class, _, dark) in COLOURS {
        let _ = writeln!(css, "  .s-{class} {{ color: {dark}; }}");
    }
    css.push_str("}\n");
    css
}

/// Appends a block of code; whether it was coloured. `info` is what stands behind the fence, its first word the language.
pub(super) fn write(code: &str, info: &str, out: &mut String) -> bool {
    let language = info.split([' ', ',', '{']).next().unwrap_or_default();
    out.push_str("<pre class=\"code\" tabindex=\"0\"><code");
    if !language.is_empty() {
        out.push_str(" class=\"language-");
        escape::html(language, out);
        out.push('"');
    }
    out.push('>');
    let coloured = colour(code, language);
    match &coloured {
        Some(html) => out.push_str(html),
        None => escape::html(code, out),
    }
    out.push_str("</code></pre>\n");
    coloured.is_some()
}

fn colour(code: &str, language: &str) -> Option<String> {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    if language.is_empty() || matches!(language, "text" | "txt" | "plain") {
        return None;
    }
    let syntaxes = SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines);
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "s-" };
    let mut html = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
    for line in LinesWithEndings::from(code) {
        html.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(html.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, info: &str, coloured: bool, part: &str) {
        let mut out = String::new();
        assert_eq!(write(code, info, &mut out), coloured);
        assert!(out.contains(part), "{out}");
    }

    #[test]
    fn colours_languages_it_knows_and_escapes_the_rest() {
        check("let a = \"<b>\";\n", "rust", true, "s-storage");
        check("a: 1\n", "yaml title=x", true, "class=\"language-yaml\"");
        check("<b>\n", "khong-co", false, "&lt;b&gt;");
        check("<b>\n", "", false, "<code>&lt;b&gt;");
        check("x\n", "\"onclick=x", false, "class=\"language-&quot;onclick=x\"");
    }

    #[test]
    fn every_colour_is_legible() {
        let luminance = |hex: &str| {
            let part = |at: usize| {
                let it = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
                if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let contrast = |a: &str, b: &str| {
            let (a, b) = (luminance(a), luminance(b));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for (class, light, dark) in COLOURS {
            assert!(contrast(light, "#f0f2f5") >= 4.5, "{class} on light");
            assert!(contrast(dark, "#2b3040") >= 4.5, "{class} on dark");
        }
    }
}
