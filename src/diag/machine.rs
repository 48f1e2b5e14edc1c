//! Findings for programs: JSON of our own, and SARIF 2.1.0.

use serde_json::{Value, json};

use super::{Diagnostic, Lang, Severity, codes};

/// A list of `{code, severity, file, line, column, message, help}`; what is not known is `null`.
pub fn json(found: &[Diagnostic], lang: Lang) -> Value {
    let finding = |it: &Diagnostic| {
        let place = it.place.as_ref();
        json!({
            "code": it.code,
            "severity": it.severity.name(),
            "file": place.map(|it| &*it.file),
            "line": place.map(|it| it.pos.line),
            "column": place.map(|it| it.pos.column),
            "message": it.message.get(lang),
            "help": it.help.as_ref().map(|it| it.get(lang)),
        })
    };
    found.iter().map(finding).collect()
}

/// A SARIF 2.1.0 log with one run; its rules are the codes found, with what `bantin explain` says of them.
pub fn sarif(found: &[Diagnostic], lang: Lang) -> Value {
    let mut used: Vec<&str> = found.iter().map(|it| it.code).collect();
    used.sort_unstable();
    used.dedup();
    let rules: Vec<Value> = used.iter().map(|code| rule(code, lang)).collect();
    let results: Vec<Value> = found.iter().map(|it| result(it, &used, lang)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "bantin", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "language": match lang { Lang::Vi => "vi", Lang::En => "en" },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: &str, lang: Lang) -> Value {
    let Some(known) = codes::find(code) else { return json!({"id": code}) };
    json!({
        "id": code,
        "shortDescription": {"text": known.title(lang)},
        "help": {"text": known.text(lang)},
    })
}

fn result(it: &Diagnostic, used: &[&str], lang: Lang) -> Value {
    let level = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let message = match &it.help {
        Some(help) => format!("{} — {}", it.message.get(lang), help.get(lang)),
        None => it.message.get(lang).to_owned(),
    };
    let mut result = json!({
        "ruleId": it.code,
        "ruleIndex": used.iter().position(|code| *code == it.code),
        "level": level,
        "message": {"text": message},
    });
    if let Some(place) = &it.place {
        let (line, column) = (place.pos.line.max(1), place.pos.column.max(1));
        result["locations"] = json!([{"physicalLocation": {
            "artifactLocation": {"uri": uri(&place.file)},
            "region": {"startLine": line, "startColumn": column, "endColumn": column.saturating_add(place.pos.len)},
        }}]);
    }
    result
}

/// A path as a relative URI reference (RFC 3986): everything but the unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{diag::Pos, words};

    fn found() -> Vec<Diagnostic> {
        let pos = Pos { line: 3, column: 2, len: 4 };
        vec![
            Diagnostic::error("front-matter-unknown-key", words!("lạ", "strange"))
                .help(words!("sửa", "mend"))
                .at(&Arc::from("content/tin tức.md"), pos),
            Diagnostic::info("text-nfd", words!("tổ hợp", "combining")),
        ]
    }

    #[test]
    fn lists_findings_with_null_for_what_is_not_known() {
        assert_eq!(
            json(&found(), Lang::Vi),
            json!([
                {"code": "front-matter-unknown-key", "severity": "error", "file": "content/tin tức.md", "line": 3,
                 "column": 2, "message": "lạ", "help": "sửa"},
                {"code": "text-nfd", "severity": "info", "file": null, "line": null, "column": null,
                 "message": "tổ hợp", "help": null},
            ])
        );
    }

    #[test]
    fn tells_sarif_the_rule_the_place_and_the_level() {
        let log = sarif(&found(), Lang::En);
        let run = &log["runs"][0];
        assert_eq!(run["results"][0]["ruleIndex"], 0);
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "front-matter-unknown-key");
        assert!(run["tool"]["driver"]["rules"][1]["help"]["text"].as_str().is_some_and(|it| it.len() > 20));
        assert_eq!(run["results"][0]["message"]["text"], "strange — mend");
        assert_eq!(
            run["results"][0]["locations"][0]["physicalLocation"],
            json!({
                "artifactLocation": {"uri": "content/tin%20t%E1%BB%A9c.md"},
                "region": {"startLine": 3, "startColumn": 2, "endColumn": 6},
            })
        );
        assert_eq!(
            (&run["results"][1]["level"], &run["results"][1]["locations"]),
            (&json!("note"), &json!(null))
        );
    }
}
