//! The one thing of EXIF that a picture needs: how the camera was held.

/// The orientation of a TIFF block (EXIF 2.32, 4.6.2), 1 to 8; 1 where it tells none.
pub(super) fn turn(tiff: &[u8]) -> u8 {
    orientation(tiff).filter(|it| (1..=8).contains(it)).and_then(|it| u8::try_from(it).ok()).unwrap_or(1)
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let is_big = match tiff.get(..4)? {
        b"II*\0" => false,
        b"MM\0*" => true,
        _ => return None,
    };
    let short = |at: usize| {
        let two = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if is_big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let long = |at: usize| {
        let (a, b) = (u32::from(short(at)?), u32::from(short(at + 2)?));
        usize::try_from(if is_big { a << 16 | b } else { b << 16 | a }).ok()
    };
    let directory = long(4)?;
    let entries = usize::from(short(directory)?);
    let mut all = (0..entries).map(|it| directory + 2 + it * 12);
    let at = all.find(|at| short(*at) == Some(0x0112))?;
    short(at + 8)
}

/// A TIFF block that tells `turn` and nothing else.
pub(super) fn of_turn(turn: u8) -> [u8; 26] {
    let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    tiff[19] = turn;
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_how_the_camera_was_held() {
        for it in 1..=8 {
            assert_eq!(turn(&of_turn(it)), it);
        }
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(turn(little), 6);
        for cut in 0..20 {
            assert_eq!(turn(&little[..cut.min(19)]), 1);
        }
        assert_eq!(turn(&of_turn(9)), 1);
    }
}
