//! C15: a board that by its name is none of a competition: of a tender, of discipline, of the canteen.

use super::cell;
use crate::diagnostic::code::NO_EXAM_BOARD;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::spelling::{has_beginning, normal_form};
use crate::model::table_id::TableId;

/// Beginnings of words of what other boards are about.
const OTHERS: [&str; 15] = [
    "gara",
    "gare",
    "appalt",
    "affidament",
    "aggiudica",
    "disciplin",
    "mensa",
    "spettacol",
    "edilizi",
    "paesagg",
    "toponomastic",
    "collaud",
    "consiliar",
    "vigilanza",
    "offert",
];
/// Beginnings of words of a competition: such a name is one, whatever it is about.
const COMPETITIONS: [&str; 14] = [
    "concors",
    "selezion",
    "mobilit",
    "progression",
    "post",
    "istruttor",
    "funzionar",
    "operator",
    "dirigent",
    "agent",
    "graduatori",
    "interpell",
    "assunzion",
    "esam",
];

pub(super) fn of_no_competition(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let boards = dataset.boards.as_deref().unwrap_or_default();
    for board in boards.iter().filter(|board| is_another(&board.name)) {
        let place = cell(dataset, InputKind::Boards, board.row, "commissione");
        let message = format!("la commissione «{}» non sembra di concorso", board.name);
        diagnostics
            .push(Diagnostic::new(NO_EXAM_BOARD, place, message).with_tables(&[TableId::BOARDS]));
    }
}

fn is_another(name: &str) -> bool {
    let form = normal_form(name);
    has_beginning(&form, &OTHERS) && !has_beginning(&form, &COMPETITIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_known_by_what_it_is_about() {
        for name in
            ["Gara appalto mensa", "Commissione disciplina", "Comm. vigilanza pubblico spettacolo"]
        {
            assert!(is_another(name), "{name}");
        }
        for name in [
            "Istruttore, 6 posti",
            "Concorso agente di vigilanza",
            "Selezione ufficio gare",
            "Commissione A",
            "Collaboratore amministrativo",
        ] {
            assert!(!is_another(name), "{name}");
        }
    }
}
