//! How pages look: templates, static files and interface strings, the default ones overlaid by `themes/NAME/`.
//!
//! Source floor: reads files below the root once; afterwards it is a pure function from values to text.
//! A theme knows nothing of routes or entries. Every template has the fingerprint of its *closure*: itself, all that it
//! extends or includes, the strings it uses; so a change of one partial moves only the pages that show it.

mod closure;
mod contrast;
mod embedded;
mod fault;
mod filters;
mod overlay;
mod settings;

use std::{borrow::Cow, collections::BTreeMap, path::Path, sync::Arc};

use closure::Closure;
use tera::{Context, Tera, Value};

use crate::{
    diag::{Diagnostic, Lines},
    error::Error,
    route::Route,
    stamp::Fp,
};

/// The folder of themes, below the root.
pub const THEMES: &str = "themes";
/// The theme inside the program.
pub const DEFAULT: &str = "default";
/// The folder of the output in which static files are served; no newsroom names a section so.
pub const SERVED: &str = "theme";

/// Room for a page when its rendering begins, in bytes: most are smaller.
const PAGE: usize = 16 << 10;
/// The same of a part of a page that is made by itself.
const PARTIAL: usize = 2 << 10;

/// A file that is served as it is.
#[derive(Debug, Clone)]
pub struct Static {
    /// CSS and JavaScript carry a hash of their content: `/theme/style-1a2b3c4d.css`.
    pub route: Route,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Of the bytes.
    pub fp: Fp,
}

/// The text of a template, and the file a writer would open to change it.
#[derive(Debug, Clone)]
struct Source {
    text: Cow<'static, str>,
    file: Arc<str>,
}

/// Templates ready to render, the strings and static files that go with them.
pub struct Theme {
    tera: Tera,
    sources: BTreeMap<String, Source>,
    closures: BTreeMap<String, Closure>,
    strings: BTreeMap<String, Value>,
    words: settings::Table,
    strings_fp: Fp,
    statics: Vec<Static>,
    assets: Vec<(String, Route)>,
}

impl Theme {
    /// Reads `root/themes/NAME` over the default theme, file by file.
    ///
    /// A template that cannot be parsed, or asks for what does not exist, is a finding of severity error; the default takes
    /// its place, so that `serve` goes on. Fails when the machine refuses to read.
    pub fn load(root: &Path, name: &str) -> Result<(Self, Vec<Diagnostic>), Error> {
        let mut found = Vec::new();
        let mut files = overlay::read(root, name, &mut found)?;
        // The classes are ours, so the colours are too, unless the site brings its own.
        let code = || Cow::Owned(crate::source::markdown::code::css().into_bytes());
        files.statics.entry("code.css".into()).or_insert_with(code);
        let (settings, strings) =
            (settings::theme(&files, &mut found), settings::strings(&files, &mut found));
        if let Some(Cow::Owned(css)) = files.statics.get("style.css")
            && let Ok(css) = std::str::from_utf8(css)
        {
            contrast::check(css, &format!("{THEMES}/{name}/static/style.css").into(), &mut found);
        }
        let (statics, assets) = settings::statics(&files, &settings, &mut found);
        let (tera, sources) = compile(files.templates, &mut found);
        let shared = Fp::of(&assets.iter().map(|(key, route)| (key, route.as_str())).collect::<Vec<_>>());
        let closures = closure::closures(&sources, &strings, shared);
        let strings_fp = Fp::of(&strings);
        let words = strings.clone();
        let strings = settings::values(strings);
        Ok((Self { tera, sources, closures, strings, words, strings_fp, statics, assets }, found))
    }

    /// The fingerprint of a template with all that it extends, includes and says; [`Fp::NONE`] when there is no such template.
    pub fn closure(&self, template: &str) -> Fp {
        self.closures.get(template).map_or(Fp::NONE, |it| it.fp)
    }

    /// Whether the template, or what it extends and includes, asks for the value `name`; where it cannot be told, it does.
    pub fn asks(&self, template: &str, name: &str) -> bool {
        self.closures.get(template).is_none_or(|it| it.asks(name))
    }

    /// The interface strings of a language, for `t`: those of `vi-VN` are those of `vi`; Vietnamese when there are none.
    pub fn strings(&self, language: &str) -> Value {
        let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let table = self.strings.get(&primary).or_else(|| self.strings.get("vi"));
        table.cloned().unwrap_or_else(Value::none)
    }

    /// One interface string; its key where there is none such.
    pub fn word(&self, language: &str, key: &str) -> String {
        let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let table = self.words.get(&primary).or_else(|| self.words.get("vi"));
        table.and_then(|it| it.get(key)).map_or_else(|| key.to_owned(), String::clone)
    }

    /// The fingerprint of all interface strings.
    pub fn strings_fp(&self) -> Fp {
        self.strings_fp
    }

    /// Files to serve, in the order of routes.
    pub fn statics(&self) -> &[Static] {
        &self.statics
    }

    /// What `site.assets` names: the keys of `assets:` in `theme.yaml` with the routes of their files.
    pub fn assets(&self) -> &[(String, Route)] {
        &self.assets
    }

    /// Fills a template. `route` is the page, named in what goes wrong.
    ///
    /// Fails with a finding at the line of the template that asked for something the page does not have.
    pub fn render(&self, template: &str, context: &Context, route: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let room = if template.starts_with("partials/") { PARTIAL } else { PAGE };
        let mut page = Vec::with_capacity(room);
        self.tera.render_to(template, context, &mut page).map_err(|error| {
            let one = fault::findings(&error, template, &self.sources, Some(route)).into_iter().next();
            Box::new(one.unwrap_or_else(|| fault::unexplained(&error, template, Some(route))))
        })?;
        Ok(page)
    }
}

/// Compiles the templates; those of the site that are at fault are replaced by the default ones.
fn compile(
    mut sources: BTreeMap<String, Source>,
    found: &mut Vec<Diagnostic>,
) -> (Tera, BTreeMap<String, Source>) {
    for name in sources.keys().cloned().collect::<Vec<_>>() {
        let source = &sources[&name];
        if matches!(source.text, Cow::Borrowed(_)) {
            continue;
        }
        let mut alone = Tera::default();
        if let Err(error) = alone.add_raw_template(&name, &source.text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            found.extend(fault::findings(&error, &name, &sources, None));
            embedded::restore(&mut sources, &name);
        }
    }
    let mut tera = empty();
    if let Err(error) = add(&mut tera, &sources) {
        let faults = fault::findings(&error, "base.html", &sources, None);
        if faults.is_empty() {
            found.push(fault::unexplained(&error, "base.html", None));
        }
        found.extend(faults);
        sources = embedded::templates();
        tera = empty();
        if let Err(error) = add(&mut tera, &sources) {
            found.push(fault::unexplained(&error, "base.html", None));
        }
    }
    (tera, sources)
}

fn empty() -> Tera {
    let mut tera = Tera::default();
    tera.register_filter("count", filters::count);
    tera.set_escape_fn(filters::escape);
    tera
}

fn add(tera: &mut Tera, sources: &BTreeMap<String, Source>) -> tera::TeraResult<()> {
    tera.add_raw_templates(sources.iter().map(|(name, source)| (name, &source.text)))
}

impl Source {
    fn pos(&self, bytes: std::ops::Range<usize>) -> crate::diag::Pos {
        Lines::new(&self.text).pos(bytes)
    }
}

#[cfg(test)]
mod tests;
