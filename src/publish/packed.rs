//! Files beside the files: the same, compressed once for all readers, for servers that send such files as they are.

use std::io::Write;

use flate2::{Compression, GzBuilder};

use crate::{route::Route, source::asset};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

/// Endings of files that become smaller; pictures and documents of offices are compressed already.
const TEXTS: &[&str] =
    &["html", "css", "js", "json", "xml", "svg", "txt", "csv", "ics", "webmanifest", "xsl", "md"];

impl Packing {
    const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    /// The compressed bytes. They depend on `bytes` alone.
    pub(super) fn pack(self, bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::with_capacity(bytes.len() / 3);
        // Writing to memory cannot fail.
        let _ = match self {
            Self::Gzip => {
                let mut writer = GzBuilder::new().mtime(0).write(&mut packed, Compression::best());
                writer.write_all(bytes).and_then(|()| writer.try_finish())
            }
            Self::Brotli => {
                let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, QUALITY, WINDOW);
                writer.write_all(bytes).and_then(|()| writer.flush())
            }
        };
        packed
    }
}

/// Quality 11 takes ten times as long as 9 for three bytes in a hundred.
const QUALITY: u32 = 9;
/// Bits of the window: larger than any page.
const WINDOW: u32 = 22;

/// The route of the file that a compressed form stands beside.
pub fn packed_from(route: &Route) -> Option<Route> {
    let whole = route.as_str().strip_suffix(".gz").or_else(|| route.as_str().strip_suffix(".br"));
    Route::new(whole?).ok()
}

/// Where the compressed forms of a file stand; none for what does not become smaller.
pub(super) fn beside(route: &Route) -> impl Iterator<Item = (Packing, Route)> {
    let is_text = asset::extension(route.as_str()).is_some_and(|it| TEXTS.contains(&it.as_str()));
    let named = |packing: Packing| {
        let suffix = if packing == Packing::Gzip { "gz" } else { "br" };
        Some((packing, Route::new(&format!("{route}.{suffix}")).ok()?))
    };
    Packing::ALL.into_iter().filter(move |_| is_text).filter_map(named).collect::<Vec<_>>().into_iter()
}
