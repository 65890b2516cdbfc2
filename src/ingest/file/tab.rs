//! A sheet whose rows pass by, from top to bottom, as often as they are asked for: nobody keeps the
//! ten million rows of a ministry.

use std::fmt::Debug;
use std::ops::ControlFlow;

use super::container::ReadFault;
use super::layout::Layout;
use super::sheet::{Row, Sheet, SheetRow, Value};

/// One sheet of a file, or a delimited text.
#[derive(Debug)]
pub struct Tab<'f> {
    /// As written on it; none for a delimited text.
    pub name: Option<String>,
    /// Not shown by the spreadsheet program.
    pub hidden: bool,
    /// What is hidden and merged in it; nothing for a delimited text.
    pub layout: Layout,
    /// The first rows with something in them: the headers are among them.
    pub(in crate::ingest) head: Vec<SheetRow>,
    rows: Box<dyn Passing + 'f>,
    /// How the lines of a delimited text are written; none for a workbook.
    pub dialect: Option<String>,
}

/// Rows from the top among which the header is looked for, empty ones not counted.
pub(in crate::ingest) const HEADER_ROWS: usize = 30;

/// What is done with a row; to break ends the reading.
pub(in crate::ingest) type Take<'t> = dyn FnMut(Row<'_>) -> ControlFlow<()> + Send + 't;

/// Rows that pass by.
pub(in crate::ingest) trait Passing: Debug + Sync {
    /// Hands over the rows with something in them, from top to bottom, until `take` breaks. A fault
    /// may show after any number of rows: then nothing of the file is to be used.
    fn each(&self, take: &mut Take<'_>) -> Result<(), ReadFault>;
}

/// Of formats that cannot be read row by row.
impl Passing for Vec<SheetRow> {
    fn each(&self, take: &mut Take<'_>) -> Result<(), ReadFault> {
        // Whether all were taken is known to whoever broke off.
        let _ = self.iter().try_for_each(|row| take(row.as_row()));
        Ok(())
    }
}

impl<'f> Tab<'f> {
    /// The sheet with rows that pass by.
    pub(in crate::ingest) fn new(
        sheet: Sheet,
        rows: Box<dyn Passing + 'f>,
    ) -> Result<Self, ReadFault> {
        let mut head = Vec::new();
        rows.each(&mut |row| {
            head.push(row.kept());
            if head.len() < HEADER_ROWS {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        let Sheet { name, hidden, layout, .. } = sheet;
        Ok(Self { name, hidden, layout, head, rows, dialect: None })
    }

    /// A sheet that was read whole.
    pub(in crate::ingest) fn of(mut sheet: Sheet) -> Result<Self, ReadFault> {
        let rows = std::mem::take(&mut sheet.rows);
        Self::new(sheet, Box::new(rows))
    }

    /// As [`Passing::each`].
    pub(in crate::ingest) fn each(&self, take: &mut Take<'_>) -> Result<(), ReadFault> {
        self.rows.each(take)
    }

    pub(super) fn into_rows(self) -> Box<dyn Passing + 'f> {
        self.rows
    }

    /// The sheet with a row for each cell of a family of columns.
    pub(in crate::ingest) fn turned(self, turning: Turning) -> Self {
        Self { rows: Box::new(TurnedRows { rows: self.rows, turning }), ..self }
    }

    /// The sheet with all its rows kept.
    pub(super) fn sheet(self) -> Result<Sheet, ReadFault> {
        let mut rows = Vec::new();
        self.each(&mut |row| {
            rows.push(row.kept());
            ControlFlow::Continue(())
        })?;
        Ok(Sheet { name: self.name, hidden: self.hidden, rows, layout: self.layout })
    }
}

/// How the rows below a header are turned: of each filled cell of a family of columns comes a row.
#[derive(Debug)]
pub(in crate::ingest) struct Turning {
    /// One-based; it and the rows above stay as they are.
    pub(in crate::ingest) header_row: u32,
    /// Where what the header of a cell says is put, zero-based.
    pub(in crate::ingest) of_header: Option<usize>,
    /// Where the cell is put.
    pub(in crate::ingest) of_cell: usize,
    /// The family: each column with what its header says.
    pub(in crate::ingest) columns: Vec<(u32, Value<'static>)>,
}

#[derive(Debug)]
struct TurnedRows<'f> {
    rows: Box<dyn Passing + 'f>,
    turning: Turning,
}

impl Passing for TurnedRows<'_> {
    fn each(&self, take: &mut Take<'_>) -> Result<(), ReadFault> {
        let Turning { header_row, of_header, of_cell, columns } = &self.turning;
        self.rows.each(&mut |row| {
            if row.number <= *header_row {
                return take(row);
            }
            let mut rest: Vec<Value<'_>> = row.cells.to_vec();
            let last = columns.iter().map(|(column, _)| *column as usize + 1).max();
            rest.resize(rest.len().max(last.unwrap_or_default()), Value::Empty);
            for (column, _) in columns {
                rest[*column as usize] = Value::Empty;
            }
            for (column, header) in columns {
                let cell = row.cell(*column as usize);
                if cell.is_empty() {
                    continue;
                }
                rest[*of_cell] = cell.clone();
                if let Some(place) = of_header {
                    rest[*place] = header.clone();
                }
                take(Row { cells: &rest, turned: Some(*column), ..row })?;
            }
            ControlFlow::Continue(())
        })
    }
}
