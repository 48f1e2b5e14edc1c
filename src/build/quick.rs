//! The way of a second run: what the state of the last build tells unchanged is not read, and where only the prose of a few
//! pages was edited, only their files are made. Whatever is more than that is left to the whole pipeline.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use rayon::prelude::*;

use super::{
    Options, Outcome, Why,
    load::{self, Ground},
    make::{plain, whole},
    state::{self, Note, State},
};
use crate::{
    config::Config,
    diag::{Diagnostic, Words, order},
    error::Error,
    kind::registry::{self, Registries},
    output::{Edited, Prose},
    publish::{Content, Item, Published, Publisher, Refusal},
    route::Route,
    site::{links::Targets, routes},
    source::{
        Entry,
        files::{self, CONTENT, Found},
        listing::{self, Listed},
        registries,
    },
    stamp::Fp,
    words,
};

/// The note in which the state is kept.
pub(super) const STATE: &str = "state";

/// More edited pages than this are as good as all.
const FEW: usize = 32;

/// What is known before the sources are read.
pub(super) struct Known {
    /// The sources; with fingerprints where the last state tells that they are unchanged.
    pub(super) listing: Vec<Listed>,
    /// The moment before they were listed.
    pub(super) began: i64,
}

/// Lists the sources, and reads the last state where it is of what stands in the output folder.
///
/// Fails when the machine refuses.
pub(super) fn look(
    options: &Options,
    publisher: Option<&Publisher>,
    notice: &mut dyn FnMut(Words),
) -> Result<(Known, Option<State>), Error> {
    let began = listing::now();
    let (listing, state) = rayon::join(
        || load::list(&options.root),
        || publisher.and_then(|it| it.note(STATE)).map(|it| State::parse(&it)),
    );
    let mut listing = listing?;
    let state = state.and_then(|it| {
        if it.is_none() {
            notice(words!(
                "ghi chú của lần dựng trước bị hỏng hoặc thuộc phiên bản khác, nên đọc lại toàn bộ",
                "the notes of the last build are damaged or of another version, so everything is read again"
            ));
        }
        it
    });
    let state = state.filter(|it| publisher.is_some_and(|publisher| it.manifest == publisher.fp()));
    if let Some(state) = &state {
        recognise(&mut listing, state);
    }
    Ok((Known { listing, began }, state))
}

/// Gives the files that are surely unchanged the fingerprints that they had.
fn recognise(listing: &mut [Listed], state: &State) {
    let mut before = state.listing.iter().peekable();
    for it in listing {
        while before.next_if(|old| listing::order(&old.path, &it.path).is_lt()).is_some() {}
        if let Some(old) = before.peek().filter(|old| old.path == it.path)
            && old.stat == it.stat
            && old.sort == it.sort
            && !it.stat.is_fresh(state.began)
        {
            it.fp = old.fp;
        }
    }
}

/// Builds the site where little has changed; absent where the whole pipeline must.
///
/// Fails like a publication.
pub(super) fn build(
    options: &Options,
    known: &mut Known,
    state: &mut State,
    publisher: &mut Publisher,
) -> Result<Option<Outcome>, Refusal> {
    if state.made_by != state::made_by(options.drafts) {
        return Ok(None);
    }
    match changes(options, known, state, publisher) {
        Some(changed) => apply(options, known, state, &changed, publisher),
        None => Ok(None),
    }
}

/// The places in the listing of the files whose bytes are new; absent where files came, went or were replaced by something
/// else, where the site has to look otherwise, or where its files do not stand as they were written.
fn changes(options: &Options, known: &mut Known, state: &State, publisher: &Publisher) -> Option<Vec<usize>> {
    let same = |(new, old): (&Listed, &Listed)| new.path == old.path && new.sort == old.sort;
    if known.listing.len() != state.listing.len() || !known.listing.iter().zip(&state.listing).all(same) {
        return None;
    }
    let unsure =
        known.listing.iter().zip(&state.listing).enumerate().filter(|(_, (it, _))| it.fp == Fp::NONE);
    let read = unsure.map(|(at, (it, old))| {
        let fp = it.read_fp(&options.root);
        (at, fp, fp == old.fp)
    });
    let read: Vec<(usize, Fp, bool)> = read.collect();
    for (at, fp, _) in &read {
        known.listing[*at].fp = *fp;
    }
    let changed: Vec<usize> = read.into_iter().filter(|it| !it.2).map(|it| it.0).collect();
    (changed.len() <= FEW && publisher.stands()).then_some(changed)
}

/// A page with new prose.
struct Edit {
    entry: Arc<Entry>,
    note: Note,
    page: Vec<u8>,
}

fn apply(
    options: &Options,
    known: &mut Known,
    state: &mut State,
    changed: &[usize],
    publisher: &mut Publisher,
) -> Result<Option<Outcome>, Refusal> {
    let mut outcome = Outcome { pages: state.pages, base: state.base.clone(), ..Outcome::default() };
    let config = load::read_config(options, &mut Vec::new())?;
    let Some(config) = config else { return Ok(None) };
    let zone = config.zone();
    if !state.holds_at(options.clock.instant(&zone)) {
        return Ok(None);
    }
    if !changed.is_empty() {
        let Some(published) = publish(options, config, known, state, changed, publisher)? else {
            return Ok(None);
        };
        let why = |it: &Route| if it.as_str().starts_with(routes::SEARCH) { "search" } else { "prose" };
        if options.explain {
            let written = published.written.iter();
            outcome.why = written.map(|it| (it.clone(), Why::Inputs(vec![why(it)]))).collect();
        }
        outcome.written = published.written.len();
        outcome.changed = published.written;
    }
    outcome.unchanged = publisher.manifest().len() - outcome.written;
    let found: Vec<Diagnostic> = state.in_files.iter().chain(&state.together).cloned().collect();
    outcome.diagnostics = order::settle(found, &state.severity);
    if known.listing != state.listing || state.manifest != publisher.fp() {
        state.listing = std::mem::take(&mut known.listing);
        (state.began, state.manifest) = (known.began, publisher.fp());
        publisher.write_note(STATE, &state.to_bytes());
    }
    Ok(Some(outcome))
}

/// Publishes the new prose of the pages whose sources are at `changed`; absent where more than their prose has changed.
fn publish(
    options: &Options,
    config: Config,
    known: &Known,
    state: &mut State,
    changed: &[usize],
    publisher: &mut Publisher,
) -> Result<Option<Published>, Refusal> {
    let Some(mut search) = state.search.clone() else { return Ok(None) };
    publisher.pack(config.precompress);
    let registries = abbreviations(options, known)?;
    let base = config.base.clone();
    let ground = Ground::new(Arc::new(config), &registries, state.names.clone(), options);
    let edits =
        changed.par_iter().map(|at| edit(options, &known.listing[*at], *at, &ground, state, publisher));
    let Some(mut edits) = edits.collect::<Option<Vec<Edit>>>() else { return Ok(None) };
    let entries: Vec<&Entry> = edits.iter().map(|it| &*it.entry).collect();
    let read = |route: &str| publisher.read(&Route::new(route).ok()?);
    let Some(of_search) = search.edit(&entries, &registries.abbreviations, &read) else { return Ok(None) };
    let mut files: Vec<(String, Fp, Vec<u8>)> = Vec::new();
    for Edited { route, key, bytes } in of_search {
        files.push((route, plain(state.frame, key), bytes));
    }
    for Edit { entry, note, page } in &mut edits {
        let targets =
            Targets { links: note.links.clone(), images: note.images.clone(), ..Targets::default() };
        let html = Prose::alone(entry, &targets, &note.cites).html(&base);
        let Some((start, end)) = note.content else { return Ok(None) };
        note.content = Some((start, start + html.len()));
        let bytes = [&page[..start], html.as_bytes(), &page[end..]].concat();
        files.push((note.route.clone(), whole(note.shell, entry.body.fp()), bytes));
    }
    let mut items = Vec::with_capacity(files.len());
    for (route, key, bytes) in &files {
        let Ok(route) = Route::new(route) else { return Ok(None) };
        items.push(Item { route, key: *key, content: Content::Made(Box::new(|| Ok(bytes.clone()))) });
    }
    let published = publisher.replace(&items)?;
    state.search = Some(search);
    let sources: BTreeSet<&Arc<str>> = edits.iter().map(|it| &it.entry.file).collect();
    state.in_files.retain(|it| it.place.as_ref().is_none_or(|it| !sources.contains(&it.file)));
    for Edit { entry, note, .. } in &edits {
        state.in_files.extend(entry.diagnostics.iter().cloned());
        state.set_note(&entry.file, note);
    }
    Ok(Some(published))
}

/// The new prose of a page; absent where more than the prose has changed.
fn edit(
    options: &Options,
    listed: &Listed,
    at: usize,
    ground: &Ground,
    state: &State,
    publisher: &Publisher,
) -> Option<Edit> {
    let below = crate::text::nfc(listed.path.strip_prefix(CONTENT)?.strip_prefix('/')?).into_owned();
    let file: Arc<str> = format!("{CONTENT}/{below}").into();
    let note = state.note_of(&file)?;
    let path = options.root.join(&listed.path);
    let bytes = files::read(&path).ok().filter(|it| Fp::of_bytes(it) == listed.fp)?;
    let found = Found { file, below, path, listed: at };
    let entry = ground.parse(&found, &bytes).ok()?;
    // A finding about facts that now stand elsewhere would point to the wrong line.
    let points = |it: &Diagnostic| it.place.as_ref().is_some_and(|it| it.file == entry.file);
    let has_moved = entry.places != note.places && state.together.iter().any(points);
    let fits = entry.facts.fp() == note.facts && !entry.is_held && entry.facts.has_prose && !has_moved;
    let page = publisher.read(&Route::new(&note.route).ok()?)?;
    let is_there = note.content.is_some_and(|(start, end)| page.get(start..end).is_some());
    let note = Note { places: entry.places, ..note };
    (fits && is_there).then_some(Edit { entry, note, page })
}

/// The abbreviations that texts are searched for.
fn abbreviations(options: &Options, known: &Known) -> Result<Registries, Error> {
    let mut all = Registries::default();
    let folder = format!("{CONTENT}/{}/", registry::FOLDER);
    for it in known.listing.iter().filter(|it| it.path.starts_with(&folder)) {
        let bytes = files::read(&options.root.join(&it.path))?;
        registries::read(&it.path.as_str().into(), &bytes, &mut all, &mut Vec::new());
    }
    Ok(all)
}

/// Writes the state of a build that was published.
pub(super) fn write(root: &Path, mut state: State, publisher: &Publisher) {
    let unread = |it: &Listed| it.fp == Fp::NONE;
    state.listing.par_iter_mut().filter(|it| unread(it)).for_each(|it| {
        // What cannot be read has no fingerprint, and is looked at again by every build.
        it.fp = it.read_fp(root);
    });
    state.manifest = publisher.fp();
    publisher.write_note(STATE, &state.to_bytes());
}
