//! Files that are published beside the pages: copied, or, where they are pictures, without what is nobody's business, upright,
//! and in other widths. What takes long to make is kept in a [`Store`] by the fingerprint of the bytes that it was made of.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    panic,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;

use super::Event;
use crate::{
    diag::{Diagnostic, Pos},
    error::Error,
    output::SocialCard,
    picture::{self, Facts, Made, svg},
    publish::{Content, STATE, Store},
    route::Route,
    site::Graph,
    source::{Asset, asset, files, listing::Listed, pictures::damaged},
    stamp::Fp,
    words,
};

/// The name of the store.
pub(super) const STORE: &str = "anh";

/// What of a file is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// Its bytes.
    Whole,
    /// The picture without what cannot be seen, or should not act.
    Bare,
    /// The same, drawn anew since it is not upright.
    Upright,
    /// The picture in another width.
    Width(u32),
}

impl Part {
    /// That of a file at its own address.
    fn of(asset: &Asset) -> Self {
        match &asset.photo {
            Some(it) if it.turn != 1 && it.is_drawable() => Self::Upright,
            Some(_) => Self::Bare,
            None if asset.is_cut => Self::Bare,
            None => Self::Whole,
        }
    }

    /// Whether it is drawn, which takes long.
    fn is_drawn(self) -> bool {
        matches!(self, Self::Upright | Self::Width(_))
    }

    /// The fingerprint of what it is made of, where the file has the fingerprint `fp`.
    fn key(self, fp: Fp) -> Fp {
        if self == Self::Whole { fp } else { Fp::of(&(picture::VERSION, fp, self)) }
    }
}

/// The fingerprint of a picture that cannot be unpacked.
fn bad_key(fp: Fp) -> Fp {
    Fp::of(&(picture::VERSION, fp))
}

/// A file to publish.
#[derive(Debug)]
pub(super) struct Copied<'l> {
    pub(super) route: Route,
    /// Of what it is made of.
    pub(super) key: Fp,
    asset: &'l Asset,
    fp: Fp,
    part: Part,
}

/// Addresses of the pictures that pages show; others need no widths.
pub(super) fn shown(graph: &Graph) -> BTreeSet<&str> {
    let pictures = graph.targets.iter().flat_map(|it| it.images.iter().chain(std::iter::once(&it.picture)));
    pictures.flatten().map(|it| it.url.as_str()).collect()
}

/// The files to publish with their places and fingerprints; those of the sources are noted in the listing too.
///
/// Fails when the machine refuses.
pub(super) fn copied<'l>(
    assets: &'l BTreeMap<String, Asset>,
    listing: &mut [Listed],
    withheld: &[String],
    shown: &BTreeSet<&str>,
) -> Result<Vec<Copied<'l>>, Error> {
    let all: Vec<&Asset> = assets.values().collect();
    let read = |it: &&Asset| match listing[it.listed].fp {
        Fp::NONE => files::read(&it.source).map(|it| Fp::of_bytes(&it)),
        known => Ok(known),
    };
    let fps: Result<Vec<Fp>, Error> = all.par_iter().map(read).collect();
    let mut copied = Vec::with_capacity(all.len());
    for (asset, fp) in all.into_iter().zip(fps?) {
        listing[asset.listed].fp = fp;
        if withheld.contains(&asset.url) {
            continue;
        }
        let mut put = |url: &str, part: Part| {
            if let Ok(route) = Route::new(url) {
                copied.push(Copied { route, key: part.key(fp), asset, fp, part });
            }
        };
        put(&asset.url, Part::of(asset));
        for width in asset.widths.iter().filter(|_| shown.contains(asset.url.as_str())) {
            put(&asset::version(&asset.url, *width), Part::Width(*width));
        }
    }
    Ok(copied)
}

/// Draws what of `stale` is drawn and not in the store.
///
/// Fails when the machine refuses.
pub(super) fn draw(stale: &[Copied<'_>], store: &Store, tell: &(dyn Fn(Event) + Sync)) -> Result<(), Error> {
    let mut pictures: BTreeMap<&str, Vec<&Copied<'_>>> = BTreeMap::new();
    for it in stale.iter().filter(|it| it.part.is_drawn()) {
        pictures.entry(&it.asset.url).or_default().push(it);
    }
    if pictures.is_empty() {
        return Ok(());
    }
    let kept = store.keys();
    pictures.retain(|_, it| !kept.contains(&bad_key(it[0].fp)));
    let (total, done) = (pictures.len(), AtomicUsize::new(0));
    pictures.par_iter().try_for_each(|(_, parts)| {
        draw_parts(parts, &kept, store)?;
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        tell(Event::Progress { doing: words!("thu ảnh", "drawing pictures"), done, total });
        Ok(())
    })
}

/// Draws the parts of one picture: it is unpacked once.
fn draw_parts(parts: &[&Copied<'_>], kept: &BTreeSet<Fp>, store: &Store) -> Result<(), Error> {
    let is_missing = |it: &&&Copied<'_>| !kept.contains(&it.key) || store.get(it.key).is_none();
    let missing: Vec<&Copied<'_>> = parts.iter().filter(is_missing).copied().collect();
    let Some(Copied { asset, fp, .. }) = missing.first() else { return Ok(()) };
    let bytes = files::read(&asset.source)?;
    // What was written again meanwhile is looked at by the next build.
    let Some(facts) = asset.photo.filter(|_| Fp::of_bytes(&bytes) == *fp) else { return Ok(()) };
    let widths: Vec<u32> = missing.iter().filter_map(|it| it.part.width()).collect();
    let Some(Made { upright, smaller }) = make(&facts, &bytes, &widths) else {
        return store.put(bad_key(*fp), &[]);
    };
    if let Some(upright) = upright {
        store.put(Part::Upright.key(*fp), &upright)?;
    }
    smaller.iter().try_for_each(|(width, bytes)| store.put(Part::Width(*width).key(*fp), bytes))
}

/// Draws a picture anew. One that a decoder stumbles over is damaged, and no reason to stop.
fn make(facts: &Facts, bytes: &[u8], widths: &[u32]) -> Option<Made> {
    panic::catch_unwind(|| picture::make(facts, bytes, widths)).ok().flatten()
}

impl Part {
    fn width(self) -> Option<u32> {
        if let Self::Width(it) = self { Some(it) } else { None }
    }
}

/// Draws those of `stale` that are not in the store.
///
/// Fails when the machine refuses.
pub(super) fn draw_cards(stale: &[&SocialCard], store: &Store) -> Result<(), Error> {
    stale.par_iter().try_for_each(|it| match store.get(it.key()) {
        Some(_) => Ok(()),
        None => store.put(it.key(), &it.card.draw()),
    })
}

/// Where the bytes of a card come from.
pub(super) fn content_of<'a>(card: &'a SocialCard, store: &Store) -> Content<'a> {
    let store = store.clone();
    Content::Made(Box::new(move || Ok(store.get(card.key()).unwrap_or_else(|| card.card.draw()))))
}

/// Drops from the store what none of `all` and no card is made of. Gives the findings for those that cannot be unpacked.
pub(super) fn tidy(all: &[Copied<'_>], cards: &[SocialCard], store: &Store) -> Vec<Diagnostic> {
    let kept = store.keys();
    if kept.is_empty() {
        return Vec::new();
    }
    let drawn = || all.iter().filter(|it| it.part.is_drawn());
    let mut used: BTreeSet<Fp> = drawn().flat_map(|it| [it.key, bad_key(it.fp)]).collect();
    used.extend(cards.iter().map(SocialCard::key));
    store.retain(&used);
    let bad: BTreeSet<&str> =
        drawn().filter(|it| kept.contains(&bad_key(it.fp))).map(|it| it.asset.url.as_str()).collect();
    let finding = |url: &&str| {
        let file = format!("{}{url}", files::CONTENT);
        damaged(&file).at(&file.into(), Pos { line: 1, column: 1, len: 0 })
    };
    bad.iter().map(finding).collect()
}

impl<'l> Copied<'l> {
    /// Where its bytes come from.
    pub(super) fn content(&self, store: &Store) -> Content<'l> {
        let Self { asset, key, part, .. } = *self;
        let source = &asset.source;
        let store = part.is_drawn().then(|| store.clone());
        match part {
            Part::Whole => Content::Copy(source.clone()),
            _ => Content::Made(Box::new(move || {
                let drawn = store.as_ref().and_then(|it| it.get(key));
                Ok(drawn.map_or_else(|| files::read(source).map(|it| bare(asset, it)), Ok)?)
            })),
        }
    }
}

/// The bytes of a picture without what cannot be seen, or should not act; those of a damaged one as they are.
fn bare(asset: &Asset, bytes: Vec<u8>) -> Vec<u8> {
    let bare = match &asset.photo {
        Some(facts) => picture::bare(facts, &bytes),
        None => svg::clean(&bytes).bytes,
    };
    bare.unwrap_or(bytes)
}

/// The file at an address, and what of it is asked for.
pub(super) fn find<'a>(assets: &'a BTreeMap<String, Asset>, path: &str) -> Option<(&'a Asset, Part)> {
    if let Some(asset) = assets.get(path) {
        return Some((asset, Part::of(asset)));
    }
    let (url, width) = asset::original(path)?;
    let asset = assets.get(url).filter(|it| it.widths.contains(&width))?;
    Some((asset, Part::Width(width)))
}

/// Pictures as the preview shows them: drawn when they are asked for, and kept in memory for a while.
pub(super) struct Gallery {
    store: Store,
    drawn: Mutex<VecDeque<(Fp, Arc<Vec<u8>>)>>,
    /// Held while one is drawn: a browser asks for all of a page at once, and each takes much room.
    drawing: Mutex<()>,
}

/// Bytes that are kept in memory.
const MOST: usize = 32 << 20;

impl Gallery {
    /// That of the site at `root`; what a build has drawn is not drawn again.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            store: Store::new(&root.join(STATE), STORE),
            drawn: Mutex::default(),
            drawing: Mutex::default(),
        }
    }

    /// The bytes of a picture and their fingerprint; absent where it is gone.
    pub(super) fn show(&self, asset: &Asset, part: Part) -> Option<(Vec<u8>, Fp)> {
        let bytes = files::read(&asset.source).ok()?;
        let key = part.key(Fp::of_bytes(&bytes));
        let drawn = part.is_drawn().then(|| self.drawn(asset, part, key, &bytes)).flatten();
        Some((drawn.unwrap_or_else(|| bare(asset, bytes)), key))
    }

    /// The bytes of a card and their fingerprint.
    pub(super) fn card(&self, card: &SocialCard) -> Option<(Vec<u8>, Fp)> {
        let key = card.key();
        Some((self.known_or(key, || Some(card.card.draw()))?, key))
    }

    fn drawn(&self, asset: &Asset, part: Part, key: Fp, bytes: &[u8]) -> Option<Vec<u8>> {
        self.known_or(key, || {
            let widths: Vec<u32> = part.width().into_iter().collect();
            let Made { upright, smaller } = make(&asset.photo?, bytes, &widths)?;
            match part {
                Part::Width(_) => Some(smaller.into_iter().next()?.1),
                _ => upright,
            }
        })
    }

    fn known_or(&self, key: Fp, make: impl FnOnce() -> Option<Vec<u8>>) -> Option<Vec<u8>> {
        let _one_at_a_time = self.drawing.lock().unwrap_or_else(PoisonError::into_inner);
        let lock = || self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().iter().find(|it| it.0 == key).map(|it| Arc::clone(&it.1));
        if let Some(known) = known {
            return Some(known.to_vec());
        }
        if let Some(kept) = self.store.get(key) {
            return Some(kept);
        }
        let made = make()?;
        let mut all = lock();
        all.push_back((key, Arc::new(made.clone())));
        while all.iter().map(|it| it.1.len()).sum::<usize>() > MOST {
            all.pop_front();
        }
        Some(made)
    }
}
