//! A finished PDF read back: its words, its tag tree, and what is read aloud of its tables.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The words of all pages.
pub fn text(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap()
}

/// Without blanks: extraction breaks lines and words where the page does.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Every structure element with its type, in reading order.
pub fn elements(document: &Document) -> Vec<(String, Dictionary)> {
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut found = Vec::new();
    walk(document, root, &mut found);
    found
}

fn walk(document: &Document, object: &Object, found: &mut Vec<(String, Dictionary)>) {
    let Ok((_, object)) = document.dereference(object) else { return };
    match object {
        Object::Array(items) => items.iter().for_each(|item| walk(document, item, found)),
        Object::Dictionary(element) => {
            if let Ok(kind) = element.get(b"S").and_then(Object::as_name) {
                found.push((String::from_utf8_lossy(kind).into_owned(), element.clone()));
            }
            if let Ok(kids) = element.get(b"K") {
                walk(document, kids, found);
            }
        }
        _ => {}
    }
}

/// The attribute of a structure element, whether it has one dictionary of attributes or several.
pub fn attribute(document: &Document, element: &Dictionary, name: &[u8]) -> Option<Object> {
    let (_, attributes) = document.dereference(element.get(b"A").ok()?).ok()?;
    let lists = match attributes {
        Object::Array(items) => items.clone(),
        single => vec![single.clone()],
    };
    lists.iter().find_map(|list| {
        let (_, list) = document.dereference(list).ok()?;
        list.as_dict().ok()?.get(name).ok().cloned()
    })
}

/// What who listens is told of a table.
pub struct SpokenTable {
    pub summary: String,
    pub cells: Vec<SpokenCell>,
}

/// A data cell: the headers read before it, from the outside in, and its own words.
pub struct SpokenCell {
    pub headers: Vec<String>,
    pub words: String,
}

/// The words of a document by page and piece of content, as a screen reader gets them.
pub struct Speech<'a> {
    document: &'a Document,
    pieces: BTreeMap<(ObjectId, i64), String>,
}

impl<'a> Speech<'a> {
    pub fn of(document: &'a Document) -> Self {
        let mut pieces = BTreeMap::new();
        for page in document.page_iter() {
            for (piece, words) in words_of_page(document, page) {
                pieces.insert((page, piece), words);
            }
        }
        Self { document, pieces }
    }

    /// What is read aloud for an element: its own replacement, or all inside in order.
    pub fn words(&self, element: &Dictionary) -> String {
        self.said(&Object::Dictionary(element.clone()), None)
    }

    fn said(&self, kid: &Object, page: Option<ObjectId>) -> String {
        let Ok((_, kid)) = self.document.dereference(kid) else { return String::new() };
        match kid {
            Object::Integer(piece) => {
                page.and_then(|page| self.pieces.get(&(page, *piece)).cloned()).unwrap_or_default()
            }
            Object::Array(kids) => kids.iter().map(|kid| self.said(kid, page)).collect(),
            Object::Dictionary(element) => {
                let replaced = element.get(b"ActualText").or_else(|_| element.get(b"Alt"));
                if let Ok(words) = replaced {
                    return lopdf::decode_text_string(words).unwrap();
                }
                let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                match element.get(b"MCID") {
                    Ok(piece) => self.said(&piece.clone(), page),
                    Err(_) => element.get(b"K").map_or(String::new(), |kids| self.said(kids, page)),
                }
            }
            _ => String::new(),
        }
    }

    pub fn tables(&self) -> Vec<SpokenTable> {
        let all = elements(self.document);
        all.iter().filter(|(kind, _)| kind == "Table").map(|(_, table)| self.table(table)).collect()
    }

    fn table(&self, table: &Dictionary) -> SpokenTable {
        let mut inside = Vec::new();
        walk(self.document, table.get(b"K").unwrap(), &mut inside);
        let named = |element: &Dictionary| -> Vec<Vec<u8>> {
            let headers = attribute(self.document, element, b"Headers");
            let headers = headers.iter().flat_map(|all| all.as_array().unwrap());
            headers.map(|id| id.as_str().unwrap().to_vec()).collect()
        };
        let headers: BTreeMap<Vec<u8>, (String, Vec<Vec<u8>>)> = inside
            .iter()
            .filter(|(kind, _)| kind == "TH")
            .map(|(_, cell)| {
                let id = cell.get(b"ID").unwrap().as_str().unwrap().to_vec();
                (id, (self.words(cell).trim().to_owned(), named(cell)))
            })
            .collect();
        fn climb(
            headers: &BTreeMap<Vec<u8>, (String, Vec<Vec<u8>>)>,
            ids: &[Vec<u8>],
            told: &mut Vec<String>,
        ) {
            for id in ids {
                let (words, above) = &headers[id];
                climb(headers, above, told);
                if !told.contains(words) {
                    told.push(words.clone());
                }
            }
        }
        let cells = inside.iter().filter(|(kind, _)| kind == "TD");
        SpokenTable {
            summary: attribute(self.document, table, b"Summary")
                .map(|words| lopdf::decode_text_string(&words).unwrap())
                .unwrap_or_default(),
            cells: cells
                .map(|(_, cell)| {
                    let mut told = Vec::new();
                    climb(&headers, &named(cell), &mut told);
                    SpokenCell { headers: told, words: self.words(cell) }
                })
                .collect(),
        }
    }
}

/// The lines that a viewer copies from a page: texts in the order of the page's content, or the words given in their
/// place, a blank between two that stand on one line, another line where they stand on another.
#[expect(clippy::float_arithmetic, reason = "the places of a page are floats")]
pub fn copied_lines(document: &Document, page: ObjectId) -> Vec<String> {
    let encodings = encodings(document, page);
    let mut lines: Vec<(f64, String)> = Vec::new();
    let mut height = Height { page: (1.0, 0.0), kept: Vec::new(), text: 0.0 };
    let mut font = None;
    // Of each open sequence, the words given for it, until they are copied.
    let mut open: Vec<Option<String>> = Vec::new();
    for operation in document.get_and_decode_page_content(page).unwrap().operations {
        height.follow(&operation);
        match operation.operator.as_str() {
            "Tf" => font = operation.operands[0].as_name().ok().map(<[u8]>::to_vec),
            "BMC" => open.push(None),
            "BDC" => open.push(given_words(&operation)),
            "EMC" => drop(open.pop()),
            "Tj" | "TJ" => {
                let encoding = font.as_ref().and_then(|font| encodings.get(font));
                let words = match open.iter_mut().rev().find_map(Option::as_mut) {
                    Some(given) => std::mem::take(given),
                    None => {
                        encoding.map(|encoding| shown(&operation, encoding)).unwrap_or_default()
                    }
                };
                // A viewer skips what no letter stands for.
                if !words.is_empty() && words.chars().all(char::is_control) {
                    continue;
                }
                match lines.last_mut() {
                    Some((line, before)) if (*line - height.now()).abs() < 1.0 => {
                        before.push(' ');
                        before.push_str(&words);
                    }
                    _ => lines.push((height.now(), words)),
                }
            }
            _ => {}
        }
    }
    lines.into_iter().map(|(_, words)| words).collect()
}

/// The words that a sequence of marked content has in place of its own.
fn given_words(operation: &lopdf::content::Operation) -> Option<String> {
    let words = operation.operands[1].as_dict().ok()?.get(b"ActualText").ok()?;
    Some(lopdf::decode_text_string(words).unwrap())
}

/// How high on the page the next text stands.
struct Height {
    /// Scale and shift of the height by the matrix of the page, with those kept for later.
    page: (f64, f64),
    kept: Vec<(f64, f64)>,
    text: f64,
}

#[expect(clippy::float_arithmetic, reason = "the places of a page are floats")]
impl Height {
    fn now(&self) -> f64 {
        self.page.0 * self.text + self.page.1
    }

    fn follow(&mut self, operation: &lopdf::content::Operation) {
        let number = |place: usize| f64::from(operation.operands[place].as_float().unwrap());
        match operation.operator.as_str() {
            "q" => self.kept.push(self.page),
            "Q" => self.page = self.kept.pop().unwrap(),
            "cm" => {
                let (scale, shift) = self.page;
                self.page = (scale * number(3), scale * number(5) + shift);
            }
            "BT" => self.text = 0.0,
            "Tm" => self.text = number(5),
            "Td" | "TD" => self.text += number(1),
            _ => {}
        }
    }
}

fn encodings(document: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, lopdf::Encoding<'_>> {
    let fonts = document.get_page_fonts(page).unwrap().into_iter();
    fonts.filter_map(|(name, font)| Some((name, font.get_font_encoding(document).ok()?))).collect()
}

/// The words that an operation shows.
fn shown(operation: &lopdf::content::Operation, encoding: &lopdf::Encoding<'_>) -> String {
    let parts = operation.operands.iter().flat_map(|operand| match operand {
        Object::Array(parts) => parts.clone(),
        single => vec![single.clone()],
    });
    let texts = parts.filter_map(|part| match part {
        Object::String(bytes, _) => Some(Document::decode_text(encoding, &bytes).unwrap()),
        _ => None,
    });
    texts.collect()
}

/// The pieces of marked content of a page.
fn words_of_page(document: &Document, page: ObjectId) -> BTreeMap<i64, String> {
    let encodings = encodings(document, page);
    let mut pieces: BTreeMap<i64, String> = BTreeMap::new();
    // Of each open sequence: its number, and whether its words are replaced.
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    let mut font = None;
    for operation in document.get_and_decode_page_content(page).unwrap().operations {
        let piece = open.iter().rev().find_map(|(piece, _)| *piece);
        let is_replaced = open.iter().any(|(_, replaced)| *replaced);
        match operation.operator.as_str() {
            "BMC" => open.push((None, false)),
            "BDC" => {
                let properties = operation.operands[1].as_dict().ok();
                let number = properties.and_then(|all| all.get(b"MCID").ok()?.as_i64().ok());
                let instead = properties.and_then(|all| all.get(b"ActualText").ok());
                if let (Some(piece), Some(words)) = (number.or(piece), instead) {
                    let words = lopdf::decode_text_string(words).unwrap();
                    pieces.entry(piece).or_default().push_str(&words);
                }
                open.push((number, instead.is_some()));
            }
            "EMC" => {
                open.pop();
            }
            "Tf" => font = operation.operands[0].as_name().ok().map(<[u8]>::to_vec),
            "Tj" | "TJ" if !is_replaced => {
                let (Some(piece), Some(encoding)) =
                    (piece, font.as_ref().and_then(|font| encodings.get(font)))
                else {
                    continue;
                };
                pieces.entry(piece).or_default().push_str(&shown(&operation, encoding));
            }
            _ => {}
        }
    }
    pieces
}
