//! JPEG files as a row of segments (ITU-T T.81, annex B). Pixels are never touched.

use super::{dims::be16, exif};

/// The marker of the end of the image.
pub(super) const END: [u8; 2] = [0xFF, 0xD9];

const START: [u8; 2] = [0xFF, 0xD8];
const SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;
const EXIF: &[u8] = b"Exif\0\0";

/// One segment.
struct Segment<'a> {
    /// The second byte of its marker.
    marker: u8,
    /// What is in it, without marker and length.
    payload: &'a [u8],
    /// All of it; of a scan with the coded data.
    bytes: &'a [u8],
}

/// The segments of a file up to the end of the image; fewer where the file ends before it or is something else.
struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn segments(bytes: &[u8]) -> Segments<'_> {
    Segments { bytes, at: if bytes.starts_with(&START) { 2 } else { usize::MAX } }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        let bytes = self.bytes;
        let mut at = self.at;
        // Fill bytes may stand before a marker.
        while bytes.get(at..at.checked_add(2)?)? == [0xFF, 0xFF] {
            at += 1;
        }
        let marker = bytes[at + 1];
        if bytes[at] != 0xFF || marker == 0 {
            return None;
        }
        let (payload, end): (&[u8], usize) = match marker {
            0x01 | 0xD0..=0xD7 | 0xD9 => (&[], at + 2),
            _ => {
                let end = at + 2 + usize::try_from(be16(bytes, at + 2)?).ok()?;
                (bytes.get(at + 4..end)?, end)
            }
        };
        let end = if marker == SCAN { end_of_scan(bytes, end) } else { end };
        self.at = if marker == END[1] { usize::MAX } else { end };
        Some(Segment { marker, payload, bytes: bytes.get(at..end)? })
    }
}

/// Where the coded data that begins at `at` ends: before the next marker that is no restart.
fn end_of_scan(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let is_end = |it: &usize| matches!(rest.get(it + 1), Some(it) if !matches!(it, 0 | 0xD0..=0xD7 | 0xFF));
    memchr::memchr_iter(0xFF, rest).find(is_end).map_or(bytes.len(), |it| at + it)
}

/// Whether the image comes to its end.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    segments(bytes).any(|it| it.marker == END[1])
}

/// The EXIF block.
pub(super) fn exif(head: &[u8]) -> Option<&[u8]> {
    let mut before_scan = segments(head).take_while(|it| it.marker != SCAN);
    before_scan.find_map(|it| (it.marker == 0xE1).then(|| it.payload.strip_prefix(EXIF)).flatten())
}

/// Without what tells of its maker, place and time; a `turn` that is not 1 is written down. Absent where it is damaged.
pub(super) fn bare(bytes: &[u8], turn: u8) -> Option<Vec<u8>> {
    let mut bare = Vec::with_capacity(bytes.len());
    bare.extend_from_slice(&START);
    let mut is_noted = turn == 1;
    for it in segments(bytes) {
        if !is_noted && it.marker != 0xE0 {
            put(&mut bare, 0xE1, &[EXIF, &exif::of_turn(turn)].concat());
            is_noted = true;
        }
        match it.marker {
            // The density of the pixels, without the small picture that may follow.
            0xE0 if it.payload.starts_with(b"JFIF\0") && it.payload.len() >= 12 => {
                put(&mut bare, 0xE0, &[&it.payload[..12], &[0, 0]].concat());
            }
            // The colours: what the numbers of a pixel mean.
            0xE2 if it.payload.starts_with(b"ICC_PROFILE\0") => bare.extend_from_slice(it.bytes),
            0xEE if it.payload.starts_with(b"Adobe") => bare.extend_from_slice(it.bytes),
            0xE0..=0xEF | COMMENT => {}
            // What cameras and phones append after the end goes too.
            0xD9 => {
                bare.extend_from_slice(&END);
                return Some(bare);
            }
            _ => bare.extend_from_slice(it.bytes),
        }
    }
    None
}

fn put(bytes: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    let len = u16::try_from(payload.len() + 2).unwrap_or(2);
    bytes.extend_from_slice(&[0xFF, marker]);
    bytes.extend_from_slice(&len.to_be_bytes());
    bytes.extend_from_slice(payload);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut bytes = START.to_vec();
        put(&mut bytes, 0xE0, b"JFIF\0\x01\x01\0\0\x48\0\x48\x01\x01abc");
        put(&mut bytes, 0xE1, &[EXIF, &exif::of_turn(6)[..], b"GPS 21.03"].concat());
        put(&mut bytes, 0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>");
        put(&mut bytes, 0xE2, b"ICC_PROFILE\0\x01\x01mau");
        put(&mut bytes, 0xED, b"Photoshop 3.0\0");
        put(&mut bytes, COMMENT, b"anh cua An");
        put(&mut bytes, 0xC0, &[8, 0, 16, 0, 32, 1, 1, 0x11, 0]);
        put(&mut bytes, SCAN, &[1, 1, 0, 0, 63, 0]);
        bytes.extend_from_slice(&[1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4]);
        put(&mut bytes, COMMENT, b"giua hai luot");
        put(&mut bytes, SCAN, &[1, 1, 0, 0, 63, 0]);
        bytes.extend_from_slice(&[5, 0xFF, 0xFF]);
        bytes.extend_from_slice(&END);
        bytes.extend_from_slice(b"phim cua dien thoai");
        bytes
    }

    #[test]
    fn keeps_pixels_and_colours_and_nothing_else() {
        let bytes = sample();
        assert_eq!(exif(&bytes).map(exif::turn), Some(6));
        let bare_bytes = bare(&bytes, 1).unwrap();
        let text = String::from_utf8_lossy(&bare_bytes).into_owned();
        for gone in ["Exif", "GPS", "adobe", "Photoshop", "An", "abc", "luot", "phim"] {
            assert!(!text.contains(gone), "{gone}");
        }
        assert!(text.contains("JFIF") && text.contains("ICC_PROFILE"));
        assert_eq!(segments(&bare_bytes).filter(|it| it.marker == SCAN).count(), 2);
        assert!(is_whole(&bare_bytes) && bare_bytes.ends_with(&END));
        assert_eq!(bare(&bare_bytes, 1), Some(bare_bytes));
    }

    #[test]
    fn notes_how_a_picture_is_turned_where_it_cannot_be_put_upright() {
        let turned = bare(&sample(), 6).unwrap();
        assert_eq!(exif(&turned).map(exif::turn), Some(6));
        assert!(!String::from_utf8_lossy(&turned).contains("GPS"));
    }

    #[test]
    fn no_damage_goes_unseen() {
        let bytes = sample();
        let end = bytes.len() - "phim cua dien thoai".len();
        for cut in 0..end {
            assert!(!is_whole(&bytes[..cut]) && bare(&bytes[..cut], 6).is_none(), "cut at {cut}");
        }
        assert!(is_whole(&bytes[..end]) && is_whole(&bytes));
    }
}
