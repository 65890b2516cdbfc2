//! The guiding questions, which are there to be answered and not to be printed.

use crate::ingest::spelling::normal_form;
use crate::model::cug_report::{CugReportFormat, TextFormat};
use crate::model::text::{Block, plain};

/// Leaves out the guiding question that the empty text and the outline have.
pub(super) fn without_question(mut blocks: Vec<Block>, asked: &TextFormat) -> Vec<Block> {
    let question = normal_form(&asked.question);
    blocks.retain(|block| !asks(block, &question));
    blocks
}

/// Whether a block is one of the questions.
pub(super) fn is_question(block: &Block, format: &CugReportFormat) -> bool {
    format.texts().any(|asked| asks(block, &normal_form(&asked.question)))
}

/// A quotation of the question, or a paragraph of its very words.
fn asks(block: &Block, question: &str) -> bool {
    match block {
        Block::Quote(inner) => matches!(inner.as_slice(), [inner] if asks(inner, question)),
        Block::Paragraph(content) => normal_form(&plain(content)) == question,
        _ => false,
    }
}
