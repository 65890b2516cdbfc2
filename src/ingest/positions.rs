//! `posizioni`: paid positions of responsibility, joined to staff by staff number.

use std::collections::BTreeMap;

use super::record::Record;
use super::staff_number;
use crate::diagnostic::code;
use crate::model::employee::{Employee, Position, StaffNumber};

pub(super) const TABLES: &[&str] = &["1.3"];

/// People by staff number; of a repeated number, the first.
pub(super) type Directory<'a> = BTreeMap<&'a StaffNumber, &'a Employee>;

pub(super) fn directory(people: &[Employee]) -> Directory<'_> {
    let mut directory = Directory::new();
    for person in people {
        directory.entry(&person.staff_number).or_insert(person);
    }
    directory
}

/// One position, or `None` with diagnostics.
pub(super) fn read(
    record: &mut Record<'_>,
    directory: &Directory<'_>,
    digits: Option<usize>,
) -> Option<Position> {
    let number = staff_number::read(record, digits);
    let label = record.required_text("posizione");
    let number = number?;
    let Some(person) = directory.get(&number) else {
        let message =
            format!("la matricola non è nel file del personale{}", zeros_hint(&number, directory));
        record.refuse("matricola", code::UNKNOWN_STAFF_NUMBER, message);
        return None;
    };
    Some(Position {
        staff_number: number,
        label: label?,
        gender: person.gender,
        row: record.row.number,
    })
}

/// Lost leading zeros are the usual reason why two files do not meet: say so, do not guess.
fn zeros_hint(number: &StaffNumber, directory: &Directory<'_>) -> &'static str {
    let bare = number.0.trim_start_matches('0');
    let differs_by_zeros = directory.keys().any(|other| other.0.trim_start_matches('0') == bare);
    if differs_by_zeros {
        ", dove però ce n'è una uguale se non si contano gli zeri iniziali: impostate [convenzioni] cifre_matricola"
    } else {
        ""
    }
}
