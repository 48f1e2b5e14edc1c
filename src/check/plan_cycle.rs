//! `plan-cycle`: a plan that carries out itself, at once or by way of others.

use std::collections::BTreeSet;

use super::{Lint, Run};
use crate::{
    diag::Diagnostic,
    kind::Meta,
    site::{EntryId, Site},
    words,
};

pub(super) const LINT: Lint = Lint { code: "plan-cycle", run: Run::Site(run) };

fn run(site: &Site) -> Vec<Diagnostic> {
    let legal = &site.graph.legal;
    let mut found = Vec::new();
    for id in site.graph.plans.keys() {
        let Meta::Plan(plan) = &site.entry(*id).facts.meta else { continue };
        let below = below(site, *id);
        for (used, named) in plan.implements.iter().zip(legal.references(*id)) {
            if !named.target.is_some_and(|it| below.contains(&legal.entry_at(it))) {
                continue;
            }
            let file = &site.entry(*id).file;
            let (written, pos) = (&used.written.value, used.written.pos);
            let message = words!(
                "kế hoạch này triển khai \"{written}\", mà \"{written}\" lại triển khai chính kế hoạch này",
                "this plan carries out \"{written}\", which in turn carries out this one"
            );
            let help = words!(
                "chỉ ghi văn bản của cấp trên hoặc có trước ở implements (triển khai)",
                "name under implements what comes from above or came before"
            );
            found.push(Diagnostic::warning(LINT.code, message).help(help).at(file, pos));
        }
    }
    found
}

/// The plan with all that carry it out, down to the last.
fn below(site: &Site, plan: EntryId) -> BTreeSet<EntryId> {
    let (mut all, mut queue) = (BTreeSet::from([plan]), vec![plan]);
    while let Some(node) = queue.pop().and_then(|it| site.graph.plans.get(&it)) {
        queue.extend(node.implemented_by.iter().filter(|it| all.insert(**it)));
    }
    all
}
