//! Row labels that stand on several lines, made one line for who copies them. Viewers copy by lines: of a label of
//! two, the figures would be a row of their own with the end of it. Its last line, which is that of the figures,
//! gets the words of the whole label, and those above it a blank. Only what is around such a label is read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use memchr::{memmem, memrchr};

use super::marked::{Encodings, Fonts, Piece, fonts, pieces};

/// Stands for a line whose words are on the last one: viewers skip it, which not all do with nothing.
const BLANK: &str = "\t";

/// Letters without a width: places where a word may break.
const BREAKS: [char; 2] = ['\u{ad}', '\u{200b}'];

/// How far apart the heights of one line may be, in points.
const PLAY: f32 = 0.5;

/// Makes each row label one line.
pub(super) fn join_lines(document: &mut Document) -> Result<(), lopdf::Error> {
    let mut encodings = BTreeMap::new();
    let mut changed = Vec::new();
    for (page, labels) in labels_of_several_pieces(document) {
        let fonts = fonts(document, page, &mut encodings)?;
        let mut content = document.get_page_content(page);
        let mut joined = false;
        for label in labels {
            let Some(around) = around(&content, &label.concat()) else { continue };
            let part = Content::decode(&content[around.clone()])?;
            if let Some(part) = with_words(part, &label, &fonts, &encodings) {
                content.splice(around, part.encode()?);
                joined = true;
            }
        }
        if joined {
            changed.push((page, content));
        }
    }
    drop(encodings);
    changed.into_iter().try_for_each(|(page, content)| document.change_page_content(page, content))
}

/// The pieces of a label, paragraph by paragraph.
type Label = Vec<Vec<i64>>;

/// By page, each row label that is made of several pieces.
fn labels_of_several_pieces(document: &Document) -> BTreeMap<ObjectId, Vec<Label>> {
    let mut found: BTreeMap<ObjectId, Vec<Label>> = BTreeMap::new();
    for object in document.objects.values() {
        let Ok(element) = object.as_dict() else { continue };
        if !is_row_label(element) {
            continue;
        }
        let label = paragraphs(document, element);
        if label.iter().map(Vec::len).sum::<usize>() > 1
            && let Ok(page) = element.get(b"Pg").and_then(Object::as_reference)
        {
            found.entry(page).or_default().push(label);
        }
    }
    found
}

fn is_row_label(element: &Dictionary) -> bool {
    let is_header = element.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"TH");
    let attributes = element.get(b"A").and_then(Object::as_array);
    let is_of_row = |list: &Object| {
        let scope = list.as_dict().and_then(|list| list.get(b"Scope")?.as_name());
        scope.is_ok_and(|scope| scope != b"Column")
    };
    is_header && attributes.is_ok_and(|lists| lists.iter().any(is_of_row))
}

/// The pieces of an element, those of each element inside it apart.
fn paragraphs(document: &Document, element: &Dictionary) -> Label {
    let kids = element.get(b"K").map(|kids| match kids {
        Object::Array(kids) => kids.as_slice(),
        single => std::slice::from_ref(single),
    });
    let mut paragraphs = vec![Vec::new()];
    for kid in kids.unwrap_or_default() {
        if let Ok(piece) = kid.as_i64() {
            paragraphs.last_mut().into_iter().for_each(|last| last.push(piece));
        } else if let Ok((_, Object::Dictionary(inner))) = document.dereference(kid) {
            paragraphs.extend(self::paragraphs(document, inner));
            paragraphs.push(Vec::new());
        }
    }
    paragraphs.retain(|pieces| !pieces.is_empty());
    paragraphs
}

/// The part of a page from the first piece of a label to the first text of the piece that comes next.
fn around(content: &[u8], pieces: &[i64]) -> Option<Range<usize>> {
    let begin = |piece: i64| memmem::find(content, format!("/MCID {piece}>>BDC").as_bytes());
    let first = begin(*pieces.first()?)?;
    let next = begin(pieces.last()? + 1)?;
    let end = next + memmem::find(&content[next..], b"\nET\n")? + b"\nET".len();
    let begin = memrchr(b'/', &content[..first])?;
    (begin < end).then_some(begin..end)
}

/// A part of a page with the words of a label on its last line; `None` where the figures are not on that.
fn with_words(
    content: Content,
    label: &Label,
    fonts: &Fonts<'_>,
    encodings: &Encodings<'_>,
) -> Option<Content> {
    let pieces = pieces(&content.operations, fonts, encodings);
    let lines = lines_before_figures(&label.concat(), &pieces)?;
    let words = words(label, lines);
    let mut texts = lines.iter().flat_map(|line| &line.texts).rev();
    let last = texts.next()?;
    let ends: BTreeSet<usize> =
        lines.iter().flat_map(|line| &line.texts).map(|text| text.end).collect();
    let mut begins: BTreeMap<usize, &str> = texts.map(|text| (text.start, BLANK)).collect();
    begins.insert(last.start, &words);
    let dropped: BTreeSet<usize> = lines.iter().flat_map(|line| &line.inner).copied().collect();
    let mut operations = Vec::with_capacity(content.operations.len() + 2 * begins.len());
    for (index, operation) in content.operations.into_iter().enumerate() {
        operations.extend(begins.get(&index).map(|words| spoken(words)));
        if ends.contains(&index) {
            operations.push(Operation::new("EMC", Vec::new()));
        }
        if !dropped.contains(&index) {
            operations.push(operation);
        }
    }
    Some(Content { operations })
}

/// The lines of a label, one below the other, of which the last is that of the text that comes next.
#[expect(clippy::float_arithmetic, reason = "the places of a page are floats")]
fn lines_before_figures<'a>(label: &[i64], pieces: &'a [Piece]) -> Option<&'a [Piece]> {
    let (next, lines) = pieces.split_last()?;
    let is_of_label = lines.iter().map(|line| line.number).eq(label.iter().copied());
    let are_below = lines.windows(2).all(|pair| pair[0].height > pair[1].height + PLAY);
    let is_beside = (next.height - lines.last()?.height).abs() < PLAY;
    (is_of_label && are_below && is_beside).then_some(lines)
}

/// The words of all lines of a label.
fn words(label: &Label, mut lines: &[Piece]) -> String {
    let mut paragraphs = Vec::new();
    for pieces in label {
        let (of_paragraph, others) = lines.split_at(pieces.len());
        let words: String = of_paragraph.iter().map(|line| line.words.as_str()).collect();
        paragraphs.push(words.replace(BREAKS, "").trim().to_owned());
        lines = others;
    }
    paragraphs.join(" ")
}

/// Begins a span with the words that stand for it.
fn spoken(words: &str) -> Operation {
    let mut properties = Dictionary::new();
    properties.set("ActualText", lopdf::text_string(words));
    Operation::new("BDC", vec![Object::from("Span"), Object::Dictionary(properties)])
}
