//! The picture that chats and social networks show for a page: that of the page, its own card, or the card of the site.

use super::frame::Head;
use crate::{
    kind::Kind,
    picture::card::{self, Card},
    route::Route,
    site::{EntryId, Site, card::Picture},
    source::asset,
    stamp::Fp,
};

/// The name of a card beside the page that it is shown for; that of the site stands at its root.
const NAME: &str = "chia-se.png";

/// A card and its place.
#[derive(Debug)]
pub struct SocialCard {
    /// Where it stands.
    pub route: Route,
    /// What it says.
    pub card: Card,
}

impl SocialCard {
    /// The fingerprint of what it shows.
    pub fn key(&self) -> Fp {
        self.card.key()
    }
}

/// All cards; a file of the newsroom's own in the place of one is shown instead.
pub fn cards(site: &Site<'_>) -> Vec<SocialCard> {
    let own = site.ids().filter(|_| site.config.social_cards).filter_map(|it| of_entry(site, it));
    of_site(site).into_iter().chain(own).collect()
}

/// The card at a route.
pub fn card_at(site: &Site<'_>, route: &Route) -> Option<SocialCard> {
    let url = route.as_str().strip_suffix(NAME)?;
    if url == "/" {
        return of_site(site);
    }
    let id = site.graph.at(url).filter(|_| site.config.social_cards)?;
    of_entry(site, id)
}

fn of_site(site: &Site<'_>) -> Option<SocialCard> {
    let above = site.config.slogan.clone().unwrap_or_default();
    card(site, "/", site.config.title.clone(), above, publisher(site).to_owned())
}

fn of_entry(site: &Site<'_>, id: EntryId) -> Option<SocialCard> {
    let shown = site.card(id);
    if !has_card(site.entry(id).facts.kind()) {
        return None;
    }
    let below = shown.agency.as_ref().map_or_else(|| publisher(site), |it| &it.title).to_owned();
    card(site, &site.node(id).url, shown.title.clone(), site.config.title.clone(), below)
}

fn card(site: &Site<'_>, url: &str, title: String, above: String, below: String) -> Option<SocialCard> {
    let route = Route::new(&format!("{url}{NAME}")).ok()?;
    let is_drawn = cfg!(feature = "cards") && !site.assets.contains_key(route.as_str());
    is_drawn.then_some(SocialCard { route, card: Card { title, above, below } })
}

/// Who publishes the site, where it says so.
fn publisher<'s>(site: &Site<'s>) -> &'s str {
    let id = site.config.agency.as_ref().map(|it| it.value.as_str());
    let unit = site.registries.units.iter().find(|it| Some(it.id.value.as_str()) == id);
    unit.map_or("", |it| it.name.as_str())
}

fn has_card(kind: Kind) -> bool {
    matches!(kind, Kind::Article | Kind::Plan | Kind::Document)
}

/// What pages know of cards.
#[derive(Debug, Hash)]
pub(super) struct Cards {
    /// Pixels of the card of the site, where there is one.
    site: Option<(u32, u32)>,
    /// Whether entries have their own.
    has_own: bool,
}

/// A picture as the head of a page names it; addresses with the path of the base.
pub(super) struct Shared<'a> {
    pub(super) url: String,
    pub(super) dims: Option<(u32, u32)>,
    pub(super) alt: &'a str,
}

impl Cards {
    pub(super) fn new(site: &Site<'_>) -> Self {
        let is_drawn = cfg!(feature = "cards");
        let drawn = is_drawn.then_some((card::WIDTH, card::HEIGHT));
        let given = site.assets.get(&format!("/{NAME}"));
        Self { site: given.map_or(drawn, |it| it.dims), has_own: is_drawn && site.config.social_cards }
    }

    /// What is shown for a page at `url`, below a site at `root` that is called `name`.
    pub(super) fn shared<'a>(
        &self,
        head: &'a Head,
        url: &str,
        root: &str,
        name: &'a str,
    ) -> Option<Shared<'a>> {
        if self.has_own && head.has_card {
            let dims = Some((card::WIDTH, card::HEIGHT));
            return Some(Shared { url: format!("{url}{NAME}"), dims, alt: &head.title });
        }
        if let Some(it) = head.image.as_ref().filter(|it| is_of_pixels(it)) {
            let alt = if it.alt.is_empty() { &head.title } else { &it.alt };
            return Some(Shared { url: it.src.clone(), dims: it.width.zip(it.height), alt });
        }
        let dims = self.site?;
        Some(Shared { url: format!("{root}{NAME}"), dims: Some(dims), alt: name })
    }
}

/// Whether networks show it: none takes drawings.
fn is_of_pixels(picture: &Picture) -> bool {
    let extension = asset::extension(&picture.src).unwrap_or_default();
    matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif")
}
