//! Rows of a workbook in batches: while one is used the next is unpacked, where there is a processor
//! to spare.

use std::ops::ControlFlow;

use crate::ingest::file::container::ReadFault;
use crate::ingest::file::sheet::{Fields, Row, Value};
use crate::ingest::file::tab::Take;

/// Rows of the first batch. Often no more than the headers, which are among them, are wanted: nothing
/// is read ahead of them.
const FIRST_ROWS: usize = 32;
/// Rows of a batch that still fits the cache of a processor.
const MOST_ROWS: usize = 1024;
/// Cells after which a batch of wide rows is full.
const MOST_CELLS: usize = 1 << 16;

/// Rows on the way from who reads them to who uses them.
#[derive(Debug, Default)]
pub(super) struct Batch<'a> {
    cells: Vec<Value<'a>>,
    /// Number, first cell, and fields of each row.
    rows: Vec<(u32, usize, Fields)>,
    /// How many rows are wanted.
    wanted: usize,
}

impl<'a> Batch<'a> {
    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= self.wanted || self.cells.len() >= MOST_CELLS
    }

    /// Adds a row, and takes its cells away from where they were gathered.
    pub(super) fn add(&mut self, number: u32, cells: &mut Vec<Value<'a>>, fields: Fields) {
        self.rows.push((number, self.cells.len(), fields));
        self.cells.append(cells);
    }

    fn hand_over(&self, take: &mut Take<'_>) -> ControlFlow<()> {
        let ends = self.rows.iter().skip(1).map(|(_, start, _)| *start);
        let ends = ends.chain([self.cells.len()]);
        let mut rows = self.rows.iter().zip(ends);
        rows.try_for_each(|((number, start, fields), end)| {
            let cells = &self.cells[*start..end];
            take(Row { number: *number, cells, fields: *fields, turned: None })
        })
    }

    fn clear(&mut self) {
        self.cells.clear();
        self.rows.clear();
    }
}

/// Hands over all rows until `take` breaks. `fill` adds rows to a batch until it is full; a batch that
/// it leaves unfilled is the last.
pub(super) fn each<'a>(
    mut fill: impl FnMut(&mut Batch<'a>) -> Result<(), ReadFault> + Send,
    take: &mut Take<'_>,
) -> Result<(), ReadFault> {
    let mut ready = Batch { wanted: FIRST_ROWS, ..Batch::default() };
    let mut next = Batch::default();
    fill(&mut ready)?;
    if ready.hand_over(take).is_break() || !ready.is_full() {
        return Ok(());
    }
    ready.clear();
    ready.wanted = MOST_ROWS;
    fill(&mut ready)?;
    while ready.is_full() {
        next.clear();
        next.wanted = MOST_ROWS;
        let (flow, filled) = rayon::join(|| ready.hand_over(take), || fill(&mut next));
        if flow.is_break() {
            return Ok(());
        }
        filled?;
        std::mem::swap(&mut ready, &mut next);
    }
    // Nothing comes after the last.
    let _ = ready.hand_over(take);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The numbers handed over of rows of some width, when the last is `last`, `take` breaks at
    /// `broken` and reading fails at `faulty`.
    fn handed_over(width: usize, last: u32, broken: u32, faulty: u32) -> (Vec<u32>, bool) {
        let mut numbers = 1..=last;
        let mut met = Vec::new();
        let read = each(
            |batch| {
                while !batch.is_full()
                    && let Some(number) = numbers.next()
                {
                    if number == faulty {
                        return Err(ReadFault::Damaged);
                    }
                    batch.add(number, &mut vec![Value::Bool(true); width], Fields::default());
                }
                Ok(())
            },
            &mut |row| {
                assert_eq!(row.cells.len(), width);
                met.push(row.number);
                if row.number == broken {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        (met, read.is_err())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_row_comes_once_and_in_order(
            width in prop_oneof![0_usize..4, 900_usize..1_100],
            last in 0_u32..4_000,
            broken in 1_u32..8_000,
            faulty in 1_u32..8_000,
        ) {
            let (met, is_fault) = handed_over(width, last, broken, faulty);
            let expected: Vec<u32> = (1..=last.min(broken)).collect();
            prop_assert!(expected.starts_with(&met));
            // Rows read ahead of a fault are not handed over, nor is a fault told beyond a break.
            if faulty > last {
                prop_assert_eq!(met, expected);
                prop_assert!(!is_fault);
            } else {
                prop_assert!(met.iter().all(|row| *row < faulty));
                prop_assert!(is_fault || met.last() == Some(&broken));
            }
        }
    }
}
