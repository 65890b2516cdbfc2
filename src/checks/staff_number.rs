//! P08: one staff number on several rows. A person counted twice falsifies every table.

use rust_decimal::Decimal;

use super::firsts::Firsts;
use super::{cell, row};
use crate::diagnostic::code::REPEATED_STAFF_NUMBER;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::italian;
use crate::model::dataset::Dataset;
use crate::model::employee::Employee;
use crate::model::input::InputKind;

pub(super) fn repeated(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let mut firsts = Firsts::of(&dataset.people);
    for (place, person) in dataset.people.iter().enumerate() {
        let first = firsts.like(place, |person| &person.staff_number);
        if std::ptr::eq(first, person) {
            continue;
        }
        let place = cell(dataset, InputKind::Staff, person.row, "matricola");
        let first_row = row(dataset, InputKind::Staff, first.row);
        let message = format!("la matricola è già alla riga {first_row}");
        let found = Diagnostic::new(REPEATED_STAFF_NUMBER, place, message)
            .with_value(person.staff_number.0.clone())
            .with_tables(InputKind::Staff.tables());
        let remedy = halves(first, person).map(|remedy| {
            let other_row = row(dataset, InputKind::Staff, person.row);
            remedy.replace("{first}", &first_row).replace("{other}", &other_row)
        });
        diagnostics.push(match remedy {
            Some(remedy) => found.with_remedy(remedy),
            None => found,
        });
    }
}

/// What to write where two rows of one person are parts of one post or two, whose main one nobody can
/// tell.
fn halves(first: &Employee, other: &Employee) -> Option<String> {
    let (time, more) = (first.working_time?, other.working_time?);
    let together = time + more;
    let is_one = first.gender == other.gender && first.birth_date == other.birth_date;
    if !is_one || together > Decimal::ONE_HUNDRED {
        return None;
    }
    let pay = match (first.annual_pay, other.annual_pay) {
        (Some(pay), Some(same)) if pay == same => {
            ", con la retribuzione che c'è se è già quella di tutta la persona, ripetuta sulle due righe, altrimenti con il doppio"
        }
        (Some(_), Some(_)) => ", con la somma delle due retribuzioni",
        _ => "",
    };
    Some(format!(
        "Se la persona ha due rapporti in corso al 31 dicembre lasciate la riga {{first}} con percentuale {}{pay} e con l'inquadramento (e la sua data) con cui la persona è nel Conto annuale, e cancellate la riga {{other}}. Se una delle due righe è una situazione passata cancellate quella. Se sono due persone diverse correggete la matricola sbagliata.",
        italian::decimal(together)
    ))
}
