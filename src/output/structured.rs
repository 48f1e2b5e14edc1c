//! Structured data for search engines (schema.org, as JSON-LD).

use serde::Serialize;

/// What a page is about.
#[derive(Serialize)]
pub(super) struct Thing<'a, O> {
    /// Its type.
    #[serde(rename = "@type")]
    pub kind: &'a str,
    /// Its name among things.
    #[serde(rename = "@id")]
    pub id: &'a str,
    /// Address.
    pub url: &'a str,
    /// A sentence.
    pub description: &'a str,
    /// Address of its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<&'a str>,
    /// What its type has beyond that.
    #[serde(flatten)]
    pub own: &'a O,
}

#[derive(Serialize)]
struct Graph<'a, O>(&'a Thing<'a, O>, Steps<'a>);

#[derive(Serialize)]
struct Steps<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

#[derive(Serialize)]
struct Document<'a, O> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Graph<'a, O>,
}

/// The data of a page, as it can stand in a script element; `steps` lead from the home page to it, by title and address.
pub(super) fn script<O: Serialize>(thing: &Thing<'_, O>, steps: [Option<(&str, String)>; 3]) -> String {
    let steps = steps.into_iter().flatten().enumerate();
    let steps = steps.map(|(at, (name, item))| Step { kind: "ListItem", position: at + 1, name, item });
    let graph = Graph(thing, Steps { kind: "BreadcrumbList", steps: steps.collect() });
    let document = Document { context: "https://schema.org", graph };
    inert(serde_json::to_string(&document).unwrap_or_default())
}

/// JSON that cannot end the script element it stands in (HTML, 4.12.1.3).
fn inert(json: String) -> String {
    if memchr::memchr3(b'<', b'>', b'&', json.as_bytes()).is_none() {
        return json;
    }
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
