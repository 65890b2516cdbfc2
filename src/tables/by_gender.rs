//! The layout that tables by gender alone share: amount and share of men, women and both.

use super::figure;
use super::tally::{Amount, Tally};
use crate::model::anatomy::{Along, Relation, Whole};
use crate::model::cell::{Cell, Measure};
use crate::model::format::TableFormat;
use crate::model::gender::Gender;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table::Column;

/// What holds in every table of this layout.
pub(super) const RELATIONS: &[Relation] = &[
    Relation::Sum { total: RowRole::Total, parts: &[RowRole::Body] },
    Relation::EachRow(&[
        Along::Genders(ColumnRole::Count),
        Along::Share { share: ColumnRole::RowShare, part: ColumnRole::Count, whole: Whole::Row },
        Along::Share {
            share: ColumnRole::TableShare,
            part: ColumnRole::Count,
            whole: Whole::Column,
        },
    ]),
];

/// The row of percentages where the table counts people in service.
pub(super) const PERCENT_OF_STAFF: Relation =
    Relation::Percent { of: RowRole::Total, whole: Whole::Everybody };

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
