//! How postings are written: printable ASCII that needs no escape in a JavaScript string and packs well.
//!
//! A list of places is written group by group: `!`, the distance from the last group, then the distances from place to place
//! less one. A number is one final character of 44, after digits to the base 31. A weight is one character.

/// Places in a group.
pub(super) const PER_GROUP: u32 = 1 << 16;

/// A posting: a page and how strongly the word stands in it.
pub(super) type Posting = (u32, u8);

fn number(value: u32, out: &mut String) {
    let mut high = value / 44;
    let mut digits = Vec::new();
    while high > 0 {
        digits.push(char::from(b']' + u8::try_from(high % 31).unwrap_or_default()));
        high /= 31;
    }
    out.extend(digits.into_iter().rev());
    out.push(char::from(b'#' + u8::try_from(value % 44).unwrap_or_default()));
}

/// Writes the pages of `postings`, which are in order.
pub(super) fn pages(postings: &[Posting], out: &mut String) {
    let (mut group, mut next) = (0, 0);
    for (at, &(page, _)) in postings.iter().enumerate() {
        let (its, place) = (page / PER_GROUP, page % PER_GROUP);
        if at == 0 || its != group {
            out.push('!');
            number(its - group, out);
            (group, next) = (its, 0);
        }
        number(place - next, out);
        next = place + 1;
    }
}

/// Writes the weights of `postings`; nothing where all are zero.
pub(super) fn weights(postings: &[Posting], out: &mut String) {
    if postings.iter().any(|it| it.1 > 0) {
        out.extend(postings.iter().map(|it| char::from(b'0' + it.1.min(31))));
    }
}

/// Reads what [`pages`] and [`weights`] wrote; absent when it is anything else.
pub(super) fn read(pages: &str, weights: &str) -> Option<Vec<Posting>> {
    let mut weights = weights.bytes().map(|it| it.wrapping_sub(b'0'));
    let has_weights = weights.len() > 0;
    let (mut group, mut next, mut high, mut is_group) = (0_u32, 0_u32, 0_u32, false);
    let mut postings = Vec::new();
    for byte in pages.bytes() {
        match byte {
            b'!' => is_group = true,
            b']'..=b'{' => high = high.checked_mul(31)?.checked_add(u32::from(byte - b']'))?,
            b'#'..=b'N' => {
                let value = std::mem::take(&mut high).checked_mul(44)?.checked_add(u32::from(byte - b'#'))?;
                if std::mem::take(&mut is_group) {
                    (group, next) = (group.checked_add(value)?, 0);
                } else {
                    let page = group.checked_mul(PER_GROUP)?.checked_add(next)?.checked_add(value)?;
                    postings.push((page, if has_weights { weights.next()? } else { 0 }));
                    next += value + 1;
                }
            }
            _ => return None,
        }
    }
    Some(postings)
}

/// How a word begins: its first four letters; the whole of a number, of a filter.
pub(super) fn beginning(term: &str) -> &str {
    match term.char_indices().nth(4) {
        Some((end, _)) if term.starts_with(char::is_alphabetic) => &term[..end],
        _ => term,
    }
}

/// In which of `n` files a term stands (`n` is a power of two): what begins alike stands together.
pub(super) fn bucket(term: &str, n: u32) -> usize {
    let units = beginning(term).encode_utf16();
    let hash = units.fold(0x811c_9dc5_u32, |hash, it| (hash ^ u32::from(it)).wrapping_mul(0x0100_0193));
    usize::try_from((hash ^ (hash >> 15)) & (n - 1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(postings: &[Posting], expected: &str) {
        let mut out = String::new();
        pages(postings, &mut out);
        out.push('|');
        weights(postings, &mut out);
        assert_eq!(out, expected);
        let (pages, weights) = out.split_once('|').unwrap();
        assert_eq!(read(pages, weights).as_deref(), Some(postings));
    }

    #[test]
    fn writes_neighbours_as_equal_characters() {
        check(&[(0, 0), (1, 0), (2, 0)], "!####|");
        check(&[(1, 3), (2, 0), (4, 12)], "!#$#$|30<");
        check(&[(PER_GROUP, 0), (PER_GROUP + 44, 0), (3 * PER_GROUP, 0)], "!$#N!%#|");
        check(&[(45, 31), (PER_GROUP - 1, 0)], "!#^$^n]4|O0");
    }

    #[test]
    fn puts_what_begins_alike_in_one_file() {
        for n in [16, 1024] {
            assert_eq!(bucket("nghi", n), bucket("nghiem", n));
            assert!(bucket("cai", n) < n as usize);
        }
        assert_ne!(bucket("46800", 1024), bucket("46801", 1024));
        assert_ne!(bucket("hanh", 1024), bucket("hang", 1024));
        assert_eq!(bucket("cai", 1024), 136);
    }
}
