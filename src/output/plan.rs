//! Publicity plans: the list and the page of each.

use serde::Serialize;
use serde_json::json;

use super::{
    File, Output, Render, Rendered, View,
    article::{attachments, crumbs},
    body::Prose,
    frame::{Head, SectionValue, feed_links, home_crumb, section_value},
    list::{SectionView, cards, file, list_head, pages},
    pager::{self, Pager},
    plan_tree::{Above, TreeItem},
    progress::{self, Progress, Reached},
    values::Cards,
};
use crate::{
    config::Section,
    diag::{At, Diagnostic},
    kind::{
        Meta, Plan,
        plan::{Quota, Task},
    },
    route::Route,
    schema::Choice,
    site::{
        Card, EntryId, Site,
        card::{Anchor, DateText, unit_anchor},
        coverage::Coverage,
        heads,
        legal_values::RefValue,
        plans::{PlanCard, item_anchor, item_text},
    },
    stamp::Stamped,
    text::date::Moment,
};

/// The plans.
pub(super) struct Plans;

view! {
    /// The list of plans.
    pub(super) struct PlansView<'s> {
        section: SectionValue,
        items: Vec<&'s Stamped<PlanCard>>,
        pager: Option<Pager>,
    }
}
page_view!(PlansView, "plans.html");

impl PlansView<'_> {
    fn head(&self, cx: &Render<'_>) -> Head {
        list_head(
            &self.section.title,
            self.section.description.as_deref(),
            self.pager.as_ref(),
            &self.section.url,
            vec![home_crumb(cx)],
        )
    }
}

/// The files of the section of plans.
pub(super) fn list<'s>(site: &'s Site<'s>, section: &'s Section, ids: &[EntryId], files: &mut Vec<File<'s>>) {
    pages(site, &format!("/{}/", section.folder), ids, files, |items, pager| {
        let items = items.iter().filter_map(|it| site.graph.plan_cards.get(it)).collect();
        Box::new(PlansView { section: section_value(section, site), items, pager })
    });
}

view! {
    /// Everything that the page of a plan may show.
    pub(super) struct PlanView<'s> {
        card: &'s Stamped<PlanCard>,
        #[unseen]
        head: &'s Stamped<heads::Head>,
        #[unseen]
        prose: Prose<'s>,
        plan: PlanValue<'s>,
        progress: Option<Progress>,
        articles: Cards<'s>,
        n_articles: usize,
        pager: Option<Pager>,
        #[unseen]
        list: &'s str,
    }
}

#[derive(Hash, Serialize)]
pub(super) struct PlanValue<'s> {
    number: Option<&'s str>,
    is_draft: bool,
    issuer: Anchor,
    issued: Option<DateText>,
    period: Option<PeriodValue>,
    theme: Option<&'s str>,
    contact: Option<Anchor>,
    implements: &'s Stamped<Vec<RefValue>>,
    tree: Vec<TreeItem<'s>>,
    goals: &'s [String],
    requirements: &'s [String],
    targets: Vec<TargetValue<'s>>,
    items: Vec<ItemValue<'s>>,
    forms: Vec<FormValue<'s>>,
    assignments: Vec<AssignmentValue<'s>>,
    budget: Vec<BudgetValue<'s>>,
    recipients: &'s [String],
    signer: Option<SignerValue<'s>>,
}

#[derive(Hash, Serialize)]
struct PeriodValue {
    from: DateText,
    to: DateText,
}

#[derive(Hash, Serialize)]
struct TargetValue<'s> {
    id: Option<&'s str>,
    text: &'s str,
    metric: Option<&'static str>,
    at_least: Option<String>,
    per: Option<&'static str>,
    form: Option<&'s str>,
    of: Option<&'s str>,
    #[serde(flatten)]
    reached: Option<Reached>,
}

#[derive(Hash, Serialize)]
struct ItemValue<'s> {
    id: &'s str,
    anchor: String,
    title: &'s str,
    area: Option<&'s str>,
    quota: Option<String>,
    count: usize,
    articles: Vec<&'s Stamped<Card>>,
    sub: Vec<SubValue<'s>>,
}

#[derive(Hash, Serialize)]
struct SubValue<'s> {
    id: &'s str,
    anchor: String,
    text: &'s str,
    count: usize,
    articles: Vec<&'s Stamped<Card>>,
}

#[derive(Hash, Serialize)]
struct FormValue<'s> {
    text: Option<&'s str>,
    form: Option<&'s str>,
    quota: Option<String>,
}

#[derive(Hash, Serialize)]
struct AssignmentValue<'s> {
    agency: Anchor,
    role: Option<&'static str>,
    tasks: Vec<TaskValue<'s>>,
}

/// A task of a unit.
#[derive(Clone, Hash, Serialize)]
pub(super) struct TaskValue<'s> {
    id: Option<&'s str>,
    text: &'s str,
    items: Vec<&'s str>,
    forms: Vec<&'s str>,
    due: Option<DateText>,
}

#[derive(Hash, Serialize)]
struct BudgetValue<'s> {
    text: Option<&'s str>,
    amount: Option<&'s str>,
    source: Option<&'s str>,
}

#[derive(Hash, Serialize)]
struct SignerValue<'s> {
    name: Option<&'s str>,
    title: Option<&'s str>,
    capacity: Option<&'s str>,
}

impl View for PlanView<'_> {
    prose_page!("plan.html");

    fn render(&self, cx: &Render<'_>) -> Result<Rendered, Diagnostic> {
        let card = &self.card.card;
        let head = Head {
            title: card.title.clone(),
            head_title: self.head.title.clone(),
            description: self.head.description.clone(),
            breadcrumbs: crumbs(card, cx),
            image: card.image.clone(),
            has_card: true,
            published: card.date.as_ref().map(|it| it.iso.clone()),
            updated: card.updated.as_ref().map(|it| it.iso.clone()),
            feeds: if self.n_articles > 0 {
                feed_links(&card.title, self.list, cx.frame.base())
            } else {
                Vec::new()
            },
            json_ld: Some(cx.frame.json_ld(
                "WebPage",
                card,
                &self.head.description,
                &json!({"name": card.title}),
            )),
            withdrawn: card.withdrawn.clone(),
            ..Head::default()
        };
        cx.frame.page("plan.html", head, Some(&self.prose), cx, |values| {
            self.fill(values);
            values.put("summary", &self.prose.facts().common.summary);
            values.put("topics", &card.topics);
            values.put("image", &card.image);
            values.put_with("attachments", || attachments(self.prose.facts(), self.prose.targets, cx));
        })
    }
}

/// Newest articles shown under an item of a plan.
const PER_ITEM: usize = 5;

impl Output for Plans {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        pages_of(site, &site.graph.plans.keys().copied().collect::<Vec<_>>(), |_| true, files);
    }
}

/// The pages of some plans, which are counted together, at addresses that are asked for.
pub(super) fn pages_of<'s>(
    site: &'s Site<'s>,
    ids: &[EntryId],
    is_asked: impl Fn(&str) -> bool,
    files: &mut Vec<File<'s>>,
) {
    let (above, coverage) = (Above::new(site), progress::of_plans(site, ids));
    for id in ids {
        let Some(plan_node) = site.graph.plans.get(id) else { continue };
        let Meta::Plan(plan) = &site.entry(*id).facts.meta else { continue };
        let Some(card) = site.graph.plan_cards.get(id) else { continue };
        let list = site.node(*id).url.as_str();
        let base_list = site.config.base.path_of(list);
        for chunk in pager::chunks(&plan_node.articles, site.config.page_size) {
            let url = chunk.url(list);
            if !is_asked(&url) {
                continue;
            }
            let articles = Cards::new(site, chunk.items, 2);
            let pager = chunk.pager(&base_list);
            if chunk.number.is_some() {
                let section = articles_of(&card.card, &site.graph.heads[id.0], &base_list);
                let view = SectionView { section, items: articles, pager };
                files.extend(file(&url, Box::new(view), "trang"));
                continue;
            }
            let view = PlanView {
                card,
                head: &site.graph.heads[id.0],
                prose: Prose::of(site, *id),
                plan: plan_value(site, *id, plan, above.tree(site, *id), coverage.get(id)),
                progress: coverage.get(id).map(|it| Progress::new(site, it)),
                articles,
                n_articles: plan_node.articles.len(),
                pager,
                list,
            };
            if let Ok(route) = Route::new(&format!("{url}index.html")) {
                let listing = super::article::listing(site, *id);
                files.push(File { route, view: Box::new(view), listing });
            }
        }
    }
}

/// The heading of a further page of the articles of a plan or document.
pub(super) fn articles_of(card: &Card, head: &heads::Head, url: &str) -> SectionValue {
    let name = card.legal.as_ref().map_or(card.title.as_str(), |it| it.name.as_str());
    SectionValue {
        title: format!("Tin, bài về {name}"),
        url: url.to_owned(),
        kind: "article",
        // No two entries share it.
        description: Some(format!("Tin, bài về: {}", head.description)),
    }
}

fn plan_value<'s>(
    site: &'s Site<'s>,
    id: EntryId,
    plan: &'s Plan,
    tree: Vec<TreeItem<'s>>,
    coverage: Option<&Coverage<'s>>,
) -> PlanValue<'s> {
    let graph = site.graph;
    let date = |it: Moment| DateText::new(it, &site.clock.zone, &site.config.language);
    let unit = |it: &At<String>| {
        graph.names.units.find(&it.value).map(|it| unit_anchor(site.config, site.registries, it))
    };
    let text = |it: &'s Option<At<String>>| it.as_ref().map(|it| it.value.as_str());
    let form = |it: &'s At<String>| form_name(site, plan, it);
    let issuer = graph.names.issuer(&plan.issuer.value).map_or_else(
        || Anchor { title: plan.issuer.value.clone(), url: String::new() },
        |it| unit_anchor(site.config, site.registries, it),
    );
    let assignments = plan.assignments.iter().map(|it| AssignmentValue {
        agency: unit(&it.agency)
            .unwrap_or_else(|| Anchor { title: it.agency.value.clone(), url: String::new() }),
        role: it.role.and_then(|it| name_of(crate::kind::plan::ROLES, it)),
        tasks: it.tasks.iter().map(|it| task(site, plan, it)).collect(),
    });
    PlanValue {
        number: text(&plan.number),
        is_draft: plan.is_draft(),
        issuer,
        issued: plan.issued.as_ref().map(|it| date(it.value)),
        period: plan
            .period
            .as_ref()
            .map(|it| PeriodValue { from: date(it.from.value), to: date(it.to.value) }),
        theme: plan.theme.as_deref(),
        contact: plan.contact.as_ref().and_then(unit),
        implements: &graph.legal.ref_values[id.0],
        tree,
        goals: &plan.goals,
        requirements: &plan.requirements,
        targets: plan
            .targets
            .iter()
            .enumerate()
            .map(|(at, it)| TargetValue {
                id: text(&it.id),
                text: &it.text,
                metric: it.metric.and_then(|it| name_of(crate::kind::plan::METRICS, it)),
                at_least: coverage
                    .and_then(|it| it.targets.get(at)?.asked.clone())
                    .or_else(|| it.at_least.clone()),
                per: it.per.and_then(|it| name_of(crate::kind::plan::PERIODS, it)),
                form: it.form.as_ref().map(form),
                of: it.of.as_deref(),
                reached: coverage.and_then(|it| it.targets.get(at)).map(|it| Reached::new(site, it)),
            })
            .collect(),
        items: items(site, id, plan, coverage),
        forms: plan
            .forms
            .iter()
            .map(|it| FormValue {
                text: it.text.as_deref(),
                form: it.form.as_ref().map(form),
                quota: it.quota.as_ref().map(quota),
            })
            .collect(),
        assignments: assignments.collect(),
        budget: plan
            .budget
            .iter()
            .map(|it| BudgetValue {
                text: it.text.as_deref(),
                amount: it.amount.as_deref(),
                source: it.source.as_deref(),
            })
            .collect(),
        recipients: &plan.recipients,
        signer: plan.signer.as_ref().map(|it| SignerValue {
            name: it.name.as_deref(),
            title: it.title.as_deref(),
            capacity: it.capacity.as_deref(),
        }),
    }
}

/// The content items of a plan, each with the articles that serve it.
fn items<'s>(
    site: &'s Site<'s>,
    id: EntryId,
    plan: &'s Plan,
    coverage: Option<&Coverage<'_>>,
) -> Vec<ItemValue<'s>> {
    let graph = site.graph;
    let node = &graph.plans[&id];
    let area = |it: &'s Option<At<String>>| {
        it.as_ref()
            .and_then(|it| graph.names.areas.find(&it.value))
            .map(|it| site.registries.areas[it].title.as_str())
    };
    let articles = |item: &str| {
        let ids = node.by_item.get(item).map_or(&[][..], Vec::as_slice);
        cards(site, &ids[..ids.len().min(PER_ITEM)])
    };
    // Those that have expired since count, though nothing links to them.
    let counts = coverage.map(|it| (&it.frame, it.articles_by_row()));
    let count =
        |item: &str| counts.as_ref().and_then(|it| it.1.get(it.0.row(item)?).copied()).unwrap_or_default();
    let items = plan.items.iter().map(|it| {
        let sub = it.sub.iter().map(|it| SubValue {
            id: &it.id.value,
            anchor: item_anchor(&it.id.value),
            text: &it.text,
            count: count(&it.id.value),
            articles: articles(&it.id.value),
        });
        ItemValue {
            id: &it.id.value,
            anchor: item_anchor(&it.id.value),
            title: &it.title,
            area: area(&it.area),
            quota: it.quota.as_ref().map(quota),
            count: count(&it.id.value),
            articles: articles(&it.id.value),
            sub: sub.collect(),
        }
    });
    items.collect()
}

fn name_of(choices: &'static [Choice], key: &str) -> Option<&'static str> {
    choices.iter().find(|it| it.key == key).and_then(|it| it.names.first().copied())
}

fn quota(quota: &Quota) -> String {
    let per = name_of(crate::kind::plan::PERIODS, quota.per).unwrap_or(quota.per);
    format!("{} mỗi {per}", quota.n)
}

fn form_name<'s>(site: &'s Site<'s>, plan: &'s Plan, typed: &'s At<String>) -> &'s str {
    let known = site.graph.names.forms.find(&typed.value).map(|it| site.registries.forms[it].name.as_str());
    let own = || {
        plan.forms
            .iter()
            .find(|it| it.id.as_ref().is_some_and(|id| id.value == typed.value))
            .and_then(|it| it.text.as_deref())
    };
    known.or_else(own).unwrap_or(&typed.value)
}

fn task<'s>(site: &'s Site<'s>, plan: &'s Plan, task: &'s Task) -> TaskValue<'s> {
    TaskValue {
        id: task.id.as_ref().map(|it| it.value.as_str()),
        text: &task.text,
        items: task.items.iter().map(|it| item_text(plan, &it.value)).collect(),
        forms: task.forms.iter().map(|it| form_name(site, plan, it)).collect(),
        due: task.due.as_ref().map(|it| DateText::new(it.value, &site.clock.zone, &site.config.language)),
    }
}

/// Tasks of a unit in one plan.
#[derive(Clone, Hash, Serialize)]
pub(super) struct UnitTasks<'s> {
    plan: Anchor,
    role: Option<&'static str>,
    tasks: Vec<TaskValue<'s>>,
}

/// Tasks by unit of the registry, in the order of plans.
pub(super) fn tasks_by_unit<'s>(site: &'s Site<'s>) -> Vec<Vec<UnitTasks<'s>>> {
    let mut by_unit = vec![Vec::new(); site.registries.units.len()];
    for id in site.graph.plans.keys() {
        let Meta::Plan(plan) = &site.entry(*id).facts.meta else { continue };
        let card = site.card(*id);
        for it in &plan.assignments {
            let Some(unit) = site.graph.names.units.find(&it.agency.value) else { continue };
            by_unit[unit].push(UnitTasks {
                plan: Anchor { title: card.title.clone(), url: card.url.clone() },
                role: it.role.and_then(|it| name_of(crate::kind::plan::ROLES, it)),
                tasks: it.tasks.iter().map(|it| task(site, plan, it)).collect(),
            });
        }
    }
    by_unit
}
