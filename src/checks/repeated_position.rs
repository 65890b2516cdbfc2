//! C08: one person with the same position twice, counted twice in table 1.3.

use std::collections::BTreeMap;

use super::{cell, row};
use crate::diagnostic::code::REPEATED_POSITION;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::input::InputKind;
use crate::model::spelling::normal_form;
use crate::model::table_id::TableId;

pub(super) fn of_one_person(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let mut first_rows = BTreeMap::new();
    for position in dataset.positions.iter().flatten() {
        let key = (&position.staff_number, normal_form(&position.label));
        let first = *first_rows.entry(key).or_insert(position.row);
        if first == position.row {
            continue;
        }
        let place = cell(dataset, InputKind::Positions, position.row, "posizione");
        let message = format!(
            "la persona ha già questa posizione alla riga {}",
            row(dataset, InputKind::Positions, first)
        );
        diagnostics.push(
            Diagnostic::new(REPEATED_POSITION, place, message)
                .with_value(position.label.clone())
                .with_tables(&[TableId::POSITIONS]),
        );
    }
}
