//! C14: an exam board of one or two people, which no law knows: more often one board under two names.

use super::cell;
use crate::diagnostic::code::FEW_MEMBERS;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::board::Board;
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::spelling::normal_form;
use crate::model::table_id::TableId;

/// A president and two experts (d.P.R. 9 maggio 1994, n. 487, art. 9).
const FEWEST: u64 = 3;
/// From here on two names may be those of one board.
const LIKE: f64 = 0.85;

pub(super) fn of_a_board(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let boards = dataset.boards.as_deref().unwrap_or_default();
    for board in boards.iter().filter(|board| board.total() < FEWEST) {
        let place = cell(dataset, InputKind::Boards, board.row, "commissione");
        let other = nearest(board, boards).map_or_else(String::new, |other| {
            format!(
                "; forse è la stessa di «{}» ({})",
                other.name,
                italian::counted(other.total(), "componente", "componenti")
            )
        });
        let message = format!(
            "la commissione «{}» ha {}{other}",
            board.name,
            italian::counted(board.total(), "componente", "componenti"),
        );
        diagnostics
            .push(Diagnostic::new(FEW_MEMBERS, place, message).with_tables(&[TableId::BOARDS]));
    }
}

/// The board whose name is most like that of another, where any is.
fn nearest<'a>(board: &Board, boards: &'a [Board]) -> Option<&'a Board> {
    let form = normal_form(&board.name);
    let others = boards.iter().filter(|other| other.row != board.row);
    let alike = |other: &Board| strsim::jaro_winkler(&form, &normal_form(&other.name));
    let likes = others.map(|other| (alike(other), other)).filter(|(like, _)| *like >= LIKE);
    likes.max_by(|(left, _), (right, _)| left.total_cmp(right)).map(|(_, other)| other)
}
