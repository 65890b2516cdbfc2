//! Periods of one person and one kind that share days: the same leave told twice.

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::span::Span;
use crate::diagnostic::location::Location;
use crate::diagnostic::{Diagnostic, code};
use crate::italian;

/// Periods that are remembered; in a larger file those that come later are not compared.
const MOST_PERIODS: usize = 500_000;

/// First and last day, with the row.
type Period = (NaiveDate, NaiveDate, u32);

/// The periods met so far, and those that overlap an earlier one.
#[derive(Default)]
pub(in crate::ingest) struct Overlaps {
    /// By person and kind.
    periods: HashMap<(usize, usize), Vec<Period>>,
    kept: usize,
    count: u64,
    /// Where the first one is, and the row that it overlaps.
    first: Option<(Location, u32)>,
}

impl Overlaps {
    /// Notes the period of a row. Days one by one may have two halves.
    pub(in crate::ingest) fn note(
        &mut self,
        of: (usize, usize),
        span: Option<Span>,
        (row, place): (u32, impl FnOnce() -> Location),
    ) {
        let Some(Span { first, last: Some(last) }) = span else { return };
        if self.kept == MOST_PERIODS {
            return;
        }
        let periods = self.periods.entry(of).or_default();
        let shares_days = |other: &&Period| {
            let is_same = (other.0, other.1) == (first, last);
            // Rows that are alike in everything are told for themselves.
            let are_days = first == last && other.0 == other.1;
            !is_same && !are_days && first <= other.1 && other.0 <= last
        };
        if let Some((_, _, other)) = periods.iter().find(shares_days) {
            self.count += 1;
            self.first.get_or_insert_with(|| (place(), *other));
        }
        periods.push((first, last, row));
        self.kept += 1;
    }

    /// One finding for the file.
    pub(in crate::ingest) fn report(&mut self) -> Option<Diagnostic> {
        let (place, other) = self.first.take()?;
        let periods =
            italian::counted(self.count, "periodo si sovrappone", "periodi si sovrappongono");
        let message = format!(
            "{periods} a un altro della stessa persona e dello stesso tipo; il primo a quello della riga {other}"
        );
        Some(Diagnostic::new(code::OVERLAPPING_PERIODS, place, message))
    }
}
