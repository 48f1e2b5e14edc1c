//! The file: front matter that `bantin check` accepts, and the text of the plan.

use jiff::civil::Date;

use super::{
    fields::Fields,
    head::Head,
    lines::Para,
    marker::{Level, marker},
    tail::Tail,
    tree::level_of,
};
use crate::text::{date::format_short, span::Span, yaml::quoted};

/// All that a file is made of.
pub(super) struct Whole<'a> {
    pub(super) head: &'a Head,
    pub(super) tail: &'a Tail,
    pub(super) fields: &'a Fields<'a>,
    pub(super) period: Option<Span>,
    pub(super) contact: Option<String>,
    pub(super) paras: &'a [Para],
}

/// Writes the file.
pub(super) fn file(whole: &Whole<'_>) -> String {
    let Whole { head, tail, fields, period, contact, paras } = whole;
    let mut out = String::from("---\n");
    match head.title.as_str() {
        "" => out.push_str("# Tên kế hoạch\ntitle:\n"),
        title => out.push_str(&format!("title: {}\n", quoted(title))),
    }
    match &head.number {
        Some(number) => out.push_str(&format!("number: {}\n", quoted(number))),
        None => out.push_str("# number: số ký hiệu, khi đã ban hành\n"),
    }
    let unit = head.issuer.as_deref().and_then(|it| fields.unit(it));
    match unit.as_deref().or(head.issuer.as_deref()) {
        Some(issuer) => out.push_str(&format!("issuer: {}\n", quoted(issuer))),
        None => out.push_str("# Cơ quan ban hành: mã đơn vị hoặc tên\nissuer:\n"),
    }
    match head.issued {
        Some(day) => out.push_str(&format!("issued: {}\n", format_short(day))),
        None => out.push_str("# issued: ngày ban hành, khi đã ban hành\n"),
    }
    match period {
        Some(span) => {
            out.push_str(&format!(
                "period:\n  from: {}\n  to: {}\n",
                format_short(span.from),
                format_short(span.to)
            ));
        }
        None => out.push_str("# Ngày đầu và ngày cuối\nperiod:\n  from:\n  to:\n"),
    }
    if let Some(theme) = &fields.theme {
        out.push_str(&format!("theme: {}\n", quoted(theme)));
    }
    if !head.basis.is_empty() {
        out.push_str("implements:\n");
        for (reference, is_root) in &head.basis {
            let role = if *is_root { "căn cứ" } else { "triển khai" };
            out.push_str(&format!("  - {{number: {}, role: {role}}}\n", quoted(reference)));
        }
    }
    if let Some(contact) = contact {
        out.push_str(&format!("contact: {contact}\n"));
    }
    list("goals", &fields.goals, &mut out);
    list("requirements", &fields.requirements, &mut out);
    targets(fields, &mut out);
    items(fields, &mut out);
    forms(fields, &mut out);
    assignments(fields, &mut out);
    list("budget", &fields.budget, &mut out);
    list("recipients", &tail.recipients, &mut out);
    signer(tail, &mut out);
    let time: Vec<&str> = fields.time.iter().map(|it| it.1.as_str()).collect();
    let extra = [("co_quan_cap_tren", head.above.clone()), ("thoi_gian", Some(time.join(" ")))];
    let extra: Vec<(&str, String)> =
        extra.into_iter().filter_map(|(key, it)| Some((key, it.filter(|it| !it.is_empty())?))).collect();
    if !extra.is_empty() {
        out.push_str("extra:\n");
    }
    for (key, it) in extra {
        out.push_str(&format!("  {key}: {}\n", quoted(&it)));
    }
    out.push_str("---\n\n");
    body(paras, head, tail, &mut out);
    out
}

fn list(key: &str, texts: &[String], out: &mut String) {
    if texts.is_empty() {
        return;
    }
    out.push_str(&format!("{key}:\n"));
    for it in texts {
        out.push_str(&format!("  - {}\n", quoted(it)));
    }
}

fn targets(fields: &Fields<'_>, out: &mut String) {
    if fields.targets.is_empty() {
        return;
    }
    out.push_str("targets:\n");
    for (at, it) in fields.targets.iter().enumerate() {
        out.push_str(&format!(
            "  - id: ct-{}\n    text: {}\n    metric: {}\n",
            at + 1,
            quoted(&it.text),
            it.metric
        ));
        if let Some(form) = &it.form {
            out.push_str(&format!("    form: {form}\n"));
        }
        if let Some(per) = it.per {
            out.push_str(&format!("    per: {per}\n"));
        }
        if let Some(at_least) = &it.at_least {
            out.push_str(&format!("    at_least: {}\n", quoted(at_least)));
        }
    }
}

fn items(fields: &Fields<'_>, out: &mut String) {
    if fields.items.is_empty() {
        return;
    }
    out.push_str("items:\n");
    for it in &fields.items {
        out.push_str(&format!("  - id: {}\n    title: {}\n", quoted(&it.id), quoted(&it.title)));
        if let Some(area) = &it.area {
            out.push_str(&format!("    area: {area}\n"));
        }
        if !it.sub.is_empty() {
            out.push_str("    sub:\n");
        }
        for (at, sub) in it.sub.iter().enumerate() {
            out.push_str(&format!("      - id: \"{}\"\n        text: {}\n", at + 1, quoted(sub)));
        }
    }
}

fn forms(fields: &Fields<'_>, out: &mut String) {
    if fields.forms.is_empty() {
        return;
    }
    out.push_str("forms:\n");
    for (at, it) in fields.forms.iter().enumerate() {
        out.push_str(&format!("  - id: \"{}\"\n", at + 1));
        if let Some(form) = &it.form {
            out.push_str(&format!("    form: {form}\n"));
        }
        out.push_str(&format!("    text: {}\n", quoted(&it.text)));
        if let Some((n, per)) = it.quota {
            out.push_str(&format!("    quota: {{n: {n}, per: {per}}}\n"));
        }
    }
}

fn assignments(fields: &Fields<'_>, out: &mut String) {
    if fields.assignees.is_empty() {
        return;
    }
    out.push_str("assignments:\n");
    for (unit, it) in fields.assignees.iter().enumerate() {
        out.push_str(&format!("  - agency: {}\n", it.id));
        if let Some(role) = it.role {
            out.push_str(&format!("    role: {role}\n"));
        }
        if !it.tasks.is_empty() {
            out.push_str("    tasks:\n");
        }
        for (at, (text, due)) in it.tasks.iter().enumerate() {
            out.push_str(&format!(
                "      - id: \"{}.{}\"\n        text: {}\n",
                unit + 1,
                at + 1,
                quoted(text)
            ));
            if let Some(due) = due {
                out.push_str(&format!("        due: {}\n", written(*due)));
            }
        }
    }
}

fn written(day: Date) -> String {
    format_short(day)
}

fn signer(tail: &Tail, out: &mut String) {
    let capacity = tail.capacity.join(", ");
    let parts = [
        ("name", tail.name.as_deref()),
        ("title", tail.office.as_deref()),
        ("capacity", Some(capacity.as_str())),
    ];
    let parts: Vec<(&str, &str)> =
        parts.into_iter().filter_map(|(key, it)| Some((key, it.filter(|it| !it.is_empty())?))).collect();
    if parts.is_empty() {
        return;
    }
    out.push_str("signer:\n");
    for (key, it) in parts {
        out.push_str(&format!("  {key}: {}\n", quoted(it)));
    }
}

/// The text of the plan: all paragraphs but those that letterhead, recipients and signature hold wholly.
fn body(paras: &[Para], head: &Head, tail: &Tail, out: &mut String) {
    let mut last: Option<Level> = None;
    for (at, para) in paras.iter().enumerate() {
        if head.used.contains(&at) || tail.used.contains(&at) {
            continue;
        }
        let level = if para.cells.is_empty() { Some(level_of(para).0) } else { None };
        let is_list = |it: Option<Level>| it.is_some_and(|it| (Level::Letter..=Level::Bullet).contains(&it));
        let is_row = !para.cells.is_empty() && !para.after_blank;
        let is_tight = is_row || is_list(level) && last.is_some_and(|it| it != Level::Plain);
        if !is_tight && !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.push_str(&line(para));
        out.push('\n');
        if !para.cells.is_empty() && para.after_blank {
            out.push_str(&format!("|{}\n", " --- |".repeat(para.cells.len())));
        }
        last = level;
    }
}

/// A paragraph as Markdown; bullets that Markdown does not know become dashes.
fn line(para: &Para) -> String {
    let words = para.raw.split_whitespace().collect::<Vec<_>>().join(" ").replace('<', "\\<");
    if !para.cells.is_empty() {
        return words;
    }
    let (level, len) = marker(&words);
    match level {
        Level::Bullet | Level::Star => format!("- {}", &words[len..]),
        _ => words,
    }
}
