//! P21: a codice fiscale used as staff number that contradicts gender or birth date, or itself.

use super::cell;
use crate::diagnostic::code::FISCAL_CODE_DISAGREES;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::fiscal_code::FiscalCode;
use crate::model::input::InputKind;

pub(super) fn disagrees(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    for person in &dataset.people {
        let Some(code) = FiscalCode::read(&person.staff_number.0) else { continue };
        for (column, value, message) in contradictions(code, person) {
            let place = cell(dataset, InputKind::Staff, person.row, column);
            diagnostics.push(
                Diagnostic::new(FISCAL_CODE_DISAGREES, place, message)
                    .with_value(value)
                    .with_tables(InputKind::Staff.tables()),
            );
        }
    }
}

/// Column, what is in it, and what is wrong. The code itself is not for a message.
fn contradictions(
    code: FiscalCode,
    person: &Employee,
) -> Vec<(&'static str, String, &'static str)> {
    if !code.is_sound {
        let message = "il codice fiscale usato come matricola ha un carattere sbagliato: l'ultima lettera non torna con le altre";
        return vec![("matricola", person.staff_number.0.to_string(), message)];
    }
    let mut found = Vec::new();
    if code.gender != person.gender {
        let message = "il genere non è quello del codice fiscale usato come matricola";
        found.push(("genere", person.gender.code().to_owned(), message));
    }
    if !code.agrees_with_birth(person.birth_date) {
        let message = "la data di nascita non è quella del codice fiscale usato come matricola";
        found.push(("data_nascita", italian::date(person.birth_date), message));
    }
    found
}
