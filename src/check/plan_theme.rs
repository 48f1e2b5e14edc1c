//! `plan-theme-old`: the theme of a plan that is over, given to a newer one or shown as the slogan of the site.

use super::{Lint, Run, planned};
use crate::{
    config,
    diag::{Diagnostic, Pos},
    site::Site,
    text::fold,
    words,
};

pub(super) const LINT: Lint = Lint { code: "plan-theme-old", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let frames = planned::frames(site);
    let issuer = |at: usize| site.graph.names.issuer(&frames[at].plan.issuer.value);
    let theme = |at: usize| frames[at].plan.theme.as_deref().map(fold::key);
    let mut found = Vec::new();
    for at in 0..frames.len() {
        let is_older = |old: &usize| {
            frames[*old].span.to < frames[at].span.from
                && issuer(*old).is_some()
                && issuer(*old) == issuer(at)
        };
        let older: Vec<usize> = (0..frames.len()).filter(is_older).collect();
        if let Some(old) = older.iter().find(|old| theme(**old).is_some() && theme(**old) == theme(at)) {
            let id = frames[*old].id;
            let message = words!(
                "chủ đề năm giống hệt kế hoạch cũ \"{id}\"",
                "the theme is that of the older plan \"{id}\""
            );
            let help = words!(
                "ghi chủ đề của năm nay, hoặc bỏ theme",
                "write the theme of this year, or leave theme out"
            );
            found.push(planned::finding(site, &frames[at], LINT.code, message).help(help));
        }
        let today = site.clock.today();
        let slogan = site.config.slogan.as_deref().map(fold::key);
        let is_shown = |old: &&usize| slogan.is_some() && theme(**old) == slogan;
        let old = older.iter().find(is_shown).filter(|_| frames[at].span.contains(today));
        if let (Some(old), Some(new)) = (old, &frames[at].plan.theme)
            && theme(at) != slogan
        {
            let id = frames[*old].id;
            let message = words!(
                "slogan (khẩu hiệu) là chủ đề của kế hoạch cũ \"{id}\"",
                "slogan is the theme of the older plan \"{id}\""
            );
            let help = words!("viết: slogan: \"{new}\"", "write: slogan: \"{new}\"");
            let pos = Pos { line: 1, column: 1, len: 0 };
            found.push(Diagnostic::warning(LINT.code, message).help(help).at(&config::FILE.into(), pos));
        }
    }
    found
}
