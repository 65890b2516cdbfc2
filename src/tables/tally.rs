//! Counting people by gender and age class, the one way to count of all tables.

use crate::model::gender::Gender;

/// Counts by gender and class; a class is an age band or any other small index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    counts: [Vec<u64>; 2],
}

impl Tally {
    pub(super) fn new(classes: usize) -> Self {
        Self { counts: [vec![0; classes], vec![0; classes]] }
    }

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
        self.counts[gender.index()][class] += 1;
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            for (count, more) in mine.iter_mut().zip(theirs) {
                *count += more;
            }
        }
    }

    pub(super) fn classes(&self, gender: Gender) -> &[u64] {
        &self.counts[gender.index()]
    }

    pub(super) fn of_gender(&self, gender: Gender) -> u64 {
        self.classes(gender).iter().sum()
    }

    pub(super) fn total(&self) -> u64 {
        Gender::ALL.into_iter().map(|gender| self.of_gender(gender)).sum()
    }

    pub(super) fn men(&self) -> u64 {
        self.of_gender(Gender::Man)
    }

    pub(super) fn women(&self) -> u64 {
        self.of_gender(Gender::Woman)
    }
}
