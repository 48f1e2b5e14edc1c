//! PNG files as a row of chunks (PNG, third edition, 5). Pixels are never touched.

use super::dims::be32;

/// The chunk of the end.
pub(super) const END: [u8; 12] = *b"\0\0\0\0IEND\xAE\x42\x60\x82";

const START: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that change how the pixels look: transparency, colours, density, movement.
const SEEN: &[&[u8]] = &[
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST",
    b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

/// The chunks of a file by name, each with its payload and all of its bytes; fewer where the file ends too soon.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8], &[u8])> {
    let mut at = if bytes.starts_with(START) { START.len() } else { usize::MAX };
    std::iter::from_fn(move || {
        let len = usize::try_from(be32(bytes, at)?).ok()?;
        let end = at.checked_add(12)?.checked_add(len)?;
        let whole = bytes.get(at..end)?;
        let name = &whole[4..8];
        at = if name == b"IEND" { usize::MAX - 4 } else { end };
        Some((name, &whole[8..8 + len], whole))
    })
}

/// Whether it comes to its end.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    chunks(bytes).any(|it| it.0 == b"IEND")
}

/// The EXIF block.
pub(super) fn exif(head: &[u8]) -> Option<&[u8]> {
    chunks(head).find(|it| it.0 == b"eXIf").map(|it| it.1)
}

/// Whether it has more than one picture.
pub(super) fn is_moving(head: &[u8]) -> bool {
    chunks(head).take_while(|it| it.0 != b"IDAT").any(|it| it.0 == b"acTL")
}

/// Without texts and whatever else cannot be seen; absent where it is damaged.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bare = Vec::with_capacity(bytes.len());
    bare.extend_from_slice(START);
    for (name, _, whole) in chunks(bytes) {
        let is_critical = name[0].is_ascii_uppercase();
        if is_critical || SEEN.contains(&name) {
            bare.extend_from_slice(whole);
        }
        if name == b"IEND" {
            return Some(bare);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], payload: &[u8]) -> Vec<u8> {
        let len = u32::try_from(payload.len()).unwrap().to_be_bytes();
        [&len[..], name, payload, b"tong"].concat()
    }

    #[test]
    fn keeps_what_is_seen_and_nothing_else() {
        let parts = [
            START.to_vec(),
            chunk(b"IHDR", &[0; 13]),
            chunk(b"tEXt", b"Author\0An"),
            chunk(b"eXIf", &super::super::exif::of_turn(3)),
            chunk(b"iCCP", b"mau"),
            chunk(b"IDAT", b"diem anh"),
            chunk(b"tIME", b"2025"),
            END.to_vec(),
        ];
        let bytes = parts.concat();
        assert_eq!(exif(&bytes).map(super::super::exif::turn), Some(3));
        let kept = [&parts[0], &parts[1], &parts[4], &parts[5], &parts[7]];
        assert_eq!(bare(&[&bytes[..], b"them"].concat()), Some(kept.map(Clone::clone).concat()));
        for cut in 0..bytes.len() {
            assert!(!is_whole(&bytes[..cut]) && bare(&bytes[..cut]).is_none(), "cut at {cut}");
        }
        assert!(!is_moving(&bytes));
    }
}
