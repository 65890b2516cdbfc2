//! An amount that several people add to, with what the public edition has to know of them.

use std::iter::Sum;
use std::ops::AddAssign;

use rust_decimal::Decimal;

use super::tally::Amount;
use crate::model::protection::Contributors;
use crate::model::ratio::Ratio;

/// A sum over people. Adding two of them is right only where no person is in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) sum: Decimal,
    pub(super) people: u64,
    largest: Decimal,
    second: Decimal,
}

impl Shared {
    /// What one person adds.
    pub(super) fn of_person(amount: Decimal) -> Self {
        Self { sum: amount, people: 1, largest: amount, second: Decimal::ZERO }
    }

    /// A sum of so many people whose parts are not known.
    pub(super) fn of_sum(people: u64, sum: Decimal) -> Self {
        Self { sum, people, ..Self::default() }
    }

    /// The p/q rule with p = q = 10 %: whoever has the second highest knows the others from their contract
    /// within a tenth, and must not know the highest within a tenth.
    pub(super) fn contributors(&self) -> Option<Contributors> {
        let others = self.sum.saturating_sub(self.largest).saturating_sub(self.second);
        let is_dominated = others < self.largest;
        Some(Contributors { people: self.people, is_dominated })
    }
}

impl AddAssign for Shared {
    fn add_assign(&mut self, other: Self) {
        let mut amounts = [self.largest, self.second, other.largest, other.second];
        amounts.sort_unstable();
        let [_, _, second, largest] = amounts;
        self.sum = self.sum.saturating_add(other.sum);
        self.people += other.people;
        (self.largest, self.second) = (largest, second);
    }
}

impl Sum for Shared {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), |mut sum, amount| {
            sum += amount;
            sum
        })
    }
}

impl From<Shared> for Ratio {
    fn from(shared: Shared) -> Self {
        Self::from(shared.sum)
    }
}

impl Amount for Shared {}

#[cfg(test)]
mod tests {
    use super::*;

    fn contributors(amounts: &[i64]) -> Contributors {
        let people = amounts.iter().map(|amount| Shared::of_person(Decimal::from(*amount)));
        people.sum::<Shared>().contributors().expect("people are known")
    }

    #[test]
    fn an_amount_follows_when_a_tenth_of_the_others_is_less_than_a_tenth_of_it() {
        assert_eq!(contributors(&[100]), Contributors { people: 1, is_dominated: true });
        assert_eq!(contributors(&[60, 100]), Contributors { people: 2, is_dominated: true });
        assert_eq!(contributors(&[60, 99, 100]), Contributors { people: 3, is_dominated: true });
        assert_eq!(contributors(&[100, 100, 100]), Contributors { people: 3, is_dominated: false });
        assert_eq!(
            contributors(&[28, 28, 28, 130, 28, 28]),
            Contributors { people: 6, is_dominated: true }
        );
    }
}
