//! Markdown to blocks. Raw HTML stays words, and what is nested deeper than anybody can follow is
//! flattened: no text can make the program fail.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment as Side, Event, HeadingLevel, Options, Parser, Tag};

use super::picture::Album;
use super::signs::Prepared;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::text::{Alignment, Block, Inline, plain};

/// Open elements, one in the other; beyond, the outer form holds.
const DEEPEST: usize = 12;

/// The blocks of a text, with a diagnostic for each thing that the report cannot show.
pub(super) fn read(
    source: &Prepared,
    place: &Location,
    album: &mut Album<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Block> {
    let mut reader = Reader {
        line_ends: source.text.match_indices('\n').map(|(at, _)| at).collect(),
        lines: &source.lines,
        place,
        album,
        diagnostics,
        open: Vec::new(),
        current: Frame::default(),
        flattened: 0,
        footnotes: BTreeMap::new(),
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&source.text, options).into_offset_iter() {
        reader.event(event, &range);
    }
    let Reader { current, footnotes, .. } = reader;
    let mut blocks = current.into_blocks();
    blocks.iter_mut().for_each(|block| fill_notes_of(block, &footnotes));
    blocks
}

/// What has been read of an element that is not closed yet.
#[derive(Default)]
struct Frame {
    tag: Option<Tag<'static>>,
    blocks: Vec<Block>,
    /// Words that no paragraph holds yet.
    content: Vec<Inline>,
    /// Pictures met among the words; they stand after them.
    pictures: Vec<Block>,
    items: Vec<Vec<Block>>,
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
}

impl Frame {
    /// Makes a paragraph of loose words, and lets the pictures follow.
    fn close_paragraph(&mut self) {
        let content = std::mem::take(&mut self.content);
        let has_note = content.iter().any(|inline| matches!(inline, Inline::Footnote(_)));
        if has_note || !plain(&content).trim().is_empty() {
            self.blocks.push(Block::Paragraph(content));
        }
        self.blocks.append(&mut self.pictures);
    }

    fn put(&mut self, block: Block) {
        self.close_paragraph();
        self.blocks.push(block);
    }

    fn into_blocks(mut self) -> Vec<Block> {
        self.close_paragraph();
        self.blocks
    }
}

struct Reader<'a, 'b> {
    /// Offsets, for the line of a finding.
    line_ends: Vec<usize>,
    /// The line of the CUG's text that each line comes from.
    lines: &'a [u32],
    place: &'a Location,
    album: &'a mut Album<'b>,
    diagnostics: &'a mut Diagnostics,
    /// The elements around the current one, the outermost first.
    open: Vec<Frame>,
    current: Frame,
    /// Open elements without a frame of their own.
    flattened: usize,
    footnotes: BTreeMap<String, Vec<Inline>>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) if self.flattened > 0 => self.flattened -= 1,
            Event::End(_) => self.end(range),
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.say(words.into_string());
            }
            Event::Html(words) => self.say(words.into_string()),
            Event::InlineHtml(words) => self.inline_html(&words, range),
            Event::Code(words) => self.current.content.push(Inline::Code(words.into_string())),
            Event::SoftBreak => self.say(" ".to_owned()),
            Event::HardBreak => self.current.content.push(Inline::LineBreak),
            // The words of a note may come after it: until then it holds its label.
            Event::FootnoteReference(label) => {
                let label = Inline::Text(label.into_string());
                self.current.content.push(Inline::Footnote(vec![label]));
            }
            Event::Rule => self.current.put(Block::Rule),
            Event::TaskListMarker(_) => {}
        }
    }

    fn say(&mut self, words: String) {
        self.current.content.push(Inline::Text(words));
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.flattened > 0 || self.open.len() >= DEEPEST {
            self.flattened += 1;
            self.say(" ".to_owned());
            return;
        }
        let is_among_words = matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } | Tag::TableCell
        );
        if !is_among_words {
            self.current.close_paragraph();
        }
        let frame = Frame { tag: Some(tag.into_static()), ..Frame::default() };
        self.open.push(std::mem::replace(&mut self.current, frame));
    }

    fn end(&mut self, range: &Range<usize>) {
        let Some(outer) = self.open.pop() else { return };
        let mut frame = std::mem::replace(&mut self.current, outer);
        let Some(tag) = frame.tag.take() else { return };
        match tag {
            Tag::Emphasis => self.end_words(frame, Inline::Emphasis),
            Tag::Strong => self.end_words(frame, Inline::Strong),
            Tag::Link { dest_url, .. } => self.end_link(frame, &dest_url, range),
            Tag::Image { dest_url, title, .. } => {
                self.end_picture(&frame, &dest_url, &title, range)
            }
            Tag::Heading { level, .. } => self.end_heading(frame, level),
            Tag::HtmlBlock => self.end_html(&frame, range),
            Tag::CodeBlock(_) => self.current.put(Block::Code(plain(&frame.content))),
            Tag::BlockQuote(_) => self.current.put(Block::Quote(frame.into_blocks())),
            Tag::Item => self.current.items.push(frame.into_blocks()),
            Tag::List(start) => self.current.put(Block::List { start, items: frame.items }),
            Tag::TableCell => {
                self.current.cells.push(frame.content);
                self.current.pictures.append(&mut frame.pictures);
            }
            Tag::TableHead | Tag::TableRow => {
                self.current.rows.push(frame.cells);
                self.current.pictures.append(&mut frame.pictures);
            }
            Tag::Table(sides) => self.end_table(frame, &sides),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.insert(label.to_string(), words_of(frame.into_blocks()));
            }
            _ => self.current.blocks.append(&mut frame.into_blocks()),
        }
    }

    fn end_words(&mut self, frame: Frame, form: fn(Vec<Inline>) -> Inline) {
        self.current.content.push(form(frame.content));
        self.current.pictures.extend(frame.pictures);
    }

    /// A heading inside a list or a quote is only a strong line: it opens no chapter. Nor does one
    /// without words, of a note or a picture alone.
    fn end_heading(&mut self, frame: Frame, level: HeadingLevel) {
        if plain(&frame.content).trim().is_empty() {
            self.current.blocks.extend(frame.into_blocks());
            return;
        }
        let content = frame.content;
        let block = if self.open.is_empty() {
            Block::Heading { level: level as u8, content }
        } else {
            Block::Paragraph(vec![Inline::Strong(content)])
        };
        self.current.put(block);
        self.current.blocks.extend(frame.pictures);
    }

    fn end_link(&mut self, frame: Frame, target: &str, range: &Range<usize>) {
        let lower = target.to_lowercase();
        let is_safe =
            ["https://", "http://", "mailto:"].iter().any(|start| lower.starts_with(start));
        let words = plain(&frame.content);
        let has_words = !words.trim().is_empty();
        let has_pictures = !frame.pictures.is_empty();
        self.current.pictures.extend(frame.pictures);
        if is_safe && !has_pictures {
            // Without words the address is printed.
            let address = vec![Inline::Text(target.to_owned())];
            let content = if has_words { frame.content } else { address };
            self.current.content.push(Inline::Link { target: target.to_owned(), content });
            return;
        }
        let message = match (is_safe, has_words) {
            (true, _) => format!("il collegamento a «{target}» è su un'immagine"),
            (false, true) => format!(
                "il collegamento «{words}» non porta a una pagina del web né a un indirizzo di posta"
            ),
            (false, false) => format!("il collegamento a «{target}» non ha parole"),
        };
        self.report(code::LINK_NOT_KEPT, range, message, target);
        self.current.content.extend(frame.content);
    }

    fn end_picture(&mut self, frame: &Frame, target: &str, title: &str, range: &Range<usize>) {
        let alternative = plain(&frame.content).trim().to_owned();
        let number = match self.album.find(target) {
            Ok(number) => number,
            Err(reason) => {
                self.report(code::PICTURE_NOT_SHOWN, range, reason, target);
                let words = if alternative.is_empty() { target } else { alternative.as_str() };
                self.say(format!("[immagine non mostrata: {words}]"));
                return;
            }
        };
        if alternative.is_empty() {
            let message =
                "l'immagine non ha un testo alternativo: chi non la vede non sa che cosa mostra";
            self.report(code::PICTURE_WITHOUT_ALTERNATIVE, range, message, target);
        }
        let caption = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        self.current.pictures.push(Block::Picture { number, alternative, caption });
    }

    fn end_table(&mut self, mut frame: Frame, sides: &[Side]) {
        if frame.rows.is_empty() {
            return;
        }
        let header = frame.rows.remove(0);
        let side = |side: &Side| match side {
            Side::None | Side::Left => Alignment::Left,
            Side::Center => Alignment::Center,
            Side::Right => Alignment::Right,
        };
        let alignments = sides.iter().map(side).collect();
        self.current.put(Block::Table { alignments, header, rows: frame.rows });
        self.current.blocks.extend(frame.pictures);
    }

    /// A comment is nobody's reading; other HTML is shown as the words that it is.
    fn end_html(&mut self, frame: &Frame, range: &Range<usize>) {
        let words = plain(&frame.content);
        if is_comment(&words) {
            return;
        }
        self.report_html(&words, range);
        self.current.put(Block::Paragraph(vec![Inline::Text(words)]));
    }

    fn inline_html(&mut self, words: &str, range: &Range<usize>) {
        match words.to_lowercase().replace(['/', ' '], "").as_str() {
            "<br>" => self.current.content.push(Inline::LineBreak),
            _ if is_comment(words) => {}
            _ => {
                self.report_html(words, range);
                self.say(words.to_owned());
            }
        }
    }

    fn report_html(&mut self, words: &str, range: &Range<usize>) {
        let message = "il testo contiene HTML, che è stampato come parole";
        self.report(code::HTML_IN_TEXT, range, message, words.trim());
    }

    fn report(
        &mut self,
        code: Code,
        range: &Range<usize>,
        message: impl Into<String>,
        value: &str,
    ) {
        let line = self.line_ends.partition_point(|end| *end < range.start);
        let place = self.place.clone().at_row(self.lines.get(line).copied().unwrap_or(1));
        self.diagnostics.push(Diagnostic::new(code, place, message).with_value(value));
    }
}

fn is_comment(words: &str) -> bool {
    let words = words.trim();
    words.starts_with("<!--") && words.ends_with("-->")
}

/// The words of a footnote, which may have several paragraphs.
fn words_of(blocks: Vec<Block>) -> Vec<Inline> {
    let mut words = Vec::new();
    for block in blocks {
        if let Block::Paragraph(content) = block {
            if !words.is_empty() {
                words.push(Inline::LineBreak);
            }
            words.extend(content);
        }
    }
    words
}

type Notes = BTreeMap<String, Vec<Inline>>;

fn fill_notes_of(block: &mut Block, notes: &Notes) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => fill_notes(content, notes),
        Block::List { items, .. } => {
            items.iter_mut().flatten().for_each(|block| fill_notes_of(block, notes));
        }
        Block::Quote(blocks) => blocks.iter_mut().for_each(|block| fill_notes_of(block, notes)),
        Block::Table { header, rows, .. } => {
            let cells = header.iter_mut().chain(rows.iter_mut().flatten());
            cells.for_each(|cell| fill_notes(cell, notes));
        }
        Block::Code(_) | Block::Picture { .. } | Block::Rule => {}
    }
}

/// Gives each note its words in place of its label; a note has no notes of its own.
fn fill_notes(content: &mut [Inline], notes: &Notes) {
    for inline in content {
        match inline {
            Inline::Footnote(label) => {
                let words = notes.get(&plain(label)).map_or(&[] as &[Inline], Vec::as_slice);
                let is_word = |inline: &&Inline| !matches!(inline, Inline::Footnote(_));
                *label = words.iter().filter(is_word).cloned().collect();
            }
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                fill_notes(content, notes)
            }
            Inline::Text(_) | Inline::Code(_) | Inline::LineBreak => {}
        }
    }
}
