//! A table as a value with an anatomy: stub, spanners, columns, row groups, rows, notes.
//!
//! Cells are already formatted, so that PDF, workbook, csv and page draw any table and none rounds.

use crate::model::cell::Cell;
use crate::model::chart::Chart;
use crate::model::gender::Gender;
use crate::model::legal_reference::LegalReference;
use crate::model::role::{ColumnRole, RowRole};
use crate::model::table_id::TableId;

/// One table of the format.
#[derive(Clone, Debug)]
pub struct Table {
    pub id: TableId,
    /// Base name of its files: `table_1_01_grade_by_age`.
    pub name: &'static str,
    pub title: String,
    /// Plain sentences computed from the table's own numbers, printed before it.
    pub sentences: Vec<String>,
    /// Headings of the row labels: one, or two where rows are grouped.
    pub stub: Vec<String>,
    pub columns: Vec<Column>,
    /// Places of the columns that a person types into the national portal.
    pub portal: Vec<usize>,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
    pub references: Vec<LegalReference>,
    pub charts: Vec<Chart>,
    /// False when the input has no data for it: printed as "dati non forniti".
    pub provided: bool,
    /// Too wide for a portrait page.
    pub landscape: bool,
    /// Its charts stand beside it where the page has room, not above it.
    pub charts_beside: bool,
}

/// One column of figures.
#[derive(Clone, Debug)]
pub struct Column {
    pub role: ColumnRole,
    /// `None` for both genders together: `T` in the tidy csv.
    pub gender: Option<Gender>,
    /// The heading as printed, and `classe` in the tidy csv.
    pub label: String,
    /// The mark of a note, such as `(2)`, printed after the heading.
    pub mark: Option<String>,
    /// Words above the column where they are not those of the gender.
    pub spanner: Option<String>,
}

/// One row: its labels and one cell for each column.
#[derive(Clone, Debug)]
pub struct Row {
    pub role: RowRole,
    /// Tipologia or inquadramento, empty where rows are not grouped and in totals.
    pub group: String,
    pub label: String,
    pub cells: Vec<Cell>,
}

impl Table {
    /// Runs of columns under the same spanner, with the number of their columns.
    pub fn spanners(&self) -> Vec<(&str, usize)> {
        let mut runs: Vec<(&str, usize)> = Vec::new();
        for column in &self.columns {
            match runs.last_mut() {
                Some((spanner, width)) if *spanner == column.spanner() => *width += 1,
                _ => runs.push((column.spanner(), 1)),
            }
        }
        runs
    }
}

impl Row {
    /// The cells that together are a gender's figure over all ages: one, or those of the classes.
    pub fn over_all_ages<'r>(&'r self, columns: &'r [Column], gender: Gender) -> Vec<&'r Cell> {
        let of_gender = || {
            let cells = columns.iter().zip(&self.cells);
            cells.filter(move |(column, _)| column.gender == Some(gender))
        };
        match of_gender().find(|(column, _)| column.role.is_over_all_ages()) {
            Some((_, whole)) => vec![whole],
            None => {
                let classes = of_gender().filter(|(column, _)| column.role.is_class());
                classes.map(|(_, cell)| cell).collect()
            }
        }
    }

    /// A row of the body without a group.
    pub fn body(label: &str, cells: Vec<Cell>) -> Self {
        Self::in_group(RowRole::Body, "", label, cells)
    }

    /// A row of a group: tipologia or inquadramento.
    pub fn in_group(role: RowRole, group: &str, label: &str, cells: Vec<Cell>) -> Self {
        Self { role, group: group.to_owned(), label: label.to_owned(), cells }
    }
}

impl Column {
    /// A column headed by its label alone.
    pub fn new(role: ColumnRole, gender: Option<Gender>, label: &str) -> Self {
        Self { role, gender, label: label.to_owned(), mark: None, spanner: None }
    }

    /// The words of the spanner above the column.
    pub fn spanner(&self) -> &str {
        let of_gender = self.gender.map_or("Totale", Gender::plural);
        self.spanner.as_deref().unwrap_or(of_gender)
    }

    /// The heading with the mark of its note.
    pub fn heading(&self) -> String {
        self.mark.as_ref().map_or(self.label.clone(), |mark| format!("{} {mark}", self.label))
    }
}
