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

    /// The p% rule with p = 10: what the two largest leave is the doubt that the second has about
    /// the first.
    pub(super) fn contributors(&self) -> Option<Contributors> {
        let doubt = self.sum.saturating_sub(self.largest).saturating_sub(self.second);
        let is_dominated = doubt.saturating_mul(Decimal::TEN) < self.largest;
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
    fn an_amount_follows_when_the_others_leave_less_than_a_tenth_of_it_open() {
        assert_eq!(contributors(&[100]), Contributors { people: 1, is_dominated: true });
        assert_eq!(contributors(&[60, 100]), Contributors { people: 2, is_dominated: true });
        assert_eq!(contributors(&[60, 9, 100]), Contributors { people: 3, is_dominated: true });
        assert_eq!(contributors(&[60, 100, 10]), Contributors { people: 3, is_dominated: false });
        assert_eq!(
            contributors(&[4, 100, 3, 3, 60]),
            Contributors { people: 5, is_dominated: false }
        );
    }
}
