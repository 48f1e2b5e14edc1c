//! The picture that a chat or a social network shows for a page: its heading in large letters, under the name of the site.
//!
//! Be Vietnam Pro, inside the program (`fonts/OFL.txt`), has every letter of Vietnamese, and for each mark its place.

/// Pixels across, as networks ask for.
pub const WIDTH: u32 = 1200;
/// Pixels down.
pub const HEIGHT: u32 = 630;

/// Counted up when a card of the same words looks otherwise than before.
#[cfg(feature = "cards")]
const VERSION: u8 = 1;

/// What a card says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Card {
    /// The heading of the page.
    pub title: String,
    /// Above it: the name of the site, or its slogan on its own card.
    pub above: String,
    /// Below it: who publishes.
    pub below: String,
}

#[cfg(not(feature = "cards"))]
impl Card {
    /// No fingerprint: the program was built without cards.
    pub fn key(&self) -> crate::stamp::Fp {
        crate::stamp::Fp::NONE
    }

    /// No picture: the program was built without cards.
    pub fn draw(&self) -> Vec<u8> {
        Vec::new()
    }
}

#[cfg(feature = "cards")]
mod drawn {
    use std::{
        collections::{BTreeMap, BTreeSet},
        sync::{Arc, OnceLock},
    };

    use resvg::{
        tiny_skia::{Pixmap, Transform},
        usvg::{Node, Options, Tree, fontdb::Database},
    };

    use super::{Card, HEIGHT, VERSION, WIDTH};
    use crate::{
        stamp::Fp,
        text::{escape, nfc},
    };

    const FONT: &[u8] = include_bytes!("fonts/BeVietnamPro-Bold.ttf");
    const FAMILY: &str = "Be Vietnam Pro";

    /// Left and right of all lines.
    const MARGIN: f32 = 80.0;
    /// Room for the heading, across and down.
    const ROOM: (f32, f32) = (1040.0, 380.0);
    /// Sizes of the heading, the first that fits.
    const SIZES: [f32; 5] = [76.0, 66.0, 57.0, 49.0, 42.0];
    /// From line to line, in sizes.
    const LEADING: f32 = 1.28;
    /// The size in which words are measured.
    const MEASURED: f32 = 100.0;

    impl Card {
        /// The fingerprint of what it shows.
        pub fn key(&self) -> Fp {
            Fp::of(&(VERSION, "card", self))
        }

        /// The picture, as PNG; nothing where there is no room for it in memory.
        pub fn draw(&self) -> Vec<u8> {
            let [title, above, below] = [&self.title, &self.above, &self.below].map(|it| words(it));
            let widths = Widths::of([&title, &above, &below].into_iter().flatten());
            let (size, lines) = fit(&title, &widths);
            let mut svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
                 <rect width=\"1200\" height=\"630\" fill=\"#0b4a45\"/><rect width=\"1200\" height=\"14\" fill=\"#e0a526\"/>\
                 <g font-family=\"{FAMILY}\" font-weight=\"700\" xml:space=\"preserve\">"
            );
            line(&mut svg, &widths.cut(&above, 30.0), 92.0, 30.0, "#bfe0da");
            // The heading stands in the middle of its room.
            let height = LEADING * size * f32::from(u8::try_from(lines.len()).unwrap_or(u8::MAX));
            let mut at = 130.0 + (ROOM.1 - height) / 2.0 + size;
            for it in &lines {
                line(&mut svg, it, at, size, "#ffffff");
                at += LEADING * size;
            }
            line(&mut svg, &widths.cut(&below, 30.0), 572.0, 30.0, "#ffffff");
            svg.push_str("</g></svg>");
            paint(&svg).unwrap_or_default()
        }
    }

    fn words(text: &str) -> Vec<String> {
        nfc(text).split_whitespace().map(str::to_owned).collect()
    }

    fn line(svg: &mut String, text: &str, y: f32, size: f32, fill: &str) {
        svg.push_str(&format!("<text x=\"{MARGIN}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\">"));
        escape::html(text, svg);
        svg.push_str("</text>");
    }

    fn options() -> &'static Options<'static> {
        static OPTIONS: OnceLock<Options<'static>> = OnceLock::new();
        OPTIONS.get_or_init(|| {
            let mut fonts = Database::new();
            fonts.load_font_data(FONT.to_vec());
            Options { fontdb: Arc::new(fonts), font_family: FAMILY.to_owned(), ..Options::default() }
        })
    }

    fn paint(svg: &str) -> Option<Vec<u8>> {
        let tree = Tree::from_str(svg, options()).ok()?;
        let mut pixels = Pixmap::new(WIDTH, HEIGHT)?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        pixels.encode_png().ok()
    }

    /// The largest size in which a heading fits, with its lines; a longer one is cut in the smallest.
    fn fit(title: &[String], widths: &Widths) -> (f32, Vec<String>) {
        let mut fitted = (SIZES[0], Vec::new());
        for size in SIZES {
            let lines = widths.lines(title, size);
            let most = (1..u8::MAX).take_while(|it| f32::from(*it) * size * LEADING <= ROOM.1).count();
            let fits = lines.len() <= most && title.iter().all(|it| widths.word(it, size) <= ROOM.0);
            fitted = (size, lines);
            if fits {
                return fitted;
            }
            fitted.1.truncate(most);
        }
        if let Some(last) = fitted.1.last_mut() {
            last.push('…');
        }
        fitted
    }

    /// Measured words.
    struct Widths {
        of: BTreeMap<String, f32>,
        space: f32,
    }

    impl Widths {
        fn of<'a>(words: impl Iterator<Item = &'a String>) -> Self {
            let mut words: BTreeSet<&str> = words.map(String::as_str).collect();
            words.extend(["n", "n n", "…"]);
            let mut svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
                 <g font-family=\"{FAMILY}\" font-weight=\"700\">"
            );
            for (at, word) in words.iter().enumerate() {
                svg.push_str(&format!("<text id=\"w{at}\" font-size=\"{MEASURED}\">"));
                escape::html(word, &mut svg);
                svg.push_str("</text>");
            }
            svg.push_str("</g></svg>");
            let words: Vec<&str> = words.into_iter().collect();
            let mut of = BTreeMap::new();
            if let Ok(tree) = Tree::from_str(&svg, options()) {
                collect(tree.root().children(), &words, &mut of);
            }
            let width = |it: &str| of.get(it).copied().unwrap_or(MEASURED / 2.0);
            let space = (width("n n") - 2.0 * width("n")).max(0.0);
            Self { of, space }
        }

        fn word(&self, word: &str, size: f32) -> f32 {
            self.of.get(word).copied().unwrap_or_default() * size / MEASURED
        }

        /// Words filled into lines.
        fn lines(&self, words: &[String], size: f32) -> Vec<String> {
            let (mut lines, mut width) = (Vec::<String>::new(), 0.0);
            for word in words {
                let own = self.word(word, size);
                let with = width + self.space * size / MEASURED + own;
                match lines.last_mut() {
                    Some(line) if with <= ROOM.0 => {
                        line.push(' ');
                        line.push_str(word);
                        width = with;
                    }
                    _ => {
                        lines.push(word.clone());
                        width = own;
                    }
                }
            }
            lines
        }

        /// As much as stands on one line.
        fn cut(&self, words: &[String], size: f32) -> String {
            let mut lines = self.lines(words, size).into_iter();
            let first = lines.next().unwrap_or_default();
            if lines.next().is_some() { format!("{first}…") } else { first }
        }
    }

    fn collect(nodes: &[Node], words: &[&str], of: &mut BTreeMap<String, f32>) {
        for node in nodes {
            match node {
                Node::Group(group) => collect(group.children(), words, of),
                Node::Text(text) => {
                    let at = text.id().strip_prefix('w').and_then(|it| it.parse::<usize>().ok());
                    if let Some(word) = at.and_then(|it| words.get(it)) {
                        of.insert((*word).to_owned(), text.bounding_box().width());
                    }
                }
                _ => {}
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        const LONG: &str = "Đẩy mạnh cải cách thủ tục hành chính, nghiêm túc thực hiện cơ chế một cửa, một cửa liên thông \
            trong giải quyết thủ tục hành chính cho người dân và doanh nghiệp trên địa bàn tỉnh giai đoạn 2025 – 2030";

        #[test]
        fn lines_are_as_wide_as_there_is_room() {
            let words = words(LONG);
            let widths = Widths::of(words.iter());
            let (size, lines) = fit(&words, &widths);
            assert_eq!(lines.join(" "), LONG, "nothing is lost");
            let width = |line: &str| {
                let space = widths.space * size / MEASURED;
                line.split(' ').map(|it| widths.word(it, size) + space).sum::<f32>() - space
            };
            for (at, it) in lines.iter().enumerate() {
                assert!(width(it) <= ROOM.0, "{it}");
                assert!(at + 1 == lines.len() || width(it) > ROOM.0 * 0.7, "{it}");
            }
            assert!(fit(&words[..3], &widths).0 >= SIZES[0]);
            let (_, cut) = fit(&[&words[..], &words[..], &words[..]].concat(), &widths);
            assert!(cut.last().is_some_and(|it| it.ends_with('…')));
        }

        #[test]
        fn composed_and_decomposed_marks_look_the_same() {
            use unicode_normalization::UnicodeNormalization;
            let card =
                |title: String| Card { title, above: "Cải cách".into(), below: "Sở Nội vụ".into() };
            let nfd: String = LONG.nfd().collect();
            assert!(nfd != LONG);
            let drawn = card(LONG.to_owned()).draw();
            assert!(drawn == card(nfd).draw());
            assert_eq!(crate::picture::dims(&drawn), Some((WIDTH, HEIGHT)));
        }

        #[test]
        fn the_font_has_every_letter_of_vietnamese() {
            let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯYđĐ";
            let marks = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
            let letters =
                vowels.chars().flat_map(|it| marks.map(|mark| nfc(&format!("{it}{mark}")).into_owned()));
            let letters: Vec<String> = letters.filter(|it| it.chars().count() == 1).collect();
            assert!(letters.len() > 140);
            let missing = Widths::of(["\u{10ffff}".to_owned()].iter()).word("\u{10ffff}", 1.0);
            let widths = Widths::of(letters.iter());
            for it in &letters {
                assert!(widths.word(it, 1.0) > missing, "{it}");
            }
        }
    }
}
