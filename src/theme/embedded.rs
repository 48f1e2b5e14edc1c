//! The default theme, inside the program. The one table of its files.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{DEFAULT, Source, THEMES, closure};

macro_rules! files {
    ($include:ident, $folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, $include!(concat!("../../themes/default/", $folder, "/", $name)))),*]
    };
}

/// Templates by name.
pub(super) const TEMPLATES: &[(&str, &str)] = files!(include_str, "templates":
    "archive.html",
    "article.html",
    "author.html",
    "authors.html",
    "base.html",
    "day.html",
    "document.html",
    "documents.html",
    "event.html",
    "events.html",
    "home.html",
    "indicator.html",
    "indicators.html",
    "month.html",
    "not_found.html",
    "numbers.html",
    "page.html",
    "partials/attachments.html",
    "partials/calendar.html",
    "partials/card.html",
    "partials/changed.html",
    "partials/chart.html",
    "partials/corrections.html",
    "partials/documents.html",
    "partials/event.html",
    "partials/facet.html",
    "partials/figure.html",
    "partials/footer.html",
    "partials/head.html",
    "partials/languages.html",
    "partials/legal.html",
    "partials/line.html",
    "partials/list.html",
    "partials/masthead.html",
    "partials/others.html",
    "partials/pager.html",
    "partials/plan.html",
    "partials/procedure.html",
    "partials/procedures.html",
    "partials/progress.html",
    "partials/publisher.html",
    "partials/refs.html",
    "partials/share.html",
    "partials/steps.html",
    "partials/toc.html",
    "partials/tools.html",
    "partials/topics.html",
    "partials/tree.html",
    "partials/when.html",
    "partials/withdrawn.html",
    "plan.html",
    "plans.html",
    "procedure.html",
    "procedure_changes.html",
    "procedures.html",
    "question.html",
    "questions.html",
    "redirect.html",
    "search.html",
    "section.html",
    "sitemap.html",
    "topic.html",
    "topics.html",
    "unit.html",
    "unit_year.html",
    "units.html",
    "unknown.html",
    "year.html",
);

/// Static files by name.
pub(super) const STATICS: &[(&str, &[u8])] = &[
    ("icon.svg", include_bytes!("../../themes/default/static/icon.svg")),
    ("read.js", include_bytes!("../../themes/default/static/read.js")),
    ("search.js", include_bytes!("../../themes/default/static/search.js")),
    ("style.css", include_bytes!("../../themes/default/static/style.css")),
];

/// Interface strings.
pub(super) const STRINGS: &str = include_str!("../../themes/default/strings.yaml");
/// Settings of the theme.
pub(super) const THEME: &str = include_str!("../../themes/default/theme.yaml");

/// Where a file of the default theme would be overridden.
pub(super) fn file_of(below: &str) -> Arc<str> {
    Arc::from(format!("{THEMES}/{DEFAULT}/{below}"))
}

/// All templates of the default theme.
pub(super) fn templates() -> BTreeMap<String, Source> {
    TEMPLATES.iter().map(|&(name, text)| (name.to_owned(), source(name, text))).collect()
}

/// Puts the default template back, or none where the default theme has no such template.
pub(super) fn restore(sources: &mut BTreeMap<String, Source>, name: &str) {
    match TEMPLATES.iter().find(|it| it.0 == name) {
        Some(&(name, text)) => sources.insert(name.to_owned(), source(name, text)),
        None => sources.remove(name),
    };
}

fn source(name: &str, text: &'static str) -> Source {
    Source { text: Cow::Borrowed(text), file: file_of(&format!("templates/{name}")) }
}

/// Names of the blocks that a template may fill.
pub(super) fn blocks() -> Vec<&'static str> {
    let tags = TEMPLATES.iter().flat_map(|it| closure::tags(it.1));
    let names = tags.filter_map(|it| it.strip_prefix("block ")?.split([' ', '%', '-']).next());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}
