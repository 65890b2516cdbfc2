//! The marked content of a page: which of its pieces belong to the tag tree, where they stand and what they say.

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::content::Operation;
use lopdf::{Document, Encoding, Object, ObjectId};

/// A piece of marked content of a page that belongs to the tag tree.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) number: i64,
    /// Of each of its texts, the operations from the first that shows something to the end of the text.
    pub(super) texts: Vec<Range<usize>>,
    pub(super) height: f32,
    pub(super) words: String,
    /// Operations that say what single glyphs of it stand for: the words of the label hold that.
    pub(super) inner: Vec<usize>,
}

/// By the name that a page has for a font, that of the font itself.
pub(super) type Fonts<'a> = BTreeMap<Vec<u8>, &'a [u8]>;

/// What the glyphs of each font stand for: read once, for all pages have the same fonts.
pub(super) type Encodings<'a> = BTreeMap<&'a [u8], Encoding<'a>>;

pub(super) fn fonts<'a>(
    document: &'a Document,
    page: ObjectId,
    encodings: &mut Encodings<'a>,
) -> Result<Fonts<'a>, lopdf::Error> {
    let mut fonts = BTreeMap::new();
    for (name, font) in document.get_page_fonts(page)? {
        let own_name = font.get(b"BaseFont")?.as_name()?;
        if !encodings.contains_key(own_name) {
            encodings.insert(own_name, font.get_font_encoding(document)?);
        }
        fonts.insert(name, own_name);
    }
    Ok(fonts)
}

/// What a mark in the content begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Piece,
    /// Glyphs whose words are given.
    Spoken,
    Other,
}

/// Walks the operations of a page.
#[derive(Default)]
struct Reader<'a> {
    pieces: Vec<Piece>,
    open: Vec<Mark>,
    height: f32,
    font: Option<&'a [u8]>,
    /// The first operation that shows something of the text.
    begin: Option<usize>,
}

/// The pieces of a part of a page in their order.
pub(super) fn pieces(
    operations: &[Operation],
    fonts: &Fonts<'_>,
    encodings: &Encodings<'_>,
) -> Vec<Piece> {
    let mut reader = Reader::default();
    for (index, operation) in operations.iter().enumerate() {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" => reader.open.push(Mark::Other),
            "BDC" => reader.begin_mark(index, operands),
            "EMC" => reader.end_mark(index),
            "cm" => reader.height = number(operands, 5),
            "Tf" => reader.font = operands.first().and_then(|font| font.as_name().ok()),
            "BT" => reader.begin = None,
            "Tm" => reader.place(number(operands, 5)),
            "Tj" | "TJ" => {
                reader.begin.get_or_insert(index);
                let encoding = reader.font.and_then(|font| encodings.get(*fonts.get(font)?));
                if let Some(encoding) = encoding.filter(|_| !reader.open.contains(&Mark::Spoken)) {
                    reader.add(&shown(operands, encoding));
                }
            }
            "ET" => reader.end_text(index),
            _ => {}
        }
    }
    reader.pieces
}

impl Reader<'_> {
    /// The piece that is open: what is drawn outside of one is no part of the tag tree.
    fn piece(&mut self) -> Option<&mut Piece> {
        self.pieces.last_mut().filter(|_| self.open.contains(&Mark::Piece))
    }

    fn begin_mark(&mut self, index: usize, operands: &[Object]) {
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
        let property = |name| properties.and_then(|all| all.get(name).ok());
        if let Some(number) = property(b"MCID").and_then(|number| number.as_i64().ok()) {
            self.pieces.push(Piece { number, ..Piece::default() });
            self.open.push(Mark::Piece);
        } else if let Some(words) = property(b"ActualText") {
            self.add(&lopdf::decode_text_string(words).unwrap_or_default());
            self.piece().into_iter().for_each(|piece| piece.inner.push(index));
            self.open.push(Mark::Spoken);
        } else {
            self.open.push(Mark::Other);
        }
    }

    fn end_mark(&mut self, index: usize) {
        if self.open.pop() == Some(Mark::Spoken) {
            self.piece().into_iter().for_each(|piece| piece.inner.push(index));
        }
    }

    fn add(&mut self, words: &str) {
        self.piece().into_iter().for_each(|piece| piece.words += words);
    }

    #[expect(clippy::float_arithmetic, reason = "the places of a page are floats")]
    fn place(&mut self, above: f32) {
        let height = self.height - above;
        self.piece().into_iter().for_each(|piece| piece.height = height);
    }

    fn end_text(&mut self, index: usize) {
        let begin = self.begin.take();
        if let (Some(begin), Some(piece)) = (begin, self.piece()) {
            piece.texts.push(begin..index);
        }
    }
}

fn number(operands: &[Object], place: usize) -> f32 {
    operands.get(place).and_then(|number| number.as_float().ok()).unwrap_or_default()
}

/// The words of an operation that shows text.
fn shown(operands: &[Object], encoding: &Encoding<'_>) -> String {
    let parts = operands.iter().flat_map(|operand| match operand {
        Object::Array(parts) => parts.as_slice(),
        single => std::slice::from_ref(single),
    });
    let bytes = parts.filter_map(|part| part.as_str().ok());
    bytes.filter_map(|bytes| Document::decode_text(encoding, bytes).ok()).collect()
}
