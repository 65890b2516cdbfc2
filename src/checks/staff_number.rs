//! P08: one staff number on several rows. A person counted twice falsifies every table.

use super::firsts::Firsts;
use super::{cell, row};
use crate::diagnostic::code::REPEATED_STAFF_NUMBER;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;

pub(super) fn repeated(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let mut firsts = Firsts::of(&dataset.people);
    for (place, person) in dataset.people.iter().enumerate() {
        let first = firsts.like(place, |person| &person.staff_number);
        if std::ptr::eq(first, person) {
            continue;
        }
        let place = cell(dataset, InputKind::Staff, person.row, "matricola");
        let message =
            format!("la matricola è già alla riga {}", row(dataset, InputKind::Staff, first.row));
        diagnostics.push(
            Diagnostic::new(REPEATED_STAFF_NUMBER, place, message)
                .with_value(person.staff_number.0.clone())
                .with_tables(InputKind::Staff.tables()),
        );
    }
}
