//! Adding up by gender and class, the one way to count of all tables: people, hours or days.

use std::iter::Sum;
use std::ops::AddAssign;

use rust_decimal::Decimal;

use crate::model::gender::Gender;
use crate::model::ratio::Ratio;

/// What a tally adds up: people as whole numbers, hours and days as exact decimals.
pub(super) trait Amount: Copy + Default + AddAssign + Sum + Into<Ratio> {}

impl Amount for u64 {}
impl Amount for Decimal {}

/// Amounts by gender and class; a class is an age band or any other small index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tally<T = u64> {
    amounts: [Vec<T>; 2],
}

impl<T: Amount> Tally<T> {
    pub(super) fn new(classes: usize) -> Self {
        Self { amounts: [vec![T::default(); classes], vec![T::default(); classes]] }
    }

    /// Adds an amount to one class.
    pub(super) fn put(&mut self, gender: Gender, class: usize, amount: T) {
        self.amounts[gender.index()][class] += amount;
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.amounts.iter_mut().zip(&other.amounts) {
            for (amount, more) in mine.iter_mut().zip(theirs) {
                *amount += *more;
            }
        }
    }

    pub(super) fn classes(&self, gender: Gender) -> &[T] {
        &self.amounts[gender.index()]
    }

    pub(super) fn of_gender(&self, gender: Gender) -> T {
        self.classes(gender).iter().copied().sum()
    }

    pub(super) fn total(&self) -> T {
        Gender::ALL.into_iter().map(|gender| self.of_gender(gender)).sum()
    }

    pub(super) fn men(&self) -> T {
        self.of_gender(Gender::Man)
    }

    pub(super) fn women(&self) -> T {
        self.of_gender(Gender::Woman)
    }
}

impl Tally {
    /// Counts each `(gender, class)` once.
    pub(super) fn of(classes: usize, members: impl IntoIterator<Item = (Gender, usize)>) -> Self {
        let mut tally = Self::new(classes);
        for (gender, class) in members {
            tally.count(gender, class);
        }
        tally
    }

    /// Counts one more.
    pub(super) fn count(&mut self, gender: Gender, class: usize) {
        self.put(gender, class, 1);
    }
}
