//! The layout that tables by gender alone share: amount and share of men, women and both.

use super::figure;
use super::tally::{Amount, Tally};
use crate::model::cell::{Cell, Measure};
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::table::Column;

/// `count` and a share for each gender and for the total; a format may have one heading for all
/// shares.
pub(super) fn columns(words: &TableFormat) -> Vec<Column> {
    [(Some(Gender::Man), "row_share"), (Some(Gender::Woman), "row_share"), (None, "table_share")]
        .into_iter()
        .flat_map(|(gender, share)| {
            let share = if words.has_column(share) { share } else { "share" };
            ["count", share].map(|key| words.column(gender, key))
        })
        .collect()
}

/// Amount and share of each gender over the row, then the row over the table.
pub(super) fn cells<T: Amount>(tally: &Tally<T>, table: T, cell: impl Fn(T) -> Cell) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Gender::ALL
        .into_iter()
        .map(|gender| tally.of_gender(gender))
        .flat_map(|amount| [cell(amount), figure::percent(amount, tally.total())])
        .collect();
    cells.extend([cell(tally.total()), figure::percent(tally.total(), table)]);
    cells
}

/// Sums in percent of everybody in service, under columns of `measure`.
pub(super) fn percent_cells<T: Amount>(
    whole: &Tally<T>,
    everybody: u64,
    measure: Measure,
) -> Vec<Cell> {
    [whole.men(), whole.women(), whole.total()]
        .into_iter()
        .flat_map(|count| [figure::blank(measure), figure::percent(count, everybody)])
        .collect()
}
