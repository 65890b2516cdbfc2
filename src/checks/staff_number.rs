//! P08: one staff number on several rows. A person counted twice falsifies every table.

use std::collections::BTreeMap;

use super::cell;
use crate::diagnostic::code::REPEATED_STAFF_NUMBER;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::employee::StaffNumber;
use crate::model::input::InputKind;

pub(super) fn repeated(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let mut first_rows: BTreeMap<&StaffNumber, u32> = BTreeMap::new();
    for person in &dataset.people {
        match first_rows.get(&person.staff_number) {
            None => {
                first_rows.insert(&person.staff_number, person.row);
            }
            Some(first) => {
                let place = cell(dataset, InputKind::Staff, person.row, "matricola");
                let message = format!("la matricola è già alla riga {first}");
                diagnostics.push(
                    Diagnostic::new(REPEATED_STAFF_NUMBER, place, message)
                        .with_value(person.staff_number.0.clone())
                        .with_tables(&[
                            "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.9", "1.10", "1.11",
                        ]),
                );
            }
        }
    }
}
