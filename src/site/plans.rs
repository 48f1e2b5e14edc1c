//! Plans and the articles that serve them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
    sync::Arc,
};

use serde::Serialize;

use super::{
    Card, EntryId, Sources, card::Anchor, legal_index::LegalIndex, memo::Cx, names::AllNames, visibility,
};
use crate::{
    diag::{At, Diagnostic},
    kind::{Meta, Plan, article::PlanUse, plan::Item},
    legal::number,
    source::Entry,
    stamp::Stamped,
    text::{
        date::{self, Moment},
        near,
        span::Span,
    },
    words,
};

/// What a plan got.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PlanNode {
    /// Articles that served it while it held, newest first, each once.
    pub articles: Vec<EntryId>,
    /// The same by content item, `tthc` or `tthc.6`, as the article says.
    pub by_item: BTreeMap<String, Vec<EntryId>>,
    /// Plans that carry it out.
    pub implemented_by: Vec<EntryId>,
}

/// How an article serves a plan, as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlanRef {
    /// The plan.
    pub plan: Arc<Anchor>,
    /// Items that the plan has.
    pub items: Vec<ItemRef>,
    /// Forms, in words.
    pub forms: Vec<String>,
}

/// An item of a plan as a link.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ItemRef {
    /// `tthc.6`.
    pub id: String,
    /// In words.
    pub text: String,
    /// Its place on the page of the plan.
    pub url: String,
}

/// What lists show of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlanCard {
    /// What lists show of any entry.
    #[serde(flatten)]
    pub card: Card,
    /// `01/01/2022 – 31/12/2025`.
    pub period: Option<String>,
    /// The year's theme.
    pub theme: Option<String>,
    /// Whether it lacks number or date.
    pub is_draft: bool,
    /// Articles that serve it.
    pub n_articles: usize,
    /// Items.
    pub n_items: usize,
    /// Items that have an article, of their own or of a sub-item.
    pub n_items_covered: usize,
}

/// `nd-tthc-6`, the place of an item on the page of its plan.
pub fn item_anchor(item: &str) -> String {
    format!("nd-{}", crate::text::slug(item))
}

/// The card of a plan.
pub fn card(card: &Card, plan: &Plan, node: &PlanNode) -> PlanCard {
    let short = |it: &At<Moment>| date::format_short(it.value.date);
    let covered = |item: &&Item| {
        let ids = std::iter::once(&item.id).chain(item.sub.iter().map(|it| &it.id));
        ids.into_iter().any(|it| node.by_item.contains_key(&it.value))
    };
    PlanCard {
        card: card.clone(),
        period: plan.period.as_ref().map(|it| format!("{} – {}", short(&it.from), short(&it.to))),
        theme: plan.theme.clone(),
        is_draft: plan.is_draft(),
        n_articles: node.articles.len(),
        n_items: plan.items.len(),
        n_items_covered: plan.items.iter().filter(covered).count(),
    }
}

/// How an article serves plans, and what is wrong with what it says of them.
#[derive(Debug)]
pub struct Served {
    shown: Stamped<Vec<PlanRef>>,
    /// The plans in their order, each with places among its items.
    uses: Vec<(usize, Vec<usize>)>,
    found: Vec<Diagnostic>,
}

impl Deref for Served {
    type Target = Stamped<Vec<PlanRef>>;

    fn deref(&self) -> &Self::Target {
        &self.shown
    }
}

/// The visible plans.
struct Plans<'a> {
    all: Vec<(EntryId, &'a Plan)>,
    /// What articles show of each.
    anchors: Vec<Arc<Anchor>>,
    by_id: BTreeMap<&'a str, usize>,
    hidden: &'a BTreeSet<String>,
    cx: &'a Cx<'a>,
}

/// Joins articles to plans; references that fail are reported and dropped.
pub(super) fn join(
    cx: &Cx<'_>,
    hidden: &BTreeSet<String>,
    legal: &LegalIndex,
    found: &mut Vec<Diagnostic>,
) -> (BTreeMap<EntryId, PlanNode>, Vec<Arc<Served>>) {
    let mut all: Vec<(EntryId, &Plan)> = Vec::new();
    for (at, entry) in cx.entries.iter().enumerate() {
        if let Meta::Plan(plan) = &entry.facts.meta {
            all.push((EntryId(at), plan));
        }
    }
    for (id, plan) in &all {
        check_plan(plan, cx.entries[id.0], cx.asker.names, found);
    }
    let base = &cx.asker.sources.config.base;
    let anchor = |(id, _): &(EntryId, &Plan)| Anchor {
        title: cx.entries[id.0].facts.common.title.value.clone(),
        url: base.path_of(&cx.nodes[id.0].url),
    };
    let plans = Plans {
        anchors: all.iter().map(|it| Arc::new(anchor(it))).collect(),
        by_id: all.iter().enumerate().map(|(at, (id, _))| (cx.nodes[id.0].id.as_str(), at)).collect(),
        all,
        hidden,
        cx,
    };
    let holds = cx.before.is_some_and(|before| {
        let mut pairs = plans.all.iter().zip(before.plans.keys());
        plans.all.len() == before.plans.len()
            && pairs.all(|((now, _), then)| cx.is_same(*now, *then))
            && *before.kept.hidden == *hidden
    });
    let served = cx.each(|it| &it.plan_refs, |_, _| holds, |at| plans.served(cx.entries[at]));
    found.extend(served.iter().flat_map(|it| &it.found).cloned());

    // On other days a plan does not hold, and what is told then is not counted for it.
    let zone = &cx.asker.clock.zone;
    let spans: Vec<Option<Span>> =
        plans.all.iter().map(|(_, plan)| plan.period.as_ref()?.span(zone)).collect();
    let mut nodes: Vec<PlanNode> = vec![PlanNode::default(); plans.all.len()];
    let mut by_item: Vec<Vec<Vec<EntryId>>> =
        plans.all.iter().map(|(_, plan)| vec![Vec::new(); plan.item_ids().count()]).collect();
    let place: BTreeMap<EntryId, usize> =
        plans.all.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
    for at in &cx.newest {
        // What is withdrawn serves no plan any longer.
        let is_withdrawn = visibility::withdrawn(&cx.entries[at.0].facts.common, cx.asker.clock).is_some();
        let is_within = |plan: &usize| {
            let day = cx.nodes[at.0].day;
            spans[*plan].is_none_or(|it| day.is_some_and(|day| it.contains(day)))
        };
        for (plan, items) in served[at.0].uses.iter().filter(|it| !is_withdrawn && is_within(&it.0)) {
            if nodes[*plan].articles.last() != Some(at) {
                nodes[*plan].articles.push(*at);
            }
            for item in items {
                by_item[*plan][*item].push(*at);
            }
        }
        if place.contains_key(at) {
            let targets = legal.references(*at).iter().filter_map(|it| it.target);
            for target in targets.map(|it| legal.entry_at(it)).filter(|it| it != at) {
                if let Some(above) = place.get(&target) {
                    nodes[*above].implemented_by.push(*at);
                }
            }
        }
    }
    for ((node, (_, plan)), items) in nodes.iter_mut().zip(&plans.all).zip(by_item) {
        let items = plan.item_ids().map(str::to_owned).zip(items);
        node.by_item = items.filter(|(_, it)| !it.is_empty()).collect();
    }
    let nodes = plans.all.into_iter().map(|(id, _)| id).zip(nodes).collect();
    (nodes, served)
}

impl Plans<'_> {
    /// How an entry serves the plans that it names.
    fn served(&self, entry: &Entry) -> Served {
        let used = match &entry.facts.meta {
            Meta::Article(article) => article.plans.as_slice(),
            _ => &[],
        };
        let mut found = Vec::new();
        let (mut shown, mut uses) = (Vec::with_capacity(used.len()), Vec::with_capacity(used.len()));
        for used in used {
            let Some(at) = find(&used.id, (&self.all, &self.by_id), self.hidden, &entry.file, &mut found)
            else {
                continue;
            };
            let (id, plan) = self.all[at];
            let plan_ref = Arc::clone(&self.anchors[at]);
            let items = items(&used.items, plan, &self.cx.nodes[id.0].id, &entry.file, &mut found);
            let item = |it: &&str| ItemRef {
                text: item_text(plan, it).to_owned(),
                url: format!("{}#{}", plan_ref.url, item_anchor(it)),
                id: (*it).to_owned(),
            };
            shown.push(PlanRef {
                items: items.iter().map(item).collect(),
                forms: forms(used, plan, self.cx.asker.names, self.cx.asker.sources, entry, &mut found),
                plan: plan_ref,
            });
            let place = |it: &str| plan.item_ids().position(|known| known == it);
            uses.push((at, items.into_iter().filter_map(place).collect()));
        }
        Served { shown: Stamped::new(shown), uses, found }
    }
}

/// An item or sub-item in words; its id where the plan has none such.
pub fn item_text<'p>(plan: &'p Plan, id: &'p str) -> &'p str {
    let item = plan.items.iter().find(|it| it.id.value == id).map(|it| it.title.as_str());
    let sub =
        || plan.items.iter().flat_map(|it| &it.sub).find(|it| it.id.value == id).map(|it| it.text.as_str());
    item.or_else(sub).unwrap_or(id)
}

/// The plan that an id means, by its place among the visible ones.
pub(super) fn find(
    typed: &At<String>,
    (plans, by_id): (&[(EntryId, &Plan)], &BTreeMap<&str, usize>),
    hidden: &BTreeSet<String>,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let id = typed.value.as_str();
    if let Some(known) = by_id.get(id) {
        return Some(*known);
    }
    if hidden.contains(id) {
        found.push(
            Diagnostic::warning(
                "plan-hidden",
                words!(
                    "kế hoạch \"{id}\" chưa hiện trên trang (nháp, hẹn giờ, hết hạn hoặc còn lỗi)",
                    "the plan \"{id}\" is not shown (draft, scheduled, expired or with errors)"
                ),
            )
            .help(words!(
                "bài hoặc hoạt động vẫn giữ nguyên, chưa tính cho kế hoạch cho tới khi kế hoạch hiện",
                "it stays, and is not counted for the plan until the plan is shown"
            ))
            .at(file, typed.pos),
        );
        return None;
    }
    let finding =
        Diagnostic::error("unknown-plan", words!("không có kế hoạch \"{id}\"", "there is no plan \"{id}\""));
    let is_numbered =
        |at: &usize| plans[*at].1.number.as_ref().is_some_and(|it| number::key(&it.value) == number::key(id));
    let meant = by_id.iter().find(|it| is_numbered(it.1)).map(|it| *it.0);
    found.push(
        match meant.or_else(|| near::nearest(id, by_id.keys().copied())) {
            Some(near) => finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?")),
            None => finding.help(words!(
                "mã kế hoạch là tên tệp trong content/ke-hoach/, không có .md",
                "the id of a plan is the name of its file in content/ke-hoach/ without .md"
            )),
        }
        .at(file, typed.pos),
    );
    None
}

/// The items that the plan has, each once.
pub(super) fn items<'u>(
    typed: &'u [At<String>],
    plan: &Plan,
    plan_id: &str,
    file: &Arc<str>,
    found: &mut Vec<Diagnostic>,
) -> Vec<&'u str> {
    let mut kept: Vec<&str> = Vec::new();
    for item in typed {
        let id = item.value.as_str();
        if plan.item_ids().any(|it| it == id) {
            if !kept.contains(&id) {
                kept.push(id);
            }
            continue;
        }
        let finding = Diagnostic::error(
            "unknown-item",
            words!(
                "kế hoạch \"{plan_id}\" không có nội dung \"{id}\"",
                "the plan \"{plan_id}\" has no item \"{id}\""
            ),
        );
        found.push(
            match near::nearest(id, plan.item_ids()) {
                Some(near) => {
                    finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?"))
                }
                None => {
                    let known: Vec<&str> = plan.items.iter().map(|it| it.id.value.as_str()).collect();
                    let known = known.join(", ");
                    finding.help(words!("các nội dung: {known}", "items: {known}"))
                }
            }
            .at(file, item.pos),
        );
    }
    kept
}

/// A form is one of the registry, or the id of a form in the plan.
fn forms(
    used: &PlanUse,
    plan: &Plan,
    names: &AllNames,
    sources: &Sources,
    entry: &Entry,
    found: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let own = |typed: &str| plan.forms.iter().find(|it| it.id.as_ref().is_some_and(|id| id.value == typed));
    let words = used.forms.iter().filter_map(|typed| match own(&typed.value) {
        Some(form) if names.forms.find(&typed.value).is_none() => form.text.clone(),
        _ => names.forms.check(typed, &entry.file, found).map(|it| sources.registries.forms[it].name.clone()),
    });
    words.collect()
}

/// References within a plan.
fn check_plan(plan: &Plan, entry: &Entry, names: &AllNames, found: &mut Vec<Diagnostic>) {
    let file = &entry.file;
    if let Some(period) = plan.period.as_ref().filter(|it| it.from.value.date > it.to.value.date) {
        found.push(
            Diagnostic::error(
                "plan-period",
                words!("giai đoạn kết thúc trước khi bắt đầu", "the period ends before it begins"),
            )
            .help(words!("đổi chỗ from (từ) và to (đến)", "swap from and to"))
            .at(file, period.to.pos),
        );
    }
    let units = plan.contact.iter().chain(plan.assignments.iter().map(|it| &it.agency));
    units.for_each(|it| {
        names.units.check(it, file, found);
    });
    for area in plan.items.iter().filter_map(|it| it.area.as_ref()) {
        names.areas.check(area, file, found);
    }
    let own_forms: BTreeSet<&str> =
        plan.forms.iter().filter_map(|it| it.id.as_ref()).map(|it| it.value.as_str()).collect();
    let task_forms = plan.assignments.iter().flat_map(|it| &it.tasks).flat_map(|it| &it.forms);
    let forms = plan
        .forms
        .iter()
        .filter_map(|it| it.form.as_ref())
        .chain(plan.targets.iter().filter_map(|it| it.form.as_ref()));
    for form in forms.chain(task_forms).filter(|it| !own_forms.contains(it.value.as_str())) {
        names.forms.check(form, file, found);
    }
    let known: BTreeSet<&str> = plan.item_ids().collect();
    twice(plan.item_ids(), plan, entry, found);
    for item in plan.assignments.iter().flat_map(|it| &it.tasks).flat_map(|it| &it.items) {
        let id = &item.value;
        if !known.contains(id.as_str()) {
            let finding = Diagnostic::error(
                "unknown-item",
                words!("kế hoạch không có nội dung \"{id}\"", "the plan has no item \"{id}\""),
            );
            found.push(
                match near::nearest(id, known.iter().copied()) {
                    Some(near) => {
                        finding.help(words!("có phải ý bạn là \"{near}\"?", "did you mean \"{near}\"?"))
                    }
                    None => finding,
                }
                .at(file, item.pos),
            );
        }
    }
}

fn twice<'a>(ids: impl Iterator<Item = &'a str>, plan: &Plan, entry: &Entry, found: &mut Vec<Diagnostic>) {
    // That is the row of the whole plan.
    let mut seen = BTreeSet::from(["*"]);
    for id in ids.filter(|it| !seen.insert(*it)) {
        let all =
            plan.items.iter().flat_map(|it| std::iter::once(&it.id).chain(it.sub.iter().map(|sub| &sub.id)));
        let pos = all.rev().find(|it| it.value == id).map(|it| it.pos).unwrap_or_default();
        let (message, help) = if id == "*" {
            let message = words!("mã \"*\" là của toàn kế hoạch", "the id \"*\" is that of the whole plan");
            (message, words!("đặt cho nội dung một mã khác", "give the item another id"))
        } else {
            let message = words!(
                "mã nội dung \"{id}\" có hai lần trong kế hoạch",
                "the item id \"{id}\" stands twice in the plan"
            );
            (message, words!("đổi một trong hai mã", "change one of the two"))
        };
        found.push(Diagnostic::error("plan-item-duplicate", message).help(help).at(&entry.file, pos));
    }
}
