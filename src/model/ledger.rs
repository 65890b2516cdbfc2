//! What people used or attended in the year, summed by kind, gender and age: memory grows with kinds
//! and with one bit for each person, never with the rows of an extraction.

use std::collections::BTreeSet;

use bit_set::BitSet;

use super::cell::Measure;
use super::gender::Gender;
use super::ratio::Ratio;

/// The sums of one input: `conciliazione`, `congedi` or `formazione`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In printed order: those of the format, then the body's own.
    pub kinds: Vec<Kind>,
}

/// A measure, a leave or a training: one row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    pub label: String,
    /// What its amounts are.
    pub measure: Measure,
    /// What the body says of it, where the format asks to specify.
    pub said: BTreeSet<String>,
    pub sums: Sums,
}

/// What there is of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Everybody with an amount, each once: indexes into [`super::dataset::Dataset::people`].
    pub people: BitSet,
    /// By gender and age band.
    pub amounts: [Vec<Ratio>; 2],
}

impl Sums {
    /// Nothing yet, for so many age bands.
    pub fn new(age_bands: usize) -> Self {
        let nothing = vec![Ratio::zero(); age_bands];
        Self { people: BitSet::new(), amounts: [nothing.clone(), nothing] }
    }

    /// Adds an amount that one more person, or the same again, has.
    pub fn add(&mut self, person: usize, (gender, age_band): (Gender, usize), amount: Ratio) {
        self.people.insert(person);
        self.amounts[gender.index()][age_band] += amount;
    }
}

impl Ledger {
    /// Decimals of the sum that has the most, at most two.
    pub fn decimals(&self) -> u32 {
        let amounts = self.kinds.iter().flat_map(|kind| kind.sums.amounts.iter().flatten());
        amounts.map(Ratio::decimals).max().unwrap_or(0)
    }

    /// Everybody with an amount of any kind, each once, by index.
    pub fn people(&self) -> BitSet {
        let mut people = BitSet::new();
        for kind in &self.kinds {
            people.union_with(&kind.sums.people);
        }
        people
    }
}
