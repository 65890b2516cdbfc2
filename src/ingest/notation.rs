//! What a lone cell leaves in doubt and its column as a whole settles: which mark parts decimals,
//! whether percentages are fractions of one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::field;
use super::sheet::{SheetRow, Value};
use crate::italian::reading::{self, Mark, Numeral};

/// The decimal mark of each column asked about so far.
#[derive(Debug, Default)]
pub(super) struct Notations(BTreeMap<u32, Option<Mark>>);

impl Notations {
    /// The decimal mark that some cells of the column show and none contradicts: `28.345,67` shows
    /// the comma, `12.5` the point, `1.234` neither.
    pub(super) fn decimal_mark(&mut self, rows: &[&SheetRow], column: u32) -> Option<Mark> {
        *self.0.entry(column).or_insert_with(|| {
            let mut marks = rows.iter().filter_map(|row| match row.cell(column as usize) {
                Value::Text(text) => reading::decimal_mark(text),
                _ => None,
            });
            let first = marks.next()?;
            marks.all(|mark| mark == first).then_some(first)
        })
    }
}

/// Whether the numbers of a column are all plain ones from 0 to 1, some of them in between.
pub(super) fn are_fractions(rows: &[&SheetRow], column: u32) -> bool {
    let mut is_any_between = false;
    for row in rows {
        let share = match field::numeral(row.cell(column as usize)) {
            Ok(Some(Numeral::Plain(share))) => share,
            Ok(Some(Numeral::Doubtful(doubt))) => doubt.decimals,
            // What is no number is told at its place, and says nothing of the others.
            Ok(None) | Err(_) => continue,
        };
        let is_percent = match row.cell(column as usize) {
            Value::Number(number) => number.percent,
            Value::Text(text) => text.contains('%'),
            _ => false,
        };
        if is_percent || share < Decimal::ZERO || share > Decimal::ONE {
            return false;
        }
        is_any_between |= share > Decimal::ZERO && share < Decimal::ONE;
    }
    is_any_between
}
