//! What documents do to one another, by their relations; what of these cannot be true is reported.

use super::legal_index::LegalIndex;
use crate::{
    diag::{At, Diagnostic},
    kind::Meta,
    legal::{
        self,
        place::Level,
        validity::{self, Fault, Link, Relation},
    },
    source::Entry,
    words,
};

impl LegalIndex {
    /// The relations of documents, by the document acted on; contradictions are reported.
    pub(super) fn acts_on(&self, entries: &[&Entry], found: &mut Vec<Diagnostic>) -> Vec<Vec<Link>> {
        let mut links: Vec<(Link, At<()>)> = Vec::new();
        for (by, id) in self.registered().iter().enumerate() {
            let Meta::Document(document) = &entries[id.0].facts.meta else { continue };
            for (typed, it) in document.relations.iter().zip(self.references(*id)) {
                if let (Some(target), Some(relation)) = (it.target, Relation::of_key(it.role)) {
                    let link = Link { relation, by, target, from: it.from, provision: it.provision.clone() };
                    links.push((link, At::new((), typed.target.written.pos)));
                }
            }
        }
        let plain: Vec<Link> = links.iter().map(|(it, _)| it.clone()).collect();
        let levels: Vec<Level> = self.register().entries().iter().map(|it| it.issuer.level()).collect();
        for fault in validity::faults(self.dates(), &levels, &plain) {
            let name = |place: usize| legal::register::cite_apart(&self.register().entries()[place]);
            let (link, message) = match &fault {
                Fault::Itself(link) => {
                    let it = name(link.by);
                    (link, words!("{it} có quan hệ với chính mình", "{it} is related to itself"))
                }
                Fault::Older(link) => {
                    let (by, target) = (name(link.by), name(link.target));
                    (
                        link,
                        words!(
                            "{by} ban hành trước {target} nên không thể tác động tới văn bản đó",
                            "{by} was issued before {target} and cannot act on it"
                        ),
                    )
                }
                Fault::Backwards(link) => {
                    let by = name(link.by);
                    (
                        link,
                        words!(
                            "quan hệ có hiệu lực trước ngày ban hành {by}",
                            "the relation takes effect before {by} was issued"
                        ),
                    )
                }
                Fault::Level(link) => {
                    let (by, target) = (name(link.by), name(link.target));
                    (
                        link,
                        words!(
                            "{by} là văn bản của cấp dưới, không thể thay đổi {target}",
                            "{by} is of a lower level and cannot change {target}"
                        ),
                    )
                }
                Fault::Cycle(ring) => {
                    let Some((link, _)) =
                        links.iter().find(|(it, _)| ring.contains(&it.by) && ring.contains(&it.target))
                    else {
                        continue;
                    };
                    let ring = ring.iter().map(|it| name(*it)).collect::<Vec<_>>().join(" → ");
                    (
                        link,
                        words!(
                            "các văn bản thay đổi lẫn nhau thành vòng: {ring}",
                            "documents change one another in a ring: {ring}"
                        ),
                    )
                }
            };
            let pos = links.iter().find(|(it, _)| it == link).map(|(_, at)| at.pos).unwrap_or_default();
            found.push(
                Diagnostic::error("legal-relation-conflict", message)
                    .help(words!(
                        "sửa quan hệ hoặc ngày của một trong hai văn bản",
                        "correct the relation or the date of one of them"
                    ))
                    .at(&entries[self.entry_at(link.by).0].file, pos),
            );
        }
        let mut acts = vec![Vec::new(); self.registered().len()];
        for link in plain {
            acts[link.target].push(link);
        }
        acts
    }
}
