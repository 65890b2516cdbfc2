//! `commissioni`: the members of exam boards, gathered by board while they are read.

use std::collections::BTreeMap;

use crate::diagnostic::code;
use crate::ingest::grid::record::Record;
use crate::ingest::occasion::scope::Scope;
use crate::ingest::spelling::normal_form;
use crate::ingest::wording::board_role::{self, Role};
use crate::ingest::wording::nothing;
use crate::model::board::Board;

/// Boards by the normal form of their name, which is also their printed order.
pub(in crate::ingest) type Boards = BTreeMap<String, Board>;

/// Boards that a body may have: each is a row of table 1.8.
const MAX_BOARDS: usize = 400;

/// Adds one member, or leaves diagnostics.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    boards: &mut Boards,
    scope: &mut Scope,
) -> Option<()> {
    let admitted = scope.admits(record)?;
    scope.whole(record, admitted)?;
    if record.date("data_cessazione").is_some() {
        record.leave_out("componenti che hanno lasciato la commissione");
        return None;
    }
    let presides = presides(record);
    if record.left_out.is_some() {
        return None;
    }
    let name = record.required_text("commissione");
    let gender = record.required_gender("genere");
    let (name, gender, presides) = (name?, gender?, presides?);
    let row = record.row.number;
    let form = normal_form(&name);
    if boards.len() == MAX_BOARDS && !boards.contains_key(&form) {
        record.refuse_beyond("commissione", MAX_BOARDS, "commissioni diverse");
        return None;
    }
    let board = boards.entry(form).or_insert_with(|| Board {
        name: name.clone(),
        members: [0, 0],
        president: None,
        row,
    });
    if presides && board.president.is_some() {
        let message = format!("la commissione «{}» ha già un presidente", board.name);
        record.refuse("ruolo", code::TWO_PRESIDENTS, message);
        return None;
    }
    if presides {
        board.president = Some(gender);
    }
    // Of several spellings of one name the first in alphabetical order, whatever the order of the rows.
    if name < board.name {
        board.name = name;
    }
    board.members[gender.index()] += 1;
    Some(())
}

/// Whether the member presides; an empty cell is a plain member. Who is none is left out.
fn presides(record: &mut Record<'_>) -> Option<bool> {
    const COLUMN: &str = "ruolo";
    let Some(text) = record.text(COLUMN) else { return Some(false) };
    match board_role::role(&text) {
        Some(Role::President) => Some(true),
        Some(Role::Member) => Some(false),
        Some(Role::Substitute) => {
            record.leave_out("supplenti");
            None
        }
        Some(Role::Secretary) => {
            record.leave_out("segretari, che non sono componenti");
            None
        }
        None if nothing::is_none(&text) || normal_form(&text) == "non conta" => {
            record.leave_out("persone che l'ente non conta");
            None
        }
        None => {
            record.refuse_word(COLUMN, code::UNKNOWN_BOARD_ROLE, |record| {
                let message = format!("il ruolo «{text}» non è «presidente» né «componente»");
                record.unknown_word(COLUMN, code::UNKNOWN_BOARD_ROLE, message)
            });
            None
        }
    }
}
