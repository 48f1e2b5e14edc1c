//! Words of a block: collected first, so that citations are found in the whole of it, then written.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::{
    Hole, HtmlPolicy,
    cites::{self, Forced, OBJECT},
    events::Writer,
    links,
    pen::{Mark, Pen},
    traps,
};
use crate::{diag::At, words};

/// A part of the words of a block.
#[derive(Debug)]
pub(super) enum Inline<'e> {
    Text(CowStr<'e>),
    Code(CowStr<'e>),
    Soft,
    Hard,
    /// `strong`, `em`, `del`
    Start(&'static str),
    End(&'static str),
    LinkStart(Target<'e>),
    LinkEnd,
    /// Number of the picture, and its title.
    Image(usize, CowStr<'e>),
    /// A raw tag that may go through.
    Html(CowStr<'e>),
    Note(CowStr<'e>),
    Task(bool),
    /// Words of a citation that the author marked, its number and year.
    Cited(CowStr<'e>, String, Option<i16>),
}

/// Where a link leads.
#[derive(Debug)]
pub(super) enum Target<'e> {
    /// Number in [`Parsed::links`](super::Parsed::links).
    Site(usize),
    /// Address and title.
    Other(String, CowStr<'e>),
    /// Nowhere; the words stay.
    Nowhere,
}

/// What the words of a block may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// All.
    Prose,
    /// No abbreviations explained.
    Heading,
}

/// A stretch of text of one parent.
#[derive(Debug)]
struct Run {
    flat: Range<usize>,
    source: Range<usize>,
    is_quiet: bool,
}

impl<'e> Writer<'e, '_> {
    /// Writes the words collected so far and keeps their plain text. Gives that plain text back.
    pub(super) fn words(&mut self, role: Role) -> Range<usize> {
        let inline = std::mem::take(&mut self.inline);
        let mut flat = std::mem::take(&mut self.flat);
        flat.clear();
        let before = self.plain_start();
        let from = self.parsed.body.text.len();
        self.write_marker();
        let (runs, forced) = self.flatten(&inline, &mut flat);
        let marks = self.marks(&flat, &runs, forced, role);
        self.check_asterisks(&flat, &runs);
        self.check_notes(&flat, &runs);
        self.tags.enter(true);
        self.write(&inline, &flat, &marks);
        self.tags.leave(&mut self.out);
        self.flat = flat;
        self.inline = inline;
        self.inline.clear();
        self.plain_end(before, from)
    }

    fn flatten(
        &mut self,
        inline: &[(Inline<'e>, Range<usize>)],
        flat: &mut String,
    ) -> (Vec<Run>, Vec<Forced>) {
        let (mut runs, mut forced): (Vec<Run>, Vec<Forced>) = (Vec::with_capacity(inline.len()), Vec::new());
        let mut link: Option<(usize, &Range<usize>)> = None;
        let plain = &mut self.parsed.body.text;
        let mut empty_links = Vec::new();
        for (it, range) in inline {
            let start = flat.len();
            match it {
                Inline::Text(text) => {
                    flat.push_str(text);
                    plain.push_str(text);
                }
                Inline::Cited(text, number, year) => {
                    flat.push_str(text);
                    plain.push_str(text);
                    forced.push(Forced { span: start..flat.len(), number: number.clone(), year: *year });
                }
                Inline::Soft | Inline::Hard => {
                    flat.push('\n');
                    plain.push(' ');
                    continue;
                }
                Inline::Code(code) => {
                    flat.push(OBJECT);
                    plain.push_str(code);
                    continue;
                }
                Inline::Image(..) => {
                    flat.push(OBJECT);
                    continue;
                }
                Inline::LinkStart(_) => {
                    link = Some((start, range));
                    continue;
                }
                Inline::LinkEnd => {
                    if let Some((from, range)) = link.take()
                        && flat[from..].trim().is_empty()
                    {
                        empty_links.push(range.clone());
                    }
                    continue;
                }
                _ => continue,
            }
            runs.push(Run { flat: start..flat.len(), source: range.clone(), is_quiet: link.is_some() });
        }
        for range in empty_links {
            let message = words!("liên kết không có chữ để bấm", "the link has no words");
            let help = words!(
                "viết chữ giữa [ và ]: [Xem kế hoạch](…)",
                "write words between [ and ]: [The plan](…)"
            );
            self.warn("link-empty", range, message, help);
        }
        (runs, forced)
    }

    /// What is to be shown in the text, in order, never overlapping.
    fn marks(
        &mut self,
        flat: &str,
        runs: &[Run],
        forced: Vec<Forced>,
        role: Role,
    ) -> Vec<(Range<usize>, Mark)> {
        let mut marks = Vec::new();
        for cite in cites::find(flat, forced, self.options.scanner) {
            let span = cite.citation.span.clone();
            let source = source_of(&span, runs);
            self.parsed.spans.push(self.typed(source.clone()));
            let pos = self.pos(source);
            marks.push((span, Mark::Cite(self.parsed.cites.len())));
            self.parsed.cites.push(At::new(cite, pos));
        }
        if role == Role::Heading {
            return marks;
        }
        let n_cites = marks.len();
        let abbreviations = self.options.abbreviations;
        let mut from = 0;
        while let Some(run) = runs.get(from) {
            // Texts that follow each other directly are one word run, whatever entities stand between them.
            let joins = |pair: &[Run]| {
                pair[0].flat.end == pair[1].flat.start && pair[0].source.end == pair[1].source.start
            };
            let n = runs[from..].windows(2).take_while(|pair| joins(pair)).count();
            let within = run.flat.start..runs[from + n].flat.end;
            from += n + 1;
            if run.is_quiet {
                continue;
            }
            abbreviations.scan(flat, within, &mut self.explained, |span, n| {
                let cites = &marks[..n_cites];
                let after = cites.partition_point(|(it, _)| it.end <= span.start);
                if cites.get(after).is_none_or(|(it, _)| it.start >= span.end) {
                    marks.push((span, Mark::Abbreviation(n)));
                }
            });
        }
        if n_cites > 0 && marks.len() > n_cites {
            marks.sort_by_key(|(it, _)| it.start);
        }
        marks
    }

    fn check_asterisks(&mut self, flat: &str, runs: &[Run]) {
        if memchr::memchr(b'*', flat.as_bytes()).is_none() {
            return;
        }
        let source = self.source;
        let is_escaped = |at: usize| {
            let from = source_of(&(at..at + 1), runs).start;
            !source[from..].starts_with('*') || source[..from].ends_with('\\')
        };
        let Some(found) = traps::asterisks(flat, is_escaped) else { return };
        let marks = &flat[found.clone()];
        let message = words!(
            "dấu {marks} sẽ hiện nguyên trên trang, chữ không được in đậm hay nghiêng",
            "{marks} will be printed as it is, nothing becomes bold or italic"
        );
        if marks == "**" && is_unclosed(flat, found.clone()) {
            let help = words!("thêm ** ở cuối chữ in đậm", "add ** at the end of the bold words");
            return self.warn("markdown-asterisks", source_of(&found, runs), message, help);
        }
        let help = words!(
            "để dấu ngoặc kép ra ngoài dấu sao và có khoảng trắng hai bên: \"**abc**\" của; muốn hiện dấu sao thì viết \\*",
            "put the quotes outside of the asterisks, with spaces around: \"**abc**\" of; write \\* for an asterisk"
        );
        self.warn("markdown-asterisks", source_of(&found, runs), message, help);
    }

    /// A block of code without a closing fence swallows the rest of the text.
    pub(super) fn check_fence(&mut self, range: &Range<usize>) {
        let text = self.source.get(range.clone()).unwrap_or_default().trim_end();
        let Some(mark) = text.chars().next().filter(|it| matches!(it, '`' | '~')) else { return };
        let fence = text.len() - text.trim_start_matches(mark).len();
        let last = text.lines().skip(1).last().unwrap_or_default().trim_start_matches([' ', '>', '\t']);
        if last.len() >= fence && last.chars().all(|it| it == mark) {
            return;
        }
        let fence = &text[..fence];
        let message = words!(
            "khối mã mở bằng {fence} không được đóng, phần sau của bài thành mã",
            "the block of code opened by {fence} is never closed, the rest becomes code"
        );
        let help = words!("thêm một dòng {fence} ở cuối khối mã", "end the block with a line {fence}");
        self.warn("markdown-unclosed-code", range.start..range.start + fence.len(), message, help);
    }

    /// Calls of notes that are defined nowhere stay in the text.
    fn check_notes(&mut self, flat: &str, runs: &[Run]) {
        for at in memchr::memchr_iter(b'[', flat.as_bytes()).filter(|at| flat[*at..].starts_with("[^")) {
            // No label is longer: so this stays linear.
            let end = flat[at..].char_indices().take(60).find(|(_, it)| matches!(it, ']' | ' ' | '\n'));
            let Some((len, ']')) = end else { continue };
            let range = source_of(&(at..at + len + 1), runs);
            let label = &flat[at + 1..at + len];
            if label.len() > 1
                && self.source[range.start..].starts_with("[^")
                && !self.source[..range.start].ends_with('\\')
            {
                let message = words!("chưa có chú thích [{label}]", "there is no note [{label}]");
                let help = words!(
                    "thêm một dòng: [{label}]: nội dung chú thích",
                    "add a line: [{label}]: what it says"
                );
                self.warn("footnote-undefined", range, message, help);
            }
        }
    }

    fn write(&mut self, inline: &[(Inline<'e>, Range<usize>)], flat: &str, marks: &[(Range<usize>, Mark)]) {
        let mut pen = Pen::new(flat, marks);
        let is_safe = self.options.html == HtmlPolicy::Safe;
        let mut links: Vec<Option<usize>> = Vec::new();
        let mut link_depth = 0;
        for (it, range) in inline {
            if !matches!(it, Inline::Text(_) | Inline::Cited(..) | Inline::Soft) {
                pen.close(self);
            }
            match it {
                Inline::Text(text) | Inline::Cited(text, ..) => {
                    let is_quiet = link_depth > 0 || (is_safe && self.tags.is_in_link());
                    pen.text(text.len(), is_quiet, self);
                }
                Inline::Soft => {
                    self.out.push("\n");
                    pen.skip('\n');
                }
                Inline::Hard => {
                    self.out.push("<br>\n");
                    pen.skip('\n');
                }
                Inline::Code(code) => {
                    self.out.push("<code>");
                    self.out.text(code);
                    self.out.push("</code>");
                    pen.skip(OBJECT);
                }
                Inline::Image(n, _) => {
                    self.out.hole(Hole::Image(*n));
                    pen.skip(OBJECT);
                }
                Inline::Start(name) => {
                    self.out.push("<");
                    self.out.push(name);
                    self.out.push(">");
                    self.tags.enter(true);
                }
                Inline::End(name) => {
                    self.tags.leave(&mut self.out);
                    self.out.push("</");
                    self.out.push(name);
                    self.out.push(">");
                }
                Inline::LinkStart(target) => {
                    link_depth += 1;
                    let is_nested = is_safe && self.tags.is_in_link();
                    links.push(if is_nested { None } else { self.open_link(target) });
                    self.tags.enter(true);
                }
                Inline::LinkEnd => {
                    link_depth -= 1;
                    self.tags.leave(&mut self.out);
                    match links.pop().flatten() {
                        Some(usize::MAX) => self.out.push("</a>"),
                        Some(n) => self.out.hole(Hole::LinkEnd(n)),
                        None => {}
                    }
                }
                Inline::Html(html) => self.safe_html(html, range.clone(), link_depth > 0),
                Inline::Note(label) => self.notes.call(label, &mut self.out),
                Inline::Task(is_done) => {
                    // A box that nobody can tick is text: a disabled control only stands in the way of the keyboard.
                    self.out.push(if *is_done { "☑ " } else { "☐ " });
                }
            }
        }
        pen.close(self);
    }

    /// Writes the beginning of a link; gives what its end needs: a hole's number, or `usize::MAX` for `</a>`.
    pub(super) fn open_link(&mut self, target: &Target<'_>) -> Option<usize> {
        match target {
            Target::Nowhere => None,
            Target::Site(n) => {
                self.out.hole(Hole::LinkStart(*n));
                Some(*n)
            }
            Target::Other(url, title) => {
                self.out.push("<a href=\"");
                links::href(url, &mut self.out.html);
                self.out.push("\"");
                if !title.is_empty() {
                    self.out.attribute("title", title);
                }
                self.out.push(">");
                Some(usize::MAX)
            }
        }
    }
}

/// Where a stretch of flat text stands in the source.
fn source_of(span: &Range<usize>, runs: &[Run]) -> Range<usize> {
    let at = |flat: usize, is_end: bool| {
        let n = runs.partition_point(|it| if is_end { it.flat.end < flat } else { it.flat.end <= flat });
        let Some(run) = runs.get(n).or(runs.last()) else { return 0 };
        if run.flat.len() == run.source.len() {
            run.source.start + flat.saturating_sub(run.flat.start).min(run.source.len())
        } else if is_end {
            run.source.end
        } else {
            run.source.start
        }
    };
    let start = at(span.start, false);
    start..at(span.end, true).max(start)
}

/// Whether the asterisks at `found` open bold words that nothing closes.
fn is_unclosed(flat: &str, found: Range<usize>) -> bool {
    let touches = |it: char| it.is_alphanumeric() || matches!(it, '"' | '”');
    let (before, after) = (&flat[..found.start], &flat[found.end..]);
    !before.ends_with(touches) && after.starts_with(char::is_alphanumeric) && !after.contains("**")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        diag::Lines,
        legal::Lexicon,
        source::markdown::{Abbreviations, Body, Options, outline::Outline},
    };

    /// Writes `parts`, of which `*` begins and ends bold words and `` ` `` is code, with citations at `spans`.
    /// Gives the flat text and the HTML.
    fn write(parts: &[&str], spans: &[Range<usize>]) -> (String, String) {
        let options = Options {
            html: HtmlPolicy::Escape,
            abbreviations: &Abbreviations::default(),
            scanner: &crate::legal::Scanner::new(&Lexicon::default()),
            file: &Arc::from("a.md"),
            lines: &Lines::new(""),
            base: 0,
            is_legal: false,
        };
        let (mut flat, mut inline, mut is_bold) = (String::new(), Vec::new(), false);
        for part in parts {
            let it = match *part {
                "*" => {
                    is_bold = !is_bold;
                    if is_bold { Inline::Start("strong") } else { Inline::End("strong") }
                }
                "`" => Inline::Code("".into()),
                "\n" => Inline::Soft,
                text => Inline::Text(text.to_owned().into()),
            };
            flat.push_str(&part.replace('*', "").replace('`', "\u{fffc}"));
            inline.push((it, 0..0));
        }
        if is_bold {
            inline.push((Inline::End("strong"), 0..0));
        }
        let outline = Outline::none("");
        let mut writer = Writer::new(&outline, &options);
        let marks: Vec<_> = spans.iter().cloned().zip((0..).map(Mark::Cite)).collect();
        writer.write(&inline, &flat, &marks);
        let (html, holes) = writer.out.finish();
        let html = Body { html, holes, text: String::new() }.to_html(|hole, out| match hole {
            Hole::CiteStart(n) => out.push_str(&format!("<{n}>")),
            _ => out.push_str("</>"),
        });
        (flat, html)
    }

    #[test]
    fn wraps_each_run_of_a_citation_by_itself() {
        #[track_caller]
        fn check(parts: &[&str], span: Range<usize>, expected: &str) {
            assert_eq!(write(parts, std::slice::from_ref(&span)).1, expected);
        }
        check(&["Theo ", "76/NQ-CP", "."], 5..13, "Theo <0>76/NQ-CP</>.");
        check(&["So ", "*", "76", "*", "/NQ x"], 0..8, "<0>So </><strong><0>76</></strong><0>/NQ</> x");
        check(&["So ", "*", "76/NQ", "*", " x"], 3..8, "So <strong><0>76/NQ</></strong> x");
        check(&["So", "\n", "76"], 0..5, "<0>So\n76</>");
        check(&["a ", "`", " b"], 0..7, "<0>a </><code></code><0> b</>");
    }

    proptest! {
        #[test]
        fn marks_change_no_visible_word(
            parts in prop::collection::vec(prop::sample::select(vec!["*", "`", "\n", "a", "bcd", "Đế", " "]), 0..12),
            cuts in prop::collection::btree_set(0_usize..40, 0..6),
        ) {
            let (flat, bare) = write(&parts, &[]);
            let cuts: Vec<usize> = cuts.into_iter().filter(|&it| flat.is_char_boundary(it)).collect();
            let spans: Vec<_> = cuts.chunks_exact(2).map(|it| it[0]..it[1]).collect();
            let (_, mut marked) = write(&parts, &spans);
            for n in 0..spans.len() {
                marked = marked.replace(&format!("<{n}>"), "");
            }
            prop_assert_eq!(marked.replace("</>", ""), bare);
        }
    }
}
