//! Making files: which must be made again, and the bytes of those.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;

use super::{
    Event,
    load::Loaded,
    pictures,
    state::{self, Note, State},
    why::{self, Inputs, Why},
};
use crate::{
    diag::Diagnostic,
    output::{File, Frame, Indexed, Render, Rendered, SocialCard},
    publish::{self, Content, Item, Published, Publisher, Refusal},
    route::Route,
    source::listing::Listed,
    stamp::Fp,
    theme::Theme,
    words,
};

/// What stands beside the pages.
pub(super) struct Aside<'a> {
    /// Addresses of the pictures that pages show.
    pub(super) shown: &'a BTreeSet<&'a str>,
    pub(super) cards: &'a [SocialCard],
}

/// What making needs.
pub(super) struct Maker<'a> {
    pub(super) files: &'a [File<'a>],
    pub(super) frame: &'a Frame,
    pub(super) theme: &'a Theme,
    pub(super) aside: Aside<'a>,
    pub(super) tell: &'a (dyn Fn(Event) + Sync),
    /// Whether to find out why files are made again.
    pub(super) explain: bool,
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

/// The key of a file without a template, by that of its view.
pub(super) fn plain(frame: Fp, view: Fp) -> Fp {
    Fp::of(&(frame, Fp::NONE, view))
}

/// The key of a file of a shell and a prose.
pub(super) fn whole(shell: Fp, prose: Fp) -> Fp {
    Fp::of(&(shell, prose))
}

/// What a publication did, and what the state needs to know of it.
pub(super) struct Made {
    pub(super) published: Published,
    /// The source of each page and its [`Note`].
    pub(super) notes: Vec<(String, Vec<u8>)>,
    pub(super) search: Option<Indexed>,
    /// Why each file was written or removed.
    pub(super) why: Vec<(Route, Why)>,
    /// What is wrong with pictures, as far as it is known only when they are drawn.
    pub(super) found: Vec<Diagnostic>,
}

/// A file with its keys.
struct Keyed<'a> {
    file: &'a File<'a>,
    shell: Fp,
    key: Fp,
    /// Where its prose stands in it, once that is known.
    content: OnceLock<state::Content>,
}

impl Maker<'_> {
    fn render(&self, file: &File<'_>) -> Result<Rendered, Diagnostic> {
        file.view.render(&Render { theme: self.theme, frame: self.frame, route: &file.route })
    }

    fn why(&self, it: &Keyed<'_>, before: &Inputs, publisher: &Publisher) -> Why {
        match publisher.manifest().get(&it.file.route) {
            None => Why::New,
            Some(record) if record.key == it.key => Why::Altered,
            Some(_) => before.why(it.file, self.frame, self.theme),
        }
    }

    /// Makes every file and keeps none; what goes wrong is returned.
    pub(super) fn check(&self) -> Vec<Diagnostic> {
        self.files.par_iter().filter_map(|it| self.render(it).err()).collect()
    }

    /// Writes what has changed. `before` is the state of the last build.
    ///
    /// Fails with the site as it was.
    pub(super) fn publish(
        &self,
        publisher: &mut Publisher,
        (loaded, listing): (&Loaded, &mut [Listed]),
        withheld: &[String],
        before: Option<&State>,
    ) -> Result<Made, Refusal> {
        let keyed = self.files.par_iter().map(|file| {
            let shell = shell(file, self.frame, self.theme);
            let key = file.view.prose().map_or(shell, |it| whole(shell, it.fp()));
            Keyed { file, shell, key, content: OnceLock::new() }
        });
        let keyed: Vec<Keyed<'_>> = keyed.collect();
        // Where the place of its prose is not known, a page is made again to find it, though its bytes are what they were.
        let (current, stale): (Vec<_>, Vec<_>) = keyed
            .par_iter()
            .partition(|it| publisher.is_current(&it.file.route, it.key) && it.knows_content(before));
        let copied = pictures::copied(&loaded.sources.assets, listing, withheld, self.aside.shown)?;
        let (mut current_copied, stale_copied): (Vec<_>, Vec<_>) =
            copied.into_iter().partition(|it| publisher.is_current(&it.route, it.key));
        let (current_cards, stale_cards): (Vec<_>, Vec<_>) =
            self.aside.cards.iter().partition(|it| publisher.is_current(&it.route, it.key()));
        let mut keep: Vec<Route> = current.iter().map(|it| it.file.route.clone()).collect();
        keep.extend(current_copied.iter().map(|it| it.route.clone()));
        keep.extend(current_cards.iter().map(|it| it.route.clone()));
        // The pages of what cannot be read stay as they were until it is mended.
        if !loaded.failed.is_empty() {
            let made: BTreeSet<&Route> = self.files.iter().map(|it| &it.route).collect();
            let failed: Vec<String> = loaded.failed.iter().map(|it| format!("/{it}/")).collect();
            let before = publisher.manifest().iter().map(|(route, _)| route);
            let is_failed =
                |it: &&Route| failed.iter().any(|folder| it.as_str().starts_with(folder.as_str()));
            keep.extend(before.filter(is_failed).filter(|it| !made.contains(it)).cloned());
        }

        let mut why = BTreeMap::new();
        if self.explain {
            let before = Inputs::read(publisher.note(why::NOTE));
            why.extend(stale.iter().map(|it| (it.file.route.clone(), self.why(it, &before, publisher))));
            let known = |route| publisher.manifest().get(route).is_some();
            let of_file = |route| if known(route) { Why::Inputs(vec!["file"]) } else { Why::New };
            why.extend(stale_cards.iter().map(|it| (it.route.clone(), of_file(&it.route))));
            why.extend(stale_copied.iter().map(|it| (it.route.clone(), of_file(&it.route))));
        }
        let store = publisher.store(pictures::STORE);
        pictures::draw(&stale_copied, &store, self.tell)?;
        pictures::draw_cards(&stale_cards, &store)?;
        let (total, done) = (stale.len() + stale_copied.len(), AtomicUsize::new(0));
        let tick = || {
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            (self.tell)(Event::Progress { doing: words!("ghi", "writing"), done, total });
        };
        let mut items: Vec<Item<'_>> = Vec::with_capacity(total);
        for it in stale {
            let make = move || {
                let Rendered { bytes, content } = self.render(it.file)?;
                // A file in the way is compared with what it should be, and then made again.
                it.content.get_or_init(|| content.map(|content| (content.start, content.end)));
                tick();
                Ok(bytes)
            };
            let (route, key) = (it.file.route.clone(), it.key);
            items.push(Item { route, key, content: Content::Made(Box::new(make)) });
        }
        for it in &stale_copied {
            items.push(Item { route: it.route.clone(), key: it.key, content: it.content(&store) });
        }
        for it in stale_cards {
            let (route, key) = (it.route.clone(), it.key());
            items.push(Item { route, key, content: pictures::content_of(it, &store) });
        }
        let published = publisher.publish(&items, &keep)?;
        drop(items);
        current_copied.extend(stale_copied);
        let found = pictures::tidy(&current_copied, self.aside.cards, &store);
        publisher.write_note(why::NOTE, &Inputs::of(self.files, self.frame, self.theme).to_bytes());
        let gone = published.removed.iter().map(|it| (it.clone(), Why::Gone));
        let of = |it: &Route| why.get(it).or_else(|| why.get(&publish::packed_from(it)?)).cloned();
        let written = published.written.iter().filter_map(|it| Some((it.clone(), of(it)?)));
        let why = if self.explain { written.chain(gone).collect() } else { Vec::new() };
        let notes = keyed.par_iter().filter_map(Keyed::note).collect();
        let search = self.files.iter().find_map(|it| it.view.indexed());
        Ok(Made { published, notes, search, why, found })
    }
}

impl Keyed<'_> {
    /// Whether it is known where the prose stands in the page as it was published; there is nothing to know of other files.
    fn knows_content(&self, before: Option<&State>) -> bool {
        let Some(prose) = self.file.view.prose() else { return true };
        let last = before.and_then(|it| it.note_of(&prose.entry.file)).filter(|it| it.shell == self.shell);
        last.is_some_and(|it| self.content.set(it.content).is_ok())
    }

    /// The note of a page; absent for what shows no prose.
    fn note(&self) -> Option<(String, Vec<u8>)> {
        let prose = self.file.view.prose()?;
        let note = Note::new(self.file.route.as_str(), &prose, self.shell, *self.content.get()?);
        postcard::to_allocvec(&note).ok().map(|note| (prose.entry.file.to_string(), note))
    }
}
