//! Merged cells that go down: what stands in the first row belongs to every row that they span.

use crate::ingest::file::layout::{Layout, Tall};
use crate::ingest::file::sheet::{Row, Value};

/// The values of merged cells that go down, for the rows that they span.
pub(super) struct TallCells {
    /// In the order of their first rows; those that are over are taken away.
    cells: Vec<(Tall, Value<'static>)>,
    waiting: std::iter::Peekable<std::vec::IntoIter<Tall>>,
}

impl TallCells {
    /// Of the columns of amounts none: an amount that spans rows is of all of them together, and nobody
    /// knows how much of it is of each.
    pub(super) fn below(layout: &Layout, header_row: u32, amounts: &[usize]) -> Self {
        let tall = layout
            .tall()
            .into_iter()
            .filter(|tall| tall.rows.0 > header_row && !amounts.contains(&(tall.column as usize)));
        Self { cells: Vec::new(), waiting: tall.collect::<Vec<_>>().into_iter().peekable() }
    }

    /// The cells of a row with those that a merged cell above gives it; `None` where it gives none.
    pub(super) fn fill(&mut self, row: &Row<'_>) -> Option<Vec<Value<'static>>> {
        self.cells.retain(|(tall, _)| tall.rows.1 >= row.number);
        while let Some(tall) = self.waiting.next_if(|tall| tall.rows.0 <= row.number) {
            if tall.rows.0 == row.number {
                self.cells.push((tall, row.cell(tall.column as usize).kept()));
            }
        }
        let above = || self.cells.iter().filter(|(tall, _)| tall.rows.0 < row.number);
        above().next()?;
        let mut cells: Vec<Value<'static>> = row.cells.iter().map(Value::kept).collect();
        for (tall, value) in above() {
            let column = tall.column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, Value::Empty);
            }
            if cells[column].is_empty() {
                cells[column] = value.clone();
            }
        }
        Some(cells)
    }
}
