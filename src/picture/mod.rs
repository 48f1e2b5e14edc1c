//! Pictures as bytes: what they say of themselves, and what of them is published.
//!
//! Ground floor: bytes in, bytes out; no files, no site. A photograph carries where and when it was taken, by which camera and
//! often by whom; none of that is published ([`bare`]). Drawings lose what could act ([`svg`]). What shows pictures may choose
//! among smaller ones ([`widths`]), which [`make`] draws.

pub mod card;
mod css;
mod dims;
mod exif;
mod jpeg;
#[cfg(feature = "images")]
mod make;
mod png;
pub mod svg;
mod webp;

pub use dims::dims;
#[cfg(feature = "images")]
pub use make::make;

/// Counted up when the same bytes are published otherwise than before.
pub const VERSION: (u8, bool) = (1, cfg!(feature = "images"));

/// Sorts of pictures that bantin looks into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// SVG.
    Svg,
}

/// What a photograph says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts {
    /// By its first bytes, whatever its name is.
    pub format: Format,
    /// Pixels as they are to be seen, turned upright.
    pub width: u32,
    /// Pixels as they are to be seen, turned upright.
    pub height: u32,
    /// How it is turned and mirrored, 1 to 8 as EXIF counts; 1 is upright.
    pub turn: u8,
    /// Whether it moves.
    pub is_moving: bool,
}

/// What becomes of the pixels of one picture.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The picture itself, upright; absent where it was.
    pub upright: Option<Vec<u8>>,
    /// The smaller ones, as WebP.
    pub smaller: Vec<(u32, Vec<u8>)>,
}

/// The widths that are worth making, in pixels: a phone, a phone with a fine screen, and the widest place of a page on one.
const WIDTHS: [u32; 3] = [480, 960, 1440];

/// A file of less weighs too little for another one to be worth it.
const LIGHT: u64 = 40 << 10;

/// WebP holds nothing taller (RFC 9649, 2.7).
const TALLEST: u32 = 16_383;

/// More pixels are not unpacked: a small file may claim to hold more than the machine has room for.
pub const MOST_PIXELS: u64 = 100_000_000;

/// The format of a photograph, by its first bytes.
pub fn format(head: &[u8]) -> Option<Format> {
    match head {
        [0x89, b'P', b'N', b'G', ..] => Some(Format::Png),
        [0xFF, 0xD8, ..] => Some(Format::Jpeg),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::Webp),
        _ => None,
    }
}

impl Facts {
    /// Those of a photograph that begins with `head`; absent for anything else, and where the head does not tell.
    pub fn read(head: &[u8]) -> Option<Self> {
        let format = format(head)?;
        let (width, height) = dims(head).filter(|it| it.0 > 0 && it.1 > 0)?;
        let exif = match format {
            Format::Jpeg => jpeg::exif(head),
            Format::Png => png::exif(head),
            Format::Webp => webp::exif(head),
            Format::Svg => None,
        };
        let turn = exif.map_or(1, exif::turn);
        let is_moving = match format {
            Format::Png => png::is_moving(head),
            Format::Webp => webp::is_moving(head),
            Format::Jpeg | Format::Svg => false,
        };
        let (width, height) = if turn >= 5 { (height, width) } else { (width, height) };
        Some(Self { format, width, height, turn, is_moving })
    }

    /// Whether it has more pixels than are unpacked.
    pub fn is_huge(&self) -> bool {
        u64::from(self.width) * u64::from(self.height) > MOST_PIXELS
    }

    /// Whether it can be drawn anew.
    pub fn is_drawable(&self) -> bool {
        cfg!(feature = "images") && !self.is_huge() && !self.is_moving
    }

    /// The height of a version of that width.
    pub fn height_at(&self, width: u32) -> u32 {
        let height =
            (u64::from(self.height) * u64::from(width) + u64::from(self.width) / 2) / u64::from(self.width);
        u32::try_from(height).unwrap_or(u32::MAX).max(1)
    }
}

/// The widths in which a picture of `size` bytes is worth showing besides as it is, the smallest first; none is wider than the
/// picture. None are for what is light or narrow already.
pub fn widths(facts: &Facts, size: u64) -> Vec<u32> {
    let [narrow, .., widest] = WIDTHS;
    if !facts.is_drawable() || size < LIGHT || facts.width <= narrow {
        return Vec::new();
    }
    let top = facts.width.min(widest);
    if facts.height_at(top) > TALLEST {
        return Vec::new();
    }
    // What is nearly as wide as the widest says nothing new.
    let mut all: Vec<u32> = WIDTHS.into_iter().filter(|it| it * 20 < top * 17).collect();
    // A WebP that is no wider stands for itself.
    if facts.format != Format::Webp || top < facts.width {
        all.push(top);
    }
    all
}

/// Whether a photograph goes on to its end; `tail` are its last bytes, or all of them. `None` where these do not tell.
pub fn is_whole(format: Format, tail: &[u8], size: u64) -> Option<bool> {
    let is_all = u64::try_from(tail.len()).ok() == Some(size);
    let ends = match format {
        Format::Jpeg if is_all => jpeg::is_whole(tail),
        Format::Jpeg => tail.ends_with(&jpeg::END),
        Format::Png if is_all => png::is_whole(tail),
        Format::Png => tail.ends_with(&png::END),
        Format::Webp if is_all => webp::is_whole(tail),
        Format::Webp => false,
        Format::Svg => true,
    };
    (ends || is_all).then_some(ends)
}

/// The bytes of a photograph without what tells of its maker, place and time; its pixels and its colours are what they were.
/// Absent where it is damaged. One that is not upright keeps the note that says so, and nothing else.
pub fn bare(facts: &Facts, bytes: &[u8]) -> Option<Vec<u8>> {
    match facts.format {
        Format::Jpeg => jpeg::bare(bytes, facts.turn),
        Format::Png => png::bare(bytes),
        Format::Webp => webp::bare(bytes),
        Format::Svg => None,
    }
}

/// Draws nothing: the program was built without.
#[cfg(not(feature = "images"))]
pub fn make(_: &Facts, _: &[u8], _: &[u32]) -> Option<Made> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(width: u32, height: u32) -> Facts {
        Facts { format: Format::Jpeg, width, height, turn: 1, is_moving: false }
    }

    #[test]
    #[cfg(feature = "images")]
    fn offers_widths_that_gain_something_and_never_wider_ones() {
        let heavy = 2 << 20;
        assert_eq!(widths(&photo(4000, 3000), heavy), [480, 960, 1440]);
        assert_eq!(widths(&photo(1600, 900), heavy), [480, 960, 1440]);
        assert_eq!(widths(&photo(1100, 900), heavy), [480, 1100]);
        assert_eq!(widths(&photo(500, 900), heavy), [500]);
        assert_eq!(widths(&photo(480, 9000), heavy), [0; 0]);
        assert_eq!(widths(&photo(4000, 3000), LIGHT - 1), [0; 0]);
        assert_eq!(widths(&photo(20_000, 20_000), heavy), [0; 0]);
        let webp = |width| Facts { format: Format::Webp, ..photo(width, 900) };
        assert_eq!(widths(&webp(1200), heavy), [480, 960]);
        assert_eq!(widths(&webp(3000), heavy), [480, 960, 1440]);
        assert_eq!(widths(&Facts { is_moving: true, ..webp(1200) }, heavy), [0; 0]);
    }

    #[test]
    fn keeps_the_shape() {
        assert_eq!(photo(4000, 3000).height_at(480), 360);
        assert_eq!(photo(4000, 1).height_at(480), 1);
    }
}
