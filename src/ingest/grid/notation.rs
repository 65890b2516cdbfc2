//! What a lone cell leaves in doubt and its column as a whole settles: which mark parts decimals,
//! how dates are written.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::body::Body;
use super::calendar::Calendar;
use crate::ingest::file::sheet::Value;
use crate::italian::reading::{self, Mark};
use crate::model::column_choice::ColumnUnit;

/// What is known of each column asked about so far.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Notations {
    decimal_marks: BTreeMap<usize, Option<Mark>>,
    calendars: BTreeMap<usize, Calendar>,
}

impl Notations {
    /// The decimal mark that some cells of the column show and none contradicts: `28.345,67` shows
    /// the comma, `12.5` the point, `1.234` neither. Looks the whole column through, once.
    pub(in crate::ingest) fn decimal_mark(
        &mut self,
        body: &Body<'_>,
        column: usize,
    ) -> Option<Mark> {
        *self.decimal_marks.entry(column).or_insert_with(|| {
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

    /// How the dates of the column are written, once it was asked for.
    pub(in crate::ingest) fn calendar(&self, column: usize) -> Option<Calendar> {
        self.calendars.get(&column).copied()
    }

    /// As [`Self::calendar`], for the first time. Looks the column through.
    pub(in crate::ingest) fn new_calendar(
        &mut self,
        body: &Body<'_>,
        column: usize,
        unit: Option<ColumnUnit>,
    ) -> Calendar {
        let calendar = Calendar::of(body, column, unit);
        self.calendars.insert(column, calendar);
        calendar
    }
}
