//! P17: a position of table 1.3, which is for people who are not managers, held by a manager.

use std::collections::BTreeMap;

use super::cell;
use crate::diagnostic::code::POSITION_HELD_BY_MANAGER;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::dataset::Dataset;
use crate::model::employee::StaffNumber;
use crate::model::input::InputKind;
use crate::model::staff_category::StaffCategory;
use crate::model::table_id::TableId;

pub(super) fn is_manager(dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let others: BTreeMap<&StaffNumber, StaffCategory> = dataset
        .people
        .iter()
        .map(|person| (&person.staff_number, dataset.category(person)))
        .filter(|(_, category)| *category != StaffCategory::NonManager)
        .collect();
    for position in dataset.positions.iter().flatten() {
        let Some(category) = others.get(&position.staff_number) else { continue };
        let place = cell(dataset, InputKind::Positions, position.row, "matricola");
        let message = format!("chi ha la posizione è «{}»", category.label());
        diagnostics.push(
            Diagnostic::new(POSITION_HELD_BY_MANAGER, place, message)
                .with_value(position.staff_number.0.clone())
                .with_tables(&[TableId::POSITIONS]),
        );
    }
}
