//! The words of an .odt (OpenDocument 1.3, part 3). What was deleted under recorded changes lies apart
//! and is not read.

use super::Parts;
use super::findings::{Findings, is_safe};
use super::odt_styles::Styles;
use super::piece::{Piece, is_blank};
use super::words::{Look, Words, without_look};
use super::xml::{self, Element, Node};
use crate::model::text::{Alignment, Block, Inline, plain};

pub(super) const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
/// What the outline says of itself.
pub(super) const PROPERTIES: &str = "meta.xml";
pub(super) const MANIFEST: &str = "META-INF/manifest.xml";

/// The parts that are read, pictures apart.
pub(super) const PARTS: [&str; 4] = [CONTENT, STYLES, MANIFEST, PROPERTIES];

/// Columns and rows that a repeated cell or row may stand for.
const MOST_REPEATED: usize = 60;
/// Longest run of spaces written as a count.
const MOST_SPACES: usize = 1024;

/// The pieces of the document; `None` where its main part is broken.
pub(super) fn read(parts: &Parts, findings: &mut Findings<'_, '_>) -> Option<Vec<Piece>> {
    let root = xml::parse(parts.get(CONTENT)?)?;
    let mut styles = Styles::default();
    if let Some(common) = parts.get(STYLES).and_then(|bytes| xml::parse(bytes)) {
        styles.add(&common);
    }
    styles.add(&root);
    let mut reader = Reader { parts, styles: &styles, findings, in_note: false };
    let mut pieces = Vec::new();
    reader.body(root.child("body")?.child("text")?, &mut pieces);
    Some(pieces)
}

struct Reader<'a, 'f, 'b> {
    parts: &'a Parts,
    styles: &'a Styles,
    findings: &'a mut Findings<'f, 'b>,
    in_note: bool,
}

/// Where the paragraphs of a list stand.
#[derive(Clone, Copy)]
struct Place<'e> {
    /// From 1.
    depth: usize,
    style: Option<&'e str>,
}

impl Reader<'_, '_, '_> {
    fn body(&mut self, container: &Element, pieces: &mut Vec<Piece>) {
        for element in container.elements() {
            match element.name.as_str() {
                "h" => self.heading(element, pieces),
                "p" => self.paragraph(element, pieces, Piece::Paragraph),
                "list" => self.list(element, Place { depth: 0, style: None }, pieces),
                "table" => self.table(element, pieces),
                "section" if element.attribute("display") == Some("none") => {
                    self.findings.miss("una sezione nascosta");
                }
                "section" => self.body(element, pieces),
                "tracked-changes" => self.findings.revision(),
                "frame" | "custom-shape" | "rect" | "g" => {
                    let mut words = Words::default();
                    self.drawing(element, &mut words);
                    pieces.extend(words.pictures.into_iter().map(Piece::Picture));
                }
                _ => {}
            }
        }
    }

    fn words_of(&mut self, element: &Element) -> Words {
        let mut words = Words::default();
        self.inlines(element, &Look::default(), &mut words);
        words
    }

    fn heading(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        let level = element.attribute("outline-level").and_then(|level| level.parse().ok());
        let make = |content| Piece::Heading(level.unwrap_or(1), without_look(content));
        self.paragraph(element, pieces, make);
    }

    fn paragraph(
        &mut self,
        element: &Element,
        pieces: &mut Vec<Piece>,
        make: impl FnOnce(Vec<Inline>) -> Piece,
    ) {
        let style = element.attribute("style-name");
        let (content, pictures) = self.words_of(element).finish();
        if !is_blank(&content) {
            self.findings.pass(&plain(&content));
            let piece = match make(content) {
                Piece::Paragraph(content) if self.styles.is_under(style, "Title") => {
                    Piece::Heading(1, without_look(content))
                }
                Piece::Paragraph(content) if self.styles.is_under(style, "Quotations") => {
                    Piece::Quote(content)
                }
                piece => piece,
            };
            pieces.push(piece);
        }
        pieces.extend(pictures.into_iter().map(Piece::Picture));
    }

    fn list(&mut self, list: &Element, outer: Place<'_>, pieces: &mut Vec<Piece>) {
        let own = list.attribute("style-name").or(outer.style);
        let place = Place { depth: outer.depth + 1, style: own };
        let is_item = |of: &&Element| matches!(of.name.as_str(), "list-item" | "list-header");
        for (counted, item) in (0_u64..).zip(list.elements().filter(is_item)) {
            let mut is_first = true;
            for element in item.elements() {
                match element.name.as_str() {
                    "list" => self.list(element, place, pieces),
                    "h" => self.heading(element, pieces),
                    "p" => {
                        let number = self.first_number(place, element).map(|first| first + counted);
                        let depth = place.depth - 1;
                        let continues = !is_first;
                        let make = |content| Piece::Item { depth, number, continues, content };
                        self.paragraph(element, pieces, make);
                        is_first = false;
                    }
                    _ => {}
                }
            }
        }
    }

    fn first_number(&self, place: Place<'_>, paragraph: &Element) -> Option<u64> {
        let of_paragraph = self.styles.list_of(paragraph.attribute("style-name"));
        let list = place.style.map(str::to_owned).or(of_paragraph);
        self.styles.first_number(list.as_deref(), place.depth)
    }

    fn inlines(&mut self, container: &Element, look: &Look, words: &mut Words) {
        for node in &container.children {
            match node {
                Node::Text(text) => add_text(words, look, text),
                Node::Element(element) => self.inline(element, look, words),
            }
        }
    }

    fn inline(&mut self, element: &Element, look: &Look, words: &mut Words) {
        match element.name.as_str() {
            "span" => {
                let style = element.attribute("style-name");
                let look = Look {
                    bold: self.styles.bold(style).unwrap_or(look.bold),
                    italic: self.styles.italic(style).unwrap_or(look.italic),
                    link: look.link.clone(),
                };
                self.inlines(element, &look, words);
            }
            "a" => {
                let target = element.attribute("href").unwrap_or_default();
                // A place in the same document is no address.
                let link = is_safe(target).then(|| target.to_owned());
                if link.is_none() && !target.starts_with('#') {
                    self.findings.link_not_kept(target);
                }
                self.inlines(element, &Look { link, ..look.clone() }, words);
            }
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                words.add_text(look, &" ".repeat(count.unwrap_or(1).min(MOST_SPACES)));
            }
            "tab" => words.add_text(look, " "),
            "line-break" => words.add(look, Inline::LineBreak),
            "note" => self.note(element, words),
            "annotation" => self.findings.comment(),
            "frame" | "custom-shape" | "rect" | "g" => self.drawing(element, words),
            "hidden-text" | "hidden-paragraph" => {
                self.findings.pass(&words.so_far());
                self.findings.miss("del testo nascosto");
            }
            "annotation-end" | "script" | "ruby-text" => {}
            // Fields have the words that they show.
            _ => self.inlines(element, look, words),
        }
    }

    fn note(&mut self, note: &Element, words: &mut Words) {
        let Some(body) = note.child("note-body").filter(|_| !self.in_note) else { return };
        self.in_note = true;
        let mut inside = Words::default();
        for paragraph in body.all("p") {
            let line = self.words_of(paragraph);
            inside.add_line(line);
        }
        self.in_note = false;
        let (content, pictures) = inside.finish();
        words.pictures.extend(pictures);
        words.add(&Look::default(), Inline::Footnote(content));
    }

    /// A picture, a box that holds one and its caption, or what else is drawn.
    fn drawing(&mut self, frame: &Element, words: &mut Words) {
        self.findings.pass(&words.so_far());
        if let Some(inside) = frame.child("text-box") {
            let mut caption = Words::default();
            for paragraph in inside.all("p") {
                let line = self.words_of(paragraph);
                caption.add_line(line);
            }
            let (content, mut pictures) = caption.finish();
            match pictures.as_mut_slice() {
                [Block::Picture { caption, .. }] => {
                    *caption = Some(plain(&content)).filter(|words| !words.is_empty());
                    words.pictures.append(&mut pictures);
                }
                _ => {
                    words.pictures.append(&mut pictures);
                    self.findings.miss_box(&plain(&content));
                }
            }
            return;
        }
        if frame.child("object").is_some() || frame.child("object-ole").is_some() {
            self.findings.miss("un grafico, una formula o un altro oggetto");
            return;
        }
        let Some(image) = frame.child("image") else {
            if frame.name == "frame" {
                self.findings.miss("un oggetto");
            } else {
                self.findings.miss_box(&frame.words());
            }
            return;
        };
        let path = image.attribute("href").unwrap_or_default().trim_start_matches("./");
        let bytes = self.parts.get(path).map(Vec::as_slice);
        let described = ["desc", "title"].into_iter().find_map(|name| {
            frame.child(name).map(Element::words).filter(|words| !words.is_empty())
        });
        let alternative = described.unwrap_or_default();
        words.pictures.extend(self.findings.picture(path, bytes, &alternative, None));
    }

    fn table(&mut self, table: &Element, pieces: &mut Vec<Piece>) {
        let (mut rows, mut alignments, mut pictures) = (Vec::new(), Vec::new(), Vec::new());
        for row in table.all("table-row") {
            let (mut cells, mut sides) = (Vec::new(), Vec::new());
            for cell in row.elements() {
                let is_covered = cell.name == "covered-table-cell";
                if !is_covered && cell.name != "table-cell" {
                    continue;
                }
                let (content, side) = self.cell(cell, &mut pictures);
                let times =
                    cell.attribute("number-columns-repeated").and_then(|of| of.parse().ok());
                let times: usize = times.unwrap_or(1).clamp(1, MOST_REPEATED);
                let content = if is_covered { Vec::new() } else { content };
                cells.extend(std::iter::repeat_n(content, times));
                sides.extend(std::iter::repeat_n(side, times));
            }
            if rows.len() <= 1 {
                alignments = sides;
            }
            rows.push(cells);
        }
        pieces.extend(Piece::of_rows(alignments, rows));
        pieces.extend(pictures.into_iter().map(Piece::Picture));
    }

    /// The words of a cell, its paragraphs one a line.
    fn cell(&mut self, cell: &Element, pictures: &mut Vec<Block>) -> (Vec<Inline>, Alignment) {
        let mut words = Words::default();
        let mut side = Alignment::Left;
        if !cell.all("table").is_empty() {
            self.findings.miss("la forma di una tabella dentro una casella");
        }
        for paragraph in cell.all("p").into_iter().chain(cell.all("h")) {
            side = match self.styles.alignment(paragraph.attribute("style-name")) {
                Some("end" | "right") => Alignment::Right,
                Some("center") => Alignment::Center,
                _ => Alignment::Left,
            };
            let line = self.words_of(paragraph);
            words.add_line(line);
        }
        let (content, inside) = words.finish();
        self.findings.pass(&plain(&content));
        pictures.extend(inside);
        (content, side)
    }
}

/// Blanks and line ends in the file are one blank, as OpenDocument has it.
fn add_text(words: &mut Words, look: &Look, text: &str) {
    let mut shown = String::with_capacity(text.len());
    let mut after_blank = words.ends_in_blank();
    for letter in text.chars() {
        let is_blank = matches!(letter, ' ' | '\t' | '\n' | '\r');
        if !is_blank {
            shown.push(letter);
        } else if !after_blank {
            shown.push(' ');
        }
        after_blank = is_blank;
    }
    words.add_text(look, &shown);
}
