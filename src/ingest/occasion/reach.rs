//! Who has so many hours of training in all, whatever the kinds.

use bit_set::BitSet;

use crate::model::ledger::Quantity;
use crate::model::ratio::Ratio;

/// Hours, decimals of hours and seconds are whole numbers of these: a person's sum is one number, exact
/// but for hours that no decimal writes.
const PARTS_OF_AN_HOUR: u64 = 3_600_000_000;
const PARTS_OF_A_SECOND: u64 = 1_000_000;

/// The hours of each person while rows are read.
pub(in crate::ingest) struct Reach {
    /// What is to be reached, in parts.
    due: i128,
    /// By place among the people.
    sums: Vec<i64>,
}

impl Reach {
    pub(in crate::ingest) fn new(hours: u32) -> Self {
        Self { due: i128::from(hours) * i128::from(PARTS_OF_AN_HOUR), sums: Vec::new() }
    }

    pub(in crate::ingest) fn add(&mut self, person: usize, quantity: Quantity) {
        let parts = match quantity {
            Quantity::Seconds(seconds) => i128::from(seconds) * i128::from(PARTS_OF_A_SECOND),
            other => parts_of(&other.total()),
        };
        self.put(person, parts);
    }

    pub(in crate::ingest) fn take(&mut self, person: usize, taken: &Ratio) {
        self.put(person, -parts_of(taken));
    }

    fn put(&mut self, person: usize, parts: i128) {
        if self.sums.len() <= person {
            self.sums.resize(person + 1, 0);
        }
        let parts = i64::try_from(parts).unwrap_or(i64::MAX);
        self.sums[person] = self.sums[person].saturating_add(parts);
    }

    /// Who has reached it. Sums of rounded parts lack less than a second.
    pub(in crate::ingest) fn people(&self) -> BitSet {
        let least = self.due - i128::from(PARTS_OF_A_SECOND);
        let sums = self.sums.iter().enumerate();
        sums.filter(|(_, sum)| i128::from(**sum) > least).map(|(person, _)| person).collect()
    }
}

fn parts_of(hours: &Ratio) -> i128 {
    let parts = hours.clone() * Ratio::from(PARTS_OF_AN_HOUR);
    i128::try_from(parts.scaled(0)).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_all_kinds_and_writings_are_one_sum() {
        let mut reach = Reach::new(40);
        let third = Quantity::Fraction { part: 40, whole: 3 };
        for _ in 0..3 {
            reach.add(0, third);
            reach.add(1, Quantity::Seconds(13 * 3600));
            reach.add(3, Quantity::Number("13.333333".parse().expect("a number")));
        }
        reach.add(2, Quantity::Number("39.99".parse().expect("a number")));
        reach.add(4, Quantity::Number("41".parse().expect("a number")));
        reach.take(4, &Ratio::from(2_u64));
        assert_eq!(reach.people().iter().collect::<Vec<_>>(), [0, 3]);
        reach.add(1, Quantity::Seconds(3600));
        assert_eq!(reach.people().iter().collect::<Vec<_>>(), [0, 1, 3]);
    }
}
