//! Static files of the theme.

use super::{File, Render, Rendered, View};
use crate::{
    diag::Diagnostic,
    stamp::Fp,
    theme::{Static, Theme},
};

struct StaticView<'s>(&'s Static);

impl View for StaticView<'_> {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        self.0.fp
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("bytes", self.0.fp);
    }

    fn render(&self, _cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        Ok(self.0.bytes.to_vec().into())
    }
}

/// The static files.
pub(super) fn files<'s>(theme: &'s Theme, files: &mut Vec<File<'s>>) {
    files.extend(theme.statics().iter().map(|it| File {
        route: it.route.clone(),
        view: Box::new(StaticView(it)),
        listing: None,
    }));
}
