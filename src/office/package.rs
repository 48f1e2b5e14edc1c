//! Zip packages: `.docx`, `.xlsx`, and archives of evidence. What a package says of
//! itself is never believed: bytes are counted as they come out.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{diag::Words, words};

/// What all parts of a package may hold together, unpacked: far more than any table or text that people typed.
const MOST_BYTES: u64 = 128 << 20;
/// How many parts a package may have.
const MOST_PARTS: usize = 20_000;

/// Why a package cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A `.doc` or `.xls` of before 2007, or one that is locked by a password.
    Old,
    /// A PDF.
    Pdf,
    /// Something else that is no zip.
    Foreign,
    /// A zip that is cut off or whose sums are wrong.
    Damaged,
    /// More bytes come out than any document has: made to fill the memory.
    TooLarge,
    /// A sound zip without the part that a document of this kind has.
    NotThis,
}

impl Fault {
    /// What is wrong, and what to do; `kind` is `docx` or `xlsx`.
    pub fn words(self, kind: &str) -> (Words, Words) {
        match self {
            Self::Old => (
                words!(
                    "tệp là Word, Excel loại cũ (.doc, .xls) hoặc có mật khẩu",
                    "the file is of an old Word or Excel (.doc, .xls), or has a password"
                ),
                words!(
                    "mở tệp, bỏ mật khẩu nếu có, rồi lưu lại thành .{kind}",
                    "open it, take the password off, and save it as .{kind}"
                ),
            ),
            Self::Pdf => (
                words!("tệp là PDF", "the file is a PDF"),
                words!("dùng tệp gốc .{kind}", "take the original .{kind}"),
            ),
            Self::Foreign | Self::NotThis => (
                words!("tệp không phải .{kind}", "the file is no .{kind}"),
                words!(
                    "mở tệp bằng chương trình đã tạo ra nó rồi lưu thành .{kind}",
                    "open it with the program that made it and save it as .{kind}"
                ),
            ),
            Self::Damaged => (
                words!("tệp bị hỏng hoặc chép chưa hết", "the file is damaged or cut off"),
                words!(
                    "chép lại tệp; nếu vẫn hỏng, mở bằng chương trình văn phòng rồi lưu lại",
                    "copy it again; else open it with an office program and save it again"
                ),
            ),
            Self::TooLarge => (
                words!(
                    "tệp bung ra quá lớn (hơn 128 MB), nên không được đọc",
                    "the file unpacks to more than 128 MB and is not read"
                ),
                words!(
                    "chép phần chữ sang một tệp mới rồi dùng tệp ấy",
                    "copy its text to a new file and take that one"
                ),
            ),
        }
    }
}

/// A package whose parts may be read: it was unpacked once, within the limits.
#[derive(Debug)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Unpacks the parts that `is_wanted` by their names; the others are unpacked too, to see that they are sound, and dropped.
    ///
    /// Fails where it is no package, is damaged, or more comes out of it than the limit.
    pub fn open(bytes: &[u8], is_wanted: impl Fn(&str) -> bool) -> Result<Self, Fault> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(Fault::Old);
        }
        if bytes.starts_with(b"%PDF") {
            return Err(Fault::Pdf);
        }
        if !bytes.starts_with(b"PK") {
            return Err(Fault::Foreign);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(Fault::TooLarge);
        }
        let (mut parts, mut room) = (Vec::new(), MOST_BYTES);
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).map_err(|_| Fault::Damaged)?;
            let name = part.name().map_err(|_| Fault::Damaged)?.into_owned();
            let mut bytes = Vec::new();
            let len = if is_wanted(&name) {
                part.by_ref().take(room + 1).read_to_end(&mut bytes).map(u64::try_from)
            } else {
                std::io::copy(&mut part.by_ref().take(room + 1), &mut std::io::sink()).map(Ok)
            };
            let len = len.map_err(|_| Fault::Damaged)?.unwrap_or(u64::MAX);
            room = room.checked_sub(len).ok_or(Fault::TooLarge)?;
            if is_wanted(&name) {
                parts.push((name, bytes));
            }
        }
        Ok(Self { parts })
    }

    /// The names of the parts that were wanted, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|it| it.0.as_str())
    }

    /// The bytes of a part.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.iter().find(|it| it.0 == name).map(|it| it.1.as_slice())
    }

    /// The same as text; absent where it is not UTF-8, which all parts of office programs are.
    pub fn text(&self, name: &str) -> Option<&str> {
        let text = std::str::from_utf8(self.part(name)?).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

/// A zip of `(name, bytes)` in the order given, each dated `date` (years 1980 to 2107). The same input gives the same bytes.
///
/// Fails where there are more bytes than a zip can hold.
pub fn pack<'a>(
    parts: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    date: jiff::civil::Date,
) -> std::io::Result<Vec<u8>> {
    let part = |it: i8| u8::try_from(it).unwrap_or(1);
    let year = u16::try_from(date.year()).unwrap_or(1980);
    let stamp = DateTime::from_date_and_time(year, part(date.month()), part(date.day()), 0, 0, 0);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(stamp.unwrap_or_default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        pack(parts.iter().copied(), jiff::civil::date(2026, 3, 5)).unwrap()
    }

    #[test]
    fn reads_what_it_wrote_and_writes_the_same_again() {
        let parts: &[(&str, &[u8])] = &[("một/hai.txt", b"abc"), ("b", b"")];
        let bytes = packed(parts);
        assert_eq!(bytes, packed(parts));
        let package = Package::open(&bytes, |it| it != "b").unwrap();
        assert_eq!((package.text("một/hai.txt"), package.part("b")), (Some("abc"), None));
    }

    #[test]
    fn refuses_what_is_no_package_and_what_is_made_to_burst() {
        let fault = |bytes: &[u8]| Package::open(bytes, |_| true).unwrap_err();
        assert_eq!(fault(b"%PDF-1.7"), Fault::Pdf);
        assert_eq!(fault(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Fault::Old);
        assert_eq!(fault("Kế hoạch".as_bytes()), Fault::Foreign);
        let whole = packed(&[("a", &[b'x'; 5000])]);
        assert_eq!(fault(&whole[..whole.len() / 2]), Fault::Damaged);
        let mut wrong = whole.clone();
        wrong[40] ^= 0x55;
        assert_eq!(fault(&wrong), Fault::Damaged);
        let zeros = vec![0; 50 << 20];
        assert_eq!(fault(&packed(&[("a", &zeros), ("b", &zeros), ("c", &zeros)])), Fault::TooLarge);
    }
}
