//! The staff by number: how the rows of other inputs find the person they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::record::Record;
use super::staff_number;
use crate::diagnostic::code;
use crate::model::employee::{Employee, StaffNumber};

/// People by staff number; of a repeated number, the first.
pub(super) struct Directory<'a> {
    places: BTreeMap<&'a StaffNumber, usize>,
    /// Every number met in the staff file, of refused people too; `None` when the file is unusable.
    numbers: Option<&'a BTreeSet<StaffNumber>>,
    /// The numbers without leading zeros.
    bare: BTreeSet<&'a str>,
    digits: Option<usize>,
}

impl<'a> Directory<'a> {
    pub(super) fn new(
        people: &'a [Employee],
        numbers: Option<&'a BTreeSet<StaffNumber>>,
        digits: Option<usize>,
    ) -> Self {
        let mut places = BTreeMap::new();
        for (place, person) in people.iter().enumerate() {
            places.entry(&person.staff_number).or_insert(place);
        }
        let bare = numbers.into_iter().flatten().map(bare).collect();
        Self { places, numbers, bare, digits }
    }

    /// The index of the person whose `matricola` the record has. A stranger is told; a number is
    /// not, when the staff file or the person's own row in it is at fault.
    pub(super) fn find(&self, record: &mut Record<'_>) -> Option<usize> {
        let number = staff_number::read(record, self.digits)?;
        if self.numbers.is_some_and(|numbers| !numbers.contains(&number)) {
            let message =
                format!("la matricola non è nel file del personale{}", self.zeros_hint(&number));
            record.refuse("matricola", code::UNKNOWN_STAFF_NUMBER, message);
        }
        self.places.get(&number).copied()
    }

    /// Lost leading zeros are the usual reason why two files do not meet: say so, do not guess.
    fn zeros_hint(&self, number: &StaffNumber) -> &'static str {
        if self.bare.contains(bare(number)) {
            ", dove però ce n'è una uguale se non si contano gli zeri iniziali: scrivetela allo stesso modo, o impostate [convenzioni] cifre_matricola"
        } else {
            ""
        }
    }
}

fn bare(number: &StaffNumber) -> &str {
    number.0.trim_start_matches('0')
}
