//! What tables 1.9, 1.10 and 1.11 share: the sums of a ledger by kind, gender and age.

use rust_decimal::Decimal;

use super::tally::{Amount, Tally};
use crate::model::dataset::Dataset;
use crate::model::ledger::Ledger;

/// One tally for each kind of the ledger, by age; `amount` says what one person adds.
pub(super) fn tallies<T: Amount>(
    dataset: &Dataset,
    ledger: &Ledger,
    amount: impl Fn(Decimal) -> T,
) -> Vec<Tally<T>> {
    let mut tallies = vec![Tally::new(dataset.age_bands.len()); ledger.kinds.len()];
    for ((person, kind), sum) in &ledger.amounts {
        let person = &dataset.people[*person];
        tallies[*kind].put(person.gender, person.age_band, amount(*sum));
    }
    tallies
}

/// Everybody in the ledger, each once, by age.
pub(super) fn people(dataset: &Dataset, ledger: &Ledger) -> Tally {
    let people = ledger.people();
    let members = people.iter().map(|person| &dataset.people[*person]);
    Tally::of(dataset.age_bands.len(), members.map(|person| (person.gender, person.age_band)))
}
