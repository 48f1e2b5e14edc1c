//! What the rules about plans share: the plans with what was done for them, and how grave a finding is.

use std::sync::Arc;

use crate::{
    diag::{Diagnostic, Severity, Words},
    site::{
        Site,
        coverage::{Evidence, Frame, collect},
    },
};

/// The visible plans whose period can be read.
pub(super) fn frames<'s>(site: &Site<'s>) -> Vec<Frame<'s>> {
    site.graph.plans.keys().filter_map(|it| Frame::new(site, *it)).collect()
}

/// A plan with its evidences.
pub(super) type Plan<'s> = (Frame<'s>, Vec<Arc<Evidence>>);

/// The plans with their evidences: one pass over everything.
pub(super) fn plans<'s>(site: &Site<'s>) -> Vec<Plan<'s>> {
    let frames = frames(site);
    let all = collect(site, &frames);
    frames.into_iter().zip(all).collect()
}

/// A finding about a plan as a whole, at its title: a warning while the plan holds, afterwards only worth knowing.
pub(super) fn finding(site: &Site<'_>, frame: &Frame<'_>, code: &'static str, message: Words) -> Diagnostic {
    let is_over = frame.span.to < site.clock.today();
    let severity = if is_over { Severity::Info } else { Severity::Warning };
    let entry = site.entry(frame.entry);
    Diagnostic::new(severity, code, message).at(&entry.file, entry.facts.common.title.pos)
}

/// A finding about how a plan goes, at its title: no mistake of the writer, and the calendar alone may bring it about.
pub(super) fn note(site: &Site<'_>, frame: &Frame<'_>, code: &'static str, message: Words) -> Diagnostic {
    Diagnostic { severity: Severity::Info, ..finding(site, frame, code, message) }
}
