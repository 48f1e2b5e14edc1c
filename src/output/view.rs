//! Views: what a file is made of.

use std::{ops::Range, sync::Arc};

use super::{Indexed, Prose};
use crate::{diag::Diagnostic, output::Frame, route::Route, stamp::Fp, theme::Theme};

/// A file of the site, not yet rendered.
pub struct File<'s> {
    /// Where it stands.
    pub route: Route,
    /// What it is made of.
    pub view: Box<dyn View + 's>,
    /// How the site map lists it; absent for what search engines need not find.
    pub listing: Option<Arc<Listing>>,
}

/// A line of the site map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Listing {
    /// Address without the path of the base.
    pub url: String,
    /// The part of the site map that lists it: `2025-06`, `van-ban-2021`, `trang`.
    pub part: String,
    /// Last change as RFC 3339 or a date.
    pub changed: Option<String>,
}

/// What rendering needs besides the view.
pub struct Render<'a> {
    /// Templates.
    pub theme: &'a Theme,
    /// What all pages share.
    pub frame: &'a Frame,
    /// The file being rendered.
    pub route: &'a Route,
}

impl Render<'_> {
    /// A word of the interface in the language of the site; its key where the theme has none.
    pub fn word(&self, key: &str) -> String {
        self.theme.word(self.frame.language(), key)
    }
}

/// The bytes of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// All of them.
    pub bytes: Vec<u8>,
    /// Those that are the text of the entry, so that a change of the prose alone changes nothing else; absent where the page
    /// shows no text, or shows it twice.
    pub content: Option<Range<usize>>,
}

impl From<Vec<u8>> for Rendered {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, content: None }
    }
}

/// Everything that a file may show.
pub trait View: Send + Sync {
    /// The template, whose closure is a part of the key; absent for what needs none.
    fn template(&self) -> Option<&'static str>;
    /// Fingerprint of all inputs but the prose.
    fn key(&self) -> Fp;
    /// The prose that it shows, put in when all else is made.
    fn prose(&self) -> Option<Prose<'_>> {
        None
    }
    /// The index of the search, of the one file that knows it whole.
    fn indexed(&self) -> Option<Indexed> {
        None
    }
    /// Shows `see` each input by name, to explain a change.
    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp));
    /// Makes the bytes.
    ///
    /// Fails with a finding that names the template, the line and the page.
    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic>;
}

/// Defines a struct of inputs; all its fields are hashed, named and, but for `#[unseen]`, shown to the template.
macro_rules! view {
    (@put $self:ident $values:ident [] $field:ident) => {
        $crate::output::values::Field(&$self.$field).put(stringify!($field), $values)
    };
    (@put $self:ident $values:ident [unseen] $field:ident) => {};
    ($(#[$meta:meta])* $vis:vis struct $name:ident<$life:lifetime> { $($(#[$mark:ident])? $field:ident: $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(Hash)]
        $vis struct $name<$life> { $(pub $field: $ty,)* }

        impl $name<'_> {
            fn see_inputs(&self, see: &mut dyn FnMut(&'static str, $crate::stamp::Fp)) {
                $(see(stringify!($field), $crate::stamp::Fp::quick(&self.$field));)*
            }

            fn fill(&self, values: &mut $crate::output::values::Values<'_>) {
                use $crate::output::values::Put as _;
                $(view!(@put self values [$($mark)?] $field);)*
            }
        }
    };
}

/// A page of a template: the inputs and the head, with the usual [`View`].
macro_rules! page_view {
    ($name:ident, $template:literal) => {
        impl $crate::output::View for $name<'_> {
            fn template(&self) -> Option<&'static str> {
                Some($template)
            }

            fn key(&self) -> $crate::stamp::Fp {
                $crate::stamp::Fp::of(self)
            }

            fn inputs(&self, see: &mut dyn FnMut(&'static str, $crate::stamp::Fp)) {
                self.see_inputs(see);
            }

            fn render(
                &self,
                cx: &$crate::output::Render<'_>,
            ) -> Result<$crate::output::Rendered, $crate::diag::Diagnostic> {
                let head = self.head(cx);
                cx.frame.page($template, head, None, cx, |values| self.fill(values))
            }
        }
    };
}

/// In a [`View`] with `prose`: how it is shown by a template, and what its key is made of.
macro_rules! prose_page {
    ($template:literal) => {
        fn template(&self) -> Option<&'static str> {
            Some($template)
        }

        fn key(&self) -> $crate::stamp::Fp {
            $crate::stamp::Fp::of(self)
        }

        fn prose(&self) -> Option<$crate::output::Prose<'_>> {
            Some(self.prose)
        }

        fn inputs(&self, see: &mut dyn FnMut(&'static str, $crate::stamp::Fp)) {
            self.see_inputs(see);
        }
    };
}

/// Text made when the view was gathered; for small files that are cheap to make.
pub(super) struct Text {
    /// The whole file.
    pub text: Arc<str>,
}

impl View for Text {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn key(&self) -> Fp {
        Fp::of(&self.text)
    }

    fn inputs(&self, see: &mut dyn FnMut(&'static str, Fp)) {
        see("text", self.key());
    }

    fn render(&self, _cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        Ok(self.text.as_bytes().to_vec().into())
    }
}
