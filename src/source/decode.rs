//! Bytes of a file → NFC text with LF line ends.

use std::sync::Arc;

use crate::{
    diag::{Diagnostic, Lines, Pos},
    text::fold,
    words,
};

/// Decodes UTF-8 (with or without BOM) and UTF-16 with BOM; CRLF becomes LF, NFD becomes NFC (with a note).
///
/// Fails with a finding that names the byte when the file is in another encoding.
pub fn decode(bytes: &[u8], file: &Arc<str>, found: &mut Vec<Diagnostic>) -> Result<String, Box<Diagnostic>> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3, file)?,
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, file)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, file)?,
        _ => utf8(bytes, 0, file)?,
    };
    let is_usual = memchr::memchr2(b'\r', 0, text.as_bytes()).is_none();
    let text = if is_usual { text } else { text.replace("\r\n", "\n").replace('\r', "\n") };
    if !is_usual && let Some(at) = text.find('\0') {
        let pos = Lines::new(&text).pos(at..at + 1);
        return Err(Box::new(
            Diagnostic::error(
                "file-encoding",
                words!(
                    "tệp có ký tự rỗng (NUL), có lẽ không phải tệp văn bản",
                    "the file holds NUL characters; it is probably not text"
                ),
            )
            .at(file, pos),
        ));
    }
    match fold::nfc(&text) {
        std::borrow::Cow::Borrowed(_) => Ok(text),
        std::borrow::Cow::Owned(composed) => {
            let same = text.char_indices().zip(composed.chars()).find(|((_, a), b)| a != b);
            let at = same.map_or(0, |((at, _), _)| at);
            found.push(
                Diagnostic::info(
                    "text-nfd",
                    words!(
                        "tệp dùng dấu tổ hợp (Unicode NFD); bantin đã đọc theo dạng dựng sẵn (NFC)",
                        "the file uses combining marks (NFD); it was read as NFC"
                    ),
                )
                .help(words!(
                    "lưu lại tệp bằng bộ gõ Unicode dựng sẵn",
                    "save the file with precomposed letters (NFC)"
                ))
                .at(file, Lines::new(&text).pos(at..at)),
            );
            Ok(composed)
        }
    }
}

fn utf8(bytes: &[u8], skipped: usize, file: &Arc<str>) -> Result<String, Box<Diagnostic>> {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let good = error.valid_up_to();
            let before = String::from_utf8_lossy(&bytes[..good]).into_owned();
            let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
            let column = before.rsplit('\n').next().map_or(0, |it| it.chars().count());
            let pos = Pos { line, column: u32::try_from(column + 1).unwrap_or(u32::MAX), len: 0 };
            Err(encoding(skipped + good, pos, file))
        }
    }
}

fn utf16(bytes: &[u8], word: fn([u8; 2]) -> u16, file: &Arc<str>) -> Result<String, Box<Diagnostic>> {
    let words = bytes.chunks_exact(2).map(|it| word([it[0], it[1]]));
    let mut text = String::with_capacity(bytes.len());
    for (at, c) in char::decode_utf16(words).enumerate() {
        match c {
            Ok(c) => text.push(c),
            Err(_) => return Err(encoding(2 + at * 2, Lines::new(&text).pos(text.len()..text.len()), file)),
        }
    }
    if bytes.len() % 2 == 1 {
        return Err(encoding(bytes.len() + 1, Lines::new(&text).pos(text.len()..text.len()), file));
    }
    Ok(text)
}

fn encoding(byte: usize, pos: Pos, file: &Arc<str>) -> Box<Diagnostic> {
    let number = byte + 1;
    Box::new(
        Diagnostic::error(
            "file-encoding",
            words!("byte thứ {number} của tệp không phải UTF-8", "byte {number} of the file is not UTF-8"),
        )
        .help(words!(
            "mở tệp bằng trình soạn thảo rồi lưu lại với bảng mã UTF-8 (tệp cũ có thể là TCVN3, VNI hoặc Windows-1258)",
            "open the file and save it as UTF-8 (old files may be TCVN3, VNI or Windows-1258)"
        ))
        .at(file, pos),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, Vec<&'static str>), String> {
        let mut found = Vec::new();
        let text = decode(bytes, &Arc::from("a.md"), &mut found).map_err(|it| it.message.vi)?;
        Ok((text, found.into_iter().map(|it| it.code).collect()))
    }

    #[test]
    fn reads_bom_crlf_and_utf16() {
        assert_eq!(read("\u{feff}Một\r\nhai\r".as_bytes()), Ok(("Một\nhai\n".to_owned(), vec![])));
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF).chain("Đất".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), Ok(("Đất".to_owned(), vec![])));
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF).chain("Đất".encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&utf16), Ok(("Đất".to_owned(), vec![])));
    }

    #[test]
    fn composes_and_says_so() {
        assert_eq!(read("tie\u{302}\u{301}ng".as_bytes()), Ok(("tiếng".to_owned(), vec!["text-nfd"])));
    }

    #[test]
    fn names_the_bad_byte() {
        assert_eq!(read(b"abc\xD0\x20"), Err("byte thứ 4 của tệp không phải UTF-8".to_owned()));
        assert_eq!(read(b"\xFF\xFEa"), Err("byte thứ 3 của tệp không phải UTF-8".to_owned()));
    }
}
