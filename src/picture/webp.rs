//! WebP files as a row of chunks (RFC 9649). Pixels are never touched.

const ANIMATION: u8 = 0x02;
const XMP: u8 = 0x04;
const EXIF: u8 = 0x08;
#[cfg(feature = "images")]
const ALPHA: u8 = 0x10;
#[cfg(feature = "images")]
const PROFILE: u8 = 0x20;

fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes([four[0], four[1], four[2], four[3]])).ok()
}

/// The chunks of a file by name, each with its payload; fewer where the file ends too soon.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let end = le32(bytes, 4).map_or(0, |it| it.saturating_add(8));
    let mut at = 12;
    std::iter::from_fn(move || {
        let len = le32(bytes, at).and(le32(bytes, at + 4)).filter(|_| at < end)?;
        let payload = bytes.get(at + 8..at.checked_add(8)?.checked_add(len)?)?;
        let name = &bytes[at..at + 4];
        at += 8 + len + len % 2;
        Some((name, payload))
    })
}

/// Whether it is as long as it says.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    le32(bytes, 4).is_some_and(|it| it >= 4 && it.saturating_add(8) <= bytes.len())
}

/// The EXIF block.
pub(super) fn exif(head: &[u8]) -> Option<&[u8]> {
    let exif = chunks(head).find(|it| it.0 == b"EXIF").map(|it| it.1)?;
    Some(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
}

/// Whether it has more than one picture.
pub(super) fn is_moving(head: &[u8]) -> bool {
    chunks(head)
        .next()
        .is_some_and(|(name, it)| name == b"VP8X" && it.first().is_some_and(|it| it & ANIMATION != 0))
}

/// Without texts and whatever else cannot be seen; absent where it is damaged.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    if !is_whole(bytes) {
        return None;
    }
    let mut kept = Vec::new();
    for (name, payload) in chunks(bytes) {
        match name {
            b"VP8X" if !payload.is_empty() => {
                kept.push((name, [&[payload[0] & !(XMP | EXIF)], &payload[1..]].concat()));
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ICCP" | b"ANIM" | b"ANMF" => kept.push((name, payload.to_vec())),
            _ => {}
        }
    }
    Some(file(&kept))
}

fn file(chunks: &[(&[u8], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"RIFF\0\0\0\0WEBP".to_vec();
    for (name, payload) in chunks {
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(&u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend_from_slice(payload);
        if payload.len() % 2 == 1 {
            bytes.push(0);
        }
    }
    let len = u32::try_from(bytes.len() - 8).unwrap_or(u32::MAX).to_le_bytes();
    bytes[4..8].copy_from_slice(&len);
    bytes
}

/// The same picture with a profile of its colours.
#[cfg(feature = "images")]
pub(super) fn with_profile(
    bytes: &[u8],
    profile: &[u8],
    (width, height): (u32, u32),
    has_alpha: bool,
) -> Vec<u8> {
    let flags = PROFILE | if has_alpha { ALPHA } else { 0 };
    let three = |it: u32| it.saturating_sub(1).to_le_bytes();
    let (width, height) = (three(width), three(height));
    let head = [&[flags, 0, 0, 0], &width[..3], &height[..3]].concat();
    let mut all: Vec<(&[u8], Vec<u8>)> = vec![(b"VP8X", head), (b"ICCP", profile.to_vec())];
    all.extend(chunks(bytes).filter(|it| it.0 != b"VP8X").map(|(name, it)| (name, it.to_vec())));
    file(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_seen_and_nothing_else() {
        let seen: [(&[u8], Vec<u8>); 3] =
            [(b"VP8X", vec![0, 0, 0, 0, 9, 0, 0, 9, 0, 0]), (b"ICCP", vec![1, 2, 3]), (b"VP8 ", vec![4, 5])];
        let mut all = seen.to_vec();
        all[0].1[0] = XMP | EXIF;
        all.push((b"EXIF", super::super::exif::of_turn(8).to_vec()));
        all.push((b"XMP ", b"<x/>".to_vec()));
        let bytes = file(&all);
        assert_eq!(exif(&bytes).map(super::super::exif::turn), Some(8));
        assert_eq!(bare(&bytes), Some(file(&seen)));
        for cut in 0..bytes.len() {
            assert!(bare(&bytes[..cut]).is_none(), "cut at {cut}");
        }
    }
}
