//! `posizioni`: paid positions of responsibility, joined to staff by staff number.

use super::directory::Directory;
use super::record::Record;
use crate::model::employee::Position;

/// One position, or `None` with diagnostics.
pub(super) fn read(record: &mut Record<'_>, directory: &Directory<'_>) -> Option<Position> {
    let person = directory.find(record);
    let label = record.required_text("posizione");
    let person = person?.employee;
    Some(Position {
        staff_number: person.staff_number.clone(),
        label: label?,
        gender: person.gender,
        row: record.row.number,
    })
}
