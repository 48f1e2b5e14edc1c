//! The language of the interface, before the command line is understood: its complaints too have a language.
#![expect(clippy::disallowed_methods, reason = "the environment is read once, in cli")]

use std::ffi::OsString;

use crate::diag::Lang;

/// `--lang` where it stands on the command line, else the locale of the machine, else Vietnamese.
pub(super) fn wanted(args: &[OsString]) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    choose(&args.iter().map(|it| it.to_string_lossy().into_owned()).collect::<Vec<_>>(), locale.as_deref())
}

fn choose(args: &[String], locale: Option<&str>) -> Lang {
    let after = args.iter().position(|it| it == "--lang").and_then(|at| args.get(at + 1));
    let typed = args.iter().find_map(|it| it.strip_prefix("--lang=")).or(after.map(String::as_str));
    match typed.or(locale) {
        Some(name) if name.starts_with("en") => Lang::En,
        _ => Lang::Vi,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(args: &str, locale: Option<&str>, expected: Lang) {
        let args: Vec<String> = args.split(' ').map(str::to_owned).collect();
        assert_eq!(choose(&args, locale), expected, "{args:?} {locale:?}");
    }

    #[test]
    fn is_vietnamese_unless_english_is_asked_for() {
        check("bantin build", None, Lang::Vi);
        check("bantin build", Some("C.UTF-8"), Lang::Vi);
        check("bantin build", Some("en_US.UTF-8"), Lang::En);
        check("bantin build --lang vi", Some("en_US.UTF-8"), Lang::Vi);
        check("bantin --lang=en build", Some("vi_VN.UTF-8"), Lang::En);
    }
}
