//! What a lone cell leaves in doubt and its column as a whole settles: which mark parts decimals,
//! whether percentages are fractions of one.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rust_decimal::Decimal;

use super::body::Body;
use super::field;
use crate::ingest::file::sheet::Value;
use crate::italian::reading::{self, Mark, Numeral};

/// The decimal mark of each column asked about so far.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Notations(BTreeMap<usize, Option<Mark>>);

impl Notations {
    /// The decimal mark that some cells of the column show and none contradicts: `28.345,67` shows
    /// the comma, `12.5` the point, `1.234` neither. Looks the whole column through, once.
    pub(in crate::ingest) fn decimal_mark(
        &mut self,
        body: &Body<'_>,
        column: usize,
    ) -> Option<Mark> {
        *self.0.entry(column).or_insert_with(|| {
            let mut first = None;
            let mut is_contradicted = false;
            let looked = body.each(&mut |row| {
                let Value::Text(text) = row.cell(column) else { return ControlFlow::Continue(()) };
                let Some(mark) = reading::decimal_mark(text) else {
                    return ControlFlow::Continue(());
                };
                is_contradicted = *first.get_or_insert(mark) != mark;
                if is_contradicted { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            first.filter(|_| looked.is_ok() && !is_contradicted)
        })
    }
}

/// Whether the numbers of a column are all plain ones from 0 to 1, some of them in between.
pub(in crate::ingest) fn are_fractions(body: &Body<'_>, column: usize) -> bool {
    let mut is_any_between = false;
    let mut is_any_beyond = false;
    let looked = body.each(&mut |row| {
        let share = match field::numeral(row.cell(column)) {
            Ok(Some(Numeral::Plain(share))) => share,
            Ok(Some(Numeral::Doubtful(doubt))) => doubt.decimals,
            // What is no number is told at its place, and says nothing of the others.
            Ok(None) | Err(_) => return ControlFlow::Continue(()),
        };
        let is_percent = match row.cell(column) {
            Value::Number(number) => number.percent,
            Value::Text(text) => text.contains('%'),
            _ => false,
        };
        is_any_beyond = is_percent || share < Decimal::ZERO || share > Decimal::ONE;
        is_any_between |= share > Decimal::ZERO && share < Decimal::ONE;
        if is_any_beyond { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    looked.is_ok() && is_any_between && !is_any_beyond
}
