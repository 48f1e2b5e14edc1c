//! SVG drawings without what could act: an SVG that is opened by itself is a page like any other, on the newsroom's own address.
//!
//! What is known to draw stays (an allow list of elements); of attributes goes what acts, or reaches out of the file. What
//! programs for drawing note for themselves goes too, unmentioned. Nothing else changes; a drawing that has none of this
//! keeps its bytes.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use quick_xml::{
    Reader,
    escape::unescape_with,
    events::{BytesStart, Event},
};

use super::css;
use crate::text::escape;

/// What was taken out of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Removed {
    /// `<script>`, or an address that is one.
    Script,
    /// `onload="…"` and the like.
    Handler,
    /// `<foreignObject>` and other elements that draw nothing of SVG.
    Foreign,
    /// A part that is loaded from another file or site.
    External,
    /// Entities of a DOCTYPE.
    Entity,
}

/// A drawing as it may be published.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// Its bytes; absent where they are the same.
    pub bytes: Option<Vec<u8>>,
    /// What was taken out that someone may miss.
    pub removed: BTreeSet<Removed>,
    /// Whether it ends in the middle, or is no XML from some place on: what stands before is kept.
    pub is_damaged: bool,
}

/// Elements that draw, or hold what does (SVG 2, appendix F), without `script`, `foreignObject`, `feImage` and `metadata`.
const DRAWING: &[&str] = &[
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Elements that nobody misses.
const SILENT: &[&str] = &["metadata", "cursor", "color-profile"];

/// Takes out of a drawing what could act. Total: what is no drawing at all becomes empty.
pub fn clean(bytes: &[u8]) -> Clean {
    let (text, is_recoded) = text_of(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut pen = Pen { is_changed: is_recoded, ..Pen::default() };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => pen.event(event),
            Err(_) => {
                pen.is_damaged = true;
                break;
            }
        }
    }
    pen.is_damaged |= !pen.open.is_empty() || !pen.has_drawing;
    while let Some(name) = pen.open.pop() {
        pen.out.push_str(&format!("</{name}>"));
    }
    let is_same = !pen.is_changed && pen.removed.is_empty() && !pen.is_damaged;
    Clean {
        bytes: (!is_same).then(|| pen.out.into_bytes()),
        removed: pen.removed,
        is_damaged: pen.is_damaged,
    }
}

/// The letters of a drawing, and whether they were not UTF-8 in the file: UTF-16 with its mark (XML 1.0, 4.3.3).
fn text_of(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let wide = |rest: &[u8], of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|it| of([it[0], it[1]])).collect();
        (Cow::Owned(String::from_utf16_lossy(&units)), true)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => (String::from_utf8_lossy(bytes), false),
    }
}

/// Writes what may stay.
#[derive(Default)]
struct Pen {
    out: String,
    /// Names of the elements that are open and were written.
    open: Vec<String>,
    /// Elements that are open inside of one that was left out, with it.
    skipping: usize,
    /// Plain entities of the DOCTYPE: old programs write namespaces with them.
    entities: BTreeMap<String, String>,
    removed: BTreeSet<Removed>,
    is_changed: bool,
    is_damaged: bool,
    has_drawing: bool,
}

impl Pen {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) if self.skipping > 0 || !self.start(&tag, false) => self.skipping += 1,
            Event::Empty(tag) if self.skipping == 0 => {
                self.start(&tag, true);
            }
            Event::End(_) if self.skipping > 0 => self.skipping -= 1,
            Event::End(_) => {
                if let Some(name) = self.open.pop() {
                    self.out.push_str(&format!("</{name}>"));
                }
            }
            Event::Text(text) if self.skipping == 0 => self.text(&text.into_inner(), true),
            Event::CData(text) if self.skipping == 0 => self.text(&text.into_inner(), false),
            Event::GeneralRef(name) if self.skipping == 0 => self.reference(&name.into_inner()),
            Event::Decl(_) => self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
            Event::DocType(text) => self.doctype(&text.into_inner()),
            Event::PI(it) => {
                self.is_changed = true;
                if it.target() == "xml-stylesheet" {
                    self.removed.insert(Removed::External);
                }
            }
            Event::Comment(_) => self.is_changed = true,
            _ => {}
        }
    }

    /// Writes a start tag; false where the element is left out.
    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> bool {
        let name = tag.name().into_inner().to_owned();
        let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
        let is_drawing = matches!(prefix, "" | "svg") && DRAWING.contains(&local);
        if !is_drawing || self.steers_a_link(tag) {
            self.is_changed = true;
            let removed = match local {
                "script" => Some(Removed::Script),
                _ if is_drawing => Some(Removed::Script),
                _ if SILENT.contains(&local) || !matches!(prefix, "" | "svg") => None,
                "feImage" => Some(Removed::External),
                _ => Some(Removed::Foreign),
            };
            self.removed.extend(removed);
            return false;
        }
        self.has_drawing |= local == "svg";
        self.out.push_str(&format!("<{name}"));
        for attribute in tag.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                self.is_damaged = true;
                continue;
            };
            let Some(value) = self.unescaped(&attribute.value) else {
                self.is_damaged = true;
                continue;
            };
            let key = attribute.key.into_inner();
            match self.attribute(local, key, &value) {
                Ok(value) => {
                    self.out.push_str(&format!(" {key}=\""));
                    escape::html(&value, &mut self.out);
                    self.out.push('"');
                }
                Err(removed) => {
                    self.is_changed = true;
                    self.removed.extend(removed);
                }
            }
        }
        self.out.push_str(if is_empty { "/>" } else { ">" });
        if !is_empty {
            self.open.push(name);
        }
        true
    }

    /// Whether an element of animation would change where a link leads, or what happens.
    fn steers_a_link(&self, tag: &BytesStart<'_>) -> bool {
        tag.attributes().with_checks(false).flatten().any(|it| {
            let value = self.unescaped(&it.value).unwrap_or_default();
            let target = value.trim().to_lowercase();
            it.key.into_inner() == "attributeName" && (target.ends_with("href") || target.starts_with("on"))
        })
    }

    /// The value that an attribute may have, or why it is left out.
    fn attribute(&mut self, element: &str, key: &str, value: &str) -> Result<String, Option<Removed>> {
        let (prefix, local) = key.split_once(':').unwrap_or(("", key));
        if key.contains(|it: char| it.is_ascii() && !it.is_ascii_alphanumeric() && !"-_.:".contains(it)) {
            return Err(None);
        }
        if key.to_lowercase().starts_with("on") {
            return Err(Some(Removed::Handler));
        }
        let tight: String = value.chars().filter(|it| !it.is_whitespace() && !it.is_control()).collect();
        let tight = tight.to_lowercase();
        if ["javascript:", "vbscript:", "data:text"].iter().any(|it| tight.contains(it)) {
            return Err(Some(Removed::Script));
        }
        match (prefix, local) {
            ("" | "xlink", "href") | ("", "src") => {
                let is_inside = tight.starts_with('#')
                    || (element == "image" && css::is_picture(&tight))
                    || (element == "a" && is_of_site(&tight));
                if is_inside { Ok(value.to_owned()) } else { Err(Some(Removed::External)) }
            }
            ("", "xmlns") | ("xmlns", "svg" | "xlink") | ("xml", "space" | "lang") | ("xlink", _) => {
                Ok(value.to_owned())
            }
            ("", _) => {
                let (clean, is_clean) = css::clean(value);
                if !is_clean {
                    self.is_changed = true;
                    self.removed.insert(Removed::External);
                }
                Ok(clean)
            }
            _ => Err(None),
        }
    }

    /// Text as it stands in the file, escaped or not.
    fn text(&mut self, text: &str, is_escaped: bool) {
        let is_style = self.open.last().is_some_and(|it| it.ends_with("style"));
        if !is_style && is_escaped {
            self.out.push_str(text);
            return;
        }
        let plain = if is_escaped { self.unescaped(text).unwrap_or_default() } else { text.to_owned() };
        if is_style {
            let (clean, is_clean) = css::clean(&plain);
            if !is_clean {
                self.is_changed = true;
                self.removed.insert(Removed::External);
            }
            escape::html(&clean, &mut self.out);
        } else {
            escape::html(&plain, &mut self.out);
        }
    }

    /// `&name;` in running text.
    fn reference(&mut self, name: &str) {
        // A style sheet could be put together of pieces that look harmless one by one.
        let is_style = self.open.last().is_some_and(|it| it.ends_with("style"));
        let is_plain = matches!(name, "lt" | "gt" | "amp" | "quot" | "apos") || name.starts_with('#');
        if is_style && !matches!(name, "gt" | "quot" | "apos") {
            self.is_changed = true;
        } else if is_plain {
            self.out.push_str(&format!("&{name};"));
        } else {
            self.is_changed = true;
            let value = self.entities.get(name).cloned().unwrap_or_default();
            escape::html(&value, &mut self.out);
        }
    }

    /// A DOCTYPE goes; what its plain entities stand for is remembered.
    fn doctype(&mut self, text: &str) {
        self.is_changed = true;
        for declared in text.split("<!ENTITY").skip(1) {
            self.removed.insert(Removed::Entity);
            let mut words = declared.trim_start().splitn(2, char::is_whitespace);
            let (Some(name), Some(rest)) = (words.next(), words.next()) else { continue };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|it| matches!(it, '"' | '\'')) else { continue };
            let Some(value) = rest[1..].split(quote).next() else { continue };
            // None holds another one, so none grows.
            if value.len() <= 200 && !value.contains(['&', '<', '%']) {
                self.entities.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn unescaped(&self, raw: &str) -> Option<String> {
        let known = |name: &str| match name {
            "lt" => Some("<"),
            "gt" => Some(">"),
            "amp" => Some("&"),
            "quot" => Some("\""),
            "apos" => Some("'"),
            _ => Some(self.entities.get(name).map_or("", String::as_str)),
        };
        unescape_with(raw, known).ok().map(std::borrow::Cow::into_owned)
    }
}

/// Whether an address is one of the site itself.
fn is_of_site(tight: &str) -> bool {
    !tight.starts_with("//") && !tight.contains(['\\', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(drawing: &str, expected: &str, removed: &[Removed]) {
        let got = clean(drawing.as_bytes());
        let bytes = got.bytes.unwrap_or_else(|| drawing.as_bytes().to_vec());
        assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{drawing}");
        assert_eq!(got.removed.into_iter().collect::<Vec<_>>(), removed, "{drawing}");
        assert!(!got.is_damaged, "{drawing}");
    }

    #[test]
    fn a_drawing_in_utf_16_becomes_utf_8() {
        let drawing = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><svg onload=\"a()\"><text>Đã</text></svg>";
        let units = || "\u{feff}".encode_utf16().chain(drawing.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            let got = clean(&bytes);
            assert!(!got.is_damaged && got.removed.contains(&Removed::Handler));
            let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><svg><text>Đã</text></svg>";
            assert_eq!(String::from_utf8(got.bytes.unwrap()).unwrap(), expected);
        }
    }

    #[test]
    fn leaves_drawings_as_they_are() {
        for it in [
            "<?xml version=\"1.0\"?>\n<svg xmlns='http://www.w3.org/2000/svg' viewBox=\"0 0 8 8\"><path d='M0 0'/></svg>\n",
            "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><use xlink:href='#a'/><g fill=\"url(#b)\"/></svg>",
            "<svg><style>.a{fill:url('#b')} g > a{x:1}</style><text>Một cửa &amp; \u{111}\u{1ea5}y</text></svg>",
            "<svg><image href='data:image/png;base64,AAAA'/><a href='/van-ban/'><text>x</text></a></svg>",
            "<svg><style><![CDATA[.a > .b{fill:red}]]></style></svg>",
        ] {
            assert_eq!(clean(it.as_bytes()), Clean::default(), "{it}");
        }
    }

    #[test]
    fn takes_out_what_acts() {
        check("<svg><script>a()</script><g/></svg>", "<svg><g/></svg>", &[Removed::Script]);
        check("<svg><svg:script href='x'/><g/></svg>", "<svg><g/></svg>", &[Removed::Script]);
        check("<svg onload='a()' OnClick='b()'/>", "<svg/>", &[Removed::Handler]);
        check(
            "<svg><foreignObject><body><script/></body></foreignObject></svg>",
            "<svg></svg>",
            &[Removed::Foreign],
        );
        check(
            "<svg><a href='java&#10;script:a()'><g/></a></svg>",
            "<svg><a><g/></a></svg>",
            &[Removed::Script],
        );
        check(
            "<svg><a><set attributeName='href' to='x'/></a></svg>",
            "<svg><a></a></svg>",
            &[Removed::Script],
        );
        check(
            "<svg><animate attributeName='xlink:href' values='x'/></svg>",
            "<svg></svg>",
            &[Removed::Script],
        );
    }

    #[test]
    fn takes_out_what_reaches_out() {
        check("<svg><image href='https://x.vn/a.png'/></svg>", "<svg><image/></svg>", &[Removed::External]);
        check("<svg><use xlink:href='//x.vn/a#b'/></svg>", "<svg><use/></svg>", &[Removed::External]);
        check(
            "<svg><g style='fill:url(http://x)'/></svg>",
            "<svg><g style=\"fill:none\"/></svg>",
            &[Removed::External],
        );
        check(
            "<?xml-stylesheet href='http://x'?><svg><style>@import 'http://x';.a{x:1}</style></svg>",
            "<svg><style>.a{x:1}</style></svg>",
            &[Removed::External],
        );
        check("<svg><a href='https://x.vn/'><g/></a></svg>", "<svg><a><g/></a></svg>", &[Removed::External]);
    }

    #[test]
    fn entities_are_written_out_and_never_grow() {
        check(
            "<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\"><!ENTITY b \"&a;&a;\">\
             <!ENTITY f SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"&ns;\"><text>&ns;&b;&f;&lt;</text></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>http://www.w3.org/2000/svg&lt;</text></svg>",
            &[Removed::Entity],
        );
        check("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg/>", "<svg/>", &[]);
    }

    #[test]
    fn notes_of_drawing_programs_go_unmentioned() {
        check(
            "<svg inkscape:version='1' xmlns:inkscape='x'><!-- An --><sodipodi:namedview a='b'><x/></sodipodi:namedview>\
             <metadata>An</metadata><g inkscape:label='l'/></svg>",
            "<svg><g/></svg>",
            &[],
        );
    }

    #[test]
    fn of_a_damaged_drawing_what_stands_before_is_kept() {
        for (drawing, expected) in [
            ("<svg><g><path d='M0'/>", "<svg><g><path d=\"M0\"/></g></svg>"),
            ("<svg><g/></a><script/>", "<svg><g/></svg>"),
            ("không phải ảnh <script>a()</script>", "không phải ảnh "),
        ] {
            let got = clean(drawing.as_bytes());
            assert!(got.is_damaged, "{drawing}");
            assert_eq!(String::from_utf8(got.bytes.unwrap()).unwrap(), expected);
        }
    }
}
