//! What tables 1.9, 1.10 and 1.11 share: the sums of a ledger by kind, gender and age.

use bit_set::BitSet;
use rust_decimal::Decimal;

use super::tally::Tally;
use crate::model::dataset::Dataset;
use crate::model::gender::Gender;
use crate::model::ledger::Ledger;

/// The days or hours of each kind, by age.
pub(super) fn amounts(dataset: &Dataset, ledger: &Ledger) -> Vec<Tally<Decimal>> {
    let tally = |amounts: &[Vec<Decimal>; 2]| {
        let mut tally = Tally::new(dataset.age_bands.len());
        for gender in Gender::ALL {
            for (class, amount) in amounts[gender.index()].iter().enumerate() {
                tally.put(gender, class, *amount);
            }
        }
        tally
    };
    ledger.kinds.iter().map(|kind| tally(&kind.sums.amounts)).collect()
}

/// The people of each kind, by age.
pub(super) fn users(dataset: &Dataset, ledger: &Ledger) -> Vec<Tally> {
    ledger.kinds.iter().map(|kind| people(dataset, &kind.sums.people)).collect()
}

/// Everybody in the ledger, each once, by age.
pub(super) fn everybody(dataset: &Dataset, ledger: &Ledger) -> Tally {
    people(dataset, &ledger.people())
}

fn people(dataset: &Dataset, people: &BitSet) -> Tally {
    let members = people.iter().map(|person| &dataset.people[person]);
    Tally::of(dataset.age_bands.len(), members.map(|person| (person.gender, person.age_band)))
}
