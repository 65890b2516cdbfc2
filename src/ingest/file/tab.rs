//! A sheet whose rows pass by, from top to bottom, as often as they are asked for: nobody keeps the
//! ten million rows of a ministry.

use std::fmt::Debug;
use std::ops::ControlFlow;

use super::container::ReadFault;
use super::layout::Layout;
use super::sheet::{Row, Sheet, SheetRow};

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
