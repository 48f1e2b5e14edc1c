//! Blocks: from the parser's events to HTML.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::{
    Heading, Hole, HtmlPolicy, Options, Parsed,
    abbreviations::Explained,
    code,
    collect::Draft,
    headings::{Ids, Levels, Provisions},
    html::Tags,
    inline::{Inline, Role},
    notes::Notes,
    out::Out,
    outline::Outline,
};
use crate::{
    diag::{Diagnostic, Pos, Words},
    words,
};

/// What is known while a body is written.
pub(super) struct Writer<'e, 'o> {
    pub(super) options: &'o Options<'o>,
    outline: &'e Outline<'e>,
    /// The text that the parser reads; its ranges are ours.
    pub(super) source: &'e str,
    pub(super) parsed: Parsed,
    pub(super) out: Out,
    /// Words of the block so far.
    pub(super) inline: Vec<(Inline<'e>, Range<usize>)>,
    pub(super) draft: Option<Draft<'e>>,
    /// The flat text of a block, kept for its room.
    pub(super) flat: String,
    pub(super) tags: Tags,
    pub(super) ids: Ids,
    pub(super) explained: Explained,
    pub(super) notes: Notes,
    levels: Levels,
    provisions: Provisions,
    heading: Option<OpenHeading<'e>>,
    code: Option<(CowStr<'e>, String)>,
    html: Option<(String, Range<usize>)>,
    /// The page around a footnote, with the note's label and place.
    outside: Vec<(Out, CowStr<'e>, Range<usize>)>,
    /// Labels and places of the notes.
    defined: Vec<(CowStr<'e>, Range<usize>)>,
    /// The end tag of each open list.
    lists: Vec<&'static str>,
    /// How many markers have been met.
    n_markers: usize,
    /// The marker of an item that has no words yet.
    marker: Option<usize>,
    table: Table,
    n_tables: usize,
    /// Whether a finding of raw HTML was made in this block.
    pub(super) has_raw: bool,
}

/// A heading as typed.
struct OpenHeading<'e> {
    /// Signs `#`.
    typed: u8,
    id: Option<CowStr<'e>>,
    classes: Vec<CowStr<'e>>,
    range: Range<usize>,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    is_head: bool,
    /// Cells of the row so far; absent outside of rows.
    cell: Option<usize>,
}

impl<'e, 'o> Writer<'e, 'o> {
    pub(super) fn new(outline: &'e Outline<'e>, options: &'o Options<'o>) -> Self {
        let source = outline.text.as_ref();
        Self {
            options,
            outline,
            source,
            parsed: Parsed::with_capacity(source.len()),
            out: Out::with_capacity(source.len() + source.len() / 4),
            inline: Vec::new(),
            draft: None,
            flat: String::new(),
            tags: Tags::default(),
            ids: Ids::new(source),
            explained: Explained::default(),
            notes: Notes::default(),
            levels: Levels::default(),
            provisions: Provisions::default(),
            heading: None,
            code: None,
            html: None,
            outside: Vec::new(),
            defined: Vec::new(),
            lists: Vec::new(),
            n_markers: 0,
            marker: None,
            table: Table::default(),
            n_tables: 0,
            has_raw: false,
        }
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event<'e>, range: Range<usize>) {
        if self.draft.is_some() {
            return self.collect(event, range);
        }
        match event {
            Event::Text(it) if self.code.is_some() => {
                self.code.iter_mut().for_each(|(_, code)| code.push_str(&it));
            }
            Event::Html(it) if self.html.is_some() => {
                self.html.iter_mut().for_each(|(html, _)| html.push_str(&it));
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => {
                self.flush();
                self.out.push("<hr>\n");
            }
            event => self.collect(event, range),
        }
    }

    fn start(&mut self, tag: Tag<'e>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                return self.collect(Event::Start(tag), range);
            }
            _ => self.flush(),
        }
        if !matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item) {
            self.write_marker();
        }
        match tag {
            Tag::Heading { level, id, classes, .. } => {
                self.heading = Some(OpenHeading { typed: level as u8, id, classes, range });
            }
            Tag::BlockQuote(None) => self.open("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = alert(kind);
                self.open("<div class=\"alert alert-");
                self.out.push(class);
                self.out.push("\" role=\"note\">\n<p class=\"alert-title\">");
                self.out.push(title);
                self.out.push("</p>\n");
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info,
                    CodeBlockKind::Indented => CowStr::Borrowed(""),
                };
                self.code = Some((info, String::new()));
            }
            Tag::HtmlBlock => self.html = Some((String::new(), range)),
            Tag::List(start) => self.list(start, &range),
            Tag::Item => {
                if self.marker_at(&range).is_some() {
                    self.marker = Some(self.n_markers);
                    self.n_markers += 1;
                }
                self.open("<li>");
            }
            Tag::FootnoteDefinition(label) => {
                let page = std::mem::take(&mut self.out);
                self.outside.push((page, label, range));
                self.tags.enter(false);
            }
            Tag::DefinitionList => self.out.push("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>"),
            Tag::DefinitionListDefinition => self.open("<dd>"),
            Tag::Table(alignments) => {
                self.n_tables += 1;
                self.table = Table { alignments, ..Table::default() };
                self.out.push("<div class=\"table\" role=\"region\" tabindex=\"0\"");
                self.out.attribute("aria-label", &format!("Bảng {}", self.n_tables));
                self.out.push(">\n<table>\n");
            }
            Tag::TableHead => {
                (self.table.is_head, self.table.cell) = (true, Some(0));
                self.out.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.table.cell = Some(0);
                self.out.push("<tr>");
            }
            Tag::TableCell => self.cell(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                return self.collect(Event::End(tag), range);
            }
            TagEnd::Paragraph => return self.paragraph(range),
            TagEnd::Heading(_) => return self.write_heading(),
            _ => self.flush(),
        }
        match tag {
            TagEnd::BlockQuote(None) => self.close("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.close("</div>\n"),
            TagEnd::CodeBlock => {
                self.check_fence(&range);
                if let Some((info, code)) = self.code.take() {
                    self.parsed.has_code |= code::write(&code, &info, &mut self.out.html);
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(_) => {
                let end = self.lists.pop().unwrap_or("</ul>\n");
                self.out.push(end);
            }
            TagEnd::Item => {
                self.write_marker();
                self.close("</li>\n");
            }
            TagEnd::FootnoteDefinition => {
                self.tags.leave(&mut self.out);
                if let Some((page, label, range)) = self.outside.pop() {
                    let says = std::mem::replace(&mut self.out, page);
                    self.notes.define(&label, says);
                    self.defined.push((label, range));
                }
            }
            TagEnd::DefinitionList => self.out.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n"),
            TagEnd::Table => self.out.push("</tbody>\n</table>\n</div>\n"),
            TagEnd::TableHead => {
                (self.table.is_head, self.table.cell) = (false, None);
                self.out.push("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => {
                self.table.cell = None;
                self.out.push("</tr>\n");
            }
            TagEnd::TableCell => self.close(if self.table.is_head { "</th>" } else { "</td>" }),
            _ => {}
        }
    }

    /// Ends the body. Nothing where an item of the outline was not read as an item.
    pub(super) fn finish(mut self) -> Option<Parsed> {
        self.flush();
        self.tags.leave(&mut self.out);
        for (label, range) in std::mem::take(&mut self.defined) {
            if !self.notes.is_called(&label) {
                let message = words!(
                    "chú thích [^{label}] không được dẫn ở đâu nên không hiện",
                    "the note [^{label}] is called nowhere and is not shown"
                );
                let help =
                    words!("viết [^{label}] ở chỗ cần chú thích", "write [^{label}] where the note belongs");
                self.warn("footnote-unused", range, message, help);
            }
        }
        if self.n_markers != self.outline.markers.len() {
            return None;
        }
        std::mem::take(&mut self.notes).write(&mut self.out);
        self.parsed.settle(std::mem::take(&mut self.out));
        Some(self.parsed)
    }

    fn open(&mut self, html: &str) {
        self.out.push(html);
        self.tags.enter(false);
    }

    fn close(&mut self, html: &str) {
        self.tags.leave(&mut self.out);
        self.out.push(html);
    }

    /// Writes words that stand in no paragraph: those of tight items, cells, terms.
    fn flush(&mut self) {
        if !self.inline.is_empty() {
            self.words(Role::Prose);
        }
        self.has_raw = false;
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let is_picture = |it: &Inline<'_>| matches!(it, Inline::Image(..));
        if self.inline.iter().all(|(it, _)| is_picture(it) || matches!(it, Inline::Soft)) {
            for (it, _) in std::mem::take(&mut self.inline) {
                if let Inline::Image(n, title) = it {
                    self.write_marker();
                    self.figure(n, title, range.clone());
                }
            }
        } else {
            self.out.push("<p>");
            self.words(Role::Prose);
            self.out.push("</p>\n");
        }
        self.has_raw = false;
    }

    /// `<figure>` with the title of the picture below: `Chú thích | Ảnh: Minh Anh`.
    fn figure(&mut self, n: usize, title: CowStr<'e>, range: Range<usize>) {
        self.out.push("<figure>\n");
        self.out.hole(Hole::Image(n));
        let (caption, credit) = title.rsplit_once('|').unwrap_or((&title, ""));
        let typed = self.source.get(range.clone()).and_then(|it| it.rfind(caption));
        let start = range.start + typed.unwrap_or(0);
        let (caption, credit) = (caption.trim().to_owned(), credit.trim());
        if !title.trim().is_empty() {
            self.out.push("\n<figcaption>");
            let end = start + caption.len();
            if !caption.is_empty() {
                self.inline.push((Inline::Text(caption.into()), start..end));
                self.words(Role::Prose);
            }
            if !credit.is_empty() {
                self.out.push(" <span class=\"credit\">");
                self.out.text(credit);
                self.out.push("</span>");
            }
            self.out.push("</figcaption>");
        }
        self.out.push("\n</figure>\n");
    }

    fn write_heading(&mut self) {
        let Some(OpenHeading { typed, id, classes, range }) = self.heading.take() else { return };
        let (level, meant) = self.levels.next(typed);
        if let Some(meant) = meant {
            let marks = "#".repeat(usize::from(typed));
            let fewer = "#".repeat(usize::from(meant));
            let message = words!("tiêu đề {marks} nhảy cóc một bậc", "the heading {marks} skips a level");
            let help = words!("viết {fewer} thay cho {marks}", "write {fewer} instead of {marks}");
            self.warn("heading-skip", range.clone(), message, help);
        }
        let page = std::mem::take(&mut self.out);
        let plain = self.words(Role::Heading);
        let text = self.parsed.body.text[plain].to_owned();
        let words = std::mem::replace(&mut self.out, page);
        let id = match id {
            None => match self.options.is_legal.then(|| self.provisions.id(&text)).flatten() {
                Some(id) => self.ids.make_of(id),
                None => self.ids.make(&text),
            },
            Some(id) => {
                let (made, is_free) = self.ids.author(&id);
                if !is_free {
                    let message =
                        words!("đã có tiêu đề khác mang mã #{id}", "another heading has the id #{id}");
                    let help = words!("đặt mã khác: {{#{made}}}", "choose another id: {{#{made}}}");
                    self.warn("heading-id", range, message, help);
                }
                made
            }
        };
        self.out.push("<h");
        let digit = char::from(b'0' + level);
        self.out.html.push(digit);
        self.out.attribute("id", &id);
        if !classes.is_empty() {
            self.out.attribute("class", &classes.join(" "));
        }
        self.out.push(">");
        self.out.append(&words);
        self.out.push("</h");
        self.out.html.push(digit);
        self.out.push(">\n");
        self.parsed.outline.push(Heading { level, id, text });
        self.has_raw = false;
    }

    fn list(&mut self, start: Option<u64>, range: &Range<usize>) {
        let marker = self.marker_at(range).map(|it| it.is_ordered);
        let (html, end) = match (marker, start) {
            (Some(true), _) => ("<ol class=\"outline\">\n", "</ol>\n"),
            (Some(false), _) => ("<ul class=\"outline\">\n", "</ul>\n"),
            (None, Some(_)) => ("<ol", "</ol>\n"),
            (None, None) => ("<ul>\n", "</ul>\n"),
        };
        if !self.out.last().is_empty() && !self.out.last().ends_with('\n') {
            self.out.push("\n");
        }
        self.out.push(html);
        if let (None, Some(start)) = (marker, start) {
            if start != 1 {
                self.out.attribute("start", &start.to_string());
            }
            self.out.push(">\n");
        }
        self.lists.push(end);
    }

    /// The next marker of the outline, where a list or an item of that range begins with it.
    fn marker_at(&self, range: &Range<usize>) -> Option<&super::outline::Marker> {
        let marker = self.outline.markers.get(self.n_markers)?;
        let before = self.source.get(range.start..marker.at)?;
        before.trim().is_empty().then_some(marker)
    }

    /// Writes the marker of an item before its first words.
    pub(super) fn write_marker(&mut self) {
        let Some(marker) = self.marker.take().and_then(|it| self.outline.markers.get(it)) else { return };
        let typed = self.outline_typed(marker.typed.clone());
        self.out.push("<span class=\"marker\">");
        self.out.push(if marker.is_bold { "<strong>" } else { "" });
        self.out.text(typed);
        self.out.push(if marker.is_bold { "</strong></span> " } else { "</span> " });
        self.parsed.body.text.push_str(typed);
        self.parsed.body.text.push(' ');
    }

    fn outline_typed(&self, range: Range<usize>) -> &'e str {
        self.outline.typed.get(range).unwrap_or_default()
    }

    fn cell(&mut self) {
        let n = self.table.cell.unwrap_or(0);
        let align = match self.table.alignments.get(n) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Left) => " class=\"align-left\"",
            _ => "",
        };
        self.out.push(if self.table.is_head { "<th scope=\"col\"" } else { "<td" });
        self.out.push(align);
        self.open(">");
        self.table.cell = Some(n + 1);
    }

    /// Begins a block of plain text; gives the length of the text before it.
    pub(super) fn plain_start(&mut self) -> usize {
        let text = &mut self.parsed.body.text;
        let before = text.len();
        if before > 0 {
            text.push_str(if self.table.cell.is_some_and(|it| it > 1) { " | " } else { "\n\n" });
        }
        before
    }

    /// Ends it; gives the stretch of its words.
    pub(super) fn plain_end(&mut self, before: usize, from: usize) -> Range<usize> {
        let text = &mut self.parsed.body.text;
        text.truncate(text.trim_end().len().max(from));
        if text.len() == from {
            text.truncate(before);
            return before..before;
        }
        from..text.len()
    }

    /// Where a stretch of the parser's text was typed, in bytes of the Markdown.
    pub(super) fn typed(&self, range: Range<usize>) -> Range<usize> {
        self.outline.range_typed(range)
    }

    /// Where a stretch of the parser's text is in the file.
    pub(super) fn pos(&self, range: Range<usize>) -> Pos {
        let typed = self.typed(range);
        let base = self.options.base;
        self.options.lines.pos(base + typed.start..base + typed.end)
    }

    pub(super) fn warn(&mut self, code: &'static str, range: Range<usize>, message: Words, help: Words) {
        let pos = self.pos(range);
        let found = Diagnostic::warning(code, message).at(self.options.file, pos).help(help);
        self.parsed.diagnostics.push(found);
    }

    fn html_block(&mut self) {
        let Some((html, range)) = self.html.take() else { return };
        if self.options.html == HtmlPolicy::Safe {
            self.safe_html(&html, range, false);
            self.tags.settle(&mut self.out);
            return;
        }
        self.escaped_html(&html, range);
    }
}

fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "Lưu ý"),
        BlockQuoteKind::Tip => ("tip", "Mẹo"),
        BlockQuoteKind::Important => ("important", "Quan trọng"),
        BlockQuoteKind::Warning => ("warning", "Cảnh báo"),
        BlockQuoteKind::Caution => ("caution", "Thận trọng"),
    }
}
