//! A table of a page as a grid: a cell stands in every place that it covers.

use super::markup::{Cell, Markup};

/// Columns and rows that a cell may cover.
const MOST_COLUMNS: usize = 100;
const MOST_ROWS: usize = 2_000;
/// Places of a table beyond which nothing of it is read.
const MOST_PLACES: usize = 10_000;

/// A table of a page.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::ingest) struct PageTable {
    /// The words above it.
    pub(in crate::ingest) title: String,
    /// Its rows, headings included.
    pub(in crate::ingest) lines: Vec<Line>,
}

/// A row of it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Line {
    /// From 1, as a person counts the rows of the table.
    pub(in crate::ingest) number: u32,
    pub(in crate::ingest) cells: Vec<String>,
}

impl PageTable {
    pub(super) fn of(markup: Markup) -> Self {
        // For each column what a cell above still covers, and for how many rows.
        let mut above: Vec<(usize, String)> = Vec::new();
        let mut lines = Vec::new();
        let mut places = 0;
        for (number, row) in (1..).zip(markup.rows.into_iter().take(MOST_ROWS)) {
            let mut cells = Vec::new();
            let mut left = row.into_iter();
            loop {
                let place = cells.len();
                if let Some((rows, text)) = above.get_mut(place).filter(|(rows, _)| *rows > 0) {
                    *rows -= 1;
                    cells.push(text.clone());
                    continue;
                }
                let Some(Cell { text, columns, rows }) = left.next() else { break };
                let text = text.trim().to_owned();
                for _ in 0..columns.clamp(1, MOST_COLUMNS) {
                    let place = cells.len();
                    if above.len() <= place {
                        above.resize(place + 1, (0, String::new()));
                    }
                    above[place] = (rows.clamp(1, MOST_ROWS) - 1, text.clone());
                    cells.push(text.clone());
                }
                if cells.len() > MOST_COLUMNS {
                    break;
                }
            }
            places += cells.len();
            if places > MOST_PLACES {
                break;
            }
            lines.push(Line { number, cells });
        }
        Self { title: markup.title.trim().to_owned(), lines }
    }
}
