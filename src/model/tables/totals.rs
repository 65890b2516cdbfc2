//! Aggregati: a table that the body has only as totals, given cell by cell.

use rust_decimal::Decimal;

use crate::model::gender::Gender;
use crate::model::table_id::TableId;

/// How a table is laid out, which says what a given cell can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One amount for each gender and age class.
    ByAge,
    /// One amount for each gender.
    ByGender,
    /// For each gender people and their mean pay.
    Pay,
}

impl Layout {
    /// The layout of a table of the format, `None` where there is no such table.
    pub fn of(table: TableId) -> Option<Self> {
        match table.place() {
            1 | 2 | 4 | 9 | 11 => Some(Self::ByAge),
            3 | 6 | 7 | 8 | 10 => Some(Self::ByGender),
            5 => Some(Self::Pay),
            _ => None,
        }
    }

    /// Places of a row for one gender.
    pub fn classes(self, age_bands: usize) -> usize {
        match self {
            Self::ByAge => age_bands,
            Self::ByGender => 1,
            Self::Pay => 2,
        }
    }
}

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
    pub amounts: [Vec<Decimal>; 2],
}

impl TotalsRow {
    pub fn of_gender(&self, gender: Gender) -> &[Decimal] {
        &self.amounts[gender.index()]
    }
}
