//! What tables 1.9, 1.10 and 1.11 share: the sums of a ledger by kind, gender and age.

use bit_set::BitSet;

use super::shared::Shared;
use super::tally::Tally;
use crate::model::dataset::Dataset;
use crate::model::gender::Gender;
use crate::model::ledger::{Kind, Ledger};
use crate::model::ratio::Ratio;

/// The days or hours of each kind with the people who have them, by age.
pub(super) fn amounts(dataset: &Dataset, ledger: &Ledger) -> Vec<Tally<Shared>> {
    ledger.kinds.iter().map(|kind| together(dataset, &[kind])).collect()
}

/// Days or hours of several kinds; people who have more than one of them are behind the sum once.
pub(super) fn together(dataset: &Dataset, kinds: &[&Kind]) -> Tally<Shared> {
    let mut members = BitSet::new();
    for kind in kinds {
        members.union_with(&kind.sums.people);
    }
    let members = people(dataset, &members);
    let mut tally = Tally::new(dataset.age_bands.len());
    for gender in Gender::ALL {
        for (class, people) in members.classes(gender).iter().enumerate() {
            let sums = kinds.iter().map(|kind| kind.sums.amounts[gender.index()][class].clone());
            let sum: Ratio = sums.sum();
            tally.put(gender, class, Shared::of_sum(*people, sum.to_decimal()));
        }
    }
    tally
}

/// The people of each kind, by age.
pub(super) fn users(dataset: &Dataset, ledger: &Ledger) -> Vec<Tally> {
    ledger.kinds.iter().map(|kind| people(dataset, &kind.sums.people)).collect()
}

/// Everybody in the ledger, each once, by age.
pub(super) fn everybody(dataset: &Dataset, ledger: &Ledger) -> Tally {
    people(dataset, &ledger.people())
}

/// Some people, by age.
pub(super) fn people(dataset: &Dataset, people: &BitSet) -> Tally {
    let members = people.iter().map(|person| &dataset.people[person]);
    Tally::of(dataset.age_bands.len(), members.map(|person| (person.gender, person.age_band)))
}
