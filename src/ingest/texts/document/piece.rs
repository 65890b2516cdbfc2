//! What a document has one after the other, and the tree of blocks that it makes.

use crate::model::text::{Alignment, Block, Inline, plain};

/// One paragraph or table of a document, with what its style says of it.
#[derive(Debug)]
pub(super) enum Piece {
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    Quote(Vec<Inline>),
    /// An item of a list, by its depth from 0; with its number where it has one. Further paragraphs
    /// of the same item have `continues`.
    Item {
        depth: usize,
        number: Option<u64>,
        continues: bool,
        content: Vec<Inline>,
    },
    Table {
        alignments: Vec<Alignment>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Pictures are blocks already.
    Picture(Block),
}

impl Piece {
    /// The pieces of a table with these rows: one of a single row is a frame around words.
    pub(super) fn of_rows(
        alignments: Vec<Alignment>,
        mut rows: Vec<Vec<Vec<Inline>>>,
    ) -> Vec<Self> {
        match rows.as_mut_slice() {
            [] => Vec::new(),
            [only] => {
                let cells = std::mem::take(only).into_iter();
                cells.filter(|cell| !is_blank(cell)).map(Self::Paragraph).collect()
            }
            _ => vec![Self::Table { alignments, rows }],
        }
    }
}

/// Lists one in the other; deeper items join the deepest list.
const DEEPEST_LIST: usize = 6;

/// The blocks, in order. Items that follow each other are one list, deeper ones inside.
pub(super) fn blocks(pieces: Vec<Piece>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for piece in pieces {
        let block = match piece {
            Piece::Item { depth, number, continues, content } => {
                let depth = depth.min(DEEPEST_LIST);
                items.push(Item { depth, number, continues, content });
                continue;
            }
            Piece::Heading(level, content) => Block::Heading { level, content },
            Piece::Paragraph(content) => Block::Paragraph(content),
            Piece::Quote(content) => Block::Quote(vec![Block::Paragraph(content)]),
            Piece::Table { alignments, rows } => table(alignments, rows),
            Piece::Picture(block) => block,
        };
        blocks.append(&mut lists(std::mem::take(&mut items)));
        blocks.push(block);
    }
    blocks.append(&mut lists(items));
    blocks
}

struct Item {
    depth: usize,
    number: Option<u64>,
    continues: bool,
    content: Vec<Inline>,
}

/// The lists of a run of items: those of its first depth, each followed by what lies deeper.
fn lists(items: Vec<Item>) -> Vec<Block> {
    let mut lists: Vec<(Option<u64>, Vec<Vec<Block>>)> = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let mut deeper = Vec::new();
        while let Some(inner) = items.next_if(|inner| inner.depth > item.depth) {
            deeper.push(inner);
        }
        let paragraph = Block::Paragraph(item.content);
        let mut own = vec![paragraph];
        own.append(&mut self::lists(deeper));
        match lists.last_mut() {
            Some((_, entries)) if item.continues && !entries.is_empty() => {
                if let Some(entry) = entries.last_mut() {
                    entry.append(&mut own);
                }
            }
            Some((start, entries)) if start.is_some() == item.number.is_some() => {
                entries.push(own);
            }
            _ => lists.push((item.number, vec![own])),
        }
    }
    lists.into_iter().map(|(start, items)| Block::List { start, items }).collect()
}

/// The first row is the header; rows are made as long as the longest.
fn table(mut alignments: Vec<Alignment>, mut rows: Vec<Vec<Vec<Inline>>>) -> Block {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize(width, Vec::new()));
    alignments.resize(width, Alignment::Left);
    let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    Block::Table { alignments, header, rows }
}

/// Whether there is nothing to read.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    let has_note = content.iter().any(|inline| matches!(inline, Inline::Footnote(_)));
    !has_note && plain(content).trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(depth: usize, number: Option<u64>, words: &str) -> Piece {
        let content = vec![Inline::Text(words.to_owned())];
        Piece::Item { depth, number, continues: false, content }
    }

    fn shape(blocks: &[Block]) -> String {
        blocks
            .iter()
            .map(|block| match block {
                Block::List { start, items } => {
                    let items: Vec<String> = items.iter().map(|item| shape(item)).collect();
                    format!(
                        "{}[{}]",
                        start.map_or(String::new(), |first| first.to_string()),
                        items.join("|")
                    )
                }
                Block::Paragraph(content) => plain(content),
                _ => "?".to_owned(),
            })
            .collect()
    }

    #[test]
    fn items_become_lists_inside_lists() {
        let pieces = vec![
            item(0, None, "a"),
            item(1, Some(1), "b"),
            item(1, Some(2), "c"),
            item(0, None, "d"),
            Piece::Paragraph(vec![Inline::Text("fine".to_owned())]),
            item(2, Some(3), "e"),
        ];
        assert_eq!(shape(&blocks(pieces)), "[a1[b|c]|d]fine3[e]");
    }
}
