//! The words of a text: ornamental letters made plain, those that no face draws told, no codice fiscale
//! kept.

use std::borrow::Cow;

use crate::model::drawn;
use crate::model::fiscal_code;
use crate::model::text::{Block, Inline, plain};

/// Puts plain letters in the place of ornamental ones.
pub(super) fn make_plain(blocks: &mut [Block]) {
    in_blocks(blocks, &mut |words| *words = drawn::in_plain_letters(words));
}

/// Leaves out every codice fiscale; true where there was one.
pub(super) fn hide_codes(blocks: &mut [Block]) -> bool {
    let mut is_found = false;
    in_blocks(blocks, &mut |words| {
        if let Cow::Owned(shown) = fiscal_code::hidden(words) {
            *words = shown;
            is_found = true;
        }
    });
    is_found
}

/// Changes every run of words.
fn in_blocks(blocks: &mut [Block], change: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => in_line(content, change),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| in_blocks(item, change));
            }
            Block::Quote(inner) => in_blocks(inner, change),
            Block::Code(words) => change(words),
            Block::Table { header, rows, .. } => {
                let cells = header.iter_mut().chain(rows.iter_mut().flatten());
                cells.for_each(|cell| in_line(cell, change));
            }
            Block::Picture { alternative, caption, .. } => {
                change(alternative);
                caption.iter_mut().for_each(&mut *change);
            }
            Block::Rule => {}
        }
    }
}

fn in_line(content: &mut [Inline], change: &mut dyn FnMut(&mut String)) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => change(words),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Link { content, .. }
            | Inline::Footnote(content) => in_line(content, change),
            Inline::LineBreak => {}
        }
    }
}

/// What to say of each paragraph or cell with characters that would be printed as a box.
pub(super) fn not_drawn(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => {
                drawn::undrawn(&plain(content)).into_iter().collect()
            }
            Block::List { items, .. } => items.iter().flat_map(|item| not_drawn(item)).collect(),
            Block::Quote(inner) => not_drawn(inner),
            Block::Code(words) => words.lines().filter_map(drawn::undrawn).collect(),
            Block::Table { header, rows, .. } => {
                let cells = header.iter().chain(rows.iter().flatten());
                cells.filter_map(|cell| drawn::undrawn(&plain(cell))).collect()
            }
            Block::Picture { .. } | Block::Rule => Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_document_are_those_that_can_be_printed_or_are_told() {
        let words = |text: &str| vec![Inline::Strong(vec![Inline::Text(text.to_owned())])];
        let item = vec![Block::Paragraph(words("Vedi \u{f0e8}"))];
        let mut blocks =
            vec![Block::Paragraph(words("𝗣𝗮𝗿𝗶")), Block::List { start: None, items: vec![item] }];
        make_plain(&mut blocks);
        assert_eq!(blocks[0], Block::Paragraph(words("Pari")));
        assert_eq!(not_drawn(&blocks).len(), 1);
    }
}
