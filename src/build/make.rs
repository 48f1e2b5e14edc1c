//! Making files: which must be made again, and the bytes of those.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Event, load::Loaded};
use crate::{
    diag::Diagnostic,
    error::Error,
    output::{File, Frame, Render},
    publish::{Content, Item, Published, Publisher, Refusal},
    route::Route,
    source::{Asset, files, listing::Listed},
    stamp::Fp,
    theme::Theme,
    words,
};

/// What making needs.
pub(super) struct Maker<'a> {
    pub(super) files: &'a [File<'a>],
    pub(super) frame: &'a Frame,
    pub(super) theme: &'a Theme,
    pub(super) tell: &'a (dyn Fn(Event) + Sync),
}

/// The fingerprint of all that a file is made of: its inputs, its template with all that it includes, and what pages share.
pub(super) fn key(file: &File<'_>, frame: &Frame, theme: &Theme) -> Fp {
    let shell = shell(file, frame, theme);
    file.view.prose().map_or(shell, |it| whole(shell, it.fp()))
}

/// The same without the prose that the file shows.
pub(super) fn shell(file: &File<'_>, frame: &Frame, theme: &Theme) -> Fp {
    let template = file.view.template().map_or(Fp::NONE, |it| theme.closure(it));
    Fp::of(&(frame.fp(), template, file.view.key()))
}

/// The key of a file of a shell and a prose.
pub(super) fn whole(shell: Fp, prose: Fp) -> Fp {
    Fp::of(&(shell, prose))
}

impl Maker<'_> {
    fn bytes(&self, file: &File<'_>) -> Result<Vec<u8>, Diagnostic> {
        let cx = Render { theme: self.theme, frame: self.frame, route: &file.route };
        file.view.render(&cx).map(|it| it.bytes)
    }

    /// Makes every file and keeps none; what goes wrong is returned.
    pub(super) fn check(&self) -> Vec<Diagnostic> {
        self.files.par_iter().filter_map(|it| self.bytes(it).err()).collect()
    }

    /// Writes what has changed.
    ///
    /// Fails with the site as it was.
    pub(super) fn publish(
        &self,
        mut publisher: Publisher,
        (loaded, listing): (&Loaded, &mut [Listed]),
        withheld: &[String],
    ) -> Result<Published, Refusal> {
        let keyed: Vec<(&File<'_>, Fp)> =
            self.files.par_iter().map(|it| (it, key(it, self.frame, self.theme))).collect();
        let (current, stale): (Vec<_>, Vec<_>) =
            keyed.into_par_iter().partition(|(file, key)| publisher.is_current(&file.route, *key));
        let assets = assets(loaded, listing, withheld)?;
        let (current_assets, stale_assets): (Vec<_>, Vec<_>) =
            assets.into_iter().partition(|(_, route, key)| publisher.is_current(route, *key));
        let mut keep: Vec<Route> = current.into_iter().map(|(it, _)| it.route.clone()).collect();
        keep.extend(current_assets.into_iter().map(|(_, route, _)| route));
        let made: std::collections::BTreeSet<&Route> = self.files.iter().map(|it| &it.route).collect();
        // The pages of what cannot be read stay as they were until it is mended.
        let failed: Vec<String> = loaded.failed.iter().map(|it| format!("/{it}/")).collect();
        let before = publisher.manifest().iter().map(|(route, _)| route);
        let is_failed = |it: &&Route| failed.iter().any(|folder| it.as_str().starts_with(folder.as_str()));
        keep.extend(before.filter(is_failed).filter(|it| !made.contains(it)).cloned());

        let (total, done) = (stale.len() + stale_assets.len(), AtomicUsize::new(0));
        let tick = || {
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            (self.tell)(Event::Progress { doing: words!("ghi", "writing"), done, total });
        };
        let mut items: Vec<Item<'_>> = Vec::with_capacity(total);
        for (file, key) in stale {
            let make = move || {
                let bytes = self.bytes(file);
                tick();
                bytes
            };
            items.push(Item { route: file.route.clone(), key, content: Content::Made(Box::new(make)) });
        }
        for (asset, route, key) in stale_assets {
            items.push(Item { route, key, content: Content::Copy(asset.source.clone()) });
        }
        publisher.publish(&items, &keep)
    }
}

/// The files to copy with their places and the fingerprints of their bytes, which are noted in the listing too.
fn assets<'l>(
    loaded: &'l Loaded,
    listing: &mut [Listed],
    withheld: &[String],
) -> Result<Vec<(&'l Asset, Route, Fp)>, Error> {
    let all: Vec<&Asset> = loaded.sources.assets.values().collect();
    let read = |it: &&Asset| match listing[it.listed].fp {
        Fp::NONE => files::read(&it.source).map(|it| Fp::of_bytes(&it)),
        known => Ok(known),
    };
    let fps: Result<Vec<Fp>, Error> = all.par_iter().map(read).collect();
    let mut routed = Vec::with_capacity(all.len());
    for (asset, fp) in all.into_iter().zip(fps?) {
        listing[asset.listed].fp = fp;
        if let (false, Ok(route)) = (withheld.contains(&asset.url), Route::new(&asset.url)) {
            routed.push((asset, route, fp));
        }
    }
    Ok(routed)
}
