//! The site kept in memory for the preview: what an edit does not touch is neither read, parsed nor joined again, and a
//! file is made when somebody asks for it.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use jiff::Timestamp;

use super::{
    Clock, Event, Options, Outcome, collisions, concerns_all, is_error,
    load::{self, Ground, Loaded, Memory},
    patch::Patched,
    pictures::{self, Gallery, Part},
    pool,
};
use crate::{
    check,
    diag::{Diagnostic, Severity, order},
    error::Error,
    output::{self, File, Frame, Render, Rendered},
    route::Route,
    site::{self, Graph, Site, Sources, visibility},
    source::{
        files::CONTENT,
        listing::{Listed, Stat},
    },
    stamp::Fp,
    theme::{THEMES, Theme},
};

/// The whole site at a moment, ready to be asked for its files.
pub struct Snapshot {
    sources: Sources,
    clock: site::Clock,
    graph: Arc<Graph>,
    theme: Arc<Theme>,
    frame: Arc<Frame>,
    gallery: Arc<Gallery>,
    /// The files that were made last, oldest first: a browser asks for what its tab was just compared by.
    made: Mutex<Vec<(Route, Vec<u8>, Fp)>>,
}

/// How many made files a snapshot keeps.
const KEPT: usize = 8;

/// A file of a snapshot.
pub enum Served {
    /// Its bytes, and the fingerprint of all that they were made of.
    Made(Vec<u8>, Fp),
    /// A file of the sources that is served as it is.
    Copy(PathBuf),
}

impl Snapshot {
    /// Path of the site on its host, with a slash at both ends.
    pub fn base(&self) -> &str {
        &self.sources.config.base.path
    }

    fn site(&self) -> Site<'_> {
        Site::new(&self.sources, &self.clock, &self.graph)
    }

    /// The fingerprint of all that a file is made of; absent where the site has no such file, or only copies it.
    pub fn key(&self, route: &Route) -> Option<Fp> {
        if let Some((_, key)) = self.kept(route) {
            return Some(key);
        }
        let site = self.site();
        output::find(&site, &self.theme, route).map(|it| self.key_of(&it))
    }

    fn key_of(&self, file: &File<'_>) -> Fp {
        super::make::key(file, &self.frame, &self.theme)
    }

    /// Makes a file; absent where the site has none there.
    ///
    /// Fails with a finding when the template cannot be filled.
    pub fn serve(&self, route: &Route) -> Option<Result<Served, Box<Diagnostic>>> {
        if let Some((bytes, key)) = self.kept(route) {
            return Some(Ok(Served::Made(bytes, key)));
        }
        let site = self.site();
        if let Some(file) = output::find(&site, &self.theme, route) {
            return Some(match self.render(&file) {
                Ok(made) => {
                    let key = self.key_of(&file);
                    self.keep(route, &made.bytes, key);
                    Ok(Served::Made(made.bytes, key))
                }
                Err(fault) => Err(Box::new(fault)),
            });
        }
        if let Some(card) = output::card_at(&site, route) {
            return self.gallery.card(&card).map(|(bytes, key)| Ok(Served::Made(bytes, key)));
        }
        let (asset, part) = pictures::find(&self.sources.assets, route.as_str())?;
        if self.graph.withheld.contains(&asset.url) {
            return None;
        }
        if part == Part::Whole {
            return Some(Ok(Served::Copy(asset.source.clone())));
        }
        self.gallery.show(asset, part).map(|(bytes, key)| Ok(Served::Made(bytes, key)))
    }

    fn kept(&self, route: &Route) -> Option<(Vec<u8>, Fp)> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.iter().find(|it| it.0 == *route).map(|(_, bytes, key)| (bytes.clone(), *key))
    }

    fn keep(&self, route: &Route, bytes: &[u8], key: Fp) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() == KEPT {
            made.remove(0);
        }
        made.push((route.clone(), bytes.to_vec(), key));
    }

    fn render(&self, file: &File<'_>) -> Result<Rendered, Diagnostic> {
        file.view.render(&Render { theme: &self.theme, frame: &self.frame, route: &file.route })
    }
}

/// Makes snapshots, each from the last.
pub struct Workshop {
    options: Options,
    pool: rayon::ThreadPool,
    memory: Memory,
    listing: Vec<Listed>,
    ground: Option<Ground>,
    theme: Option<(Vec<Listed>, Arc<Theme>, Vec<Diagnostic>)>,
    snapshot: Option<Arc<Snapshot>>,
    /// The one before, until it is cleared away.
    last: Option<Arc<Snapshot>>,
    gallery: Arc<Gallery>,
    /// The moment from which the snapshot no longer holds.
    until: Option<Timestamp>,
    /// What is wrong with the settings, the registries and the names of files.
    found: Vec<Diagnostic>,
    /// Whether places of findings may have moved since the graph was made.
    is_moved: bool,
    /// Whether all files should be tried, because the templates are new.
    is_untried: bool,
}

/// What came of a look at the sources.
pub struct Refreshed {
    /// The site; the last that could be made where there is a fault in the settings or the templates.
    pub snapshot: Option<Arc<Snapshot>>,
    /// What is wrong, as far as it is known so soon.
    pub errors: Vec<Diagnostic>,
    /// Addresses of copied files that may have changed.
    pub copied: Vec<String>,
}

impl Workshop {
    /// A workshop that has looked at nothing yet.
    ///
    /// Fails when the machine refuses threads.
    pub fn new(options: Options) -> Result<Self, Error> {
        let pool = pool(&options)?;
        let mut memory = Memory::default();
        memory.keeps_good = true;
        let gallery = Arc::new(Gallery::new(&options.root));
        Ok(Self {
            options,
            pool,
            memory,
            listing: Vec::new(),
            ground: None,
            theme: None,
            snapshot: None,
            last: None,
            gallery,
            until: None,
            found: Vec::new(),
            is_moved: false,
            is_untried: false,
        })
    }

    /// The moment from which the site looks otherwise, though nobody edits it.
    pub fn until(&self) -> Option<Timestamp> {
        self.until
    }

    /// Looks at the sources again. `changed` are the paths below the root, with `/`, that alone can have changed since;
    /// everything may have where it is absent.
    ///
    /// Fails when the machine refuses; the last snapshot holds then.
    pub fn refresh(
        &mut self,
        changed: Option<&[String]>,
        clock: Clock,
        tell: &(dyn Fn(Event) + Sync),
    ) -> Result<Refreshed, Error> {
        let edited = match changed {
            Some(changed) => self.edit(changed, clock)?,
            None => false,
        };
        let copied = if edited { Vec::new() } else { self.look(clock, tell)? };
        let severities = self.snapshot.as_ref().map_or(&[][..], |it| &it.sources.config.severity);
        let of_graph = self.snapshot.iter().flat_map(|it| it.graph.findings());
        let found = self.found.iter().chain(self.memory.findings()).chain(of_graph);
        let errors = found.filter(|it| order::severity(it, severities) == Some(Severity::Error));
        let errors = order::settle(errors.cloned().collect(), severities);
        Ok(Refreshed { snapshot: self.snapshot.clone(), errors, copied })
    }

    /// Takes over what came, went or was edited at `changed`; false where more than pages and activities may be concerned.
    fn edit(&mut self, changed: &[String], clock: Clock) -> Result<bool, Error> {
        let (Some(last), Some(ground)) = (&self.snapshot, &self.ground) else { return Ok(false) };
        let now = clock.instant(&last.clock.zone);
        if now < last.clock.now || self.until.is_some_and(|it| it <= now) {
            return Ok(false);
        }
        let (memory, listing, entries) = (&mut self.memory, &mut self.listing, &last.sources.entries);
        let root = &self.options.root;
        let patched = self.pool.install(|| memory.patch(root, changed, listing, ground, entries))?;
        let Some(Patched { entries, activities, is_prose }) = patched else { return Ok(false) };
        let Sources { config, registries, activities: old, assets, unread, entries: _, extent } =
            &last.sources;
        let (config, registries) = (Arc::clone(config), Arc::clone(registries));
        let are_edited = activities.is_some();
        let activities = activities.unwrap_or_else(|| old.clone());
        let (assets, unread, extent) = (Arc::clone(assets), unread.clone(), *extent);
        let sources = Sources { config, registries, entries, activities, assets, unread, extent };
        let mut clock = last.clock.clone();
        let (graph, frame) = if is_prose {
            let graph = if are_edited {
                Arc::new(last.graph.with_activities(&sources))
            } else {
                Arc::clone(&last.graph)
            };
            (graph, Arc::clone(&last.frame))
        } else {
            // What is new may have to be shown since a moment ago.
            clock.now = now;
            let graph = self.pool.install(|| site::resolve(&sources, &clock, Some(&last.graph)));
            let frame = Arc::new(Frame::new(&Site::new(&sources, &clock, &graph), &last.theme));
            self.until = visibility::until(&sources.entries, &clock);
            (Arc::new(graph), frame)
        };
        self.is_moved = is_prose;
        let theme = Arc::clone(&last.theme);
        let gallery = Arc::clone(&self.gallery);
        self.show(Snapshot { sources, clock, graph, theme, frame, gallery, made: Mutex::default() });
        Ok(true)
    }

    /// Looks at everything; tells which copied files may have changed.
    fn look(&mut self, clock: Clock, tell: &(dyn Fn(Event) + Sync)) -> Result<Vec<String>, Error> {
        let mut listing = load::list(&self.options.root)?;
        let (options, memory, found) = (&self.options, &mut self.memory, &mut Vec::new());
        let loaded = self.pool.install(|| load::load(options, &mut listing, memory, found, tell))?;
        let copied = copied(&self.listing, &listing);
        self.listing = listing;
        self.found = std::mem::take(found);
        let Some(Loaded { sources, ground, failed: _ }) = loaded else { return Ok(copied) };
        self.ground = Some(ground);
        let theme = self.theme(&sources.config.theme)?;
        let is_sound = !self.found.iter().any(concerns_all);
        self.found.extend(self.theme.iter().flat_map(|it| it.2.iter().cloned()));
        let Some(theme) = theme.filter(|_| is_sound) else { return Ok(copied) };
        let zone = sources.config.zone();
        let clock = site::Clock { now: clock.instant(&zone), zone };
        let before = self.snapshot.as_ref().map(|it| &*it.graph);
        let graph = self.pool.install(|| site::resolve(&sources, &clock, before));
        self.until = visibility::until(&sources.entries, &clock);
        let frame = Arc::new(Frame::new(&Site::new(&sources, &clock, &graph), &theme));
        self.is_moved = false;
        let gallery = Arc::clone(&self.gallery);
        let (graph, made) = (Arc::new(graph), Mutex::default());
        self.show(Snapshot { sources, clock, graph, theme, frame, gallery, made });
        Ok(copied)
    }

    /// Puts the snapshot in the place of the last.
    fn show(&mut self, snapshot: Snapshot) {
        self.last = self.snapshot.replace(Arc::new(snapshot));
    }

    /// Clears away the snapshot before, which takes a while: nobody waits for that, if nobody else holds it any more.
    pub fn clear(&mut self) {
        let last = self.last.take();
        self.pool.spawn(move || drop(last));
    }

    /// The theme; absent where it has a fault.
    fn theme(&mut self, name: &str) -> Result<Option<Arc<Theme>>, Error> {
        let files: Vec<Listed> =
            self.listing.iter().filter(|it| it.path.starts_with(THEMES)).cloned().collect();
        let last_name = self.snapshot.as_ref().map(|it| it.sources.config.theme.as_str());
        if last_name != Some(name) || self.theme.as_ref().is_none_or(|it| it.0 != files) {
            let (theme, faults) = Theme::load(&self.options.root, name)?;
            self.is_untried |= !files.is_empty();
            self.theme = Some((files, Arc::new(theme), faults));
        }
        let sound = self.theme.as_ref().filter(|it| !it.2.iter().any(is_error));
        Ok(sound.map(|it| Arc::clone(&it.1)))
    }

    /// The inspection of the site as it is now, for a thread of its own.
    pub fn inspection(&mut self) -> Inspection {
        let mut found = self.found.clone();
        found.extend(self.memory.findings().cloned());
        Inspection {
            snapshot: self.snapshot.clone(),
            found,
            is_moved: self.is_moved,
            is_untried: std::mem::take(&mut self.is_untried),
        }
    }
}

/// The search for all that is wrong with a site.
pub struct Inspection {
    snapshot: Option<Arc<Snapshot>>,
    found: Vec<Diagnostic>,
    is_moved: bool,
    is_untried: bool,
}

impl Inspection {
    /// All that is wrong with the site, and how many pages it has; absent when it was stopped by `is_over`.
    pub fn run(self, is_over: &AtomicBool) -> Option<Outcome> {
        let Self { snapshot, mut found, is_moved, is_untried } = self;
        let Some(site) = snapshot else {
            return Some(Outcome { diagnostics: order::settle(found, &[]), ..Outcome::default() });
        };
        // Findings point to where facts stand now.
        let again = is_moved.then(|| site::resolve(&site.sources, &site.clock, Some(&site.graph)));
        let graph = again.as_ref().unwrap_or(&site.graph);
        let seen = Site::new(&site.sources, &site.clock, graph);
        found.extend(graph.findings().cloned());
        found.extend(check::run(&seen));
        let mut files = output::files(&seen, &site.theme);
        found.extend(collisions(&mut files, &seen, &mut Vec::new()));
        if is_untried {
            let go_on = || !is_over.load(Ordering::Relaxed);
            found.extend(files.iter().take_while(|_| go_on()).filter_map(|it| site.render(it).err()));
        }
        let pages = files.iter().filter(|it| it.route.as_str().ends_with(".html")).count();
        let config = &site.sources.config;
        let (diagnostics, base) = (order::settle(found, &config.severity), config.base.path.clone());
        let is_whole = !is_over.load(Ordering::Relaxed);
        is_whole.then(|| Outcome { diagnostics, pages, base, ..Outcome::default() })
    }
}

/// Addresses of files to copy that are new, gone or not as they were; none where nothing was looked at before.
fn copied(before: &[Listed], after: &[Listed]) -> Vec<String> {
    let known = |all: &[Listed]| -> BTreeSet<(String, Stat)> {
        let address = |it: &Listed| Some((it.path.strip_prefix(CONTENT)?.to_owned(), it.stat));
        all.iter().filter(|it| !it.path.ends_with(".md")).filter_map(address).collect()
    };
    if before.is_empty() {
        return Vec::new();
    }
    let (before, after) = (known(before), known(after));
    let mut all: Vec<String> =
        before.symmetric_difference(&after).map(|it| crate::text::nfc(&it.0).into_owned()).collect();
    all.dedup();
    all
}

#[cfg(test)]
mod tests;
