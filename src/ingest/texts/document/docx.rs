//! The words of a .docx (ECMA-376, part 1). Revisions count as accepted.

use std::collections::BTreeMap;

use super::Parts;
use super::docx_parts::{DOCUMENT, Known, list, switch, value};
use super::findings::{Findings, is_safe};
use super::piece::{Piece, is_blank};
use super::words::{Look, Words, without_look};
use super::xml::{self, Element, Node};
use crate::model::text::{Alignment, Inline, plain};

/// Columns that a merged cell may take.
const WIDEST: usize = 60;

/// The pieces of the document; `None` where its main part is broken.
pub(super) fn read(parts: &Parts, findings: &mut Findings<'_, '_>) -> Option<Vec<Piece>> {
    let root = xml::parse(parts.get(DOCUMENT)?)?;
    let known = Known::of(parts);
    let mut reader =
        Reader { parts, known: &known, findings, counters: BTreeMap::new(), in_note: false };
    let mut pieces = Vec::new();
    reader.body(root.child("body")?, &mut pieces);
    Some(pieces)
}

struct Reader<'a, 'f, 'b> {
    parts: &'a Parts,
    known: &'a Known,
    findings: &'a mut Findings<'f, 'b>,
    /// The last number given in each list at each depth.
    counters: BTreeMap<(String, usize), u64>,
    in_note: bool,
}

impl Reader<'_, '_, '_> {
    fn body(&mut self, container: &Element, pieces: &mut Vec<Piece>) {
        for element in container.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, pieces),
                "tbl" => self.table(element, pieces),
                "sdt" if is_contents(element) => {}
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                    self.body(element, pieces);
                }
                "AlternateContent" => self.body(chosen(element), pieces),
                "del" | "moveFrom" => self.findings.revision(),
                "oMathPara" | "oMath" => self.findings.miss("una formula"),
                "altChunk" => self.findings.miss("un documento incorporato"),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        let properties = element.child("pPr");
        let style = value(properties, "pStyle");
        if self.known.is_contents(style) {
            return;
        }
        let mut words = Words::default();
        self.inlines(element, &Look::default(), &mut words);
        let (content, pictures) = words.finish();
        if !is_blank(&content) {
            self.findings.pass(&plain(&content));
            pieces.push(self.piece(properties, style, content));
        }
        pieces.extend(pictures.into_iter().map(Piece::Picture));
    }

    fn piece(
        &mut self,
        properties: Option<&Element>,
        style: Option<&str>,
        content: Vec<Inline>,
    ) -> Piece {
        let outline = value(properties, "outlineLvl").and_then(|level| level.parse::<u8>().ok());
        let outline = outline.filter(|level| *level < 9).map(|level| level + 1);
        if let Some(level) = outline.or_else(|| self.known.heading(style)) {
            return Piece::Heading(level, without_look(content));
        }
        let list = list(properties).or_else(|| self.known.list_of_style(style));
        match list.filter(|(id, _)| id != "0") {
            Some((id, depth)) => {
                let number = self.number(id, depth);
                Piece::Item { depth, number, continues: false, content }
            }
            None if self.known.is_quote(style) => Piece::Quote(content),
            None => Piece::Paragraph(content),
        }
    }

    /// The number of the next item: a list goes on after what interrupts it, and deeper ones begin
    /// anew.
    fn number(&mut self, list: String, depth: usize) -> Option<u64> {
        let first = self.known.first_number(&list, depth)?;
        self.counters.retain(|(id, other), _| *id != list || *other <= depth);
        let number = self.counters.entry((list, depth)).or_insert(first.saturating_sub(1));
        *number = number.saturating_add(1);
        Some(*number)
    }

    /// The words of a paragraph, or of a part of it.
    fn inlines(&mut self, container: &Element, look: &Look, words: &mut Words) {
        for element in container.elements() {
            match element.name.as_str() {
                "r" => self.run(element, look, words),
                "hyperlink" => {
                    let look = Look { link: self.link(element), ..look.clone() };
                    self.inlines(element, &look, words);
                }
                "ins" | "moveTo" | "smartTag" | "customXml" | "sdt" | "sdtContent"
                | "fldSimple" | "bdo" | "dir" => self.inlines(element, look, words),
                "AlternateContent" => self.inlines(chosen(element), look, words),
                "del" | "moveFrom" => self.findings.revision(),
                "oMath" | "oMathPara" => self.miss_after("una formula", words),
                _ => {}
            }
        }
    }

    fn link(&mut self, element: &Element) -> Option<String> {
        let target = element.attribute("id").and_then(|id| self.known.outside(id))?;
        if is_safe(target) {
            return Some(target.to_owned());
        }
        self.findings.link_not_kept(target);
        None
    }

    fn run(&mut self, run: &Element, look: &Look, words: &mut Words) {
        let properties = run.child("rPr");
        let is = |name| properties.and_then(|properties| switch(properties, name));
        if is("vanish") == Some(true) {
            if !run.words().is_empty() {
                self.miss_after("del testo nascosto", words);
            }
            return;
        }
        let style = value(properties, "rStyle");
        let look = Look {
            bold: is("b").unwrap_or_else(|| self.known.is_bold(style)),
            italic: is("i").unwrap_or_else(|| self.known.is_italic(style)),
            link: look.link.clone(),
        };
        self.content(run, &look, words);
    }

    fn content(&mut self, run: &Element, look: &Look, words: &mut Words) {
        for element in run.elements() {
            match element.name.as_str() {
                "t" => {
                    for node in &element.children {
                        if let Node::Text(text) = node {
                            words.add_text(look, text);
                        }
                    }
                }
                "tab" | "ptab" => words.add_text(look, " "),
                "br" if element.attribute("type").is_none_or(|kind| kind == "textWrapping") => {
                    words.add(look, Inline::LineBreak);
                }
                "cr" => words.add(look, Inline::LineBreak),
                "noBreakHyphen" => words.add_text(look, "\u{2011}"),
                "sym" => self.miss_after("un simbolo", words),
                "object" => self.miss_after("un oggetto di un altro programma", words),
                "drawing" | "pict" => self.drawing(element, words),
                "AlternateContent" => self.content(chosen(element), look, words),
                "footnoteReference" | "endnoteReference" => self.note(element, words),
                "commentReference" => self.findings.comment(),
                "delText" => self.findings.revision(),
                _ => {}
            }
        }
    }

    fn miss_after(&mut self, what: &str, words: &Words) {
        self.findings.pass(&words.so_far());
        self.findings.miss(what);
    }

    fn note(&mut self, reference: &Element, words: &mut Words) {
        let Some(note) = self.known.note(reference).filter(|_| !self.in_note) else { return };
        self.in_note = true;
        let mut inside = Words::default();
        for paragraph in note.all("p") {
            let mut line = Words::default();
            self.inlines(paragraph, &Look::default(), &mut line);
            inside.add_line(line);
        }
        self.in_note = false;
        let (content, pictures) = inside.finish();
        words.pictures.extend(pictures);
        words.add(&Look::default(), Inline::Footnote(content));
    }

    /// A picture, or what else Word draws.
    fn drawing(&mut self, drawing: &Element, words: &mut Words) {
        self.findings.pass(&words.so_far());
        for inside in drawing.all("txbxContent") {
            self.findings.miss_box(&inside.words());
        }
        if !drawing.all("chart").is_empty() || !drawing.all("relIds").is_empty() {
            self.findings.miss("un grafico o uno schema");
        }
        let described = drawing
            .all("docPr")
            .into_iter()
            .chain(drawing.all("shape"))
            .flat_map(|of| ["descr", "alt", "title"].map(|key| of.attribute(key)))
            .flatten()
            .find(|words| !words.trim().is_empty());
        let blips = drawing.all("blip").into_iter().map(|blip| blip.attribute("embed"));
        let data = drawing.all("imagedata").into_iter().map(|data| data.attribute("id"));
        for id in blips.chain(data) {
            let path = id.and_then(|id| self.known.inside(id)).unwrap_or_default();
            let bytes = self.parts.get(&path).map(Vec::as_slice);
            let alternative = described.unwrap_or_default();
            words.pictures.extend(self.findings.picture(&path, bytes, alternative, None));
        }
    }

    fn table(&mut self, table: &Element, pieces: &mut Vec<Piece>) {
        let mut rows = Vec::new();
        let mut alignments = Vec::new();
        let mut pictures = Vec::new();
        for row in table.all("tr") {
            if row.child("trPr").is_some_and(|properties| properties.child("del").is_some()) {
                self.findings.revision();
                continue;
            }
            let mut cells = Vec::new();
            let mut sides = Vec::new();
            for cell in row.all("tc") {
                let (content, side) = self.cell(cell, &mut pictures);
                let width = value(cell.child("tcPr"), "gridSpan").and_then(|of| of.parse().ok());
                let width: usize = width.unwrap_or(1).clamp(1, WIDEST);
                cells.push(content);
                sides.push(side);
                cells.resize(cells.len() + width - 1, Vec::new());
                sides.resize(cells.len(), side);
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
    fn cell(
        &mut self,
        cell: &Element,
        pictures: &mut Vec<crate::model::text::Block>,
    ) -> (Vec<Inline>, Alignment) {
        let mut words = Words::default();
        let mut side = Alignment::Left;
        // The lower part of a cell over several rows.
        let merged = cell.child("tcPr").and_then(|properties| properties.child("vMerge"));
        let is_covered = merged.is_some_and(|merged| merged.attribute("val") != Some("restart"));
        if !cell.all("tbl").is_empty() {
            self.findings.miss("la forma di una tabella dentro una casella");
        }
        for paragraph in cell.all("p").into_iter().filter(|_| !is_covered) {
            side = match value(paragraph.child("pPr"), "jc") {
                Some("right" | "end") => Alignment::Right,
                Some("center") => Alignment::Center,
                _ => Alignment::Left,
            };
            let mut line = Words::default();
            self.inlines(paragraph, &Look::default(), &mut line);
            words.add_line(line);
        }
        let (content, inside) = words.finish();
        self.findings.pass(&plain(&content));
        pictures.extend(inside);
        (content, side)
    }
}

/// Of the same thing drawn in two ways, the newer.
fn chosen(element: &Element) -> &Element {
    element.child("Choice").or_else(|| element.child("Fallback")).unwrap_or(element)
}

fn is_contents(element: &Element) -> bool {
    let gallery = element.all("docPartGallery");
    gallery.iter().any(|of| of.attribute("val") == Some("Table of Contents"))
}
