//! Files that are published beside the pages: pictures, attachments. Their facts: size and, for pictures, what these say.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::picture::{Facts, Format};

/// A file of `content/` that is not content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Address in the site: `/hinh-anh/a.svg`.
    pub url: String,
    /// The file to copy.
    pub source: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Width and height in pixels as they are seen, where the file is a picture that says so.
    pub dims: Option<(u32, u32)>,
    /// What a photograph says of itself; absent where it is damaged.
    pub photo: Option<Facts>,
    /// Whether it is a drawing that is published without a part of it.
    pub is_cut: bool,
    /// The widths in which it is published besides, the smallest first.
    pub widths: Vec<u32>,
    /// Its place in the listing.
    pub listed: usize,
}

impl Asset {
    /// What a browser may show instead of it, addresses with widths; none where it is the only choice.
    pub fn choices(&self) -> Vec<(String, u32)> {
        let mut all: Vec<(String, u32)> =
            self.widths.iter().map(|it| (version(&self.url, *it), *it)).collect();
        // A WebP that is no wider than the others would be is one of them.
        let own = self.photo.filter(|it| it.format == Format::Webp && !all.is_empty()).map(|it| it.width);
        if let Some(own) =
            own.filter(|own| all.iter().all(|it| it.1 < *own) && *own < 2 * all[all.len() - 1].1)
        {
            all.push((self.url.clone(), own));
        }
        all
    }
}

/// A file that is there, as an entry points to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileRef {
    /// Address without the path of the base.
    pub url: String,
    /// Bytes.
    pub size: u64,
    /// Pixels, of a picture that says so.
    pub dims: Option<(u32, u32)>,
    /// Addresses that a browser may show instead, with their widths.
    pub choices: Vec<(String, u32)>,
}

impl From<&Asset> for FileRef {
    fn from(asset: &Asset) -> Self {
        let Asset { url, size, dims, .. } = asset;
        Self { url: url.clone(), size: *size, dims: *dims, choices: asset.choices() }
    }
}

/// The address of a picture in another width: `/hinh-anh/a.jpg` → `/hinh-anh/a.jpg.480.webp`.
pub fn version(url: &str, width: u32) -> String {
    format!("{url}.{width}.webp")
}

/// The picture and the width of such an address.
pub fn original(version: &str) -> Option<(&str, u32)> {
    let (url, width) = version.strip_suffix(".webp")?.rsplit_once('.')?;
    let width = width.parse().ok().filter(|it: &u32| it.to_string() == width)?;
    Some((url, width))
}

/// Extensions of pictures.
pub const PICTURES: &[&str] = &["svg", "png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Whether the name is that of a picture.
pub fn is_picture(name: &str) -> bool {
    extension(name).is_some_and(|it| PICTURES.contains(&it.as_str()))
}

/// Lower-case extension of a file name or path.
pub fn extension(name: &str) -> Option<String> {
    let file = name.rsplit('/').next()?;
    let (stem, extension) = file.rsplit_once('.')?;
    (!stem.is_empty()).then(|| extension.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_picture_of_a_version() {
        assert_eq!(original(&version("/a/b.jpg", 480)), Some(("/a/b.jpg", 480)));
        for it in ["/a/b.jpg", "/a/b.webp", "/a/b.jpg.0480.webp", "/a/b.jpg.480.png", "/a/b.jpg.+4.webp"] {
            assert_eq!(original(it), None, "{it}");
        }
    }
}
