//! Pixels drawn anew: upright, and smaller.

use std::io::Cursor;

use fast_image_resize::{
    FilterType, ResizeAlg, ResizeOptions, Resizer,
    images::{TypedImage, TypedImageRef},
    pixels::U8x4,
};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    metadata::Orientation,
};

use super::{Facts, Format, Made, webp};

/// How well smaller pictures are drawn, of 100.
const QUALITY: f32 = 80.0;

/// The same of a photograph that is put upright, and then looked at by itself.
const UPRIGHT_QUALITY: u8 = 88;

/// Unpacked bytes of one picture.
const MOST_BYTES: u64 = 800 << 20;

/// The pixels of a picture: red, green, blue and opacity, a byte each.
struct Pixels {
    bytes: Vec<u8>,
    width: u32,
    height: u32,
    has_alpha: bool,
}

/// Draws a picture anew in `widths`, and upright where it is not. Absent where it cannot be unpacked.
///
/// One after the other, in the order of the widths: who asks for several pictures may do so at once.
pub fn make(facts: &Facts, bytes: &[u8], widths: &[u32]) -> Option<Made> {
    if !facts.is_drawable() {
        return None;
    }
    let (picture, profile) = open(facts, bytes)?;
    let mut made = Made::default();
    if facts.turn != 1 {
        made.upright = Some(upright(facts, &picture, profile.as_deref())?);
    }
    let pixels = Pixels::of(picture);
    for width in widths {
        let smaller;
        let shown = if *width == pixels.width {
            &pixels
        } else {
            smaller = pixels.resized(*width, facts.height_at(*width))?;
            &smaller
        };
        made.smaller.push((*width, shown.to_webp(facts.format, profile.as_deref())?));
    }
    Some(made)
}

/// The upright picture, and the profile of its colours where that is more than sRGB.
fn open(facts: &Facts, bytes: &[u8]) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    let format = match facts.format {
        Format::Jpeg => image::ImageFormat::Jpeg,
        Format::Png => image::ImageFormat::Png,
        Format::Webp => image::ImageFormat::WebP,
        Format::Svg => return None,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let profile = decoder.icc_profile().ok().flatten().filter(|it| is_needed(it));
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(Orientation::from_exif(facts.turn).unwrap_or(Orientation::NoTransforms));
    let is_as_told = picture.width() == facts.width && picture.height() == facts.height;
    is_as_told.then_some((picture, profile))
}

/// Whether colours look otherwise without a profile: it is one of red, green and blue (ICC.1, 7.2.6), and not the usual one.
fn is_needed(profile: &[u8]) -> bool {
    let names: [&[u8]; 2] = [b"sRGB", b"s\0R\0G\0B"];
    profile.get(16..20) == Some(b"RGB ")
        && !names.iter().any(|it| memchr::memmem::find(profile, it).is_some())
}

/// The picture in its own format.
fn upright(facts: &Facts, picture: &DynamicImage, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match facts.format {
        Format::Jpeg => {
            let picture = picture.to_rgb8();
            let mut encoder = JpegEncoder::new_with_quality(&mut bytes, UPRIGHT_QUALITY);
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile.to_vec()).ok()?;
            }
            encoder.write_image(&picture, picture.width(), picture.height(), ExtendedColorType::Rgb8).ok()?;
        }
        Format::Png => {
            let mut encoder = PngEncoder::new(&mut bytes);
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile.to_vec()).ok()?;
            }
            picture.write_with_encoder(encoder).ok()?;
        }
        Format::Webp => bytes = Pixels::of(picture.clone()).to_webp(facts.format, profile)?,
        Format::Svg => return None,
    }
    Some(bytes)
}

impl Pixels {
    fn of(picture: DynamicImage) -> Self {
        let (width, height, has_alpha) = (picture.width(), picture.height(), picture.color().has_alpha());
        Self { bytes: picture.into_rgba8().into_raw(), width, height, has_alpha }
    }

    fn resized(&self, width: u32, height: u32) -> Option<Self> {
        // The type of the pixels is named: of a resizer that finds it out, one for every type would be compiled.
        let source = TypedImageRef::<U8x4>::from_buffer(self.width, self.height, &self.bytes).ok()?;
        let n_bytes = usize::try_from(u64::from(width) * u64::from(height) * 4).ok()?;
        let mut bytes = vec![0; n_bytes];
        let mut smaller = TypedImage::from_buffer(width, height, &mut bytes).ok()?;
        let how = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
            .use_alpha(self.has_alpha);
        Resizer::new().resize_typed(&source, &mut smaller, &how).ok()?;
        Some(Self { bytes, width, height, has_alpha: self.has_alpha })
    }

    /// Of a picture that is no photograph the sharp form, where that weighs little more.
    fn to_webp(&self, source: Format, profile: Option<&[u8]>) -> Option<Vec<u8>> {
        let encoder = ::webp::Encoder::from_rgba(&self.bytes, self.width, self.height);
        let mut bytes = encoder.encode_simple(false, QUALITY).ok()?.to_vec();
        if source == Format::Png {
            let sharp = encoder.encode_simple(true, 75.0).ok()?;
            if sharp.len() <= bytes.len() + bytes.len() / 4 {
                bytes = sharp.to_vec();
            }
        }
        Some(match profile {
            Some(it) => webp::with_profile(&bytes, it, (self.width, self.height), self.has_alpha),
            None => bytes,
        })
    }
}
