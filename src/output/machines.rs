//! Small files for machines: `robots.txt` (RFC 9309), `security.txt` (RFC 9116), the web app manifest (W3C), the service
//! worker that keeps the newest pages for readers without a connection.

use serde_json::json;

use super::{File, Output, share::percent, view::Text};
use crate::{
    config::BaseUrl,
    route::Route,
    site::{EntryId, Site, routes},
    stamp::Fp,
    theme::Theme,
};

/// Files of the site that its theme has no part in.
pub(super) struct Machines;

/// The service worker; it stands at the top, for it may only keep what is below it.
pub(super) const WORKER: &str = "/sw.js";
/// The web app manifest.
pub(super) const MANIFEST: &str = "/manifest.webmanifest";
const ROBOTS: &str = "/robots.txt";
const SECURITY: &str = "/.well-known/security.txt";

/// Whether one of these files stands at `path`.
pub(super) fn is_at(path: &str) -> bool {
    [WORKER, MANIFEST, ROBOTS, SECURITY].contains(&path)
}

impl Output for Machines {
    fn files<'s>(&self, site: &'s Site<'s>, files: &mut Vec<File<'s>>) {
        let map = site.config.base.full("/sitemap.xml");
        push(ROBOTS, format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n"), files);
        // It counts at the top of a host alone.
        if let Some(email) = site.config.footer.email.as_ref().filter(|_| site.config.base.path == "/") {
            push(SECURITY, security(email, site), files);
        }
    }
}

/// The files that name those of the theme.
pub(super) fn of_theme<'s>(site: &'s Site<'s>, theme: &Theme, files: &mut Vec<File<'s>>) {
    push(MANIFEST, manifest(site, theme), files);
    if site.config.offline {
        push(WORKER, worker(site, theme), files);
    }
}

/// The address of the icon; a small drawing is in the address itself (RFC 2397), which saves every reader a request.
pub(super) fn icon(theme: &Theme, base: &BaseUrl) -> Option<String> {
    const SMALL: usize = 400;
    let (_, route) = theme.assets().iter().find(|it| it.0 == "icon")?;
    let small = theme.statics().iter().find(|it| it.route == *route).filter(|it| it.bytes.len() <= SMALL);
    let drawing = small.filter(|_| route.as_str().ends_with(".svg"));
    let Some(text) = drawing.and_then(|it| str::from_utf8(&it.bytes).ok()) else {
        return Some(base.path_of(route.as_str()));
    };
    let pieces = text.trim().split_inclusive(|it: char| !is_plain(it)).map(|piece| {
        let plain = piece.trim_end_matches(|it| !is_plain(it));
        [plain, &percent(&piece[plain.len()..])].concat()
    });
    Some(format!("data:image/svg+xml,{}", pieces.collect::<Vec<_>>().concat()))
}

/// Whether a character stands for itself in an address.
fn is_plain(it: char) -> bool {
    it.is_ascii_alphanumeric() || "-._~:/=;,()".contains(it)
}

fn push(path: &str, text: String, files: &mut Vec<File<'_>>) {
    if let Ok(route) = Route::new(path) {
        files.push(File { route, view: Box::new(Text { text: text.into() }), listing: None });
    }
}

/// RFC 9116. It must say until when it holds, less than a year ahead: until the second next first of January or July.
fn security(email: &str, site: &Site<'_>) -> String {
    let today = site.clock.today();
    let (year, month) = if today.month() < 7 { (today.year() + 1, 1) } else { (today.year() + 1, 7) };
    let base = &site.config.base;
    let others = if site.config.language == "vi" { "vi, en" } else { &site.config.language };
    format!(
        "Contact: mailto:{email}\nExpires: {year}-{month:02}-01T00:00:00Z\nPreferred-Languages: {others}\nCanonical: {}\n",
        base.full(SECURITY)
    )
}

fn manifest(site: &Site<'_>, theme: &Theme) -> String {
    let config = site.config;
    let icon = theme.assets().iter().find(|it| it.0 == "icon");
    let icons = icon.map(|(_, route)| {
        let src = config.base.path_of(route.as_str());
        let kind = if src.ends_with(".svg") { "image/svg+xml" } else { "image/png" };
        json!({"src": src, "type": kind, "sizes": "any"})
    });
    let manifest = json!({
        "name": config.title,
        "description": config.description,
        "lang": config.language,
        "start_url": config.base.path,
        "scope": config.base.path,
        "display": "minimal-ui",
        "background_color": "#fdfcf8",
        "theme_color": "#0b4a45",
        "icons": icons.into_iter().collect::<Vec<_>>(),
    });
    format!("{manifest:#}\n")
}

/// Articles, and documents, that are kept.
const KEPT: usize = 20;

/// The worker keeps the front page, the newest articles and documents, and what they are shown with. A page comes from
/// the network while there is one; what was opened once is kept too, up to as many pages again.
fn worker(site: &Site<'_>, theme: &Theme) -> String {
    let base = &site.config.base;
    let documents =
        site.config.sections.iter().zip(&site.graph.sections).filter(|it| it.0.kind == "document");
    let documents = documents.flat_map(|it| it.1.iter().take(KEPT));
    let kept = site.graph.articles.iter().take(KEPT).chain(documents);
    let pages = kept.map(|id: &EntryId| base.path_of(&site.node(*id).url));
    let shown = theme.assets().iter().filter(|it| matches!(it.0.as_str(), "css" | "icon" | "tools"));
    let shown = shown.map(|(_, route)| base.path_of(route.as_str()));
    let first = [base.path.clone(), base.path_of(routes::ARCHIVE)];
    let kept: Vec<String> = first.into_iter().chain(shown).chain(pages).collect();
    let name = Fp::of(&kept).short();
    let kept = serde_json::to_string(&kept).unwrap_or_default();
    let most = 2 * KEPT;
    format!(
        r#"// Keeps the newest pages for when there is no connection.
"use strict";
const NAME = "bantin-{name:08x}", OPENED = "bantin-opened", MOST = {most};
const KEPT = {kept};
self.addEventListener("install", (event) => {{
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
}});
self.addEventListener("activate", (event) => {{
  const old = (name) => name.startsWith("bantin-") && name !== NAME && name !== OPENED;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
}});
async function keep(request, answer) {{
  const cache = await caches.open(OPENED);
  await cache.put(request, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((it) => cache.delete(it)));
}}
self.addEventListener("fetch", (event) => {{
  const request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(fetch(request).then((answer) => {{
    if (answer.ok && request.mode === "navigate") event.waitUntil(keep(request, answer.clone()));
    return answer;
  }}).catch(async (error) => {{
    const known = await caches.match(request, {{ ignoreSearch: request.mode === "navigate" }});
    if (known) return known;
    if (request.mode === "navigate") return (await caches.match(KEPT[0])) || Promise.reject(error);
    throw error;
  }}));
}});
"#
    )
}
