//! Whatever bytes stand in the files of a site, the program says what is wrong and goes on.

use std::fs;

use crate::{site_test::SiteTest, tree};

/// xorshift64*, so that every run makes the same changes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % end.max(1)
    }
}

/// What tends to break readers of text.
const PIECES: &[&str] = &[
    "\0",
    "\t",
    "\r",
    "---\n",
    "\"",
    "'",
    "[",
    "]]",
    "{",
    "}}",
    ": ",
    " #",
    "&a ",
    "*a",
    "|",
    "> ",
    "```",
    "[^1]",
    "![](",
    "\u{a0}",
    "\u{301}",
    "\u{d0}",
    "\u{feff}",
    "99999999999999999999",
    "-1",
    "31/02/2025",
    ",\"",
    ";",
    "a) ",
    "đ) ",
    "**",
    "<script>",
    "&#0;",
    "%2e%2e/",
    "khoản 999 Điều ",
    "số 1/2/3/NĐ-CP",
    "🎉",
    "\u{202e}",
    "{{ x }}",
    "ß",
    "ﬁ",
    "İ",
];

const TABLE: &str = "content/van-ban/dang-ky.csv";

/// How often files are changed; `ROUNDS=5000 SEED=7` hunts for longer and elsewhere.
fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(usual)
}

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    // Half of the changes fall in the front matter, where most of the reading is done.
    let end = if dice.below(2) == 0 { bytes.len().min(600) } else { bytes.len() };
    let at = dice.below(end + 1).min(bytes.len());
    match dice.below(5) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 => {
            let to = (at + dice.below(40)).min(bytes.len());
            bytes.drain(at..to);
        }
        2 => {
            let to = (at + dice.below(200)).min(bytes.len());
            let copied = bytes[at..to].to_vec();
            bytes.splice(at..at, copied);
        }
        _ => {
            let piece = PIECES[dice.below(PIECES.len())].as_bytes().iter().copied();
            bytes.splice(at..at, piece);
        }
    }
}

#[test]
fn no_bytes_in_the_files_stop_the_program() {
    let site = SiteTest::demo();
    // A smaller newsroom, so that many rounds take little time.
    for folder in ["hinh-anh", "dien-hinh"] {
        fs::remove_dir_all(site.path("content").join(folder)).unwrap();
    }
    let texts = tree::read(&site.path("content"));
    let many = texts.keys().filter(|it| it.starts_with("tin-tuc/") || it.starts_with("van-ban/n"));
    for (_, name) in many.enumerate().filter(|(at, _)| at % 12 != 0) {
        fs::remove_file(site.path("content").join(name)).unwrap();
    }
    let table: String = site.read(TABLE).split_inclusive('\n').take(12).collect();
    fs::write(site.path(TABLE), table).unwrap();
    let sources = tree::read(&site.path("content"));
    let texts: Vec<&String> = sources.keys().collect();
    let templates: Vec<String> = tree::read(&site.path("themes")).into_keys().collect();
    let mut dice = Dice(setting("SEED", 2025).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    for round in 0..setting("ROUNDS", 100) {
        // A few files at once: what one breaks is seldom hidden by another.
        let mut changed: Vec<String> = Vec::new();
        for _ in 0..3 {
            let name = match dice.below(20) {
                0 => "bantin.yaml".to_owned(),
                1 => format!("themes/{}", templates[dice.below(templates.len())]),
                2..5 => {
                    let registries: Vec<_> = texts.iter().filter(|it| it.starts_with("danh-muc/")).collect();
                    format!("content/{}", registries[dice.below(registries.len())])
                }
                5..7 => TABLE.to_owned(),
                _ => format!("content/{}", texts[dice.below(texts.len())]),
            };
            let mut bytes = fs::read(site.path(&name)).unwrap();
            for _ in 0..=dice.below(6) {
                mutate(&mut bytes, &mut dice);
            }
            fs::write(site.path(&name), bytes).unwrap();
            changed.push(name);
        }
        let output = site.command().args(["check", "--as-of", "1/3/2026"]).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let is_calm = matches!(output.status.code(), Some(0 | 1)) && !err.contains("panicked");
        assert!(is_calm, "round {round}, {changed:?}: {:?}\n{err}\n{out}", output.status);
        for name in changed {
            let original = match name.strip_prefix("content/").and_then(|it| sources.get(it)) {
                Some(bytes) => bytes.clone(),
                None => fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&name)).unwrap(),
            };
            fs::write(site.path(&name), original).unwrap();
        }
    }
}
