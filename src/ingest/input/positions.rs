//! `posizioni`: paid positions of responsibility, joined to staff by staff number.

use std::collections::BTreeSet;

use super::directory::Directory;
use super::record::Record;
use crate::model::employee::Position;

/// Positions that a body may have: each is a row of table 1.3.
const MAX_POSITIONS: usize = 200;

/// One position, or `None` with diagnostics. `met` are the positions of the rows before.
pub(in crate::ingest) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    met: &mut BTreeSet<String>,
) -> Option<Position> {
    let person = directory.find(record);
    let label = record.required_text("posizione");
    if let Some(label) = label.as_ref().filter(|label| !met.contains(*label)) {
        if met.len() == MAX_POSITIONS {
            record.refuse_beyond("posizione", MAX_POSITIONS, "posizioni diverse");
            return None;
        }
        met.insert(label.clone());
    }
    let person = person?.employee;
    Some(Position {
        staff_number: person.staff_number.clone(),
        label: label?,
        gender: person.gender,
        row: record.row.number,
    })
}
