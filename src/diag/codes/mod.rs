//! What every code means, for `bantin explain CODE` and for SARIF.
//!
//! To add a code: one entry in the file of its family. A test compares the tables with the codes that the sources use.

mod files;
mod front_matter;
mod legal;
mod links;
mod markdown;
mod pictures;
mod plan;
mod publish;
mod references;
mod services;
mod theme;

use super::Lang;

/// What a code means, with an example of the mistake and of its correction.
#[derive(Debug)]
pub struct Code {
    /// Stable, English, family first.
    pub code: &'static str,
    /// One line: Vietnamese, English.
    title: [&'static str; 2],
    /// Why it matters and what to do: Vietnamese, English.
    text: [&'static str; 2],
    /// What was written, and what to write instead; empty where an example would show nothing.
    example: [&'static str; 2],
}

const FAMILIES: &[&[Code]] = &[
    files::CODES,
    front_matter::CODES,
    legal::CODES,
    links::CODES,
    markdown::CODES,
    pictures::CODES,
    plan::CODES,
    publish::CODES,
    references::CODES,
    services::CODES,
    theme::CODES,
];

/// Every code, in the order of the tables.
pub fn all() -> impl Iterator<Item = &'static Code> {
    FAMILIES.iter().copied().flatten()
}

/// The code of that name.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|it| it.code == name)
}

impl Code {
    /// A code without an example.
    const fn new(code: &'static str, title: [&'static str; 2], text: [&'static str; 2]) -> Self {
        Self { code, title, text, example: ["", ""] }
    }

    /// The same code with the wrong and the right way to write.
    const fn example(self, wrong: &'static str, right: &'static str) -> Self {
        Self { example: [wrong, right], ..self }
    }

    /// One line.
    pub fn title(&self, lang: Lang) -> &'static str {
        self.title[index(lang)]
    }

    /// Why it matters and what to do, with the example.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = self.text[index(lang)].to_owned();
        let names = [["Sai", "Đúng"], ["Wrong", "Right"]][index(lang)];
        for (name, example) in names.iter().zip(self.example).filter(|(_, it)| !it.is_empty()) {
            text.push_str(&format!("\n\n{name}:\n"));
            let lines: Vec<String> = example.lines().map(|it| format!("\n    {it}")).collect();
            text.push_str(&lines.concat());
        }
        text
    }
}

fn index(lang: Lang) -> usize {
    match lang {
        Lang::Vi => 0,
        Lang::En => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_every_code_once() {
        let mut names: Vec<&str> = all().map(|it| it.code).collect();
        names.sort_unstable();
        let mut once = names.clone();
        once.dedup();
        assert_eq!(names, once);
    }

    #[test]
    fn shows_the_wrong_and_the_right_way() {
        let text = find("front-matter-hash").map(|it| it.text(Lang::Vi)).unwrap_or_default();
        assert!(text.contains("\n\nSai:\n\n    title: "), "{text}");
        assert!(text.contains("\n\nĐúng:\n\n    title: "), "{text}");
    }
}
