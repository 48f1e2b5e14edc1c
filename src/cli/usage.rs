//! What clap complains of, in Vietnamese. In English its own words are good.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{FINE, USAGE, console::Console};
use crate::diag::Lang;

/// Prints help to standard output, complaints to standard error; returns the exit code.
pub(super) fn print(error: &clap::Error, lang: Lang) -> u8 {
    let is_help = !error.use_stderr();
    let code = if is_help { FINE } else { USAGE };
    let asks_for_help = matches!(error.kind(), ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
    if is_help || asks_for_help || lang == Lang::En {
        // Nobody is left to be told when the stream is closed.
        let _ = error.print();
        return code;
    }
    Console::new(lang).fault(&format!("{}\n\nXem hướng dẫn: bantin --help", complaint(error)));
    code
}

fn complaint(error: &clap::Error) -> String {
    let typed = |kind| error.get(kind).map(text).unwrap_or_default();
    let mut sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh \"{}\"", typed(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => {
            let word = typed(ContextKind::InvalidArg);
            let is_word = !word.starts_with('-');
            let help = if is_word {
                "; đặt cả tiêu đề (hoặc trích dẫn) trong dấu ngoặc kép"
            } else {
                ""
            };
            format!("không hiểu \"{word}\"{help}")
        }
        ErrorKind::InvalidValue if typed(ContextKind::InvalidValue).is_empty() => {
            format!("thiếu giá trị cho {}", typed(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!(
            "{} không nhận giá trị \"{}\"",
            typed(ContextKind::InvalidArg),
            typed(ContextKind::InvalidValue)
        ),
        ErrorKind::MissingRequiredArgument => format!("thiếu {}", typed(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".to_owned(),
        ErrorKind::ArgumentConflict => {
            let (one, other) = (typed(ContextKind::InvalidArg), typed(ContextKind::PriorArg));
            if other.is_empty() || one == other {
                format!("{one} được ghi hai lần")
            } else {
                format!("{one} không dùng cùng {other}")
            }
        }
        _ => "lệnh gõ sai".to_owned(),
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().map(typed).find(|it| !it.is_empty()) {
        sentence.push_str(&format!("; có phải ý bạn là {near}?"));
    } else if let Some(values) = error.get(ContextKind::ValidValue).map(text).filter(|it| !it.is_empty()) {
        sentence.push_str(&format!("; các giá trị: {values}"));
    } else if let Some(source) = std::error::Error::source(error) {
        let source = source.to_string();
        // The machine's own words about digits are English.
        let is_number = ["digit", "number", " is not in "].iter().any(|it| source.contains(it));
        sentence.push_str(&if is_number {
            "; viết một số".to_owned()
        } else {
            format!("; viết như: {source}")
        });
    }
    sentence
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(it) => it.clone(),
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStr(it) => it.to_string(),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ContextValue::Number(it) => it.to_string(),
        _ => String::new(),
    }
}
