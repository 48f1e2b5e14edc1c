//! `activity-unit`: a row of a unit that did not exist on that day, or that has no such channel.

use jiff::civil::Date;

use super::{Lint, Run};
use crate::{
    diag::Diagnostic,
    kind::registry::Unit,
    site::{
        Site,
        coverage::frame::{FormKey, life},
    },
    text::date::format_short,
    words,
};

pub(super) const LINT: Lint = Lint { code: "activity-unit", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (row, deed) in site.activities.iter().zip(&site.graph.deeds.rows) {
        let (Some(at), it) = (deed.unit, &row.activity) else { continue };
        let unit = &site.registries.units[at];
        let day = it.date.value.day_in(&site.clock.zone);
        if !life(site.registries, at).contains(day) {
            found.push(not_there(LINT.code, unit, day).at(&row.file, it.agency.pos));
        }
        let key = deed.uses.iter().find_map(|it| it.form);
        let Some(FormKey::Known(form)) = key.filter(|_| !unit.channels.is_empty()) else { continue };
        if !unit.channels.iter().any(|it| site.graph.names.forms.find(&it.value) == Some(form)) {
            let (form, id, name) = (&site.registries.forms[form], &unit.id.value, &unit.name);
            let (channel, form) = (&form.id.value, &form.name);
            let message = words!(
                "\"{name}\" không có kênh \"{form}\" trong danh mục, nên ô ấy ghi là không áp dụng",
                "in the registry \"{name}\" has no channel \"{form}\", so its cell does not apply"
            );
            let help = words!(
                "thêm {channel} vào channels (kênh) của {id} trong danh-muc/co-quan.yaml",
                "add {channel} to channels of {id} in danh-muc/co-quan.yaml"
            );
            found.push(Diagnostic::warning(LINT.code, message).help(help).at(&row.file, it.form.pos));
        }
    }
    found
}

/// The finding that a unit did not exist on a day.
pub(super) fn not_there(code: &'static str, unit: &Unit, day: Date) -> Diagnostic {
    let (name, day) = (&unit.name, format_short(day));
    let message = words!("ngày {day} không có đơn vị \"{name}\"", "on {day} there was no unit \"{name}\"");
    let help = match unit.successor.as_ref().map(|it| &it.value) {
        Some(next) => words!(
            "sửa ngày, hoặc ghi đơn vị kế tục: {next}",
            "correct the date, or name the unit that took over: {next}"
        ),
        None => words!("sửa ngày hoặc đơn vị", "correct the date or the unit"),
    };
    Diagnostic::warning(code, message).help(help)
}
