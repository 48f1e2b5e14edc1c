//! Styles of drawings without what is loaded from elsewhere.

/// Functions of CSS that load something.
const LOADING: &[&str] = &["url(", "src(", "image-set(", "image(", "expression("];

/// A style, or a value of one, with `none` in the place of what is loaded from elsewhere and without `@import`; and whether
/// it was so before. Linear but for the few places that load something.
pub(super) fn clean(style: &str) -> (String, bool) {
    if !style.contains(['(', '@', '\\']) {
        return (style.to_owned(), true);
    }
    let (mut out, mut is_clean) = (String::with_capacity(style.len()), true);
    let mut rest = style;
    while let Some(at) = rest.find(['(', '@', '\\']) {
        let (before, after) = rest.split_at(at);
        match after.as_bytes()[0] {
            // With escapes anything can be written as something else.
            b'\\' => {
                out.push_str(before);
                is_clean = false;
                rest = &after[1..];
            }
            b'@' if starts_with(&after[1..], "import") => {
                out.push_str(before);
                is_clean = false;
                rest = after.find(';').map_or("", |it| &after[it + 1..]);
            }
            b'(' => {
                out.push_str(before);
                out.push('(');
                rest = &after[1..];
                let Some(name) = LOADING.iter().find(|it| ends_with(&out, it)) else { continue };
                if *name == "url(" && is_inside(rest) {
                    continue;
                }
                is_clean = false;
                out.truncate(out.len() - name.len());
                // Of `-webkit-image-set(` too.
                let kept = out.trim_end_matches(|it: char| it.is_ascii_alphanumeric() || it == '-').len();
                out.truncate(kept);
                out.push_str("none");
                rest = end_of_call(rest);
            }
            _ => {
                out.push_str(&rest[..=at]);
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    (out, is_clean)
}

/// What stands behind the bracket that closes a call, of which the opening bracket has been read.
fn end_of_call(text: &str) -> &str {
    let (mut depth, mut quote) = (1, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (Some(it), c) if it == c => quote = None,
            _ => {}
        }
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

/// Whether the argument of `url(` lies in the file itself.
fn is_inside(argument: &str) -> bool {
    let argument = argument.trim_start().trim_start_matches(['"', '\'']).trim_start();
    let head: String = argument.chars().take(40).collect::<String>().to_lowercase();
    head.starts_with('#')
        || is_picture(&head)
        || ["data:font/", "data:application/font", "data:application/x-font"]
            .iter()
            .any(|it| head.starts_with(it))
}

/// Whether an address, in lower case, holds a picture of pixels.
pub(super) fn is_picture(address: &str) -> bool {
    ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|it| {
        address
            .strip_prefix("data:image/")
            .and_then(|rest| rest.strip_prefix(it))
            .is_some_and(|it| it.starts_with([';', ',']))
    })
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
}

fn ends_with(text: &str, word: &str) -> bool {
    text.len()
        .checked_sub(word.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|it| it.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(style: &str, expected: &str) {
        assert_eq!(clean(style), (expected.to_owned(), style == expected), "{style}");
    }

    #[test]
    fn leaves_what_lies_in_the_file() {
        for it in [
            "fill:#0b4a45",
            "translate(3, 4) rotate(5)",
            "url(#a)",
            "fill:url( \"#a\" ) none",
            "@media (min-width:1px){a{b:c}}",
            "@font-face{src:url(data:font/woff2;base64,AA)}",
        ] {
            check(it, it);
        }
    }

    #[test]
    fn loads_nothing() {
        check("fill:url(http://x/a.svg#b);x:y", "fill:none;x:y");
        check("fill:URL( '//x' )", "fill:none");
        check("a:image-set('http://x' 1x, url(\")\") 2x);b:c", "a:none;b:c");
        check("a:-webkit-image-set(url(x) 1x)", "a:none");
        check("@IMPORT url(x); a{b:c}", " a{b:c}");
        check("a:u\\72l(x)", "a:u72l(x)");
        check("a:url(x", "a:none");
        check("a:url(data:image/svg+xml,x)", "a:none");
    }
}
