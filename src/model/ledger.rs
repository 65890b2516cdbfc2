//! What people used or attended in the year, summed by person and kind: memory grows with people
//! and kinds, never with the rows of an extraction.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::cell::Measure;

/// The sums of one input: `conciliazione`, `congedi` or `formazione`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In printed order: those of the format, then the body's own.
    pub kinds: Vec<Kind>,
    /// By person (index into [`super::dataset::Dataset::people`]) and kind; never zero.
    pub amounts: BTreeMap<(usize, usize), Decimal>,
}

/// A measure, a leave or a training: one row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    pub label: String,
    /// What its amounts are.
    pub measure: Measure,
    /// What the body says of it, where the format asks to specify.
    pub said: BTreeSet<String>,
}

impl Ledger {
    /// Decimals of the amount that has the most.
    pub fn decimals(&self) -> u32 {
        self.amounts.values().map(|amount| amount.normalize().scale()).max().unwrap_or(0)
    }

    /// Everybody with an amount, once, by index.
    pub fn people(&self) -> BTreeSet<usize> {
        self.amounts.keys().map(|(person, _)| *person).collect()
    }
}
