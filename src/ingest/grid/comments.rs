//! Comments on the cells of rows that count. They are not read: one with words that say who counts is
//! asked about, once a sheet.

use std::collections::BTreeSet;

use crate::diagnostic::code::{self, Code};
use crate::diagnostic::location::{Location, column_letters};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::header_words;

/// Cells that a finding names.
const MOST_NAMED: usize = 12;

const DECIDES: &str = "Leggete il commento nel file. Se dice che la persona non conta, o conta in altro modo, riportatelo nelle colonne della sua riga (per esempio data_cessazione) o togliete la riga. Poi cancellate il commento, oppure scrivete in giustificazioni che non cambia nessun numero.";
const OTHERS: &str = "Se un commento dice qualcosa che cambia un numero riportatelo nelle colonne della sua riga. Altrimenti non serve fare nulla.";

/// The comments met so far, by row and column.
#[derive(Default)]
pub(in crate::ingest) struct Comments {
    deciding: BTreeSet<(u32, u32)>,
    others: BTreeSet<(u32, u32)>,
}

impl Comments {
    /// Notes the comments on the cells of a row that counts.
    pub(in crate::ingest) fn add(&mut self, row: u32, comments: &[(u32, String)]) {
        for (column, text) in comments {
            let decides = header_words::is_deciding_value(text)
                || header_words::has_left(text)
                || header_words::is_outsider(text);
            let of_kind = if decides { &mut self.deciding } else { &mut self.others };
            of_kind.insert((row, *column));
        }
    }

    /// What is said of them after the last row.
    pub(in crate::ingest) fn close(self, place: &Location, diagnostics: &mut Diagnostics) {
        let mut report = |code: Code,
                          cells: &BTreeSet<(u32, u32)>,
                          one: &str,
                          more: &str,
                          remedy| {
            let place = match cells.first() {
                None => return,
                Some((row, column)) if cells.len() == 1 => {
                    place.clone().at_row(*row).at_column(*column)
                }
                Some(_) => place.clone(),
            };
            let message =
                if cells.len() == 1 { one.to_owned() } else { more.replace("{}", &names(cells)) };
            diagnostics.push(Diagnostic::new(code, place, message).with_remedy(remedy));
        };
        report(
            code::NOTE_DECIDES,
            &self.deciding,
            "il commento alla cella può dire chi conta: non è stato letto",
            "i commenti alle celle {} possono dire chi conta: non sono stati letti",
            DECIDES,
        );
        report(
            code::HIDDEN_PARTS,
            &self.others,
            "il commento alla cella non è stato letto",
            "i commenti alle celle {} non sono stati letti",
            OTHERS,
        );
    }
}

/// `B7, C9`; of many cells the first few.
fn names(cells: &BTreeSet<(u32, u32)>) -> String {
    let name = |(row, column): &(u32, u32)| format!("{}{row}", column_letters(*column));
    let mut names: Vec<String> = cells.iter().take(MOST_NAMED).map(name).collect();
    if cells.len() > MOST_NAMED {
        names.push(format!("e altre {}", cells.len() - MOST_NAMED));
    }
    names.join(", ")
}
