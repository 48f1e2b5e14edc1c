//! `question-past`: an answer that no longer holds.

use super::{Lint, Run, cited::Subject};
use crate::{diag::Diagnostic, kind::Meta, text::date::format_short, words};

pub(super) const LINT: Lint = Lint { code: "question-past", run: Run::Entry(run) };

fn run(subject: &Subject) -> Vec<Diagnostic> {
    let Meta::Question(question) = &subject.entry.facts.meta else { return Vec::new() };
    let until = question.valid_until.as_ref().filter(|_| question.is_past(subject.site.clock.today()));
    let finding = until.map(|it| {
        let day = format_short(it.value.date);
        Diagnostic::warning(
            LINT.code,
            words!("câu trả lời chỉ đúng đến ngày {day}", "the answer was valid until {day}"),
        )
        .help(words!(
            "trả lời lại rồi đổi ngày, hoặc ẩn câu hỏi",
            "answer anew and change the date, or hide it"
        ))
        .at(&subject.entry.file, it.pos)
    });
    finding.into_iter().collect()
}
