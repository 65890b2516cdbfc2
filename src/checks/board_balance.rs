//! C01: an exam board with fewer women than the law reserves places to.

use super::cell;
use crate::diagnostic::code::BOARD_SHORT_OF_WOMEN;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::table_id::TableId;

pub(super) fn short_of_women(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    for board in dataset.boards.iter().flatten().filter(|board| board.is_short_of_women()) {
        let place = cell(dataset, InputKind::Boards, board.row, "commissione");
        let message = format!(
            "nella commissione «{}» le donne sono {} su {}, i posti loro riservati almeno {}",
            board.name,
            italian::count(board.women()),
            italian::counted(board.total(), "componente", "componenti"),
            italian::count(board.reserved_to_women()),
        );
        diagnostics.push(
            Diagnostic::new(BOARD_SHORT_OF_WOMEN, place, message).with_tables(&[TableId::BOARDS]),
        );
    }
}
