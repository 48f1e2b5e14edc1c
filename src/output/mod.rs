//! What the site consists of: every file as a [`View`], gathered from the [`Site`] and rendered apart.
//!
//! A view holds references to all that its file may show, and nothing else reaches the file. So the fingerprint of a view is
//! the key of the file: it is rendered again if and only if the key changes.

#[macro_use]
mod view;
mod archive;
mod article;
mod body;
mod chart;
mod document;
mod event;
mod feed;
mod find;
mod frame;
mod home;
mod indicator;
mod legislation;
mod list;
mod machines;
mod numbers;
mod open_data;
mod page;
mod pager;
mod plan;
mod plan_tree;
mod procedure;
mod procedures;
mod progress;
mod question;
mod registry;
mod search;
mod share;
mod sitemap;
mod social;
mod statics;
mod structured;
mod translations;
mod values;

use rayon::prelude::*;

use crate::{site::Site, theme::Theme};

pub use body::Prose;
pub use find::find;
pub use frame::Frame;
pub use search::{Edited, Indexed};
pub use social::{SocialCard, card_at, cards};
pub use view::{File, Listing, Render, Rendered, View};

/// A group of files of one sort.
pub trait Output: Sync {
    /// Gathers the files; renders nothing.
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>);
}

/// The outputs, in order; the site map comes last, since it lists the pages of the others.
pub const OUTPUTS: &[&dyn Output] = &[
    &home::Home,
    &list::Sections,
    &article::Articles,
    &page::Pages,
    &plan::Plans,
    &document::Documents,
    &numbers::Numbers,
    &procedure::Procedures,
    &question::Questions,
    &event::Events,
    &indicator::Indicators,
    &registry::Registries,
    &archive::Archive,
    &feed::Feeds,
    &search::Search,
    &open_data::OpenData,
    &machines::Machines,
];

/// Every file of the site but those that are copied.
pub fn files<'s>(site: &'s Site<'s>, theme: &'s Theme) -> Vec<File<'s>> {
    let gathered = OUTPUTS.par_iter().map(|output| {
        let mut files = Vec::new();
        output.files(site, &mut files);
        files
    });
    let gathered: Vec<Vec<File<'s>>> = gathered.collect();
    let mut files: Vec<File<'s>> = gathered.into_iter().flatten().collect();
    sitemap::files(site, &mut files);
    machines::of_theme(site, theme, &mut files);
    statics::files(theme, &mut files);
    files
}
