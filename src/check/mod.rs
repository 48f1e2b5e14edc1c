//! What an editor should know about the content that builds all the same: one lint per file.
//!
//! A lint reads facts and the graph, never prose and never the disk. To add one: its file, and its line in [`LINTS`];
//! what the code means stands in [`crate::diag::codes`].

mod activity_again;
mod activity_form;
mod activity_unit;
mod article_unit;
mod cited;
mod date_expired;
mod date_future;
pub mod number;
mod legal_ambiguous;
mod legal_codepoint;
mod legal_date_mismatch;
mod legal_draft_number;
mod legal_dup_id;
mod legal_dup_key;
mod legal_first_citation;
mod legal_future;
mod legal_glued;
mod legal_incomplete_number;
mod legal_invalid_date;
mod legal_missing_place;
mod legal_not_in_force;
mod legal_separator;
mod legal_split;
mod legal_superseded;
mod legal_title;
mod legal_title_differs;
mod legal_title_truncated;
mod legal_type_mismatch;
mod legal_unknown;
mod legal_unknown_version;
mod legal_unverified;
mod plan_cycle;
mod plan_form;
mod plan_outside;
mod plan_parts;
mod plan_post;
mod plan_quarter;
mod plan_silent;
mod plan_target;
mod plan_theme;
mod planned;
mod procedure_form;
mod question_past;
#[cfg(test)]
mod again;
#[cfg(test)]
mod tests;

use cited::Subject;
use planned::Plan;
use rayon::prelude::*;

use crate::{
    diag::Diagnostic,
    site::{EntryId, Site},
};

/// A rule.
pub struct Lint {
    /// The code of its findings.
    pub code: &'static str,
    /// Gives its findings, in any order.
    run: Run,
}

/// What a rule looks at.
enum Run {
    /// One entry, what it refers to, and what is said of that; never the moment, only its day.
    Entry(fn(&Subject) -> Vec<Diagnostic>),
    /// All entries together.
    Site(fn(&Site) -> Vec<Diagnostic>),
    /// All plans, with what was done for them.
    Plans(fn(&Site, &[Plan]) -> Vec<Diagnostic>),
}

/// Every rule.
pub const LINTS: &[Lint] = &[
    activity_again::LINT,
    activity_form::LINT,
    activity_form::MEASURE,
    activity_unit::LINT,
    article_unit::LINT,
    date_expired::LINT,
    date_future::LINT,
    legal_ambiguous::LINT,
    legal_codepoint::LINT,
    legal_date_mismatch::LINT,
    legal_draft_number::LINT,
    legal_dup_id::LINT,
    legal_dup_key::LINT,
    legal_first_citation::LINT,
    legal_future::LINT,
    legal_glued::LINT,
    legal_incomplete_number::LINT,
    legal_invalid_date::LINT,
    legal_missing_place::LINT,
    legal_not_in_force::LINT,
    legal_separator::LINT,
    legal_split::LINT,
    legal_superseded::LINT,
    legal_title_differs::LINT,
    legal_title_truncated::LINT,
    legal_type_mismatch::LINT,
    legal_unknown::LINT,
    legal_unknown_version::LINT,
    legal_unverified::LINT,
    plan_cycle::LINT,
    plan_form::LINT,
    plan_form::KIND,
    plan_outside::LINT,
    plan_parts::DUE,
    plan_parts::IDS,
    plan_parts::NAMELESS,
    plan_post::LINT,
    plan_quarter::LINT,
    plan_silent::LINT,
    plan_target::LINT,
    plan_theme::LINT,
    procedure_form::LINT,
    question_past::LINT,
];

/// The findings of every rule. Those about an entry are kept with what is known of it, and made again when that changes.
pub fn run(site: &Site) -> Vec<Diagnostic> {
    let titles = legal_title::Titles::new(site);
    let of_entry = |at: usize| {
        let findings = site.graph.legal.findings[at].get_or_init(|| {
            let subject = Subject::new(site, EntryId(at), &titles);
            let lints = LINTS.iter().filter_map(|it| match it.run {
                Run::Entry(run) => Some(run),
                Run::Site(_) | Run::Plans(_) => None,
            });
            lints.flat_map(|run| run(&subject)).collect()
        });
        findings.iter().cloned()
    };
    let mut found: Vec<Diagnostic> =
        (0..site.entries.len()).into_par_iter().flat_map_iter(of_entry).collect();
    let plans = planned::plans(site);
    for lint in LINTS {
        match lint.run {
            Run::Entry(_) => {}
            Run::Site(run) => found.extend(run(site)),
            Run::Plans(run) => found.extend(run(site, &plans)),
        }
    }
    found
}
