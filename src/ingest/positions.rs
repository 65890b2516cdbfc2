//! `posizioni`: paid positions of responsibility, joined to staff by staff number.

use std::collections::{BTreeMap, BTreeSet};

use super::record::Record;
use super::staff_number;
use crate::diagnostic::code;
use crate::model::employee::{Employee, Position, StaffNumber};

pub(super) const TABLES: &[&str] = &["1.3"];

/// People by staff number, to join events to them.
pub(super) struct Directory<'a> {
    /// Of a repeated number, the first.
    people: BTreeMap<&'a StaffNumber, &'a Employee>,
    /// Every number met in the staff file; `None` when the file could not be used.
    numbers: Option<&'a BTreeSet<StaffNumber>>,
}

impl<'a> Directory<'a> {
    pub(super) fn new(people: &'a [Employee], numbers: Option<&'a BTreeSet<StaffNumber>>) -> Self {
        let mut found = BTreeMap::new();
        for person in people {
            found.entry(&person.staff_number).or_insert(person);
        }
        Self { people: found, numbers }
    }

    /// The person of a record, which is refused without one. The finding is told only where it is
    /// the event's own: not when the staff file, or the person's row in it, is at fault.
    fn find(&self, record: &mut Record<'_>, number: &StaffNumber) -> Option<&'a Employee> {
        let person = self.people.get(number).copied();
        let is_stranger = self.numbers.is_some_and(|numbers| !numbers.contains(number));
        if is_stranger {
            let message =
                format!("la matricola non è nel file del personale{}", self.zeros_hint(number));
            record.refuse("matricola", code::UNKNOWN_STAFF_NUMBER, message);
        }
        person
    }

    /// Lost leading zeros are the usual reason why two files do not meet: say so, do not guess.
    fn zeros_hint(&self, number: &StaffNumber) -> &'static str {
        let bare = |number: &StaffNumber| number.0.trim_start_matches('0').to_owned();
        let mut numbers = self.numbers.into_iter().flatten();
        if numbers.any(|other| bare(other) == bare(number)) {
            ", dove però ce n'è una uguale se non si contano gli zeri iniziali: scrivetela allo stesso modo, o impostate [convenzioni] cifre_matricola"
        } else {
            ""
        }
    }
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
    let person = directory.find(record, &number)?;
    Some(Position {
        staff_number: number,
        label: label?,
        gender: person.gender,
        row: record.row.number,
    })
}
