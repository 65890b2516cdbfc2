//! A table as a value with an anatomy: stub, spanners, columns, row groups, rows, notes.
//!
//! Cells are already formatted, so that PDF, workbook, csv and page draw any table and none rounds.

use super::cell::Cell;
use super::chart::Chart;
use super::gender::Gender;
use super::legal_reference::LegalReference;

/// One table of the format.
#[derive(Clone, Debug)]
pub struct Table {
    /// `1.1` … `1.11`.
    pub id: &'static str,
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
}

/// One column of figures.
#[derive(Clone, Debug)]
pub struct Column {
    /// `None` for both genders together: `T` in the tidy csv.
    pub gender: Option<Gender>,
    /// The heading as printed, and `classe` in the tidy csv.
    pub label: String,
    /// The mark of a note, such as `(2)`, printed after the heading.
    pub mark: Option<String>,
    /// Words above the column where they are not those of the gender.
    pub spanner: Option<String>,
}

/// What a row is, which decides how it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Body,
    Total,
    Percent,
    /// Below the totals: one group's part of the body row with the same label.
    Detail,
    /// Below the totals and not part of them: what the format does not ask for.
    Beside,
}

/// One row: its labels and one cell for each column.
#[derive(Clone, Debug)]
pub struct Row {
    pub kind: RowKind,
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
    /// A row without a group.
    pub fn new(kind: RowKind, label: &str, cells: Vec<Cell>) -> Self {
        Self::in_group(kind, "", label, cells)
    }

    /// A row of a group: tipologia or inquadramento.
    pub fn in_group(kind: RowKind, group: &str, label: &str, cells: Vec<Cell>) -> Self {
        Self { kind, group: group.to_owned(), label: label.to_owned(), cells }
    }
}

impl Column {
    /// `U`, `D` or `T`.
    pub fn gender_code(&self) -> &'static str {
        self.gender.map_or("T", Gender::code)
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
