//! Raw HTML and pictures of a body, as its policy wants them.

use std::ops::Range;

use super::{
    Hole, Image,
    events::Writer,
    html::{self, Tag, Token},
    inline::Target,
    links,
};
use crate::{diag::At, words};

impl Writer<'_, '_> {
    /// Says, once in a block, that raw HTML is shown as text.
    pub(super) fn raw_html(&mut self, range: Range<usize>) {
        if std::mem::replace(&mut self.has_raw, true) {
            return;
        }
        let message =
            words!("HTML trong bài được hiện nguyên văn, không có tác dụng", "raw HTML is shown as text");
        let help = words!(
            "dùng Markdown thay cho HTML, hoặc đặt html: safe trong bantin.yaml để cho phép các thẻ an toàn",
            "use Markdown instead, or set html: safe in bantin.yaml to let harmless tags through"
        );
        self.warn("html-raw", range, message, help);
    }

    /// Says that a reference is defined nowhere.
    pub(super) fn undefined(&mut self, range: Range<usize>, label: &str) {
        let message = words!("chưa có địa chỉ cho liên kết [{label}]", "the link [{label}] has no address");
        let help = words!("thêm một dòng: [{label}]: địa chỉ", "add a line: [{label}]: address");
        self.warn("link-undefined", range, message, help);
    }

    /// A block of raw HTML as text, without its comments.
    pub(super) fn escaped_html(&mut self, html: &str, range: Range<usize>) {
        let mut text = String::with_capacity(html.len());
        for token in html::tokens(html) {
            let (Token::Text(it)
            | Token::Refused(it)
            | Token::Close(_, it)
            | Token::Open(Tag { span: it, .. })) = token
            else {
                continue;
            };
            text.push_str(&html[it]);
        }
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.raw_html(range);
        let before = self.plain_start();
        let from = self.parsed.body.text.len();
        self.out.push("<p>");
        self.write_marker();
        self.out.text(text);
        self.out.push("</p>\n");
        self.parsed.body.text.push_str(text);
        self.plain_end(before, from);
    }

    /// Raw HTML, with the tags of the list.
    pub(super) fn safe_html(&mut self, html: &str, range: Range<usize>, is_in_link: bool) {
        let before = self.plain_start();
        let from = self.parsed.body.text.len();
        for token in html::tokens(html) {
            match token {
                Token::Comment => {}
                Token::Text(it) => {
                    html::words(&html[it.clone()], &mut self.out);
                    self.parsed.body.text.push_str(&html::decode(&html[it]));
                }
                Token::Refused(it) => self.refused(&html[it], &range),
                Token::Close(name, it) => {
                    if self.tags.close(name, &mut self.out) {
                        self.parsed.body.text.push_str(if html::is_phrase(name) { "" } else { " " });
                    } else {
                        self.refused(&html[it], &range);
                    }
                }
                Token::Open(tag) => {
                    let is_nested = is_in_link && tag.name == "a";
                    if !is_nested && self.tags.admits(&tag, &mut self.out) {
                        self.parsed.body.text.push_str(if html::is_phrase(tag.name) { "" } else { " " });
                        self.open_tag(&tag, &range);
                    } else {
                        self.refused(&html[tag.span.clone()], &range);
                    }
                }
            }
        }
        self.plain_end(before, from);
    }

    fn refused(&mut self, html: &str, range: &Range<usize>) {
        self.out.text(html);
        self.parsed.body.text.push_str(html);
        if std::mem::replace(&mut self.has_raw, true) {
            return;
        }
        let message = words!(
            "{html} không dùng được ở đây nên hiện nguyên văn",
            "{html} cannot stand here and is shown as text"
        );
        let help = words!(
            "chỉ các thẻ trình bày an toàn, đóng mở cân đối, mới có tác dụng",
            "only harmless tags, opened and closed in order, have an effect"
        );
        self.warn("html-tag", range.clone(), message, help);
    }

    fn open_tag(&mut self, tag: &Tag, range: &Range<usize>) {
        if let Some(name) = &tag.refused {
            let of = tag.name;
            let message = words!("thuộc tính {name} bị bỏ", "the attribute {name} is left out");
            let help = words!("xóa {name} khỏi thẻ <{of}>", "remove {name} from <{of}>");
            self.warn("html-attribute", range.clone(), message, help);
        }
        match tag.name {
            "img" => {
                let alt = tag.get("alt").unwrap_or_default().to_owned();
                if let Some(n) = self.image(tag.get("src").unwrap_or_default(), alt, range.clone()) {
                    self.out.hole(Hole::Image(n));
                }
            }
            "a" => {
                let title = tag.get("title").unwrap_or_default().to_owned().into();
                let target = match tag.get("href") {
                    Some(href) => self.link(href, title, range.clone()),
                    None => Target::Nowhere,
                };
                match self.open_link(&target) {
                    Some(usize::MAX) => self.tags.push(tag, None),
                    Some(n) => self.tags.push(tag, Some(n)),
                    None => {
                        self.start_tag("a", tag);
                        self.tags.push(tag, None);
                    }
                }
            }
            name => {
                self.start_tag(name, tag);
                self.tags.push(tag, None);
            }
        }
    }

    fn start_tag(&mut self, name: &str, tag: &Tag) {
        self.out.push("<");
        self.out.push(name);
        for (attribute, value) in &tag.attributes {
            let is_good = match *attribute {
                "colspan" | "rowspan" | "start" => value.parse::<u16>().is_ok_and(|it| it <= 1000),
                "scope" => matches!(value.as_str(), "row" | "col" | "rowgroup" | "colgroup"),
                "dir" => matches!(value.as_str(), "ltr" | "rtl" | "auto"),
                "id" => !value.is_empty() && !value.contains(char::is_whitespace) && self.ids.author(value).1,
                "href" => false,
                _ => true,
            };
            if is_good {
                self.out.attribute(attribute, value);
            }
        }
        self.out.push(">");
    }

    /// A picture, unless it is of another site; its number.
    pub(super) fn image(&mut self, typed: &str, alt: String, range: Range<usize>) -> Option<usize> {
        let (src, kind) = links::read(typed);
        if kind != links::Kind::Site || src.is_empty() {
            let message = words!(
                "ảnh {src} ở ngoài trang nên không hiện",
                "the picture {src} is not of this site and is not shown"
            );
            let help = words!(
                "tải ảnh về, đặt cạnh bài viết và ghi tên tệp: ![Mô tả](anh.jpg)",
                "save the picture beside the article and write its name: ![What it shows](picture.jpg)"
            );
            self.warn("image-remote", range, message, help);
            return None;
        }
        let alt = alt.trim().to_owned();
        if alt.is_empty() {
            let message = words!("ảnh {src} thiếu mô tả", "the picture {src} has no description");
            let help = words!(
                "viết giữa [ và ] điều người xem thấy trong ảnh: ![Người dân nộp hồ sơ tại Bộ phận Một cửa]({src})",
                "write between [ and ] what one sees: ![People at the one-stop office]({src})"
            );
            self.warn("image-alt", range.clone(), message, help);
        }
        let pos = self.pos(range);
        self.parsed.images.push(At::new(Image { src, alt }, pos));
        Some(self.parsed.images.len() - 1)
    }
}
