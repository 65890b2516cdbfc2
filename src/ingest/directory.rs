//! The staff by number: how the rows of other inputs find the person they are about.

use std::collections::{BTreeMap, BTreeSet};

use bit_set::BitSet;

use super::record::Record;
use super::staff_number;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::italian;
use crate::model::employee::{Employee, StaffNumber};

const COLUMN: &str = "matricola";
const NOT_IN_STAFF: &str = "la matricola non è nel file del personale";
const ZEROS: &str = ", dove però ce n'è una uguale se non si contano gli zeri iniziali: scrivetela allo stesso modo, o impostate [convenzioni] cifre_matricola";

/// Somebody of the staff, and the place among [`crate::model::dataset::Dataset::people`].
pub(super) struct Found<'a> {
    pub(super) place: usize,
    pub(super) employee: &'a Employee,
}

/// People by staff number; of a repeated number, the first.
pub(super) struct Directory<'a> {
    people: &'a [Employee],
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
        Self { people, places, numbers, bare, digits }
    }

    /// The person whose `matricola` the record has. A stranger is an error; a number
    /// is not told, when the staff file or the person's own row in it is at fault.
    pub(super) fn find(&self, record: &mut Record<'_>) -> Option<Found<'a>> {
        let number = staff_number::read(record, self.digits)?;
        if self.is_stranger(&number) {
            let message = format!("{NOT_IN_STAFF}{}", self.zeros_hint(&number));
            record.refuse(COLUMN, code::UNKNOWN_STAFF_NUMBER, message);
        }
        self.found(&number)
    }

    /// As [`Self::find`], in a file of the whole year: who left before its end is in it and not in
    /// the staff file. What a stranger is, only the whole file can tell.
    pub(super) fn find_in_year(
        &self,
        record: &mut Record<'_>,
        strangers: &mut Strangers,
    ) -> Option<Found<'a>> {
        let number = staff_number::read(record, self.digits)?;
        let found = self.found(&number);
        if self.is_stranger(&number) {
            let is_near = self.bare.contains(bare(&number));
            strangers.rows.push((record.location(COLUMN), record.value(COLUMN).text(), is_near));
            strangers.numbers.insert(number);
        } else if let Some(found) = &found {
            strangers.known.insert(found.place);
        }
        found
    }

    fn found(&self, number: &StaffNumber) -> Option<Found<'a>> {
        let place = *self.places.get(number)?;
        Some(Found { place, employee: &self.people[place] })
    }

    fn is_stranger(&self, number: &StaffNumber) -> bool {
        self.numbers.is_some_and(|numbers| !numbers.contains(number))
    }

    /// Lost leading zeros are the usual reason why two files do not meet: say so, do not guess.
    fn zeros_hint(&self, number: &StaffNumber) -> &'static str {
        if self.bare.contains(bare(number)) { ZEROS } else { "" }
    }
}

/// The rows of a file of the whole year about people who are not in the staff file.
#[derive(Debug, Default)]
pub(super) struct Strangers {
    /// Place, what is there, and whether only leading zeros part it from a number of the staff.
    rows: Vec<(Location, Option<String>, bool)>,
    numbers: BTreeSet<StaffNumber>,
    known: BitSet,
}

impl Strangers {
    /// People who left during the year are left out with an anomaly. Where most numbers of the file
    /// are strange, or leading zeros are lost, the files do not meet: an error.
    pub(super) fn report(self, tables: &[&'static str], diagnostics: &mut Diagnostics) {
        let (strange, known) = (self.numbers.len(), self.known.count());
        let most = format!(
            "{NOT_IN_STAFF}, come {strange} delle {} di questo file: i due file non sembrano dello stesso anno, o scrivono le matricole in modo diverso",
            italian::count((strange + known) as u64)
        );
        for (place, value, is_near) in self.rows {
            let (code, message) = if is_near {
                (code::UNKNOWN_STAFF_NUMBER, format!("{NOT_IN_STAFF}{ZEROS}"))
            } else if strange > known {
                (code::UNKNOWN_STAFF_NUMBER, most.clone())
            } else {
                (code::NOT_IN_SERVICE, format!("{NOT_IN_STAFF}: la riga non è contata"))
            };
            let mut diagnostic = Diagnostic::new(code, place, message).with_tables(tables);
            diagnostic.value = value;
            diagnostics.push(diagnostic);
        }
    }
}

fn bare(number: &StaffNumber) -> &str {
    number.0.trim_start_matches('0')
}
