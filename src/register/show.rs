//! All that the register says of a document, for a terminal.

use crate::{
    diag::Lang,
    legal::{register::cite_apart, validity::Relation},
    site::{EntryId, Site, legal_index::Citing, legal_values::DocumentValue},
    text::capital,
};

/// The documents that are meant by an id, a number or a name; empty where there is none.
pub fn meant(site: &Site<'_>, typed: &str) -> Vec<EntryId> {
    let register = site.graph.legal.register();
    let places = match register.find(typed) {
        Some(one) => vec![one],
        None => match register.numbered(typed) {
            [] => register.named(typed).to_vec(),
            several => several.to_vec(),
        },
    };
    places.into_iter().map(|it| site.graph.legal.entry_at(it)).collect()
}

/// Facts, state, relations both ways and the articles that cite it.
pub fn text(site: &Site<'_>, id: EntryId, lang: Lang) -> String {
    let legal = &site.graph.legal;
    let Some(node) = legal.document(id) else { return String::new() };
    let value: &DocumentValue = &node.value;
    let pick = |vi: &'static str, en: &'static str| match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    let register = legal.register();
    let mut out = format!("{}\n", value.name);
    let short = |it: &Option<crate::site::card::DateText>| it.as_ref().map(|it| it.short.clone());
    let some = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
    let facts = [
        (pick("Mã", "Id"), some(&register.entries()[node.place_in_register].id)),
        (pick("Trích yếu", "Subject"), some(&value.subject)),
        (pick("Cơ quan ban hành", "Issuer"), some(&value.issuer.title)),
        (pick("Ngày ban hành", "Issued"), short(&value.issued)),
        (pick("Có hiệu lực từ", "In force from"), short(&value.effective)),
        (pick("Hết hiệu lực từ", "Expires"), short(&value.expires)),
        (pick("Người ký", "Signed by"), value.signer.clone()),
        (pick("Tên gọi khác", "Also known as"), some(&value.known_as.join("; "))),
        (pick("Nguồn chính thức", "Official text"), value.official_url.clone()),
        (pick("Trang", "Page"), Some(site.config.base.full(&site.node(id).url))),
        (pick("Hiệu lực", "State"), Some(state(site, id, value, lang))),
    ];
    let rows = facts.into_iter().filter_map(|(name, value)| Some(vec![format!("  {name}:"), value?]));
    out.push_str(&super::table(&rows.collect::<Vec<_>>()));
    for (title, items) in relations(site, id, lang) {
        out.push_str(&format!("\n  {title}:\n"));
        for it in items {
            out.push_str(&format!("    - {it}\n"));
        }
    }
    let citing = legal.cited_by.get(&id).map_or(&[][..], Vec::as_slice);
    if !citing.is_empty() {
        let mut articles: Vec<EntryId> = citing.iter().map(|it| it.by).collect();
        articles.dedup();
        let n = articles.len();
        out.push_str(&format!("\n  {} ({n}):\n", pick("Tin, bài nhắc đến", "Articles that cite it")));
        for by in articles {
            out.push_str(&article(site, by, citing));
        }
    }
    out
}

/// The state in a sentence.
fn state(site: &Site<'_>, id: EntryId, value: &DocumentValue, lang: Lang) -> String {
    if lang == Lang::Vi {
        return value.state_sentence.clone();
    }
    let legal = &site.graph.legal;
    let today = site.clock.today();
    let Some(status) = legal.place_of(id).map(|it| legal.status(it, today)) else { return String::new() };
    let since = status.since.map(|it| format!(" since {it}")).unwrap_or_default();
    let by = status.by.map(|it| cite_apart(&legal.register().entries()[it]));
    let by = by.map(|it| format!(", by {it}")).unwrap_or_default();
    format!("{}{since}{by} (as of {today})", capital(status.state.en()))
}

/// Relations of both directions in words: title, then the others.
fn relations(site: &Site<'_>, id: EntryId, lang: Lang) -> Vec<(&'static str, Vec<String>)> {
    let mut groups = Vec::new();
    let pick = |both: (&'static str, &'static str)| match lang {
        Lang::Vi => both.0,
        Lang::En => both.1,
    };
    let edges = super::graph::edges(site, id);
    for relation in Relation::ALL {
        for is_own in [true, false] {
            let title = pick(if is_own { relation.title() } else { relation.inverse_title() });
            let items = edges.iter().filter(|it| it.relation == relation && it.is_own == is_own);
            let items = items.map(|it| {
                let provision = it.provision.map(|it| format!(" ({it})")).unwrap_or_default();
                match it.other {
                    Some(other) => format!("{}{provision}", super::graph::name(site, other)),
                    None => format!("{}{provision}", it.written),
                }
            });
            let items: Vec<String> = items.collect();
            if !items.is_empty() {
                groups.push((title, items));
            }
        }
    }
    groups
}

fn article(site: &Site<'_>, by: EntryId, citing: &[Citing]) -> String {
    let card = site.card(by);
    let date = card.date.as_ref().map_or("–", |it| it.short.as_str());
    let mut out = format!("    - {date}  {}\n      {}\n", card.title, site.entry(by).file);
    for it in citing.iter().filter(|it| it.by == by) {
        let said = [it.role.map(str::to_owned), it.provision.as_deref().map(str::to_owned)];
        let said: Vec<String> = said.into_iter().flatten().collect();
        if !said.is_empty() {
            out.push_str(&format!("      {}\n", said.join(", ")));
        }
    }
    out
}
