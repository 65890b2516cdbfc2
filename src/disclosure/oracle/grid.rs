//! The lines of one table put back into rows, with what the format says each row is.

use super::Line;
use crate::model::format::{Format, TableFormat};
use crate::model::table_id::TableId;

/// One table of the edition.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub(super) words: &'a TableFormat,
    pub(super) rows: Vec<GridRow<'a>>,
}

/// A row: its cells are indices of lines.
#[derive(Debug)]
pub(super) struct GridRow<'a> {
    pub(super) group: &'a str,
    pub(super) label: &'a str,
    pub(super) place: Place,
    /// What its first figure counts.
    pub(super) measure: &'a str,
    pub(super) cells: Vec<(&'a str, &'a str, usize)>,
}

/// Where a row stands in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Body,
    Total,
    Percent,
    /// Below the totals: one group's part of a row of the body, or something beside them.
    Below,
}

impl GridRow<'_> {
    /// The line of a column.
    pub(super) fn cell(&self, gender: &str, class: &str) -> Option<usize> {
        let found = self.cells.iter().find(|(of, in_class, _)| *of == gender && *in_class == class);
        found.map(|(_, _, line)| *line)
    }
}

impl<'a> Grid<'a> {
    /// The grid of a table; `None` where the edition does not have it.
    pub(super) fn of(format: &'a Format, lines: &'a [Line], table: TableId) -> Option<Self> {
        let words = format.find(table)?;
        let mut rows: Vec<GridRow> = Vec::new();
        let mut is_below = false;
        let of_table = lines.iter().enumerate().filter(|(_, line)| line.table == Some(table));
        for (index, line) in of_table.filter(|(_, line)| !line.row.is_empty()) {
            let (gender, class) = (line.gender.as_str(), line.class.as_str());
            let continues = rows.last().is_some_and(|row: &GridRow| {
                row.group == line.group
                    && row.label == line.row
                    && row.cell(gender, class).is_none()
            });
            if !continues {
                let place = place(words, line, is_below);
                is_below |= place == Place::Total;
                rows.push(GridRow {
                    group: &line.group,
                    label: &line.row,
                    place,
                    measure: &line.measure,
                    cells: Vec::new(),
                });
            }
            if let Some(row) = rows.last_mut() {
                row.cells.push((gender, class, index));
            }
        }
        (!rows.is_empty()).then_some(Self { words, rows })
    }

    pub(super) fn body(&self) -> impl Iterator<Item = &GridRow<'a>> {
        self.rows.iter().filter(|row| row.place == Place::Body)
    }

    pub(super) fn total(&self) -> Option<&GridRow<'a>> {
        self.rows.iter().find(|row| row.place == Place::Total)
    }

    pub(super) fn percent(&self) -> Option<&GridRow<'a>> {
        self.rows.iter().find(|row| row.place == Place::Percent)
    }

    /// One group's parts of the rows of the body.
    pub(super) fn details(&self) -> impl Iterator<Item = &GridRow<'a>> {
        self.rows.iter().filter(|row| row.place == Place::Below && !row.group.is_empty())
    }

    /// A row beside the totals, by its key in the format.
    pub(super) fn beside(&self, key: &str) -> Option<&GridRow<'a>> {
        let label = self.words.known_row(key)?;
        self.rows.iter().find(|row| row.place == Place::Below && row.label == label)
    }
}

fn place(words: &TableFormat, line: &Line, is_below: bool) -> Place {
    let is = |key| line.group.is_empty() && words.known_row(key) == Some(line.row.as_str());
    match is_below {
        false if is("total") => Place::Total,
        false => Place::Body,
        true if is("percent") => Place::Percent,
        true => Place::Below,
    }
}
