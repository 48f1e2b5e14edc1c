//! How many pixels a picture has, from its first bytes.

/// Width and height from the head of a picture; 64 KB are enough for every format but JPEG with a large EXIF.
pub fn dims(head: &[u8]) -> Option<(u32, u32)> {
    match head {
        [0x89, b'P', b'N', b'G', ..] => Some((be32(head, 16)?, be32(head, 20)?)),
        [b'G', b'I', b'F', ..] => Some((le16(head, 6)?, le16(head, 8)?)),
        [0xFF, 0xD8, ..] => jpeg(head),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(head),
        _ => svg(head),
    }
}

pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).map(|it| u32::from_be_bytes([it[0], it[1], it[2], it[3]]))
}

pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(2)?).map(|it| u32::from(u16::from_be_bytes([it[0], it[1]])))
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(2)?).map(|it| u32::from(u16::from_le_bytes([it[0], it[1]])))
}

/// Walks the segments to the start-of-frame marker (ITU-T T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return Some((be16(bytes, at + 7)?, be16(bytes, at + 5)?));
        }
        at += 2 + usize::try_from(be16(bytes, at + 2)?).ok()?;
    }
}

/// WebP container specification: VP8, VP8L and VP8X chunks.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => Some((le16(bytes, 26)? & 0x3FFF, le16(bytes, 28)? & 0x3FFF)),
        b"VP8L" => {
            let bits =
                u32::from_le_bytes([*bytes.get(21)?, *bytes.get(22)?, *bytes.get(23)?, *bytes.get(24)?]);
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        b"VP8X" => {
            let three = |at: usize| Some(le16(bytes, at)? | u32::from(*bytes.get(at + 2)?) << 16);
            Some((three(24)? + 1, three(27)? + 1))
        }
        _ => None,
    }
}

/// `width` and `height` in px or without unit, else the `viewBox`.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(bytes);
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let value = |name: &str| {
        let at =
            tag.match_indices(name).find(|(at, _)| tag[..*at].ends_with(char::is_whitespace))?.0 + name.len();
        let rest = tag[at..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    let pixels = |name: &str| value(name)?.trim_end_matches("px").trim().parse::<f64>().ok();
    let (width, height) = match (pixels("width"), pixels("height")) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let mut numbers = value("viewBox")?.split([' ', ',']).filter(|it| !it.is_empty()).skip(2);
            (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?)
        }
    };
    let whole = |it: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
        (1.0..1e6).contains(&it).then(|| it.round() as u32)
    };
    Some((whole(width)?, whole(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_size_of_drawings() {
        assert_eq!(
            dims(br#"<?xml version="1.0"?><svg xmlns="x" width="640" height='360px'>"#),
            Some((640, 360))
        );
        assert_eq!(dims(br#"<svg stroke-width="3" viewBox="0 0 1200 675">"#), Some((1200, 675)));
        assert_eq!(dims(br#"<svg width="100%" viewBox="0,0,12.4,6.7">"#), Some((12, 7)));
        assert_eq!(dims(b"khong phai anh"), None);
    }

    #[test]
    fn reads_the_size_of_photos() {
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 2, 0], &[0, 0, 1, 0]].concat();
        assert_eq!(dims(&png), Some((512, 256)));
        let jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 17, 8, 1, 0, 2, 0, 3];
        assert_eq!(dims(&jpeg), Some((512, 256)));
        assert_eq!(dims(&jpeg[..12]), None);
        assert_eq!(dims(b"GIF89a\x80\x02\x68\x01"), Some((640, 360)));
    }
}
