//! `article-unit`: an article of a unit that did not exist on its day.

use super::{Lint, Run};
use crate::{
    diag::Diagnostic,
    kind::Meta,
    site::{Site, coverage::frame::life},
    text::date::format_short,
    words,
};

pub(super) const LINT: Lint = Lint { code: "article-unit", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for id in site.ids() {
        let (entry, node) = (site.entry(id), site.node(id));
        let (Meta::Article(_), Some(typed)) = (&entry.facts.meta, &entry.facts.common.agency) else {
            continue;
        };
        let (Some(at), Some(moment)) = (node.agency, node.moment) else { continue };
        let day = moment.to_zoned(site.clock.zone.clone()).date();
        if life(site.registries, at).contains(day) {
            continue;
        }
        let unit = &site.registries.units[at];
        let (name, day) = (&unit.name, format_short(day));
        let message =
            words!("ngày {day} không có đơn vị \"{name}\"", "on {day} there was no unit \"{name}\"");
        let help = match &unit.successor {
            Some(next) => {
                let next = &next.value;
                words!(
                    "sửa ngày, hoặc ghi đơn vị kế tục: {next}",
                    "correct the date, or name the unit that took over: {next}"
                )
            }
            None => words!("sửa ngày hoặc đơn vị", "correct the date or the unit"),
        };
        found.push(Diagnostic::warning(LINT.code, message).help(help).at(&entry.file, typed.pos));
    }
    found
}
