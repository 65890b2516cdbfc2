//! Aggregati: a table that the body has only as totals, given cell by cell.

use rust_decimal::Decimal;

use crate::model::gender::Gender;

/// The rows of one table as the body gives them; totals and percentages are never taken from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableTotals {
    /// In printed order.
    pub rows: Vec<TotalsRow>,
}

/// One row: its labels and, by gender and class, its amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalsRow {
    pub group: String,
    pub label: String,
    /// One-based row of the file in which it first comes.
    pub row: u32,
    pub amounts: [Vec<Decimal>; 2],
}

impl TotalsRow {
    pub fn of_gender(&self, gender: Gender) -> &[Decimal] {
        &self.amounts[gender.index()]
    }
}
