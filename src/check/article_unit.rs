//! `article-unit`: an article of a unit that did not exist on its day.

use super::{Lint, Run, activity_unit::not_there};
use crate::{
    diag::Diagnostic,
    kind::Meta,
    site::{Site, coverage::frame::life},
};

pub(super) const LINT: Lint = Lint { code: "article-unit", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for id in site.ids() {
        let (entry, node) = (site.entry(id), site.node(id));
        let (Meta::Article(_), Some(typed)) = (&entry.facts.meta, &entry.facts.common.agency) else {
            continue;
        };
        let (Some(at), Some(day)) = (node.agency, node.day) else { continue };
        if !life(site.registries, at).contains(day) {
            let unit = &site.registries.units[at];
            found.push(not_there(LINT.code, unit, day).at(&entry.file, typed.pos));
        }
    }
    found
}
