//! The shape of a text that the report can take: headings that go down one level at a time.

use crate::model::text::Block;

/// Levels below the heading of the chapter.
const DEEPEST: u8 = 2;

/// The highest heading of the text becomes level 1, and no level is skipped, as PDF/UA wants it.
pub(super) fn level_headings(mut blocks: Vec<Block>) -> Vec<Block> {
    let levels = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    });
    let highest = levels.min().unwrap_or(1);
    let mut before = 0;
    for block in &mut blocks {
        if let Block::Heading { level, .. } = block {
            *level = (*level - highest + 1).min(before + 1).min(DEEPEST);
            before = *level;
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_start_below_the_chapter_and_skip_no_level() {
        let heading = |level| Block::Heading { level, content: Vec::new() };
        let levels = |given: &[u8]| -> Vec<u8> {
            let blocks = level_headings(given.iter().copied().map(heading).collect());
            blocks
                .iter()
                .map(|block| match block {
                    Block::Heading { level, .. } => *level,
                    _ => 0,
                })
                .collect()
        };
        assert_eq!(levels(&[1, 2, 3, 1]), [1, 2, 2, 1]);
        assert_eq!(levels(&[3, 5, 6]), [1, 2, 2]);
        assert_eq!(levels(&[4, 2, 4]), [1, 1, 2]);
    }
}
